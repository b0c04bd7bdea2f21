"""Two states of the specimen for tests: as it is, and with words in its files replaced."""

import re
import shutil
from functools import cache
from pathlib import Path

from generator.differences import Difference, compare
from generator.read import Reading, read

SPECIMEN = Path(__file__).parent / "specimen"
CASES = Path(__file__).parent / "diff"


def cases(folder: str) -> list[Path]:
    """Files that hold edits of the specimen and, below '===', the text that a terminal shows of them."""
    return sorted((CASES / folder).glob("*.txt"))


def parts(case: Path) -> tuple[str, str]:
    """The edits of a case, and the text that it expects."""
    edits, _, told = case.read_text().partition("===\n")
    return edits, told


def edited(root: Path, edits: str = "") -> Path:
    """A copy of the specimen, edited."""
    shutil.copytree(SPECIMEN, root)
    edit(root, edits)
    return root


def edit(root: Path, edits: str) -> None:
    """Makes edits: '--- FILE', words, '+++' and the words instead; '>>> FILE to FILE' moves, 'xxx FILE' deletes."""
    for block in re.split("^(?=--- |>>> |xxx )", edits, flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        kind, name = head.split(" ", 1)
        if kind == "xxx":
            (root / name).unlink()
        elif kind == ">>>":
            old, new = name.split(" to ")
            (root / old).rename(root / new)
        else:
            replace(root / name, *(part.removesuffix("\n") for part in body.split("+++\n")))


def replace(file: Path, old: str, new: str) -> None:
    """Replaces the first such words of a file; writes one that is not there."""
    text = file.read_text() if file.exists() else ""
    assert old in text, f"{file.name} has no {old!r}"
    file.write_text(text.replace(old, new, 1))


@cache
def specimen() -> Reading:
    return read(SPECIMEN)


def contents(reading: Reading) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in reading.files.items()}


def difference(before: Path, after: Path) -> Difference:
    old, new = specimen() if before == SPECIMEN else read(before), read(after)
    return compare(old, new, contents(old), contents(new))
