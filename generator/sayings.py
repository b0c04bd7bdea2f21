"""What an entry of an update or a finding says, each thing in words of its own, beside what counted before."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.field_words import text_of
from generator.history import Clause, by_field, in_text
from generator.ledger import Statement
from generator.vocabulary import NEEDS_REASON

# Clauses that complete the one before them.
_COMPLETING = ("evidence", "decision_reason", "found")


class Saying(NamedTuple):
    """One thing an entry says; `before` and `after` as the files have them."""

    field: str
    before: str
    after: str
    reason: str
    words: str


def sayings(statement: Statement) -> Iterator[Saying]:
    """What a statement says, in the order of `history`; its reason stands behind all that needs one, else alone."""
    entry, told = statement.entry, _told(statement)
    before = {move.what: text_of(move.before.words) for move in statement.moves}
    explained = {*before, *(["delivery"] if statement.delivery in NEEDS_REASON else [])}
    reason = told.pop("reason", []) if explained else []
    for field, clauses in told.items():
        after = text_of(statement.delivery if field == "delivery" else getattr(entry, field))
        why = reason if field in explained else []
        because = getattr(entry, "reason", None) or "" if why else ""
        yield Saying(field, before.get(field, ""), after, because, in_text([*clauses, *why]))
    if entry.note:
        yield Saying("note", "", entry.note, "", f"note: {' '.join(entry.note.split())}")


def _told(statement: Statement) -> dict[str, list[Clause]]:
    """The clauses of a statement by the field that each is about or completes, the evidence behind the first."""
    told: dict[str, list[Clause]] = {}
    for field, clause in by_field(statement):
        about = list(told)[-1] if told and field in _COMPLETING else field
        told.setdefault(about, []).append(clause)
    if statement.entry.evidence:
        next(iter(told.values())).append((f"evidence: {', '.join(statement.entry.evidence)}",))
    return told
