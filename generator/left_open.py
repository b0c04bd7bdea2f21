"""What plans leave open: the advice on them, once for each action or recommendation, and of how many it was asked.

It depends on no day: advice is on what a plan printed, and not on what was said since.
"""

import inspect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from generator.addresses import HOW_TO_ADVICE, slug
from generator.advice_rules import RULES, Piece, pieces
from generator.index import Index, Made
from generator.model import Plan
from generator.pictures import Left, Parts, Picture, Row, Shares
from generator.vocabulary import Advice


@dataclass(frozen=True)
class Asked:
    """What a rule asks something of, in words, and how many of it a recommendation with its actions is."""

    one: str
    many: str
    of: Callable[[Made], int]

    def counted(self, number: int) -> str:
        """'1 action', '1,200 actions'"""
        return f"{number:,} {self.one if number == 1 else self.many}"


ACTIONS = Asked("action", "actions", lambda made: len(made.standings))
RECOMMENDATIONS = Asked("recommendation", "recommendations", lambda _: 1)
LIMITED = Asked(
    "recommendation partly or not agreed",
    "recommendations partly or not agreed",
    lambda made: bool(made.recommendation.decision_reason),
)
RECORDS = Asked("recommendation or action", "recommendations and actions", lambda made: 1 + len(made.standings))

# What each rule is asked of: of the plans first, then of our copies of them.
OF_PLANS: Mapping[Advice, Asked] = {
    Advice.REASON_NOT_STATED: LIMITED,
}
OF_COPIES: Mapping[Advice, Asked] = {
    Advice.OWNER_SPELT_ALIKE: RECORDS,
    Advice.WORD_CUT_IN_TWO: RECORDS,
}
ASKED = {**OF_PLANS, **OF_COPIES}


def asks(rule: Advice) -> str:
    """What a rule asks, in a sentence."""
    return _told(rule)[0]


def why(rule: Advice) -> list[str]:
    """Why it asks, in paragraphs."""
    return [" ".join(paragraph.split()) for paragraph in _told(rule)[1].strip().split("\n\n")]


def _told(rule: Advice) -> tuple[str, str]:
    asked, _, reasons = (inspect.getdoc(RULES[rule]) or "").partition("\n")
    return asked, reasons


def reason_page(rule: Advice) -> str:
    """Where its reason stands."""
    return f"{HOW_TO_ADVICE}#{slug(rule)}"


@dataclass(frozen=True)
class Point:
    """What a rule finds open in a recommendation or an action: one, however often it finds it there."""

    rule: Advice
    made: Made
    id: str
    pieces: tuple[Piece, ...]

    @property
    def plan(self) -> Plan:
        """The plan it is in."""
        return self.made.plan

    @property
    def page(self) -> str:
        """Where it is shown."""
        return self.made.page if self.id == self.made.recommendation.id else f"{self.made.page}#{self.id}"

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
    def points(self) -> tuple[Point, ...]:
        """All points: rule by rule, and in it by plan and as printed; what was removed has none."""
        found: defaultdict[tuple[Advice, str, str], list[Piece]] = defaultdict(list)
        for piece in pieces(self.index.collection):
            found[piece.rule, piece.plan.id, piece.id].append(piece)
        return tuple(
            Point(rule, made, id_, tuple(found[rule, made.plan.id, id_]))
            for rule in ASKED
            for made in self.index.all_made
            for id_ in (made.recommendation.id, *(one.id for one in made.standings))
            if (rule, made.plan.id, id_) in found
        )

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What each rule finds in each plan that leaves something open, in the order of the points."""
        grouped = groupby(self.points, lambda point: (point.rule, point.plan.id))
        return tuple(self._found(tuple(points)) for _, points in grouped)

    def _found(self, points: tuple[Point, ...]) -> Found:
        rule, plan = points[0].rule, points[0].plan
        return Found(rule, plan, points, self.asked(rule, [plan]))

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
        """Of how many a rule asks in some plans."""
        return sum(map(ASKED[rule].of, (made for plan in plans for made in self.index.made[plan.id])))

    def by_rule(self) -> Picture:
        """What each rule finds in all plans."""
        states: defaultdict[Advice, Counter[Left]] = defaultdict(Counter)
        for point in self.points:
            states[point.rule][point.state] += 1
        rows = (
            Row(asks(rule), _parts(self.asked(rule, self.index.plans), states[rule]), reason_page(rule))
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
