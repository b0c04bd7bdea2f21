"""The list of pages for search engines, as an XML sitemap: those that stand for themselves, by their full addresses."""

from collections.abc import Iterable
from html import escape

from generator.addresses import address_of


def sitemap(address: str | None, pages: Iterable[str]) -> str:
    """The sitemap of a site that stands at this address; of one that has none an empty list, for it names no page.

    It has no dates: a build that changes nothing must write nothing new.
    """
    addresses = sorted(address + address_of(page) for page in pages) if address else []
    lines = [f"<url><loc>{escape(one)}</loc></url>" for one in addresses]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>\n",
        ]
    )
