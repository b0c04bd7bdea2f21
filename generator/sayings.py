"""What an entry of an update or a finding says, each thing in words, beside what counted before."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import Action, Aim, Collection, FindingEntry, Plan, Recommendation, Record, UpdateEntry
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


def sayings(
    collection: Collection, plan: Plan | None, entry: UpdateEntry | FindingEntry, earlier: list[UpdateEntry]
) -> Iterator[Saying]:
    """What an entry says, in the order of the fields; `earlier` are the entries before it about the same, by day."""
    if isinstance(entry, FindingEntry):
        yield from _found(entry)
    else:
        yield from _said(collection, plan, entry, earlier)
    if entry.note:
        yield Saying("note", "", entry.note, "", f"note: {_line(entry.note)}")


def _found(entry: FindingEntry) -> Iterator[Saying]:
    evidence = f"; evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    words = f"; in the words of the report: '{_line(entry.found)}'" if entry.found else ""
    if entry.judgement:
        yield Saying("judgement", "", entry.judgement, "", f"found: {entry.judgement}{words}{evidence}")
    elif entry.found:
        yield Saying("found", "", entry.found, "", f"found: '{_line(entry.found)}'{evidence}")


def _said(
    collection: Collection, plan: Plan | None, entry: UpdateEntry, earlier: list[UpdateEntry]
) -> Iterator[Saying]:
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


def _about(plan: Plan | None, entry: UpdateEntry) -> Record | None:
    records = [record for made in plan.made for record in (made, *made.followed)] if plan else []
    return next((record for record in records if entry.about in (record.id, *record.formerly)), None)


def _counted(
    plan: Plan | None, record: Record | None, field: str, entry: UpdateEntry, earlier: list[UpdateEntry]
) -> str:
    """What counted before an entry: what an earlier one says, else the plan."""
    said = [each for each in earlier if getattr(each, field)]
    if field == "decision":
        said = [each for each in said if each.addressee == entry.addressee]
    if said:
        return _reading(said[-1].target_date, said[-1].date_read_as) if field == "target_date" else _value(said, field)
    return _printed(plan, record, field, entry.addressee or "") if plan else ""


def _value(said: list[UpdateEntry], field: str) -> str:
    return str(getattr(said[-1], field))


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
