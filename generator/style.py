"""Canonical style: how keys, words and lists of words are written; where they stand is for `write` and `layout`.

Six short rules decide it: an id that begins with a figure in quotes, unusual words in quotes, long words and words that
hold quotation marks below `>-`, several ids or words of ours in brackets, all else plain. The library's writer follows
YAML 1.2 and our reader YAML 1.1: of 8,000 random strings one in twelve came back changed, so it is not asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.slips import ALL_KEYS, ID_KEYS
from generator.yamlfile import Value

WIDTH = 100  # columns, as far as words have blanks to break at

_WORDS_OF_OURS = ID_KEYS | {"decision_reason", "inferred", "themes"}


def behind(head: str, remark: str) -> str:
    """A line with a comment behind it."""
    return f"{head}  {remark}" if remark else head


def key_of(words: str) -> str:
    """A key as it is written, before its colon."""
    return _scalar("", words)


def words_below(
    key: str, words: str, head: str, indent: str, remark: str = "", *, were_plain: bool = False
) -> Iterator[str]:
    """Words behind their key or dash; below it if they are long, quote something or have paragraphs.

    A comment behind them makes no words plain that were not: it might be taken for a part of them.
    """
    written = _quoted(words) if remark and not were_plain else _scalar(key, words)
    on_one_line = f"{head} {written}"
    is_long = len(on_one_line) > WIDTH and _BREAK.search(words)
    needs_escapes = written != words and _ESCAPED.search(words) and "\t" not in words
    if (is_long or "\n" in words or needs_escapes) and (folded := _folded(words, indent)):
        yield behind(f"{head} >-", remark)
        yield from folded
    else:
        yield behind(on_one_line, remark)


def in_brackets(key: str, words: Sequence[str], head: str, remark: str = "") -> list[str]:
    """A list on the line of its key, and as many more as it needs."""
    lines = [f"{head} ["]
    within = " " * len(lines[0])
    for number, each in enumerate(words):
        piece = _scalar(key, each) + ("," if number < len(words) - 1 else "]")
        if number and len(f"{lines[-1]} {piece}") > WIDTH:
            lines.append(within + piece)
        else:
            lines[-1] += f" {piece}" if number else piece
    return [*lines[:-1], behind(lines[-1] + ("" if words else "]"), remark)]


def are_words_of_ours(key: str, values: Iterable[Value]) -> bool:
    """Whether a list holds ids, or words of our own, that cannot hold a comma."""
    return key in _WORDS_OF_OURS and fit_in_brackets(values)


def fit_in_brackets(values: Iterable[Value]) -> bool:
    """Whether words can stand between brackets and commas."""
    return all(isinstance(each, str) and _FOR_BRACKETS.fullmatch(each) for each in values)


_FOR_BRACKETS = re.compile(r"[\w./-]+( [\w./-]+)*", re.ASCII)


def _scalar(key: str, words: str) -> str:
    is_id = key in ID_KEYS and _ID_OF_FIGURES.fullmatch(words)
    return words if not is_id and _is_plain(words) else _quoted(words)


def _quoted(words: str) -> str:
    return f'"{words.translate(_ESCAPES)}"'


_ID_OF_FIGURES = re.compile(r"[0-9][\w./-]*", re.ASCII)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_ESCAPED = re.compile(r'["\\]')

# What YAML may take for a mark of its own, or another program for a number or a truth.
_UNUSUAL = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`=.~\s]|<<$|.*(:(\s|$)|\s\#|[\n\t]|\s$)""", re.DOTALL | re.VERBOSE)
_NO_WORDS = re.compile(
    r"null|true|false|yes|no|on|off|y|n|0[0-9]+|0x[0-9a-f]+|[+]?[0-9][0-9_]*([.:e_][0-9_.:e+-]*)|[+][0-9]+",
    re.IGNORECASE,
)


def _is_plain(words: str) -> bool:
    return bool(words) and not _UNUSUAL.match(words) and not _NO_WORDS.fullmatch(words)


# Folding breaks at a single blank, and keeps what stands around it. `check` takes a line that begins like a key for a
# key that stands too deep, and a dash that begins a paragraph for a bullet mark.
_KEY = rf"({'|'.join(sorted(ALL_KEYS))}):(\s|$)"
_BREAK = re.compile(rf"(?<![ \t\n]) (?![ \t\n]|{_KEY})")
_PARAGRAPH = re.compile(rf"(?!{_KEY})[^ \t\n]([^\n]*[^ \t\n])?")
_BULLET = re.compile("[-*–·] ")


def _folded(words: str, indent: str) -> list[str]:
    """The lines of words below `>-`, with an empty one between paragraphs; none where folding would change them."""
    first, *others = words.split("\n")
    can_be_folded = _PARAGRAPH.fullmatch(first) and all(not each or _PARAGRAPH.fullmatch(each) for each in others)
    if not can_be_folded or (others and not others[-1]) or any(map(_BULLET.match, others)):
        return []
    wrapped = [_wrapped(paragraph, WIDTH - len(indent)) if paragraph else [] for paragraph in (first, *others)]
    lines = [line for lines in wrapped for line in ("", *lines)][1:]
    return [f"{indent}{line}" if line else "" for line in lines]


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    start = 0
    for end in (*(found.start() for found in _BREAK.finditer(paragraph)), len(paragraph)):
        piece = paragraph[start:end]
        joined = f"{lines[-1]} {piece}" if lines[-1] else piece
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(piece)
        start = end + 1
    return lines
