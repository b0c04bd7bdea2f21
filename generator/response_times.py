"""How many days passed from a report to the plan that answers it: of each plan, from the shortest to the longest of
several, and how many took how many. Plans that do not print both days are counted apart.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Plan
from generator.pictures import WIDTH, Bar, Known, Parts, Picture, Row, Share, Shares, Unknown

TICK = 4  # the width of what marks the middle of a spread
WEEK = 7
BANDS = 12  # bands of days with a beginning and an end, at most


@dataclass(frozen=True)
class Spread:
    """The days that the plans of a share took, in order, and how many of them do not say."""

    share: Share
    days: tuple[int, ...]
    unknown: int

    @property
    def middle(self) -> int:
        """The days within which half of the plans that say were there."""
        return self.days[(len(self.days) - 1) // 2]


@dataclass(frozen=True)
class Spreads:
    """Spreads that are drawn to one scale."""

    by: str
    rows: tuple[Spread, ...]

    @property
    def with_all(self) -> tuple[Spread, ...]:
        """The spread of all plans, then that of each share."""
        return (self.all, *self.rows)

    @property
    def all(self) -> Spread:
        """The spread of all plans."""
        plans = tuple(plan for row in self.rows for plan in row.share.plans)
        return _spread(Share("All", plans))

    def bars(self, row: Spread) -> list[Bar]:
        """One of its rows as drawn: from the shortest to the longest with the middle filled; of a plan, its days."""
        if not row.days:
            return []
        most = max(1, *(one.days[-1] for one in self.rows if one.days))
        first, middle, last = (max(0, round(days * WIDTH / most)) for days in (row.days[0], row.middle, row.days[-1]))
        if row.share.page:
            return [Bar("shaded", 0, last)]
        return [Bar("shaded", first, last - first), Bar("filled", min(middle, WIDTH - TICK), TICK)]


def days_taken(plan: Plan) -> int | None:
    """The days from the report to the plan; fewer than none if the plan came first, None if a date is missing."""
    return (plan.submitted - plan.published).days if plan.submitted and plan.published else None


def spreads(shares: Shares) -> Spreads:
    """The days that each share's plans took."""
    return Spreads(shares.by, tuple(map(_spread, shares.shares)))


def _spread(share: Share) -> Spread:
    taken = [days_taken(plan) for plan in share.plans]
    known = [days for days in taken if days is not None]
    return Spread(share, tuple(sorted(known)), len(taken) - len(known))


def bands(plans: Iterable[Plan]) -> Picture:
    """How many plans came within how many days, in bands of one width: of weeks, so many that nine in ten have one."""
    taken = [days_taken(plan) for plan in plans]
    known = [days for days in taken if days is not None]
    width = WEEK
    while sum(days >= width * BANDS for days in known) * 10 > len(known):
        width *= 2
    held = Counter(min(days // width, BANDS) if days >= 0 else -1 for days in known)
    rows = [
        Row(_band(place, width), _times(Known.DAYS, held[place]))
        for place in range(-1 if -1 in held else 0, max(held, default=-1) + 1)
    ]
    unknown = _times(Unknown.DAYS, taken.count(None))
    return Picture("Days", (*rows, Row("Not known", unknown, is_known=False)) if unknown else tuple(rows))


def _band(place: int, width: int) -> str:
    if place < 0:
        return "Before the report"
    first = place * width
    return f"{first} to {first + width - 1}" if place < BANDS else f"{first} or more"


def _times(state: StrEnum, number: int) -> Parts:
    return ((state, number),) if number else ()
