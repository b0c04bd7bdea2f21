"""Two states of a collection compared: what changed, in words, and what may not be changed."""

from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.changes import Change, Kind, changes
from generator.identities import faults_of_ids
from generator.index import Index
from generator.lost_addresses import addresses_lost, owners_lost
from generator.matching import Pair
from generator.mending import Correction, corrections, unsaid_changes, unsaid_corrections
from generator.model import Body, Collection, Document, Plan, Record
from generator.pairs import pairs
from generator.problems import Problem
from generator.read import PLANS_FOLDER, Reading
from generator.renamings import with_former_ids
from generator.undone import undone


@dataclass(frozen=True)
class Difference:
    """What changed between two states, in the order of the files, and what of it is refused, by place."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    names: Mapping[str, str]  # whose plan each is, by the plan's id
    added: Mapping[str, str] = field(default_factory=dict)  # plans that are new, each in one sentence


Contents = Mapping[str, bytes]  # of files, by their names in problems


def compare(
    before: Reading, after: Reading, files_before: Contents, files_after: Contents, *, is_sound: bool = True
) -> Difference:
    """The difference of two states, the later of which has no problems.

    Where the earlier is not sound, what can be read of it is compared, and nothing is refused for the rest.
    """
    if files_before == files_after:
        return Difference((), (), {})
    before = before if is_sound else _without_what_lost_its_id(before)
    old = before.collection
    assert old
    after, unnamed = with_former_ids(old, after)
    new = after.collection
    assert new
    found = list(pairs(old, new))
    now = Index(new, date.max)
    faults = faults_of_ids(old, after)
    problems = {*unnamed, *faults.problems, *unsaid_changes(found, before.places, after.places, faults.keys)}
    kinds = dict.fromkeys(corrections(found), Kind.CORRECTED)
    kinds |= dict.fromkeys(unsaid_corrections(found, before.places, faults.keys), Kind.REFUSED)
    told = [_with_its_kind(change, kinds) for change in changes(found, now)]
    if is_sound:
        was = Index(old, date.max)
        problems.update(owners_lost(was, now, after.places))
        problems = problems or set(addresses_lost(was, now, after.places))
        told += undone(found, was, now)
    told += _other_files(found, told, files_before, files_after)
    added = dict(_added(found, new, before.unread))
    return Difference(tuple(_by_plan(told)), tuple(sorted(problems)), _names(old, new), added)


def _without_what_lost_its_id(reading: Reading) -> Reading:
    """A reading without the recommendations whose own id could not be read: their number says another."""
    assert reading.collection
    plans = dict(reading.collection.plans)
    copies: list[tuple[Record, Record]] = []
    for id_, plan in plans.items():
        lost = {made.id for made in plan.made if "id" in reading.places.left_out(made)}
        left = tuple(entry for entry in plan.recommendations if getattr(entry, "id", None) not in lost)
        if lost:
            plans[id_] = plan.model_copy(update={"recommendations": left})
            copies.append((plans[id_], plan))
    collection = replace(reading.collection, plans=plans)
    return replace(reading, collection=collection, places=reading.places.with_copies(copies))


def _with_its_kind(change: Change, kinds: Mapping[Correction, Kind]) -> Change:
    kind = kinds.get((change.file, change.key, change.field, change.before, change.after), change.kind)
    return replace(change, kind=kind) if change.kind is Kind.CHANGED else change


def _by_plan(told: Iterable[Change]) -> list[Change]:
    """Changes in their order, but those of one plan together."""
    listed = list(told)
    order = {plan: number for number, plan in enumerate(dict.fromkeys(change.plan for change in listed))}
    return sorted(listed, key=lambda change: order[change.plan])


def _names(before: Collection, after: Collection) -> dict[str, str]:
    plans = {**before.plans, **after.plans}.values()
    return {plan.id: f"{plan.body} ({plan.id})" for plan in plans}


def _added(found: Iterable[Pair], after: Collection, unread: Group[str]) -> Iterator[tuple[str, str]]:
    """Each plan that is new, and how much came with it."""
    for pair in found:
        if isinstance(pair.after, Plan) and pair.before is None and pair.plan in unread:
            yield pair.plan, "Plan that could not be read before: nothing of it is compared"
        elif isinstance(pair.after, Plan) and pair.before is None:
            made = list(pair.after.made)
            counts = (
                (len(made), "recommendation"),
                (sum(len(list(each.followed)) for each in made), "action"),
                (sum(document.plan == pair.plan for document in after.documents), "follow-up"),
            )
            yield pair.plan, f"Plan added: {', '.join(_counted(*count) for count in counts)}"


def _counted(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _other_files(found: list[Pair], told: list[Change], before: Contents, after: Contents) -> Iterator[Change]:
    """The files of which nothing was told, though they differ: sources, and the way that plans are written."""
    moved = _moved_to(found)
    known = {change.file for change in told}
    held = {_now_called(name, moved): content for name, content in before.items()}
    for name in sorted({*held, *after} - known):
        if held.get(name) != after.get(name):
            yield _file_changed(name, is_new=name not in held, is_gone=name not in after)


def _file_changed(name: str, *, is_new: bool, is_gone: bool) -> Change:
    is_source = name.startswith(f"{PLANS_FOLDER}/sources/")
    if is_new or is_gone:
        words = "added" if is_new else "gone"
    else:
        words = "its text changed" if is_source else "only remarks, or the order or way of writing, changed"
    return Change("", name, Kind.FILE, "", "", "", "", f"File {name}: {words}", name)


def _moved_to(found: Iterable[Pair]) -> dict[str, str]:
    """Where the files and folders of plans and bodies called otherwise now stood, and where they stand."""
    moved: dict[str, str] = {}
    for pair in found:
        before, after = pair.before, pair.after
        if isinstance(before, Document) and isinstance(after, Document):
            moved[f"{PLANS_FOLDER}/{before.plan}/{before.id}.yml"] = pair.file
        if isinstance(before, Plan | Body) and isinstance(after, Plan | Body) and before.id != after.id:
            stood = pair.file.removesuffix(f"{after.id}.yml") + before.id
            moved |= {f"{stood}.yml": pair.file, f"{stood}/": f"{pair.file.removesuffix('.yml')}/"}
    return moved


def _now_called(name: str, moved: Mapping[str, str]) -> str:
    folder, slash, file = name.rpartition("/")
    return moved.get(name) or moved.get(folder + slash, folder + slash) + file
