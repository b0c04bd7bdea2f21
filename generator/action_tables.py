"""The tables of actions and of their steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.addresses import address_of
from generator.connections import Connections
from generator.index import Index, Made, Standing
from generator.ledger import Statement, latest, owners_beside
from generator.model import Action, Aim, Plan, PrintedBeside, Step, UpdateEntry
from generator.row_parts import ADDRESS, BODY_NAME, PLAN_NAME, addressees_of, day_of, former_keys, key_of, keys_of
from generator.table import Cell, Holds, Voice, cell, meaning, table_of_plans
from generator.target_dates import is_date_known
from generator.targetdate import RECURRENCES, Kind, Precision, TargetDate
from generator.vocabulary import Assurance, Decision, Delivery, Inferred, Timeliness

PRINTED, EDITOR, OURS = Voice.PRINTED, Voice.EDITOR, Voice.OURS
_KINDS = {kind: kind.label() for kind in (Action, Aim)}
SILENT = {True: "yes", False: "no", None: "not known"}


class _Promised(NamedTuple):
    """An action with what leads to it, what it has of its recommendation, and what was said of it since."""

    ways: Connections
    made: Made
    answering: str  # the recommendation's citation key
    addressees: tuple[str, ...]
    decision: Decision
    cells: tuple[PrintedBeside, ...]  # beside this action or others
    standing: Standing
    action: Action | Aim
    page: str
    address: str
    moves: tuple[Statement, ...]  # of its target date
    first: tuple[TargetDate, ...]  # the dates first printed, with the plan
    now: TargetDate | None  # the one date that counts now; none where several do
    report: Statement | None  # that last reported a delivery

    @property
    def beside(self) -> PrintedBeside | None:
        """The cell of dates that it stands beside, if there is one."""
        return next((each for each in self.cells if each.target_date and self.action.id in each.words), None)

    @property
    def date_read_as(self) -> str | None:
        """How the editor reads the date that counts now."""
        entry = self.moves[-1].entry if self.moves else None
        return entry.date_read_as if isinstance(entry, UpdateEntry) else self.action.date_read_as

    @property
    def reported(self) -> UpdateEntry | None:
        """The entry that last reported a delivery."""
        return self.report.entry if self.report and isinstance(self.report.entry, UpdateEntry) else None

    def key(self, reference: str) -> str:
        return key_of(self.ways.index, self.made.plan, reference)

    def keys(self, references: Sequence[str]) -> tuple[str, ...]:
        return keys_of(self.ways.index, self.made.plan, references) if references else ()


def _only(targets: Sequence[TargetDate]) -> TargetDate | None:
    """The one date that is meant; None of several, of which any may be."""
    return targets[0] if len(targets) == 1 else None


def _earliest(targets: Sequence[TargetDate]) -> date | None:
    """The first day of several dates; None if any has no first day, or there are none."""
    days = [target.earliest for target in targets]
    return min(day for day in days if day) if days and None not in days else None


_ACTIONS: tuple[Cell[_Promised], ...] = (
    cell("action", "The action's citation key.", OURS, lambda row: row.standing.key, is_required=True),
    cell(
        "plan",
        "The plan it stands in.",
        OURS,
        lambda row: row.made.plan.id,
        is_required=True,
        refers_to=("plans", "plan"),
    ),
    cell("plan_name", PLAN_NAME, OURS, lambda row: row.ways.index.names[row.made.plan.id], is_required=True),
    cell(
        "body",
        "The id of the body whose plan it is; the recommendation may be addressed to others: see addressees.",
        OURS,
        lambda row: row.ways.index.body_called[row.made.plan.body].id,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell(
        "body_name",
        BODY_NAME,
        OURS,
        lambda row: row.ways.index.body_called[row.made.plan.body].name,
        is_required=True,
    ),
    cell(
        "addressees",
        "The ids of the bodies that its recommendation is addressed to.",
        OURS,
        lambda row: row.addressees,
        Holds.LIST,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell(
        "recommendation",
        "The recommendation that it answers, and under which it is counted.",
        OURS,
        lambda row: row.answering,
        is_required=True,
        refers_to=("recommendations", "recommendation"),
    ),
    cell("number", meaning(Action, "number"), PRINTED, lambda row: row.action.number),
    cell(
        "words_now",
        "What will be done now: as the last update prints it that changed the words, else as the plan does.",
        PRINTED,
        lambda row: new[1] if row.standing.statements and (new := row.standing.new_words) else row.action.words,
        is_computed=True,
    ),
    cell(
        "owner_printed",
        "Who answers for it now: as the last update prints it that named an owner, else as the plan does.",
        PRINTED,
        lambda row: row.standing.owner_words or None,
        is_computed=True,
    ),
    cell(
        "target_date_printed",
        "The target date that counts now: as the last update prints it that moved the date, else as the plan does.",
        PRINTED,
        lambda row: row.standing.date_words or None,
        is_computed=True,
    ),
    cell(
        "target_latest",
        "The last day of the date that counts now, as read, after which it is late; of several the latest.",
        OURS,
        lambda row: row.standing.latest,
        Holds.DAY,
    ),
    cell(
        "timeliness",
        "Where it stood against its target date on the day of these tables.",
        OURS,
        lambda row: row.standing.timeliness.value,
        is_required=True,
        words=tuple(Timeliness),
    ),
    cell(
        "silent",
        "Whether more than a year passed without an update on it, up to the day of these tables: counted from the "
        "last one, else from the day the plan was submitted, else from the day the report was published; 'not known' "
        "where none of these days is known. Nothing where it is closed, for then no update is awaited. These are words, "
        "not true or false, since there are three.",
        OURS,
        lambda row: SILENT[row.standing.is_silent] if row.standing.timeliness is not Timeliness.CLOSED else None,
        words=tuple(SILENT.values()),
    ),
    day_of(lambda row: row.ways.index.as_at),
    cell(
        "delivery",
        "How it stands, as its owner last said.",
        OURS,
        lambda row: row.standing.delivery.value,
        is_required=True,
        words=tuple(Delivery),
    ),
    cell(
        "delivery_day",
        "The day of the update that says how it stands.",
        OURS,
        lambda row: row.report.document.date if row.report else None,
        Holds.DAY,
    ),
    cell(
        "assurance",
        "How the inspectorate last judged it.",
        OURS,
        lambda row: row.standing.assurance.value,
        is_required=True,
        words=tuple(Assurance),
    ),
    cell(
        "decision",
        "How the decision on its recommendation is read; where several answer, the most limited.",
        OURS,
        lambda row: row.decision.value,
        is_required=True,
        words=tuple(Decision),
    ),
    cell(
        "themes",
        "The ids of the themes that its recommendation is filed under, in the editor's view.",
        EDITOR,
        lambda row: tuple([id_ for id_, _ in row.made.themes]),
        Holds.LIST,
        refers_to=("themes", "theme"),
    ),
    cell("address", ADDRESS, OURS, lambda row: row.address, is_required=True),
    cell(
        "kind",
        "Whether it is printed as an action, or as an aim that is followed like one.",
        EDITOR,
        lambda row: _KINDS[type(row.action)],
        is_required=True,
        words=tuple(_KINDS.values()),
    ),
    cell("words", meaning(Action, "words"), PRINTED, lambda row: row.action.words),
    cell("owner_first_printed", meaning(Action, "owner"), PRINTED, lambda row: row.action.owner),
    cell(
        "owners_printed_beside",
        "The owners that the plan prints in one cell beside this action and others; they count while no owner of its "
        "own is printed.",
        PRINTED,
        lambda row: owners_beside(row.made.recommendation, row.action) if row.cells else (),
        Holds.LIST,
    ),
    cell(
        "owners",
        "The owners that count now.",
        OURS,
        lambda row: tuple([post.key for post in row.standing.owners]),
        Holds.LIST,
        refers_to=("owners", "owner"),
    ),
    cell(
        "owners_shared",
        "Whether the owners are printed beside several actions without saying whose is which.",
        OURS,
        lambda row: row.standing.is_shared,
        Holds.TRUTH,
        is_required=True,
    ),
    cell("target_date_first_printed", meaning(Action, "target_date"), PRINTED, lambda row: row.action.target_date),
    cell(
        "target_dates_printed_beside",
        "The dates that the plan prints in one cell beside this action and others; they count while no date of its own "
        "is printed.",
        PRINTED,
        lambda row: row.beside.target_date if row.beside else (),
        Holds.LIST,
    ),
    cell("date_read_as", meaning(Action, "date_read_as"), EDITOR, lambda row: row.date_read_as),
    cell(
        "target_first_earliest",
        "The first day of the date first printed, as read.",
        OURS,
        lambda row: _earliest(row.first),
        Holds.DAY,
    ),
    cell(
        "target_first_latest",
        "The last day of the date first printed, as read; of several the latest.",
        OURS,
        lambda row: latest(row.first) if row.moves else row.standing.latest,
        Holds.DAY,
    ),
    cell(
        "target_first_kind",
        "What sort of date was first printed; nothing where there is none, or several stand beside it.",
        OURS,
        lambda row: first.kind.value if (first := _only(row.first)) else None,
        words=tuple(Kind),
    ),
    cell(
        "target_earliest",
        "The first day of the date that counts now, as read.",
        OURS,
        lambda row: row.now.earliest if row.now else _earliest(row.standing.targets),
        Holds.DAY,
    ),
    cell(
        "target_kind",
        "What sort of date counts now; nothing where there is none, or several stand beside it. One that recurs, "
        "as '15/09/2031 monthly', has the sort of its first date, and no last day: target_recurrence tells it apart.",
        OURS,
        lambda row: row.now.kind.value if row.now else None,
        words=tuple(Kind),
    ),
    cell(
        "target_precision",
        "How exactly the date that counts now is given.",
        OURS,
        lambda row: row.now.precision.value if row.now and row.now.precision else None,
        words=tuple(Precision),
    ),
    cell(
        "target_recurrence",
        "At what intervals it is to be done, where the date that counts now says so.",
        OURS,
        lambda row: (row.now.recurrence or None) if row.now else None,
        words=tuple(RECURRENCES),
    ),
    cell(
        "target_known",
        "Whether it is known by when it is to be done: by a day, or without an end. Not so where no date is printed, "
        "the one printed says no day, or several stand beside it and one of them has no last day. Where it is false "
        "and the timeliness is 'no date', the pages count it under 'Date not known', else under 'No end date'.",
        OURS,
        lambda row: bool(row.standing.latest) or is_date_known(row.standing),
        Holds.TRUTH,
        is_required=True,
    ),
    cell(
        "date_moves",
        "How often updates moved the target date.",
        OURS,
        lambda row: len(row.moves),
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "days_moved",
        "By how many days its last day moved in all; nothing where it never moved, where a last day is lacking, or "
        "where several dates stood beside it before the move, of which any may have been meant.",
        OURS,
        lambda row: row.standing.slip if row.moves else None,
        Holds.NUMBER,
    ),
    cell(
        "delivery_said_by",
        "What says how it stands: the plan itself, or an update since; nothing where nobody reported.",
        OURS,
        lambda row: _said_by(row.standing),
        words=("plan", "update"),
    ),
    cell(
        "delivery_reason",
        "Why it ended, paused, was not started or moved, as the update that says how it stands prints it.",
        PRINTED,
        lambda row: row.reported.reason if row.reported else None,
        is_computed=True,
    ),
    cell(
        "superseded_by",
        "The citation key of what took its place.",
        EDITOR,
        lambda row: row.key(after) if row.reported and (after := row.reported.superseded_by) else None,
        is_computed=True,
    ),
    cell(
        "last_update_day",
        "The day of the last update on it, whatever that says.",
        OURS,
        lambda row: row.standing.last_reported if row.standing.statements else None,
        Holds.DAY,
    ),
    cell(
        "assurance_day",
        "The day of the finding that judged it.",
        OURS,
        lambda row: found.document.date if row.standing.statements and (found := row.standing.finding) else None,
        Holds.DAY,
    ),
    cell(
        "found_otherwise",
        "Whether it was last said to be complete, and last found anything but achieved.",
        OURS,
        lambda row: row.standing.differs,
        Holds.TRUTH,
        is_required=True,
    ),
    cell(
        "repeats",
        "The citation keys of the earlier recommendations or actions that are made again here.",
        EDITOR,
        lambda row: row.keys(row.action.repeats),
        Holds.LIST,
    ),
    cell(
        "repeated_by",
        "The citation keys of the later recommendations and actions that make it again.",
        OURS,
        lambda row: tuple([one.key for one in again]) if (again := row.ways.made_again.get(row.page)) else (),
        Holds.LIST,
    ),
    cell(
        "see",
        "The citation keys of the recommendations or actions that its words point to.",
        EDITOR,
        lambda row: row.keys(row.action.see),
        Holds.LIST,
    ),
    cell(
        "also_answers",
        "The citation keys of the other recommendations that it answers too.",
        EDITOR,
        lambda row: row.keys(row.action.also_answers),
        Holds.LIST,
    ),
    cell(
        "answered_with",
        "The citation key of the recommendation whose response answers this one too.",
        EDITOR,
        lambda row: row.key(row.action.answered_with) if row.action.answered_with else None,
    ),
    cell(
        "steps",
        "How many steps are printed below it.",
        OURS,
        lambda row: len(row.action.steps),
        Holds.NUMBER,
        is_required=True,
    ),
    cell(
        "inferred",
        meaning(Action, "inferred"),
        EDITOR,
        lambda row: tuple([one.value for one in row.action.inferred]) if row.action.inferred else (),
        Holds.LIST,
        words=tuple(Inferred),
    ),
    cell(
        "entered", "The day its plan came into this collection.", EDITOR, lambda row: row.made.plan.entered, Holds.DAY
    ),
    cell("note", meaning(Action, "note"), EDITOR, lambda row: row.action.note),
    cell(
        "formerly",
        "Citation keys it had before; they lead to it still.",
        EDITOR,
        lambda row: former_keys(row.made.plan, row.action.formerly) if row.action.formerly else (),
        Holds.LIST,
    ),
)


def _said_by(standing: Standing) -> str | None:
    if not standing.is_reported:
        return None
    return "plan" if standing.is_said_by_plan else "update"


def _actions(ways: Connections, plan: Plan) -> Iterator[_Promised]:
    for made in ways.index.made[plan.id]:
        page, address, key = made.page, address_of(made.page), made.key
        decision, cells = made.decision, tuple(made.recommendation.beside)
        addressees = addressees_of(ways.index, made)
        for one in made.standings:
            at = f"#{one.action.id}"
            moves = one.date_moves if one.statements else ()
            first = moves[0].moved_date.before.targets if moves and moves[0].moved_date else one.targets
            report = one.report if one.statements else None
            where, now = (page + at, address + at), _only(one.targets)
            yield _Promised(
                ways, made, key, addressees, decision, cells, one, one.action, *where, moves, first, now, report
            )


ACTIONS = table_of_plans(
    "actions",
    "Actions",
    "A row is an action, or an aim that is followed like one, as it was promised and as it stands.",
    ("action",),
    _ACTIONS,
    _actions,
)


@dataclass(frozen=True)
class _Stepped:
    """A step of an action, by its place among the steps."""

    index: Index
    standing: Standing
    place: int
    step: Step


_STEPS: tuple[Cell[_Stepped], ...] = (
    cell(
        "action",
        "The citation key of the action that it is a step of.",
        OURS,
        lambda row: row.standing.key,
        is_required=True,
        refers_to=("actions", "action"),
    ),
    cell(
        "step",
        "Its place among the steps of the action, counted from 1.",
        OURS,
        lambda row: row.place,
        Holds.NUMBER,
        is_required=True,
    ),
    cell("number", meaning(Step, "number"), PRINTED, lambda row: row.step.number),
    cell("words", meaning(Step, "words"), PRINTED, lambda row: row.step.words, is_required=True),
    cell("owner_printed", meaning(Step, "owner"), PRINTED, lambda row: row.step.owner),
    cell(
        "owners",
        "The owners that the printed words name.",
        OURS,
        lambda row: (
            tuple(post.key for post in row.index.posts(row.standing.plan, row.step.owner or ""))
            if row.step.owner
            else ()
        ),
        Holds.LIST,
        refers_to=("owners", "owner"),
    ),
    cell("target_date_printed", meaning(Step, "target_date"), PRINTED, lambda row: row.step.target_date),
    cell("date_read_as", meaning(Step, "date_read_as"), EDITOR, lambda row: row.step.date_read_as),
    cell(
        "target_earliest",
        "The first day of the date, as read.",
        OURS,
        lambda row: row.step.target.earliest if row.step.target else None,
        Holds.DAY,
    ),
    cell(
        "target_latest",
        "The last day of the date, as read; a step is never counted as late.",
        OURS,
        lambda row: row.step.target.latest if row.step.target else None,
        Holds.DAY,
    ),
    cell(
        "target_kind",
        "What sort of date it is.",
        OURS,
        lambda row: row.step.target.kind.value if row.step.target else None,
        words=tuple(Kind),
    ),
    cell(
        "inferred",
        meaning(Step, "inferred"),
        EDITOR,
        lambda row: tuple(one.value for one in row.step.inferred),
        Holds.LIST,
        words=tuple(Inferred),
    ),
    cell("note", meaning(Step, "note"), EDITOR, lambda row: row.step.note),
)


def _steps(ways: Connections, plan: Plan) -> Iterator[_Stepped]:
    for made in ways.index.made[plan.id]:
        for standing in made.standings:
            for place, step in enumerate(standing.action.steps, start=1):
                yield _Stepped(ways.index, standing, place, step)


STEPS = table_of_plans(
    "steps",
    "Steps",
    "A row is a step of an action, in the order printed.",
    ("action", "step"),
    _STEPS,
    _steps,
)
