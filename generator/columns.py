"""Where a key belongs that stands further left than the lines around it, told from their columns alone."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_KEY = re.compile(r"(?P<before> *(?P<dash>- +)?)(?P<key>[A-Za-z_]\w*):(?P<words> .*|\r?)$")


class KeyLine(NamedTuple):
    """A line with a key; number and column count from 0."""

    number: int
    column: int
    key: str
    has_dash: bool
    has_words: bool

    def start(self) -> str:
        """Where to start a line that belongs beside it."""
        return f"start it in the same column as '{self.key}:' (column {self.column + 1})"


def key_line(lines: Sequence[str], number: int) -> KeyLine | None:
    """The key of a line; None where it has none."""
    found = _KEY.match(lines[number])
    if not found:
        return None
    return KeyLine(number, len(found["before"]), found["key"], bool(found["dash"]), bool(found["words"].strip()))


def open_above(lines: Sequence[str], number: int) -> Iterator[KeyLine]:
    """The last key of each record that a line may go on with, the innermost first."""
    column = len(max(lines, key=len))
    for above in range(number - 1, -1, -1):
        key = key_line(lines, above)
        if key and key.column < column:
            column = key.column
            yield key


def beside(lines: Sequence[str], number: int, column: int) -> KeyLine | None:
    """The key of the record nearest to a column; under a dash that of the record that the dash begins."""
    return min(open_above(lines, number), key=lambda key: (abs(key.column - column), -key.column), default=None)


def stray(lines: Sequence[str], number: int, column: int) -> tuple[KeyLine, str] | None:
    """The key above a line that stands further left than what is above and below it, and what to do with it.

    `column` is that of the line below, which itself is where it should be.
    """
    above = next((key for line in range(number - 1, -1, -1) if (key := key_line(lines, line))), None)
    if not above or above.has_dash or not above.has_words or above.column >= column:
        return None
    is_entry = lines[number].startswith("- ", column)
    before = next(open_above(lines, above.number), None)
    around = next((key for key in open_above(lines, above.number) if key.column <= above.column), None)
    holds_list = is_entry and around is not None and around.column == above.column and not around.has_words
    elsewhere = f"put it above '{around.key}:'" if around and holds_list else ""
    if before and before.column >= column + 2 * is_entry:
        otherwise = f"if it is meant for the whole, {elsewhere}" if elsewhere else "else move the line below it left"
        return above, f"if it belongs with the line above it, {before.start()}; {otherwise}"
    return (above, f"{elsewhere}, or below the last entry of its list") if elsewhere else None


def meant_for_above(lines: Sequence[str], number: int) -> KeyLine | None:
    """The last key of the list's entry above a line, if what follows does not go on with that line."""
    own, above = key_line(lines, number), next(open_above(lines, number), None)
    if not own or not above or above.column <= own.column:
        return None
    below = next((key for line in range(number + 1, len(lines)) if (key := key_line(lines, line))), None)
    goes_on = below and below.column == own.column and not below.has_dash
    entries = (key for line in range(number) if (key := key_line(lines, line)) and key.has_dash)
    return above if not goes_on and any(entry.column == above.column for entry in entries) else None
