"""The words for how a recommendation and an action stand, as plans, updates and findings write them."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word that stands in files, and what it means."""

    _value_: str
    meaning: str

    def __new__(cls, word: str, meaning: str = "") -> Self:
        """A word of the vocabulary; a meaning is given where the word is named."""
        made = str.__new__(cls, word)
        made._value_ = word
        made.meaning = meaning
        return made


class Decision(Word):
    """What the department says of a recommendation."""

    AGREED = "agreed", "all of it is agreed"
    AGREED_IN_PRINCIPLE = "agreed in principle", "it is agreed, and when or how is left open"
    PARTLY_AGREED = "partly agreed", "only a part of it is agreed, and the response says which"
    NOT_AGREED = "not agreed", "it is not agreed and will not be done"
    AWAITED = "awaited", "the decision is still to come"
    NOT_KNOWN = "not known", "the source lacks the decision"


class DecisionReason(Word):
    """Why a recommendation is partly or not agreed: the four reasons of the form, or none of them stated."""

    COMMISSIONING = "commissioning", "for reasons of commissioning: what services are bought, and from whom"
    POLICY = "policy", "for reasons of policy"
    OPERATIONAL = "operational", "for reasons of the daily work"
    AFFORDABILITY = "affordability", "for reasons of money"
    NOT_STATED = "not stated", "the printed words name none of the four kinds"


class Delivery(Word):
    """What the owner says of an action."""

    NOT_REPORTED = "not reported", "we hold no report of it"
    NOT_STARTED = "not started", "the owner says that it has not begun, and why"
    IN_PROGRESS = "in progress", "the owner says that it has begun"
    COMPLETE = "complete", "the owner says that it is done"
    CONTINUING = "continuing", "the owner says that it is done and goes on, without an end"
    PAUSED = "paused", "the owner says that it rests for now, and why"
    SUPERSEDED = "superseded", "another action has taken its place"
    WITHDRAWN = "withdrawn", "the owner has given it up, and says why"
    NO_LONGER_APPLICABLE = "no longer applicable", "what it was meant for has gone, and the owner says how"


class Assurance(Word):
    """What the inspectorate says of an action or a recommendation."""

    NOT_ASSESSED = "not assessed", "we hold no finding"
    ACHIEVED = "achieved", "the inspectorate found it achieved"
    GOOD_PROGRESS = "good progress", "the inspectorate found good progress"
    REASONABLE_PROGRESS = "reasonable progress", "the inspectorate found reasonable progress"
    INSUFFICIENT_PROGRESS = "insufficient progress", "the inspectorate found insufficient progress"
    NO_MEANINGFUL_PROGRESS = "no meaningful progress", "the inspectorate found no meaningful progress"
    NOT_ACHIEVED = "not achieved", "the inspectorate found it not achieved"


class Timeliness(Word):
    """Where an action stands against its target date on the as-at date; computed by `index`, never stored."""

    CLOSED = "closed", "it was last reported complete, withdrawn, superseded or no longer applicable"
    NO_DATE = (
        "no date",
        "no date with a last day is printed, the date recurs, or it is reported as continuing",
    )
    DUE = "due", "its last day is more than 30 days ahead"
    DUE_SOON = "due soon", "its last day is today or within 30 days"
    OVERDUE = "overdue", "its last day has passed, and it was reported on after that day and not as closed"
    DATE_PASSED = (
        "date passed, nothing reported since",
        "its last day has passed, and nothing was reported since",
    )


class Host(Word):
    """Whose addresses the repository's host has."""

    GITHUB = "github", "the addresses are like those of GitHub"
    GITLAB = "gitlab", "the addresses are like those of GitLab"


class Conformance(Word):
    """How far the site meets WCAG 2.2, levels A and AA."""

    FULL = "full", "the site meets all of it"
    PARTIAL = "partial", "the site meets most of it"
    NOT = "not", "the site does not meet most of it"


class NotAccessible(Word):
    """Why something on the site is not accessible, as the regulations tell it apart."""

    NON_COMPLIANCE = "non-compliance", "it falls short of the regulations"
    DISPROPORTIONATE_BURDEN = (
        "disproportionate burden",
        "to mend it would be a disproportionate burden, as the regulations call it",
    )
    OUT_OF_SCOPE = "out of scope", "the regulations do not ask it"


class Advice(StrEnum):
    """What a plan may lack that is no mistake: the name of each piece of advice on a plan, what weighs most first."""

    NO_ACTION = "no action"
    NO_OWNER = "no owner"
    NO_DATE = "no date"
    NO_END = "no end"
    NO_MEASURABLE_VERB = "no measurable verb"
    REASON_NOT_STATED = "reason not stated"
    TARGET_BEFORE_SUBMISSION = "target before submission"
    DIFFERENT_DATES = "different dates"
    CONTACT_DETAILS = "contact details"
    OWNER_SPELT_ALIKE = "owner spelt alike"
    WORD_CUT_IN_TWO = "word cut in two"


class Inferred(Word):
    """What the editor read where the print does not settle it."""

    BOUNDARY = "boundary", "where it begins and ends"
    OWNER = "owner", "which owner is its own"
    TARGET_DATE = "target_date", "which target date is its own"
    NUMBER = "number", "its number"


EXITS = frozenset({Delivery.SUPERSEDED, Delivery.WITHDRAWN, Delivery.NO_LONGER_APPLICABLE})
CLOSING = EXITS | {Delivery.COMPLETE}
NEEDS_REASON = EXITS | {Delivery.NOT_STARTED, Delivery.PAUSED}
LIMITED = frozenset({Decision.PARTLY_AGREED, Decision.NOT_AGREED})

# What stands where nobody said anything, and is never written.
NEVER_WRITTEN = frozenset({Delivery.NOT_REPORTED, Assurance.NOT_ASSESSED, Decision.NOT_KNOWN})
