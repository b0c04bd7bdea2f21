"""What must hold so that no address dies or changes hands; each rule says in one line what it asks."""

from collections.abc import Callable, Iterator

from generator.addresses import slug
from generator.checking import BODIES_FOLDER, Checker, Problems, ids_had
from generator.fields import quoted, recommendation_of
from generator.model import Body, Commitment, Owner, Plan, PrintedBeside, Recommendation, Record, Removal
from generator.problems import Problem
from generator.read import SETTINGS_FILE
from generator.refusals import Keys
from generator.targetdate import day_in_words

# What was removed


def removed_bodies_are_named_nowhere(checker: Checker) -> Problems:
    """No body that was removed is named, unless by what was removed itself."""
    for record, keys, name in _named_bodies(checker):
        body = checker.bodies_named.get(name)
        if body and body.removed:
            hint = f"name another, or take 'removed' out in {BODIES_FOLDER}/{body.id}.yml"
            place = checker.places.key if keys[0] == "decisions" else checker.places.at
            yield Problem(place(record, *keys), f"the body {quoted(name)} {_went(body.removed)}", hint)


def _named_bodies(checker: Checker) -> Iterator[tuple[Record, Keys, str]]:
    for _, made in _standing(checker):
        if made.addressee:
            yield made, ("addressee",), made.addressee
        yield from ((made, ("decisions", name), name) for name in made.decisions)
    yield from ((plan, ("body",), plan.body) for plan in checker.plans if not plan.removed)
    for body in checker.bodies:
        if body.successor and not body.removed:
            yield body, ("successor",), body.successor
        yield from ((owner, ("of",), owner.of) for owner in body.owners.values() if owner.of and not owner.removed)


def removed_themes_are_chosen_nowhere(checker: Checker) -> Problems:
    """No theme that was removed is chosen for a recommendation."""
    for _, made in _standing(checker):
        for number, id_ in enumerate(made.themes):
            theme = checker.settings.themes.get(id_)
            if theme and theme.removed:
                message = f"the theme {quoted(id_)} {_went(theme.removed)}"
                hint = f"choose another, or take 'removed' out in {SETTINGS_FILE}"
                yield checker.problem(made, ("themes", number), message, hint)


def removed_owners_answer_for_nothing(checker: Checker) -> Problems:
    """No words that are printed for an owner are listed under one that was removed."""
    for body, record, keys, printed in _printed_owners(checker):
        removed = next((owner for owner in _listed(body, printed).values() if owner.removed), None)
        if removed and removed.removed:
            message = f"the owner {quoted(removed.name)} {_went(removed.removed)}"
            hint = f"list these words under another owner in {BODIES_FOLDER}/{body.id}.yml, or take 'removed' out there"
            yield checker.problem(record, keys, message, hint)


def _went(removed: Removal) -> str:
    return f"was removed on {day_in_words(removed.date)}"


def _standing(checker: Checker) -> Iterator[tuple[Plan, Recommendation]]:
    """The recommendations that were not removed, nor their plans."""
    return ((plan, made) for plan, made in checker.recommendations if not plan.removed and not made.removed)


def _printed_owners(checker: Checker) -> Iterator[tuple[Body, Record, Keys, str]]:
    """The owners named by what was not removed, each with the body whose file lists it, if that lists removed ones."""
    for plan, made in _standing(checker):
        body = checker.bodies_named.get(plan.body)
        if body and _has_removed_owners(body):
            yield from ((body, *owner) for owner in _owners_in(made))
    for document, entry in checker.updates:
        plan_named = checker.collection.plans.get(document.plan)
        body = checker.bodies_named.get(plan_named.body) if plan_named else None
        is_removed = document.removed or (plan_named and plan_named.removed)
        if body and _has_removed_owners(body) and entry.owner and not is_removed:
            yield body, entry, ("owner",), entry.owner


def _has_removed_owners(body: Body) -> bool:
    return any(owner.removed for owner in body.owners.values())


def _owners_in(made: Recommendation) -> Iterator[tuple[Record, Keys, str]]:
    for block in made.response:
        if isinstance(block, PrintedBeside):
            yield from ((block, ("owner", number), owner) for number, owner in enumerate(block.owner))
        elif isinstance(block, Commitment) and not block.removed:
            yield from ((part, ("owner",), part.owner) for part in block.parts if part.owner)


def _listed(body: Body, printed: str) -> dict[str, Owner]:
    """The owners that a body's file lists for printed words, by id: under the words, else under their slug."""
    spelt = {id_: owner for id_, owner in body.owners.items() if printed in (owner.name, *owner.also)}
    return spelt or {id_: owner for id_, owner in body.owners.items() if slug(printed) in (id_, *owner.formerly)}


# What moved


def owners_keep_their_addresses(checker: Checker) -> Problems:
    """The id of an owner that belongs to another body is not of one whom that body calls otherwise, or elsewhere."""
    for body in checker.bodies:
        for id_, owner in body.owners.items():
            home = checker.bodies_named.get(owner.of or "", body)
            there = home.owners if home is not body else {}
            if any(id_ in other.formerly or (other.of and id_ == named) for named, other in there.items()):
                message = f"{quoted(id_)} is or was the id of another owner at {home.name}"
                hint = f"give this one another, and keep '{id_}' under its 'formerly'"
                yield checker.problem_at_key(owner, (), message, hint)


def former_actions_stood_in_a_recommendation(checker: Checker) -> Problems:
    """A former id of an action begins with an id that a recommendation of its plan has or had."""
    had = {plan.id: {id_ for made in plan.made for id_ in ids_had(made)} for plan in checker.plans}
    for plan, made, action in checker.commitments:
        is_sure = checker.is_sure(plan.id, made.id)
        for number, former in enumerate(action.formerly):
            begins = recommendation_of(former)
            if begins not in had[plan.id] and is_sure:
                message = f"no recommendation has or had the id {quoted(begins)}, in which {quoted(former)} stood"
                hint = f"""give the recommendation that had it 'formerly: ["{begins}"]', or correct this id"""
                yield checker.problem(action, ("formerly", number), message, hint)


RULES: tuple[Callable[[Checker], Problems], ...] = (
    removed_bodies_are_named_nowhere,
    removed_themes_are_chosen_nowhere,
    removed_owners_answer_for_nothing,
    owners_keep_their_addresses,
    former_actions_stood_in_a_recommendation,
)
