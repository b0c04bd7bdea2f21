"""The tables of owners, bodies and themes, each with what it answers for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.addresses import address_of, body_page, owner_page, theme_page
from generator.index import Index, Post
from generator.model import Body, Owner, Theme
from generator.owners import Owners
from generator.row_parts import (
    ADDRESS,
    BODY_NAME,
    Counts,
    counted,
    counted_with_actions,
    counts_of_actions,
    counts_of_recommendations,
    day_of,
)
from generator.table import Cell, Holds, Voice, cell, meaning, table

EDITOR, OURS = Voice.EDITOR, Voice.OURS


@dataclass(frozen=True)
class _Held:
    """An owner, and the actions it answers for."""

    owners: Owners
    post: Post
    counts: Counts


_OWNERS: tuple[Cell[_Held], ...] = (
    cell(
        "owner",
        "The owner's citation key: the id of its body, and its own.",
        OURS,
        lambda row: row.post.key,
        is_required=True,
    ),
    cell("address", ADDRESS, OURS, lambda row: address_of(owner_page(row.post.body, row.post.id)), is_required=True),
    cell(
        "body",
        "The id of the body it belongs to.",
        OURS,
        lambda row: row.post.body,
        is_required=True,
        refers_to=("bodies", "body"),
    ),
    cell("body_name", BODY_NAME, OURS, lambda row: row.post.body_name, is_required=True),
    cell("name", meaning(Owner, "name"), EDITOR, lambda row: row.post.name, is_required=True),
    cell("also", meaning(Owner, "also"), EDITOR, lambda row: tuple(row.owners.spellings(row.post)), Holds.LIST),
    *counts_of_actions(),
    day_of(lambda row: row.owners.index.as_at),
)


def _owners(index: Index) -> Iterator[_Held]:
    """The owners that were not removed; those that answer for nothing now too, for their pages stay."""
    owners = Owners(index)
    present = (post for post in owners.all if not owners.removal(post))
    return (_Held(owners, post, counted((), index.by_owner.get(post, ()))) for post in present)


OWNERS = table(
    "owners",
    "Owners",
    "A row is an owner: a post, team or department that answers, or once answered, for actions.",
    ("owner",),
    _OWNERS,
    _owners,
)


@dataclass(frozen=True)
class _Bodied:
    """A body, and its plans."""

    index: Index
    body: Body
    counts: Counts


_BODIES: tuple[Cell[_Bodied], ...] = (
    cell("body", "The body's id, which is its citation key.", OURS, lambda row: row.body.id, is_required=True),
    cell("address", ADDRESS, OURS, lambda row: address_of(body_page(row.body.id)), is_required=True),
    cell("name", meaning(Body, "name"), EDITOR, lambda row: row.body.name, is_required=True),
    cell("also", meaning(Body, "also"), EDITOR, lambda row: row.body.also, Holds.LIST),
    cell("ended", meaning(Body, "ended"), EDITOR, lambda row: row.body.ended, Holds.DAY),
    cell(
        "successor",
        "The id of the body that took over its work.",
        EDITOR,
        lambda row: row.index.body_called[row.body.successor].id if row.body.successor else None,
        refers_to=("bodies", "body"),
    ),
    cell(
        "plans",
        "How many plans it has.",
        OURS,
        lambda row: len(row.index.plans_of.get(row.body.id, ())),
        Holds.NUMBER,
        is_required=True,
    ),
    *counts_of_recommendations("recommendations in its plans"),
    cell(
        "recommendations_elsewhere",
        "How many recommendations of other bodies' plans are addressed to it.",
        OURS,
        lambda row: len(row.index.addressed_to.get(row.body.id, ())),
        Holds.NUMBER,
        is_required=True,
    ),
    *counts_of_actions(),
    day_of(lambda row: row.index.as_at),
    cell("note", meaning(Body, "note"), EDITOR, lambda row: row.body.note),
    cell("formerly", meaning(Body, "formerly"), EDITOR, lambda row: row.body.formerly, Holds.LIST),
)


def _bodies(index: Index) -> Iterator[_Bodied]:
    for body in index.bodies:
        made = [one for plan in index.plans_of.get(body.id, ()) for one in index.made[plan.id]]
        yield _Bodied(index, body, counted_with_actions(made))


BODIES = table(
    "bodies",
    "Bodies",
    "A row is a body: an organisation that is inspected or answers.",
    ("body",),
    _BODIES,
    _bodies,
)


@dataclass(frozen=True)
class _Themed:
    """A theme, and the recommendations filed under it."""

    id: str
    theme: Theme
    counts: Counts
    as_at: date


_THEMES: tuple[Cell[_Themed], ...] = (
    cell("theme", "The theme's id, which is its citation key.", OURS, lambda row: row.id, is_required=True),
    cell("address", ADDRESS, OURS, lambda row: address_of(theme_page(row.id)), is_required=True),
    cell("name", meaning(Theme, "name"), EDITOR, lambda row: row.theme.name, is_required=True),
    cell("about", meaning(Theme, "about"), EDITOR, lambda row: row.theme.about, is_required=True),
    *counts_of_recommendations("recommendations filed under it"),
    *counts_of_actions(),
    day_of(lambda row: row.as_at),
    cell("formerly", meaning(Theme, "formerly"), EDITOR, lambda row: row.theme.formerly, Holds.LIST),
)


def _themes(index: Index) -> Iterator[_Themed]:
    themes = index.collection.settings.themes
    present = ((id_, theme) for id_, theme in themes.items() if not theme.removed)
    return (_Themed(id_, theme, counted_with_actions(index.by_theme[id_]), index.as_at) for id_, theme in present)


THEMES = table(
    "themes",
    "Themes",
    "A row is a theme, under which the editors of the site file recommendations.",
    ("theme",),
    _THEMES,
    _themes,
)
