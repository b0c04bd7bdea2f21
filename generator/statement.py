"""What the accessibility statement says in set words: how far the site complies, why something is not accessible."""

from collections.abc import Iterable

from generator import markdown
from generator.markdown import Markdown
from generator.model import AccessibilityContact, KnownProblem
from generator.phrases import Phrase
from generator.vocabulary import Conformance, NotAccessible

# As the model statement that the regulations prescribe has them.
COMPLIANCE = {
    Conformance.FULL: "fully compliant",
    Conformance.PARTIAL: "partially compliant",
    Conformance.NOT: "not compliant",
}
WHY = {
    NotAccessible.NON_COMPLIANCE: "Non-compliance with the accessibility regulations",
    NotAccessible.DISPROPORTIONATE_BURDEN: "Disproportionate burden",
    NotAccessible.OUT_OF_SCOPE: "Content that is not within the scope of the accessibility regulations",
}


def by_why(problems: Iterable[KnownProblem]) -> list[tuple[str, list[KnownProblem]]]:
    """Known problems under the headings of the model statement, in its order."""
    known = list(problems)
    groups = ((words, [problem for problem in known if problem.why is why]) for why, words in WHY.items())
    return [group for group in groups if group[1]]


def ways_to_ask(contact: AccessibilityContact) -> list[tuple[str, Markdown]]:
    """Each way of asking or telling, with what it is called."""
    mail = markdown.outside(contact.email, f"mailto:{contact.email}") if contact.email else None
    form = markdown.outside("Our contact form", contact.form) if contact.form else None
    phone = markdown.escape(contact.phone) if contact.phone else None
    return [(name, way) for name, way in (("E-mail", mail), ("Telephone", phone), ("Form", form)) if way]


STATEMENT_WORDS: dict[str, Phrase] = {
    "by_why": by_why,
    "complies": COMPLIANCE.__getitem__,
    "ways_to_ask": ways_to_ask,
}
