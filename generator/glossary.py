"""The short forms of all plans, and what each plan says they mean."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count

from generator.addresses import slug
from generator.index import Index
from generator.model import Commitment, Passage, Plan, PrintedBeside, Recommendation

Use = tuple[str, str, Plan]  # a short form as a plan spells it, what the plan says it means or '', the plan


@dataclass(frozen=True)
class Meaning:
    """What plans say a short form means, in the words of the newest of them; '' if they do not say."""

    letters: str
    words: str
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class ShortForm:
    """A short form, with its meanings: unexplained last."""

    id: str
    letters: str
    meanings: tuple[Meaning, ...]

    @property
    def is_unexplained(self) -> bool:
        """Whether no plan says what it means."""
        return not any(meaning.words for meaning in self.meanings)

    @property
    def is_explained_differently(self) -> bool:
        """Whether plans explain it in different words."""
        return sum(bool(meaning.words) for meaning in self.meanings) > 1


def short_forms(index: Index) -> Iterator[ShortForm]:
    """Every short form, in the order of the alphabet; capitals make no difference, of letters or of meanings.

    Those of removed plans stay, for each has an address.
    """
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for plan in index.all_plans:
        for letters, words in plan.abbreviations.items():
            found[letters.casefold()].append((letters, words or "", plan))
    taken: set[str] = set()
    for folded in sorted(found):
        ids = chain([slug(folded)], (f"{slug(folded)}-{number}" for number in count(2)))
        id_ = next(id_ for id_ in ids if id_ not in taken)
        taken.add(id_)
        yield ShortForm(id_, found[folded][0][0], tuple(_meanings(found[folded])))


def _meanings(uses: list[Use]) -> Iterator[Meaning]:
    alike: defaultdict[str, list[Use]] = defaultdict(list)
    for use in uses:
        alike[use[1].casefold()].append(use)
    for same in sorted(alike.values(), key=lambda same: (not same[0][1], -len(same))):
        letters, words, _ = same[0]
        yield Meaning(letters, words, tuple(plan for *_, plan in same))


def short_forms_in(plan: Plan, recommendation: Recommendation) -> list[tuple[str, str | None]]:
    """The plan's short forms that stand in a recommendation and its response, with what the plan says they mean."""
    printed = "\n".join(_printed(recommendation))
    return [(letters, words) for letters, words in plan.abbreviations.items() if _stands_in(letters, printed)]


def _stands_in(letters: str, printed: str) -> bool:
    """Whether a short form stands there by itself, or as more than one or somebody's: 'CRCs', 'SHS’s'."""
    return letters in printed and bool(re.search(rf"(?<!\w){re.escape(letters)}(?:['’]?s)?(?!\w)", printed))


def _printed(recommendation: Recommendation) -> Iterator[str]:
    yield recommendation.text or ""
    for block in recommendation.response:
        if isinstance(block, PrintedBeside):
            yield from (*block.owner, *block.target_date)
        elif isinstance(block, Commitment):
            for part in block.parts:
                yield from filter(None, (part.words, part.owner, part.target_date))
        elif isinstance(block, Passage):
            yield block.words
