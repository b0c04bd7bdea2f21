"""Problems for a pull request on GitHub: annotations at their lines, and the whole list as the summary of a job.

The workflow commands and their limits (10 errors and 10 notices a step, a summary of 1 MiB a step) are as GitHub's
documentation has them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby

from generator.fields import QUOTED
from generator.host_markdown import escaped
from generator.markdown import outside
from generator.problems import Place, Problem
from generator.report import ADVICE_HEADING, HOW_TO_SEE_ADVICE, WHY_ADVICE, Verdict, how_many_problems

MOST_ANNOTATIONS = 10
MOST_BYTES = 1 << 20

PageOf = Callable[[Place], str]
"""Gives the address at which a place can be looked at; '' where there is none."""


def annotations(found: Verdict) -> str:
    """The most useful ten problems and ten pieces of advice as workflow commands, a line each."""
    chosen = [*most_useful(found.problems), *most_useful(found.advice)]
    return "".join(f"{_annotation(problem)}\n" for problem in chosen)


def most_useful(problems: Sequence[Problem], most: int = MOST_ANNOTATIONS) -> list[Problem]:
    """The few problems that tell most, in their order.

    Each file gives one before any gives two, so that every file that needs an editor shows it. Within that, a message
    that was not yet chosen comes before one that says the same of other words: a mistake that a script made in a
    hundred plans is told once and leaves room. What is left to choose goes by place, since in a file the first mistake
    often explains the others.
    """
    messages = [_same(problem.message) for problem in problems]
    waiting = list(range(len(problems)))
    chosen: list[int] = []
    while waiting and len(chosen) < most:
        of_file = Counter(problems[number].place.file for number in chosen)
        of_message = Counter(messages[number] for number in chosen)
        tells_most = min(
            waiting, key=lambda number: (of_file[problems[number].place.file], of_message[messages[number]])
        )
        waiting.remove(tells_most)
        chosen.append(tells_most)
    return [problems[number] for number in sorted(chosen)]


def _same(message: str) -> str:
    """A message without what is quoted and counted in it."""
    return re.sub(r"[0-9]+(?:\.[0-9]+)*", "", QUOTED.sub("", message))


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = f"file={_for_command(place.file, ',:')},line={place.line},col={place.column}"
    rule = f" ({problem.rule})" if problem.rule else ""
    title = f"Advice{rule}" if problem.is_advice else problem.refusal or ""
    titled = f"title={_for_command(title, ',:')}," if title else ""
    return f"::{'notice' if problem.is_advice else 'error'} {titled}{where}::{_for_command(_in_words(problem))}"


def _in_words(problem: Problem) -> str:
    return f"{problem.message}\n{problem.hint}" if problem.hint else problem.message


def _for_command(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


# The summary of a job


def job_summary(found: Verdict, page_of: PageOf = lambda _: "", most_bytes: int = MOST_BYTES) -> str:
    """Everything found as Markdown, problems first; as much of it as so many bytes hold, with how much is left out."""
    return cut(list(_parts(found, page_of)), "plans check", most_bytes)


Part = tuple[str, bool]
"""A part of a summary, and whether it counts: whether it tells a problem, a piece of advice or a change."""


def cut(parts: Sequence[Part], command: str, most_bytes: int = MOST_BYTES) -> str:
    """As many parts as so many bytes hold, with how many are left out, which a command prints."""
    ends = list(accumulate(len(part.encode()) for part, _ in parts))
    if ends[-1] <= most_bytes:
        return "".join(part for part, _ in parts)
    count = sum(tells for _, tells in parts)
    room = most_bytes - len(_left_out(count, command).encode())
    kept = parts[: bisect_right(ends, room)]
    left_out = _left_out(count - sum(tells for _, tells in kept), command)
    return "".join(part for part, _ in kept) + left_out if room >= 0 else ""


def _left_out(count: int, command: str) -> str:
    return f"\n**Left out here, for GitHub shows no more: {count:,}. The command '{escaped(command)}' prints all.**\n"


def _parts(found: Verdict, page_of: PageOf) -> Iterator[Part]:
    heading = how_many_problems(found.problems) if found.problems else "the files can be read"
    yield f"### {heading[0].upper()}{heading[1:]}\n", False
    yield from by_file(found.problems, page_of)
    if found.advice or found.counts:
        yield f"\n### {ADVICE_HEADING}\n", False
        yield from by_file(found.advice, page_of)
        yield _counts(found), False


def by_file(problems: Sequence[Problem], page_of: PageOf) -> Iterator[Part]:
    """Each problem with a link to its line, below the name of its file."""
    for file, listed in groupby(problems, key=lambda problem: problem.place.file):
        yield f"\n#### {escaped(file)}\n\n", False
        yield from ((_entry(problem, page_of(problem.place)), True) for problem in listed)


def _entry(problem: Problem, page: str) -> str:
    line = f"line {problem.place.line}"
    rule = f"{problem.rule}: " if problem.rule else ""
    hint = "".join(f"<br>{escaped(line)}" for line in problem.hint.splitlines())
    return f"- {outside(line, page) if page else line}: {escaped(rule + problem.message)}{hint}\n"


def _counts(found: Verdict) -> str:
    """How much advice is only counted; why any of it is asked."""
    if not found.counts:
        return f"\n{escaped(WHY_ADVICE)}\n" if any(piece.rule for piece in found.advice) else ""
    lines = "".join(f"- {escaped(name)}: {count:,}\n" for count, name in found.counts)
    return f"\n#### On plans, by what is asked\n\n{lines}\n{escaped(f'{HOW_TO_SEE_ADVICE} {WHY_ADVICE}')}\n"
