"""What the tables of the open data share: citation keys, and counts by state."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from generator.index import Index, Made, Standing
from generator.model import Plan
from generator.table import Cell, Holds, Row, Voice, cell
from generator.vocabulary import Decision, Timeliness

ADDRESS = "Where its page is, from the site's root."
PLAN_NAME = "What the site calls the plan: its body and its year."
BODY_NAME = "The name of that body."


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


def addressees_of(index: Index, made: Made) -> tuple[str, ...]:
    """The ids of the bodies that a recommendation is addressed to."""
    names = (answer.addressee or made.recommendation.addressee or made.plan.body for answer in made.answers)
    return tuple(dict.fromkeys([index.body_called[name].id for name in names]))


def day_of(day: Callable[[Row], date]) -> Cell[Row]:
    """The day of a row whose states depend on it: a file that was saved tells it still."""
    meaning = "The day of these tables: how things stood at its end, by what is dated up to then."
    return cell("as_at", meaning, Voice.OURS, day, Holds.DAY, is_required=True, is_computed=False)


@dataclass(frozen=True)
class Counts:
    """How many recommendations and actions there are, in each state."""

    decisions: Counter[Decision]
    timeliness: Counter[Timeliness]
    silent: int
    silence_not_known: int
    not_reported: int


class Counted(Protocol):
    """What a row is about, with its counts."""

    @property
    def counts(self) -> Counts:
        """Those of what belongs to it."""


def counted(made: Iterable[Made], standings: Iterable[Standing]) -> Counts:
    """Counts recommendations and actions."""
    held = list(standings)
    return Counts(
        Counter(one.decision for one in made),
        Counter(one.timeliness for one in held),
        sum(one.is_silent is True for one in held),
        sum(one.is_silent is None for one in held),
        sum(not one.is_reported for one in held),
    )


def counted_with_actions(made: Sequence[Made]) -> Counts:
    """Counts recommendations and the actions that answer them."""
    return counted(made, (one for each in made for one in each.standings))


def counts_of_actions() -> list[Cell[Counted]]:
    """How many actions there are, in each state, and how many are silent: the states add up to all."""
    return [
        _count("actions", "How many actions there are.", lambda row: row.counts.timeliness.total()),
        *(
            _count(
                f"actions_{state.name.lower()}",
                f"How many of the actions have the timeliness '{state}'.",
                partial(_in_state, state),
            )
            for state in Timeliness
        ),
        _count(
            "actions_silent",
            "How many of the actions are silent: not closed, and for more than a year without an update, counted from "
            "the last one, else from the day the plan was submitted, else from the day the report was published. "
            "Of the others it is known that they are not, or it is not known.",
            lambda row: row.counts.silent,
        ),
        _count(
            "actions_silence_not_known",
            "How many of the actions are not closed, and nobody knows whether they are silent: neither an update nor "
            "the day of the plan or of the report is known.",
            lambda row: row.counts.silence_not_known,
        ),
        _count(
            "actions_not_reported",
            "How many of the actions nobody has reported on, in the plan or since.",
            lambda row: row.counts.not_reported,
        ),
    ]


def counts_of_recommendations(noun: str = "recommendations") -> list[Cell[Counted]]:
    """How many recommendations there are, and with each decision: the decisions add up to all."""
    return [
        _count("recommendations", f"How many {noun} there are.", lambda row: row.counts.decisions.total()),
        *(
            _count(
                f"recommendations_{decision.name.lower()}",
                f"How many of the recommendations have the decision '{decision}'.",
                partial(_decided, decision),
            )
            for decision in Decision
        ),
    ]


def _in_state(state: Timeliness, row: Counted) -> int:
    return row.counts.timeliness[state]


def _decided(decision: Decision, row: Counted) -> int:
    return row.counts.decisions[decision]


def _count(name: str, meaning: str, value: Callable[[Counted], int]) -> Cell[Counted]:
    return cell(name, meaning, Voice.OURS, value, Holds.NUMBER, is_required=True)
