"""What must hold of ids; each rule says in one line what it asks.

The other rules ask it first: what is referred to by an id in doubt is nowhere called unknown.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.fields import RESERVED_RECOMMENDATION_IDS, quoted, recommendation_of
from generator.model import Action, Aim, Plan, Recommendation
from generator.problems import Problem
from generator.read import Places, Reading
from generator.refusals import Keys


class _Given(NamedTuple):
    """An id as it is given in a record, under keys."""

    id: str
    record: Recommendation | Action | Aim
    keys: Keys


def faults_of_ids(reading: Reading) -> list[tuple[str, Problem]]:
    """What is wrong with ids, each fault behind the citation key that references may then be wrong about."""
    plans = reading.collection.plans.values() if reading.collection else ()
    return [fault for plan in plans for fault in _faults_in(reading.places, plan)]


def _faults_in(places: Places, plan: Plan) -> Iterator[tuple[str, Problem]]:
    first: dict[str, _Given] = {}
    for made in plan.made:
        own = [*_makes_no_address(places, made), *_is_taken(places, made, first)]
        yield from ((plan.id, problem) for problem in own)
        # The ids in a recommendation that is there twice are there twice for that alone.
        followed = () if own else made.followed
        others = [problem for action in followed for problem in _is_taken(places, action, first)]
        if not own and not others and not places.lost(made, "id", "number"):
            others = list(_begins_otherwise(places, made))
        yield from ((f"{plan.id}/{made.id}", problem) for problem in others)


def _makes_no_address(places: Places, made: Recommendation) -> Iterator[Problem]:
    """A number that makes no address needs an id beside it."""
    is_given = made.given_id or places.lost(made, "id")
    if not is_given and (suggested := id_needed(made.number)):
        message = f"the number {quoted(made.number)} makes no address"
        yield Problem(places.at(made, "number"), message, f"give an id below it: 'id: {suggested}'")


def id_needed(number: str) -> str:
    """An id for a recommendation whose number makes no address; '' where it makes one."""
    if re.fullmatch(r"[0-9]+[A-Za-z]?[.)]?", number):
        return ""
    suggested = re.sub("[^A-Za-z0-9]+", "-", number).strip("-") or "a"
    return f"{suggested}-1" if suggested.casefold() in RESERVED_RECOMMENDATION_IDS else suggested


def _is_taken(places: Places, record: Recommendation | Action | Aim, first: dict[str, _Given]) -> Iterator[Problem]:
    """Within a plan no id is given twice, differs from another only in case, or was another's before."""
    for id_, keys in _ids_given(record):
        given = _Given(id_, record, keys)
        before = first.setdefault(id_.casefold(), given)
        if before is not given:
            message = "is given twice" if before.id == id_ else f"differs from {quoted(before.id)} only in case"
            choose = "give it an 'id' of its own" if keys == ("number",) else "choose another"
            hint = f"{choose}, for an id is never used again; first given at {places.at(before.record, *before.keys)}"
            yield Problem(places.at(record, *keys), f"the id {quoted(id_)} {message}", hint)


def _ids_given(record: Recommendation | Action | Aim) -> Iterator[tuple[str, Keys]]:
    is_number = isinstance(record, Recommendation) and not record.given_id
    yield record.id or "", ("number" if is_number else "id",)
    yield from ((former, ("formerly", number)) for number, former in enumerate(record.formerly))


def _begins_otherwise(places: Places, made: Recommendation) -> Iterator[Problem]:
    """An action's id is its recommendation's, a dot and a number; said once of each other beginning."""
    said = {made.id}
    for followed in made.followed:
        beginning = recommendation_of(followed.id or "")
        if beginning not in said:
            message = f"the id {quoted(followed.id)} stands in recommendation {made.id}"
            hint = f"begin it with '{made.id}.'; if it moved here, keep its old one under 'formerly'"
            yield Problem(places.at(followed, "id"), message, hint)
        said.add(beginning)
