"""The open data as files: each table as CSV and as JSON, the JSON of each plan, and what describes them all.

Nothing large is kept: a file is made piece by piece when it is asked for.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import islice

from generator.addresses import PACKAGE, plan_json, schema_file, table_file
from generator.index import Index
from generator.package import package
from generator.plan_json import PlanFiles, as_objects
from generator.plan_json import plan_json as plan_as_json
from generator.spreadsheets import BYTE_ORDER_MARK, guarded, lines
from generator.streams import Download
from generator.table import Table, Value
from generator.table_schemas import table_schema_texts
from generator.tables import TABLES

ROWS_AT_ONCE = 200

_AS_IT_IS = frozenset({int, date, type(None)})  # what is written into CSV as it is


def data_files(index: Index) -> Iterator[Download]:
    """Every file of the open data: its address from the site's root, and what makes its text."""
    for table in TABLES:
        yield table_file(table.name, "csv"), partial(table_as_csv, table, index)
        yield table_file(table.name, "json"), partial(table_as_json, table, index)
    yield PACKAGE, partial(package, index)
    for name, text in table_schema_texts().items():
        yield schema_file(name), partial(list, [text])
    files = PlanFiles(index)
    for plan in index.all_plans:
        for named in (plan.id, *plan.formerly):
            yield plan_json(named), partial(plan_as_json, files, plan)


def table_as_json(table: Table, index: Index) -> Iterator[str]:
    """A table as a JSON list of objects, a row a line."""
    before = "[\n"
    for row in as_objects(table.columns, table.rows(index)):
        yield before + row
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def table_as_csv(table: Table, index: Index) -> Iterator[str]:
    """A table as CSV (RFC 4180) behind a byte-order mark, without which spreadsheets read its letters wrong."""
    yield BYTE_ORDER_MARK + lines([[column.name for column in table.columns]])
    rows = table.rows(index)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield lines([value if type(value) in _AS_IT_IS else cell_text(value) for value in row] for row in some)


def cell_text(value: Value) -> str:
    """What stands in a cell of CSV; where there is nothing, nothing.

    The parts of a list are joined by ' | ', and each '|' of their own is doubled.
    """
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, tuple):
        return guarded(" | ".join([part.replace("|", "||") for part in value])) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
