"""Everything on the site is where links say it is, links alone lead to it, and no page needs another host."""

import json
import subprocess
import sysconfig
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import BuiltSite

# Shown at any depth, it cannot have relative links: `test_browser` follows them.
PAGE_FOR_WHAT_IS_NOT_FOUND = "404.html"


class Addresses(HTMLParser):
    """Gathers a page's ids, where its links lead, and what a browser asks for to show it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.asked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the id and the address of a tag; a canonical link names an address and asks for nothing."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        found = [given[name] for name in ("action", "data", "href", "poster", "src") if name in given]
        if tag == "a":
            self.links += found
        elif given.get("rel") != "canonical":
            self.asked += found


def pages_of(site: BuiltSite) -> dict[str, Addresses]:
    """What each page holds, by its path in the site."""
    names = (name for name in site.pages if name != PAGE_FOR_WHAT_IS_NOT_FOUND)
    return {name: Addresses((site.folder / name).read_text()) for name in names}


def broken_in(site: Path) -> list[str]:
    """The addresses inside a site that lead nowhere, each after the page that holds it; found by lychee."""
    lychee = Path(sysconfig.get_path("scripts")) / "lychee"
    read = ("--extensions=html", "--index-files=index.html", "--no-ignore")  # of a feed it would not see the base
    options = ("--offline", "--include-fragments", *read, "--format=json")
    command = [str(lychee), *options, f"--exclude-path={PAGE_FOR_WHAT_IS_NOT_FOUND}", "."]
    found = json.loads(subprocess.run(command, cwd=site, stdout=subprocess.PIPE).stdout)
    assert found["successful"] > 0
    root = f"{site.resolve().as_uri()}/"
    return sorted(
        f"{page.removeprefix('./')}: {link['url'].removeprefix(root)}"
        for page, links in found["error_map"].items()
        for link in links
    )


def test_every_link_and_anchor_leads_somewhere(site: BuiltSite) -> None:
    assert broken_in(site.folder) == []


def test_what_leads_nowhere_is_noticed(tmp_path: Path) -> None:
    """An anchor with a stop in it, a page, a folder without a page, a style, a picture."""
    (tmp_path / "1").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "1/index.html").write_text('<!doctype html><h3 id="1.4">1.4</h3><a href="../#top">Home</a>')
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=stylesheet href=no.css><h1 id=top>Home</h1><a href='1/#1.4'>1.4</a>"
        "<a href='1/#1.40'>1.40</a><a href='2/'>2</a><a href='empty/'>empty</a><img src=no.svg>"
    )
    assert broken_in(tmp_path) == [
        "index.html: 1#1.40",
        "index.html: 2",
        "index.html: empty",
        "index.html: no.css",
        "index.html: no.svg",
    ]


STEPS = 4  # from home to any page, at most


def test_links_alone_lead_from_home_to_every_page_in_four_steps(site: BuiltSite) -> None:
    """Archives and readers without scripts follow nothing else. To an old page only old links lead."""
    is_old = {name: 'class="kind-moved"' in (site.folder / name).read_text() for name in site.pages}
    pages = {name: page for name, page in pages_of(site).items() if not is_old[name]}
    reached = {"index.html"}
    for _ in range(STEPS):
        reached |= {target(page, link) for page in reached for link in pages[page].links} & set(pages)
    assert sorted(set(pages) - reached) == []


def target(page: str, link: str) -> str:
    """The path in the site of the file that a link on a page leads to; elsewhere gives no such path."""
    address = urlsplit(urljoin(f"https://site.example/{page}", link))
    path = unquote(address.path) if address.netloc == "site.example" else "elsewhere"
    return f"{path}index.html"[1:] if path.endswith("/") else path[1:]


def test_no_address_begins_at_the_root_of_the_host(site: BuiltSite) -> None:
    """The site works below any path."""
    pages = pages_of(site).items()
    assert [(page, at) for page, held in pages for at in held.links + held.asked if at.startswith("/")] == []


def test_no_page_asks_another_host_for_anything(site: BuiltSite) -> None:
    pages = pages_of(site).items()
    assert [(page, at) for page, held in pages for at in held.asked if urlsplit(at).netloc] == []


def test_each_record_of_the_search_is_a_page_with_an_anchor_for_each_action(site: BuiltSite) -> None:
    pages = pages_of(site)
    assert site.anchors
    missing = {address: set(ids) - pages[f"{address}index.html"].ids for address, ids in site.anchors.items()}
    assert {address: ids for address, ids in missing.items() if ids} == {}
