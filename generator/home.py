"""What the first page says of everything: what falls due, how all actions stand, and where most of them are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from generator import addresses, due, markdown
from generator.index import Made, Standing, by_timeliness, counts
from generator.markdown import Markdown
from generator.phrases import Phrase, listed, number, state_words
from generator.vocabulary import NEVER_WRITTEN, Decision, Delivery, Timeliness

MOST = 6  # rows of each list

State = TypeVar("State", Decision, Delivery)


def fullest(rows: Iterable[due.Row]) -> list[due.Row]:
    """The owners or bodies that have most actions, by how many and then by name."""
    return sorted(rows, key=lambda row: (-len(row.standings), row.name.casefold(), row.page))[:MOST]


def falls_due(ahead: Sequence[Standing], as_at: date) -> Markdown:
    """How much of what is ahead falls due within 90 days; if nothing, when something does."""
    near, until = due.near(ahead, as_at), markdown.day(as_at + due.NEAR)
    if near:
        verb = "falls" if len(near) == 1 else "fall"
        return Markdown(f"{number(len(near), 'action')} {verb} due in the next 90 days, up to {until}.")
    nothing = f"Nothing falls due in the next 90 days, up to {until}"
    if ahead:
        return Markdown(f"{nothing}. The nearest date after them is {markdown.day(due.last_day(ahead[0]))}.")
    return Markdown(f"{nothing}, and no later target date is held here.")


def states_to_lists(standings: Iterable[Standing], here: str) -> Markdown:
    """How many actions stand how, each state that has a list leading to it."""
    return Markdown(listed([_to_list(state, len(group), here) for state, group in by_timeliness(standings)]))


def _to_list(state: Timeliness, count: int, here: str) -> str:
    words = f"{count:,} {state_words(state).lower()}"
    return markdown.link(words, addresses.due_page(due.LISTED[state]), here) if state in due.LISTED else words


def decided(made: Sequence[Made]) -> str:
    """How many recommendations a plan has, and how they were decided: '7 recommendations: 6 agreed, 1 not known'."""
    parts = ", ".join(f"{times} {decision}" for decision, times in counts((one.decision for one in made), Decision))
    return f"{number(len(made), 'recommendation')}: {parts}" if parts else "no recommendations"


def figures(values: Iterable[State], order: Iterable[State]) -> list[tuple[State, int]]:
    """How often each state stands, those that are absent left out; that which means 'not known' is always told."""
    found = Counter(values)
    return [(state, found[state]) for state in order if found[state] or state in NEVER_WRITTEN]


HOME_WORDS: dict[str, Phrase] = {"decided": decided, "falls_due": falls_due, "states_to_lists": states_to_lists}
