"""The line of a file that a problem stands on, with a caret under the place, in the columns of a terminal."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.problems import Problem

_CUT = "…"
_TAB = "→"
_UNSEEN = "\ufffd"

_QUOTES = "\"'"
_EXTENT = re.compile(
    r"""[\w-]+(?=\s*:(?:\s|$))                       # a key
    | (?<=:\ )\w(?:(?!\ +\#).)* | (?<=-\ )\w[^:]*$   # plain words behind a key or a dash
    | (?:[^\W\d]+\ (?=\d))?\w+(?:[./-]\w+)*         # a word or a number, with the word before it
    | "[^"]*" | '[^']*'                              # words in quotes
    | \[[^\[\]]*\]                                  # a list in brackets
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Excerpt:
    """A line to be shown, and the blanks and marks to be shown below it."""

    line: str
    blanks: str
    marks: str


def excerpt(problem: Problem, lines: Sequence[str], width: int) -> Excerpt | None:
    """The line a problem stands on, cut to a width in columns of a terminal; None where it would say nothing.

    What is wrong with a file as a whole stands where it begins; then the line there has nothing to show.
    """
    number, start = problem.place.line - 1, problem.place.column - 1
    if number >= len(lines) or not lines[number].strip():
        return None
    line = lines[number].rstrip()
    said = _said_there(line[start:], problem.message)
    if not said and start == 0 and _begins(lines, number):
        return None
    end = start + (said or _reach(line, start))
    shown = [_shown(character) for character in line.ljust(end)]
    return _cut(shown, start, end, width)


def _begins(lines: Sequence[str], number: int) -> bool:
    """Whether nothing but comments stands above a line."""
    return all(line.startswith("#") or not line.strip() for line in lines[:number])


def _said_there(there: str, message: str) -> int:
    """How many characters from a place on the message quotes; 0 if it quotes something else."""
    opened = there[:1] if there[:1] in _QUOTES else ""
    words = there.removeprefix(opened)
    longest = max((len(quoted) for quoted in _quoted(message) if words.startswith(quoted)), default=0)
    if not longest:
        return 0
    is_closed = bool(opened) and words[longest:].startswith(opened)
    return len(opened) + longest + is_closed


def _quoted(message: str) -> Iterator[str]:
    """Whatever a message may quote: the words themselves may hold the quotation mark, and long ones are cut."""
    marks = [mark.start() for mark in re.finditer("'", message)]
    for number, opening in enumerate(marks):
        yield from (message[opening + 1 : closing].removesuffix("...") for closing in marks[number + 1 :])


def _reach(line: str, start: int) -> int:
    """How many characters the key or the value that begins at a place has, or else the word there; 1 for a sign."""
    found = _EXTENT.match(line, start)
    return found.end() - start if found else 1


def _shown(character: str) -> str:
    """A character as a terminal may have it: nothing unseen, nothing that moves or colours."""
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return _TAB if character == "\t" else _UNSEEN


def columns(character: str) -> int:
    """How many columns of a terminal a character takes: 2 in the scripts of East Asia, 0 on top of another."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(shown: Sequence[str], start: int, end: int, width: int) -> Excerpt:
    """What of a line is near its characters from `start` to `end`, with a mark for what is cut before and behind."""
    edges = [0, *accumulate(map(columns, shown))]
    left = max(0, min(edges[start] - width // 2, edges[-1] - width))
    right = min(edges[-1], left + width)
    first = next(number for number, edge in enumerate(edges) if edge >= left + bool(left))
    last = max(number for number, edge in enumerate(edges) if edge <= right - (right < edges[-1]))
    before, behind = _CUT * bool(left), _CUT * (right < edges[-1])
    end = min(end, last)
    blanks = len(before) + edges[start] - edges[first]
    marks = max(1, edges[end] - edges[start])
    line = "".join([before, *shown[first:last], behind]).rstrip()
    return Excerpt(line, " " * blanks, "^".ljust(marks, "~"))
