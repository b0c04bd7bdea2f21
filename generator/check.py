"""What must hold within and between the records of a collection; each rule says in one line what it asks.

A mistake causes no second message: what `read` could not read is nowhere called missing or unknown.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo, available_timezones

from generator.model import (
    LIMITED,
    NEEDS_REASON,
    Action,
    Aim,
    Assurance,
    Body,
    Decision,
    Delivery,
    Document,
    Entry,
    FindingEntry,
    Inferred,
    Owner,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Settings,
    Step,
    Theme,
    UpdateEntry,
    quoted,
)
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE, Places, Reading
from generator.refusals import Keys, likely, may_mean
from generator.targetdate import read as read_target_date
from generator.targetdate import read_day, why_unread

Problems = Iterator[Problem]

BODIES_FOLDER = f"{PLANS_FOLDER}/bodies"
ADDRESS = r"https?://\S+"
PARTS_OF_A_RECOMMENDATION = ("text", "decision", "actions")


def check(reading: Reading) -> list[Problem]:
    """Every problem between the records read, by place; nothing is said of what `read` could not read."""
    if reading.collection is None:
        return []
    checker = _Checker(reading)
    return sorted(problem for rule in RULES for problem in rule(checker))


class _Checker:
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
        self.ids = {plan.id: _ids_of(plan) for plan in self.plans}
        self.former = {former: plan.id for plan in self.plans for former in plan.formerly}
        self.faults_of_ids = [fault for plan in self.plans for fault in _faults_of_ids(self, plan)]
        self.unread = reading.unread | {in_doubt for in_doubt, _ in self.faults_of_ids}
        self.all_plans_read = all("/" in key for key in reading.unread)

    @property
    def plans(self) -> Collection[Plan]:
        return self.collection.plans.values()

    @property
    def bodies(self) -> Collection[Body]:
        return self.collection.bodies.values()

    @property
    def recommendations(self) -> Iterator[tuple[Plan, Recommendation]]:
        return ((plan, made) for plan in self.plans for made in plan.made)

    @property
    def commitments(self) -> Iterator[tuple[Plan, Recommendation, Action | Aim]]:
        for plan, made in self.recommendations:
            yield from ((plan, made, block) for block in made.response if isinstance(block, Action | Aim))

    @property
    def entries(self) -> Iterator[tuple[Document, Entry]]:
        for document in self.collection.documents:
            yield from ((document, entry) for entry in document.entries)

    @property
    def updates(self) -> Iterator[tuple[Document, UpdateEntry]]:
        return ((document, entry) for document, entry in self.entries if isinstance(entry, UpdateEntry))

    def problem(self, record: Record, keys: str | Keys, message: str, hint: str) -> Problem:
        """A problem at a value of a record."""
        return Problem(self.places.at(record, *_as_keys(keys)), message, hint)

    def problem_at_key(self, record: Record, keys: str | Keys, message: str, hint: str) -> Problem:
        """A problem at a key of a record."""
        return Problem(self.places.key(record, *_as_keys(keys)), message, hint)

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
        return id_ in self.ids[plan_id] or not self.is_sure(plan_id, _recommendation_of(id_))

    def is_sure(self, plan_id: str, made_id: str) -> bool:
        """Whether all was read of a recommendation that bears on its ids, and is sound."""
        return self.unread.isdisjoint({plan_id, f"{plan_id}/{made_id}"})

    def instead(self, plan_id: str, id_: str) -> str:
        """What there is in a plan where an id was looked for."""
        made = {made.id: made for made in self.collection.plans[self.plan_named(plan_id)].made}
        around = made.get(_recommendation_of(id_))
        if around and "." in id_:
            followed = ", ".join(str(followed.id) for followed in around.followed)
            return f"recommendation {around.id} has {followed or 'no actions'}"
        return f"the plan's recommendations are {', '.join(made)}"


def _as_keys(keys: str | Keys) -> Keys:
    return (keys,) if isinstance(keys, str) else keys


def _recommendation_of(id_: str) -> str:
    return id_.partition(".")[0]


def _ids_of(plan: Plan) -> set[str]:
    """Every id that may be referred to in a plan: present, former, and declared missing."""
    found: set[str] = set()
    for made in plan.made:
        found |= {made.id, *made.formerly, *made.missing} - set(PARTS_OF_A_RECOMMENDATION)
        for followed in made.followed:
            found |= {followed.id or "", *followed.formerly}
    return found


def _suggestion(word: str, words: Iterable[str], otherwise: str) -> str:
    """A hint with the word that was probably meant, in its own spelling."""
    spellings = {known.casefold(): known for known in words}
    meant = spellings.get(likely(word, list(spellings)))
    return f"did you mean {quoted(meant)}?" if meant else otherwise


# The settings


def time_zone_is_known(checker: _Checker) -> Problems:
    """The site's time zone is one of those that computers know."""
    name = checker.settings.time_zone
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = _suggestion(name, available_timezones(), "write it as in 'Europe/London'")
        yield checker.problem(checker.settings, "time_zone", f"no time zone is called {quoted(name)}", hint)


def address_is_whole(checker: _Checker) -> Problems:
    """The site's address is one that other addresses can be added to."""
    address = checker.settings.address
    if address and not re.fullmatch(r"https?://[^\s?#]+/", address):
        message = f"{quoted(address)} is not a whole address with a slash at its end"
        yield checker.problem(checker.settings, "address", message, "write it as in 'https://plans.example/'")


# The plan


def body_is_known(checker: _Checker) -> Problems:
    """A plan's body, an addressee, a successor and an owner's `of` are names in plans/bodies/."""
    for place, name in _named_bodies(checker):
        if name not in checker.body_names and checker.all_bodies_read:
            otherwise = f"add a file to {BODIES_FOLDER}/, or the name under 'also' in one of them"
            hint = _suggestion(name, checker.body_names, otherwise)
            yield Problem(place, f"no body is called {quoted(name)}", hint)


def _named_bodies(checker: _Checker) -> Iterator[tuple[Place, str]]:
    at, key = checker.places.at, checker.places.key
    for plan in checker.plans:
        yield at(plan, "body"), plan.body
    for _, made in checker.recommendations:
        if made.addressee:
            yield at(made, "addressee"), made.addressee
        yield from ((key(made, "decisions", name), name) for name in made.decisions)
    for body in checker.bodies:
        if body.successor:
            yield at(body, "successor"), body.successor
        yield from ((at(owner, "of"), owner.of) for owner in body.owners.values() if owner.of)
    for _, entry in checker.updates:
        if entry.addressee:
            yield at(entry, "addressee"), entry.addressee


def a_name_means_one_body(checker: _Checker) -> Problems:
    """No two bodies share a name."""
    first: dict[str, Body] = {}
    for body in checker.bodies:
        places: list[Keys] = [("name",), *(("also", number) for number in range(len(body.also)))]
        for name, keys in zip(body.names, places, strict=True):
            other = first.setdefault(name, body)
            if other is not body:
                message = f"{quoted(name)} is also a name of the body in {BODIES_FOLDER}/{other.id}.yml"
                hint = "a name stands for one body: take it out of one of the two files"
                yield checker.problem(body, keys, message, hint)


def inspectorate_is_listed(checker: _Checker) -> Problems:
    """A plan's inspectorate is one of site_config.yml."""
    listed = checker.settings.inspectorates
    for plan in checker.plans:
        if plan.inspectorate not in listed and checker.all_settings_read:
            message = f"no inspectorate is called {quoted(plan.inspectorate)}"
            otherwise = f"add it under 'inspectorates' in {SETTINGS_FILE}"
            hint = _suggestion(plan.inspectorate, listed, otherwise)
            yield checker.problem(plan, "inspectorate", message, hint)


def head_dates_are_days(checker: _Checker) -> Problems:
    """The dates in a plan's head can be read as a day."""
    for plan in checker.plans:
        for key in ("report_published", "action_plan_submitted"):
            printed = getattr(plan, key)
            if printed and not read_day(printed):
                yield checker.problem(plan, key, _no_date(printed), _ONE_DAY)


_ONE_DAY = (
    "write one day as printed, as in '11th Sept. 2031'; "
    "if this is what is printed, take the line out and quote it in 'note'"
)


def _no_date(printed: str) -> str:
    why = why_unread(printed)
    return f"{quoted(printed)} cannot be read as a date" + (f": {why}" if why else "")


def source_is_held(checker: _Checker) -> Problems:
    """A plan's source is an address, or a file that is there and is the one its SHA-256 was taken of."""
    held = checker.collection.sources
    for plan in checker.plans:
        if plan.source in held:
            yield from _source_is_the_same(checker, plan, hashlib.sha256(held[plan.source]).hexdigest())
        elif not re.fullmatch(ADDRESS, plan.source) and f"{PLANS_FOLDER}/{plan.source}" not in checker.incomplete:
            otherwise = f"put the file into {PLANS_FOLDER}/sources/, or write an address as in 'https://plans.example/'"
            hint = _suggestion(plan.source, held, otherwise)
            yield checker.problem(plan, "source", f"there is no file {quoted(plan.source)}", hint)


def _source_is_the_same(checker: _Checker, plan: Plan, sha256: str) -> Problems:
    if checker.lacks(plan, "source_sha256"):
        message = f"nothing shows that {quoted(plan.source)} stays the file this plan was taken from"
        yield checker.problem(plan, "source", message, f"add its SHA-256: 'source_sha256: {sha256}'")
    elif plan.source_sha256 and plan.source_sha256 != sha256:
        message = f"{quoted(plan.source)} is not the file with this SHA-256"
        hint = f"put back the file the plan was taken from; if it is there, its SHA-256 is {sha256}"
        yield checker.problem(plan, "source_sha256", message, hint)


def printed_totals_agree(checker: _Checker) -> Problems:
    """The totals printed in a plan agree with its recommendations, unless a note quotes them."""
    for plan in checker.plans:
        decisions = [_decisions(checker.settings, made) for made in plan.made if not made.removed]
        if f"{PLANS_FOLDER}/{plan.id}.yml" in checker.incomplete or any(None in each for each in decisions):
            continue
        totals = {label: _total(checker.settings, label, decisions) for label in plan.printed_totals}
        wrong = [
            label
            for label, printed in plan.printed_totals.items()
            if totals[label] not in (None, printed) and f"{label} {printed}" not in (plan.note or "")
        ]
        if wrong:
            printed = " and ".join(f"'{label} {plan.printed_totals[label]}'" for label in wrong)
            counted = " and ".join(f"{totals[label]}" for label in wrong)
            hint = f"compare with the source; if it is misprinted, quote {printed} in the plan's note"
            message = f"printed: {printed}; counted here: {counted}"
            yield checker.problem(plan, ("printed_totals", wrong[0]), message, hint)


def _total(settings: Settings, label: str, decisions: list[set[Decision | None]]) -> int | None:
    """How many recommendations a printed total should count; None if it is a total of nothing we know."""
    if label.casefold() == "total":
        return len(decisions)
    decision = settings.decision(label)
    return sum(decision in each for each in decisions) if decision else None


def _decisions(settings: Settings, made: Recommendation) -> set[Decision | None]:
    """The decisions on a recommendation, with None for one that is not understood or not given."""
    printed = [made.decision] if made.decision else list(made.decisions.values())
    if not printed and "decision" not in made.missing:
        return {None}
    return {settings.decision(words) for words in printed}


_LIST_THE_WORDS = f"list the words under 'decision_words' in {SETTINGS_FILE}"


# The recommendation


def ids_are_sound(checker: _Checker) -> Problems:
    """An id makes an address, is no other's in its plan, and an action's begins with its recommendation's."""
    return (problem for _, problem in checker.faults_of_ids)


def _faults_of_ids(checker: _Checker, plan: Plan) -> Iterator[tuple[str, Problem]]:
    """What is wrong with a plan's ids, behind the citation key that references may then be wrong about."""
    first: dict[str, tuple[str, Place]] = {}
    for made in plan.made:
        own = [*_makes_no_address(checker, made), *_is_taken(checker, made, first)]
        yield from ((plan.id, problem) for problem in own)
        others = [problem for followed in made.followed for problem in _is_taken(checker, followed, first)]
        if not own and not others and not checker.lost(made, "id", "number"):
            others = list(_begins_otherwise(checker, made))
        yield from ((f"{plan.id}/{made.id}", problem) for problem in others)


def _makes_no_address(checker: _Checker, made: Recommendation) -> Problems:
    """A number that makes no address needs an id beside it."""
    is_given = made.given_id or checker.lost(made, "id")
    if not is_given and not re.fullmatch(r"[0-9]+[A-Za-z]?[.)]?", made.number):
        suggested = re.sub("[^A-Za-z0-9]+", "-", made.number).strip("-") or "a"
        message = f"the number {quoted(made.number)} makes no address"
        yield checker.problem(made, "number", message, f"give an id below it: 'id: {suggested}'")


def _is_taken(
    checker: _Checker, record: Recommendation | Action | Aim, first: dict[str, tuple[str, Place]]
) -> Problems:
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


def _begins_otherwise(checker: _Checker, made: Recommendation) -> Problems:
    """An action's id is its recommendation's, a dot and a number; said once of each other beginning."""
    said = {made.id}
    for followed in made.followed:
        beginning = _recommendation_of(followed.id or "")
        if beginning not in said:
            message = f"the id {quoted(followed.id)} does not begin as its recommendation's, {quoted(made.id)}"
            hint = f"begin it with '{made.id}.'; if it moved here, keep its old one under 'formerly'"
            yield checker.problem(followed, "id", message, hint)
        said.add(beginning)


def what_is_not_missing_is_given(checker: _Checker) -> Problems:
    """Text and decision are given, or named under `missing`."""
    for _, made in checker.recommendations:
        fields = {"text": ["text"], "decision": ["decision", "decisions"]}
        lacking = [name for name in fields if name not in made.missing and checker.lacks(made, *fields[name])]
        if lacking and not made.removed and not checker.lost(made, "missing", "removed"):
            message = f"recommendation {made.id} has no {' and no '.join(lacking)}"
            hint = f"add it as printed; if the source lacks it: 'missing: [{', '.join(lacking)}]'"
            yield checker.problem(made, (), message, hint)


def what_is_missing_is_not_given(checker: _Checker) -> Problems:
    """What is declared missing is not there, and is a part of the recommendation."""
    for plan, made in checker.recommendations:
        actions = {followed.id for followed in made.followed}
        given = {"text": made.text, "decision": made.decision or made.decisions, "actions": actions}
        there = [number for number, name in enumerate(made.missing) if given.get(name) or name in actions]
        if there:
            names = ", ".join(quoted(made.missing[number]) for number in there)
            message = f"given here, so not missing: {names}"
            yield checker.problem(made, ("missing", there[0]), message, "take it out here")
        for number, name in enumerate(made.missing):
            is_part = name in given or name.rpartition(".")[0] == made.id
            if not is_part and checker.is_sure(plan.id, made.id):
                message = f"{quoted(name)} is nothing that recommendation {made.id} could lack"
                hint = f'name text, decision, actions, or ids of its actions, as in "{made.id}.1"'
                yield checker.problem(made, ("missing", number), message, hint)


def decision_is_understood(checker: _Checker) -> Problems:
    """What is printed as a decision, or as what a total is of, is listed in site_config.yml; said once a file."""
    listed = [words for spellings in checker.settings.decision_words.values() for words in spellings]
    said: set[tuple[str, str]] = set()
    for place, printed in _words_of_decisions(checker):
        is_said = (place.file, printed) in said or not checker.all_settings_read
        if checker.settings.decision(printed) is None and not is_said:
            hint = _suggestion(printed, [*listed, "Total"], _LIST_THE_WORDS)
            yield Problem(place, f"{quoted(printed)} is no decision", hint)
        said.add((place.file, printed))


def _words_of_decisions(checker: _Checker) -> Iterator[tuple[Place, str]]:
    at, key = checker.places.at, checker.places.key
    for record in _deciding(checker):
        yield from ((at(record, *keys), printed) for keys, printed in _printed_decisions(record))
    for plan in checker.plans:
        labels = [label for label in plan.printed_totals if label.casefold() != "total"]
        yield from ((key(plan, "printed_totals", label), label) for label in labels)


def decision_is_given_once(checker: _Checker) -> Problems:
    """A recommendation has one decision, or one for each addressee."""
    for _, made in checker.recommendations:
        if made.decision and made.decisions:
            hint = "keep 'decisions' if several addressees answer, else 'decision'"
            yield checker.problem_at_key(made, "decisions", "the decision is given twice", hint)


def _deciding(checker: _Checker) -> Iterator[Recommendation | UpdateEntry]:
    yield from (made for _, made in checker.recommendations)
    yield from (entry for _, entry in checker.updates)


def _printed_decisions(record: Recommendation | UpdateEntry) -> Iterator[tuple[Keys, str]]:
    if record.decision:
        yield ("decision",), record.decision
    if isinstance(record, Recommendation):
        yield from ((("decisions", name), printed) for name, printed in record.decisions.items())


def limited_decision_has_a_reason(checker: _Checker) -> Problems:
    """Partly agreed and not agreed have a reason, 'not stated' among them; other decisions have none."""
    for record in _deciding(checker):
        printed = list(_printed_decisions(record))
        limited = [(keys, words) for keys, words in printed if checker.settings.decision(words) in LIMITED]
        if limited and checker.lacks(record, "decision_reason"):
            keys, words = limited[0]
            yield checker.problem(record, keys, f"{quoted(words)} needs a reason", _GIVE_THE_REASON)
        is_known = all(checker.settings.decision(words) for _, words in printed)
        if record.decision_reason and printed and is_known and not limited:
            hint = "a reason belongs to what is partly or not agreed; take this line out, or mend the decision"
            yield checker.problem_at_key(record, "decision_reason", "there is nothing to give a reason for", hint)


_GIVE_THE_REASON = (
    "add 'decision_reason:' with commissioning, policy, operational or affordability; "
    "'not stated' if the print gives none"
)


def agreed_words_are_quoted(checker: _Checker) -> Problems:
    """`agreed_words` are quotations from the recommendation's text."""
    for _, made in checker.recommendations:
        for number, words in enumerate(made.agreed_words):
            if made.text and words not in made.text:
                message = f"{quoted(words)} does not stand in the recommendation's text"
                hint = "copy the words from 'text' letter for letter"
                yield checker.problem(made, ("agreed_words", number), message, hint)


def themes_are_listed(checker: _Checker) -> Problems:
    """Themes are ids of site_config.yml, each named once."""
    listed = checker.settings.themes
    for _, made in checker.recommendations:
        for number, theme in enumerate(made.themes):
            keys = ("themes", number)
            if theme not in listed and checker.all_settings_read:
                hint = _suggestion(theme, listed, f"choose one that {SETTINGS_FILE} lists under 'themes'")
                yield checker.problem(made, keys, f"no theme is called {quoted(theme)}", hint)
            elif theme in made.themes[:number]:
                yield checker.problem(made, keys, f"the theme {quoted(theme)} is given twice", "take one out")


# The response


def references_lead_somewhere(checker: _Checker) -> Problems:
    """What is referred to is in the plans, now or formerly, or declared missing; and of the right kind."""
    for plan_id, own_id, record, keys, reference in _references(checker):
        named, _, id_ = reference.rpartition("/")
        target = named or plan_id
        if not checker.stands(target, id_):
            yield checker.problem(record, keys, *_leads_nowhere(checker, target, id_))
        elif (target, id_) == (plan_id, own_id):
            yield checker.problem(record, keys, f"{quoted(reference)} refers to itself", "take it out")
        elif keys[0] in ("also_answers", "answered_with") and "." in id_:
            hint = "name its recommendation"
            yield checker.problem(record, keys, f"{quoted(reference)} is an action", hint)


def _leads_nowhere(checker: _Checker, plan_id: str, id_: str) -> tuple[str, str]:
    if checker.plan_named(plan_id) not in checker.ids:
        otherwise = f"a plan is called by its file's name in {PLANS_FOLDER}/, without '.yml'"
        return f"there is no plan {quoted(plan_id)}", _suggestion(plan_id, checker.ids, otherwise)
    lacking = "if the source lacks it, name it under 'missing' of its recommendation"
    hint = f"{checker.instead(plan_id, id_)}; {lacking}"
    return f"there is no {quoted(id_)} in the plan {quoted(plan_id)}", hint


def _references(checker: _Checker) -> Iterator[tuple[str, str, Record, Keys, str]]:
    """Plan, own id, record, keys and reference, of every reference."""
    for plan, made in checker.recommendations:
        yield from ((plan.id, made.id, *found) for found in _relations(made))
    for plan, _, commitment in checker.commitments:
        yield from ((plan.id, commitment.id or "", *found) for found in _relations(commitment))
    for document, entry in checker.updates:
        if entry.superseded_by:
            yield document.plan, entry.about, entry, ("superseded_by",), entry.superseded_by


def _relations(record: Recommendation | Action | Aim) -> Iterator[tuple[Record, Keys, str]]:
    for name in ("repeats", "see", "also_answers"):
        references = enumerate(getattr(record, name))
        yield from ((record, (name, number), reference) for number, reference in references)
    if record.answered_with:
        yield record, ("answered_with",), record.answered_with


def words_refer_to_something(checker: _Checker) -> Problems:
    """An action that words point to, as in 'see 1.4', is in the plan, declared missing or noted."""
    for plan, _, block in checker.commitments:
        for id_ in re.findall(r"\b[Ss]ee ([0-9]+\.[0-9]+)\b", block.words):
            if not (checker.stands(plan.id, id_) or id_ in block.see or id_ in (block.note or "")):
                place = checker.places.within(block, block.label(), id_)
                message = f"the words point to {id_}, which is not in this plan"
                yield Problem(place, message, f"{checker.instead(plan.id, id_)}; {_POINTS_TO_NOTHING}")


_POINTS_TO_NOTHING = (
    "if the source lacks it, name it under 'missing' of its recommendation; "
    "if it is misprinted, quote it in a 'note' here"
)


def dates_are_read(checker: _Checker) -> Problems:
    """Every target date can be read, or has the editor's reading beside it."""
    for record in _dated(checker):
        yield from _date_is_read(checker, record)
    for cell in _cells(checker):
        yield from _cell_is_read(checker, cell)


Dated = Action | Aim | Step | UpdateEntry


def _dated(checker: _Checker) -> Iterator[Dated]:
    for _, _, commitment in checker.commitments:
        yield commitment
        yield from commitment.steps
    yield from (entry for _, entry in checker.updates)


def _cells(checker: _Checker) -> Iterator[PrintedBeside]:
    return (cell for _, made in checker.recommendations for cell in made.beside)


def _date_is_read(checker: _Checker, record: Dated) -> Problems:
    if record.date_read_as and not read_target_date(record.date_read_as):
        yield checker.problem(record, "date_read_as", _no_date(record.date_read_as), _READABLE)
    elif record.date_read_as and checker.lacks(record, "target_date"):
        message = "there is no printed date that is read like this"
        yield checker.problem_at_key(record, "date_read_as", message, "give it under 'target_date'")
    elif record.target_date and not record.target and not checker.lost(record, "date_read_as"):
        yield checker.problem(record, "target_date", _no_date(record.target_date), _READ_BESIDE)


_READABLE = "write it as 30/09/2031, 'September 2031', 'Completed' or 'undated'"
_READ_BESIDE = (
    "keep what is printed, and add your reading below it: 'date_read_as: 30/09/2031', or 'date_read_as: undated'"
)


def _cell_is_read(checker: _Checker, cell: PrintedBeside) -> Problems:
    if checker.lost(cell, "target_date", "date_read_as"):
        return
    if cell.date_read_as and len(cell.date_read_as) != len(cell.target_date):
        message = f"there are {len(cell.target_date)} dates, and readings for {len(cell.date_read_as)}"
        yield checker.problem(cell, "date_read_as", message, "give one reading for each date, in order")
        return
    name = "date_read_as" if cell.date_read_as else "target_date"
    hint = _READABLE if cell.date_read_as else "add 'date_read_as:' with one reading for each date, in order"
    for number, words in enumerate(getattr(cell, name)):
        if not read_target_date(words):
            yield checker.problem(cell, (name, number), _no_date(words), hint)


def what_is_inferred_is_given(checker: _Checker) -> Problems:
    """What is marked inferred stands beside the mark."""
    commitments = [commitment for _, _, commitment in checker.commitments]
    steps = [step for commitment in commitments for step in commitment.steps]
    for record in (*commitments, *steps, *_cells(checker)):
        for number, name in enumerate(record.inferred):
            if name is not Inferred.BOUNDARY and checker.lacks(record, name):
                message = f"{quoted(name)} is inferred, and not given here"
                yield checker.problem(record, ("inferred", number), message, "give it, or take the mark out")


def cells_stand_beside_their_actions(checker: _Checker) -> Problems:
    """`printed_beside` names actions that stand above it, each without such a field and once only."""
    for plan, made in checker.recommendations:
        above: dict[str, Action | Aim] = {}
        taken: set[tuple[str, str]] = set()
        for block in made.response:
            if isinstance(block, Action | Aim) and block.id:
                above[block.id] = block
            elif isinstance(block, PrintedBeside):
                yield from _cell_has_something(checker, block)
                yield from _cell_is_below(checker, block, above) if checker.is_sure(plan.id, made.id) else ()
                yield from _cell_is_alone(checker, block, above, taken)


def _cell_has_something(checker: _Checker, cell: PrintedBeside) -> Problems:
    if checker.lacks(cell, "owner", "target_date"):
        message = "nothing is printed beside these actions"
        yield checker.problem(cell, (), message, "add 'owner:' or 'target_date:'")


def _cell_is_below(checker: _Checker, cell: PrintedBeside, above: Collection[str]) -> Problems:
    for number, id_ in enumerate(cell.words):
        if id_ not in above:
            message = f"no action {quoted(id_)} stands above in this recommendation"
            hint = f"name some of {', '.join(above)}" if above else "put it below its actions"
            yield checker.problem(cell, ("printed_beside", number), message, hint)


def _cell_is_alone(
    checker: _Checker, cell: PrintedBeside, above: Mapping[str, Record], taken: set[tuple[str, str]]
) -> Problems:
    fields = [name for name in ("owner", "target_date") if getattr(cell, name)]
    for number, id_ in enumerate(cell.words):
        own = [_an(name) for name in fields if getattr(above.get(id_), name, None)]
        twice = [_an(name) for name in fields if (id_, name) in taken]
        taken.update((id_, name) for name in fields)
        if own or twice:
            where = "of its own" if own else "from a cell already"
            message = f"action {id_} has {' and '.join(own or twice)} {where}"
            hint = "what stands in a cell stands nowhere else: take it out there, or the id here"
            yield checker.problem(cell, ("printed_beside", number), message, hint)


# Former ids


def former_ids_are_no_others(checker: _Checker) -> Problems:
    """A former id of a plan, a body, an owner or a theme is no other's id, now or formerly."""
    yield from _former_ids_are_free(checker, checker.collection.plans)
    yield from _former_ids_are_free(checker, checker.collection.bodies)
    yield from _former_ids_are_free(checker, checker.settings.themes)
    for body in checker.bodies:
        yield from _former_ids_are_free(checker, body.owners)


def _former_ids_are_free(checker: _Checker, records: Mapping[str, Plan | Body | Owner | Theme]) -> Problems:
    taken = set(records)
    for record in records.values():
        for number, former in enumerate(record.formerly):
            if former in taken:
                message = f"{quoted(former)} is the id of another {type(record).__name__.casefold()}"
                yield checker.problem(
                    record, ("formerly", number), message, "an id is never used again: choose another"
                )
            taken.add(former)


# Updates and findings


def folder_belongs_to_a_plan(checker: _Checker) -> Problems:
    """A folder of updates and findings is called as its plan."""
    first = {document.plan: document for document in reversed(checker.collection.documents)}
    for folder, document in first.items():
        if folder not in checker.ids and folder not in checker.unread:
            if now := checker.former.get(folder):
                hint = f"it is called {quoted(now)} now: rename the folder"
            else:
                hint = _suggestion(folder, checker.ids, f"call the folder as the plan's file in {PLANS_FOLDER}/")
            yield checker.problem(document, (), f"there is no plan {quoted(folder)}", hint)


def document_is_named_by_its_day(checker: _Checker) -> Problems:
    """The name of an update or a finding begins with its date."""
    for document in checker.collection.documents:
        named = re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}(?=-[a-z0-9])", document.id)
        if not named:
            words = document.id.lstrip("0123456789-") or "progress"
            message = f"the file's name {quoted(document.id)} is not a day and words"
            yield checker.problem(document, (), message, f"call it '{document.date}-{words}.yml'")
        elif named[0] != document.date.isoformat():
            message = f"{quoted(document.date)} is not the day in the file's name, {named[0]}"
            yield checker.problem(document, "date", message, "make the two the same")


def document_is_no_older_than_its_plan(checker: _Checker) -> Problems:
    """An update or a finding is not dated before its plan."""
    for document in checker.collection.documents:
        plan = checker.collection.plans.get(document.plan)
        begun = plan and (plan.submitted or plan.published)
        if begun and document.date < begun:
            message = f"{quoted(document.date)} is before the plan's own date, {begun}"
            yield checker.problem(document, "date", message, "compare with the document and with the plan")


def entry_is_about_something(checker: _Checker) -> Problems:
    """An entry names one action or one recommendation of its plan."""
    for document, entry in checker.entries:
        if entry.action and entry.recommendation:
            message = "the entry names both an action and a recommendation"
            yield checker.problem(entry, (), message, "make two entries of it, or take one of them out")
        elif checker.lacks(entry, "action", "recommendation"):
            message = "the entry names no action and no recommendation"
            yield checker.problem(entry, (), message, "give 'action:' or 'recommendation:'")
        elif entry.about and document.plan in checker.ids and not checker.stands(document.plan, entry.about):
            key = "action" if entry.action else "recommendation"
            message = f"the plan has no {key} {quoted(entry.about)}"
            yield checker.problem(entry, key, message, checker.instead(document.plan, entry.about))


def evidence_has_an_address(checker: _Checker) -> Problems:
    """Evidence is named by an address that readers can open."""
    for _, entry in checker.entries:
        for number, address in enumerate(entry.evidence):
            if not re.fullmatch(ADDRESS, address):
                message = f"{quoted(address)} is no address"
                hint = "write it as in 'https://plans.example/minutes'; words about it go under 'note'"
                yield checker.problem(entry, ("evidence", number), message, hint)


def update_says_something(checker: _Checker) -> Problems:
    """An entry of an update reports a delivery, says something or moves something."""
    for _, entry in checker.updates:
        if checker.lacks(entry, "delivery", "said", "superseded_by", "target_date", "owner", "words", "decision"):
            hint = "add 'delivery:', 'said:', or what moved"
            yield checker.problem(entry, (), f"nothing is said of {entry.about or 'it'}", hint)
        if entry.delivery is Delivery.NOT_REPORTED:
            hint = "take the line out, and the entry if it says nothing else"
            yield checker.problem(entry, "delivery", "'not reported' is no report", hint)


def update_says_what_fits(checker: _Checker) -> Problems:
    """A delivery, a date and an owner are an action's; a decision is a recommendation's."""
    for _, entry in checker.updates:
        if bool(entry.action) == bool(entry.recommendation):
            continue
        mine, other = ("action", "recommendation") if entry.action else ("recommendation", "action")
        fields = ("decision",) if entry.action else ("delivery", "target_date", "owner")
        if misplaced := [name for name in fields if getattr(entry, name)]:
            message = f"{_an(mine)} has no {quoted(misplaced[0])}"
            yield checker.problem_at_key(entry, misplaced[0], message, f"name the {other} instead")


def _an(name: str) -> str:
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name.replace('_', ' ')}"


def moves_and_exits_have_a_reason(checker: _Checker) -> Problems:
    """A move, an exit, a pause and a start that was not made have a reason."""
    for _, entry in checker.updates:
        why = entry.moves[0] if entry.moves else "delivery" if entry.delivery in NEEDS_REASON else ""
        if why and checker.lacks(entry, "reason"):
            what = f"the {why.replace('_', ' ')} moves" if entry.moves else f"it is {quoted(entry.delivery)}"
            hint = "add 'reason:' in the words of the document, or 'reason: No reason is given.'"
            yield checker.problem_at_key(entry, why, f"{what}, and no reason is given", hint)


def what_is_superseded_says_by_what(checker: _Checker) -> Problems:
    """What is superseded says by what, and nothing else does."""
    for _, entry in checker.updates:
        is_superseded = entry.delivery is Delivery.SUPERSEDED
        if is_superseded and checker.lacks(entry, "superseded_by"):
            message = "it is 'superseded', and nothing says by what"
            yield checker.problem(entry, "delivery", message, "add 'superseded_by:' with the id of what took its place")
        elif entry.superseded_by and not is_superseded and not checker.lost(entry, "delivery"):
            message = "something took its place, but it is not 'superseded'"
            yield checker.problem_at_key(
                entry, "superseded_by", message, "write 'delivery: superseded', or take this out"
            )


def finding_judges(checker: _Checker) -> Problems:
    """A finding's entry gives a judgement or says what was found."""
    for _, entry in checker.entries:
        if not isinstance(entry, FindingEntry):
            continue
        if checker.lacks(entry, "judgement", "found"):
            message = f"nothing is found of {entry.about or 'it'}"
            yield checker.problem(entry, (), message, "add 'judgement:' or 'found:'")
        if entry.judgement is Assurance.NOT_ASSESSED:
            hint = "take the line out, and the entry if it says nothing else"
            yield checker.problem(entry, "judgement", "'not assessed' is no judgement", hint)


RULES: tuple[Callable[[_Checker], Problems], ...] = (
    time_zone_is_known,
    address_is_whole,
    body_is_known,
    a_name_means_one_body,
    inspectorate_is_listed,
    head_dates_are_days,
    source_is_held,
    printed_totals_agree,
    ids_are_sound,
    what_is_not_missing_is_given,
    what_is_missing_is_not_given,
    decision_is_understood,
    decision_is_given_once,
    limited_decision_has_a_reason,
    agreed_words_are_quoted,
    themes_are_listed,
    references_lead_somewhere,
    words_refer_to_something,
    dates_are_read,
    what_is_inferred_is_given,
    cells_stand_beside_their_actions,
    former_ids_are_no_others,
    folder_belongs_to_a_plan,
    document_is_named_by_its_day,
    document_is_no_older_than_its_plan,
    entry_is_about_something,
    evidence_has_an_address,
    update_says_something,
    update_says_what_fits,
    moves_and_exits_have_a_reason,
    what_is_superseded_says_by_what,
    finding_judges,
)
