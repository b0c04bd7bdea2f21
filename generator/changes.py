"""What changed between two states of a collection: each change a sentence that a reader without YAML understands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from generator.model import (
    Block,
    Body,
    Collection,
    Document,
    Entry,
    Finding,
    FindingEntry,
    Owner,
    Plan,
    Record,
    Removal,
    Settings,
    Theme,
    Update,
    UpdateEntry,
)
from generator.pairs import Pair, parts_of
from generator.quotations import part_that_differs
from generator.sayings import sayings
from generator.targetdate import day_in_words


class Kind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    SAID = "said"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"
    RETURNED = "returned"
    GONE = "gone"
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


# Records within a record, which are told on their own, and what no file says in so many words.
WITHIN = frozenset({"recommendations", "response", "steps", "entries", "owners", "plan"})


def own_fields(record: Record) -> list[str]:
    """The fields that are told with a record."""
    names = WITHIN | {"themes"} if isinstance(record, Settings) else WITHIN
    is_named_by_its_file = isinstance(record, Plan | Body | Document)
    return [
        name for name in type(record).model_fields if name not in names and not (is_named_by_its_file and name == "id")
    ]


def key_of(record: Record, field: str) -> str:
    """A field's key in the file; of a document the words of its head stand under its kind."""
    return type(record).model_fields[field].alias or field


def changes(pairs: Iterable[Pair], after: Collection) -> Iterator[Change]:
    """Every change of the records, in the order of the pairs."""
    listed = list(pairs)
    teller = _Teller(after)
    for pair in listed:
        yield from teller.told(pair)
    yield from _new_orders(listed)


class _Teller:
    """Tells what changed, knowing all that is said of an action."""

    def __init__(self, after: Collection) -> None:
        self.after = after

    def told(self, pair: Pair) -> Iterator[Change]:
        if isinstance(pair.after, UpdateEntry | FindingEntry) and pair.before is None and pair.around:
            yield from self._said(pair, pair.around, pair.after)
        elif pair.before is None or pair.after is None:
            yield _came_or_went(pair)
        else:
            yield from _differences(pair, pair.before, pair.after)

    def _said(self, pair: Pair, around: Pair, entry: UpdateEntry | FindingEntry) -> Iterator[Change]:
        assert isinstance(around.after, Update | Finding)
        plan = self.after.plans.get(pair.plan)
        for saying in sayings(self.after, plan, entry, self._earlier(plan, around.after, entry)):
            told = f"{pair.name}: {saying.words}"
            if around.before is not None:
                told = f"{pair.name}, new in the {_small(around.name)}: {saying.words}"
            yield Change(
                pair.plan,
                pair.key,
                Kind.SAID,
                saying.field,
                saying.before,
                saying.after,
                saying.reason,
                told,
                pair.file,
            )

    def _earlier(self, plan: Plan | None, document: Update | Finding, entry: Entry) -> list[UpdateEntry]:
        """What updates said before about the same action or recommendation, by day."""
        records = [record for made in plan.made for record in (made, *made.followed)] if plan else []
        ids = next(
            ({record.id, *record.formerly} for record in records if entry.about in (record.id, *record.formerly)),
            {entry.about},
        )
        found: list[UpdateEntry] = []
        for each in self.after.documents:
            if each.plan != document.plan or (each.removed and each is not document):
                continue
            for said in each.entries:
                if said is entry:
                    return found
                if isinstance(said, UpdateEntry) and said.about in ids:
                    found.append(said)
        return found


def _came_or_went(pair: Pair) -> Change:
    record = pair.after or pair.before
    assert record
    kind, verb = (Kind.ADDED, "added") if pair.after else (Kind.GONE, "gone")
    if pair.heir:
        kind, verb = Kind.MOVED, f"went into {_called(pair.heir)}"
    named = {"words", "date"} if isinstance(record, Document) else {"given_id", "id"}
    fields = [name for name in own_fields(record) if name not in named and getattr(record, name) not in _EMPTY]
    parts = [_told(record, name, _text(getattr(record, name))) for name in fields if name != "removed"]
    removal = getattr(record, "removed", None)
    if removal:
        parts.append(_removed(removal))
    words = "; ".join([": ".join([_subject(pair), verb, *parts[:1]]), *parts[1:]])
    main = _text(getattr(record, fields[0])) if fields else ""
    before, after = ("", main) if pair.after else (main, "")
    return Change(pair.plan, pair.key, kind, "", before, after, removal.reason if removal else "", words, pair.file)


_EMPTY: tuple[object, ...] = (None, "", (), {})


def _subject(pair: Pair) -> str:
    """What a sentence is about, with its citation key; an entry is cited by its document."""
    if isinstance(pair.after or pair.before, Entry) and pair.around:
        return f"{pair.name}, in the {_small(pair.around.name)}"
    if isinstance(pair.after or pair.before, Plan | Body | Theme):
        return pair.name
    return f"{pair.name} ({pair.key})"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _called(record: Record) -> str:
    return str(getattr(record, "id", "") or getattr(record, "name", ""))


def _told(record: Record, field: str, value: str) -> str:
    words = part_that_differs("", value)[1]
    return f"'{words}'" if key_of(record, field) == field == "words" else f"{label(record, field)}: '{words}'"


def label(record: Record, field: str) -> str:
    """What a field is called in a sentence."""
    if field == "words":
        return "title" if isinstance(record, Document) else "words"
    return _LABELS.get(field, field.replace("_", " "))


_LABELS = {
    "given_id": "id",
    "formerly": "former ids",
    "also": "other names",
    "of": "the body it belongs to",
    "also_answers": "what else it answers",
    "date_read_as": "the editor's reading of the date",
    "inferred": "what the editor read here",
    "missing": "what the source lacks",
    "see": "what it points to",
    "repeats": "what it repeats",
    "entered": "the day it was entered",
    "source_sha256": "SHA-256 of the source",
    "by": "who says so",
    "date": "day",
    "decision_words": "words for the decision",
}


def _text(value: object) -> str:
    """A value as words."""
    if isinstance(value, Removal):
        return f"{day_in_words(value.date)}: {value.reason}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_text(part)}".rstrip() for key, part in value.items())
    return "" if value is None else str(value)


def leaves(record: Record, field: str) -> dict[tuple[str, ...], str]:
    """The values of a field by their keys: a map has several; each with its own key before it."""
    value = getattr(record, field, None)
    if isinstance(value, Mapping):
        return {(field, str(key)): f"{key} {_text(part)}".rstrip() for key, part in value.items()}
    return {(field,): _text(value)}


def changed_leaves(before: Record, after: Record, field: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The values of a field that differ: their keys, what stood there and what stands there."""
    old, new = leaves(before, field), leaves(after, field)
    for keys in dict.fromkeys((*new, *old)):
        if old.get(keys, "") != new.get(keys, ""):
            yield keys, old.get(keys, ""), new.get(keys, "")


def _differences(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """What changed in a record that stays; its new note stands behind the words that it explains."""
    note = getattr(after, "note", None) or ""
    is_new = note and note != getattr(before, "note", None)
    told = [*_moved(pair, before, after), *_other_kind(pair, before, after)]
    fields = [field for field in own_fields(after) if field not in ("removed", "formerly", "note", "given_id")]
    moved_to = {change.field for change in told}
    for field in fields:
        for keys, old, new in changed_leaves(before, after, field):
            if not ("id" in moved_to and field == "id"):
                told.append(_change(pair, after, keys, old, new, note if is_new else ""))
    told += _removal(pair, before, after)
    has_old_note = bool(getattr(before, "note", None))
    if getattr(before, "note", None) != getattr(after, "note", None) and (has_old_note or not told):
        told += [_change(pair, after, keys, old, new, "") for keys, old, new in changed_leaves(before, after, "note")]
    yield from told


def _change(pair: Pair, record: Record, keys: tuple[str, ...], old: str, new: str, note: str) -> Change:
    what = label(record, keys[0])
    before, after = part_that_differs(old, new)
    if old and new:
        told = f"{what} changed from '{before}' to '{after}'"
    else:
        told = f"{what} added: '{after}'" if new else f"{what} taken out: '{before}'"
    because = f"; note: {' '.join(note.split())}" if note else ""
    field = ".".join((key_of(record, keys[0]), *keys[1:]))
    return Change(
        pair.plan, pair.key, Kind.CHANGED, field, old, new, note, f"{_subject(pair)}: {told}{because}", pair.file
    )


def _moved(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """A new id, and former ids that came or went."""
    old, new = _id_of(pair, before), _id_of(pair, after)
    if old != new and old and new:
        told = f"{_subject(pair)}: moved; it was {old}"
        yield Change(pair.plan, pair.key, Kind.MOVED, "id", old, new, "", told, pair.file)
    had, has = getattr(before, "formerly", ()), getattr(after, "formerly", ())
    came = [id_ for id_ in has if id_ not in had and id_ != old]
    went = [id_ for id_ in had if id_ not in has]
    for ids, verb in ((came, "is now one of its former ids"), (went, "is no longer one of its former ids")):
        for id_ in ids:
            before_id, after_id = ("", id_) if ids is came else (id_, "")
            told = f"{_subject(pair)}: {id_} {verb}"
            yield Change(pair.plan, pair.key, Kind.MOVED, "formerly", before_id, after_id, "", told, pair.file)
    if had != has and set(had) == set(has):
        yield _change(pair, after, ("formerly",), _text(had), _text(has), "")
    if getattr(before, "given_id", None) != getattr(after, "given_id", None) and old == new:
        yield _change(pair, after, ("given_id",), _text(before.given_id), _text(after.given_id), "")  # type: ignore[attr-defined]


def _id_of(pair: Pair, record: Record) -> str:
    """The id of a record, which an owner and a theme do not hold themselves."""
    if isinstance(record, Owner | Theme):
        return pair.was if record is pair.before else pair.key.rpartition("/")[2]
    return str(getattr(record, "id", "") or "")


def _other_kind(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    if type(before) is not type(after):
        old, new = _kind_of(before), _kind_of(after)
        told = f"{_subject(pair)}: was given as {old}, and is given as {new}"
        yield Change(pair.plan, pair.key, Kind.CHANGED, new, old, new, "", told, pair.file)


def _kind_of(record: Record) -> str:
    return record.label() if isinstance(record, Block) else type(record).__name__.lower()


def _removal(pair: Pair, before: Record, after: Record) -> Iterator[Change]:
    """That a record was removed, is back, or was removed otherwise than it said."""
    old: Removal | None = getattr(before, "removed", None)
    new: Removal | None = getattr(after, "removed", None)
    if old == new:
        return
    if new is None:
        kind, told = Kind.RETURNED, "is back; it had been "
    else:
        kind, told = (Kind.CHANGED, f"{_removed(new)}; before it said: ") if old else (Kind.REMOVED, _removed(new))
    words = f"{_subject(pair)}: {told}{_removed(old) if old else ''}"
    reason = new.reason if new else ""
    yield Change(pair.plan, pair.key, kind, "removed", _text(old), _text(new), reason, words, pair.file)


def _removed(removal: Removal) -> str:
    return f"removed on {day_in_words(removal.date)}; reason: {' '.join(removal.reason.split())}"


def _new_orders(pairs: list[Pair]) -> Iterator[Change]:
    """Where what stayed within a record stands in another order."""
    was = {id(pair.after): id(pair.before) for pair in pairs if pair.before and pair.after}
    names = {id(pair.after): pair.name for pair in pairs if pair.after}
    for pair in pairs:
        places = {id(part): number for number, part in enumerate(parts_of(pair.before))}
        stayed = [part for part in parts_of(pair.after) if was.get(id(part)) in places]
        numbers = [places[was[id(part)]] for part in stayed]
        if any(later < earlier for earlier, later in pairwise(numbers)):
            order = ", ".join(names[id(part)] for part in stayed)
            told = f"{_subject(pair)}: its parts stand in another order now: {order}"
            yield Change(pair.plan, pair.key, Kind.MOVED, "order", "", order, "", told, pair.file)
