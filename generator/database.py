"""The open data as one SQLite file: tables with their keys, what joins them, what is searched, and views.

It is written whole, beside its place, and then renamed: what stood there before stays until all is done. The same
tables make the same bytes, with the same release of SQLite.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from errno import EIO, ENOSPC
from pathlib import Path

from generator.browsing import VIEWS, Shown
from generator.index import Index
from generator.tables import Column, Holds, Table, Value

_HEAD = b"SQLite format 3\0"
_OURS = 0x504C414E  # 'PLAN': the application that a file of ours names, in the four bytes from the 69th on

# The file has no reader before it is whole, and is thrown away if it never is: nothing needs to be undone or awaited.
_BEGIN = f"""
    PRAGMA page_size = 4096;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA cache_size = -50000;
    PRAGMA application_id = {_OURS};
    BEGIN;
"""

_TYPES = {Holds.WORDS: "TEXT", Holds.NUMBER: "INTEGER", Holds.TRUTH: "INTEGER", Holds.DAY: "TEXT", Holds.LIST: "TEXT"}


def is_ours(path: Path) -> bool:
    """Whether a file is a database that was written here."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(_HEAD) and head[68:] == _OURS.to_bytes(4, "big")


def write_database(path: Path, index: Index, tables: Sequence[Table], shown: Mapping[str, Shown]) -> dict[str, int]:
    """Write the tables into a file, which it replaces, as they are shown; how many rows each has."""
    path = path.resolve()  # a link stays a link
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(b"")
        with _faults_of_the_disk(), closing(sqlite3.connect(beside, isolation_level=None)) as database:
            database.executescript(_BEGIN)
            rows = {table.name: _fill(database, table, index) for table in tables}
            for statement in _beside_tables(tables, shown):
                database.execute(statement)
            database.execute("COMMIT")
        _keep(beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    return rows


@contextmanager
def _faults_of_the_disk() -> Iterator[None]:
    """What SQLite cannot write is told as of any file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_FULL":
            raise OSError(ENOSPC, os.strerror(ENOSPC)) from None
        if error.sqlite_errorname.startswith("SQLITE_IOERR"):
            raise OSError(EIO, os.strerror(EIO)) from None
        raise


def _keep(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _fill(database: sqlite3.Connection, table: Table, index: Index) -> int:
    database.execute(_create(table))
    places = ", ".join("?" * len(table.columns))
    rows = (tuple(map(_stored, row)) for row in table.rows(index))
    return database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", rows).rowcount


def _stored(value: Value) -> str | int | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value


def _create(table: Table) -> str:
    parts = [*(_column(column, table) for column in table.columns), f"PRIMARY KEY ({_list(table.key)})", *_joins(table)]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(column: Column, table: Table) -> str:
    name = _name(column.name)
    checks = {Holds.TRUTH: f"{name} IN (0, 1)", Holds.DAY: f"{name} = date({name})", Holds.LIST: f"json_valid({name})"}
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


def _beside_tables(tables: Sequence[Table], shown: Mapping[str, Shown]) -> Iterator[str]:
    """What makes the tables quick to browse, searches and views of them."""
    for table in tables:
        how = shown.get(table.name, Shown())
        for column in table.columns:
            if column.holds is not Holds.LIST and (column.refers_to or column.name in (*how.facets, how.sort)):
                yield f"CREATE INDEX {_name(f'{table.name}_{column.name}')} ON {_name(table.name)} ({_name(column.name)})"
        if how.searched:
            yield from _search(table.name, how.searched)
    for view in VIEWS:
        yield f"CREATE VIEW {_name(view.name)} AS {view.sql}"


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
