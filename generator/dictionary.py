"""The dictionary of the files: every key of every kind of record, as its schema describes it, and how it is written."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.schema import Schema, schemas
from generator.write import yaml
from generator.yamlfile import Value


@dataclass(frozen=True)
class Words:
    """The words that a key may take, each with what it means."""

    id: str
    title: str
    meanings: Mapping[str, str]


@dataclass(frozen=True)
class Key:
    """A key of a kind of record."""

    name: str
    meaning: str
    is_required: bool
    example: str
    """As it is written in a file; '' for what holds records."""
    words: tuple[Words, ...]
    """Those it may take, where it may not take any."""
    holds: tuple[tuple[str, str], ...]
    """The ids and the titles of the kinds of record below it."""


@dataclass(frozen=True)
class Kind:
    """A kind of record, with its keys in the order in which they are written."""

    id: str
    title: str
    meaning: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class File:
    """A kind of file, with the kinds of record in it that no file before has."""

    name: str
    kinds: tuple[Kind, ...]


def files() -> tuple[File, ...]:
    """Every kind of file, its own record first and then what stands below, in the order of the keys."""
    made = []
    seen: set[str] = set()
    for name, schema in schemas().items():
        parts = schema["$defs"]
        below = [part for part in _records_below(schema, parts) if part not in seen]
        seen.update(below)
        own = [_kind(name, schema, parts)] if "properties" in schema else []
        made.append(File(name, (*own, *(_kind(part, parts[part], parts) for part in below))))
    return tuple(made)


def words_of(described: Iterable[File]) -> tuple[Words, ...]:
    """All words that keys may take, in the order in which the keys come."""
    every = (words for file in described for kind in file.kinds for key in kind.keys for words in key.words)
    return tuple({words.id: words for words in every}.values())


def _kind(id_: str, record: Schema, parts: Schema) -> Kind:
    keys = (
        Key(
            key,
            set_in_type(described["description"]),
            key in record.get("required", ()),
            next((yaml({key: _typed(example)}) for example in described.get("examples", ())), ""),
            tuple(_words(key, described, parts)),
            tuple(
                (name, set_in_type(parts[name]["title"]))
                for name in _parts_in(described)
                if "properties" in parts[name]
            ),
        )
        for key, described in record["properties"].items()
    )
    return Kind(id_, set_in_type(record["title"]), set_in_type(record["description"]), tuple(keys))


def _words(key: str, described: Schema, parts: Schema) -> Iterator[Words]:
    """The words that a key takes, or that the keys below it are."""
    for name in _parts_in(described):
        if "enum" in parts[name]:
            meanings = zip(parts[name]["enum"], map(set_in_type, parts[name]["enumDescriptions"]), strict=True)
            yield Words(name, name.replace("-", " ").capitalize(), dict(meanings))
    if "properties" in described:
        words = {word: set_in_type(below["description"]) for word, below in described["properties"].items()}
        yield Words(key.replace("_", "-"), described["title"], words)


def _records_below(part: Schema, parts: Schema, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of the kinds of record in a part of a schema, each before what stands below it."""
    for name in _parts_in({key: below for key, below in part.items() if key != "$defs"}):
        if "properties" in parts[name] and name not in seen:
            seen = _records_below(parts[name], parts, (*seen, name))
    return seen


def _parts_in(part: Any) -> list[str]:  # JSON
    """The names of the parts that a part of a schema refers to, each once."""
    found = re.findall('"#/\\$defs/([a-z-]+)"', json.dumps(part))
    return list(dict.fromkeys(found))


def set_in_type(words: str) -> str:
    """Words with the marks of print for those of a typewriter."""
    return re.sub(r"'([^']+)'", r"“\1”", re.sub(r"(?<=\w)'(?=\w)", "’", words))


def _typed(example: Any) -> Value:  # JSON
    """An example as it is typed: a number as its figures, and what is empty as nothing."""
    if isinstance(example, list):
        return [_typed(each) for each in example]
    if isinstance(example, dict):
        return {key: _typed(each) for key, each in example.items()}
    return None if example is None else str(example)
