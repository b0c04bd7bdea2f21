"""The JSON of one plan: all that its file and its documents hold, exactly, and apart from it what the site computes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic_core import to_json

from generator.addresses import address_of, plan_file, plan_page, source_file
from generator.connections import Connections
from generator.data_versions import VERSION
from generator.identifiers import identifier, lasting_key
from generator.index import Index
from generator.model import Finding, Plan, Record, Update
from generator.table import Column, TableOfPlans, Value
from generator.tables import TABLES
from generator.write import keys_in_order

Json = Any  # whatever JSON may hold

SCHEMA = "plan-with-documents"
"""The name of the schema of such a file."""

TABLES_OF_PLANS = tuple(table for table in TABLES if isinstance(table, TableOfPlans))


def as_json(value: Json) -> str:
    """A value as JSON on one line; a day as 2031-09-30."""
    return to_json(value).decode()  # in half the time that Python's own takes


@dataclass(frozen=True)
class PlanFiles:
    """What the JSON of all plans is made from."""

    index: Index

    @cached_property
    def ways(self) -> Connections:
        """What leads from one record to another."""
        return Connections(self.index)

    @cached_property
    def documents(self) -> Mapping[str, Sequence[Update | Finding]]:
        """The documents of every plan, by day and name; those that count for nothing yet or any more too."""
        held: defaultdict[str, list[Update | Finding]] = defaultdict(list)
        for document in self.index.collection.documents:
            held[document.plan].append(document)
        return held


def plan_json(files: PlanFiles, plan: Plan) -> Iterator[str]:
    """The text of a plan's JSON. No day of its making is in it: it changes when the plan or its state does."""
    documents = files.documents.get(plan.id, ())
    yield "{\n"
    yield _member("$schema", as_json(f"../schemas/{SCHEMA}.json")) + ",\n"
    yield _member("version", as_json(VERSION.number)) + ",\n"
    yield _member("id", as_json(plan.id)) + ",\n"
    yield _member("plan", as_json(as_filed(plan))) + ",\n"
    filed = (_member(document.id, as_json(as_filed(document))) for document in documents)
    yield _member("documents", in_lines(filed, "{}")) + ",\n"
    yield _member("computed", in_lines(_computed(files.ways, plan), "{}")) + "\n}\n"


def as_filed(record: Record) -> dict[str, Json]:
    """What a file holds of a record, by its keys and in their order; what is not given is left out.

    What names the file is not in it. Where the file may have one word or a list of words, there is a list.
    """
    given = vars(record)
    return {key: _filed(value) for key, name in _names(type(record)) if (value := given[name]) or value == ""}


@cache
def _names(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The keys of a kind of record, each with the name of its field."""
    names = {described.alias or name: name for name, described in kind.model_fields.items()}
    return tuple((key, names[key]) for key in keys_in_order(kind))


def _filed(value: object) -> Json:
    if isinstance(value, str):
        return str(value) or None  # the words of what went
    if isinstance(value, Record):
        return as_filed(value)
    if isinstance(value, tuple):
        return [_filed(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _filed(part) for key, part in value.items()}
    return value


def _computed(ways: Connections, plan: Plan) -> Iterator[str]:
    """What the site computes of a plan: where it is, and its rows of each table without what its files hold."""
    for name, value in _where(ways.index, plan).items():
        yield _member(name, as_json(value))
    for table in TABLES_OF_PLANS:
        rows = () if plan.removed else table.computed_of(ways, plan)
        yield _member(table.name, in_lines(as_objects(table.computed, rows), "[]"))


def _where(index: Index, plan: Plan) -> dict[str, str | None]:
    held = plan.source in index.collection.sources
    return {
        "identifier": identifier(index.collection.settings, lasting_key(plan)),
        "address": address_of(plan_page(plan.id)),
        "file": plan_file(plan.id),
        "file_sha256": index.file_hash(plan),
        "source_file": source_file(plan.id) if held else None,
    }


def as_objects(columns: Sequence[Column], rows: Iterable[tuple[Value, ...]]) -> Iterator[str]:
    """Each row as a JSON object of one line: exact words, lists as lists, null for nothing."""
    names = [column.name for column in columns]
    return (as_json(dict(zip(names, row, strict=True))) for row in rows)


def _member(name: str, value: str) -> str:
    return f"{as_json(name)}:{value}"


def in_lines(members: Iterable[str], brackets: str) -> str:
    """Members of a JSON object or list, each on a line of its own."""
    lines = ",\n".join(members)
    return f"{brackets[0]}\n{lines}\n{brackets[1]}" if lines else brackets
