"""Ids that last, whatever the site's address: `tag:` URIs (RFC 4151) of the site's authority."""

from generator.model import Settings


def identifier(settings: Settings, key: str) -> str:
    """The id of what a key names among all that the authority has: 'tag:plans.example,2031:specimen-2031/2.1'."""
    return f"tag:{settings.authority}:{key}"
