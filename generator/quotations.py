"""Words before and after a change: the part that differs, how alike they are, and whether a note quotes the first.

A note quotes words that changed if it holds them as they stood, not as part of a longer word. One or two words could
stand in any note by chance: they count within quotation marks, or with words that stood beside them, three in all, or
where they were all that stood there. Points at the ends may be left out, unless only they changed. Of a run of more
than twelve words its first six and its last six are enough. Where words came in and none went, those on either side or
the new ones are quoted; where nothing stood before, the new.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

LONG_RUN, ENDS = 12, 6
FEWEST = 3
AROUND = 4
SHORT_QUOTATION = 60  # letters that are quoted whole
SHORT = 160  # letters that are shown whole
_MARKS = "['\"‘’“”]"
_POINTS = ".,;:"


class _Run(NamedTuple):
    """Words in a row."""

    words: Sequence[str]
    first: int
    last: int

    @property
    def text(self) -> str:
        return " ".join(self.words[self.first : self.last])


def is_white_space_alone(before: str, after: str) -> bool:
    """Whether two texts that differ have the same words in the same paragraphs."""
    return before != after and _paragraphs(before) == _paragraphs(after)


def _paragraphs(text: str) -> list[list[str]]:
    return [words for line in text.split("\n") if (words := line.split())]


def part_that_differs(before: str, after: str, *, short: int = SHORT) -> tuple[str, str]:
    """Both values, of long ones only what differs and a few words around it; '¶' stands where a paragraph begins."""
    old, new = (re.findall(r"\S+", text.replace("\n", " ¶ ")) for text in (before, after))
    if not (before and after) or max(len(before), len(after)) <= short:
        return " ".join(old), " ".join(new)
    start = next((number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(old), len(new)) if start is None else start
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return _excerpt(old, start, end), _excerpt(new, start, end)


def _excerpt(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    return " ".join([*["…"] * (first > 0), *words[first:last], *["…"] * (last < len(words))])


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """How much of two lists is the same, from 0 to 1, in whatever order."""
    shared = sum((Counter(first) & Counter(second)).values())
    return 2 * shared / (len(first) + len(second)) if first or second else 1.0


def bare_words(text: str) -> list[str]:
    """The words of a text without capitals and points."""
    return re.findall(r"\w+", text.casefold())


def is_quoted(note: str, before: str, after: str) -> bool:
    """Whether a note quotes what a change took away; see above."""
    words = " ".join(note.split())
    old, new = before.split(), after.split()
    whole, now = _Run(old, 0, len(old)), " ".join(new)
    if old == new or (old and any(_holds(words, text) for text in _spellings(whole, now))):
        return True
    changed = [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]
    stretch = _Run(old, changed[0][1], changed[-1][2])
    counterpart = _Run(new, changed[0][3], changed[-1][4]).text
    if stretch.text and _holds_run(words, stretch, counterpart):
        return True
    return all(
        any(_holds_run(words, run, other) for run, other in _runs_to_quote(old, new, code[1:])) for code in changed
    )


def to_quote(before: str, after: str) -> str:
    """The words that a note may quote for a change: all of a short value, else the stretch that changed."""
    old, new = before.split(), after.split()
    if not old or len(" ".join(old)) <= SHORT_QUOTATION:
        return _in_short(old or new)
    codes = [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]
    first, last = (codes[0][1], codes[-1][2]) if codes else (0, len(old))
    return _in_short(old[max(0, first - 1) : last + 1])


def first_word_that_differs(before: str, after: str) -> tuple[int, str]:
    """The first word that changed, as it stands now, and its number from 0; the last one if only what followed went.

    There are words in both, and they are not the same.
    """
    old, new = before.split(), after.split()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    number = min(next(code[3] for code in codes if code[0] != "equal"), len(new) - 1)
    return number, new[number]


def _in_short(words: Sequence[str]) -> str:
    is_long = len(words) > LONG_RUN + 2
    return " ".join([*words[: ENDS + 1], "...", *words[-ENDS - 1 :]] if is_long else words)


def _runs_to_quote(
    old: Sequence[str], new: Sequence[str], places: tuple[int, int, int, int]
) -> Iterator[tuple[_Run, str]]:
    """The runs of which a note must hold one, each with what stands there instead."""
    first, last, new_first, new_last = places
    came = _Run(new, new_first, new_last)
    if first < last:
        yield _Run(old, first, last), came.text
        return
    if old:
        yield _Run(old, max(0, first - 1), min(len(old), first + 1)), ""
    yield came, ""


def _holds_run(note: str, run: _Run, instead: str) -> bool:
    length = run.last - run.first
    if length > LONG_RUN:
        return _holds(note, " ".join(run.words[run.first : run.first + ENDS])) and _holds(
            note, " ".join(run.words[run.last - ENDS : run.last])
        )
    if length >= FEWEST or length == len(run.words):
        return any(_holds(note, text) for text in _spellings(run, instead))
    return any(_holds_in_marks(note, text) for text in _spellings(run, instead)) or _holds_with_neighbours(note, run)


def _spellings(run: _Run, instead: str) -> Iterator[str]:
    """A run as it stood; also without the points at its ends, unless only they changed."""
    yield run.text
    bare = run.text.strip(_POINTS)
    if bare and bare != instead.strip(_POINTS):
        yield bare


def _holds_with_neighbours(note: str, run: _Run) -> bool:
    """Whether a note holds a run with words beside it: three in all, or two within quotation marks."""
    return any(_holds(note, text) for text in _windows(run, FEWEST)) or any(
        _holds_in_marks(note, text) for text in _windows(run, FEWEST - 1)
    )


def _windows(run: _Run, length: int) -> Iterator[str]:
    starts = range(max(0, run.last - length), min(run.first, len(run.words) - length) + 1)
    for start in starts:
        yield from _spellings(_Run(run.words, start, start + length), "")


def _holds(note: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", note))


def _holds_in_marks(note: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){_MARKS}{re.escape(text)}{_MARKS}(?!\w)", note))
