"""Each plan says what its source says: every letter and digit, in the order printed, and nothing besides.

The source's table is read here a second time, knowing nothing of how the plan was made, and what was counted in it by
hand stands in tests/transcribed/. Whoever adds a plan adds a file there, and nothing here.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

import pytest

from generator import yamlfile
from tests.conftest import FIVE
from tests.counted import PLANS, Counted, Counts, counted_in, read_counted, uncounted

Block = dict[str, Any]  # as typed in the file: what shape a plan may have is tested elsewhere

READ = read_counted()
COUNTED = {plan: counted for plan, counted in READ.items() if isinstance(counted, Counted)}
TABLES = [plan for plan, counted in COUNTED.items() if counted.form == "table"]
TEXTS = [plan for plan, counted in COUNTED.items() if counted.form == "text"]

each_plan = pytest.mark.parametrize("plan", COUNTED)
each_table = pytest.mark.parametrize("plan", TABLES)
each_compared = pytest.mark.parametrize("plan", [*TABLES, *TEXTS])
each_recommendation = pytest.mark.parametrize(
    ("plan", "recommendation"), [(plan, id_) for plan, counted in COUNTED.items() for id_ in counted.recommendations]
)
each_recommendation_of_a_table = pytest.mark.parametrize(
    ("plan", "recommendation"), [(plan, id_) for plan in TABLES for id_ in COUNTED[plan].recommendations]
)


NO_NUMBER = "rows before the first number, such as column heads that 'table_begins' does not name"


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
    file = PLANS / plan_of(plan)["source"]
    if not file.exists():
        pytest.fail(f"plans/{plan_of(plan)['source']} is not held: write 'form: other' in tests/transcribed/{plan}.yml")
    content = file.read_bytes()
    return re.sub(r"<[^>]*>", " ", content.decode())


def rows_of(plan: str) -> Iterator[list[str]]:
    """The six cells of each row of the table of recommendations, without its headers and separators.

    They are parted by tabs, or by strokes around them. A row of five has lost one of the first three, which are empty.
    """
    begins = COUNTED[plan].table_begins
    for line in source_of(plan).split("\n"):
        cells = [cell.strip() for cell in (line[1:-1].split("|") if line.startswith("|") else line.split("\t"))]
        is_of_table = len(cells) in (5, 6) and not (begins and cells[0].startswith(begins))
        if is_of_table and not all(set(cell) <= {"-"} for cell in cells):
            yield [""] * (6 - len(cells)) + cells


@cache
def printed_in(plan: str) -> dict[str, Printed]:
    """The source by recommendation; a row whose first cell is not a number goes on with the one above."""
    rows_by_number: dict[str, list[list[str]]] = {}
    for first, *others in rows_of(plan):
        if first.endswith("should:") and not any(others):
            continue
        is_number = re.fullmatch(r"\d+[a-z]?\.?", first)
        lost = (id_ for id_, words in COUNTED[plan].lost_numbers.items() if others[2].startswith(words))
        number = first.rstrip(".") if is_number else next(lost, None) or next(reversed(rows_by_number), NO_NUMBER)
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


def made(plan: str, recommendation: str) -> Block:
    """A recommendation as the plan has it."""
    if recommendation not in recommendations_of(plan):
        pytest.fail(
            f"plans/{plan}.yml has no {recommendation}, which tests/transcribed/{plan}.yml counts", pytrace=False
        )
    return recommendations_of(plan)[recommendation]


def printed(plan: str, recommendation: str) -> Printed:
    """A recommendation as the table of the source has it."""
    if recommendation not in printed_in(plan):
        source, found = plan_of(plan)["source"], ", ".join(printed_in(plan)) or "nothing"
        pytest.fail(
            f"the table in plans/{source} has no {recommendation}, which tests/transcribed/{plan}.yml counts: {found} "
            "is found in it. If it has no rows of six cells, write 'form: text' or 'form: other'.",
            pytrace=False,
        )
    return printed_in(plan)[recommendation]


def blocks_of(plan: str) -> list[Block]:
    return [block for recommendation in recommendations_of(plan).values() for block in recommendation["response"]]


def pieces_of(plan: str) -> Iterator[str]:
    """Each text, decision, block, owner and date, as the plan has them."""
    for recommendation in recommendations_of(plan).values():
        yield from (recommendation[key] for key in ("text", "decision") if key in recommendation)
        yield from (words for block in recommendation["response"] for words in words_of(block))
        yield from all_entries(recommendation, "owner")
        yield from all_entries(recommendation, "target_date")


def unfound(pieces: Iterable[str], source: str) -> list[str]:
    """The pieces whose letters and digits do not stand in the source as a whole."""
    letters = only_letters(source)
    return [piece for piece in pieces if only_letters(piece) not in letters]


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


@pytest.mark.parametrize("plan", sorted(path.stem for path in PLANS.glob("*.yml")))
def test_source_of_each_plan_is_counted(plan: str) -> None:
    """Once it is copied: what is still being copied cannot be compared."""
    is_settled = plan in READ or "copying_since" in plan_of(plan)
    missing = "" if is_settled else uncounted(plan, plan_of(plan)["source"])
    if missing:
        pytest.fail(missing, pytrace=False)


@pytest.mark.parametrize("plan", READ)
def test_counts_can_be_read_and_are_of_a_plan(plan: str) -> None:
    counted = READ[plan]
    if isinstance(counted, str):
        pytest.fail(counted, pytrace=False)
    if not (PLANS / f"{plan}.yml").exists():
        pytest.fail(f"tests/transcribed/{plan}.yml: there is no plans/{plan}.yml\n    name both alike", pytrace=False)


@each_compared
def test_source_is_the_one_transcribed(plan: str) -> None:
    assert source_of(plan)
    content = (PLANS / plan_of(plan)["source"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == plan_of(plan).get("source_sha256")


@each_plan
def test_every_recommendation_is_there_in_the_order_counted(plan: str) -> None:
    assert list(recommendations_of(plan)) == list(COUNTED[plan].recommendations)


@each_table
def test_every_recommendation_is_there_in_the_order_printed(plan: str) -> None:
    assert list(recommendations_of(plan)) == list(printed_in(plan))


@each_recommendation_of_a_table
def test_text_is_as_printed(plan: str, recommendation: str) -> None:
    text = made(plan, recommendation).get("text", "")
    assert_same_letters(text, printed(plan, recommendation).text)


@each_recommendation_of_a_table
def test_decision_is_as_printed(plan: str, recommendation: str) -> None:
    decision = printed(plan, recommendation).decision.strip()
    assert made(plan, recommendation).get("decision", "") == decision


@each_recommendation_of_a_table
def test_response_is_as_printed(plan: str, recommendation: str) -> None:
    blocks = made(plan, recommendation)["response"]
    words = " ".join(words for block in blocks for words in words_of(block))
    assert_same_letters(words, printed(plan, recommendation).response)


@each_recommendation_of_a_table
def test_owners_are_as_printed(plan: str, recommendation: str) -> None:
    owners = " ".join(all_entries(made(plan, recommendation), "owner"))
    assert_same_letters(owners, printed(plan, recommendation).owners)


@each_recommendation_of_a_table
def test_dates_are_as_printed(plan: str, recommendation: str) -> None:
    dates = " ".join(all_entries(made(plan, recommendation), "target_date"))
    assert_same_letters(dates, printed(plan, recommendation).dates)


@each_recommendation
def test_counts_are_those_of_the_source(plan: str, recommendation: str) -> None:
    transcribed = made(plan, recommendation)
    actions = [block for block in transcribed["response"] if kind_of(block) == "action"]
    assert COUNTED[plan].recommendations[recommendation] == Counts(
        decision=transcribed.get("decision", ""),
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
    assert Counter(owners) == COUNTED[plan].owners


@each_plan
def test_each_date_is_given_as_often_as_printed(plan: str) -> None:
    recommendations = recommendations_of(plan).values()
    dates = [date for recommendation in recommendations for date in all_entries(recommendation, "target_date")]
    assert Counter(dates) == COUNTED[plan].dates


def test_each_piece_stands_in_a_source_that_is_no_table() -> None:
    missing = [
        f"plans/{plan_of(plan)['source']} does not say what plans/{plan}.yml does: {piece}"
        for plan in TEXTS
        for piece in unfound(pieces_of(plan), source_of(plan))
    ]
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)


@each_plan
def test_totals_are_as_printed(plan: str) -> None:
    assert plan_of(plan).get("printed_totals", {}) == COUNTED[plan].printed_totals


@each_table
def test_totals_of_a_table_are_all_there(plan: str) -> None:
    totals = re.findall(r"^((?:Partly |Not )?Agreed|Total)\t(\d+)$", source_of(plan), re.MULTILINE)
    assert not totals or COUNTED[plan].printed_totals == dict(totals)


@each_plan
def test_head_has_what_is_printed(plan: str) -> None:
    assert plan_of(plan).keys() & {"introduction", "owner_heading", "abbreviations"} == set(COUNTED[plan].head)


@each_compared
@pytest.mark.parametrize("field", ["title", "introduction", "owner_heading"])
def test_head_stands_in_the_source(plan: str, field: str) -> None:
    assert only_letters(plan_of(plan).get(field, "")) in only_letters(source_of(plan))


HEAD_DATES = {"report_published": r"(?:Report )?Published:?", "action_plan_submitted": "Action Plan Submitted:"}


@each_plan
@pytest.mark.parametrize("field", HEAD_DATES)
def test_head_date_is_as_printed(plan: str, field: str) -> None:
    assert plan_of(plan).get(field) == getattr(COUNTED[plan], field)


@each_compared
@pytest.mark.parametrize(("field", "label"), HEAD_DATES.items())
def test_head_date_stands_in_the_source(plan: str, field: str, label: str) -> None:
    counted = getattr(COUNTED[plan], field)
    labelled = re.search(rf"\b{label} (\d.*)$", source_of(plan), re.MULTILINE)
    assert only_letters(counted or "") in only_letters(source_of(plan))
    assert not labelled or counted == labelled[1]


@each_compared
def test_abbreviations_stand_in_the_source(plan: str) -> None:
    source = " ".join(source_of(plan).split())
    abbreviations = plan_of(plan).get("abbreviations", {})
    assert [short for short in abbreviations if not re.search(rf"\b{re.escape(short)}\b", source)] == []
    expansions = [expansion for expansion in abbreviations.values() if expansion]
    assert [expansion for expansion in expansions if expansion not in source] == []


@each_plan
def test_labelled_paragraphs_are_those_of_the_source(plan: str) -> None:
    counted, kinds = COUNTED[plan], Counter(map(kind_of, blocks_of(plan)))
    assert (kinds["outcome"], kinds["evaluation"], kinds["governance"]) == (
        counted.outcomes,
        counted.evaluations,
        counted.governances,
    )


@each_plan
def test_percentages_are_those_of_the_source(plan: str) -> None:
    words = " ".join(part for block in blocks_of(plan) for part in words_of(block))
    assert len(re.findall(r"\d%", words)) == COUNTED[plan].percentages


@each_table
def test_headings_between_recommendations_are_as_printed(plan: str) -> None:
    headings = [entry["heading"] for entry in plan_of(plan)["recommendations"] if "number" not in entry]
    assert headings == [row[0] for row in rows_of(plan) if row[0] and not any(row[1:])]


# The five plans together, as counted by hand over the documents


def test_recommendations_and_decisions_of_the_five_plans() -> None:
    each = [recommendation for plan in FIVE for recommendation in recommendations_of(plan).values()]
    assert (len(each), sum("text" in one for one in each)) == (32, 30)
    assert Counter(one.get("decision") for one in each) == {"Agreed": 28, "Partly Agreed": 2, None: 2}


def test_actions_owners_and_dates_of_the_five_plans() -> None:
    each = [counts for plan in FIVE for counts in COUNTED[plan].recommendations.values()]
    numbers = ("actions", "inferred", "steps", "owners", "dates")
    total = {number: sum(getattr(counts, number) for counts in each) for number in numbers}
    assert total == {"actions": 222, "inferred": 36, "steps": 12, "owners": 187, "dates": 235}
    with_as_many = [one for one in each if one.actions and one.owners == one.dates == one.actions]
    assert (len(with_as_many), sum(bool(one.actions) for one in each)) == (20, 31)


def test_distinct_owners_and_dates_of_the_five_plans() -> None:
    """The Director and the Head of Resettlement are printed in two plans each."""
    owners, dates = [COUNTED[plan].owners for plan in FIVE], [COUNTED[plan].dates for plan in FIVE]
    assert list(map(len, owners)) == [9, 17, 10, 18, 8]
    assert list(map(len, dates)) == [24, 9, 15, 10, 14]
    assert len(set().union(*owners)) == 60
    assert len(set().union(*dates)) == 59


# What the counts themselves may say


def test_piece_that_the_source_does_not_have_is_found() -> None:
    source = "1. Do so.\nAgreed\nWe will do\nso in  May. Director"
    assert unfound(["Do so.", "We will do so in May.", "Director", "We will not", "June"], source) == [
        "We will not",
        "June",
    ]


def test_plan_without_counts_says_what_to_copy_and_what_to_write() -> None:
    assert uncounted("ferry-2031", "sources/ferry-2031.txt") == (
        "nobody has counted what plans/sources/ferry-2031.txt prints, so nothing compares plans/ferry-2031.yml with "
        "it\n    copy tests/transcribed/norfolk-suffolk-crc-2019.yml to tests/transcribed/ferry-2031.yml, and write in "
        "it what you count in the source: its decisions, actions, owners and dates. What each key means stands in it."
    )
    assert uncounted("ferry-2031", "https://ferry.example/plan-2031") == ""


SHORTEST = """\
form: text
recommendations:
  "1":
    actions: 2
  "2":
"""


def test_what_is_left_out_of_counts_is_none() -> None:
    assert counted_in(SHORTEST.encode(), "ferry.yml") == Counted(
        form="text", recommendations={"1": Counts(actions=2), "2": Counts()}
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("form: text\n", "", "ferry.yml: 'form' is missing\n    add it"),
        ("text", "words", "ferry.yml: 'form' cannot be 'words'\n    write it"),
        ("actions: 2", "actions: two", "ferry.yml: 'recommendations / 1 / actions' cannot be 'two'\n    write it"),
        ("actions", "action", "ferry.yml: no count is called 'recommendations / 1 / action'\n    use the keys"),
        ("form: text", "form text", "ferry.yml:"),
    ],
)
def test_counts_that_cannot_be_read_say_where_and_what_to_do(before: str, after: str, said: str) -> None:
    told = counted_in(SHORTEST.replace(before, after).encode(), "ferry.yml")
    assert isinstance(told, str)
    assert told.startswith(said)
    assert "\n    " in told
