"""What must hold within and between the records of a collection; each rule says in its first line what it asks."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

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
    Finding,
    FindingEntry,
    Inferred,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Step,
    Update,
    UpdateEntry,
    quoted,
)
from generator.problems import Problem
from generator.read import PLANS_FOLDER, Places, Reading
from generator.refusals import likely
from generator.targetdate import read as read_target_date
from generator.targetdate import read_day, why_unread

Problems = Iterator[Problem]


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
        self.places: Places = reading.places
        self.unread = reading.unread
        self.ids = {plan.id: _ids_of(plan) for plan in self.plans}
        self.former = {former: plan.id for plan in self.plans for former in plan.formerly}
        self.body_names = {name for body in self.collection.bodies.values() for name in body.names}
        self.all_bodies_read = not any(key.startswith("bodies/") for key in reading.unread)

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
            assert isinstance(document, Update | Finding)
            yield from ((document, entry) for entry in document.entries)

    def problem(
        self, record: Record, keys: str | tuple[str | int, ...], message: str, hint: str = ""
    ) -> Problem:
        """A problem at a value of a record."""
        return Problem(self.places.at(record, *_as_keys(keys)), message, hint)

    def problem_at_key(self, record: Record, key: str, message: str, hint: str = "") -> Problem:
        """A problem at a key of a record."""
        return Problem(self.places.key(record, key), message, hint)

    def plan_named(self, plan_id: str) -> str:
        """The present id of a plan that is named by its present or a former one."""
        return self.former.get(plan_id, plan_id)

    def stands(self, plan_id: str, id_: str) -> bool:
        """Whether an id stands in a plan, is declared missing there, or may stand in what could not be read."""
        plan_id = self.plan_named(plan_id)
        return not self.unread.isdisjoint({plan_id, f"{plan_id}/{id_}"}) or id_ in self.ids.get(plan_id, ())

    def suggestion(self, word: str, words: Iterable[str], otherwise: str) -> str:
        meant = likely_as_written(word, words)
        return f"did you mean {quoted(meant)}?" if meant else otherwise


def _as_keys(keys: str | tuple[str | int, ...]) -> tuple[str | int, ...]:
    return (keys,) if isinstance(keys, str) else keys


def likely_as_written(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, in its own spelling, or ''."""
    spellings = {known.casefold(): known for known in words}
    return spellings.get(likely(word, list(spellings)), "")


def _ids_of(plan: Plan) -> set[str]:
    """Every id that may be referred to in a plan: present, former, and declared missing."""
    found: set[str] = set()
    for made in plan.made:
        found |= {made.id, *made.formerly, *made.missing}
        for followed in made.followed:
            found |= {followed.id or "", *followed.formerly}
    return found


# The plan


def body_is_known(checker: _Checker) -> Problems:
    """A plan's body, an addressee, a successor and an owner's `of` are names in plans/bodies/."""
    for record, keys, name in _named_bodies(checker):
        if name not in checker.body_names and checker.all_bodies_read:
            hint = checker.suggestion(
                name, checker.body_names, f"add a file to {PLANS_FOLDER}/bodies/, or the name under 'also'"
            )
            yield checker.problem(record, keys, f"no body is called {quoted(name)}", hint)


def _named_bodies(checker: _Checker) -> Iterator[tuple[Record, tuple[str, ...], str]]:
    for plan in checker.plans:
        yield plan, ("body",), plan.body
    for _, made in checker.recommendations:
        if made.addressee:
            yield made, ("addressee",), made.addressee
        yield from ((made, ("decisions", name), name) for name in made.decisions)
    for body in checker.bodies:
        if body.successor:
            yield body, ("successor",), body.successor
        yield from ((owner, ("of",), owner.of) for owner in body.owners.values() if owner.of)
    for _, entry in checker.entries:
        if isinstance(entry, UpdateEntry) and entry.addressee:
            yield entry, ("addressee",), entry.addressee


def a_name_means_one_body(checker: _Checker) -> Problems:
    """No two bodies share a name."""
    first: dict[str, Body] = {}
    for body in checker.bodies:
        for name in dict.fromkeys(body.names):
            if name in first:
                message = f"{quoted(name)} is also the name of the body in {PLANS_FOLDER}/bodies/{first[name].id}.yml"
                yield checker.problem(body, "name", message, "a name stands for one body")
            first.setdefault(name, body)


def inspectorate_is_listed(checker: _Checker) -> Problems:
    """A plan's inspectorate is one of site_config.yml."""
    listed = checker.collection.settings.inspectorates
    for plan in checker.plans:
        if plan.inspectorate not in listed:
            hint = checker.suggestion(
                plan.inspectorate, listed, "add it under 'inspectorates' in site_config.yml"
            )
            yield checker.problem(
                plan, "inspectorate", f"no inspectorate is called {quoted(plan.inspectorate)}", hint
            )


def head_dates_are_days(checker: _Checker) -> Problems:
    """The dates in a plan's head can be read as a day."""
    for plan in checker.plans:
        for key in ("report_published", "action_plan_submitted"):
            printed = getattr(plan, key)
            if printed and not read_day(printed):
                yield checker.problem(
                    plan, key, _no_date(printed), "write the day as printed, as in '11th Sept. 2019'"
                )


def _no_date(printed: str) -> str:
    why = why_unread(printed)
    return f"{quoted(printed)} cannot be read as a date" + (f": {why}" if why else "")


def source_is_held(checker: _Checker) -> Problems:
    """A plan's source file is there and is the one its SHA-256 was taken of."""
    for plan in checker.plans:
        if not plan.source.startswith("sources/"):
            continue
        content = checker.collection.sources.get(plan.source)
        if content is None:
            hint = checker.suggestion(
                plan.source, checker.collection.sources, f"put the file into {PLANS_FOLDER}/sources/"
            )
            yield checker.problem(plan, "source", f"there is no file {quoted(plan.source)}", hint)
        elif plan.source_sha256 != (found := hashlib.sha256(content).hexdigest()):
            message = f"{plan.source} is not the file this plan was taken from: its SHA-256 is {found}"
            yield checker.problem(
                plan, "source_sha256", message, "put the right file there; if it is, write its SHA-256 here"
            )


def printed_totals_agree(checker: _Checker) -> Problems:
    """The totals printed in a plan agree with its recommendations, unless a note quotes them."""
    for plan in checker.plans:
        made = [
            _decisions(checker, recommendation) for recommendation in plan.made if not recommendation.removed
        ]
        counted = Counter(decision for decisions in made for decision in decisions)
        is_whole = not any(key.startswith(f"{plan.id}/") for key in checker.unread)
        for label, total in plan.printed_totals.items():
            decision = checker.collection.settings.decision(label)
            found = len(made) if label.casefold() == "total" else counted[decision] if decision else None
            keys = ("printed_totals", label)
            if found is None:
                yield checker.problem(
                    plan, keys, f"{quoted(label)} is no decision, nor 'Total'", _LIST_THE_WORDS
                )
            elif is_whole and found != total and f"{label} {total}" not in (plan.note or ""):
                message = f"{total} is printed for {quoted(label)}, but there are {found} here"
                hint = f"compare with the source; if it is misprinted, say so in the plan's note, quoting '{label} {total}'"
                yield checker.problem(plan, keys, message, hint)


def _decisions(checker: _Checker, made: Recommendation) -> set[Decision | None]:
    printed = [made.decision] if made.decision else list(made.decisions.values())
    return {checker.collection.settings.decision(words) for words in printed}


def plan_ids_are_never_reused(checker: _Checker) -> Problems:
    """No plan has, or had, the id of another."""
    present = checker.collection.plans
    seen: dict[str, Plan] = {}
    for plan in checker.plans:
        for number, former in enumerate(plan.formerly):
            if former in present or former in seen:
                yield checker.problem(
                    plan, ("formerly", number), f"{quoted(former)} is the id of another plan", _NEVER_REUSED
                )
            seen.setdefault(former, plan)


_NEVER_REUSED = "an id is never used again: choose another"
_LIST_THE_WORDS = "list the words under 'decision_words' in site_config.yml"


# The recommendation


def recommendation_has_an_id(checker: _Checker) -> Problems:
    """A number that makes no address needs an id beside it."""
    for _, made in checker.recommendations:
        if not made.given_id and not re.fullmatch(r"[0-9]+[A-Za-z]?[.)]?", made.number):
            suggested = re.sub("[^A-Za-z0-9]+", "-", made.number).strip("-")
            message = f"the number {quoted(made.number)} makes no address"
            yield checker.problem(made, "number", message, f"give an id below it: 'id: {suggested}'")


def ids_are_unique(checker: _Checker) -> Problems:
    """Within a plan no id is given twice, differs from another only in case, or was another's before."""
    for plan in checker.plans:
        first: dict[str, tuple[str, Record]] = {}
        for id_, record, keys in _ids_given(plan):
            if id_.casefold() in first:
                other, elsewhere = first[id_.casefold()]
                is_same = "is given twice" if other == id_ else f"differs from {quoted(other)} only in case"
                hint = f"first at {checker.places.at(elsewhere, 'id' if not isinstance(elsewhere, Recommendation) else 'number')}"
                yield checker.problem(record, keys, f"the id {quoted(id_)} {is_same}", hint)
            first.setdefault(id_.casefold(), (id_, record))


def _ids_given(plan: Plan) -> Iterator[tuple[str, Record, tuple[str | int, ...]]]:
    for made in plan.made:
        yield made.id, made, ("id",) if made.given_id else ("number",)
        yield from ((former, made, ("formerly", number)) for number, former in enumerate(made.formerly))
        for followed in made.followed:
            yield followed.id or "", followed, ("id",)
            yield from (
                (former, followed, ("formerly", number)) for number, former in enumerate(followed.formerly)
            )


def action_id_begins_with_its_recommendation(checker: _Checker) -> Problems:
    """An action's id is its recommendation's, a dot and a number."""
    for _, made in checker.recommendations:
        for followed in made.followed:
            if (followed.id or "").rpartition(".")[0] != made.id:
                message = f"the id {quoted(followed.id)} does not begin with {quoted(made.id + '.')}, its recommendation's"
                hint = "an action that moved here gets a new id, and its old one under 'formerly'"
                yield checker.problem(followed, "id", message, hint)


def what_is_not_missing_is_given(checker: _Checker) -> Problems:
    """Text and decision are given, or named under `missing`; never both."""
    for _, made in checker.recommendations:
        given = {
            "text": made.text,
            "decision": made.decision or made.decisions,
            "actions": list(made.followed),
        }
        for name in ("text", "decision"):
            if not given[name] and name not in made.missing and not made.removed:
                hint = f"add it as printed; if the source lacks it: 'missing: [{name}]'"
                yield checker.problem(made, (), f"recommendation {made.number} has no {name}", hint)
        for number, name in enumerate(made.missing):
            yield from _missing_is_missing(checker, made, number, bool(given.get(name)))


def _missing_is_missing(checker: _Checker, made: Recommendation, number: int, is_given: bool) -> Problems:
    name = made.missing[number]
    keys = ("missing", number)
    if is_given or name in {followed.id for followed in made.followed}:
        yield checker.problem(
            made, keys, f"{quoted(name)} is given, so it is not missing", "take it out here"
        )
    elif name not in ("text", "decision", "actions") and name.rpartition(".")[0] != made.id:
        hint = f'name text, decision, actions, or ids of its actions, as in "{made.id}.1"'
        yield checker.problem(made, keys, f"{quoted(name)} is nothing this recommendation could lack", hint)


def decision_is_understood(checker: _Checker) -> Problems:
    """Printed decisions are words that site_config.yml lists; a recommendation has one, or one an addressee."""
    settings = checker.collection.settings
    listed = [words for spellings in settings.decision_words.values() for words in spellings]
    for record, keys, printed in _printed_decisions(checker):
        if settings.decision(printed) is None:
            hint = checker.suggestion(printed, listed, _LIST_THE_WORDS)
            yield checker.problem(record, keys, f"{quoted(printed)} is no decision", hint)
    for _, made in checker.recommendations:
        if made.decision and made.decisions:
            hint = "keep 'decisions' if several addressees answer, else 'decision'"
            yield checker.problem_at_key(made, "decisions", "the decision is given twice", hint)


def _printed_decisions(checker: _Checker) -> Iterator[tuple[Record, tuple[str, ...], str]]:
    for _, made in checker.recommendations:
        if made.decision:
            yield made, ("decision",), made.decision
        yield from ((made, ("decisions", name), printed) for name, printed in made.decisions.items())
    for _, entry in checker.entries:
        if isinstance(entry, UpdateEntry) and entry.decision:
            yield entry, ("decision",), entry.decision


def limited_decision_has_a_reason(checker: _Checker) -> Problems:
    """Partly agreed and not agreed have a reason, 'not stated' among them; other decisions have none."""
    for _, made in checker.recommendations:
        decisions = _decisions(checker, made)
        if decisions & LIMITED and not made.decision_reason:
            printed = made.decision or ", ".join(made.decisions.values())
            yield checker.problem_at_key(
                made,
                "decision" if made.decision else "decisions",
                f"{quoted(printed)} has no reason",
                _GIVE_THE_REASON,
            )
        elif made.decision_reason and None not in decisions and not decisions & LIMITED:
            hint = "a reason belongs to a recommendation that is partly or not agreed"
            yield checker.problem_at_key(
                made, "decision_reason", "there is nothing to give a reason for", hint
            )
    for _, entry in checker.entries:
        if isinstance(entry, UpdateEntry) and entry.decision and not entry.decision_reason:
            if checker.collection.settings.decision(entry.decision) in LIMITED:
                yield checker.problem(
                    entry, "decision", f"{quoted(entry.decision)} has no reason", _GIVE_THE_REASON
                )


_GIVE_THE_REASON = "add 'decision_reason:' with commissioning, policy, operational or affordability; 'not stated' if the print gives none"


def agreed_words_are_quoted(checker: _Checker) -> Problems:
    """`agreed_words` are quotations from the recommendation's text."""
    for _, made in checker.recommendations:
        for number, words in enumerate(made.agreed_words):
            if words not in (made.text or ""):
                hint = "copy them from 'text' letter for letter"
                yield checker.problem(
                    made,
                    ("agreed_words", number),
                    f"{quoted(words)} does not stand in the recommendation's text",
                    hint,
                )


def themes_are_listed(checker: _Checker) -> Problems:
    """Themes are ids of site_config.yml, each named once."""
    listed = checker.collection.settings.themes
    for _, made in checker.recommendations:
        for number, theme in enumerate(made.themes):
            if theme not in listed:
                hint = checker.suggestion(
                    theme, listed, "choose one that site_config.yml lists under 'themes'"
                )
                yield checker.problem(made, ("themes", number), f"no theme is called {quoted(theme)}", hint)
            elif theme in made.themes[:number]:
                yield checker.problem(
                    made, ("themes", number), f"the theme {quoted(theme)} is given twice", "take one out"
                )


# The response


def references_lead_somewhere(checker: _Checker) -> Problems:
    """What is referred to stands in the plans, now or formerly, or is declared missing."""
    for plan_id, own_id, record, keys, reference in _references(checker):
        named, _, id_ = reference.rpartition("/")
        target = named or plan_id
        if not checker.stands(target, id_):
            yield checker.problem(record, keys, *_leads_nowhere(checker, target, id_, is_named=bool(named)))
        elif (target, id_) == (plan_id, own_id):
            yield checker.problem(record, keys, f"{quoted(reference)} refers to itself", "take it out")


def _leads_nowhere(checker: _Checker, plan_id: str, id_: str, *, is_named: bool) -> tuple[str, str]:
    known = checker.plan_named(plan_id)
    if known not in checker.ids:
        return f"there is no plan {quoted(plan_id)}", checker.suggestion(
            plan_id, checker.ids, "a plan's id is its file's name"
        )
    where = f"the plan {quoted(plan_id)}" if is_named else "this plan"
    hint = "if the source lacks it, name it under 'missing' of its recommendation"
    return f"there is no {quoted(id_)} in {where}", checker.suggestion(id_, checker.ids[known], hint)


def _references(checker: _Checker) -> Iterator[tuple[str, str, Record, tuple[str | int, ...], str]]:
    """Plan, own id, record, keys and reference, of every reference."""
    for plan, made in checker.recommendations:
        yield from ((plan.id, made.id, *found) for found in _relations(made))
    for plan, _, commitment in checker.commitments:
        yield from ((plan.id, commitment.id or "", *found) for found in _relations(commitment))
    for document, entry in checker.entries:
        if isinstance(entry, UpdateEntry) and entry.superseded_by:
            yield document.plan, entry.about, entry, ("superseded_by",), entry.superseded_by


def _relations(record: Recommendation | Action | Aim) -> Iterator[tuple[Record, tuple[str | int, ...], str]]:
    for name in ("repeats", "see", "also_answers"):
        yield from (
            (record, (name, number), reference) for number, reference in enumerate(getattr(record, name))
        )
    if record.answered_with:
        yield record, ("answered_with",), record.answered_with


def relations_join_like_with_like(checker: _Checker) -> Problems:
    """What is also answered, and what answers, is a recommendation."""
    for _, _, record, keys, reference in _references(checker):
        if keys[0] in ("also_answers", "answered_with") and "." in reference.rpartition("/")[2]:
            yield checker.problem(
                record, keys, f"{quoted(reference)} is an action", "name its recommendation"
            )


def words_refer_to_something(checker: _Checker) -> Problems:
    """An action that printed words point to, as in 'see 1.4', stands in the plan or is declared missing."""
    for plan, made, block in checker.commitments:
        for id_ in re.findall(r"\b[Ss]ee ([0-9]+\.[0-9]+)\b", block.words):
            if not checker.stands(plan.id, id_):
                hint = f"if the source lacks it, add 'missing: [\"{id_}\"]' to its recommendation"
                yield checker.problem(
                    block, block.label(), f"the words point to {id_}, which is not in this plan", hint
                )


def dates_are_read(checker: _Checker) -> Problems:
    """Every target date can be read, or has the editor's reading beside it."""
    for record in _dated(checker):
        yield from _date_is_read(checker, record)
    for _, made in checker.recommendations:
        for cell in made.beside:
            yield from _cell_is_read(checker, cell)


Dated = Action | Aim | Step | UpdateEntry


def _dated(checker: _Checker) -> Iterator[Dated]:
    for _, _, commitment in checker.commitments:
        yield commitment
        yield from commitment.steps
    yield from (entry for _, entry in checker.entries if isinstance(entry, UpdateEntry))


def _date_is_read(checker: _Checker, record: Dated) -> Problems:
    if record.date_read_as and not record.target_date:
        hint = "give the printed words under 'target_date'"
        yield checker.problem_at_key(record, "date_read_as", "there is no printed date to read", hint)
    elif record.date_read_as and not read_target_date(record.date_read_as):
        yield checker.problem(record, "date_read_as", _no_date(record.date_read_as), _READABLE)
    elif record.target_date and not record.target:
        yield checker.problem(record, "target_date", _no_date(record.target_date), _READ_BESIDE)


_READABLE = "write it as 30/09/2031, 'September 2031', 'Completed' or 'undated'"
_READ_BESIDE = "keep what is printed, and add your reading below it: 'date_read_as: 30/09/2031', or 'date_read_as: undated'"


def _cell_is_read(checker: _Checker, cell: PrintedBeside) -> Problems:
    if cell.date_read_as and len(cell.date_read_as) != len(cell.target_date):
        message = f"there are {len(cell.target_date)} dates, and readings for {len(cell.date_read_as)}"
        yield checker.problem(cell, "date_read_as", message, "give one reading for each date, in order")
        return
    name = "date_read_as" if cell.date_read_as else "target_date"
    for number, words in enumerate(getattr(cell, name)):
        if not read_target_date(words):
            hint = _READABLE if cell.date_read_as else "add 'date_read_as' with one reading for each date"
            yield checker.problem(cell, (name, number), _no_date(words), hint)


def what_is_inferred_is_given(checker: _Checker) -> Problems:
    """What is marked inferred stands beside the mark."""
    for _, _, commitment in checker.commitments:
        for record in (commitment, *commitment.steps):
            for number, name in enumerate(record.inferred):
                if name is not Inferred.BOUNDARY and not getattr(record, name):
                    hint = "take it out here, or give it"
                    yield checker.problem(
                        record, ("inferred", number), f"there is no {quoted(name)} that was inferred", hint
                    )


def cells_stand_beside_their_actions(checker: _Checker) -> Problems:
    """`printed_beside` names actions that stand above it, each without such a field and once only."""
    for _, made in checker.recommendations:
        above: dict[str, Action | Aim] = {}
        taken: set[tuple[str, str]] = set()
        for block in made.response:
            if isinstance(block, Action | Aim) and block.id:
                above[block.id] = block
            elif isinstance(block, PrintedBeside):
                yield from _cell_is_beside(checker, block, above, taken)


def _cell_is_beside(
    checker: _Checker, cell: PrintedBeside, above: dict[str, Action | Aim], taken: set[tuple[str, str]]
) -> Problems:
    fields = [name for name in ("owner", "target_date") if getattr(cell, name)]
    if not fields:
        yield checker.problem(
            cell, (), "nothing is printed beside these actions", "add 'owner' or 'target_date'"
        )
    for number, id_ in enumerate(cell.words):
        keys = ("printed_beside", number)
        if id_ not in above:
            hint = "name actions of this recommendation that stand above"
            yield checker.problem(cell, keys, f"no action {quoted(id_)} stands above", hint)
            continue
        for name in fields:
            if getattr(above[id_], name):
                message = f"action {id_} has {_a(name)} of its own"
                yield checker.problem(
                    cell, keys, message, "it stands in one place: take it out there, or the id here"
                )
            elif (id_, name) in taken:
                yield checker.problem(
                    cell, keys, f"action {id_} has {_a(name)} in a cell above", "name it in one cell"
                )
            taken.add((id_, name))


def _a(name: str) -> str:
    return {"owner": "an owner", "target_date": "a target date"}[name]


# Bodies, owners and themes


def former_ids_are_no_others(checker: _Checker) -> Problems:
    """A former id of a body, an owner or a theme is no other's id."""
    yield from _formerly_unique(checker, checker.collection.bodies)
    yield from _formerly_unique(checker, checker.collection.settings.themes)
    for body in checker.bodies:
        yield from _formerly_unique(checker, body.owners)


def _formerly_unique(checker: _Checker, records: object) -> Problems:
    assert isinstance(records, dict)
    seen = set(records)
    for record in records.values():
        for number, former in enumerate(record.formerly):
            if former in seen:
                yield checker.problem(
                    record, ("formerly", number), f"{quoted(former)} is the id of another", _NEVER_REUSED
                )
            seen.add(former)


# Updates and findings


def document_has_its_plan_and_day(checker: _Checker) -> Problems:
    """A document lies in its plan's folder, its name begins with its date, and it is not older than its plan."""
    for document in checker.collection.documents:
        plan = checker.collection.plans.get(document.plan)
        if plan is None:
            if document.plan not in checker.unread:
                hint = checker.suggestion(
                    document.plan, checker.collection.plans, "name the folder as the plan's file"
                )
                yield checker.problem(document, (), f"there is no plan {quoted(document.plan)}", hint)
            continue
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+", document.id):
            hint = f"name it by day and words, as in '{document.date}-progress.yml'"
            yield checker.problem(
                document, "date", f"the file's name {quoted(document.id)} does not begin with a day", hint
            )
        elif document.id[:10] != document.date.isoformat():
            hint = "make the two the same"
            yield checker.problem(
                document, "date", f"the date differs from {document.id[:10]} in the file's name", hint
            )
        begun = plan.submitted or plan.published
        if begun and document.date < begun:
            message = f"{document.date} is before the plan's own date, {begun}"
            yield checker.problem(document, "date", message, "compare with the document")


def entry_is_about_something(checker: _Checker) -> Problems:
    """An entry names one action or one recommendation of its plan."""
    for document, entry in checker.entries:
        if bool(entry.action) == bool(entry.recommendation):
            message = (
                "the entry names both an action and a recommendation"
                if entry.action
                else "the entry names no action"
            )
            yield checker.problem(entry, (), message, "give either 'action:' or 'recommendation:'")
        elif document.plan in checker.ids and not checker.stands(document.plan, entry.about):
            key = "action" if entry.action else "recommendation"
            hint = checker.suggestion(
                entry.about, checker.ids[checker.plan_named(document.plan)], "look up the id in the plan"
            )
            yield checker.problem(entry, key, f"the plan has no {key} {quoted(entry.about)}", hint)


def update_says_something(checker: _Checker) -> Problems:
    """An update's entry reports a delivery, says something or moves something; a delivery and a date are an action's."""
    for document, entry in checker.entries:
        if not isinstance(entry, UpdateEntry):
            continue
        if not (entry.delivery or entry.said or entry.moves):
            hint = "add 'delivery:', 'said:', or what moved"
            yield checker.problem(entry, (), f"nothing is said of {entry.about or 'it'}", hint)
        if entry.delivery is Delivery.NOT_REPORTED:
            yield checker.problem(
                entry, "delivery", "an update reports something", "take the entry out if nothing was reported"
            )
        for name in ("delivery", "target_date", "owner"):
            if entry.recommendation and getattr(entry, name):
                yield checker.problem_at_key(
                    entry, name, f"a recommendation has no {quoted(name)}", "name the action instead"
                )
        if entry.action and entry.decision:
            yield checker.problem_at_key(
                entry, "decision", "an action has no decision", "name the recommendation instead"
            )


def moves_and_exits_have_a_reason(checker: _Checker) -> Problems:
    """A move, an exit, a pause and a start that was not made have a reason; what is superseded says by what."""
    for _, entry in checker.entries:
        if not isinstance(entry, UpdateEntry):
            continue
        why = entry.moves[0] if entry.moves else "delivery" if entry.delivery in NEEDS_REASON else ""
        if why and not entry.reason:
            what = f"the {why.replace('_', ' ')} moves" if entry.moves else f"it is {quoted(entry.delivery)}"
            hint = "add 'reason:' in the words of the document, or 'reason: No reason is given.'"
            yield checker.problem_at_key(entry, why, f"{what}, and no reason is given", hint)
        if (entry.delivery is Delivery.SUPERSEDED) != bool(entry.superseded_by):
            key = "superseded_by" if entry.superseded_by else "delivery"
            hint = "give both 'delivery: superseded' and 'superseded_by:'"
            yield checker.problem_at_key(entry, key, "what is superseded says by what", hint)


def finding_judges(checker: _Checker) -> Problems:
    """A finding's entry gives a judgement or says what was found."""
    for _, entry in checker.entries:
        if not isinstance(entry, FindingEntry):
            continue
        if not (entry.judgement or entry.found):
            yield checker.problem(
                entry, (), f"nothing is found of {entry.about or 'it'}", "add 'judgement:' or 'found:'"
            )
        if entry.judgement is Assurance.NOT_ASSESSED:
            yield checker.problem(
                entry, "judgement", "a finding judges", "take the entry out if it was not assessed"
            )


RULES: tuple[Callable[[_Checker], Problems], ...] = (
    body_is_known,
    a_name_means_one_body,
    inspectorate_is_listed,
    head_dates_are_days,
    source_is_held,
    printed_totals_agree,
    plan_ids_are_never_reused,
    recommendation_has_an_id,
    ids_are_unique,
    action_id_begins_with_its_recommendation,
    what_is_not_missing_is_given,
    decision_is_understood,
    limited_decision_has_a_reason,
    agreed_words_are_quoted,
    themes_are_listed,
    references_lead_somewhere,
    relations_join_like_with_like,
    words_refer_to_something,
    dates_are_read,
    what_is_inferred_is_given,
    cells_stand_beside_their_actions,
    former_ids_are_no_others,
    document_has_its_plan_and_day,
    entry_is_about_something,
    update_says_something,
    moves_and_exits_have_a_reason,
    finding_judges,
)
