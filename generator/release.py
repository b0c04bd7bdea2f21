"""Trees of files, and the numbered releases made from them; `site` is a link to the newest release."""

import filecmp
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from generator.streams import Download

RELEASES_KEPT = 3


@dataclass(frozen=True)
class Changes:
    """What became of the files of a tree."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


def files_under(folder: Path) -> list[str]:
    """The paths of the files below a folder, in order, without hidden ones and an editor's copies (x~)."""
    start = len(f"{folder}/")
    paths = (f"{place}/{name}"[start:] for place, _, names in os.walk(folder) for name in names)
    return sorted(path for path in paths if not re.search(r"(^|/)\.|~$", path))


def write_tree(folder: Path, texts: Mapping[str, str]) -> Changes:
    """Let a folder hold these texts and nothing else; a file that holds its text already is left alone."""
    removed = remove_others(folder, texts)
    written = [name for name, text in texts.items() if write_if_changed(folder / name, text.encode())]
    return Changes(tuple(written), len(texts) - len(written), removed)


def write_streams(folder: Path, files: Sequence[Download], done: Callable[[int], object]) -> Changes:
    """The same for texts that are made one after the other and never whole; `done` is told how many are.

    Each is made aside and renamed, so that a file is as it was or whole, wherever this breaks off.
    """
    removed = remove_others(folder, dict(files))
    aside = folder.with_name(f".{folder.name}")
    written = []
    for number, (name, pieces) in enumerate(files, 1):
        if write_pieces(folder / name, pieces(), aside):
            written.append(name)
        done(number)
    return Changes(tuple(written), len(files) - len(written), removed)


def remove_others(folder: Path, names: Collection[str]) -> tuple[str, ...]:
    """Remove the files of a folder that have none of these names; return theirs."""
    others = tuple(name for name in files_under(folder) if name not in names)
    for name in others:
        remove(folder / name)
    return others


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write a file unless it holds this content already; return whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def write_pieces(path: Path, pieces: Iterable[str], aside: Path) -> bool:
    """Write a file piece by piece, first aside, unless it holds just these; return whether it was written."""
    coming = (piece.encode() for piece in pieces)
    alike, differing = how_far_alike(path, coming)
    if differing is None:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    if alike:
        shutil.copyfile(path, aside)
        os.truncate(aside, alike)
    with aside.open("ab" if alike else "wb") as made:
        made.writelines(chain([differing], coming))
    aside.replace(path)
    return True


def how_far_alike(path: Path, coming: Iterator[bytes]) -> tuple[int, bytes | None]:
    """How many bytes of a file are as they come, and the first piece that is not: None if the file holds just these."""
    if not path.is_file():
        return 0, b""
    with path.open("rb") as held:
        alike = 0
        for piece in coming:
            if held.read(len(piece)) != piece:
                return alike, piece
            alike += len(piece)
        return alike, b"" if held.read(1) else None


def remove(path: Path) -> None:
    """Remove a file, if it is there, and the folders that this leaves empty."""
    path.unlink(missing_ok=True)
    with suppress(OSError):
        os.removedirs(path.parent)


def make_release(root: Path, files: Mapping[str, Path]) -> Path:
    """Publish these files, given by their paths in the site, and return their release.

    It is the release before if that holds just the same. An unchanged file is a link into the release before;
    none is a link to where it was made, for MkDocs writes in place and would write through it.
    """
    releases, published = root / "build" / "releases", (root / "site").resolve()
    unchanged = {name for name, made in files.items() if is_same(made, published / name)}
    if len(unchanged) == len(files) == len(files_under(published)):
        return published
    shutil.rmtree(releases / "next", ignore_errors=True)
    for name, made in files.items():
        place = releases / "next" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name in unchanged:
            os.link(published / name, place)
        else:
            shutil.copy2(made, place)
    numbers = release_numbers(releases)
    release = releases / str(max(numbers, default=0) + 1)
    (releases / "next").rename(release)
    switch(root, release)
    for number in numbers[: 1 - RELEASES_KEPT]:
        shutil.rmtree(releases / str(number))
    return release


def is_same(made: Path, published: Path) -> bool:
    """Whether a file is published as it was made; the same size and time are proof enough."""
    return published.is_file() and filecmp.cmp(made, published)


def release_numbers(releases: Path) -> list[int]:
    """The numbers of the releases that are complete, oldest first."""
    return sorted(int(path.name) for path in releases.iterdir() if path.name.isdecimal())


def switch(root: Path, release: Path) -> None:
    """Let `site` point to a release; the link is made aside and renamed, so that there always is one."""
    link = root / "build" / "site"
    link.unlink(missing_ok=True)
    link.symlink_to(release.relative_to(root))
    link.replace(root / "site")
