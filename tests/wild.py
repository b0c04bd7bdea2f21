"""Any words that the model allows, any records made of them, and any way of writing these."""

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st

from generator.fields import ActionId, PlanId, RecommendationId, Reference, Slug, Words, WordsUnlessRemoved
from generator.model import Record
from generator.slips import ALL_KEYS, WORDS_KEYS
from generator.style import are_words_of_ours
from generator.yamlfile import Value

# Words

# What cannot be seen is refused by the reader, so no file can hold it.
CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cs", "Cc"],
    exclude_characters="\u2028\u2029\ufeff\ufffe\uffff",
    include_characters="\t\n",
)
MARKS = [
    ": ",
    " #",
    "- ",
    "\n",
    "\n\n",
    "  ",
    " ",
    "\t",
    "'",
    '"',
    "\\",
    "note: ",
    "word word ",
    "---",
    "? ",
    "&a",
    "a" * 130,
    "2031-01-02",
    "Yes",
    "!",
]
ANY_TEXT = st.lists(st.one_of(st.sampled_from(MARKS), st.text(CHARACTERS, max_size=9)), max_size=12).map("".join)
BULLET = re.compile(r"[·]|[-*–] ")
BULLETS = re.compile("[•○➤▪●◦]")  # refused within words too


def is_allowed(words: str) -> bool:
    return bool(words) and not BULLET.match(words) and not BULLETS.search(words) and "\n " not in words


WORDS = st.tuples(ANY_TEXT, st.integers(1, 4)).map(lambda part: (part[0] * part[1]).strip()).filter(is_allowed)


# Records


def record(kind: type[Record], texts: Sequence[str], chance: random.Random, **given: object) -> Any:  # of this kind
    """A record with any of its fields, each filled from a few texts."""
    fields: dict[str, object] = {}
    for name, described in kind.model_fields.items():
        if described.is_required() or (chance.random() < 0.3):
            value = _value(described.annotation, described.metadata, texts, chance)
            fields[described.alias or name] = value
    return kind.model_validate({**fields, **given})


# What a field holds, by the last mark of its kind.
_POOLS: Mapping[object, Sequence[str]] = {
    get_args(ActionId)[-1]: ("1.1", "1.10", "4a-iii.3", "012.7", "e.0"),
    get_args(RecommendationId)[-1]: ("1", "4a-iii", "012", "1e3", "no"),
    get_args(Reference)[-1]: ("1", "1.10", "harbour-2031/2.1", "e-1", "on"),
    get_args(Slug)[-1]: ("staff", "no", "1", "0x1f", "harbour-master"),
    get_args(PlanId)[-1]: ("harbour-2030", "2031"),
}


def _value(kind: Any, marks: Sequence[object], texts: Sequence[str], chance: random.Random) -> object:  # any type's
    if get_origin(kind) is Annotated:
        return _value(get_args(kind)[0], [*get_args(kind)[1:], *marks], texts, chance)
    if get_origin(kind) in (Union, UnionType):
        return _value(chance.choice(get_args(kind)), marks, texts, chance)
    if get_origin(kind) is tuple:
        return [_value(get_args(kind)[0], (), texts, chance) for _ in range(chance.randint(1, 3))]
    if get_origin(kind) is dict:
        of_keys, of_values = get_args(kind)
        keys = [_key(of_keys, texts, chance) for _ in range(chance.randint(1, 3))]
        return {key: _value(of_values, (), texts, chance) for key in keys}
    return _single(kind, marks, texts, chance)


def _key(kind: Any, texts: Sequence[str], chance: random.Random) -> str:
    """A short form or a label: short, and no key of ours, for that would stand too deep."""
    key = str(_value(kind, (), texts, chance))[:60].replace("\n", " ").strip()
    return f"{key}?" if key in {"", "<<", *ALL_KEYS} else key


def _single(kind: Any, marks: Sequence[object], texts: Sequence[str], chance: random.Random) -> object:
    if kind is type(None):
        return None
    if issubclass(kind, Record):
        return record(kind, texts, chance)
    if issubclass(kind, Enum):
        return chance.choice([*kind])
    if kind is date:
        return date(2031, 1, 1) + timedelta(chance.randrange(900))
    if kind is int:
        return chance.randrange(999_999)
    pool = next((_POOLS[mark] for mark in marks if mark in _POOLS), ())
    words = chance.choice(pool or texts)
    may_have_paragraphs = any(get_args(each)[-1] in marks for each in (Words, WordsUnlessRemoved))
    return words if may_have_paragraphs else words.replace("\n", " ")


# Ways of writing


class Wild:
    """Writes what a file says in any of the ways that mean the same; blank lines come with comments."""

    def __init__(self, chance: random.Random, remarks: Sequence[str] = ()) -> None:
        """With comments of these words here and there."""
        self.chance = chance
        self.remarks = remarks
        self.written: list[str] = []
        """The comments, in their order."""

    def text(self, fields: Mapping[str, Value]) -> bytes:
        """The bytes of a file."""
        mark = "\ufeff" if self._may() else ""
        lines = [*self._map(fields, 0), *self._between(0)]
        return (mark + self.chance.choice(["\n", "\r\n"]).join(lines)).encode()

    def _map(self, fields: Mapping[str, Value], indent: int) -> Iterator[str]:
        for key, value in fields.items():
            yield from self._between(indent)
            quoted = json.dumps(key, ensure_ascii=False)
            yield from self._value(key, value, " " * indent + (key if key in ALL_KEYS else quoted) + ":", indent)

    def _list(self, key: str, entries: Sequence[Value], indent: int) -> Iterator[str]:
        for entry in entries:
            yield from self._between(indent)
            if isinstance(entry, dict):
                deeper = self.chance.randint(1, 3)
                first, *others = self._entry(entry, indent + 1 + deeper)
                yield " " * indent + "-" + " " * deeper + first
                yield from others
            else:
                yield from self._value(key, entry, " " * indent + "-", indent)

    def _entry(self, fields: Mapping[str, Value], indent: int) -> Iterator[str]:
        """A map whose first key stands behind a dash."""
        (key, value), *others = fields.items()
        first, *below = self._value(key, value, " " * indent + f"{key}:", indent)
        yield first.lstrip(" ")
        yield from below
        yield from self._map(dict(others), indent)

    def _value(self, key: str, value: Value, head: str, indent: int) -> Iterator[str]:
        deeper = indent + self.chance.randint(1, 4)
        if isinstance(value, dict):
            yield head + self._behind()
            yield from self._map(value, deeper)
        elif isinstance(value, list) and are_words_of_ours(key, value) and self._may():
            yield from self._brackets(value, head, deeper)
        elif isinstance(value, list):
            yield head + self._behind()
            yield from self._list(key, value, self.chance.randint(indent, indent + 3) if head.endswith(":") else deeper)
        elif value is None:
            yield head + self._behind()
        else:
            yield from self._words(key, str(value), head, deeper)

    def _brackets(self, words: Sequence[Value], head: str, indent: int) -> Iterator[str]:
        pieces = [json.dumps(each) if self._may() else f"'{each}'" for each in words]
        if self.remarks or self._may():
            yield f"{head} [" + self._behind()
            for piece in pieces:
                yield " " * indent + piece + "," + self._behind()
            yield " " * indent + "]" + self._behind()
        else:
            yield f"{head} [ {' , '.join(pieces)} ]"

    def _words(self, key: str, words: str, head: str, indent: int) -> Iterator[str]:
        pad = " " * indent
        if re.fullmatch("[A-Za-z]+( [A-Za-z]+)*", words) and self._may():
            joint = "\n" + pad if self._may() else " "
            yield from f"{head} {words.replace(' ', joint)}".split("\n")
            if key not in WORDS_KEYS:
                return
        elif "\n" not in words and self._may():
            joint = "''"
            yield f"{head}  '" + words.replace("'", joint) + "'" + self._behind()
        elif re.fullmatch(r"[^\s:#-]+([ \n][^\s:#-]+)*", words) and "\n\n" not in words and self._may():
            yield f"{head} {self.chance.choice(['>', '>-', '>+'])}" + self._behind()
            for number, paragraph in enumerate(words.split("\n")):
                if number:
                    yield self._blank()
                yield from (pad + each for each in paragraph.split(" "))
        else:
            yield f"{head} {self._quoted(words)}" + self._behind()

    def _quoted(self, words: str) -> str:
        """Between double quotes; it may be with the number of a character for each that is not on every keyboard."""
        written = json.dumps(words, ensure_ascii=False)
        return re.sub("[^ -~]", lambda found: f"\\U{ord(found[0]):08x}", written) if self._may() else written

    # Comments and blank lines

    def _between(self, indent: int) -> Iterator[str]:
        while self.remarks and self._may():
            yield self._blank()
        while self.remarks and self._may():
            yield " " * self.chance.randint(0, indent) + self._remark()

    def _blank(self) -> str:
        """An empty line, in which an editor may have left blanks, deeper than the words above it too."""
        return self.chance.choice(["", " " * self.chance.randint(1, 16), "\t"])

    def _behind(self) -> str:
        return f" {self._remark()}" if self.remarks and self._may() else ""

    def _remark(self) -> str:
        self.written.append(f"# {self.chance.choice(self.remarks)}")
        return self.written[-1]

    def _may(self) -> bool:
        return self.chance.random() < 0.3
