"""What the words of a plan point to is found, and nothing else is taken for it."""

from pathlib import Path

import pytest

from generator.read import read
from generator.references import Mention, mentions

PLANS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("scheduled meetings (see 1.2), and also a newsletter (see 1.5).", ["1.2", "1.5"]),
        ('via Liaison Meetings (1.2)".', ["1.2"]),
        ("victim awareness (see Recommendation 3).", ["3"]),
        ("a great place to work (reference recommendation 7) the CRC", ["7"]),
        ("See also 4a.10.", ["4a.10"]),
        ("recommendations 1, 2 and 4a.", ["1", "2", "4a"]),
        ("Recommendations 1 & 2", ["1", "2"]),
        ("see also Recommendation 1 or 2", ["1", "2"]),
        ("recommendation 2 of this plan", ["2"]),
        ("recommendation 2, 14 days after", ["2"]),
        ("see recommendation 3, 2018", ["3"]),
        ("action 1.2, and 3 others", ["1.2"]),
        ("Actions 1.2, 1.3, and 2.10 apply", ["1.2", "1.3", "2.10"]),
        ("actions 1.2 to 1.4", ["1.2", "1.4"]),
        ("see 1.2 and see recommendation 6", ["1.2", "6"]),
    ],
)
def test_what_words_point_to_is_found(words: str, ids: list[str]) -> None:
    found = list(mentions(words))
    assert [mention.id for mention in found] == ids
    assert [words[mention.start : mention.end] for mention in found] == ids


@pytest.mark.parametrize(
    "words",
    [
        "1.2 hours a day, 2.5 per cent of cases",
        "over 1.5 million (about 3.4 per cent)",
        "see 5 cases a month",
        "see page 12",
        "the 3rd recommendation",
        "recommendation 10th",
        "version 1.2.3 (1.2.3)",
        "recommendation 3 of the last report",
        "recommendation 4 in the thematic inspection",
        "foresee 1.2",
        "recommendations 1, 2 and 3 of the last report",
        "see recommendations 4 and 5 in the thematic inspection",
        "see recommendation 4 from last year",
        "action 1.2 of the last plan",
        "see 1.2 of the other plan",
        "see 1.2.3",
        "see 1.2a",
        "actions 1.2 and 1.2.3",
    ],
)
def test_other_numbers_are_no_references(words: str) -> None:
    assert list(mentions(words)) == []


@pytest.mark.parametrize(
    ("words", "is_to_be_seen"),
    [
        ("see 1.2", True),
        ("See also action 1.2", True),
        ("see Recommendation 1", True),
        ("(1.2)", False),
        ("recommendation 1", False),
        ("action 1.2", False),
    ],
)
def test_only_words_that_say_see_must_be_right(words: str, is_to_be_seen: bool) -> None:
    assert [mention.is_to_be_seen for mention in mentions(words)] == [is_to_be_seen]


def test_references_of_a_real_plan_are_those_counted_by_hand() -> None:
    """Sixteen, of which five point to actions that its source lacks."""
    collection = read(PLANS).collection
    assert collection
    made = list(collection.plans["nps-north-east-2019"].made)
    found = [mention for one in made for action in one.followed for mention in mentions(action.words)]
    ids = {one.id for one in made} | {action.id for one in made for action in one.followed}
    assert len(found) == 16
    assert [mention.id for mention in found if not mention.is_to_be_seen] == ["1.2"]
    assert sorted(mention.id for mention in found if mention.id not in ids) == ["1.1"] + ["1.2"] * 4


def test_mention_says_where_its_id_stands() -> None:
    assert list(mentions("Do so (see 1.2).")) == [Mention("1.2", 11, 14, is_to_be_seen=True)]
