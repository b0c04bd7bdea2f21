"""Which events stand on which page: a year has a page, and where that would be too long its months, days or parts.

A page that was published once stays: what grows too long for it moves to pages below it, to which it leads.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from operator import itemgetter

from generator.addresses import CHANGES, ENTERED
from generator.events import Event, by_entered, events
from generator.history import clauses
from generator.index import Index

ROOM = 150_000  # what a page may hold, in letters of its HTML as the functions below estimate them
ROW, ENTRY = 500, 150  # the letters around the words of an event, and around those of one entry

DayOf = Callable[[Event], date]
UNITS = ("year", "month", "day", "part")


@dataclass(frozen=True)
class Span:
    """What happened in all years, a year, a month, a day or a part of that: (), (2031,), (2031, 9), (2031, 9, 20)."""

    name: tuple[int, ...]
    events: tuple[Event, ...]
    shown: tuple[Event, ...]  # of these, the ones on its own page
    is_in_full: bool  # whether there is room for what documents say
    parts: tuple["Span", ...]  # which have all of its events, unless its own page has

    @property
    def first(self) -> date:
        """Its first day."""
        year, month, day, *_ = (*self.name, 1, 1)
        return date(year, month, day)

    @property
    def last(self) -> date:
        """Its last day."""
        year, month, *_ = (*self.name, 12)
        return date(year, month, self.name[2] if len(self.name) > 2 else monthrange(year, month)[1])

    @property
    def all(self) -> Iterator["Span"]:
        """Itself and all its parts, each before its own."""
        yield self
        for part in self.parts:
            yield from part.all


@dataclass(frozen=True)
class Order:
    """All that is dated, newest first by one kind of day: the day it was said or done, or the day it came here."""

    front: str  # the page of the newest
    day_of: DayOf
    events: tuple[Event, ...]

    @property
    def is_entered(self) -> bool:
        """Whether it goes by the day things came here."""
        return self.front == ENTERED

    @property
    def whole(self) -> Span:
        """The newest, as many as there is room for and one at the least; and the years."""
        count = sum(total <= ROOM for total in accumulate(map(_letters_in_full, self.events)))
        shown = self.events[: count or 1]
        return Span((), self.events, shown, is_in_full=count > 0, parts=_parts((), self.events, self.day_of))


def orders(index: Index) -> tuple[Order, Order]:
    """Everything by the day it was said, and what has such a day by the day it came here."""
    found = events(index)
    said = Order(CHANGES, lambda event: event.day, found)
    return said, Order(ENTERED, lambda event: event.entered or event.day, by_entered(found))


def _span(name: tuple[int, ...], found: tuple[Event, ...], day_of: DayOf) -> Span:
    if len(name) < len(UNITS) and not _fits(map(_letters, found)):
        return Span(name, found, shown=(), is_in_full=False, parts=_parts(name, found, day_of))
    return Span(name, found, shown=found, is_in_full=_fits(map(_letters_in_full, found)), parts=())


def _parts(name: tuple[int, ...], found: Sequence[Event], day_of: DayOf) -> tuple[Span, ...]:
    """The years of all, the months of a year, the days of a month, and of a day as many parts as it needs."""
    unit = UNITS[len(name)]
    if unit == "part":
        numbers = [total // ROOM + 1 for total in accumulate(map(_letters, found))]
    else:
        numbers = [getattr(day_of(event), unit) for event in found]
    grouped = groupby(zip(numbers, found, strict=True), key=itemgetter(0))
    return tuple(_span((*name, number), tuple(event for _, event in group), day_of) for number, group in grouped)


def _fits(letters: Iterable[int]) -> bool:
    return all(total <= ROOM for total in accumulate(letters))


def _letters(event: Event) -> int:
    names = 2 * (len(event.plan.id) + len(event.plan.body))
    words = event.document.words if event.document else ""
    return ROW + names + len(words) + len(event.removed.reason if event.removed else "")


def _letters_in_full(event: Event) -> int:
    parts = (part for one in event.said for clause in clauses(one.statement) for part in clause)
    return _letters(event) + len(event.said) * (ENTRY + len(event.plan.id)) + sum(map(len, parts))
