"""Pictures add up to what is counted elsewhere, show what is not known, have few rows, and lead where they say."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from generator import pictures, response_times, target_dates
from generator.addresses import address_of
from generator.index import Index
from generator.model import Plan
from generator.pages import pages
from generator.pictures import APART, FEW, MARKS, UNKNOWN, WIDTH, Bar, Picture, Row, Share, Unknown, by_plan
from generator.promises import promised
from generator.response_times import BANDS, Spread
from generator.target_dates import ROWS, calendar
from generator.vocabulary import Assurance, Decision, Delivery, Timeliness
from tests.expected import SPECIMEN, index_of
from tests.small import PLAN, Fields, action, finding, indexed, plan, recommendation, update
from tests.test_recount import Files

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=[ROOT, SPECIMEN], ids=["real", "specimen"])
def held(request: pytest.FixtureRequest) -> Index:
    """Both collections, one after the other."""
    return index_of(request.param)


@pytest.fixture(scope="module")
def made(held: Index) -> dict[str, str]:
    """Its pages."""
    return pages(held)


def dated(*dates: str | None, as_at: str = "2032-01-15") -> Index:
    """A plan with an action for each target date."""
    actions = (action(f"1.{number}", words) for number, words in enumerate(dates, 1))
    return indexed(plan(recommendation(*actions)), as_at=as_at)


def rows_of(index: Index) -> list[tuple[str, list[str]]]:
    """What each row of the calendar is called, and the ids of its actions."""
    return [(row.label, [one.id for one in row.standings]) for row in calendar(index.standings)]


# Target dates along the calendar


def test_actions_stand_in_the_month_of_their_last_day_and_empty_months_in_one_row() -> None:
    index = dated("16/09/2031", "September 2031", "January to May 2031", "By 30 November 2031", "1 April 2032")
    assert rows_of(index) == [
        ("May 2031", ["1.3"]),
        ("June to August 2031", []),
        ("September 2031", ["1.1", "1.2"]),
        ("October 2031", []),
        ("November 2031", ["1.4"]),
        ("December 2031 to March 2032", []),
        ("April 2032", ["1.5"]),
    ]


def test_what_has_no_last_day_stands_below_the_months() -> None:
    index = dated("From August 2031", None, "Completed", "June 2031", "Ongoing", "16/09/2031 Quarterly Monitoring")
    assert rows_of(index) == [
        ("June 2031", ["1.4"]),
        ("Given as complete", ["1.3"]),
        ("No end date", ["1.1", "1.5", "1.6"]),
        ("Date not known", ["1.2"]),
    ]
    assert [row.label for row in calendar(index.standings) if not row.is_known] == ["Date not known"]


def test_date_that_the_editor_cannot_read_is_not_known() -> None:
    words = action("1.1", "as soon as may be", date_read_as="undated")
    assert rows_of(indexed(plan(recommendation(words)))) == [("Date not known", ["1.1"])]


def test_moved_date_counts_as_it_is_now() -> None:
    moved = update("2031-09-01", {"action": "1.1", "target_date": "May 2032", "reason": "Ice."})
    index = indexed(plan(recommendation(action("1.1", "June 2031"))), moved)
    assert rows_of(index) == [("May 2032", ["1.1"])]


BESIDE = {"printed_beside": ["1.1", "1.2"], "target_date": ["June 2031", "May 2032"]}


def test_of_several_dates_the_last_counts_and_the_box_is_dashed() -> None:
    index = indexed(plan(recommendation(action("1.1"), action("1.2"), BESIDE)))
    page = pages(index)[f"plans/{PLAN}/index.md"]
    assert (
        "| May 2032 | 2 {: .n } "
        "| [1.1*, due, not reported, one of several dates*{: .aloud }](1.md#1.1){: .box .outlined .dashed } "
        "[1.2*, due, not reported, one of several dates*{: .aloud }](1.md#1.2){: .box .outlined .dashed } |\n"
    ) in page
    assert "Where a box is dashed, the plan does not say which of several dates is meant" in page


def test_of_several_dates_of_which_one_has_no_end_none_is_known() -> None:
    beside = {**BESIDE, "target_date": ["June 2031", "From May 2032"]}
    index = indexed(plan(recommendation(action("1.1"), action("1.2"), beside)))
    assert rows_of(index) == [("Date not known", ["1.1", "1.2"])]
    assert target_dates.states_drawn(index.standings) == ((Unknown.DATE, 2),)


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        (ROWS, ["January 2031", "February 2031", "March 2032", "April 2032"]),
        (
            ROWS + 1,
            ["January to March 2031", "April to June 2031", "January to March 2032", "April to June 2032"],
        ),
        (3 * ROWS + 1, ["2031", "2032", "2034", "2035"]),
        (12 * ROWS + 1, ["2030 to 2039", "2040 to 2049"]),
    ],
)
def test_long_spans_stand_in_longer_steps(months: int, labels: list[str]) -> None:
    days = [date(2031 + number // 12, number % 12 + 1, 1) for number in range(months)]
    found = [row.label for row in calendar(dated(*(f"{day:%d/%m/%Y}" for day in days)).standings)]
    assert len(found) <= ROWS
    assert (found if len(found) < 4 else [*found[:2], *found[-2:]]) == labels


def test_the_longest_span_that_can_be_read_has_few_rows() -> None:
    rows = calendar(dated(*(f"June {year}" for year in range(1990, 2101))).standings)
    assert [row.label for row in rows][:2] == ["1990 to 1999", "2000 to 2009"]
    assert (len(rows), sum(len(row.standings) for row in rows)) == (12, 111)


def test_few_dates_far_apart_stand_in_their_months() -> None:
    assert [label for label, _ in rows_of(dated("1 January 2020", "31 December 2040"))] == [
        "January 2020",
        "February 2020 to November 2040",
        "December 2040",
    ]


def test_empty_years_are_called_by_their_years() -> None:
    assert [label for label, _ in rows_of(dated("December 2027", "January 2030"))][1] == "2028 to 2029"


def test_every_action_stands_in_one_row_of_its_plan(held: Index) -> None:
    for plan_ in held.plans:
        standings = [one for made in held.made[plan_.id] for one in made.standings]
        shown = Counter(one.id for row in calendar(standings) for one in row.standings)
        assert shown == Counter(one.id for one in standings)


BOX = re.compile(r"\[([^\]*]+)\*, ([^*]+)\*\{: \.aloud \}\]\(([^)]+)\)\{: \.box ([^}]+) \}")


def of_dates(page: str) -> str:
    """What of a plan's page stands before the boxes of what it leaves open."""
    return page.partition("{: #open }")[0]


def test_every_box_leads_to_its_action_and_says_how_it_stands(held: Index, made: dict[str, str]) -> None:
    kept = set(promised(held, made))
    for plan_ in held.plans:
        standings = {one.id: one for each in held.made[plan_.id] for one in each.standings}
        boxes = BOX.findall(of_dates(made[f"plans/{plan_.id}/index.md"]))
        assert sorted(id_ for id_, *_ in boxes) == sorted(standings)
        for id_, stands, page, _ in boxes:
            assert address_of(f"plans/{plan_.id}/{page}") in kept
            assert stands.split(", ")[1] == standings[id_].delivery


def test_signs_above_the_boxes_add_up_to_them(held: Index, made: dict[str, str]) -> None:
    for plan_ in held.plans:
        page = of_dates(made[f"plans/{plan_.id}/index.md"])
        drawn = Counter(mark.split()[0] for *_, mark in BOX.findall(page))
        signs: Counter[str] = Counter()
        for number, mark in re.findall(r"\*[A-Z][a-z ]+ ([0-9]+)\*\{: \.box (\.[a-z]+) \}", page):
            signs[mark] += int(number)
        assert signs == drawn


def test_plan_without_actions_has_no_picture_of_dates() -> None:
    page = pages(indexed(plan(recommendation())))[f"plans/{PLAN}/index.md"]
    assert "Target dates" not in page


# Parts of rows


def test_decisions_by_plan_are_counted_in_the_order_drawn() -> None:
    first = plan(*(recommendation(number=str(n), decision=said) for n, said in enumerate(["Agreed", "Not Agreed"], 1)))
    lost = recommendation(missing=["decision"]) | {"decision": None}
    second = plan(recommendation(number="2"), lost, id_="harbour-2032", report_published="1 May 2032")
    index = indexed(first, second)
    picture = pictures.decisions(index, by_plan(index, index.plans))
    new = Row("Harbour, 2032", ((Decision.AGREED, 1), (Decision.NOT_KNOWN, 1)), "plans/harbour-2032/index.md")
    old = Row("Harbour", ((Decision.AGREED, 1), (Decision.NOT_AGREED, 1)), "plans/harbour-2031/index.md")
    assert picture == Picture("Plan", (new, old))
    assert picture.all == Row("All", ((Decision.AGREED, 2), (Decision.NOT_AGREED, 1), (Decision.NOT_KNOWN, 1)))


def test_what_is_not_known_is_dashed_and_stands_apart() -> None:
    row = Row("A", ((Decision.AGREED, 1), (Decision.PARTLY_AGREED, 1), (Decision.NOT_KNOWN, 2)))
    quarter = (WIDTH - APART) // 4
    assert Picture("Plan", (row,)).bars(row) == [
        Bar("full", 0, quarter),
        Bar("outlined", quarter, quarter),
        Bar("full", quarter, quarter, y=5, height=5),
        Bar("dashed", 2 * quarter + APART, 2 * quarter),
    ]


def test_rows_are_drawn_to_one_scale_within_their_space() -> None:
    long, short = (Row("A", ((Delivery.COMPLETE, n), (Delivery.NOT_REPORTED, n))) for n in (30, 10))
    picture = Picture("Plan", (long, short))
    assert [bar.width for bar in picture.bars(long)] == [494, 494]
    assert [bar.width for bar in picture.bars(short)] == [165, 164]
    last = picture.bars(long)[-1]
    assert last.x + last.width == WIDTH


def test_row_of_nothing_has_nothing_drawn() -> None:
    row = Row("A", ())
    assert (row.total, Picture("Plan", (row,)).bars(row)) == (0, [])


def test_every_state_is_drawn_and_what_is_not_known_last_and_dashed() -> None:
    for kind in (Decision, Delivery, Assurance, Timeliness):
        drawn = [state for state in MARKS if type(state) is kind]
        assert set(drawn) == set(kind)
        assert not any(before in UNKNOWN and after not in UNKNOWN for before, after in pairwise(drawn))
    assert {MARKS[state] for state in UNKNOWN} == {"dashed"}


def test_pictures_of_plans_add_up_to_all_recommendations_and_actions(held: Index) -> None:
    shares = by_plan(held, held.plans)
    decided = Counter(dict(pictures.decisions(held, shares).all.parts))
    assert decided == Counter(made.decision for made in held.all_made)
    assert Counter(dict(pictures.deliveries(held, shares).all.parts)) == Counter(one.delivery for one in held.standings)
    assert Counter(dict(pictures.findings(held, shares).all.parts)) == Counter(one.assurance for one in held.standings)
    told = pictures.decisions(held, pictures.by_inspectorate(held.plans)).all
    assert Counter(dict(told.parts)) == decided


def test_picture_of_target_dates_adds_up_to_the_actions_by_timeliness(held: Index) -> None:
    drawn = Counter(dict(target_dates.picture(held.standings).all.parts))
    drawn[Timeliness.NO_DATE] += drawn.pop(Unknown.DATE, 0)
    assert drawn == Counter(one.timeliness for one in held.standings)


def test_months_lead_to_their_lists() -> None:
    months = (date(2031, 6, 1),)
    picture = target_dates.picture(dated("June 2031", "August 2031", None).standings, months)
    assert picture.rows == (
        Row("June 2031", ((Timeliness.DATE_PASSED, 1),), "due/2031-06/index.md"),
        Row("July 2031", ()),
        Row("August 2031", ((Timeliness.DATE_PASSED, 1),)),
        Row("Date not known", ((Unknown.DATE, 1),), is_known=False),
    )


# Many plans


def many(number: int, **fields: str) -> list[Plan]:
    """Plans, two of each year from 2001."""
    return [
        plan(recommendation(), id_=f"p{n}", report_published=f"1 May {2001 + n // 2}", **fields) for n in range(number)
    ]


def test_few_plans_stand_each_alone_and_many_by_year() -> None:
    few, more = (indexed(*many(number)) for number in (FEW, FEW + 1))
    assert [len(share.plans) for share in by_plan(few, few.plans).shares] == [1] * FEW
    shares = by_plan(more, more.plans)
    assert shares.by == "Year"
    assert [(share.label, len(share.plans)) for share in shares.shares][:2] == [("2013", 1), ("2012", 2)]
    assert sum(len(share.plans) for share in shares.shares) == FEW + 1


def test_plans_without_a_date_are_a_year_not_known() -> None:
    index = indexed(*many(FEW), plan(recommendation(), id_="undated"))
    last = by_plan(index, index.plans).shares[-1]
    assert (last.label, [one.id for one in last.plans], last.is_known) == ("Year not printed", ["undated"], False)


def test_inspectorates_have_a_picture_only_where_there_are_several() -> None:
    first, second = many(2)
    other = second.model_copy(update={"inspectorate": "Quay Inspectorate"})
    assert "| Inspectorate |" not in pages(indexed(first, second))["figures.md"]
    assert "| Inspectorate |" in pages(indexed(first, other))["figures.md"]


# Days from report to plan


def answered(*days: int | None) -> list[Plan]:
    """Plans of 2031 that took so many days; None does not say."""
    reported = date(2031, 5, 1)
    fields: list[Fields] = [
        {} if taken is None else {"action_plan_submitted": f"{reported + timedelta(days=taken):%d/%m/%Y}"}
        for taken in days
    ]
    return [plan(recommendation(), id_=f"p{n}", report_published="1 May 2031", **each) for n, each in enumerate(fields)]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (7, "7 days from report to plan"),
        (1, "1 day from report to plan"),
        (0, "0 days from report to plan"),
        (-2, "2 days before the report"),
        (None, "*Not known*{: .tag .unknown }"),
    ],
)
def test_plan_page_says_how_many_days_the_plan_took(days: int | None, words: str) -> None:
    (one,) = answered(days)
    page = pages(indexed(one))["plans/p0/index.md"]
    assert f"\nTime taken\n:   {words}\n" in page


def test_days_of_each_plan_and_of_all() -> None:
    index = indexed(*answered(7, 14, None))
    spreads = response_times.spreads(by_plan(index, index.plans))
    assert [(row.share.label, row.days, row.unknown) for row in spreads.with_all] == [
        ("All", (7, 14), 1),
        ("Harbour, 2031 (p0)", (7,), 0),
        ("Harbour, 2031 (p1)", (14,), 0),
        ("Harbour, 2031 (p2)", (), 1),
    ]
    assert [spreads.bars(row) for row in spreads.with_all] == [
        [Bar("shaded", 500, 500), Bar("filled", 500, 4)],
        [Bar("shaded", 0, 500)],
        [Bar("shaded", 0, 1000)],
        [],
    ]


def test_middle_at_the_end_is_drawn_within_the_space() -> None:
    index = indexed(*answered(17, 17))
    spreads = response_times.spreads(by_plan(index, index.plans))
    assert spreads.bars(spreads.all) == [Bar("shaded", WIDTH, 0), Bar("filled", WIDTH - 4, 4)]


def test_days_are_said_with_how_many_are_not_known() -> None:
    page = pages(indexed(*answered(7, 14, None)))["figures.md"]
    words = re.findall(r"^\| .*? \| (?:<svg .*</svg> )?([^|]*) \|$", page.partition("## From report to plan")[2], re.M)
    assert words[1:5] == [
        "3 plans: 7 days to 14 days, half within 7 days *1 not known*{: .tag .unknown }",
        "7 days",
        "14 days",
        "*Not known*{: .tag .unknown }",
    ]


@pytest.mark.parametrize(("days", "middle"), [((3,), 3), ((3, 9), 3), ((3, 9, 40), 9), ((0, 1, 2, 3), 1)])
def test_half_of_the_plans_were_there_within_the_middle(days: tuple[int, ...], middle: int) -> None:
    assert Spread(Share("All", ()), days, 0).middle == middle


def test_bands_count_every_plan_once_with_those_that_do_not_say() -> None:
    picture = response_times.bands(answered(-3, 0, 6, 7, 20, None, None))
    assert [(row.label, row.total, row.is_known) for row in picture.rows] == [
        ("Before the report", 1, True),
        ("0 to 6", 2, True),
        ("7 to 13", 1, True),
        ("14 to 20", 1, True),
        ("Not known", 2, False),
    ]


def test_bands_widen_until_nine_in_ten_have_one_and_the_others_stand_beyond() -> None:
    picture = response_times.bands(answered(*range(100, 160), 900))
    labels = [row.label for row in picture.rows]
    assert (labels[0], labels[-1], len(labels)) == ("0 to 13", "168 or more", BANDS + 1)
    assert (picture.rows[-1].total, picture.all.total) == (1, 61)


def test_many_plans_are_drawn_in_bands_and_few_are_not() -> None:
    few, more = (pages(indexed(*answered(*range(number))))["figures.md"] for number in (FEW, FEW + 1))
    assert "| Of 24 plans" not in few
    assert f"| Days from report to plan | Plans {{: .n }} | Of {FEW + 1} plans {{: .drawn }} |\n" in more
    assert "| 2031 | " in more


# The page


def pictures_on(page: str) -> dict[str, Counter[str]]:
    """What each picture of parts says of all, by the heading above it."""
    found = {}
    for heading, text in re.findall(r"^## (.*?) \{: #.*?\}\n(.*?)(?=^## |\Z)", page, re.M | re.S):
        for line in re.findall(r"^\| All \| [0-9,]+ \{: \.n \} \| (.*) \|$", text, re.M)[:1]:
            parts = re.findall(r"</svg> ([0-9,]+) ([a-z ]+)\*", line)
            found[heading] = Counter({state: int(number.replace(",", "")) for number, state in parts})
    return found


@pytest.mark.parametrize("day", ["2019-12-20", "2032-01-15"])
@pytest.mark.parametrize("root", [ROOT, SPECIMEN], ids=["real", "specimen"])
def test_figures_are_those_of_the_files_counted_again_without_the_index(root: Path, day: str) -> None:
    files = Files(root, date.fromisoformat(day))
    shown = pictures_on(pages(index_of(root, files.day))["figures.md"])
    shown["Target dates"]["no end date"] += shown["Target dates"].pop("date not known", 0)
    assert shown == {
        "Decisions": Counter(made.decision for made in files.recommendations),
        "Target dates": Counter(one.timeliness for one in files.actions),
        "Delivery": Counter(one.delivery for one in files.actions),
        "Assurance": Counter(one.judgement or "not assessed" for one in files.actions),
    }


def test_rows_of_every_picture_add_up_to_all(made: dict[str, str]) -> None:
    for page in ("figures.md", "decisions.md", "due/index.md"):
        for table in re.findall(r"^\| All \| .*(?:\n\|.*)+", made[page], re.M):
            if "</svg>" in table and "{: .n }" in table:
                all_, *rows = [int(n) for n in re.findall(r"^\|.*? \| ([0-9]+) \{: \.n \} \|", table, re.M)]
                assert (page, all_) == (page, sum(rows))


def test_words_beside_a_bar_say_the_numbers_drawn() -> None:
    index = indexed(
        plan(recommendation(action("1.1"), action("1.2"))),
        update("2031-09-01", {"action": "1.1", "delivery": "complete"}),
        finding("2031-10-01", {"action": "1.1", "judgement": "good progress"}),
    )
    page = pages(index)["figures.md"]
    rows = re.findall(r"^\| \[Harbour\]\(\S+\) \| (\d+) \{: \.n \} \| <svg .*</svg> (.*) \|$", page, re.M)
    assert rows == [
        ("1", "1 agreed"),
        ("2", "1 complete, 1 not reported"),
        ("2", "1 good progress, 1 not assessed"),
    ]


def test_drawings_are_hidden_from_those_who_listen_and_carry_no_style(made: dict[str, str]) -> None:
    for page in ("figures.md", "decisions.md", "due/index.md"):
        drawings = re.findall("<svg .*?</svg>", made[page])
        assert drawings
        assert [one for one in drawings if 'aria-hidden="true"' not in one or "style=" in one] == []


def test_collection_without_plans_has_a_page_of_figures() -> None:
    page = pages(indexed())["figures.md"]
    assert "0 plans, 0 recommendations, 0 actions." in page
    assert page.count("\nThere are none.\n") == 5
