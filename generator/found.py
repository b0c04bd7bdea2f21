"""What was found of the actions of all plans, and where it differs from what was said; how pages list it."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.accounts import differing
from generator.due import Part
from generator.index import Standing
from generator.phrases import Phrase, state_words
from generator.vocabulary import Assurance

DIFFERS = "Said to be complete, and found otherwise"


@dataclass(frozen=True)
class Found:
    """The actions of which the same was found: all, and those that a page shows."""

    title: str
    id: str  # its anchor
    all: tuple[Standing, ...]
    shown: tuple[Standing, ...]

    @property
    def differs(self) -> bool:
        """Whether these were said to be complete."""
        return self.title == DIFFERS


def said_and_found(standings: Iterable[Standing]) -> list[Standing]:
    """The assessed actions: those said to be complete and found otherwise, then the others by judgement."""
    assessed = [one for one in standings if one.is_assessed]
    others = (one for judgement in Assurance for one in assessed if one.assurance is judgement and not one.differs)
    return [*differing(assessed), *others]


def by_finding(part: Part) -> list[Found]:
    """What a page of these shows, group by group."""
    rows = [one for one in part.rows if isinstance(one, Standing)]
    shown = {one.key for one in part.shown if isinstance(one, Standing)}
    titles = dict.fromkeys(map(_title, rows))
    groups = ((title, tuple(one for one in rows if _title(one) == title)) for title in titles)
    found = (
        Found(title, _anchor(group[0]), group, tuple(one for one in group if one.key in shown))
        for title, group in groups
    )
    return [group for group in found if group.shown]


def _title(standing: Standing) -> str:
    return DIFFERS if standing.differs else state_words(standing.assurance)


def _anchor(standing: Standing) -> str:
    return "differs" if standing.differs else standing.assurance.replace(" ", "-")


FOUND_WORDS: dict[str, Phrase] = {"by_finding": by_finding}
