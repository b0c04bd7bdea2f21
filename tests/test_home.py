"""The first page: what falls due and what changed, the newest and the fullest, figures that add up."""

import re
from datetime import date

import pytest

from generator import due
from generator.home import MOST, decided, falls_due, figures, fullest, states_to_lists
from generator.index import Index
from generator.pages import pages
from generator.vocabulary import Decision, Delivery
from tests.conftest import BuiltSite
from tests.small import AS_AT, PLAN, action, indexed, plan, recommendation, update

DAY = date.fromisoformat(AS_AT)
IN_90_DAYS = '<time datetime="2032-04-14">14 April 2032</time>'


HARBOUR = f"[Harbour, 2031](plans/{PLAN}/index.md)"


def home(index: Index) -> str:
    """The text of the first page."""
    return pages(index)["index.md"]


def section(text: str, name: str) -> list[str]:
    """The lines below a heading, blank ones left out."""
    below = text.split(f"\n## {name} ", 1)[1].split("\n## ", 1)[0].split("\n", 1)[1]
    return [line for line in below.splitlines() if line]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (["14/04/2032"], f"1 action falls due in the next 90 days, up to {IN_90_DAYS}."),
        (["15/01/2032", "14/04/2032", "15/04/2032"], f"2 actions fall due in the next 90 days, up to {IN_90_DAYS}."),
        (
            ["15/04/2032", "14/01/2032"],
            f"Nothing falls due in the next 90 days, up to {IN_90_DAYS}. "
            'The nearest date after them is <time datetime="2032-04-15">15 April 2032</time>.',
        ),
        (
            ["14/01/2032", None],
            f"Nothing falls due in the next 90 days, up to {IN_90_DAYS}, and no later target date is held here.",
        ),
    ],
)
def test_home_says_how_much_falls_due(dates: list[str | None], said: str) -> None:
    index = indexed(plan(recommendation(*(action(f"1.{n}", day) for n, day in enumerate(dates, 1)))))
    assert falls_due(due.ahead(index.standings), DAY) == said


def test_what_falls_due_stands_by_day_the_nearest_first() -> None:
    actions = (action("1.1", "20/02/2032"), action("1.2", "31/01/2032"), action("1.3", "31/01/2032"))
    leading = [f"[Act.](plans/{PLAN}/1.md#1.{n}){{: .printed }} *1.{n} of Harbour*{{: .of }}" for n in (2, 3, 1)]
    assert section(home(indexed(plan(recommendation(*actions)))), "What falls due")[1:6] == [
        '<time datetime="2032-01-31">31 January 2032</time>',
        f":   {leading[0]}",
        f":   {leading[1]}",
        '<time datetime="2032-02-20">20 February 2032</time>',
        f":   {leading[2]}",
    ]


def test_states_of_all_actions_lead_to_their_lists() -> None:
    actions = (action("1.1", "01/01/2032"), action("1.2", "01/12/2032"), action("1.3"), action("1.4", "Completed"))
    index = indexed(plan(recommendation(*actions)))
    assert states_to_lists(index.standings, "index.md") == (
        "[1 date passed](due/date-passed/index.md), 1 due, [1 no end date](due/no-date/index.md) and 1 closed"
    )


def test_newest_changes_stand_by_day_the_newest_first() -> None:
    entry = {"action": "1.1", "delivery": "complete"}
    letters = [update(day, entry) for day in ("2031-05-01", "2031-06-01")]
    made = plan(recommendation(action()), report_published="01/02/2031")
    history = f"plans/{PLAN}/history.md"
    said = f"{{: .printed }} of {HARBOUR}: 1 action: 1 reported complete"
    assert section(home(indexed(made, *letters)), "What changed") == [
        '<time datetime="2031-06-01">1 June 2031</time>',
        f":   [Letter]({history}#2031-06-01-letter){said}",
        '<time datetime="2031-05-01">1 May 2031</time>',
        f":   [Letter]({history}#2031-05-01-letter){said}",
        '<time datetime="2031-02-01">1 February 2031</time>',
        f":   {HARBOUR}: report published",
        "[Everything that changed, by day](changes/index.md)",
        '[Follow all plans](how-to.md#follow): <a href="feed.xml">changes (feed)</a> · '
        '<a href="calendar.ics">target dates (calendar)</a>',
        "{: .follow }",
    ]


def test_empty_collection_has_a_home() -> None:
    text = home(indexed())
    assert section(text, "What falls due") == [
        f"Nothing falls due in the next 90 days, up to {IN_90_DAYS}, and no later target date is held here."
    ]
    assert section(text, "What changed")[0] == "Nothing is dated."


def test_plan_says_what_was_decided() -> None:
    unknown = recommendation(number="3", missing=["decision"]) | {"decision": None}
    made = plan(recommendation(), recommendation(number="2", decision="Not Agreed"), unknown)
    assert decided(indexed(made).made[PLAN]) == "3 recommendations: 1 agreed, 1 not agreed, 1 not known"


def test_what_is_not_known_is_told_even_where_it_is_none() -> None:
    assert figures([Decision.AGREED], Decision) == [(Decision.AGREED, 1), (Decision.NOT_KNOWN, 0)]
    assert figures([Delivery.NOT_REPORTED], Delivery) == [(Delivery.NOT_REPORTED, 1)]


def test_fullest_owners_come_first_and_by_name() -> None:
    owned = [("HR", 1), ("Harbour Master", 2), ("Quay Manager", 1)]
    actions = [
        action(f"1.{at}{n}", owner=name) for at, (name, times) in enumerate(owned, 1) for n in range(1, times + 1)
    ]
    rows = fullest(due.owner_rows(indexed(plan(recommendation(*actions)))))
    assert [(row.name, len(row.standings)) for row in rows] == [
        ("Harbour Master", 2),
        ("HR", 1),
        ("Manager of Quays", 1),
    ]


def test_home_grows_no_longer_with_the_plans() -> None:
    """But by the digits of its figures."""
    few, many = (
        home(
            indexed(*(plan(recommendation(action(owner="HR")), id_=f"harbour-{n:03}") for n in range(100, 100 + count)))
        )
        for count in (MOST, 10 * MOST)
    )
    assert few.count("\n") == many.count("\n")


def test_figures_add_up(site: BuiltSite) -> None:
    """Those of recommendations by decision, and of actions by delivery."""
    text = (site.root / "build/docs/index.md").read_text()
    tables = section(text, "In figures")
    rows = [re.fullmatch(r"\| (.+?)(?:\{:.*?\})? \| ([0-9]+) \{: \.n \} \|", line) for line in tables]
    numbers = [(row[1], int(row[2])) for row in rows if row]
    ends = [at for at, (name, _) in enumerate(numbers) if name == "All"]
    assert len(ends) == 2
    for start, end in zip((0, ends[0] + 1), ends, strict=True):
        assert sum(count for _, count in numbers[start:end]) == numbers[end][1]
        assert {"*Not known*", "*Not reported*"} & {name for name, _ in numbers[start:end]}


def test_home_has_its_search_in_the_page_and_none_above(site: BuiltSite) -> None:
    html = (site.folder / "index.html").read_text()
    assert re.findall(r'<form [^>]*action="([^"]*)" method="get">', html) == ["search/"]
    assert html.index("<h1") < html.index('<label for="q">Search every plan</label>') < html.index("<dl")
    assert "search-here" not in html
