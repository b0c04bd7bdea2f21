"""What plans leave open: the advice on them, once for each action or recommendation, and of how many it was asked.

It depends on no day: what an update ever gave is asked for no more.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import HOW_TO_ADVICE, history_page, plan_page, recommendation_page, slug
from generator.advice_rules import Piece, pieces
from generator.fields import recommendation_of
from generator.index import Index, Made
from generator.model import Plan
from generator.pictures import Left, Parts, Picture, Row, Shares
from generator.vocabulary import Advice


@dataclass(frozen=True)
class Asked:
    """What a rule asks something of, in words, and how many of it there are in a plan."""

    one: str
    many: str
    of: Callable[[Sequence[Made]], int]

    def counted(self, number: int) -> str:
        """'1 action', '1,200 actions'"""
        return f"{number:,} {self.one if number == 1 else self.many}"


ACTIONS = Asked("action", "actions", lambda made: sum(len(one.standings) for one in made))
RECOMMENDATIONS = Asked("recommendation", "recommendations", len)
LIMITED = Asked(
    "recommendation partly or not agreed",
    "recommendations partly or not agreed",
    lambda made: sum(bool(one.recommendation.decision_reason) for one in made),
)
WORDS = Asked(
    "recommendation or action", "recommendations and actions", lambda made: RECOMMENDATIONS.of(made) + ACTIONS.of(made)
)
ALL_WORDS = Asked(
    "plan, recommendation or action", "plans, recommendations and actions", lambda made: 1 + WORDS.of(made)
)

# What each rule is asked of: of the plans first, then of our copies of them.
OF_PLANS: Mapping[Advice, Asked] = {
    Advice.NO_ACTION: RECOMMENDATIONS,
    Advice.NO_OWNER: ACTIONS,
    Advice.NO_DATE: ACTIONS,
    Advice.NO_END: ACTIONS,
    Advice.NO_MEASURABLE_VERB: ACTIONS,
    Advice.REASON_NOT_STATED: LIMITED,
    Advice.TARGET_BEFORE_SUBMISSION: ACTIONS,
    Advice.DIFFERENT_DATES: ACTIONS,
}
OF_COPIES: Mapping[Advice, Asked] = {
    Advice.CONTACT_DETAILS: ALL_WORDS,
    Advice.OWNER_SPELT_ALIKE: WORDS,
    Advice.WORD_CUT_IN_TWO: WORDS,
}
ASKED = {**OF_PLANS, **OF_COPIES}


def called(rule: Advice) -> str:
    """What is open by a rule, beginning with a capital."""
    return rule.capitalize()


def reason_page(rule: Advice) -> str:
    """Where its reason stands."""
    return f"{HOW_TO_ADVICE}#{slug(rule)}"


@dataclass(frozen=True)
class Point:
    """What a rule finds open in a recommendation or an action: one, however often it finds it there."""

    rule: Advice
    plan: Plan
    id: str
    """Of the recommendation or the action; '' for the head of the plan and what was said and found of it."""
    pieces: tuple[Piece, ...]

    @property
    def page(self) -> str:
        """Where it is shown."""
        if not self.id:
            return (history_page if self.pieces[0].document else plan_page)(self.plan.id)
        recommendation = recommendation_of(self.id)
        page = recommendation_page(self.plan.id, recommendation)
        return page if recommendation == self.id else f"{page}#{self.id}"

    @property
    def answers(self) -> tuple[str, ...]:
        """What an editor answers; nothing while a part of it is not answered."""
        given = dict.fromkeys(piece.answer for piece in self.pieces)
        return tuple(given) if all(given) else ()

    @property
    def state(self) -> Left:
        """Whether it is answered."""
        return Left.ANSWERED if self.answers else Left.OPEN


@dataclass(frozen=True)
class Found:
    """What a rule finds in a plan: its points there, and of how many it was asked."""

    rule: Advice
    plan: Plan
    points: tuple[Point, ...]
    asked: int

    @property
    def answered(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """Every answer, with the points that it is given to."""
        given: defaultdict[str, list[Point]] = defaultdict(list)
        for point in self.points:
            for answer in point.answers:
                given[answer].append(point)
        return tuple((answer, tuple(points)) for answer, points in given.items())


@dataclass(frozen=True)
class LeftOpen:
    """What the plans of an index leave open."""

    index: Index

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What each rule finds in each plan that leaves something open, by rule and in it by plan."""
        held: defaultdict[tuple[Advice, str], dict[str, list[Piece]]] = defaultdict(dict)
        for piece in pieces(self.index.collection):
            held[piece.rule, piece.plan.id].setdefault(piece.id, []).append(piece)
        return tuple(
            self._found(rule, plan, held[rule, plan.id])
            for rule in ASKED
            for plan in self.index.plans
            if (rule, plan.id) in held
        )

    def _found(self, rule: Advice, plan: Plan, held: Mapping[str, Sequence[Piece]]) -> Found:
        points = tuple(Point(rule, plan, id_, tuple(same)) for id_, same in held.items())
        return Found(rule, plan, points, self.asked(rule, [plan]))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every point, in the same order, those of a plan as they are printed."""
        return tuple(point for one in self.found for point in one.points)

    @cached_property
    def _in_plan(self) -> Mapping[str, tuple[Found, ...]]:
        held: defaultdict[str, list[Found]] = defaultdict(list)
        for one in self.found:
            held[one.plan.id].append(one)
        return {plan: tuple(found) for plan, found in held.items()}

    def in_plan(self, plan: Plan) -> tuple[Found, ...]:
        """What each rule finds in a plan."""
        return self._in_plan.get(plan.id, ())

    @cached_property
    def _at(self) -> Mapping[tuple[str, str], tuple[Point, ...]]:
        held: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
        for point in self.points:
            held[point.plan.id, point.id].append(point)
        return {at: tuple(points) for at, points in held.items()}

    def at(self, plan: Plan, id_: str) -> list[tuple[str, list[Point]]]:
        """The points on a recommendation or an action, below what they are called: those of the plan, of our copy."""
        points = self._at.get((plan.id, id_), ())
        kinds = (("Left open", OF_PLANS), ("In our copy", OF_COPIES))
        return [(label, held) for label, rules in kinds if (held := [point for point in points if point.rule in rules])]

    def asked(self, rule: Advice, plans: Iterable[Plan]) -> int:
        """Of how many a rule asks in some plans: where copying goes on, contact details alone are looked for."""
        asked = (plan for plan in plans if rule is Advice.CONTACT_DETAILS or not plan.copying_since)
        return sum(ASKED[rule].of(self.index.made[plan.id]) for plan in asked)

    @property
    def being_copied(self) -> tuple[Plan, ...]:
        """The plans that are still being copied."""
        return tuple(plan for plan in self.index.plans if plan.copying_since)

    def by_rule(self) -> Picture:
        """What each rule finds in all plans."""
        states: defaultdict[Advice, Counter[Left]] = defaultdict(Counter)
        for point in self.points:
            states[point.rule][point.state] += 1
        rows = (
            Row(called(rule), _parts(self.asked(rule, self.index.plans), states[rule]), reason_page(rule))
            for rule in ASKED
        )
        return Picture("What is asked", tuple(rows))

    def by_plan(self, shares: Shares) -> Picture:
        """What all rules find in each share's plans."""
        rows = (Row(one.label, self._parts_of(one.plans), one.page, one.is_known) for one in shares.shares)
        return Picture(shares.by, tuple(rows))

    def _parts_of(self, plans: Sequence[Plan]) -> Parts:
        states = Counter(point.state for plan in plans for found in self.in_plan(plan) for point in found.points)
        return _parts(sum(self.asked(rule, plans) for rule in ASKED), states)

    def plans(self, rule: Advice) -> int:
        """How many plans leave open what a rule asks."""
        return self._plans[rule]

    @cached_property
    def _plans(self) -> Counter[Advice]:
        return Counter(one.rule for one in self.found)


def _parts(asked: int, states: Counter[Left]) -> Parts:
    parts = {Left.NOTHING: asked - states.total(), Left.ANSWERED: states[Left.ANSWERED], Left.OPEN: states[Left.OPEN]}
    return tuple((state, number) for state, number in parts.items() if number)
