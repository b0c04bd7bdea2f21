"""The descriptor of the open data as a Data Package, by which programs find the tables and know what they hold."""

import json
from typing import Any

from generator.addresses import DATA, PACKAGE, address_of, slug
from generator.data_versions import VERSION
from generator.identifiers import identifier
from generator.index import Index
from generator.licences import KNOWN_LICENCES, licence_of_all
from generator.table import Column, Holds, Table
from generator.table_schemas import VOICES
from generator.tables import TABLES

Json = dict[str, Any]  # whatever JSON may hold

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DELIMITER = " | "
HOW_TO_READ = (
    "A cell of CSV that is empty holds nothing: what is not printed, not said, not known or not asked. The parts of a "
    "list are joined by ' | '; a '|' within a part is doubled. Words that "
    "begin, after any apostrophes, with one of = + - @, a tab or a carriage return have one apostrophe more before "
    "them, so that no spreadsheet takes them for a formula; so has a list that begins so. To have them as printed, "
    "take the first apostrophe off wherever apostrophes stand before one of these. JSON has all words exactly. An "
    "address is a path from the site's root. Nothing that was removed is in the tables; what became of it stands in "
    "the JSON of its plan."
)
"""What a reader of the CSV must know, in sentences."""

LICENCES = (
    "The licences named are of the plans' texts, each plan's own in the column licence of plans; of what the editors "
    "and the site add to them no licence is stated."
)
"""What the licences hold for, in a sentence: settings have no word for a licence of what is added."""

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_RECOMMENDATION = "[A-Za-z0-9-]+"
_PATTERNS = {
    ("plans", "plan"): _SLUG,
    ("bodies", "body"): _SLUG,
    ("themes", "theme"): _SLUG,
    ("owners", "owner"): f"{_SLUG}/{_SLUG}",
    ("recommendations", "recommendation"): f"{_SLUG}/{_RECOMMENDATION}",
    ("actions", "action"): rf"{_SLUG}/{_RECOMMENDATION}\.[0-9]+",
}


def package(index: Index) -> list[str]:
    """The text of the descriptor, in one piece."""
    return [json.dumps(_package(index), ensure_ascii=False, indent=2) + "\n"]


def _package(index: Index) -> Json:
    settings = index.collection.settings
    home = {"homepage": f"{settings.address}{address_of(DATA)}"} if settings.address else {}
    runs_it = {"title": settings.accessibility.organisation, "roles": ["publisher"]} if settings.accessibility else {}
    return {
        "$schema": PROFILE,
        "name": slug(settings.title),
        "id": identifier(settings, PACKAGE),
        "title": settings.title,
        "description": " ".join(filter(None, [settings.description, settings.licence_note, LICENCES, HOW_TO_READ])),
        "version": VERSION.number,
        "as_at": index.as_at.isoformat(),
        **home,
        **_some("contributors", [runs_it] if runs_it else []),
        **_some("licenses", _licences(index)),
        **_some("sources", _sources(index)),
        "resources": [*map(_csv, TABLES), *map(_json, TABLES)],
    }


def _some(name: str, values: list[Json]) -> Json:
    """A list of the descriptor, which may not be empty."""
    return {name: values} if values else {}


def _licences(index: Index) -> list[Json]:
    """The licence that all plans have, if it is known elsewhere; each plan's own stands in its row."""
    licence = licence_of_all(index)
    if licence not in KNOWN_LICENCES:
        return []
    name, address = KNOWN_LICENCES[licence]
    return [{"name": name, "path": address, "title": licence}]


def _sources(index: Index) -> list[Json]:
    """Who published the plans, where that is known; each plan's own source stands in its row."""
    return [{"title": publisher} for publisher in sorted({plan.publisher for plan in index.plans if plan.publisher})]


def _csv(table: Table) -> Json:
    return {
        "name": table.name,
        "title": table.title,
        "description": table.meaning,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table),
    }


def _json(table: Table) -> Json:
    """The same rows as JSON."""
    return {
        "name": f"{table.name}-json",
        "title": f"{table.title}, as JSON",
        "description": table.meaning,
        "path": f"{table.name}.json",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": f"schemas/tables/{table.name}.json",
    }


def _schema(table: Table) -> Json:
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": column.refers_to[0] if column.refers_to[0] != table.name else "",
                "fields": [column.refers_to[1]],
            },
        }
        for column in table.columns
        if column.refers_to and column.holds is not Holds.LIST
    ]
    return {
        "fields": [_field(table, column) for column in table.columns],
        "primaryKey": [*table.key],
        **_some("foreignKeys", keys),
        "missingValues": [""],
    }


def _field(table: Table, column: Column) -> Json:
    of_list: Json = {}
    if column.holds is Holds.LIST:
        of_list = {"delimiter": DELIMITER, "itemType": "string"} | ({"words": [*column.words]} if column.words else {})
        of_list |= {"refersTo": [*column.refers_to]} if column.refers_to else {}
    constraints = _constraints(table, column)
    return {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "description": f"{column.meaning} {VOICES[column.voice]}",
        "type": column.holds.value,
        **of_list,
        **({"constraints": constraints} if constraints else {}),
    }


def _constraints(table: Table, column: Column) -> Json:
    pattern = _PATTERNS.get(column.refers_to or (table.name, column.name))
    is_one = column.holds is not Holds.LIST
    found = {
        "required": column.is_required,
        "unique": table.key == (column.name,),
        "enum": [*column.words] if is_one else [],
        "pattern": pattern if is_one else None,
    }
    return {name: value for name, value in found.items() if value}
