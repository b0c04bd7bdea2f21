"""What people ask of several tables at once, each as one view of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.browsing import Shown
from generator.vocabulary import Decision, Timeliness


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


_SHARED = "decision, plan, repeats, address"
_MADE = (
    f"(SELECT recommendation AS key, text_now AS words, NULL AS delivery, {_SHARED} FROM recommendations "
    f"UNION ALL SELECT action, words_now, delivery, {_SHARED} FROM actions)"
)
"""Recommendations and actions as rows of one kind, as SQL."""


def _of_a_plan(table: str, rows: str = "") -> str:
    """The rows of a table, or other rows by that name, with their plan and its body."""
    return f"FROM {rows} {table} JOIN plans ON plans.plan = {table}.plan JOIN bodies ON bodies.body = plans.body"


def _joined(lists: str) -> str:
    """The parts of a list as words; nothing for a list that is empty."""
    return f"(SELECT group_concat(value, '; ') FROM json_each({lists}))"


_OWNER = Seen(
    "owner",
    f"coalesce(actions.owner_printed, {_joined('actions.owners_printed_beside')})",
    "Who answers for it now, as printed; all of them where they are printed beside several actions.",
)


def _decided(column: str) -> str:
    """What those who decide on a recommendation print, each passage once."""
    passages = f"decisions, json_each(decisions.{column}) AS passage"
    its = "decisions.recommendation = recommendations.recommendation"
    each = f"SELECT DISTINCT passage.value AS words FROM {passages} WHERE {its}"
    return f"(SELECT group_concat(words, '\n') FROM ({each}))"


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
        "The day has passed and nobody has said that it is done: some were reported on since (overdue), others not.",
        (
            Seen("action", "actions.action"),
            Seen("words", "actions.words_now"),
            _OWNER,
            _PLAN,
            _BODY,
            Seen(
                "target_date",
                f"coalesce(actions.target_date_printed, {_joined('actions.target_dates_printed_beside')})",
                "The target date that counts now, as printed; all where they are printed beside several actions.",
            ),
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
            _OWNER,
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
        Shown(words=("words", "said", "found"), facets=("judgement", "body"), sort_desc="found_on"),
    ),
    View(
        "moved_dates",
        "Target dates that moved",
        "Every move of a target date: from what, to what, and the reason given.",
        (
            Seen("action", "actions.action"),
            Seen("words", "actions.words_now"),
            _OWNER,
            _PLAN,
            _BODY,
            Seen(
                "date_before",
                _joined("updates.target_dates_printed_before"),
                "The target date that counted before, as printed; several where they stood beside several actions.",
            ),
            Seen("target_date", "updates.target_date_printed"),
            Seen("days_moved", "updates.days_moved"),
            Seen("reason", "updates.reason"),
            Seen("said_on", "updates.date"),
            Seen("said_by", "updates.by"),
            _page("actions"),
        ),
        f"{_of_a_plan('updates')} JOIN actions ON actions.action = updates.action "
        "WHERE updates.target_date_printed IS NOT NULL",
        Shown(words=("words", "reason"), facets=("body", "owner"), sort_desc="said_on"),
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
            Seen(
                "reason_printed",
                _decided("reason_printed"),
                "Why it is not, or not wholly, agreed: in the update that told the decision, else in the plan.",
            ),
            Seen("part_agreed", _decided("part_agreed_printed"), "Which part of it is agreed."),
            _PLAN,
            _BODY,
            Seen("themes", "recommendations.themes"),
            Seen("actions", "recommendations.actions"),
            _page("recommendations"),
        ),
        f"{_of_a_plan('recommendations')} WHERE recommendations.decision IN {_among(_LIMITED)}",
        Shown(words=("text", "reason_printed"), facets=("decision", "decision_reasons", "body", "themes")),
    ),
    View(
        "made_again",
        "Made again",
        "Each recommendation and action that makes an earlier one again, as an editor states it, beside the earlier.",
        (
            Seen("later", "later.key", "The citation key of the recommendation or action that makes it again."),
            Seen("words", "later.words", "Its words, as they stand now."),
            Seen("decision", "later.decision", "What was decided on it."),
            Seen("delivery", "later.delivery", "How it stands, if it is an action."),
            _PLAN,
            _BODY,
            Seen("earlier", "earlier.value", "The citation key of the earlier recommendation or action."),
            Seen("earlier_words", "before.words", "The words of the earlier one, as they stand now."),
            Seen("earlier_decision", "before.decision", "What was decided on it."),
            Seen("earlier_delivery", "before.delivery", "How it stands, if it is an action."),
            _page("later"),
        ),
        f"{_of_a_plan('later', _MADE)} JOIN json_each(later.repeats) AS earlier "
        f"LEFT JOIN {_MADE} AS before ON before.key = earlier.value",
        Shown(words=("words", "earlier_words"), facets=("body", "decision", "earlier_decision")),
    ),
)
"""What stands first where the tables are browsed."""
