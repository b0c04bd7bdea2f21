"""`plans check --since OLD`: every problem, and only the advice that a revision did not give."""

import os
import shutil
from pathlib import Path

import pytest

from generator.__main__ import main
from tests.test_revisions import commit, git, replace

BASE = Path(__file__).parent / "bad" / "_base"
PLAN, BODY = "plans/ferry-2031.yml", "plans/bodies/ferry-service.yml"
ALIKE = ("owner: Chief Engineer", "owner: Chief Enginer")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection with advice on one plan, in a repository with two commits; before the second there was none."""
    root = Path(shutil.copytree(BASE, tmp_path / "plans here"))
    git(root, "init", "--quiet")
    commit(root)
    replace(root / PLAN, ALIKE)
    commit(root)
    return root


class Check:
    """Runs the command here; gives its exit code, what it prints and what it says beside that."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, root: Path, *arguments: str) -> tuple[int, str, str]:
        return main(["--root", str(root), "check", *arguments]), *self.capsys.readouterr()


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    return Check(capsys)


TOLD = """\
Advice, which fails nothing

plans/ferry-2031.yml:20:16: advice (owner spelt alike): 'Chief Enginer' is spelt nearly as 'Chief Engineer'
    20 |         owner: Chief Enginer
       |                ^~~~~~~~~~~~~
    if it is mistyped, correct it; if they are one, list one under 'also' of the other in \
plans/bodies/ferry-service.yml; else list both there

The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.
"""
COUNTED = """\
Advice, which fails nothing

        1  owner spelt alike

To see each: name files, or add '--since main' or '--advice each'.
The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.
"""


def test_advice_that_the_revision_did_not_give_is_told(check: Check, root: Path) -> None:
    """Be the change committed or not; and wherever it stands now."""
    assert check(root, "--since", "HEAD") == (0, "", "no problems, no advice that 'HEAD' did not give\n")
    (root / PLAN).write_text("# The ferry.\n" + (root / PLAN).read_text())
    said = "no problems, 1 piece of advice that '{}' did not give\n"
    assert check(root, "--since", "HEAD~1") == (0, TOLD, said.format("HEAD~1"))
    commit(root)
    assert check(root, "--since", "HEAD~2") == (0, TOLD, said.format("HEAD~2"))


def test_advice_on_what_nobody_touched_is_not_told(check: Check, root: Path) -> None:
    """Though other words in its file changed, and it stands on another line."""
    (root / PLAN).write_text("# The ferry.\n" + (root / PLAN).read_text())
    assert check(root, "--since", "HEAD") == (0, "", "no problems, no advice that 'HEAD' did not give\n")


def test_advice_that_is_given_once_more_is_told_once(check: Check, root: Path) -> None:
    replace(root / PLAN, ("action: ", "action: Ring 020 7946 0018. "))
    commit(root)
    replace(root / PLAN, ("action: Ring", "action: Ring 020 7946 0019. Ring"))
    assert check(root, "--since", "HEAD")[2] == "no problems, 1 piece of advice that 'HEAD' did not give\n"


def test_advice_that_is_no_more_answered_is_told(check: Check, root: Path) -> None:
    answer = "advice:\n  owner spelt alike: They are two.\n"
    replace(root / PLAN, ("title:", f"{answer}title:"))
    commit(root)
    assert check(root, "--since", "HEAD~1")[2] == "no problems, no advice that 'HEAD~1' did not give\n"
    replace(root / PLAN, (answer, ""))
    assert check(root, "--since", "HEAD")[2] == "no problems, 1 piece of advice that 'HEAD' did not give\n"


def test_all_advice_is_told_where_the_revision_has_no_collection(check: Check, root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", "site_config.yml", PLAN)
    git(root, "commit", "--quiet", "--message", "Plan: taken out")
    assert check(root, "--since", "HEAD")[2] == "no problems, 1 piece of advice that 'HEAD' did not give\n"


def test_advice_is_told_of_a_file_that_git_does_not_know(check: Check, root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", PLAN)
    git(root, "commit", "--quiet", "--message", "Plan: taken out")
    _, printed, said = check(root, "--since", "HEAD")
    assert (printed.count("advice (owner spelt alike)"), said) == (
        1,
        "no problems, 1 piece of advice that 'HEAD' did not give\n",
    )


def test_collection_below_the_top_of_its_repository_is_found(check: Check, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "repository" / "deep" / "plans here"))
    git(tmp_path / "repository", "init", "--quiet")
    commit(tmp_path / "repository")
    replace(root / PLAN, ALIKE)
    assert check(root, "--since", "main")[2] == "no problems, 1 piece of advice that 'main' did not give\n"


def test_problems_are_told_of_every_file(check: Check, root: Path) -> None:
    replace(root / BODY, ("name:", "nam:"))
    commit(root)
    assert check(root, "--since", "HEAD")[::2] == (
        1,
        "1 problem in 1 file, no advice that 'HEAD' did not give\n",
    )


def test_nothing_in_the_repository_is_touched(check: Check, root: Path) -> None:
    os.utime(root / PLAN, (1, 1))  # touched, and as it was
    before = (root / ".git" / "index").read_bytes()
    check(root, "--since", "HEAD")
    assert (root / ".git" / "index").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "said"),
    [
        (
            "",
            "'' is no revision of the repository here; if it is a branch elsewhere, fetch it first, with its history\n",
        ),
        (
            "nowhere",
            "'nowhere' is no revision of the repository here; "
            "if it is a branch elsewhere, fetch it first, with its history\n",
        ),
        (
            "HEAD~9",
            "'HEAD~9' goes too far back: the history here is not that long ('HEAD' has 1 before it); "
            "if it was fetched only in part, fetch the rest\n",
        ),
    ],
)
def test_what_is_no_revision_is_wrong_use(check: Check, root: Path, old: str, said: str) -> None:
    assert check(root, "--since", old) == (2, "", said)


def test_without_a_repository_it_is_said_what_to_do(check: Check, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "plans here"))
    code, printed, said = check(root, "--since", "HEAD")
    assert (code, printed) == (3, "")
    assert said.startswith("git cannot read a repository here (not a git repository")
    assert said.endswith("): work within a repository, or leave out '--since'\n")


def test_without_git_it_is_said_what_to_do(check: Check, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert check(root, "--since", "HEAD") == (
        3,
        "",
        "git, which is needed to read a revision, is not installed: "
        "install it ('apt-get install git'), or leave out '--since'\n",
    )


# How much of the advice


def test_advice_is_counted_where_nobody_asked_for_files(check: Check, root: Path) -> None:
    assert check(root) == (0, COUNTED, "no problems, 1 piece of advice\n")


def test_advice_is_told_of_files_that_are_named(check: Check, root: Path) -> None:
    assert check(root, PLAN) == (
        0,
        TOLD.replace(":20:", ":19:").replace("20 |", "19 |"),
        "no problems, 1 piece of advice\n",
    )
    assert check(root, BODY) == (0, "", "no problems\n")


def test_advice_is_told_counted_or_left_out_as_asked(check: Check, root: Path) -> None:
    assert check(root, "--advice", "each") == check(root, PLAN)
    assert check(root, PLAN, "--advice", "count") == check(root)
    assert check(root, "--advice", "none") == (0, "", "no problems\n")
    assert check(root, PLAN, "--since", "HEAD", "--advice", "none") == (0, "", "no problems\n")


def test_programs_get_each_piece_of_advice(check: Check, root: Path) -> None:
    assert check(root, "--format", "json")[1].count('"rule": "owner spelt alike"') == 1
    assert check(root, "--format", "json", "--advice", "none")[1] == "[]\n"
    assert check(root, "--format", "json", "--advice", "count") == (
        2,
        "",
        "json has no counts: ask for '--advice each' or '--advice none'\n",
    )


# The summary of a job


def test_summary_of_the_job_is_added_where_github_asks_for_it(
    check: Check, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the step wrote before stays; links lead to the commit that the job is of."""
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_SHA", "0a1b2c")
    with (root / "site_config.yml").open("a") as settings:
        settings.write("repository: https://code.example/plans\nbranch: trunk\n")
    said = check(root, "--format", "github")[2]
    assert said == "the summary of this job has everything\nno problems, 1 piece of advice\n"
    assert summary.read_text() == (
        "Before.\n"
        "### The files can be read\n"
        "\n### Advice, which fails nothing\n"
        "\n#### On plans, by what is asked\n\n"
        "- owner spelt alike: 1\n"
        "\nTo see each: name files, or add '--since main' or '--advice each'. "
        "The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.\n"
    )
    check(root, "--format", "github", PLAN)
    assert "\n- [line 19](<https://code.example/plans/blob/0a1b2c/plans/ferry-2031.yml#L19>): " in summary.read_text()


def test_summary_that_cannot_be_written_is_said(
    check: Check, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    assert check(root, "--format", "github")[::2] == (
        3,
        "the job's summary cannot be written (Is a directory): look where GITHUB_STEP_SUMMARY leads\n",
    )
