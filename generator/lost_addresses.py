"""Whether every address that was promised still is, and every owner's leads to that owner.

Of an owner that nobody lists the id is made of its printed words: it is another as soon as they are spelt otherwise. A
list of what is due or changed on some days, and a short form, stand where they do by printed words alone: when a slip
in those is mended, nobody could keep the old place, and none is asked for.
"""

import re
from collections.abc import Iterator

from generator.addresses import CHANGES, DUE, GLOSSARY, address_of
from generator.checking import BODIES_FOLDER
from generator.fields import quoted
from generator.identities import names_kept
from generator.index import Index
from generator.matching import heir
from generator.owners import Owners
from generator.pages import addresses_promised
from generator.problems import Problem, Refusal
from generator.read import Places

OwnerKey = tuple[str, str]  # the ids of the body and of the owner

_BY_WORDS_ALONE = tuple(address_of(page) for page in (CHANGES, DUE, GLOSSARY))


def owners_lost(before: Index, after: Index, places: Places) -> Iterator[Problem]:
    """Every owner whose address leads nowhere, or to another owner; nothing of a body that is gone itself."""
    was, now = Owners(before), _called(Owners(after))
    for (body_id, id_), name in _called(was).items():
        body = heir(body_id, after.collection.bodies)
        if body and (body.id, id_) not in now:
            message = f"the owner {quoted(name)} of {body.name} has no page any more: its id was {quoted(id_)}"
            hint = (
                f"in {BODIES_FOLDER}/{body.id}.yml list the owner it became with 'formerly: [{id_}]', "
                f"or list {quoted(id_)} itself, with 'removed:' if it went"
            )
            yield Problem(places.at(body, "owners"), message, hint, refusal=Refusal.ADDRESS)
    for post in was.all:
        old, body = before.collection.bodies[post.body], heir(post.body, after.collection.bodies)
        if body and post.id in body.owners and post.id not in old.owners:
            yield from names_kept([post.name], body.owners[post.id], (old, body), places)


def _called(owners: Owners) -> dict[OwnerKey, str]:
    """What every address of an owner, present or former, is known by."""
    former = {(body, id_): one.words for body, held in owners.former.items() for id_, one in held.items()}
    return former | {(post.body, post.id): post.name for post in owners.all}


def addresses_lost(before: Index, after: Index, places: Places) -> Iterator[Problem]:
    """Every address that is promised no more: a net below the rules that know what was done."""
    kept = set(addresses_promised(after))
    plans, bodies = after.collection.plans, after.collection.bodies
    for address in addresses_promised(before):
        if address not in kept and not address.startswith(_BY_WORDS_ALONE):
            names = re.split("[/.#]", address)
            held = (found for name in names if (found := heir(name, plans) or heir(name, bodies)))
            message = f"the address {quoted(address)} was published, and nothing stands there now"
            hint = "put back what stood there, or put its id under 'formerly' of what it became"
            yield Problem(places.at(next(held, after.collection.settings)), message, hint, refusal=Refusal.ADDRESS)
