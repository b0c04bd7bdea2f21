"""What was found of the actions of all plans, and where it differs from what was said; how pages list it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.accounts import differing
from generator.addresses import slug
from generator.due import Part
from generator.index import Standing
from generator.phrases import Phrase, state_words
from generator.vocabulary import Assurance

DIFFERS = "Said to be complete, and found otherwise"


@dataclass(frozen=True)
class Found:
    """The actions of which the same was found: how many there are, and those that a page shows."""

    title: str
    id: str  # its anchor
    number: int
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
    rows, shown = ([one for one in each if isinstance(one, Standing)] for each in (part.rows, part.shown))
    number = Counter(map(_title, rows))
    groups = ((title, tuple(group)) for title, group in groupby(shown, _title))
    return [Found(title, _anchor(group[0]), number[title], group) for title, group in groups]


def _title(standing: Standing) -> str:
    return DIFFERS if standing.differs else state_words(standing.assurance)


def _anchor(standing: Standing) -> str:
    return "differs" if standing.differs else slug(standing.assurance)


FOUND_WORDS: dict[str, Phrase] = {"by_finding": by_finding}
