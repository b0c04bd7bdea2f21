"""What a good plan has, beyond what must hold: each rule says in its first line what it asks, and below it why.

A rule looks at all plans and gives a piece of advice for every record that lacks what it asks. Nothing here knows where
a record stands in its file: the pages count the same pieces that `plans check` prints. What an editor answers, under
`advice` on the action, the recommendation or the plan, stays advice and is shown with the answer.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from generator.fields import quoted
from generator.model import Action, Aim, Block, Collection, Plan, PrintedBeside, Recommendation, Record
from generator.refusals import Keys
from generator.vocabulary import Advice, DecisionReason

# Of 100: "Head of Cluster" and "Heads of Cluster" are alike, "Team Manager (Hub)" and "Team Manager" are not.
ALIKE = 90


@dataclass(frozen=True)
class Piece:
    """A piece of advice on one record of a plan."""

    rule: Advice
    plan: Plan
    made: Recommendation
    record: Record
    """The recommendation itself, or the action, step or other part of its response that the advice is on."""
    keys: Keys
    """What in the record it is on; none if on the whole record."""
    message: str
    hint: str
    lacks: tuple[str, ...] = ()
    """The fields of the record that it finds empty."""
    words: str = ""
    """The words within the value, where it is on these alone."""

    @property
    def answer(self) -> str:
        """The editor's answer, of the action before the recommendation before the plan; '' if there is none."""
        holders = (getattr(self.record, "advice", {}), self.made.advice, self.plan.advice)
        return next((given[self.rule] for given in holders if self.rule in given), "")

    @property
    def id(self) -> str:
        """The id of the action it is on, else of the recommendation."""
        return (self.record.id if isinstance(self.record, Action | Aim) else None) or self.made.id


Pieces = Iterator[Piece]


def pieces(collection: Collection) -> Pieces:
    """All advice on the plans of a collection, rule by rule, in the order of the plans."""
    return (piece for look in RULES.values() for piece in look(collection))


def words_are_not_cut_by_a_line(collection: Collection) -> Pieces:
    """A hyphen that only a line break made is taken out, or kept knowingly.

    A word cut in two is found by no search.
    """
    for plan, made, record, key, words in _printed_words(collection):
        for cut in re.findall(r"\b[a-z]+- (?!and\b|or\b|to\b)[a-z]+\b", words):
            hint = f"if a line break cut the word, write {quoted(cut.replace('- ', ''))}"
            message = f"{quoted(cut)} looks like a word cut in two"
            yield Piece(Advice.WORD_CUT_IN_TWO, plan, made, record, (key,), message, hint, words=cut.split()[0])


def reason_is_stated(collection: Collection) -> Pieces:
    """A recommendation that is partly or not agreed says for which of the form's four kinds of reason.

    Those who made it can then see whether money, policy, contracts or daily work stands in its way.
    """
    for plan, made in _recommendations(collection):
        if made.decision_reason == (DecisionReason.NOT_STATED,):
            message = f"recommendation {made.id} is partly or not agreed, and no kind of reason is stated"
            hint = (
                "look whether the response names commissioning, policy, operational reasons or affordability; "
                "the site counts what is not stated"
            )
            yield Piece(Advice.REASON_NOT_STATED, plan, made, made, ("decision_reason",), message, hint)


def owners_are_spelt_alike(collection: Collection) -> Pieces:
    """Owners of one body whose names nearly agree are one owner, or both listed.

    Else what one owner has to do stands on two pages, and each looks complete.
    """
    for body_id, printed in _owners_of_bodies(collection).items():
        owners = collection.bodies[body_id].owners.values()
        known = [name for owner in owners for name in (owner.name, *owner.also)]
        for name, (plan, made, record, keys) in printed.items():
            alike = process.extractOne(name, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=ALIKE)
            if name not in known and alike:
                message = f"{quoted(name)} is spelt nearly as {quoted(alike[0])}"
                file = f"plans/bodies/{body_id}.yml"
                hint = f"if they are one, list one under 'also' of the other in {file}; else list both there"
                yield Piece(Advice.OWNER_SPELT_ALIKE, plan, made, record, keys, message, hint)
            known.append(name)


Printed = tuple[Plan, Recommendation, Record, Keys]


def _owners_of_bodies(collection: Collection) -> dict[str, dict[str, Printed]]:
    """For each body's id the owners printed in its plans, and where each is printed first."""
    ids = {name: body.id for body in collection.bodies.values() for name in body.names}
    found: dict[str, dict[str, Printed]] = {}
    for plan, made in _recommendations(collection):
        if plan.body in ids:
            owners = found.setdefault(ids[plan.body], {})
            for record, keys, name in _owners(made):
                owners.setdefault(name, (plan, made, record, keys))
    return found


def _owners(made: Recommendation) -> Iterator[tuple[Record, Keys, str]]:
    """Every owner printed beside a recommendation, with the record and the keys that it stands under."""
    for block in made.response:
        if isinstance(block, PrintedBeside):
            yield from ((block, ("owner", number), owner) for number, owner in enumerate(block.owner))
        elif isinstance(block, Action | Aim):
            yield from ((part, ("owner",), part.owner) for part in block.parts if part.owner)


def _recommendations(collection: Collection) -> Iterator[tuple[Plan, Recommendation]]:
    return ((plan, made) for plan in collection.plans.values() for made in plan.made)


def _printed_words(collection: Collection) -> Iterator[tuple[Plan, Recommendation, Record, str, str]]:
    """The words of every recommendation and every block of its response, with their record and key."""
    for plan, made in _recommendations(collection):
        if made.text:
            yield plan, made, made, "text", made.text
        yield from ((plan, made, *printed) for printed in _words_of_blocks(made.response))


def _words_of_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[Record, str, str]]:
    for block in blocks:
        if not isinstance(block, PrintedBeside):
            yield block, block.label(), block.words
        if isinstance(block, Action | Aim):
            yield from ((step, "step", step.words) for step in block.steps)


RULES: Mapping[Advice, Callable[[Collection], Pieces]] = {
    Advice.WORD_CUT_IN_TWO: words_are_not_cut_by_a_line,
    Advice.REASON_NOT_STATED: reason_is_stated,
    Advice.OWNER_SPELT_ALIKE: owners_are_spelt_alike,
}
