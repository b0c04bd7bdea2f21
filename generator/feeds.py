"""Atom feeds of what came here: of the site, and of each plan, body and theme; each is made when it is asked for.

Entries are plans, documents and removals, by the day they came here, newest first; then as `events` has them. What came
on a day that nobody noted stands by its own day: a document by the day it was said, a plan by that on which it was
submitted or else its report published; a plan with none of these has no entry. What comes after the as-at date is left
out. An entry has one id and one title wherever it stands and wherever the site is: the title tells of the whole
document, and what a body's and a theme's feed say of it is what concerns them, which they say. What was taken back
stays where it was in the order, and is marked as changed on that day.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # it has no types of its own

from generator import addresses
from generator.accounts import said_by
from generator.coming import came_on
from generator.concerns import Concerns, Part
from generator.events import OF_EVERY_PLAN, Event, events_of
from generator.feed_words import address, content, said_of, title
from generator.fields import recommendation_of
from generator.identifiers import authority_day, identifier, lasting_key
from generator.index import Index
from generator.model import Body, Finding, Plan, Removal, Theme, Update
from generator.streams import Download
from generator.targetdate import day_in_words

MOST = 100  # entries of a feed: those of some weeks, even on a site of very many plans

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Feed:
    """What a feed tells of."""

    pages: tuple[str, ...]  # beside which it stands: the present one, then those it had, newest first
    name: str  # '' for the whole site
    about: str  # in sentences
    parts: Callable[[], Iterable[Part]]
    concern: str = ""  # which recommendations of plans it tells of, if not of all


def feeds(index: Index) -> Iterator[Download]:
    """Every feed with its path, and with those it had; to ask for their paths alone costs nothing."""
    parts = _Parts(index, Concerns(index))
    for feed in _every_feed(index, parts):
        for page in feed.pages:
            yield addresses.feed_of(page), partial(_written, index, parts, feed)


def _every_feed(index: Index, parts: "_Parts") -> Iterator[Feed]:
    about = "Plans, what was said and found of them since, and what was removed."
    yield Feed((addresses.HOME,), "", about, lambda: [(plan, None) for plan in index.all_plans])
    for plan in index.all_plans:
        pages = tuple(map(addresses.plan_page, (plan.id, *plan.formerly)))
        about = "This plan, what was said and found of it since, and what was removed."
        yield Feed(pages, index.names[plan.id], about, partial(_all_of, plan))
    for body in index.all_bodies:
        yield _of_body(body, parts)
    for id_, theme in index.collection.settings.themes.items():
        yield _of_theme(id_, theme, parts)


def _all_of(plan: Plan) -> list[Part]:
    return [(plan, None)]


def _of_body(body: Body, parts: "_Parts") -> Feed:
    pages = tuple(map(addresses.body_page, (body.id, *body.formerly)))
    about = f"Plans of {body.name}, what others’ plans recommend to it, and what was said and found of these since."
    about += _gone("body", body.removed)
    return Feed(
        pages, body.name, about, lambda: parts.concerns.of_bodies[body.id], f"on what is recommended to {body.name}"
    )


def _of_theme(id_: str, theme: Theme, parts: "_Parts") -> Feed:
    pages = tuple(map(addresses.theme_page, (id_, *theme.formerly)))
    about = f"Plans with recommendations on the theme “{theme.name}”, and what was said and found of these since."
    about += _gone("theme", theme.removed)
    return Feed(pages, theme.name, about, lambda: parts.concerns.on_themes[id_], f"on the theme “{theme.name}”")


def _gone(noun: str, removed: Removal | None) -> str:
    return f" This {noun} was removed on {day_in_words(removed.date)}. Reason: {removed.reason}" if removed else ""


@dataclass(frozen=True)
class _Parts:
    """What of which plan concerns whom, and what came of each plan."""

    index: Index
    concerns: Concerns

    @cached_property
    def came(self) -> Mapping[str, list[Event]]:
        """What came of every plan up to the as-at date."""
        return {plan.id: list(_came_of(self.index, plan)) for plan in self.index.all_plans}


def _came_of(index: Index, plan: Plan) -> Iterator[Event]:
    """What came of a plan up to the as-at date, and the plan itself once: by the day that says most of its coming."""
    found = events_of(index, plan)
    own = {event.what: event for event in found if event.what in OF_EVERY_PLAN}
    coming = next((own[what] for what in OF_EVERY_PLAN if what in own), None)
    for event in found:
        if _day(event) <= index.as_at and (event is coming or event.what not in OF_EVERY_PLAN):
            yield event


def _day(event: Event) -> date:
    """The day on which it came here, or on which something went."""
    day = event.day if event.removed else came_on(event.document or event.plan)
    assert day, "what is told has a day"
    return day


def _last_changed(event: Event, as_at: date) -> date:
    """The day from which an entry says what it says: what was taken back since says so."""
    went = None if event.removed else (event.document or event.plan).removed
    return max(_day(event), went.date) if went and went.date <= as_at else _day(event)


def _entries(parts: _Parts, feed: Feed) -> list[tuple[Event, frozenset[str] | None]]:
    """What a feed tells, newest first, with the ids of the recommendations that concern it."""
    found = [(event, ids) for plan, ids in feed.parts() for event in parts.came[plan.id] if _concerns(event, ids)]
    return sorted(found, key=lambda entry: (_day(entry[0]), entry[0].day), reverse=True)


def _concerns(event: Event, ids: frozenset[str] | None) -> bool:
    """Whether an event has to do with some recommendations of its plan; the plan's own coming and going has."""
    if ids is None or not event.about:
        return True
    if not event.document:
        return recommendation_of(event.about) in ids
    if event.document.removed:
        return _spoke_of(event.plan, event.document, ids)
    return bool(said_of(event, ids))


def _spoke_of(plan: Plan, document: Update | Finding, ids: frozenset[str]) -> bool:
    """Whether a document that went had spoken of some recommendations of its plan, by whatever ids they had then."""
    around = {
        id_: made.id for made in plan.made for record in (made, *made.followed) for id_ in (record.id, *record.formerly)
    }
    return any(around.get(entry.about, recommendation_of(entry.about)) in ids for entry in document.entries)


class _Atom(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """A feed as the library writes it, that asks no clock, and says more of itself."""

    def root_attributes(self) -> dict[str, str]:
        """Where relative links start from, for a feed that knows no address of its site."""
        return {**super().root_attributes(), **self.feed["base"]}

    def latest_post_date(self) -> datetime:
        """The day of the newest entry; of none, the first that a feed of this authority can have."""
        day: datetime = super().latest_post_date() if self.items else self.feed["begun"]
        return day

    def add_root_elements(self, handler: Any) -> None:  # the library's writer of XML
        """Adds what made it, and where the rest stands if there is more."""
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "Published action plans")
        if self.feed["more"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": self.feed["more"], "title": "All changes"})


def _written(index: Index, parts: _Parts, feed: Feed) -> list[str]:
    settings, page = index.collection.settings, feed.pages[0]
    entries = _entries(parts, feed)
    begun = authority_day(settings)
    assert begun, "checked"
    zone = ZoneInfo(settings.time_zone)
    more = address(settings, addresses.ENTERED) if len(entries) > MOST else ""
    atom = _Atom(
        **_legible(
            title=f"{feed.name} – {settings.title}" if feed.name else settings.title,
            subtitle=f"{feed.about} By the day each came here, newest first.{_rest(len(entries), more)}",
            link=address(settings, page),
            feed_url=address(settings, addresses.feed_of(page)),
            feed_guid=identifier(settings, addresses.feed_of(feed.pages[-1])),
            author_name=settings.title,
            feed_copyright=settings.licence_note,
            description=None,
            language="en",
            base={} if settings.address else {"xml:base": _root_from(page)},
            begun=datetime.combine(begun, time(), zone),
            more=more,
        )
    )
    for event, ids in entries[:MOST]:
        atom.add_item(**_legible(**_entry(index, event, ids, feed.concern, zone)))
    return [atom.writeString("utf-8")]


def _rest(count: int, more: str) -> str:
    return f" The newest {MOST} of {count:,} are here; all changes are at {more}" if more else ""


def _root_from(page: str) -> str:
    return "../" * addresses.feed_of(page).count("/") or "./"


def _entry(index: Index, event: Event, ids: frozenset[str] | None, concern: str, zone: ZoneInfo) -> dict[str, object]:
    settings = index.collection.settings
    came, changed = (datetime.combine(day, time(), zone) for day in (_day(event), _last_changed(event, index.as_at)))
    return {
        "title": title(index, event),
        "link": address(settings, event.page),
        "unique_id": identifier(settings, _key(event)),
        "author_name": _author(event),
        "pubdate": came,
        "updateddate": changed,
        "categories": ["removal" if event.removed else event.what if event.document else "plan"],
        "description": None,
        "content": content(index, event, ids, concern),
    }


def _key(event: Event) -> str:
    """What an entry is in its plan's history, whatever the plan is called now; no other key of a plan begins so."""
    about = event.about if event.removed or event.document else "plan"
    parts = (lasting_key(event.plan), "history", about, "removed" if event.removed else "")
    return "/".join(filter(None, parts))


def _author(event: Event) -> str | None:
    """Who says it; of a removal nobody but the site."""
    if event.removed:
        return None
    return said_by(event.plan, event.document) if event.document else event.plan.body


def _legible(**fields: Any) -> dict[str, Any]:  # of any kind that the library takes
    """The same, with a mark for every character that XML cannot hold."""
    return {name: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in fields.items()}
