"""The words of a target date read into days; what is not fully understood is not read.

The day comes before the month, as in the United Kingdom, and a year of two digits is of this century.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.vocabulary import Word

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Kind(Word):
    """What sort of date the words give."""

    DAY = "day", "one day; or, where it recurs, from that day on"
    MONTH = "month", "one month, until its last day"
    YEAR = "year", "one year, until its last day"
    RANGE = "range", "from a day, month or year to another"
    DAYS = "days", "several days, of which the last counts"
    BOUND = "bound", "by a day, or the end of a month or year"
    OPEN = "open", "from a day on, or at intervals: without an end"
    REPORTED = "reported", "a report in place of a date, such as “Completed”"
    CONTINUING = "continuing", "something that goes on, such as “Ongoing”: without an end"
    UNDATED = "undated", "words that give no date"


class Precision(Word):
    """How exactly the words give their dates."""

    DAY = "day", "to the day"
    MONTH = "month", "to the month"
    YEAR = "year", "to the year"


@dataclass(frozen=True)
class TargetDate:
    """A target date as printed and as read; one with `latest` None has no day after which it is late."""

    printed: str
    kind: Kind
    days: tuple[date, ...] = ()  # of several days: each, in order
    earliest: date | None = None
    latest: date | None = None
    precision: Precision | None = None
    recurrence: str = ""  # a key of RECURRENCES
    delivery: str = ""  # what the words report: complete, continuing or nothing


RECURRENCES = {
    "weekly": "every week",
    "fortnightly": "every two weeks",
    "monthly": "every month",
    "quarterly": "every quarter",
    "annually": "every year",
}

_SPELLINGS = (  # one for each word, so that the forms below need know no other
    (r"\bon[- ]going\b|\bcontinuing\b", "ongoing"),
    (r"\bcompleted\b", "complete"),
    (r" ?& ?", " and "),
    (r" ?– ?| - |(?<=[a-z])-(?=[a-z])", " to "),  # not the hyphens of 30-09-2019
)

_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FULL_MONTHS = {name.lower(): number for number, name in enumerate(_MONTH_NAMES, start=1)}
_SHORT_MONTHS = {name[:3]: number for name, number in _FULL_MONTHS.items()} | {"sept": 9}
_MONTHS = _FULL_MONTHS | _SHORT_MONTHS

_YEAR = "[0-9]{4}"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAYS = (
    rf"(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})",
    rf"(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<year>{_YEAR}|[0-9]{{2}})",
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH} (?P<year>{_YEAR}|[0-9]{{2}})",
)

_WHEN = "(?P<when>.+)"  # one day, month or year
_OFTEN = f"(?P<often>{'|'.join(RECURRENCES)})"


class _Form(NamedTuple):
    """A form of words, and what it makes of the day, month or year in them."""

    words: str
    kind: Kind | None = None  # None: day, month or year, as they say
    has_start: bool = True
    has_end: bool = True
    delivery: str = ""


_FORMS = (
    _Form(_WHEN),
    _Form(f"by (?!{_YEAR}$){_WHEN}", Kind.BOUND, has_start=False),  # "by 2020": its first day or its last?
    _Form(f"(by )?(the )?end (of )?{_WHEN}", Kind.BOUND, has_start=False),
    _Form(f"from {_WHEN}", Kind.OPEN, has_end=False),
    _Form(f"(from )?{_WHEN} onwards", Kind.OPEN, has_end=False),
    _Form(f"{_OFTEN} from {_WHEN}", Kind.OPEN, has_end=False),
    _Form(f"{_OFTEN}( monitoring)?", Kind.OPEN),
    _Form(f"{_WHEN} {_OFTEN}( monitoring)?", has_end=False),
    _Form(f"{_WHEN} and ongoing", delivery="continuing"),
    _Form(f"ongoing from {_WHEN}", Kind.OPEN, has_end=False, delivery="continuing"),
    _Form(f"ongoing (?P<when>{_YEAR})", Kind.CONTINUING, has_end=False, delivery="continuing"),
    _Form("((current|commenced) and )?ongoing", Kind.CONTINUING, delivery="continuing"),
    _Form(f"(commenced|ongoing) and {_OFTEN}( monitoring)?", Kind.CONTINUING, delivery="continuing"),
    _Form(f"complete( (in |on )?{_WHEN})?", Kind.REPORTED, delivery="complete"),
    _Form("complete and ongoing", Kind.REPORTED, delivery="continuing"),
    _Form("undated", Kind.UNDATED),
)


class _Period(NamedTuple):
    """A day, a month or a year, by its first and its last day."""

    earliest: date
    latest: date
    precision: Precision


class _Numbers(NamedTuple):
    """The numbers of a day, which need not exist."""

    year: int
    month: int
    day: int


@lru_cache(maxsize=10_000)  # plans print the same few dates over and over
def read(printed: str) -> TargetDate | None:
    """The reading of `printed`; None if any of it is not understood (31/11/2019, a sentence)."""
    words = _tidy(printed)
    target = _read_form(words) or _read_range(words) or _read_days(words)
    return target and replace(target, printed=printed)


@lru_cache(maxsize=1_000)  # the days of a plan are asked for with each of its actions
def read_day(printed: str) -> date | None:
    """The one day that `printed` gives and nothing else, such as "11th Sept. 2019"; else None."""
    return _day(_tidy(printed))


def why_unread(printed: str) -> str:
    """What is wrong with a day in `printed` that does not exist, such as "November has 30 days"; else ""."""
    return next(filter(None, map(_fault, _days_within(_tidy(printed)))), "")


def last_day_meant(printed: str) -> str:
    """The last day of the month in `printed`, such as 30/11/2019 for 31/11/2019; '' where the month has such a day."""
    for numbers in _days_within(_tidy(printed)):
        if _fault(numbers) and numbers.day and not _fault(numbers._replace(day=1)):
            year, month, _ = numbers
            return f"{monthrange(year, month)[1]}/{month:02}/{year}"
    return ""


def two_dates(printed: str) -> tuple[str, ...]:
    """The two days or months in `printed` with only a blank between them; none if it is anything else."""
    words = printed.split()
    halves = ((" ".join(words[:number]), " ".join(words[number:])) for number in range(1, len(words)))
    return next((both for both in halves if all(map(_is_day_or_month, both))), ())


def _is_day_or_month(words: str) -> bool:
    period = _period(_tidy(words))
    return period is not None and period.precision is not Precision.YEAR


def _tidy(printed: str) -> str:
    words = " ".join(printed.strip().removesuffix(".").lower().split())
    for spelling, word in _SPELLINGS:
        words = re.sub(spelling, word, words)
    return words


def _read_form(words: str) -> TargetDate | None:
    readings = (_match(form, words) for form in _FORMS)
    return next(filter(None, readings), None)


def _match(form: _Form, words: str) -> TargetDate | None:
    match = re.fullmatch(form.words, words)
    if not match:
        return None
    found = match.groupdict(default="")
    kind, often = form.kind or Kind.UNDATED, found.get("often", "")
    target = TargetDate(words, kind, recurrence=often, delivery=form.delivery)
    return _dated(target, form, _period(found["when"])) if found.get("when") else target


def _dated(target: TargetDate, form: _Form, period: _Period | None) -> TargetDate | None:
    return period and replace(
        target,
        kind=form.kind or Kind(period.precision),
        earliest=period.earliest if form.has_start else None,
        latest=period.latest if form.has_end else None,
        precision=period.precision,
    )


def _read_range(words: str) -> TargetDate | None:
    match = re.fullmatch("(?:from )?(?P<start>.+) to (?P<end>.+)", words)
    end = match and _period(match["end"])
    if not match or not end or end.precision is Precision.YEAR:  # "2019 to 2020" may be one financial year
        return None
    start = _period(match["start"]) or _period(f"{match['start']} {end.latest.year}")
    if not start or start.precision is not end.precision or start.latest >= end.earliest:
        return None
    return TargetDate(words, Kind.RANGE, (), start.earliest, end.latest, end.precision)


def _read_days(words: str) -> TargetDate | None:
    days = [_day(part) for part in words.split(" and ")]
    different = sorted({day for day in days if day})
    if len(different) < max(2, len(days)):
        return None
    return TargetDate(words, Kind.DAYS, tuple(different), different[0], different[-1], Precision.DAY)


def _period(words: str) -> _Period | None:
    if day := _day(words):
        return _Period(day, day, Precision.DAY)
    match = re.fullmatch(rf"({_MONTH} )?(?P<year>{_YEAR})", words)
    if not match or not _is_year(int(match["year"])):
        return None
    year = int(match["year"])
    if not match["month"]:
        return _Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    first = date(year, _MONTHS[match["month"]], 1)
    return _Period(first, first.replace(day=monthrange(year, first.month)[1]), Precision.MONTH)


def _day(words: str) -> date | None:
    for shape in _DAYS:
        if match := re.fullmatch(shape, words):
            numbers = _numbers(match)
            return None if _fault(numbers) else date(*numbers)
    return None


def _days_within(words: str) -> Iterator[_Numbers]:
    for shape in _DAYS:
        for match in re.finditer(rf"(?<![\w/.-]){shape}(?![\w/-])", words):
            yield _numbers(match)


def _numbers(match: re.Match[str]) -> _Numbers:
    year, month = match["year"], match["month"]
    return _Numbers(
        year=int(year) if len(year) == 4 else 2000 + int(year),
        month=int(month) if month.isdecimal() else _MONTHS[month],
        day=int(match["day"]),
    )


def _fault(numbers: _Numbers) -> str:
    year, month, day = numbers
    if not _is_year(year):
        return f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    length = monthrange(year, month)[1]
    if 1 <= day <= length:
        return ""
    which = f"February {year}" if month == 2 else _MONTH_NAMES[month - 1]
    return f"{which} has {length} days" if day else "there is no day 0"


def _is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def describe(target: TargetDate) -> str:
    """The reading in plain English, such as "every quarter from 16 September 2019"."""
    if target.kind is Kind.UNDATED:
        return "no date"
    if target.kind in (Kind.REPORTED, Kind.CONTINUING):
        when = _in_words(target.earliest, target.precision) if target.earliest else ""
        return ", ".join(filter(None, (target.delivery, when, RECURRENCES.get(target.recurrence))))
    then = ", then continuing" if target.latest else ", continuing"
    return _dates_in_words(target) + (then if target.delivery else "")


def day_in_words(day: date) -> str:
    """1 July 2020"""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def _dates_in_words(target: TargetDate) -> str:
    if target.days:
        return " and ".join(map(day_in_words, target.days))
    if not target.latest:
        start = f"from {day_in_words(target.earliest)}" if target.earliest else ""
        return " ".join(filter(None, (RECURRENCES.get(target.recurrence), start)))
    if not target.earliest:
        return f"by {day_in_words(target.latest)}"
    return _span_in_words(target.earliest, target.latest, target.precision)


def _span_in_words(earliest: date, latest: date, precision: Precision | None) -> str:
    start, end = _in_words(earliest, precision), _in_words(latest, precision)
    if start == end:
        return start
    if earliest.year == latest.year:
        start = start.removesuffix(f" {earliest.year}")
    return f"{start} to {end}"


def _in_words(day: date, precision: Precision | None) -> str:
    if precision is Precision.YEAR:
        return str(day.year)
    if precision is Precision.MONTH:
        return f"{_MONTH_NAMES[day.month - 1]} {day.year}"
    return day_in_words(day)
