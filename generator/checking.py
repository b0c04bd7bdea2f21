"""What every rule asks of a reading: its records, where they stand, and what in it can be relied on."""

import re
from collections.abc import Collection, Iterable, Iterator

from generator.fields import (
    quoted,
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
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Places, Reading
from generator.refusals import Keys, likely, may_mean
from generator.targetdate import why_unread

Problems = Iterator[Problem]

BODIES_FOLDER = f"{PLANS_FOLDER}/bodies"
ADDRESS = r"https?://\S+"
PARTS_OF_A_RECOMMENDATION = ("text", "decision", "actions")


class Checker:
    """What the rules ask of a reading."""

    def __init__(self, reading: Reading) -> None:
        assert reading.collection
        self.collection = reading.collection
        self.settings: Settings = self.collection.settings
        self.places: Places = reading.places
        self.incomplete = reading.incomplete
        self.all_settings_read = SETTINGS_FILE not in reading.incomplete
        self.all_bodies_read = not any(file.startswith(f"{BODIES_FOLDER}/") for file in reading.incomplete)
        self.body_names = {name for body in self.bodies for name in body.names}
        self.ids = {plan.id: ids_of(plan) for plan in self.plans}
        self.former = {former: plan.id for plan in self.plans for former in plan.formerly}
        self.faults_of_ids = [fault for plan in self.plans for fault in faults_of_ids(self, plan)]
        self.unread = reading.unread | {in_doubt for in_doubt, _ in self.faults_of_ids}
        self.all_plans_read = all("/" in key for key in reading.unread)

    @property
    def plans(self) -> Collection[Plan]:
        """The plans, removed ones too."""
        return self.collection.plans.values()

    @property
    def bodies(self) -> Collection[Body]:
        """The bodies."""
        return self.collection.bodies.values()

    @property
    def recommendations(self) -> Iterator[tuple[Plan, Recommendation]]:
        """Every recommendation, with its plan."""
        return ((plan, made) for plan in self.plans for made in plan.made)

    @property
    def commitments(self) -> Iterator[tuple[Plan, Recommendation, Action | Aim]]:
        """Every action and aim, with its plan and recommendation."""
        for plan, made in self.recommendations:
            yield from ((plan, made, block) for block in made.response if isinstance(block, Action | Aim))

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
        return not any(getattr(record, name) for name in names) and not self.lost(record, *names)

    def lost(self, record: Record, *names: str) -> bool:
        """Whether something that may have been meant for one of these could not be read."""
        return any(may_mean(typed, type(record), *names) for typed in self.places.left_out(record))

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


def as_keys(keys: str | Keys) -> Keys:
    """One key as the keys that lead to it."""
    return (keys,) if isinstance(keys, str) else keys


def recommendation_of(id_: str) -> str:
    """The recommendation's id in an action's: '1.4' is of '1'."""
    return id_.partition(".")[0]


def ids_of(plan: Plan) -> set[str]:
    """Every id that may be referred to in a plan: present, former, and declared missing."""
    found: set[str] = set()
    for made in plan.made:
        found |= {made.id, *made.formerly, *made.missing} - set(PARTS_OF_A_RECOMMENDATION)
        for followed in made.followed:
            found |= {followed.id or "", *followed.formerly}
    return found


def suggestion(word: str, words: Iterable[str], otherwise: str) -> str:
    """A hint with the word that was probably meant, in its own spelling."""
    spellings = {known.casefold(): known for known in words}
    meant = spellings.get(likely(word, list(spellings)))
    return f"did you mean {quoted(meant)}?" if meant else otherwise


def an(name: str) -> str:
    """The words for a field, with their article."""
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name.replace('_', ' ')}"


def no_date(printed: str) -> str:
    """What to say of words that cannot be read as a date."""
    why = why_unread(printed)
    return f"{quoted(printed)} cannot be read as a date" + (f": {why}" if why else "")


# Ids


def faults_of_ids(checker: Checker, plan: Plan) -> Iterator[tuple[str, Problem]]:
    """What is wrong with a plan's ids, behind the citation key that references may then be wrong about."""
    first: dict[str, tuple[str, Place]] = {}
    for made in plan.made:
        own = [*_makes_no_address(checker, made), *_is_taken(checker, made, first)]
        yield from ((plan.id, problem) for problem in own)
        others = [problem for followed in made.followed for problem in _is_taken(checker, followed, first)]
        if not own and not others and not checker.lost(made, "id", "number"):
            others = list(_begins_otherwise(checker, made))
        yield from ((f"{plan.id}/{made.id}", problem) for problem in others)


def _makes_no_address(checker: Checker, made: Recommendation) -> Problems:
    """A number that makes no address needs an id beside it."""
    is_given = made.given_id or checker.lost(made, "id")
    if not is_given and not re.fullmatch(r"[0-9]+[A-Za-z]?[.)]?", made.number):
        suggested = re.sub("[^A-Za-z0-9]+", "-", made.number).strip("-") or "a"
        message = f"the number {quoted(made.number)} makes no address"
        yield checker.problem(made, "number", message, f"give an id below it: 'id: {suggested}'")


def _is_taken(checker: Checker, record: Recommendation | Action | Aim, first: dict[str, tuple[str, Place]]) -> Problems:
    """Within a plan no id is given twice, differs from another only in case, or was another's before."""
    for id_, keys in _ids_given(record):
        place = checker.places.at(record, *keys)
        other, there = first.setdefault(id_.casefold(), (id_, place))
        if there != place:
            message = "is given twice" if other == id_ else f"differs from {quoted(other)} only in case"
            choose = "give it an 'id' of its own" if keys == ("number",) else "choose another"
            hint = f"{choose}, for an id is never used again; first given at {there}"
            yield Problem(place, f"the id {quoted(id_)} {message}", hint)


def _ids_given(record: Recommendation | Action | Aim) -> Iterator[tuple[str, Keys]]:
    is_number = isinstance(record, Recommendation) and not record.given_id
    yield record.id or "", ("number" if is_number else "id",)
    yield from ((former, ("formerly", number)) for number, former in enumerate(record.formerly))


def _begins_otherwise(checker: Checker, made: Recommendation) -> Problems:
    """An action's id is its recommendation's, a dot and a number; said once of each other beginning."""
    said = {made.id}
    for followed in made.followed:
        beginning = recommendation_of(followed.id or "")
        if beginning not in said:
            message = f"the id {quoted(followed.id)} does not begin as its recommendation's, {quoted(made.id)}"
            hint = f"begin it with '{made.id}.'; if it moved here, keep its old one under 'formerly'"
            yield checker.problem(followed, "id", message, hint)
        said.add(beginning)
