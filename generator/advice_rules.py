"""What a good plan has, beyond what must hold: each rule says in its first line what it asks, and below it why.

A rule looks at all plans and gives a piece of advice for every record that lacks what it asks. Nothing here knows where
a record stands in its file: the pages count the same pieces that `plans check` prints. What an editor answers, under
`advice` on the action, the recommendation or the plan, stays advice and is shown with the answer. Of what was removed
nothing is asked; what an update gave later is not asked for any more.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator.contact_details import contact_details
from generator.fields import quoted
from generator.ledger import owners_beside, targets_of
from generator.model import (
    Action,
    Aim,
    Block,
    Collection,
    Evaluation,
    Finding,
    Governance,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Update,
    UpdateEntry,
)
from generator.refusals import Keys
from generator.targetdate import Kind, TargetDate, day_in_words, describe
from generator.verbs import left_open
from generator.vocabulary import Advice, Decision, DecisionReason, Delivery

# Of 100: "Head of Cluster" and "Heads of Cluster" are alike, "Team Manager (Hub)" and "Team Manager" are not.
ALIKE = 90
# Fewer words, as in "Review progress.", may be printed of several actions.
FEWEST_WORDS = 4
TO_BE_ACTED_ON = frozenset({Decision.AGREED, Decision.AGREED_IN_PRINCIPLE, Decision.PARTLY_AGREED})
_REVIEW = re.compile(
    r"\b(review|evaluat|monitor|audit|measur|track|report|inspect|assess|annual|month|quarter|week)", re.I
)


@dataclass(frozen=True)
class Piece:
    """A piece of advice on one record of a plan."""

    rule: Advice
    plan: Plan
    made: Recommendation | None
    """The recommendation that it is on or within; None if it is on the head of the plan or on a document."""
    record: Record
    """What it is on: a recommendation, an action, a step or other part; the plan; an update, a finding or an entry."""
    keys: Keys
    """What in the record it is on; none if on the whole record."""
    message: str
    hint: str
    is_lack: bool = False
    """Whether it is that something is not there: then it may be in what could not be read."""
    words: str = ""
    """The words within the value, where it is on these alone."""
    document: Update | Finding | None = None
    """The document that it is on or within, if it is on one."""

    @property
    def action(self) -> Action | Aim | None:
        """The action or aim that it is on, or on a step of."""
        blocks = self.made.response if self.made else ()
        commitments = (block for block in blocks if isinstance(block, Action | Aim))
        return next((one for one in commitments if any(part is self.record for part in one.parts)), None)

    @property
    def holders(self) -> tuple[Action | Aim | Recommendation | Plan, ...]:
        """The records whose editor may answer it, the nearest first."""
        return tuple(record for record in (self.action, self.made, self.plan) if record)

    @property
    def answer(self) -> str:
        """The editor's answer, of the action before the recommendation before the plan; '' if there is none."""
        return next((holder.advice[self.rule] for holder in self.holders if self.rule in holder.advice), "")

    @property
    def id(self) -> str:
        """The id of the action it is on, else of the recommendation; '' if it is on neither."""
        return (self.action and self.action.id) or (self.made.id if self.made else "")


Pieces = Iterator[Piece]


def pieces(collection: Collection) -> Pieces:
    """All advice on the plans of a collection, rule by rule, in the order of the plans."""
    return (piece for look in RULES.values() for piece in look(collection))


def asks(rule: Advice) -> str:
    """What a rule asks of a plan, in a sentence for readers."""
    return _paragraphs(rule)[0]


def why(rule: Advice) -> str:
    """Why a rule asks it, in sentences for readers; and what it passes over."""
    return " ".join(_paragraphs(rule)[1:])


def _paragraphs(rule: Advice) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in (RULES[rule].__doc__ or "").split("\n\n")]


def agreed_recommendation_has_an_action(collection: Collection) -> Pieces:
    """A recommendation that is agreed, or agreed in part, is answered with at least one action.

    Agreeing promises nothing that can be followed: the form asks how the recommendation will be achieved, and by when.
    One that is answered with another, or by an action of another, has its action there; one whose actions the source
    has lost is passed over.
    """
    answered = _answered_elsewhere(collection)
    decided_later = _decided_later(collection)
    for plan, made in _recommendations(collection):
        decisions = {
            collection.settings.decision(words) for words in (made.decision, *made.decisions.values()) if words
        }
        agreed = sorted(TO_BE_ACTED_ON.intersection(filter(None, decisions)))
        has_action = any(not action.removed for action in made.followed) or made.answered_with
        names = {(plan.id, id_) for id_ in (made.id, *made.formerly)}
        is_known = not made.missing and names.isdisjoint(answered) and names.isdisjoint(decided_later)
        if agreed and not has_action and is_known:
            message = f"recommendation {made.id} is {agreed[0]}, and no action is given"
            lost = "add the actions as printed; if the source lacks them: 'missing: [actions]'"
            hint = f"{lost}; {_answer(Advice.NO_ACTION)}"
            yield Piece(Advice.NO_ACTION, plan, made, made, (), message, hint, is_lack=True)


def action_has_an_owner(collection: Collection) -> Pieces:
    """Every action has an owner: a post, a team or a department.

    The form asks that the owner of each step be clearly identified. What nobody answers for can be asked of nobody.
    An owner printed beside several actions counts for each of them, and so do the owners of all steps of an action.
    """
    updates = _updates(collection)
    for plan, made, action in _actions(collection):
        is_owned = action.owner or owners_beside(made, action) or _all(step.owner for step in action.steps)
        if not is_owned and not any(entry.owner for entry in updates(plan, action)):
            hint = f"add 'owner' as printed; {_answer(Advice.NO_OWNER)}"
            message = f"{_name(action)} has no owner"
            yield Piece(Advice.NO_OWNER, plan, made, action, (), message, hint, is_lack=True)


def action_has_a_target_date(collection: Collection) -> Pieces:
    """Every action has a target date.

    The form asks for the timescale of each step. An action without a date can be neither late nor on time. A date
    printed beside several actions counts for each of them, and so do the dates of all steps of an action.
    """
    updates = _updates(collection)
    for plan, made, action in _actions(collection):
        targets = _targets(made, action, updates(plan, action))
        if targets is None or any(map(_says_when, targets)) or _all(_says_when(step.target) for step in action.steps):
            continue
        if action.target_date:
            message, hint = f"{quoted(action.target_date)} gives {_name(action)} no date", _answer(Advice.NO_DATE)
            yield Piece(Advice.NO_DATE, plan, made, action, ("target_date",), message, hint, is_lack=True)
        else:
            message = f"{_name(action)} has no target date"
            hint = f"add 'target_date' as printed; {_answer(Advice.NO_DATE)}"
            yield Piece(Advice.NO_DATE, plan, made, action, (), message, hint, is_lack=True)


def continuing_action_has_an_end_or_a_review(collection: Collection) -> Pieces:
    """An action that is only "ongoing" says until when, how often, or how it is reviewed.

    What goes on without end or review is never done and never late, and nobody can tell whether it still goes on. A
    year, a day from which it begins or how often it is done is enough, and so is a word of review, monitoring or
    reporting in the action or under Evaluation or Governance.
    """
    updates = _updates(collection)
    for plan, made, action in _actions(collection):
        targets = _targets(made, action, updates(plan, action)) or ()
        if len(targets) == 1 and _goes_on_without_end(targets[0]) and not _is_reviewed(made, action):
            message = f"{quoted(targets[0].printed)} gives {_name(action)} no end, and no review of it is named"
            keys = ("target_date",) if action.target_date else ()
            yield Piece(
                Advice.NO_END,
                plan,
                made,
                action,
                keys,
                message,
                f"{_TOLD_LATER}; {_answer(Advice.NO_END)}",
                is_lack=True,
            )


def action_says_what_will_be_seen(collection: Collection) -> Pieces:
    """The words of an action have a verb whose doing can be seen, or a figure.

    The form asks for actions that are specific and measurable: "publish", "recruit" and "train" can be seen done, while
    "continue", "ensure" and "improve" alone leave open what will be done. Both kinds of verbs are listed; what has
    none of either list is passed over, and so is all that has a figure or says how often.
    """
    for plan, made, action in _actions(collection):
        verbs = left_open(" ".join([action.words, *(step.words for step in action.steps)]))
        if verbs:
            named = " and ".join(map(quoted, verbs))
            message = f"{_name(action)} says {named}, and nothing that can be seen done"
            hint = f"{_TOLD_LATER}; {_answer(Advice.NO_MEASURABLE_VERB)}"
            key = (action.label(),)
            yield Piece(Advice.NO_MEASURABLE_VERB, plan, made, action, key, message, hint, is_lack=True)


def reason_is_stated(collection: Collection) -> Pieces:
    """A recommendation that is partly or not agreed says for which of the form's four kinds of reason.

    Those who made it can then see whether money, policy, contracts or daily work stands in its way.
    """
    for plan, made in _recommendations(collection):
        if made.decision_reason == (DecisionReason.NOT_STATED,):
            message = f"recommendation {made.id} is partly or not agreed, and no kind of reason is stated"
            hint = (
                "look whether the response names commissioning, policy, operational reasons or affordability; "
                "the site counts what is not stated"
            )
            yield Piece(Advice.REASON_NOT_STATED, plan, made, made, ("decision_reason",), message, hint)


def target_date_comes_after_submission(collection: Collection) -> Pieces:
    """The target date of an action, or of its step, comes after the plan was submitted, or says that it is done.

    A plan says what will be done. A date that had passed when the plan was handed in is either a slip, or the action
    was done already and the plan does not say so. Where no day of submission is printed, the report's day counts; of a
    date of several days the last, and of one that an update moved nothing.
    """
    updates = _updates(collection)
    for plan, made, action in _actions(collection):
        submitted = plan.submitted or plan.published
        if not submitted or any(entry.target_date for entry in updates(plan, action)):
            continue
        for part in action.parts:
            target = part.target
            if target and target.latest and target.latest < submitted and not target.delivery:
                what = "the plan was submitted" if plan.submitted else "the report was published"
                name = _name(action) if part is action else f"a step of {_name(action)}"
                message = f"{quoted(target.printed)}, for {name}, had passed when {what} on {day_in_words(submitted)}"
                hint = f"look whether it is copied rightly; {_answer(Advice.TARGET_BEFORE_SUBMISSION)}"
                yield Piece(Advice.TARGET_BEFORE_SUBMISSION, plan, made, part, ("target_date",), message, hint)


def action_printed_twice_has_one_date(collection: Collection) -> Pieces:
    """An action that is printed twice in a plan, in the same words, has the same target date both times.

    Else nobody can tell by which of the two it is to be judged. Capitals and points do not count as other words, nor
    other ways of writing a date; words that are shorter than four may be of several actions. Dates within the words
    are not compared: they may be of something else.
    """
    for plan in _plans(collection):
        first: dict[tuple[str, ...], tuple[Action | Aim, TargetDate]] = {}
        for made, action in _actions_of(plan):
            targets = _targets(made, action, ()) or ()
            words = tuple(re.findall(r"\w+", action.words.casefold()))
            if len(targets) != 1 or len(words) < FEWEST_WORDS:
                continue
            before, date = first.setdefault(words, (action, targets[0]))
            if describe(date) != describe(targets[0]):
                message = (
                    f"{_name(action)} has the words of {before.id}, "
                    f"but the date {quoted(targets[0].printed)}, not {quoted(date.printed)}"
                )
                hint = f"look whether both are copied rightly; {_answer(Advice.DIFFERENT_DATES)}"
                keys = ("target_date",) if action.target_date else ()
                yield Piece(Advice.DIFFERENT_DATES, plan, made, action, keys, message, hint)


def nobody_can_be_called_or_written_to(collection: Collection) -> Pieces:
    """No e-mail address and no telephone number stands in a plan, an update or a finding.

    They are a person's, however they came into the print, and what is published here is copied and kept for ever.
    """
    for place in _texts(collection):
        for found in contact_details(place.words):
            kind = "an e-mail address" if "@" in found else "a telephone number"
            hint = (
                "leave it out if it is the editor's own; if it is printed, write '[address left out]' in its place "
                f"and say so in the note; {_answer(Advice.CONTACT_DETAILS)}"
            )
            message = f"{quoted(found)} looks like {kind}"
            yield Piece(
                Advice.CONTACT_DETAILS,
                place.plan,
                place.made,
                place.record,
                place.keys,
                message,
                hint,
                words=found,
                document=place.document,
            )


def owners_are_spelt_alike(collection: Collection) -> Pieces:
    """Owners of one body whose names nearly agree are one owner, or both are listed.

    Else what one owner has to do stands on two pages, and each looks complete.
    """
    for body_id, printed in _owners_of_bodies(collection).items():
        owners = collection.bodies[body_id].owners.values()
        known = {name: name.casefold() for owner in owners for name in (owner.name, *owner.also)}
        for name, (plan, made, record, keys) in printed.items():
            if name in known:
                continue
            alike = process.extractOne(name.casefold(), known, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if alike:
                message = f"{quoted(name)} is spelt nearly as {quoted(alike[2])}"
                file = f"plans/bodies/{body_id}.yml"
                hint = f"if they are one, list one under 'also' of the other in {file}; else list both there"
                yield Piece(Advice.OWNER_SPELT_ALIKE, plan, made, record, keys, message, hint, is_lack=True)
            known[name] = name.casefold()


def words_are_not_cut_by_a_line(collection: Collection) -> Pieces:
    """A hyphen that only a line break made is taken out, or kept knowingly.

    A word cut in two is found by no search.
    """
    for plan, made, record, key, words in _printed_words(collection):
        for cut in re.findall(r"\b[a-z]+- (?!and\b|or\b|to\b)[a-z]+\b", words):
            hint = f"if a line break cut the word, write {quoted(cut.replace('- ', ''))}"
            message = f"{quoted(cut)} looks like a word cut in two"
            yield Piece(Advice.WORD_CUT_IN_TWO, plan, made, record, (key,), message, hint, words=cut.split()[0])


RULES: Mapping[Advice, Callable[[Collection], Pieces]] = {
    Advice.NO_ACTION: agreed_recommendation_has_an_action,
    Advice.NO_OWNER: action_has_an_owner,
    Advice.NO_DATE: action_has_a_target_date,
    Advice.NO_END: continuing_action_has_an_end_or_a_review,
    Advice.NO_MEASURABLE_VERB: action_says_what_will_be_seen,
    Advice.REASON_NOT_STATED: reason_is_stated,
    Advice.TARGET_BEFORE_SUBMISSION: target_date_comes_after_submission,
    Advice.DIFFERENT_DATES: action_printed_twice_has_one_date,
    Advice.CONTACT_DETAILS: nobody_can_be_called_or_written_to,
    Advice.OWNER_SPELT_ALIKE: owners_are_spelt_alike,
    Advice.WORD_CUT_IN_TWO: words_are_not_cut_by_a_line,
}


# What stands in a collection, but for what was removed


def _plans(collection: Collection) -> Iterator[Plan]:
    return (plan for plan in collection.plans.values() if not plan.removed)


def _recommendations(collection: Collection) -> Iterator[tuple[Plan, Recommendation]]:
    return ((plan, made) for plan in _plans(collection) for made in plan.made if not made.removed)


def _actions(collection: Collection) -> Iterator[tuple[Plan, Recommendation, Action | Aim]]:
    """Every action, and every aim that is followed like one."""
    return ((plan, made, action) for plan in _plans(collection) for made, action in _actions_of(plan))


def _actions_of(plan: Plan) -> Iterator[tuple[Recommendation, Action | Aim]]:
    for made in plan.made:
        if not made.removed:
            yield from ((made, action) for action in made.followed if not action.removed)


def _entries(collection: Collection) -> Iterator[tuple[Update | Finding, UpdateEntry]]:
    """Every entry of the updates, by date."""
    for document in collection.documents:
        if isinstance(document, Update) and not document.removed:
            yield from ((document, entry) for entry in document.entries)


Updates = Callable[[Plan, Action | Aim], list[UpdateEntry]]


def _updates(collection: Collection) -> Updates:
    """What the updates say of an action, by date."""
    said: defaultdict[tuple[str, str], list[UpdateEntry]] = defaultdict(list)
    for document, entry in _entries(collection):
        if entry.action:
            said[document.plan, entry.action].append(entry)

    def of(plan: Plan, action: Action | Aim) -> list[UpdateEntry]:
        ids = (action.id or "", *action.formerly)
        return [entry for id_ in ids for entry in said.get((plan.id, id_), ())] if said else []

    return of


def _decided_later(collection: Collection) -> set[tuple[str, str]]:
    """The plans and ids of the recommendations on which an update has another decision."""
    return {(document.plan, entry.recommendation or "") for document, entry in _entries(collection) if entry.decision}


def _answered_elsewhere(collection: Collection) -> set[tuple[str, str]]:
    """The plans and ids of the recommendations that something else answers too."""
    present = {former: plan.id for plan in collection.plans.values() for former in plan.formerly}
    found = set()
    for plan, made in _recommendations(collection):
        standing = (action for action in made.followed if not action.removed)
        for reference in (reference for record in (made, *standing) for reference in record.also_answers):
            named, _, id_ = reference.rpartition("/")
            found.add((present.get(named, named) or plan.id, id_))
    return found


# What is said of an action


def _name(action: Action | Aim) -> str:
    return f"{action.label()} {action.id}"


def _answer(rule: Advice) -> str:
    """How an editor answers a piece of advice."""
    return f"or answer it: below 'advice' write '{rule}:' and why"


_TOLD_LATER = "if the body says more, tell it in an update"


def _all(claims: Iterable[object]) -> bool:
    """Whether all hold, of which there must be some."""
    held = list(claims)
    return bool(held) and all(held)


def _targets(
    made: Recommendation, action: Action | Aim, updates: Iterable[UpdateEntry]
) -> tuple[TargetDate, ...] | None:
    """The dates that count for an action; None where words are printed that cannot be read."""
    updates = list(updates)
    targets, _, beside = targets_of(made, action, updates)
    is_unread = any(record.target_date and not record.target for record in (action, *updates))
    return None if is_unread or len(targets) < len(beside) else targets


def _says_when(target: TargetDate | None) -> bool:
    return target is not None and target.kind is not Kind.UNDATED


def _goes_on_without_end(target: TargetDate) -> bool:
    is_dated = target.earliest or target.latest or target.recurrence
    return target.delivery == Delivery.CONTINUING and not is_dated


def _is_reviewed(made: Recommendation, action: Action | Aim) -> bool:
    words = (action.words, *(step.words for step in action.steps))
    has_block = any(isinstance(block, Evaluation | Governance) for block in made.response)
    return has_block or any(map(_REVIEW.search, words))


# Words and owners, and where they stand


class _Text(NamedTuple):
    """Words, and what they stand in."""

    words: str
    plan: Plan
    made: Recommendation | None
    record: Record
    keys: Keys
    document: Update | Finding | None = None


def _texts(collection: Collection) -> Iterator[_Text]:
    """All words of the plans and of what was said and found of them, printed or the editor's."""
    for plan in _plans(collection):
        yield from (_Text(words, plan, None, plan, keys) for keys, words in _words_in(plan))
        for made in plan.made:
            for record in _records_of(made):
                yield from (_Text(words, plan, made, record, keys) for keys, words in _words_in(record))
    for document in collection.documents:
        around = collection.plans.get(document.plan)  # None where it could not be read
        if around and not around.removed and not document.removed:
            for record in (document, *document.entries):
                yield from (_Text(words, around, None, record, keys, document) for keys, words in _words_in(record))


def _records_of(made: Recommendation) -> Iterator[Record]:
    """A recommendation and all that it holds, but for what was removed."""
    if made.removed:
        return
    yield made
    for block in made.response:
        if not getattr(block, "removed", None):
            yield block
            yield from getattr(block, "steps", ())


_NO_WORDS = frozenset({"source", "source_sha256", "evidence", "id", "see", "repeats", "also_answers"})


def _words_in(record: Record) -> Iterator[tuple[Keys, str]]:
    """The words of a record by their keys, but for addresses and ids."""
    for name, value in vars(record).items():
        if value and name not in _NO_WORDS:
            key = type(record).model_fields[name].alias or name
            if isinstance(value, str):
                yield (key,), value
            elif isinstance(value, tuple):
                yield from (((key, number), part) for number, part in enumerate(value) if isinstance(part, str))
            elif isinstance(value, dict):
                yield from (((key, name), part) for name, part in value.items() if isinstance(part, str))


def _printed_words(collection: Collection) -> Iterator[tuple[Plan, Recommendation, Record, str, str]]:
    """The words of every recommendation and every block of its response, with their record and key."""
    for plan, made in _recommendations(collection):
        if made.text:
            yield plan, made, made, "text", made.text
        yield from ((plan, made, *printed) for printed in _words_of_blocks(made.response))


def _words_of_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[Record, str, str]]:
    for block in blocks:
        if not isinstance(block, PrintedBeside) and not getattr(block, "removed", None):
            yield block, block.label(), block.words
            yield from ((step, "step", step.words) for step in getattr(block, "steps", ()))


Printed = tuple[Plan, Recommendation, Record, Keys]


def _owners_of_bodies(collection: Collection) -> dict[str, dict[str, Printed]]:
    """For each body's id the owners printed in its plans, and where each is printed first."""
    ids = {name: body.id for body in collection.bodies.values() for name in body.names}
    found: dict[str, dict[str, Printed]] = {}
    for plan, made in _recommendations(collection):
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
