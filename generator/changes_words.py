"""What the pages of changes say: what a document says in numbers, what a span of days is called, what is not noted."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from generator import addresses, markdown
from generator.events import Event, not_entered
from generator.history import in_numbers
from generator.index import Index
from generator.markdown import Markdown
from generator.phrases import Phrase, listed, number
from generator.spans import DayOf, Span
from generator.targetdate import day_in_words


def told_in_numbers(event: Event) -> str:
    """Of how many actions and recommendations a document says what: '3 actions: 2 reported complete, 1 withdrawn'."""
    actions = {one.id for one in event.said if one.statement.entry.action}
    recommendations = {one.id for one in event.said if one.statement.entry.recommendation}
    about = [(len(recommendations), "recommendation"), (len(actions), "action")]
    what = in_numbers(one.statement for one in event.said)
    return f"{listed([number(count, noun) for count, noun in about if count])}: {what}"


def span_words(name: Sequence[int]) -> str:
    """What a span is called: '2031', 'September 2031', '20 September 2031', '20 September 2031, part 2'."""
    year, month, day, part = (*name, 1, 1, 1)[:4]
    whole = day_in_words(date(year, month, day))
    return (str(year), whole.partition(" ")[2], whole, f"{whole}, part {part}")[len(name) - 1]


def span_link(span: Span, front: str, here: str) -> Markdown:
    """A link to what happened in a span, which a script can ask for its first and its last day."""
    days = f'data-first="{span.first}" data-last="{span.last}"'
    words = f"{span_words(span.name)} ({len(span.events):,})"
    return markdown.link(words, addresses.changes_page(front, span.name), here, days)


def days_of(event: Event) -> Markdown:
    """The days of an event, for a script: attributes of what shows it."""
    entered = f' data-entered="{event.entered}"' if event.entered else ""
    return Markdown(f'data-said="{event.day}"{entered}')


def not_entered_words(index: Index) -> list[str]:
    """How much came here on a day that nobody noted, in a sentence; none if all is noted."""
    lacking = [
        number(count, noun) for count, noun in zip(not_entered(index), ("document", "plan"), strict=True) if count
    ]
    return [f"Not here, because nobody noted the day on which they came: {listed(lacking)}."] if lacking else []


def by_part(span: Span, day_of: DayOf) -> list[tuple[str, list[Event]]]:
    """What a span's page shows, by years or in a year by months, each under what it is called; else all under ''."""

    def part(event: Event) -> str:
        day = day_of(event)
        return span_words((day.year, day.month)[: len(span.name) + 1]) if len(span.name) < 2 else ""

    return [(words, list(group)) for words, group in groupby(span.shown, part)]


CHANGES_WORDS: dict[str, Phrase] = {
    "by_part": by_part,
    "days_of": days_of,
    "told_in_numbers": told_in_numbers,
}
