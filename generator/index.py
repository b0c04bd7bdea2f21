"""The collection seen from every side on one day: where each action stands, and what belongs to whom.

Order is decided here: plans newest first, then by name; recommendations and actions as printed; bodies, owners by name;
themes as site_config.yml has them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from hashlib import sha256
from typing import TypeVar

from generator.addresses import recommendation_page, slug
from generator.ledger import (
    Statement,
    Told,
    first_decisions,
    first_of_action,
    first_of_recommendation,
    latest,
    owners_beside,
    printed_delivery,
    statements,
    targets_of,
)
from generator.model import (
    Action,
    Aim,
    Body,
    Collection,
    Finding,
    GroupHeading,
    Plan,
    Recommendation,
    Theme,
    Update,
    UpdateEntry,
)
from generator.targetdate import TargetDate
from generator.vocabulary import (
    CLOSING,
    LIMITED,
    Assurance,
    Decision,
    DecisionReason,
    Delivery,
    Timeliness,
)

DUE_SOON = timedelta(days=30)
SILENCE = timedelta(days=365)

# What needs a reader's eye first.
TIMELINESS_ORDER = (
    Timeliness.OVERDUE,
    Timeliness.DATE_PASSED,
    Timeliness.DUE_SOON,
    Timeliness.DUE,
    Timeliness.NO_DATE,
    Timeliness.CLOSED,
)

MOST_LIMITED_FIRST = (
    Decision.NOT_AGREED,
    Decision.PARTLY_AGREED,
    Decision.AGREED_IN_PRINCIPLE,
    Decision.AWAITED,
    Decision.NOT_KNOWN,
    Decision.AGREED,
)

Word = TypeVar("Word", bound=Hashable)


@dataclass(frozen=True, order=True)
class Post:
    """An owner of a body: `id` is unique within the body."""

    body_name: str
    name: str = field(compare=False)  # spelt nearly alike two are one: 'Head of HR' and 'Head of HR.'
    body: str
    id: str

    @property
    def key(self) -> str:
        """Its id among all owners: 'harbour/hr'."""
        return f"{self.body}/{self.id}"


@dataclass(frozen=True)
class Answer:
    """What one addressee decides: the last words said, and those first printed; '' for no words."""

    addressee: str  # '' where the recommendation has one decision alone
    decision: Decision
    words: str
    first: str
    reasons: tuple[DecisionReason, ...]  # why it is partly or not agreed


@dataclass(frozen=True)
class Standing:
    """Where an action stands on the as-at date, by what its plan, its updates and its findings say up to then."""

    plan: Plan
    recommendation: Recommendation
    action: Action | Aim
    owners: tuple[Post, ...]  # of each, or between them where `owners_beside` has several
    owner_words: str  # the printed words of its own owner that counts
    owners_beside: tuple[str, ...]  # printed in a cell beside several actions
    targets: tuple[TargetDate, ...]  # one, or those of a cell beside several actions
    latest: date | None  # the last day of these, if they have one
    date_words: str  # the printed words of its own date that counts
    dates_beside: tuple[str, ...]
    delivery: Delivery
    is_said_by_plan: bool  # the delivery was printed with the plan
    assurance: Assurance
    timeliness: Timeliness
    statements: tuple[Statement, ...]  # what was said and found of it, by day
    is_silent: bool | None  # None: not known since when

    @property
    def id(self) -> str:
        """The action's id."""
        assert self.action.id
        return self.action.id

    @property
    def key(self) -> str:
        """The action's citation key."""
        return f"{self.plan.id}/{self.action.id}"

    @property
    def page(self) -> str:
        """The action's place on its recommendation's page."""
        return f"{recommendation_page(self.plan.id, self.recommendation.id)}#{self.id}"

    @property
    def last_reported(self) -> date | None:
        """The day of the last update, whatever it says."""
        return max((one.document.date for one in self.statements if isinstance(one.document, Update)), default=None)

    @property
    def report(self) -> Statement | None:
        """The update that last reported a delivery."""
        return next((one for one in reversed(self.statements) if one.delivery), None)

    @property
    def finding(self) -> Statement | None:
        """The finding that last judged it."""
        return next((one for one in reversed(self.statements) if one.assurance), None)

    @property
    def differs(self) -> bool:
        """Whether it was last reported complete, and last found anything but achieved."""
        is_said_done = self.delivery is Delivery.COMPLETE
        return is_said_done and self.is_assessed and self.assurance is not Assurance.ACHIEVED

    @property
    def new_words(self) -> tuple[date, str] | None:
        """The words it has since a day, where an update changed them."""
        return _new_words(self.statements)

    @property
    def date_moves(self) -> tuple[Statement, ...]:
        """The statements that moved its target date."""
        return tuple(one for one in self.statements if one.moved_date)

    @property
    def slip(self) -> int | None:
        """How many days the last day of its target date moved in all; None if there is none to compare."""
        first = next((move.before for one in self.statements if (move := one.moved_date)), None)
        if first is None or len(first.targets) != 1 or not first.latest or not self.latest:
            return None  # of several dates beside it any may have been meant
        return (self.latest - first.latest).days

    @property
    def is_reported(self) -> bool:
        """Whether anybody said how far it is."""
        return self.delivery is not Delivery.NOT_REPORTED

    @property
    def is_assessed(self) -> bool:
        """Whether the inspectorate judged it."""
        return self.assurance is not Assurance.NOT_ASSESSED

    @property
    def is_shared(self) -> bool:
        """Whether its owners are printed beside several actions, without saying whose is which."""
        return len(self.owners_beside) > 1

    @property
    def is_owner_moved(self) -> bool:
        """Whether the owner that counts is not the one first printed."""
        return self.owner_words != (self.action.owner or "")

    @property
    def is_moved(self) -> bool:
        """Whether the date that counts is not the one first printed."""
        return self.date_words != (self.action.target_date or "")


@dataclass(frozen=True)
class Made:
    """A recommendation as it stands: its decisions, and its actions in the order printed."""

    plan: Plan
    recommendation: Recommendation
    heading: str  # the line printed above it and those before it, or ''
    answers: tuple[Answer, ...]
    assurance: Assurance
    statements: tuple[Statement, ...]  # what was said and found of it, by day
    standings: tuple[Standing, ...]
    themes: tuple[tuple[str, Theme], ...]

    @property
    def page(self) -> str:
        """The recommendation's page."""
        return recommendation_page(self.plan.id, self.recommendation.id)

    @property
    def key(self) -> str:
        """The recommendation's citation key."""
        return f"{self.plan.id}/{self.recommendation.id}"

    @property
    def new_words(self) -> tuple[date, str] | None:
        """The words it has since a day, where an update changed them."""
        return _new_words(self.statements)

    @property
    def finding(self) -> Statement | None:
        """The finding that last judged it."""
        return next((one for one in reversed(self.statements) if one.assurance), None)

    @property
    def reasons(self) -> frozenset[DecisionReason]:
        """Why it is limited, by whomever."""
        return frozenset(reason for answer in self.answers for reason in answer.reasons)

    @property
    def decision(self) -> Decision:
        """The one decision; of several the most limited, so that no limit is hidden."""
        return min((answer.decision for answer in self.answers), key=MOST_LIMITED_FIRST.index)


@dataclass(frozen=True)
class Index:
    """A collection as it stands at the end of the day `as_at`."""

    collection: Collection
    as_at: date

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that were not removed, newest first."""
        present = [plan for plan in self.collection.plans.values() if not plan.removed]
        return tuple(sorted(present, key=lambda plan: (-_when(plan).toordinal(), plan.id)))

    @cached_property
    def removed_plans(self) -> tuple[Plan, ...]:
        """The plans that were removed, by id; their pages say so."""
        removed = [plan for plan in self.collection.plans.values() if plan.removed]
        return tuple(sorted(removed, key=lambda plan: plan.id))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each plan is called: its body and year, with its id where two would be called the same."""
        plain = {plan.id: _plain_name(plan) for plan in self.collection.plans.values()}
        times = Counter(plain.values())
        return {id_: name if times[name] == 1 else f"{name} ({id_})" for id_, name in plain.items()}

    @cached_property
    def made(self) -> Mapping[str, tuple[Made, ...]]:
        """The recommendations of each plan, removed ones left out, as they stand."""
        return {plan.id: tuple(self._made(plan)) for plan in self.plans}

    @cached_property
    def all_made(self) -> tuple[Made, ...]:
        """The recommendations of all plans."""
        return tuple(made for plan in self.plans for made in self.made[plan.id])

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The actions of all plans."""
        return tuple(standing for made in self.all_made for standing in made.standings)

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Made, ...]]:
        """For every theme its recommendations."""
        themes = self.collection.settings.themes
        return {id_: tuple(made for made in self.all_made if id_ in made.recommendation.themes) for id_ in themes}

    @cached_property
    def by_owner(self) -> Mapping[Post, tuple[Standing, ...]]:
        """For every owner the actions it answers for, alone or with others."""
        held: defaultdict[Post, list[Standing]] = defaultdict(list)
        for standing in self.standings:
            for post in standing.owners:
                held[post].append(standing)
        return {post: tuple(held[post]) for post in sorted(held, key=post_order)}

    @cached_property
    def unowned(self) -> Mapping[str, tuple[Standing, ...]]:
        """For every body whose plans have any the actions beside which no owner is printed."""
        without = (standing for standing in self.standings if not standing.owners)
        return self._grouped(without, lambda standing: self.body_called[standing.plan.body].id)

    @cached_property
    def owners_of(self) -> Mapping[str, tuple[Post, ...]]:
        """For every body that has owners its owners."""
        held: defaultdict[str, list[Post]] = defaultdict(list)
        for post in self.by_owner:
            held[post.body].append(post)
        return {body: tuple(posts) for body, posts in held.items()}

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies that were not removed, by name."""
        return tuple(body for body in self.all_bodies if not body.removed)

    @cached_property
    def all_bodies(self) -> tuple[Body, ...]:
        """The bodies, removed ones too, by name."""
        return tuple(sorted(self.collection.bodies.values(), key=lambda body: (body.name.casefold(), body.id)))

    @cached_property
    def all_plans(self) -> tuple[Plan, ...]:
        """The plans, removed ones last."""
        return (*self.plans, *self.removed_plans)

    @cached_property
    def plans_of(self) -> Mapping[str, tuple[Plan, ...]]:
        """For every body its plans."""
        return self._grouped(self.plans, lambda plan: self.body_called[plan.body].id)

    @cached_property
    def addressed_to(self) -> Mapping[str, tuple[Made, ...]]:
        """For every body the recommendations of other bodies' plans that are made to it."""
        held: defaultdict[str, list[Made]] = defaultdict(list)
        for made in self.all_made:
            own = self.body_called[made.plan.body].id
            names = {made.recommendation.addressee, *made.recommendation.decisions}
            for body in sorted({self.body_called[name].id for name in names if name} - {own}):
                held[body].append(made)
        return {body: tuple(found) for body, found in held.items()}

    @cached_property
    def body_called(self) -> Mapping[str, Body]:
        """The body of every name."""
        return {name: body for body in self.collection.bodies.values() for name in body.names}

    @cached_property
    def documents(self) -> Mapping[str, tuple[Update | Finding, ...]]:
        """The documents of each plan up to the as-at date, by day; removed ones too, which count for nothing."""
        said = (document for document in self.collection.documents if document.date <= self.as_at)
        return self._grouped(said, lambda document: document.plan)

    @cached_property
    def statements(self) -> Mapping[str, Mapping[str, tuple[Statement, ...]]]:
        """For every plan what its documents say up to the as-at date, by the id of what they are about, by day."""
        return {plan.id: dict(self._statements(plan)) for plan in self.collection.plans.values()}

    def _statements(self, plan: Plan) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        records = {record.id or "": record for made in plan.made for record in (made, *made.followed)}
        present = {former: id_ for id_, record in records.items() for former in record.formerly}
        around = {one.id: made for made in plan.made for one in made.followed}
        told: defaultdict[str, list[Told]] = defaultdict(list)
        for document in self.documents.get(plan.id, ()):
            for entry in () if document.removed else document.entries:
                told[present.get(entry.about, entry.about)].append((document, entry))
        for id_, entries in told.items():
            record = records.get(id_)
            if isinstance(record, Recommendation):
                addressee_of = partial(self._addressee, list(first_decisions(record)))
                yield id_, tuple(statements(entries, first_of_recommendation(record), addressee_of=addressee_of))
            elif record:
                said = printed_delivery(around[id_], record) or Delivery.NOT_REPORTED
                yield id_, tuple(statements(entries, first_of_action(around[id_], record), said))
            else:  # what the source lacks
                yield id_, tuple(statements(entries, {}))

    def taken_back(self, plan: Plan, record: Recommendation | Action | Aim) -> list[Update | Finding]:
        """The documents that spoke of something and were removed since, by day."""
        ids = {record.id, *record.formerly}
        removed = (document for document in self.documents.get(plan.id, ()) if document.removed)
        return [document for document in removed if any(entry.about in ids for entry in document.entries)]

    def _said_of(self, plan: Plan, record: Recommendation | Action | Aim) -> tuple[Statement, ...]:
        return self.statements[plan.id].get(record.id or "", ())

    @cached_property
    def _posts(self) -> Mapping[tuple[str, str], tuple[Post, ...]]:
        """The owners that every listed spelling stands for, by body and spelling."""
        found: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
        for body in self.collection.bodies.values():
            for id_, owner in body.owners.items():
                for spelling in (owner.name, *owner.also):
                    found[body.id, spelling].append(self.listed_owner(body, id_))
        return {spelling: tuple(dict.fromkeys(posts)) for spelling, posts in found.items()}

    def posts(self, plan: Plan, printed: str) -> tuple[Post, ...]:
        """The owners a printed string names; one of its own, if the body's file lists neither it nor its slug."""
        body = self.body_called[plan.body]
        if listed := self.listed_owners(body, printed):
            return listed
        id_ = slug(printed)
        now = self._owner_ids.get((body.id, id_))
        return (self.listed_owner(body, now) if now else Post(body.name, printed, body.id, id_),)

    def listed_owners(self, body: Body, words: str) -> tuple[Post, ...]:
        """The owners that a body's file lists under some words."""
        return self._posts.get((body.id, words), ())

    @cached_property
    def _owner_ids(self) -> Mapping[tuple[str, str], str]:
        """The present id of every owner that a body's file lists, by body and id, present or former."""
        return {
            (body.id, named): id_
            for body in self.collection.bodies.values()
            for id_, owner in body.owners.items()
            for named in (id_, *owner.formerly)
        }

    def listed_owner(self, body: Body, id_: str) -> Post:
        """An owner that a body's file lists, at the body it belongs to."""
        owner = body.owners[id_]
        home = self.body_called[owner.of] if owner.of else body
        return Post(home.name, home.owners.get(id_, owner).name, home.id, id_)

    def file_hash(self, plan: Plan) -> str:
        """The SHA-256 of a plan's own file, as it is published."""
        return sha256(self.collection.files[plan.id]).hexdigest()

    def page_of(self, plan: Plan, reference: str) -> str | None:
        """The page, with its anchor, of what a reference in a plan leads to; None where the source lacks it."""
        named, _, id_ = reference.rpartition("/")
        return self._pages.get((named or plan.id, id_))

    @cached_property
    def _pages(self) -> Mapping[tuple[str, str], str]:
        """The pages of all recommendations and actions, by plan and id, former ids too, whether removed or not."""
        found: dict[tuple[str, str], str] = {}
        for plan in self.all_plans:
            for made in plan.made:
                page = recommendation_page(plan.id, made.id)
                pages = dict.fromkeys((made.id, *made.formerly), page)
                for action in made.followed:
                    pages |= dict.fromkeys((action.id or "", *action.formerly), f"{page}#{action.id}")
                found |= {(named, id_): page for named in (plan.id, *plan.formerly) for id_, page in pages.items()}
        return found

    @staticmethod
    def _grouped(values: Iterable[Word], key: Callable[[Word], str]) -> dict[str, tuple[Word, ...]]:
        held: defaultdict[str, list[Word]] = defaultdict(list)
        for value in values:
            held[key(value)].append(value)
        return {name: tuple(found) for name, found in held.items()}

    def _made(self, plan: Plan) -> Iterator[Made]:
        themes = self.collection.settings.themes
        heading = ""
        for recommendation in plan.recommendations:
            if isinstance(recommendation, GroupHeading):
                heading = recommendation.words
                continue
            if recommendation.removed:
                continue
            yield Made(
                plan,
                recommendation,
                heading,
                tuple(self._answers(plan, recommendation)),
                _assurance(self._said_of(plan, recommendation)),
                self._said_of(plan, recommendation),
                tuple(
                    self.standing(plan, recommendation, action)
                    for action in recommendation.followed
                    if not action.removed
                ),
                tuple((id_, themes[id_]) for id_ in themes if id_ in recommendation.themes),
            )

    def _answers(self, plan: Plan, recommendation: Recommendation) -> Iterator[Answer]:
        first = first_decisions(recommendation)
        said = {addressee: (words, recommendation.decision_reason) for addressee, words in first.items()}
        for entry in _updates(self._said_of(plan, recommendation)):
            if entry.decision:
                said[self._addressee(list(first), entry)] = (entry.decision, entry.decision_reason)
        for addressee, (words, reasons) in said.items():
            decision = self.collection.settings.decision(words) or Decision.NOT_KNOWN
            yield Answer(addressee, decision, words, first[addressee], reasons if decision in LIMITED else ())

    def _addressee(self, addressees: list[str], entry: UpdateEntry) -> str:
        """Whose decision an update tells, by the name that the plan has for it."""
        if len(addressees) == 1:
            return addressees[0]
        body = self.body_called[entry.addressee or ""]
        return next(name for name in addressees if self.body_called[name] is body)

    def standing(self, plan: Plan, recommendation: Recommendation, action: Action | Aim) -> Standing:
        """Where an action stands, or stood when it was removed."""
        said_of_it = self._said_of(plan, action)
        updates = list(_updates(said_of_it))
        last_reported = max((one.document.date for one in said_of_it if isinstance(one.document, Update)), default=None)
        owners, owner_words, owners_beside = self._owners(plan, recommendation, action, updates)
        targets, date_words, dates_beside = targets_of(recommendation, action, updates)
        said = [one.delivery for one in said_of_it if one.delivery]
        by_plan = None if date_words != (action.target_date or "") else printed_delivery(recommendation, action)
        delivery = said[-1] if said else by_plan or Delivery.NOT_REPORTED
        last_day = latest(targets)
        timeliness = self._timeliness(delivery, last_day, last_reported)
        return Standing(
            plan,
            recommendation,
            action,
            owners,
            owner_words,
            owners_beside,
            targets,
            last_day,
            date_words,
            dates_beside,
            delivery,
            is_said_by_plan=bool(by_plan and not said),
            assurance=_assurance(said_of_it),
            timeliness=timeliness,
            statements=said_of_it,
            is_silent=self._is_silent(plan, last_reported) if timeliness is not Timeliness.CLOSED else False,
        )

    def _timeliness(self, delivery: Delivery, last_day: date | None, last_reported: date | None) -> Timeliness:
        """The first that fits; see the table of states on the site's about page."""
        if delivery in CLOSING:
            return Timeliness.CLOSED
        if last_day is None or delivery is Delivery.CONTINUING:
            return Timeliness.NO_DATE
        if last_day - self.as_at > DUE_SOON:
            return Timeliness.DUE
        if last_day >= self.as_at:
            return Timeliness.DUE_SOON
        return Timeliness.OVERDUE if last_reported and last_reported > last_day else Timeliness.DATE_PASSED

    def _is_silent(self, plan: Plan, last_reported: date | None) -> bool | None:
        since = last_reported or plan.submitted or plan.published
        return since + SILENCE < self.as_at if since else None

    def _owners(
        self, plan: Plan, recommendation: Recommendation, action: Action | Aim, updates: Iterable[UpdateEntry]
    ) -> tuple[tuple[Post, ...], str, tuple[str, ...]]:
        """The owners that count, their own printed words, and the words of a cell beside several actions."""
        owned = [record.owner for record in (action, *updates) if record.owner]
        if owned:
            return self.posts(plan, owned[-1]), owned[-1], ()
        beside = owners_beside(recommendation, action)
        posts = (post for printed in beside for post in self.posts(plan, printed))
        return tuple(dict.fromkeys(posts)), "", beside


def _updates(said: Iterable[Statement]) -> Iterator[UpdateEntry]:
    return (one.entry for one in said if isinstance(one.entry, UpdateEntry))


def _assurance(said: Iterable[Statement]) -> Assurance:
    found = [one.assurance for one in said if one.assurance]
    return found[-1] if found else Assurance.NOT_ASSESSED


def _new_words(said: Iterable[Statement]) -> tuple[date, str] | None:
    changed = [
        (one.document.date, one.entry.words) for one in said if isinstance(one.entry, UpdateEntry) and one.entry.words
    ]
    return changed[-1] if changed else None


def _when(plan: Plan) -> date:
    return plan.published or plan.submitted or date.min


def _plain_name(plan: Plan) -> str:
    year = (plan.published or plan.submitted or date.min).year
    return f"{plan.body}, {year}" if year > 1 else plan.body


def post_order(post: Post) -> tuple[str, str, str]:
    """Owners stand by body and name."""
    return post.body_name.casefold(), post.name.casefold(), post.id


def counts(values: Iterable[Word], order: Iterable[Word]) -> list[tuple[Word, int]]:
    """How often each value of an order stands, the absent ones left out; a value beyond the order is a fault."""
    found = Counter(values)
    listed = list(order)
    assert not set(found) - set(listed), set(found) - set(listed)
    return [(word, found[word]) for word in listed if found[word]]


def by_timeliness(standings: Iterable[Standing]) -> list[tuple[Timeliness, tuple[Standing, ...]]]:
    """Actions grouped by timeliness, in each group as they came."""
    grouped: defaultdict[Timeliness, list[Standing]] = defaultdict(list)
    for standing in standings:
        grouped[standing.timeliness].append(standing)
    return [(timeliness, tuple(grouped[timeliness])) for timeliness in TIMELINESS_ORDER if grouped[timeliness]]


def by_date(standings: Iterable[Standing]) -> list[Standing]:
    """Actions by the last day of their target dates, those without one last."""
    return sorted(standings, key=lambda standing: standing.latest or date.max)
