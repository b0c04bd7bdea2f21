"""Pages are whole and expected, the same in every run, and change only where what they show changes.

`make expected` writes `expected/` anew; its difference is read in review like code.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from generator.index import Index
from generator.model import Settings
from generator.pages import pages
from generator.records import records
from generator.release import files_under
from tests.conftest import replaced
from tests.expected import AS_AT, EXPECTED, SPECIMEN, downloaded, index_of, made

FILES = files_under(EXPECTED)


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    """The specimen's pages and records as they come out."""
    return made()


@pytest.mark.parametrize("file", FILES)
def test_page_is_as_expected(file: str, now: dict[str, str]) -> None:
    assert now.get(file) == (EXPECTED / file).read_text()


def test_no_page_is_unexpected(now: dict[str, str]) -> None:
    assert sorted(now) == FILES


def test_plans_and_sources_are_published_as_held() -> None:
    published = held(index_of(SPECIMEN))
    sources = {f"data/sources/{plan}.txt": f"sources/{plan}.txt" for plan in ("specimen-2027", "specimen-2031")}
    sources["data/sources/specimen-harbour-2027.txt"] = "sources/specimen-2027.txt"
    plans = {f"data/plans/{plan}.yml": f"{plan}.yml" for plan in index_of(SPECIMEN).collection.plans}
    plans["data/plans/specimen-harbour-2027.yml"] = "specimen-2027.yml"
    assert published == {page: (SPECIMEN / "plans" / file).read_text() for page, file in (sources | plans).items()}


def held(index: Index) -> dict[str, str]:
    """The downloads that are files of the collection."""
    return {path: text for path, text in downloaded(index).items() if re.match(r"data/(plans/.*\.yml|sources/)", path)}


# The same in every run

RUN = """
import hashlib, json
from tests.expected import SPECIMEN, downloaded, index_of
from generator.pages import pages
from generator.records import records
index = index_of(SPECIMEN)
print(hashlib.sha256(json.dumps([pages(index), records(index), downloaded(index)]).encode()).hexdigest())
"""


def test_pages_and_downloads_and_their_order_are_the_same_in_every_run() -> None:
    """Python shuffles its sets by a seed that differs from run to run."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", RUN],
            cwd=Path(__file__).parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


# What changes

PLAN = "plans/specimen-2027.yml"
# The pages that say how to cite the plan: with its last entry, and the hash of its file.
CITES_IT = {f"plans/specimen-2027/{page}.md" for page in ("index", "1", "2", "whole")}
FILES_OF_IT = {"data/plans/specimen-2027.yml", "data/plans/specimen-harbour-2027.yml"}  # by its old name too
OLD_HISTORY = "plans/specimen-harbour-2027/history.md"
ADDRESSES = "data/addresses.txt"
OWNERS = "owners/specimen-harbour-service"
STATE_OF_AN_ACTION = {
    "index.md",
    "plans/index.md",
    "plans/specimen-2027/index.md",
    "plans/specimen-2027/1.md",
    "themes/index.md",
    "themes/signals.md",
    "bodies/specimen-harbour-service.md",
    f"{OWNERS}/index.md",
    f"{OWNERS}/harbour-engineer.md",
    "found/index.md",
    "figures.md",
    *(f"due/{page}index.md" for page in ("", "2027-12/", "overdue/", "silent/", "bodies/", "owners/", "plans/")),
}
SHOWS_ACTIONS_OF_1 = {
    "plans/specimen-2027/index.md",
    "plans/specimen-2027/1.md",
    "bodies/specimen-harbour-service.md",
}
# The recommendations of other plans that are nearest to those of this one.
NEAREST_ON_SIGNALS = {
    *(f"plans/specimen-2031/{id_}.md" for id_ in ("8", "9")),
    *(f"plans/specimen-lighthouse-2030/{id_}.md" for id_ in ("1", "2")),
}
NEAREST_ON_FACILITIES = {f"plans/specimen-2031/{id_}.md" for id_ in ("1", "3", "4a-iii", "6", "7")}
HISTORY = "plans/specimen-2027/history.md"
WHOLE = "plans/specimen-2027/whole.md"
REPORT = """\
update: Return for 2031
date: 2031-12-31
source: https://specimen.example/2031
entries:
  - action: "1.1"
    delivery: complete
"""


def added(name: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(text)


EDITS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "the words of an action": (
        replaced(PLAN, "Lay twelve buoys.", "Lay thirteen buoys."),
        {*CITES_IT, *FILES_OF_IT, HISTORY, *SHOWS_ACTIONS_OF_1, WHOLE, f"{OWNERS}/harbour-engineer.md"}
        | {f"due/{page}/index.md" for page in ("2027-12", "overdue", "silent")},
    ),
    "the words of an action that nobody owns": (
        replaced(PLAN, "Keep the buoys clean.", "Keep the buoys white."),
        {*CITES_IT, *FILES_OF_IT, *SHOWS_ACTIONS_OF_1, WHOLE, f"{OWNERS}/index.md"}
        | {f"plans/specimen-lighthouse-2030/{page}.md" for page in ("2", "whole")}  # it repeats them
        | {f"due/{page}/index.md" for page in ("no-date", "silent")},
    ),
    "the text of a recommendation": (
        replaced(PLAN, "Mark the channel.", "Mark both channels."),
        {
            *CITES_IT,
            *FILES_OF_IT,
            "plans/specimen-2027/1.md",
            "plans/specimen-2027/index.md",
            WHOLE,
            "themes/signals.md",
            *NEAREST_ON_SIGNALS,
        },
    ),
    "the title of a plan": (
        replaced(PLAN, "title: Action plan", "title: The action plan"),
        {*CITES_IT, *FILES_OF_IT, "plans/index.md", "plans/specimen-2027/index.md", WHOLE}
        | {f"plans/specimen-2027/{id_}.md" for id_ in ("1", "2")},  # which say how to cite them
    ),
    "a theme of a recommendation": (
        replaced(PLAN, "themes: [staff]", "themes: [staff, facilities]"),
        {
            *CITES_IT,
            *FILES_OF_IT,
            "index.md",
            "themes/index.md",
            "themes/facilities.md",
            "plans/specimen-2027/2.md",
            *NEAREST_ON_FACILITIES,
        },
    ),
    "an answer to advice": (
        replaced(PLAN, "Dates were set each spring", "Dates were set in spring"),
        {*CITES_IT, *FILES_OF_IT, "plans/specimen-2027/index.md", "plans/specimen-2027/1.md"},
    ),
    "an answer taken back": (
        replaced(PLAN, "  no date: Dates were", "  no end: Dates were"),
        {*CITES_IT, *FILES_OF_IT, "plans/specimen-2027/index.md", "plans/specimen-2027/1.md", "advice.md"},
    ),
    "a date that closes nothing": (
        replaced(PLAN, "31/12/2027", "30/11/2027"),
        {*CITES_IT, *FILES_OF_IT, *SHOWS_ACTIONS_OF_1, WHOLE, f"{OWNERS}/harbour-engineer.md", "due/index.md"}
        | {ADDRESSES, "sitemap.xml", "sitemap.md"}
        | {f"due/{month}/index.md" for month in ("2027-11", "2027-12", "2028-03")}  # the next names the one before
        | {f"due/{state}/index.md" for state in ("overdue", "silent")},
    ),
    "the owner of an action": (
        replaced(PLAN, "Engineer (Harbour)", "Harbour Master"),
        {f"{OWNERS}/{page}.md" for page in ("index", "harbour-engineer", "harbour-master")}
        | {*CITES_IT, *FILES_OF_IT, "index.md", "plans/specimen-2027/1.md", WHOLE}
        | {f"due/{page}/index.md" for page in ("2027-12", "overdue", "owners", "silent")},
    ),
    "a report that closes an action": (
        added("plans/specimen-2027/2031-12-31-return.yml", REPORT),
        {
            *CITES_IT,
            *STATE_OF_AN_ACTION,
            HISTORY,
            OLD_HISTORY,
            WHOLE,
            ADDRESSES,
            "data/index.md",
        }  # which counts the rows
        | {f"changes/{page}.md" for page in ("index", "2031", "entered/index")},
    ),
    "a report of the next day": (
        added("plans/specimen-2027/2032-01-16-return.yml", REPORT.replace("date: 2031-12-31", "date: 2032-01-16")),
        set(),
    ),
    "the note of a body": (
        replaced("plans/bodies/specimen-harbour-service.yml", "Every name", "Each name"),
        {"bodies/specimen-harbour-service.md"},
    ),
    "a remark in a file": (
        replaced(PLAN, "# Never reported on.", "# Never reported on, so far."),
        {*CITES_IT, *FILES_OF_IT},
    ),
}


@pytest.mark.parametrize(("edit", "changed"), EDITS.values(), ids=EDITS)
def test_edit_changes_the_pages_that_show_it_and_no_other(
    edit: Callable[[Path], object], changed: set[str], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(SPECIMEN, tmp_path / "edited"))
    edit(root)
    before, after = index_of(SPECIMEN), index_of(root)
    differing = (pages(before) | held(before)).items() ^ (pages(after) | held(after)).items()
    assert {page for page, _ in differing} == changed


QUIET_DAYS = date(2032, 1, 18), date(2032, 1, 25)  # no action's state changes between them


def test_day_stands_on_the_lists_alone() -> None:
    """Every other page, and every search record, changes only when a state changes."""
    before, after = (index_of(SPECIMEN, day) for day in QUIET_DAYS)
    texts = pages(before)
    kinds = {front_matter(texts[page])["kind"] for page, _ in texts.items() ^ pages(after).items()}
    assert kinds == {"home", "plans", "themes", "owners", "bodies", "due", "changes", "data"}
    assert records(before) == records(after)


# What stands above a page


def front_matter(text: str) -> dict[str, object]:
    """The values above a page, each JSON on a line of its own."""
    _, lines, _ = text.split("---\n", 2)
    pairs = (line.partition(": ") for line in lines.splitlines())
    return {key: json.loads(value) for key, _, value in pairs}


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".md")])
def test_front_matter_is_json_that_mkdocs_reads_alike(file: str, now: dict[str, str]) -> None:
    read = get_data(now[file])[1]
    assert list(read.items()) == list(front_matter(now[file]).items())


@pytest.mark.parametrize(
    "title",
    [
        "no",
        "1.10",
        "2031-01-01",
        'a: "b" # c',
        "{{ a }} [b] {c}",
        "\\",
        "---",
        "'",
        "⚓ \U0001f6a2 é \u200b",
        "*a",
    ],
)
def test_title_is_what_it_says_whatever_it_is(title: str) -> None:
    """MkDocs reads front matter as YAML, in which 'no' is a falsehood, and shows what it cannot read."""
    index = index_of(SPECIMEN)
    settings = Settings.model_validate(dict(index.collection.settings) | {"title": title})
    collection = type(index.collection)(settings, {}, {}, (), {}, {}, {})
    text, read = get_data(pages(Index(collection, AS_AT))["index.md"])
    assert read["title"] == title
    assert re.match("# ", text)
