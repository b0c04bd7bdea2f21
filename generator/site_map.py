"""The page that leads to all others: every list of the site, and every record of which there are few."""

from collections.abc import Iterable
from datetime import date

from generator import addresses, due
from generator.addresses import due_page
from generator.due_words import month
from generator.index import Index
from generator.owners import Owners
from generator.phrases import state_words
from generator.spans import Order

FEW = 300  # records that are named one by one; of more, the lists lead to them

Named = tuple[str, str]  # a name, the page it leads to
Group = tuple[str, list[Named]]  # what it is called, what it leads to

DECIDED: list[Named] = [
    ("Decisions", addresses.DECISIONS),
    ("Said and found", addresses.FOUND),
    ("Figures", addresses.FIGURES),
    ("What plans leave open", addresses.ADVICE),
]
OPEN_DATA: list[Named] = [
    ("Open data", addresses.DATA),
    ("Data dictionary", addresses.DICTIONARY),
    ("Changes of the open data", addresses.CHANGE_LOG),
    ("All addresses, as text", addresses.ADDRESSES),
]


def site_map(index: Index, owners: Owners, orders: Iterable[Order], months: Iterable[date]) -> list[Group]:
    """The groups of links by which every page can be reached; `months` are the first days of those that have a page."""
    settings = index.collection.settings
    themes = [(theme.name, addresses.theme_page(id_)) for id_, theme in settings.themes.items()]
    bodies = [(body.name, addresses.body_page(body.id)) for body in index.all_bodies]
    with_owners = [(body.name, addresses.owners_page(body.id)) for body in index.all_bodies if owners.has_page(body)]
    plans = [(index.names[plan.id], addresses.plan_page(plan.id)) for plan in index.all_plans]
    return [
        ("Start", [("Home", addresses.HOME), ("Search", addresses.SEARCH)]),
        ("Plans", [("All plans", addresses.PLANS), *_if_few(plans)]),
        ("Themes", [("All themes", addresses.THEMES), *themes]),
        ("Bodies", [("All bodies", addresses.BODIES), *_if_few(bodies)]),
        ("Owners", [("All owners, by body", addresses.OWNERS), *_if_few(with_owners)]),
        ("What is due", _due(months)),
        ("Decisions, findings, figures", DECIDED),
        ("What changed", _changes(orders)),
        ("Open data", OPEN_DATA),
        ("About this site", _about(index)),
    ]


def _if_few(records: list[Named]) -> list[Named]:
    return records if len(records) <= FEW else []


def _due(months: Iterable[date]) -> list[Named]:
    by = [(f"Due by {one}", due_page(by)) for one, by in (("plan", "plans"), ("body", "bodies"), ("owner", "owners"))]
    states = [(state_words(state), due_page(name)) for state, name in due.LISTED.items()]
    by_month = [(f"Due in {month(first)}", due_page(f"{first:%Y-%m}")) for first in months]
    front = ("What is due and what has passed", addresses.DUE)
    return [front, *by, *states, (due.SILENT.capitalize(), due_page(due.SILENT)), *by_month]


def _changes(orders: Iterable[Order]) -> list[Named]:
    """The newest changes and those of each year, by both kinds of day."""
    return [named for order in orders for named in _by_year(order)]


def _by_year(order: Order) -> list[Named]:
    newest, of = ("What was added here", "Added here in") if order.is_entered else ("Changes", "Changes of")
    years = dict.fromkeys(order.day_of(event).year for event in order.events)
    return [(newest, order.front), *((f"{of} {year}", addresses.changes_page(order.front, (year,))) for year in years)]


def _about(index: Index) -> list[Named]:
    named = [
        ("About", addresses.ABOUT),
        ("How to report, record and correct", addresses.HOW_TO),
        ("What we ask of plans, and why", addresses.HOW_TO_ADVICE),
        ("Every key of a file", addresses.KEYS),
        ("Citing, and what stays", addresses.CITING),
        ("Glossary", addresses.GLOSSARY),
    ]
    statement = index.collection.settings.accessibility
    return [*named, ("Accessibility statement", addresses.ACCESSIBILITY)] if statement else named
