"""What the standard of Atom (RFC 4287) asks of a feed, looked at with Python's own XML parser: none of our code."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# How often each element may stand in another: at least, at most.
ONE, AT_MOST_ONE, ANY = (1, 1), (0, 1), (0, 10_000)
PARTS = {
    "feed": {
        **dict.fromkeys(("id", "title", "updated"), ONE),
        **dict.fromkeys(("generator", "icon", "logo", "rights", "subtitle"), AT_MOST_ONE),
        **dict.fromkeys(("author", "category", "contributor", "link", "entry"), ANY),
    },
    "entry": {
        **dict.fromkeys(("id", "title", "updated"), ONE),
        **dict.fromkeys(("content", "published", "rights", "source", "summary"), AT_MOST_ONE),
        **dict.fromkeys(("author", "category", "contributor", "link"), ANY),
    },
    "author": {"name": ONE, "uri": AT_MOST_ONE, "email": AT_MOST_ONE},
}
TEXTS = ("title", "subtitle", "rights", "summary", "content")
DATES = ("updated", "published")
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
IRI = r"[a-z][a-z0-9+.-]*:\S+"
WITHOUT_END = ("br",)


def breaches(text: str) -> list[str]:
    """What a feed does that the standard forbids."""
    feed = ElementTree.fromstring(text.encode())
    return [*of_feed(feed), *(told for part in feed.iter() for told in of_element(part))]


def of_feed(feed: Element) -> Iterator[str]:
    if feed.tag != f"{ATOM}feed":
        yield f"the document is {feed.tag}"
    if feed.find(f"{ATOM}author") is None:
        yield from ("nobody is the author" for entry in entries(feed) if entry.find(f"{ATOM}author") is None)
    if feed.get(f"{XML}lang") != "en":
        yield "its language is not told"
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") != 1:
        yield "it does not say where it is"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries(feed))
    yield from (f"{times} entries are {id_}" for id_, times in ids.items() if times > 1)
    updated = feed.findtext(f"{ATOM}updated") or ""
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in entries(feed)]
    are_dates = all(re.fullmatch(DATE, day) for day in (updated, *dates))
    if dates and are_dates and datetime.fromisoformat(updated) != max(map(datetime.fromisoformat, dates)):
        yield "it was updated on another day than its newest entry"


def of_element(part: Element) -> Iterator[str]:
    name = part.tag.removeprefix(ATOM)
    if name in PARTS:
        yield from of_parts(name, part)
    elif list(part):
        yield f"{name} has elements in it"
    words = part.text or ""
    if name in ("id", "uri") and not re.fullmatch(IRI, words):
        yield f"{words!r} is no id"
    if name in ("name", "title") and not words.strip():
        yield f"{name} is empty"
    if name in DATES and not re.fullmatch(DATE, words):
        yield f"{words!r} is no date"
    if name == "category" and not part.get("term"):
        yield "a category has no term"
    if name == "link":
        yield from of_link(part)
    if name in TEXTS:
        yield from of_text(part.get("type", "text"), words)


def of_parts(name: str, part: Element) -> Iterator[str]:
    found = Counter(inner.tag.removeprefix(ATOM) for inner in part)
    yield from (f"{inner} stands in {name}" for inner in found if inner not in PARTS[name])
    for inner, (least, most) in PARTS[name].items():
        if not least <= found[inner] <= most:
            yield f"{name} has {found[inner]} of {inner}"
    links = [link for link in part.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    if name == "entry" and not links and part.find(f"{ATOM}content") is None:
        yield "an entry has neither a link nor content"
    if len({(link.get("type"), link.get("hreflang")) for link in links}) < len(links):
        yield f"{name} has two links to the same"


def of_link(link: Element) -> Iterator[str]:
    if not link.get("href"):
        yield "a link leads nowhere"
    if not re.fullmatch(rf"[A-Za-z0-9._-]+|{IRI}", link.get("rel", "alternate")):
        yield f"{link.get('rel')!r} is no kind of link"


def of_text(kind: str, words: str) -> Iterator[str]:
    if kind not in ("text", "html"):
        yield f"{kind!r} is no kind of text here"
    if kind == "html":
        reader = Reader()
        reader.feed(words)
        reader.close()
        yield from (f"<{tag}> is not closed" for tag in reader.open)


class Reader(HTMLParser):
    """The elements of a piece of HTML that are open at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WITHOUT_END:
            self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.open.append(f"/{tag}")


def entries(feed: Element) -> list[Element]:
    return feed.findall(f"{ATOM}entry")


def links(feed: Element) -> list[str]:
    """Every link of a feed, those within contents too."""
    found = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
    for part in feed.iter(f"{ATOM}content"):
        reader = Reader()
        reader.feed(part.text or "")
        found += reader.links
    return found
