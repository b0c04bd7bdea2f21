"""A difference as text for a terminal, as Markdown for a pull request, and as JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from generator.changes import Kind
from generator.differences import Difference
from generator.host_markdown import section
from generator.problems import Problem
from generator.report import Verdict, in_json, text_of

FORMATS = ("text", "markdown", "json")

_REFUSED = "What is refused"
_CORRECTED = "Corrected, with a note"
_ELSEWHERE = "Settings, bodies and files"


def difference_report(difference: Difference, form: str) -> str:
    """A difference in one of FORMATS: first what is refused, then the changes by plan."""
    if form == "json":
        return _json(difference)
    return _markdown(difference) if form == "markdown" else _text(difference)


def difference_summary(difference: Difference) -> str:
    """How much changed: '3 changes, 1 refused'."""
    count = sum(len(lines) for _, lines in _by_plan(difference))
    told = "no changes" if not count else "1 change" if count == 1 else f"{count:,} changes"
    refused = f", {len(difference.problems):,} refused" if difference.problems else ""
    return f"{told}{refused}"


def _by_plan(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    """What was corrected in each plan, then its other changes, below what it is called; of a new plan how much came."""
    for plan, told in groupby(difference.changes, key=lambda change: change.plan):
        name, listed = difference.names.get(plan, plan) or _ELSEWHERE, list(told)
        if plan in difference.added:
            yield name, [difference.added[plan]]
            continue
        corrected = [change.words for change in listed if change.kind is Kind.CORRECTED]
        others = [change.words for change in listed if change.kind is not Kind.CORRECTED]
        if corrected:
            yield f"{_CORRECTED}: {name}", corrected
        if others:
            yield name, others


def _text(difference: Difference) -> str:
    parts = [text_of(Verdict(difference.problems))] if difference.problems else []
    parts += [f"{heading}\n" + "".join(f"  {line}\n" for line in lines) for heading, lines in _by_plan(difference)]
    return "\n".join(parts)


def _markdown(difference: Difference) -> str:
    sections = [(_REFUSED, [_refusal(problem) for problem in difference.problems])] if difference.problems else []
    sections += _by_plan(difference)
    if not sections:
        return "No changes.\n"
    return "\n".join(section(heading, lines) for heading, lines in sections)


def _refusal(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}: {problem.hint}"


def _json(difference: Difference) -> str:
    told = {
        "problems": in_json(difference.problems),
        "changes": [asdict(change) for change in difference.changes],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
