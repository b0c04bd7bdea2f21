"""A plan's file as an editor sees it: lines, and the keys that stand in them; nothing of ours reads it here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_KEY = re.compile(r"(?P<blanks> *)(?P<dash>- )?(?P<name>[^\s\"'#\[>|-][^:#]*):(?: (?P<value>.*))?")


@dataclass(frozen=True)
class Key:
    """A key where it stands, with what is written behind it."""

    number: int
    """Of its line, from 1."""
    blanks: int
    """Before its dash, or before the key where it has none."""
    has_dash: bool
    name: str
    value: str
    last: int
    """The last line of its value, but for values that are keys or entries of their own."""
    below: str
    """The key that it stands below, with the keys beside it; '' at the head of the file."""
    first: "Key | None"
    """The key that begins what it is a part of; None for that key itself."""

    @property
    def column(self) -> int:
        return self.blanks + 2 * self.has_dash

    @property
    def is_label(self) -> bool:
        """Whether the name is an editor's or printed, as a short form is."""
        return self.below in ("abbreviations", "printed_totals", "owners")

    @property
    def has_words_below(self) -> bool:
        return self.value == ">-"

    @property
    def is_quoted(self) -> bool:
        return self.value[:1] in ('"', "'")

    @property
    def is_list(self) -> bool:
        return self.value.startswith("[")

    @property
    def is_plain(self) -> bool:
        """Whether words stand behind it as they are."""
        return bool(self.value) and not (self.has_words_below or self.is_quoted or self.is_list)

    @property
    def record(self) -> "Key":
        return self.first or self

    def written(self, name: str | None = None, value: str | None = None) -> str:
        """Its line, with another name or value."""
        value = self.value if value is None else value
        head = " " * self.blanks + "- " * self.has_dash + (name or self.name) + ":"
        return f"{head} {value}" if value else head


@dataclass(frozen=True)
class PlanText:
    """A file of YAML as lines."""

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.removesuffix("\n").split("\n")

    @cached_property
    def keys(self) -> list[Key]:
        return list(self._keys())

    def with_lines(self, first: int, last: int, *lines: str) -> str:
        """The text with other lines in place of those from first to last; before first, if last is before it."""
        return "".join(f"{line}\n" for line in (*self.lines[: first - 1], *lines, *self.lines[last:]))

    def end(self, key: Key) -> int:
        """The last line of what begins with a key and its dash."""
        behind = (number for number in range(key.last + 1, len(self.lines) + 1) if self._is_beside(number, key))
        return next(behind, len(self.lines) + 1) - 1

    def ids(self) -> dict[str, list[str]]:
        """The id of each recommendation, and those of its actions."""
        found: dict[str, list[str]] = {}
        for key in self.keys:
            if key.name == "number" and key.below == "recommendations":
                found[key.value.strip('"').rstrip(".")] = []
            elif key.name == "id" and key.below == "response":
                found[list(found)[-1]].append(key.value.strip('"'))
        return found

    def _is_beside(self, number: int, key: Key) -> bool:
        line = self.lines[number - 1]
        return bool(line.strip()) and len(line) - len(line.lstrip()) <= key.blanks

    def _keys(self) -> Iterator[Key]:
        above: list[Key] = []
        last = 0
        for number, line in enumerate(self.lines, start=1):
            found = _KEY.fullmatch(line)
            if number <= last or not found:
                continue
            blanks, has_dash = len(found["blanks"]), bool(found["dash"])
            beside = next((key for key in reversed(above) if key.column == blanks + 2 * has_dash), None)
            above = [key for key in above if key.column < blanks + 2 * has_dash]
            below = above[-1].name if above else ""
            is_below = beside is not None and beside.below == below and not has_dash
            first = (beside.first or beside) if beside and is_below and below else None
            last = self._last_line(number, found["value"] or "", blanks + 2 * has_dash)
            key = Key(number, blanks, has_dash, found["name"], found["value"] or "", last, below, first)
            above.append(key)
            yield key

    def _last_line(self, number: int, value: str, column: int) -> int:
        """Of words below '>-' or behind a quote, and of a list in brackets."""
        if value.startswith("["):
            return next(n for n in range(number, len(self.lines) + 1) if self.lines[n - 1].endswith("]"))
        if value != ">-":
            return number
        last = number
        for below in range(number + 1, len(self.lines) + 1):
            line = self.lines[below - 1]
            if line.strip() and len(line) - len(line.lstrip()) <= column:
                break
            last = below if line.strip() else last
        return last
