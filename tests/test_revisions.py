"""`plans diff`: states named as revisions, folders and files, and what is said of those that are none."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.__main__ import main

BASE = Path(__file__).parent / "bad" / "_base"
PLAN = "plans/ferry-2031.yml"
MOVED = ("target_date: 30/06/2031", "target_date: 31/07/2031")
TOLD = """\
plans/ferry-2031.yml:20:22: Action 1.1: target date changed from '30/06/2031' to '31/07/2031', and no new note quotes \
what stood there
    if it moved later, put '30/06/2031' back and tell the move in an update ('plans update ferry-2031/1.1'); if it was \
copied wrongly, write this below 'id:' in line 18, in the same column:
        note: "'30/06/2031' stood here before"
"""


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@plans.example", "-c", "init.defaultBranch=main")
    ended = subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True, text=True)
    return ended.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Plan: as it is")
    return git(folder, "rev-parse", "HEAD")


def replace(file: Path, words: tuple[str, str]) -> None:
    text = file.read_text()
    assert words[0] in text
    file.write_text(text.replace(*words, 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection that is a repository, with one commit."""
    root = Path(shutil.copytree(BASE, tmp_path / "plans here"))
    git(root, "init", "--quiet")
    commit(root)
    return root


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> "Diff":
    return Diff(capsys)


class Diff:
    """Runs the command here; gives its exit code, what it prints and what it says beside that."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, root: Path, *arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["--root", str(root), "diff", *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *self.capsys.readouterr()


def test_revision_is_compared_with_the_files_here(diff: Diff, root: Path) -> None:
    assert diff(root, "HEAD") == (0, "", "no changes\n")
    replace(root / PLAN, MOVED)
    assert diff(root, "HEAD") == (1, TOLD, "1 change, 1 refused\n")


def test_refusals_are_annotated_and_the_summary_of_the_job_has_the_whole_difference(
    diff: Diff, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the step wrote before stays; links lead to the commit that the job is of."""
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_SHA", "0a1b2c")
    with (root / "site_config.yml").open("a") as settings:
        settings.write("repository: https://code.example/plans\nbranch: trunk\n")
    replace(root / PLAN, MOVED)
    message, hint, note = (line.strip() for line in TOLD.splitlines())
    message = message.partition(": ")[2]
    place = f"file={PLAN},line=20,col=22"
    assert diff(root, "HEAD", "--format", "github") == (
        1,
        f"::error title=A note is needed,{place}::{message}%0A{hint}%0A{note}\n",
        "the summary of this job has everything\n3 changes, 1 refused\n",
    )
    assert summary.read_text() == (
        "Before.\n## What changes in the plans\n\n### What is refused\n\n#### plans/ferry-2031.yml\n\n"
        f"- [line 20](<https://code.example/plans/blob/0a1b2c/{PLAN}#L20>): {message}<br>{hint}<br>{note}\n\n"
        "### Settings, bodies and files\n\n"
        "- The settings (site\\_config.yml): repository added: 'https:&#8203;//code.example/plans'\n"
        "- The settings (site\\_config.yml): branch added: 'trunk'\n"
    )


def test_revisions_are_compared_whatever_lies_here(diff: Diff, root: Path) -> None:
    replace(root / PLAN, MOVED)
    hash_ = commit(root)
    (root / PLAN).write_text("nothing: of the kind\n")
    assert diff(root, "HEAD~1", hash_) == (1, TOLD, "1 change, 1 refused\n")
    assert diff(root, "main", "HEAD") == (0, "", "no changes\n")


def test_collection_below_the_top_of_its_repository_is_found(diff: Diff, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "repository" / "deep" / "plans here"))
    git(tmp_path / "repository", "init", "--quiet")
    commit(tmp_path / "repository")
    replace(root / PLAN, MOVED)
    assert diff(root, "HEAD") == (1, TOLD, "1 change, 1 refused\n")


def test_what_an_archive_would_leave_out_is_compared_too(diff: Diff, root: Path) -> None:
    (root / ".gitattributes").write_text("plans/ferry-2031.yml export-ignore\n")
    replace(root / PLAN, MOVED)
    commit(root)
    assert diff(root, "HEAD~1", "HEAD") == (1, TOLD, "1 change, 1 refused\n")


def test_folders_are_compared(diff: Diff, root: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(BASE, tmp_path / "other"))
    replace(other / PLAN, MOVED)
    assert diff(root, root, other) == (1, TOLD, "1 change, 1 refused\n")
    assert diff(other, root) == (1, TOLD, "1 change, 1 refused\n")


def test_files_of_one_plan_are_compared_among_the_others_here(diff: Diff, root: Path, tmp_path: Path) -> None:
    """A problem stands in the file that was named."""
    new = Path(shutil.copy(root / PLAN, tmp_path / "new.yml"))
    replace(new, MOVED)
    assert diff(root, root / PLAN, new) == (1, TOLD.replace(PLAN, new.as_posix()), "1 change, 1 refused\n")


def test_file_is_compared_with_the_one_here(diff: Diff, root: Path, tmp_path: Path) -> None:
    old = Path(shutil.copy(root / PLAN, tmp_path / "ferry-2031.yml"))
    replace(root / PLAN, MOVED)
    assert diff(root, old) == (1, TOLD, "1 change, 1 refused\n")


NO_STATES: dict[str, tuple[list[str], str]] = {
    "no revision": (
        ["nowhere"],
        "'nowhere' is no folder with a site_config.yml, no file and no revision of the repository here; "
        "if it is a branch elsewhere, fetch it first, with its history\n",
    ),
    "an option of git's": (
        ["--", "--all"],
        "'--all' is no folder with a site_config.yml, no file and no revision of the repository here; "
        "if it is a branch elsewhere, fetch it first, with its history\n",
    ),
    "no revision after": (
        ["HEAD", "nowhere"],
        "'nowhere' is no folder with a site_config.yml, no file and no revision of the repository here; "
        "if it is a branch elsewhere, fetch it first, with its history\n",
    ),
    "a folder within": (
        ["HEAD", "plans/bodies"],
        "'plans/bodies' is a folder within a collection: give the folder above it, '.'\n",
    ),
    "two revisions in one": (
        ["HEAD~1..main"],
        "'HEAD~1..main' names two states: write the two apart, 'plans diff HEAD~1 main'\n",
    ),
    "two revisions in one, with three points": (
        ["HEAD~1...main"],
        "'HEAD~1...main' names two states: write the two apart, 'plans diff HEAD~1 main'\n",
    ),
    "before the history": (
        ["HEAD~99"],
        "'HEAD~99' goes too far back: the history here is not that long ('HEAD' has 0 before it); "
        "if it was fetched only in part, fetch the rest\n",
    ),
    "before the history of nothing": (
        ["nowhere~2"],
        "'nowhere~2' is no folder with a site_config.yml, no file and no revision of the repository here; "
        "if it is a branch elsewhere, fetch it first, with its history\n",
    ),
    "before there was a collection": (
        ["empty"],
        "'empty' has no collection: there is no site_config.yml in its top folder\n",
    ),
    "a file and a revision": (
        [PLAN, "HEAD"],
        "'plans/ferry-2031.yml' is one file, and 'HEAD' is none: compare a plan's file with another, or two states\n",
    ),
    "a revision and a file": (
        ["HEAD", PLAN],
        "'plans/ferry-2031.yml' is one file: compare it with another file of the same plan\n",
    ),
    "a file of no plan here": (
        ["site_config.yml"],
        "no plan here is called 'site_config': name the file to compare 'site_config.yml' with\n",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), NO_STATES.values(), ids=NO_STATES)
def test_what_is_no_state_is_wrong_use(
    diff: Diff, root: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(root, "checkout", "--quiet", "--orphan", "empty")
    git(root, "rm", "-r", "--quiet", "--cached", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Plan: none yet")
    git(root, "checkout", "--quiet", "--force", "main")
    monkeypatch.chdir(root)
    assert diff(root, *arguments) == (2, "", said)


def test_from_a_folder_within_it_is_said_where_to_go(diff: Diff, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "plans")
    said = "there is no site_config.yml in '.': go to the folder above, or use '--root ..'\n"
    assert diff(Path(), "HEAD")[2].endswith(said)
    assert main(["diff", "HEAD"]) == 2
    assert diff.capsys.readouterr().err == said.replace("in '.'", "here")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_new_state_with_problems_is_not_compared(diff: Diff, root: Path, form: str) -> None:
    """It is said which one it is."""
    replace(root / PLAN, ("owner: Chief", "ownr: Chief"))
    code, printed, said = diff(root, "HEAD", "--format", form)
    why = "does not pass 'plans check', so nothing is compared: 1 problem in 1 file\n"
    assert (code, said) == (1, f"NEW, the files here, {why}")
    assert "in NEW, the files here: 'ownr' is no key here" in printed


NOT_SOUND = (
    "OLD, HEAD, does not pass 'plans check' (1 problem in 1 file): "
    "what could not be read there is left out, and nothing is refused for it\n"
)


def test_old_state_with_problems_is_compared_as_far_as_it_can_be_read(diff: Diff, root: Path) -> None:
    """Nothing is refused for what could not be read there; everything else is."""
    replace(root / PLAN, ("owner: Chief", "ownr: Chief"))
    commit(root)
    replace(root / PLAN, ("ownr: Chief", "owner: Chief"))
    code, printed, said = diff(root, "HEAD")
    assert (code, said) == (0, f"{NOT_SOUND}1 change\n")
    assert "Action 1.1 (ferry-2031/1.1): owner added: 'Chief" in printed
    replace(root / PLAN, MOVED)
    code, printed, said = diff(root, "HEAD")
    assert (code, said) == (1, f"{NOT_SOUND}2 changes, 1 refused\n")
    assert printed.startswith(TOLD.partition("\n")[0])


def test_plan_that_could_not_be_read_before_is_told_in_one_line(diff: Diff, root: Path) -> None:
    text = (root / PLAN).read_text()
    (root / PLAN).write_text("")
    commit(root)
    (root / PLAN).write_text(text)
    told = "Plan that could not be read before: nothing of it is compared"
    code, printed, said = diff(root, "HEAD")
    assert (code, printed) == (0, f"Fictional Ferry Service (ferry-2031)\n  {told}\n")
    assert said.endswith("1 change\n")


def test_id_that_could_not_be_read_before_is_not_gone(diff: Diff, root: Path) -> None:
    shutil.rmtree(root / "plans" / "ferry-2031")
    replace(root / PLAN, ("  - number: 2\n", "  - number: 2\n    id: [2]\n"))
    commit(root)
    replace(root / PLAN, ("    id: [2]\n", "    id: two\n"))
    replace(root / PLAN, ('id: "2.1"', 'id: "two.1"'))
    code, printed, said = diff(root, "HEAD")
    assert (code, said) == (0, NOT_SOUND.replace("1 problem", "2 problems") + "3 changes\n")
    assert printed.count(": added: ") == 3


def test_without_a_repository_it_is_said_what_to_do(diff: Diff, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "plans here"))
    code, printed, said = diff(root, "HEAD")
    assert (code, printed) == (3, "")
    assert said.startswith("git cannot read a repository here (not a git repository")
    assert said.endswith("): work within a repository, or name two folders\n")


def test_without_git_it_is_said_what_to_do(diff: Diff, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert diff(root, "HEAD") == (
        3,
        "",
        "git, which is needed to read a revision, is not installed: "
        "install it ('apt-get install git'), or name two folders\n",
    )


def test_nothing_is_left_behind(diff: Diff, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    before = git(root, "status", "--porcelain")
    diff(root, "HEAD", "HEAD")
    assert list((tmp_path / "temporary").iterdir()) == []
    assert git(root, "status", "--porcelain") == before
