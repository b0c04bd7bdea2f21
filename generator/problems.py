"""A place in a file, and what is wrong there: values only, shown by `report`."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from generator.vocabulary import Advice


class Place(NamedTuple):
    """A character in a file that an editor can go to; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Refusal(StrEnum):
    """Why a change is refused, in a few words."""

    NOTE = "A note is needed"
    ADDRESS = "An address would die"
    OTHER_ADDRESS = "An address would lead to something else"
    IDS = "Ids that programs keep would change"
    SAID = "What was said would be lost"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at a place, and what to do about it; advice fails nothing.

    What is to be copied stands in a line of its own at the end of the hint.
    """

    place: Place
    message: str
    hint: str = ""
    is_advice: bool = False
    rule: Advice | None = None
    """Of advice on a plan, what it asks for."""
    refusal: Refusal | None = field(default=None, compare=False)
    """Of a change that may not be made, why not."""
    about: str = field(default="", compare=False)
    """Of advice, what it is on, wherever in the file that stands: the citation key of a record, or the file."""
