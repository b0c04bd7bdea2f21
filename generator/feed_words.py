"""What the entry of a feed says: its title, which stands on its own, and its content, as HTML that any reader shows.

Printed words stand in quotation marks. What a plan's entry says of decisions is what the plan prints: later ones have
entries of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from generator.accounts import said_by
from generator.addresses import address_of, plan_page, recommendation_page, source_file
from generator.changes_words import told_in_numbers
from generator.events import Event, Said
from generator.fields import recommendation_of
from generator.history import Clause, Printed, clauses
from generator.index import Index
from generator.ledger import first_decisions
from generator.model import Document, Plan, Recommendation, Removal, Settings, Update
from generator.phrases import lacks, number, number_of, part_removed, shortened
from generator.targetdate import day_in_words

_OF_ALL = " The title tells of all."

LONGEST_QUOTED = 400  # letters of printed words that say which recommendation or action is meant


def address(settings: Settings, page: str) -> str:
    """The address of a page, whole where the site's is known; else from the site's root, which the feed names."""
    here = address_of(page)
    return f"{settings.address}{here}" if settings.address else here or "./"


def title(index: Index, event: Event) -> str:
    """Whose plan it is, and what happened: 'Harbour, 2031: update “Letter” – 1 action: 1 reported complete'."""
    return f"{index.names[event.plan.id]}: {_happened(event)}"


def _happened(event: Event) -> str:
    if event.removed:
        return f"{_what_went(event)} removed"
    if event.document:
        said = "" if event.document.removed else f" – {told_in_numbers(event)}"
        return f"{event.what} {_quoted(event.document.words)}{said}"
    if event.plan.removed:
        return "action plan, removed since"
    return f"action plan, {_counted(_standing(event.plan, None))}"


def _what_went(event: Event) -> str:
    part = part_removed(event)
    return _quoted(part) if event.document else part[:1].lower() + part[1:]


def _counted(made: Sequence[Recommendation]) -> str:
    actions = sum(not action.removed for one in made for action in one.followed)
    return f"{number(len(made), 'recommendation')} answered with {_of_actions(actions)}"


def _of_actions(count: int) -> str:
    return number(count, "action") if count else "no actions"


def _standing(plan: Plan, ids: frozenset[str] | None) -> list[Recommendation]:
    return [made for made in plan.made if not made.removed and (ids is None or made.id in ids)]


def content(index: Index, event: Event, ids: frozenset[str] | None, concern: str) -> str:
    """All that happened, or what concerns recommendations of some ids; `concern` says which those are."""
    if event.removed:
        return "".join(_of_removal(index, event, event.removed))
    if event.document:
        return "".join(_of_document(index, event, event.document, ids, concern))
    return "".join(_of_plan(index, event.plan, ids, concern))


def said_of(event: Event, ids: frozenset[str] | None) -> tuple[Said, ...]:
    """What a document says of recommendations of some ids and their actions; of all where there are none."""
    return tuple(one for one in event.said if ids is None or recommendation_of(one.id) in ids)


def _of_removal(index: Index, event: Event, removed: Removal) -> Iterator[str]:
    what = _what_went(event)
    where = _link(index, index.names[event.plan.id], plan_page(event.plan.id))
    yield _paragraph(f"{escape(what[:1].upper() + what[1:])} of {where} was removed on {day_in_words(removed.date)}.")
    yield _paragraph(f"Reason: {_line(removed.reason)}")


def _of_document(
    index: Index, event: Event, document: Document, ids: frozenset[str] | None, concern: str
) -> Iterator[str]:
    verb = "Said" if isinstance(document, Update) else "Found"
    plan = _link(index, index.names[event.plan.id], plan_page(event.plan.id))
    came = _came(event.entered)
    yield _paragraph(
        f"{verb} on {day_in_words(event.day)} by {escape(said_by(event.plan, document))}, of {plan}. "
        f"{came[:1].upper()}{came[1:]}."
    )
    if document.removed:
        when = day_in_words(document.removed.date)
        yield _paragraph(f"It was removed on {when} and counts for nothing. Reason: {_line(document.removed.reason)}")
        return
    said = said_of(event, ids)
    if len(said) < len(event.said):
        whole = _link(index, "all that it says", event.page)
        yield _paragraph(
            f"Here is what it says {escape(concern)}: {len(said)} of {len(event.said)} entries; {whole}." + _OF_ALL
        )
    yield _list(_statement(index, event.plan, one) for one in said)
    yield _paragraph(f"Source: {_source(index, document, source_file(event.plan.id, document.id))}")
    yield from _notes(document.note)


def _of_plan(index: Index, plan: Plan, ids: frozenset[str] | None, concern: str) -> Iterator[str]:
    answer = f"the answer of {plan.body} to a report by {plan.inspectorate}"
    yield _paragraph(escape(f"{_quoted(plan.title)}: {answer}."))
    yield _paragraph(
        f"The report was published {_on(plan.published)}; the plan was submitted {_on(plan.submitted)}; "
        f"{_came(plan.entered)}."
    )
    if plan.removed:
        yield _paragraph(f"It was removed on {day_in_words(plan.removed.date)}. Reason: {_line(plan.removed.reason)}")
        return
    if plan.copying_since:
        yield _paragraph("This copy is not complete yet.")
    made, every = _standing(plan, ids), _standing(plan, None)
    if len(made) < len(every):
        count = f"{len(made)} of {number(len(every), 'recommendation')}."
        yield _paragraph(f"Here is what stands in it {escape(concern)}: {count}{_OF_ALL}")
    else:
        yield _paragraph(f"{_counted(made)}.")
    yield _list(_recommendation(index, plan, one) for one in made)
    yield _paragraph(f"Source: {_source(index, plan, source_file(plan.id))}")


def _on(day: date | None) -> str:
    return f"on {day_in_words(day)}" if day else "on a day that is not printed"


def _came(day: date | None) -> str:
    return f"it came to this site on {day_in_words(day)}" if day else "when it came to this site is not noted"


def _recommendation(index: Index, plan: Plan, made: Recommendation) -> str:
    """A recommendation as it is printed: its words, the decision of each addressee, how many actions answer it."""
    name = _link(index, f"Recommendation {number_of(made)}", recommendation_page(plan.id, made.id))
    words = _printed(shortened(made.text, LONGEST_QUOTED)) if made.text else f"{lacks(plan)} its text"
    decided = [
        f"{f'{addressee}: ' if addressee else ''}{_quoted(said)}"
        for addressee, said in first_decisions(made).items()
        if said
    ]
    decision = escape("; ".join(decided)) or "decision not known"
    actions = sum(not action.removed for action in made.followed)
    return f"{name}: {words} – {decision}, {_of_actions(actions)}"


def _statement(index: Index, plan: Plan, said: Said) -> str:
    """What a document says of one action or recommendation, all of it, with what shows it."""
    noun = "Action" if "." in said.id else "Recommendation"
    page = index.page_of(plan, said.id)
    name = _link(index, f"{noun} {said.id}", page) if page else f"{noun} {escape(said.id)}"
    record = said.record
    printed = record.text if isinstance(record, Recommendation) else record.words if record else ""
    words = f" {_printed(shortened(printed, LONGEST_QUOTED))}" if printed else ""
    entry = said.statement.entry
    return "".join(
        [
            f"{name}{words}: {_sentence(clauses(said.statement))}",
            *(f" {shown}" for shown in _evidence(entry.evidence)),
            f" Editor’s note: {_line(entry.note)}" if entry.note else "",
        ]
    )


def _evidence(shown: Sequence[str]) -> Iterator[str]:
    """Links to what shows a statement, numbered where there are several."""
    for place, where in enumerate(shown, start=1):
        yield _outside(f"Evidence {place}" if len(shown) > 1 else "Evidence", where)


def _sentence(said: Iterable[Clause]) -> str:
    words = "; ".join(
        "".join(_printed(part) if isinstance(part, Printed) else escape(part) for part in clause) for clause in said
    )
    return words if words.endswith((".”", "!”", "?”")) else f"{words}."


def _source(index: Index, record: Plan | Document, held: str) -> str:
    if record.source in index.collection.sources:
        return _link(index, "text as held", held)
    return _outside("published document", record.source) if record.source.startswith("http") else _line(record.source)


def _notes(note: str | None) -> list[str]:
    return [_paragraph(f"Editor’s note: {_line(note)}")] if note else []


def _link(index: Index, words: str, page: str) -> str:
    return _outside(words, address(index.collection.settings, page))


def _outside(words: str, where: str) -> str:
    return f'<a href="{escape(where)}">{escape(words)}</a>'


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _quoted(words: str) -> str:
    return f"“{words}”"


def _printed(words: str) -> str:
    return _quoted(_line(words))


def _line(words: str) -> str:
    """Words as one line of HTML; where a paragraph began, it breaks."""
    return "<br>".join(escape(" ".join(part.split())) for part in words.split("\n") if part.strip())
