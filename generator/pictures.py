"""What pictures show: rows of parts that add up, what is not known among them, and how each is drawn.

A picture has few rows however much is counted: plans stand by year where there are many. What is drawn is measured
here; the templates draw it, beside the numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.addresses import plan_page
from generator.index import Index, Made, counts
from generator.model import Plan
from generator.vocabulary import NEVER_WRITTEN, Assurance, Decision, Delivery, Timeliness

FEW = 24  # plans that can stand in a row each

WIDTH, HEIGHT = 1000, 10  # of the space in which a row is drawn
SIGN = 20  # the width of the sign of a state
APART = 12  # what lies before the part that is not known


class Unknown(StrEnum):
    """What a picture says of an action or a plan whose dates are not known."""

    DATE = "date not known"
    DAYS = "days not known"


class Known(StrEnum):
    """What it says of a plan whose dates are."""

    DAYS = "days known"


class Left(StrEnum):
    """What it says of what a plan was asked."""

    NOTHING = "nothing open"
    ANSWERED = "answered"
    OPEN = "open"


# How each state is drawn, in the order drawn. A decision is as full as its disc is; the other states look like their
# tags: filled is overdue or found wanting, heavy needs attention, tinted is complete.
MARKS: Mapping[StrEnum, str] = {
    Decision.AGREED: "full",
    Decision.AGREED_IN_PRINCIPLE: "shaded",
    Decision.PARTLY_AGREED: "halved",
    Decision.NOT_AGREED: "outlined",
    Decision.AWAITED: "dashed",
    Decision.NOT_KNOWN: "dashed",
    Timeliness.CLOSED: "tinted",
    Timeliness.OVERDUE: "filled",
    Timeliness.DATE_PASSED: "heavy",
    Timeliness.DUE_SOON: "shaded",
    Timeliness.DUE: "outlined",
    Timeliness.NO_DATE: "open",
    Unknown.DATE: "dashed",
    Delivery.COMPLETE: "tinted",
    Delivery.CONTINUING: "shaded",
    Delivery.IN_PROGRESS: "shaded",
    Delivery.NOT_STARTED: "heavy",
    Delivery.PAUSED: "heavy",
    Delivery.SUPERSEDED: "outlined",
    Delivery.WITHDRAWN: "outlined",
    Delivery.NO_LONGER_APPLICABLE: "outlined",
    Delivery.NOT_REPORTED: "dashed",
    Assurance.ACHIEVED: "tinted",
    Assurance.GOOD_PROGRESS: "shaded",
    Assurance.REASONABLE_PROGRESS: "shaded",
    Assurance.INSUFFICIENT_PROGRESS: "heavy",
    Assurance.NO_MEANINGFUL_PROGRESS: "filled",
    Assurance.NOT_ACHIEVED: "filled",
    Assurance.NOT_ASSESSED: "dashed",
    Known.DAYS: "shaded",
    Unknown.DAYS: "dashed",
    Left.NOTHING: "tinted",
    Left.ANSWERED: "outlined",
    Left.OPEN: "dashed",
}
UNKNOWN = NEVER_WRITTEN | set(Unknown) | {Left.OPEN}

# The marks that are drawn as something else: of the height, where each begins and how much it takes.
SHAPES: Mapping[str, Sequence[tuple[str, int, int]]] = {
    "halved": (("outlined", 0, HEIGHT), ("full", 5, 5)),
    "open": (("full", 4, 2),),
}

Parts = tuple[tuple[StrEnum, int], ...]  # how many there are of each state


@dataclass(frozen=True)
class Bar:
    """A part of a row as it is drawn, in a space of WIDTH."""

    mark: str
    x: int
    width: int
    y: int = 0
    height: int = HEIGHT


@dataclass(frozen=True)
class Row:
    """What is counted in one row of a picture, and the page that has it, if there is one."""

    label: str
    parts: Parts
    page: str = ""
    is_known: bool = True  # the year or the date that it is the row of

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(number for _, number in self.parts)


@dataclass(frozen=True)
class Picture:
    """Rows that are drawn to one scale."""

    by: str  # what its rows are
    rows: tuple[Row, ...]

    @property
    def all(self) -> Row:
        """The sum of its rows."""
        found: Counter[StrEnum] = Counter()
        for row in self.rows:
            found.update(dict(row.parts))
        return Row("All", parts(found.elements()))

    def bars(self, row: Row) -> list[Bar]:
        """One of its rows as drawn: what is not known stands apart, at the end."""
        scale = (WIDTH - APART) / max(1, *(row.total for row in self.rows))
        drawn: list[Bar] = []
        done = 0
        for state, number in row.parts:
            apart = APART if state in UNKNOWN and done else 0
            start, end = round(done * scale), round((done + number) * scale)
            drawn += drawn_as(state, start + apart, end - start)
            done += number
        return drawn


@dataclass(frozen=True)
class Share:
    """Plans that have a row in common: one, or those of a year or an inspectorate."""

    label: str
    plans: tuple[Plan, ...]
    page: str = ""  # of the one plan
    is_known: bool = True  # the year


@dataclass(frozen=True)
class Shares:
    """Plans, each in one share."""

    by: str
    shares: tuple[Share, ...]


def sign(state: StrEnum) -> list[Bar]:
    """How a state is drawn, alone."""
    return drawn_as(state, 0, SIGN)


def drawn_as(state: StrEnum, x: int, width: int) -> list[Bar]:
    """A part of a row in some state as it is drawn, at a place."""
    shapes = SHAPES.get(MARKS[state], ((MARKS[state], 0, HEIGHT),))
    return [Bar(mark, x, width, y, height) for mark, y, height in shapes]


def parts(states: Iterable[StrEnum]) -> Parts:
    """How often each state stands, in the order drawn."""
    return tuple(counts(states, MARKS))


# Plans


def by_plan(index: Index, plans: Sequence[Plan]) -> Shares:
    """Each plan alone, in the order given; many by year, the newest first."""
    if len(plans) <= FEW:
        return Shares("Plan", tuple(Share(index.names[plan.id], (plan,), plan_page(plan.id)) for plan in plans))
    years: defaultdict[int, list[Plan]] = defaultdict(list)
    for plan in plans:
        years[_year(plan)].append(plan)
    named = ((str(year) if year else "Year not printed", tuple(years[year]), year > 0) for year in sorted(years)[::-1])
    return Shares("Year", tuple(Share(label, group, is_known=is_known) for label, group, is_known in named))


def by_inspectorate(plans: Iterable[Plan]) -> Shares:
    """The plans that answer each inspectorate, by its name."""
    held: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        held[plan.inspectorate].append(plan)
    return Shares("Inspectorate", tuple(Share(name, tuple(held[name])) for name in sorted(held)))


def _year(plan: Plan) -> int:
    day = plan.published or plan.submitted
    return day.year if day else 0


def decisions(index: Index, shares: Shares) -> Picture:
    """What was decided on each share's recommendations."""
    return _picture(index, shares, lambda made: [made.decision])


def deliveries(index: Index, shares: Shares) -> Picture:
    """What was last reported of each share's actions."""
    return _picture(index, shares, lambda made: [one.delivery for one in made.standings])


def findings(index: Index, shares: Shares) -> Picture:
    """What was last found of each share's actions."""
    return _picture(index, shares, lambda made: [one.assurance for one in made.standings])


def _picture(index: Index, shares: Shares, states: Callable[[Made], Sequence[StrEnum]]) -> Picture:
    rows = (
        Row(
            share.label,
            parts(state for plan in share.plans for made in index.made[plan.id] for state in states(made)),
            share.page,
            share.is_known,
        )
        for share in shares.shares
    )
    return Picture(shares.by, tuple(rows))
