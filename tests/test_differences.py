"""What changed between two states: each change in words, and each that may not be made refused at its place."""

import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from generator.changes import Change, changes
from generator.check import check
from generator.difference_report import difference_report, difference_summary
from generator.field_words import own_fields
from generator.index import Index
from generator.matching import parts_of
from generator.mending import PRINTED, printed_fields
from generator.model import (
    BLOCKS,
    Collection,
    Finding,
    FindingEntry,
    GroupHeading,
    Plan,
    Recommendation,
    Record,
    Removal,
    Step,
    Update,
    UpdateEntry,
)
from generator.pairs import pairs
from generator.read import read
from tests.states import CASES, SPECIMEN, cases, difference, edit, edited, parts, specimen

PLAN = "plans/specimen-2031.yml"
PROGRESS = "plans/specimen-2031/2031-09-20-progress.yml"

# One edit a file, with the whole text that a terminal shows of it


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: case.stem)
def test_what_may_not_be_changed_is_refused(tmp_path: Path, case: Path) -> None:
    edits, told = parts(case)
    found = difference(SPECIMEN, edited(tmp_path / "new", edits))
    assert found.problems
    assert difference_report(found, "text") == told


@pytest.mark.parametrize("case", cases("told"), ids=lambda case: case.stem)
def test_what_may_be_changed_is_told(tmp_path: Path, case: Path) -> None:
    edits, told = parts(case)
    new = edited(tmp_path / "new", edits)
    assert [problem for problem in check(read(new)) if not problem.is_advice] == []
    found = difference(SPECIMEN, new)
    assert not found.problems
    assert difference_report(found, "text") == told


def refused(before: Path, after: Path) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in difference(before, after).problems]


def words(before: Path, after: Path) -> list[str]:
    return [change.words for change in difference(before, after).changes]


# What is refused says how to mend it

TO_COPY = r"write this below '(.*):' in line (\d+), in the same column:\n(.*)"


@pytest.mark.parametrize(
    "case", [case for case in cases("refused") if "in the same column:" in case.read_text()], ids=lambda case: case.stem
)
def test_the_line_to_copy_at_the_place_that_is_said_mends_it(tmp_path: Path, case: Path) -> None:
    edits, _ = parts(case)
    new = edited(tmp_path / "new", edits)
    told = {
        (problem.place.file, int(found[2]), found[1], found[3])
        for problem in difference(SPECIMEN, new).problems
        if (found := re.search(TO_COPY, problem.hint))
    }
    assert told
    for file, number, key, line in sorted(told, reverse=True):
        lines = (new / file).read_text().splitlines(keepends=True)
        column = lines[number - 1].index(f"{key}:")
        lines.insert(number, f"{' ' * column}{line}\n")
        (new / file).write_text("".join(lines))
    assert not read(new).problems
    assert [problem for problem in difference(SPECIMEN, new).problems if re.search(TO_COPY, problem.hint)] == []


def test_words_that_hold_quotation_marks_can_be_copied_too(tmp_path: Path) -> None:
    words = 'He said "no \\ never".'
    old = edited(tmp_path / "old", f"--- {PLAN}\nInterview.\n+++\n{words}\n")
    new = edited(tmp_path / "new", f"--- {PLAN}\nInterview.\n+++\nHe said yes.\n")
    (problem,) = difference(old, new).problems
    note = problem.hint.splitlines()[-1]
    edit(new, f"--- {PLAN}\nHe said yes.\n+++\nHe said yes.\n            {note}\n")
    assert refused(old, new) == []


def test_refusal_stands_at_the_word_that_changed_wherever_its_line_begins(tmp_path: Path) -> None:
    """Where the same word stands earlier too; in words that are folded, quoted, or run on."""
    text = "Look at the quay at night and at the mole by day."
    ways = {
        ">-\n              Look at the quay\n              at night and {} the mole by day.": (84, 28),
        '"Look at the quay at night\n              and {} the mole by day."': (83, 19),
        "Look at the quay at night and\n              {} the mole\n              by day.": (83, 15),
    }
    for way, (line, column) in ways.items():
        root = tmp_path / f"{line}-{column}"
        old = edited(root / "old", f"--- {PLAN}\nInterview.\n+++\n{way.format('at')}\n")
        new = edited(root / "new", f"--- {PLAN}\nInterview.\n+++\n{way.format('on')}\n")
        assert text in str(read(old).collection)
        assert [problem.place for problem in difference(old, new).problems] == [(PLAN, line, column)]


# What was changed before counts

LAMP_LIGHTER = f"--- {PROGRESS}\n    delivery: paused\n+++\n    delivery: paused\n    owner: Lamp Lighter\n"
LETTER = "      - action: Answer the Department's letter.\n"


def test_owner_that_only_an_update_names_has_a_page_too(tmp_path: Path) -> None:
    """It stays when the update is removed; when a slip in its words is mended it is listed with its former id."""
    old, gone = edited(tmp_path / "old", LAMP_LIGHTER), edited(tmp_path / "gone", LAMP_LIGHTER)
    edit(gone, f"--- {PROGRESS}\nentries:\n+++\nremoved:\n  date: 2032-01-01\n  reason: Not ours.\nentries:\n")
    assert refused(old, gone) == []
    new = edited(tmp_path / "new", LAMP_LIGHTER)
    edit(new, f"--- {PROGRESS}\nowner: Lamp Lighter\n+++\nowner: Lamp Man\n    note: It was 'Lamp Lighter'.\n")
    assert refused(old, new) == [
        "plans/bodies/specimen-harbour-service.yml:7:3: the owner 'Lamp Lighter' of Specimen Harbour Service has no "
        "page any more: its id was 'lamp-lighter'"
    ]
    body = "plans/bodies/specimen-harbour-service.yml"
    edit(new, f"--- {body}\nowners:\n+++\nowners:\n  lamp-man:\n    name: Lamp Man\n    formerly: [lamp-lighter]\n")
    assert refused(old, new) == []


def test_owner_that_an_update_names_still_keeps_its_page(tmp_path: Path) -> None:
    new_words = f'--- {PLAN}\nid: "8.6"\n        owner: Harbour Master\n+++\nid: "8.6"\n        owner: Lamp Lighter\n'
    old, new = (edited(tmp_path / name, new_words + LAMP_LIGHTER) for name in ("old", "new"))
    edit(new, f"--- {PLAN}\nowner: Lamp Lighter\n+++\nowner: Lamplighter\n        note: It was 'Lamp Lighter'.\n")
    assert refused(old, new) == []


def test_what_was_removed_comes_back_only_with_the_reason_quoted(tmp_path: Path) -> None:
    """Though its words had gone, and are others now."""
    old = edited(tmp_path / "old", f"--- {PLAN}\n{LETTER}+++\n      - action:\n")
    new = edited(tmp_path / "new", f"--- {PLAN}\n{LETTER}+++\n      - action: Sail.\n")
    removal = (
        "        removed:\n          date: 2031-04-30\n          reason: It was a note in the margin, not an action.\n"
    )
    edit(new, f"--- {PLAN}\n{removal}+++\n")
    assert refused(old, new) == [
        "plans/specimen-2031.yml:301:9: Action 8.13 is back, and no new note quotes why it had been removed"
    ]


def test_what_was_corrected_with_a_note_is_told_apart(tmp_path: Path) -> None:
    mended = "--- {}\n30/06/2031\n+++\n31/12/2031\n        note: It was '30/06/2031'.\n--- {}\nsee: [\"5.1\"]\n+++\n"
    new = edited(tmp_path / "new", f'{mended.format(PLAN, PLAN)}see: ["2"]\n')
    found = difference(SPECIMEN, new)
    assert [(change.kind, change.field) for change in found.changes] == [
        ("corrected", "target_date"),
        ("changed", "see"),
    ]
    assert [line[:9] for line in difference_report(found, "markdown").splitlines() if line.startswith("#")] == [
        "### Corre",
        "### Speci",
    ]


# Documents that are new


def test_every_document_of_the_specimen_is_told_as_added(tmp_path: Path) -> None:
    """The whole text, as a terminal shows it; see tests/diff/."""
    old = edited(tmp_path / "old")
    for file in old.glob("plans/*/20*.yml"):
        file.unlink()
    found = difference(old, SPECIMEN)
    assert not found.problems
    assert difference_report(found, "text") == (CASES / "documents-added.txt").read_text()


def test_a_move_is_told_beside_what_counted_before(tmp_path: Path) -> None:
    new = edited(tmp_path / "new")
    head = "update: Letter\ndate: 2032-06-01\nsource: https://specimen.example/letter\nentries:\n"
    entry = '  - action: "2.1"\n    target_date: June 2033\n    reason: Nobody came.\n'
    edit(new, f"--- plans/specimen-2031/2032-06-01-letter.yml\n+++\n{head}{entry}")
    assert words(SPECIMEN, new) == [
        "Update of 1 June 2032, 'Letter': new, from 'https://specimen.example/letter'",
        "Action 2.1: target date moved from 31 March 2032 to June 2033; reason: Nobody came.",
    ]
    said = difference(SPECIMEN, new).changes[-1]
    assert (said.kind, said.field, said.before, said.after, said.reason) == (
        "said",
        "target_date",
        "31/03/2032",
        "June 2033",
        "Nobody came.",
    )


def test_new_plan_is_told_in_one_line(tmp_path: Path) -> None:
    """What is in it stands only in JSON."""
    old = edited(tmp_path / "old")
    (old / "plans/specimen-2027.yml").unlink()
    shutil.rmtree(old / "plans/specimen-2027")
    (old / "plans/specimen-buoys-2029.yml").unlink()
    found = difference(old, SPECIMEN)
    assert not found.problems
    assert difference_report(found, "text") == (
        "Specimen Harbour Office (specimen-2027)\n  Plan added: 2 recommendations, 3 actions, 2 follow-ups\n\n"
        "Specimen Harbour Service (specimen-buoys-2029)\n  Plan added: 1 recommendation, 1 action, no follow-ups\n"
    )
    assert difference_report(found, "markdown").count("\n- ") == 2
    assert difference_summary(found) == "2 changes"
    added = json.loads(difference_report(found, "json"))["changes"]
    assert {"specimen-2027", "specimen-2027/1", "specimen-buoys-2029/1.1"} <= {change["key"] for change in added}


# Formats


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    note = "@harbour-master, see #1, GH-2, *x* <b>, www.x.example, https://x.example, :+1: ~~y~~ $z$ ]: `q`"
    return edited(tmp_path / "new", f'--- {PLAN}\nThe minutes are public.\n+++\n"{note}"\n')


def test_markdown_shows_plan_words_as_words_and_calls_nobody(hostile: Path) -> None:
    assert difference_report(difference(SPECIMEN, hostile), "markdown") == (
        "### Specimen Harbour Service (specimen-2031)\n\n"
        "- Governance in recommendation 1 (specimen-2031/1): note changed from 'The minutes are public.' to "
        "'@&#8203;harbour-master, see \\#&#8203;1, GH-&#8203;2, \\*x\\* &lt;b>, www&#8203;.x.example, "
        "https:&#8203;//x.example, :&#8203;+1: \\~\\~y\\~\\~ <span>$</span>z<span>$</span> \\]&#58; \\`q\\`'\n"
    )


def test_markdown_begins_with_what_is_refused(tmp_path: Path) -> None:
    new = edited(tmp_path / "new", f"--- {PLAN}\n30/06/2031\n+++\n30/07/2031\n")
    edit(new, f'--- {PLAN}\nid: "8.7"\n+++\nid: "8.7"\n        see: ["2"]\n')
    assert difference_report(difference(SPECIMEN, new), "markdown") == (
        "### What is refused\n\n"
        "#### plans/specimen-2031.yml\n\n"
        "- line 37: Action 1.1: target date changed from '30/06/2031' to '30/07/2031', and no new note quotes what "
        "stood there<br>if it moved later, put '30/06/2031' back and tell the move in an update "
        "('plans update specimen-2031/1.1'); if it was copied wrongly, write this below 'id:' in line 35, in the same "
        "column:<br>note: \"'30/06/2031' stood here before\"\n\n"
        "### Specimen Harbour Service (specimen-2031)\n\n"
        "- Action 8.7 (specimen-2031/8.7): what it points to added: '2'\n"
    )


def test_json_has_the_shape_that_the_readme_gives(tmp_path: Path) -> None:
    new = edited(tmp_path / "new", f"--- {PLAN}\n30/06/2031\n+++\n30/07/2031\n")
    assert json.loads(difference_report(difference(SPECIMEN, new), "json")) == {
        "problems": [
            {
                "file": PLAN,
                "line": 37,
                "column": 22,
                "kind": "problem",
                "rule": None,
                "message": "Action 1.1: target date changed from '30/06/2031' to '30/07/2031', "
                "and no new note quotes what stood there",
                "hint": "if it moved later, put '30/06/2031' back and tell the move in an update "
                "('plans update specimen-2031/1.1'); if it was copied wrongly, write this below 'id:' in line 35, in "
                "the same column:\nnote: \"'30/06/2031' stood here before\"",
            }
        ],
        "changes": [
            {
                "plan": "specimen-2031",
                "key": "specimen-2031/1.1",
                "kind": "refused",
                "field": "target_date",
                "before": "30/06/2031",
                "after": "30/07/2031",
                "reason": "",
                "words": "Action 1.1 (specimen-2031/1.1): target date changed from '30/06/2031' to '30/07/2031'",
                "file": PLAN,
            }
        ],
    }


def test_two_states_that_are_the_same_have_no_changes() -> None:
    found = difference(SPECIMEN, SPECIMEN)
    assert (found.changes, found.problems) == ((), ())
    assert [difference_report(found, form) for form in ("text", "markdown")] == ["", "No changes.\n"]


# Nothing is left out

# The fields that are the editor's, and may be changed without a word.
EDITORS = {
    "steps",
    "response",
    "recommendations",
    "entries",
    "note",
    "formerly",
    "removed",
    "advice",
    "inferred",
    "see",
    "repeats",
    "also_answers",
    "answered_with",
    "date_read_as",
    "given_id",
    "id",
    "plan",
    "decision_reason",
    "agreed_words",
    "themes",
    "missing",
    "entered",
    "source",
    "source_sha256",
    "publisher",
    "licence",
    "words",
}


@pytest.mark.parametrize(
    "kind", [*BLOCKS, Plan, GroupHeading, Recommendation, Step, Update, Finding, UpdateEntry, FindingEntry]
)
def test_every_field_is_printed_or_the_editors(kind: type[Record]) -> None:
    printed = next((fields for known, fields in PRINTED.items() if issubclass(kind, known)), ())
    assert set(kind.model_fields) - EDITORS <= set(printed) <= set(kind.model_fields)


Path_ = tuple[str | int, ...]  # the names, keys and numbers that lead to a record from a collection


def records(collection: Collection) -> Iterator[tuple[Path_, Record]]:
    """Every record of a collection."""
    yield from within(collection.settings, ("settings",))
    for name, held in (("plans", collection.plans), ("bodies", collection.bodies)):
        for id_, record in held.items():
            yield from within(record, (name, id_))
    for number, document in enumerate(collection.documents):
        yield from within(document, ("documents", number))


def within(record: Record, path: Path_) -> Iterator[tuple[Path_, Record]]:
    yield path, record
    for name in type(record).model_fields:
        value = getattr(record, name)
        held = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, tuple) else ()
        for key, part in held:
            if isinstance(part, Record):
                yield from within(part, (*path, name, key))


def altered(value: object, field: str) -> object:
    """Another value of a field."""
    if field == "removed":
        return None if value else Removal.model_validate({"date": "2033-01-01", "reason": "It went."})
    if isinstance(value, StrEnum):
        return next(word for word in type(value) if word != value)
    if isinstance(value, date) or field in ("entered", "ended"):
        return date(2033, 1, 2)
    if isinstance(value, tuple):
        return (*value, type(value[0])("other") if value and not isinstance(value[0], StrEnum) else "other")
    if isinstance(value, Mapping):
        return {**value, "other": ("x",) if field == "decision_words" else "1"}
    return f"{value or ''} altered".strip()


def put(thing: object, path: Path_, new: Record) -> object:
    """A collection, a record or what it holds with a record put in."""
    if not path:
        return new
    step, *rest = path
    if isinstance(thing, Collection):
        held = put(getattr(thing, str(step)), tuple(rest), new)
        return Collection(**{**vars(thing), str(step): held})
    if isinstance(thing, Record):
        return thing.model_copy(update={str(step): put(getattr(thing, str(step)), tuple(rest), new)})
    if isinstance(thing, Mapping):
        return {key: put(part, tuple(rest), new) if key == step else part for key, part in thing.items()}
    assert isinstance(thing, tuple)
    return tuple(put(part, tuple(rest), new) if key == step else part for key, part in enumerate(thing))


def changes_of(before: Collection, path: Path_, new: Record) -> list[Change]:
    after = put(before, path, new)
    assert isinstance(after, Collection)
    return list(changes(pairs(before, after), Index(after, date.max)))


def collection() -> Collection:
    found = specimen().collection
    assert found
    return found


def edits_of_every_field() -> list[tuple[Path_, str]]:
    """For every field of every kind of record one record that has it, and 200 more."""
    chance = random.Random(4)
    edits = [
        (path, field, type(record))
        for path, record in records(collection())
        for field in own_fields(record)
        if not isinstance(record, Removal) and field != "given_id"
        # The id of what was removed is an address that would die: that is refused, before anything is told.
        if not (field == "id" and getattr(record, "removed", None))
    ]
    chance.shuffle(edits)
    first = {(kind, field): (path, field) for path, field, kind in edits}
    return [*first.values(), *((path, field) for path, field, _ in edits[:200])]


def test_every_edit_of_every_field_is_told() -> None:
    """Of its record, in words that hold what stands there now."""
    before = collection()
    found = dict(records(before))
    for path, field in edits_of_every_field():
        record = found[path]
        value = altered(getattr(record, field), field)
        changed = changes_of(before, path, record.model_copy(update={field: value}))
        assert [change for change in changed if key_of(path, before) in change.key], (path, field)
        if isinstance(value, str):
            assert any(value in (change.after, change.words) or value in change.words for change in changed), path


def key_of(path: Path_, collection: Collection) -> str:
    """What the key of every change in a file holds."""
    if path[0] == "documents":
        return collection.documents[int(path[1])].plan
    return str(path[1]) if len(path) > 1 and path[0] != "settings" else ""


def test_every_part_that_goes_or_comes_is_told() -> None:
    before = collection()
    for path, record in records(before):
        for part in parts_of(record):
            field = next(
                name
                for name in ("themes", "owners", "recommendations", "response", "steps", "entries")
                if hasattr(record, name) and (name != "themes" or path == ("settings",))
            )
            held = getattr(record, field)
            left = (
                {key: value for key, value in held.items() if value is not part}
                if isinstance(held, Mapping)
                else tuple(value for value in held if value is not part)
            )
            without = record.model_copy(update={field: left})
            gone = changes_of(before, path, without)
            smaller = put(before, path, without)
            assert isinstance(smaller, Collection)
            came = changes_of(smaller, path, record)
            assert {change.kind for change in gone} & {"gone", "moved"}, path
            assert {change.kind for change in came} & {"added", "said", "moved"}, path


def test_printed_words_may_not_be_changed_in_any_record(tmp_path: Path) -> None:
    """Of every kind of record every printed field that the specimen has, written anew with other words."""
    seen: set[tuple[type[Record], str]] = set()
    for path, record in records(collection()):
        for field in printed_fields(record):
            value = getattr(record, field)
            if (type(record), field) in seen or not isinstance(value, str) or isinstance(value, StrEnum):
                continue
            if field in ("action", "recommendation", "body", "inspectorate", "superseded_by"):
                continue
            spelt = next((line for line in value.splitlines() if len(line) > 3), value).split()[-1]
            file = file_of(path)
            text = (SPECIMEN / file).read_text()
            if text.count(spelt) != 1:
                continue
            seen.add((type(record), field))
            new = edited(tmp_path / f"{len(seen)}", f"--- {file}\n{spelt}\n+++\nx{spelt}\n")
            found = difference(SPECIMEN, new)
            assert any("no new note quotes" in problem.message for problem in found.problems), (path, field)
    assert len(seen) > 15


def file_of(path: Path_) -> str:
    if path[0] == "documents":
        document = collection().documents[int(path[1])]
        return f"plans/{document.plan}/{document.id}.yml"
    return (
        f"plans/{path[1]}.yml"
        if path[0] == "plans"
        else f"plans/bodies/{path[1]}.yml"
        if len(path) > 1
        else "site_config.yml"
    )
