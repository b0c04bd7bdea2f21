"""The command `plans fmt`: what it prints, writes and leaves."""

import shutil
from pathlib import Path

import pytest

from generator.__main__ import FAULT, GOOD, PROBLEMS, WRONG_USE, main
from generator.formatting import files_to_format, formatted
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


def test_file_that_fmt_fails_on_is_a_fault_of_ours_and_the_others_are_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its words hold a tab, so that each of their quotation marks needs two characters and the file grows too large."""
    canonical = (root / PLAN).read_bytes()
    edit(root / PLAN, "    decision: Agreed\n", "    decision:  Agreed\n")
    too_large = "note: 'a\t" + '"' * 600_000 + "'\n"
    (root / "plans" / "bodies" / "ferry-board.yml").write_text(too_large)
    capsys.readouterr()
    assert main(["--root", str(root), "fmt"]) == FAULT
    printed = capsys.readouterr()
    assert printed.out == (
        f"{PLAN}\n"
        "plans/bodies/ferry-board.yml:1:1: what 'plans fmt' makes of this file does not read back as the same: "
        "this file has 1.3 MB, and may have at most 1 MB\n"
        "    it stays as it is; this is a fault of the program, not of the file: please report it with the file\n"
    )
    assert printed.err == "1 of 5 files are written anew; 1 problem in 1 file, left as they are\n"
    assert ((root / PLAN).read_bytes(), (root / "plans" / "bodies" / "ferry-board.yml").read_text()) == (
        canonical,
        too_large,
    )


def test_file_that_is_gone_or_cannot_be_opened_is_told_and_the_others_are_written(root: Path) -> None:
    files = files_to_format(root)
    (root / PLAN).unlink()
    document, *_ = (name for name in files if name.startswith("plans/ferry-2031/"))
    told = [(each.name, [str(problem.place) for problem in each.laid.problems]) for each in formatted(files, files)]
    assert told == [
        ("site_config.yml", []),
        (PLAN, [f"{PLAN}:1:1"]),
        ("plans/bodies/ferry-service.yml", []),
        (document, []),
    ]
    assert [each.laid.problems[0].message for each in formatted(files, [PLAN])] == [
        "this file cannot be opened: No such file or directory"
    ]


def test_name_of_a_file_prints_no_line_of_its_own(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "plans" / "a\n::error file=x::pwn.yml").write_text("note:  a\n")
    capsys.readouterr()
    assert main(["--root", str(root), "fmt", "--check"]) == PROBLEMS
    assert capsys.readouterr().out == "plans/a\ufffd::error file=x::pwn.yml:1: 'plans fmt' writes this otherwise\n"


def test_files_are_meant_by_their_path_their_folder_and_what_a_link_leads_to(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = root / "elsewhere.yml"
    (root / PLAN).rename(target)
    (root / PLAN).symlink_to(target)
    asked = [[PLAN], [str(target)], ["plans/ferry-2031"], ["plans/ferry-2031/", "plans/bodies", PLAN, PLAN], ["plans"]]
    capsys.readouterr()
    assert [main(["--root", str(root), "fmt", *paths]) for paths in asked] == [GOOD] * 5
    assert capsys.readouterr().err == "".join(f"0 of {count} files are written anew\n" for count in (1, 1, 1, 3, 3))


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
