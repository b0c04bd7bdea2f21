"""What a good plan file has; advice fails nothing. Each piece says in its first line what it asks for."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from generator.model import Action, Aim, Block, DecisionReason, Plan, PrintedBeside, Record, Step, quoted
from generator.problems import Problem
from generator.read import Reading

Advice = Iterator[Problem]

ALIKE = 90  # of 100: "Head of Cluster" and "Heads of Cluster" are, "Team Manager (Hub)" and "Team Manager" are not


def advise(reading: Reading) -> list[Problem]:
    """All advice on the records read, by place."""
    if reading.collection is None:
        return []
    return sorted(piece for rule in RULES for piece in rule(reading))


def words_are_not_cut_by_a_line(reading: Reading) -> Advice:
    """A hyphen that only a line break made is taken out, or kept knowingly."""
    for record, key, words in _printed_words(reading):
        for cut in re.findall(r"\b[a-z]+- (?!and\b|or\b|to\b)[a-z]+\b", words):
            hint = f"if a line break cut the word, write {quoted(cut.replace('- ', ''))}"
            yield _advice(reading, record, key, f"{quoted(cut)} looks like a word cut in two", hint)


def reason_is_stated(reading: Reading) -> Advice:
    """A recommendation that is partly or not agreed says why."""
    for plan in _plans(reading):
        for made in plan.made:
            if DecisionReason.NOT_STATED in made.decision_reason:
                message = f"recommendation {made.number} is limited, and the print gives no reason"
                yield _advice(
                    reading,
                    made,
                    "decision_reason",
                    message,
                    "look once more; the site counts what is not stated",
                )


def owners_are_spelt_alike(reading: Reading) -> Advice:
    """Owners of one body whose names nearly agree are one owner, or listed as two."""
    assert reading.collection
    bodies = {name: body for body in reading.collection.bodies.values() for name in body.names}
    first: dict[str, dict[str, tuple[Record, str]]] = {}
    for plan in _plans(reading):
        if plan.body in bodies:
            for record, owner in _owners(plan):
                first.setdefault(bodies[plan.body].id, {}).setdefault(owner, (record, owner))
    for body, owners in first.items():
        listed = {
            name
            for owner in reading.collection.bodies[body].owners.values()
            for name in (owner.name, *owner.also)
        }
        for one, other in combinations(owners, 2):
            if not {one, other} <= listed and fuzz.ratio(one.casefold(), other.casefold()) >= ALIKE:
                hint = f"if they are one, list one under 'also' of the other in plans/bodies/{body}.yml; else list both there"
                yield _advice(
                    reading,
                    owners[other][0],
                    "owner",
                    f"{quoted(other)} is spelt nearly as {quoted(one)}",
                    hint,
                )


def _plans(reading: Reading) -> Iterator[Plan]:
    assert reading.collection
    return iter(reading.collection.plans.values())


def _owners(plan: Plan) -> Iterator[tuple[Record, str]]:
    """Every owner printed in a plan, with the record that has it."""
    for made in plan.made:
        for block in made.response:
            if isinstance(block, PrintedBeside):
                yield from ((block, owner) for owner in block.owner)
            elif isinstance(block, Action | Aim):
                parts: list[Action | Aim | Step] = [block, *block.steps]
                yield from ((part, part.owner) for part in parts if part.owner)


def _printed_words(reading: Reading) -> Iterator[tuple[Record, str, str]]:
    """The words of every recommendation and every block of its response, with their record and key."""
    for plan in _plans(reading):
        for made in plan.made:
            if made.text:
                yield made, "text", made.text
            yield from _words_of_blocks(made.response)


def _words_of_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[Record, str, str]]:
    for block in blocks:
        if not isinstance(block, PrintedBeside):
            yield block, block.label(), block.words
        if isinstance(block, Action | Aim):
            yield from ((step, "step", step.words) for step in block.steps)


def _advice(reading: Reading, record: Record, key: str, message: str, hint: str) -> Problem:
    return Problem(reading.places.at(record, key), message, hint, is_advice=True)


RULES: tuple[Callable[[Reading], Advice], ...] = (
    words_are_not_cut_by_a_line,
    reason_is_stated,
    owners_are_spelt_alike,
)
