"""Which record of one state is which of another: by its ids, or, where it has none, by its words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Record, Removal, Settings
from generator.quotations import bare_words, likeness

AnyRecord = TypeVar("AnyRecord", bound=Record)

# The fields that hold records within a record; the settings hold themes besides.
PARTS = ("recommendations", "response", "steps", "entries", "owners")


@dataclass(frozen=True)
class Pair:
    """A record as it was and as it is; it came where it was nothing, and went where it is nothing."""

    name: str
    key: str  # its citation key, or that of the record around it
    plan: str  # '' where it is no plan's
    file: str  # where it is, or else was
    before: Record | None
    after: Record | None
    around: "Pair | None" = None
    heir: Record | None = None  # what has the id among its former ones, where the record went into another
    was: str = ""  # the id that it had, of an owner or a theme

    @property
    def in_sentence(self) -> str:
        """Its name within a sentence."""
        return self.name[:1].lower() + self.name[1:]


def outwards(pair: Pair | None) -> Iterator[Pair]:
    """A pair and those around it, the nearest first."""
    while pair:
        yield pair
        pair = pair.around


# What some kinds of records have and others have not


def id_of(record: Record | None) -> str:
    """The id that a record holds itself, or ''."""
    return str(getattr(record, "id", None) or "")


def former_ids(record: Record | None) -> tuple[str, ...]:
    """The ids that a record had before."""
    return getattr(record, "formerly", ())


def note_of(record: Record | None) -> str:
    """The editor's note on a record, or ''."""
    return str(getattr(record, "note", None) or "")


def removal_of(record: Record | None) -> Removal | None:
    """That a record was removed, if it was."""
    return getattr(record, "removed", None)


# Which is which


def heir(id_: str, after: Mapping[str, AnyRecord]) -> AnyRecord | None:
    """What has an id now, or had it before."""
    if id_ in after:
        return after[id_]
    return next((record for record in after.values() if id_ in former_ids(record)), None)


def partners(before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, str]:
    """For every id that is, the id that the same record had: its own, else a former one, or one it came back to."""
    found = {id_: id_ for id_ in after if id_ in before}
    left = [id_ for id_ in before if id_ not in after]
    for id_, record in after.items():
        if id_ not in found:
            was = [old for old in left if old in former_ids(record)]
            was += [old for old in left if id_ in former_ids(before[old])]
            if was:
                found[id_] = was[0]
                left.remove(was[0])
    return found


def matched(
    before: Mapping[str, AnyRecord], after: Mapping[str, AnyRecord]
) -> Iterator[tuple[AnyRecord | None, AnyRecord | None]]:
    """Every record as it was and as it is, by ids; those that went come last."""
    was = partners(before, after)
    for id_, record in after.items():
        yield before[was[id_]] if id_ in was else None, record
    kept = set(was.values())
    yield from ((record, None) for id_, record in before.items() if id_ not in kept)


def aligned(
    before: Sequence[AnyRecord],
    after: Sequence[AnyRecord],
    words: Callable[[AnyRecord], str],
    kind: Callable[[AnyRecord], str] = lambda _: "",
) -> dict[int, AnyRecord]:
    """For records without an id what each was: the most alike of a kind first, then those left in order."""
    old = [(kind(record), bare_words(words(record))) for record in before]
    new = [(kind(record), bare_words(words(record))) for record in after]
    alike = sorted(
        (before[i] != after[j], -likeness(old[i][1], new[j][1]), abs(i - j), i, j)
        for i in range(len(old))
        for j in range(len(new))
        if old[i][0] == new[j][0]
    )
    found: dict[int, AnyRecord] = {}
    taken: set[int] = set()
    for *_, i, j in alike:
        if i not in taken and id(after[j]) not in found:
            found[id(after[j])] = before[i]
            taken.add(i)
    return found


def alongside(
    before: Sequence[AnyRecord],
    after: Sequence[AnyRecord],
    words: Callable[[AnyRecord], str],
    kind: Callable[[AnyRecord], str] = lambda _: "",
) -> Iterator[tuple[AnyRecord | None, AnyRecord | None]]:
    """Every record without an id as it was and as it is; those that went come last."""
    found = aligned(before, after, words, kind)
    yield from ((found.get(id(record)), record) for record in after)
    kept = {id(record) for record in found.values()}
    yield from ((record, None) for record in before if id(record) not in kept)


def parts_of(record: Record | None) -> tuple[Record, ...]:
    """The records right within a record, in the order of the file."""
    name = "themes" if isinstance(record, Settings) else next((name for name in PARTS if hasattr(record, name)), "")
    held = getattr(record, name, ())
    return tuple(held.values() if isinstance(held, Mapping) else held)
