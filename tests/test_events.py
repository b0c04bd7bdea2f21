"""Everything dated, once, newest first; on pages that have room for it; counted again from the files alone."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.accounts import in_words
from generator.events import Event, What, by_entered, events, events_of, not_entered
from generator.history import Printed, in_numbers
from generator.index import Index
from generator.model import Plan, Update
from generator.pages import pages
from generator.read import read
from generator.spans import ROOM, Order, Span
from generator.targetdate import read_day
from tests.expected import downloaded
from tests.small import Fields, action, finding, indexed, plan, recommendation, update
from tests.test_recount import values

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "tests" / "specimen"
GONE = {"date": "2031-06-01", "reason": "It was printed twice."}

HARBOUR = plan(
    recommendation(action("1.1"), action("1.2", removed=GONE), missing=["1.9"]),
    recommendation(number="2", removed=GONE),
    report_published="3 March 2031",
    action_plan_submitted="20/03/2031",
    entered="2031-04-01",
)
LETTER = update("2031-09-20", {"action": "1.1", "delivery": "complete"}, entered="2031-09-25")


def told(found: tuple[Event, ...]) -> list[tuple[str, str, str, str]]:
    """The day, what happened, to what, and the day it came here."""
    return [(str(one.day), str(one.what), one.about, str(one.entered or "")) for one in found]


def test_each_thing_that_is_dated_is_told_once_and_newest_first() -> None:
    wrong = update("2031-10-01", {"action": "1.1", "said": "All."}, removed={"date": "2031-10-05", "reason": "Wrong."})
    visit = finding("2031-12-12", {"action": "1.1", "judgement": "not achieved"})
    went = plan(recommendation(), id_="quay-2030", removed=GONE)
    assert told(events(indexed(HARBOUR, went, LETTER, wrong, visit))) == [
        ("2031-12-12", "finding", "2031-12-12-visit", ""),
        ("2031-10-05", "document removed", "2031-10-01-letter", "2031-10-05"),
        ("2031-10-01", "update", "2031-10-01-letter", ""),
        ("2031-09-20", "update", "2031-09-20-letter", "2031-09-25"),
        ("2031-06-01", "action removed", "1.2", "2031-06-01"),
        ("2031-06-01", "recommendation removed", "2", "2031-06-01"),
        ("2031-06-01", "plan removed", "", "2031-06-01"),
        ("2031-04-01", "plan added here", "", "2031-04-01"),
        ("2031-03-20", "plan submitted", "", ""),
        ("2031-03-03", "report published", "", ""),
    ]


def test_what_was_said_after_the_day_is_not_told() -> None:
    before, on = (indexed(HARBOUR, LETTER, as_at=day) for day in ("2031-09-19", "2031-09-20"))
    assert [one.about for one in events(before) if one.document] == []
    assert [one.about for one in events(on) if one.document] == ["2031-09-20-letter"]


def test_of_documents_of_one_day_the_one_with_the_last_word_is_first() -> None:
    second = update("2031-09-20", {"action": "1.1", "delivery": "paused", "reason": "Ice."}, name="memo")
    found = events_of(indexed(HARBOUR, LETTER, second), HARBOUR)
    assert [one.about for one in found if one.document] == ["2031-09-20-memo", "2031-09-20-letter"]


def test_document_says_everything_in_its_own_order() -> None:
    entries: list[Fields] = [
        {"recommendation": "1", "words": "Do it now.", "reason": "Haste."},
        {"action": "1.9", "delivery": "complete"},
        {"action": "1.1", "delivery": "in progress"},
        {"action": "1.2", "said": "Nothing."},
    ]
    document = update("2031-09-20", *entries)
    (event,) = (one for one in events_of(indexed(HARBOUR, document), HARBOUR) if one.document)
    assert [one.id for one in event.said] == ["1", "1.9", "1.1", "1.2"]
    assert [one.statement.entry for one in event.said] == list(document.entries)
    assert [one.record.id if one.record else None for one in event.said] == ["1", None, "1.1", "1.2"]


def test_entry_under_a_former_id_is_told_under_the_present_one() -> None:
    renamed = plan(recommendation(action("1.1", formerly=["7.1"])))
    document = update("2031-09-20", {"action": "7.1", "delivery": "complete"})
    (event,) = events_of(indexed(renamed, document), renamed)
    assert [one.id for one in event.said] == ["1.1"]


def test_document_that_went_says_nothing() -> None:
    wrong = update("2031-10-01", {"action": "1.1", "said": "All."}, removed=GONE)
    assert [one.said for one in events_of(indexed(HARBOUR, wrong), HARBOUR) if one.document] == [(), ()]


def test_what_came_here_is_told_by_the_day_it_came() -> None:
    late = finding("2031-09-21", {"action": "1.1", "judgement": "achieved"}, entered="2031-09-22")
    unnoted = update("2031-10-01", {"action": "1.1", "said": "All."})
    index = indexed(HARBOUR, LETTER, late, unnoted)
    assert [(str(one.entered), one.what) for one in by_entered(events(index))] == [
        ("2031-09-25", What.UPDATE),
        ("2031-09-22", What.FINDING),
        ("2031-06-01", What.ACTION_REMOVED),
        ("2031-06-01", What.RECOMMENDATION_REMOVED),
        ("2031-04-01", What.ENTERED),
    ]
    assert not_entered(index) == (1, 0)


def test_what_documents_say_is_counted_in_words() -> None:
    entries: list[Fields] = [
        {"action": "1.1", "delivery": "complete"},
        {"action": "1.2", "delivery": "complete", "target_date": "30/09/2032", "reason": "Late."},
        {"action": "1.3", "delivery": "withdrawn", "owner": "HR", "reason": "Moved."},
        {"action": "1.4", "target_date": "31/10/2032", "reason": "Late."},
        {"action": "1.5", "said": "We are at it."},
    ]
    harbour = plan(recommendation(*(action(f"1.{number}", "30/06/2032") for number in range(1, 6))))
    again = update("2031-10-01", {"action": "1.1", "delivery": "in progress"})
    later, first = (
        in_numbers(one.statement for one in event.said)
        for event in events_of(indexed(harbour, update("2031-09-20", *entries), again), harbour)
    )
    assert first == ("2 reported complete, 1 withdrawn; 2 target dates moved, 1 owner moved; 1 told of in words alone")
    assert later == "1 reopened"


def test_sentence_that_ends_in_printed_words_has_one_stop() -> None:
    said = [("withdrawn",), ("reason: ", Printed("One bell is enough."))]
    assert in_words(said) == "Withdrawn; reason: *“One bell is enough.”*{: .printed }"
    assert in_words(said[:1]) == "Withdrawn."
    assert in_words([("said: ", Printed("Two"))]) == "Said: *“Two”*{: .printed }."


# Pages


def order_of(days: list[date]) -> Order:
    """Reports published on these days, newest first."""
    found = (Event(HARBOUR, What.PUBLISHED, day, None, "plans/x/index.md") for day in sorted(days, reverse=True))
    return Order("changes/index.md", lambda event: event.day, tuple(found))


def leaves(span: Span) -> Iterator[Span]:
    return (part for part in span.all if part.name and not part.parts)


DAY = date(2031, 9, 20)
BUSY = {
    "a few": [DAY, DAY - timedelta(400)],
    "a long year": [date(2031, 1, 1) + timedelta(number % 365) for number in range(400)],
    "a long month": [date(2031, 9, 1) + timedelta(number % 30) for number in range(900)] + [date(2031, 1, 2)],
    "a long day": [DAY] * 900 + [date(2031, 9, 1), date(2029, 1, 1)],
}


NAMES = {
    "a few": [(2031,), (2030,)],
    "a long year": [(2031, month) for month in range(12, 0, -1)],
    "a long month": [*((2031, 9, day) for day in range(30, 0, -1)), (2031, 1)],
    "a long day": [*((2031, 9, 20, part) for part in range(1, 5)), (2031, 9, 1), (2029,)],
}


@pytest.mark.parametrize("case", BUSY)
def test_what_is_too_long_for_a_page_is_divided(case: str) -> None:
    assert [span.name for span in leaves(order_of(BUSY[case]).whole)] == NAMES[case]


@pytest.mark.parametrize("days", BUSY.values(), ids=BUSY)
def test_divided_or_not_everything_stands_on_one_page_within_its_days(days: list[date]) -> None:
    order = order_of(days)
    assert [event for span in leaves(order.whole) for event in span.shown] == list(order.events)
    for span in leaves(order.whole):
        assert all(span.first <= event.day <= span.last for event in span.shown), span.name


def test_first_page_shows_as_many_of_the_newest_as_it_has_room_for() -> None:
    order = order_of(BUSY["a long day"])
    assert order.whole.shown == order.events[: len(order.whole.shown)]
    assert 200 < len(order.whole.shown) < 300
    assert order_of([]).whole.shown == ()


def test_page_without_room_for_what_is_said_shows_numbers() -> None:
    """And the first page shows one document at the least."""
    long = update("2031-09-20", {"action": "1.1", "delivery": "complete", "said": "a" * ROOM})
    order = Order("changes/index.md", lambda event: event.day, events(indexed(plan(recommendation(action())), long)))
    assert [(span.name, span.is_in_full, len(span.shown)) for span in order.whole.all] == [
        ((), False, 1),
        ((2031,), False, 1),
    ]
    page = pages_of(plan(recommendation(action())), long)["changes/2031.md"]
    assert "1 action: 1 reported complete.\n" in page
    assert "There is no room here for what each document says; its own page has it." in page


def pages_of(*records: Plan | Update) -> dict[str, str]:
    """The pages of a small collection."""
    return pages(indexed(*records))


def with_its_text(letter: Update) -> Index:
    """A small collection in which the source of a letter is held."""
    index = indexed(HARBOUR, letter)
    files = dict.fromkeys(index.collection.plans, b"")
    sources = {"sources/letter.txt": b"All is done."}
    return Index(replace(index.collection, files=files, sources=sources), index.as_at)


# The same, from the files alone

Days = Counter[str]


def dated(root: Path, day: str) -> tuple[Days, Days, int]:
    """How often each day stands by what was said or done and by what came here; how much has no such day."""
    said, entered = Counter[str](), Counter[str]()
    unnoted = 0
    for path in sorted((root / "plans").glob("*.yml")):
        published = values(path)
        printed = [read_day(published.get(name, "")) for name in ("report_published", "action_plan_submitted")]
        made = [one for one in published["recommendations"] if "number" in one]
        blocks = [block for one in made for block in one.get("response", []) if "id" in block]
        documents = [values(one) for one in sorted(path.with_suffix("").glob("*.yml")) if one.name[:10] <= day]
        removed = [one["removed"]["date"] for one in (published, *made, *blocks, *documents) if "removed" in one]
        came = [one["entered"] for one in (published, *documents) if "entered" in one]
        said.update([str(one) for one in printed if one] + removed + [one["date"] for one in documents])
        said.update(came[:1] if "entered" in published else [])
        entered.update(came + removed)
        unnoted += len(documents) + 1 - len(came)
    return said, entered, unnoted


def rows(found: dict[str, str], name: str, folder: str) -> Days:
    """How often each day stands on the pages of years and what is below them."""
    own = [text for page, text in found.items() if re.fullmatch(rf"{folder}/\d{{4}}(/\d+)*\.md", page)]
    return Counter(re.findall(rf'data-{name}="(\d{{4}}-\d\d-\d\d)"', "".join(own)))


COLLECTIONS = [
    *((SPECIMEN, day) for day in ("2031-09-24", "2032-01-15", "2033-01-01")),
    *((ROOT, day) for day in ("2019-12-20", "2026-01-01")),
]


@pytest.mark.parametrize(("root", "day"), COLLECTIONS)
def test_pages_of_changes_tell_what_is_dated_in_the_files(root: Path, day: str) -> None:
    collection = read(root).collection
    assert collection
    index = Index(collection, date.fromisoformat(day))
    found = pages(index)
    said, entered, unnoted = dated(root, day)
    assert rows(found, "said", "changes") == said
    assert rows(found, "entered", "changes/entered") == entered
    assert sum(not_entered(index)) == unnoted
    for front, days in (("changes/index.md", said), ("changes/entered/index.md", entered)):
        links = re.findall(r"\[(\d{4}) \((\d+)\)\]", found[front])
        assert dict(links) == {
            year: str(sum(times for one, times in days.items() if one[:4] == year))
            for year in sorted({one[:4] for one in days}, reverse=True)
        }


@pytest.mark.parametrize(("root", "day"), COLLECTIONS)
def test_history_of_each_plan_has_its_documents_and_their_entries(root: Path, day: str) -> None:
    collection = read(root).collection
    assert collection
    found = pages(Index(collection, date.fromisoformat(day)))
    for path in (root / "plans").glob("*.yml"):
        text = found[f"plans/{path.stem}/history.md"]
        documents = sorted(path.with_suffix("").glob("*.yml"), reverse=True)
        shown = [one for one in documents if one.name[:10] <= day]
        assert re.findall(r"^## .*\{: #(\d\S+) ", text, re.M) == [one.stem for one in shown]
        entries = [len(each["entries"]) for each in map(values, shown) if "removed" not in each]
        assert len(re.findall(r"^### ", text, re.M)) == sum(entries)
        assert ("we hold no document about it" in text) == (not shown)


@pytest.fixture
def real() -> Index:
    collection = read(ROOT).collection
    assert collection
    return Index(collection, date(2026, 1, 1))


def test_real_plans_say_that_nothing_is_held_and_show_their_own_dates(real: Index) -> None:
    """Nothing is invented about a real body."""
    page = pages(real)["plans/dlnr-crc-2019/history.md"]
    assert page.partition("# History of")[2] == (
        " DLNR CRC, 2019\n\nNothing was said or found of this plan since it was published, as far as we know: "
        "we hold no document about it.\n{: .lead }\n\n"
        'For a reinspection: <a href="../../../data/reinspection/dlnr-crc-2019.csv">all actions as a table to '
        "fill in</a>, and [how it comes back](../../how-to.md#reinspection).\n\n"
        '[Follow this plan](../../how-to.md#follow): <a href="../../../plans/dlnr-crc-2019/feed.xml">changes (feed)'
        '</a> · <a href="../../../plans/dlnr-crc-2019/calendar.ics">target dates (calendar)</a>\n{: .follow }\n\n'
        "## The plan’s own dates {: #plan }\n\n| Day | What happened |\n|---|---|\n"
        '| <time datetime="2026-11-22">22 November 2026</time> | Plan added here |\n'
        '| <time datetime="2019-01-23">23 January 2019</time> | Report published |\n'
        "| *Not known*{: .tag .unknown } | Plan submitted |\n"
    )


def test_history_says_what_became_of_a_document_and_nothing_of_what_it_said() -> None:
    collection = read(SPECIMEN).collection
    assert collection
    page = pages(Index(collection, date(2032, 1, 15)))["plans/specimen-2027/history.md"]
    section = page.partition("## Audit of pilots, 2029 {: #2029-05-14-audit .printed }")[2].partition("\n## ")[0]
    assert " ".join(section.split()) == (
        'Found : <time datetime="2029-05-14">14 May 2029</time> Came here : <time datetime="2031-04-01">1 April '
        "2031</time> By : Specimen Audit Office This document was removed on <time "
        'datetime="2031-07-01">1 July 2031</time>: The audit was about another harbour. {: .note }'
    )


def test_entries_on_what_is_missing_or_went_are_shown() -> None:
    entries: list[Fields] = [
        {"action": "1.9", "delivery": "complete", "evidence": ["https://harbour.example/1"]},
        {"action": "1.2", "delivery": "in progress", "note": "Said all the same."},
    ]
    page = pages_of(HARBOUR, update("2031-09-20", *entries))["plans/harbour-2031/history.md"]
    assert page.partition("\n<section")[2].partition("\n## ")[0] == (
        ' markdown="1">\n\n### *Action*{: .aloud } 1.9 {: .number }\n\n'
        "The source lacks the words of 1.9\n{: .gap }\n\nReported complete.\n\n"
        "Evidence\n:   [Evidence](<https://harbour.example/1>)\n\n</section>\n\n"
        '<section markdown="1">\n\n### *Action*{: .aloud } 1.2 {: .number }\n\n'
        "[Act.](1.md#1.2)\n{: .printed }\n\nReported in progress.\n\n"
        "Editor’s note: Said all the same.\n{: .note }\n\n</section>\n"
    )


def test_document_whose_source_is_held_leads_to_it() -> None:
    letter = update("2031-09-20", {"action": "1.1", "delivery": "complete"}, source="sources/letter.txt")
    index = with_its_text(letter)
    assert (
        '<a href="../../../data/sources/harbour-2031/2031-09-20-letter.txt">Text as held</a>'
        in pages(index)["plans/harbour-2031/history.md"]
    )
    assert downloaded(index)["data/sources/harbour-2031/2031-09-20-letter.txt"] == "All is done."


def test_text_of_a_document_that_was_removed_keeps_its_address() -> None:
    removed = {"date": "2031-10-01", "reason": "Not ours."}
    entry = {"action": "1.1", "delivery": "complete"}
    letter = update("2031-09-20", entry, source="sources/letter.txt", removed=removed)
    assert downloaded(with_its_text(letter))["data/sources/harbour-2031/2031-09-20-letter.txt"] == "All is done."
