"""Which plans concern a body or a theme, and what of them: one answer for feeds and calendars, removed records too."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.index import Index
from generator.model import Plan, Recommendation

Part = tuple[Plan, frozenset[str] | None]
"""A plan that concerns somebody as a whole, or in some of its recommendations, by their ids."""


@dataclass(frozen=True)
class Concerns:
    """What of which plan concerns whom."""

    index: Index

    @cached_property
    def of_bodies(self) -> Mapping[str, list[Part]]:
        """Of every body its own plans, and in others' the recommendations made to it."""
        found: defaultdict[str, list[Part]] = defaultdict(list)
        body_called = self.index.body_called
        for plan in self.index.all_plans:
            own = body_called[plan.body].id
            found[own].append((plan, None))
            for body, ids in _by(plan, lambda made: {body_called[name].id for name in _answering(made)}).items():
                if body != own:
                    found[body].append((plan, ids))
        return found

    @cached_property
    def on_themes(self) -> Mapping[str, list[Part]]:
        """Of every theme the recommendations on it."""
        found: defaultdict[str, list[Part]] = defaultdict(list)
        for plan in self.index.all_plans:
            for theme, ids in _by(plan, lambda made: set(made.themes)).items():
                found[theme].append((plan, ids))
        return found


def _by(plan: Plan, concerned: Callable[[Recommendation], set[str]]) -> dict[str, frozenset[str]]:
    """For all whom recommendations of a plan concern the ids of these, removed ones too."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for made in plan.made:
        for name in concerned(made):
            found[name].add(made.id)
    return {name: frozenset(found[name]) for name in sorted(found)}


def _answering(made: Recommendation) -> set[str]:
    return {name for name in (made.addressee, *made.decisions) if name}
