"""The words for how a recommendation and an action stand, as plans, updates and findings write them."""

from enum import StrEnum


class Decision(StrEnum):
    """What the department says of a recommendation."""

    AGREED = "agreed"
    AGREED_IN_PRINCIPLE = "agreed in principle"
    PARTLY_AGREED = "partly agreed"
    NOT_AGREED = "not agreed"
    AWAITED = "awaited"
    NOT_KNOWN = "not known"


class DecisionReason(StrEnum):
    """Why a recommendation is partly or not agreed: the four reasons of the form, or none of them stated."""

    COMMISSIONING = "commissioning"
    POLICY = "policy"
    OPERATIONAL = "operational"
    AFFORDABILITY = "affordability"
    NOT_STATED = "not stated"


class Delivery(StrEnum):
    """What the owner says of an action."""

    NOT_REPORTED = "not reported"
    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    CONTINUING = "continuing"
    PAUSED = "paused"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    NO_LONGER_APPLICABLE = "no longer applicable"


class Assurance(StrEnum):
    """What the inspectorate says of an action or a recommendation."""

    NOT_ASSESSED = "not assessed"
    ACHIEVED = "achieved"
    GOOD_PROGRESS = "good progress"
    REASONABLE_PROGRESS = "reasonable progress"
    INSUFFICIENT_PROGRESS = "insufficient progress"
    NO_MEANINGFUL_PROGRESS = "no meaningful progress"
    NOT_ACHIEVED = "not achieved"


class Timeliness(StrEnum):
    """Where an action stands against its target date on the as-at date; computed by `index`, never stored."""

    CLOSED = "closed"
    NO_DATE = "no date"
    DUE = "due"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    DATE_PASSED = "date passed, nothing reported since"


class Host(StrEnum):
    """Whose addresses the repository's host has."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Conformance(StrEnum):
    """How far the site meets WCAG 2.2, levels A and AA."""

    FULL = "full"
    PARTIAL = "partial"
    NOT = "not"


class NotAccessible(StrEnum):
    """Why something on the site is not accessible, as the regulations tell it apart."""

    NON_COMPLIANCE = "non-compliance"
    DISPROPORTIONATE_BURDEN = "disproportionate burden"
    OUT_OF_SCOPE = "out of scope"


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


class Inferred(StrEnum):
    """What the editor read where the print does not settle it."""

    BOUNDARY = "boundary"
    OWNER = "owner"
    TARGET_DATE = "target_date"
    NUMBER = "number"


EXITS = frozenset({Delivery.SUPERSEDED, Delivery.WITHDRAWN, Delivery.NO_LONGER_APPLICABLE})
CLOSING = EXITS | {Delivery.COMPLETE}
NEEDS_REASON = EXITS | {Delivery.NOT_STARTED, Delivery.PAUSED}
LIMITED = frozenset({Decision.PARTLY_AGREED, Decision.NOT_AGREED})

# What stands where nobody said anything, and is never written.
NEVER_WRITTEN = frozenset({Delivery.NOT_REPORTED, Assurance.NOT_ASSESSED, Decision.NOT_KNOWN})
