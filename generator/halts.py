"""Why the YAML parser stopped, in an editor's words, where the mistake is rather than where it showed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from generator.columns import KeyLine, beside, key_line, stray
from generator.problems import Place, Problem

Position = tuple[int, int]
"""Line and column, counted from 0 as the parser does."""

# What the room that reads the parser's events says too

DASH_WITHOUT_SPACE = re.compile(r"-[^\s\d-]")
PUT_BELOW = "put all the words on a line of their own below '>-'"
QUOTE_THEM = "put the words in quotes, or on a line of their own below '>-'"
ALIGN_DASH = "start it in the same column as the dashes it belongs with"
LIST_BELOW = "a list begins on the line below its key, with nothing behind the key's colon"
KEPT_FOR_ITSELF = "the words begin with '{}', which YAML keeps for itself"
WORDS_BEFORE_LIST = (
    "these words stand where a list begins",
    "if they are an entry, begin it as the others, with a dash and a space; if they belong nowhere, delete them",
)
INDENT_WORDS = "if it belongs to the words above, indent it as they are"
DIRECTIVE = ("this line begins with '%', which YAML keeps for itself", f"delete it; {INDENT_WORDS}")
SECOND_DOCUMENT = (
    "a second document begins here",
    f"delete this line, or put what follows it into a file of its own; {INDENT_WORDS}",
)
NO_KEY_BEFORE_COLON = "there is no key before this colon", "write the key, such as 'owner', before it"
BRACKET_NEVER_CLOSED = "the bracket that opens here is never closed", "close it behind the last entry"
COLON_IN_BRACKETS = (
    "there is a colon or an address inside [ ]",
    "put it in quotes, or write each entry on a line of its own, behind a dash and a space",
)

# What the parser says, and the lines it says it of

_WORD = re.compile(r"\s*(?:- +)*(?P<word>[\w-]+)")
_WORD_AND_COLON = re.compile(_WORD.pattern + r":(?:\s|$)")
_COLON_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][A-Za-z_0-9]*):(?!//)(?=\S)")
_COMMENT_SIGN = re.compile(r"\s*#")
_BLOCK_SIGN = re.compile(r"[>|][-+0-9]+")
_SIGNS = frozenset("*&!%@`|>?,]}")


@dataclass(frozen=True)
class Words:
    """The words read last before the parser stopped."""

    start: Position
    end: Position
    are_quoted: bool
    have_key: bool


@dataclass(frozen=True)
class Halt:
    """Where the parser stopped, and what it said."""

    file: str
    lines: list[str]
    said: str
    at: Position
    began: Position
    """Where what it was reading began, as far as it says."""
    words: Words
    open_bracket: Position | None
    keys: Position | None
    """Where the first of the keys stands that were read last."""

    @property
    def line(self) -> str:
        """The line it stopped in."""
        return self.lines[self.at[0]]

    @property
    def before(self) -> str:
        """What stands before the halt on its line."""
        return self.line[: self.at[1]].rstrip()

    @property
    def is_behind_words(self) -> bool:
        """Whether it stopped just behind the words read last."""
        return self.words.end == (self.at[0], len(self.before))

    @property
    def lines_of_words(self) -> range:
        """The lines of the words read last, counted from 1."""
        return range(self.words.start[0] + 1, self.words.end[0] + 2)

    @property
    def is_at_end(self) -> bool:
        """Whether it stopped at the end of the file."""
        return self.at >= (len(self.lines) - 1, len(self.lines[-1]))

    def problem(self, position: Position, message: str, hint: str) -> Problem:
        """A problem at a position."""
        return Problem(Place(self.file, position[0] + 1, position[1] + 1), message, hint)


def dash_without_space(words: str) -> tuple[str, str]:
    """What to say of words that begin with a dash and no space."""
    word = words.split()[0].rstrip(":")
    hint = f"write '- {word[1:]}'; if the dash belongs to the words, put them in quotes"
    return f"the dash of '{word}' has no space behind it", hint


def tell_stray(file: str, key: KeyLine, hint: str) -> Problem:
    """A problem with a key that stands further left than the lines it stands between."""
    message = f"'{key.key}:' stands further left than the lines it stands between"
    return Problem(Place(file, key.number + 1, key.column + 1), message, hint)


def tell_too_far_left(file: str, words: Position, key: KeyLine) -> Problem:
    """A problem with words that stand below their key, and no deeper."""
    message = f"these words stand too far left to belong to '{key.key}:'"
    hint = f"start each line of them in column {key.column + 3}: words stand deeper than their key"
    return Problem(Place(file, words[0] + 1, words[1] + 1), message, hint)


def explain(halt: Halt) -> Problem:
    """What was written wrong, where, and what to do."""
    explain = _EXPLANATIONS.get(halt.said, _explain_sign)
    return _explain_late_quote(halt) or _explain_open_bracket(halt) or explain(halt)


def _explain_late_quote(halt: Halt) -> Problem | None:
    start, end = halt.words.start, halt.words.end
    if not (halt.words.are_quoted and start[0] < end[0] and halt.is_behind_words):
        return None
    return halt.problem(start, f"the quote that opens here is closed only on line {end[0] + 1}", _CLOSE_QUOTE)


def _explain_open_quote(halt: Halt) -> Problem:
    return halt.problem(halt.began, "the quote that opens here is never closed", _CLOSE_QUOTE)


_CLOSE_QUOTE = "close it behind the words; words that hold quotes go on a line of their own below '>-'"


def _explain_open_bracket(halt: Halt) -> Problem | None:
    if halt.open_bracket is None or halt.said in _QUOTE_IS_OPEN:
        return None
    is_on_line = halt.at[0] == halt.open_bracket[0]
    if not halt.is_at_end and (is_on_line or not _begins_anew(halt.line)):
        return None
    return halt.problem(halt.open_bracket, *BRACKET_NEVER_CLOSED)


def _begins_anew(line: str) -> bool:
    return line.lstrip().startswith("- ") or _WORD_AND_COLON.match(line) is not None


def _explain_colon(halt: Halt) -> Problem:
    if past_closing := _explain_past_closing(halt):
        return past_closing
    if halt.is_behind_words and (strayed := _explain_stray(halt)):
        return strayed
    if halt.is_behind_words and halt.words.start[0] < halt.at[0]:
        return _explain_words_and_key(halt)
    return _colon_in_words(halt)


def _colon_in_words(halt: Halt) -> Problem:
    is_last = not halt.line[halt.at[1] + 1 :].strip()
    message = "the words end with a colon" if is_last else "the words contain a colon followed by a space"
    return halt.problem(halt.at, message, STRAIGHTEN if _are_in_curly_quotes(halt) else QUOTE_THEM)


STRAIGHTEN = 'the quotes “ ” are read as letters here: type straight ones, ", before the words and behind them'


def _are_in_curly_quotes(halt: Halt) -> bool:
    number, column = halt.words.start
    return halt.lines[number].startswith(("“", "„", "”"), column) and '"' not in halt.lines[number]


def _explain_words_and_key(halt: Halt) -> Problem:
    """Words that go on over several lines, until what was meant to be a key comes and is read as theirs."""
    number, column = halt.words.start
    glued = _COLON_WITHOUT_SPACE.match(halt.lines[number])
    if glued and glued.start("key") == column:
        return _colon_without_space(halt, number, glued)
    if not halt.words.have_key and (within := _key_within_list(halt)):
        return within
    if not halt.words.have_key:
        return halt.problem(halt.words.start, _NO_KEY_BEFORE, _GIVE_KEY)
    if word := _WORD.fullmatch(halt.before):
        return _swallowed_key(halt, word)
    return _colon_in_words(halt)


def _key_within_list(halt: Halt) -> Problem | None:
    """A key that stands below an entry of a list as deep as its words."""
    number, column = halt.words.start
    key, record = key_line(halt.lines, halt.at[0]), beside(halt.lines, number, 0)
    dash, deeper = f"{' ' * (column - 2)}- ", " " * column
    if not key or not record or not halt.lines[number].startswith(dash):
        return None
    below = takewhile(
        lambda each: halt.lines[each].startswith((dash, deeper)), range(record.number + 1, len(halt.lines))
    )
    entries = [each for each in below if halt.lines[each].startswith(dash) and not key_line(halt.lines, each)]
    hint = f"{record.start()}, and below the last entry of the list"
    if len(entries) > 1:
        return halt.problem((key.number, key.column), f"'{key.key}:' stands within a list of words", hint)
    otherwise = f"if the list is to hold words alone, move '{key.key}:': {hint}"
    return halt.problem(halt.words.start, _NO_KEY_BEFORE, f"{_GIVE_KEY}; {otherwise}")


def _swallowed_key(halt: Halt, word: re.Match[str]) -> Problem:
    position = (halt.at[0], word.start("word"))
    record = beside(halt.lines, *position)
    start = record.start() if record else "start it in the same column as the keys it belongs with"
    hint = f"if it is a key, {start}; else {QUOTE_THEM}"
    return halt.problem(position, f"'{word['word']}:' is read as part of the words above it", hint)


def _colon_without_space(halt: Halt, line: int, glued: re.Match[str]) -> Problem:
    message = f"the colon of '{glued['key']}:' has no space behind it"
    return halt.problem((line, glued.end() - 1), message, f"write '{glued['key']}: ' and then the words")


def _explain_line_without_key(halt: Halt) -> Problem:
    number, column = halt.began
    line = halt.lines[number]
    if DASH_WITHOUT_SPACE.match(line, column):
        return halt.problem(halt.began, *dash_without_space(line[column:]))
    if glued := _COLON_WITHOUT_SPACE.match(line):
        return _colon_without_space(halt, number, glued)
    if cut := _explain_words_read_as_key(halt, number):
        return cut
    key = key_line(halt.lines, number - 1) if number else None
    if key and not key.has_words and column <= key.column:
        return tell_too_far_left(halt.file, halt.began, key)
    hint = f"{_GIVE_KEY}; if it goes on from the words above, indent it as they are; if it belongs nowhere, delete it"
    return halt.problem(halt.began, "this line has no key", hint)


_NO_KEY_BEFORE = "there is no key before these words"
_GIVE_KEY = "write the key and a colon before it, such as 'text: '"


def _explain_words_read_as_key(halt: Halt, number: int) -> Problem | None:
    """Words that begin below their key, go on below, and have a colon in their first line."""
    above = [line for line in range(number) if halt.lines[line].strip()][-2:]
    key, first = (halt.lines[line] for line in above) if len(above) == 2 else ("", "")
    found = _COLON_WITHIN.fullmatch(first)
    if not (found and _KEY_ALONE.fullmatch(key) and len(found["indentation"]) == halt.began[1]):
        return None
    hint = "write '>-' behind the key above, or put all the words in quotes"
    return halt.problem((above[1], found.start("colon")), "a colon makes a key of these words", hint)


_KEY_ALONE = re.compile(r" *(?:- )?[a-z_]+: *")
# Words fill their line, or end with a colon; what stands before a colon among keys is a word or two.
_COLON_WITHIN = re.compile(r"(?P<indentation> *)(?=.{60}|(?:\S+ ){2,}\S+:$)[^-\s\"'#\[].*?(?P<colon>:)(?: .*)?")


def _explain_out_of_line(halt: Halt) -> Problem:
    return (
        _explain_past_closing(halt) or _explain_stray(halt) or _explain_cut_words(halt) or _explain_start_of_line(halt)
    )


def _explain_stray(halt: Halt) -> Problem | None:
    """A line that stands too far left, which shows only at the line below it."""
    column = len(halt.line) - len(halt.line.lstrip(" "))
    found = stray(halt.lines, halt.at[0], column) if _begins_anew(halt.line) else None
    return tell_stray(halt.file, *found) if found else None


def _explain_past_closing(halt: Halt) -> Problem | None:
    if halt.words.are_quoted and halt.is_behind_words:
        closing = "quote"
    elif halt.before.endswith(("]", "}")) and not halt.is_behind_words:
        closing = f"'{halt.before[-1]}'"
    else:
        return None
    message = f"the words go on after the closing {closing}"
    hint = f"delete what stands behind it, or {PUT_BELOW}"
    if re.search(r"\w", halt.line[halt.at[1] :]):  # words, which must not be lost
        hint = f"{_how_to_quote_all(halt)}; if they end there, delete what stands behind it"
    return halt.problem(halt.at, message, hint)


def _how_to_quote_all(halt: Halt) -> str:
    """Other quotes around words that begin with a quote, be it their own or around an apostrophe."""
    number, column = halt.words.start
    words = halt.lines[number][column:].rstrip()
    if not halt.words.are_quoted or number != halt.at[0]:
        return PUT_BELOW
    if words[0] == words[-1] and words.count(words[0]) % 2:
        words = words[1:-1]
    mark = next((mark for mark in "\"'" if mark not in words), "")
    if not mark or "\\" in words:
        return PUT_BELOW
    if len(words) <= _SHORT:
        return f"put the whole in quotes: {mark}{words}{mark}"
    return f"put the whole in quotes, with {mark} before the first word and behind the last one"


_SHORT = 60


def _explain_cut_words(halt: Halt) -> Problem | None:
    """Words that go on below a comment: often the comment was no comment, but a '#' in the words."""
    if halt.words.are_quoted or halt.before or _begins_anew(halt.line):
        return None
    last, _ = halt.words.end
    for number, column in [halt.words.end, *((below, 0) for below in range(last + 1, halt.at[0]))]:
        if found := _COMMENT_SIGN.match(halt.lines[number], column):
            hint = f"if the '#' belongs to the words, {QUOTE_THEM}; else move the comment above the words"
            position = (number, found.end() - 1)
            return halt.problem(position, "the words stop at this '#', and go on below it", hint)
    return None


def _explain_start_of_line(halt: Halt) -> Problem:
    rest = halt.line[halt.at[1] :]
    if DASH_WITHOUT_SPACE.match(rest):
        return halt.problem(halt.at, *dash_without_space(rest))
    if rest.startswith(":"):
        return halt.problem(halt.at, *NO_KEY_BEFORE_COLON)
    if rest.startswith("- ") and halt.keys and halt.keys[1] == halt.at[1] + 2:
        key = _WORD.match(halt.lines[halt.keys[0]])
        entry = f"- {key['word']}: …" if key else "- "
        hint = f"write '{entry}'; if the line that begins it is missing, put it back above"
        return halt.problem(halt.keys, "the list that goes on below begins here without a dash", hint)
    if rest.startswith("- "):
        hint = f"{ALIGN_DASH}; {LIST_BELOW}"
        return halt.problem(halt.at, "this dash stands where no list goes on", hint)
    if odd := _odd_dash_above(halt) or _odd_first_above(halt):
        return halt.problem(odd, _OUT_OF_LINE, "start it in the same column as those below it")
    record = key_line(halt.lines, halt.at[0]) and beside(halt.lines, *halt.at)
    same_column = f"start it in the same column as they do{_column_above(halt)}"
    return halt.problem(halt.at, _OUT_OF_LINE, record.start() if record else same_column)


_OUT_OF_LINE = "this line is indented differently from the lines it belongs with"


def _odd_dash_above(halt: Halt) -> Position | None:
    """A dash on the line above, if not it but this line stands as the entries below do."""
    above = halt.lines[halt.at[0] - 1] if halt.at[0] else ""
    column = len(above) - len(above.lstrip())
    goes_on = f"{' ' * (halt.at[1] - 2)}- "
    is_odd = above.lstrip().startswith("- ") and column + 2 != halt.at[1] >= 2
    is_odd = is_odd and any(line.startswith(goes_on) for line in halt.lines[halt.at[0] :])
    return (halt.at[0] - 1, column) if is_odd else None


def _odd_first_above(halt: Halt) -> Position | None:
    """The line above, if it is the first below a key that stands alone, and the lines below it stand as this one."""
    key, above, _, below = (["", "", *halt.lines, ""])[halt.at[0] : halt.at[0] + 4]
    column = len(above) - len(above.lstrip())
    is_odd = _KEY_ALONE.fullmatch(key) and len(key) - len(key.lstrip()) < halt.at[1] < column
    goes_on = below.strip() and len(below) - len(below.lstrip()) == halt.at[1]
    return (halt.at[0] - 1, column) if is_odd and goes_on else None


def _column_above(halt: Halt) -> str:
    for line in reversed(halt.lines[: halt.at[0]]):
        if line.strip() and not line.lstrip().startswith("#"):
            column = len(line) - len(line.lstrip(" -"))
            return "" if column == halt.at[1] else f"; the line above starts in column {column + 1}"
    return ""


def _explain_missing_comma(halt: Halt) -> Problem:
    hint = "put a comma between the entries, or write each on a line of its own, behind a dash and a space"
    return halt.problem(halt.at, "a comma is missing before this", hint)


def _explain_missing_entry(halt: Halt) -> Problem:
    if halt.open_bracket and halt.line.startswith(",", halt.at[1]):
        return halt.problem(halt.at, "there is no entry before this comma", "delete the comma")
    return _explain_sign(halt)


def _explain_colon_in_brackets(halt: Halt) -> Problem:
    return halt.problem(halt.at, *COLON_IN_BRACKETS)


def _explain_backslash(halt: Halt) -> Problem:
    position = (halt.at[0], halt.line.rfind("\\", 0, halt.at[1] + 1))
    hint = "put the words in single quotes, or on a line of their own below '>-'"
    return halt.problem(position, "a backslash inside double quotes is not read as a backslash", hint)


def _explain_after_document(halt: Halt) -> Problem:
    for number, line in enumerate(halt.lines[: halt.at[0]]):
        if line.startswith("..."):
            return halt.problem((number, 0), *SECOND_DOCUMENT)
        if line.startswith("%"):
            return halt.problem((number, 0), *DIRECTIVE)
    return _explain_out_of_line(halt)


def _explain_tab(halt: Halt) -> Problem:
    message = "there is a tab here" if halt.before else "this line is indented with a tab"
    return halt.problem(halt.at, message, "write spaces instead, as many as on the lines it belongs with")


def _explain_sign(halt: Halt) -> Problem:
    """Words that begin with a sign that has a meaning in YAML; or a line that fits nothing above it."""
    number, column = halt.began
    rest = halt.lines[number][column:]
    if rest.startswith("\t"):
        return _explain_tab(halt)
    if sign := _BLOCK_SIGN.match(rest):
        message = f"words stand on the same line as '{sign[0]}'"
        otherwise = f"; or {QUOTE_THEM}" if sign[0][-1].isdigit() else ""
        hint = f"start them on the next line, indented more than their key{otherwise}"
        return halt.problem(halt.began, message, hint)
    if rest.startswith("%") and column == 0:
        return halt.problem(halt.began, *DIRECTIVE)
    if rest[:1] in _SIGNS or rest.startswith("-"):
        also = f"; {LIST_BELOW}" if rest[0] == "-" else ""
        return halt.problem(halt.began, KEPT_FOR_ITSELF.format(rest[0]), QUOTE_THEM + also)
    return _explain_start_of_line(halt)


_QUOTE_IS_OPEN = ("found unexpected end of stream", "found unexpected document indicator")

# In the words of libyaml 0.2.5; what is not listed has to do with the sign it stopped at
_EXPLANATIONS: Mapping[str, Callable[[Halt], Problem]] = {
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
