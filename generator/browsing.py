"""How the tables are browsed: what their rows are chosen by, found with and sorted by; what people ask of several
tables, as views; and the file that tells Datasette all of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from generator.index import Index
from generator.tables import Column, Holds, Table, Voice
from generator.targetdate import day_in_words
from generator.vocabulary import Decision, Timeliness


@dataclass(frozen=True)
class Shown:
    """How a table or a view is shown, by its columns."""

    main: tuple[str, ...] = ()  # those that tell most, where there are many
    facets: tuple[str, ...] = ()  # by whose values rows are counted and chosen
    searched: tuple[str, ...] = ()  # in whose words the search looks
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
        searched=("text", "text_now", "reason_printed", "part_agreed_printed"),
    ),
    "decisions": Shown(facets=("decision", "decision_reasons", "addressee")),
    "actions": Shown(
        main=(
            *("plan", "words_now", "owner_printed", "target_date_printed", "target_latest", "timeliness", "delivery"),
            *("delivery_day", "assurance", "silent"),
        ),
        facets=("timeliness", "delivery", "assurance", "decision", "silent", "found_otherwise", "themes", "body"),
        searched=("words", "words_now", "owner_printed", "delivery_reason"),
    ),
    "steps": Shown(facets=("target_kind",), searched=("words",)),
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
        searched=("said", "words", "reason"),
        sort_desc="date",
    ),
    "findings": Shown(
        main=("plan", "action", "recommendation", "date", "by", "judgement", "found"),
        facets=("judgement", "plan", "by"),
        searched=("found",),
        sort_desc="date",
    ),
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
_OF_PLAN = "JOIN plans USING (plan) JOIN bodies USING (body)"
_PASSED = (Timeliness.OVERDUE, Timeliness.DATE_PASSED)
_LIMITED = (Decision.NOT_AGREED, Decision.PARTLY_AGREED)


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
        f"FROM actions {_OF_PLAN.replace('USING (body)', 'ON bodies.body = plans.body')} "
        f"WHERE actions.timeliness IN {_among(_PASSED)}",
        Shown(facets=("timeliness", "delivery", "body", "plan", "owner"), sort="last_day"),
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
        f"FROM actions {_OF_PLAN.replace('USING (body)', 'ON bodies.body = plans.body')} "
        f"{_last('updates', 'delivery')} {_last('findings', 'judgement')} WHERE actions.found_otherwise",
        Shown(facets=("judgement", "body", "plan"), sort_desc="found_on"),
    ),
)
