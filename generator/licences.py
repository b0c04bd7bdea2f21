"""The licences that plans name, as they are known elsewhere: by the Open Definition's id, and an address."""

from generator.index import Index

KNOWN_LICENCES = {
    "Open Government Licence v3.0": (
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
}


def licence_of_all(index: Index) -> str | None:
    """The licence that every plan prints; None if any prints another or none."""
    named = {plan.licence for plan in index.plans}
    return named.pop() if len(named) == 1 else None
