"""What may not be changed without saying so: published words, and what was said and found of them.

Printed words change only to mend a slip in copying, with a note on their record that quotes what stood there; the note
is written with the change. Words that go with their record's passage are quoted in the note of the record around it.
The words of what is removed may go. What was removed comes back with a note that quotes why it went.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from generator.field_words import changed_leaves, key_of, label, leaves, path_of, text_of, without_key
from generator.fields import quoted
from generator.matching import Pair, id_of, note_of, outwards, removal_of
from generator.model import (
    Commitment,
    Document,
    Entry,
    Finding,
    FindingEntry,
    GroupHeading,
    Passage,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Step,
    Theme,
    Update,
    UpdateEntry,
)
from generator.problems import Place, Problem, Refusal
from generator.quotations import (
    SHORT,
    SHORT_QUOTATION,
    bare_words,
    first_word_that_differs,
    is_quoted,
    is_white_space_alone,
    likeness,
    part_that_differs,
    to_quote,
)
from generator.read import PLANS_FOLDER, Places

_HEAD = ("words", "date", "by", "source")

# The fields of each record that are printed, or that somebody said; all others are the editor's.
PRINTED: Mapping[type[Record], tuple[str, ...]] = {
    Plan: (
        "title",
        "body",
        "inspectorate",
        "report_published",
        "action_plan_submitted",
        "introduction",
        "owner_heading",
        "printed_totals",
        "abbreviations",
    ),
    GroupHeading: ("words",),
    Recommendation: ("number", "addressee", "text", "decision", "decisions"),
    Commitment: ("words", "number", "owner", "target_date"),
    Step: ("words", "number", "owner", "target_date"),
    PrintedBeside: ("owner", "target_date"),
    Passage: ("words",),
    Update: _HEAD,
    Finding: _HEAD,
    UpdateEntry: (
        "action",
        "recommendation",
        "evidence",
        "delivery",
        "said",
        "target_date",
        "owner",
        "words",
        "decision",
        "addressee",
        "decision_reason",
        "superseded_by",
        "reason",
    ),
    FindingEntry: ("action", "recommendation", "evidence", "judgement", "found"),
}

OTHERS_ALTOGETHER = 0.2  # of likeness


def printed_fields(record: Record) -> tuple[str, ...]:
    """The fields that may not be changed without a note."""
    return next((fields for kind, fields in PRINTED.items() if isinstance(record, kind)), ())


def unsaid_changes(pairs: Iterable[Pair], was: Places, places: Places, in_doubt: set[str]) -> Iterator[Problem]:
    """Every change that no note tells of; nothing of the records whose keys are in doubt already.

    `was` and `places` are of the two states; of what could not be read before nobody knows whether it changed.
    """
    for pair, before in _looked_at(pairs, in_doubt):
        if pair.after is not None:
            yield from _changed(pair, before, pair.after, was, places)
            yield from _came_back(pair, before, pair.after, places)
        elif not _may_go(pair):
            yield from _gone(pair, before, places)


def _looked_at(pairs: Iterable[Pair], in_doubt: set[str]) -> Iterator[tuple[Pair, Record]]:
    """The pairs of which something changed or went, each with what stood there; none that is in doubt already."""
    for pair in pairs:
        before = pair.before
        if before is not None and before != pair.after and not any(each.key in in_doubt for each in outwards(pair)):
            yield pair, before


def _may_go(pair: Pair) -> bool:
    """Whether a record, or one around it, is removed now: then its words may go."""
    return any(removal_of(each.after) for each in outwards(pair))


def _changed(pair: Pair, before: Record, after: Record, was: Places, places: Places) -> Iterator[Problem]:
    if isinstance(before, Document) and type(before) is not type(after):
        message = f"{pair.name} was {_an(before)}, and is {_an(after)} now"
        hint = "who said it does not change: put it back, and remove it with 'removed:' if it is wrong"
        yield Problem(places.at(after), message, hint, refusal=Refusal.SAID)
    elif isinstance(before, Document) and isinstance(after, Document) and before.id != after.id:
        yield _renamed(pair, before, after)
    unquoted = list(_unquoted(pair, before, after, was))
    for change in unquoted:
        yield _unsaid(pair, after, change, _to_say(unquoted), places)


def _to_say(changes: Iterable["_PrintedChange"]) -> str:
    """What the one note of a record may say of its changes."""
    told = {"stood here before": list[str](), "was left out before": list[str]()}
    for change in changes:
        verb = "stood here before" if change.to_tell[0][0] else "was left out before"
        told[verb] += [f"'{to_quote(*each)}'" for each in change.to_tell]
    return "; ".join(f"{' and '.join(dict.fromkeys(words))} {verb}" for verb, words in told.items() if words)


def _unquoted(pair: Pair, before: Record, after: Record, was: Places) -> "Iterator[_PrintedChange]":
    """The changes of printed words that no note quotes; none of what is given as another kind or under another name."""
    document = pair.around if isinstance(after, Entry) else pair if isinstance(after, Document) else None
    if type(before) is type(after) and not (document and id_of(document.before) != id_of(document.after)):
        for change in _printed_changes(pair, before, after):
            if not change.is_quoted and not was.lost(before, change.keys[0]):
                yield change


def _renamed(pair: Pair, before: Document, after: Document) -> Problem:
    """That a document stands in a file of another name: its address is made of that name."""
    address = f"{pair.plan}/history/#{before.id}"
    message = f"{pair.name} stood in {before.id}.yml: its address {quoted(address)} was published"
    hint = (
        f"keep {PLANS_FOLDER}/{pair.plan}/{before.id}.yml, with 'removed:', its date and a reason that names "
        f"{after.id}, beside this file"
    )
    return Problem(Place(pair.file, 1, 1), message, hint, refusal=Refusal.ADDRESS)


class _PrintedChange(NamedTuple):
    """Printed words that changed; `to_tell` is what a note must quote of them."""

    keys: tuple[str, ...]
    values: tuple[str, str]
    to_tell: list[tuple[str, str]]
    is_quoted: bool


def _printed_changes(pair: Pair, before: Record, after: Record) -> Iterator[_PrintedChange]:
    is_back = removal_of(before) and not removal_of(after)
    notes = _new_notes(pair)
    for field in printed_fields(after):
        for keys, old, new in changed_leaves(before, after, field):
            is_fair = (not new and _may_go(pair)) or (not old and is_back) or _is_same_reference(pair, field)
            is_fair = is_fair or is_white_space_alone(old, new)
            to_tell = _to_tell(getattr(before, field), getattr(after, field)) or [(old, new)]
            if not is_fair:
                told = any(all(is_quoted(note, *each) for each in to_tell) for note in notes)
                yield _PrintedChange(keys, (old, new), to_tell, told)


Correction = tuple[str, str, str, str, str]
"""The file, the citation key, the place in the record, what stood there and what stands there."""


def corrections(pairs: Iterable[Pair]) -> Iterator[Correction]:
    """Every change of printed words that passes because a note quotes them."""
    for pair in pairs:
        before, after = pair.before, pair.after
        if before and after and before != after and type(before) is type(after):
            for change in _printed_changes(pair, before, after):
                if change.is_quoted:
                    yield _correction(pair, after, change)


def unsaid_corrections(pairs: Iterable[Pair], was: Places, in_doubt: set[str]) -> Iterator[Correction]:
    """Every change of printed words that `unsaid_changes` tells of."""
    for pair, before in _looked_at(pairs, in_doubt):
        if pair.after is not None:
            for change in _unquoted(pair, before, pair.after, was):
                yield _correction(pair, pair.after, change)


def _correction(pair: Pair, after: Record, change: _PrintedChange) -> Correction:
    old, new = (without_key(change.keys, value) for value in change.values)
    return pair.file, pair.key, path_of(after, change.keys), old, new


def _to_tell(before: object, after: object) -> list[tuple[str, str]]:
    """Of a list what went from it, each as a change of its own; what came, where nothing went. Of others nothing."""
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        return []
    was, has = Counter(map(text_of, before)), Counter(map(text_of, after))
    return [(value, "") for value in was - has] or [("", value) for value in has - was]


def _is_same_reference(pair: Pair, field: str) -> bool:
    """Whether an entry only calls what it is about by its present id: entries about others are never paired."""
    return isinstance(pair.after, Entry) and field in ("action", "recommendation")


def _an(record: Record) -> str:
    return "an update" if isinstance(record, Update) else "a finding"


def _new_notes(pair: Pair) -> list[str]:
    """The notes on a record that were written or changed with it; of an entry also its document's."""
    around = [pair.around] if isinstance(pair.after, Entry) and pair.around else []
    return [note for each in (pair, *around) if (note := _new_note(each))]


def _new_note(pair: Pair) -> str:
    note = note_of(pair.after)
    return note if note != note_of(pair.before) else ""


def _unsaid(pair: Pair, after: Record, change: _PrintedChange, to_say: str, places: Places) -> Problem:
    keys, values = change.keys, change.values
    old, new = _shown(*part_that_differs(*values, short=SHORT_QUOTATION))
    what = label(after, keys[0])
    where = f"{pair.name} of the {pair.around.in_sentence}" if isinstance(after, Entry) and pair.around else pair.name
    if not values[0]:
        message = f"{where}: {what} {new} was added where nothing stood, and no new note quotes it"
    elif not values[1]:
        message = f"{where}: {what} {old} was taken out, and no new note quotes it"
    else:
        message = f"{where}: {what} changed from {old} to {new}, and no new note quotes what stood there"
    hint = _remedy(pair, after, change, _say(after, to_say, places))
    return Problem(_place(after, change, places), message, hint, refusal=Refusal.NOTE)


def _place(after: Record, change: _PrintedChange, places: Places) -> Place:
    """Where the words that changed stand now; of what went, where it would stand."""
    key, (old, new) = key_of(after, change.keys[0]), change.values
    if len(change.keys) == 1 and old and new and old.split() != new.split():
        return places.word(after, key, *first_word_that_differs(old, new))
    return places.at(after, key, *change.keys[1:])


# What an update may tell of, by the kind of record that holds it.
_MOVES: Mapping[type[Record], tuple[str, ...]] = {
    Commitment: ("owner", "target_date"),
    Recommendation: ("decision", "decisions"),
}


def _remedy(pair: Pair, after: Record, change: _PrintedChange, how: str) -> str:
    """What to do about a change, one way of which is to write a note."""
    field, (old, new) = change.keys[0], change.values
    if any(isinstance(after, kind) and field in fields for kind, fields in _MOVES.items()):
        undo = f"put {quoted(without_key(change.keys, old))} back" if old else "take it out again"
        moved, slip = ("moved later", "copied wrongly") if old else ("was set later", "left out in copying")
        return (
            f"if it {moved}, {undo} and tell the move in an update ('plans update {pair.key}'); if it was {slip}, {how}"
        )
    undo = "take it out again" if not old else "put back what stood here" if new else "put it back"
    slip = "this mends a slip in copying" if old else "it was left out in copying"
    return f"{undo}{_elsewhere(after, change)}, or, if {slip}, {how}"


def _elsewhere(after: Record, change: _PrintedChange) -> str:
    """Where else words may go that were not copied wrongly; '' where nobody would think so."""
    field, (old, new) = change.keys[0], change.values
    if isinstance(after, Entry):
        return " (what was said later is a document of its own)"
    if field in ("owner", "target_date"):
        return " (what moved later is told in an update)"
    key = key_of(after, field)
    if key in ("action", "aim", "text") and old and likeness(bare_words(old), bare_words(new)) < OTHERS_ALTOGETHER:
        noun = "recommendation" if key == "text" else key
        return f" (if this is another {noun}, give it an id of its own, and keep this one with 'removed:')"
    return ""


def _say(record: Record, words: str, places: Places) -> str:
    """How to say something in a note on a record, which may have one; what is to be copied stands in the last line."""
    if note_of(record):
        return f"add to its note in line {places.key(record, 'note').line}:\n{words}"
    line = f"note: {json.dumps(words, ensure_ascii=False)}"
    if found := places.line_to_follow(record):
        return f"write this below '{found[0]}:' in line {found[1]}, in the same column:\n{line}"
    return f"say so in a note on it:\n{line}"


def _shown(before: str, after: str) -> tuple[str, str]:
    """Both in quotation marks, cut where they are long, unless the cut would hide how they differ."""
    cut = [f"{words[: SHORT - 3]}..." if len(words) > SHORT else words for words in (before, after)]
    old, new = cut if cut[0] != cut[1] else (before, after)
    return f"'{old}'", f"'{new}'"


def _came_back(pair: Pair, before: Record, after: Record, places: Places) -> Iterator[Problem]:
    removal = removal_of(before)
    if removal is None or removal_of(after) or isinstance(after, Theme):
        return
    around = pair.around if pair.around and not hasattr(after, "note") else pair
    if not is_quoted(_new_note(around), removal.reason, ""):
        message = f"{pair.name} is back, and no new note quotes why it had been removed"
        noted = around.after or after
        hint = _say(noted, f"It had been removed: '{to_quote(removal.reason, '')}'", places)
        yield Problem(places.at(after), message, f"to bring it back, {hint}", refusal=Refusal.NOTE)


def _gone(pair: Pair, before: Record, places: Places) -> Iterator[Problem]:
    """What is not there any more, and has no id that the rules of ids would ask for."""
    if isinstance(before, Document):
        message = f"{pair.name} was deleted"
        hint = f"put {pair.file} back, with 'removed:', its date and reason, if it should not count"
        yield Problem(Place(pair.file, 1, 1), message, hint, refusal=Refusal.SAID)
    elif isinstance(before, Entry):
        if pair.around and pair.around.after:
            message = f"the {pair.around.in_sentence} does not tell of {pair.in_sentence} any more"
            hint = "put the entry back; if it was wrong, say so in its note, or in a later document"
            yield Problem(places.at(pair.around.after, "entries"), message, hint, refusal=Refusal.SAID)
    elif pair.heir:
        yield from _unsaid_in_heir(pair, before, pair.heir, places)
    elif around := next((each for each in outwards(pair.around) if each.after or each.heir), None):
        yield from _gone_without_note(pair, before, around, places)


def _unsaid_in_heir(pair: Pair, before: Record, heir: Record, places: Places) -> Iterator[Problem]:
    """What went into another record is told there: its words are held by it, or quoted in its note."""
    note = note_of(heir)
    lost = [
        (field, old)
        for field in printed_fields(before)
        for keys, old in leaves(before, field).items()
        if old and field != "number" and old not in leaves(heir, field).get(keys, "") and not is_quoted(note, old, "")
    ]
    quotations = " and ".join(f"'{to_quote(old, '')}'" for _, old in lost)
    for field, old in lost:
        stands = "stand" if field == "words" else "stands"
        message = f"{pair.name} went into this; its {label(before, field)} {quoted(old)} {stands} nowhere now"
        hint = _say(heir, f"{pair.name} had {quotations}", places)
        yield Problem(places.at(heir), message, hint, refusal=Refusal.NOTE)


def _gone_without_note(pair: Pair, before: Record, around: Pair, places: Places) -> Iterator[Problem]:
    note = _new_note(around) if around.after else note_of(around.heir)
    record = around.after or around.heir
    assert record
    if isinstance(before, Recommendation | Commitment) and id_of(before):
        return  # told by the rules of ids
    values = chain.from_iterable(leaves(before, field).values() for field in printed_fields(before))
    lost = [value for value in values if value and not is_quoted(note, value, "")]
    if lost:
        name = around.in_sentence
        message = f"{pair.name}: {quoted(lost[0])} was taken out, and no new note on {name} quotes it"
        stood = f"'{to_quote(lost[0], '')}' stood here before"
        hint = f"put it back, or, if it was never printed, say so of {name}: {_say(record, stood, places)}"
        yield Problem(places.at(record), message, hint, refusal=Refusal.NOTE)
