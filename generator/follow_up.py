"""An update or a finding on its way from an editor's words to a file: what it is about, what is wrong, what it lacks.

A draft is written as its file would be, read as `plans check` reads and judged by the same rules, so that what passes
here passes there, and every message is one that editors know.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.addresses import slug
from generator.check import DocumentCheck, check
from generator.checking import ids_had, suggestion
from generator.fields import iso_day, quoted
from generator.history import clauses, in_text
from generator.index import Index, Made, Standing
from generator.model import (
    Collection,
    Document,
    Entry,
    Finding,
    FindingEntry,
    Plan,
    Record,
    Update,
    UpdateEntry,
    target_of,
)
from generator.phrases import shortened
from generator.problems import Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Reading, content_of, read_beside
from generator.refusals import Keys
from generator.targetdate import day_in_words, describe, read_day
from generator.vocabulary import NEVER_WRITTEN, Assurance, DecisionReason, Delivery, Timeliness
from generator.write import entries_added, keys_in_order, text_of, with_entries, yaml
from generator.yamlfile import Value, parse

Fields = Mapping[str, Value]  # of a record, as typed

KINDS: Mapping[str, tuple[type[Update] | type[Finding], type[Entry]]] = {
    "update": (Update, UpdateEntry),
    "finding": (Finding, FindingEntry),
}
NAME_LENGTH = 60  # characters of a title in a file's name
MOST_NAMED = 3  # of the ids that have the same flaw


class NotUnderstood(Exception):
    """What was asked for cannot be done; the words say why, and what to do."""


@dataclass(frozen=True)
class Subject:
    """An action, or a recommendation itself, that a document speaks of, as it stands."""

    made: Made
    standing: Standing | None = None
    former: str = ""  # the key it was asked for by, if that is not its present one

    @property
    def key(self) -> str:
        """The key of an entry that names it."""
        return "action" if self.standing else "recommendation"

    @property
    def id(self) -> str:
        """Its present id."""
        return self.standing.id if self.standing else self.made.recommendation.id

    @property
    def citation_key(self) -> str:
        """Its plan's present id and its own."""
        return f"{self.made.plan.id}/{self.id}"

    @property
    def words(self) -> str:
        """Its words as they stand now."""
        new = (self.standing or self.made).new_words
        printed = self.standing.action.words if self.standing else self.made.recommendation.text
        return new[1] if new else printed or ""

    @property
    def name(self) -> str:
        """'Action 2.1'"""
        return f"{self.key.capitalize()} {self.id}"


@dataclass(frozen=True)
class Flaw:
    """Something that keeps a draft from passing `plans check`."""

    about: str  # the id of what its entry is about; '' if it is about the document
    message: str
    hint: str
    field: str = ""  # of the entry or of the head, where it is about one

    @property
    def lacks(self) -> str:
        """The first field that the hint asks to add, if it is one that is not there yet."""
        asked = re.search(r"\badd\b[^']*'([a-z_]+):", self.hint)
        return asked[1] if asked else ""

    @property
    def in_words(self) -> str:
        """What is wrong and what to do, for who types answers; two lines."""
        return f"{self.message}\n    {self.hint}"

    def by_option(self, *, is_alone: bool) -> str:
        """The same, for who gives options."""
        is_named = is_alone or f" of {self.about}" in self.message
        where = f"{self.about}: " if self.about and not is_named else ""
        message = re.sub("^'([a-z_]+)'(?= cannot be ')", _as_option, self.message)
        return f"{where}{message}\n    " + re.sub("'([a-z_]+):(?: ([^']*))?'", _as_option, self.hint)


def _as_option(named: re.Match[str]) -> str:
    value = named[2] if named.re.groups > 1 else None
    return option(named[1]) + (f" '{value}'" if value else "")


def option(name: str) -> str:
    """The option that gives a field."""
    return "--" + ("title" if name in KINDS else name.replace("_", "-"))


@dataclass(frozen=True)
class Draft:
    """A document so far: its head, and an entry for each subject, as typed."""

    reading: Reading
    rules: DocumentCheck
    plan: Plan
    kind: str
    head: Fields
    entries: tuple[tuple[Subject, Fields], ...]
    entered: date
    before: bytes = b""  # the file that its entries are added to

    @property
    def name(self) -> str:
        """Its file's name, as problems have it."""
        day = iso_day(str(self.head.get("date"))) or self.entered
        words = slug(str(self.head.get(self.kind, "")))
        if len(words) > NAME_LENGTH:
            words = words[: NAME_LENGTH + 1].rpartition("-")[0] or words[:NAME_LENGTH]
        return f"{PLANS_FOLDER}/{self.plan.id}/{day}-{words}.yml"

    @property
    def text(self) -> str:
        """The text of its file."""
        if not self.before:
            return text_of(self.record, self._remarks)
        assert not self.flaws, self.flaws
        if entries_added(self.before, self._content) != self._entries:
            raise RuntimeError(f"{self.name} does not read back as it was written:\n{self._content.decode()}")
        return self._content.decode()

    @cached_property
    def record(self) -> Update | Finding:
        """The document itself, for a draft without flaws."""
        assert not self.flaws, self.flaws
        documents = self._beside.collection and self._beside.collection.documents
        assert documents
        return documents[0]

    @cached_property
    def flaws(self) -> tuple[Flaw, ...]:
        """What `plans check` would report of its file."""
        found = sorted({*self._beside.problems, *self.rules.problems(self._beside)})
        own = [problem for problem in found if problem.place.file == self.name and not problem.is_advice]
        return (*dict.fromkeys(map(self._flaw, own)), *self._is_to_come(), *self._moves_to_where_it_stands())

    def _is_to_come(self) -> Iterator[Flaw]:
        day = iso_day(str(self.head.get("date")))
        if day and day > self.entered:
            message = f"'{day}' is after {day_in_words(self.entered)}, the day on which this is entered"
            yield Flaw("", message, "give the day on which it was said or found, as in 2031-09-20")

    def _moves_to_where_it_stands(self) -> Iterator[Flaw]:
        for subject, fields in self.entries:
            printed, read_as = str(fields.get("target_date") or ""), str(fields.get("date_read_as") or "")
            target, standing = target_of(printed, read_as), subject.standing
            if target and standing and target.latest and {one.latest for one in standing.targets} == {target.latest}:
                message = f"{quoted(printed)} is no move: the target date is {describe(target)} already"
                yield Flaw(subject.id, message, "leave the date out, or look which one is new")

    @property
    def is_name_taken(self) -> bool:
        """Whether there is a file of its name already."""
        return self.name in self.reading.files and not self.before

    def added(self) -> "Draft | None":
        """The same as more entries of the document of its name; None if that is another, or speaks of these already."""
        there = next((document for document in self._documents if self._name_of(document) == self.name), None)
        if not isinstance(there, KINDS[self.kind][0]) or not self._has_head_of(there):
            return None
        if {entry.about for entry in there.entries} & {subject.id for subject, _ in self.entries}:
            return None
        longer = replace(self, before=content_of(self.reading, self.name))
        return longer if entries_added(longer.before, longer._content) else None

    def _has_head_of(self, there: Document) -> bool:
        given = {"date": there.date.isoformat(), "source": there.source, "by": there.by, self.kind: there.words}
        if there.removed or there.by != self.head.get("by"):
            return False
        return all(given.get(key) == value for key, value in self.head.items())

    @property
    def _documents(self) -> Iterable[Document]:
        assert self.reading.collection
        return (document for document in self.reading.collection.documents if document.plan == self.plan.id)

    @staticmethod
    def _name_of(document: Document) -> str:
        return f"{PLANS_FOLDER}/{document.plan}/{document.id}.yml"

    def _flaw(self, problem: Problem) -> Flaw:
        file, _ = parse(self._content, self.name)
        spots = file.spots if file else {}
        lines = [spot.value.line for keys, spot in spots.items() if keys[:1] == _ENTRY[:1] and len(keys) == len(_ENTRY)]
        of_others = max(len(lines) - len(self.entries), 0)
        begun = sum(line <= problem.place.line for line in lines) - of_others
        about = self.entries[begun - 1][0].id if begun > 0 else ""
        at = [keys for keys, spot in spots.items() if spot.key <= problem.place and len(keys) > len(_ENTRY)]
        return Flaw(about, problem.message, problem.hint, str(at[-1][len(_ENTRY)]) if at else "")

    @cached_property
    def _beside(self) -> Reading:
        return read_beside(self.reading, self.name, self._content)

    @cached_property
    def _content(self) -> bytes:
        if self.before:
            return with_entries(self.before, self._entries, self._remarks)
        fields = {**self.head, "entered": self.entered.isoformat(), "entries": self._entries}
        return yaml(_in_order(fields, KINDS[self.kind][0]), self._remarks).encode(errors="surrogatepass")

    @property
    def _entries(self) -> list[Value]:
        return [_in_order({subject.key: subject.id, **fields}, KINDS[self.kind][1]) for subject, fields in self.entries]

    @property
    def _remarks(self) -> dict[Keys, str]:
        """Beside several entries, what each is about."""
        several = len(self.entries) > 1
        return {
            ("entries", number): shortened(subject.words, 90)
            for number, (subject, _) in enumerate(self.entries)
            if several and subject.words
        }


_ENTRY = ("entries", 0)


def _in_order(fields: Fields, kind: type[Record]) -> dict[str, Value]:
    return {key: fields[key] for key in keys_in_order(kind) if key in fields}


# What is asked for


def entry_fields(kind: str) -> dict[str, str]:
    """What an entry can say, with its description."""
    described = KINDS[kind][1].model_fields
    keys = keys_in_order(KINDS[kind][1])
    meanings = {key: described[key].description or "" for key in keys if key not in ("action", "recommendation")}
    choices = {key: f" One of: {', '.join(words_of(key))}." if words_of(key) else "" for key in meanings}
    return {key: meaning + choices[key] for key, meaning in meanings.items()}


def words_of(name: str) -> list[str]:
    """The words that a field chooses from; none where any will do."""
    return [str(word) for word in _VOCABULARIES.get(name, ()) if word not in NEVER_WRITTEN]


_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "delivery": Delivery,
    "judgement": Assurance,
    "decision_reason": DecisionReason,
}


def citation_key(typed: str) -> str:
    """The key of what is meant by a key, by an address of the site, or by a plan's file."""
    named = re.fullmatch(r"(?:.*\bplans/)?([^/#]+?)(?:\.yml)?(?:/([^/#]+))?/?(?:#(.+))?", typed.strip())
    if not named:
        return typed
    plan, page, anchor = named.groups()
    return f"{plan}/{anchor or page}" if anchor or page else plan


def plans_named(reading: Reading, keys: Sequence[str]) -> list[Plan]:
    """The plans of citation keys, each once; raises NotUnderstood for one that is none."""
    assert reading.collection
    plans = reading.collection.plans
    former = {id_: plan.id for plan in plans.values() for id_ in plan.formerly}
    named = list(dict.fromkeys(key.partition("/")[0] for key in keys))
    for id_ in named:
        if former.get(id_, id_) not in plans and id_ not in reading.unread:
            there = f"the plans are {', '.join(plans)}"
            raise NotUnderstood(f"there is no plan {quoted(id_)}: {suggestion(id_, plans, there)}")
    present = dict.fromkeys(former.get(id_, id_) for id_ in named)
    return [plans[id_] for id_ in present if id_ in plans]


def hindrances(reading: Reading, keys: Sequence[str]) -> list[Problem]:
    """The problems that keep from knowing how the plans of citation keys stand."""
    ids = {key.partition("/")[0] for key in keys} | {plan.id for plan in plans_named(reading, keys)}
    around = (SETTINGS_FILE, f"{PLANS_FOLDER}/bodies/", *(f"{PLANS_FOLDER}/{id_}{end}" for id_ in ids for end in "/."))
    found = sorted({*reading.problems, *check(reading)})
    return [problem for problem in found if problem.place.file.startswith(around) and not problem.is_advice]


def begin(reading: Reading, keys: Sequence[str], kind: str, head: Fields, entry: Fields, today: date) -> list[Draft]:
    """A draft for each plan named by citation keys, all with the same head and in every entry the same.

    Raises NotUnderstood for a key that is none, or that is of something removed.
    """
    if misplaced := [name for name in entry if name not in entry_fields(kind)]:
        other, remedy = ("a finding", "add --finding") if kind == "update" else ("an update", "take --finding out")
        raise NotUnderstood(f"{option(misplaced[0])} belongs to {other}: {remedy}")
    rules = DocumentCheck(reading)
    return [
        Draft(reading, rules, plan, kind, head, tuple((subject, entry) for subject in subjects), today)
        for plan in plans_named(reading, keys)
        for subjects in [_subjects(reading, plan, keys, kind, today)]
    ]


def _subjects(reading: Reading, plan: Plan, keys: Sequence[str], kind: str, today: date) -> list[Subject]:
    """What keys name in a plan, each once, in the order given, as all that is known says it stands."""
    all_made = standing_now(reading, plan, today)
    found: dict[str, Subject] = {}
    for key in keys:
        named, _, id_ = key.partition("/")
        if named in (plan.id, *plan.formerly):
            for subject in [subject_of(plan, all_made, key)] if id_ else _all_actions(plan, all_made, kind):
                is_present = id_ or named == plan.id
                found.setdefault(subject.id, subject if is_present else replace(subject, former=key))
    return list(found.values())


def standing_now(reading: Reading, plan: Plan, today: date) -> tuple[Made, ...]:
    """A plan's recommendations as all that is known says they stand; raises NotUnderstood if it was removed."""
    if plan.removed:
        raise NotUnderstood(f"the plan {quoted(plan.id)} was removed: nothing more is said of it")
    assert reading.collection
    alone = _alone(reading.collection, plan)
    last_day = max([today, *(document.date for document in alone.documents)])
    return Index(alone, last_day).made[plan.id]


def _alone(collection: Collection, plan: Plan) -> Collection:
    """A collection of one plan: mistakes in others do not matter."""
    documents = tuple(document for document in collection.documents if document.plan == plan.id)
    return replace(collection, plans={plan.id: plan}, documents=documents)


def _all_actions(plan: Plan, all_made: Iterable[Made], kind: str) -> list[Subject]:
    """Every action of a plan: of a closed one the inspectorate may find something, and the owner has no more to say."""
    found = [
        Subject(made, standing)
        for made in all_made
        for standing in made.standings
        if kind == "finding" or standing.timeliness is not Timeliness.CLOSED
    ]
    if not found:
        raise NotUnderstood(f"no action of {quoted(plan.id)} is open: name one, as in '{plan.id}/1.1'")
    return found


def subject_of(plan: Plan, all_made: Sequence[Made], key: str) -> Subject:
    """What a citation key of a plan names, be it a former one; raises NotUnderstood for one that is none."""
    found = _subject(plan, all_made, key.partition("/")[2])
    return found if key == found.citation_key else replace(found, former=key)


def _subject(plan: Plan, all_made: Sequence[Made], id_: str) -> Subject:
    for made in all_made:
        if id_ in ids_had(made.recommendation):
            return Subject(made)
        for standing in made.standings:
            if id_ in ids_had(standing.action):
                return Subject(made, standing)
    if any(id_ in ids_had(record) for made in plan.made for record in (made, *made.followed)):
        raise NotUnderstood(f"'{plan.id}/{id_}' was removed: nothing more is said of it")
    raise NotUnderstood(f"there is no '{plan.id}/{id_}': {_instead(all_made, id_)}")


def _instead(all_made: Sequence[Made], id_: str) -> str:
    """What was probably meant, or what there is."""
    ids = {made.recommendation.id: [standing.id for standing in made.standings] for made in all_made}
    number = id_.partition(".")[0]
    if "." in id_ and number in ids:
        return f"recommendation {number} has {', '.join(ids[number]) or 'no actions'}"
    otherwise = f"the plan's recommendations are {', '.join(ids)}"
    return suggestion(id_, [*ids, *(action for actions in ids.values() for action in actions)], otherwise)


# What to say of it


def missing(draft: Draft) -> dict[str, str]:
    """What the head of a draft has still to be given, each with what it is and an example; its day may be today."""
    described = {named.alias or name: named for name, named in KINDS[draft.kind][0].model_fields.items()}
    needed = [key for key in (draft.kind, "source") if key not in draft.head]
    return {key: _with_example(described[key].description or "", described[key].examples or []) for key in needed}


def _with_example(description: str, examples: Sequence[object]) -> str:
    """A description within a sentence."""
    return f"{description[:1].lower()}{description[1:].rstrip('.')}, as in '{examples[0]}'"


def complaints(draft: Draft, *, is_asking: bool) -> list[str]:
    """What is wrong with a draft that options gave, and which options mend it; a line each.

    What it lacks is no fault where an editor can be asked for it.
    """
    absent = (
        [] if is_asking else [f"{option(key)} is missing\n    give {words}" for key, words in missing(draft).items()]
    )
    is_alone = len(draft.entries) == 1
    flaws = [flaw for flaw in with_stand_ins(draft).flaws if not (is_asking and flaw.lacks)]
    taken = [name_is_taken(draft)] if draft.is_name_taken and not is_asking else []
    return absent + taken + [flaw.by_option(is_alone=is_alone) for flaw in _together(flaws)]


def _together(flaws: Sequence[Flaw]) -> Iterator[Flaw]:
    """Flaws, of those that many entries have alike one that is about them all."""
    alike: defaultdict[tuple[str, str], list[Flaw]] = defaultdict(list)
    for flaw in flaws:
        alike[flaw.message.replace(f" of {flaw.about}", " of it"), flaw.hint].append(flaw)
    for first, *others in alike.values():
        ids = [flaw.about for flaw in (first, *others)]
        more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
        about = ", ".join(ids[:MOST_NAMED]) + more
        yield Flaw(about, first.message.replace(f" of {first.about}", f" of {about}"), first.hint)


def name_is_taken(draft: Draft) -> str:
    """What to say where there is a file of a draft's name; two lines."""
    return f"there is a file '{draft.name}' already\n    give this one another title"


def with_stand_ins(draft: Draft) -> Draft:
    """A draft whose head lacks nothing, so that the rest can be judged."""
    day = draft.plan.submitted or draft.plan.published or draft.entered
    stand_ins = {draft.kind: "…", "date": max(day, draft.entered).isoformat(), "source": "https://plans.example/"}
    return replace(draft, head={**stand_ins, **draft.head})


def saying_anything(draft: Draft) -> Draft:
    """A draft whose entries lack nothing, so that its head can be judged alone."""
    anything: Fields = {"said": "…"} if draft.kind == "update" else {"found": "…"}
    return replace(draft, entries=tuple((subject, anything) for subject, _ in draft.entries[:1]))


def changes(draft: Draft) -> Iterator[str]:
    """What a draft without flaws says, a line an entry: 'Action 1.3: target date moved from … to …; reason: …'."""
    assert draft.reading.collection
    alone = _alone(draft.reading.collection, draft.plan)
    others = (document for document in alone.documents if document.id != draft.record.id)
    documents = sorted((*others, draft.record), key=lambda document: (document.date, document.id))
    said = Index(replace(alone, documents=tuple(documents)), date.max).statements[draft.plan.id]
    for subject, _ in draft.entries:
        for statement in said[subject.id]:
            if statement.document is draft.record:
                yield f"{subject.name}: {in_text(clauses(statement))}"


# From what is typed to what is written


# What may be given several times, and what parts it in a line that is typed.
SEVERAL = {"evidence": r"\s+", "decision_reason": r"\s*,\s*"}


def as_written(name: str, typed: str | Sequence[str]) -> Value:
    """What is typed for a field, once or several times, as its file has it.

    A line break is no more than a blank, and an empty line begins a paragraph, as below `>-`. A document's day may be
    typed in any way that is understood.
    """
    if name in SEVERAL:
        lines = [typed] if isinstance(typed, str) else typed
        words = [part for line in lines for part in re.split(SEVERAL[name], line.strip()) if part]
        words = [_chosen(name, part) for part in words]
        return words[0] if len(words) == 1 else words
    assert isinstance(typed, str)
    paragraphs = "\n".join(filter(None, map(_unbroken, re.split(r"\n[ \t\r]*\n", typed))))
    day = read_day(paragraphs) if name == "date" else None
    return day.isoformat() if day else _chosen(name, paragraphs)


def _chosen(name: str, typed: str) -> str:
    """One of a field's words in its own spelling, whatever capitals were typed."""
    return next((words for words in words_of(name) if words.casefold() == typed.casefold()), typed)


def _unbroken(paragraph: str) -> str:
    return " ".join(line.strip() for line in paragraph.splitlines() if line.strip())
