"""What a table of the open data is: a title, columns that say what they hold, and rows that come one at a time.

A row has the values of its columns in their order: words, whole numbers, truths, days, lists of words, or None where
nothing is known or printed. Printed words are exact, and a list that has nothing is empty.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from generator.connections import Connections
from generator.index import Index
from generator.model import Plan, Record

Value = str | int | bool | date | tuple[str, ...] | None
Row = TypeVar("Row")
Seen = TypeVar("Seen", contravariant=True)


class Holds(StrEnum):
    """What kind of value a column holds."""

    WORDS = "string"
    NUMBER = "integer"
    TRUTH = "boolean"
    DAY = "date"
    LIST = "list"


class Voice(StrEnum):
    """Whose words a column has."""

    PRINTED = "printed"  # to the letter, in the plan or the document
    EDITOR = "editor"  # what an editor chose or read
    OURS = "ours"  # what the site computes, or an id of its own


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    name: str
    meaning: str  # a sentence
    holds: Holds
    voice: Voice
    is_required: bool = False  # something always stands there; in a list, at least one
    words: tuple[str, ...] = ()  # those that it may have, where it may not have any; of a list, each of its parts
    refers_to: tuple[str, str] | None = None  # the table and the column whose values it has; of a list, each of them


@dataclass(frozen=True)
class Table:
    """A table: `key` names the column, or columns, whose values no two rows share."""

    name: str
    title: str
    meaning: str  # a sentence: what a row is
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Index], Iterator[tuple[Value, ...]]]  # in an order that is decided
    records: Callable[[Index], Iterator[object]] | None = field(default=None, kw_only=True)  # what each row is about

    def row_count(self, index: Index) -> int:
        """How many rows it has; where it is known what they are about, no row is made for it."""
        return sum(1 for _ in (self.records or self.rows)(index))


@dataclass(frozen=True)
class TableOfPlans(Table):
    """A table whose rows belong to plans, those of one plan after those of another."""

    computed: tuple[Column, ...]  # those that no file holds so: ids, what the site computes, what updates changed
    computed_of: Callable[[Connections, Plan], Iterator[tuple[Value, ...]]]


@dataclass(frozen=True)
class Cell(Generic[Seen]):
    """A column, and what stands in it of what a row is about: never '', for where no words are there is nothing."""

    column: Column
    value: Callable[[Seen], Value]
    is_computed: bool  # it is in no file as it stands here: the site computes it, or applies what updates say


def cell(
    name: str,
    meaning: str,
    voice: Voice,
    value: Callable[[Row], Value],
    holds: Holds = Holds.WORDS,
    *,
    is_required: bool = False,
    words: Sequence[str] = (),
    refers_to: tuple[str, str] | None = None,
    is_computed: bool | None = None,
) -> Cell[Row]:
    """A column and what stands in it; computed is what is ours, unless something else is said."""
    column = Column(name, meaning, holds, voice, is_required, tuple(map(str, words)), refers_to)
    return Cell(column, value, voice is Voice.OURS if is_computed is None else is_computed)


def table(
    name: str,
    title: str,
    meaning: str,
    key: tuple[str, ...],
    cells: Sequence[Cell[Row]],
    records: Callable[[Index], Iterator[Row]],
) -> Table:
    """A table of cells, with a row for each of some records."""
    columns = tuple(each.column for each in cells)
    return Table(name, title, meaning, key, columns, lambda index: _rows(cells, records(index)), records=records)


def table_of_plans(
    name: str,
    title: str,
    meaning: str,
    key: tuple[str, ...],
    cells: Sequence[Cell[Row]],
    records: Callable[[Connections, Plan], Iterator[Row]],
) -> TableOfPlans:
    """A table of cells, with a row for each of some records of each plan."""

    to_compute = [each for each in cells if each.is_computed]

    def of_all_plans(index: Index) -> Iterator[Row]:
        ways = Connections(index)
        return (record for plan in index.plans for record in records(ways, plan))

    def rows(index: Index) -> Iterator[tuple[Value, ...]]:
        return _rows(cells, of_all_plans(index))

    def computed_of(ways: Connections, plan: Plan) -> Iterator[tuple[Value, ...]]:
        return _rows(to_compute, records(ways, plan))

    columns, computed = (tuple(each.column for each in some) for some in (cells, to_compute))
    return TableOfPlans(name, title, meaning, key, columns, rows, computed, computed_of, records=of_all_plans)


def _rows(cells: Sequence[Cell[Row]], records: Iterator[Row]) -> Iterator[tuple[Value, ...]]:
    values = [each.value for each in cells]
    for record in records:
        yield tuple([value(record) for value in values])


def meaning(kind: type[Record], field: str) -> str:
    """What a field of a record means, as the model says it."""
    described = kind.model_fields[field].description
    assert described, f"{kind.__name__}.{field} is not described"
    return described
