"""What programs that gather pages are told: `robots.txt`."""


def robots(address: str | None, *, is_preview: bool) -> str:
    """All may be gathered, and where the list of pages is, if the site knows its address; no list of a preview.

    Its pages may be asked for, too: a program that may not would never read that they are to be passed over.
    """
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address and not is_preview else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
