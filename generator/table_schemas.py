"""JSON Schemas of the open data: of each table's rows, and of the JSON of a plan."""

import json
from collections.abc import Sequence
from functools import cache

from generator.plan_json import SCHEMA, TABLES_OF_PLANS
from generator.schema import DRAFT, Schema, schemas
from generator.table import Column, Holds, Table, Voice
from generator.tables import TABLES

VOICES = {
    Voice.PRINTED: "As printed, to the letter.",
    Voice.EDITOR: "In the editor's words.",
    Voice.OURS: "Made by the site.",
}
"""Whose words a column has, in a sentence."""


@cache
def table_schema_texts() -> dict[str, str]:
    """The text of each schema's file, by the schema's name: of the JSON of each table, and of a plan's."""
    made = {f"tables/{table.name}": _of_table(table) for table in TABLES} | {SCHEMA: _of_plan()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def _of_table(table: Table) -> Schema:
    return {"$schema": DRAFT, "title": table.title, **_rows(table, table.columns)}


def _of_plan() -> Schema:
    """The schemas of the plan's own file and of a document's are in it whole, under their own names."""
    computed = {table.name: _rows(table, table.computed) for table in TABLES_OF_PLANS}
    words = {"type": "string"}
    filed = {name: {"$id": f"{name}.json", **schemas()[name]} for name in ("plan", "document")}
    where = {
        "identifier": {**words, "description": "The plan's id among all that the authority of the site names."},
        "address": {**words, "description": "Where its page is, from the site's root."},
        "file": {**words, "description": "Where its own file is, from the site's root."},
        "file_sha256": {**words, "description": "The SHA-256 of its own file."},
        "source_file": {"type": ["string", "null"], "description": "Where its source is held, if it is."},
    }
    documents = "Its updates and findings, each by the name of its file, ordered by day and name."
    parts: Schema = {
        "$schema": {**words, "description": "Where this schema is, from the file."},
        "version": {**words, "description": "The version of the open data."},
        "id": {**words, "description": "The plan's id, which names its file."},
        "plan": {"$ref": "plan.json", "description": "What the plan's own file holds."},
        "documents": {
            "type": "object",
            "description": documents,
            "additionalProperties": {"$ref": "document.json"},
        },
        "computed": {
            "description": "What the site makes of it, by what its files say up to the day the site was built.",
            **_record({**where, **computed}),
        },
    }
    title = "A plan with its documents, and what the site computes of them"
    return {"$schema": DRAFT, "title": title, **_record(parts), "$defs": filed}


def _rows(table: Table, columns: Sequence[Column]) -> Schema:
    row = {"description": table.meaning, **_record({column.name: _value(column) for column in columns})}
    return {"type": "array", "items": row}


def _record(properties: Schema) -> Schema:
    return {"type": "object", "required": [*properties], "additionalProperties": False, "properties": properties}


def _value(column: Column) -> Schema:
    described = {"description": f"{column.meaning} {VOICES[column.voice]}"}
    words: Schema = {"enum": [*column.words]} if column.words else {}
    if column.holds is Holds.LIST:
        return {**described, "type": "array", "items": {"type": "string", **words}, "minItems": int(column.is_required)}
    kind = {"type": "string", "format": "date"} if column.holds is Holds.DAY else {"type": column.holds.value}
    if column.is_required:
        return {**described, **kind, **words}
    nothing = {"enum": [*column.words, None]} if column.words else {}
    return {**described, **kind, "type": [kind["type"], "null"], **nothing}
