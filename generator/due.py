"""What is due and what has passed: actions by day and by month, and all of them by plan, by body and by owner.

The days around today have what is not closed; the months every action that has a last day; the rows all actions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator import addresses
from generator.index import Index, Standing
from generator.ledger import latest, targets_of
from generator.model import Body, Plan
from generator.vocabulary import Timeliness

NEAR = timedelta(days=90)

AHEAD = (Timeliness.DUE, Timeliness.DUE_SOON)
PASSED = (Timeliness.OVERDUE, Timeliness.DATE_PASSED)

# The states that have a list of their own, and what its address says; then what that of the silent ones says.
LISTED = {
    Timeliness.OVERDUE: "overdue",
    Timeliness.DATE_PASSED: "date-passed",
    Timeliness.DUE_SOON: "due-soon",
    Timeliness.NO_DATE: "no-date",
}
SILENT = "silent"


@dataclass(frozen=True)
class Row:
    """The actions of a plan, a body or an owner, the page that has them, and the body they are of."""

    name: str
    page: str
    body: Body
    standings: tuple[Standing, ...]

    def is_watched(self, as_at: date) -> bool:
        """Whether an action here has passed its date, is due within 90 days or silent, or is perhaps silent."""
        is_awaited = any(one.timeliness in PASSED or one.is_silent is not False for one in self.standings)
        return is_awaited or bool(near(ahead(self.standings), as_at))


Rows = Sequence[Row] | Sequence[Standing]
Listing = tuple[str, str, Rows]  # its first page, its title, what it lists


@dataclass(frozen=True)
class Shares:
    """How the counts of owners make up all actions: those listed and left out, less those again, and those unowned."""

    listed: tuple[Standing, ...]  # those of the owners listed, as often as they have one
    left_out: tuple[Standing, ...]  # those of the owners left out
    again: int  # how often an action stands there beyond once
    unowned: int  # actions beside which no owner is printed


@dataclass(frozen=True)
class Part:
    """One page of a list that may need several: what all of them show, and what it shows."""

    front: str  # the first page
    title: str
    number: int
    rows: Rows
    shown: Rows

    @property
    def name(self) -> str:
        """What the page is called."""
        return self.title if self.number == 1 else f"{self.title}, page {self.number}"

    @property
    def page(self) -> str:
        """Where it is."""
        return addresses.part_page(self.front, self.number)


def parts(front: str, title: str, rows: Rows, size: int) -> list[Part]:
    """A list cut into pages of some size; one empty page of nothing."""
    starts = range(0, len(rows) or 1, size)
    return [Part(front, title, number, rows, rows[start : start + size]) for number, start in enumerate(starts, 1)]


def ahead(standings: Iterable[Standing]) -> list[Standing]:
    """What is to be done by today or later, the nearest first."""
    return sorted((one for one in standings if one.timeliness in AHEAD), key=last_day)


def passed(standings: Iterable[Standing]) -> list[Standing]:
    """What was to be done by a day before today and is not closed, the latest first."""
    return sorted((one for one in standings if one.timeliness in PASSED), key=last_day, reverse=True)


def in_state(index: Index, state: Timeliness) -> list[Standing]:
    """The actions of a state: the nearest day first; where days are nothing to go by, by body and plan."""
    found = [one for one in by_body_and_plan(index) if one.timeliness is state]
    if state in PASSED:
        return passed(found)
    return ahead(found) if state in AHEAD else found


def silent(index: Index) -> list[Standing]:
    """The actions that are silent, then those of which it is not known, each by body and plan."""
    return [one for is_silent in (True, None) for one in by_body_and_plan(index) if one.is_silent is is_silent]


def by_body_and_plan(index: Index) -> list[Standing]:
    """All actions, by body and plan."""
    return [standing for row in plan_rows(index) for standing in row.standings]


def near(standings: Iterable[Standing], as_at: date) -> list[Standing]:
    """Those whose last day is at most 90 days from the as-at date, on either side."""
    return [one for one in standings if abs(last_day(one) - as_at) <= NEAR]


def last_day(standing: Standing) -> date:
    """The last day of an action that has one."""
    assert standing.latest, "asked only where there is one"
    return standing.latest


def by_day(standings: Iterable[Standing]) -> list[tuple[date, list[Standing]]]:
    """Actions in the order of their days, each day's together."""
    return [(day, list(group)) for day, group in groupby(standings, last_day)]


def by_month(standings: Iterable[Standing]) -> dict[date, list[Standing]]:
    """Every action that has a last day, by the first day of its month and in it by day."""
    dated = sorted((one for one in standings if one.latest), key=last_day)
    return {first: list(group) for first, group in groupby(dated, lambda one: last_day(one).replace(day=1))}


def months(index: Index) -> dict[date, list[Standing]]:
    """The same of all actions, with every month in which a last day ever stood: its page was published."""
    now = by_month(index.standings)
    ever = {day.replace(day=1) for day in _last_days_ever(index)}
    return {first: now.get(first, []) for first in sorted(ever | now.keys())}


def _last_days_ever(index: Index) -> Iterator[date]:
    """The last days that plans printed, of removed actions too, and those that documents put in their place."""
    for plan in index.collection.plans.values():
        printed = (targets_of(made, action, ())[0] for made in plan.made for action in made.followed)
        moved = (one.moved_date for said in index.statements[plan.id].values() for one in said)
        promised = [*printed, *(move.after.targets for move in moved if move)]
        yield from filter(None, map(latest, promised))


def counted(standings: Sequence[Standing]) -> tuple[int, int, int]:
    """How many actions there are, how many of them are silent, and of how many it is not known."""
    silent = [standing.is_silent for standing in standings]
    return len(silent), silent.count(True), silent.count(None)


def plan_rows(index: Index) -> list[Row]:
    """A row for every plan, by body and name."""
    rows = (
        Row(index.names[plan.id], addresses.plan_page(plan.id), index.body_called[plan.body], _of(index, [plan]))
        for plan in index.plans
    )
    return sorted(rows, key=lambda row: (row.body.name.casefold(), row.body.id, row.name.casefold()))


def body_rows(index: Index) -> list[Row]:
    """A row for every body that has plans, by name."""
    return [
        Row(body.name, addresses.body_page(body.id), body, _of(index, index.plans_of[body.id]))
        for body in index.bodies
        if body.id in index.plans_of
    ]


def _of(index: Index, plans: Iterable[Plan]) -> tuple[Standing, ...]:
    return tuple(standing for plan in plans for made in index.made[plan.id] for standing in made.standings)


def owner_rows(index: Index) -> list[Row]:
    """A row for every owner, by body and name."""
    return [
        Row(post.name, addresses.owner_page(post.body, post.id), index.collection.bodies[post.body], standings)
        for post, standings in index.by_owner.items()
    ]


def shares(index: Index, rows: Iterable[Row]) -> Shares:
    """What the counts of owners add up to, where those that nobody needs to watch are left out."""
    held = [(row.is_watched(index.as_at), standing) for row in rows for standing in row.standings]
    owned = sum(bool(standing.owners) for standing in index.standings)
    return Shares(
        tuple(standing for is_listed, standing in held if is_listed),
        tuple(standing for is_listed, standing in held if not is_listed),
        len(held) - owned,
        len(index.standings) - owned,
    )


def by_body(rows: Iterable[Row]) -> list[tuple[Body, list[Row]]]:
    """Rows that come body by body, each body's together."""
    grouped = (list(group) for _, group in groupby(rows, lambda row: row.body.id))
    return [(group[0].body, group) for group in grouped]
