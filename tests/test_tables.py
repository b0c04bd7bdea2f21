"""The tables of the open data: what stands in their rows, that it is what they say, and what the pages count."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.data_versions import VERSION, VERSIONS
from generator.index import Index
from generator.pages import pages
from generator.read import read
from generator.table import Column, Holds, Table, Value
from generator.tables import TABLES
from tests.conftest import ROOT, SPECIMEN
from tests.small import Fields, action, finding, indexed, plan, recommendation, update
from tests.test_recount import decisions_in, due_rows, facts, groups, silent, tables

COLUMNS = Path(__file__).parent / "data_columns"
BY_NAME = {table.name: table for table in TABLES}
TYPES = {Holds.WORDS: str, Holds.NUMBER: int, Holds.TRUTH: bool, Holds.DAY: date, Holds.LIST: tuple}
COLLECTIONS = ["specimen 2031-10-31", "specimen 2032-01-15", "specimen 2032-12-31", "plans 2019-12-20"]

Row = dict[str, Any]  # a value of any kind, by its column's name


@cache
def index_on(collected: str) -> Index:
    """One of the collections on a day."""
    name, day = collected.split()
    collection = read(SPECIMEN if name == "specimen" else ROOT).collection
    assert collection
    return Index(collection, date.fromisoformat(day))


def rows_of(index: Index, table: str) -> list[Row]:
    names = [column.name for column in BY_NAME[table].columns]
    return [dict(zip(names, row, strict=True)) for row in BY_NAME[table].rows(index)]


def given(row: Row) -> Row:
    """What stands in a row, without what is empty."""
    return {name: value for name, value in row.items() if value not in (None, ())}


# What stands in a row


def test_action_says_what_was_promised_and_how_it_stands() -> None:
    rows = rows_of(index_on("specimen 2032-01-15"), "actions")
    assert [given(row) for row in rows if row["action"] == "specimen-2031/2.1"] == [
        {
            "action": "specimen-2031/2.1",
            "address": "plans/specimen-2031/2/#2.1",
            "plan": "specimen-2031",
            "plan_name": "Specimen Harbour Service, 2031",
            "body": "specimen-harbour-service",
            "body_name": "Specimen Harbour Service",
            "addressees": ("specimen-harbour-service",),
            "recommendation": "specimen-2031/2",
            "kind": "action",
            "number": "1)",
            "words": "Recruit four day pilots (see 1.1), of two kinds: bar and lock.",
            "words_now": "Recruit four day pilots (see 1.1), of two kinds: bar and lock.",
            "owner_first_printed": "Harbour Master / HR",
            "owner_printed": "Harbour Master / HR",
            "owners": ("specimen-harbour-service/harbour-master", "specimen-harbour-service/hr"),
            "owners_shared": False,
            "target_date_first_printed": "31/09/2031",
            "target_date_printed": "31/03/2032",
            "target_first_earliest": date(2031, 9, 30),
            "target_first_latest": date(2031, 9, 30),
            "target_first_kind": "day",
            "target_earliest": date(2032, 3, 31),
            "target_latest": date(2032, 3, 31),
            "target_kind": "day",
            "target_precision": "day",
            "target_known": True,
            "date_moves": 2,
            "days_moved": 183,
            "decision": "partly agreed",
            "delivery": "in progress",
            "delivery_said_by": "update",
            "delivery_day": date(2031, 9, 20),
            "delivery_reason": "The first advertisement failed.",
            "last_update_day": date(2031, 11, 28),
            "assurance": "no meaningful progress",
            "assurance_day": date(2031, 12, 12),
            "found_otherwise": False,
            "timeliness": "due",
            "silent": "no",
            "as_at": date(2032, 1, 15),
            "themes": ("staff",),
            "repeats": ("specimen-2027/2.1",),
            "see": ("specimen-2031/1.1",),
            "also_answers": ("specimen-2031/1",),
            "steps": 2,
            "entered": date(2031, 4, 1),
            "note": "September has 30 days; 31/09/2031 is printed.",
        }
    ]


def test_update_that_moves_a_date_says_from_what_and_by_how_much() -> None:
    rows = rows_of(index_on("specimen 2032-01-15"), "updates")
    assert [given(row) for row in rows if (row["about"], row["entry"]) == ("specimen-2031/8.11", 9)] == [
        {
            "document": "specimen-2031/2031-11-28-letter",
            "entry": 9,
            "address": "plans/specimen-2031/history/#2031-11-28-letter",
            "plan": "specimen-2031",
            "plan_name": "Specimen Harbour Service, 2031",
            "title": "Letter of the Department: *moves* & {exits}",
            "date": date(2031, 11, 28),
            "by": "Specimen Department",
            "source": "https://department.example/letters/7",
            "entered": date(2031, 12, 1),
            "about": "specimen-2031/8.11",
            "recommendation": "specimen-2031/8",
            "action": "specimen-2031/8.11",
            "target_date_printed": "31/02/2032",
            "date_read_as": "29/02/2032",
            "target_earliest": date(2032, 2, 29),
            "target_latest": date(2032, 2, 29),
            "target_kind": "day",
            "target_dates_printed_before": ("31/10/2031",),
            "days_moved": 121,
            "owner_printed": "Tide {Clerk} & *Sons* | <b>#2</b>",
            "owners": ("specimen-harbour-service/tide-clerk",),
            "reason": "The list is printed by the Tide Clerk now.",
            "note": "February has 29 days in 2032; 31/02/2032 is printed.",
        }
    ]


def test_each_addressee_has_a_row_with_its_decision() -> None:
    rows = rows_of(index_on("specimen 2032-01-15"), "decisions")
    assert [given(row) for row in rows if row["recommendation"] == "specimen-2031/4a-iii"] == [
        {
            "recommendation": "specimen-2031/4a-iii",
            "addressee": "specimen-department",
            "addressee_name": "Specimen Department",
            "decision": "partly agreed",
            "decision_printed": "Partly Agreed",
            "decision_first_printed": "Agreed",
            "decision_reasons": ("policy",),
            "reason_printed": ("Warships are not in the register.",),
            "changed_day": date(2031, 11, 28),
        },
        {
            "recommendation": "specimen-2031/4a-iii",
            "addressee": "specimen-harbour-service",
            "addressee_name": "Specimen Harbour Service",
            "decision": "awaited",
            "decision_printed": "awaited",
            "decision_first_printed": "awaited",
        },
    ]


def test_reason_is_of_the_update_that_told_the_decision_else_of_the_response() -> None:
    """Where several answer, what the response says is theirs whose decision is limited; an update may give none."""
    decisions = {"Harbour": "Partly Agreed", "Department": "Agreed"}
    response: tuple[Fields, ...] = ({"reason": "No money."}, {"part_agreed": "By day."})
    made = plan(recommendation(*response, decision=None, decisions=decisions))
    told = {"recommendation": "1", "decision": "Not Agreed", "addressee": "Department", "reason": "No ships."}
    changed = {**told, "addressee": "Harbour", "reason": None}
    assert reasons_in(indexed(made)) == {"harbour": (("No money.",), ("By day.",)), "department": ((), ())}
    assert reasons_in(indexed(made, update("2031-07-01", told, changed))) == {
        "harbour": ((), ()),
        "department": (("No ships.",), ()),
    }


def reasons_in(index: Index) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What is printed of the reason and of the part agreed, by who decides."""
    rows = rows_of(index, "decisions")
    return {row["addressee"]: (row["reason_printed"], row["part_agreed_printed"]) for row in rows}


def test_cells_beside_several_actions_stand_with_each_and_no_date_is_chosen() -> None:
    beside = {"printed_beside": ["1.1", "1.2"], "owner": ["HR", "Master"], "target_date": ["June 2031", "30/09/2031"]}
    rows = rows_of(indexed(plan(recommendation(action("1.1"), action("1.2"), beside))), "actions")
    for row in rows:
        assert row["owners_printed_beside"] == ("HR", "Master")
        assert row["owners_shared"]
        assert row["target_dates_printed_beside"] == ("June 2031", "30/09/2031")
        assert (row["target_earliest"], row["target_latest"]) == (date(2031, 6, 1), date(2031, 9, 30))
        assert row["target_kind"] is None


def test_silence_is_not_asked_of_what_is_closed() -> None:
    made = plan(recommendation(action("1.1"), action("1.2"), action("1.3", "Completed")), report_published="1/1/2020")
    said = update("2031-12-01", {"action": "1.2", "said": "Soon."})
    rows = rows_of(indexed(made, said), "actions")
    assert [row["silent"] for row in rows] == ["yes", "no", None]
    assert [row["silent"] for row in rows_of(indexed(plan(recommendation(action()))), "actions")] == ["not known"]


def test_nothing_that_was_removed_stands_in_a_table() -> None:
    gone: Fields = {"removed": {"date": "2031-06-01", "reason": "A slip."}}
    first = plan(
        recommendation(action("1.1"), action("1.2", **gone)),
        recommendation(action("2.1"), number="2", **gone),
    )
    index = indexed(
        first,
        plan(recommendation(action()), id_="lost", **gone),
        update("2031-07-01", {"action": "1.2", "said": "No."}, {"action": "1.1", "said": "Yes."}),
        finding("2031-08-01", {"action": "1.1", "judgement": "achieved"}, **gone),
        finding("2031-08-02", {"recommendation": "2", "judgement": "achieved"}),
    )
    keys = {name: [tuple(row[part] for part in BY_NAME[name].key) for row in rows_of(index, name)] for name in BY_NAME}
    assert {name: keys[name] for name in ("plans", "recommendations", "actions", "updates", "findings")} == {
        "plans": [("harbour-2031",)],
        "recommendations": [("harbour-2031/1",)],
        "actions": [("harbour-2031/1.1",)],
        "updates": [("harbour-2031/2031-07-01-letter", 2)],
        "findings": [],
    }


def test_what_the_source_lacks_is_named_and_refers_to_nothing() -> None:
    made = plan(recommendation(action("1.1"), missing=["1.2"]))
    said = update("2031-07-01", {"action": "1.2", "delivery": "complete"})
    (row,) = rows_of(indexed(made, said), "updates")
    assert (row["about"], row["recommendation"], row["action"]) == ("harbour-2031/1.2", "harbour-2031/1", None)


# Whether it is what the columns say


@pytest.mark.parametrize("collected", COLLECTIONS)
def test_rows_hold_what_their_columns_say(collected: str) -> None:
    index = index_on(collected)
    for table in TABLES:
        rows = list(table.rows(index))
        for row in rows:
            assert list(wrong_in(table, row)) == []
        places = [[column.name for column in table.columns].index(name) for name in table.key]
        assert len({tuple(row[place] for place in places) for row in rows}) == len(rows)


def wrong_in(table: Table, row: tuple[Value, ...]) -> Iterator[str]:
    for column, value in zip(table.columns, row, strict=True):
        if not is_held(column, value):
            yield f"{table.name}.{column.name}: {value!r}"


def is_held(column: Column, value: Value) -> bool:
    """Whether a column may hold a value."""
    if value is None:
        return not column.is_required and column.holds is not Holds.LIST
    if type(value) is not TYPES[column.holds] or value == "":
        return False
    parts = value if isinstance(value, tuple) else (value,)
    return all(not column.words or part in column.words for part in parts) and not (column.is_required and not parts)


@pytest.mark.parametrize("collected", COLLECTIONS)
def test_what_a_column_refers_to_is_there(collected: str) -> None:
    every = {name: rows_of(index_on(collected), name) for name in BY_NAME}
    for table in TABLES:
        for column in table.columns:
            if column.refers_to:
                name, key = column.refers_to
                values = [row[column.name] for row in every[table.name]]
                named = {part for value in values for part in (value if isinstance(value, tuple) else (value,)) if part}
                assert (table.name, column.name, named - {row[key] for row in every[name]}) == (
                    table.name,
                    column.name,
                    set(),
                )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_explained_in_a_sentence(table: Table) -> None:
    told = [table.meaning, *(column.meaning for column in table.columns)]
    assert [words for words in told if not re.fullmatch(r"[A-Z].*\.", words)] == []
    assert len({column.name for column in table.columns}) == len(table.columns)


# Versions


def columns_now() -> dict[str, list[dict[str, object]]]:
    """What a program that reads the tables may rely on."""
    return {
        table.name: [
            {
                "name": column.name,
                "holds": column.holds.value,
                "is_required": column.is_required,
                "words": [*column.words],
                "refers_to": [*column.refers_to] if column.refers_to else None,
                "is_key": column.name in table.key,
            }
            for column in table.columns
        ]
        for table in TABLES
    }


def test_columns_change_only_with_a_new_version() -> None:
    """Change no file of a version that is out: add a version to data_versions, and a file with its columns."""
    assert json.loads((COLUMNS / f"{VERSION.number}.json").read_text()) == columns_now()


def test_every_version_has_its_columns_on_record() -> None:
    assert sorted(path.stem for path in COLUMNS.iterdir()) == sorted(version.number for version in VERSIONS)


def test_versions_stand_newest_first() -> None:
    numbers = [tuple(map(int, version.number.split("."))) for version in VERSIONS]
    days = [version.date for version in VERSIONS]
    assert (numbers, days) == (sorted(numbers, reverse=True), sorted(days, reverse=True))
    assert len(set(numbers)) == len(numbers)
    assert all(change.endswith(".") for version in VERSIONS for change in version.changes)


# What the pages count

LABELS = {"no date": "no end date", "date passed, nothing reported since": "date passed"}
"""The words of the pages where they differ from ours."""


@cache
def pages_on(collected: str) -> dict[str, str]:
    return pages(index_on(collected))


Numbers = dict[str, int]


def counted(rows: list[Row], column: str) -> Numbers:
    """How often each word stands in a column, in the words of the pages."""
    return Counter(LABELS.get(word, word) for word in (str(row[column]) for row in rows))


def dates_drawn(rows: list[Row]) -> Numbers:
    """How often each timeliness is drawn: where the date is not known a picture says so."""
    is_open = [row["timeliness"] == "no date" and not row["target_known"] for row in rows]
    unknown = {"date not known": sum(is_open)} if any(is_open) else {}
    return counted([row for row, is_it in zip(rows, is_open, strict=True) if not is_it], "timeliness") | unknown


def with_all(rows: list[Row], column: str) -> Numbers:
    """The same as a table of a page, with its total."""
    numbers = {word.capitalize(): number for word, number in counted(rows, column).items()}
    return numbers | {"All": len(rows)} if rows else {}


def silent_of(rows: list[Row]) -> list[int]:
    told = Counter(row["silent"] for row in rows)
    return [told["yes"], len(rows), told["not known"]] if rows else []


def drawn(page: str, section: str) -> Numbers:
    """The numbers in the first row of a drawing on the page of figures, and how many there are in all."""
    found = re.search(rf"^## .* \{{: #{section} \}}\n.*?^\| All \| (\d+) \{{: \.n \}} \| ([^\n]*)", page, re.M | re.S)
    assert found
    states = {label: int(number) for number, label in re.findall(r"> (\d+) ([\w ]+)\*\{: \.legend \}", found[2])}
    return states | {"all": int(found[1])}


COUNTED = ["specimen 2032-01-15", "plans 2019-12-20"]
on_both = pytest.mark.parametrize("collected", COUNTED)


@on_both
def test_figures_count_the_rows(collected: str) -> None:
    page = pages_on(collected)["figures.md"]
    actions, made = (rows_of(index_on(collected), name) for name in ("actions", "recommendations"))
    every = {"all": len(actions)}
    assert drawn(page, "decisions") == counted(made, "decision") | {"all": len(made)}
    assert drawn(page, "dates") == dates_drawn(actions) | every
    assert drawn(page, "delivery") == counted(actions, "delivery") | every
    assert drawn(page, "assurance") == counted(actions, "assurance") | every


@on_both
def test_calendar_counts_the_rows_without_a_last_day(collected: str) -> None:
    labels = r"^\| \*?(Given as complete|No end date|Date not known)(?:\*\{.*?\})? \| (\d+) \{: \.n \} \| <"
    found = {label: int(count) for label, count in re.findall(labels, pages_on(collected)["due/index.md"], re.M)}
    known = Counter(row["target_known"] for row in rows_of(index_on(collected), "actions") if not row["target_latest"])
    assert set(found) == {"Given as complete", "No end date", "Date not known"}
    assert found.pop("Date not known") == known[False]
    assert sum(found.values()) == known[True]


@on_both
def test_decisions_and_their_reasons_count_the_rows(collected: str) -> None:
    made = rows_of(index_on(collected), "recommendations")
    reasons = Counter(reason.capitalize() for row in made for reason in row["decision_reasons"])
    found = tables(pages_on(collected)["decisions.md"])
    assert found == {"Decision": with_all(made, "decision"), "Reason": dict(reasons)}


@on_both
def test_plans_themes_and_bodies_count_their_rows(collected: str) -> None:
    actions, made = (rows_of(index_on(collected), name) for name in ("actions", "recommendations"))
    for name, key in (("plans", "plan"), ("themes", "theme"), ("bodies", "body")):
        for row in rows_of(index_on(collected), name):
            id_ = row[key]
            page = pages_on(collected)[f"{name}/{id_}{'/index' if name == 'plans' else ''}.md"]
            page = page.partition("\n## Recommended to it")[0]
            held = [one for one in actions if id_ in (one["themes"] if key == "theme" else (one[key],))]
            states = {"Timeliness": with_all(held, "timeliness"), "Delivery": with_all(held, "delivery")}
            assert (id_, tables(page)) == (id_, states if held else {})
            assert (id_, silent(page), groups(page)) == (id_, silent_of(held), counted(held, "timeliness"))
            if key == "plan":
                decided = with_all([one for one in made if one["plan"] == id_], "decision")
                assert (id_, decisions_in(page)) == (id_, {"Decision": decided})


@on_both
def test_owners_count_their_rows(collected: str) -> None:
    actions = rows_of(index_on(collected), "actions")
    for owner in rows_of(index_on(collected), "owners"):
        page = pages_on(collected)[f"owners/{owner['owner']}.md"]
        held = [row for row in actions if owner["owner"] in row["owners"]]
        assert (owner["owner"], facts(page, "Timeliness")) == (owner["owner"], counted(held, "timeliness"))
        assert (owner["owner"], facts(page, "Delivery")) == (owner["owner"], counted(held, "delivery"))


@on_both
def test_what_is_due_by_plan_and_body_counts_the_rows(collected: str) -> None:
    actions = rows_of(index_on(collected), "actions")
    for name, key, ending in (("plans", "plan", "/index.md"), ("bodies", "body", ".md")):
        found = due_rows(pages_on(collected)[f"due/{name}/index.md"])
        held: dict[str, list[Row]] = {"": actions}
        for row in actions:
            held.setdefault(f"{name}/{row[key]}{ending}", []).append(row)
        states = {page: (counted(rows, "timeliness"), silent_of(rows)[::2]) for page, rows in held.items()}
        assert {page: numbers for page, numbers in found.items() if any(numbers[0].values())} == states


@on_both
def test_counts_in_the_tables_are_those_of_their_rows(collected: str) -> None:
    index = index_on(collected)
    actions, made = (rows_of(index, name) for name in ("actions", "recommendations"))
    body_of = {row["plan"]: row["body"] for row in rows_of(index, "plans")}
    theirs: dict[str, Callable[[str, Row], bool]] = {
        "plans": lambda key, row: key == row["plan"],
        "bodies": lambda key, row: key == body_of[row["plan"]],
        "themes": lambda key, row: key in row["themes"],
        "owners": lambda key, row: key in row.get("owners", ()),
    }
    for name, is_its in theirs.items():
        for row in rows_of(index, name):
            held = [one for one in actions if is_its(row[BY_NAME[name].key[0]], one)]
            told = [one for one in made if is_its(row[BY_NAME[name].key[0]], one)]
            numbers = {column: value for column, value in row.items() if re.match("actions|recommendations", column)}
            numbers.pop("recommendations_elsewhere", None)
            assert (name, numbers) == (name, expected_counts(held, told, with_made=name != "owners"))


def expected_counts(actions: list[Row], made: list[Row], *, with_made: bool) -> Numbers:
    """The columns of numbers that a row has of some actions and recommendations."""
    timeliness = {
        "closed": "closed",
        "no_date": "no date",
        "due": "due",
        "due_soon": "due soon",
        "overdue": "overdue",
        "date_passed": "date passed, nothing reported since",
    }
    decisions = ("agreed", "agreed in principle", "partly agreed", "not agreed", "awaited", "not known")
    of_actions = {
        "actions": len(actions),
        **{f"actions_{name}": sum(row["timeliness"] == word for row in actions) for name, word in timeliness.items()},
        "actions_silent": sum(row["silent"] == "yes" for row in actions),
        "actions_silence_not_known": sum(row["silent"] == "not known" for row in actions),
        "actions_not_reported": sum(row["delivery"] == "not reported" for row in actions),
    }
    of_made = {f"recommendations_{word.replace(' ', '_')}": 0 for word in decisions}
    for row in made:
        of_made[f"recommendations_{row['decision'].replace(' ', '_')}"] += 1
    return of_actions | ({"recommendations": len(made)} | of_made if with_made else {})
