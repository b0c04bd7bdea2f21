"""What documents say of actions and recommendations, in words: each statement as clauses, plain, for any reader.

A clause has parts: our own words, words as printed, and days; a page sets each in its way, a terminal all alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten

from generator.ledger import Move, Promise, Statement
from generator.model import FindingEntry, UpdateEntry
from generator.quotations import part_that_differs
from generator.targetdate import day_in_words, describe
from generator.vocabulary import Delivery

LONGEST_QUOTED = 160  # characters of printed words in a line of text


class Printed(str):
    """Words as printed in a plan or a document."""

    __slots__ = ()


Clause = tuple[str, ...]
"""Parts that make a clause when they are set one after the other; those that are printed are `Printed`."""

NO_EVIDENCE: Clause = ("no evidence published",)
REASON = "reason: "

_REPORTED = {
    Delivery.SUPERSEDED: "superseded",
    Delivery.WITHDRAWN: "withdrawn",
    Delivery.NO_LONGER_APPLICABLE: "no longer applicable",
    Delivery.CONTINUING: "reported as continuing",
}
_MOVED = {
    "target_date": ("target date", "moved"),
    "owner": ("owner", "moved"),
    "words": ("words", "changed"),
    "decision": ("decision", "changed"),
}


def clauses(statement: Statement) -> tuple[Clause, ...]:
    """What a statement says, in the order in which a reader asks: how far, what moved, in whose words, why."""
    return tuple(clause for _, clause in by_field(statement))


def by_field(statement: Statement) -> Iterator[tuple[str, Clause]]:
    """The same, each clause with the field of the entry that it tells of."""
    entry = statement.entry
    return _of_finding(entry) if isinstance(entry, FindingEntry) else _of_update(statement, entry)


def in_text(said: Iterable[Clause]) -> str:
    """Clauses as one line: 'target date moved from 30 September 2031 to 31 March 2032; reason: No bidder.'.

    A reason stands whole and bare, other printed words in quotation marks; of two long ones what differs.
    """
    return "; ".join(_line(clause) for clause in said)


def in_quotation_marks(said: Iterable[Clause]) -> str:
    """The same for readers of prose: every printed word, a reason too, stands in the marks that pages have."""
    return "; ".join(
        "".join(f"“{' '.join(part.split())}”" if isinstance(part, Printed) else part for part in clause)
        for clause in said
    )


def _line(clause: Clause) -> str:
    if clause[0] == REASON:
        return " ".join("".join(clause).split())
    printed = [part for part in clause if isinstance(part, Printed)]
    is_change = len(printed) == 2 and clause[-2] == " to "
    shown = (
        part_that_differs(*printed)
        if is_change
        else (shorten(part, LONGEST_QUOTED, placeholder=" …") for part in printed)
    )
    quoted = iter(shown)
    return "".join(f"'{next(quoted)}'" if isinstance(part, Printed) else part for part in clause)


def in_numbers(said: Iterable[Statement]) -> str:
    """How often statements say what: '2 reported complete, 1 withdrawn; 3 target dates moved; 1 found achieved'.

    One statement can be counted in several of these.
    """
    told = list(said)
    reported = Counter(_reported_shortly(one, one.delivery) for one in told if one.delivery)
    moved_ = Counter(_COUNTED[move.what] for one in told for move in one.moves)
    found = Counter(f"found {one.assurance}" for one in told if one.assurance)
    rest = sum(not (one.delivery or one.moves or one.assurance) for one in told)
    kinds = [
        [f"{times} {what}" for what, times in reported.most_common()],
        [f"{times} {what if times == 1 else what + 's'} {verb}" for (what, verb), times in moved_.most_common()],
        [f"{times} {what}" for what, times in found.most_common()],
        [f"{rest} told of in words alone"] if rest else [],
    ]
    return "; ".join(", ".join(counted) for counted in kinds if counted)


_COUNTED = {
    "target_date": ("target date", "moved"),
    "owner": ("owner", "moved"),
    "words": ("wording", "changed"),
    "decision": ("decision", "changed"),
}


def _reported_shortly(statement: Statement, delivery: Delivery) -> str:
    return "reopened" if statement.is_reopening else _REPORTED.get(delivery, f"reported {delivery}")


def _of_update(statement: Statement, entry: UpdateEntry) -> Iterator[tuple[str, Clause]]:
    if statement.delivery:
        yield "delivery", (_reported(statement, statement.delivery, entry),)
    if statement.lacks_evidence:
        yield "evidence", NO_EVIDENCE
    yield from ((move.what, moved(move)) for move in statement.moves)
    if entry.decision_reason:
        yield "decision_reason", (f"kind of reason: {', '.join(entry.decision_reason)}",)
    if entry.said:
        yield "said", ("said: ", Printed(entry.said))
    if entry.reason:
        yield "reason", (REASON, Printed(entry.reason))


def _reported(statement: Statement, delivery: Delivery, entry: UpdateEntry) -> str:
    words = _REPORTED.get(delivery, f"reported {delivery}")
    by = f" by {entry.superseded_by}" if entry.superseded_by else ""
    return f"reopened: {words}" if statement.is_reopening else words + by


def _of_finding(entry: FindingEntry) -> Iterator[tuple[str, Clause]]:
    if entry.judgement:
        yield "judgement", (f"found: {entry.judgement}",)
    if entry.found:
        yield "found", (Printed(entry.found),) if entry.judgement else ("found: ", Printed(entry.found))


def moved(move: Move) -> Clause:
    """That something moved, from what to what: 'target date moved from 30 September 2031 to 31 March 2032'."""
    what, verb = _MOVED[move.what]
    what += f" of {move.addressee}" if move.addressee else ""
    if not move.before.words:
        return f"{what}, of which none was printed, is now ", *promised(move.after)
    return f"{what} {verb} from ", *promised(move.before), " to ", *promised(move.after)


def promised(promise: Promise) -> Clause:
    """A date as read, if it could be; anything else as printed."""
    if len(promise.words) == 1 and promise.targets:
        target, printed = promise.targets[0], promise.words[0]
        reading = describe(target)
        is_one_day = target.latest is not None and reading == day_in_words(target.latest)
        is_plain = (is_one_day and target.printed == printed) or reading == printed
        return (reading,) if is_plain else (f"{reading} ", Printed(printed))
    parts = [part for words in promise.words for part in (", ", Printed(words))][1:]
    return (*parts, " (printed beside several actions)") if len(promise.words) > 1 else tuple(parts)
