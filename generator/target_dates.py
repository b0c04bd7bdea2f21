"""Actions along the calendar, by the last day of the target date that counts now: in months, or where few rows do not
hold these in quarters, years or decades. What has no last day, and what has no known date, stand in rows of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.addresses import due_page
from generator.index import Standing
from generator.pictures import Parts, Picture, Row, Unknown, parts
from generator.targetdate import Kind, day_in_words
from generator.vocabulary import Delivery, Timeliness

ROWS = 16  # dated rows, at most
UNITS = (1, 3, 12, 120)  # how many months stand in a row; the last are decades
COMPLETE, NO_END, DATE_NOT_KNOWN = UNDATED = ("Given as complete", "No end date", "Date not known")


@dataclass(frozen=True)
class Stretch:
    """The actions whose last day is in a stretch of time; or those of which no last day is known."""

    label: str
    standings: tuple[Standing, ...]
    month: date | None = None  # its first day, where it is one month
    is_known: bool = True


def calendar(standings: Sequence[Standing]) -> list[Stretch]:
    """Actions along the calendar, in as small steps as few rows allow; what lies empty between them is one row."""
    dated = [one for one in standings if one.latest]
    fitting = (rows for unit in UNITS if len(rows := list(_stretches(dated, unit))) <= ROWS)
    return [*next(fitting), *_undated(standings)]


def _stretches(dated: Iterable[Standing], unit: int) -> Iterator[Stretch]:
    held: defaultdict[int, list[Standing]] = defaultdict(list)
    for standing in dated:
        assert standing.latest, "asked only where there is one"
        held[_month_number(standing.latest) // unit].append(standing)
    before = min(held, default=0) - 1
    for place in sorted(held):
        if place > before + 1:
            yield Stretch(_in_words((before + 1) * unit, place * unit - 1), ())
        first = place * unit
        month = date(first // 12, first % 12 + 1, 1) if unit == 1 else None
        yield Stretch(_in_words(first, first + unit - 1), tuple(held[place]), month)
        before = place


def _undated(standings: Iterable[Standing]) -> Iterator[Stretch]:
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        if not standing.latest:
            held[_without_day(standing)].append(standing)
    for label in UNDATED:
        if label in held:
            yield Stretch(label, tuple(held[label]), is_known=label != DATE_NOT_KNOWN)


def _without_day(standing: Standing) -> str:
    if not is_date_known(standing):
        return DATE_NOT_KNOWN
    return COMPLETE if standing.targets[0].delivery == Delivery.COMPLETE else NO_END


def is_date_known(standing: Standing) -> bool:
    """Whether there is one target date that says when, be it without an end."""
    is_one = len(set(standing.dates_beside)) < 2
    return is_one and bool(standing.targets) and standing.targets[0].kind is not Kind.UNDATED


def state_drawn(standing: Standing) -> StrEnum:
    """Its timeliness; where that has nothing to go by since the date is not known, that."""
    is_open = standing.timeliness is Timeliness.NO_DATE and not standing.latest
    return Unknown.DATE if is_open and not is_date_known(standing) else standing.timeliness


def states_drawn(standings: Iterable[Standing]) -> Parts:
    """How many actions stand how, as they are drawn."""
    return parts(map(state_drawn, standings))


def picture(standings: Sequence[Standing], months: Iterable[date] = ()) -> Picture:
    """How many actions have their last day when, and how they stand; `months` have a list each."""
    listed = set(months)
    rows = (
        Row(
            stretch.label,
            states_drawn(stretch.standings),
            due_page(f"{stretch.month:%Y-%m}") if stretch.month in listed else "",
            stretch.is_known,
        )
        for stretch in calendar(standings)
    )
    return Picture("Last day", tuple(rows))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _in_words(first: int, last: int) -> str:
    """The months from one number to another: 'March to June 2020', '2020 to 2023'."""
    years = [str(first // 12), str(last // 12)]
    if first % 12 == 0 and last % 12 == 11:
        return years[0] if years[0] == years[1] else " to ".join(years)
    ends = [day_in_words(date(number // 12, number % 12 + 1, 1)).partition(" ")[2] for number in (first, last)]
    if first == last:
        return ends[0]
    return f"{ends[0].partition(' ')[0] if years[0] == years[1] else ends[0]} to {ends[1]}"
