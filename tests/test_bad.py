"""Mistakes: `plans check` says of each what is wrong, where, and what to do, once.

A folder of `tests/bad` holds the files in which a collection with one mistake differs from the good one in
`_base`, and in `expected.txt` all that `plans check` prints of it. A folder dropped in is a test. `make expected`
writes every `expected.txt` anew, to be read in review.
"""

import io
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.__main__ import main

BAD = Path(__file__).parent / "bad"
BASE = BAD / "_base"
CASES = sorted(folder for folder in BAD.iterdir() if folder != BASE)
EXPECTED = "expected.txt"
PLAN = "plans/ferry-2031.yml"


def checked(root: Path) -> tuple[int, str]:
    """The exit code of `plans check`, and all that it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(["--root", str(root), "check", "--advice", "each"])
    return code, printed.getvalue()


def lay(case: Path, root: Path) -> Path:
    """The good collection in `root`, with the files of a case laid over it."""
    for folder in (BASE, case):
        shutil.copytree(folder, root, ignore=shutil.ignore_patterns(EXPECTED), dirs_exist_ok=True)
    return root


def write_expected() -> None:
    """Writes anew what `plans check` prints of each case."""
    for case in CASES:
        with TemporaryDirectory() as root:
            _, printed = checked(lay(case, Path(root)))
        (case / EXPECTED).write_text(printed)


def test_base_is_good(tmp_path: Path) -> None:
    assert checked(lay(BASE, tmp_path)) == (0, "no problems\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake_is_reported_at_its_place_with_its_remedy(case: Path, tmp_path: Path) -> None:
    expected = (case / EXPECTED).read_text()
    is_advice = expected.splitlines()[-1].startswith("no problems")
    assert checked(lay(case, tmp_path)) == (0 if is_advice else 1, expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_mistake_is_one_message(case: Path) -> None:
    """Five mistakes in one plan are five messages; every other case is of one mistake."""
    problem = "5 problems in 1 file" if case.name == "five-mistakes" else "1 problem in 1 file"
    last = (case / EXPECTED).read_text().splitlines()[-1]
    assert last in (problem, "no problems, 1 piece of advice")


# What cannot lie in this repository


def file_of_10_megabytes(root: Path) -> None:
    (root / PLAN).write_text("# The ferry sails at noon.\n" * 400_000)


def brackets_2000_deep(root: Path) -> None:
    (root / PLAN).write_text(f"title: {'[' * 2_000}{']' * 2_000}\n")


def dashes_2000_deep(root: Path) -> None:
    (root / PLAN).write_text("- " * 2_000 + "deep\n")


def folder_named_like_a_plan(root: Path) -> None:
    (root / "plans/bridge-2031.yml").mkdir()


def folder_named_like_a_body(root: Path) -> None:
    (root / "plans/bodies/bridge-company.yml").mkdir()


def link_to_nowhere(root: Path) -> None:
    (root / "plans/bridge-2031.yml").symlink_to("nowhere.yml")


def file_whose_name_is_no_text(root: Path) -> None:
    (root / "plans/br\udcfccke-2031.yml").write_text("title: Action plan of the bridge\n")


def file_whose_name_a_terminal_would_obey(root: Path) -> None:
    (root / "plans/br\x1b[2J\n.yml").write_text("title: Action plan of the bridge\n")


def folder_whose_name_is_no_text(root: Path) -> None:
    shutil.copytree(root / "plans/ferry-2031", root / "plans/br\udcfccke-2031")


@pytest.mark.parametrize(
    ("make", "line", "excerpt", "hint"),
    [
        (
            file_of_10_megabytes,
            f"{PLAN}:1:1: this file has 10.8 MB, and may have at most 1 MB",
            "",
            "take out what is no part of it",
        ),
        (
            brackets_2000_deep,
            f"{PLAN}:1:27: there are more than 20 levels here, one within the other",
            f"    1 | title: {'[' * 84}…\n      | {' ' * 26}^\n",
            "look for dashes, brackets or indentation that go on growing",
        ),
        (
            dashes_2000_deep,
            f"{PLAN}:1:41: there are more than 20 levels here, one within the other",
            f"    1 | {'- ' * 45}-…\n      | {' ' * 40}^\n",
            "look for dashes, brackets or indentation that go on growing",
        ),
        (
            folder_named_like_a_plan,
            "plans/bridge-2031.yml:1:1: this is a folder with the name of a file",
            "",
            "rename or remove it",
        ),
        (
            folder_named_like_a_body,
            "plans/bodies/bridge-company.yml:1:1: this is a folder with the name of a file",
            "",
            "rename or remove it",
        ),
        (
            link_to_nowhere,
            "plans/bridge-2031.yml:1:1: this file cannot be opened: No such file or directory",
            "",
            "look whether it is there, and whether you may read it",
        ),
        (
            file_whose_name_is_no_text,
            "plans/br�cke-2031.yml:1:1: 'br�cke-2031.yml' is no name for a file here",
            "",
            "use small letters, figures and single hyphens: the name becomes an address",
        ),
        (
            file_whose_name_a_terminal_would_obey,
            "plans/br�[2J�.yml:1:1: 'br�[2J�.yml' is no name for a file here",
            "",
            "use small letters, figures and single hyphens: the name becomes an address",
        ),
        (
            folder_whose_name_is_no_text,
            "plans/br�cke-2031/2031-09-20-progress.yml:1:1: there is no plan 'br�cke-2031'",
            "",
            "call the folder as the plan's file in plans/",
        ),
    ],
)
def test_what_no_repository_can_hold_is_reported(
    make: Callable[[Path], None], line: str, excerpt: str, hint: str, tmp_path: Path
) -> None:
    make(lay(BASE, tmp_path))
    assert checked(tmp_path) == (1, f"{line}\n{excerpt}    {hint}\n1 problem in 1 file\n")


def test_file_that_an_editor_keeps_is_no_plan(tmp_path: Path) -> None:
    """Emacs locks a file by a link that leads nowhere, and keeps what a file was before."""
    plans = lay(BASE, tmp_path) / "plans"
    (plans / ".#ferry-2031.yml").symlink_to("someone@machine.1234")
    (plans / "ferry-2031" / "2031-09-20-progress.yml~").write_text("update: Progress\n")
    (plans / ".old").mkdir()
    (plans / ".old" / "ferry-2031.yml").write_text("title: Action plan\n")
    assert checked(tmp_path) == (0, "no problems\n")


def test_plans_may_have_a_readme(tmp_path: Path) -> None:
    (lay(BASE, tmp_path) / "plans/README.md").write_text("Whose plans these are.\n")
    assert checked(tmp_path) == (0, "no problems\n")


def test_folder_without_settings_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--root", str(tmp_path), "check"])
    assert exit_.value.code == 2
    assert f"there is no site_config.yml in '{tmp_path}'\n" in capsys.readouterr().err


# Whatever is typed


def delete_line(text: str, place: int, _: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: place % len(lines)] + lines[place % len(lines) + 1 :])


def double_line(text: str, place: int, _: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: place % len(lines) + 1] + lines[place % len(lines) :])


def swap_lines(text: str, place: int, _: str) -> str:
    lines = text.splitlines(keepends=True)
    first, second = place % len(lines), place * 7 % len(lines)
    lines[first], lines[second] = lines[second], lines[first]
    return "".join(lines)


def delete_character(text: str, place: int, _: str) -> str:
    return text[: place % len(text)] + text[place % len(text) + 1 :]


def insert(text: str, place: int, typed: str) -> str:
    return text[: place % len(text)] + typed + text[place % len(text) :]


EDITS = st.tuples(
    st.sampled_from([delete_line, double_line, swap_lines, delete_character, insert]),
    st.integers(0, 10_000),
    st.sampled_from([*":#-[]{}&*!|>'\"%@\t", "\n", ": ", " #", "- "]),
)
EDITED_FILES = st.sampled_from(
    [PLAN, "plans/ferry-2031/2031-09-20-progress.yml", "plans/bodies/ferry-service.yml", "site_config.yml"]
)


@given(EDITED_FILES, st.lists(EDITS, min_size=1, max_size=4))
@settings(max_examples=200)
def test_nothing_that_is_typed_is_too_much(
    file: str, edits: list[tuple[Callable[[str, int, str], str], int, str]]
) -> None:
    """`plans check` judges every collection: it neither fails nor falls."""
    text = (BASE / file).read_text()
    for edit, place, typed in edits:
        text = edit(text, place, typed) or "\n"
    with TemporaryDirectory() as root:
        (lay(BASE, Path(root)) / file).write_text(text)
        code, printed = checked(Path(root))
    assert code in (0, 1), printed


# What was removed itself

GONE = "removed:\n  date: 2031-06-01\n  reason: It went.\n"
OLD_PLAN = """\
title: Plan of a body that went
body: Old Ferry Office
inspectorate: Fictional Inspectorate
source: https://ferry.example/old
{gone_plan}recommendations:
  - number: 1
    addressee: Old Ferry Office
    text: Row.
    decision: Agreed
    themes: [oars]
{gone_made}    response:
      - action: Row on.
        id: "1.1"
        owner: Oarsman
{gone_action}"""
OLD_BODY = "name: Old Ferry Office\nsuccessor: Older Ferry Office\n" + GONE + "owners:\n  oarsman:\n    name: Oarsman\n"
OLD_THEME = (
    "  oars:\n    name: Oars\n    about: Rowing.\n    removed:\n      date: 2031-06-01\n      reason: It went.\n"
)


def indented(text: str, blanks: int) -> str:
    return "".join(f"{' ' * blanks}{line}\n" for line in text.splitlines())


def with_what_went(root: Path, body: str, **gone: str) -> Path:
    """The good collection, with a plan of a removed body, on a removed theme, of a removed owner."""
    lay(BASE, root)
    (root / "site_config.yml").write_text((root / "site_config.yml").read_text() + OLD_THEME)
    (root / "plans/bodies/old.yml").write_text(body + indented(GONE, 4))
    (root / "plans/bodies/older.yml").write_text("name: Older Ferry Office\n" + GONE)
    every = dict.fromkeys(("gone_plan", "gone_made", "gone_action"), "") | gone
    (root / "plans/old-2030.yml").write_text(OLD_PLAN.format(**every))
    return root


def test_removed_plan_may_name_what_was_removed(tmp_path: Path) -> None:
    assert checked(with_what_went(tmp_path, OLD_BODY, gone_plan=GONE)) == (0, "no problems\n")


def test_plan_that_stands_may_not_name_what_was_removed(tmp_path: Path) -> None:
    """Its body, the theme and the owner; the addressee."""
    code, printed = checked(with_what_went(tmp_path, OLD_BODY))
    assert (code, printed.count("was removed on 1 June 2031")) == (1, 4)


def test_removed_recommendation_may_name_what_was_removed(tmp_path: Path) -> None:
    """The body is its plan's, which stands."""
    root = with_what_went(tmp_path, OLD_BODY, gone_made=indented(GONE, 4))
    code, printed = checked(root)
    assert (code, printed.count("was removed on 1 June 2031")) == (1, 1)


def test_removed_action_may_have_a_removed_owner(tmp_path: Path) -> None:
    root = with_what_went(tmp_path, OLD_BODY, gone_action=indented(GONE, 8))
    code, printed = checked(root)
    assert (code, printed.count("the owner 'Oarsman' was removed"), printed.count("was removed on")) == (1, 0, 3)
