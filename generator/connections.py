"""What leads from one record to another: references and where they come from, the same words again, the same themes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, pairwise
from typing import TypeVar

from generator.index import Index, Made, Standing
from generator.model import Commitment, Passage, Plan, Recommendation, Theme
from generator.references import mentions

Referring = TypeVar("Referring")
Pointing = tuple[str, str]  # the citation key of what points somewhere, and its page

# Of how many other plans a theme's nearest recommendations are looked at, and how many are shown of all themes.
PLANS_BESIDE = 3
MOST_ALIKE = 5


@dataclass(frozen=True)
class Connections:
    """The ways between the records of an index."""

    index: Index

    @cached_property
    def answered_elsewhere(self) -> Mapping[str, tuple[Standing, ...]]:
        """For a recommendation's page the actions of other recommendations that answer it too."""
        return self._leading_to((one, one.plan, one.action.also_answers) for one in self.index.standings)

    @cached_property
    def also_answered_by(self) -> Mapping[str, tuple[Made, ...]]:
        """For a recommendation's page the recommendations whose responses answer it too."""
        return self._referring(lambda recommendation: recommendation.also_answers)

    @cached_property
    def answering(self) -> Mapping[str, tuple[Made, ...]]:
        """For a recommendation's page the recommendations that are answered with it."""
        return self._referring(lambda recommendation: filter(None, [recommendation.answered_with]))

    @cached_property
    def pointing_to(self) -> Mapping[str, tuple[Pointing, ...]]:
        """For the page of a recommendation, or an action's place on it, what points there in its words or by `see`."""
        found = self._leading_to(pointing for made in self.index.all_made for pointing in _pointing(made))
        return {page: tuple(one for one in pointing if one[1] != page) for page, pointing in found.items()}

    @cached_property
    def printed_again(self) -> Mapping[str, tuple[Standing, ...]]:
        """For an action's place the other actions of its plan that are printed with the same words.

        Capitals, spaces and stops make no difference.
        """
        alike: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
        for standing in self.index.standings:
            letters = "".join(filter(str.isalnum, (standing.action.words or "").casefold()))
            alike[standing.plan.id, letters].append(standing)
        groups = [group for (_, letters), group in alike.items() if letters and len(group) > 1]
        return {one.page: tuple(other for other in group if other is not one) for group in groups for one in group}

    @cached_property
    def made_again(self) -> Mapping[str, tuple[Made | Standing, ...]]:
        """For a page, or an action's place on it, the later recommendations and actions that repeat what is there."""
        recommendations = ((made, made.plan, made.recommendation.repeats) for made in self.index.all_made)
        actions = ((one, one.plan, one.action.repeats) for one in self.index.standings)
        repeating: Iterable[tuple[Made | Standing, Plan, Iterable[str]]] = chain(recommendations, actions)
        return self._leading_to(repeating)

    def made_before(self, record: Made | Standing) -> list[tuple[str, Made | Standing | None]]:
        """What a recommendation or an action repeats: the reference, and what it leads to; None for what went."""
        repeated = record.recommendation if isinstance(record, Made) else record.action
        pages = ((reference, self.index.page_of(record.plan, reference)) for reference in repeated.repeats)
        return [(reference, self._at.get(page or "")) for reference, page in pages]

    @cached_property
    def _at(self) -> Mapping[str, Made | Standing]:
        """What stands on a page, or at an action's place on it."""
        made = {one.page: one for one in self.index.all_made}
        return {**made, **{one.page: one for one in self.index.standings}}

    def plans_before_and_after(self, plan: Plan) -> list[Plan]:
        """The next newer and the next older plan of the body of a plan, if there are."""
        plans = self.index.plans_of.get(self.index.body_called[plan.body].id, ())
        return [one for one, other in pairwise(plans) if other is plan] + [
            other for one, other in pairwise(plans) if one is plan
        ]

    def on_the_same_themes(self, made: Made) -> list[tuple[Made, list[Theme]]]:
        """Some recommendations on a recommendation's themes, with the themes they share, those that share most first.

        They are those nearest in the order of plans, and for each theme one of each other plan.
        """
        nearest: dict[str, Made] = {}
        for id_, _ in made.themes:
            around = _outwards(self.index.by_theme[id_], self._places[id_, made.key])
            nearest |= {one.key: one for one in islice(_first_of_other_plans(around, made.plan), PLANS_BESIDE)}
        with_themes = [
            (one, [theme for id_, theme in made.themes if id_ in one.recommendation.themes]) for one in nearest.values()
        ]
        return sorted(with_themes, key=lambda found: -len(found[1]))[:MOST_ALIKE]

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        """Where each recommendation stands among those of a theme."""
        return {
            (id_, made.key): place
            for id_, on_theme in self.index.by_theme.items()
            for place, made in enumerate(on_theme)
        }

    def _referring(self, references: Callable[[Recommendation], Iterable[str]]) -> dict[str, tuple[Made, ...]]:
        """For a page the recommendations whose references lead to it."""
        return self._leading_to((made, made.plan, references(made.recommendation)) for made in self.index.all_made)

    def _leading_to(
        self, referring: Iterable[tuple[Referring, Plan, Iterable[str]]]
    ) -> dict[str, tuple[Referring, ...]]:
        """For a page what leads to it by its references, each once."""
        held: defaultdict[str, list[Referring]] = defaultdict(list)
        for one, plan, references in referring:
            pages = (self.index.page_of(plan, reference) for reference in references)
            for page in dict.fromkeys(filter(None, pages)):
                held[page].append(one)
        return {page: tuple(found) for page, found in held.items()}


def _pointing(made: Made) -> Iterator[tuple[Pointing, Plan, list[str]]]:
    """What points anywhere, with its references: the recommendation and what is printed with it, each action."""
    recommendation = made.recommendation
    own = [
        recommendation.text or "",
        *_new(made),
        *(words for passage in recommendation.passages for words in _words(passage)),
    ]
    yield (made.key, made.page), made.plan, [*recommendation.see, *_mentioned(own)]
    for one in made.standings:
        yield (one.key, one.page), made.plan, [*one.action.see, *_mentioned([*_words(one.action), *_new(one)])]


def _new(record: Made | Standing) -> list[str]:
    return [record.new_words[1]] if record.new_words else []


def _words(passage: Passage) -> list[str]:
    return [part.words or "" for part in passage.parts] if isinstance(passage, Commitment) else [passage.words]


def _mentioned(texts: Iterable[str]) -> list[str]:
    return [mention.id for words in texts for mention in mentions(words)]


def _outwards(on_theme: Sequence[Made], place: int) -> Iterator[Made]:
    """The recommendations around a place, the nearest first."""
    for distance in range(1, len(on_theme)):
        yield from on_theme[place + distance : place + distance + 1]
        yield from on_theme[place - distance : place - distance + 1] if distance <= place else ()


def _first_of_other_plans(around: Iterable[Made], plan: Plan) -> Iterator[Made]:
    seen = {plan.id}
    for made in around:
        if made.plan.id not in seen:
            seen.add(made.plan.id)
            yield made
