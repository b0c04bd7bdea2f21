"""How the tables are browsed: what their rows are chosen by, found with and sorted by."""

from collections.abc import Mapping
from dataclasses import dataclass


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
