"""A state of the collection: a revision of the repository it lies in, a folder, or one plan's file among the others.

A revision's files are asked of git one by one as they are held, for an archive leaves out what .gitattributes says.
Nothing is fetched and nothing in the repository is changed.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from generator.check import check
from generator.problems import Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Reading, read
from generator.site import NotReady


class NoSuchState(Exception):
    """What was named is no state of the collection; in a sentence."""


@dataclass(frozen=True)
class State:
    """The collection as it is or was."""

    name: str  # as typed
    reading: Reading
    contents: Mapping[str, bytes]
    typed: Mapping[str, str]  # for a file that stands in another's place, its name as typed

    @property
    def problems(self) -> list[Problem]:
        """What `check` refuses in it, by place."""
        found = sorted({*self.reading.problems, *check(self.reading)})
        return [self.placed(problem) for problem in found if not problem.is_advice]

    def placed(self, problem: Problem) -> Problem:
        """A problem in the file that was typed."""
        file = self.typed.get(problem.place.file, problem.place.file)
        return replace(problem, place=problem.place._replace(file=file))


@contextmanager
def states(root: Path, old: str, new: str | None) -> Iterator[tuple[State, State]]:
    """Reads both states; what is read for them beside the collection is gone when this ends.

    Raises NoSuchState for what is none, NotReady where git or the repository is missing.
    """
    if not (root / SETTINGS_FILE).is_file() and (above := folder_above(root)):
        raise NoSuchState(f"there is no {SETTINGS_FILE} here: go to the folder above, or use '--root {above}'")
    with ExitStack() as stack:
        if Path(old).is_file():
            yield _of_files(root, Path(old), Path(new) if new else None, stack)
        else:
            yield _state(root, old, stack), _state(root, new, stack) if new else _read(root, "the files here")


def _state(root: Path, name: str, stack: ExitStack) -> State:
    folder = Path(name)
    if (folder / SETTINGS_FILE).is_file():
        return _read(folder, name)
    if folder.is_file():
        raise NoSuchState(f"'{name}' is one file: compare it with another file of the same plan")
    return _read(_checked_out(root, name, stack), name)


def folder_above(folder: Path) -> str:
    """The folder above one that holds the collection, as one would type it from here; '' if none does."""
    held = (above for above in folder.resolve().parents if (above / SETTINGS_FILE).is_file())
    found = next(held, None)
    return Path(os.path.relpath(found)).as_posix() if found else ""


def _read(folder: Path, name: str, typed: Mapping[str, str] | None = None) -> State:
    reading = read(folder)
    contents = {file: path.read_bytes() for file, path in reading.files.items() if path.is_file()}
    return State(name, reading, contents, typed or {})


# One plan's file


def _of_files(root: Path, old: Path, new: Path | None, stack: ExitStack) -> tuple[State, State]:
    """Two files of one plan, each read in its place among the other files of the collection here."""
    here = root / PLANS_FOLDER
    if new is not None and not new.is_file():
        raise NoSuchState(
            f"'{old}' is one file, and '{new}' is none: compare a plan's file with another, or two states"
        )
    named = [path for path in (new, old) if path and (here / path.name).is_file()]
    place = here / (named[0] if named else new or old).name
    if new is None and not place.is_file():
        raise NoSuchState(f"no plan here is called '{old.stem}': name the file to compare '{old}' with")
    before = _with_file(root, place.name, old, stack)
    return before, _with_file(root, place.name, new, stack) if new else _read(root, "the files here")


def _with_file(root: Path, name: str, file: Path, stack: ExitStack) -> State:
    """The collection here with one plan's file put in."""
    folder = _temporary_folder(stack)
    (folder / PLANS_FOLDER).mkdir()
    (folder / SETTINGS_FILE).symlink_to((root / SETTINGS_FILE).resolve())
    for path in (root / PLANS_FOLDER).iterdir():
        if path.name != name:
            (folder / PLANS_FOLDER / path.name).symlink_to(path.resolve())
    shutil.copyfile(file, folder / PLANS_FOLDER / name)
    return _read(folder, str(file), {f"{PLANS_FOLDER}/{name}": file.as_posix()})


def _temporary_folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(TemporaryDirectory(prefix="plans-")))


# A revision


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The files of the collection here, as problems name them, that are not as a revision has them.

    What is not committed counts, be it known to git or not. Raises NoSuchState for what is no revision, NotReady where
    git or the repository is missing.
    """
    _git(root, "rev-parse", "--git-dir", instead="leave out '--since'")
    commit = _commit(root, revision)
    if not commit:
        raise NoSuchState(_why_no_revision(root, revision))
    here = (SETTINGS_FILE, f"{PLANS_FOLDER}/")
    # Git would write into its index what files were only touched; counting lines passes over those too.
    counting = ("-c", "diff.autoRefreshIndex=false", "diff", "--numstat", "--no-renames", "--relative", "-z")
    changed = [line.split(b"\t", 2)[2] for line in _git(root, *counting, commit, "--", *here).split(b"\0") if line]
    unknown = [name for name in _git(root, "ls-files", "--others", "-z", "--", *here).split(b"\0") if name]
    return frozenset(name.decode(errors="replace") for name in (*changed, *unknown))


@contextmanager
def read_at(root: Path, revision: str) -> Iterator[Reading | None]:
    """The collection as a revision has it, None where it has none; what is read is gone when this ends."""
    with ExitStack() as stack:
        try:
            folder = _checked_out(root, revision, stack)
        except NoSuchState:
            folder = None
        yield read(folder) if folder else None


def _checked_out(root: Path, revision: str, stack: ExitStack) -> Path:
    """A folder with the collection's files as a revision has them."""
    _git(root, "rev-parse", "--git-dir")
    commit = _commit(root, revision)
    if not commit:
        raise NoSuchState(_why_no_state(root, revision))
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", SETTINGS_FILE, f"{PLANS_FOLDER}/").split(b"\0")
    files = dict(_listed(entry) for entry in listed if b" blob " in entry)
    if SETTINGS_FILE not in files:
        where = f"'{prefix}'" if prefix else "its top folder"
        raise NoSuchState(f"'{revision}' has no collection: there is no {SETTINGS_FILE} in {where}")
    folder = _temporary_folder(stack)
    for name, content in _contents(root, files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _commit(root: Path, revision: str) -> str:
    """The hash of a revision; '' if there is none of that name."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NotReady:
        return ""
    return found.decode().strip()


def _why_no_state(root: Path, name: str) -> str:
    """What is wrong with what names neither a collection nor a revision, and what to do."""
    if Path(name).is_dir() and (above := folder_above(Path(name))):
        return f"'{name}' is a folder within a collection: give the folder above it, '{above}'"
    if ".." in name and "/.." not in name and all(name.split("..", 1)):
        old, new = (part.lstrip(".") for part in name.split("..", 1))
        return f"'{name}' names two states: write the two apart, 'plans diff {old} {new}'"
    return _why_no_revision(root, name, f"no folder with a {SETTINGS_FILE}, no file and no revision")


def _why_no_revision(root: Path, name: str, no_revision: str = "no revision") -> str:
    """What is wrong with what names no revision, and what to do."""
    if later := _reached(root, name):
        count, begins = later
        return (
            f"'{name}' goes too far back: the history here is not that long ('{begins}' has {count:,} before it); "
            "if it was fetched only in part, fetch the rest"
        )
    remedy = "if it is a branch elsewhere, fetch it first, with its history"
    return f"'{name}' is {no_revision} of the repository here; {remedy}"


def _reached(root: Path, revision: str) -> tuple[int, str] | None:
    """How many revisions there are before the one that 'NAME~9' begins from, and its name; None if there is none."""
    name = re.sub("[~^][0-9~^]*$", "", revision)
    if name == revision or not name:
        return None
    try:
        counted = _git(root, "rev-list", "--first-parent", "--count", "--end-of-options", f"{name}^{{commit}}", "--")
    except NotReady:
        return None
    return int(counted) - 1, name


def _listed(entry: bytes) -> tuple[str, str]:
    """The name of a file that git lists, and what git calls its content."""
    about, name = entry.split(b"\t", 1)
    return os.fsdecode(name), about.split()[2].decode()


def _contents(root: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """The contents of files as git holds them."""
    safe = {name: held for name, held in files.items() if ".." not in PurePosixPath(name).parts}
    answer = _git(root, "cat-file", "--batch", fed="".join(f"{held}\n" for held in safe.values()).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in safe:
        end = answer.index(b"\n", start)
        size = int(answer[start:end].split()[2])
        found[name] = answer[end + 1 : end + 1 + size]
        start = end + 2 + size
    return found


def _git(root: Path, *arguments: str, fed: bytes = b"", instead: str = "name two folders") -> bytes:
    """What git says; it asks nobody, fetches nothing and locks nothing."""
    quietly = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    settings = os.environ | quietly
    try:
        ended = subprocess.run(["git", "-C", str(root), *arguments], input=fed, capture_output=True, env=settings)
    except FileNotFoundError as missing:
        remedy = f"install it ('apt-get install git'), or {instead}"
        raise NotReady("git, which is needed to read a revision, is not installed", remedy) from missing
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise NotReady(f"git cannot read a repository here ({said})", f"work within a repository, or {instead}")
    return ended.stdout
