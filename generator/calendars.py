"""Calendars of target dates (iCalendar, RFC 5545 and 7986): an entry for each action, on the last day of its date.

An entry says nothing that depends on today, so that a calendar changes only when something was said. Of very many
entries a calendar has those nearest to the month of the as-at date; a plan's own has all. A slip that is mended in a
plan's file changes its entry, but not the day on which that says it changed: nothing here knows the day of a mending.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from heapq import nsmallest

from icalendar import vDate, vDuration

from generator.accounts import said_by
from generator.addresses import HOME, address_of, body_page, calendar_of, plan_page, theme_page
from generator.concerns import Concerns, Part
from generator.history import clauses, in_quotation_marks
from generator.identifiers import identifier, lasting_key
from generator.index import Index, Standing
from generator.ledger import Statement
from generator.model import Body, Document, Plan, Removal, Theme
from generator.phrases import listed, number, shortened, state_words
from generator.streams import Download
from generator.targetdate import day_in_words, describe
from generator.vocabulary import CLOSING, EXITS, Delivery

MOST = 1_000
"""So many entries a calendar has, but for a plan's own: about a megabyte, which is what common programs take."""
KEPT = 4_000  # entries, some 4 MB of them, made for one calendar, which the next ones are likely to have too
SHOWN = 60  # so many letters of an action's words stand in the line that a calendar shows, and half of the others
NAMED = 3  # so many plans are named in a row
NO_DAY_KNOWN = date(1970, 1, 1)  # when something was said of which no day at all is known

_SAID_FIRST = CLOSING | {Delivery.CONTINUING}

# Pieces of at most 74 octets, to which a blank comes; letters and escaped signs stay whole. The library's own fold goes
# letter by letter and took longer than all else together.
_PIECES_OF_LINE = re.compile(rb".{1,74}(?<!\\)(?![\x80-\xbf])|.{1,74}(?![\x80-\xbf])", re.DOTALL)

Dated = tuple[date, str, Standing]
"""An action with its last day and its citation key, by which entries are ordered."""


@dataclass(frozen=True)
class Calendar:
    """A calendar: the page it belongs to, what it is called and tells of, and the plans it is made from."""

    page: str
    name: str
    told: str
    parts: Callable[[], Iterable[Part]]  # plans that were removed too
    most: int = MOST
    is_of_body: bool = False  # so that some plans are its own, and others not


def calendars(index: Index) -> Iterator[Download]:
    """The calendars of the site, its themes, bodies and plans, each under former ids too: where, and what makes it."""
    entries = Entries(index, Concerns(index))
    yield calendar_of(HOME), partial(entries.text, _of_site(entries))
    for id_, theme in index.collection.settings.themes.items():
        text = partial(entries.text, _of_theme(entries, id_, theme))
        yield from ((calendar_of(theme_page(named)), text) for named in (id_, *theme.formerly))
    for body in index.all_bodies:
        for plan in entries.plans_of.get(body.id, ()):  # just before their body's, which has the same entries
            text = partial(entries.text, _of_plan(entries, plan))
            yield from ((calendar_of(plan_page(named)), text) for named in (plan.id, *plan.formerly))
        text = partial(entries.text, _of_body(entries, body))
        yield from ((calendar_of(body_page(named)), text) for named in (body.id, *body.formerly))


def _of_site(entries: "Entries") -> Calendar:
    title = entries.index.collection.settings.title
    return Calendar(HOME, title, "Actions of all plans", lambda: ((plan, None) for plan in entries.index.all_plans))


def _of_theme(entries: "Entries", id_: str, theme: Theme) -> Calendar:
    told = _told(f"Actions on the theme “{theme.name}”, of all plans", theme.removed)
    return Calendar(theme_page(id_), theme.name, told, lambda: entries.concerns.on_themes.get(id_, ()))


def _of_body(entries: "Entries", body: Body) -> Calendar:
    about = f"Actions of all plans of {body.name}, and those in others’ plans that answer recommendations made to it"
    told = _told(about, body.removed)
    return Calendar(
        body_page(body.id), body.name, told, lambda: entries.concerns.of_bodies.get(body.id, ()), is_of_body=True
    )


def _of_plan(entries: "Entries", plan: Plan) -> Calendar:
    name = entries.index.names[plan.id]
    told = _told(f"Actions of the plan “{plan.title}” ({name})", plan.removed)
    return Calendar(plan_page(plan.id), name, told, lambda: [(plan, None)], most=sys.maxsize)


def _told(of: str, removed: Removal | None) -> str:
    return f"{of} (removed from the site on {day_in_words(removed.date)})" if removed else of


@dataclass(frozen=True)
class Entries:
    """The entries of an index's calendars: each is made once for those that follow one another."""

    index: Index
    concerns: Concerns
    _made: dict[str, str] = field(default_factory=dict)

    @cached_property
    def plans_of(self) -> Mapping[str, list[Plan]]:
        """For every body its plans, removed ones too."""
        held: defaultdict[str, list[Plan]] = defaultdict(list)
        for plan in self.index.all_plans:
            held[self.index.body_called[plan.body].id].append(plan)
        return held

    def of(self, plan: Plan, ids: frozenset[str] | None) -> Iterator[Standing]:
        """The actions of a plan, or of its recommendations of some ids, and those that were removed from it."""
        for made in self.index.made.get(plan.id, ()):
            yield from made.standings if ids is None or made.recommendation.id in ids else ()
        for recommendation in plan.made:
            for action in recommendation.followed if ids is None or recommendation.id in ids else ():
                if plan.removed or recommendation.removed or action.removed:
                    yield self.index.standing(plan, recommendation, action)

    def text(self, calendar: Calendar) -> Iterator[str]:
        """A calendar, piece by piece: its entries by their days, those of one day by citation key."""
        parts = list(calendar.parts())
        standings = [one for part in parts for one in self.of(*part)]
        dated = [(day, one.key, one) for one in standings if (day := one.latest)]
        described = f"{calendar.told}. {_counted(standings, dated)}"
        described += _owned(standings, parts) if calendar.is_of_body else ""
        described += self._incomplete(parts)
        if len(dated) > calendar.most:
            middle = self.index.as_at.replace(day=1)
            dated = nsmallest(calendar.most, dated, lambda entry: (abs(entry[0] - middle), *_by_day(entry)))
            described += f" {_window(dated, middle)}"
        yield self._head(calendar, described)
        yield from (self._entry(*entry) for entry in sorted(dated, key=_by_day))
        if not dated:
            yield NO_ENTRY
        yield _lines("END:VCALENDAR")

    def _incomplete(self, parts: Sequence[Part]) -> str:
        """Which of its plans are not all here yet; of more than a few, how many."""
        copied = [self.index.names[plan.id] for plan, _ in parts if plan.copying_since and not plan.removed]
        named = listed(copied) if len(copied) <= NAMED else number(len(copied), "plan")
        return f" Still being copied, so that some actions are not here: {named}." if copied else ""

    def _head(self, calendar: Calendar, described: str) -> str:
        name, description = _text(f"{calendar.name}: target dates"), _text(described)
        daily = _value(vDuration(timedelta(days=1)))
        site = self.index.collection.settings.address
        where = (f"SOURCE;VALUE=URI:{site}{calendar_of(calendar.page)}", f"URL:{site}{address_of(calendar.page)}")
        return _lines(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Published action plans//Target dates//EN",
            f"NAME:{name}",
            f"X-WR-CALNAME:{name}",
            f"DESCRIPTION:{description}",
            f"X-WR-CALDESC:{description}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{daily}",
            f"X-PUBLISHED-TTL:{daily}",
            *(where if site else ()),
        )

    def _entry(self, day: date, key: str, standing: Standing) -> str:
        """An entry, made now or for a calendar before."""
        if key not in self._made:
            if len(self._made) >= KEPT:
                del self._made[next(iter(self._made))]
            self._made[key] = _lines(*self._event(day, standing))
        return self._made[key]

    def _event(self, day: date, standing: Standing) -> Iterator[str]:
        settings = self.index.collection.settings
        taken_back = self.index.taken_back(standing.plan, standing.action)
        revised = f"{_day(_last_said(standing, taken_back, self.index.as_at))}T000000Z"
        themes = [theme.name for id_, theme in settings.themes.items() if id_ in standing.recommendation.themes]
        description = "\n".join(_description(standing, settings.address))
        yield "BEGIN:VEVENT"
        yield f"UID:{_text(identifier(settings, lasting_key(standing.plan, standing.action)))}"
        yield f"DTSTAMP:{revised}"
        yield f"LAST-MODIFIED:{revised}"
        yield f"SEQUENCE:{_revisions(standing, taken_back)}"
        yield f"DTSTART;VALUE=DATE:{_day(day)}"
        yield f"SUMMARY:{_text(_summary(standing, self.index.names[standing.plan.id]))}"
        yield f"DESCRIPTION:{_text(description)}"
        if themes:
            yield f"CATEGORIES:{_listed(tuple(themes))}"
        if settings.address:
            yield f"URL:{settings.address}{address_of(standing.page)}"
        if _removal(standing) or standing.delivery in EXITS:
            yield "STATUS:CANCELLED"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


# Which entries, in which order, and how many


def _by_day(entry: Dated) -> tuple[date, str]:
    return entry[:2]


def _counted(standings: Iterable[Standing], dated: Sequence[Dated]) -> str:
    """How many actions there are, how many of them have an entry, and what else has one; they add up."""
    actions = sum(not _removal(one) for one in standings)
    gone = sum(_removal(one) is not None for _, _, one in dated)
    entries = len(dated) - gone
    told = (
        f"Actions: {actions:,}. With a last day, and an entry on it: {entries:,}. Without a last day, since the "
        f"date recurs, has no end or is not given: {actions - entries:,}."
    )
    return f"{told} Removed, and here as cancelled: {gone:,}." if gone else told


def _owned(standings: Iterable[Standing], parts: Iterable[Part]) -> str:
    """How many of a body's actions are in its own plans, and how many answer what others' recommend to it."""
    own = {plan.id for plan, ids in parts if ids is None}
    counted = Counter(one.plan.id in own for one in standings if not _removal(one))
    return f" In its own plans: {counted[True]:,}. In others’ plans: {counted[False]:,}."


def _window(shown: Sequence[Dated], middle: date) -> str:
    days = [day for day, _, _ in shown]
    return (
        f"Of these entries the {len(shown):,} nearest to {day_in_words(middle)} are here, from "
        f"{day_in_words(min(days))} to {day_in_words(max(days))}: calendar programs take no more. The calendar of each "
        "plan has all of its own."
    )


# When an entry was last changed, and how often


def _removal(standing: Standing) -> Removal | None:
    """That an action, its recommendation or its plan was removed."""
    return standing.action.removed or standing.recommendation.removed or standing.plan.removed


def _last_said(standing: Standing, taken_back: Sequence[Document], as_at: date) -> date:
    """The day of the last word on an action: when it came here or, if that is not noted by the as-at date, was said."""
    plan, removal = standing.plan, _removal(standing)
    days = [plan.entered, plan.submitted, plan.published]
    days += [day for one in standing.statements for day in (one.document.entered, one.document.date)]
    days += [document.removed.date for document in taken_back if document.removed]
    days += [removal.date] if removal else []
    return max((day for day in days if day and day <= as_at), default=NO_DAY_KNOWN)


def _revisions(standing: Standing, taken_back: Sequence[Document]) -> int:
    """How often its day moved, or it was called off or taken up again; what was said and taken back counts twice."""
    changes = sum(one.moved_date is not None or _is_called_off_or_on(one) for one in standing.statements)
    return changes + 2 * len(taken_back) + (_removal(standing) is not None)


def _is_called_off_or_on(statement: Statement) -> bool:
    return statement.delivery is not None and (statement.delivery in EXITS) != (statement.reported_before in EXITS)


# What an entry says


def _summary(standing: Standing, plan: str) -> str:
    """What is due by whom, for those who see nothing else; what became of it first, unless it is still to be done."""
    state = "Removed" if _removal(standing) else state_words(standing.delivery)
    begin = f"{state}: " if _removal(standing) or standing.delivery in _SAID_FIRST else ""
    owner, of = (shortened(words, SHOWN // 2) for words in (_owner(standing), plan))
    return f"{begin}{shortened(_words(standing), SHOWN)} ({owner}; {of}; {standing.key})"


def _description(standing: Standing, site: str | None) -> Iterator[str]:
    """What is due, by when and by whom, what was said of it since the plan, and its address: a line each."""
    yield from (_words(standing), "")
    yield f"Target date: {_date_line(standing)}"
    yield f"Owner: {_owner(standing)}"
    report, finding = standing.report, standing.finding
    telling = [one for one in standing.statements if one.moves or one is report or one is finding]
    if not report:
        said = f"{standing.delivery} with the plan" if standing.is_said_by_plan else Delivery.NOT_REPORTED.meaning
        yield f"Reported: {said}"
    for one in telling:
        who = said_by(standing.plan, one.document)
        yield f"{day_in_words(one.document.date)}, {who}: {in_quotation_marks(clauses(one))}"
    if removal := _removal(standing):
        yield f"Removed from the site on {day_in_words(removal.date)}: {removal.reason}"
    yield ""
    yield f"{site or 'On the site at '}{address_of(standing.page)}"


def _words(standing: Standing) -> str:
    """The words of an action as they stand now."""
    words = standing.new_words[1] if standing.new_words else standing.action.words
    return words or "An action whose words were removed"


def _owner(standing: Standing) -> str:
    beside = list(dict.fromkeys(standing.owners_beside))
    words = standing.owner_words or listed(beside)
    return f"{words}, between them" if len(beside) > 1 else words or "no owner printed"


def _date_line(standing: Standing) -> str:
    """The target date as read and as printed."""
    if len(standing.dates_beside) > 1:
        return f"{', '.join(standing.dates_beside)} (printed beside several actions; the last day of all counts)"
    words, reading = "".join((standing.date_words, *standing.dates_beside)), describe(standing.targets[0])
    return reading if reading == words else f"{reading}, printed as “{words}”"


# How it is written


def _text(words: str) -> str:
    r"""Words as a value of the format (RFC 5545, 3.3.11). The library reads '\N' as a new line, and is slower."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,").replace("\n", r"\n")


@lru_cache(maxsize=1_000)  # very many entries have the same
def _listed(names: tuple[str, ...]) -> str:
    return ",".join(map(_text, names))


@lru_cache(maxsize=1_000)
def _day(day: date) -> str:
    return _value(vDate(day))


def _value(value: vDate | vDuration) -> str:
    octets: bytes = value.to_ical()  # type: ignore[no-untyped-call]  # one of the two has no types
    return octets.decode()


def _lines(*lines: str) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    octets = line.encode()
    return line if len(octets) <= 75 else b"\r\n ".join(_PIECES_OF_LINE.findall(octets)).decode()


# A calendar must hold something: where there is no entry, the time zone in which the format tells when entries changed.
NO_ENTRY = _lines(
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
