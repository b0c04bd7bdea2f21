"""The addresses that the site promises to keep: of every page and file, and of everything that can be cited."""

from collections.abc import Collection, Iterator

from generator.addresses import (
    ACCESSIBILITY,
    ADDRESSES,
    GLOSSARY,
    address_of,
    history_page,
    is_further_part,
    recommendation_page,
)
from generator.fields import recommendation_of
from generator.glossary import short_forms
from generator.index import Index
from generator.model import Plan


def promised(index: Index, pages: Collection[str]) -> list[str]:
    """Every address, sorted, from the site's root: of these pages and files, with the anchors of what stands there.

    The anchors are those of actions, documents and short forms, by the names they have and had. Home is './'.
    The page of a whole plan has those of its actions too: kept with them, and not named again.
    A further part of a long list is not promised: it goes when the list grows shorter. Nor is the accessibility
    statement, which the settings may take back.
    """
    actions = (place for plan in index.all_plans for place in _actions(plan))
    forms = (f"{GLOSSARY}#{form.id}" for form in short_forms(index))
    lasting = (page for page in pages if page != ACCESSIBILITY and not is_further_part(page))
    places = (*lasting, ADDRESSES, *actions, *_documents(index, pages), *forms)
    return sorted({address_of(place) or "./" for place in places})


def _actions(plan: Plan) -> Iterator[str]:
    for named in (plan.id, *plan.formerly):
        for made in plan.made:
            for action in made.followed:
                for id_ in filter(None, (action.id, *action.formerly)):
                    yield f"{recommendation_page(named, recommendation_of(id_))}#{id_}"


def _documents(index: Index, pages: Collection[str]) -> Iterator[str]:
    for document in index.collection.documents:
        plan = index.collection.plans[document.plan]
        if document.date <= index.as_at and history_page(plan.id) in pages:
            yield from (f"{history_page(named)}#{document.id}" for named in (plan.id, *plan.formerly))
