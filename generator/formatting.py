"""The files of a collection that have a canonical layout, and each as it is and as it should be; writes nothing."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path

from generator.layout import DoesNotReadBack, Laid, laid_out, words_in
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, shown, why_not_opened
from generator.yamlfile import parse


@dataclass(frozen=True)
class Formatted:
    """A file as it is, and as it should be."""

    name: str
    path: Path
    before: bytes
    laid: Laid
    is_fault: bool = False
    """Whether it stays as it is through a fault of ours, which its problem tells."""

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
    return {shown(path.relative_to(root).as_posix()): path for path in found if path.is_file()}


def formatted(files: Mapping[str, Path], names: Iterable[str]) -> Iterator[Formatted]:
    """Each of the files named, as it is and as it should be; the others are looked at for ids that are in use."""
    elsewhere = _Elsewhere(files)
    for name in names:
        try:
            content = files[name].read_bytes()
        except OSError as error:
            problem = Problem(Place(name, 1, 1), *why_not_opened(error))
            yield Formatted(name, files[name], b"", Laid(b"", problems=(problem,)))
        else:
            yield _formatted(name, files[name], content, elsewhere)


def _formatted(name: str, path: Path, content: bytes, elsewhere: "_Elsewhere") -> Formatted:
    try:
        return Formatted(name, path, content, laid_out(content, name, partial(elsewhere.ids, name)))
    except DoesNotReadBack as fault:
        message = f"what 'plans fmt' makes of this file does not read back as the same: {fault}".removesuffix(": ")
        problem = Problem(Place(name, 1, 1), message, _OUR_FAULT)
        return Formatted(name, path, content, Laid(content, problems=(problem,)), is_fault=True)


_OUR_FAULT = "it stays as it is; this is a fault of the program, not of the file: please report it with the file"


@dataclass(frozen=True)
class _Elsewhere:
    """What the files of a collection say of plans that are not their own; each is read once, when somebody asks."""

    files: Mapping[str, Path]

    def ids(self, file: str, plan_names: Collection[str]) -> Iterator[str]:
        """What other files may take for ids in a plan: those of its folder, and any that name it."""
        folder = file.removesuffix(".yml") + "/"
        for name in (name for name in self.files if name.startswith(folder)):
            document, _ = parse(_content(self.files[name]), name)
            yield from words_in(document.value if document else None)
        for plan_name in plan_names:
            yield from self._named.get(plan_name, ())

    @cached_property
    def _named(self) -> Mapping[str, set[str]]:
        """The ids of actions that stand behind the name of a plan and a slash, by this name."""
        named = defaultdict(set)
        for path in self.files.values():
            for plan, id_ in _CITED.findall(_content(path)):
                named[plan.decode()].add(id_.decode())
        return named


_CITED = re.compile(rb"\b([A-Za-z0-9-]++)/([A-Za-z0-9-]+\.[0-9]{1,6})(?![0-9A-Za-z])")


def _content(path: Path) -> bytes:
    """What a file holds; nothing if it cannot be opened, which is a problem of its own."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
