"""E-mail addresses and telephone numbers in words."""

import re

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
# Of the United Kingdom: ten or eleven figures from the 0 on, or nine or ten behind +44; not in a date or a reference.
_GAP = r"[ \u00a0-]?"
_TELEPHONE = (
    rf"(?<![\w/.,+-])(?:(?:\+|00)44{_GAP}(?:\(0\){_GAP})?\(?[1-9]\)?|\(?0[1-9]\)?)"
    rf"(?:{_GAP}[()]?{_GAP}[0-9]){{8,9}}(?![\w/]|[.,-][0-9])"
)
_CONTACT = re.compile(f"{_EMAIL}|{_TELEPHONE}")
_ADDRESS = re.compile(r"https?://\S+")


def contact_details(words: str) -> list[str]:
    """The e-mail addresses and telephone numbers in words, but for what is part of an address on the web."""
    if "@" not in words and not re.search("[0-9]{3}", words):
        return []
    return _CONTACT.findall(_ADDRESS.sub("", words))
