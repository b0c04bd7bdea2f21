"""The day on which plans and documents came here: one answer for feeds, citations and linked data."""

from datetime import date

from generator.model import Document, Plan


def came_on(record: Plan | Document) -> date | None:
    """The day that is noted, else its own: of a plan the day it was submitted or its report published, if known."""
    if isinstance(record, Plan):
        return record.entered or record.submitted or record.published
    return record.entered or record.date
