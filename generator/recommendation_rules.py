"""What must hold of recommendations and responses; each rule says in one line what it asks."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from generator.checking import (
    Checker,
    Problems,
    an,
    ids_had,
    no_date,
    suggestion,
)
from generator.fields import (
    quoted,
)
from generator.model import (
    Action,
    Aim,
    Commitment,
    Passage,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Step,
    UpdateEntry,
)
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE
from generator.references import mentions
from generator.refusals import Keys
from generator.targetdate import last_day_meant, two_dates
from generator.targetdate import read as read_target_date
from generator.vocabulary import (
    LIMITED,
    DecisionReason,
    Inferred,
)

_LIST_THE_WORDS = f"list the words under 'decision_words' in {SETTINGS_FILE}"


# The recommendation


def what_is_not_missing_is_given(checker: Checker) -> Problems:
    """Text and decision are given, or named under `missing`."""
    for _, made in checker.recommendations:
        fields = {"text": ["text"], "decision": ["decision", "decisions"]}
        lacking = [name for name in fields if name not in made.missing and checker.lacks(made, *fields[name])]
        if lacking and not made.removed and not checker.lost(made, "missing", "removed"):
            message = f"recommendation {made.id} has no {' and no '.join(lacking)}"
            hint = f"add it as printed; if the source lacks it: 'missing: [{', '.join(lacking)}]'"
            yield checker.problem(made, (), message, hint)


def what_is_missing_is_not_given(checker: Checker) -> Problems:
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
            is_part = name in given or re.fullmatch(rf"{re.escape(made.id)}\.[0-9]+", name)
            if not is_part and checker.is_sure(plan.id, made.id):
                message = f"{quoted(name)} is nothing that recommendation {made.id} could lack"
                hint = f'name text, decision, actions, or ids of its actions, as in "{made.id}.1"'
                yield checker.problem(made, ("missing", number), message, hint)


def decision_is_understood(checker: Checker) -> Problems:
    """What is printed as a decision, or as what a total is of, is listed in site_config.yml; said once a file."""
    listed = [words for spellings in checker.settings.decision_words.values() for words in spellings]
    said: set[tuple[str, str]] = set()
    for place, printed in _words_of_decisions(checker):
        is_said = (place.file, printed) in said or not checker.all_settings_read
        if checker.settings.decision(printed) is None and not is_said:
            hint = suggestion(printed, [*listed, "Total"], _LIST_THE_WORDS)
            yield Problem(place, f"{quoted(printed)} is no decision", hint)
        said.add((place.file, printed))


def _words_of_decisions(checker: Checker) -> Iterator[tuple[Place, str]]:
    at, key = checker.places.at, checker.places.key
    for record in _deciding(checker):
        yield from ((at(record, *keys), printed) for keys, printed in _printed_decisions(record))
    for plan in checker.plans:
        labels = [label for label in plan.printed_totals if label.casefold() != "total"]
        yield from ((key(plan, "printed_totals", label), label) for label in labels)


def decision_is_given_once(checker: Checker) -> Problems:
    """A recommendation has one decision, or one for each addressee."""
    for _, made in checker.recommendations:
        if made.decision and made.decisions:
            hint = "keep 'decisions' if several addressees answer, else 'decision'"
            yield checker.problem_at_key(made, "decisions", "the decision is given twice", hint)


def addressee_is_given_once(checker: Checker) -> Problems:
    """Where several addressees answer, `decisions` alone names them."""
    for _, made in checker.recommendations:
        if made.addressee and made.decisions and not made.decision:
            hint = "'decisions' names each of them: take this line out"
            yield checker.problem_at_key(made, "addressee", "the addressee is given twice", hint)


def a_body_decides_once(checker: Checker) -> Problems:
    """No two names under `decisions` are of one body."""
    for _, made in checker.recommendations:
        first: dict[str, str] = {}
        for name in made.decisions:
            body = checker.bodies_named.get(name)
            other = first.setdefault(body.name, name) if body else name
            if body and other != name:
                line = checker.places.key(made, "decisions", other).line
                is_called = "" if name == body.name else f"{quoted(name)} is "
                message = f"{is_called}{body.name}, whose decision stands already in line {line}"
                hint = "keep the decision that is printed for it, or name the other body that gave this one"
                yield checker.problem_at_key(made, ("decisions", name), message, hint)


def _deciding(checker: Checker) -> Iterator[Recommendation | UpdateEntry]:
    yield from (made for _, made in checker.recommendations)
    yield from (entry for _, entry in checker.updates)


def _printed_decisions(record: Recommendation | UpdateEntry) -> Iterator[tuple[Keys, str]]:
    if record.decision:
        yield ("decision",), record.decision
    if isinstance(record, Recommendation):
        yield from ((("decisions", name), printed) for name, printed in record.decisions.items())


def limited_decision_has_a_reason(checker: Checker) -> Problems:
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
    "'not stated' if the print names none of them"
)


def not_stated_stands_alone(checker: Checker) -> Problems:
    """A reason that is not stated has no other beside it."""
    for record in _deciding(checker):
        reasons = record.decision_reason
        if DecisionReason.NOT_STATED in reasons and len(reasons) > 1:
            keys = ("decision_reason", reasons.index(DecisionReason.NOT_STATED))
            yield checker.problem(record, keys, "'not stated' stands beside a reason", "take one of the two out")


def agreed_words_are_quoted(checker: Checker) -> Problems:
    """`agreed_words` are quotations from the recommendation's text."""
    for _, made in checker.recommendations:
        if made.agreed_words and checker.lacks(made, "text"):
            message = "there is no text in which these words could stand"
            hint = "give it under 'text', or take these words out"
            yield checker.problem_at_key(made, "agreed_words", message, hint)
        for number, words in enumerate(made.agreed_words):
            if made.text and words not in made.text:
                message = f"{quoted(words)} does not stand in the recommendation's text"
                hint = "copy the words from 'text' letter for letter"
                yield checker.problem(made, ("agreed_words", number), message, hint)


def themes_are_listed(checker: Checker) -> Problems:
    """Themes are ids of site_config.yml, each named once."""
    listed = checker.settings.themes
    for _, made in checker.recommendations:
        for number, theme in enumerate(made.themes):
            keys = ("themes", number)
            several = theme.split()
            if len(several) > 1 and set(several) <= set(listed):
                hint = f"write '{', '.join(several)}'"
                yield checker.problem(made, keys, f"a comma is missing in {quoted(theme)}", hint)
            elif theme not in listed and checker.all_settings_read:
                hint = suggestion(theme, listed, f"choose one that {SETTINGS_FILE} lists under 'themes'")
                yield checker.problem(made, keys, f"no theme is called {quoted(theme)}", hint)
            elif theme in made.themes[:number]:
                yield checker.problem(made, keys, f"the theme {quoted(theme)} is given twice", "take one out")


# The response


def references_lead_somewhere(checker: Checker) -> Problems:
    """What is referred to is in the plans, now or formerly, or declared missing; and of the right kind."""
    for plan_id, own, record, keys, reference in _references(checker):
        named, _, id_ = reference.rpartition("/")
        target = named or plan_id
        if not checker.stands(target, id_):
            yield checker.problem(record, keys, *_leads_nowhere(checker, target, id_))
        elif checker.plan_named(target) == plan_id and id_ in own:
            what = "itself" if isinstance(record, Recommendation) or "." in id_ else "its own recommendation"
            yield checker.problem(record, keys, f"{quoted(reference)} refers to {what}", "take it out")
        elif keys[0] in _OF_RECOMMENDATIONS and "." in id_:
            hint = "name its recommendation"
            yield checker.problem(record, keys, f"{quoted(reference)} is an action", hint)


def _leads_nowhere(checker: Checker, plan_id: str, id_: str) -> tuple[str, str]:
    if checker.plan_named(plan_id) not in checker.ids:
        otherwise = f"a plan is called by its file's name in {PLANS_FOLDER}/, without '.yml'"
        return f"there is no plan {quoted(plan_id)}", suggestion(plan_id, checker.ids, otherwise)
    lacking = "if the source lacks it, name it under 'missing' of its recommendation"
    hint = f"{checker.instead(plan_id, id_)}; {lacking}"
    return f"there is no {quoted(id_)} in the plan {quoted(plan_id)}", hint


def _references(checker: Checker) -> Iterator[tuple[str, set[str], Record, Keys, str]]:
    """Plan, own ids, record, keys and reference, of every reference."""
    for plan, made in checker.recommendations:
        yield from ((plan.id, ids_had(made), *found) for found in _relations(made))
    for plan, made, commitment in checker.commitments:
        for _, keys, reference in _relations(commitment):
            answers = ids_had(made) if keys[0] in _OF_RECOMMENDATIONS else set()
            yield plan.id, ids_had(commitment) | answers, commitment, keys, reference
    for document, entry in checker.updates:
        if entry.superseded_by:
            plan_id = checker.plan_named(document.plan)
            yield plan_id, {entry.about}, entry, ("superseded_by",), entry.superseded_by


# What an action says of these of itself, it says of its recommendation.
_OF_RECOMMENDATIONS = ("also_answers", "answered_with")


def _relations(record: Recommendation | Action | Aim) -> Iterator[tuple[Record, Keys, str]]:
    for name in ("repeats", "see", "also_answers"):
        references = enumerate(getattr(record, name))
        yield from ((record, (name, number), reference) for number, reference in references)
    if record.answered_with:
        yield record, ("answered_with",), record.answered_with


def a_response_is_printed_somewhere(checker: Checker) -> Problems:
    """Recommendations are not answered with each other."""
    leads = {
        (plan.id, made.id): _present(checker, plan, made.answered_with)
        for plan, made in checker.recommendations
        if made.answered_with
    }
    said: set[tuple[str, str]] = set()
    for plan, made in checker.recommendations:
        way = [(plan.id, made.id)]
        while (following := leads.get(way[-1])) and following not in way:
            way.append(following)
        if following == way[0] and len(way) > 1 and said.isdisjoint(way):
            message = f"recommendation {made.id} and recommendation {way[1][1]} are answered with each other"
            hint = "take the line out of the one whose response is printed"
            yield checker.problem(made, "answered_with", message, hint)
        said.update(way)


def _present(checker: Checker, plan: Plan, reference: str) -> tuple[str, str] | None:
    """The plan and the recommendation that are referred to, by their present ids."""
    named, _, id_ = reference.rpartition("/")
    other = checker.recommendation(named or plan.id, id_)
    return (checker.plan_named(named or plan.id), other.id) if other else None


def words_refer_to_something(checker: Checker) -> Problems:
    """What words point to, as in 'see 1.4', is in the plan, declared missing or noted."""
    for plan, record, key, words in _printed(checker):
        seen = {mention.id: mention for mention in mentions(words) if mention.is_to_be_seen}
        for id_, mention in seen.items():
            if not checker.stands(plan.id, id_) and not _names(record, id_):
                word_before = words[: mention.start].split()[-1].lstrip("(")
                is_action = "." in id_
                place = checker.places.within(record, key, id_ if is_action else f"{word_before} {id_}")
                message = f"the words point to {id_}, which is not in this plan"
                lacking = _LACKS_ACTION if is_action else _LACKS_RECOMMENDATION
                hint = f"{checker.instead(plan.id, id_)}; {lacking}; if it is misprinted, quote it in a 'note' here"
                yield Problem(place, message, hint)


def _printed(checker: Checker) -> Iterator[tuple[Plan, Recommendation | Passage | Step, str, str]]:
    """The printed words in which references are links, each with its plan, its record and their key there."""
    for plan, made in checker.recommendations:
        yield plan, made, "text", made.text or ""
        for block in made.response:
            if isinstance(block, Commitment):
                for part in block.parts:
                    yield plan, part, "step" if isinstance(part, Step) else part.label(), part.words or ""
            elif isinstance(block, Passage) and not isinstance(block, PrintedBeside):
                yield plan, block, block.label(), block.words


def _names(record: Recommendation | Passage | Step, id_: str) -> bool:
    """Whether a record refers to an id, or quotes it in its note."""
    return id_ in getattr(record, "see", ()) or id_ in _ids_in(record.note or "")


def _ids_in(note: str) -> list[str]:
    return re.findall(r"(?<![\w.])[0-9]+[a-z]?(?:\.[0-9]+)?(?![\w.]*\w)", note)


_LACKS_ACTION = "if the source lacks it, name it under 'missing' of its recommendation"
_LACKS_RECOMMENDATION = "if the source lacks it, add it with 'missing: [text, decision]'"


def dates_are_read(checker: Checker) -> Problems:
    """Every target date can be read, or has the editor's reading beside it."""
    for record in _dated(checker):
        yield from _date_is_read(checker, record)
    for cell in _cells(checker):
        yield from _cell_is_read(checker, cell)


Dated = Action | Aim | Step | UpdateEntry


def _dated(checker: Checker) -> Iterator[Dated]:
    for _, _, commitment in checker.commitments:
        yield commitment
        yield from commitment.steps
    yield from (entry for _, entry in checker.updates)


def _cells(checker: Checker) -> Iterator[PrintedBeside]:
    return (cell for _, made in checker.recommendations for cell in made.beside)


def _date_is_read(checker: Checker, record: Dated) -> Problems:
    if record.date_read_as and not read_target_date(record.date_read_as):
        yield checker.problem(record, "date_read_as", no_date(record.date_read_as), _READABLE)
    elif record.date_read_as and checker.lacks(record, "target_date"):
        message = "there is no printed date that is read like this"
        yield checker.problem_at_key(record, "date_read_as", message, "give it under 'target_date'")
    elif record.date_read_as and not isinstance(record, UpdateEntry) and read_target_date(record.target_date or ""):
        # In an update the reading may be a reader's, who knows no grammar of ours: the form asks for a day.
        message = f"{quoted(record.target_date)} can be read as it is printed"
        yield checker.problem_at_key(record, "date_read_as", message, _READ_AS_PRINTED)
    elif record.target_date and not record.target and not checker.lost(record, "date_read_as"):
        yield checker.problem(record, "target_date", no_date(record.target_date), _read_beside(record.target_date))


_READ_AS_PRINTED = "take the reading out: a date that moved later is told in an update; a misprint is quoted in 'note'"
_READABLE = "write it as 30/09/2031, 'September 2031', 'Completed' or 'undated'"


def _read_beside(printed: str) -> str:
    """What to do with a printed date that cannot be read, with a reading that is near it where there is one."""
    both = " and ".join(two_dates(printed.replace(",", " ")))
    reading = both if read_target_date(both) else last_day_meant(printed) or "…"
    add = f"'date_read_as: {reading}', or 'date_read_as: undated'"
    return f"keep what is printed, and add your reading below it: {add}"


def _cell_is_read(checker: Checker, cell: PrintedBeside) -> Problems:
    if checker.lost(cell, "target_date", "date_read_as"):
        return
    for number, printed in enumerate(cell.target_date):
        if dates := two_dates(printed):
            hint = f"put a comma between them, as in [{', '.join(dates)}]"
            yield checker.problem(cell, ("target_date", number), f"two dates stand here: {quoted(printed)}", hint)
            return
    if cell.date_read_as and len(cell.date_read_as) != len(cell.target_date):
        message = f"there are {len(cell.target_date)} dates, and readings for {len(cell.date_read_as)}"
        yield checker.problem(cell, "date_read_as", message, "give one reading for each date, in order")
        return
    name = "date_read_as" if cell.date_read_as else "target_date"
    hint = _READABLE if cell.date_read_as else "add 'date_read_as:' with one reading for each date, in order"
    for number, words in enumerate(getattr(cell, name)):
        printed = cell.target_date[number]
        if not read_target_date(words):
            yield checker.problem(cell, (name, number), no_date(words), hint)
        elif words != printed and read_target_date(printed):
            message = f"{quoted(printed)} can be read as it is printed"
            yield checker.problem(cell, (name, number), message, f"give it as it is printed: {quoted(printed)}")


def only_a_number_is_inferred_of_a_recommendation(checker: Checker) -> Problems:
    """Of a recommendation nothing but its number can be the editor's reading."""
    for _, made in checker.recommendations:
        for number, name in enumerate(made.inferred):
            if name is not Inferred.NUMBER:
                message = f"{quoted(name)} cannot be inferred of a recommendation, only 'number'"
                hint = "take it out; a mark for an action stands below that action"
                yield checker.problem(made, ("inferred", number), message, hint)


def what_is_inferred_is_given(checker: Checker) -> Problems:
    """What is marked inferred stands beside the mark."""
    commitments = [commitment for _, _, commitment in checker.commitments]
    steps = [step for commitment in commitments for step in commitment.steps]
    for record in (*commitments, *steps, *_cells(checker)):
        for number, name in enumerate(record.inferred):
            if name is not Inferred.BOUNDARY and checker.lacks(record, name):
                message = f"{quoted(name)} is inferred, and not given here"
                yield checker.problem(record, ("inferred", number), message, "give it, or take the mark out")


def cells_stand_beside_their_actions(checker: Checker) -> Problems:
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


def _cell_has_something(checker: Checker, cell: PrintedBeside) -> Problems:
    if checker.lacks(cell, "owner", "target_date"):
        message = "nothing is printed beside these actions"
        yield checker.problem(cell, (), message, "add 'owner:' or 'target_date:'")


def _cell_is_below(checker: Checker, cell: PrintedBeside, above: Collection[str]) -> Problems:
    for number, id_ in enumerate(cell.words):
        if id_ not in above:
            message = f"no action {quoted(id_)} stands above in this recommendation"
            hint = f"name some of {', '.join(above)}" if above else "put it below its actions"
            yield checker.problem(cell, ("printed_beside", number), message, hint)


def _cell_is_alone(
    checker: Checker, cell: PrintedBeside, above: Mapping[str, Record], taken: set[tuple[str, str]]
) -> Problems:
    fields = [name for name in ("owner", "target_date") if getattr(cell, name)]
    for number, id_ in enumerate(cell.words):
        own = [an(name) for name in fields if getattr(above.get(id_), name, None)]
        twice = [an(name) for name in fields if (id_, name) in taken]
        taken.update((id_, name) for name in fields)
        if own or twice:
            where = "of its own" if own else "from a cell already"
            message = f"action {id_} has {' and '.join(own or twice)} {where}"
            hint = "what stands in a cell stands nowhere else: take it out there, or the id here"
            yield checker.problem(cell, ("printed_beside", number), message, hint)


RULES: tuple[Callable[[Checker], Problems], ...] = (
    what_is_not_missing_is_given,
    what_is_missing_is_not_given,
    decision_is_understood,
    decision_is_given_once,
    addressee_is_given_once,
    a_body_decides_once,
    limited_decision_has_a_reason,
    not_stated_stands_alone,
    agreed_words_are_quoted,
    themes_are_listed,
    references_lead_somewhere,
    a_response_is_printed_somewhere,
    words_refer_to_something,
    dates_are_read,
    only_a_number_is_inferred_of_a_recommendation,
    what_is_inferred_is_given,
    cells_stand_beside_their_actions,
)
