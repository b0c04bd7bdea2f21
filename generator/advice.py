"""What a good plan file has; advice fails nothing. Each piece says in its first line what it asks for."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from generator.fields import (
    quoted,
)
from generator.model import (
    Action,
    Aim,
    Block,
    Plan,
    PrintedBeside,
    Record,
)
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, Reading
from generator.refusals import Keys
from generator.targetdate import day_in_words
from generator.vocabulary import (
    DecisionReason,
)

Advice = Iterator[Problem]

# Of 100: "Head of Cluster" and "Heads of Cluster" are alike, "Team Manager (Hub)" and "Team Manager" are not.
ALIKE = 90

YEAR = timedelta(days=365)


def advise(reading: Reading, as_at: date) -> list[Problem]:
    """All advice on the records read as of a day, by place."""
    if reading.collection is None:
        return []
    found = [piece for rule in RULES for piece in rule(reading)]
    return sorted([*found, *statement_is_there_and_recent(reading, as_at)])


def words_are_not_cut_by_a_line(reading: Reading) -> Advice:
    """A hyphen that only a line break made is taken out, or kept knowingly."""
    for record, key, words in _printed_words(reading):
        for cut in re.findall(r"\b[a-z]+- (?!and\b|or\b|to\b)[a-z]+\b", words):
            place = reading.places.within(record, key, cut.split()[0])
            hint = f"if a line break cut the word, write {quoted(cut.replace('- ', ''))}"
            yield _advice(place, f"{quoted(cut)} looks like a word cut in two", hint)


def reason_is_stated(reading: Reading) -> Advice:
    """A recommendation that is partly or not agreed says for which of the form's four kinds of reason."""
    for plan in _plans(reading):
        for made in plan.made:
            if made.decision_reason == (DecisionReason.NOT_STATED,):
                message = f"recommendation {made.id} is partly or not agreed, and no kind of reason is stated"
                hint = (
                    "look whether the response names commissioning, policy, operational reasons or affordability; "
                    "the site counts what is not stated"
                )
                yield _advice(reading.places.at(made, "decision_reason"), message, hint)


def owners_are_spelt_alike(reading: Reading) -> Advice:
    """Owners of one body whose names nearly agree are one owner, or both listed."""
    assert reading.collection
    for body_id, printed in _owners_of_bodies(reading).items():
        owners = reading.collection.bodies[body_id].owners.values()
        known = [name for owner in owners for name in (owner.name, *owner.also)]
        for name, place in printed.items():
            alike = process.extractOne(name, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=ALIKE)
            if name not in known and alike:
                file = f"{PLANS_FOLDER}/bodies/{body_id}.yml"
                hint = f"if they are one, list one under 'also' of the other in {file}; else list both there"
                yield _advice(place, f"{quoted(name)} is spelt nearly as {quoted(alike[0])}", hint)
            known.append(name)


def statement_is_there_and_recent(reading: Reading, as_at: date) -> Advice:
    """The site has an accessibility statement, looked through within a year."""
    assert reading.collection
    settings = reading.collection.settings
    statement = settings.accessibility
    if statement and as_at - statement.last_seen_to > YEAR:
        place = reading.places.at(statement, "reviewed" if statement.reviewed else "prepared")
        message = f"the accessibility statement was last looked through on {day_in_words(statement.last_seen_to)}"
        hint = "once a year look whether it still holds; then write the day under 'reviewed'"
        yield _advice(place, message, hint)
    elif not statement and not reading.places.lost(settings, "accessibility"):
        message = "the site has no accessibility statement"
        hint = "give 'accessibility'; site_config.yml of this project has an example, and README.md says what it holds"
        yield _advice(reading.places.at(settings, "accessibility"), message, hint)


def _owners_of_bodies(reading: Reading) -> dict[str, dict[str, Place]]:
    """For each body's id the owners printed in its plans, with the place of the first of each."""
    assert reading.collection
    ids = {name: body.id for body in reading.collection.bodies.values() for name in body.names}
    found: dict[str, dict[str, Place]] = {}
    for plan in _plans(reading):
        if plan.body in ids:
            owners = found.setdefault(ids[plan.body], {})
            for record, keys, name in _owners(plan):
                owners.setdefault(name, reading.places.at(record, *keys))
    return found


def _owners(plan: Plan) -> Iterator[tuple[Record, Keys, str]]:
    """Every owner printed in a plan, with the record and the keys that it stands under."""
    for made in plan.made:
        for block in made.response:
            if isinstance(block, PrintedBeside):
                yield from ((block, ("owner", number), owner) for number, owner in enumerate(block.owner))
            elif isinstance(block, Action | Aim):
                parts = (block, *block.steps)
                yield from ((part, ("owner",), part.owner) for part in parts if part.owner)


def _plans(reading: Reading) -> Iterator[Plan]:
    assert reading.collection
    return iter(reading.collection.plans.values())


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


def _advice(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, message, hint, is_advice=True)


RULES: tuple[Callable[[Reading], Advice], ...] = (
    words_are_not_cut_by_a_line,
    reason_is_stated,
    owners_are_spelt_alike,
)
