"""The day on which plans and documents came here: one answer for feeds, calendars, citations and linked data."""

from datetime import date

from generator.model import Document, Plan


def came_on(record: Plan | Document) -> date | None:
    """The day that is noted, else its own: of a plan the day it was submitted or its report published, if known."""
    if isinstance(record, Plan):
        return record.entered or record.submitted or record.published
    return record.entered or record.date


def came_by(record: Plan | Document, as_at: date) -> bool:
    """Whether something had come here by the end of a day; no, if no day at all is known of it."""
    day = came_on(record)
    return day is not None and day <= as_at
