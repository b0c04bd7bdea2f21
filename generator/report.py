"""Problems, and apart from them advice: as text for people, and as JSON for programs."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import fill

from generator.excerpts import excerpt
from generator.problems import Problem
from generator.vocabulary import Advice

FORMATS = ("text", "github", "json")
ADVICE = ("each", "count", "none")

ADVICE_HEADING = "Advice, which fails nothing"
WHY_ADVICE = "The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason."
HOW_TO_SEE_ADVICE = "To see each: name files, or add '--since main' or '--advice each'."

LinesOf = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its name in problems; none where they cannot be read."""


@dataclass(frozen=True)
class Verdict:
    """What was found: problems, and advice that is told piece by piece or only counted by what it asks for."""

    problems: Sequence[Problem]
    advice: Sequence[Problem] = ()
    counted: Mapping[Advice, int] = field(default_factory=dict)

    @property
    def told(self) -> list[Problem]:
        """What is told at its place."""
        return [*self.problems, *self.advice]

    @property
    def counts(self) -> list[tuple[int, str]]:
        """How often each kind of advice is given that is only counted, most often first."""
        return sorted(((count, rule.value) for rule, count in self.counted.items()), key=lambda pair: -pair[0])


@dataclass(frozen=True)
class Manner:
    """How text is set: broken to the columns of a terminal, where there is one, and in colours, where it has them."""

    columns: int | None = None
    is_coloured: bool = False

    @property
    def width(self) -> int:
        """How many columns a line may take that is cut to fit."""
        return max(_FEWEST_COLUMNS, min(_MOST_COLUMNS, self.columns or _MOST_COLUMNS))

    def folded(self, line: str, indented: str = "    ") -> str:
        """A line broken at its blanks to fit the terminal and indented from there on; as it is where there is none."""
        if not self.columns:
            return line
        width = max(_FEWEST_COLUMNS, self.columns)
        return fill(line, width, subsequent_indent=indented, break_long_words=False, break_on_hyphens=False)

    def in_colour(self, colour: str, words: str) -> str:
        """Words in a colour, as terminals take it."""
        return f"\x1b[{colour}m{words}\x1b[0m" if self.is_coloured else words


_PLAIN = Manner()
_MOST_COLUMNS = 100
_FEWEST_COLUMNS = 40
_STRONG, _FAINT, _RED, _YELLOW = "1", "2", "1;31", "1;33"


def verdict(problems: Iterable[Problem], *, counts_advice: bool = False) -> Verdict:
    """Problems and advice apart; advice on plans counted by what it asks for, if so wished, and any other told."""
    found = list(problems)
    advice = [problem for problem in found if problem.is_advice]
    return Verdict(
        [problem for problem in found if not problem.is_advice],
        [piece for piece in advice if not (counts_advice and piece.rule)],
        Counter(piece.rule for piece in advice if counts_advice and piece.rule),
    )


def summary(problems: Iterable[Problem], which: str = "") -> str:
    """How much is wrong: '2 problems in 1 file, 1 piece of advice', and which advice if not all."""
    problems = list(problems)
    pieces = sum(problem.is_advice for problem in problems)
    advice = ("1 piece" if pieces == 1 else f"{pieces:,} pieces") + " of advice" if pieces else "no advice"
    told = [f"{advice} {which}"] if which else [advice] if pieces else []
    return ", ".join([how_many_problems(problems), *told])


def how_many_problems(problems: Iterable[Problem]) -> str:
    """How many problems there are but for advice, and in how many files: '2 problems in 1 file'."""
    files = [problem.place.file for problem in problems if not problem.is_advice]
    return f"{number(len(files), 'problem')} in {number(len(set(files)), 'file')}" if files else "no problems"


def number(count: int, noun: str) -> str:
    """A number of something: '1 file', '2,500 files'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


# Text


def text_of(found: Verdict, lines_of: LinesOf = lambda _: (), manner: Manner = _PLAIN) -> str:
    """Problems, then advice under a heading, with a blank line between any two; '' if nothing was found.

    Each is its place and what is wrong, the line it stands on with a caret, and what to do: in the order in which one
    asks.
    """
    parts = list(_texts(found.problems, lines_of, manner))
    if found.advice or found.counts:
        parts.append(f"{manner.in_colour(_STRONG, ADVICE_HEADING)}\n")
        parts += _texts(found.advice, lines_of, manner)
        parts += _counts(found, manner)
    return "\n".join(parts)


def _texts(problems: Sequence[Problem], lines_of: LinesOf, manner: Manner) -> Iterator[str]:
    for file, listed in groupby(problems, key=lambda problem: problem.place.file):
        lines = lines_of(file)
        for problem in listed:
            shown = [_said(problem, manner), *_drawn(problem, lines, manner)]
            hint, _, to_copy = problem.hint.partition("\n")
            shown += [manner.folded(f"    {hint}")] if hint else []
            shown += [f"        {to_copy}"] if to_copy else []  # in one line, however long
            yield "".join(f"{line}\n" for line in shown)


def _said(problem: Problem, manner: Manner) -> str:
    """The place, and what is wrong there, which stands out."""
    rule = f" ({problem.rule})" if problem.rule else ""
    kind = f"advice{rule}: " if problem.is_advice else ""
    place = f"{problem.place}: "
    line = manner.folded(f"{place}{kind}{problem.message}")
    plain = place if line.startswith(place) else ""
    return plain + manner.in_colour(_STRONG, line.removeprefix(plain))


def _drawn(problem: Problem, lines: Sequence[str], manner: Manner) -> list[str]:
    """The line a problem stands on behind its number, and the marks below it; nothing where it would say nothing."""
    margin = f"    {problem.place.line} | "
    found = excerpt(problem, lines, manner.width - len(margin))
    if found is None:
        return []
    below = f"{'| ':>{len(margin)}}"
    marks = manner.in_colour(_YELLOW if problem.is_advice else _RED, found.marks)
    return [
        f"{manner.in_colour(_FAINT, margin)}{found.line}",
        f"{manner.in_colour(_FAINT, below)}{found.blanks}{marks}",
    ]


def _counts(found: Verdict, manner: Manner) -> list[str]:
    """How much advice is only counted, with how to see it; why any of it is asked."""
    why = f"{manner.folded(WHY_ADVICE, indented='')}\n"
    if not found.counts:
        return [why] if any(piece.rule for piece in found.advice) else []
    lines = "".join(f"{count:>9,}  {name}\n" for count, name in found.counts)
    return [lines, f"{manner.folded(HOW_TO_SEE_ADVICE, indented='')}\n{why}"]


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
