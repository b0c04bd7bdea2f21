"""What the tables of the open data share: citation keys, and counts by state."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from generator.index import Index, Made, Standing
from generator.model import Plan
from generator.table import Cell, Holds, Voice, cell
from generator.vocabulary import Decision, Timeliness

Row = TypeVar("Row")

ADDRESS = "Where its page is, from the site's root."


def key_at(page: str) -> str:
    """The citation key of what stands at a place on a page: 'plans/x/2.md#2.1' is of 'x/2.1'."""
    path, _, action = page.removeprefix("plans/").partition("#")
    plan, _, recommendation = path.removesuffix(".md").partition("/")
    return f"{plan}/{action or recommendation}"


def key_of(index: Index, plan: Plan, reference: str) -> str:
    """The citation key of what a reference in a plan means, by its present id; as written where the source lacks it."""
    if page := index.page_of(plan, reference):
        return key_at(page)
    return reference if "/" in reference else f"{plan.id}/{reference}"


def keys_of(index: Index, plan: Plan, references: Sequence[str]) -> tuple[str, ...]:
    """The citation keys of what references mean, each once."""
    return tuple(dict.fromkeys([key_of(index, plan, reference) for reference in references])) if references else ()


def former_keys(plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """The citation keys of former ids."""
    return tuple([f"{plan.id}/{id_}" for id_ in ids])


def counts_of_actions(standings: Callable[[Row], Iterable[Standing]]) -> list[Cell[Row]]:
    """How many actions there are, in each state, and how many are silent: the states add up to all."""
    return [
        _count("actions", "How many actions there are.", lambda row: sum(1 for _ in standings(row))),
        *(
            _count(
                f"actions_{state.name.lower()}",
                f"How many of the actions have the timeliness '{state}'.",
                lambda row, state=state: sum(one.timeliness is state for one in standings(row)),  # type: ignore[misc]
            )
            for state in Timeliness
        ),
        _count(
            "actions_silent",
            "How many of the actions are silent: not closed, and without an update for a year.",
            lambda row: sum(one.is_silent is True for one in standings(row)),
        ),
        _count(
            "actions_not_reported",
            "How many of the actions nobody has reported on, in the plan or since.",
            lambda row: sum(not one.is_reported for one in standings(row)),
        ),
    ]


def counts_of_recommendations(made: Callable[[Row], Iterable[Made]], noun: str = "recommendations") -> list[Cell[Row]]:
    """How many recommendations there are, and with each decision: the decisions add up to all."""
    return [
        _count("recommendations", f"How many {noun} there are.", lambda row: sum(1 for _ in made(row))),
        *(
            _count(
                f"recommendations_{decision.name.lower()}",
                f"How many of the recommendations have the decision '{decision}'.",
                lambda row, decision=decision: Counter(one.decision for one in made(row))[decision],  # type: ignore[misc]
            )
            for decision in Decision
        ),
    ]


def _count(name: str, meaning: str, value: Callable[[Row], int]) -> Cell[Row]:
    return cell(name, meaning, Voice.OURS, value, Holds.NUMBER, is_required=True)
