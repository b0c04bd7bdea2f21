"""What must hold within and between the records of a collection.

A mistake causes no second message: what `read` could not read is nowhere called missing or unknown.
"""

from collections.abc import Iterable, Iterator

from generator import address_rules, document_rules, plan_rules, recommendation_rules, statement_rules
from generator.checking import Checker
from generator.id_rules import faults_of_ids
from generator.problems import Problem
from generator.read import Reading

RULES = (
    *plan_rules.RULES,
    *statement_rules.RULES,
    *recommendation_rules.RULES,
    *document_rules.RULES,
    *address_rules.RULES,
)


def check(reading: Reading) -> list[Problem]:
    """Every problem between the records read, by place; nothing is said of what `read` could not read."""
    if reading.collection is None:
        return []
    faults = faults_of_ids(reading)
    found = _broken(_checker(reading, faults))
    return sorted([*(problem for _, problem in faults), *found])


class DocumentCheck:
    """The same rules for updates and findings that are not written yet, one by one; plans are gone through once."""

    def __init__(self, reading: Reading) -> None:
        self._checker = _checker(reading, faults_of_ids(reading))

    def problems(self, beside: Reading) -> list[Problem]:
        """The problems of the documents alone of a reading that `read_beside` gave."""
        return sorted(_broken(self._checker.of_documents(beside)))


def _checker(reading: Reading, faults: Iterable[tuple[str, Problem]]) -> Checker:
    return Checker(reading, in_doubt=(citation_key for citation_key, _ in faults))


def _broken(checker: Checker) -> Iterator[Problem]:
    return (problem for rule in RULES for problem in rule(checker))
