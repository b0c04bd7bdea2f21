"""Which actions stand in which list of what is due, to the day, and that the rows hold every action."""

import re
from dataclasses import replace
from datetime import date

import pytest

from generator import due
from generator.due_words import reported, succeeded
from generator.index import Index
from generator.model import Body, Plan, Update
from generator.pages import DUE_AT_FIRST, DUE_ON_A_PAGE, pages
from generator.records import records
from generator.vocabulary import Timeliness
from tests.expected import SPECIMEN, index_of
from tests.small import AS_AT, BODIES, Fields, action, finding, indexed, plan, recommendation, update

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
    "one is due in 90 days": ({"target_date": "14/04/2032"}, True),
    "one is due in 91 days": ({"target_date": "15/04/2032"}, False),
    "one has no end date": ({}, False),
    "one is closed": ({"target_date": "Completed"}, False),
}


@pytest.mark.parametrize(("fields", "is_watched"), WATCHED.values(), ids=WATCHED)
def test_owner_is_listed_if_an_action_needs_a_readers_eye(fields: Fields, is_watched: bool) -> None:
    made = recommendation(action(owner="HR", **fields))
    index = indexed(plan(made, action_plan_submitted="01/12/2031"))
    (row,) = due.owner_rows(index)
    assert row.is_watched(index.as_at) is is_watched


@pytest.mark.parametrize(
    ("head", "is_watched"),
    [
        ({"action_plan_submitted": "15/01/2031"}, False),
        ({"action_plan_submitted": "14/01/2031"}, True),  # silent for more than a year
        ({}, True),  # perhaps silent: nobody knows since when
    ],
)
def test_owner_is_listed_if_an_action_is_silent_or_may_be(head: Fields, is_watched: bool) -> None:
    index = indexed(plan(recommendation(action(owner="HR")), **head))
    (row,) = due.owner_rows(index)
    assert row.is_watched(index.as_at) is is_watched


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
    parts = due.parts("due/2032-02/index.md", "Due in February 2032", standings, 2)
    assert [(part.name, part.page, [one.id for one in part.shown]) for part in parts] == [  # type: ignore[union-attr]
        ("Due in February 2032", "due/2032-02/index.md", ["1.1", "1.2"]),
        ("Due in February 2032, page 2", "due/2032-02/2.md", ["1.3", "1.4"]),
        ("Due in February 2032, page 3", "due/2032-02/3.md", ["1.5"]),
    ]


def test_list_of_nothing_has_a_page() -> None:
    parts = due.parts("due/owners/index.md", "By owner", [], 2)
    assert [(part.page, part.shown) for part in parts] == [("due/owners/index.md", [])]


def actions_on(page: str) -> list[str]:
    """The ids of the actions that a page lists."""
    return [line.split()[1] for line in page.splitlines() if line.startswith("-   1.")]


def test_what_is_too_much_for_a_page_is_counted_with_the_way_there() -> None:
    more = 3
    made = pages(indexed(dated(*["31/01/2032"] * DUE_AT_FIRST, *["01/02/2032"] * more)))
    first = made["due/index.md"]
    assert f"\n## Due in the next 90 days ({DUE_AT_FIRST + more}) " in first
    assert actions_on(first) == [f"1.{n}" for n in range(1, DUE_AT_FIRST + 1)]
    assert "\nAnd 3 more actions:\n3 in [February 2032](2032-02/index.md).\n" in first
    assert actions_on(made["due/2032-02/index.md"]) == [f"1.{n}" for n in range(101, 104)]


def test_long_month_has_several_pages_which_lead_on() -> None:
    made = pages(indexed(dated(*["31/01/2032"] * DUE_ON_A_PAGE, "31/01/2032")))
    january = [made["due/2032-01/index.md"], made["due/2032-01/2.md"]]
    assert [len(actions_on(page)) for page in january] == [DUE_ON_A_PAGE, 1]
    assert "\n[Page 2, from 31 January 2032](2.md)\n" in january[0]
    assert '\nnext: ["Due in January 2032, page 2", "due/2032-01/2/"]\n' in january[0]
    assert '\nprevious: ["Due in January 2032", "due/2032-01/"]\n' in january[1]


def test_nothing_due_says_when_the_nearest_is() -> None:
    page = pages(indexed(dated("01/06/2032", "01/06/2031")))["due/index.md"]
    assert '\nNothing. The nearest date after these days is <time datetime="2032-06-01">1 June 2032</time>.\n' in page
    assert (
        '\nNone. The last date that passed before these days is <time datetime="2031-06-01">1 June 2031</time>.\n'
        in page
    )


def test_collection_without_plans_has_the_pages_too() -> None:
    made = [page for page in pages(indexed()) if page.startswith(("due/", "found/"))]
    lists = ("bodies", "date-passed", "due-soon", "no-date", "overdue", "owners", "plans", "silent")
    assert sorted(made) == sorted(["due/index.md", "found/index.md", *(f"due/{name}/index.md" for name in lists)])


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
        "due/date-passed/index.md",
        "due/no-date/index.md",
        "due/owners/index.md",
        "due/plans/index.md",
        "due/silent/index.md",
        "owners/specimen-lighthouse-board/harbour-master.md",
        "owners/specimen-lighthouse-board/index.md",
        *(f"plans/specimen-lighthouse-2030/{page}.md" for page in ("index", "1", "2", "3", "whole")),
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
    page = pages(index)["due/plans/index.md"]
    assert re.findall(r"^    Body\n    :   (.*)$", page, re.MULTILINE) == said


def test_month_from_which_every_date_moved_or_went_keeps_its_page() -> None:
    gone = action("1.2", "May 2031", removed={"date": "2031-06-01", "reason": "Twice."})
    promised = plan(recommendation(action(target_date="30/09/2031"), gone))
    moved = update("2031-06-01", {"action": "1.1", "target_date": "31/03/2032", "reason": "Rain."})
    months = due.months(indexed(promised, moved))
    assert {f"{first:%Y-%m}": [one.id for one in group] for first, group in months.items()} == {
        "2031-05": [],
        "2031-09": [],
        "2032-03": ["1.1"],
    }


# The lists of states


def test_lists_of_states_have_the_nearest_first() -> None:
    index = indexed(dated("01/06/2031", "10/01/2032", "12/02/2032", "20/01/2032", "01/06/2032", "01/12/2031"))
    found = {state: [one.id for one in due.in_state(index, state)] for state in due.LISTED}
    assert found == {
        Timeliness.OVERDUE: [],
        Timeliness.DATE_PASSED: ["1.2", "1.6", "1.1"],
        Timeliness.DUE_SOON: ["1.4", "1.3"],
        Timeliness.NO_DATE: [],
    }


def test_numbers_of_home_and_of_due_lead_to_the_lists() -> None:
    """The states without a list of their own stand in the months, or need no eye."""
    made = pages(index_of(SPECIMEN))
    names = {"overdue": "overdue", "date passed": "date-passed", "due soon": "due-soon", "no end date": "no-date"}
    at_home = re.findall(
        r"\[\d+ ([\w ]+)\]\((\S+?)\)", "".join(re.findall("^All 50 actions: .*$", made["index.md"], re.M))
    )
    in_rows = re.findall(r"^\| \*([\w ]+)\*\{.*?\} \| \[\d+\]\((\S+)\) ", made["due/index.md"], re.M)
    assert dict(at_home) == {words: f"due/{name}/index.md" for words, name in names.items()}
    assert {words.lower(): page for words, page in in_rows} == {
        words: f"{name}/index.md" for words, name in names.items()
    }
    for page, silent, found in (
        ("index.md", "due/silent/index.md", "[Said to be done, and what was found](found/index.md)"),
        ("due/index.md", "silent/index.md", "[Said and found](../found/index.md)"),
    ):
        assert f" for a year: [2]({silent}) of 50. Not known: [3]({silent}), whose" in made[page]
        assert found in made[page]


def test_lists_without_days_go_by_body_and_plan() -> None:
    index = indexed(
        plan(recommendation(action()), action_plan_submitted="01/01/2030"),
        plan(recommendation(action()), id_=OTHER, body="Board", action_plan_submitted="01/01/2030"),
        plan(recommendation(action()), id_="board-2030", body="Board"),
    )
    keys = ["board-2030/1.1", "board-2031/1.1", "harbour-2031/1.1"]
    assert sorted(one.key for one in due.in_state(index, Timeliness.NO_DATE)) == keys
    assert [one.key for one in due.silent(index)] == [keys[1], keys[2], keys[0]]


def test_list_of_nothing_says_so_and_keeps_its_address() -> None:
    made = pages(indexed())
    names = ("overdue", "date-passed", "due-soon", "no-date", "silent")
    assert [name for name in names if "\nNone now.\n{: .lead }\n" not in made[f"due/{name}/index.md"]] == []
    assert "\nNo action was last reported complete.\n{: .lead }\n\nNo action was assessed.\n" in made["found/index.md"]


def test_long_list_of_a_state_has_several_pages_which_are_not_promised() -> None:
    made = pages(indexed(plan(recommendation(*(action(f"1.{n}") for n in range(1, DUE_ON_A_PAGE + 2))))))
    assert [len(actions_on(made[f"due/no-date/{part}.md"])) for part in ("index", "2")] == [DUE_ON_A_PAGE, 1]
    assert "\n[Page 2, from Harbour](2.md)\n" in made["due/no-date/index.md"]
    promised = made["data/addresses.txt"].splitlines()
    assert ("due/no-date/" in promised, "due/no-date/2/" in promised) == (True, False)


def test_long_page_of_what_was_found_has_a_further_part_that_is_not_promised() -> None:
    ids = [f"1.{n}" for n in range(1, DUE_ON_A_PAGE + 2)]
    found = finding("2032-01-10", *({"action": id_, "judgement": "achieved"} for id_ in ids))
    made = pages(indexed(plan(recommendation(*map(action, ids))), found))
    assert [len(actions_on(made[f"found/{part}.md"])) for part in ("index", "2")] == [DUE_ON_A_PAGE, 1]
    assert "\n## Achieved (201) {: #achieved }\n" in made["found/2.md"]
    promised = made["data/addresses.txt"].splitlines()
    assert ("found/" in promised, "found/2/" in promised) == (True, False)


REPORTED: dict[str, tuple[Fields, Fields, list[Update], str]] = {
    "reported": (
        {},
        {},
        [update("2030-03-31", {"action": "1.1", "delivery": "in progress"})],
        'last reported <time datetime="2030-03-31">31 March 2030</time>',
    ),
    "never": (
        {"action_plan_submitted": "19/02/2030"},
        {},
        [],
        'nothing ever reported; the plan is of <time datetime="2030-02-19">19 February 2030</time>',
    ),
    "never, of a plan without a day": (
        {"report_published": "19/02/2030"},
        {},
        [],
        'nothing ever reported; the report is of <time datetime="2030-02-19">19 February 2030</time>',
    ),
    "never, of a plan without any date": ({}, {}, [], "nothing ever reported; the plan has no date"),
    "with the plan alone": (
        {},
        {"target_date": "Continuing"},
        [],
        "nothing reported since the plan; the plan has no date",
    ),
}


@pytest.mark.parametrize(("head", "fields", "said", "words"), REPORTED.values(), ids=REPORTED)
def test_silent_action_says_since_when(head: Fields, fields: Fields, said: list[Update], words: str) -> None:
    (standing,) = due.silent(indexed(plan(recommendation(action(**fields)), **head), *said))
    assert reported(standing) == words


# Bodies that took over, and bodies without plans


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (
            "2031-06-26",
            'Succeeded {} on <time datetime="2031-06-26">26 June 2031</time>; 1 of its 2 actions is not closed.',
        ),
        (
            "2032-06-26",
            'Is to succeed {} on <time datetime="2032-06-26">26 June 2032</time>; 1 of its 2 actions is not closed.',
        ),
        (None, "Succeeded {}; 1 of its 2 actions is not closed."),
    ],
)
def test_body_that_took_over_says_from_which_and_what_is_left(ended: str | None, said: str) -> None:
    board = Body.model_validate({"id": "board", "name": "Board", "successor": "The Harbour", "ended": ended})
    index = indexed(plan(recommendation(action(), action("1.2", "Completed")), body="Board"))
    index = replace(index, collection=replace(index.collection, bodies=BODIES | {"board": board}))
    assert succeeded(index, index.collection.bodies["harbour"], "bodies/harbour.md") == [
        said.format("[Board](board.md)")
    ]
    assert succeeded(index, board, "bodies/board.md") == []


def test_due_by_body_names_those_that_are_asked_in_the_plans_of_others_alone() -> None:
    index = indexed(plan(recommendation(action(), addressee="Department")), plan(id_=OTHER, body="Board"))
    page = pages(index)["due/bodies/index.md"]
    assert "\nSuch recommendations are made to [Department](../../bodies/department.md#addressed) (1).\n" in page


def test_search_is_limited_by_what_was_said_and_found() -> None:
    said = update("2032-01-02", {"action": "1.1", "delivery": "complete"})
    found = finding("2032-01-10", {"action": "1.1", "judgement": "not achieved"})
    index = indexed(plan(recommendation(action(), action("1.2")), recommendation(number="2")), said, found)
    assert [limits(record) for record in records(index).values()] == [
        ["Not reported", "Complete", "Not assessed", "Not achieved"],
        ["Not assessed"],
    ]


def test_finding_on_a_recommendation_is_searched_beside_those_on_its_actions() -> None:
    found = finding("2032-01-10", {"recommendation": "1", "judgement": "good progress"})
    (record,) = records(indexed(plan(recommendation(action())), found)).values()
    assert limits(record) == ["Not reported", "Not assessed", "Good progress"]


def limits(record: str) -> list[str]:
    """What a search can be limited to by delivery and by finding."""
    return re.findall(r'data-pagefind-filter="(?:delivery|finding)\[content\]" content="(.*?)"', record)


def test_months_of_a_removed_plan_keep_their_pages() -> None:
    gone = plan(
        recommendation(action(target_date="May 2031")), removed={"date": "2031-06-01", "reason": "It was a draft."}
    )
    assert due.months(indexed(gone)) == {date(2031, 5, 1): []}
