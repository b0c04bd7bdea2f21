"""Problems, and apart from them advice: as text for people, and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import fill

from generator.excerpts import Excerpt, excerpt
from generator.problems import Problem
from generator.vocabulary import Advice

FORMATS = ("text", "github", "json")
ADVICE = ("each", "count", "none")

ADVICE_HEADING = "Advice, which fails nothing"
WHY_ADVICE = "The site's page /how-to/ says why each is asked, and how to answer one with a reason."
HOW_TO_SEE_ADVICE = "To see each: name files, or add '--since main' or '--advice each'."

LinesOf = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its name in problems; none where they cannot be read."""


@dataclass(frozen=True)
class Verdict:
    """What was found: problems, and advice that is told piece by piece or only counted by what it asks for."""

    problems: Sequence[Problem]
    advice: Sequence[Problem] = ()
    counted: Mapping[Advice, int] | None = None

    @property
    def told(self) -> list[Problem]:
        """What is told at its place."""
        return [*self.problems, *self.advice]

    @property
    def counts(self) -> list[tuple[int, str]]:
        """How often each kind of advice is given that is only counted, most often first."""
        return sorted(((count, rule.value) for rule, count in (self.counted or {}).items()), key=lambda pair: -pair[0])


@dataclass(frozen=True)
class Manner:
    """How text is set: what fits into the columns of a terminal, where there is one, and its colours."""

    columns: int | None = None
    is_coloured: bool = False


PLAIN = Manner()
EXCERPT_COLUMNS = 100


def verdict(problems: Iterable[Problem], *, counts_advice: bool = False) -> Verdict:
    """Problems and advice apart; advice on plans counted by what it asks for, if so wished, and any other told."""
    found = list(problems)
    advice = [problem for problem in found if problem.is_advice]
    is_counted = [counts_advice and piece.rule is not None for piece in advice]
    return Verdict(
        [problem for problem in found if not problem.is_advice],
        [piece for piece, counted in zip(advice, is_counted, strict=True) if not counted],
        Counter(piece.rule for piece, counted in zip(advice, is_counted, strict=True) if counted and piece.rule),
    )


def summary(problems: Iterable[Problem], advised_on: str = "") -> str:
    """How much is wrong: '2 problems in 1 file, 1 piece of advice', and on what if not on everything."""
    problems = list(problems)
    pieces = sum(problem.is_advice for problem in problems)
    advice = ("1 piece" if pieces == 1 else f"{pieces:,} pieces") + " of advice" if pieces else "no advice"
    told = [f"{advice} on {advised_on}"] if advised_on else [advice] if pieces else []
    return ", ".join([how_many_problems(problems), *told])


def how_many_problems(problems: Iterable[Problem]) -> str:
    """How many problems there are but for advice, and in how many files: '2 problems in 1 file'."""
    files = [problem.place.file for problem in problems if not problem.is_advice]
    return f"{number(len(files), 'problem')} in {number(len(set(files)), 'file')}" if files else "no problems"


def number(count: int, noun: str) -> str:
    """A number of something: '1 file', '2,500 files'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# Text


def text_of(found: Verdict, lines_of: LinesOf = lambda _: (), manner: Manner = PLAIN) -> str:
    """Problems, then advice under a heading, with a blank line between any two; '' if nothing was found.

    Each is its place and what is wrong, the line it stands on with a caret, and what to do: in the order in which one
    asks.
    """
    paint = _Paint(manner)
    parts = list(_texts(found.problems, lines_of, paint))
    if found.advice or found.counts:
        parts.append(f"{paint.strong(ADVICE_HEADING)}\n")
        parts += _texts(found.advice, lines_of, paint)
        parts += _counts(found, paint)
    return "\n".join(parts)


def _texts(problems: Sequence[Problem], lines_of: LinesOf, paint: "_Paint") -> Iterator[str]:
    for file, listed in groupby(problems, key=lambda problem: problem.place.file):
        lines = lines_of(file)
        for problem in listed:
            yield _text(problem, lines, paint)


def _text(problem: Problem, lines: Sequence[str], paint: "_Paint") -> str:
    said = paint.said(f"{problem.place}: ", f"{_kind(problem)}{problem.message}")
    margin = f"    {problem.place.line} | "
    found = excerpt(problem, lines, paint.columns - len(margin))
    hint = [paint.folded(f"    {problem.hint}")] if problem.hint else []
    return "".join(f"{line}\n" for line in [said, *_drawn(found, margin, problem, paint), *hint])


def _kind(problem: Problem) -> str:
    if not problem.is_advice:
        return ""
    return f"advice ({problem.rule}): " if problem.rule else "advice: "


def _drawn(found: Excerpt | None, margin: str, problem: Problem, paint: "_Paint") -> list[str]:
    if found is None:
        return []
    below = f"{'| ':>{len(margin)}}"
    return [
        f"{paint.faint(margin)}{found.line}",
        f"{paint.faint(below)}{found.blanks}{paint.marks(found.marks, is_advice=problem.is_advice)}",
    ]


def _counts(found: Verdict, paint: "_Paint") -> list[str]:
    """How much advice is only counted, with how to see it; why any of it is asked."""
    why = f"{paint.folded(WHY_ADVICE, indented='')}\n"
    if not found.counts:
        return [why] if any(piece.rule for piece in found.advice) else []
    lines = "".join(f"{count:>9,}  {name}\n" for count, name in found.counts)
    return [lines, f"{paint.folded(HOW_TO_SEE_ADVICE, indented='')}\n{why}"]


@dataclass(frozen=True)
class _Paint:
    """Folds and colours lines in a manner."""

    manner: Manner

    @property
    def columns(self) -> int:
        """How many columns an excerpt may take."""
        return min(EXCERPT_COLUMNS, self.manner.columns or EXCERPT_COLUMNS)

    def folded(self, line: str, indented: str = "    ") -> str:
        """A line broken at its blanks to fit the terminal and indented from there on; as it is where there is none."""
        if not self.manner.columns:
            return line
        width = self.manner.columns
        return fill(line, width, subsequent_indent=indented, break_long_words=False, break_on_hyphens=False)

    def said(self, place: str, message: str) -> str:
        """A place and a message, which is what stands out."""
        line = self.folded(place + message)
        return place + self.strong(line.removeprefix(place)) if line.startswith(place) else self.strong(line)

    def strong(self, words: str) -> str:
        return self._in("1", words)

    def faint(self, words: str) -> str:
        return self._in("2", words)

    def marks(self, marks: str, *, is_advice: bool) -> str:
        return self._in("1;33" if is_advice else "1;31", marks)

    def _in(self, colour: str, words: str) -> str:
        return f"\x1b[{colour}m{words}\x1b[0m" if self.manner.is_coloured else words


# JSON


def json_of(problems: Iterable[Problem]) -> str:
    """A list of problems and advice, as README.md describes it."""
    return json.dumps(in_json(problems), indent=2, ensure_ascii=False) + "\n"


def in_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems and advice as JSON has them."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "kind": "advice" if problem.is_advice else "problem",
            "rule": problem.rule,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
