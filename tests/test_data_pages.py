"""The pages of the open data: every file has a link, every number is that of the rows, every example runs."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from generator import addresses
from generator.__main__ import main
from generator.data import cell_text
from generator.data_versions import VERSIONS
from generator.downloads import downloads
from generator.index import Index
from generator.model import Body, Plan, Theme
from generator.pages import pages
from generator.table_words import licences, shared_counts, vocabularies, vocabulary
from generator.tables import TABLES
from tests.conftest import BuiltSite
from tests.expected import SPECIMEN, index_of
from tests.small import indexed, plan, recommendation
from tests.test_links import pages_of, target

DATA, DICTIONARY, CHANGE_LOG = map(addresses.address_of, (addresses.DATA, addresses.DICTIONARY, addresses.CHANGE_LOG))


@pytest.fixture(scope="module")
def index() -> Index:
    return index_of(SPECIMEN)


@pytest.fixture(scope="module")
def made(index: Index) -> dict[str, str]:
    """The specimen's pages."""
    return pages(index)


@pytest.fixture(scope="module")
def files(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the specimen's tables, and a plan of it as `plan.json`: as a reader has them after a download."""
    folder = tmp_path_factory.mktemp("files")
    wanted = {addresses.plan_json("specimen-2031"): "plan.json"}
    for path, pieces in downloads(index):
        name = wanted.get(path) or path.removeprefix("data/")
        if "/" not in name:
            (folder / name).write_bytes("".join(pieces()).encode())
    return folder


# Links


def test_every_file_has_a_link_on_a_page(site: BuiltSite) -> None:
    """Archives follow nothing else. What stands under a former id too is linked under the present one."""
    folder = site.folder
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    linked = {target(page, link) for page, held in pages_of(site).items() for link in held.links + held.asked}
    collection = index_of(site.root).collection
    records: tuple[Plan | Body | Theme, ...] = (
        *collection.plans.values(),
        *collection.bodies.values(),
        *collection.settings.themes.values(),
    )
    formerly = {old for record in records for old in record.formerly}
    inner = re.compile(r".*\.html|(assets|pagefind|search)/.*|robots\.txt|sitemap\.xml")
    wanted = {name for name in files if not inner.fullmatch(name) and not formerly & {*re.split("[/.]", name)}}
    assert len(wanted) > 20
    assert sorted(wanted - linked) == []


def test_page_of_the_data_leads_to_every_file_of_every_plan(index: Index, made: Mapping[str, str]) -> None:
    text = made[addresses.DATA]
    for each in index.all_plans:
        for kind in ("JSON", "YAML"):
            path = f"plans/{each.id}.{'json' if kind == 'JSON' else 'yml'}"
            assert f'<a href="../data/{path}">{kind}</a>' in text


def test_many_plans_are_listed_by_year() -> None:
    plans = [plan(recommendation(), id_=f"harbour-{n}", report_published=f"1/1/{2000 + n % 25}") for n in range(200)]
    index = indexed(*plans)
    made = pages(Index(replace(index.collection, files={one.id: b"" for one in plans}), index.as_at))
    listed = {page: re.findall(r'href="\S*plans/(harbour-\d+)\.json"', text) for page, text in made.items()}
    years = [name for page, names in listed.items() if page.startswith("lists/data/") for name in names]
    assert sorted(years) == sorted(one.id for one in plans)
    assert 0 < len(listed[addresses.DATA]) < 100
    assert "(../lists/data/2000.md)" in made[addresses.DATA]


# Numbers


def test_page_counts_the_rows_of_the_files(made: Mapping[str, str], files: Path) -> None:
    text = made[addresses.DATA]
    told = dict(re.findall(r"^\| \[.*?\]\(dictionary\.md#(\w+)\) \|.*?\| ([\d,]+) \{: \.n \} \|", text, re.MULTILINE))
    assert {name: int(count) for name, count in told.items()} == {
        table.name: len(list(rows_of(files, table.name))) for table in TABLES
    }
    first = re.findall(r'<a href="\.\./data/actions\.csv">All actions as a table</a> \(CSV, (\d+) rows\)', text)
    assert first == [told["actions"]]


def rows_of(files: Path, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((files / f"{table}.csv").read_bytes().decode("utf-8-sig"), newline="")))


def test_licences_add_up_with_those_that_plans_do_not_name(files: Path) -> None:
    index = indexed(
        *(plan(recommendation(), id_=id_, licence=of) for id_, of in (("a", "X"), ("b", None), ("c", "Y"), ("d", "Y")))
    )
    assert licences(index) == [("Y", 2), ("X", 1), (None, 1)]
    counted = licences(index_of(SPECIMEN))
    named = [row["licence"] or None for row in rows_of(files, "plans")]
    assert counted == [(licence, named.count(licence)) for licence, _ in counted]
    assert sum(count for _, count in counted) == len(named)


# The dictionary


def test_dictionary_explains_every_column_once(made: Mapping[str, str]) -> None:
    """In its table, or where several have the same count among the counts, which each of the tables then names."""
    text = made[addresses.DICTIONARY]
    named = re.findall(r"^\[`(\w+)`\]\(#([\w-]+)\) \{: #([\w-]+) \}$", text, re.MULTILINE)
    counts = shared_counts(TABLES)
    own = [(table.name, column.name) for table in TABLES for column in table.columns if column not in counts]
    anchors = [*own, *(("counts", column.name) for column in counts)]
    assert named == [(name, f"{about}-{name}", f"{about}-{name}") for about, name in anchors]
    told = [re.findall(r"`(\w+)`", names) for names in re.findall(r"^And \[counts\]\(#counts\): (.*)$", text, re.M)]
    held = [[column.name for column in table.columns if column in counts] for table in TABLES]
    assert told == [names for names in held if names]
    assert len(told) == 4


def test_dictionary_says_what_pages_show_instead_of_a_word(made: Mapping[str, str]) -> None:
    shown = re.findall(r"^\| `(.*)` \| .*; pages show (.*) \|$", made[addresses.DICTIONARY], re.MULTILINE)
    assert shown == [
        ("no date", "“No end date” or “Date not known”"),
        ("date passed, nothing reported since", "“Date passed”"),
    ]


def test_dictionary_explains_every_word_once(made: Mapping[str, str]) -> None:
    """But for words that explain themselves."""
    shown = re.findall(r"^### .* \{: #words-([\w-]+) \}$", made[addresses.DICTIONARY], re.MULTILINE)
    assert shown == [words.id for words in vocabularies(TABLES)]
    assert all(meaning for words in vocabularies(TABLES) for meaning in words.meanings.values())
    plain = {column.words for table in TABLES for column in table.columns if column.words and not vocabulary(column)}
    assert plain == {
        ("action", "aim"),
        ("plan", "update"),
        ("yes", "no", "not known"),
        ("weekly", "fortnightly", "monthly", "quarterly", "annually"),
    }


def test_what_columns_refer_to_is_in_the_dictionary() -> None:
    columns = {(table.name, column.name) for table in TABLES for column in table.columns}
    referred = {column.refers_to for table in TABLES for column in table.columns if column.refers_to}
    assert referred
    assert referred - columns == set()


def test_change_log_has_every_version_newest_first(made: Mapping[str, str]) -> None:
    text = made[addresses.CHANGE_LOG]
    assert re.findall(r"^## Version (\S+) ", text, re.MULTILINE) == [version.number for version in VERSIONS]
    assert [change for version in VERSIONS for change in version.changes if f"- {change}" not in text] == []


# Examples


def examples(site: BuiltSite, page: str) -> list[str]:
    """The code that a page shows, one example after the other."""
    html = (site.folder / page / "index.html").read_text()
    return [unescape(code) for code in re.findall("<pre><code>(.*?)</code></pre>", html, re.DOTALL)]


def run(code: str) -> dict[str, Any]:
    """What a program has made once it ran, by the names it gives."""
    made: dict[str, Any] = {}
    exec(code, made)
    return made


def test_no_example_is_left_untested(specimen_site: BuiltSite) -> None:
    begun = [[code.split()[0] for code in examples(specimen_site, page)] for page in (DATA, DICTIONARY, CHANGE_LOG)]
    assert begun == [["import", ".venv/bin/plans", "datasette", "select"], ["import", "import"], []]


def test_example_in_python_counts_actions(index: Index, specimen_site: BuiltSite, files: Path) -> None:
    command = [sys.executable, "-c", examples(specimen_site, DATA)[0]]
    told = subprocess.run(command, cwd=files, check=True, capture_output=True, text=True).stdout
    stands = [standing.timeliness.value for standing in index.standings]
    assert eval(told, {"Counter": dict}) == {state: stands.count(state) for state in stands}


def test_examples_of_the_database_make_it_and_ask_it(
    index: Index, specimen_site: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Datasette itself is started where the database is tested."""
    making, showing, asking = examples(specimen_site, DATA)[1:]
    monkeypatch.chdir(tmp_path)
    command = making.split()
    assert main(["--root", str(SPECIMEN), *command[1:], "--as-at", index.as_at.isoformat()]) == 0
    assert [name for name in showing.split() if "." in name] == sorted(path.name for path in tmp_path.iterdir())[::-1]
    passed = [one.plan.id for one in index.standings if one.timeliness.value.startswith(("overdue", "date passed"))]
    with sqlite3.connect(command[-1]) as database:
        found = database.execute(asking).fetchall()
    assert found == sorted({(id_, passed.count(id_)) for id_ in passed}, key=lambda row: (-row[1], row[0]))[:10]
    assert found


def test_example_reads_cells_that_are_guarded(specimen_site: BuiltSite) -> None:
    """Words that spreadsheets would take for formulas, and lists that have a '|' in their parts."""
    made = run(examples(specimen_site, DICTIONARY)[0])
    for words in ("plain", "=1", "'=1", "''=1", "'plain", "-", "a;b", "@a; b", "\t1"):
        assert made["words"](cell_text(words)) == words
    for parts in ((), ("=a|b", "c"), ("a|", "b"), ("'=", "||"), ("a | b", "-c"), ("|", " | ")):
        assert made["parts"](cell_text(parts)) == [*parts]


def test_example_reads_every_cell_of_the_tables(specimen_site: BuiltSite, files: Path) -> None:
    made = run(examples(specimen_site, DICTIONARY)[0])
    for table in TABLES:
        exact = json.loads((files / f"{table.name}.json").read_text())
        for row, given in zip(rows_of(files, table.name), exact, strict=True):
            for name, value in given.items():
                if isinstance(value, list):
                    assert made["parts"](row[name]) == value
                elif isinstance(value, str):
                    assert made["words"](row[name]) == value
                else:
                    assert row[name] == ("" if value is None else json.dumps(value))


def test_example_makes_the_records_of_a_plan(index: Index, specimen_site: BuiltSite, files: Path) -> None:
    code = examples(specimen_site, DICTIONARY)[1]
    made = run(code.replace('"plan.json"', repr(str(files / "plan.json"))))
    assert made["plan"] == index.collection.plans["specimen-2031"]
    assert made["documents"] == [one for one in index.collection.documents if one.plan == "specimen-2031"]


# The ways there


def test_every_page_leads_to_the_data(site: BuiltSite) -> None:
    """At its foot; but for that of what is not found, whose links begin at the root."""
    pages = pages_of(site)
    assert [
        name for name, held in pages.items() if "data/index.html" not in {target(name, at) for at in held.links}
    ] == []


@pytest.mark.parametrize("page", ["index.md", "about.md", "sitemap.md", "how-to/keys.md"])
def test_pages_that_readers_come_from_lead_to_the_data(page: str, made: Mapping[str, str]) -> None:
    assert re.search(r"\((\.\./)*data/(index|dictionary)\.md\)", made[page])


def test_data_pages_are_promised_and_found_by_search_engines(specimen_site: BuiltSite) -> None:
    promised = (specimen_site.folder / "data/addresses.txt").read_text().splitlines()
    listed = (specimen_site.folder / "sitemap.xml").read_text()
    for address in ("data/", "data/dictionary/", "data/changes/"):
        assert address in promised
        assert f"<loc>https://plans.example/specimen/{address}</loc>" in listed
