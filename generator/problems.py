"""A place in a file, and what is wrong there: values only, shown by `report`."""

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.vocabulary import Advice


class Place(NamedTuple):
    """A character in a file that an editor can go to; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at a place, and what to do about it; advice fails nothing."""

    place: Place
    message: str
    hint: str = ""
    is_advice: bool = False
    rule: Advice | None = None
    """Of advice on a plan, what it asks for."""
    about: str = field(default="", compare=False)
    """Of advice, what it is on, wherever in the file that stands: the citation key of a record, or the file."""
