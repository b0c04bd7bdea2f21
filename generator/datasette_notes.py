"""What Datasette is told of the database: where to begin, what tables and columns mean, and how each is shown."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from string import ascii_letters, digits
from typing import Any

from generator.browsing import SHOWN, Shown
from generator.index import Index
from generator.tables import Column, Holds, Table, Voice
from generator.targetdate import day_in_words
from generator.views import VIEWS, View

Notes = dict[str, Any]  # JSON

_VOICES = {Voice.PRINTED: " [printed]", Voice.EDITOR: " [editor]", Voice.OURS: ""}
_LEGEND = (
    "Columns whose meaning ends in [printed] have the words of a plan or a document, to the letter; those in [editor] "
    "what an editor chose or read; the others an id, or what the site computes."
)

NOTES_BEGIN = '{\n  "made_by": "plans data"'
"""How the file for Datasette begins, by which it is known again."""

# Datasette tells what every column means above the rows, which a journalist came for, and proposes to count by most of
# them; and where there are many columns it makes each as narrow as its longest word.
_STYLE = (
    "dl.column-descriptions {columns: 22em; max-height: 9em; overflow: auto} "
    "dl.column-descriptions dt {break-after: avoid} .suggested-facets {display: none}"
)
_FACET_SIZE = 10  # values of each at first: more push the rows off the screen
_ROOM = "@media (min-width: 577px) {{{} {{min-width: 22em}}}}"  # on a phone the columns stand one below the other


def notes_for_datasette(index: Index, name: str, tables: Sequence[Table]) -> str:
    """What Datasette says of a database of this name: the text of the file that it is started with."""
    settings = index.collection.settings
    front = {"title": settings.title, "description_html": _front(index, name, tables)}
    licence = {"license": settings.licence_note} if settings.licence_note else {}
    source = {"source": settings.title, "source_url": settings.address} if settings.address else {}
    columns = {f"{table.name}.{column.name}": column for table in tables for column in table.columns}
    shown = {table.name: _of_table(table) for table in tables} | {view.name: _of_view(view, columns) for view in VIEWS}
    notes = {"made_by": "plans data", **front, **licence, **source, "databases": {name: {**front, "tables": shown}}}
    return json.dumps(notes, ensure_ascii=False, indent=2) + "\n"


def _front(index: Index, name: str, tables: Sequence[Table]) -> str:
    """Where to begin, for the pages at the root and at the database's name."""
    views = ((view.name, view.title, view.meaning) for view in VIEWS)
    whole = ((f"{table.name}{_narrowed(table.name)}", table.title, table.meaning) for table in tables)
    as_at = f"As at {day_in_words(index.as_at)}."
    about = f"<p>{escape(index.collection.settings.description)} {as_at}</p>"
    asked = f"<h2>What people ask</h2>{_places(name, views)}"
    return f"{about}{asked}<h2>All there is</h2>{_places(name, whole)}<p>{_LEGEND}</p>"


def _places(name: str, places: Iterable[tuple[str, str, str]]) -> str:
    listed = (
        f'<li><a href="{_encoded(name)}/{escape(place)}">{escape(title)}</a>: {escape(meaning)}</li>'
        for place, title, meaning in places
    )
    return f"<ul>{''.join(listed)}</ul>"


def _encoded(name: str) -> str:
    """A database's name as it stands in Datasette's addresses."""
    plain = ascii_letters + digits + "-_"
    codes = ((chr(byte), f"~{byte:02X}") for byte in name.encode())
    return "".join(letter if letter in plain else "+" if letter == " " else code for letter, code in codes)


def _narrowed(table: str) -> str:
    """What follows a table's address so that it shows its main columns alone."""
    main = SHOWN[table].main
    return "?" + "&".join(f"_col={name}" for name in main) if main else ""


def _of_table(table: Table) -> Notes:
    columns = {column.name: column for column in table.columns}
    meanings = {name: f"{column.meaning}{_VOICES[column.voice]}" for name, column in columns.items()}
    main = escape(_narrowed(table.name))
    ways = f'</p><p>Show <a href="{main}">main columns</a> or <a href="?">all columns</a>.' if main else ""
    return _notes(table.title, f"{escape(table.meaning)}{ways}", SHOWN[table.name], meanings, columns)


def _of_view(view: View, among: Mapping[str, Column]) -> Notes:
    columns = {seen.name: among[seen.of] for seen in view.columns if seen.of in among}
    meanings = {seen.name: seen.meaning or columns[seen.name].meaning for seen in view.columns}
    return _notes(view.title, escape(view.meaning), view.shown, meanings, columns)


def _notes(title: str, about: str, how: Shown, meanings: Mapping[str, str], columns: Mapping[str, Column]) -> Notes:
    lists = {name for name, column in columns.items() if column.holds is Holds.LIST}
    room = _ROOM.format(", ".join(f"td.col-{name}" for name in how.words)) if how.words else ""
    given = {"label_column": how.label, "sort": how.sort, "sort_desc": how.sort_desc}
    return {
        "title": title,
        "description_html": f"<style>{_STYLE} {room}</style><p>{about}</p>",
        "columns": meanings,
        "facet_size": _FACET_SIZE,
        "facets": [{"array": name} if name in lists else name for name in how.facets],
        **{name: column for name, column in given.items() if column},
    }
