"""Whether every owner that had a page has one, or is listed with what became of it.

An owner has a page if a body's file lists it, or if an action that stands, or an update, names it. Of one that nobody
lists the id is made of its printed words: it is another as soon as the last such words are spelt, listed or joined
otherwise, and as soon as the last action that names it is removed.
"""

from collections.abc import Iterator
from datetime import date

from generator.checking import BODIES_FOLDER
from generator.fields import quoted
from generator.index import Index
from generator.matching import heir, partners
from generator.model import Collection, Plan, Update
from generator.problems import Problem
from generator.read import Reading

OwnerKey = tuple[str, str]  # the ids of the body and of the owner


def owners_gone(before: Collection, now: Reading) -> Iterator[Problem]:
    """Every owner whose page would be gone."""
    after = now.collection
    assert after
    bodies = {was: after.bodies[id_] for id_, was in partners(before.bodies, after.bodies).items()}
    bodies |= {id_: body for id_ in before.bodies if id_ not in bodies and (body := heir(id_, after.bodies))}
    kept = owners(after)
    for (body_id, id_), name in owners(before).items():
        body = bodies.get(body_id)
        if body and (body.id, id_) not in kept:
            message = f"the owner {quoted(name)} of {body.name} has no page any more: its id was {quoted(id_)}"
            hint = (
                f"in {BODIES_FOLDER}/{body.id}.yml list the owner it became with 'formerly: [{id_}]', "
                f"or list {quoted(id_)} itself, with 'removed:' if it went"
            )
            yield Problem(now.places.at(body, "owners"), message, hint)


def owners(collection: Collection) -> dict[OwnerKey, str]:
    """What each owner that has or had a page is called, by the ids of its body and its own."""
    index = Index(collection, date.max)
    found: dict[OwnerKey, str] = {}
    for plan, printed in _printed(collection):
        for post in index.posts(plan, printed):
            found.setdefault((post.body, post.id), printed)
    for body in collection.bodies.values():
        for id_, owner in body.owners.items():
            home = index.body_called[owner.of] if owner.of else body
            for each in (id_, *owner.formerly):
                found.setdefault((home.id, each), owner.name)
    return found


def _printed(collection: Collection) -> Iterator[tuple[Plan, str]]:
    """Every owner of an action that stands, as printed in its plan or given in an update."""
    for plan in collection.plans.values():
        if not plan.removed:
            yield from ((plan, printed) for printed in _printed_in(plan))
    for document in collection.documents:
        plan_of = collection.plans.get(document.plan)
        if isinstance(document, Update) and plan_of and not document.removed and not plan_of.removed:
            yield from ((plan_of, entry.owner) for entry in document.entries if entry.owner)


def _printed_in(plan: Plan) -> Iterator[str]:
    for made in plan.made:
        standing = {} if made.removed else {action.id: action for action in made.followed if not action.removed}
        yield from (action.owner for action in standing.values() if action.owner)
        for cell in made.beside:
            if not standing.keys().isdisjoint(cell.words):
                yield from cell.owner
