"""Everything on the site that is no page, one file after the other: each is made when it is asked for, and not kept."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator import addresses
from generator.calendars import calendars
from generator.citations import citation_files
from generator.data import data_files
from generator.feeds import feeds
from generator.index import Index
from generator.reinspection import reinspection_files
from generator.schema import FILES, schema_texts
from generator.streams import Download


def downloads(index: Index) -> Iterator[Download]:
    """Every file of the site that is no page; to ask for their paths alone costs nothing."""
    yield from _held(index)
    yield from citation_files(index)
    yield from data_files(index)
    yield from calendars(index)
    yield from reinspection_files(index)
    yield from feeds(index)


def _held(index: Index) -> Iterator[Download]:
    """The schemas, and the plans' files and sources as held."""
    for name in FILES:
        yield addresses.schema_file(name), partial(_schema, name)
    files, sources = index.collection.files, index.collection.sources
    for plan in index.all_plans:
        for named in (plan.id, *plan.formerly):
            yield addresses.plan_file(named), partial(_whole, files, plan.id)
            if plan.source in sources:
                yield addresses.source_file(named), partial(_whole, sources, plan.source)
            for document in index.documents.get(plan.id, ()):
                if document.source in sources:
                    yield addresses.source_file(named, document.id), partial(_whole, sources, document.source)


def _schema(name: str) -> list[str]:
    return [schema_texts()[name]]


def _whole(held: Mapping[str, bytes], name: str) -> list[str]:
    return [held[name].decode()]
