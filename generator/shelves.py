"""Which rows of a long list stand on which page: by year, letter or state, and where that is too long in parts.

A list that there is room for stands whole on its front page. A longer one keeps its beginning there, and has pages of
its own below `lists/`, to which its front leads; these are there only while it is long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, takewhile
from typing import Any, Generic, TypeVar

from generator.addresses import list_page

ROOM = 150_000  # what a page may hold, in letters of its HTML as the kinds of rows estimate them
HEADED = 20  # rows from which on years or letters stand above them

Row = TypeVar("Row")
Label = tuple[str, str]  # of a group: its id, which its address and its anchor end in; its title


@dataclass(frozen=True)
class Kind(Generic[Row]):
    """A kind of row: the macro that shows it, what it is called, what lists of it are grouped by, first and then."""

    macro: str
    noun: str
    by: tuple[Callable[[Row], Label], ...]
    letters: Callable[[Row], int]  # how much room it takes
    name: Callable[[Row], str]  # what a part that begins with it says so by
    has_headings: bool = False  # of its rows: they need one of their group's above them
    is_by_letter: bool = False  # the titles of groups are short, and say enough without a count
    can_be_narrowed: bool = True  # by the words of its rows: these are elements of the page
    anchor: str = ""  # before the ids of its groups' headings, where another list of the page has such groups too
    is_by_state: bool = False  # each group has a heading on the front, to which others lead, and its first rows there


@dataclass(frozen=True)
class Shelf(Generic[Row]):
    """A page of a list: its groups, the rows in them, and those on its own page; its parts have the rest."""

    stem: str
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    parts: tuple["Shelf[Row]", ...] = ()

    @property
    def page(self) -> str:
        """Where it is."""
        return list_page(self.stem, *(id_ for id_, _ in self.labels))

    @property
    def title(self) -> str:
        """What it is called within its list: 'Partly agreed, 2031, page 2'."""
        return ", ".join(title for _, title in self.labels)

    @property
    def is_further(self) -> bool:
        """Whether it goes on where another page of the same group ends."""
        return self.labels[-1] == _part(self.labels[-1][0])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """Its groups, each with the page that has it."""
        ids = [id_ for id_, _ in self.labels]
        return [(title, list_page(self.stem, *ids[:place])) for place, (_, title) in enumerate(self.labels, 1)]

    @property
    def all(self) -> Iterator["Shelf[Row]"]:
        """Itself and all its parts, each before its own."""
        yield self
        for part in self.parts:
            yield from part.all


@dataclass(frozen=True)
class Group(Generic[Row]):
    """The rows of a year, a letter or a state: those on the front, and the page that has all unless the front has."""

    id: str
    title: str
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    shelf: Shelf[Row] | None

    @property
    def is_whole(self) -> bool:
        """Whether the front has all of it."""
        return len(self.shown) == len(self.rows)


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """A list of which a front page shows as much as it has room for."""

    kind: Kind[Row]
    stem: str  # what the addresses of its pages begin with
    title: str
    rows: tuple[Row, ...]
    room: int = ROOM  # what it may take up of its front, at most

    @cached_property
    def letters(self) -> int:
        """How much room all of it takes."""
        return sum(map(self.kind.letters, self.rows))

    @cached_property
    def is_long(self) -> bool:
        """Whether it has pages of its own."""
        return self.letters > self.room

    @cached_property
    def is_headed(self) -> bool:
        """Whether its groups have headings."""
        return self.kind.is_by_state or (len(self.rows) > HEADED and len(self.groups) > 1)

    @cached_property
    def groups(self) -> tuple[Group[Row], ...]:
        """All its groups; where it is long the front has the first of them, or of each as much as its share."""
        grouped = _grouped(self.rows, self.kind.by[0])
        return tuple(self._group(label, rows, place, len(grouped)) for place, (label, rows) in enumerate(grouped))

    def _group(self, label: Label, rows: tuple[Row, ...], place: int, groups: int) -> Group[Row]:
        if not self.is_long:
            return Group(*label, rows, rows, None)
        is_open = self.kind.is_by_state or place == 0
        share = self.room // groups if self.kind.is_by_state else self.room
        shown = rows[: _count(self.kind, rows, share)] if is_open else ()
        return Group(*label, rows, shown, _shelf(self.kind, self.stem, (label,), rows))

    @property
    def shelves(self) -> list[Shelf[Row]]:
        """Its further pages, in the order in which one turns them."""
        return [shelf for group in self.groups if group.shelf for shelf in group.shelf.all]

    def called(self, shelf: Shelf[Row]) -> tuple[str, str]:
        """What one of its pages is called, and where it is."""
        return f"{self.title}: {shelf.title}", shelf.page

    @property
    def next_page(self) -> tuple[str, str] | None:
        """The page to turn to from its front, where it has one order from its beginning to its end."""
        further = [group.shelf for group in self.groups if group.shelf and not group.is_whole]
        return self.called(further[0]) if further and not self.kind.is_by_state else None

    @property
    def shown(self) -> int:
        """How many rows its front has."""
        return sum(len(group.shown) for group in self.groups)


def shared(lists: Mapping[str, Listing[Any]]) -> dict[str, Any]:
    """Lists of one front, among which its room is shared: what a short one leaves is for the longer ones."""
    found: dict[str, Listing[Any]] = {}
    left = ROOM
    for place, name in enumerate(sorted(lists, key=lambda name: lists[name].letters)):
        share = min(lists[name].room, left // (len(lists) - place))
        found[name] = replace(lists[name], room=share)
        left -= min(share, lists[name].letters)
    return {name: found[name] for name in lists}


def by_last(kind: Kind[Row], rows: Sequence[Row]) -> list[tuple[Label, tuple[Row, ...]]]:
    """The rows of a page by the last of what its list is grouped by."""
    return _grouped(rows, kind.by[-1])


def _shelf(kind: Kind[Row], stem: str, labels: tuple[Label, ...], rows: tuple[Row, ...]) -> Shelf[Row]:
    if _fits(kind, rows, ROOM):
        return Shelf(stem, labels, rows, rows)
    if further := kind.by[len(labels) :]:
        grouped = _grouped(rows, further[0])
        return Shelf(stem, labels, rows, (), tuple(_shelf(kind, stem, (*labels, one), part) for one, part in grouped))
    first, *rest = _cut(kind, rows)
    parts = (Shelf(stem, (*labels, _part(str(number))), part, part) for number, part in enumerate(rest, 2))
    return Shelf(stem, labels, rows, first, tuple(parts))


def _part(number: str) -> Label:
    return number, f"page {number}"


def _cut(kind: Kind[Row], rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Rows cut into pages, none of them empty."""
    found = []
    while rows:
        count = _count(kind, rows, ROOM)
        found.append(rows[:count])
        rows = rows[count:]
    return found


def _grouped(rows: Iterable[Row], by: Callable[[Row], Label]) -> list[tuple[Label, tuple[Row, ...]]]:
    """Rows by group, the groups in the order of their first rows: names with accents may stand apart."""
    found: dict[Label, list[Row]] = {}
    for row in rows:
        found.setdefault(by(row), []).append(row)
    return [(label, tuple(group)) for label, group in found.items()]


def _fits(kind: Kind[Row], rows: Iterable[Row], room: int) -> bool:
    return all(total <= room for total in accumulate(map(kind.letters, rows)))


def _count(kind: Kind[Row], rows: Iterable[Row], room: int) -> int:
    """How many rows there is room for; one at the least."""
    return sum(1 for _ in takewhile(lambda total: total <= room, accumulate(map(kind.letters, rows)))) or 1
