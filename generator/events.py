"""Everything dated, newest first: what was said and found, and what became of the plans themselves.

A plan's events are those that its history page tells; all plans' together are the page of changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from generator.addresses import history_page, plan_page
from generator.index import Index
from generator.ledger import Statement
from generator.model import Action, Aim, Finding, Plan, Recommendation, Removal, Update

Record = Recommendation | Action | Aim


class What(StrEnum):
    """What happened on a day."""

    UPDATE = "update"
    FINDING = "finding"
    PUBLISHED = "report published"
    SUBMITTED = "plan submitted"
    ENTERED = "plan added here"
    PLAN_REMOVED = "plan removed"
    RECOMMENDATION_REMOVED = "recommendation removed"
    ACTION_REMOVED = "action removed"
    DOCUMENT_REMOVED = "document removed"


TOLD = frozenset({What.UPDATE, What.FINDING})
OF_EVERY_PLAN = (What.ENTERED, What.SUBMITTED, What.PUBLISHED)


@dataclass(frozen=True)
class Said:
    """What a document says of one thing: its id as it is now, the thing unless the source lacks it, the statement."""

    id: str
    record: Record | None
    statement: Statement


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, to a plan or to a part of it."""

    plan: Plan
    what: What
    day: date
    entered: date | None  # the day it came here, where that is noted; of what came within its plan, none
    page: str  # what it happened to, with its anchor
    about: str = ""  # the id of the document, or of what was removed; '' for the plan itself
    document: Update | Finding | None = None
    said: tuple[Said, ...] = ()
    removed: Removal | None = None


def events(index: Index) -> tuple[Event, ...]:
    """What happened to all plans, newest first; on one day plan by plan."""
    found = [event for plan in (*index.plans, *index.removed_plans) for event in events_of(index, plan)]
    return _newest_first(found)


def events_of(index: Index, plan: Plan) -> tuple[Event, ...]:
    """What happened to a plan, newest first; of documents of one day first the one that has the last word."""
    return _newest_first([*reversed(list(_told(index, plan))), *_of_plan(plan), *_removed(index, plan)])


def by_entered(found: Iterable[Event]) -> tuple[Event, ...]:
    """Those whose coming here is noted, by the day they came, newest first."""
    return tuple(sorted((event for event in found if event.entered), key=_entered, reverse=True))


def not_entered(index: Index) -> tuple[int, int]:
    """Of how many documents up to the as-at date, and of how many plans, nobody noted the day they came here."""
    plans = (*index.plans, *index.removed_plans)
    documents = [document for plan in plans for document in index.documents.get(plan.id, ())]
    return sum(not document.entered for document in documents), sum(not plan.entered for plan in plans)


def _entered(event: Event) -> date:
    assert event.entered, "asked only where it is noted"
    return event.entered


def _newest_first(found: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(found, key=lambda event: event.day, reverse=True))


def _told(index: Index, plan: Plan) -> Iterator[Event]:
    """What was said and found of a plan; of a document that went, only that there was one."""
    said = _said_by_entry(index, plan)
    for document in index.documents.get(plan.id, ()):
        page = f"{history_page(plan.id)}#{document.id}"
        what = What.UPDATE if isinstance(document, Update) else What.FINDING
        entries = () if document.removed else tuple(said[id(entry)] for entry in document.entries)
        yield Event(plan, what, document.date, document.entered, page, document.id, document, entries)
        if document.removed:
            yield replace(_removal(plan, What.DOCUMENT_REMOVED, page, document.id, document.removed), document=document)


def _said_by_entry(index: Index, plan: Plan) -> dict[int, Said]:
    """The statements on a plan by the entries that they were made of, each of which is one object."""
    records: dict[str | None, Record] = {record.id: record for made in plan.made for record in (made, *made.followed)}
    return {
        id(statement.entry): Said(about, records.get(about), statement)
        for about, statements in index.statements[plan.id].items()
        for statement in statements
    }


def _of_plan(plan: Plan) -> Iterator[Event]:
    page = plan_page(plan.id)
    if plan.entered:
        yield Event(plan, What.ENTERED, plan.entered, plan.entered, page)
    days = {What.SUBMITTED: plan.submitted, What.PUBLISHED: plan.published}
    yield from (Event(plan, what, day, None, page) for what, day in days.items() if day)


def _removed(index: Index, plan: Plan) -> Iterator[Event]:
    """What went of a plan, and the plan itself."""
    if plan.removed:
        yield _removal(plan, What.PLAN_REMOVED, plan_page(plan.id), "", plan.removed)
    for made in plan.made:
        parts = ((What.RECOMMENDATION_REMOVED, made), *((What.ACTION_REMOVED, action) for action in made.followed))
        for what, part in parts:
            if part.removed:
                page = index.page_of(plan, part.id or "")
                assert page, "what was published keeps its page"
                yield _removal(plan, what, page, part.id or "", part.removed)


def _removal(plan: Plan, what: What, page: str, about: str, removed: Removal) -> Event:
    return Event(plan, what, removed.date, removed.date, page, about, removed=removed)
