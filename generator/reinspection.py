"""A plan as a table to take into a reinspection: what was promised, said and found, and columns to be filled in.

A row is a recommendation or an action, in the order printed. What inspectors write into it, `filled_in` reads.
"""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.accounts import said_by
from generator.history import Clause, Printed, clauses
from generator.index import Answer, Index, Made, Standing
from generator.ledger import Statement
from generator.model import Aim, Plan, Step
from generator.spreadsheets import BYTE_ORDER_MARK, guarded, lines
from generator.streams import Download
from generator.targetdate import TargetDate, day_in_words, describe
from generator.vocabulary import NEVER_WRITTEN, Assurance

KEY = "key"
JUDGEMENTS = tuple(str(word) for word in Assurance if word not in NEVER_WRITTEN)
TO_FILL_IN = {
    "judgement": "(one of:\n" + ",\n".join(JUDGEMENTS) + ")",
    "found": "(in the words of the report)",
    "evidence": "(addresses of what shows it)",
    "note": "(for readers: it is published)",
}
"""The columns that inspectors fill in, with what stands below the name in the header."""
TO_HOLD_AGAINST = (
    "kind",
    "words",
    "decision",
    "owner",
    "target date first printed",
    "target date now",
    "its last day",
    "delivery",
    "reported on",
    "history",
    "last judgement",
    "judged on",
)
HEADER = (KEY, *TO_HOLD_AGAINST, *(f"{name}\n{explained}" for name, explained in TO_FILL_IN.items()))

NONE_PRINTED = "none printed"


def reinspection_files(index: Index) -> Iterator[Download]:
    """The path of every plan's table, and what makes its text, piece by piece; former ids lead to it too.

    That of a removed plan has no rows, but keeps its address.
    """
    for plan in index.all_plans:
        for named in (plan.id, *plan.formerly):
            yield addresses.reinspection_file(named), partial(table, index, plan)


def table(index: Index, plan: Plan) -> Iterator[str]:
    """The text of a plan's table, recommendation by recommendation."""
    yield BYTE_ORDER_MARK + lines([HEADER])
    for made in index.made.get(plan.id, ()):
        rows = (_of_recommendation(made), *map(_of_action, made.standings))
        yield lines([guarded(cell) for cell in row] for row in rows)


# Rows


def _of_recommendation(made: Made) -> tuple[str, ...]:
    words = made.new_words[1] if made.new_words else made.recommendation.text
    decision = "; ".join(map(_decision, made.answers))
    promised = (words or "not known: the source lacks them", decision, *[""] * 6)
    return made.key, "recommendation", *promised, *_found_before(made), *[""] * len(TO_FILL_IN)


def _of_action(standing: Standing) -> tuple[str, ...]:
    kind = "aim" if isinstance(standing.action, Aim) else "action"
    report = standing.report
    now = _date(standing.targets, standing.date_words, standing.dates_beside)
    promised = (
        _words(standing),
        "",
        standing.owner_words or _beside(standing.owners_beside) or NONE_PRINTED,
        _first_date(standing) or now,
        now,
        standing.latest.isoformat() if standing.latest else "",
        f"{standing.delivery}{', as printed with the plan' if standing.is_said_by_plan else ''}",
        report.document.date.isoformat() if report else "",
    )
    return standing.key, kind, *promised, *_found_before(standing), *[""] * len(TO_FILL_IN)


def _found_before(stands: Made | Standing) -> tuple[str, str, str]:
    """All that was said and found, a line each, and what was judged last, and when."""
    finding = stands.finding
    history = "\n".join(_line(stands.plan, one) for one in stands.statements)
    return history, str(stands.assurance), finding.document.date.isoformat() if finding else ""


def _decision(answer: Answer) -> str:
    decision = answer.words or str(answer.decision)
    return f"{answer.addressee}: {decision}" if answer.addressee else decision


def _words(standing: Standing) -> str:
    """The words as they stand now, and those of the steps below them."""
    words = standing.new_words[1] if standing.new_words else standing.action.words
    return "\n".join([words, *map(_step, standing.action.steps)])


def _step(step: Step) -> str:
    words = f"{step.number} {step.words}" if step.number else step.words
    beside = [each for each in (step.owner, step.target_date) if each]
    return f"{words} ({', '.join(beside)})" if beside else words


# A date stands in quotation marks: without them a spreadsheet would write it in the manner of its own country.


def _first_date(standing: Standing) -> str:
    """The target date as the plan prints it, where it moved since; else ''."""
    move = next((one.moved_date.before for one in standing.statements if one.moved_date), None)
    own = standing.action.target_date or ""
    return _date(move.targets, own, () if own else move.words) if move else ""


def _date(targets: tuple[TargetDate, ...], own: str, beside: tuple[str, ...]) -> str:
    if not own:
        return _beside(tuple(map(_quoted, beside))) or NONE_PRINTED
    reading = describe(targets[0]) if targets else own
    return _quoted(own) if reading == own else f"{_quoted(own)}: {reading}"


def _beside(words: tuple[str, ...]) -> str:
    return f"{', '.join(words)} (printed beside several actions)" if words else ""


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"


# History


def _line(plan: Plan, statement: Statement) -> str:
    """What a document says, whole, in one line behind its day: '20 September 2031, Harbour, in “Letter”: …'."""
    document, entry = statement.document, statement.entry
    said = [_clause(clause) for clause in clauses(statement)]
    said += [f"evidence: {' '.join(entry.evidence)}"] if entry.evidence else []
    said += [f"note: {_quoted(entry.note)}"] if entry.note else []
    return f"{day_in_words(document.date)}, {said_by(plan, document)}, in {_quoted(document.words)}: {'; '.join(said)}"


def _clause(clause: Clause) -> str:
    return "".join(_quoted(part) if isinstance(part, Printed) else part for part in clause)
