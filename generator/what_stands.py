"""What stands in a collection, with what it stands in, but for what was removed: all that a rule of advice looks at."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.model import (
    Action,
    Aim,
    Block,
    Collection,
    Finding,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Step,
    Update,
    UpdateEntry,
    fields_of_words,
)
from generator.refusals import Keys

Updates = Callable[[Plan, Action | Aim], Sequence[UpdateEntry]]
"""What the updates say of an action, by date."""


def every_plan(collection: Collection) -> Iterator[Plan]:
    """Every plan, those that are still being copied too."""
    return (plan for plan in collection.plans.values() if not plan.removed)


def plans(collection: Collection) -> Iterator[Plan]:
    """Every plan that is copied: of any other nobody knows yet what it has."""
    return (plan for plan in every_plan(collection) if not plan.copying_since)


def recommendations(collection: Collection) -> Iterator[tuple[Plan, Recommendation]]:
    """Every recommendation."""
    return ((plan, made) for plan in plans(collection) for made in plan.made if not made.removed)


def actions(collection: Collection) -> Iterator[tuple[Plan, Recommendation, Action | Aim]]:
    """Every action, and every aim that is followed like one, but for those that are answered with another."""
    for plan in plans(collection):
        yield from ((plan, made, action) for made, action in actions_of(plan) if not action.answered_with)


def actions_of(plan: Plan) -> Iterator[tuple[Recommendation, Action | Aim]]:
    """Every action of a plan, and every aim that is followed like one."""
    for made in plan.made:
        if not made.removed:
            yield from ((made, action) for action in made.followed if not action.removed)


def _entries(collection: Collection) -> Iterator[tuple[Update | Finding, UpdateEntry]]:
    """Every entry of the updates, by date."""
    for document in collection.documents:
        if isinstance(document, Update) and not document.removed:
            yield from ((document, entry) for entry in document.entries)


def updates_of(collection: Collection) -> Updates:
    """What the updates say of an action, by date."""
    said: defaultdict[tuple[str, str], list[UpdateEntry]] = defaultdict(list)
    for document, entry in _entries(collection):
        if entry.action:
            said[document.plan, entry.action].append(entry)

    def of(plan: Plan, action: Action | Aim) -> Sequence[UpdateEntry]:
        if not said:
            return ()
        return [entry for id_ in (action.id or "", *action.formerly) for entry in said.get((plan.id, id_), ())]

    return of


def decided_later(collection: Collection) -> set[tuple[str, str]]:
    """The plans and ids of the recommendations on which an update has another decision."""
    return {(document.plan, entry.recommendation or "") for document, entry in _entries(collection) if entry.decision}


def answered_elsewhere(collection: Collection) -> set[tuple[str, str]]:
    """The plans and ids of the recommendations that something else answers too, be it copied in part."""
    present = {former: plan.id for plan in collection.plans.values() for former in plan.formerly}
    found = set()
    standing_now = ((plan, made) for plan in every_plan(collection) for made in plan.made if not made.removed)
    for plan, made in standing_now:
        standing = (action for action in made.followed if not action.removed)
        for reference in (reference for record in (made, *standing) for reference in record.also_answers):
            named, _, id_ = reference.rpartition("/")
            found.add((present.get(named, named) or plan.id, id_))
    return found


# Words and owners, and where they stand

Place = tuple[Plan, Recommendation | None, Record, Update | Finding | None]
"""A record, behind its plan and its recommendation; and the document that it is, or is an entry of."""


def records(collection: Collection) -> Iterator[Place]:
    """Every record of every plan, and of what was said and found of it, with what it stands in."""
    for plan in every_plan(collection):
        yield plan, None, plan, None
        for entry in plan.recommendations:
            if isinstance(entry, Recommendation):
                yield from ((plan, entry, record, None) for record in _records_of(entry))
            else:
                yield plan, None, entry, None
    for document in collection.documents:
        around = collection.plans.get(document.plan)  # None where it could not be read
        if around and not around.removed and not document.removed:
            yield from ((around, None, record, document) for record in (document, *document.entries))


def _records_of(made: Recommendation) -> Iterator[Record]:
    """A recommendation and all that it holds, but for what was removed."""
    if made.removed:
        return
    yield made
    for block in made.response:
        if not getattr(block, "removed", None):
            yield block
            yield from getattr(block, "steps", ())


def words_in(record: Record) -> Iterator[tuple[Keys, str]]:
    """The words of a record, printed or the editor's, by their keys."""
    values = vars(record)
    for name, key in fields_of_words(type(record)):
        value = values[name]
        if value and isinstance(value, str):
            yield (key,), value
        elif value and isinstance(value, tuple | dict):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            yield from (((key, part), words) for part, words in parts if isinstance(words, str))


def printed_words(collection: Collection) -> Iterator[tuple[Plan, Recommendation, Record, str]]:
    """The words of every recommendation, and of every block and step of its response, with their record."""
    for plan, made in recommendations(collection):
        if made.text:
            yield plan, made, made, made.text
        for record in _records_of(made):
            if isinstance(record, Block | Step) and isinstance(record.words, str):  # not the ids of a cell
                yield plan, made, record, record.words


Printed = tuple[Plan, Recommendation, Record, Keys]
"""Where something is printed: in a record of a recommendation, under keys."""


def owners_of_bodies(collection: Collection) -> dict[str, dict[str, Printed]]:
    """For each body's id the owners printed in its plans, and where each is printed first."""
    ids = {name: body.id for body in collection.bodies.values() for name in body.names}
    found: dict[str, dict[str, Printed]] = {}
    for plan, made in recommendations(collection):
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
        elif isinstance(block, Action | Aim) and not block.removed:
            yield from ((part, ("owner",), part.owner) for part in block.parts if part.owner)
