"""What must hold within and between the records of a collection.

A mistake causes no second message: what `read` could not read is nowhere called missing or unknown.
"""

from generator import address_rules, document_rules, plan_rules, recommendation_rules
from generator.checking import Checker
from generator.id_rules import faults_of_ids
from generator.problems import Problem
from generator.read import Reading

RULES = (*plan_rules.RULES, *recommendation_rules.RULES, *document_rules.RULES, *address_rules.RULES)


def check(reading: Reading) -> list[Problem]:
    """Every problem between the records read, by place; nothing is said of what `read` could not read."""
    if reading.collection is None:
        return []
    faults = faults_of_ids(reading)
    checker = Checker(reading, in_doubt=(citation_key for citation_key, _ in faults))
    found = (problem for rule in RULES for problem in rule(checker))
    return sorted([*(problem for _, problem in faults), *found])
