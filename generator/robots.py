"""What programs that gather pages are told: `robots.txt`."""


def robots(address: str | None, *, is_preview: bool) -> str:
    """All may be gathered, and where the list of pages is, if the site knows its address; of a preview nothing."""
    if is_preview:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
