"""The open data as one SQLite file: tables with their keys, what joins them, what is searched, and views.

The same collection makes the same bytes, with the same release of SQLite.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from errno import EIO
from json import JSONEncoder
from pathlib import Path

from generator.browsing import SHOWN, Shown
from generator.data_versions import VERSION
from generator.datasette_notes import NOTES_BEGIN, notes_for_datasette
from generator.index import Index
from generator.tables import TABLES, Column, Holds, Table, Value, Voice
from generator.views import VIEWS, View

_HEAD = b"SQLite format 3\0"
_OURS = 0x504C414E  # 'PLAN': whose file it is, which SQLite keeps in the four bytes from the 69th on

# Nobody reads the file before it is whole, and it is thrown away if it never is: nothing is to be undone or awaited.
_BEGIN = f"""
    PRAGMA page_size = 4096;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -50000;
    PRAGMA application_id = {_OURS};
    BEGIN;
"""

_TYPES = {Holds.WORDS: "TEXT", Holds.NUMBER: "INTEGER", Holds.TRUTH: "INTEGER", Holds.DAY: "TEXT", Holds.LIST: "TEXT"}
_AS_JSON = JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Written:
    """What was written: the database, what Datasette says of it, and how many rows are in how many tables."""

    database: Path
    notes: Path
    tables: int
    rows: int


def in_the_way(database: Path, plans: Path) -> str:
    """Why no database is written at a place; '' if one may be. Below the folder of the plans none may."""
    if plans.resolve() in database.resolve().parents:
        return f"'{plans}' holds plans and what they are made from: name a file elsewhere"
    if not database.parent.is_dir():
        return f"there is no folder '{database.parent}': make it first, or name a file in another"
    if database.is_dir():
        return f"'{database}' is a folder: name a file in it, such as '{database / 'plans.db'}'"
    for path in (database, _notes_beside(database)):
        if path.exists() and not _is_ours(path):
            return f"'{path}' is there already, and 'plans data' did not write it: move it away, or name another file"
    return ""


def _notes_beside(database: Path) -> Path:
    return database.with_name(f"{database.stem}.datasette.json")


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(72)
    is_database = head.startswith(_HEAD) and head[68:] == _OURS.to_bytes(4, "big")
    return is_database or head.startswith(NOTES_BEGIN.encode())


def write_database(path: Path, index: Index) -> Written:
    """Write all tables into a file, and beside it what Datasette says of them; both replace what stood there."""
    tables = (*TABLES, ABOUT, COLUMNS)
    notes = _notes_beside(path)
    told = notes_for_datasette(index, path.stem, tables)
    rows = write_tables(path, index, tables, SHOWN, VIEWS)
    with _replaced(notes) as beside:
        beside.write_text(told, "utf-8")
    return Written(path, notes, len(tables), rows)


def write_tables(
    path: Path, index: Index, tables: Sequence[Table], shown: Mapping[str, Shown], views: Sequence[View] = ()
) -> int:
    """Write tables into a file, ready to be shown so; how many rows there are. What stood there stays until then."""
    with (
        _replaced(path) as beside,
        _faults_of_the_disk(),
        closing(sqlite3.connect(beside, isolation_level=None)) as database,
    ):
        database.executescript(_BEGIN)
        rows = sum(_fill(database, table, index) for table in tables)
        for table in tables:
            for statement in _ways_in(table, shown.get(table.name, Shown())):
                database.execute(statement)
        for view in views:
            database.execute(f"CREATE VIEW {_name(view.name)} AS {view.sql}")
        database.execute("COMMIT")
    return rows


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    """An empty file beside a path, which takes its place once it is filled; a link stays a link."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(b"")
        yield beside
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def _faults_of_the_disk() -> Iterator[None]:
    """What SQLite could not write is told as of any file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise OSError(EIO, str(error)) from None
        raise


def _fill(database: sqlite3.Connection, table: Table, index: Index) -> int:
    database.execute(_create(table))
    places = ", ".join("?" * len(table.columns))
    rows = (tuple(map(_stored, row)) for row in table.rows(index))
    return database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({places})", rows).rowcount


def _stored(value: Value) -> str | int | None:
    if isinstance(value, tuple):
        return _AS_JSON(value) if value else "[]"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _create(table: Table) -> str:
    parts = [*(_column(column, table) for column in table.columns), f"PRIMARY KEY ({_list(table.key)})", *_joins(table)]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(column: Column, table: Table) -> str:
    name = _name(column.name)
    checks = {Holds.TRUTH: f"{name} IN (0, 1)", Holds.DAY: f"{name} IS date({name})", Holds.LIST: f"json_valid({name})"}
    check = f"{name} IN ({', '.join(map(_text, column.words))})" if _is_chosen(column) else checks.get(column.holds)
    is_required = column.is_required or column.name in table.key  # which SQLite does not take for granted
    return f"{name} {_TYPES[column.holds]}{' NOT NULL' * is_required}{f' CHECK ({check})' * bool(check)}"


def _is_chosen(column: Column) -> bool:
    return bool(column.words) and column.holds is not Holds.LIST


def _joins(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.refers_to and column.holds is not Holds.LIST:
            other, its_column = map(_name, column.refers_to)
            yield f"FOREIGN KEY ({_name(column.name)}) REFERENCES {other} ({its_column})"


def _ways_in(table: Table, how: Shown) -> Iterator[str]:
    """What makes a table quick to join, to count by what it has and to search."""
    for column in table.columns:
        is_asked = column.refers_to or column.name in (*how.facets, how.sort, how.sort_desc)
        if is_asked and column.holds is not Holds.LIST:
            index = _name(f"{table.name}_{column.name}")
            yield f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})"
    if how.words:
        yield from _search(table.name, (*how.words, *how.names))


def _search(table: str, columns: Sequence[str]) -> list[str]:
    """The words of a table's columns, by their stems: 'inspected' is found with 'inspection'."""
    search = _name(f"{table}_search")
    how = f"content={_name(table)}, tokenize='porter unicode61'"
    commands = (f"INSERT INTO {search} ({search}) VALUES ('{command}')" for command in ("rebuild", "optimize"))
    return [f"CREATE VIRTUAL TABLE {search} USING fts5 ({_list(columns)}, {how})", *commands]


def _list(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _about(index: Index) -> Iterator[tuple[Value, ...]]:
    settings = index.collection.settings
    yield "title", settings.title
    yield "description", settings.description
    yield "as_at", index.as_at.isoformat()
    yield "version", VERSION.number
    yield "licence", settings.licence_note
    yield "address", settings.address
    yield "authority", settings.authority


ABOUT = Table(
    "about",
    "About this file",
    "A row says one thing of the whole file: whose plans it has, the day that it tells how they stand on, the licence.",
    ("name",),
    (
        Column("name", "What is said.", Holds.WORDS, Voice.OURS),
        Column("value", "What it is; nothing where the site does not say.", Holds.WORDS, Voice.OURS),
    ),
    _about,
)


def _columns(_: Index) -> Iterator[tuple[Value, ...]]:
    for table in TABLES:
        for place, column in enumerate(table.columns, start=1):
            yield table.name, place, column.name, column.meaning, column.voice.value, column.holds.value, column.words


COLUMNS = Table(
    "columns",
    "What the columns mean",
    "A row is a column of a table.",
    ("of_table", "place"),
    (
        Column("of_table", "The table's name.", Holds.WORDS, Voice.OURS),
        Column("place", "The column's place in it, counted from 1.", Holds.NUMBER, Voice.OURS),
        Column("name", "The column's name.", Holds.WORDS, Voice.OURS, is_required=True),
        Column("meaning", "What it means.", Holds.WORDS, Voice.OURS, is_required=True),
        Column("voice", "Whose words it has.", Holds.WORDS, Voice.OURS, words=tuple(map(str, Voice))),
        Column("holds", "What kind of value it holds.", Holds.WORDS, Voice.OURS, words=tuple(map(str, Holds))),
        Column("words", "Those that it may have, where it may not have any.", Holds.LIST, Voice.OURS),
    ),
    _columns,
)
"""What is told of the tables, for who has this file alone."""
