"""Which actions stand in which list of what is due, to the day, and that the rows hold every action."""

import re
from dataclasses import replace
from datetime import date

import pytest

from generator import due
from generator.index import Index
from generator.model import Body, Plan, Update
from generator.pages import DUE_AT_FIRST, DUE_ON_A_PAGE, pages
from tests.expected import SPECIMEN, index_of
from tests.small import AS_AT, BODIES, Fields, action, indexed, plan, recommendation, update

Lists = tuple[list[str], list[str]]  # the ids of what is due in the next 90 days, and of what passed in the last


def lists(index: Index) -> Lists:
    both = (due.ahead(index.standings), due.passed(index.standings))
    ahead, passed = ([one.id for one in due.near(each, index.as_at)] for each in both)
    return ahead, passed


# The days around 15 January 2032

NEXT: Lists = (["1.1"], [])
LAST: Lists = ([], ["1.1"])
NEITHER: Lists = ([], [])
AROUND: dict[str, tuple[Fields, list[Update], Lists]] = {
    "today": ({"target_date": "15/01/2032"}, [], NEXT),
    "90 days ahead": ({"target_date": "14/04/2032"}, [], NEXT),
    "91 days ahead": ({"target_date": "15/04/2032"}, [], NEITHER),
    "yesterday": ({"target_date": "14/01/2032"}, [], LAST),
    "90 days ago": ({"target_date": "17/10/2031"}, [], LAST),
    "91 days ago": ({"target_date": "16/10/2031"}, [], NEITHER),
    "a month that is not over": ({"target_date": "January 2032"}, [], NEXT),
    "no date": ({}, [], NEITHER),
    "a date without a last day": ({"target_date": "From January 2032"}, [], NEITHER),
    "a date that recurs": ({"target_date": "Monthly from January 2032"}, [], NEITHER),
    "a date that goes on": ({"target_date": "January 2032 and on-going"}, [], NEITHER),
    "passed and reported on since": (
        {"target_date": "01/01/2032"},
        [update("2032-01-10", {"action": "1.1", "delivery": "in progress"})],
        LAST,
    ),
    "passed and complete": (
        {"target_date": "01/01/2032"},
        [update("2032-01-10", {"action": "1.1", "delivery": "complete"})],
        NEITHER,
    ),
    "ahead and complete": (
        {"target_date": "01/02/2032"},
        [update("2032-01-10", {"action": "1.1", "delivery": "complete"})],
        NEITHER,
    ),
    "passed, then moved ahead": (
        {"target_date": "01/01/2032"},
        [update("2032-01-10", {"action": "1.1", "target_date": "01/02/2032", "reason": "Ice."})],
        NEXT,
    ),
    "removed": ({"target_date": "01/02/2032", "removed": {"date": "2032-01-01", "reason": "A slip."}}, [], NEITHER),
}


@pytest.mark.parametrize(("fields", "said", "where"), AROUND.values(), ids=AROUND)
def test_action_is_listed_within_90_days_of_its_last_day_until_it_is_closed(
    fields: Fields, said: list[Update], where: Lists
) -> None:
    index = indexed(plan(recommendation(action(**fields))), *said)
    assert lists(index) == where


def test_what_is_removed_is_in_no_list_and_in_no_row() -> None:
    gone = {"date": "2032-01-01", "reason": "A slip."}
    whole = plan(recommendation(action(target_date="01/02/2032")), id_="gone", removed=gone)
    part = plan(recommendation(action(target_date="01/02/2032"), removed=gone))
    index = indexed(whole, part)
    assert lists(index) == NEITHER
    assert due.by_month(index.standings) == {}
    assert [len(row.standings) for row in due.plan_rows(index)] == [0]


def dated(*dates: str, **fields: object) -> Plan:
    """A plan with an action for each date."""
    return plan(recommendation(*(action(f"1.{n}", day, **fields) for n, day in enumerate(dates, 1))))


def test_nearest_comes_first_and_one_day_keeps_the_order_printed() -> None:
    index = indexed(dated("02/02/2032", "20/01/2032", "02/02/2032", "01/01/2032", "20/12/2031", "01/01/2032"))
    assert lists(index) == (["1.2", "1.1", "1.3"], ["1.4", "1.6", "1.5"])
    days = due.by_day(due.ahead(index.standings))
    assert [(day, [one.id for one in group]) for day, group in days] == [
        (date(2032, 1, 20), ["1.2"]),
        (date(2032, 2, 2), ["1.1", "1.3"]),
    ]


def test_months_hold_every_action_that_has_a_last_day_once_closed_or_not() -> None:
    said = update("2032-01-10", {"action": "1.2", "delivery": "complete"})
    index = indexed(dated("28/02/2032", "01/02/2032", "From June 2032", "June 2027"), said)
    months = due.by_month(index.standings)
    assert {first: [one.id for one in group] for first, group in months.items()} == {
        date(2027, 6, 1): ["1.4"],
        date(2032, 2, 1): ["1.2", "1.1"],
    }


# Rows

OTHER = "board-2031"


def test_rows_hold_every_action_by_plan_by_body_and_by_owner() -> None:
    index = indexed(
        plan(recommendation(action(owner="Master / HR"), action("1.2")), body="Harbour"),
        plan(recommendation(action(owner="HR")), id_=OTHER, body="Board"),
    )
    rows = (due.plan_rows(index), due.body_rows(index), due.owner_rows(index))
    found = [[(row.name, row.page, row.body.id, [one.key for one in row.standings]) for row in each] for each in rows]
    harbour, board = ["harbour-2031/1.1", "harbour-2031/1.2"], ["board-2031/1.1"]
    assert found == [
        [
            ("Board", "plans/board-2031/index.md", "board", board),
            ("Harbour", "plans/harbour-2031/index.md", "harbour", harbour),
        ],
        [("Board", "bodies/board.md", "board", board), ("Harbour", "bodies/harbour.md", "harbour", harbour)],
        [
            ("HR", "owners/board/hr.md", "board", board),
            ("Harbour Master", "owners/harbour/master.md", "harbour", harbour[:1]),
            ("HR", "owners/harbour/hr.md", "harbour", harbour[:1]),
        ],
    ]


WATCHED: dict[str, tuple[Fields, bool]] = {
    "a date has passed": ({"target_date": "01/01/2032"}, True),
    "one is due soon": ({"target_date": "01/02/2032"}, True),
    "one is due later": ({"target_date": "01/06/2032"}, False),
    "one has no end date": ({}, False),
    "one is closed": ({"target_date": "Completed"}, False),
}


@pytest.mark.parametrize(("fields", "is_watched"), WATCHED.values(), ids=WATCHED)
def test_owner_is_listed_if_an_action_needs_a_readers_eye(fields: Fields, is_watched: bool) -> None:
    made = recommendation(action(owner="HR", **fields))
    (row,) = due.owner_rows(indexed(plan(made, action_plan_submitted="01/12/2031")))
    assert row.is_watched is is_watched


@pytest.mark.parametrize(
    ("head", "is_watched"),
    [
        ({"action_plan_submitted": "15/01/2031"}, False),
        ({"action_plan_submitted": "14/01/2031"}, True),  # silent for more than a year
        ({}, True),  # perhaps silent: nobody knows since when
    ],
)
def test_owner_is_listed_if_an_action_is_silent_or_may_be(head: Fields, is_watched: bool) -> None:
    (row,) = due.owner_rows(indexed(plan(recommendation(action(owner="HR")), **head)))
    assert row.is_watched is is_watched


def test_counts_of_owners_make_up_all_actions() -> None:
    made = recommendation(
        action(owner="Master / HR", target_date="01/06/2032"),
        action("1.2", "01/01/2032", owner="Master"),
        action("1.3", owner="Director"),
        action("1.4"),
    )
    index = indexed(plan(made, action_plan_submitted="01/12/2031"))
    shares = due.shares(index, due.owner_rows(index))
    assert ([one.id for one in shares.listed], [one.id for one in shares.left_out]) == (["1.1", "1.2"], ["1.3", "1.1"])
    assert (shares.again, shares.unowned) == (1, 1)


# Pages


def test_list_is_cut_into_pages_that_hold_it_all() -> None:
    standings = indexed(dated(*["01/02/2032"] * 5)).standings
    parts = due.parts("2032-02", "Due in February 2032", standings, 2)
    assert [(part.name, part.page, [one.id for one in part.shown]) for part in parts] == [  # type: ignore[union-attr]
        ("Due in February 2032", "due/2032-02/index.md", ["1.1", "1.2"]),
        ("Due in February 2032, page 2", "due/2032-02/2.md", ["1.3", "1.4"]),
        ("Due in February 2032, page 3", "due/2032-02/3.md", ["1.5"]),
    ]


def test_list_of_nothing_has_a_page() -> None:
    assert [(part.page, part.shown) for part in due.parts("owners", "By owner", [], 2)] == [("due/owners/index.md", [])]


def pages_of(index: Index) -> dict[str, str]:
    """The pages of plans that are in no file."""
    files = dict.fromkeys(index.collection.plans, b"")
    return pages(replace(index, collection=replace(index.collection, files=files)))


def actions_on(page: str) -> list[str]:
    """The ids of the actions that a page lists."""
    return [line.split()[1] for line in page.splitlines() if line.startswith("-   1.")]


def test_what_is_too_much_for_a_page_is_counted_with_the_way_there() -> None:
    more = 3
    made = pages_of(indexed(dated(*["31/01/2032"] * DUE_AT_FIRST, *["01/02/2032"] * more)))
    first = made["due/index.md"]
    assert f"\n## Due in the next 90 days ({DUE_AT_FIRST + more}) " in first
    assert actions_on(first) == [f"1.{n}" for n in range(1, DUE_AT_FIRST + 1)]
    assert "\nAnd 3 more actions:\n3 in [February 2032](2032-02/index.md).\n" in first
    assert actions_on(made["due/2032-02/index.md"]) == [f"1.{n}" for n in range(101, 104)]


def test_long_month_has_several_pages_which_lead_on() -> None:
    made = pages_of(indexed(dated(*["31/01/2032"] * DUE_ON_A_PAGE, "31/01/2032")))
    january = [made["due/2032-01/index.md"], made["due/2032-01/2.md"]]
    assert [len(actions_on(page)) for page in january] == [DUE_ON_A_PAGE, 1]
    assert "\n[Page 2, from 31 January 2032](2.md)\n" in january[0]
    assert '\nnext: ["Due in January 2032, page 2", "due/2032-01/2/"]\n' in january[0]
    assert '\nprevious: ["Due in January 2032", "due/2032-01/"]\n' in january[1]


def test_nothing_due_says_when_the_nearest_is() -> None:
    page = pages_of(indexed(dated("01/06/2032", "01/06/2031")))["due/index.md"]
    assert '\nNothing. The nearest date after these days is <time datetime="2032-06-01">1 June 2032</time>.\n' in page
    assert (
        '\nNone. The last date that passed before these days is <time datetime="2031-06-01">1 June 2031</time>.\n'
        in page
    )


def test_collection_without_plans_has_the_pages_too() -> None:
    made = [page for page in pages_of(indexed()) if page.startswith("due/")]
    assert made == ["due/bodies/index.md", "due/index.md", "due/owners/index.md", "due/plans/index.md"]


# A body that has ended

ENDED = 'ended <time datetime="2031-06-26">26 June 2031</time>; successor: [Specimen Coast Service]('


def test_body_that_has_ended_says_so_with_its_successor_wherever_its_actions_are_listed() -> None:
    made = pages(index_of(SPECIMEN))
    said = {page for page, text in made.items() if ENDED in text}
    assert said == {
        "bodies/index.md",
        "due/2030-11/index.md",
        "due/2032-04/index.md",
        "due/bodies/index.md",
        "due/owners/index.md",
        "due/plans/index.md",
        "owners/specimen-lighthouse-board/harbour-master.md",
        "owners/specimen-lighthouse-board/index.md",
        "plans/specimen-lighthouse-2030/index.md",
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ended": AS_AT}, ['ended <time datetime="2032-01-15">15 January 2032</time>']),
        ({"ended": "2032-01-16"}, ['ends <time datetime="2032-01-16">16 January 2032</time>']),
        ({"successor": "The Harbour"}, ["successor: [Harbour](../../bodies/harbour.md)"]),
        ({}, []),
    ],
)
def test_body_says_of_its_end_what_its_file_says(fields: Fields, said: list[str]) -> None:
    board = Body.model_validate({"id": "board", "name": "Board", **fields})
    index = indexed(plan(recommendation(action()), body="Board"))
    index = replace(index, collection=replace(index.collection, bodies=BODIES | {"board": board}))
    page = pages_of(index)["due/plans/index.md"]
    assert re.findall(r"^    Body\n    :   (.*)$", page, re.MULTILINE) == said
