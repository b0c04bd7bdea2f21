"""The tables of plans, recommendations and the decisions on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.addresses import address_of, plan_page
from generator.connections import Connections
from generator.index import Answer, Index, Made
from generator.ledger import Statement
from generator.model import Body, Finding, PartAgreed, Plan, Reason, Recommendation, Update, UpdateEntry
from generator.response_times import days_taken
from generator.row_parts import (
    ADDRESS,
    BODY_NAME,
    PLAN_NAME,
    Counts,
    addressees_of,
    counted_with_actions,
    counts_of_actions,
    counts_of_recommendations,
    day_of,
    former_keys,
    key_of,
    keys_of,
)
from generator.table import Cell, Holds, Voice, cell, meaning, table_of_plans
from generator.vocabulary import LIMITED, Assurance, Decision, DecisionReason, Inferred

PRINTED, EDITOR, OURS = Voice.PRINTED, Voice.EDITOR, Voice.OURS
ENTERED = "The day its plan came into this collection."


@dataclass(frozen=True)
class _Planned:
    """A plan, and where it stands among the others."""

    index: Index
    plan: Plan
    counts: Counts

    @property
    def documents(self) -> list[Update | Finding]:
        return [document for document in self.index.documents.get(self.plan.id, ()) if not document.removed]


_PLANS: tuple[Cell[_Planned], ...] = (
    cell("plan", "The plan's id, which is its citation key.", OURS, lambda row: row.plan.id, is_required=True),
    cell("address", ADDRESS, OURS, lambda row: address_of(plan_page(row.plan.id)), is_required=True),
    cell(
        "name",
        "What the site calls the plan: its body and its year.",
        OURS,
        lambda row: row.index.names[row.plan.id],
        is_required=True,
    ),
    cell("title", meaning(Plan, "title"), PRINTED, lambda row: row.plan.title, is_required=True),
    cell(
        "body",
        "The id of the body whose plan it is.",
        OURS,
        lambda row: row.index.body_called[row.plan.body].id,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell("body_named", meaning(Plan, "body"), EDITOR, lambda row: row.plan.body, is_required=True),
    cell("inspectorate", meaning(Plan, "inspectorate"), EDITOR, lambda row: row.plan.inspectorate, is_required=True),
    cell("report_published", meaning(Plan, "report_published"), PRINTED, lambda row: row.plan.report_published),
    cell(
        "report_published_day",
        "The day the report was published, as read.",
        OURS,
        lambda row: row.plan.published,
        Holds.DAY,
    ),
    cell(
        "action_plan_submitted",
        meaning(Plan, "action_plan_submitted"),
        PRINTED,
        lambda row: row.plan.action_plan_submitted,
    ),
    cell(
        "action_plan_submitted_day",
        "The day the plan was submitted, as read.",
        OURS,
        lambda row: row.plan.submitted,
        Holds.DAY,
    ),
    cell(
        "days_to_plan",
        "How many days passed from the report to the plan; nothing where a day is not printed.",
        OURS,
        lambda row: days_taken(row.plan),
        Holds.NUMBER,
    ),
    cell("source", meaning(Plan, "source"), EDITOR, lambda row: row.plan.source, is_required=True),
    cell("source_sha256", meaning(Plan, "source_sha256"), EDITOR, lambda row: row.plan.source_sha256),
    cell("publisher", meaning(Plan, "publisher"), EDITOR, lambda row: row.plan.publisher),
    cell("licence", meaning(Plan, "licence"), EDITOR, lambda row: row.plan.licence),
    cell("introduction", meaning(Plan, "introduction"), PRINTED, lambda row: row.plan.introduction),
    cell("owner_heading", meaning(Plan, "owner_heading"), PRINTED, lambda row: row.plan.owner_heading),
    cell(
        "printed_totals",
        "The totals that the plan prints: each label with its number, as in 'Agreed: 5'.",
        PRINTED,
        lambda row: tuple(f"{label}: {number}" for label, number in row.plan.printed_totals.items()),
        Holds.LIST,
    ),
    *counts_of_recommendations(),
    *counts_of_actions(),
    day_of(lambda row: row.index.as_at),
    cell(
        "updates",
        "How many updates there are: documents in which the owners say how things stand.",
        OURS,
        lambda row: sum(isinstance(document, Update) for document in row.documents),
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "findings",
        "How many findings there are: documents in which the inspectorate says what it found.",
        OURS,
        lambda row: sum(isinstance(document, Finding) for document in row.documents),
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "last_document_day",
        "The day of the last update or finding.",
        OURS,
        lambda row: max((document.date for document in row.documents), default=None),
        Holds.DAY,
    ),
    cell("entered", meaning(Plan, "entered"), EDITOR, lambda row: row.plan.entered, Holds.DAY),
    cell("copying_since", meaning(Plan, "copying_since"), EDITOR, lambda row: row.plan.copying_since, Holds.DAY),
    cell("note", meaning(Plan, "note"), EDITOR, lambda row: row.plan.note),
    cell("formerly", meaning(Plan, "formerly"), EDITOR, lambda row: row.plan.formerly, Holds.LIST),
    cell(
        "file_sha256",
        "The SHA-256 of the plan's own file, as the site holds it: another one is another state of the file.",
        OURS,
        lambda row: row.index.file_hash(row.plan),
        is_required=True,
    ),
)


def _plans(ways: Connections, plan: Plan) -> Iterator[_Planned]:
    yield _Planned(ways.index, plan, counted_with_actions(ways.index.made[plan.id]))


PLANS = table_of_plans("plans", "Plans", "A row is an action plan, as it was published.", ("plan",), _PLANS, _plans)


@dataclass(frozen=True)
class _Recommended:
    """A recommendation, and what leads to it."""

    ways: Connections
    made: Made

    @property
    def plan(self) -> Plan:
        return self.made.plan

    @property
    def recommendation(self) -> Recommendation:
        return self.made.recommendation

    @property
    def only(self) -> Answer | None:
        """Its answer, if one alone decides."""
        return self.made.answers[0] if len(self.made.answers) == 1 else None

    def keys(self, references: Sequence[str]) -> tuple[str, ...]:
        return keys_of(self.ways.index, self.plan, references)

    def body(self, addressee: str) -> Body:
        """The body that is meant by an addressee."""
        named = addressee or self.recommendation.addressee or self.plan.body
        return self.ways.index.body_called[named]

    def passages(self, kind: type[Reason | PartAgreed]) -> tuple[str, ...]:
        """The passages of the plan's response that are of a kind."""
        return tuple(each.words for each in self.recommendation.response if isinstance(each, kind))


def _last(said: Iterable[Statement], kind: type[Update] | type[Finding]) -> date | None:
    return max((one.document.date for one in said if isinstance(one.document, kind)), default=None)


_RECOMMENDATIONS: tuple[Cell[_Recommended], ...] = (
    cell("recommendation", "The recommendation's citation key.", OURS, lambda row: row.made.key, is_required=True),
    cell("address", ADDRESS, OURS, lambda row: address_of(row.made.page), is_required=True),
    cell(
        "plan",
        "The plan it stands in.",
        OURS,
        lambda row: row.plan.id,
        is_required=True,
        refers_to=("plans", "plan"),
    ),
    cell("plan_name", PLAN_NAME, OURS, lambda row: row.ways.index.names[row.plan.id], is_required=True),
    cell("number", meaning(Recommendation, "number"), PRINTED, lambda row: row.recommendation.number, is_required=True),
    cell(
        "heading", "The line printed above it, or above those before it.", PRINTED, lambda row: row.made.heading or None
    ),
    cell("text", meaning(Recommendation, "text"), PRINTED, lambda row: row.recommendation.text),
    cell(
        "text_now",
        "What is recommended now: as the last update prints it that changed the words, else as the plan does.",
        PRINTED,
        lambda row: row.made.new_words[1] if row.made.new_words else row.recommendation.text,
        is_computed=True,
    ),
    cell(
        "addressees",
        "The ids of the bodies that it is addressed to.",
        OURS,
        lambda row: addressees_of(row.ways.index, row.made),
        Holds.LIST,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell(
        "decision",
        "How its printed decision is read; where several answer, the most limited of theirs.",
        OURS,
        lambda row: row.made.decision.value,
        is_required=True,
        words=tuple(Decision),
    ),
    cell(
        "decision_printed",
        "The decision as it is printed now; nothing where several answer: see the table decisions.",
        PRINTED,
        lambda row: (row.only.words or None) if row.only else None,
        is_computed=True,
    ),
    cell(
        "decision_first_printed",
        "The decision as the plan prints it; nothing where several answer: see the table decisions.",
        PRINTED,
        lambda row: (row.only.first or None) if row.only else None,
    ),
    cell(
        "decision_reasons",
        "Why it is only partly agreed or not agreed now: the kinds of reason that are named.",
        EDITOR,
        lambda row: tuple(reason.value for reason in DecisionReason if reason in row.made.reasons),
        Holds.LIST,
        words=tuple(DecisionReason),
        is_computed=True,
    ),
    cell(
        "reason_printed",
        "Why it is not, or not wholly, agreed: each passage of the plan's response that says so. For the reason of a "
        "decision that an update told see the table decisions.",
        PRINTED,
        lambda row: row.passages(Reason),
        Holds.LIST,
    ),
    cell(
        "part_agreed_printed",
        "Which part of it is agreed: each passage of the plan's response that says so.",
        PRINTED,
        lambda row: row.passages(PartAgreed),
        Holds.LIST,
    ),
    cell(
        "agreed_words",
        meaning(Recommendation, "agreed_words"),
        EDITOR,
        lambda row: row.recommendation.agreed_words,
        Holds.LIST,
    ),
    cell(
        "assurance",
        "How the inspectorate last judged the recommendation itself.",
        OURS,
        lambda row: row.made.assurance.value,
        is_required=True,
        words=tuple(Assurance),
    ),
    cell(
        "assurance_day",
        "The day of the finding that judged it.",
        OURS,
        lambda row: row.made.finding.document.date if row.made.finding else None,
        Holds.DAY,
    ),
    cell(
        "themes",
        "The ids of the themes it is filed under, in the editor's view.",
        EDITOR,
        lambda row: tuple(id_ for id_, _ in row.made.themes),
        Holds.LIST,
        refers_to=("themes", "theme"),
    ),
    cell(
        "actions",
        "How many actions answer it; those of other recommendations that answer it too are counted there.",
        OURS,
        lambda row: len(row.made.standings),
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "repeats",
        "The citation keys of the earlier recommendations or actions that are made again here.",
        EDITOR,
        lambda row: row.keys(row.recommendation.repeats),
        Holds.LIST,
    ),
    cell(
        "repeated_by",
        "The citation keys of the later recommendations and actions that make it again.",
        OURS,
        lambda row: tuple(one.key for one in row.ways.made_again.get(row.made.page, ())),
        Holds.LIST,
    ),
    cell(
        "see",
        "The citation keys of the recommendations or actions that its words point to.",
        EDITOR,
        lambda row: row.keys(row.recommendation.see),
        Holds.LIST,
    ),
    cell(
        "also_answers",
        "The citation keys of the other recommendations that its response answers too.",
        EDITOR,
        lambda row: row.keys(row.recommendation.also_answers),
        Holds.LIST,
    ),
    cell(
        "answered_with",
        "The citation key of the recommendation whose response answers this one too.",
        EDITOR,
        lambda row: (
            key_of(row.ways.index, row.plan, row.recommendation.answered_with)
            if row.recommendation.answered_with
            else None
        ),
    ),
    cell(
        "last_update_day",
        "The day of the last update on the recommendation itself.",
        OURS,
        lambda row: _last(row.made.statements, Update),
        Holds.DAY,
    ),
    cell(
        "inferred",
        meaning(Recommendation, "inferred"),
        EDITOR,
        lambda row: tuple(one.value for one in row.recommendation.inferred),
        Holds.LIST,
        words=tuple(Inferred),
    ),
    cell("missing", meaning(Recommendation, "missing"), EDITOR, lambda row: row.recommendation.missing, Holds.LIST),
    cell("entered", ENTERED, EDITOR, lambda row: row.plan.entered, Holds.DAY),
    cell("note", meaning(Recommendation, "note"), EDITOR, lambda row: row.recommendation.note),
    cell(
        "formerly",
        "Citation keys it had before; they lead to it still.",
        EDITOR,
        lambda row: former_keys(row.plan, row.recommendation.formerly),
        Holds.LIST,
    ),
)


def _recommendations(ways: Connections, plan: Plan) -> Iterator[_Recommended]:
    return (_Recommended(ways, made) for made in ways.index.made[plan.id])


RECOMMENDATIONS = table_of_plans(
    "recommendations",
    "Recommendations",
    "A row is a recommendation, as it was made and as it stands.",
    ("recommendation",),
    _RECOMMENDATIONS,
    _recommendations,
)


@dataclass(frozen=True)
class _Decided:
    """What one addressee of a recommendation decides."""

    recommended: _Recommended
    answer: Answer

    @property
    def told(self) -> Statement | None:
        """What told the decision since the plan, if an update did."""
        moves = ((one, one.moved_decision) for one in self.recommended.made.statements)
        told = [one for one, move in moves if move and move.addressee == self.answer.addressee]
        return told[-1] if told else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in the words of the update that told it, else of the plan."""
        told = self.told.entry if self.told else None
        if isinstance(told, UpdateEntry):
            return (told.reason,) if told.reason else ()
        return self._passages(Reason)

    @property
    def parts_agreed(self) -> tuple[str, ...]:
        """Which part is agreed; updates do not say."""
        return () if self.told else self._passages(PartAgreed)

    def _passages(self, kind: type[Reason | PartAgreed]) -> tuple[str, ...]:
        """Those of the plan's response; where several answer it is theirs whose decision is limited."""
        is_its = len(self.recommended.made.answers) == 1 or self.answer.decision in LIMITED
        return self.recommended.passages(kind) if is_its else ()


_DECISIONS: tuple[Cell[_Decided], ...] = (
    cell(
        "recommendation",
        "The citation key of the recommendation that is decided on.",
        OURS,
        lambda row: row.recommended.made.key,
        is_required=True,
        refers_to=("recommendations", "recommendation"),
    ),
    cell(
        "addressee",
        "The id of the body that decides.",
        OURS,
        lambda row: row.recommended.body(row.answer.addressee).id,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell(
        "addressee_name",
        BODY_NAME,
        OURS,
        lambda row: row.recommended.body(row.answer.addressee).name,
        is_required=True,
    ),
    cell(
        "decision",
        "How the printed decision is read.",
        OURS,
        lambda row: row.answer.decision.value,
        is_required=True,
        words=tuple(Decision),
    ),
    cell(
        "decision_printed",
        "The decision as it is printed now.",
        PRINTED,
        lambda row: row.answer.words or None,
        is_computed=True,
    ),
    cell(
        "decision_first_printed", "The decision as the plan prints it.", PRINTED, lambda row: row.answer.first or None
    ),
    cell(
        "decision_reasons",
        "Why it is only partly agreed or not agreed now: the kinds of reason that are named.",
        EDITOR,
        lambda row: tuple(reason.value for reason in row.answer.reasons),
        Holds.LIST,
        words=tuple(DecisionReason),
        is_computed=True,
    ),
    cell(
        "reason_printed",
        "Why it is not, or not wholly, agreed: in the update that told the decision, else each passage of the plan's "
        "response that says so, which is that of all whose decision is limited.",
        PRINTED,
        lambda row: row.reasons,
        Holds.LIST,
        is_computed=True,
    ),
    cell(
        "part_agreed_printed",
        "Which part is agreed: each passage of the plan's response that says so; nothing where an update told the "
        "decision.",
        PRINTED,
        lambda row: row.parts_agreed,
        Holds.LIST,
        is_computed=True,
    ),
    cell(
        "changed_day",
        "The day of the update that told the decision; nothing where the plan's own stands.",
        OURS,
        lambda row: row.told.document.date if row.told else None,
        Holds.DAY,
    ),
)


def _decisions(ways: Connections, plan: Plan) -> Iterator[_Decided]:
    return (_Decided(row, answer) for row in _recommendations(ways, plan) for answer in row.made.answers)


DECISIONS = table_of_plans(
    "decisions",
    "Decisions",
    "A row is what one addressee decides on a recommendation: there are several where several answer.",
    ("recommendation", "addressee"),
    _DECISIONS,
    _decisions,
)
