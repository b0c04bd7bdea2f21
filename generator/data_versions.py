"""What changed in the open data from one version to the next: in its files, tables, columns and words, not in what
they tell.

The first number of a version grows when a program that reads the one before may fail: a column, a word or a file is
renamed, means something else or goes. The second grows when something is added.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DataVersion:
    """A version of the open data."""

    number: str
    date: date
    changes: tuple[str, ...]  # each in a sentence, for those who use the data


VERSIONS: tuple[DataVersion, ...] = (
    DataVersion(
        "1.0",
        date(2026, 11, 22),
        (
            "There are tables of plans, recommendations, decisions, actions, steps, owners, bodies, themes, updates "
            "and findings, as CSV and as JSON.",
            "Each plan has a JSON file with all that its own files hold and all that the site computes of it.",
            "A data package describes the tables; JSON Schemas describe the JSON.",
        ),
    ),
)
"""The newest first. Whoever changes a column adds one: tests/data_columns/ holds the columns of each."""

VERSION = VERSIONS[0]
