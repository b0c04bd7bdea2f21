"""The open data as one SQLite file: it has all the tables have, holds together, and Datasette opens it."""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin
from urllib.request import urlopen

import pytest

from generator.__main__ import main
from generator.browsing import SHOWN, Shown
from generator.data_versions import VERSION
from generator.database import write_tables
from generator.index import Index
from generator.read import read
from generator.tables import TABLES, Column, Holds, Table, Value, Voice
from generator.views import VIEWS
from generator.vocabulary import Decision, Timeliness
from tests.conftest import ROOT, SPECIMEN, replaced
from tests.small import indexed
from tests.test_main import BASE, MISTAKES, PLAN

AS_AT = "2032-01-15"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen's database."""
    path = tmp_path_factory.mktemp("database") / "specimen (2031).db"
    assert main(["--root", str(SPECIMEN), "data", "--sqlite", str(path), "--as-at", AS_AT]) == 0
    return path


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as database:
        yield database


@pytest.fixture(scope="module")
def index() -> Index:
    collection = read(SPECIMEN).collection
    assert collection
    return Index(collection, date.fromisoformat(AS_AT))


# What is in it


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_has_the_rows_of_the_open_data_in_their_order(
    table: Table, index: Index, database: sqlite3.Connection
) -> None:
    asked = database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')
    assert [name for name, *_ in asked.description] == [column.name for column in table.columns]
    assert [as_value(row, table) for row in asked] == list(table.rows(index))


def as_value(row: tuple[str | int | None, ...], table: Table) -> tuple[Value, ...]:
    """A stored row as a table of the open data has it."""
    return tuple(
        value
        if value is None
        else tuple(json.loads(str(value)))
        if column.holds is Holds.LIST
        else date.fromisoformat(str(value))
        if column.holds is Holds.DAY
        else value
        for value, column in zip(row, table.columns, strict=True)
    )


def test_whatever_is_referred_to_is_there(database: sqlite3.Connection) -> None:
    joins = {
        (table.name, column.name, *column.refers_to)
        for table in TABLES
        for column in table.columns
        if column.refers_to and column.holds is not Holds.LIST
    }
    stated = {
        (table.name, join[3], join[2], join[4])
        for table in TABLES
        for join in database.execute(f'PRAGMA foreign_key_list("{table.name}")')
    }
    assert stated == joins != set()
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_rows_are_joined_and_chosen_by_is_quick_to_find(database: sqlite3.Connection) -> None:
    for table in TABLES:
        how = SHOWN[table.name]
        asked = {*how.facets, how.sort, how.sort_desc}
        wanted = {
            column.name
            for column in table.columns
            if column.holds is not Holds.LIST and (column.refers_to or column.name in asked)
        }
        kept = database.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [table.name])
        assert {sql.split('"')[-2] for (sql,) in kept if sql} == wanted


def test_file_says_what_it_is_and_what_its_columns_mean(index: Index, database: sqlite3.Connection) -> None:
    settings = index.collection.settings
    assert database.execute("SELECT * FROM about ORDER BY rowid").fetchall() == [
        ("title", settings.title),
        ("description", settings.description),
        ("as_at", AS_AT),
        ("version", VERSION.number),
        ("licence", settings.licence_note),
        ("address", settings.address),
        ("authority", settings.authority),
    ]
    asked = database.execute("SELECT of_table, name, meaning, voice FROM columns ORDER BY rowid").fetchall()
    assert asked == [(table.name, each.name, each.meaning, each.voice) for table in TABLES for each in table.columns]


def test_views_answer_as_the_pages_do(index: Index, database: sqlite3.Connection) -> None:
    past, limited = {Timeliness.OVERDUE, Timeliness.DATE_PASSED}, {Decision.NOT_AGREED, Decision.PARTLY_AGREED}
    expected = {
        "past_their_date": [one.key for one in index.standings if one.timeliness in past],
        "said_complete_found_otherwise": [one.key for one in index.standings if one.differs],
        "moved_dates": [one.key for one in index.standings for _ in one.date_moves],
        "not_wholly_agreed": [made.key for made in index.all_made if made.decision in limited],
        "made_again": [
            *(made.key for made in index.all_made for _ in made.recommendation.repeats),
            *(one.key for one in index.standings for _ in one.action.repeats),
        ],
    }
    assert {view.name for view in VIEWS} == set(expected)
    for name, keys in expected.items():
        rows = database.execute(f"SELECT * FROM {name}").fetchall()
        assert sorted(row[0] for row in rows) == sorted(keys), name
        assert keys, f"the specimen has nothing for {name}"


def test_what_was_said_stands_beside_what_was_found(database: sqlite3.Connection) -> None:
    asked = database.execute("SELECT * FROM said_complete_found_otherwise WHERE action = 'specimen-2031/8.4'")
    assert dict(zip([name for name, *_ in asked.description], asked.fetchone(), strict=True)) == {
        "action": "specimen-2031/8.4",
        "words": "Mend the tide gauge.",
        "owner": "Tide {Clerk} & *Sons* | <b>#2</b>",
        "plan": "Specimen Harbour Service, 2031",
        "body": "Specimen Harbour Service",
        "said_on": "2031-09-20",
        "said_by": "Specimen Harbour Service",
        "said": 'The gauge is "mended" & {{ painted }} | <i>blue</i>.',
        "judgement": "not achieved",
        "found_on": "2031-12-12",
        "found_by": "Specimen Inspectorate",
        "found": "The gauge shows *high water* at low water, {twice} & [more](x).",
        "page": "https://plans.example/specimen/plans/specimen-2031/8/#8.4",
    }


def test_reason_that_an_update_prints_stands_with_the_decision(database: sqlite3.Connection) -> None:
    asked = "SELECT decision, reason_printed FROM not_wholly_agreed WHERE recommendation = 'specimen-2031/4a-iii'"
    assert database.execute(asked).fetchall() == [("partly agreed", "Warships are not in the register.")]


# How it is made

SHIPS = Table(
    "ships",
    "Ships",
    "A row is a ship.",
    ("name",),
    (
        Column("name", "What it is called.", Holds.WORDS, Voice.PRINTED),
        Column("kind", "What it is.", Holds.WORDS, Voice.OURS, is_required=True, words=("ferry", "skipper's boat")),
        Column("is_afloat", "Whether it floats.", Holds.TRUTH, Voice.OURS),
        Column("launched", "When it was launched.", Holds.DAY, Voice.OURS),
        Column("crew", "Who sails it.", Holds.LIST, Voice.PRINTED),
    ),
    lambda _: iter(
        [("Äbba", "ferry", True, date(2031, 9, 20), ("Ås", "B, C")), ("Bo", "skipper's boat", None, None, ())]
    ),
)


def test_values_are_kept_so_that_datasette_and_others_read_them(tmp_path: Path) -> None:
    assert write_tables(tmp_path / "ships.db", indexed(), [SHIPS], {}) == 2
    with closing(sqlite3.connect(tmp_path / "ships.db")) as ships:
        assert ships.execute("SELECT * FROM ships").fetchall() == [
            ("Äbba", "ferry", 1, "2031-09-20", '["Ås", "B, C"]'),
            ("Bo", "skipper's boat", None, None, "[]"),
        ]


@pytest.mark.parametrize(
    "row",
    [
        (None, "ferry", 1, None, "[]"),
        ("Äbba", "ferry", 1, None, "[]"),
        ("Cy", None, 1, None, "[]"),
        ("Cy", "canoe", 1, None, "[]"),
        ("Cy", "ferry", 2, None, "[]"),
        ("Cy", "ferry", 1, "20 September 2031", "[]"),
        ("Cy", "ferry", 1, None, "Ås"),
    ],
)
def test_file_refuses_what_the_tables_never_hold(tmp_path: Path, row: tuple[str | int | None, ...]) -> None:
    write_tables(tmp_path / "ships.db", indexed(), [SHIPS], {})
    with (
        closing(sqlite3.connect(tmp_path / "ships.db")) as ships,
        pytest.raises(sqlite3.IntegrityError),
    ):
        ships.execute("INSERT INTO ships VALUES (?, ?, ?, ?, ?)", row)


def test_words_are_found_by_their_stems(tmp_path: Path) -> None:
    write_tables(tmp_path / "ships.db", indexed(), [SHIPS], {"ships": Shown(words=("name", "kind"))})
    with closing(sqlite3.connect(tmp_path / "ships.db")) as ships:
        found = "SELECT name FROM ships WHERE rowid IN (SELECT rowid FROM ships_search WHERE ships_search MATCH ?)"
        assert [ships.execute(found, [word]).fetchall() for word in ("ferries", "abba", "canoe")] == [
            [("Äbba",)],
            [("Äbba",)],
            [],
        ]


def test_what_is_shown_of_a_table_is_a_column_of_it() -> None:
    columns = {table.name: {column.name for column in table.columns} for table in TABLES}
    assert set(SHOWN) == {*columns, "about", "columns"}
    for name, how in SHOWN.items():
        if name in columns:
            named = {*how.main, *how.facets, *how.words, *how.names, how.label, how.sort, how.sort_desc} - {None}
            assert named <= columns[name], name


def test_interrupted_run_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    write_tables(tmp_path / "ships.db", indexed(), [SHIPS], {})
    before = (tmp_path / "ships.db").read_bytes()

    def interrupted(index: Index) -> Iterator[tuple[Value, ...]]:
        yield from SHIPS.rows(index)
        raise KeyboardInterrupt

    sinking = Table(SHIPS.name, SHIPS.title, SHIPS.meaning, SHIPS.key, SHIPS.columns, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_tables(tmp_path / "ships.db", indexed(), [sinking], {})
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"ships.db": before}


def test_link_to_a_database_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "ships.db").symlink_to(tmp_path / "kept.db")
    write_tables(tmp_path / "ships.db", indexed(), [SHIPS], {})
    assert (tmp_path / "ships.db").readlink() == tmp_path / "kept.db"
    assert (tmp_path / "kept.db").read_bytes().startswith(b"SQLite format 3")


def test_same_collection_makes_the_same_bytes(path: Path, tmp_path: Path) -> None:
    """In whatever order Python goes through what has no order, and over a file of before."""
    again = tmp_path / path.name
    write_tables(again, indexed(), [SHIPS], {})
    command = [sys.executable, "-m", "generator", "--root", str(SPECIMEN), "data", "--sqlite", str(again)]
    environment = {**os.environ, "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"}
    subprocess.run([*command, "--as-at", AS_AT], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert again.read_bytes() == path.read_bytes()
    notes = path.with_suffix(".datasette.json")
    assert again.with_suffix(".datasette.json").read_bytes() == notes.read_bytes()


# The command


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A collection without a mistake."""
    for name in ("plans", "site_config.yml"):
        (tmp_path / name).symlink_to(BASE / name)
    return tmp_path


def said_by(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """How the command ends, what it prints and what it says."""
    return main([*map(str, arguments)]), *capsys.readouterr()


def test_command_says_what_it_wrote_and_what_opens_it(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good)
    code, printed, said = said_by(capsys, "data", "--sqlite", "all plans.db", "--as-at", AS_AT)
    with closing(sqlite3.connect("all plans.db")) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in names if "_search" not in name]
        rows = sum(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables)
    assert (code, printed) == (0, "")
    assert said.splitlines() == [
        f"all plans.db: {rows} rows in {len(tables)} tables, as at 15 January 2032",
        "all plans.datasette.json: what the tables and columns mean, for Datasette",
        "To open them: datasette 'all plans.db' --metadata 'all plans.datasette.json'",
    ]


def test_without_a_file_the_command_says_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed, said = said_by(capsys, "--root", BASE, "data")
    assert (code, printed) == (2, "")
    assert "usage: plans data [-h] [--sqlite FILE] [--as-at DATE]" in said
    assert "For example: plans data --sqlite plans.db" in said


def test_plans_with_mistakes_are_told_and_nothing_is_written(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (good / "plans").unlink()
    (good / "plans" / "bodies").mkdir(parents=True)
    (good / PLAN).write_text((BASE / PLAN).read_text())
    (good / "plans/bodies/ferry-service.yml").symlink_to(BASE / "plans/bodies/ferry-service.yml")
    replaced(PLAN, "title:", "titel:")(good)
    answer = said_by(capsys, "--root", good, "data", "--sqlite", good / "plans.db")
    assert answer == (1, MISTAKES[PLAN], "1 problem in 1 file; nothing is written\n")
    assert not (good / "plans.db").exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("none/plans.db", "there is no folder 'none': make it first, or name a file in another"),
        (".", "'.' is a folder: name a file in it, such as 'plans.db'"),
        ("plans/plans.db", "'plans' holds plans and what they are made from: name a file elsewhere"),
        (
            "site_config.yml",
            "'site_config.yml' is there already, and 'plans data' did not write it: move it away, or name another file",
        ),
        (
            "own.db",
            "'own.datasette.json' is there already, and 'plans data' did not write it: move it away, or name another "
            "file",
        ),
    ],
)
def test_what_stands_in_the_way_is_told_and_left(
    good: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: str, message: str
) -> None:
    monkeypatch.chdir(good)
    Path("own.datasette.json").write_text('{"title": "Mine"}\n')
    before = sorted(path.name for path in good.iterdir())
    assert said_by(capsys, "data", "--sqlite", file) == (2, "", f"nothing is written: {message}\n")
    assert sorted(path.name for path in good.iterdir()) == before


def test_database_of_others_is_left(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(good / "theirs.db")) as theirs:
        theirs.execute("CREATE TABLE votes (name)")
    before = (good / "theirs.db").read_bytes()
    assert said_by(capsys, "--root", good, "data", "--sqlite", good / "theirs.db") == (
        2,
        "",
        f"nothing is written: '{good / 'theirs.db'}' is there already, and 'plans data' did not write it: move it "
        "away, or name another file\n",
    )
    assert (good / "theirs.db").read_bytes() == before


def test_disk_that_takes_no_more_is_told_and_nothing_is_left(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with files_of_at_most(20_000):
        code, printed, said = said_by(capsys, "--root", good, "data", "--sqlite", good / "plans.db")
    assert (code, printed) == (3, "")
    assert said == f"{good / 'plans.db'} cannot be written: disk I/O error; look whether you may write there\n"
    assert sorted(path.name for path in good.iterdir()) == ["plans", "site_config.yml"]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Datasette


@pytest.fixture(scope="module")
def datasette(path: Path) -> Iterator[str]:
    """Where Datasette shows the specimen's database; it says where as soon as it does."""
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--port", "0"]
    notes = ["--metadata", str(path.with_suffix(".datasette.json"))]
    with subprocess.Popen([*command, *notes], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            said = next(line for line in server.stderr if "running on" in line)
            yield said.split("running on ")[1].split()[0] + "/specimen+~282031~29"
        finally:
            server.terminate()


def test_datasette_is_told_how_a_table_is_shown(path: Path, index: Index) -> None:
    notes = json.loads(path.with_suffix(".datasette.json").read_text())
    settings = index.collection.settings
    assert {name: notes[name] for name in notes if name not in ("databases", "description_html")} == {
        "made_by": "plans data",
        "title": settings.title,
        "license": settings.licence_note,
        "source": settings.title,
        "source_url": settings.address,
    }
    bodies = notes["databases"][path.stem]["tables"]["bodies"]
    assert {name: bodies[name] for name in bodies if name not in ("columns", "description_html")} == {
        "title": "Bodies",
        "facet_size": 10,
        "facets": [],
        "label_column": "name",
        "sort": "name",
    }
    assert bodies["columns"]["ended"] == "The day on which it ceased to exist. [editor]"
    recommendations = notes["databases"][path.stem]["tables"]["recommendations"]
    assert recommendations["facets"][:2] == ["decision", {"array": "decision_reasons"}]
    assert "td.col-text, td.col-text_now" in recommendations["description_html"]


def answered(address: str) -> Any:  # JSON
    with urlopen(address) as answer:
        return json.load(answer)


def test_datasette_answers_a_query(datasette: str) -> None:
    query = quote("SELECT name, actions FROM plans WHERE plan = 'specimen-2031'")
    assert answered(f"{datasette}.json?_shape=array&sql={query}") == [
        {"name": "Specimen Harbour Service, 2031", "actions": 44}
    ]


def test_datasette_counts_rows_by_what_they_have(datasette: str, index: Index) -> None:
    facets = answered(f"{datasette}/actions.json?_facet_size=max")["facet_results"]
    counted = {name: {value["value"]: value["count"] for value in facet["results"]} for name, facet in facets.items()}
    assert set(counted) == {*SHOWN["actions"].facets}
    assert counted["timeliness"] == Counter(one.timeliness for one in index.standings)
    assert counted["themes"] == Counter(id_ for one in index.standings for id_ in one.recommendation.themes)
    body = {facet["value"]: facet["label"] for facet in facets["body"]["results"]}
    assert body == {body.id: body.name for body in index.bodies if index.plans_of.get(body.id)}


def test_datasette_shows_the_facets_of_every_table_and_view(datasette: str) -> None:
    for name, how in [*SHOWN.items(), *((view.name, view.shown) for view in VIEWS)]:
        shown = answered(f"{datasette}/{name}.json")
        assert set(shown["facet_results"]) == set(how.facets), name


def test_datasette_finds_words(datasette: str) -> None:
    found = f"{datasette}/actions.json?_shape=array&_search="
    assert [row["action"] for row in answered(f"{found}gauges")] == ["specimen-2031/8.4"]
    assert {row["owner_printed"] for row in answered(f"{found}clerk")} == {"Tide {Clerk} & *Sons* | <b>#2</b>"}
    searched = {table["name"] for table in answered(f"{datasette}.json")["tables"] if table["fts_table"]}
    assert {"recommendations", "actions", "steps", "updates", "findings"} <= searched


def test_datasette_leads_to_every_view_and_table(datasette: str) -> None:
    front = page(datasette)
    led_to = [urljoin(datasette, unescape(address)) for address in re.findall('<li><a href="([^/"]+/[^"]+)">', front)]
    named = [address.removeprefix(f"{datasette}/").partition("?")[0] for address in led_to]
    assert named == [*(view.name for view in VIEWS), *(table.name for table in TABLES), "about", "columns"]
    assert ["<table" in page(address) for address in led_to] == [True] * len(led_to)
    assert "As at 15 January 2032." in front


def test_datasette_says_what_tables_and_columns_mean(datasette: str) -> None:
    shown = page(f"{datasette}/actions")
    actions = next(table for table in TABLES if table.name == "actions")
    assert f"<h1>{actions.title}</h1>" in shown
    assert [unescape(name) for name in re.findall("<dt>(.*?)</dt><dd>", shown)] == [c.name for c in actions.columns]


def page(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
    return text
