"""What a good plan has, beyond what must hold: each rule says in its first line what it asks, and below it why.

A rule looks at all plans and gives a piece of advice for every record that lacks what it asks. Nothing here knows where
a record stands in its file: the pages count the same pieces that `plans check` prints. What an editor answers, under
`advice` on the action, the recommendation or the plan, stays advice and is shown with the answer. Of what was removed
nothing is asked; what an update gave later is not asked for any more.
"""

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from generator.contact_details import contact_details
from generator.fields import quoted
from generator.ledger import owners_beside, targets_of
from generator.model import (
    Action,
    Aim,
    Collection,
    Commitment,
    Evaluation,
    Finding,
    Governance,
    Plan,
    Recommendation,
    Record,
    Step,
    Update,
    UpdateEntry,
)
from generator.refusals import Keys
from generator.targetdate import Kind, TargetDate, day_in_words, describe
from generator.verbs import left_open
from generator.vocabulary import Advice, Decision, DecisionReason, Delivery
from generator.what_stands import (
    Updates,
    actions,
    actions_of,
    answered_elsewhere,
    decided_later,
    owners_of_bodies,
    plans,
    printed_words,
    recommendations,
    records,
    updates_of,
    words_in,
)

# Of 100: "Head of Cluster" and "Heads of Cluster" are alike, "Team Manager (Hub)" and "Team Manager" are not.
ALIKE = 90
# Of 100: "Crews" and "Screws" are alike, "Internal" and "External" are not; shorter words, as "II" and "III", never.
WORD_ALIKE, LONG_WORD = 80, 4
# Words that are alike and yet name another.
OPPOSITES = frozenset(
    map(
        frozenset,
        (
            *(("eastern", "western"), ("northeast", "northwest"), ("southeast", "southwest")),
            *(("male", "female"), ("males", "females"), ("mens", "womens")),
            *(("employer", "employee"), ("trainer", "trainee")),
        ),
    )
)
# Words that may stand in a name or not.
FILLING = frozenset(("all", "and", "for", "in", "of", "the"))
# Fewer words, as in "Review progress.", may be printed of several actions.
FEWEST_WORDS = 4
TO_BE_ACTED_ON = frozenset({Decision.AGREED, Decision.AGREED_IN_PRINCIPLE, Decision.PARTLY_AGREED})
_POINTS = str.maketrans("", "", string.punctuation + string.whitespace + "–‘’“”")
_CUT = re.compile(r"\b[a-z]+- (?!and\b|or\b|to\b)[a-z]+\b")
_REVIEW = re.compile(
    r"\b(review|evaluat|monitor|audit|measur|track|report|inspect|assess|annual|month|quarter|week)", re.I
)

Holder = Plan | Recommendation | Action | Aim
"""What can hold an editor's answer to advice."""


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
    words: str = ""
    """The words within the value, where it is on these alone."""
    document: Update | Finding | None = None
    """The document that it is on or within, if it is on one."""

    @property
    def action(self) -> Action | Aim | None:
        """The action or aim that it is on, or on a step of."""
        if not isinstance(self.record, Step):
            return self.record if isinstance(self.record, Action | Aim) else None
        blocks = self.made.response if self.made else ()
        commitments = (block for block in blocks if isinstance(block, Action | Aim))
        return next((one for one in commitments if any(step is self.record for step in one.steps)), None)

    @property
    def holders(self) -> tuple[Holder, ...]:
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
    passed_over = answered_elsewhere(collection) | decided_later(collection)
    for plan, made in recommendations(collection):
        decisions = {
            collection.settings.decision(words) for words in (made.decision, *made.decisions.values()) if words
        }
        agreed = sorted(TO_BE_ACTED_ON.intersection(filter(None, decisions)))
        has_action = any(not action.removed for action in made.followed) or made.answered_with
        names = {(plan.id, id_) for id_ in (made.id, *made.formerly)}
        is_known = not made.missing and names.isdisjoint(passed_over)
        if agreed and not has_action and is_known:
            message = f"recommendation {made.id} is {agreed[0]}, and no action is given"
            lost = "add the actions as printed; if the source lacks them: 'missing: [actions]'"
            hint = f"{lost}; or {_answer(Advice.NO_ACTION)}"
            yield Piece(Advice.NO_ACTION, plan, made, made, (), message, hint)


def action_has_an_owner(collection: Collection) -> Pieces:
    """Every action has an owner: a post, a team or a department.

    The form asks that the owner of each step be clearly identified. What nobody answers for can be asked of nobody.
    An owner printed beside several actions counts for each of them, and so do the owners of all steps of an action.
    """
    updates = updates_of(collection)
    for plan, made, action in actions(collection):
        is_owned = action.owner or owners_beside(made, action) or _all(step.owner for step in action.steps)
        if not is_owned and not any(entry.owner for entry in updates(plan, action)):
            hint = f"add 'owner' as printed; or {_answer(Advice.NO_OWNER)}"
            message = f"{_name(action)} has no owner"
            yield Piece(Advice.NO_OWNER, plan, made, action, (), message, hint)


def action_has_a_target_date(collection: Collection) -> Pieces:
    """Every action has a target date.

    The form asks for the timescale of each step. An action without a date can be neither late nor on time. A date
    printed beside several actions counts for each of them, and so do the dates of all steps of an action.
    """
    updates = updates_of(collection)
    for plan, made, action in actions(collection):
        if _says_when(action.target) or _is_dated(made, action, updates(plan, action)):
            continue
        if action.target_date:
            message, hint = f"{quoted(action.target_date)} gives {_name(action)} no date", _answer(Advice.NO_DATE)
            yield Piece(Advice.NO_DATE, plan, made, action, ("target_date",), message, hint)
        else:
            message = f"{_name(action)} has no target date"
            hint = f"add 'target_date' as printed; or {_answer(Advice.NO_DATE)}"
            yield Piece(Advice.NO_DATE, plan, made, action, (), message, hint)


def continuing_action_has_an_end_or_a_review(collection: Collection) -> Pieces:
    """An action that is only "ongoing" says until when, how often, or how it is reviewed.

    What goes on without end or review is never done and never late, and nobody can tell whether it still goes on. A
    year, a day from which it begins or how often it is done is enough, and so is a word of review, monitoring or
    reporting in the action, or a passage headed Evaluation or Governance in the response.
    """
    updates = updates_of(collection)
    for plan, made, action in actions(collection):
        printed, target = _one_date(made, action, updates(plan, action))
        if target and _goes_on_without_end(target) and not _is_reviewed(made, action):
            message = f"{quoted(printed)} gives {_name(action)} no end, and no review of it is named"
            hint = f"{_TOLD_LATER}; or {_answer(Advice.NO_END)}"
            keys = ("target_date",) if action.target_date else ()
            yield Piece(Advice.NO_END, plan, made, action, keys, message, hint)


def action_says_what_will_be_seen(collection: Collection) -> Pieces:
    """The words of an action have a verb whose doing can be seen, or a figure.

    The form asks for actions that are specific and measurable: "publish", "recruit" and "train" can be seen done, while
    "continue", "ensure" and "improve" alone leave open what will be done. Both kinds of verbs are listed below; an
    action that has none of either list is passed over, and so is one that has a figure or says how often.
    """
    for plan, made, action in actions(collection):
        verbs = left_open(" ".join([action.words, *(step.words for step in action.steps)]))
        if verbs:
            named = " and ".join(filter(None, (", ".join(map(quoted, verbs[:-1])), quoted(verbs[-1]))))
            message = f"{_name(action)} says {named}, and nothing that can be seen done"
            hint = f"{_TOLD_LATER}; or {_answer(Advice.NO_MEASURABLE_VERB)}"
            key = (action.label(),)
            yield Piece(Advice.NO_MEASURABLE_VERB, plan, made, action, key, message, hint)


def reason_is_stated(collection: Collection) -> Pieces:
    """A recommendation that is partly or not agreed says for which of the form's four kinds of reason.

    Those who made it can then see whether money, policy, contracts or daily work stands in its way.
    """
    for plan, made in recommendations(collection):
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
    updates = updates_of(collection)
    for plan in plans(collection):
        if not (handed_in := plan.submitted or plan.published):
            continue
        day = (
            f"{'the plan was submitted' if plan.submitted else 'the report was published'} on {day_in_words(handed_in)}"
        )
        for made, action, part in _dated_before(plan, handed_in, updates):
            name = _name(action) if part is action else f"a step of {_name(action)}"
            message = f"{quoted(part.target_date)}, for {name}, had passed when {day}"
            hint = f"look whether it is copied rightly; or {_answer(Advice.TARGET_BEFORE_SUBMISSION)}"
            yield Piece(Advice.TARGET_BEFORE_SUBMISSION, plan, made, part, ("target_date",), message, hint)


def _dated_before(
    plan: Plan, day: date, updates: Updates
) -> Iterator[tuple[Recommendation, Action | Aim, Commitment | Step]]:
    """The actions and steps that were to be done before a day, but for those that an update moved."""
    for made, action in actions_of(plan):
        for part in action.parts:
            target = part.target
            is_before = target and target.latest and target.latest < day and not target.delivery
            if is_before and not any(entry.target_date for entry in updates(plan, action)):
                yield made, action, part


def action_printed_twice_has_one_date(collection: Collection) -> Pieces:
    """An action that is printed twice in a plan, in the same words, has the same target date both times.

    Else nobody can tell by which of the two it is to be judged. Capitals and points do not count as other words, nor
    other ways of writing a date; fewer words than four may be of several actions. Dates within the words are not
    compared: they may be of something else.
    """
    for plan in plans(collection):
        first: dict[str, tuple[Recommendation, Action | Aim]] = {}
        for made, action in actions_of(plan):
            before = first.setdefault(action.words.casefold().translate(_POINTS), (made, action))
            if before[1] is action or len(action.words.split()) < FEWEST_WORDS:
                continue
            (words, target), (words_before, target_before) = _one_date(made, action), _one_date(*before)
            if target and target_before and describe(target) != describe(target_before):
                dates = f"but the date {quoted(words)}, not {quoted(words_before)}"
                message = f"{_name(action)} has the words of {before[1].id}, {dates}"
                hint = f"look whether both are copied rightly; or {_answer(Advice.DIFFERENT_DATES)}"
                keys = ("target_date",) if action.target_date else ()
                yield Piece(Advice.DIFFERENT_DATES, plan, made, action, keys, message, hint)


def nobody_can_be_called_or_written_to(collection: Collection) -> Pieces:
    """No e-mail address and no telephone number stands in a plan, an update or a finding.

    They may be a person's, however they came into the print, and what is published here is copied and kept for ever.
    """
    for plan, made, record, document in records(collection):
        for keys, words in words_in(record):
            for found in contact_details(words):
                kind = "an e-mail address" if "@" in found else "a telephone number"
                message = f"this looks like {kind}"  # not quoted: pages and logs would spread it
                where = "in the plan, " if document else ""
                mending = "take it out of words of your own; printed words stay: ask whose it is"
                hint = f"{mending}, or {where}{_answer(Advice.CONTACT_DETAILS)}"
                yield Piece(
                    Advice.CONTACT_DETAILS, plan, made, record, keys, message, hint, words=found, document=document
                )


def owners_are_spelt_alike(collection: Collection) -> Pieces:
    """Owners of one body whose names nearly agree are one owner, or both are listed.

    Else what one owner has to do stands on two pages, and each looks complete. Names that differ in a figure, in a
    letter that stands alone or in a whole word, as North and South, are of different owners.
    """
    for body_id, printed in owners_of_bodies(collection).items():
        owners = collection.bodies[body_id].owners.values()
        known = {name: name.casefold() for owner in owners for name in (owner.name, *owner.also)}
        for name, (plan, made, record, keys) in printed.items():
            if name in known:
                continue
            alike = process.extract(name.casefold(), known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
            other = next((other for _, _, other in alike if not _names_another(name, other)), "")
            if other:
                message = f"{quoted(name)} is spelt nearly as {quoted(other)}"
                file = f"plans/bodies/{body_id}.yml"
                listed = f"if they are one, list one under 'also' of the other in {file}; else list both there"
                hint = f"if it is mistyped, correct it; {listed}"
                yield Piece(Advice.OWNER_SPELT_ALIKE, plan, made, record, keys, message, hint)
            known[name] = name.casefold()


def _names_another(name: str, other: str) -> bool:
    """Whether two names that nearly agree differ in a figure or in a whole word, or one has a word more."""
    words, others = _telling_words(name), _telling_words(other)
    if "".join(words) == "".join(others):
        return False
    return len(words) != len(others) or any(map(_is_another, words, others))


def _telling_words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", re.sub("['’]", "", name.casefold())) if word not in FILLING]


def _is_another(word: str, other: str) -> bool:
    if word == other:
        return False
    is_short = min(len(word), len(other)) < LONG_WORD
    differs_in_figures = re.findall("[0-9]", word) != re.findall("[0-9]", other)
    is_opposite = frozenset((word, other)) in OPPOSITES
    return is_short or differs_in_figures or is_opposite or fuzz.ratio(word, other) < WORD_ALIKE


def words_are_not_cut_by_a_line(collection: Collection) -> Pieces:
    """A hyphen that only a line break made is taken out, or kept knowingly.

    A word cut in two is found by no search.
    """
    for plan, made, record, words in printed_words(collection):
        for cut in _CUT.findall(words) if "- " in words else ():
            key = "text" if record is made else str(type(record).model_fields["words"].alias)
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


# What is said of an action


def _name(action: Action | Aim) -> str:
    return f"{action.label()} {action.id}"


def _answer(rule: Advice) -> str:
    """How an editor answers a piece of advice."""
    return f"answer it: below 'advice' write '{rule}:' and why"


_TOLD_LATER = "if the body says more, tell it in an update"


def _all(claims: Iterable[object]) -> bool:
    """Whether all hold, of which there must be some."""
    held = list(claims)
    return bool(held) and all(held)


def _is_dated(made: Recommendation, action: Action | Aim, updates: Sequence[UpdateEntry]) -> bool:
    """Whether an action has a date, its own or beside it or of its steps; or words for one that cannot be read."""
    targets, _, beside = targets_of(made, action, updates)
    has_unread = len(targets) < len(beside) or any(
        record.target_date and not record.target for record in (action, *updates)
    )
    return has_unread or any(map(_says_when, targets)) or _all(_says_when(step.target) for step in action.steps)


def _one_date(
    made: Recommendation, action: Action | Aim, updates: Sequence[UpdateEntry] = ()
) -> tuple[str, TargetDate | None]:
    """The one date that counts for an action, as printed and as read; None where there is none, or several."""
    if action.target and not updates:
        return action.target_date or "", action.target
    targets, own, beside = targets_of(made, action, updates)
    return (own or beside[0], targets[0]) if len(targets) == 1 and len(beside) < 2 else ("", None)


def _says_when(target: TargetDate | None) -> bool:
    return target is not None and target.kind is not Kind.UNDATED


def _goes_on_without_end(target: TargetDate) -> bool:
    is_dated = target.earliest or target.latest or target.recurrence
    return target.delivery == Delivery.CONTINUING and not is_dated


def _is_reviewed(made: Recommendation, action: Action | Aim) -> bool:
    words = (action.words, *(step.words for step in action.steps))
    has_block = any(isinstance(block, Evaluation | Governance) for block in made.response)
    return has_block or any(map(_REVIEW.search, words))
