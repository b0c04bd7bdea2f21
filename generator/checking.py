"""What every rule asks of a reading: its records, where they stand, and what in it can be relied on."""

import re
from collections.abc import Collection, Iterable, Iterator
from copy import copy

from generator.fields import (
    quoted,
    recommendation_of,
)
from generator.model import (
    Action,
    Aim,
    Body,
    Document,
    Entry,
    Plan,
    Recommendation,
    Record,
    Settings,
    UpdateEntry,
)
from generator.problems import Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Places, Reading
from generator.refusals import Keys, likely
from generator.targetdate import why_unread

Problems = Iterator[Problem]

BODIES_FOLDER = f"{PLANS_FOLDER}/bodies"
ADDRESS = r"https?://\S+"
EMAIL = r"[\w.+-]+@[\w-]+(\.[\w-]+)+"
PARTS_OF_A_RECOMMENDATION = ("text", "decision", "actions")


class Checker:
    """What the rules ask of a reading."""

    def __init__(self, reading: Reading, in_doubt: Iterable[str]) -> None:
        """`in_doubt` are the citation keys of the plans and recommendations whose ids have a fault."""
        assert reading.collection
        self.collection = reading.collection
        self.settings: Settings = self.collection.settings
        self.plans: Collection[Plan] = self.collection.plans.values()  # removed ones too
        self.bodies: Collection[Body] = self.collection.bodies.values()
        self.recommendations = [(plan, made) for plan in self.plans for made in plan.made]
        """Every recommendation, with its plan."""
        self.commitments = list(_commitments(self.recommendations))
        """Every action and aim, with its plan and recommendation."""
        self.places: Places = reading.places
        self.incomplete = reading.incomplete
        self.all_settings_read = SETTINGS_FILE not in reading.incomplete
        self.all_bodies_read = not any(file.startswith(f"{BODIES_FOLDER}/") for file in reading.incomplete)
        self.bodies_named = {name: body for body in self.bodies for name in body.names}
        self.ids = {plan.id: ids_of(plan) for plan in self.plans}
        self.former = {former: plan.id for plan in self.plans for former in plan.formerly}
        self.unread = reading.unread.union(in_doubt)
        self.all_plans_read = all("/" in key for key in reading.unread)

    def of_documents(self, reading: Reading) -> "Checker":
        """The same for a reading of the same plans with other documents; no plan or body is gone through again."""
        assert reading.collection
        other = copy(self)
        other.collection, other.incomplete = reading.collection, reading.incomplete
        other.plans = other.bodies = ()
        other.recommendations, other.commitments = [], []
        return other

    @property
    def entries(self) -> Iterator[tuple[Document, Entry]]:
        """Every entry of an update or a finding, with its document."""
        for document in self.collection.documents:
            yield from ((document, entry) for entry in document.entries)

    @property
    def updates(self) -> Iterator[tuple[Document, UpdateEntry]]:
        """Every entry of an update, with its document."""
        return ((document, entry) for document, entry in self.entries if isinstance(entry, UpdateEntry))

    def problem(self, record: Record, keys: str | Keys, message: str, hint: str) -> Problem:
        """A problem at a value of a record."""
        return Problem(self.places.at(record, *as_keys(keys)), message, hint)

    def problem_at_key(self, record: Record, keys: str | Keys, message: str, hint: str) -> Problem:
        """A problem at a key of a record."""
        return Problem(self.places.key(record, *as_keys(keys)), message, hint)

    def lacks(self, record: Record, *names: str) -> bool:
        """Whether a record has none of these, nor anything unreadable that may have been meant for one."""
        return not any(getattr(record, name, None) for name in names) and not self.lost(record, *names)

    def lost(self, record: Record, *names: str) -> bool:
        """Whether something that may have been meant for one of these could not be read."""
        return self.places.lost(record, *names)

    def no_such_source(self, record: Plan | Document) -> Problems:
        """The problem that a source is neither an address nor a file that is held."""
        held, source = self.collection.sources, record.source
        is_there = source in held or re.fullmatch(ADDRESS, source)
        if not is_there and f"{PLANS_FOLDER}/{source}" not in self.incomplete:
            otherwise = f"put the file into {PLANS_FOLDER}/sources/, or write an address as in 'https://plans.example/'"
            hint = suggestion(source, held, otherwise)
            yield self.problem(record, "source", f"there is no file {quoted(source)}", hint)

    def is_same_body(self, name: str, other: str) -> bool:
        """Whether two names are of one body."""
        body = self.bodies_named.get(name)
        return name == other or (body is not None and other in body.names)

    def recommendation(self, plan_id: str, id_: str) -> Recommendation | None:
        """The recommendation that has or had an id; None if there is none, or another fault makes it doubtful."""
        plan = self.collection.plans.get(self.plan_named(plan_id))
        made = next((made for made in plan.made if id_ in ids_had(made)), None) if plan else None
        return made if plan and made and self.is_sure(plan.id, made.id) else None

    def plan_named(self, plan_id: str) -> str:
        """The present id of a plan that is named by its present or a former one."""
        return self.former.get(plan_id, plan_id)

    def stands(self, plan_id: str, id_: str) -> bool:
        """Whether an id is in a plan, is declared missing there, or may be in what could not be read."""
        plan_id = self.plan_named(plan_id)
        if plan_id not in self.ids:
            return not self.all_plans_read
        return id_ in self.ids[plan_id] or not self.is_sure(plan_id, recommendation_of(id_))

    def is_sure(self, plan_id: str, made_id: str) -> bool:
        """Whether all was read of a recommendation that bears on its ids, and is sound."""
        return self.unread.isdisjoint({plan_id, f"{plan_id}/{made_id}"})

    def instead(self, plan_id: str, id_: str) -> str:
        """What there is in a plan where an id was looked for."""
        made = {made.id: made for made in self.collection.plans[self.plan_named(plan_id)].made}
        around = made.get(recommendation_of(id_))
        if around and "." in id_:
            followed = ", ".join(str(followed.id) for followed in around.followed)
            return f"recommendation {around.id} has {followed or 'no actions'}"
        return f"the plan's recommendations are {', '.join(made)}"


def _commitments(
    recommendations: Iterable[tuple[Plan, Recommendation]],
) -> Iterator[tuple[Plan, Recommendation, Action | Aim]]:
    for plan, made in recommendations:
        yield from ((plan, made, block) for block in made.response if isinstance(block, Action | Aim))


def as_keys(keys: str | Keys) -> Keys:
    """One key as the keys that lead to it."""
    return (keys,) if isinstance(keys, str) else keys


def ids_had(record: Recommendation | Action | Aim) -> set[str]:
    """Every id that a record has or had; one without an id has ''."""
    return {record.id or "", *record.formerly}


def ids_of(plan: Plan) -> set[str]:
    """Every id that may be referred to in a plan: present, former, and declared missing."""
    found: set[str] = set()
    for made in plan.made:
        found |= (ids_had(made) | set(made.missing)) - set(PARTS_OF_A_RECOMMENDATION)
        for followed in made.followed:
            found |= ids_had(followed)
    return found


def suggestion(word: str, words: Iterable[str], otherwise: str) -> str:
    """A hint with the word that was probably meant, in its own spelling."""
    meant = likely_spelling(word, words)
    return f"did you mean {quoted(meant)}?" if meant else otherwise


def likely_spelling(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, in its own spelling; '' if none is like it."""
    spellings = {known.casefold(): known for known in words}
    return spellings.get(likely(word, list(spellings)), "")


def an(name: str) -> str:
    """The words for a field, with their article."""
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name.replace('_', ' ')}"


def no_date(printed: str) -> str:
    """What to say of words that cannot be read as a date."""
    why = why_unread(printed)
    return f"{quoted(printed)} cannot be read as a date" + (f": {why}" if why else "")
