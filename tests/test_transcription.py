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
    """What the source prints for one recommendation: its decision, and how many of each."""

    decision: str
    actions: int
    inferred: int  # actions whose mark is lost, so that where they begin is the editor's reading
    steps: int
    owners: int
    dates: int


NORFOLK = "norfolk-suffolk-crc-2019"
CUMBRIA = "cumbria-lancashire-crc-2019"
DLNR = "dlnr-crc-2019"
STAFFORDSHIRE = "staffordshire-west-midlands-crc-2018"
NORTH_EAST = "nps-north-east-2019"

# By plan and recommendation; the decision is "" where the source lacks it.
COUNTS = {
    (NORFOLK, "1"): Counts("Agreed", actions=12, inferred=3, steps=6, owners=5, dates=19),
    (NORFOLK, "2"): Counts("Agreed", actions=7, inferred=3, steps=2, owners=5, dates=10),
    (NORFOLK, "3"): Counts("Agreed", actions=12, inferred=0, steps=0, owners=13, dates=13),
    (NORFOLK, "4"): Counts("Agreed", actions=11, inferred=0, steps=0, owners=1, dates=11),
    (NORFOLK, "5"): Counts("Agreed", actions=6, inferred=0, steps=0, owners=4, dates=5),
    (NORFOLK, "6"): Counts("Agreed", actions=4, inferred=1, steps=0, owners=5, dates=5),
    (CUMBRIA, "1"): Counts("Agreed", actions=11, inferred=9, steps=0, owners=11, dates=11),
    (CUMBRIA, "2"): Counts("Agreed", actions=5, inferred=1, steps=0, owners=5, dates=5),
    (CUMBRIA, "3"): Counts("Agreed", actions=9, inferred=5, steps=0, owners=9, dates=9),
    (CUMBRIA, "4"): Counts("Agreed", actions=6, inferred=0, steps=0, owners=6, dates=6),
    (CUMBRIA, "5"): Counts("Agreed", actions=4, inferred=0, steps=0, owners=4, dates=4),
    (CUMBRIA, "6"): Counts("Agreed", actions=8, inferred=0, steps=0, owners=8, dates=8),
    (CUMBRIA, "7"): Counts("Agreed", actions=5, inferred=0, steps=0, owners=5, dates=5),
    (DLNR, "1"): Counts("Agreed", actions=12, inferred=0, steps=0, owners=12, dates=12),
    (DLNR, "2"): Counts("Partly Agreed", actions=14, inferred=0, steps=0, owners=14, dates=14),
    (DLNR, "3"): Counts("Agreed", actions=4, inferred=0, steps=0, owners=4, dates=4),
    (DLNR, "4"): Counts("Agreed", actions=6, inferred=0, steps=0, owners=6, dates=6),
    (DLNR, "5"): Counts("Agreed", actions=6, inferred=0, steps=0, owners=6, dates=6),
    (STAFFORDSHIRE, "1"): Counts("Agreed", actions=7, inferred=0, steps=4, owners=7, dates=7),
    (STAFFORDSHIRE, "2"): Counts("Agreed", actions=9, inferred=0, steps=0, owners=1, dates=9),
    (STAFFORDSHIRE, "3"): Counts("Agreed", actions=5, inferred=0, steps=0, owners=1, dates=5),
    (STAFFORDSHIRE, "4"): Counts("Agreed", actions=9, inferred=2, steps=0, owners=9, dates=9),
    (STAFFORDSHIRE, "5"): Counts("Agreed", actions=8, inferred=6, steps=0, owners=9, dates=9),
    (STAFFORDSHIRE, "6"): Counts("Agreed", actions=13, inferred=0, steps=0, owners=8, dates=13),
    (STAFFORDSHIRE, "7"): Counts("Partly Agreed", actions=6, inferred=6, steps=0, owners=6, dates=7),
    (NORTH_EAST, "1"): Counts("", actions=5, inferred=0, steps=0, owners=5, dates=5),
    (NORTH_EAST, "2"): Counts("Agreed", actions=7, inferred=0, steps=0, owners=7, dates=7),
    (NORTH_EAST, "3"): Counts("Agreed", actions=3, inferred=0, steps=0, owners=3, dates=3),
    (NORTH_EAST, "4"): Counts("Agreed", actions=2, inferred=0, steps=0, owners=2, dates=2),
    (NORTH_EAST, "5"): Counts("", actions=0, inferred=0, steps=0, owners=0, dates=0),
    (NORTH_EAST, "6"): Counts("Agreed", actions=4, inferred=0, steps=0, owners=4, dates=4),
    (NORTH_EAST, "7"): Counts("Agreed", actions=2, inferred=0, steps=0, owners=2, dates=2),
}

OWNERS = {
    NORFOLK: {
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
    CUMBRIA: {
        "Deputy Director Quality": 12,
        "Deputy Director ETTG": 7,
        "Deputy Director Training": 6,
        "Deputy Director Offender Management": 4,
        "Director": 3,
        "All LDU Deputy Directors": 3,
        "Deputy Director RPP": 2,
        "All Deputy Directors": 2,
        "Deputy Director Risk & Public Protection (RPP)": 1,
        "All LDU Deputy Director": 1,
        "Deputy Director RPP Deputy Director Quality": 1,
        "Deputy Director Admin": 1,
        "Deputy Director Unpaid Work": 1,
        "Deputy Director Training & Quality": 1,
        "Deputy Director RPP Deputy Director Training & Quality": 1,
        "Deputy Director Quality Head of Partnerships.": 1,
        "Deputy Director Women; Equality & Diversity; Quality": 1,
    },
    DLNR: {
        "Regional Managers": 17,
        "Director of Operations": 6,
        "Head of Resettlement": 6,
        "Deputy Heads of Service": 4,
        "Learning + Development": 3,
        "CSC Management": 2,
        "Business Assurance Team": 1,
        "HR": 1,
        "Analysis and Change Unit": 1,
        "Learning and Development": 1,
    },
    STAFFORDSHIRE: {
        "CRC Heads of Cluster": 15,
        "CRC Deputy Heads of Cluster": 4,
        "Head of Analysis and Change Unit/Quality and Insight Manager": 3,
        "Head of CSC": 3,
        "Head of Birmingham Cluster": 2,
        "Operations Director": 2,
        "CRC Heads/Deputy Heads of Cluster": 1,
        "Knowledge Manager": 1,
        "Performance Delivery Managers(PDMs)": 1,
        "Senior Learning and Development Business Partner": 1,
        "Head of Resettlement": 1,
        "CRC Deputy Heads": 1,
        "Head of Black country Cluster": 1,
        "Quality and Insight Manager": 1,
        "Head of CRC CSC/ Heads of CRC Cluster.": 1,
        "Head of CSC/ Head of Black Country Cluster": 1,
        "HR Business Partner": 1,
        "CRC PDMs": 1,
    },
    NORTH_EAST: {
        "Head of Performance & Quality": 10,
        "Head of Stakeholder Engagement": 3,
        "Divisional Director and MoJ Resourcing": 3,
        "NE strategic lead for Victim Services": 2,
        "Soft Facilities Management Manager": 2,
        "NE strategic lead for Victim Services / Head of Performance & Quality": 1,
        "Head of Stakeholder Engagement.": 1,
        "Divisional Director": 1,
    },
}

DATES = {
    NORFOLK: {
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
    CUMBRIA: {
        "June 2019": 29,
        "November 2019": 6,
        "September 2019": 5,
        "Completed": 2,
        "Completed April 2019": 2,
        "October 2019": 1,
        "December 2019": 1,
        "Completed February 2019": 1,
        "Completed May 2019": 1,
    },
    DLNR: {
        "March 2019": 10,
        "April 2019": 7,
        "February 2019": 4,
        "June 2019": 4,
        "January 2019": 3,
        "January – May 2019": 3,
        "January to May 2019": 2,
        "Ongoing 2019": 2,
        "May 2019": 1,
        "January – March 2019": 1,
        "January to June 2019": 1,
        "Completed": 1,
        "Completed and ongoing": 1,
        "Pilot to be evaluated by end of June 2019.": 1,
        "31st March 2019": 1,
    },
    STAFFORDSHIRE: {
        "February 2019": 24,
        "March 2019": 15,
        "From January 2019": 8,
        "April 2019": 3,
        "January 2019": 3,
        "Completed": 2,
        "Monthly from January 2019": 1,
        "May 2019": 1,
        "June 2019": 1,
        "By April 2019": 1,
    },
    NORTH_EAST: {
        "October 2019": 5,
        "September 2019": 3,
        "November 2019": 2,
        "March 2020": 2,
        "January 2020": 2,
        "April 2020": 1,
        "Current and on-going": 1,
        "July 2019": 1,
        "From August 2019": 1,
        "From October 2019": 1,
        "Complete": 1,
        "Complete and on-going": 1,
        "September 2019 and on-going": 1,
        "August 2019": 1,
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


# Rows whose number stands on a page that is lost, by the words they begin with. It is read from the references to them
# and from what stands around them.
LOST_NUMBERS = {"3) Completing 'Quality of Court Work'": "1", "frequency and numbers of requests": "5"}


def rows_of(source: str) -> Iterator[list[str]]:
    """The six cells of each row of the table of recommendations, without its headers and separators.

    They are parted by tabs, or by strokes around them. A row of five has lost one of the first three, which are empty.
    """
    for line in source.split("\n"):
        cells = [cell.strip() for cell in (line[1:-1].split("|") if line.startswith("|") else line.split("\t"))]
        is_of_table = len(cells) in (5, 6) and not cells[0].startswith("1. Rec")
        if is_of_table and not all(set(cell) <= {"-"} for cell in cells):
            yield [""] * (6 - len(cells)) + cells


@cache
def printed_in(plan: str) -> dict[str, Printed]:
    """The source by recommendation; a row whose first cell is not a number goes on with the one above."""
    rows_by_number: dict[str, list[list[str]]] = {}
    for first, *others in rows_of(source_of(plan)):
        if first.endswith("should:") and not any(others):
            continue
        is_number = re.fullmatch(r"\d+\.?", first)
        lost = next((number for words, number in LOST_NUMBERS.items() if others[2].startswith(words)), None)
        number = first.rstrip(".") if is_number else lost or next(reversed(rows_by_number))
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
    text = recommendations_of(plan)[recommendation].get("text", "")
    assert_same_letters(text, printed_in(plan)[recommendation].text)


@each_recommendation
def test_decision_is_as_printed(plan: str, recommendation: str) -> None:
    printed = printed_in(plan)[recommendation].decision.strip()
    assert recommendations_of(plan)[recommendation].get("decision", "") == printed


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
        transcribed.get("decision", ""),
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
    [("report_published", r"(?:Report )?Published:?"), ("action_plan_submitted", "Action Plan Submitted:")],
)
def test_head_date_is_as_printed(plan: str, field: str, label: str) -> None:
    printed = re.search(rf"\b{label} (\d.*)$", source_of(plan), re.MULTILINE)
    assert plan_of(plan).get(field) == (printed and printed[1])


@each_plan
def test_abbreviations_stand_in_the_source(plan: str) -> None:
    source = " ".join(source_of(plan).split())
    abbreviations = plan_of(plan)["abbreviations"]
    assert [short for short in abbreviations if not re.search(rf"\b{re.escape(short)}\b", source)] == []
    expansions = [expansion for expansion in abbreviations.values() if expansion]
    assert [expansion for expansion in expansions if expansion not in source] == []


# All plans together, as counted by hand over the documents


def blocks_of(plan: str) -> list[Block]:
    return [block for recommendation in recommendations_of(plan).values() for block in recommendation["response"]]


def test_recommendations_and_decisions_of_all_plans() -> None:
    made = [recommendation for plan in OWNERS for recommendation in recommendations_of(plan).values()]
    assert (len(made), sum("text" in one for one in made)) == (32, 30)
    assert Counter(one.get("decision") for one in made) == {"Agreed": 28, "Partly Agreed": 2, None: 2}


def test_actions_owners_and_dates_of_all_plans() -> None:
    numbers = zip(*(counts[1:] for counts in COUNTS.values()), strict=True)
    assert Counts("", *map(sum, numbers)) == Counts("", actions=222, inferred=36, steps=12, owners=187, dates=235)
    with_as_many = [one for one in COUNTS.values() if one.actions and one.owners == one.dates == one.actions]
    assert (len(with_as_many), sum(bool(one.actions) for one in COUNTS.values())) == (20, 31)


def test_distinct_owners_and_dates_of_all_plans() -> None:
    """The Director and the Head of Resettlement are printed in two plans each."""
    assert [len(owners) for owners in OWNERS.values()] == [9, 17, 10, 18, 8]
    assert [len(dates) for dates in DATES.values()] == [24, 9, 15, 10, 14]
    assert len(set().union(*OWNERS.values())) == 60
    assert len(set().union(*DATES.values())) == 59


@pytest.mark.parametrize(
    ("plan", "outcomes", "evaluations", "governances"),
    [(NORFOLK, 0, 0, 0), (CUMBRIA, 0, 0, 0), (DLNR, 2, 5, 0), (STAFFORDSHIRE, 0, 7, 1), (NORTH_EAST, 0, 0, 0)],
)
def test_labelled_paragraphs_are_those_of_the_source(
    plan: str, outcomes: int, evaluations: int, governances: int
) -> None:
    kinds = Counter(map(kind_of, blocks_of(plan)))
    assert (kinds["outcome"], kinds["evaluation"], kinds["governance"]) == (outcomes, evaluations, governances)


@pytest.mark.parametrize(
    ("plan", "targets", "facts"),
    [(NORFOLK, 3, 0), (CUMBRIA, 5, 0), (DLNR, 0, 0), (STAFFORDSHIRE, 0, 0), (NORTH_EAST, 0, 2)],
)
def test_percentages_are_those_of_the_source(plan: str, targets: int, facts: int) -> None:
    """Of the North East's, 50 % and 100 % are of colleagues recruited: no targets."""
    words = " ".join(part for block in blocks_of(plan) for part in words_of(block))
    assert len(re.findall(r"\d%", words)) == targets + facts


def test_headings_between_recommendations_are_as_printed() -> None:
    for plan in OWNERS:
        headings = [entry["heading"] for entry in plan_of(plan)["recommendations"] if "number" not in entry]
        printed = [row[0] for row in rows_of(source_of(plan)) if row[0] and not any(row[1:])]
        assert (plan, headings) == (plan, printed)
