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
    """An action as a box with its id, which leads to it; its outline shows how it stands, and it is said aloud."""
    state = state_drawn(standing)
    stands = f", {state_words(state).lower()}, {standing.delivery}"
    classes = f".box .{MARKS[state]}"
    if one_of_several([standing]):
        stands, classes = f"{stands}, one of several dates", f"{classes} .dashed"
    words = Markdown(f"{markdown.escape(standing.id)}{markdown.inline(stands, '.aloud')}")
    return markdown.link(words, standing.page, here, classes)


def one_of_several(standings: Iterable[Standing]) -> list[Standing]:
    """The actions beside which several dates are printed, and not which of them is whose."""
    return [one for one in standings if one.latest and not is_date_known(one)]


def time_taken(plan: Plan) -> Markdown:
    """The days from report to plan, or that they are not known."""
    days = days_taken(plan)
    if days is None:
        return markdown.inline("Not known", ".tag .unknown")
    return Markdown(f"{days_in_words(days)}{' from report to plan' if days >= 0 else ''}")


def days_in_words(days: int) -> str:
    """'7 days', '2 days before the report'"""
    return number(days, "day") if days >= 0 else f"{number(-days, 'day')} before the report"


def spread_in_words(spread: Spread) -> Markdown:
    """'7 days' of one plan; of several '9 plans: 3 days to 40 days, half within 9 days', and how many do not say."""
    of, known, unknown = "", "", "Not known"
    if not spread.share.page:
        of, unknown = f"{number(len(spread.share.plans), 'plan')}: ", f"{spread.unknown:,} not known"
    if spread.days:
        first, middle, last = map(days_in_words, (spread.days[0], spread.middle, spread.days[-1]))
        known = first if first == last else f"{first} to {last}, half within {middle}"
    parts = [known] if known else []
    return Markdown(of + " ".join([*parts, *([markdown.inline(unknown, ".tag .unknown")] if spread.unknown else [])]))


PICTURE_WORDS: dict[str, Phrase] = {
    "box": box,
    "mark": MARKS.__getitem__,
    "one_of_several": one_of_several,
    "parts_in_words": parts_in_words,
    "spread_in_words": spread_in_words,
    "time_taken": time_taken,
}
