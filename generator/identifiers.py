"""Ids that last, whatever the site's address: `tag:` URIs (RFC 4151) of the site's authority."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from generator.model import Action, Aim, Plan, Recommendation, Settings


def identifier(settings: Settings, key: str) -> str:
    """The id of what a key names among all that the authority has: 'tag:plans.example,2031:specimen-2031/2.1'."""
    return f"tag:{settings.authority}:{key}"


def first_id(id_: str, formerly: Sequence[str]) -> str:
    """The id that something had at first, for ids that outlast a new one: former ids stand newest first."""
    return (id_, *formerly)[-1]


def lasting_key(plan: Plan, record: Recommendation | Action | Aim | None = None) -> str:
    """The citation key that a plan, or a recommendation or an action of it, had at first."""
    key = first_id(plan.id, plan.formerly)
    return f"{key}/{first_id(record.id or '', record.formerly)}" if record else key


def authority_day(settings: Settings) -> date | None:
    """The day of the site's authority, the first of its year or month where it names no more; None if there is none."""
    written = f"{settings.authority.partition(',')[2]}-01-01"[:10]
    with suppress(ValueError):
        return date.fromisoformat(written)
    return None
