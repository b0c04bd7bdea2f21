"""The schemas: made from the model, true to the files, and found by editors' programs for each file.

The files are read here as an editor's program reads them, by YAML 1.2, and judged by another library than ours.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from generator.read import read
from generator.schema import schema_texts, schemas
from generator.vocabulary import NEVER_WRITTEN
from tests.expected import SCHEMAS, downloaded
from tests.small import indexed
from tests.test_bad import BASE, CASES, checked, lay

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "tests" / "specimen"
EDITORS = json.loads((ROOT / ".vscode" / "settings.json").read_text())
JUDGES = {
    name: Draft202012Validator(schema, format_checker=FormatChecker(["date"])) for name, schema in schemas().items()
}
each_schema = pytest.mark.parametrize("name", JUDGES)


class Constructor(SafeConstructor):
    """As YAML 1.2 has it: a day is words."""


Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def as_editors_read(text: str | bytes) -> Any:  # whatever stands in the file
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Constructor
    return yaml.load(text)


def files_of(root: Path) -> list[PurePath]:
    """The files that schemas describe, below the folder of a collection."""
    found = (root / "site_config.yml", *root.glob("plans/*.yml"), *root.glob("plans/*/*.yml"))
    return sorted(path.relative_to(root) for path in found if path.is_file())


def schemas_for(file: PurePath) -> list[str]:
    """The names of the schemas that an editor's program takes for a file, by the settings in this repository."""
    chosen = []
    for schema, globs in EDITORS["yaml.schemas"].items():
        patterns = [globs] if isinstance(globs, str) else globs
        wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("!")]
        if any(map(file.match, wanted)) and not any(map(file.match, unwanted)):
            chosen.append(PurePath(schema).stem)
    return chosen


def refused(root: Path, files: Iterable[PurePath] | None = None) -> Iterator[str]:
    """What the schemas, or YAML itself, refuse in the files of a collection, or in some of them."""
    for file in files_of(root) if files is None else files:
        (name,) = schemas_for(file)
        try:
            value = as_editors_read((root / file).read_bytes())
        except (YAMLError, UnicodeDecodeError) as error:
            yield f"{file}: {error}"
        else:
            yield from (f"{file}: {error.json_path}: {error.message}" for error in JUDGES[name].iter_errors(value))


# Made from the model


def test_committed_schemas_are_those_of_the_model() -> None:
    committed = {path.stem: path.read_text() for path in SCHEMAS.iterdir()}
    assert committed == schema_texts(), "run 'make expected' and read the difference"


def test_published_schemas_are_those_of_the_model() -> None:
    published = downloaded(indexed())
    of_files = {f"data/schemas/{name}.json": text for name, text in schema_texts().items()}
    assert {path: published.get(path) for path in of_files} == of_files


@each_schema
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


@each_schema
def test_schema_holds_wherever_it_stands(name: str) -> None:
    """It names no address, not its own either, and every part it refers to is in it."""
    text = schema_texts()[name].replace('"$schema": "https://json-schema.org/draft/2020-12/schema"', "")
    assert '"$id"' not in text
    for path in re.findall(r'"\$ref": "#/([^"]*)"', text):
        part: Any = schemas()[name]
        for key in path.split("/"):
            part = part[key]


@each_schema
def test_every_key_is_explained(name: str) -> None:
    schema = schemas()[name]
    records = (schema, *schema["$defs"].values())
    keys = {key: explained for record in records for key, explained in record.get("properties", {}).items()}
    assert [key for key, explained in keys.items() if not explained["description"].endswith(".")] == []


@each_schema
def test_no_name_shows_python(name: str) -> None:
    schema = schemas()[name]
    assert [part for part in schema["$defs"] if not re.fullmatch("[a-z-]+", part)] == []
    assert re.findall('"title": "[^"]*[a-z_][A-Z_][^"]*"', schema_texts()[name]) == []


@each_schema
def test_every_word_to_choose_has_its_meaning_and_may_be_written(name: str) -> None:
    for part in schemas()[name]["$defs"].values():
        if "enum" in part:
            assert len(part["enum"]) == len([meaning for meaning in part["enumDescriptions"] if meaning])
            assert NEVER_WRITTEN.isdisjoint(part["enum"])


# Found by editors' programs


@pytest.mark.parametrize("root", [ROOT, SPECIMEN], ids=["real", "specimen"])
def test_every_file_has_one_schema_by_its_place(root: Path) -> None:
    folders = {"site_config.yml": ["settings"], "plans": ["plan"], "bodies": ["body"]}
    expected = {file: folders.get(file.parent.name or file.name, ["document"]) for file in files_of(root)}
    assert {file: schemas_for(file) for file in files_of(root)} == expected


def test_editors_settings_name_every_schema_where_it_is() -> None:
    assert {(ROOT / schema).resolve() for schema in EDITORS["yaml.schemas"]} == {*SCHEMAS.resolve().iterdir()}


# True to the files


@pytest.mark.parametrize("root", [ROOT, SPECIMEN, BASE], ids=["real", "specimen", "base"])
def test_what_check_passes_the_schemas_pass(root: Path) -> None:
    assert list(refused(root)) == []


# What reading refuses and no schema can see, with the reason.
_NAME = "the mistake is the name or the folder of a file"
_WRITING = "the mistake is how a value is written, not what it is"
_WORDS = "the mistake stands within words"
UNSEEN = {
    "anchor": _WRITING,
    "bar-instead-of-arrow": _WRITING,
    "block-begins-with-another-key": "a map has no first key",
    "body-in-a-deeper-folder": _NAME,
    "body-named-readme": _NAME,
    "bullet-of-a-paragraph": _WORDS,
    "bullet-within-words": _WORDS,
    "byte-order-mark": _WRITING,
    "capital-ending": _NAME,
    "dash-without-space-in-a-list": _WRITING,
    "directive": _WRITING,
    "document-date-in-another-century": "a day is a day",
    "document-name-in-capitals": _NAME,
    "document-name-in-capitals-with-another-ending": _NAME,
    "empty-source": "no schema describes a source",
    "file-name-with-blanks": _NAME,
    "hash-in-a-date": _WRITING,
    "hash-in-words": _WRITING,
    "indented-line-in-words": _WORDS,
    "invisible-character": _WORDS,
    "key-below-abbreviations": "any words are a short form",
    "latin-1-source": "no schema describes a source",
    "list-without-its-key": _WRITING,
    "merge-key": _WRITING,
    "misnamed-body": _NAME,
    "note-before-a-list-goes-on": _WRITING,
    "owner-swallowed-by-words": _WORDS,
    "pdf-source": "no schema describes a source",
    "plan-ending-in-txt": _NAME,
    "plan-named-bodies": _NAME,
    "plan-named-index": _NAME,
    "source-in-a-deeper-folder": _NAME,
    "spreadsheet-among-the-plans": _NAME,
    "tag": _WRITING,
    "text-in-a-plans-folder": _NAME,
    "update-in-a-deeper-folder": _NAME,
    "utf-16": _WRITING,
    "words-of-a-note-within-a-step": _WRITING,
    "yaml-ending": _NAME,
    "yaml-ending-with-update": _NAME,
}


def test_what_reading_refuses_the_schemas_refuse(tmp_path: Path) -> None:
    """Of the mistakes that are seen when a file is read by itself, before records are compared."""
    unseen = []
    for case in CASES:
        root = lay(case, tmp_path / case.name)
        if any(not problem.is_advice for problem in read(root).problems):
            unseen += [] if any(refused(root, files_of(case))) else [case.name]
    assert unseen == list(UNSEEN)


# What may be typed instead: what YAML takes for something else, and what may well stand there. Bare `null` and `~` are
# left out: we take them for words, and other programs, which take them for nothing, refuse them.
TYPED = st.sampled_from(
    [
        *("2019", "-5", "1.10", "1e5", "0x1F", "012", "1_000", "12:30", "yes", "No", "true", "FALSE", "on"),
        *("2031-09-20", "30/06/2031", "Agreed", "affordability", "[affordability, policy]", "[]", "{}", "''"),
        *('"2019"', "'1.1'", '"2031-09-20"', '["1.1", 1.2]', "[2019, true]", "staff", "[1]", "• words", "- words"),
        *(
            "&words",
            "words: words",
            "words # remark",
            "*words*",
            "a-b",
            "3",
            '"3"',
            "2.1",
            '"2.1"',
            "complete",
            "{a: 1}",
        ),
    ]
)
VALUE = re.compile(r"(?<=: )[^\n]+", re.MULTILINE)


@given(st.sampled_from(files_of(BASE)), st.integers(0, 1_000), TYPED)
@settings(max_examples=200)
def test_schemas_refuse_nothing_that_check_passes(file: PurePath, place: int, typed: str) -> None:
    text = (BASE / file).read_text()
    values = list(VALUE.finditer(text))
    start, end = values[place % len(values)].span()
    with TemporaryDirectory() as folder:
        root = lay(BASE, Path(folder))
        (root / file).write_text(f"{text[:start]}{typed}{text[end:]}")
        wrong = list(refused(root, [file]))
        assert not wrong or checked(root)[0] == 1, wrong
