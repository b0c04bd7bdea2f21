"""E-mail addresses and telephone numbers in words."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Of the United Kingdom: ten or eleven figures from the 0 on, or nine or ten behind +44; not in a date or a reference.
_BETWEEN = r"[ ()\u00a0-]{0,3}"
_TELEPHONE = re.compile(
    rf"(?<![\w/.,+-])(?:(?:\+|00)44{_BETWEEN}(?:0{_BETWEEN})?|\(?0)[1-9](?:{_BETWEEN}[0-9]){{8,9}}(?![\w/]|[.,-][0-9])"
)
_FIGURES = re.compile(rf"[0+](?:{_BETWEEN}[0-9]){{9}}")  # what every number has, and hardly any other words: quick
# With blanks between, only a year of four figures makes a date.
_DATE = re.compile(
    r"\b(?:0?[1-9]|[12][0-9]|3[01])(?:(?P<blanks>[-/. \u00a0]{1,3})|[-/.])(?:0?[1-9]|1[0-2])"
    r"(?:(?(blanks)[-/. \u00a0]{1,3}|[-/.]))(?:(?:19|20)[0-9]{2}|[0-9]{2})\b"
)
_MONTH, _APART = "(?:0?[1-9]|1[0-2])", "[-/. \u00a0–]{1,3}"
# Day, month and year; with blanks between, only a year of four figures.
_DATE = re.compile(
    rf"\b(?:0?[1-9]|[12][0-9]|3[01])"
    rf"(?:{_APART}{_MONTH}{_APART}(?:19|20)[0-9]{{2}}|[-/.]{_MONTH}[-/.][0-9]{{2}})\b"
)
_ADDRESS = re.compile(r"https?://\S+")


def contact_details(words: str) -> list[str]:
    """The e-mail addresses and telephone numbers in words, but for what is part of an address on the web."""
    emails = _EMAIL.findall(_ADDRESS.sub("", words)) if "@" in words else []
    return emails + (_telephones(words) if _FIGURES.search(words) else [])


def _telephones(words: str) -> list[str]:
    return _TELEPHONE.findall(_DATE.sub(" / ", _ADDRESS.sub("", words)))  # no number has a stroke
