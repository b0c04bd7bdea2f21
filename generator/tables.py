"""The open data as tables: what each is about, its columns and its rows. CSV, JSON, SQLite, the package's descriptor
and the data dictionary are all made from these.

Nothing that was removed stands in them: what became of it is told on its page, and in its plan's own JSON.
"""

from generator.action_tables import ACTIONS, STEPS
from generator.document_tables import FINDINGS, UPDATES
from generator.people_tables import BODIES, OWNERS, THEMES
from generator.plan_tables import DECISIONS, PLANS, RECOMMENDATIONS
from generator.table import Column, Holds, Table, TableOfPlans, Value, Voice

__all__ = ["TABLES", "Column", "Holds", "Table", "TableOfPlans", "Value", "Voice"]

TABLES: tuple[Table, ...] = (
    PLANS,
    RECOMMENDATIONS,
    DECISIONS,
    ACTIONS,
    STEPS,
    OWNERS,
    BODIES,
    THEMES,
    UPDATES,
    FINDINGS,
)
"""What each is about comes first; what refers to others comes after them where it can."""
