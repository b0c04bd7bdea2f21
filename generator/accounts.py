"""What was said and found, as Markdown: a statement in words, and the last report beside the last finding."""

from collections.abc import Iterable, Sequence
from itertools import starmap, zip_longest

from generator import markdown
from generator.history import NO_EVIDENCE, Clause, Printed, clauses
from generator.index import Made, Standing
from generator.ledger import Statement
from generator.markdown import Markdown
from generator.model import Document, Plan, Update, UpdateEntry
from generator.phrases import Phrase, number, shortened, tag
from generator.targetdate import day_in_words, describe
from generator.vocabulary import Delivery, Timeliness


def in_words(said: Iterable[Clause]) -> Markdown:
    """Clauses as a sentence, its printed words in their quotation marks."""
    told = list(said)
    words = "; ".join(_clause(clause) for clause in told)
    stop = "" if isinstance(told[-1][-1], Printed) and told[-1][-1].endswith((".", "!", "?")) else "."
    return Markdown(f"{words[:1].upper()}{words[1:]}{stop}")


def _clause(clause: Clause) -> Markdown:
    if clause == NO_EVIDENCE:
        return markdown.inline("No evidence published", ".tag .unknown")
    parts = (markdown.printed(part) if isinstance(part, Printed) else markdown.escape(part) for part in clause)
    return Markdown("".join(parts))


def said_by(plan: Plan, document: Document) -> str:
    """Who says what a document says."""
    return document.by or (plan.body if isinstance(document, Update) else plan.inspectorate)


def evidence(statement: Statement) -> list[Markdown]:
    """Links to what shows a statement."""
    addresses_ = statement.entry.evidence
    names = ["Evidence"] if len(addresses_) == 1 else [f"Evidence {n}" for n in range(1, len(addresses_) + 1)]
    return list(starmap(markdown.outside, zip(names, addresses_, strict=True)))


def timeliness_line(standing: Standing) -> Markdown:
    """Where an action stands against its date; the day that has passed, where it is one of several."""
    has_passed = standing.timeliness in (Timeliness.DATE_PASSED, Timeliness.OVERDUE)
    is_told = has_passed and len(set(standing.targets)) > 1
    passed = f" {markdown.day(standing.latest)}" if is_told and standing.latest else ""
    return Markdown(f"{tag(standing.timeliness)}{passed}")


def delivery_lines(standing: Standing) -> list[Markdown]:
    """What was last reported of an action, and when; that it was begun again; the last update."""
    report = standing.report
    if report:
        reported = Markdown(f"{tag(standing.delivery)} {markdown.day(report.document.date)}")
    else:
        reported = Markdown(f"{tag(standing.delivery)}{' says the plan' if standing.is_said_by_plan else ''}")
    again = [Markdown(f"Begun again after it was {report.reported_before}")] if report and report.is_reopening else []
    later = standing.last_reported if not report or standing.last_reported != report.document.date else None
    update = [Markdown(f"Last update {markdown.day(later)}")] if later and not silent_since(standing) else []
    return [reported, *again, *update]


def silent_since(standing: Standing) -> list[Markdown]:
    """That nothing was reported of an action where somebody should have: since its last day, or for a year."""
    is_awaited = standing.timeliness is Timeliness.DATE_PASSED or standing.is_silent
    if not is_awaited or standing.timeliness is Timeliness.CLOSED:
        return []
    begun = standing.plan.submitted or standing.plan.published
    if standing.last_reported:
        words = f"Nothing has been reported here since {markdown.day(standing.last_reported)}"
    else:
        plan = f" since the plan, {markdown.day(begun)}" if begun else ""
        words = f"Nothing has been reported here{plan}"
    return [Markdown(f"*{words}*{{: .unknown }}")]


def record_in_brief(record: Made | Standing, here: str) -> list[Markdown]:
    """How often something was spoken of since its plan, and when last, as a link to all that was said."""
    said = record.statements
    if not said:
        return []
    last = f"{', the last' if len(said) > 1 else ''} of {day_in_words(said[-1].document.date)}"
    return [markdown.link(f"{number(len(said), 'statement')}{last}", record.page, here)]


def marks(standing: Standing) -> Markdown:
    """What a reader of a list must not miss of an action: other words since, or a finding that says otherwise."""
    changed = " *Words changed*{: .tag }" if standing.new_words else ""
    found = f" Found {tag(standing.assurance)}" if standing.differs else ""
    return Markdown(changed + found)


def differing(standings: Iterable[Standing]) -> list[Standing]:
    """The actions last reported complete and last found anything but achieved."""
    return [standing for standing in standings if standing.differs]


def completions(standings: Sequence[Standing]) -> str:
    """How many actions were last reported complete, and what was found of them; '' if none was."""
    complete = [standing for standing in standings if standing.delivery is Delivery.COMPLETE]
    if not complete:
        return ""
    differ = len(differing(complete))
    unassessed = sum(not standing.is_assessed for standing in complete)
    achieved = len(complete) - differ - unassessed
    return (
        f"Last reported complete: {len(complete)}; of these {achieved} found achieved, {differ} found otherwise, "
        f"{unassessed} not assessed."
    )


def first_date(standing: Standing) -> str:
    """The target date that the plan has, in a few words."""
    moves = [move for one in standing.statements if (move := one.moved_date)]
    targets = moves[0].before.targets if moves else standing.targets
    if len(targets) > 1:
        return "one of several target dates"
    return f"target date {describe(targets[0])}" if targets else "without a target date"


def said_beside_found(standing: Standing) -> list[tuple[Markdown, Markdown]]:
    """Rows of the last report and the last finding of an action: the state and its day, the words, what shows it."""
    if not (standing.finding and standing.is_reported):
        return []
    nothing = Markdown("")
    rows = zip_longest(_last_said(standing), _told(standing.finding), fillvalue=nothing)
    return [row for row in rows if row != (nothing, nothing)]


def _last_said(standing: Standing) -> list[Markdown]:
    if standing.report:
        return _told(standing.report)
    submitted = standing.plan.submitted
    day = f", {markdown.day(submitted)}" if submitted else ""
    return [Markdown(f"{tag(standing.delivery)} with the plan{day}")]


def _told(statement: Statement) -> list[Markdown]:
    entry = statement.entry
    state = statement.delivery or statement.assurance
    words = entry.said if isinstance(entry, UpdateEntry) else entry.found
    assert state, "asked only of what reports or judges"
    return [
        Markdown(f"{tag(state)} {markdown.day(statement.document.date)}"),
        markdown.printed(shortened(words)) if words else Markdown(""),
        Markdown(", ".join(shown)) if (shown := evidence(statement)) else _no_evidence(statement),
    ]


def _no_evidence(statement: Statement) -> Markdown:
    return _clause(NO_EVIDENCE) if statement.lacks_evidence else Markdown("")


def who_said(standing: Standing) -> str:
    """Who last reported an action."""
    return said_by(standing.plan, standing.report.document) if standing.report else standing.plan.body


def who_found(standing: Standing) -> str:
    """Who last judged an action."""
    return said_by(standing.plan, standing.finding.document) if standing.finding else standing.plan.inspectorate


ACCOUNTS: dict[str, Phrase] = {
    "clauses": clauses,
    "completions": completions,
    "differing": differing,
    "evidence": evidence,
    "first_date": first_date,
    "in_words": in_words,
    "said_beside_found": said_beside_found,
    "said_by": said_by,
    "delivery_lines": delivery_lines,
    "marks": marks,
    "record_in_brief": record_in_brief,
    "silent_since": silent_since,
    "timeliness_line": timeliness_line,
    "who_found": who_found,
    "who_said": who_said,
}
