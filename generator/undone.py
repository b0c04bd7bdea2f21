"""What documents that came or went change in what others say: what counts no longer, and what moved from elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

from generator.changes import Change, Kind
from generator.history import Clause, in_text, promised
from generator.index import Index
from generator.ledger import Move, Promise, Statement
from generator.matching import Pair, former_ids, id_of
from generator.model import Plan, Recommendation, Record
from generator.read import PLANS_FOLDER
from generator.targetdate import day_in_words
from generator.vocabulary import Assurance, Delivery

Field = tuple[str, str]  # what moved, and whose decision


def undone(pairs: Iterable[Pair], before: Index, after: Index) -> Iterator[Change]:
    """For every action and recommendation of which other documents tell now than did, what that changes."""
    for pair in pairs:
        if isinstance(pair.before, Plan) and isinstance(pair.after, Plan):
            was, now = before.statements[pair.before.id], after.statements[pair.after.id]
            for record in (each for made in pair.after.made for each in (made, *made.followed)):
                old = next((was[id_] for id_ in (id_of(record), *former_ids(record)) if was.get(id_)), ())
                new = now.get(id_of(record), ())
                if {one.document.id for one in old} != {one.document.id for one in new}:
                    yield from _told(pair.plan, record, old, new)


def _told(plan: str, record: Record, old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[Change]:
    noun = "Recommendation" if isinstance(record, Recommendation) else type(record).__name__
    key = f"{plan}/{id_of(record)}"
    subject = f"{noun} {id_of(record)} ({key})"
    told = [(subject, _counts_no_longer(old, new))]
    for statement, clauses in _moved_from_elsewhere(old, new):
        told.append((f"{subject}, in the {_called(statement)}", clauses))
    for about, clauses in told:
        if clauses:
            words = f"{about}: {in_text(clauses)}"
            yield Change(plan, key, Kind.UNDONE, "", "", "", "", words, f"{PLANS_FOLDER}/{plan}.yml")


def _called(statement: Statement) -> str:
    document = statement.document
    return f"{type(document).__name__.lower()} of {day_in_words(document.date)}, '{document.words}'"


def _counts_no_longer(old: Sequence[Statement], new: Sequence[Statement]) -> list[Clause]:
    """What stood by documents that went, and stands otherwise now."""
    kept = {one.document.id for one in new}
    lost = [one for one in old if one.document.id not in kept]
    told: list[Clause] = []
    if any(one.delivery for one in lost):
        told += _reported_no_longer(_delivery(old), _delivery(new) if new else old[0].reported_before)
    for field in dict.fromkeys(_field(move) for one in lost for move in one.moves):
        moves = _moves(old, field)
        was, now = moves[-1].after, next((move.after for move in reversed(_moves(new, field))), moves[0].before)
        if was != now:
            stands = promised(now) or ("not given",)
            told.append(
                (
                    f"{_named(moves[0])} {'are' if field[0] == 'words' else 'is'} ",
                    *stands,
                    " again, not ",
                    *promised(was),
                )
            )
    if any(one.assurance for one in lost):
        told += _judged_no_longer(_judgement(old), _judgement(new))
    return told


def _judged_no_longer(was: Assurance, now: Assurance) -> Iterator[Clause]:
    if was is not now:
        is_none = now is Assurance.NOT_ASSESSED
        yield (f"no longer judged '{was}'" if is_none else f"judged '{now}' again, not '{was}'",)


def _reported_no_longer(was: Delivery, now: Delivery) -> Iterator[Clause]:
    if was is not now:
        yield (f"no longer reported {was}" if now is Delivery.NOT_REPORTED else f"reported {now} again, not {was}",)


def _delivery(said: Sequence[Statement]) -> Delivery:
    return said[-1].delivery or said[-1].reported_before


def _judgement(said: Sequence[Statement]) -> Assurance:
    return next((one.assurance for one in reversed(said) if one.assurance), Assurance.NOT_ASSESSED)


def _moves(said: Sequence[Statement], field: Field) -> list[Move]:
    return [move for one in said for move in one.moves if _field(move) == field]


def _field(move: Move) -> Field:
    return move.what, move.addressee


def _named(move: Move) -> str:
    return move.what.replace("_", " ") + (f" of {move.addressee}" if move.addressee else "")


def _moved_from_elsewhere(
    old: Sequence[Statement], new: Sequence[Statement]
) -> Iterator[tuple[Statement, list[Clause]]]:
    """The statements that stayed, and of each what it moves from something else than it did."""
    was = {(one.document.id, one.entry): one for one in old}
    for one in new:
        stood = was.get((one.document.id, one.entry))
        before = {_field(move): move.before for move in stood.moves} if stood else {}
        changed = [move for move in one.moves if before.get(_field(move), move.before) != move.before]
        yield one, [_from(move, before[_field(move)]) for move in changed]


def _from(move: Move, before: Promise) -> Clause:
    now, was = (promised(promise) or ("what was not given",) for promise in (move.before, before))
    return (f"{_named(move)} now moved from ", *now, ", not from ", *was)
