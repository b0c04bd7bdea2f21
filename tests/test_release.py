"""A release is whole, keeps what did not change, and is published in one step."""

import os
import tracemalloc
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from generator.release import Changes, files_under, make_release, write_streams, write_tree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    return tmp_path


def release(root: Path, texts: Mapping[str, str]) -> Path:
    """Publish these texts, made at a place where they are written over again each time."""
    made = root / "build" / "html"
    for name, text in texts.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text)
    return make_release(root, {name: made / name for name in texts})


def contents(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in files_under(folder)}


def test_site_is_a_relative_link_to_the_newest_release(root: Path) -> None:
    """So that it holds wherever the folder is moved to."""
    release(root, {"index.html": "one"})
    release(root, {"index.html": "two"})
    assert (root / "site").readlink() == Path("build/releases/2")
    assert contents(root / "site") == {"index.html": "two"}


def test_release_leaves_out_what_went(root: Path) -> None:
    release(root, {"index.html": "home", "plans/x/index.html": "x", "plans/y/index.html": "y"})
    release(root, {"index.html": "home", "plans/y/index.html": "y"})
    assert contents(root / "site") == {"index.html": "home", "plans/y/index.html": "y"}


def test_unchanged_file_is_one_and_the_same_in_both_releases(root: Path) -> None:
    first = release(root, {"index.html": "home", "x.html": "one"})
    second = release(root, {"index.html": "home", "x.html": "two"})
    assert (first / "index.html").samefile(second / "index.html")


def test_published_file_stays_when_the_made_one_is_written_over(root: Path) -> None:
    """The trap of hard links: what was made is written in place, and must not be what is published."""
    first = release(root, {"index.html": "one", "x.html": "one"})
    (root / "build" / "html" / "index.html").write_text("half a pa")
    (root / "build" / "html" / "x.html").write_text("half a pa")
    assert contents(first) == {"index.html": "one", "x.html": "one"}


def test_same_files_make_no_new_release(root: Path) -> None:
    first = release(root, {"index.html": "home"})
    assert release(root, {"index.html": "home"}) == first


def test_file_that_is_lacking_in_the_published_release_comes_back(root: Path) -> None:
    release(root, {"index.html": "home", "x.html": "x"})
    (root / "site" / "x.html").unlink()
    release(root, {"index.html": "home", "x.html": "x"})
    assert contents(root / "site") == {"index.html": "home", "x.html": "x"}


def test_last_three_releases_stay(root: Path) -> None:
    for number in range(1, 13):
        release(root, {"index.html": f"{number}"})
    assert sorted(path.name for path in (root / "build" / "releases").iterdir()) == ["10", "11", "12"]


def test_what_a_broken_off_release_left_is_not_published(root: Path) -> None:
    release(root, {"index.html": "one"})
    (root / "build" / "releases" / "next").mkdir()
    (root / "build" / "releases" / "next" / "half.html").write_text("half")
    (root / "build" / "site").symlink_to("nowhere")
    release(root, {"index.html": "two"})
    assert contents(root / "site") == {"index.html": "two"}


def test_link_to_a_release_that_is_gone_is_replaced(root: Path) -> None:
    (root / "site").symlink_to("build/releases/7")
    release(root, {"index.html": "one"})
    assert contents(root / "site") == {"index.html": "one"}


def test_tree_is_brought_to_its_texts(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "one", "b/c.md": "two", "d/e/f.md": "three"})
    changes = write_tree(tmp_path, {"a.md": "one", "b/c.md": "2", "d.md": "four"})
    assert changes == Changes(written=("b/c.md", "d.md"), unchanged=1, removed=("d/e/f.md",))
    assert contents(tmp_path) == {"a.md": "one", "b/c.md": "2", "d.md": "four"}
    assert not (tmp_path / "d").exists()


def test_file_that_holds_its_text_already_keeps_its_time(tmp_path: Path) -> None:
    """Tools that compare times must see that it did not change."""
    write_tree(tmp_path, {"a.md": "one"})
    os.utime(tmp_path / "a.md", (1, 1))
    write_tree(tmp_path, {"a.md": "one"})
    assert (tmp_path / "a.md").stat().st_mtime == 1


def test_text_is_written_to_the_letter(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": "“é”\r\n\n"})
    assert (tmp_path / "a.md").read_bytes() == "“é”\r\n\n".encode()


# Texts that are made piece by piece


def write(folder: Path, **files: Iterable[str]) -> Changes:
    """Bring a folder to these files, each made of pieces."""
    made = [(f"{name}.csv", partial(iter, pieces)) for name, pieces in files.items()]
    return write_streams(folder / "made", made, lambda _: None)


def test_folder_is_brought_to_what_is_made(tmp_path: Path) -> None:
    write(tmp_path, a=["one,", "two"], b=["three"], c=["four"])
    changes = write(tmp_path, a=["o", "ne,two"], b=["3"], d=["five"])
    assert changes == Changes(written=("b.csv", "d.csv"), unchanged=1, removed=("c.csv",))
    assert contents(tmp_path / "made") == {"a.csv": "one,two", "b.csv": "3", "d.csv": "five"}
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize(
    "after",
    [
        ["one,", "two,", "3"],
        ["one,", "2wo,", "three"],
        ["1ne,", "two,", "three"],
        ["one,", "two,", "three", ",four"],
        ["one,", "two,", "three", "", "\r\n"],
        ["one,", "two,", "thre"],
        ["one,", "two,"],
        ["“é”,", "two,", "three"],
        [],
    ],
)
def test_text_is_what_its_pieces_make_wherever_it_differs_from_before(tmp_path: Path, after: list[str]) -> None:
    write(tmp_path, a=["one,", "two,", "three"])
    assert write(tmp_path, a=after).written == ("a.csv",)
    assert (tmp_path / "made" / "a.csv").read_bytes() == "".join(after).encode()
    assert write(tmp_path, a=["".join(after)]) == Changes((), 1, ())


def test_file_that_is_made_as_it_was_keeps_its_time(tmp_path: Path) -> None:
    write(tmp_path, a=["one,", "two"])
    os.utime(tmp_path / "made" / "a.csv", (1, 1))
    write(tmp_path, a=["one", ",two"])
    assert (tmp_path / "made" / "a.csv").stat().st_mtime == 1


def test_file_is_as_it_was_until_the_new_one_is_whole(tmp_path: Path) -> None:
    """And each piece is asked for when there is a place for it, one at a time."""
    write(tmp_path, a=["one,", "two,", "three"])
    seen: list[str] = []

    def pieces(*texts: str) -> Iterator[str]:
        for text in texts:
            seen.append((tmp_path / "made" / "a.csv").read_text())
            yield text

    write(tmp_path, a=pieces("one,", "2,", "three"))
    assert seen == ["one,two,three"] * 3
    assert contents(tmp_path / "made") == {"a.csv": "one,2,three"}


def test_what_breaks_off_leaves_each_file_whole(tmp_path: Path) -> None:
    write(tmp_path, a=["one,", "two,", "three"], b=["four"])

    def broken() -> Iterator[str]:
        yield from ("one,", "2,")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, b=["4"], a=broken())
    assert contents(tmp_path / "made") == {"a.csv": "one,two,three", "b.csv": "4"}
    write(tmp_path, a=["1"], b=["4"])
    assert contents(tmp_path / "made") == {"a.csv": "1", "b.csv": "4"}


MILLION = 1_000_000


@pytest.mark.parametrize("which", ["new", "unchanged", "changed in the end"])
def test_text_is_never_whole_in_memory(tmp_path: Path, which: str) -> None:
    """Of fifty pieces at most a few are there at once."""

    def pieces(last: str) -> Iterator[str]:
        yield from ("x" * MILLION for _ in range(50))
        yield last

    if which != "new":
        write(tmp_path, a=pieces("y"))
    tracemalloc.start()
    write(tmp_path, a=pieces("z" if which == "changed in the end" else "y"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "made" / "a.csv").stat().st_size == 50 * MILLION + 1
    assert most < 5 * MILLION


def test_hidden_files_and_copies_of_an_editor_do_not_count(tmp_path: Path) -> None:
    for name in (".x.swp", "a.md", "a.md~", ".git/config", "b/.hidden", "b/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert files_under(tmp_path) == ["a.md", "b/c.md"]
