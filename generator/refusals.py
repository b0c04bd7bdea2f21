"""Pydantic's refusals in an editor's words, each at the smallest place that shows it."""

import difflib
import re
import types
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from rapidfuzz.distance import OSA

from generator.fields import (
    IDS,
    quoted,
)
from generator.model import (
    BLOCK_NAMES,
    GIVEN_BY_NAME,
    Action,
    Block,
    Body,
    Owner,
    Plan,
    Recommendation,
    Record,
    Step,
)
from generator.problems import Place, Problem
from generator.vocabulary import NEVER_WRITTEN
from generator.yamlfile import Spot, YamlFile

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Refusal:
    """What is refused, and the smallest part to leave out so that the rest can be read."""

    problem: Problem | None
    """None if it follows from what was said before."""
    leaves_out: Keys | None
    """None if it can be read all the same."""


def refusals(
    kind: type[Record],
    error: ValidationError,
    file: YamlFile,
    origins: Mapping[Keys, Keys],
    cuts: Collection[Keys],
) -> list[Refusal]:
    """What pydantic refused of a file read as `kind`, leaving unsaid what follows from an earlier cut.

    `origins` leads from the keys that were read to the keys as written.
    """
    errors = [_Error.of(kind, details, origins) for details in error.errors(include_url=False)]
    return [
        Refusal(None if _follows(found, errors, file, cuts) else _problem(found, errors, file), found.leaves_out)
        for found in errors
    ]


def likely(word: object, words: Collection[str]) -> str:
    """The word that was probably meant, or '': one slip away, be it as short as 'id', or else much alike."""
    typed, known = str(word).casefold(), sorted(words)
    if typed in known:
        return typed
    is_of_letters = typed.replace("_", "").isalpha()  # what is one figure off is another number
    one_off = [each for each in known if is_of_letters and OSA.distance(typed, each, score_cutoff=1) == 1]
    cutoff = 0 if one_off else 0.7
    return next(iter(difflib.get_close_matches(typed, one_off or known, n=1, cutoff=cutoff)), "")


def keys_of(record: type[Record]) -> list[str]:
    """The keys that an editor may give a record."""
    return [
        described.alias or name
        for name, described in record.model_fields.items()
        if GIVEN_BY_NAME not in described.metadata
    ]


def may_mean(typed: str, record: type[Record], *names: str) -> bool:
    """Whether a key that could not be read, as typed, may have been meant for one of these."""
    return likely(typed, keys_of(record)) in ("", *names)


@dataclass(frozen=True)
class _Error:
    """One refusal of pydantic's: at which keys as written, in which kind of record."""

    kind: str
    keys: Keys
    record: type[Record]
    context: Mapping[str, Any]  # pydantic's own, by error type
    value: object
    is_of_key: bool

    @property
    def around(self) -> Keys:
        return self.keys[:-1]

    @property
    def name(self) -> str:
        return str(self.keys[-1]) if self.keys else ""

    @property
    def leaves_out(self) -> Keys:
        return self.around if self.kind == "missing" else self.keys

    @cached_property
    def is_strange(self) -> bool:
        """Whether it is of a key that nobody knows and that is like no known one."""
        return self.kind == "extra_forbidden" and not likely(self.name, _keys_to_choose(self))

    @property
    def field(self) -> FieldInfo | None:
        return _field(self.record, self.name)

    @classmethod
    def of(cls, kind: type[Record], details: ErrorDetails, origins: Mapping[Keys, Keys]) -> "_Error":
        read: Keys = ()
        for key in details["loc"]:  # there, names of kinds stand between the keys
            read = (*read, key) if (*read, key) in origins else read
        keys = origins[read] + (details["loc"][-1:] if details["type"] == "missing" else ())
        return cls(
            details["type"],
            keys,
            _record_at(kind, details["loc"]),
            details.get("ctx", {}),
            details["input"],
            is_of_key=details["loc"][-1:] == ("[key]",),
        )


def _follows(error: _Error, errors: list[_Error], file: YamlFile, cuts: Collection[Keys]) -> bool:
    """Whether a refusal follows from an earlier cut or from another refusal."""
    if _is_in_another_block(error, errors):
        return True
    match error.kind:
        case "missing":
            return _is_of_no_kind(error.around, file, cuts) or _may_be_elsewhere(error, errors, cuts)
        case "union_tag_invalid":
            return _is_of_no_kind(error.keys, file, cuts)
        case "extra_forbidden":
            return error.is_strange and error.name != _strange_around(error, errors)[0]
        case _:
            refused_keys = [other.keys for other in errors if other.is_of_key]
            return not error.is_of_key and any(error.keys[: len(keys)] == keys for keys in refused_keys)


def _is_of_no_kind(keys: Keys, file: YamlFile, cuts: Collection[Keys]) -> bool:
    """Whether the first key of a list's entry was cut, which says what the entry is."""
    return any(isinstance(key, int) for key in keys[-1:]) and _first_key(file, keys) in cuts


def _may_be_elsewhere(error: _Error, errors: list[_Error], cuts: Collection[Keys]) -> bool:
    """Whether what is missing may stand beside under another name, or too deep, or was cut."""
    refused = [*cuts, *(other.keys for other in errors if other.kind != "missing")]
    around = error.around
    unknown = [other.keys for other in errors if other.kind == "extra_forbidden"]
    return any(keys[-1] == error.name and keys[: len(around)] == around for keys in refused) or any(
        may_mean(str(keys[-1]), error.record, error.name) for keys in (*cuts, *unknown) if keys[:-1] == around
    )


def _is_in_another_block(error: _Error, errors: list[_Error]) -> bool:
    """Whether another key beside it begins a block, for a dash was lost."""
    beside = (other for other in errors if other.around == error.around and other.name != error.name)
    return any(other.kind == "extra_forbidden" and other.name in BLOCK_NAMES for other in beside)


def _strange_around(error: _Error, errors: list[_Error]) -> list[str]:
    """The strange keys of the record that holds what is refused."""
    return [other.name for other in errors if other.is_strange and other.around == error.around]


def _problem(error: _Error, errors: list[_Error], file: YamlFile) -> Problem:
    if error.is_strange:
        message, hint = _strange(error, _strange_around(error, errors))
    else:
        message, hint = _missing(error, file) if error.kind == "missing" else _WORDS.get(error.kind, _other)(error)
    return Problem(_place(error, file), message, hint)


def _place(error: _Error, file: YamlFile) -> Place:
    spot = nearest_spot(file, error.keys)
    if error.kind == "union_tag_invalid":
        return file.spots[_first_key(file, error.keys)].key
    if error.kind == "missing":
        return spot.value if error.around else spot.key
    if error.kind == "extra_forbidden" or error.is_of_key:
        return spot.key
    return _place_of_words(error.context.get("words", ""), spot, file) or spot.value


def _place_of_words(words: str, spot: Spot, file: YamlFile) -> Place | None:
    """The line that begins with words, of those that stand below '>-'."""
    for number in range(spot.value.line + 1, spot.end_line + 1) if words and spot.style == "block" else ():
        line = file.lines[number - 1]
        if line.lstrip().startswith(words):
            return Place(file.file, number, len(line) - len(line.lstrip()) + 1)
    return None


def nearest_spot(file: YamlFile, keys: Keys) -> Spot:
    """The spot of a value, or of the nearest value around it that the file has."""
    while keys not in file.spots:
        keys = keys[:-1]
    return file.spots[keys]


def _first_key(file: YamlFile, keys: Keys) -> Keys:
    """The keys of the first value in a map; of the value itself if it is no map."""
    inside = [part for part in file.spots if part[:-1] == keys and len(part) == len(keys) + 1]
    return min(inside, key=lambda part: file.spots[part].key, default=keys)


# What each refusal is in words: the message and the hint


def _missing(error: _Error, file: YamlFile) -> tuple[str, str]:
    example = next(iter((error.field and error.field.examples) or ()), None)
    if isinstance(example, str):
        hint = f"add it, as in '{error.name}: {_as_written(_free(error, file) or example, error.field)}'"
    else:
        hint = f"add '{error.name}:' and what belongs below it"
    by_command = "; 'plans fmt' gives the next number" if error.name == "id" else ""
    return f"{quoted(error.name)} is missing", hint + by_command


def _free(error: _Error, file: YamlFile) -> str:
    """For an action without an id the first number that is free beside it: one left out, or else the next."""
    response = error.around[:-1]
    around = file.spots.get(response[:-1]) and [part for part in file.spots if part[:2] == response[:2]]
    made = _id_of(file, response[:-1])
    if error.name != "id" or not around or not made:
        return ""
    taken = {_words_at(file, part) for part in around if part[-1] == "id" or {"formerly", "missing"} & {*part}}
    return next(id_ for number in count(1) if (id_ := f"{made}.{number}") not in taken)


def _id_of(file: YamlFile, made: Keys) -> str:
    """A recommendation's id: as given, or its number where that makes an id."""
    words = _words_at(file, (*made, "id")) or _words_at(file, (*made, "number")).rstrip(".)")
    return words if re.fullmatch("[A-Za-z0-9-]+", words) else ""


def _words_at(file: YamlFile, keys: Keys) -> str:
    """The words that keys lead to; '' if there are none."""
    value: Any = file.value  # each key goes one level down
    for key in keys if keys in file.spots else ():
        value = value[key]
    return value if isinstance(value, str) else ""


def _as_written(words: str, described: FieldInfo | None) -> str:
    is_id = described and IDS in described.metadata and not words.isalpha()
    return f'"{words.strip(chr(34))}"' if is_id else words


def _unknown(error: _Error) -> tuple[str, str]:
    meant = likely(error.name, _keys_to_choose(error))
    if meant == error.name:
        hint = f"begin a block of the response with it: '- {meant}: …'"
    else:
        hint = f"did you mean {quoted(meant)}?"
    return f"{quoted(error.name)} is no key here", hint


def _strange(error: _Error, names: list[str]) -> tuple[str, str]:
    are_no_keys = "is no key here" if len(names) == 1 else "are no keys here"
    message = f"{', '.join(map(quoted, names))} {are_no_keys}"
    if error.record is Plan and set(names) & {"update", "finding", "entries"}:
        return message, "move this file into its plan's folder, plans/…/: updates and findings stand there"
    keys = f"the keys here are {', '.join(keys_of(error.record))}"
    return message, f"{_what_else(error, names)}{keys}"


def _what_else(error: _Error, names: list[str]) -> str:
    """Where strange keys would be no strangers; or that they are no keys, but words."""
    if all(" " in name for name in names):
        return "if this goes on from the words above, indent it as they are; "
    for kind, called in _HOLDERS_IN_A_BODY.items() if error.record in (Body, Owner) else _HOLDERS.items():
        if kind is not error.record and set(names) <= set(keys_of(kind)):
            belong = f"{quoted(names[0])} belongs" if len(names) == 1 else "these belong"
            return f"{belong} to {called}; "
    return ""


_HOLDERS: Mapping[type[Record], str] = {
    Action: f"an action, below its line '- {Action.label()}: …'",
    Recommendation: "a recommendation, beside its 'number'",
    Step: "a step of an action",
    Plan: "the head of the plan",
}

_HOLDERS_IN_A_BODY: Mapping[type[Record], str] = {
    Body: "the body, beside its 'name'",
    Owner: "an owner, below its id in 'owners'",
    Action: "an action in a plan's file",
    Recommendation: "a recommendation in a plan's file",
    Plan: "the head of a plan's file",
}


def _keys_to_choose(error: _Error) -> set[str]:
    """The keys of a record, and in a response those that begin another block."""
    is_of_response = issubclass(error.record, Block | Recommendation)
    return {*keys_of(error.record), *(BLOCK_NAMES if is_of_response else ())}


def _no_block(error: _Error) -> tuple[str, str]:
    first = next(iter(error.value), "") if isinstance(error.value, dict) else error.value
    return f"{quoted(first)} begins no block of a response", _instead_of_block(first, error.value)


def _instead_of_block(first: object, value: object) -> str:
    if meant := likely(first, BLOCK_NAMES):
        return f"did you mean {quoted(meant)}?"
    if glued := next((name for name in BLOCK_NAMES if isinstance(value, str) and value.startswith(f"{name}:")), ""):
        return f"write '{glued}: ' and then the words, for a colon needs a space behind it"
    if named := next((name for name in BLOCK_NAMES if isinstance(value, dict) and name in value), ""):
        return f"put {quoted(named)} first: the first key says what the block is"
    return f"begin it with one of {', '.join(BLOCK_NAMES)}, and a colon"


def _no_word(error: _Error) -> tuple[str, str]:
    words = re.findall("'([^']*)'", error.context["expected"])
    allowed = [word for word in words if word not in NEVER_WRITTEN]
    several = str(error.value).split()
    if len(several) > 1 and set(several) <= set(allowed):
        return f"a comma is missing in {quoted(error.value)}", f"write '{', '.join(several)}'"
    meant = likely(error.value, allowed)
    hint = f"did you mean {quoted(meant)}? Else write" if meant else "write"
    return f"{_called(error)} cannot be {quoted(error.value)}", f"{hint} one of: {', '.join(allowed)}"


def _no_text(error: _Error) -> tuple[str, str]:
    if isinstance(error.value, list):
        return f"{_called(error)} holds a list", "write words here, without dashes or brackets"
    hint = "write words here; words with a colon go in quotes, or on a line of their own below '>-'"
    with_keys = [key for key in keys_of(error.record) if _holds_keys(_field(error.record, key))]
    if meant := likely(error.name, with_keys):
        hint = f"did you mean {quoted(meant)}? Else {hint}"
    return f"{_called(error)} holds keys of its own", hint


def _holds_keys(described: FieldInfo | None) -> bool:
    return described is not None and get_origin(described.annotation) is dict


def _no_list(error: _Error) -> tuple[str, str]:
    if isinstance(error.value, str):
        entries = re.split(r",\s*", error.value.strip("[] "))
        hint = f"write it as a list: [{', '.join(_as_written(entry, error.field) for entry in entries)}]"
    else:
        hint = "begin each entry with a dash and a blank"
    return f"{_called(error)} holds {_held(error.value)}, not a list", hint


def _no_map(error: _Error) -> tuple[str, str]:
    hint = "write keys with a colon, each on a line of its own"
    if error.around == ("owners",) and error.name in (*keys_of(Body), *keys_of(Owner)):
        return f"{quoted(error.name)} stands where the id of an owner belongs", _whose(error.name)
    if glued := re.match(r"([^:]+):\S", str(error.value)):
        hint = f"write '{glued[1]}: ' and then the words, for a colon needs a space behind it"
    return f"{_called(error)} holds {_held(error.value)}, not keys", hint


def _whose(name: str) -> str:
    """Where a key of a body or of an owner stands that was typed among the owners."""
    of_body = "put it above 'owners:', in the same column" if name in keys_of(Body) else ""
    of_owner = "start it in the same column as an owner's 'name:'" if name in keys_of(Owner) else ""
    if of_body and of_owner:
        return f"if it is the owner's, {of_owner}; if it is the body's, {of_body}"
    return f"it is the body's, and an owner has none: {of_body}" if of_body else f"it is an owner's: {of_owner}"


def _held(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "keys" if isinstance(value, dict) else f"the words {quoted(value)}"


def _refused(error: _Error) -> tuple[str, str]:
    return error.context["message"], error.context["hint"]


def _other(error: _Error) -> tuple[str, str]:
    raise AssertionError(f"no words for pydantic's '{error.kind}' at {error.keys}")


_WORDS = {
    "extra_forbidden": _unknown,
    "union_tag_invalid": _no_block,
    "enum": _no_word,
    "string_type": _no_text,
    "date_type": _no_text,
    "int_type": _no_text,
    "tuple_type": _no_list,
    "model_type": _no_map,
    "model_attributes_type": _no_map,
    "dict_type": _no_map,
    "refused": _refused,
}


def _called(error: _Error) -> str:
    """What to call the value: by its key, or as a key or an entry of what holds it."""
    *around, last = error.keys or ("",)
    holder = next((key for key in reversed(around) if isinstance(key, str)), "")
    if error.is_of_key:
        return f"a key of {quoted(holder)}"
    return quoted(last) if isinstance(last, str) else f"an entry of {quoted(holder)}"


# Which kind of record a path of pydantic's leads to


def _record_at(kind: type[Record], loc: Keys) -> type[Record]:
    """The kind of the record that holds what `loc` ends in."""
    for number, key in enumerate(loc[:-1] if loc else ()):
        if isinstance(key, str) and (described := _field(kind, key)):
            kind = next(_records_in(described.annotation, loc[number + 1 :]), kind)
    return kind


def _field(kind: type[Record], key: str) -> FieldInfo | None:
    return next((field for name, field in kind.model_fields.items() if (field.alias or name) == key), None)


def _records_in(annotation: Any, loc: Keys) -> Iterator[type[Record]]:  # any type can annotate a field
    """The kinds of record an annotation allows, the one `loc` names by its tag first."""
    found = list(_kinds(annotation))
    tagged = [kind for tag, kind in found if tag in loc[:2]]  # behind the number of a list's entry
    yield from tagged or (kind for _, kind in found)


def _kinds(annotation: Any, tag: str = "") -> Iterator[tuple[str, type[Record]]]:
    if isinstance(annotation, type) and not get_origin(annotation) and issubclass(annotation, Record):
        yield tag, annotation
    tag = next((part.tag for part in getattr(annotation, "__metadata__", ()) if hasattr(part, "tag")), tag)
    if get_origin(annotation) in (Union, types.UnionType, tuple, dict) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from _kinds(part, tag)
