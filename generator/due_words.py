"""What the pages of what is due say: how actions stand, with the ways to them; days and months; bodies that ended."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from generator import addresses, due, markdown
from generator.index import Index, Standing, by_timeliness
from generator.markdown import Markdown
from generator.model import Body
from generator.phrases import NOT_REPORTED, Phrase, number, silence, standings_of, state_words, summary, when
from generator.targetdate import day_in_words
from generator.vocabulary import Timeliness

DATE_PASSED = "“Date passed” means that nobody has reported since that day, not that nothing was done."

# What stands in the list of a state, and in what order.
ABOUT_LISTS = {
    addresses.due_page("overdue"): (
        "Every action whose last day has passed and that was reported on after that day, not as closed; "
        "the latest day first."
    ),
    addresses.due_page("date-passed"): (
        "Every action whose last day has passed and of which nothing was reported since; the latest day first. "
        f"{DATE_PASSED}"
    ),
    addresses.due_page("due-soon"): (
        "Every action whose last day is within 30 days, and that is not reported closed; the nearest day first."
    ),
    addresses.due_page("no-date"): (
        "Every action that has no date with a last day, whose date recurs, or that is reported as continuing, "
        "and that is not reported closed; by body and plan."
    ),
    addresses.due_page(due.SILENT): (
        "Every action that is neither closed nor reported on for a year; then those whose silence is not known, "
        f"since their plan has no date; each by body and plan. {NOT_REPORTED}"
    ),
}


def state_lists(index: Index) -> Iterator[due.Listing]:
    """The lists of what is in a state that readers ask for."""
    for state, name in due.LISTED.items():
        yield addresses.due_page(name), state_words(state), due.in_state(index, state)
    yield addresses.due_page(due.SILENT), due.SILENT.capitalize(), due.silent(index)


def to_list(count: int, state: Timeliness, here: str) -> Markdown:
    """A number of actions that leads to the list of their state, if it has one."""
    name = due.LISTED.get(state)
    return markdown.link(str(count), addresses.due_page(name), here) if name else Markdown(str(count))


def to_silent(count: int, here: str) -> Markdown:
    """A number of actions that leads to the list of those that are silent, and perhaps silent."""
    return markdown.link(str(count), addresses.due_page(due.SILENT), here)


def silence_to_list(standings: Sequence[Standing], here: str) -> Markdown:
    """How many of all actions are silent, or perhaps, with the way to them; what the absence of reports means."""
    return Markdown(silence(standings, partial(to_silent, here=here)))


def how_many(part: due.Part) -> str:
    """How many actions a list has; of the silent ones, how many those are of which it is not known."""
    if part.front != addresses.due_page(due.SILENT):
        return f"{number(len(part.rows), 'action')}." if part.rows else "None now."
    silent = [standing.is_silent for standing in part.rows if isinstance(standing, Standing)]
    unknown = f" Not known: {silent.count(None)}." if None in silent else ""
    return f"{number(silent.count(True), 'action') if True in silent else 'None now'}.{unknown}"


def by_silence(part: due.Part) -> list[tuple[str, str, list[Standing]]]:
    """What a page shows of the silent, and of those of which it is not known, each with its title and its anchor."""
    shown = [standing for standing in part.shown if isinstance(standing, Standing)]
    groups = (("Silent", "silent", True), ("Not known whether silent", "not-known", None))
    found = ((title, id_, [one for one in shown if one.is_silent is known]) for title, id_, known in groups)
    return [group for group in found if group[-1]]


def reported(standing: Standing) -> Markdown:
    """When an action was last reported on; if never, since when that is so."""
    if standing.last_reported:
        return Markdown(f"last reported {markdown.day(standing.last_reported)}")
    plan = standing.plan
    nothing = "nothing reported since the plan" if standing.is_said_by_plan else "nothing ever reported"
    if plan.submitted:
        return Markdown(f"{nothing}; the plan is of {markdown.day(plan.submitted)}")
    if plan.published:
        return Markdown(f"{nothing}; the report is of {markdown.day(plan.published)}")
    return Markdown(f"{nothing}; the plan has no date")


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


def succeeded(index: Index, body: Body, here: str) -> list[Markdown]:
    """Which bodies it took over from, when, and how many of their actions are not closed, a sentence each."""
    before = (one for one in index.bodies if one.successor and index.body_called[one.successor] is body)
    return [_succeeded(index, one, here) for one in before]


def _succeeded(index: Index, before: Body, here: str) -> Markdown:
    name = markdown.link(before.name, addresses.body_page(before.id), here)
    is_to_come = before.ended and before.ended > index.as_at
    when_ended = f" on {markdown.day(before.ended)}" if before.ended else ""
    actions = [one for plan in index.plans_of.get(before.id, ()) for one in standings_of(index.made[plan.id])]
    left = sum(one.timeliness is not Timeliness.CLOSED for one in actions)
    open_ = f"; {left or 'none'} of its {number(len(actions), 'action')} {'is' if left < 2 else 'are'} not closed"
    return Markdown(f"{'Is to succeed' if is_to_come else 'Succeeded'} {name}{when_ended}{open_ if actions else ''}.")


def addressed_alone(index: Index) -> list[Body]:
    """The bodies without plans of their own to which recommendations are made in others' plans, by name."""
    return [body for body in index.bodies if body.id in index.addressed_to and body.id not in index.plans_of]


def month(first: date) -> str:
    """'June 2031'"""
    return day_in_words(first).partition(" ")[2]


def begins_with(part: due.Part, index: Index) -> str:
    """The body, the day or the plan that a page of a list begins with: what its list goes by."""
    first = part.shown[0]
    if isinstance(first, due.Row):
        return first.body.name
    return day_in_words(due.last_day(first)) if is_by_day(part) else index.names[first.plan.id]


def is_by_day(part: due.Part) -> bool:
    """Whether a list of actions goes by their days."""
    by_plan = (addresses.due_page(due.LISTED[Timeliness.NO_DATE]), addresses.due_page(due.SILENT), addresses.FOUND)
    return part.front not in by_plan


def unlike_day(standing: Standing) -> str:
    """Its target date in a few words of ours, where these say more than its last day does."""
    said = when(standing)
    return "" if standing.latest and said == day_in_words(standing.latest) else said


DUE_WORDS: dict[str, Phrase] = {
    "begins_with": begins_with,
    "by_body": due.by_body,
    "by_day": due.by_day,
    "by_month": due.by_month,
    "by_silence": by_silence,
    "how_many": how_many,
    "month": month,
    "month_id": "{:%Y-%m}".format,
    "reported": reported,
    "silence_to_list": silence_to_list,
    "silent_words": silent_words,
    "states_alone": states_alone,
    "to_list": to_list,
    "to_silent": to_silent,
    "unlike_day": unlike_day,
}
