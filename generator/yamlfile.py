"""YAML with the place of every key and value; what YAML keeps for programmers is refused, in our words.

Lines end at a line feed, with or without a carriage return before it, and columns count characters from 1,
as editors show them. What else YAML takes for a line end (NEL, the Unicode separators, a lone carriage
return) is refused and read as a space, so it ends no line here either.

One pass over the events of the C parser does it all: events show what composing hides (anchors, aliases, a
second document), carry scalars as typed with their style and place, and can be left at any depth.
"""

import codecs
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it imports it from C, and exports no more
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.columns import key_line, meant_for_above, stray
from generator.halts import (
    ALIGN_DASH,
    BRACKET_NEVER_CLOSED,
    COLON_IN_BRACKETS,
    DASH_WITHOUT_SPACE,
    DIRECTIVE,
    KEPT_FOR_ITSELF,
    NO_KEY_BEFORE_COLON,
    PUT_BELOW,
    QUOTE_THEM,
    SECOND_DOCUMENT,
    WORDS_BEFORE_LIST,
    Halt,
    Position,
    Words,
    dash_without_space,
    explain,
    tell_stray,
    tell_too_far_left,
)
from generator.problems import Place, Problem

MAX_BYTES = 1_000_000
MAX_LEVELS = 20

Value = dict[str, "Value"] | list["Value"] | str | None
Path = tuple[str | int, ...]


class Spot(NamedTuple):
    """Where one value stands in its file."""

    key: Place
    """Of its key; for the entry of a list the same as `value`; for the whole document line 1, column 1."""
    value: Place
    """Of its first character, be it a `>-`, quote or bracket; if empty, just behind the colon or dash."""
    style: Literal["plain", "quoted", "block", "map", "list"]
    end_line: int
    """The last line of the value, without the empty lines and comments after it."""
    comment: str
    """What stands after a plain value on its last line, from the '#' on; else ""."""


@dataclass(frozen=True)
class YamlFile:
    """What a file says, as maps, lists and strings as typed (None: empty), and where each value stands."""

    file: str
    value: Value
    spots: Mapping[Path, Spot]
    lines: tuple[str, ...]
    mixed: frozenset[Path] = frozenset()
    """The maps in which a key is given twice: what two of them should hold may be in one."""
    doubtful: frozenset[int] = frozenset()
    """The lines in which something is written wrong, so that their words may be others than were meant."""


@dataclass(frozen=True)
class Comment:
    """What stands from a '#' to the end of its line, for people alone."""

    place: Place
    words: str
    """From the '#' on."""
    is_alone: bool
    """Whether nothing stands before it on its line."""


def parse(content: bytes, file: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read a file and report every mistake in its writing, sorted by place; raises for no content.

    There is no YamlFile where part of what was written cannot be known: then nothing can be called missing.
    """
    start = Place(file, 1, 1)
    if unreadable := _why_not_text(content):
        return None, [Problem(start, *unreadable)]
    text, problems = _decode(content, file)
    if merging := _merges_left(text, file):
        return None, sorted(problems + merging)
    wrong = list(problems)
    problems += _advise_on_line_ends(text, file)
    lines, hidden = _blank_out_invisible(text, file)
    draft = _Draft(file, "\n".join(lines), lines, problems=hidden)
    _read_events(draft)
    doubtful = frozenset(problem.place.line for problem in (*wrong, *draft.problems))
    value = draft.document.get("")
    if value is None and not draft.problems:
        draft.refuse(start, "this file is empty", "write its first line, or delete the file")
    as_typed = tuple(line.removesuffix("\r") for line in lines)
    whole = YamlFile(file, value, draft.spots, as_typed, frozenset(draft.mixed), doubtful)
    is_known = draft.is_whole and value is not None
    return whole if is_known else None, sorted(problems + draft.problems)


def comments(file: YamlFile) -> list[Comment]:
    """Every comment of a file that was read, in their order: each '#' outside of words begins one."""
    text = "\n".join(file.lines)
    found, end = [], 0
    for event in iter(CParser(text).get_event, None):
        if isinstance(event, ScalarEvent):
            found += list(_COMMENT_SIGN.finditer(text, end, _begin_of_words(text, event)))
            end = event.end_mark.index
    return [_comment(file, text, sign.start()) for sign in [*found, *_COMMENT_SIGN.finditer(text, end)]]


_COMMENT_SIGN = re.compile("#.*")


def _begin_of_words(text: str, event: ScalarEvent) -> int:
    """Where words begin: below '>-' on the next line."""
    start = int(event.start_mark.index)
    return text.find("\n", start) if event.style in (">", "|") else start


def _comment(file: YamlFile, text: str, index: int) -> Comment:
    place = _place_of_index(text, index, file.file)
    line = file.lines[place.line - 1]
    return Comment(place, line[place.column - 1 :].rstrip(" \t"), not line[: place.column - 1].strip())


def lines_of(content: bytes) -> list[str]:
    """The lines of a file as places count them, with what cannot be seen; none of what is no text."""
    return [] if _why_not_text(content) else _decode(content, "")[0].split("\n")


# From bytes to text

_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\\Z)")
_AS_IN_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}


def _why_not_text(content: bytes) -> tuple[str, str] | None:
    if len(content) > MAX_BYTES:
        megabytes = math.ceil(len(content) / 100_000) / 10
        return f"this file has {megabytes} MB, and may have at most 1 MB", "take out what is no part of it"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or content[:2].count(0) == 1:
        return "this file is saved as UTF-16", "save it again with the encoding UTF-8"
    if 0 in content and not _is_utf8(content):
        return "this is not a text file", "save it as plain text with the encoding UTF-8"
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(content: bytes, file: str) -> tuple[str, list[Problem]]:
    problems = []
    if content.startswith(codecs.BOM_UTF8):
        message = "this file begins with an invisible byte-order mark"
        hint = "save it again as 'UTF-8', not as 'UTF-8 with BOM'"
        problems.append(Problem(Place(file, 1, 1), message, hint))
        content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode(), problems
    except UnicodeDecodeError as error:
        text = content.decode(errors="surrogateescape").translate(_AS_IN_WINDOWS)
        index = len(content[: error.start].decode())
        message = f"this file is not saved as UTF-8: '{text[index]}' is the first character that shows it"
        hint = "save it again with the encoding UTF-8, and look whether such characters are still right"
        return text, [*problems, Problem(_place_of_index(text, index, file), message, hint)]


def _place_of_index(text: str, index: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _advise_on_line_ends(text: str, file: str) -> list[Problem]:
    index = text.find("\r\n")
    if index < 0:
        return []
    hint = "set your editor to end lines as Unix does (LF): then comparisons show only what you changed"
    return [Problem(_place_of_index(text, index, file), "the lines end as on Windows", hint, is_advice=True)]


_LEFT_BY_MERGE = re.compile(r"^(?P<sign>[<|=>])(?P=sign){6}(?=\s|\Z)", re.MULTILINE)


def _merges_left(text: str, file: str) -> list[Problem]:
    """Where git left two versions of the same lines, for an editor to choose from."""
    message = "two versions of the same lines stand here, as a merge left them"
    hint = "keep the right words, and delete the others and the lines that begin with <<<<<<<, ======= and >>>>>>>"
    places = []
    is_within = False
    for mark in _LEFT_BY_MERGE.finditer(text):
        if not is_within:
            places.append(_place_of_index(text, mark.start(), file))
        is_within = mark["sign"] != ">"
    return [Problem(place, message, hint) for place in places]


_ODD = "[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]"
_ODD_BLANK_AT_KEY = re.compile(
    rf"(?:(?P<indentation> *{_ODD}[ {_ODD[1:]}*)| *)(?:- )?[A-Za-z_]+(?P<behind>{_ODD}+)?:(?:\s|\Z)"
)


def _blank_out_invisible(text: str, file: str) -> tuple[list[str], list[Problem]]:
    lines = text.split("\n")
    if "".join(lines).isprintable():  # nearly always, and seen at a glance: odd blanks are not printable either
        return lines, []
    message = "there is a character here that cannot be seen"
    hint = "delete it, and type a space if one belongs there; such characters come with words from a PDF"
    problems = []
    for number, line in enumerate(lines):
        if found := _INVISIBLE.search(line):
            problems.append(Problem(Place(file, number + 1, found.start() + 1), message, hint))
            lines[number] = _INVISIBLE.sub(" ", line)
        elif (found := _ODD_BLANK_AT_KEY.match(line)) and found.lastgroup:
            at = found.start("behind") + 1 if found["behind"] else 1
            problems.append(Problem(Place(file, number + 1, at), *_BLANK_THAT_IS_NO_SPACE))
            lines[number] = re.sub(_ODD, " ", found[0]) + line[found.end() :]
    return lines, problems


_BLANK_THAT_IS_NO_SPACE = (
    "there is a blank here that is no space",
    "write spaces instead; such blanks come with words from the web or a word processor, and look the same",
)


# From events to values

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_COLON = re.compile("[ \t]*:")
_MARK = re.compile(r"[&!][^\s,\[\]{}]*")
_SPACES = re.compile(" *")


class _Mark(Protocol):
    line: int
    column: int
    index: int


class _Key(NamedTuple):
    words: str
    place: Place
    value_path: Path | None
    """None where the value is not kept; then nothing in it is reported either."""


@dataclass(slots=True)
class _Frame:
    """A map or list that is being read."""

    value: dict[str, Value] | list[Value]
    path: Path | None
    key_place: Place
    place: Place
    is_inline: bool = False
    key: _Key | None = None
    """In a map, the key whose value comes next; None where a key comes next."""
    keys: dict[str, Place] = field(default_factory=dict)
    is_misread: bool = False
    """A list that is read as a map, for a dash in it has no space."""

    @property
    def awaits_key(self) -> bool:
        return self.key is None and isinstance(self.value, dict)


@dataclass
class _Draft:
    """What has been read of a file so far; the document is the value of "" in a map around it."""

    file: str
    text: str
    lines: list[str]
    problems: list[Problem]
    document: dict[str, Value] = field(default_factory=dict)
    spots: dict[Path, Spot] = field(default_factory=dict)
    mixed: set[Path] = field(default_factory=set)
    stack: list[_Frame] = field(default_factory=list)
    last_words: ScalarEvent | None = None
    last_keys: Position | None = None
    """Where the first of the keys stands that were closed last."""
    last_line: int = 1
    is_whole: bool = True
    is_over: bool = False

    def position(self, mark: _Mark) -> Position:
        """Where a mark stands; at the end of a file the parser may count one line too many."""
        if mark.line < len(self.lines):
            return mark.line, mark.column
        return len(self.lines) - 1, len(self.lines[-1])

    def place(self, mark: _Mark) -> Place:
        line = mark.line
        if line < len(self.lines):  # as nearly always: quicker than to ask for the position
            return Place(self.file, line + 1, mark.column + 1)
        return Place(self.file, len(self.lines), len(self.lines[-1]) + 1)

    def report(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(place, message, hint))

    def refuse(self, place: Place, message: str, hint: str) -> None:
        """Report a mistake after which it cannot be known what the file says."""
        self.report(place, message, hint)
        self.is_whole = False


def _read_events(draft: _Draft) -> None:
    start = Place(draft.file, 1, 1)
    draft.stack.append(_Frame(draft.document, (), start, start, key=_Key("", start, ())))
    try:
        for event in iter(CParser(draft.text).get_event, None):
            if take := _TAKE.get(type(event)):
                take(draft, event)
            if draft.is_over:
                return
    except MarkedYAMLError as error:
        draft.is_whole = False
        _report_halt(draft, error)


def _begin_document(draft: _Draft, event: DocumentStartEvent) -> None:
    place = draft.place(event.start_mark)
    if draft.document:
        draft.refuse(place, *SECOND_DOCUMENT)
        draft.is_over = True
    elif event.version or event.tags:
        draft.report(place, *DIRECTIVE)


def _take_scalar(draft: _Draft, event: ScalarEvent) -> None:
    """Take a key or a value; most are nothing but words, and pass without being looked at closely."""
    draft.last_words = event
    frame, place = draft.stack[-1], draft.place(event.start_mark)
    if frame.awaits_key:
        frame.key = _take_key(draft, frame, event, place)
        return
    style, is_marked = event.style, _has_mark(event)
    words = event.value if event.value and not is_marked else _as_typed(draft, event)
    path, key_place = _attach(frame, words, place)
    draft.last_line = _end_line(draft, event)
    if path is not None and _has_words_too_far_left(draft, event):
        return
    if path is not None:
        comment = "" if style else _comment_behind(draft, event)
        draft.spots[path] = Spot(key_place, place, _STYLES[style], draft.last_line, comment)
        if is_marked:
            _report_mark(draft, event, place)
        if style:
            _check_escapes(draft, event)
        elif event.end_mark.line > event.start_mark.line or event.value.startswith("-"):
            _check_dashes(draft, event)


_STYLES: Mapping[str, Literal["plain", "quoted", "block"]] = {
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}


def _has_words_too_far_left(draft: _Draft, event: ScalarEvent) -> bool:
    """Whether '>-' holds nothing, for the words below it stand no deeper than its key; reports that."""
    if event.style not in (">", "|") or event.value.strip():
        return False
    below = range(event.start_mark.line + 1, len(draft.lines))
    first = next((number for number in below if draft.lines[number].strip()), None)
    if first is None:
        return False
    words, key = draft.lines[first], key_line(draft.lines, event.start_mark.line)
    if not key or _LIKE_A_KEY.match(words):
        return False
    draft.problems.append(tell_too_far_left(draft.file, (first, len(words) - len(words.lstrip())), key))
    draft.is_whole, draft.is_over = False, True
    return True


_LIKE_A_KEY = re.compile(r"\s*(?:#|- |[a-z_]+:(?:\s|\Z))")


def _attach(frame: _Frame, value: Value, place: Place) -> tuple[Path | None, Place]:
    """Put a value where it belongs; its path, None where it is not kept, and the place of its key."""
    if isinstance(frame.value, list):
        frame.value.append(value)
        return None if frame.path is None else (*frame.path, len(frame.value) - 1), place
    key, frame.key = frame.key, None
    assert key, "events give a key before its value"
    frame.value.setdefault(key.words, value)
    return key.value_path, key.place


def _as_typed(draft: _Draft, event: ScalarEvent) -> str | None:
    if event.style:
        return str(event.value)
    if _has_mark(event):
        return " ".join(draft.text[event.start_mark.index : event.end_mark.index].split())
    return event.value or None


def _end_line(draft: _Draft, event: ScalarEvent) -> int:
    if event.style not in (">", "|"):
        return min(int(event.end_mark.line) + 1, len(draft.lines))
    written = draft.text[event.start_mark.index : event.end_mark.index].rstrip()
    return int(event.start_mark.line) + 1 + written.count("\n")


def _comment_behind(draft: _Draft, event: ScalarEvent) -> str:
    end = event.end_mark.index
    found = None if draft.text.startswith("\n", end) else _COMMENT.match(draft.text, end)
    return found[1].rstrip() if found else ""


def _has_mark(event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> bool:
    return event.anchor is not None or event.ctag is not None


def _report_mark(draft: _Draft, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, place: Place) -> None:
    found = _MARK.match(draft.text, event.start_mark.index)
    if not found:
        return
    mark = found[0]
    if isinstance(event, ScalarEvent) and not event.style:
        hint = f"{QUOTE_THEM}; if '{mark}' does not belong to them, delete it"
        draft.report(place, KEPT_FOR_ITSELF.format(mark[0]), hint)
    else:
        draft.report(place, f"'{mark}' begins with '{mark[0]}', which YAML keeps for itself", "delete it")


def _check_dashes(draft: _Draft, event: ScalarEvent) -> None:
    line, column = event.start_mark.line, event.start_mark.column
    if DASH_WITHOUT_SPACE.match(event.value) and _SPACES.fullmatch(draft.lines[line], 0, column):
        draft.refuse(draft.place(event.start_mark), *dash_without_space(event.value))
        return
    for number in range(line + 1, event.end_mark.line + 1):
        words = draft.lines[number].lstrip()
        if words.startswith("- ") and (strayed := stray(draft.lines, number, len(draft.lines[number]) - len(words))):
            draft.problems.append(tell_stray(draft.file, *strayed))
            draft.is_whole = False
            return
        if words.startswith("- ") and draft.stack[-1].is_inline:
            draft.refuse(draft.stack[-1].place, *BRACKET_NEVER_CLOSED)
            return
        if words.startswith("- ") and _SPACES.fullmatch(draft.lines[line], 0, column):
            draft.refuse(draft.place(event.start_mark), *WORDS_BEFORE_LIST)
            return
        if words.startswith("- "):
            place = Place(draft.file, number + 1, len(draft.lines[number]) - len(words) + 1)
            hint = f"{ALIGN_DASH}; if it belongs to the words, {PUT_BELOW}"
            draft.refuse(place, "this dash is read as part of the words above it", hint)
            return


def _check_escapes(draft: _Draft, event: ScalarEvent) -> None:
    """Between double quotes a character that cannot be seen can be written as a backslash and letters."""
    if event.style == '"' and _INVISIBLE.search(event.value):
        hint = "put the words in single quotes, or on a line of their own below '>-'"
        draft.refuse(draft.place(event.start_mark), "a backslash makes a character here that cannot be seen", hint)


def _take_key(draft: _Draft, frame: _Frame, event: ScalarEvent, place: Place) -> _Key:
    words = event.value
    draft.last_line = place.line
    if frame.path is None or not _is_key_kept(draft, frame, event, place):
        return _Key(words, place, None)
    return _Key(words, place, (*frame.path, words))


def _is_key_kept(draft: _Draft, frame: _Frame, event: ScalarEvent, place: Place) -> bool:
    words, end = event.value, event.end_mark
    if _has_mark(event):
        _report_mark(draft, event, place)
    has_colon = draft.text.startswith(":", end.index) or _COLON.match(draft.text, end.index)
    if event.start_mark.line < end.line or not has_colon:
        message = "this key stands behind a '?', which YAML keeps for itself"
        draft.refuse(place, message, "write the key and a colon, without '?'")
    elif words == "<<":
        draft.refuse(place, "'<<' is a key that YAML keeps for itself", "write in full what it stands for")
    elif words == "":
        draft.refuse(place, *NO_KEY_BEFORE_COLON)
    elif words.startswith("-") and DASH_WITHOUT_SPACE.match(words) and not event.style:
        draft.refuse(place, *dash_without_space(words))
        frame.is_misread = True
    elif words in frame.keys:
        _tell_twice(draft, frame, words, place)
    else:
        frame.keys[words] = place
        return True
    return False


def _tell_twice(draft: _Draft, frame: _Frame, words: str, place: Place) -> None:
    """Report the first key that a map is given twice; if a line between two maps is lost, more follow."""
    assert frame.path is not None, "only keys that may be kept are compared"
    if frame.path not in draft.mixed:
        first = f"{draft.file}:{frame.keys[words].line}"
        begins_another = words == next(iter(frame.keys)) and isinstance((*frame.path, "")[-2:][0], int)
        hint = f"if another one begins here, write '- {words}: …'" if begins_another else _LINE_LOST
        if above := meant_for_above(draft.lines, place.line - 1):
            hint = f"if it is meant for what stands above it, {above.start()}"
        remedies = (hint, f"else {_GIVEN_TWICE}") if above else (_GIVEN_TWICE, hint)
        draft.report(place, f"'{words}' is given twice; first at {first}", "; ".join(remedies))
        draft.mixed.add(frame.path)


_GIVEN_TWICE = "delete one of them, or put both their words below one"
_LINE_LOST = "if something else begins here, the line that begins it is missing above"


def _take_alias(draft: _Draft, event: AliasEvent) -> None:
    frame, place = draft.stack[-1], draft.place(event.start_mark)
    if frame.awaits_key:
        path = frame.path
        frame.key = _Key("", place, None)
    else:
        path, _ = _attach(frame, None, place)
    if path is not None:
        hint = f"{QUOTE_THEM}; to say the same in two places, write it in both"
        draft.refuse(place, KEPT_FOR_ITSELF.format("*"), hint)


def _open(draft: _Draft, event: MappingStartEvent | SequenceStartEvent) -> None:
    frame, place = draft.stack[-1], draft.place(event.start_mark)
    value: dict[str, Value] | list[Value] = {} if isinstance(event, MappingStartEvent) else []
    if frame.awaits_key:
        path, key_place = None, place
        frame.key = _Key("", place, None)
        if frame.path is not None:
            hint = "begin the line with a key; words with brackets go in quotes"
            draft.refuse(place, "brackets stand where a key belongs", hint)
    else:
        path, key_place = _attach(frame, value, place)
    if path is not None and not _is_collection_kept(draft, event, place):
        path = None
    draft.stack.append(_Frame(value, path, key_place, place, is_inline=bool(event.flow_style)))
    if len(draft.stack) > MAX_LEVELS + 1:
        _stop_at_depth(draft, place)


def _stop_at_depth(draft: _Draft, place: Place) -> None:
    draft.is_over = True
    if draft.is_whole:
        hint = "look for dashes, brackets or indentation that go on growing"
        draft.refuse(place, f"there are more than {MAX_LEVELS} levels here, one within the other", hint)


def _is_collection_kept(draft: _Draft, event: MappingStartEvent | SequenceStartEvent, place: Place) -> bool:
    if _has_mark(event):
        _report_mark(draft, event, place)
    if isinstance(event, SequenceStartEvent) or not event.flow_style:
        return True
    if draft.text[event.end_mark.index - 1] == "{":
        hint = f"{QUOTE_THEM}; keys go each on a line of its own"
        draft.refuse(place, KEPT_FOR_ITSELF.format("{"), hint)
    else:
        draft.refuse(place, *COLON_IN_BRACKETS)
    return False


def _close(draft: _Draft, event: MappingEndEvent | SequenceEndEvent) -> None:
    frame = draft.stack.pop()
    if isinstance(event, MappingEndEvent):
        draft.last_keys = frame.place.line - 1, frame.place.column - 1
    if frame.is_inline:
        draft.last_line = event.end_mark.line + 1
    if frame.path is not None:
        style: Literal["map", "list"] = "map" if isinstance(frame.value, dict) else "list"
        draft.spots[frame.path] = Spot(frame.key_place, frame.place, style, draft.last_line, "")


def _halt(draft: _Draft, error: MarkedYAMLError) -> Halt:
    at = draft.position(error.problem_mark)
    began = draft.position(error.context_mark) if error.context_mark else at
    frame = draft.stack[-1]
    bracket = (frame.place.line - 1, frame.place.column - 1) if frame.is_inline else None
    return Halt(draft.file, draft.lines, error.problem, at, began, _last_words(draft), bracket, draft.last_keys)


def _last_words(draft: _Draft) -> Words:
    event, frame = draft.last_words, draft.stack[-1]
    if event is None:
        return Words((0, 0), (0, 0), are_quoted=False, have_key=True)
    return Words(
        draft.position(event.start_mark),
        draft.position(event.end_mark),
        are_quoted=event.style in ("'", '"'),
        have_key=isinstance(frame.value, dict) and frame.value is not draft.document,
    )


def _report_halt(draft: _Draft, error: MarkedYAMLError) -> None:
    """Explain why the parser stopped, unless it was over a mistake that has been reported already."""
    halt = _halt(draft, error)
    problem = explain(halt)
    lines = {problem.place.line, *(halt.lines_of_words if halt.is_behind_words else ())}
    is_reported = not lines.isdisjoint(earlier.place.line for earlier in draft.problems)
    if not is_reported and not any(frame.is_misread for frame in draft.stack):
        draft.problems.append(problem)


# Any: each function takes the one event it stands beside
_TAKE: Mapping[type, Callable[[_Draft, Any], None]] = {
    DocumentStartEvent: _begin_document,
    ScalarEvent: _take_scalar,
    AliasEvent: _take_alias,
    MappingStartEvent: _open,
    SequenceStartEvent: _open,
    MappingEndEvent: _close,
    SequenceEndEvent: _close,
}
