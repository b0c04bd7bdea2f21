"""The files of a collection that have a canonical layout, and each as it is and as it should be; writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

from generator.layout import Laid, laid_out, words_in
from generator.read import PLANS_FOLDER, SETTINGS_FILE
from generator.yamlfile import parse


@dataclass(frozen=True)
class Formatted:
    """A file as it is, and as it should be."""

    name: str
    path: Path
    before: bytes
    laid: Laid

    @property
    def is_changed(self) -> bool:
        """Whether it should be written otherwise."""
        return self.laid.content != self.before

    @property
    def first_line(self) -> int:
        """The first line that should be written otherwise."""
        lines = zip_longest(self.before.split(b"\n"), self.laid.content.split(b"\n"))
        return next(number for number, (before, after) in enumerate(lines, start=1) if before != after)


def files_to_format(root: Path) -> dict[str, Path]:
    """The YAML files of a collection, by their names in problems."""
    folder = root / PLANS_FOLDER
    found = [root / SETTINGS_FILE, *sorted(folder.glob("[!.]*.yml")), *sorted(folder.glob("[!.]*/[!.]*.yml"))]
    return {path.relative_to(root).as_posix(): path for path in found if path.is_file()}


def formatted(files: Mapping[str, Path], names: Iterable[str]) -> Iterator[Formatted]:
    """Each of the files named, as it is and as it should be; the others are looked at for ids that are in use."""
    for name in names:
        content = files[name].read_bytes()
        laid = laid_out(content, name, partial(_words_elsewhere, files, name))
        yield Formatted(name, files[name], content, laid)


def _words_elsewhere(files: Mapping[str, Path], plan: str) -> Iterator[str]:
    """What other files say that may be an id of a plan's: those of its folder, and any that name it."""
    folder = plan.removesuffix(".yml") + "/"
    for name, path in files.items():
        if name != plan and (file := parse(path.read_bytes(), name)[0]):
            is_own = name.startswith(folder)
            yield from (words for words in words_in(file.value) if is_own or "/" in words)
