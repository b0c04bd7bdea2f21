"""What an entry of an update or a finding says, each thing in words, beside what counted before."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import (
    Action,
    Aim,
    Collection,
    Finding,
    FindingEntry,
    Plan,
    Recommendation,
    Record,
    Update,
    UpdateEntry,
)
from generator.quotations import part_that_differs
from generator.targetdate import describe
from generator.targetdate import read as read_target_date
from generator.vocabulary import EXITS, NEEDS_REASON, Delivery


class Saying(NamedTuple):
    """One thing an entry says."""

    field: str
    before: str
    after: str
    reason: str
    words: str


def sayings(collection: Collection, document: Update | Finding, entry: UpdateEntry | FindingEntry) -> Iterator[Saying]:
    """What an entry of a document says, in the order of the fields."""
    if isinstance(entry, FindingEntry):
        yield from _found(entry)
    else:
        yield from _said(collection, document, entry)
    if entry.note:
        yield Saying("note", "", entry.note, "", f"note: {_line(entry.note)}")


def _found(entry: FindingEntry) -> Iterator[Saying]:
    evidence = f"; evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    words = f"; in the words of the report: '{_line(entry.found)}'" if entry.found else ""
    if entry.judgement:
        yield Saying("judgement", "", entry.judgement, "", f"found: {entry.judgement}{words}{evidence}")
    elif entry.found:
        yield Saying("found", "", entry.found, "", f"found: '{_line(entry.found)}'{evidence}")


def _said(collection: Collection, document: Update | Finding, entry: UpdateEntry) -> Iterator[Saying]:
    plan = collection.plans[document.plan]
    reason = entry.reason or ""
    why = f"; reason: {_line(reason)}" if reason else ""
    if entry.delivery:
        needs = entry.delivery in NEEDS_REASON
        because = reason if needs else ""
        words = f"{_delivery(entry)}{why if needs else ''}{_evidence(entry)}"
        yield Saying("delivery", "", entry.delivery, because, words)
    if entry.said:
        evidence = "" if entry.delivery else _evidence(entry)
        yield Saying("said", "", entry.said, "", f"said: '{_line(entry.said)}'{evidence}")
    record = _about(plan, entry)
    earlier = _earlier(collection, document, entry, record)
    for field in entry.moves:
        before, after = _counted(plan, record, field, entry, earlier), getattr(entry, field)
        if field == "target_date":
            after = _reading(entry.target_date, entry.date_read_as)
        told = _MOVED[field](collection, entry, before)
        yield Saying(field, before, after, reason, f"{told}{why}{_evidence_of_a_move(entry)}")
    if reason and not entry.moves and entry.delivery not in NEEDS_REASON:
        yield Saying("reason", "", reason, "", f"reason: {_line(reason)}")


def _delivery(entry: UpdateEntry) -> str:
    by = f" by {entry.superseded_by}" if entry.superseded_by else ""
    is_bare = entry.delivery in EXITS | {Delivery.PAUSED}
    return f"{'' if is_bare else 'reported '}{entry.delivery}{by}"


def _evidence(entry: UpdateEntry) -> str:
    if entry.evidence:
        return f"; evidence: {', '.join(entry.evidence)}"
    return "; no evidence published" if entry.delivery is Delivery.COMPLETE else ""


def _evidence_of_a_move(entry: UpdateEntry) -> str:
    return "" if entry.delivery or entry.said else _evidence(entry)


def _about(plan: Plan, entry: UpdateEntry) -> Recommendation | Action | Aim | None:
    records = (record for made in plan.made for record in (made, *made.followed))
    return next((record for record in records if entry.about in (record.id, *record.formerly)), None)


def _earlier(
    collection: Collection,
    document: Update | Finding,
    entry: UpdateEntry,
    record: Recommendation | Action | Aim | None,
) -> list[UpdateEntry]:
    """What updates said before an entry about the same action or recommendation, by day."""
    ids = {record.id, *record.formerly} if record else {entry.about}
    found: list[UpdateEntry] = []
    for each in collection.documents:
        if each.plan != document.plan or (each.removed and each is not document):
            continue
        for said in each.entries:
            if said is entry:
                return found
            if isinstance(said, UpdateEntry) and said.about in ids:
                found.append(said)
    return found


def _counted(plan: Plan, record: Record | None, field: str, entry: UpdateEntry, earlier: list[UpdateEntry]) -> str:
    """What counted before an entry: what an earlier one says, else the plan."""
    said = [each for each in earlier if getattr(each, field)]
    if field == "decision":
        said = [each for each in said if each.addressee == entry.addressee]
    if not said:
        return _printed(plan, record, field, entry.addressee or "")
    last = said[-1]
    return _reading(last.target_date, last.date_read_as) if field == "target_date" else str(getattr(last, field))


def _printed(plan: Plan, record: Record | None, field: str, addressee: str) -> str:
    """What the plan prints of an action or a recommendation, or in a cell beside it."""
    if isinstance(record, Recommendation):
        one = record.decisions.get(addressee, "") if record.decisions else record.decision or ""
        return one if field == "decision" else record.text or ""
    if not isinstance(record, Action | Aim):
        return ""
    if field == "words":
        return str(record.words)
    if printed := getattr(record, field):
        return _reading(printed, record.date_read_as) if field == "target_date" else str(printed)
    cells = [cell for made in plan.made for cell in made.beside if record.id in cell.words and getattr(cell, field)]
    if not cells:
        return ""
    if field == "target_date":
        read = cells[0].date_read_as or cells[0].target_date
        return " and ".join(_reading(*both) for both in zip(cells[0].target_date, read, strict=False))
    return " and ".join(cells[0].owner)


def _reading(printed: str | None, read_as: str | None) -> str:
    """A date in words, with the printed ones where they cannot be read."""
    target = read_target_date(read_as or printed or "")
    words = describe(target) if target else printed or ""
    return f"{words} (printed: '{printed}')" if read_as and read_as != printed else words


def _move_of_date(_: Collection, entry: UpdateEntry, before: str) -> str:
    return _moved("target date", before, _reading(entry.target_date, entry.date_read_as))


def _move_of_owner(_: Collection, entry: UpdateEntry, before: str) -> str:
    return _moved("owner", f"'{before}'" if before else "", f"'{entry.owner}'")


def _move_of_words(_: Collection, entry: UpdateEntry, before: str) -> str:
    old, new = part_that_differs(before, entry.words or "")
    return f"words changed from '{old}' to '{new}'" if before else f"words given: '{new}'"


def _move_of_decision(collection: Collection, entry: UpdateEntry, before: str) -> str:
    of = f" of {entry.addressee}" if entry.addressee else ""
    kinds = f" ({', '.join(entry.decision_reason)})" if entry.decision_reason else ""
    meant = collection.settings.decision(entry.decision or "")
    means = f", which means {meant}" if meant and meant != (entry.decision or "").casefold() else ""
    was = f", before '{before}'" if before else ""
    return f"new decision{of}: '{entry.decision}'{means}{kinds}{was}"


def _moved(what: str, before: str, after: str) -> str:
    return f"{what} moved from {before} to {after}" if before else f"{what} set to {after}"


_MOVED = {
    "target_date": _move_of_date,
    "owner": _move_of_owner,
    "words": _move_of_words,
    "decision": _move_of_decision,
}


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
