"""A difference as text for a terminal, as Markdown for a pull request, for GitHub, and as JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from generator.changes import Change, Kind
from generator.differences import Difference
from generator.github import PageOf, Part, annotations, by_file, cut
from generator.host_markdown import escaped
from generator.report import Verdict, in_json, text_of

FORMATS = ("text", "markdown", "github", "json")

_REFUSED = "What is refused"
_CORRECTED = "Corrected, with a note"
_ELSEWHERE = "Settings, bodies and files"


def difference_report(difference: Difference, form: str) -> str:
    """A difference in one of FORMATS: first what is refused, then the changes by plan; for GitHub the former alone."""
    if form == "json":
        return _json(difference)
    if form == "github":
        return annotations(Verdict(difference.problems))
    return "".join(part for part, _ in _parts(difference)) if form == "markdown" else _text(difference)


def difference_in_job_summary(difference: Difference, command: str, page_of: PageOf, most_bytes: int) -> str:
    """A difference as Markdown for the summary of a job, as much of it as so many bytes hold; a command prints all."""
    return cut([("## What changes in the plans\n\n", False), *_parts(difference, page_of)], command, most_bytes)


def difference_summary(difference: Difference) -> str:
    """How much changed: '3 changes, 1 refused'."""
    listed = sum(len(lines) for _, lines in _by_plan(difference))
    count = listed + sum(not _in_list(change) for change in difference.changes if change.plan not in difference.added)
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
        others = [_in_list(change) for change in listed if change.kind is not Kind.CORRECTED]
        others = [words for words in others if words]
        if corrected:
            yield f"{_CORRECTED}: {name}", corrected
        if others:
            yield name, others


def _in_list(change: Change) -> str:
    """A change in words; '' if it is refused and so told already, but for a new note that does not quote enough."""
    if change.kind is Kind.REFUSED:
        return f"Refused, see above: {change.words}" if change.reason else ""
    return change.words


def _text(difference: Difference) -> str:
    parts = [text_of(Verdict(difference.problems))] if difference.problems else []
    parts += [f"{heading}\n" + "".join(f"  {line}\n" for line in lines) for heading, lines in _by_plan(difference)]
    return "\n".join(parts)


def _parts(difference: Difference, page_of: PageOf = lambda _: "") -> Iterator[Part]:
    """A difference as Markdown."""
    lists = list(_by_plan(difference))
    if difference.problems:
        yield f"### {_REFUSED}\n", False
        yield from by_file(difference.problems, page_of)
    elif not lists:
        yield "No changes.\n", False
    for number, (heading, lines) in enumerate(lists):
        blank = "\n" if number or difference.problems else ""
        yield f"{blank}### {escaped(heading)}\n\n", False
        yield from ((f"- {escaped(line)}\n", True) for line in lines)


def _json(difference: Difference) -> str:
    told = {
        "problems": in_json(difference.problems),
        "changes": [asdict(change) for change in difference.changes],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
