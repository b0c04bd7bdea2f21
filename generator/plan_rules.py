"""What must hold of settings, bodies and the heads of plans; each rule says in one line what it asks."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from zoneinfo import ZoneInfo, available_timezones

from generator.checking import (
    ADDRESS,
    BODIES_FOLDER,
    EMAIL,
    Checker,
    Problems,
    likely_spelling,
    no_date,
    suggestion,
)
from generator.fields import (
    quoted,
)
from generator.identifiers import authority_day
from generator.model import (
    Body,
    Owner,
    Plan,
    Recommendation,
    Settings,
    Theme,
)
from generator.problems import Place, Problem
from generator.read import PLANS_FOLDER, SETTINGS_FILE
from generator.refusals import Keys
from generator.targetdate import read_day
from generator.vocabulary import (
    Decision,
)

# The settings


def time_zone_is_known(checker: Checker) -> Problems:
    """The site's time zone is one of those that computers know."""
    name = checker.settings.time_zone
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = suggestion(name, available_timezones(), "write it as in 'Europe/London'")
        yield checker.problem(checker.settings, "time_zone", f"no time zone is called {quoted(name)}", hint)


def address_is_whole(checker: Checker) -> Problems:
    """The site's address is one that other addresses can be added to."""
    address = checker.settings.address
    if address and not re.fullmatch(r"https?://[^\s?#]+/", address):
        message = f"{quoted(address)} is not a whole address with a slash at its end"
        yield checker.problem(checker.settings, "address", message, "write it as in 'https://plans.example/'")


def authority_has_a_day(checker: Checker) -> Problems:
    """The authority's year, month or day is one that the calendar has."""
    authority = checker.settings.authority
    if not authority_day(checker.settings):
        message = f"{quoted(authority.partition(',')[2])} is no day"
        hint = "behind the comma write a year in which the domain was yours, as in 'plans.example,2031'"
        yield checker.problem(checker.settings, "authority", message, hint)


def repository_is_an_address(checker: Checker) -> Problems:
    """Where the plans' files are kept is an address that readers can open."""
    repository = checker.settings.repository
    if repository and not re.fullmatch(ADDRESS, repository):
        hint = "write it as in 'https://code.example/plans'"
        yield checker.problem(checker.settings, "repository", f"{quoted(repository)} is no address", hint)


def branch_is_a_name(checker: Checker) -> Problems:
    """The branch is named as the repository's host shows it."""
    branch = checker.settings.branch
    if not re.fullmatch(r"[\w.+-]+(/[\w.+-]+)*", branch):
        hint = "write it as the repository's host shows it, as in 'main'"
        yield checker.problem(checker.settings, "branch", f"{quoted(branch)} is no name of a branch", hint)


def editor_is_an_address(checker: Checker) -> Problems:
    """Messages to the editors go to an e-mail address."""
    editor = checker.settings.editor
    if editor and not re.fullmatch(EMAIL, editor):
        hint = "write it as in 'editor@plans.example'"
        yield checker.problem(checker.settings, "editor", f"{quoted(editor)} is no e-mail address", hint)


def decision_words_mean_one_decision(checker: Checker) -> Problems:
    """No printed words are listed under two decisions; capitals make no difference."""
    first: dict[str, Decision] = {}
    for decision, spellings in checker.settings.decision_words.items():
        for number, words in enumerate(spellings):
            other = first.setdefault(words.casefold(), decision)
            if other is not decision:
                message = f"{quoted(words)} is listed under {quoted(other)} too; capitals make no difference"
                keys = ("decision_words", decision, number)
                yield checker.problem(checker.settings, keys, message, "take it out under one of the two")


# The plan


def body_is_known(checker: Checker) -> Problems:
    """A plan's body, an addressee, a successor and an owner's `of` are names in plans/bodies/."""
    for place, name in _named_bodies(checker):
        if name not in checker.bodies_named and checker.all_bodies_read:
            hint = f"add a file to {BODIES_FOLDER}/, or the name under 'also' in one of them"
            if meant := likely_spelling(name, checker.bodies_named):
                file = f"{BODIES_FOLDER}/{checker.bodies_named[meant].id}.yml"
                hint = (
                    f"did you mean {quoted(meant)}? If the body has a new name, keep the old one under 'also' in {file}"
                )
            yield Problem(place, f"no body is called {quoted(name)}", hint)


def _named_bodies(checker: Checker) -> Iterator[tuple[Place, str]]:
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


def a_name_means_one_body(checker: Checker) -> Problems:
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


def successor_is_another_body(checker: Checker) -> Problems:
    """No body is its own successor."""
    for body in checker.bodies:
        if body.successor in body.names:
            message = f"{quoted(body.successor)} is this body itself"
            yield checker.problem(body, "successor", message, "name the body that took over, or take the line out")


def inspectorate_is_listed(checker: Checker) -> Problems:
    """A plan's inspectorate is one of site_config.yml."""
    listed = checker.settings.inspectorates
    for plan in checker.plans:
        if plan.inspectorate not in listed and checker.all_settings_read:
            message = f"no inspectorate is called {quoted(plan.inspectorate)}"
            otherwise = f"add it under 'inspectorates' in {SETTINGS_FILE}"
            hint = suggestion(plan.inspectorate, listed, otherwise)
            yield checker.problem(plan, "inspectorate", message, hint)


def head_dates_are_days(checker: Checker) -> Problems:
    """The dates in a plan's head can be read as a day."""
    for plan in checker.plans:
        for key in ("report_published", "action_plan_submitted"):
            printed = getattr(plan, key)
            if printed and not read_day(printed):
                yield checker.problem(plan, key, no_date(printed), _ONE_DAY)


_ONE_DAY = (
    "write one day as printed, as in '11th Sept. 2031'; "
    "if this is what is printed, take the line out and quote it in 'note'"
)


def source_is_held(checker: Checker) -> Problems:
    """A plan's source is an address, or a file that is there and is the one its SHA-256 was taken of."""
    held = checker.collection.sources
    for plan in checker.plans:
        if plan.source in held:
            yield from _source_is_the_same(checker, plan, hashlib.sha256(held[plan.source]).hexdigest())
        else:
            yield from checker.no_such_source(plan)


def _source_is_the_same(checker: Checker, plan: Plan, sha256: str) -> Problems:
    if checker.lacks(plan, "source_sha256"):
        message = f"nothing shows that {quoted(plan.source)} stays the file this plan was taken from"
        yield checker.problem(plan, "source", message, f"add its SHA-256: 'source_sha256: {sha256}'")
    elif plan.source_sha256 and plan.source_sha256 != sha256:
        message = f"the SHA-256 of {quoted(plan.source)} is another"
        hint = f"put back the file the plan was taken from; if it is there, its SHA-256 is {sha256}"
        yield checker.problem(plan, "source_sha256", message, hint)


def printed_totals_agree(checker: Checker) -> Problems:
    """The totals printed in a plan agree with its recommendations, unless a note quotes them."""
    for plan in checker.plans:
        decisions = [_decisions(checker.settings, made) for made in plan.made if not made.removed]
        is_in_doubt = plan.id in checker.unread or f"{PLANS_FOLDER}/{plan.id}.yml" in checker.incomplete
        if is_in_doubt or any(None in each for each in decisions):
            continue
        totals = {label: _total(checker.settings, label, decisions) for label in plan.printed_totals}
        noted = _totals_quoted(checker.settings, plan)
        wrong = [
            label
            for label, printed in plan.printed_totals.items()
            if totals[label] not in (None, printed) and (label, str(printed)) not in noted
        ]
        if wrong:
            printed = " and ".join(f"'{label} {plan.printed_totals[label]}'" for label in wrong)
            counted = " and ".join(f"{totals[label]}" for label in wrong)
            hint = f"compare with the source; if it is misprinted, quote {printed} in the plan's note"
            message = f"printed: {printed}; counted here: {counted}"
            yield checker.problem(plan, ("printed_totals", wrong[0]), message, hint)


def _totals_quoted(settings: Settings, plan: Plan) -> set[tuple[str, str]]:
    """The labels and numbers quoted in a plan's note; 'Partly Agreed 5' does not quote 'Agreed 5'."""
    decisions = (words for spellings in settings.decision_words.values() for words in spellings)
    longest_first = sorted({*plan.printed_totals, *decisions}, key=lambda label: (-len(label), label))
    labels = "|".join(map(re.escape, longest_first))
    return set(re.findall(rf"(?<!\w)({labels}) ([0-9]+)(?!\w)", plan.note or ""))


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


# Former ids


def former_ids_are_no_others(checker: Checker) -> Problems:
    """A former id of a plan, a body, an owner or a theme is no other's id, now or formerly."""
    yield from _former_ids_are_free(checker, checker.collection.plans)
    yield from _former_ids_are_free(checker, checker.collection.bodies)
    yield from _former_ids_are_free(checker, checker.settings.themes)
    for body in checker.bodies:
        yield from _former_ids_are_free(checker, body.owners)


def _former_ids_are_free(checker: Checker, records: Mapping[str, Plan | Body | Owner | Theme]) -> Problems:
    taken = set(records)
    for record in records.values():
        for number, former in enumerate(record.formerly):
            if former in taken:
                message = f"{quoted(former)} is the id of another {type(record).__name__.casefold()}"
                yield checker.problem(
                    record, ("formerly", number), message, "an id is never used again: choose another"
                )
            taken.add(former)


RULES: tuple[Callable[[Checker], Problems], ...] = (
    time_zone_is_known,
    address_is_whole,
    authority_has_a_day,
    repository_is_an_address,
    branch_is_a_name,
    editor_is_an_address,
    decision_words_mean_one_decision,
    body_is_known,
    a_name_means_one_body,
    successor_is_another_body,
    inspectorate_is_listed,
    head_dates_are_days,
    source_is_held,
    printed_totals_agree,
    former_ids_are_no_others,
)
