"""Texts alike: what is found, in what order, and of how many rewordings the original."""

import os
import subprocess
import sys

import pytest

from generator import likeness
from generator.likeness import likest
from generator.repeats import LEAST, Likest
from tests.reworded import REWORDINGS, planted, sentences

QUAY = "Repair the ladders of the north quay."
PILOTS = "Provide enough pilots, day and night."
FERRY = "Inspect every ferry before it sails."


def of_last(*texts: str, most: int = 3) -> list[tuple[int, float]]:
    """The likest to the last text of all before it."""
    return likest(texts, {len(texts) - 1: len(texts) - 1}, most)[len(texts) - 1]


def test_the_room_keeps_to_what_proposals_ask_of_it() -> None:
    as_asked: Likest = likest
    assert as_asked([QUAY, FERRY], {1: 1}, 3) == {1: []}


def test_rewordings_of_every_kind_are_found() -> None:
    """At least nine of ten have their original among the first three, and none is too little alike to be said."""
    made = sentences(2000)
    rewordings = planted(made, 80)
    texts = [*map(str, made), *(rewording.text for rewording in rewordings)]
    found = likest(texts, {len(made) + number: len(made) for number in range(len(rewordings))}, 3)
    lost = [
        rewording
        for number, rewording in enumerate(rewordings, len(made))
        if rewording.original not in [one for one, score in found[number] if score >= LEAST]
    ]
    assert len(lost) <= 8, lost


@pytest.mark.parametrize("kind", REWORDINGS)
def test_rewordings_differ_from_what_they_reword(kind: str) -> None:
    made = sentences(200)
    rewordings = [rewording for rewording in planted(made, 80) if rewording.kind == kind]
    assert len(rewordings) == 10
    assert [rewording for rewording in rewordings if rewording.text == str(made[rewording.original])] == []


def test_neither_order_nor_form_nor_common_words_count() -> None:
    assert of_last(QUAY, PILOTS, "The north quay: ladder repairs!") == [(0, 1.0)]


def test_rare_words_weigh_more_than_common_ones() -> None:
    common = [f"Review {group}." for group in ("crews", "divers", "cooks", "clerks")]
    found = of_last(*common, "Renew lanterns.", "Review lanterns.", most=5)
    assert [number for number, _ in found] == [4, 0, 1, 2, 3]
    assert found[0][1] > found[1][1]


def test_the_likest_stands_first_and_of_two_equally_alike_the_earlier() -> None:
    found = of_last(PILOTS, QUAY, "Provide pilots.", QUAY, "Repair the ladders of the north quay again.", most=2)
    assert [number for number, _ in found] == [1, 3]


def test_as_many_are_found_as_are_asked_for() -> None:
    texts = [f"Repair ladder {number}." for number in range(30)]
    assert len(of_last(*texts, QUAY, most=2)) == 2
    assert len(of_last(*texts, QUAY, most=29)) == 29


def test_only_so_many_of_the_first_are_looked_at() -> None:
    assert likest([QUAY, QUAY, QUAY, FERRY], {2: 1, 0: 0}, 3) == {2: [(0, 1.0)], 0: []}


def test_text_without_a_telling_word_is_like_nothing() -> None:
    assert of_last(QUAY, "The", "As it is.") == []
    assert of_last(QUAY, "...") == []
    assert likest([], {}, 3) == {}


def test_words_that_lead_to_very_many_are_passed_over_but_for_the_rarest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the time would grow with the square of the number of texts."""
    monkeypatch.setattr(likeness, "LED_TO", 3)
    texts = ["Harbour ladders.", "Harbour lights.", "Harbour lights.", "Harbour lights and ladders."]
    assert [number for number, _ in of_last(*texts)] == [0]
    assert [number for number, _ in of_last("Harbour.", *texts, "Harbour.", most=5)] == [0, 2, 3, 1, 4]


def test_the_same_is_found_in_every_run() -> None:
    """Whatever order Python keeps words in."""
    program = (
        "from generator.likeness import likest; from tests.reworded import sentences; "
        "print(likest([*map(str, sentences(300))], {number: number for number in range(300)}, 5))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"(") > 300
