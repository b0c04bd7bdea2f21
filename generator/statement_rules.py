"""What must hold of the accessibility statement; each rule says in one line what it asks."""

import re
from collections.abc import Callable

from generator.checking import ADDRESS, EMAIL, Checker, Problems
from generator.fields import quoted
from generator.targetdate import day_in_words
from generator.vocabulary import Conformance, NotAccessible


def statement_has_addresses(checker: Checker) -> Problems:
    """Where the statement sends people is an address."""
    statement = checker.settings.accessibility
    if not statement:
        return
    contact, enforcement = statement.contact, statement.enforcement
    if contact.email and not re.fullmatch(EMAIL, contact.email):
        hint = "write it as in 'access@plans.example'"
        yield checker.problem(contact, "email", f"{quoted(contact.email)} is no e-mail address", hint)
    if contact.form and not re.fullmatch(ADDRESS, contact.form):
        hint = "write it as in 'https://plans.example/contact'"
        yield checker.problem(contact, "form", f"{quoted(contact.form)} is no address", hint)
    if not re.fullmatch(ADDRESS, enforcement.address):
        hint = "write it as in 'https://complaints.example/'"
        yield checker.problem(enforcement, "address", f"{quoted(enforcement.address)} is no address", hint)


def conformance_agrees_with_what_is_not_accessible(checker: Checker) -> Problems:
    """A site that complies in full falls short in nothing; one that does not says in what."""
    statement = checker.settings.accessibility
    if not statement or checker.places.lost(statement, "not_accessible"):
        return
    shortcomings = [one for one in statement.not_accessible if one.why is NotAccessible.NON_COMPLIANCE]
    is_full = statement.conformance is Conformance.FULL
    if is_full and shortcomings:
        message = f"{quoted('full')} cannot be, where something falls short: {quoted(shortcomings[0].what)}"
        yield checker.problem(
            statement, "conformance", message, "write 'partial' or 'not', or take out what was mended"
        )
    elif not is_full and not statement.not_accessible:
        message = f"{quoted(statement.conformance)}, but nothing is named that is not accessible"
        yield checker.problem(statement, "conformance", message, "name it below 'not_accessible', or write 'full'")


def statement_is_reviewed_after_it_is_prepared(checker: Checker) -> Problems:
    """The statement was not looked through before it was there."""
    statement = checker.settings.accessibility
    if statement and statement.last_seen_to < statement.prepared:
        message = f"this is before the statement was prepared, on {day_in_words(statement.prepared)}"
        yield checker.problem(statement, "reviewed", message, "look which of the two days is wrong")


RULES: tuple[Callable[[Checker], Problems], ...] = (
    statement_has_addresses,
    conformance_agrees_with_what_is_not_accessible,
    statement_is_reviewed_after_it_is_prepared,
)
