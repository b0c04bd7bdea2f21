"""The open data as tables: what each is about, its columns and its rows. CSV, JSON, SQLite, the package's descriptor
and the data dictionary are all made from these.

A row has the values of its columns in their order: words, whole numbers, truths, days, lists of words, or None where
nothing is known or printed. Printed words are exact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.index import Index

Value = str | int | bool | date | tuple[str, ...] | None


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
    is_required: bool = False
    words: tuple[str, ...] = ()  # those that it may have, where it may not have any
    refers_to: tuple[str, str] | None = None  # the table and the column whose values it has


@dataclass(frozen=True)
class Table:
    """A table: `key` names the column, or columns, whose values no two rows share."""

    name: str
    title: str
    meaning: str  # a sentence: what a row is
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Index], Iterator[tuple[Value, ...]]]  # in an order that is decided
