"""The command `plans fmt`: what it prints, writes and leaves."""

import shutil
from pathlib import Path

import pytest

from generator.__main__ import GOOD, PROBLEMS, WRONG_USE, main
from generator.write import replace

BASE = Path(__file__).parent / "bad" / "_base"
PLAN = "plans/ferry-2031.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The collection that mistakes are made in, as `plans fmt` writes it."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    assert main(["--root", str(tmp_path), "fmt"]) == GOOD
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new))


def test_check_names_the_first_line_that_would_change_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root / PLAN, "    decision: Agreed\n", '    decision: "Agreed"\n')
    before = (root / PLAN).read_bytes()
    line = before.split(b"\n").index(b'    decision: "Agreed"') + 1
    capsys.readouterr()
    assert main(["--root", str(root), "fmt", "--check"]) == PROBLEMS
    assert capsys.readouterr() == (
        f"{PLAN}:{line}: 'plans fmt' writes this otherwise\n",
        "1 of 4 files would be written anew\n",
    )
    assert (root / PLAN).read_bytes() == before


def test_file_is_written_anew_and_says_which_ids_it_gave(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    canonical = (root / PLAN).read_text()
    edit(root / PLAN, '        id: "1.2"\n', "")
    capsys.readouterr()
    assert main(["--root", str(root), "fmt", PLAN]) == GOOD
    assert capsys.readouterr() == (f"{PLAN}: new ids 1.2\n", "1 of 1 files are written anew\n")
    assert (root / PLAN).read_text() == canonical
    assert main(["--root", str(root), "fmt", "--check"]) == GOOD


def test_file_that_cannot_be_read_is_left_and_the_others_are_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canonical = (root / PLAN).read_bytes()
    edit(root / PLAN, "    decision: Agreed\n", "    decision:  Agreed\n")
    update = next((root / "plans" / "ferry-2031").iterdir())
    update.write_text("update: a: b\n")
    capsys.readouterr()
    assert main(["--root", str(root), "fmt"]) == PROBLEMS
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{PLAN}\n{update.relative_to(root).as_posix()}:1:")
    assert printed.err == "1 of 4 files are written anew; 1 problem in 1 file, left as they are\n"
    assert ((root / PLAN).read_bytes(), update.read_text()) == (canonical, "update: a: b\n")


def test_file_of_no_collection_is_wrong_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--root", str(root), "fmt", "plans/quay.yml"]) == WRONG_USE
    assert capsys.readouterr() == ("", "'plans/quay.yml' is no file of this collection\n")


def test_what_a_link_leads_to_is_written_and_keeps_who_may_do_what(root: Path) -> None:
    target = root / "elsewhere.yml"
    (root / PLAN).rename(target)
    (root / PLAN).symlink_to(target)
    edit(target, "    decision: Agreed\n", "    decision:  Agreed\n")
    target.chmod(0o640)
    assert main(["--root", str(root), "fmt"]) == GOOD
    assert (root / PLAN).is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "    decision: Agreed\n" in target.read_text()


def test_file_that_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("theirs\n")
    with pytest.raises(FileExistsError, match="it was changed meanwhile"):
        replace(path, b"before\n", b"after\n")
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("theirs\n", [path])
