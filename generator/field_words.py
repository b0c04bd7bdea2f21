"""The fields of a record in sentences: what each is called, and its values as words."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.matching import PARTS
from generator.model import Body, Document, Plan, PrintedBeside, Record, Removal, Settings
from generator.targetdate import day_in_words
from generator.vocabulary import Inferred

# Records within a record, which are told on their own, and what no file says in so many words.
WITHIN = frozenset({*PARTS, "plan"})


def own_fields(record: Record) -> list[str]:
    """The fields that are told with a record."""
    names = WITHIN | {"themes"} if isinstance(record, Settings) else WITHIN
    is_named_by_its_file = isinstance(record, Plan | Body | Document)
    return [
        name for name in type(record).model_fields if name not in names and not (is_named_by_its_file and name == "id")
    ]


def key_of(record: Record, field: str) -> str:
    """A field's key in the file; of a document the words of its head stand under its kind."""
    return type(record).model_fields[field].alias or field


def label(record: Record, field: str) -> str:
    """What a field is called in a sentence."""
    if isinstance(record, PrintedBeside) and field == "words":
        return "the actions beside it"
    if field == "words":
        return "title" if isinstance(record, Document) else "words"
    return _LABELS.get(field, field.replace("_", " "))


_LABELS = {
    "given_id": "id",
    "formerly": "former ids",
    "also": "other names",
    "advice": "answer to advice",
    "of": "the body it belongs to",
    "also_answers": "what else it answers",
    "date_read_as": "the editor's reading of the date",
    "inferred": "what the editor read here",
    "missing": "what the source lacks",
    "see": "what it points to",
    "repeats": "what it repeats",
    "entered": "the day it came into the collection",
    "source_sha256": "SHA-256 of the source",
    "by": "who says so",
    "date": "day",
    "decision_words": "words for the decision",
}


def text_of(value: object) -> str:
    """A value as words."""
    if isinstance(value, Removal):
        return f"{day_in_words(value.date)}: {value.reason}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Inferred):
        return value.replace("_", " ")
    if isinstance(value, tuple):
        return "; ".join(map(text_of, value))
    if isinstance(value, Record):
        given = {key_of(value, name): getattr(value, name) for name in type(value).model_fields}
        value = {key: part for key, part in given.items() if part not in (None, ())}
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {text_of(part)}".rstrip() for key, part in value.items())
    return "" if value is None else str(value)


def leaves(record: Record, field: str) -> dict[tuple[str, ...], str]:
    """The values of a field by their keys: a map has several; each with its own key before it."""
    value = getattr(record, field, None)
    if isinstance(value, Mapping):
        return {(field, str(key)): f"{key} {text_of(part)}".rstrip() for key, part in value.items()}
    return {(field,): text_of(value)}


def changed_leaves(before: Record, after: Record, field: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The values of a field that differ: their keys, what stood there and what stands there."""
    old, new = leaves(before, field), leaves(after, field)
    for keys in dict.fromkeys((*new, *old)):
        if old.get(keys, "") != new.get(keys, ""):
            yield keys, old.get(keys, ""), new.get(keys, "")


def without_key(keys: tuple[str, ...], value: str) -> str:
    """A value of a map without its own key before it."""
    return value.removeprefix(keys[1]).lstrip() if len(keys) > 1 else value


def path_of(record: Record, keys: tuple[str, ...]) -> str:
    """Where a value stands within its record: the key in the file, and the value's own in a map."""
    return ".".join((key_of(record, keys[0]), *keys[1:]))


EMPTY: tuple[object, ...] = (None, "", (), {})
