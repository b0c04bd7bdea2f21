"""What documents say of one action or recommendation, in their order, and what each of them moved.

What was first promised stands in the plan and never changes; a document puts something else in its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.model import Action, Aim, Finding, FindingEntry, Recommendation, Update, UpdateEntry
from generator.targetdate import TargetDate
from generator.vocabulary import CLOSING, Assurance, Delivery

Told = tuple[Update | Finding, UpdateEntry | FindingEntry]
"""A document, and its entry on something."""


@dataclass(frozen=True)
class Promise:
    """A target date, an owner, words or a decision as it stood at one time: as printed, and dates as read too.

    Several stand only where a cell beside several actions has them; none where nothing was printed.
    """

    words: tuple[str, ...] = ()
    targets: tuple[TargetDate, ...] = ()

    @property
    def latest(self) -> date | None:
        """The last day of a target date, if it has one."""
        return latest(self.targets)


@dataclass(frozen=True)
class Move:
    """That a document put one promise in the place of another."""

    what: str  # the field of the entry: target_date, owner, words, decision
    addressee: str  # whose decision, where several decide; else ''
    before: Promise
    after: Promise


@dataclass(frozen=True)
class Statement:
    """What one document says of an action or a recommendation, and what it moved."""

    document: Update | Finding
    entry: UpdateEntry | FindingEntry
    moves: tuple[Move, ...]
    delivery: Delivery | None  # what it reports, if it does
    reported_before: Delivery  # what was last reported before it

    @property
    def assurance(self) -> Assurance | None:
        """What the inspectorate judges, if it does."""
        return self.entry.judgement if isinstance(self.entry, FindingEntry) else None

    @property
    def is_reopening(self) -> bool:
        """Whether it reports on something that was closed before as not closed."""
        return self.reported_before in CLOSING and self.delivery is not None and self.delivery not in CLOSING

    @property
    def lacks_evidence(self) -> bool:
        """Whether it says that something is complete, and names nothing that shows it."""
        return self.delivery is Delivery.COMPLETE and not self.entry.evidence

    @property
    def moved_date(self) -> Move | None:
        """The move of a target date, if it tells of one."""
        return self._moved("target_date")

    @property
    def moved_decision(self) -> Move | None:
        """The new decision, if it tells of one."""
        return self._moved("decision")

    def _moved(self, what: str) -> Move | None:
        return next((move for move in self.moves if move.what == what), None)


def latest(targets: Iterable[TargetDate]) -> date | None:
    """The last day of several dates; None if any has no last day, or there are none."""
    days = [target.latest for target in targets]
    return None if None in days else max((day for day in days if day), default=None)


def statements(
    told: Iterable[Told],
    first: Mapping[str, Promise],
    delivery: Delivery = Delivery.NOT_REPORTED,
    addressee_of: Callable[[UpdateEntry], str] = lambda entry: entry.addressee or "",
) -> Iterator[Statement]:
    """Statements in the order told, each with what stood before it.

    `first` has what the plan prints under each field; for decisions under 'decision' and the addressee, as in
    'decision of Harbour' (one alone has no addressee). `delivery` is what the plan itself reports.
    """
    standing = dict(first)
    for document, entry in told:
        if isinstance(entry, FindingEntry):
            yield Statement(document, entry, (), None, delivery)
            continue
        moves = tuple(_moves(entry, standing, addressee_of))
        reported = reported_delivery(entry)
        yield Statement(document, entry, moves, reported, delivery)
        standing |= {_field(move.what, move.addressee): move.after for move in moves}
        delivery = reported or delivery


def reported_delivery(entry: UpdateEntry) -> Delivery | None:
    """What an update reports: a delivery, or a date that reports one."""
    printed = entry.target.delivery if entry.target else ""
    return entry.delivery or (Delivery(printed) if printed else None)


def _moves(
    entry: UpdateEntry, standing: Mapping[str, Promise], addressee_of: Callable[[UpdateEntry], str]
) -> Iterator[Move]:
    for what in entry.moves:
        addressee = addressee_of(entry) if what == "decision" else ""
        targets = (entry.target,) if what == "target_date" and entry.target else ()
        before = standing.get(_field(what, addressee), Promise())
        yield Move(what, addressee, before, Promise((getattr(entry, what),), targets))


def _field(what: str, addressee: str) -> str:
    return f"{what} of {addressee}" if addressee else what


# What the plan prints, that a document may change


def first_decisions(recommendation: Recommendation) -> dict[str, str]:
    """The decision first printed, of each addressee; of '' where there is one decision alone."""
    return dict(recommendation.decisions) or {"": recommendation.decision or ""}


def first_of_recommendation(recommendation: Recommendation) -> dict[str, Promise]:
    """What a plan prints of a recommendation that a document may change."""
    decisions = {
        f"decision of {addressee}" if addressee else "decision": Promise((words,) if words else ())
        for addressee, words in first_decisions(recommendation).items()
    }
    return {"words": Promise((recommendation.text,) if recommendation.text else ()), **decisions}


def first_of_action(recommendation: Recommendation, action: Action | Aim) -> dict[str, Promise]:
    """What a plan prints of an action that a document may change."""
    targets, own, beside = targets_of(recommendation, action, ())
    return {
        "words": Promise((action.words,) if action.words else ()),
        "owner": Promise((action.owner,) if action.owner else owners_beside(recommendation, action)),
        "target_date": Promise((own,) if own else beside, targets),
    }


def owners_beside(recommendation: Recommendation, action: Action | Aim) -> tuple[str, ...]:
    """The owners in the cell beside an action, if there is one."""
    return next((cell.owner for cell in recommendation.beside if cell.owner and action.id in cell.words), ())


def targets_of(
    recommendation: Recommendation, action: Action | Aim, updates: Iterable[UpdateEntry]
) -> tuple[tuple[TargetDate, ...], str, tuple[str, ...]]:
    """The dates that count, their own printed words, and the words of a cell beside several actions."""
    dated = [record for record in (action, *updates) if record.target]
    if dated:
        last = dated[-1]
        return tuple(filter(None, [last.target])), last.target_date or "", ()
    cell = next((cell for cell in recommendation.beside if cell.target_date and action.id in cell.words), None)
    return (cell.targets, "", cell.target_date) if cell else ((), "", ())


def printed_delivery(recommendation: Recommendation, action: Action | Aim) -> Delivery | None:
    """What the printed date reports; of several beside an action nothing, since it is not known which is meant."""
    targets, *_ = targets_of(recommendation, action, ())
    return Delivery(targets[0].delivery) if len(targets) == 1 and targets[0].delivery else None
