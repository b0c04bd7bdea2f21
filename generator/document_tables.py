"""The tables of what was said and found after the plans were published: a row an entry, with its document's head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.addresses import address_of, history_page
from generator.connections import Connections
from generator.fields import recommendation_of
from generator.index import Index
from generator.ledger import Move, Statement
from generator.model import Document, Entry, Finding, FindingEntry, Plan, Update, UpdateEntry
from generator.row_parts import PLAN_NAME, key_at, key_of
from generator.table import Cell, Holds, Voice, cell, meaning, table_of_plans
from generator.targetdate import Kind
from generator.vocabulary import Assurance, Decision, DecisionReason, Delivery

PRINTED, EDITOR, OURS = Voice.PRINTED, Voice.EDITOR, Voice.OURS

Said = TypeVar("Said", bound=Entry, covariant=True)


@dataclass(frozen=True)
class _Place:
    """Where an entry stands, and what it is about: by their citation keys, what of that is in the tables."""

    index: Index
    plan: Plan
    document: Document
    number: int
    about: str
    recommendation: str | None
    action: str | None


@dataclass(frozen=True)
class _Told(Generic[Said]):
    """An entry, and where it stands."""

    place: _Place
    entry: Said

    @property
    def move(self) -> Move | None:
        """How it moved the target date, if it did."""
        _, _, id_ = self.place.about.rpartition("/")
        said: Sequence[Statement] = self.place.index.statements[self.place.plan.id].get(id_, ())
        return next((one.moved_date for one in said if one.entry is self.entry), None)


def _speaker(place: _Place) -> str:
    return place.plan.body if isinstance(place.document, Update) else place.plan.inspectorate


_HEAD: tuple[Cell[_Told[Entry]], ...] = (
    cell(
        "document",
        "The citation key of the document: the plan's id, and the name of the document's file.",
        OURS,
        lambda row: f"{row.place.plan.id}/{row.place.document.id}",
        is_required=True,
    ),
    cell(
        "entry",
        "The place of the entry in the document, counted from 1.",
        OURS,
        lambda row: row.place.number,
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "address",
        "Where the document is told on the site, from the site's root.",
        OURS,
        lambda row: f"{address_of(history_page(row.place.plan.id))}#{row.place.document.id}",
        is_required=True,
    ),
    cell(
        "plan",
        "The plan that it is about.",
        OURS,
        lambda row: row.place.plan.id,
        is_required=True,
        refers_to=("plans", "plan"),
    ),
    cell("plan_name", PLAN_NAME, OURS, lambda row: row.place.index.names[row.place.plan.id], is_required=True),
    cell("title", meaning(Update, "words"), PRINTED, lambda row: row.place.document.words, is_required=True),
    cell("date", meaning(Document, "date"), EDITOR, lambda row: row.place.document.date, Holds.DAY, is_required=True),
    cell(
        "by",
        "Who says so: as the document's file has it, else the plan's body of an update, its inspectorate of a finding.",
        EDITOR,
        lambda row: row.place.document.by or _speaker(row.place),
        is_required=True,
    ),
    cell("source", meaning(Document, "source"), EDITOR, lambda row: row.place.document.source, is_required=True),
    cell("entered", meaning(Document, "entered"), EDITOR, lambda row: row.place.document.entered, Holds.DAY),
    cell(
        "document_note",
        "The editor's note on the whole document, shown apart from the printed words.",
        EDITOR,
        lambda row: row.place.document.note,
    ),
    cell(
        "about",
        "The citation key of what the entry is about, whether the plan's source has it or lacks it.",
        OURS,
        lambda row: row.place.about,
        is_required=True,
    ),
    cell(
        "recommendation",
        "The recommendation that the entry is about, or whose action; nothing where the source lacks it.",
        OURS,
        lambda row: row.place.recommendation,
        refers_to=("recommendations", "recommendation"),
    ),
    cell(
        "action",
        "The action that the entry is about; nothing where it is about a whole recommendation, or the source lacks "
        "the action.",
        OURS,
        lambda row: row.place.action,
        refers_to=("actions", "action"),
    ),
)
"""Where an entry stands, and what it is about."""


def _shown(kind: type[Entry]) -> list[Cell[_Told[Entry]]]:
    """The columns for what shows that an entry is so, and for the editor's note."""
    return [
        cell("evidence", meaning(kind, "evidence"), EDITOR, lambda row: row.entry.evidence, Holds.LIST),
        cell("note", meaning(kind, "note"), EDITOR, lambda row: row.entry.note),
    ]


def _days_moved(row: _Told[UpdateEntry]) -> int | None:
    move = row.move
    if not move or len(move.before.targets) != 1 or not move.before.latest or not move.after.latest:
        return None  # of several dates beside it any may have been meant
    return (move.after.latest - move.before.latest).days


_UPDATES: tuple[Cell[_Told[UpdateEntry]], ...] = (
    *_HEAD,
    cell(
        "delivery",
        meaning(UpdateEntry, "delivery"),
        EDITOR,
        lambda row: row.entry.delivery.value if row.entry.delivery else None,
        words=tuple(Delivery),
    ),
    cell("said", meaning(UpdateEntry, "said"), PRINTED, lambda row: row.entry.said),
    cell("target_date_printed", meaning(UpdateEntry, "target_date"), PRINTED, lambda row: row.entry.target_date),
    cell("date_read_as", meaning(UpdateEntry, "date_read_as"), EDITOR, lambda row: row.entry.date_read_as),
    cell(
        "target_earliest",
        "The first day of the new target date, as read.",
        OURS,
        lambda row: row.entry.target.earliest if row.entry.target else None,
        Holds.DAY,
    ),
    cell(
        "target_latest",
        "The last day of the new target date, as read.",
        OURS,
        lambda row: row.entry.target.latest if row.entry.target else None,
        Holds.DAY,
    ),
    cell(
        "target_kind",
        "What sort of date the new target date is.",
        OURS,
        lambda row: row.entry.target.kind.value if row.entry.target else None,
        words=tuple(Kind),
    ),
    cell(
        "target_dates_printed_before",
        "The target date that counted before, as printed; several where they stood beside several actions.",
        PRINTED,
        lambda row: row.move.before.words if row.move else (),
        Holds.LIST,
        is_computed=True,
    ),
    cell(
        "days_moved",
        "By how many days the last day moved; nothing where no date moved, where a last day is lacking, or where "
        "several dates stood beside the action before, of which any may have been meant.",
        OURS,
        _days_moved,
        Holds.NUMBER,
    ),
    cell("owner_printed", meaning(UpdateEntry, "owner"), PRINTED, lambda row: row.entry.owner),
    cell(
        "owners",
        "The owners that the printed words name.",
        OURS,
        lambda row: (
            tuple(post.key for post in row.place.index.posts(row.place.plan, row.entry.owner))
            if row.entry.owner
            else ()
        ),
        Holds.LIST,
        refers_to=("owners", "owner"),
    ),
    cell("words", meaning(UpdateEntry, "words"), PRINTED, lambda row: row.entry.words),
    cell(
        "decision",
        "How the new decision is read.",
        OURS,
        lambda row: _decision(row.place.index, row.entry.decision) if row.entry.decision else None,
        words=tuple(Decision),
    ),
    cell("decision_printed", meaning(UpdateEntry, "decision"), PRINTED, lambda row: row.entry.decision),
    cell(
        "addressee",
        "The id of the body whose new decision it is, where the entry names one.",
        EDITOR,
        lambda row: row.place.index.body_called[row.entry.addressee].id if row.entry.addressee else None,
        refers_to=("bodies", "body"),
    ),
    cell(
        "decision_reasons",
        meaning(UpdateEntry, "decision_reason"),
        EDITOR,
        lambda row: tuple(reason.value for reason in row.entry.decision_reason),
        Holds.LIST,
        words=tuple(DecisionReason),
    ),
    cell(
        "superseded_by",
        "The citation key of the action or the recommendation that took its place.",
        EDITOR,
        lambda row: (
            key_of(row.place.index, row.place.plan, row.entry.superseded_by) if row.entry.superseded_by else None
        ),
    ),
    cell("reason", meaning(UpdateEntry, "reason"), PRINTED, lambda row: row.entry.reason),
    *_shown(UpdateEntry),
)

_FINDINGS: tuple[Cell[_Told[FindingEntry]], ...] = (
    *_HEAD,
    cell(
        "judgement",
        meaning(FindingEntry, "judgement"),
        EDITOR,
        lambda row: row.entry.judgement.value if row.entry.judgement else None,
        words=tuple(Assurance),
    ),
    cell("found", meaning(FindingEntry, "found"), PRINTED, lambda row: row.entry.found),
    *_shown(FindingEntry),
)


def _decision(index: Index, printed: str) -> str:
    return (index.collection.settings.decision(printed) or Decision.NOT_KNOWN).value


def _told(index: Index, plan: Plan, document: Document, entries: Sequence[Said]) -> Iterator[_Told[Said]]:
    """The entries of a document, but for those about what was removed."""
    made = {one.key for one in index.made[plan.id]}
    actions = {standing.key for one in index.made[plan.id] for standing in one.standings}
    present = made | actions
    for number, entry in enumerate(entries, start=1):
        page = index.page_of(plan, entry.about)
        about = key_at(page) if page else f"{plan.id}/{entry.about}"
        if page and about not in present:
            continue  # it was removed
        around = about if about in made else f"{plan.id}/{recommendation_of(about.removeprefix(f'{plan.id}/'))}"
        recommendation, action = around if around in made else None, about if about in actions else None
        yield _Told(_Place(index, plan, document, number, about, recommendation, action), entry)


def _updates(ways: Connections, plan: Plan) -> Iterator[_Told[UpdateEntry]]:
    for document in _documents(ways.index, plan):
        if isinstance(document, Update):
            yield from _told(ways.index, plan, document, document.entries)


def _findings(ways: Connections, plan: Plan) -> Iterator[_Told[FindingEntry]]:
    for document in _documents(ways.index, plan):
        if isinstance(document, Finding):
            yield from _told(ways.index, plan, document, document.entries)


def _documents(index: Index, plan: Plan) -> list[Update | Finding]:
    return [document for document in index.documents.get(plan.id, ()) if not document.removed]


UPDATES = table_of_plans(
    "updates",
    "Updates",
    "A row is what an update, in which the owners say how things stand, says of one action or recommendation.",
    ("document", "entry"),
    _UPDATES,
    _updates,
)
FINDINGS = table_of_plans(
    "findings",
    "Findings",
    "A row is what a finding, in which the inspectorate says what it found, says of one action or recommendation.",
    ("document", "entry"),
    _FINDINGS,
    _findings,
)
