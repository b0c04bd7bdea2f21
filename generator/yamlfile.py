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
from typing import Any, Literal, Protocol

from ruamel.yaml import YAML
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

from generator.problems import Place, Problem

MAX_BYTES = 1_000_000
MAX_LEVELS = 20

Value = dict[str, "Value"] | list["Value"] | str | None
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Spot:
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


def parse(content: bytes, file: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read a file and report every mistake in its writing, sorted by place; raises for no content.

    There is no YamlFile where part of what was written cannot be known: then nothing can be called missing.
    """
    start = Place(file, 1, 1)
    if unreadable := _why_not_text(content):
        return None, [Problem(start, *unreadable)]
    text, problems = _decode(content, file)
    problems += _advise_on_line_ends(text, file)
    lines, hidden = _blank_out_invisible(text, file)
    draft = _Draft(file, "\n".join(lines), lines, problems=hidden)
    _read_events(draft)
    value = draft.document.get("")
    if value is None and not draft.problems:
        draft.refuse(start, "this file is empty", "write its first line, or delete the file")
    whole = YamlFile(file, value, draft.spots, tuple(line.removesuffix("\r") for line in lines))
    is_known = draft.is_whole and value is not None
    return whole if is_known else None, sorted(problems + draft.problems)


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


def _blank_out_invisible(text: str, file: str) -> tuple[list[str], list[Problem]]:
    lines = text.split("\n")
    message = "there is a character here that cannot be seen"
    hint = "delete it, and type a space if one belongs there; such characters come with words from a PDF"
    problems = []
    for number, line in enumerate(lines):
        if found := _INVISIBLE.search(line):
            problems.append(Problem(Place(file, number + 1, found.start() + 1), message, hint))
            lines[number] = _INVISIBLE.sub(" ", line)
    return lines, problems


# From events to values

_COMMENT = re.compile(r"[ \t]+(#[^\r\n]*)")
_COLON = re.compile("[ \t]*:")
_MARK = re.compile(r"[&!][^\s,\[\]{}]*")
_SPACES = re.compile(" *")
_DASH_WITHOUT_SPACE = re.compile(r"-[^\s\d-]")
_PUT_BELOW = "put all the words on a line of their own below '>-'"
_QUOTE_THEM = "put the words in quotes, or on a line of their own below '>-'"
_ALIGN_DASH = "start it in the same column as the dashes it belongs with"
_LIST_BELOW = "a list begins on the line below its key, with nothing behind the key's colon"
_KEPT_FOR_ITSELF = "the words begin with '{}', which YAML keeps for itself"

_Position = tuple[int, int]
"""Line and column, counted from 0 as the parser does."""


class _Mark(Protocol):
    line: int
    column: int
    index: int


@dataclass(frozen=True, slots=True)
class _Key:
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
    stack: list[_Frame] = field(default_factory=list)
    last_words: ScalarEvent | None = None
    last_line: int = 1
    is_whole: bool = True
    is_over: bool = False

    def position(self, mark: _Mark) -> _Position:
        """Where a mark stands; at the end of a file the parser may count one line too many."""
        if mark.line < len(self.lines):
            return mark.line, mark.column
        return len(self.lines) - 1, len(self.lines[-1])

    def place(self, mark: _Mark) -> Place:
        line, column = self.position(mark)
        return Place(self.file, line + 1, column + 1)

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
        for event in YAML(typ="safe").parse(draft.text):
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
        draft.refuse(place, *_SECOND_DOCUMENT)
        draft.is_over = True
    elif event.version or event.tags:
        draft.report(place, *_DIRECTIVE)


_INDENT_WORDS = "if it belongs to the words above, indent it as they are"
_DIRECTIVE = ("this line begins with '%', which YAML keeps for itself", f"delete it; {_INDENT_WORDS}")
_SECOND_DOCUMENT = (
    "a second document begins here",
    f"delete this line, or put what follows it into a file of its own; {_INDENT_WORDS}",
)


def _take_scalar(draft: _Draft, event: ScalarEvent) -> None:
    draft.last_words = event
    frame = draft.stack[-1]
    if frame.awaits_key:
        frame.key = _take_key(draft, frame, event)
        return
    place = draft.place(event.start_mark)
    path, key_place = _attach(frame, _as_typed(draft, event), place)
    draft.last_line = _end_line(draft, event)
    if path is not None:
        comment = "" if event.style else _comment_behind(draft, event)
        draft.spots[path] = Spot(key_place, place, _STYLES[event.style], draft.last_line, comment)
        _check_mark(draft, event)
        _check_dashes(draft, event)


_STYLES: Mapping[str, Literal["plain", "quoted", "block"]] = {
    "": "plain",
    "'": "quoted",
    '"': "quoted",
    "|": "block",
    ">": "block",
}


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
        return draft.position(event.end_mark)[0] + 1
    written = draft.text[event.start_mark.index : event.end_mark.index].rstrip()
    return int(event.start_mark.line) + 1 + written.count("\n")


def _comment_behind(draft: _Draft, event: ScalarEvent) -> str:
    found = _COMMENT.match(draft.text, event.end_mark.index)
    return found[1].rstrip() if found else ""


def _has_mark(event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> bool:
    return event.anchor is not None or event.tag is not None


def _check_mark(draft: _Draft, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
    found = _has_mark(event) and _MARK.match(draft.text, event.start_mark.index)
    if not found:
        return
    mark, place = found[0], draft.place(event.start_mark)
    if isinstance(event, ScalarEvent) and not event.style:
        hint = f"{_QUOTE_THEM}; if '{mark}' does not belong to them, delete it"
        draft.report(place, _KEPT_FOR_ITSELF.format(mark[0]), hint)
    else:
        draft.report(place, f"'{mark}' begins with '{mark[0]}', which YAML keeps for itself", "delete it")


def _check_dashes(draft: _Draft, event: ScalarEvent) -> None:
    if event.style:
        return
    line, column = event.start_mark.line, event.start_mark.column
    if _DASH_WITHOUT_SPACE.match(event.value) and _SPACES.fullmatch(draft.lines[line], 0, column):
        draft.refuse(draft.place(event.start_mark), *_dash_without_space(event.value))
    for number in range(line + 1, event.end_mark.line + 1):
        words = draft.lines[number].lstrip()
        if words.startswith("- "):
            place = Place(draft.file, number + 1, len(draft.lines[number]) - len(words) + 1)
            hint = f"{_ALIGN_DASH}; if it belongs to the words, {_PUT_BELOW}"
            draft.refuse(place, "this dash is read as part of the words above it", hint)


def _dash_without_space(words: str) -> tuple[str, str]:
    word = words.split()[0].rstrip(":")
    hint = f"write '- {word[1:]}'; if the dash belongs to the words, put them in quotes"
    return f"the dash of '{word}' has no space behind it", hint


def _take_key(draft: _Draft, frame: _Frame, event: ScalarEvent) -> _Key:
    words, place = event.value, draft.place(event.start_mark)
    draft.last_line = place.line
    if frame.path is None or not _is_key_kept(draft, frame, event, place):
        return _Key(words, place, None)
    return _Key(words, place, (*frame.path, words))


def _is_key_kept(draft: _Draft, frame: _Frame, event: ScalarEvent, place: Place) -> bool:
    words = event.value
    _check_mark(draft, event)
    if event.start_mark.line < event.end_mark.line or not _COLON.match(draft.text, event.end_mark.index):
        message = "this key stands behind a '?', which YAML keeps for itself"
        draft.refuse(place, message, "write the key and a colon, without '?'")
    elif words == "<<":
        draft.refuse(place, "'<<' is a key that YAML keeps for itself", "write in full what it stands for")
    elif words == "":
        draft.refuse(place, *_NO_KEY_BEFORE_COLON)
    elif _DASH_WITHOUT_SPACE.match(words) and not event.style:
        draft.refuse(place, *_dash_without_space(words))
        frame.is_misread = True
    elif words in frame.keys:
        hint = "delete one of them, or put both their words below one"
        draft.report(place, f"'{words}' is given twice; first at {draft.file}:{frame.keys[words].line}", hint)
    else:
        frame.keys[words] = place
        return True
    return False


_NO_KEY_BEFORE_COLON = "there is no key before this colon", "write the key, such as 'owner', before it"


def _take_alias(draft: _Draft, event: AliasEvent) -> None:
    frame, place = draft.stack[-1], draft.place(event.start_mark)
    if frame.awaits_key:
        path = frame.path
        frame.key = _Key("", place, None)
    else:
        path, _ = _attach(frame, None, place)
    if path is not None:
        hint = f"{_QUOTE_THEM}; to say the same in two places, write it in both"
        draft.refuse(place, _KEPT_FOR_ITSELF.format("*"), hint)


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
    _check_mark(draft, event)
    if isinstance(event, SequenceStartEvent) or not event.flow_style:
        return True
    if draft.text[event.end_mark.index - 1] == "{":
        hint = f"{_QUOTE_THEM}; keys go each on a line of its own"
        draft.refuse(place, _KEPT_FOR_ITSELF.format("{"), hint)
    else:
        draft.refuse(place, *_COLON_IN_BRACKETS)
    return False


_COLON_IN_BRACKETS = (
    "there is a colon or an address inside [ ]",
    "put it in quotes, or write each entry on a line of its own, behind a dash and a space",
)


def _close(draft: _Draft, event: MappingEndEvent | SequenceEndEvent) -> None:
    frame = draft.stack.pop()
    if frame.is_inline:
        draft.last_line = event.end_mark.line + 1
    if frame.path is not None:
        style: Literal["map", "list"] = "map" if isinstance(frame.value, dict) else "list"
        draft.spots[frame.path] = Spot(frame.key_place, frame.place, style, draft.last_line, "")


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


# From the parser's words to ours

_WORD = re.compile(r"\s*(?:- +)*(?P<word>[\w-]+)")
_WORD_AND_COLON = re.compile(_WORD.pattern + r":(?:\s|$)")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_]+):(?!//)(?=\S)")
_COMMENT_SIGN = re.compile(r"\s*#")
_BLOCK_SIGN = re.compile(r"[>|][-+0-9]+")
_SIGNS = frozenset("*&!%@`|>?,]}")


@dataclass(frozen=True)
class _Words:
    """The words read last before the parser stopped."""

    start: _Position
    end: _Position
    are_quoted: bool
    have_key: bool


@dataclass(frozen=True)
class _Halt:
    """Where the parser stopped, and what it said."""

    file: str
    lines: list[str]
    said: str
    at: _Position
    began: _Position
    """Where what it was reading began, as far as it says."""
    words: _Words
    open_bracket: _Position | None

    @property
    def line(self) -> str:
        return self.lines[self.at[0]]

    @property
    def before(self) -> str:
        """What stands before the halt on its line."""
        return self.line[: self.at[1]].rstrip()

    @property
    def is_behind_words(self) -> bool:
        return self.words.end == (self.at[0], len(self.before))

    @property
    def lines_of_words(self) -> range:
        return range(self.words.start[0] + 1, self.words.end[0] + 2)

    @property
    def is_at_end(self) -> bool:
        return self.at >= (len(self.lines) - 1, len(self.lines[-1]))

    def problem(self, position: _Position, message: str, hint: str) -> Problem:
        return Problem(Place(self.file, position[0] + 1, position[1] + 1), message, hint)


def _halt(draft: _Draft, error: MarkedYAMLError) -> _Halt:
    at = draft.position(error.problem_mark)
    began = draft.position(error.context_mark) if error.context_mark else at
    frame = draft.stack[-1]
    bracket = (frame.place.line - 1, frame.place.column - 1) if frame.is_inline else None
    return _Halt(draft.file, draft.lines, error.problem, at, began, _last_words(draft), bracket)


def _last_words(draft: _Draft) -> _Words:
    event, frame = draft.last_words, draft.stack[-1]
    if event is None:
        return _Words((0, 0), (0, 0), are_quoted=False, have_key=True)
    return _Words(
        draft.position(event.start_mark),
        draft.position(event.end_mark),
        are_quoted=event.style in ("'", '"'),
        have_key=isinstance(frame.value, dict) and frame.value is not draft.document,
    )


def _report_halt(draft: _Draft, error: MarkedYAMLError) -> None:
    """Explain why the parser stopped, unless it was over a mistake that has been reported already."""
    halt = _halt(draft, error)
    problem = _explain(halt)
    lines = {problem.place.line, *(halt.lines_of_words if halt.is_behind_words else ())}
    is_reported = not lines.isdisjoint(earlier.place.line for earlier in draft.problems)
    if not is_reported and not any(frame.is_misread for frame in draft.stack):
        draft.problems.append(problem)


def _explain(halt: _Halt) -> Problem:
    explain = _EXPLANATIONS.get(halt.said, _explain_sign)
    return _explain_late_quote(halt) or _explain_open_bracket(halt) or explain(halt)


def _explain_late_quote(halt: _Halt) -> Problem | None:
    start, end = halt.words.start, halt.words.end
    if not (halt.words.are_quoted and start[0] < end[0] and halt.is_behind_words):
        return None
    return halt.problem(start, f"the quote that opens here is closed only on line {end[0] + 1}", _CLOSE_QUOTE)


def _explain_open_quote(halt: _Halt) -> Problem:
    return halt.problem(halt.began, "the quote that opens here is never closed", _CLOSE_QUOTE)


_CLOSE_QUOTE = "close it behind the words; words that hold quotes go on a line of their own below '>-'"


def _explain_open_bracket(halt: _Halt) -> Problem | None:
    if halt.open_bracket is None or halt.said in _QUOTE_IS_OPEN:
        return None
    is_on_line = halt.at[0] == halt.open_bracket[0]
    if not halt.is_at_end and (is_on_line or not _begins_anew(halt.line)):
        return None
    message = "the bracket that opens here is never closed"
    return halt.problem(halt.open_bracket, message, "close it behind the last entry")


def _begins_anew(line: str) -> bool:
    return line.lstrip().startswith("- ") or _WORD_AND_COLON.match(line) is not None


def _explain_colon(halt: _Halt) -> Problem:
    if past_closing := _explain_past_closing(halt):
        return past_closing
    if halt.is_behind_words and halt.words.start[0] < halt.at[0]:
        return _explain_words_and_key(halt)
    return _colon_in_words(halt)


def _colon_in_words(halt: _Halt) -> Problem:
    is_last = not halt.line[halt.at[1] + 1 :].strip()
    message = "the words end with a colon" if is_last else "the words contain a colon followed by a space"
    return halt.problem(halt.at, message, _QUOTE_THEM)


def _explain_words_and_key(halt: _Halt) -> Problem:
    """Words that go on over several lines, until what was meant to be a key comes and is read as theirs."""
    number, column = halt.words.start
    glued = _COLON_WITHOUT_SPACE.match(halt.lines[number])
    if glued and glued.start("key") == column:
        return _colon_without_space(halt, number, glued)
    if not halt.words.have_key:
        return halt.problem(halt.words.start, "there is no key before these words", _GIVE_KEY)
    if word := _WORD.fullmatch(halt.before):
        return _swallowed_key(halt, word)
    return _colon_in_words(halt)


def _swallowed_key(halt: _Halt, word: re.Match[str]) -> Problem:
    hint = f"if it is a key, start it in the same column as the keys it belongs with; else {_QUOTE_THEM}"
    position = (halt.at[0], word.start("word"))
    return halt.problem(position, f"'{word['word']}:' is read as part of the words above it", hint)


def _colon_without_space(halt: _Halt, line: int, glued: re.Match[str]) -> Problem:
    message = f"the colon of '{glued['key']}:' has no space behind it"
    return halt.problem((line, glued.end() - 1), message, f"write '{glued['key']}: ' and then the words")


def _explain_line_without_key(halt: _Halt) -> Problem:
    number, column = halt.began
    line = halt.lines[number]
    if _DASH_WITHOUT_SPACE.match(line, column):
        return halt.problem(halt.began, *_dash_without_space(line[column:]))
    if glued := _COLON_WITHOUT_SPACE.match(line):
        return _colon_without_space(halt, number, glued)
    hint = f"{_GIVE_KEY}; if it goes on from the words above, indent it more"
    return halt.problem(halt.began, "this line has no key", hint)


_GIVE_KEY = "write the key and a colon before it, such as 'text: '"


def _explain_out_of_line(halt: _Halt) -> Problem:
    return _explain_past_closing(halt) or _explain_cut_words(halt) or _explain_start_of_line(halt)


def _explain_past_closing(halt: _Halt) -> Problem | None:
    if halt.words.are_quoted and halt.is_behind_words:
        closing = "quote"
    elif halt.before.endswith(("]", "}")) and not halt.is_behind_words:
        closing = f"'{halt.before[-1]}'"
    else:
        return None
    hint = f"delete what stands behind it, or {_PUT_BELOW}"
    return halt.problem(halt.at, f"the words go on after the closing {closing}", hint)


def _explain_cut_words(halt: _Halt) -> Problem | None:
    """Words that go on below a comment: often the comment was no comment, but a '#' in the words."""
    if halt.words.are_quoted or halt.before or _begins_anew(halt.line):
        return None
    last, _ = halt.words.end
    for number, column in [halt.words.end, *((below, 0) for below in range(last + 1, halt.at[0]))]:
        if found := _COMMENT_SIGN.match(halt.lines[number], column):
            hint = f"if the '#' belongs to the words, {_QUOTE_THEM}; else move the comment above the words"
            position = (number, found.end() - 1)
            return halt.problem(position, "the words stop at this '#', and go on below it", hint)
    return None


def _explain_start_of_line(halt: _Halt) -> Problem:
    rest = halt.line[halt.at[1] :]
    if _DASH_WITHOUT_SPACE.match(rest):
        return halt.problem(halt.at, *_dash_without_space(rest))
    if rest.startswith(":"):
        return halt.problem(halt.at, *_NO_KEY_BEFORE_COLON)
    if rest.startswith("- "):
        hint = f"{_ALIGN_DASH}; {_LIST_BELOW}"
        return halt.problem(halt.at, "this dash stands where no list goes on", hint)
    message = "this line is indented differently from the lines it belongs with"
    return halt.problem(halt.at, message, f"start it in the same column as they do{_column_above(halt)}")


def _column_above(halt: _Halt) -> str:
    for line in reversed(halt.lines[: halt.at[0]]):
        if line.strip() and not line.lstrip().startswith("#"):
            column = len(line) - len(line.lstrip(" -"))
            return "" if column == halt.at[1] else f"; the line above starts in column {column + 1}"
    return ""


def _explain_missing_comma(halt: _Halt) -> Problem:
    hint = "put a comma between the entries, or write each on a line of its own, behind a dash and a space"
    return halt.problem(halt.at, "a comma is missing before this", hint)


def _explain_missing_entry(halt: _Halt) -> Problem:
    if halt.open_bracket and halt.line.startswith(",", halt.at[1]):
        return halt.problem(halt.at, "there is no entry before this comma", "delete the comma")
    return _explain_sign(halt)


def _explain_colon_in_brackets(halt: _Halt) -> Problem:
    return halt.problem(halt.at, *_COLON_IN_BRACKETS)


def _explain_backslash(halt: _Halt) -> Problem:
    position = (halt.at[0], halt.line.rfind("\\", 0, halt.at[1] + 1))
    hint = "put the words in single quotes, or on a line of their own below '>-'"
    return halt.problem(position, "a backslash inside double quotes is not read as a backslash", hint)


def _explain_after_document(halt: _Halt) -> Problem:
    for number, line in enumerate(halt.lines[: halt.at[0]]):
        if line.startswith("..."):
            return halt.problem((number, 0), *_SECOND_DOCUMENT)
        if line.startswith("%"):
            return halt.problem((number, 0), *_DIRECTIVE)
    return _explain_out_of_line(halt)


def _explain_tab(halt: _Halt) -> Problem:
    message = "there is a tab here" if halt.before else "this line is indented with a tab"
    return halt.problem(halt.at, message, "write spaces instead, as many as on the lines it belongs with")


def _explain_sign(halt: _Halt) -> Problem:
    """Words that begin with a sign that has a meaning in YAML; or a line that fits nothing above it."""
    number, column = halt.began
    rest = halt.lines[number][column:]
    if rest.startswith("\t"):
        return _explain_tab(halt)
    if sign := _BLOCK_SIGN.match(rest):
        message = f"words stand on the same line as '{sign[0]}'"
        return halt.problem(halt.began, message, "start them on the next line, indented more than their key")
    if rest.startswith("%") and column == 0:
        return halt.problem(halt.began, *_DIRECTIVE)
    if rest[:1] in _SIGNS or rest.startswith("-"):
        also = f"; {_LIST_BELOW}" if rest[0] == "-" else ""
        return halt.problem(halt.began, _KEPT_FOR_ITSELF.format(rest[0]), _QUOTE_THEM + also)
    return _explain_start_of_line(halt)


_QUOTE_IS_OPEN = ("found unexpected end of stream", "found unexpected document indicator")

# In the words of libyaml 0.2.5; what is not listed has to do with the sign it stopped at
_EXPLANATIONS: Mapping[str, Callable[[_Halt], Problem]] = {
    "mapping values are not allowed in this context": _explain_colon,
    "could not find expected ':'": _explain_line_without_key,
    "did not find expected key": _explain_out_of_line,
    "did not find expected '-' indicator": _explain_out_of_line,
    "did not find expected node content": _explain_missing_entry,
    "did not find expected ',' or ']'": _explain_missing_comma,
    "did not find expected ',' or '}'": _explain_missing_comma,
    "did not find expected <document start>": _explain_after_document,
    "found unexpected ':'": _explain_colon_in_brackets,
    "found unknown escape character": _explain_backslash,
    "did not find expected hexdecimal number": _explain_backslash,
    "found invalid Unicode character escape code": _explain_backslash,
    "found a tab character that violates indentation": _explain_tab,
    "found a tab character where an indentation space is expected": _explain_tab,
    **dict.fromkeys(_QUOTE_IS_OPEN, _explain_open_quote),
}
