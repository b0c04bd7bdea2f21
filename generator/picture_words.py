"""What pictures say in words: the numbers beside what is drawn, and the name of each box."""

from collections.abc import Iterable

from generator import markdown
from generator.index import Standing
from generator.markdown import Markdown
from generator.model import Plan
from generator.phrases import Phrase, number, state_words
from generator.pictures import MARKS, Parts
from generator.response_times import Spread, days_taken
from generator.target_dates import is_date_known, state_drawn


def parts_in_words(parts: Parts) -> str:
    """'6 agreed, 1 partly agreed'"""
    return ", ".join(f"{count:,} {state_words(state).lower()}" for state, count in parts) or "none"


def box(standing: Standing, here: str) -> Markdown:
    """An action as a box with its id, which leads to it; its name says how it stands, its outline shows it."""
    states = [state_words(state).lower() for state in (state_drawn(standing), standing.delivery)]
    name = ", ".join([standing.id, *states, *(["one of several dates"] if one_of_several([standing]) else [])])
    marks = dict.fromkeys([MARKS[state_drawn(standing)], *([] if is_date_known(standing) else ["dashed"])])
    classes = " ".join(f".{mark}" for mark in marks)
    return markdown.link(standing.id, standing.page, here, f'.box {classes} aria-label="{name}"')


def one_of_several(standings: Iterable[Standing]) -> list[Standing]:
    """The actions beside which several dates are printed, and not which of them is whose."""
    return [one for one in standings if one.latest and not is_date_known(one)]


def time_taken(plan: Plan) -> Markdown:
    """The days from report to plan, or that they are not known."""
    days = days_taken(plan)
    if days is None:
        return markdown.inline("Not known", ".tag .unknown")
    return markdown.escape(f"{number(days, 'day')} from report to plan" if days >= 0 else before(days))


def before(days: int) -> str:
    """That a plan came before the report."""
    return f"{number(-days, 'day')} before the report"


def spread_in_words(spread: Spread) -> Markdown:
    """'3 to 40 days, half within 9', then how many are not known"""
    parts = []
    if len(spread.days) == 1:
        parts.append(number(spread.days[0], "day") if spread.days[0] >= 0 else before(spread.days[0]))
    elif spread.days:
        parts.append(f"{spread.days[0]:,} to {number(spread.days[-1], 'day')}, half within {spread.middle:,}")
    if spread.unknown:
        unknown = f"{spread.unknown:,} not known" if len(spread.share.plans) > 1 else "Not known"
        parts.append(markdown.inline(unknown, ".tag .unknown"))
    return Markdown(" ".join(parts))


PICTURE_WORDS: dict[str, Phrase] = {
    "box": box,
    "mark": MARKS.__getitem__,
    "one_of_several": one_of_several,
    "parts_in_words": parts_in_words,
    "spread_in_words": spread_in_words,
    "time_taken": time_taken,
}
