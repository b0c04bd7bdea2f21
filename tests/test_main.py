"""The command `plans`: what it says, where it says it, and how it ends."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.downloads import downloads
from tests.expected import index_of

REPOSITORY = Path(__file__).parent.parent
PLANS = (sys.executable, "-m", "generator")
BASE = Path(__file__).parent / "bad" / "_base"
PLAN, BODY = "plans/ferry-2031.yml", "plans/bodies/ferry-service.yml"
MISTAKES = {
    PLAN: (
        f"{PLAN}:1:1: 'titel' is no key here\n"
        "    1 | titel: Action plan of the Fictional Ferry Service\n"
        "      | ^~~~~\n"
        "    did you mean 'title'?\n"
    ),
    BODY: (
        f"{BODY}:1:1: 'nam' is no key here\n"
        "    1 | nam: Fictional Ferry Service\n"
        "      | ^~~\n"
        "    did you mean 'name'?\n"
    ),
}
BOTH = f"{MISTAKES[BODY]}\n{MISTAKES[PLAN]}"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A collection without a mistake."""
    return Path(shutil.copytree(BASE, tmp_path / "good"))


@pytest.fixture
def bad(good: Path) -> Path:
    """A collection with a mistake in its plan, and one in its body's file."""
    for name, right, wrong in ((PLAN, "title:", "titel:"), (BODY, "name:", "nam:")):
        text = (good / name).read_text()
        assert text.startswith(right)
        (good / name).write_text(text.replace(right, wrong, 1))
    return good


@pytest.fixture
def plans(capsys: pytest.CaptureFixture[str]) -> "Plans":
    return Plans(capsys)


class Plans:
    """Runs the command here; gives its exit code, what it prints and what it says beside that."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *self.capsys.readouterr()


# check


def test_good_collection_passes(plans: Plans, good: Path) -> None:
    assert plans("--root", good, "check") == (0, "", "no problems\n")


def test_every_mistake_is_printed_and_fails(plans: Plans, bad: Path) -> None:
    assert plans("--root", bad, "check") == (1, BOTH, "2 problems in 2 files\n")


def give_cause_for_advice(root: Path) -> None:
    (root / BODY).write_bytes((root / BODY).read_bytes().replace(b"\n", b"\r\n"))


ADVICE = re.compile(
    f"Advice, which fails nothing\n\n{BODY}:1:[0-9]+: advice: the lines end as on Windows\n"
    r"    1 \| .*\n      \| +\^\n    .*\n"
)


def test_advice_is_printed_and_fails_nothing(plans: Plans, good: Path) -> None:
    give_cause_for_advice(good)
    code, printed, said = plans("--root", good, "check")
    assert (code, said) == (0, "no problems, 1 piece of advice\n")
    assert ADVICE.fullmatch(printed)


def test_advice_stands_after_all_problems(plans: Plans, bad: Path) -> None:
    give_cause_for_advice(bad)
    _, printed, said = plans("--root", bad, "check")
    assert said == "2 problems in 2 files, 1 piece of advice\n"
    assert ADVICE.fullmatch(printed.removeprefix(f"{BOTH}\n"))


@pytest.mark.parametrize("file", MISTAKES)
def test_file_is_reported_on_alone(plans: Plans, bad: Path, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named from the root, from where one stands, in full, or by way of a link."""
    alone = (1, MISTAKES[file], "1 problem in 1 file\n")
    assert plans("--root", bad, "check", file) == alone
    assert plans("--root", bad, "check", (bad / file).resolve()) == alone
    (bad.parent / "link").symlink_to(bad)
    assert plans("--root", bad, "check", bad.parent / "link" / file) == alone
    monkeypatch.chdir(bad / "plans")
    assert plans("--root", "..", "check", file) == alone
    assert plans("--root", "..", "check", Path(file).relative_to("plans")) == alone


def test_files_are_reported_on_together(plans: Plans, bad: Path) -> None:
    assert plans("--root", bad, "check", PLAN, BODY) == plans("--root", bad, "check")


def test_file_without_mistakes_passes_whatever_others_hold(plans: Plans, bad: Path) -> None:
    assert plans("--root", bad, "check", "site_config.yml") == (0, "", "no problems\n")


def test_folder_means_its_files(plans: Plans, bad: Path) -> None:
    assert plans("--root", bad, "check", "plans/bodies") == plans("--root", bad, "check", BODY)
    assert plans("--root", bad, "check", bad / "plans") == plans("--root", bad, "check")
    assert plans("--root", bad, "check", "plans/ferry-2031") == (0, "", "no problems\n")


@pytest.mark.parametrize("strange", ["plans/fery.yml", "/etc/passwd", "plans/README.md", "generator"])
def test_what_is_no_file_of_the_collection_is_wrong_use(plans: Plans, bad: Path, strange: str) -> None:
    (bad / "plans" / "README.md").write_text("Whose plans these are.\n")
    assert plans("--root", bad, "check", PLAN, strange) == (2, "", f"'{strange}' is no file of this collection\n")


def test_programs_get_a_list_alone(plans: Plans, bad: Path) -> None:
    """What is said beside it is no part of it."""
    code, printed, said = plans("--root", bad, "check", "--format", "json")
    assert (code, [problem["file"] for problem in json.loads(printed)], said) == (
        1,
        [BODY, PLAN],
        "2 problems in 2 files\n",
    )


@pytest.mark.parametrize(
    ("without", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_terminal_gets_colours_unless_it_would_not_have_them(
    bad: Path, without: dict[str, str], *, is_coloured: bool
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    here, there = pty.openpty()
    command = [*PLANS, "--root", str(bad), "check", PLAN]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=there, env=environment | {"TERM": "xterm"} | without):
        os.close(there)
        printed = b"".join(chunks(here)).decode().replace("\r\n", "\n")
    os.close(here)
    assert re.sub("\x1b\\[[0-9;]*m", "", printed) == f"{MISTAKES[PLAN]}\n"
    assert ("\x1b" in printed) is is_coloured


def test_pull_requests_get_annotations(plans: Plans, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert plans("--root", bad, "check", "--format", "github", PLAN) == (
        1,
        f"::error file={PLAN},line=1,col=1::'titel' is no key here%0Adid you mean 'title'?\n",
        "1 problem in 1 file\n",
    )


# Wrong use

WRONG_USE: dict[str, tuple[list[str], str]] = {
    "no command": ([], "plans: error: the following arguments are required: COMMAND"),
    "a command that is none": (["chek"], "plans: error: argument COMMAND: invalid choice: 'chek'"),
    "no settings": (
        ["--root", "plans", "check"],
        "plans: error: argument --root: there is no site_config.yml in 'plans'",
    ),
    "no day": (
        ["build", "--as-at", "31/12/2031"],
        "plans build: error: argument --as-at: '31/12/2031' is no day from 1990 to 2100; write it as 2031-09-20",
    ),
    "a day that does not exist": (
        ["serve", "--as-at", "2031-02-30"],
        "plans serve: error: argument --as-at: '2031-02-30' is no day from 1990 to 2100; write it as 2031-09-20",
    ),
    "a day of a week": (
        ["build", "--as-at", "2031-W38-6"],
        "plans build: error: argument --as-at: '2031-W38-6' is no day from 1990 to 2100; write it as 2031-09-20",
    ),
    "a day too late for any plan": (
        ["build", "--as-at", "9999-12-31"],
        "plans build: error: argument --as-at: '9999-12-31' is no day from 1990 to 2100; write it as 2031-09-20",
    ),
    "an option that there is not": (
        ["update", "ferry-2031/1.1", "--sad", "It."],
        "plans update: error: there is no '--sad' here",
    ),
    "a format that is none": (
        ["check", "--format", "xml"],
        "plans check: error: argument --format: invalid choice: 'xml'",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_explained(
    plans: Plans, good: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good)
    code, printed, explained = plans(*arguments)
    assert (code, printed) == (2, "")
    assert explained.splitlines()[-1].startswith(said)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("check", "Reads every file of the collection"),
        ("build", "Checks the plans and, if there is no mistake,"),
        ("similar", "Compares the words of recommendations"),
        ("update", "Writes an update or a finding into a file of its own, one for each plan."),
    ],
)
def test_help_of_a_command_says_what_it_does(plans: Plans, command: str, said: str) -> None:
    assert f" {said}" in " ".join(plans(command, "--help")[1].split())


def test_help_of_update_says_which_options_belong_to_what(plans: Plans) -> None:
    printed = plans("update", "--help")[1]
    groups = re.findall("^(what .*):$|^  (--[a-z-]+) WORDS", printed, re.MULTILINE)
    of_groups: dict[str, list[str]] = {}
    for group, option in groups:
        if group:
            of_groups[group] = []
        elif of_groups:
            of_groups[list(of_groups)[-1]].append(option)
    assert of_groups == {
        "what the owner says of an action": [
            *("--delivery", "--superseded-by", "--target-date", "--date-read-as", "--owner")
        ],
        "what is said of a recommendation": ["--decision", "--addressee", "--decision-reason"],
        "what is said of either": ["--said", "--words", "--reason"],
        "what is found of either, with --finding": ["--judgement", "--found"],
        "what goes with all of these": ["--evidence", "--note"],
    }
    assert "For example: plans update specimen-2031/2.1 --delivery complete" in " ".join(printed.split())


def test_help_lists_the_commands_and_the_exit_codes(plans: Plans) -> None:
    code, printed, _ = plans("--help")
    assert code == 0
    assert re.findall(r"^    (\w+) +(\w.*)$", printed, re.MULTILINE) == [
        ("check", "report every mistake in the plans"),
        ("build", "check the plans and publish the site"),
        ("serve", "show the site on this machine and rebuild what changes"),
        ("data", "write the open data as one SQLite file"),
        ("similar", "propose which earlier recommendations are made again"),
        ("new", "begin a plan, with a file that has clear gaps"),
        ("update", "write what was said or found later of an action, or of many"),
        ("fmt", "write the files of plans in one style"),
        ("diff", "say in words what changed, and refuse what may not be changed"),
    ]
    assert " ".join(printed.split()).endswith(
        "Exit: 0 good, 1 problems in the plans, 2 wrong use, 3 this machine lacks something, "
        "70 a fault of the program, 130 interrupted."
    )


# build


def test_site_stays_as_it_was_while_there_are_problems(plans: Plans, bad: Path) -> None:
    """They alone are printed: advice is for checking."""
    give_cause_for_advice(bad)
    (bad / "site").mkdir()
    (bad / "site" / "index.html").write_text("as it was")
    before = sorted(bad.rglob("*"))
    assert plans("--root", bad, "build") == (
        1,
        BOTH,
        "2 problems in 2 files; the site stays as it was\n",
    )
    assert sorted(bad.rglob("*")) == before


def test_what_an_engine_refuses_is_a_fault_of_the_program(plans: Plans, good: Path) -> None:
    (good / "theme").mkdir()
    (good / "theme" / "main.html").write_text("{{ page.nowhere.title }}")
    code, printed, said = plans("--root", good, "build", "--as-at", "2031-12-01")
    assert (code, printed, said.splitlines()[0]) == (70, "", "MkDocs could not make the site:")
    assert not (good / "site").exists()


def test_build_shows_how_far_it_is_where_somebody_watches(good: Path) -> None:
    """On a terminal one line follows the work and is cleared; elsewhere nothing but the result is said."""
    (good / "theme").symlink_to(REPOSITORY / "theme")
    shown = on_a_terminal("--root", str(good), "build", "--as-at", "2031-12-01")
    *line, result = shown.split("\r")
    words = [part.rstrip() for part in line]
    assert {"pages read: 48 of 48", "pages made: 48 of 48", "search: 2 of 2"} <= set(words)
    assert line[-1] == " " * len("search: 2 of 2")
    where = f"the site is at {good.as_posix()}/site/index.html\n"
    files = len(list(downloads(index_of(good))))
    made = f"51 pages written, 0 unchanged, 0 removed; {files} files beside them written, 0 unchanged, 0 removed"
    assert result == f"{made}; {where}"
    again = run("--root", str(good), "build", "--as-at", "2031-12-01")
    left = f"0 pages written, 51 unchanged, 0 removed; 0 files beside them written, {files} unchanged, 0 removed"
    assert (again.returncode, again.stdout, again.stderr) == (0, "", f"{left}; {where}")


def on_a_terminal(*arguments: str) -> str:
    """What the command says on a terminal."""
    here, there = pty.openpty()
    with subprocess.Popen([*PLANS, *arguments], cwd=REPOSITORY, stderr=there):
        os.close(there)
        said = b"".join(chunks(here))
    os.close(here)
    return said.decode().replace("\r\n", "\n")


def chunks(terminal: int) -> Iterable[bytes]:
    """What comes over a terminal until its other end is closed, which Linux tells by an error."""
    try:
        while chunk := os.read(terminal, 4096):
            yield chunk
    except OSError:
        return


# As a program of its own


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PLANS, *arguments], cwd=REPOSITORY, capture_output=True, text=True)


def test_program_ends_with_the_code(bad: Path) -> None:
    ended = run("--root", str(bad), "check", PLAN)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, MISTAKES[PLAN], "1 problem in 1 file\n")


def run_without_engines(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the program where all is installed but the engines: in a folder, and Python finds no other."""
    installed.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not re.match(r"mkdocs|material|markdown|pagefind", path.name, re.IGNORECASE):
            (installed / path.name).symlink_to(path)
    command = [sys.executable, "-S", "-m", "generator", *arguments]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)


def test_build_without_engines_says_what_to_do(good: Path, tmp_path: Path) -> None:
    ended = run_without_engines(tmp_path / "installed", "--root", str(good), "build")
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        3,
        "",
        "mkdocs, which is needed to make the site, is not installed: "
        "run 'make site' once; it installs what is needed\n",
    )
    assert not (good / "build").exists()


def test_check_needs_no_engine(good: Path, tmp_path: Path) -> None:
    ended = run_without_engines(tmp_path / "installed", "--root", str(good), "check")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "no problems\n")


def test_interruption_ends_quietly(good: Path) -> None:
    """As by Ctrl+C."""
    (good / "theme").symlink_to(REPOSITORY / "theme")
    serving = subprocess.Popen(
        [*PLANS, "--root", str(good), "serve", "--port", "0", "--as-at", "2031-12-01"],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
    )
    assert serving.stderr
    assert serving.stderr.readline().endswith("Ctrl+C ends it\n")
    assert serving.stderr.readline().endswith("site/index.html\n")  # then it waits for a change
    serving.send_signal(signal.SIGINT)
    assert serving.communicate(timeout=20)[1] == ""
    assert serving.returncode == 130
