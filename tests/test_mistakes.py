"""Fifty mistakes at random places of the five plans: each is told once, at the right line, with the right remedy."""

from pathlib import Path
from random import Random

from tests.mistake_kinds import KINDS
from tests.mistakes import Desk, Mistake, Verdict, mistakes, score, the_plans

SEED = 6
FIFTY = 50


def test_fifty_mistakes_are_each_told_once_at_the_right_line_with_the_right_remedy(tmp_path: Path) -> None:
    """Of fifty kinds, each at a random place of a random plan, in a copy of all of them."""
    kinds = Random(SEED).sample(list(KINDS), FIFTY)
    desk = Desk(tmp_path, the_plans())
    verdicts = [desk.judged(mistake) for mistake in mistakes(kinds, FIFTY, SEED)]
    scored = score(verdicts)
    print(scored)
    told_badly = "\n\n".join(verdict.shown() for verdict in verdicts if not verdict.is_right)
    assert scored.splitlines()[-1].startswith("50 of 50 "), f"{told_badly}\n\n{scored}"


MISTAKE = Mistake("date that is none", "plans/x.yml", b"", "plans/x.yml", (7,), ("'31/11/2019'", "date_read_as"))
TOLD: dict[str, str | int] = {
    "file": "plans/x.yml",
    "line": 7,
    "message": "'31/11/2019' cannot be read as a date",
    "hint": "add your reading below it: 'date_read_as: 30/11/2019'",
}


def test_one_message_with_place_and_remedy_is_right() -> None:
    assert Verdict(MISTAKE, (TOLD,)).is_right


def test_silence_is_not_right() -> None:
    assert not Verdict(MISTAKE, ()).is_right


def test_second_message_is_not_right() -> None:
    assert not Verdict(MISTAKE, (TOLD, {**TOLD, "message": "there is no date"})).is_right


def test_message_at_another_line_or_file_is_not_right() -> None:
    assert not Verdict(MISTAKE, ({**TOLD, "line": 8},)).is_right
    assert not Verdict(MISTAKE, ({**TOLD, "file": "plans/y.yml"},)).is_right


def test_message_without_the_remedy_is_not_right() -> None:
    assert not Verdict(MISTAKE, ({**TOLD, "hint": "write it otherwise"},)).is_right
