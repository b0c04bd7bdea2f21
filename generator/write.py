"""Canonical YAML, and the only room that writes under `plans/`: beside, then by a rename; what stands there stays.

What was written is read back with our own reader and compared before a file is made of it.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date
from errno import EEXIST
from pathlib import Path
from shutil import copymode

from generator.fields import several
from generator.model import Body, Finding, Plan, Record, Settings, Update
from generator.refusals import Keys, keys_of
from generator.style import are_words_of_ours, in_brackets, key_of, words_below
from generator.yamlfile import Value, parse

Filed = Plan | Update | Finding | Body | Settings

# What names a record comes first; what shows it, what we add to it and what belongs to it stand below.
_LAST = (
    "evidence",
    "advice",
    "note",
    "formerly",
    "removed",
    "steps",
    "owners",
    "response",
    "entries",
    "recommendations",
)


def text_of(record: Filed, remarks: Mapping[Keys, str] | None = None) -> str:
    """A record that has a file of its own as the text of this file, which reads back as the same record.

    `remarks` are comments, of a line or several, each by the keys of what it stands above.
    """
    text = yaml(fields_of(record), remarks)
    names = {name: getattr(record, name) for name in ("id", "plan") if name in type(record).model_fields}
    called = names.get("id", type(record).__name__)
    file, problems = parse(text.encode(), called)
    if problems or file is None or type(record).model_validate({**fields_read(file.value), **names}) != record:
        raise RuntimeError(f"{called} does not read back as it was written:\n{text}")
    return text


def with_entries(content: bytes, entries: Iterable[Value], remarks: Mapping[Keys, str] | None = None) -> bytes:
    """The file of an update or a finding with more entries behind it, indented as those that are there.

    Whether that is how they read, `entries_added` tells.
    """
    file, _ = parse(content, "")
    first = file.spots.get(("entries", 0)) if file else None
    before_first = file.lines[first.key.line - 1][: first.key.column - 1] if file and first else ""
    end_of_line = "\r\n" if b"\r\n" in content else "\n"
    lines = _list("entries", entries, before_first.partition("-")[0], ("entries",), remarks or {})
    gap = "" if content.endswith(b"\n") else end_of_line
    return content + (gap + "".join(f"{line}{end_of_line}" for line in lines)).encode(errors="surrogatepass")


def entries_added(before: bytes, after: bytes) -> list[Value]:
    """The entries that a document has more than before; none if anything else of it reads otherwise."""
    values = [file.value if file else None for file, _ in (parse(content, "") for content in (before, after))]
    old, new = ({**value} if isinstance(value, dict) else {} for value in values)
    old_entries, new_entries = old.pop("entries", None), new.pop("entries", None)
    if old != new or not isinstance(old_entries, list) or not isinstance(new_entries, list):
        return []
    count = len(old_entries)
    return new_entries[count:] if new_entries[:count] == old_entries else []


def fields_read(value: Value) -> dict[str, Value]:
    """The keys and values at the head of a file that was read."""
    assert isinstance(value, dict)
    return value


def fields_of(record: Record) -> dict[str, Value]:
    """A record as keys and values of a file, in their order there; what is not given is left out."""
    names = {described.alias or name: name for name, described in type(record).model_fields.items()}
    given = {key: getattr(record, names[key]) for key in keys_in_order(type(record))}
    return {key: _value(type(record), names[key], value) for key, value in given.items() if value not in (None, (), {})}


def keys_in_order(kind: type[Record]) -> list[str]:
    """The keys of a kind of record in the order in which they are written."""
    first, *others = keys_of(kind)
    return [first, *sorted(others, key=lambda key: _LAST.index(key) if key in _LAST else -1 - (key == "id"))]


def _value(kind: type[Record], name: str, value: object) -> Value:
    if value in (None, ""):  # a short form that is not defined, the words of what went
        return None
    marks = (getattr(mark, "func", None) for mark in kind.model_fields[name].metadata)
    if isinstance(value, tuple) and len(value) == 1 and several in marks:
        return str(value[0])
    if isinstance(value, tuple):
        return [_value(kind, name, part) for part in value]
    if isinstance(value, dict):
        return {str(key): _value(kind, name, part) for key, part in value.items()}
    if isinstance(value, Record):
        return fields_of(value)
    return value.isoformat() if isinstance(value, date) else str(value)


# Style


def yaml(fields: Mapping[str, Value], remarks: Mapping[Keys, str] | None = None) -> str:
    """Keys and values as canonical YAML; words with a character that cannot be seen do not read back."""
    return "".join(f"{line}\n" for line in _map(fields, "", (), remarks or {}))


def _map(fields: Mapping[str, Value], indent: str, keys: Keys, remarks: Mapping[Keys, str]) -> Iterator[str]:
    for key, value in fields.items():
        yield from _remark((*keys, key), indent, remarks)
        head = f"{indent}{key_of(key)}:"
        if isinstance(value, list) and are_words_of_ours(key, value):
            yield from in_brackets(key, [str(part) for part in value], head)
        elif isinstance(value, str):
            yield from words_below(key, value, head, f"{indent}  ")
        else:
            yield head
            yield from _below(key, value, f"{indent}  ", (*keys, key), remarks)


def _below(key: str, value: Value, indent: str, keys: Keys, remarks: Mapping[Keys, str]) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _map(value, indent, keys, remarks)
    elif isinstance(value, list):
        yield from _list(key, value, indent, keys, remarks)


def _list(key: str, values: Iterable[Value], indent: str, keys: Keys, remarks: Mapping[Keys, str]) -> Iterator[str]:
    for number, value in enumerate(values):
        if isinstance(value, dict):
            yield from _remark((*keys, number), indent, remarks)
            first, *others = _map(value, f"{indent}  ", (*keys, number), remarks)
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield from words_below(key, str(value), f"{indent}-", f"{indent}  ")


def _remark(keys: Keys, indent: str, remarks: Mapping[Keys, str]) -> Iterator[str]:
    if keys in remarks:
        yield from (f"{indent}# {line}".rstrip() for line in remarks[keys].split("\n"))


# Files


def create(path: Path, text: str) -> None:
    """Makes a file of a text: whole, or not at all; raises FileExistsError rather than change one that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(exist_ok=False)
    try:
        _put(path, text.encode())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def create_all(texts: Mapping[Path, str]) -> None:
    """Makes a file of each text: all of them, or none; raises as `create` does."""
    with ExitStack() as unfinished:
        for path, text in texts.items():
            create(path, text)
            unfinished.callback(path.unlink, missing_ok=True)
        unfinished.pop_all()


def lengthen(path: Path, before: bytes, after: bytes) -> None:
    """Adds to the end of a file: all, or nothing; raises FileExistsError if it is no longer as it was `before`."""
    if path.read_bytes() != before or not after.startswith(before):
        raise FileExistsError(EEXIST, "it was changed meanwhile")
    _put(path, after)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Puts a new text into a file: all, or nothing; raises FileExistsError if it is no longer as it was `before`."""
    if path.read_bytes() != before:
        raise FileExistsError(EEXIST, "it was changed meanwhile")
    _put(path, after)


def _put(path: Path, content: bytes) -> None:
    """Beside and rename; a link stays a link, and who may do what with the file stays too."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        copymode(path, beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
