"""Problems as text for people, as annotations for a pull request, as JSON for programs."""

import json
from collections.abc import Iterable, Sequence

from generator.problems import Problem

FORMATS = ("text", "github", "json")


def report(problems: Sequence[Problem], form: str) -> str:
    """Problems in one of `FORMATS`, one after the other, ending in a newline unless there are none."""
    if form == "json":
        return json.dumps([_as_json(problem) for problem in problems], indent=2, ensure_ascii=False) + "\n"
    lines = map(_annotation if form == "github" else _text, problems)
    return "".join(f"{line}\n" for line in lines)


def summary(problems: Iterable[Problem]) -> str:
    """How much is wrong: '2 problems in 1 file, 1 piece of advice'."""
    problems = list(problems)
    wrong = [problem for problem in problems if not problem.is_advice]
    files = len({problem.place.file for problem in wrong})
    advice = len(problems) - len(wrong)
    parts = [f"{_number(len(wrong), 'problem')} in {_number(files, 'file')}" if wrong else "no problems"]
    if advice:
        parts.append("1 piece of advice" if advice == 1 else f"{advice} pieces of advice")
    return ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _text(problem: Problem) -> str:
    kind = "advice: " if problem.is_advice else ""
    hint = f"\n    {problem.hint}" if problem.hint else ""
    return f"{problem.place}: {kind}{problem.message}{hint}"


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub's, as its documentation of workflow commands has it."""
    level = "notice" if problem.is_advice else "error"
    place = problem.place
    where = f"file={_escaped(place.file, ',:')},line={place.line},col={place.column}"
    message = f"{problem.message}: {problem.hint}" if problem.hint else problem.message
    return f"::{level} {where}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "kind": "advice" if problem.is_advice else "problem",
        "message": problem.message,
        "hint": problem.hint,
    }
