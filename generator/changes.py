"""What changed between two states of a collection: each change a sentence that a reader without YAML understands."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.field_words import EMPTY, changed_leaves, label, own_fields, path_of, text_of, without_key
from generator.index import Index
from generator.matching import Pair, former_ids, id_of, note_of, outwards, parts_of, removal_of
from generator.model import (
    Block,
    Body,
    Document,
    Entry,
    Finding,
    FindingEntry,
    Owner,
    Plan,
    PrintedBeside,
    Record,
    Removal,
    Theme,
    Update,
    UpdateEntry,
)
from generator.quotations import is_white_space_alone, part_that_differs
from generator.sayings import sayings
from generator.targetdate import day_in_words


class Kind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    SAID = "said"
    CHANGED = "changed"
    CORRECTED = "corrected"  # printed words that changed with a note that quotes them
    REFUSED = "refused"  # printed words that changed without one
    MOVED = "moved"
    REMOVED = "removed"
    RETURNED = "returned"
    GONE = "gone"
    UNDONE = "undone"  # what an update or a finding that went had said
    FILE = "file"


@dataclass(frozen=True)
class Change:
    """One change; `field` is the key in the file, '' for the whole record."""

    plan: str  # '' for settings and bodies
    key: str
    kind: Kind
    field: str
    before: str
    after: str
    reason: str
    words: str
    file: str


def changes(pairs: Iterable[Pair], after: Index) -> Iterator[Change]:
    """Every change of the records, in the order of the pairs; then what stands elsewhere."""
    listed = list(pairs)
    for pair in listed:
        if pair.before is None or pair.after is None:
            if told := _said(pair, after):
                yield from told
            elif not _went_or_came_with_all(pair.around):
                yield _came_or_went(pair)
        elif pair.before != pair.after:
            yield from _differences(pair, pair.before, pair.after)
    yield from _new_orders(listed)


def _said(pair: Pair, after: Index) -> list[Change]:
    """What an entry says that is new, in a document that is new or not; nothing of one that was removed."""
    if not isinstance(pair.after, Entry) or pair.before or not pair.around:
        return []
    name = f"{pair.name}, new in the {pair.around.in_sentence}" if pair.around.before else pair.name
    return [
        Change(pair.plan, pair.key, Kind.SAID, field, before, now, reason, f"{name}: {words}", pair.file)
        for statement in after.statements[pair.plan].get(pair.key.rpartition("/")[2], ())
        if statement.entry is pair.after
        for field, before, now, reason, words in sayings(statement)
    ]


def _went_or_came_with_all(around: Pair | None) -> bool:
    """Whether a record is told of with what it stood in: what went, or is removed now; a removed document that came."""
    return any(_is_told_whole(each) or _is_removed_now(each) for each in outwards(around))


def _is_removed_now(pair: Pair) -> bool:
    return pair.before is not None and not removal_of(pair.before) and removal_of(pair.after) is not None


def _is_told_whole(pair: Pair) -> bool:
    if pair.after is None:
        return isinstance(pair.before, Plan | Document)
    return pair.before is None and isinstance(pair.after, Document) and pair.after.removed is not None


# What the name of a record says already.
_NAMED: Mapping[type[Record], tuple[str, ...]] = {
    Update: ("words", "date"),
    Finding: ("words", "date"),
    UpdateEntry: ("action", "recommendation"),
    FindingEntry: ("action", "recommendation"),
    PrintedBeside: ("words",),
}


def _came_or_went(pair: Pair) -> Change:
    record = pair.after or pair.before
    assert record
    kind, verb = (
        (Kind.ADDED, "added")
        if pair.after
        else (Kind.GONE, "gone, with all that stood in it" if isinstance(record, Plan | Document) else "gone")
    )
    if pair.heir:
        kind, verb = Kind.MOVED, f"went into {_called(pair.heir)}"
    named = _NAMED.get(type(record), ("given_id", "id"))
    if isinstance(pair.after, Document):  # that it was entered now goes without saying
        verb, named = "new", (*named, "entered")
    fields = [name for name in own_fields(record) if name not in named and getattr(record, name) not in EMPTY]
    first = ("words", "text", "source") if isinstance(record, Document) else ("words", "text")
    fields.sort(key=lambda name: name not in first)
    parts = [_told(record, name, text_of(getattr(record, name))) for name in fields if name != "removed"]
    removal = removal_of(record)
    if removal:
        parts.append(_removed(removal))
    begun = (", " if isinstance(record, Document) else ": ").join([verb, *parts[:1]])
    words = "; ".join([f"{_subject(pair)}: {begun}", *parts[1:]])
    main = text_of(getattr(record, fields[0])) if fields else ""
    before, after = ("", main) if pair.after else (main, "")
    return Change(pair.plan, pair.key, kind, "", before, after, removal.reason if removal else "", words, pair.file)


def _subject(pair: Pair) -> str:
    """What a sentence is about, with its citation key; an entry is cited by its document."""
    if isinstance(pair.after or pair.before, Entry) and pair.around:
        return f"{pair.name}, in the {pair.around.in_sentence}"
    if isinstance(pair.after or pair.before, Plan | Body | Theme | Document):
        return pair.name
    return f"{pair.name} ({pair.key})"


def _called(record: Record) -> str:
    return id_of(record) or str(getattr(record, "name", ""))


def _told(record: Record, field: str, value: str) -> str:
    words = part_that_differs("", value)[1]
    if isinstance(record, Document) and field == "source":
        return f"from '{words}'"
    return f"'{words}'" if field in ("words", "text") else f"{label(record, field)}: '{words}'"


def _differences(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """What changed in a record that stays; its new note stands behind the words that it explains."""
    old_note, note = note_of(before), note_of(after)
    explains = note if note != old_note else ""
    told = [
        _change(pair, after, keys, (old, new), explains)
        for field in own_fields(after)
        if field not in _TOLD_OTHERWISE
        for keys, old, new in changed_leaves(before, after, field)
        if new or not any(map(_is_removed_now, outwards(pair)))  # words may go with what is removed
    ]
    yield from _removal(pair, before, after)
    yield from _moved(pair, before, after)
    yield from _other_kind(pair, before, after)
    yield from told
    if note != old_note and (old_note or not told):
        yield _change(pair, after, ("note",), (old_note, note), "")


_TOLD_OTHERWISE = ("removed", "formerly", "note", "given_id", "id")


def _change(pair: Pair, record: Record, keys: tuple[str, ...], values: tuple[str, str], note: str) -> Change:
    what = label(record, keys[0])
    came, went = not values[0], not values[1]
    if len(keys) > 1:  # a map's value stands behind its key
        what = f"{what} '{keys[1]}'"
        values = without_key(keys, values[0]), without_key(keys, values[1])
    before, after = part_that_differs(*values)
    if is_white_space_alone(*values):
        told = f"{what}: only white space changed"
    elif came or went:
        told = f"{what} added" if came else f"{what} taken out"
        told += f": '{before or after}'" if before or after else ""
    else:
        told = f"{what} changed from '{before}' to '{after}'"
    because = f"; note: {' '.join(note.split())}" if note else ""
    words = f"{_subject(pair)}: {told}{because}"
    return Change(pair.plan, pair.key, Kind.CHANGED, path_of(record, keys), *values, note, words, pair.file)


def _moved(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """A new id, and former ids that came or went."""
    old, new = _id_of(pair, before), _id_of(pair, after)
    if old != new and old and new:
        told = f"{_subject(pair)}: moved; it was {old}"
        yield Change(pair.plan, pair.key, Kind.MOVED, "id", old, new, "", told, pair.file)
    elif new and not old:
        told = f"{_subject(pair)}: has an id now, {new}, by which it is followed"
        yield Change(pair.plan, pair.key, Kind.CHANGED, "id", "", new, "", told, pair.file)
    had, has = former_ids(before), former_ids(after)
    came = [id_ for id_ in has if id_ not in had and id_ != old]
    went = [id_ for id_ in had if id_ not in has]
    for ids, verb in ((came, "is now one of its former ids"), (went, "is no longer one of its former ids")):
        for id_ in ids:
            before_id, after_id = ("", id_) if ids is came else (id_, "")
            told = f"{_subject(pair)}: {id_} {verb}"
            yield Change(pair.plan, pair.key, Kind.MOVED, "formerly", before_id, after_id, "", told, pair.file)
    if had != has and set(had) == set(has):
        yield _change(pair, after, ("formerly",), (text_of(had), text_of(has)), "")
    given = text_of(getattr(before, "given_id", None)), text_of(getattr(after, "given_id", None))
    if given[0] != given[1] and old == new:
        yield _change(pair, after, ("given_id",), given, "")


def _id_of(pair: Pair, record: Record) -> str:
    """The id of a record, which an owner and a theme do not hold themselves."""
    if isinstance(record, Owner | Theme):
        return pair.was if record is pair.before else pair.key.rpartition("/")[2]
    return id_of(record)


def _other_kind(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    if type(before) is not type(after) and not isinstance(after, Entry):  # of which its document tells
        old, new = _kind_of(before), _kind_of(after)
        told = f"{_subject(pair)}: was given as {old}, and is given as {new}"
        yield Change(pair.plan, pair.key, Kind.CHANGED, new, old, new, "", told, pair.file)


def _kind_of(record: Record) -> str:
    return record.label() if isinstance(record, Block) else type(record).__name__.lower()


def _removal(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """That a record was removed, is back, or was removed otherwise than it said."""
    old, new = removal_of(before), removal_of(after)
    if old == new:
        return
    if new is None:
        kind, told = Kind.RETURNED, "is back; it had been "
    else:
        kind, told = (Kind.CHANGED, f"{_removed(new)}; before it said: ") if old else (Kind.REMOVED, _removed(new))
    words = f"{_subject(pair)}: {told}{_removed(old) if old else ''}"
    reason = new.reason if new else ""
    yield Change(pair.plan, pair.key, kind, "removed", text_of(old), text_of(new), reason, words, pair.file)


def _removed(removal: Removal) -> str:
    return f"removed on {day_in_words(removal.date)}; reason: {' '.join(removal.reason.split())}"


def _new_orders(pairs: list[Pair]) -> Iterator[Change]:
    """What stands elsewhere within the same record than it did."""
    of = {id(pair.after): pair for pair in pairs if pair.before and pair.after}
    for around in pairs:
        parts = [of[id(part)] for part in parts_of(around.after) if id(part) in of]
        places = {id(part): number for number, part in enumerate(parts_of(around.before))}
        now = [places[id(pair.before)] for pair in parts if id(pair.before) in places]
        stayed = set(_longest_rising(now))
        before = None
        for pair in parts:
            if places.get(id(pair.before)) not in {*stayed, None}:
                where = f"after {before.in_sentence}" if before else "first"
                told = f"{_subject(pair)}: stands {where} now"
                yield Change(pair.plan, pair.key, Kind.MOVED, "order", "", where, "", told, pair.file)
            before = pair


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The most of some numbers, in their order, that rise."""
    ends: list[tuple[int, ...]] = []  # for each length, the rising row that ends lowest
    for number in numbers:
        length = bisect_left([row[-1] for row in ends], number)
        ends[length : length + 1] = [(*(ends[length - 1] if length else ()), number)]
    return list(ends[-1]) if ends else []
