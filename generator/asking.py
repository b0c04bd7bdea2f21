"""Conversations that complete an update, a finding or the beginning of a plan.

They ask plain questions, and each answer is judged at once by check's rules. They neither print nor read: they are
given how to ask and how to tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generator.beginning import MAY_BE_LEFT_OUT, MEANINGS, Beginning
from generator.follow_up import (
    Draft,
    Fields,
    Flaw,
    NotUnderstood,
    Subject,
    as_written,
    missing,
    name_is_taken,
    saying_anything,
    with_stand_ins,
    words_of,
)
from generator.outlook import sentences
from generator.phrases import shortened
from generator.targetdate import day_in_words, describe
from generator.vocabulary import CLOSING

# What is asked of an entry, in this order, if nothing of it was given; the first says whether there is anything to say.
ASKED = {
    ("update", "action"): ("delivery", "said", "target_date", "owner"),
    ("update", "recommendation"): ("decision", "said"),
    ("finding", "action"): ("judgement", "found"),
    ("finding", "recommendation"): ("judgement", "found"),
}
# What an answer may demand, asked right after it. The reason of what moved comes last: it may be that of all.
FOLLOWING = {
    "delivery": ("superseded_by", "reason"),
    "target_date": ("date_read_as",),
    "decision": ("addressee", "decision_reason"),
}
_NOT_WHERE_IT_ENDS = ("target_date", "owner")
SAYING = ("delivery", "judgement")  # what check asks for first where nothing is said
NO_REASON = "No reason is given."
NONE_OF_IT = "-"
SHORTEST_BEGINNING = 3
_YES = ("y", "yes")


@dataclass(frozen=True)
class Conversation:
    """Asks an editor for what a draft lacks."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def complete(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Drafts without flaws, all with one head; raises NotUnderstood if nothing is said of anything."""
        for name in (drafts[0].kind, "date", "source", "by") if missing(drafts[0]) else ():
            drafts = drafts if name in drafts[0].head else self._head_answered(drafts, name)
        drafts = self._named([_dated(draft) for draft in drafts])
        completed = []
        for draft in drafts:
            if len(drafts) > 1:
                self.tell(f"\nThe plan {draft.plan.id}: {draft.plan.title}")
            completed.append(self._with_entries(draft))
        if not any(draft.entries for draft in completed):
            raise NotUnderstood("nothing is said of anything, so nothing is written")
        return [draft for draft in completed if draft.entries]

    def agrees(self, drafts: Sequence[Draft]) -> bool:
        """Tells in words what drafts without flaws say; whether the editor would have them written."""
        self.tell("")
        for draft in drafts:
            self.tell("\n  ".join([f"{draft.name} will say:", *sentences(draft)]))
        return self.ask("Write it? Enter for yes, 'no' to stop").strip().casefold() in ("", *_YES)

    def _head_answered(self, drafts: Sequence[Draft], name: str) -> list[Draft]:
        """Drafts with one more field of their head, asked again until it is good for all of them."""
        while True:
            typed = self.ask(_head_question(drafts, name)) or (str(drafts[0].entered) if name == "date" else "")
            if name == "by" and not typed.strip():
                return [*drafts]
            if tried := self._head_tried(drafts, name, typed):
                return tried

    def _head_tried(self, drafts: Sequence[Draft], name: str, typed: str) -> list[Draft]:
        """Drafts with what was typed for a field of their head; none if it is not good for all of them."""
        tried = [replace(draft, head={**draft.head, name: as_written(name, typed)}) for draft in drafts]
        flaws = (flaw for draft in tried for flaw in with_stand_ins(saying_anything(draft)).flaws)
        return [] if self.complains(list(dict.fromkeys(flaws))) else tried

    def _named(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """Drafts whose files are not there, or that are added to what is there, as an editor wishes."""
        while taken := [draft for draft in drafts if draft.is_name_taken]:
            longer = {draft.name: draft.added() for draft in taken}
            if not all(longer.values()):
                self.tell(name_is_taken(next(draft for draft in taken if not longer[draft.name])))
                drafts = self._head_answered(drafts, drafts[0].kind)
                continue
            typed = self.ask(_adding(list(longer))).strip()
            if typed.casefold() in _YES:
                return [longer.get(draft.name) or draft for draft in drafts]
            drafts = self._head_tried(drafts, drafts[0].kind, typed) or drafts
        return drafts

    def complains(self, flaws: Sequence[Flaw]) -> bool:
        """Tells of flaws; whether there are any."""
        for flaw in flaws:
            self.tell(flaw.in_words)
        return bool(flaws)

    def _with_entries(self, draft: Draft) -> Draft:
        count = len(draft.entries)
        if count > 1 and not all(given for _, given in draft.entries):
            self.tell(_before_many(draft, count))
        entries = []
        for number, (subject, given) in enumerate(draft.entries, start=1):
            entry = _Entry(self, draft, subject, may_be_left_out=count > 1)
            if not given or entry.flaws(given):
                self.tell(_introduction(subject, f" ({number} of {count})" if count > 1 else ""))
            if fields := entry.completed(given):
                entries.append((subject, fields))
        return replace(draft, entries=tuple(entries))


def _dated(draft: Draft) -> Draft:
    """A draft of today, if no day was given."""
    return replace(draft, head={"date": draft.entered.isoformat(), **draft.head})


class _LeftOut(Exception):
    """The editor has nothing to say of this one."""


@dataclass(frozen=True)
class _Entry:
    """The part of a conversation that is about one action or recommendation."""

    conversation: Conversation
    draft: Draft
    subject: Subject
    may_be_left_out: bool

    def completed(self, given: Fields) -> Fields:
        """The fields of an entry that passes check; none if it is left out."""
        asked = ASKED[self.draft.kind, self.subject.key] if self._is_lacking(given, *SAYING) else ()
        while True:
            fields = given
            try:
                for name in (*given, *asked):
                    is_over = name in _NOT_WHERE_IT_ENDS and fields.get("delivery") in CLOSING
                    fields = fields if is_over else self._asked(fields, name)
            except _LeftOut:
                return {}
            if asked and fields == given and self._is_lacking(fields, *SAYING):
                self.conversation.tell(_nothing_answered(self.subject))
                return replace(self, may_be_left_out=True).completed(given)
            fields = self._answered(fields, "reason") if self._is_lacking(fields, "reason") else fields
            if not self.conversation.complains(self.flaws(fields)):
                return self._answered(fields, "evidence") if asked and "evidence" not in fields else fields

    def _asked(self, fields: Fields, name: str) -> Fields:
        """Fields with the answer to a question and to what this answer demands; Enter there asks anew."""
        answered = fields if name in fields else self._answered(fields, name)
        while (whole := self._with_following(answered, name)) is None:
            answered = self._answered({known: fields[known] for known in fields if known != name}, name)
        return whole

    def _with_following(self, fields: Fields, name: str) -> Fields | None:
        for following in FOLLOWING.get(name, ()):
            if self._is_lacking(fields, following):
                fields = self._answered(fields, following)
                if following not in fields:
                    return None
        return fields

    def _answered(self, fields: Fields, name: str) -> Fields:
        """Fields with an answer, asked again until it is good; without one, if there is none to give."""
        is_first = self.may_be_left_out and name == ASKED[self.draft.kind, self.subject.key][0]
        while True:
            choices = self._choices(name)
            typed = self.conversation.ask(_question(self.subject, name, choices, may_be_left_out=is_first)).strip()
            if not typed and is_first:
                raise _LeftOut
            typed = typed or _DEFAULTS.get(name, NONE_OF_IT)
            if typed == NONE_OF_IT:
                return fields
            meant = _begun_by(typed, choices)
            if len(meant) > 1:
                self.conversation.tell(f"{' or '.join(meant)}?")
                continue
            if meant and meant[0].casefold() != typed.casefold():
                self.conversation.tell(f"understood: {meant[0]}")
            tried = {**fields, name: as_written(name, meant[0] if meant else typed)}
            if not self.conversation.complains([flaw for flaw in self.flaws(tried) if not flaw.lacks]):
                return tried

    def _choices(self, name: str) -> list[str]:
        """The words that an answer chooses from; none where any will do."""
        collection = self.draft.reading.collection
        if name == "decision" and collection:
            return [words for spellings in collection.settings.decision_words.values() for words in spellings]
        if name == "addressee":
            return [answer.addressee for answer in self.subject.made.answers]
        return words_of(name)

    def _is_lacking(self, fields: Fields, *names: str) -> bool:
        return any(flaw.lacks in names for flaw in self.flaws(fields))

    def flaws(self, fields: Fields) -> tuple[Flaw, ...]:
        """What is wrong with the document, if this were all it said."""
        return replace(self.draft, entries=((self.subject, fields),)).flaws


_DEFAULTS = {"reason": NO_REASON}


def _begun_by(typed: str, choices: Sequence[str]) -> list[str]:
    """The words to choose from that were typed, or their beginning: 'comp' is 'complete'. Two letters are too few."""
    if whole := [words for words in choices if words.casefold() == typed.casefold()]:
        return whole
    begun = [words for words in choices if words.casefold().startswith(typed.casefold())]
    return begun if len(typed) >= SHORTEST_BEGINNING or len(begun) > 1 else []


# The questions


def _before_many(draft: Draft, count: int) -> str:
    name = "delivery" if draft.kind == "update" else "judgement"
    return (
        f"\nThere are {count} to go through. Enter at the first question of each leaves it out; "
        f"'{NONE_OF_IT}' goes on to its other questions.\n"
        f"The words for a {name}, of which the beginning is enough: {', '.join(words_of(name))}."
    )


def _introduction(subject: Subject, position: str) -> str:
    return f"\n{subject.name}{position}: {shortened(subject.words)}".rstrip(": ")


def _head_question(drafts: Sequence[Draft], name: str) -> str:
    draft = drafts[0]
    if name == "by":
        return f"Who says so? Enter for {_usual_speaker(drafts)}:"
    if name == "date":
        when = "was it said" if draft.kind == "update" else "was it found"
        return f"On which day {when}? Enter for today, {day_in_words(draft.entered)}:"
    if name == "source":
        return "Where can it be read, as in 'https://plans.example/letter'?"
    example = "Progress report, autumn 2031" if draft.kind == "update" else "Reinspection, 2032"
    return f"What is the document called, as in '{example}'?"


def _adding(names: Sequence[str]) -> str:
    there = f"{names[0]} is" if len(names) == 1 else f"{names[0]} and {len(names) - 1} more are"
    return f"{there} here already. Add to {'it' if len(names) == 1 else 'them'}? ('yes', or another title)"


def _usual_speaker(drafts: Sequence[Draft]) -> str:
    """Who speaks where nobody is named: the plan's body in an update, the inspectorate in a finding."""
    kind = drafts[0].kind
    speakers = {(draft.plan.body if kind == "update" else draft.plan.inspectorate) for draft in drafts}
    return speakers.pop() or "the inspectorate" if len(speakers) == 1 else f"the {_SPEAKER[kind]} of each plan"


_SPEAKER = {"update": "body", "finding": "inspectorate"}


def _nothing_answered(subject: Subject) -> str:
    return f"Nothing was answered for {subject.id}. Answer at least one question, or Enter again to leave it out."


def _question(subject: Subject, name: str, choices: Sequence[str], *, may_be_left_out: bool) -> str:
    now = _NOW[name](subject) if name in _NOW else ""
    is_told = may_be_left_out and name in SAYING  # before the first of them
    enter = f"or Enter to leave this {subject.key} out" if may_be_left_out else _ENTER.get(name, "or Enter for none")
    words = f" ({', '.join(choices)})" if choices and not is_told else ""
    return f"{now}{_ASK[name]}{words}, {enter}:"


_ASK = {
    "delivery": "Delivery, as the document has it",
    "superseded_by": "The id of what took its place, as in 2.4",
    "said": "What is said, in the words of the document",
    "target_date": "New target date, as printed",
    "date_read_as": "Your reading of this date, as in 30/09/2031, or 'undated'",
    "owner": "New owner, as printed",
    "decision": "New decision, in its printed words",
    "addressee": "Whose decision it is",
    "decision_reason": "Why, in the form's categories",
    "reason": "The reason, in the words of the document",
    "evidence": "Addresses of what shows it, with blanks between",
    "judgement": "The inspectorate's judgement",
    "found": "What was found, in the words of the report",
}
_ENTER = {
    "target_date": "or Enter for no change",
    "owner": "or Enter for no change",
    "decision": "or Enter for no change",
    "superseded_by": "or Enter to change the answer before",
    "date_read_as": "or Enter to type the date again",
    "addressee": "or Enter to change the decision",
    "decision_reason": "or Enter to change the decision",
    "reason": f"or Enter for '{NO_REASON}'",
}


def _delivery_now(subject: Subject) -> str:
    assert subject.standing
    return f"Delivery now: {subject.standing.delivery}. "


def _judgement_now(subject: Subject) -> str:
    return f"Judgement now: {(subject.standing or subject.made).assurance}. "


def _owner_now(subject: Subject) -> str:
    assert subject.standing
    standing = subject.standing
    if standing.owners_beside:
        return f"Owner now: {' / '.join(standing.owners_beside)}, printed beside several actions. "
    return f"Owner now: {standing.owner_words}. " if standing.owner_words else "No owner is printed. "


def _date_now(subject: Subject) -> str:
    assert subject.standing
    standing = subject.standing
    if standing.dates_beside:
        printed = " and ".join(f"'{words}'" for words in standing.dates_beside)
        return f"Target date now: {printed}, printed beside several actions. "
    if not standing.targets:
        return "No target date is printed. "
    origin = "moved to" if standing.is_moved else "printed"
    return f"Target date now: {describe(standing.targets[0])} ({origin} '{standing.date_words}'). "


def _decision_now(subject: Subject) -> str:
    said = [(answer.addressee, answer.words or str(answer.decision)) for answer in subject.made.answers]
    return "".join(f"Decision now{f' of {addressee}' if addressee else ''}: {words}. " for addressee, words in said)


_NOW: dict[str, Callable[[Subject], str]] = {
    "delivery": _delivery_now,
    "judgement": _judgement_now,
    "owner": _owner_now,
    "target_date": _date_now,
    "decision": _decision_now,
}


# The beginning of a plan


@dataclass(frozen=True)
class Beginner:
    """Asks an editor for what a beginning lacks."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def complete(self, beginning: Beginning) -> Beginning:
        """A beginning that lacks nothing and has no flaws."""
        for name in MEANINGS:
            if name not in beginning.given:
                beginning = self._answered(beginning, name)
        return beginning

    def agrees(self, beginning: Beginning) -> bool:
        """Tells which files will be made; whether the editor would have them made."""
        self.tell("\nThese files will be made: " + " and ".join(beginning.texts))
        return self.ask("Write them? Enter for yes, 'no' to stop").strip().casefold() in ("", *_YES)

    def _answered(self, beginning: Beginning, name: str) -> Beginning:
        """A beginning with one more answer, asked again until it is good."""
        while True:
            typed = " ".join(self.ask(_question_of_plan(beginning, name)).split())
            if not typed and (name in MAY_BE_LEFT_OUT or name not in beginning.lacking):
                return beginning
            tried = replace(beginning, given={**beginning.given, name: typed})
            if typed and not (flaws := tried.flaws):
                if name != "body" or not tried.is_body_new or self._is_new(tried):
                    return tried
            elif typed:
                self.tell("\n".join(flaws))

    def _is_new(self, beginning: Beginning) -> bool:
        like = beginning.bodies_like_it
        self.tell(f"'{beginning.given['body']}' is no body of plans/bodies/ yet" + (f": {like}" if like else "."))
        return self.ask("Make a file for it? Enter for yes, 'no' to type another name").strip().casefold() in (
            "",
            *_YES,
        )


def _question_of_plan(beginning: Beginning, name: str) -> str:
    assert beginning.reading.collection
    inspectorates = beginning.reading.collection.settings.inspectorates
    match name:
        case "title":
            return "What is the plan called, as printed?"
        case "body":
            return "Whose plan is it: the name of the body?"
        case "inspectorate":
            enter = f" Enter for {inspectorates[0]}." if len(inspectorates) == 1 else f" ({', '.join(inspectorates)})"
            return f"Whose report does it answer?{enter}"
        case "report_published":
            return "On which day was the report published, as printed? Enter if it is not printed."
        case "action_plan_submitted":
            return "On which day was the plan submitted, as printed? Enter if it is not printed."
        case "source":
            return (
                "What is it taken from: a file in plans/sources/, or an address as in 'https://plans.example/plan.pdf'?"
            )
        case "recommendations":
            return "How many recommendations has it, as in 7; or their printed numbers, as in '1, 2a, 2b'?"
        case _:
            return f"Which id shall it have? It becomes the address. Enter for {beginning.id}."
