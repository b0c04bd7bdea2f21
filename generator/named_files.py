"""The files of the collection that paths mean, as they are typed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from os.path import realpath
from pathlib import Path

from generator.follow_up import NotUnderstood


def named_files(paths: Sequence[Path], root: Path, among: Mapping[str, Path]) -> Set[str]:
    """The files that paths mean, by their names in problems; none if there are no paths.

    A path may be that of a folder, and begins where one stands or at the root. Raises NotUnderstood for one of no file.
    """
    by_path = _by_path(among) if paths else {}
    meant = {path: _meant(path, root, by_path) for path in paths}
    if strange := [path for path in paths if not meant[path]]:
        raise NotUnderstood(f"'{strange[0]}' is no file of this collection")
    return frozenset().union(*meant.values())


def _meant(path: Path, root: Path, by_path: Mapping[str, Set[str]]) -> Set[str]:
    """The files, by their names in problems, that a path leads to from where one stands, or else from the root."""
    return by_path.get(realpath(path)) or by_path.get(realpath(root / path)) or frozenset()


def _by_path(files: Mapping[str, Path]) -> Mapping[str, Set[str]]:
    """The names of files by the real paths that mean them: where they lead, where they stand, the folders around."""
    folders = {folder: Path(realpath(folder)) for folder in {file.parent for file in files.values()}}
    around = {folder: [folder, *folder.parents] for folder in folders.values()}
    meant = defaultdict(set)
    for name, file in files.items():
        folder = folders[file.parent]
        stands = folder / file.name
        for path in (realpath(stands) if stands.is_symlink() else stands, stands, *around[folder]):
            meant[str(path)].add(name)
    return meant
