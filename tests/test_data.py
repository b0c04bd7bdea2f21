"""The open data as files: other programs read them, nothing is lost in them, and the same is made of the same."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from generator.data import cell_text, data_files
from generator.data_versions import VERSION
from generator.downloads import downloads
from generator.index import Index
from generator.model import Collection, Finding, Plan, Update
from generator.plan_json import PlanFiles, plan_json
from generator.read import read
from generator.spreadsheets import guarded
from generator.table import Column, Holds, Table
from generator.tables import TABLES
from generator.write import fields_read, text_of
from generator.yamlfile import parse
from tests.conftest import FIVE, ROOT, SPECIMEN
from tests.many import many
from tests.small import BODIES, SETTINGS, action, indexed, plan, recommendation
from tests.wild import WORDS, record

AS_AT = date(2032, 1, 15)
on_both = pytest.mark.parametrize("root", [SPECIMEN, ROOT], ids=["specimen", "real"])

Json = Any  # whatever JSON holds


@cache
def collection_in(root: Path) -> Collection:
    collection = read(root).collection
    assert collection
    return collection


@cache
def files_of(root: Path) -> dict[str, str]:
    """Every file of the open data of a collection, by its path from the site's root."""
    return {path: "".join(pieces()) for path, pieces in data_files(Index(collection_in(root), AS_AT))}


@pytest.fixture(scope="module", params=[SPECIMEN, ROOT], ids=["specimen", "real"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of a collection as files."""
    return written(request.param, tmp_path_factory.mktemp("site")) / "data"


def written(root: Path, site: Path) -> Path:
    for path, text in files_of(root).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(text.encode())
    return site


# The package


def test_package_is_as_its_descriptor_says(folder: Path) -> None:
    """Types, words, required and unique values, patterns and references between the tables."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []
    rows = {task.name: task.stats.get("rows", 0) for task in report.tasks if not task.name.endswith("-json")}
    assert rows == {table.name: len(json.loads((folder / f"{table.name}.json").read_text())) for table in TABLES}


def test_descriptor_refuses_what_it_should(tmp_path: Path) -> None:
    """A body that is not there, a key that two have or that is none, a word and a day that are none."""
    data = written(SPECIMEN, tmp_path) / "data"
    mistakes = {
        ",specimen-harbour-service,Specimen Harbour Service,": ",nobody,Specimen Harbour Service,",
        "\r\nspecimen-2031/1.2,": "\r\nspecimen-2031/1.1,",
        "\r\nspecimen-2031/6.2,": "\r\nSpecimen 6.2,",
        ",not reported,": ",not done,",
        ",2032-02-15,": ",soon,",
    }
    text = (data / "actions.csv").read_bytes().decode()
    for words, instead in mistakes.items():
        assert words in text
        text = text.replace(words, instead, 1)
    (data / "actions.csv").write_bytes(text.encode())
    report = frictionless.Package(str(data / "datapackage.json")).validate()
    assert {(name, error) for name, error, _ in report.flatten(["fieldName", "type", "name"])} >= {
        ("action", "unique-error"),
        ("action", "constraint-error"),
        ("delivery", "constraint-error"),
        ("target_latest", "type-error"),
    }
    assert "foreign-key" in {error for (error,) in report.flatten(["type"])}


def test_descriptor_says_whose_data_it_is_and_of_which_day() -> None:
    described = json.loads(files_of(SPECIMEN)["data/datapackage.json"])
    del described["resources"], described["description"]
    assert described == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "specimen-action-plans",
        "id": "tag:plans.example,2031:data/datapackage.json",
        "title": "Specimen action plans",
        "version": VERSION.number,
        "as_at": "2032-01-15",
        "homepage": "https://plans.example/specimen/data/",
        "contributors": [{"title": "Specimen Inspectorate", "roles": ["publisher"]}],
        "sources": [{"title": "Specimen Department"}, {"title": "Specimen Lighthouse Board"}],
    }


def test_descriptor_names_a_licence_only_if_all_plans_have_it() -> None:
    """One of the specimen's prints none."""
    licences = [json.loads(files_of(root)["data/datapackage.json"]).get("licenses") for root in (SPECIMEN, ROOT)]
    address = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    assert licences == [
        None,
        [{"name": "OGL-UK-3.0", "path": address, "title": "Open Government Licence v3.0"}],
    ]


def test_descriptor_of_a_site_without_an_address_has_no_absolute_one_of_its_own() -> None:
    described = json.loads(files_of(ROOT)["data/datapackage.json"])
    assert "homepage" not in described
    assert {resource["path"] for resource in described["resources"]} == {
        f"{table.name}.{kind}" for table in TABLES for kind in ("csv", "json")
    }


# CSV and JSON


def cells_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file as another program than ours reads them: without the mark at its beginning."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def unguarded(cell: str) -> str:
    """By the rule in the descriptor."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def parts_of(cell: str) -> list[str]:
    """The parts of a list, by the rule in the descriptor."""
    return [part.replace("||", "|") for part in cell.split(" | ")]


def value_of(column: Column, cell: str) -> Json:
    """What a cell of CSV says, as JSON says it."""
    if column.holds is Holds.LIST:
        return parts_of(unguarded(cell)) if cell else []
    if cell == "":
        return None
    if column.holds is Holds.NUMBER:
        return int(cell)
    return {"true": True, "false": False}[cell] if column.holds is Holds.TRUTH else unguarded(cell)


@on_both
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_says_what_json_says(root: Path, table: Table) -> None:
    cells, rows = (files_of(root)[f"data/{table.name}.{kind}"] for kind in ("csv", "json"))
    read_back = [
        {column.name: value_of(column, row[column.name]) for column in table.columns} for row in cells_of(cells)
    ]
    assert read_back == json.loads(rows)
    assert "\n" not in cells.partition("\r\n")[0]
    assert len(rows.splitlines()) == len(json.loads(rows)) + 2 or rows == "[]\n"


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1632", "'+44 1632"),
        ("-5", "'-5"),
        ("@here", "'@here"),
        ("\tin", "'\tin"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis so", "'tis so"),
        ("1=1", "1=1"),
        ("– a dash", "– a dash"),
    ],
)
def test_words_that_a_spreadsheet_takes_for_a_formula_are_guarded(words: str, cell: str) -> None:
    assert guarded(words) == cell
    assert cell_text(words) == cell


@given(st.one_of(WORDS, st.text("'=+-@a\t\r", min_size=1, max_size=6)))
def test_every_guard_can_be_taken_off(words: str) -> None:
    assert unguarded(cell_text(words)) == words
    assert not re.match(r"[=+\-@\t\r]", cell_text(words))


@given(st.lists(st.one_of(WORDS, st.text("| '=a", min_size=1, max_size=6)), min_size=1, max_size=4))
def test_every_list_can_be_taken_apart(parts: list[str]) -> None:
    assert parts_of(unguarded(cell_text(tuple(parts)))) == parts


def test_number_below_nothing_is_a_number_and_no_formula() -> None:
    assert cell_text(-5) == "-5"


def test_table_without_rows_has_its_columns_and_no_rows() -> None:
    made = {path: "".join(pieces()) for path, pieces in data_files(indexed(plan(recommendation(action()))))}
    assert made["data/findings.json"] == "[]\n"
    assert cells_of(made["data/findings.csv"]) == []
    assert made["data/findings.csv"].startswith("\ufeffdocument,entry,address,plan,")


# The JSON of a plan


def models_in(told: Json) -> tuple[Plan, list[Update | Finding]]:
    """A plan and its documents as records, from the JSON of the plan alone."""
    found = Plan.model_validate({**told["plan"], "id": told["id"]})
    documents: list[Update | Finding] = [
        (Update if "update" in held else Finding).model_validate({**held, "id": name, "plan": told["id"]})
        for name, held in told["documents"].items()
    ]
    return found, documents


def written_and_read(made: Plan | Update | Finding) -> Plan | Update | Finding:
    """A record that was written as the text of its file and read from it."""
    file, problems = parse(text_of(made).encode(), made.id)
    assert file
    assert problems == []
    names = {"id": made.id} | ({} if isinstance(made, Plan) else {"plan": made.plan})
    return type(made).model_validate({**fields_read(file.value), **names})


@on_both
def test_json_rebuilds_every_plan_and_its_documents(root: Path) -> None:
    collection = collection_in(root)
    for id_, made in collection.plans.items():
        told, documents = models_in(json.loads(files_of(root)[f"data/plans/{id_}.json"]))
        assert (told, documents) == (made, [one for one in collection.documents if one.plan == id_])
        assert [written_and_read(one) for one in (told, *documents)] == [told, *documents]


def test_the_five_plans_are_among_those_rebuilt() -> None:
    assert set(FIVE) <= set(collection_in(ROOT).plans)


@given(st.lists(WORDS, min_size=3, max_size=5), st.integers(0, 2**32))
@settings(max_examples=200)
def test_json_rebuilds_any_plan(texts: list[str], seed: int) -> None:
    """Of any words and any fields; it was removed, for the site can compute nothing of what check would refuse."""
    gone = {"date": "2031-06-01", "reason": "A slip."}
    made = record(Plan, texts, random.Random(seed), id="harbour-2031", removed=gone)
    index = Index(Collection(SETTINGS, {made.id: made}, BODIES, (), {}, {made.id: b""}, {}), AS_AT)
    told, _ = models_in(json.loads("".join(plan_json(PlanFiles(index), made))))
    assert told == made
    assert written_and_read(told) == made


def test_json_rebuilds_200_plans_that_stand_and_their_documents() -> None:
    index = many(200, documents=20)
    files = PlanFiles(index)
    for made in index.plans:
        told, documents = models_in(json.loads("".join(plan_json(files, made))))
        assert told == made
        assert documents == [document for document in index.collection.documents if document.plan == made.id]
        assert [written_and_read(one) for one in (told, *documents)] == [told, *documents]


@on_both
def test_json_is_as_its_schemas_say(root: Path) -> None:
    files = files_of(root)
    for path in files:
        if path.startswith("data/plans/"):
            schema = json.loads(files["data/schemas/plan-with-documents.json"])
        elif path.startswith("data/") and path.endswith(".json") and path.count("/") == 1 and "package" not in path:
            schema = json.loads(files[path.replace("data/", "data/schemas/tables/")])
        else:
            continue
        Draft202012Validator.check_schema(schema)
        judge = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
        assert [error.message for error in judge.iter_errors(json.loads(files[path]))] == []


def test_schemas_refuse_what_no_file_has() -> None:
    files = files_of(SPECIMEN)
    judge = Draft202012Validator(json.loads(files["data/schemas/plan-with-documents.json"]))
    told = json.loads(files["data/plans/specimen-2031.json"])
    told["plan"]["recommendations"][1]["decision_reason"] = ["because"]
    told["documents"]["2031-09-20-progress"]["date"] = "soon"
    told["computed"]["actions"][0]["timeliness"] = "late"
    del told["computed"]["file_sha256"]
    places = {"/".join(map(str, list(error.absolute_path)[:2])) for error in judge.iter_errors(told)}
    assert places == {"plan/recommendations", "documents/2031-09-20-progress", "computed/actions", "computed"}


def test_json_of_a_plan_has_what_the_site_computes_of_it() -> None:
    computed = json.loads(files_of(SPECIMEN)["data/plans/specimen-2031.json"])["computed"]
    rows = json.loads(files_of(SPECIMEN)["data/actions.json"])
    own = [row for row in rows if row["plan"] == "specimen-2031"]
    assert [{**row, **mine} for row, mine in zip(own, computed["actions"], strict=True)] == own
    assert {"action", "address", "timeliness", "delivery", "target_latest"} <= set(computed["actions"][0])
    assert {"words_now", "owner_printed", "target_date_printed", "delivery_reason"} <= set(computed["actions"][0])
    assert {"text_now", "decision_printed"} <= set(computed["recommendations"][0])
    assert {"reason_printed", "decision_printed"} <= set(computed["decisions"][0])
    assert {name: computed[name] for name in ("identifier", "address", "file", "source_file")} == {
        "identifier": "tag:plans.example,2031:specimen-2031",
        "address": "plans/specimen-2031/",
        "file": "data/plans/specimen-2031.yml",
        "source_file": "data/sources/specimen-2031.txt",
    }


def test_removed_plan_and_former_id_have_their_json() -> None:
    files = files_of(SPECIMEN)
    assert files["data/plans/specimen-harbour-2027.json"] == files["data/plans/specimen-2027.json"]
    gone = json.loads(files["data/plans/specimen-buoys-2029.json"])
    assert "removed" in gone["plan"]
    assert gone["computed"]["actions"] == []


def test_json_of_a_plan_changes_only_when_a_state_does() -> None:
    index = Index(collection_in(SPECIMEN), AS_AT)
    later = replace(index, as_at=AS_AT + timedelta(days=1))
    plans = {path: "".join(pieces()) for path, pieces in data_files(later) if path.startswith("data/plans/")}
    changed = {path for path, text in plans.items() if text != files_of(SPECIMEN)[path]}
    assert changed == {"data/plans/specimen-2031.json"}
    states = [
        {row["action"]: row["timeliness"] for row in json.loads(text)["computed"]["actions"]}
        for text in (files_of(SPECIMEN)["data/plans/specimen-2031.json"], plans["data/plans/specimen-2031.json"])
    ]
    assert {key: state for key, state in states[1].items() if states[0][key] != state} == {
        "specimen-2031/1.2": "due soon",
        "specimen-2031/6.1": "date passed, nothing reported since",
    }


# All files


def test_every_file_of_the_data_is_a_download() -> None:
    index = Index(collection_in(SPECIMEN), AS_AT)
    paths = [path for path, _ in downloads(index)]
    assert set(files_of(SPECIMEN)) <= set(paths)
    assert len(set(paths)) == len(paths)


PRINT_DIGEST = """
import hashlib, sys
from datetime import date
from pathlib import Path
from generator.data import data_files
from generator.index import Index
from generator.read import read
digest = hashlib.sha256()
for path, pieces in data_files(Index(read(Path(sys.argv[1])).collection, date(2032, 1, 15))):
    digest.update(path.encode() + "".join(pieces()).encode())
print(digest.hexdigest())
"""


def test_same_input_gives_the_same_bytes() -> None:
    """Whatever order Python gives its sets."""
    assert len({digest("1"), digest("2")}) == 1


def digest(seed: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST, str(SPECIMEN)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout
