"""Each plan says what its source says: every letter and digit, in the order printed, and nothing besides.

The source's table is read here a second time, knowing nothing of how the plan was made. A plan is added by
adding its rows to the tables below; their numbers were counted by hand.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import yamlfile

PLANS = Path(__file__).parents[1] / "plans"

Block = dict[str, Any]  # as typed in the file: what shape a plan may have is tested elsewhere


class Counts(NamedTuple):
    """How many of each the source prints for one recommendation."""

    actions: int
    inferred: int  # actions whose mark is lost, so that where they begin is the editor's reading
    steps: int
    owners: int
    dates: int


COUNTS = {
    ("norfolk-suffolk-crc-2019", "1"): Counts(actions=12, inferred=3, steps=6, owners=5, dates=19),
    ("norfolk-suffolk-crc-2019", "2"): Counts(actions=7, inferred=3, steps=2, owners=5, dates=10),
    ("norfolk-suffolk-crc-2019", "3"): Counts(actions=12, inferred=0, steps=0, owners=13, dates=13),
    ("norfolk-suffolk-crc-2019", "4"): Counts(actions=11, inferred=0, steps=0, owners=1, dates=11),
    ("norfolk-suffolk-crc-2019", "5"): Counts(actions=6, inferred=0, steps=0, owners=4, dates=5),
    ("norfolk-suffolk-crc-2019", "6"): Counts(actions=4, inferred=1, steps=0, owners=5, dates=5),
}

OWNERS = {
    "norfolk-suffolk-crc-2019": {
        "Deputy Director (Quality)": 12,
        "Deputy Director (Training)": 8,
        "Director": 5,
        "Team Managers": 2,
        "Deputy Director (Accommodation)": 2,
        "Regional Training Manager": 1,
        "Team Manager": 1,
        "Team Manager (Custody)": 1,
        "Team Manager (Hub)": 1,
    },
}

DATES = {
    "norfolk-suffolk-crc-2019": {
        "30/09/2019": 7,
        "15/09/2019 Monthly Monitoring": 6,
        "31/10/2019": 5,
        "Completed": 5,
        "01/07/2020": 4,
        "30/11/2019": 4,
        "16/09/2019 Quarterly Monitoring": 4,
        "16/09/2019": 3,
        "28/12/2019": 3,
        "01/10/2019": 3,
        "31/12/2019": 2,
        "31/11/2019": 2,
        "13/11/2019": 2,
        "Commenced & Monthly Monitoring": 2,
        "30/09/2019 & 28/02/2020": 2,
        "01/09/2019 Monthly Monitoring": 1,
        "01/09/2019": 1,
        "16/10/2019 Quarterly Monitoring": 1,
        "15/10/2019 Monthly Monitoring": 1,
        "Completed Ongoing new staff": 1,
        "31/01/2020": 1,
        "15/11/2019": 1,
        "30/07/2020": 1,
        "28/02/2020": 1,
    },
}

each_plan = pytest.mark.parametrize("plan", OWNERS)
each_recommendation = pytest.mark.parametrize(("plan", "recommendation"), COUNTS)


class Printed(NamedTuple):
    """The cells of one recommendation, joined down the pages."""

    text: str
    decision: str
    response: str
    owners: str
    dates: str


@cache
def source_of(plan: str) -> str:
    """The source's words without its tags."""
    content = (PLANS / plan_of(plan)["source"]).read_bytes()
    return re.sub(r"<[^>]*>", " ", content.decode())


def rows_of(source: str) -> Iterator[list[str]]:
    """The rows of the table of recommendations, without its headers and separators."""
    for line in source.split("\n"):
        cells = line.split("\t")
        is_separator = all(set(cell) <= {"-"} for cell in cells)
        if len(cells) == 6 and not cells[0].startswith("1. Rec") and not is_separator:
            yield cells


@cache
def printed_in(plan: str) -> dict[str, Printed]:
    """The source by recommendation; a row whose first cell is not a number goes on with the one above."""
    rows_by_number: dict[str, list[list[str]]] = {}
    for first, *others in rows_of(source_of(plan)):
        is_number = re.fullmatch(r"\d+\.?", first)
        number = first.rstrip(".") if is_number else next(reversed(rows_by_number))
        text = others[0] if is_number else f"{first} {others[0]}"
        rows_by_number.setdefault(number, []).append([text, *others[1:]])
    return {number: Printed(*map(" ".join, zip(*rows, strict=True))) for number, rows in rows_by_number.items()}


@cache
def plan_of(plan: str) -> Block:
    """The plan as typed: every value a string, or None where nothing is written."""
    file = PLANS / f"{plan}.yml"
    parsed, problems = yamlfile.parse(file.read_bytes(), file.name)
    assert problems == []
    assert parsed is not None
    assert isinstance(parsed.value, dict)
    return parsed.value


def recommendations_of(plan: str) -> dict[str, Block]:
    entries = plan_of(plan)["recommendations"]
    return {entry.get("id", entry["number"].rstrip(".")): entry for entry in entries if "number" in entry}


def kind_of(block: Block) -> str:
    """A block is named by its first key."""
    return next(iter(block))


def words_of(block: Block) -> Iterator[str]:
    """What a block prints, in the order printed: its number, its label, its words, its steps."""
    kind = kind_of(block)
    if kind in ("printed_beside", "note"):
        return
    if "number" not in block.get("inferred", []):
        yield block.get("number", "")
    if kind in ("outcome", "evaluation", "governance"):
        yield kind.capitalize()
    yield block[kind]
    for step in block.get("steps", []):
        yield from words_of(step)


def entries_of(block: Block, field: str) -> Iterator[str]:
    """The owners or dates of a block and then of its steps."""
    entry = block.get(field, [])
    yield from [entry] if isinstance(entry, str) else entry
    for step in block.get("steps", []):
        yield from entries_of(step, field)


def all_entries(recommendation: Block, field: str) -> list[str]:
    return [entry for block in recommendation["response"] for entry in entries_of(block, field)]


def letters_in(words: str) -> list[int]:
    """The places of the letters and digits."""
    return [place for place, character in enumerate(words) if character.isalnum()]


def only_letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def around(words: str, place: int | None) -> str:
    at = len(words) if place is None else place
    return f"…{words[max(0, at - 50) : at]} >>> {words[at : at + 50]}…"


def first_difference(transcribed: str, printed: str) -> str:
    """The place where the letters and digits of two texts part, shown in both; empty if they never part."""
    for ours, theirs in zip_longest(letters_in(transcribed), letters_in(printed)):
        if ours is None or theirs is None or transcribed[ours] != printed[theirs]:
            return f"the plan says   {around(transcribed, ours)}\nthe source says {around(printed, theirs)}"
    return ""


def assert_same_letters(transcribed: str, printed: str) -> None:
    __tracebackhide__ = True
    difference = first_difference(transcribed, printed)
    if difference:
        pytest.fail(difference)


@each_plan
def test_source_is_the_one_transcribed(plan: str) -> None:
    content = (PLANS / plan_of(plan)["source"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == plan_of(plan)["source_sha256"]


@each_plan
def test_every_recommendation_is_there_in_the_order_printed(plan: str) -> None:
    counted = [recommendation for of_plan, recommendation in COUNTS if of_plan == plan]
    assert list(recommendations_of(plan)) == list(printed_in(plan)) == counted


@each_recommendation
def test_text_is_as_printed(plan: str, recommendation: str) -> None:
    text = recommendations_of(plan)[recommendation]["text"]
    assert_same_letters(text, printed_in(plan)[recommendation].text)


@each_recommendation
def test_decision_is_as_printed(plan: str, recommendation: str) -> None:
    printed = printed_in(plan)[recommendation].decision.strip()
    assert recommendations_of(plan)[recommendation]["decision"] == printed


@each_recommendation
def test_response_is_as_printed(plan: str, recommendation: str) -> None:
    blocks = recommendations_of(plan)[recommendation]["response"]
    words = " ".join(words for block in blocks for words in words_of(block))
    assert_same_letters(words, printed_in(plan)[recommendation].response)


@each_recommendation
def test_owners_are_as_printed(plan: str, recommendation: str) -> None:
    owners = " ".join(all_entries(recommendations_of(plan)[recommendation], "owner"))
    assert_same_letters(owners, printed_in(plan)[recommendation].owners)


@each_recommendation
def test_dates_are_as_printed(plan: str, recommendation: str) -> None:
    dates = " ".join(all_entries(recommendations_of(plan)[recommendation], "target_date"))
    assert_same_letters(dates, printed_in(plan)[recommendation].dates)


@each_recommendation
def test_counts_are_those_of_the_source(plan: str, recommendation: str) -> None:
    transcribed = recommendations_of(plan)[recommendation]
    actions = [block for block in transcribed["response"] if kind_of(block) == "action"]
    assert COUNTS[plan, recommendation] == Counts(
        actions=len(actions),
        inferred=sum("boundary" in action.get("inferred", []) for action in actions),
        steps=sum(len(action.get("steps", [])) for action in actions),
        owners=len(all_entries(transcribed, "owner")),
        dates=len(all_entries(transcribed, "target_date")),
    )


@each_plan
def test_each_owner_is_named_as_often_as_printed(plan: str) -> None:
    recommendations = recommendations_of(plan).values()
    owners = [owner for recommendation in recommendations for owner in all_entries(recommendation, "owner")]
    assert Counter(owners) == OWNERS[plan]


@each_plan
def test_each_date_is_given_as_often_as_printed(plan: str) -> None:
    recommendations = recommendations_of(plan).values()
    dates = [date for recommendation in recommendations for date in all_entries(recommendation, "target_date")]
    assert Counter(dates) == DATES[plan]


@each_plan
def test_totals_are_as_printed(plan: str) -> None:
    printed = re.findall(r"^((?:Partly |Not )?Agreed|Total)\t(\d+)$", source_of(plan), re.MULTILINE)
    assert plan_of(plan).get("printed_totals", {}) == dict(printed)


@each_plan
@pytest.mark.parametrize("field", ["title", "introduction", "owner_heading"])
def test_head_stands_in_the_source(plan: str, field: str) -> None:
    assert only_letters(plan_of(plan)[field]) in only_letters(source_of(plan))


@each_plan
@pytest.mark.parametrize(
    ("field", "label"),
    [("report_published", "Report Published"), ("action_plan_submitted", "Action Plan Submitted")],
)
def test_head_date_is_as_printed(plan: str, field: str, label: str) -> None:
    printed = re.search(rf"^{label}: (.*)$", source_of(plan), re.MULTILINE)
    assert plan_of(plan).get(field) == (printed and printed[1])


@each_plan
def test_abbreviations_stand_in_the_source(plan: str) -> None:
    source = " ".join(source_of(plan).split())
    abbreviations = plan_of(plan)["abbreviations"]
    assert [short for short in abbreviations if not re.search(rf"\b{re.escape(short)}\b", source)] == []
    expansions = [expansion for expansion in abbreviations.values() if expansion]
    assert [expansion for expansion in expansions if expansion not in source] == []
