"""What the pages of what is due say: how actions stand, with the ways to them; days and months; bodies that ended."""

from collections.abc import Iterable, Sequence
from datetime import date

from generator import addresses, due, markdown
from generator.index import Index, Standing, by_timeliness
from generator.markdown import Markdown
from generator.model import Body
from generator.phrases import Phrase, state_words, summary, when
from generator.targetdate import day_in_words

DATE_PASSED = "“Date passed” means that nobody has reported since that day, not that nothing was done."


def states_alone(standings: Iterable[Standing]) -> str:
    """How many actions stand how, without the number of all: '5 date passed, 2 due soon'."""
    return summary(standings).rpartition(": ")[2]


def silent_words(standings: Sequence[Standing]) -> str:
    """How many of several actions are silent, and of how many it is not known, in few words."""
    _, silent, unknown = due.counted(standings)
    return f"{silent or 'none'}{f'; not known: {unknown}' if unknown else ''}"


def states_linked(standings: Iterable[Standing], page: str, here: str) -> Markdown:
    """How many actions stand how, as `summary` says, each state leading to its group on the page that has them."""
    groups = by_timeliness(standings)
    links = (
        markdown.link(f"{len(group)} {state_words(state).lower()}", f"{page}#{addresses.slug(state)}", here)
        for state, group in groups
    )
    return Markdown(f"{sum(len(group) for _, group in groups)}: {', '.join(links)}" if groups else "none")


def ending(index: Index, body: Body, here: str) -> list[Markdown]:
    """That a body ended or is to end, and which took over, if its file says so."""
    parts = []
    if body.ended:
        parts.append(f"{'ended' if body.ended <= index.as_at else 'ends'} {markdown.day(body.ended)}")
    if body.successor:
        after = index.body_called[body.successor]
        parts.append(f"successor: {markdown.link(after.name, addresses.body_page(after.id), here)}")
    return [Markdown("; ".join(parts))] if parts else []


def month(first: date) -> str:
    """'June 2031'"""
    return day_in_words(first).partition(" ")[2]


def begins_with(part: due.Part) -> str:
    """The body or the day that a page of a list begins with."""
    first = part.shown[0]
    return first.body.name if isinstance(first, due.Row) else day_in_words(due.last_day(first))


def unlike_day(standing: Standing) -> str:
    """Its target date in a few words of ours, where these say more than its last day does."""
    said = when(standing)
    return "" if standing.latest and said == day_in_words(standing.latest) else said


DUE_WORDS: dict[str, Phrase] = {
    "begins_with": begins_with,
    "by_body": due.by_body,
    "by_day": due.by_day,
    "by_month": due.by_month,
    "month": month,
    "month_id": "{:%Y-%m}".format,
    "month_name": lambda first: month(first).partition(" ")[0],
    "silent_words": silent_words,
    "states_alone": states_alone,
    "unlike_day": unlike_day,
}
