"""What a draft says and brings about, in words, for an editor to read before its file is written and after."""

from collections.abc import Iterator

from generator.addresses import slug
from generator.fields import quoted
from generator.follow_up import Draft, changes
from generator.model import Body, Collection, Commitment, Plan, PrintedBeside, Update
from generator.refusals import likely


def sentences(draft: Draft) -> Iterator[str]:
    """What a draft without flaws says, a line an entry, and which owners nobody knew at its body."""
    yield from changes(draft)
    collection = draft.reading.collection
    assert collection
    body = next(body for body in collection.bodies.values() if draft.plan.body in body.names)
    known = {words.casefold(): words for words in _names_known(collection, body)}
    ids = {slug(words) for words in known} | {
        id_ for key, owner in body.owners.items() for id_ in (key, *owner.formerly)
    }
    for words in dict.fromkeys(str(fields["owner"]) for _, fields in draft.entries if "owner" in fields):
        if slug(words) not in ids:
            meant = known.get(likely(words, known))
            nearest = f" (is it {quoted(meant)}?)" if meant else ""
            yield f"{quoted(words)} is nobody known at this body; a page will be made for it{nearest}"


def _names_known(collection: Collection, body: Body) -> Iterator[str]:
    """The owners that a body's file lists, and those printed in its plans and in updates of them."""
    for owner in body.owners.values():
        yield from (owner.name, *owner.also)
    plans = {plan.id: plan for plan in collection.plans.values() if plan.body in body.names}
    for plan in plans.values():
        yield from _names_printed(plan)
    for document in collection.documents:
        if isinstance(document, Update) and document.plan in plans:
            yield from (entry.owner for entry in document.entries if entry.owner)


def _names_printed(plan: Plan) -> Iterator[str]:
    for block in (block for made in plan.made for block in made.response):
        if isinstance(block, PrintedBeside):
            yield from block.owner
        elif isinstance(block, Commitment):
            yield from (part.owner for part in block.parts if part.owner)
