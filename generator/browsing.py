"""How the tables are browsed: what their rows are chosen by, found with and sorted by; what people ask of several
tables, as views; and the file that tells Datasette all of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import ascii_letters, digits
from typing import Any

from generator.index import Index
from generator.tables import Column, Holds, Table, Voice
from generator.targetdate import day_in_words
from generator.vocabulary import Decision, Timeliness

Notes = dict[str, Any]  # JSON


@dataclass(frozen=True)
class Shown:
    """How a table or a view is shown, by its columns."""

    main: tuple[str, ...] = ()  # those that tell most, where there are many
    facets: tuple[str, ...] = ()  # by whose values rows are counted and chosen
    words: tuple[str, ...] = ()  # those with many words: they are given room and, in a table, searched
    names: tuple[str, ...] = ()  # what is searched with them
    label: str | None = None  # what a row is called where another table refers to it
    sort: str | None = None
    sort_desc: str | None = None


SHOWN: Mapping[str, Shown] = {
    "plans": Shown(
        main=(
            *("name", "body", "inspectorate", "report_published_day", "recommendations", "recommendations_not_agreed"),
            *("recommendations_partly_agreed", "actions", "actions_overdue", "actions_date_passed", "actions_silent"),
        ),
        facets=("body", "inspectorate", "publisher"),
        label="name",
        sort_desc="report_published_day",
    ),
    "recommendations": Shown(
        main=("plan", "number", "text_now", "decision", "decision_reasons", "assurance", "themes", "actions"),
        facets=("decision", "decision_reasons", "assurance", "themes", "plan"),
        words=("text", "text_now", "reason_printed", "part_agreed_printed"),
    ),
    "decisions": Shown(facets=("decision", "decision_reasons", "addressee")),
    "actions": Shown(
        main=(
            *("plan", "words_now", "owner_printed", "target_date_printed", "target_latest", "timeliness", "delivery"),
            *("delivery_day", "assurance", "silent"),
        ),
        facets=("timeliness", "delivery", "assurance", "decision", "silent", "found_otherwise", "themes", "body"),
        words=("words", "words_now", "delivery_reason"),
        names=("owner_printed",),
    ),
    "steps": Shown(facets=("target_kind",), words=("words",), names=("owner_printed",)),
    "owners": Shown(
        main=("name", "body", "actions", "actions_overdue", "actions_date_passed", "actions_silent", "actions_closed"),
        facets=("body",),
        label="name",
        sort_desc="actions",
    ),
    "bodies": Shown(
        main=("name", "plans", "recommendations", "actions", "actions_overdue", "actions_date_passed", "ended"),
        label="name",
        sort="name",
    ),
    "themes": Shown(
        main=("name", "about", "recommendations", "actions", "actions_overdue", "actions_date_passed"),
        label="name",
        sort_desc="recommendations",
    ),
    "updates": Shown(
        main=("plan", "action", "date", "by", "delivery", "said", "target_date_printed", "days_moved", "reason"),
        facets=("delivery", "plan", "by"),
        words=("said", "words", "reason"),
        sort_desc="date",
    ),
    "findings": Shown(
        main=("plan", "action", "recommendation", "date", "by", "judgement", "found"),
        facets=("judgement", "plan", "by"),
        words=("found",),
        sort_desc="date",
    ),
    "about": Shown(),
    "columns": Shown(facets=("of_table", "voice", "holds")),
}
"""How each table is shown, by its name."""


@dataclass(frozen=True)
class Seen:
    """A column of a view: what it shows, as SQL; its meaning is that of the column of a table, or given."""

    name: str
    of: str
    meaning: str = ""


@dataclass(frozen=True)
class View:
    """What people ask of several tables, as one."""

    name: str
    title: str
    meaning: str
    columns: tuple[Seen, ...]
    source: str  # SQL, from FROM on
    shown: Shown

    @property
    def sql(self) -> str:
        """The query that answers."""
        columns = ", ".join(f'{column.of} AS "{column.name}"' for column in self.columns)
        return f"SELECT {columns} {self.source}"


_PLAN = Seen("plan", "plans.name")
_BODY = Seen("body", "bodies.name")
_PASSED = (Timeliness.OVERDUE, Timeliness.DATE_PASSED)
_LIMITED = (Decision.NOT_AGREED, Decision.PARTLY_AGREED)


def _of_a_plan(table: str) -> str:
    return f"FROM {table} JOIN plans ON plans.plan = {table}.plan JOIN bodies ON bodies.body = plans.body"


def _page(table: str) -> Seen:
    address = f"(SELECT value FROM about WHERE name = 'address') || {table}.address"
    return Seen("page", f"coalesce({address}, {table}.address)", "Its page on the site.")


def _last(table: str, said: str) -> str:
    """The last row about an action that says something: rows are in the order in which it was said."""
    last = f"SELECT max(rowid) FROM {table} AS said WHERE said.action = actions.action AND said.{said} IS NOT NULL"
    return f"LEFT JOIN {table} ON {table}.rowid = ({last})"


def _among(words: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


VIEWS: tuple[View, ...] = (
    View(
        "past_their_date",
        "Actions past their date",
        "What was to be done by now and was not said to be done: with reports since its day (overdue), or with none.",
        (
            Seen("action", "actions.action"),
            Seen("words", "actions.words_now"),
            Seen("owner", "actions.owner_printed"),
            Seen("owners_beside", "actions.owners_printed_beside"),
            _PLAN,
            _BODY,
            Seen("target_date", "actions.target_date_printed"),
            Seen("last_day", "actions.target_latest"),
            Seen("timeliness", "actions.timeliness"),
            Seen("delivery", "actions.delivery"),
            Seen("last_update", "actions.last_update_day"),
            Seen("date_moves", "actions.date_moves"),
            _page("actions"),
        ),
        f"{_of_a_plan('actions')} WHERE actions.timeliness IN {_among(_PASSED)}",
        Shown(words=("words",), facets=("timeliness", "delivery", "body", "owner"), sort="last_day"),
    ),
    View(
        "said_complete_found_otherwise",
        "Said to be complete, and found otherwise",
        "What its owner last said was complete, and the inspectorate last found anything but achieved.",
        (
            Seen("action", "actions.action"),
            Seen("words", "actions.words_now"),
            Seen("owner", "actions.owner_printed"),
            _PLAN,
            _BODY,
            Seen("said_on", "actions.delivery_day"),
            Seen("said_by", "updates.by"),
            Seen("said", "updates.said"),
            Seen("judgement", "actions.assurance"),
            Seen("found_on", "actions.assurance_day"),
            Seen("found_by", "findings.by"),
            Seen("found", "findings.found"),
            _page("actions"),
        ),
        f"{_of_a_plan('actions')} {_last('updates', 'delivery')} {_last('findings', 'judgement')} "
        "WHERE actions.found_otherwise",
        Shown(words=("words", "said", "found"), facets=("judgement", "body", "plan"), sort_desc="found_on"),
    ),
    View(
        "moved_dates",
        "Target dates that moved",
        "Every move of a target date: from what, to what, and the reason given.",
        (
            Seen("action", "updates.action"),
            Seen("words", "actions.words_now"),
            Seen("owner", "actions.owner_printed"),
            _PLAN,
            _BODY,
            Seen("date_before", "updates.target_dates_printed_before"),
            Seen("target_date", "updates.target_date_printed"),
            Seen("days_moved", "updates.days_moved"),
            Seen("reason", "updates.reason"),
            Seen("said_on", "updates.date"),
            Seen("said_by", "updates.by"),
            _page("actions"),
        ),
        f"{_of_a_plan('updates')} JOIN actions ON actions.action = updates.action "
        "WHERE updates.target_date_printed IS NOT NULL",
        Shown(words=("words", "reason"), facets=("body", "plan", "owner"), sort_desc="said_on"),
    ),
    View(
        "not_wholly_agreed",
        "Recommendations not agreed, or only partly",
        "What was recommended and not wholly agreed, with the reason printed.",
        (
            Seen("recommendation", "recommendations.recommendation"),
            Seen("text", "recommendations.text_now"),
            Seen("decision", "recommendations.decision"),
            Seen("decision_reasons", "recommendations.decision_reasons"),
            Seen("reason_printed", "recommendations.reason_printed"),
            Seen("part_agreed_printed", "recommendations.part_agreed_printed"),
            _PLAN,
            _BODY,
            Seen("themes", "recommendations.themes"),
            Seen("actions", "recommendations.actions"),
            _page("recommendations"),
        ),
        f"{_of_a_plan('recommendations')} WHERE recommendations.decision IN {_among(_LIMITED)}",
        Shown(words=("text", "reason_printed"), facets=("decision", "decision_reasons", "body", "plan", "themes")),
    ),
    View(
        "made_again",
        "Recommendations made again",
        "Each recommendation that makes an earlier one again, as an editor states it, beside the earlier one.",
        (
            Seen("recommendation", "recommendations.recommendation"),
            Seen("text", "recommendations.text_now"),
            Seen("decision", "recommendations.decision"),
            _PLAN,
            _BODY,
            Seen("earlier", "earlier.value", "The citation key of the earlier recommendation or action."),
            Seen("earlier_words", "coalesce(before.text_now, action.words_now)", "The words of the earlier one."),
            Seen("earlier_decision", "coalesce(before.decision, action.decision)", "What was decided on it."),
            Seen("earlier_delivery", "action.delivery", "How it stands, if it is an action."),
            _page("recommendations"),
        ),
        f"{_of_a_plan('recommendations')} JOIN json_each(recommendations.repeats) AS earlier "
        "LEFT JOIN recommendations AS before ON before.recommendation = earlier.value "
        "LEFT JOIN actions AS action ON action.action = earlier.value",
        Shown(words=("text", "earlier_words"), facets=("body", "plan", "decision", "earlier_decision")),
    ),
)
"""What stands first where the tables are browsed."""


_VOICES = {Voice.PRINTED: " [printed]", Voice.EDITOR: " [editor]", Voice.OURS: ""}
_LEGEND = (
    "Columns whose meaning ends in [printed] have the words of a plan or a document, to the letter; those in [editor] "
    "what an editor chose or read; the others an id, or what the site computes."
)

NOTES_BEGIN = '{\n  "made_by": "plans data"'
"""How the file for Datasette begins, by which it is known again."""

# Datasette tells what every column means above the rows, which a journalist came for; and where there are many columns
# it makes each as narrow as its longest word.
_STYLE = (
    "dl.column-descriptions {columns: 22em; max-height: 9em; overflow: auto} "
    "dl.column-descriptions dt {break-after: avoid} .suggested-facets {display: none}"
)
_FACET_SIZE = 10  # values of each at first: more push the rows off the screen
_ROOM = "{min-width: 22em}"


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
    room = f"{', '.join(f'td.col-{name}' for name in how.words)} {_ROOM}" if how.words else ""
    given = {"label_column": how.label, "sort": how.sort, "sort_desc": how.sort_desc}
    return {
        "title": title,
        "description_html": f"<style>{_STYLE} {room}</style><p>{about}</p>",
        "columns": meanings,
        "facet_size": _FACET_SIZE,
        "facets": [{"array": name} if name in lists else name for name in how.facets],
        **{name: column for name, column in given.items() if column},
    }
