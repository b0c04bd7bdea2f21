"""Canonical YAML, and the only room that writes under `plans/`: beside, then by a rename; what stands there stays.

The style of each value is chosen by hand here: the library's writer follows YAML 1.2 and our reader YAML 1.1, and of
8,000 random strings one in twelve came back changed. Five short rules decide it instead: an id in quotes, unusual words
in quotes, long words below `>-`, several words of ours in brackets, all else plain. What was written is read back with
our own reader and compared before a file is made of it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from errno import EEXIST
from pathlib import Path

from generator.fields import several
from generator.model import Finding, Record, Update
from generator.refusals import Keys, keys_of
from generator.slips import ALL_KEYS, ID_KEYS
from generator.yamlfile import Value, parse

WIDTH = 100  # columns, as far as words have blanks to break at

# What describes a record comes first; what shows it, what we add to it and what belongs to it stand below.
_LAST = ("evidence", "note", "removed", "entries")


def text_of(document: Update | Finding, remarks: Mapping[Keys, str] | None = None) -> str:
    """An update or a finding as the text of its file, which reads back as the same record.

    `remarks` are comments, each by the keys of what it stands above.
    """
    fields = fields_of(document)
    text = yaml(fields, remarks)
    file, problems = parse(text.encode(), document.id)
    names = {"id": document.id, "plan": document.plan}
    if problems or file is None or type(document).model_validate({**fields_read(file.value), **names}) != document:
        raise RuntimeError(f"{document.id} does not read back as it was written:\n{text}")
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
    return sorted(keys_of(kind), key=lambda key: _LAST.index(key) if key in _LAST else -1)


def _value(kind: type[Record], name: str, value: object) -> Value:
    marks = (getattr(mark, "func", None) for mark in kind.model_fields[name].metadata)
    if isinstance(value, tuple) and len(value) == 1 and several in marks:
        return str(value[0])
    if isinstance(value, tuple):
        return [fields_of(part) if isinstance(part, Record) else str(part) for part in value]
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
        head = f"{indent}{key}:"
        if isinstance(value, dict):
            yield head
            yield from _map(value, f"{indent}  ", (*keys, key), remarks)
        elif isinstance(value, list) and _are_words_of_ours(key, value):
            yield f"{head} [{', '.join(_scalar(key, str(part)) for part in value)}]"
        elif isinstance(value, list):
            yield head
            yield from _list(key, value, f"{indent}  ", (*keys, key), remarks)
        elif value is None:
            yield head
        else:
            yield from _words(key, value, head, f"{indent}  ")


def _list(key: str, values: Iterable[Value], indent: str, keys: Keys, remarks: Mapping[Keys, str]) -> Iterator[str]:
    for number, value in enumerate(values):
        if isinstance(value, dict):
            yield from _remark((*keys, number), indent, remarks)
            first, *others = _map(value, f"{indent}  ", (*keys, number), remarks)
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield from _words(key, str(value), f"{indent}-", f"{indent}  ")


def _remark(keys: Keys, indent: str, remarks: Mapping[Keys, str]) -> Iterator[str]:
    if keys in remarks:
        yield f"{indent}# {remarks[keys]}"


def _are_words_of_ours(key: str, values: Iterable[Value]) -> bool:
    """Whether a list holds ids, or words of our own, that cannot hold a comma."""
    return key in ID_KEYS or (key == "decision_reason" and all(re.fullmatch("[a-z ]+", str(each)) for each in values))


def _words(key: str, words: str, head: str, indent: str) -> Iterator[str]:
    """Words behind their key or dash; below it, if they are long or have paragraphs, and folding keeps them."""
    on_one_line = f"{head} {_scalar(key, words)}"
    is_long = len(on_one_line) > WIDTH and _BREAK.search(words)
    if (is_long or "\n" in words) and (folded := _folded(words, indent)):
        yield f"{head} >-"
        yield from folded
    else:
        yield on_one_line


def _scalar(key: str, words: str) -> str:
    return words if key not in ID_KEYS and _is_plain(words) else f'"{words.translate(_ESCAPES)}"'


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})

# What YAML may take for a mark of its own, or another program for a number or a truth.
_UNUSUAL = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`=.~\s]|<<$|.*(:(\s|$)|\s\#|[\n\t]|\s$)""", re.DOTALL | re.VERBOSE)
_NO_WORDS = re.compile(
    r"null|true|false|yes|no|on|off|y|n|0[0-9]+|0x[0-9a-f]+|[+]?[0-9][0-9_]*([.:e_][0-9_.:e+-]*)|[+][0-9]+",
    re.IGNORECASE,
)


def _is_plain(words: str) -> bool:
    return bool(words) and not _UNUSUAL.match(words) and not _NO_WORDS.fullmatch(words)


# Folding breaks at a single blank, and keeps what stands around it.
_BREAK = re.compile(r"(?<![ \t\n]) (?![ \t\n])")
_PARAGRAPH = re.compile(r"[^ \t\n]([^\n]*[^ \t\n])?")
_LIKE_A_KEY = re.compile(rf"\s*({'|'.join(sorted(ALL_KEYS))}):(\s|$)")


def _folded(words: str, indent: str) -> list[str]:
    """The lines of words below `>-`, with an empty one between paragraphs; none where folding would change them."""
    paragraphs = words.split("\n")
    if not all(map(_PARAGRAPH.fullmatch, paragraphs)):
        return []
    wrapped = [_wrapped(paragraph, WIDTH - len(indent)) for paragraph in paragraphs]
    if any(_LIKE_A_KEY.match(line) for lines in wrapped for line in lines):
        return []
    lines = [line for lines in wrapped for line in ("", *lines)][1:]
    return [f"{indent}{line}" if line else "" for line in lines]


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for piece in _BREAK.split(paragraph):
        joined = f"{lines[-1]} {piece}" if lines[-1] else piece
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


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


def lengthen(path: Path, before: bytes, after: bytes) -> None:
    """Adds to the end of a file: all, or nothing; raises FileExistsError if it is no longer as it was `before`."""
    if path.read_bytes() != before or not after.startswith(before):
        raise FileExistsError(EEXIST, "it was changed meanwhile")
    _put(path, after)


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
