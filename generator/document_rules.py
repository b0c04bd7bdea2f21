"""What must hold of updates and findings; each rule says in one line what it asks."""

import re
from collections.abc import Callable, Iterable

from generator.checking import (
    ADDRESS,
    Checker,
    Problems,
    an,
    suggestion,
)
from generator.fields import (
    quoted,
)
from generator.model import (
    FindingEntry,
)
from generator.read import PLANS_FOLDER
from generator.vocabulary import (
    NEEDS_REASON,
    Assurance,
    Delivery,
)


def folder_belongs_to_a_plan(checker: Checker) -> Problems:
    """A folder of updates and findings is called as its plan."""
    first = {document.plan: document for document in reversed(checker.collection.documents)}
    for folder, document in first.items():
        if folder not in checker.ids and folder not in checker.unread:
            if now := checker.former.get(folder):
                hint = f"it is called {quoted(now)} now: rename the folder"
            else:
                hint = suggestion(folder, checker.ids, f"call the folder as the plan's file in {PLANS_FOLDER}/")
            yield checker.problem(document, (), f"there is no plan {quoted(folder)}", hint)


def document_is_named_by_its_day(checker: Checker) -> Problems:
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


def document_is_no_older_than_its_plan(checker: Checker) -> Problems:
    """An update or a finding is not dated before its plan."""
    for document in checker.collection.documents:
        plan = checker.collection.plans.get(document.plan)
        begun = plan and (plan.submitted or plan.published)
        if begun and document.date < begun:
            message = f"{quoted(document.date)} is before the plan's own date, {begun}"
            yield checker.problem(document, "date", message, "compare with the document and with the plan")


def document_source_is_there(checker: Checker) -> Problems:
    """The source of an update or a finding is an address, or a file that is held."""
    for document in checker.collection.documents:
        yield from checker.no_such_source(document)


def entry_is_about_something(checker: Checker) -> Problems:
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


def evidence_has_an_address(checker: Checker) -> Problems:
    """Evidence is named by an address that readers can open."""
    for _, entry in checker.entries:
        for number, address in enumerate(entry.evidence):
            if not re.fullmatch(ADDRESS, address):
                message = f"{quoted(address)} is no address"
                hint = "write it as in 'https://plans.example/minutes'; words about it go under 'note'"
                yield checker.problem(entry, ("evidence", number), message, hint)


def update_says_something(checker: Checker) -> Problems:
    """An entry of an update reports a delivery, says something or moves something."""
    for _, entry in checker.updates:
        if checker.lacks(entry, "delivery", "said", "superseded_by", "target_date", "owner", "words", "decision"):
            hint = "add 'delivery:', 'said:', or what moved"
            yield checker.problem(entry, (), f"nothing is said of {entry.about or 'it'}", hint)
        if entry.delivery is Delivery.NOT_REPORTED:
            hint = "take the line out, and the entry if it says nothing else"
            yield checker.problem(entry, "delivery", "'not reported' is no report", hint)


def update_says_what_fits(checker: Checker) -> Problems:
    """A delivery, a date and an owner are an action's; a decision and whose it is are a recommendation's."""
    for _, entry in checker.updates:
        if bool(entry.action) == bool(entry.recommendation):
            continue
        mine, other = ("action", "recommendation") if entry.action else ("recommendation", "action")
        fields = ("decision", "addressee") if entry.action else ("delivery", "target_date", "owner")
        if misplaced := [name for name in fields if getattr(entry, name)]:
            message = f"{an(mine)} has no {quoted(misplaced[0])}"
            yield checker.problem_at_key(entry, misplaced[0], message, f"name the {other} instead")


def new_decision_is_an_addressees(checker: Checker) -> Problems:
    """A new decision is of an addressee of its recommendation, and says of which where there are several."""
    for document, entry in checker.updates:
        plan_id = checker.plan_named(document.plan)
        made = checker.recommendation(plan_id, entry.recommendation) if entry.recommendation else None
        if made is None or not entry.decision or checker.lost(made, "decisions", "addressee"):
            continue
        addressees = [*made.decisions] or [made.addressee or checker.collection.plans[plan_id].body]
        choices = " or ".join(quoted(name) for name in addressees)
        if made.decisions and checker.lacks(entry, "addressee"):
            message = f"nothing says whose decision on recommendation {made.id} this is"
            yield checker.problem(entry, "decision", message, f"add 'addressee:' with {choices}")
        elif entry.addressee in checker.bodies_named and not _is_one_of(checker, entry.addressee, addressees):
            message = f"{quoted(entry.addressee)} is no addressee of recommendation {made.id}"
            yield checker.problem(entry, "addressee", message, f"write {choices}")


def _is_one_of(checker: Checker, name: str, bodies: Iterable[str]) -> bool:
    return any(checker.is_same_body(name, other) for other in bodies)


def moves_and_exits_have_a_reason(checker: Checker) -> Problems:
    """A move, an exit, a pause and a start that was not made have a reason."""
    for _, entry in checker.updates:
        why = entry.moves[0] if entry.moves else "delivery" if entry.delivery in NEEDS_REASON else ""
        if why and checker.lacks(entry, "reason"):
            what = f"the {why.replace('_', ' ')} moves" if entry.moves else f"it is {quoted(entry.delivery)}"
            hint = "add 'reason:' in the words of the document, or 'reason: No reason is given.'"
            yield checker.problem_at_key(entry, why, f"{what}, and no reason is given", hint)


def what_is_superseded_says_by_what(checker: Checker) -> Problems:
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


def finding_judges(checker: Checker) -> Problems:
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


RULES: tuple[Callable[[Checker], Problems], ...] = (
    folder_belongs_to_a_plan,
    document_is_named_by_its_day,
    document_is_no_older_than_its_plan,
    document_source_is_there,
    entry_is_about_something,
    evidence_has_an_address,
    update_says_something,
    update_says_what_fits,
    new_decision_is_an_addressees,
    moves_and_exits_have_a_reason,
    what_is_superseded_says_by_what,
    finding_judges,
)
