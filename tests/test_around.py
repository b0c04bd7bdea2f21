"""What stands around the pages: their heads, `robots.txt`, previews, all pages, the accessibility statement."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator import due
from generator.__main__ import main
from generator.advice import advise
from generator.model import Accessibility
from generator.owners import Owners
from generator.pages import pages
from generator.read import read
from generator.robots import robots
from generator.site_map import FEW, site_map
from generator.spans import orders
from tests.conftest import ROOT, SPECIMEN, BuiltSite
from tests.expected import index_of
from tests.small import indexed, plan, recommendation

# Words in the head


def heads(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Each page but those that moved and that for what is not found, and what stands in its head."""
    for name in site.pages:
        html = (site.folder / name).read_text()
        if 'class="kind-moved"' not in html and name != "404.html":
            yield name, html.split("</head>")[0]


def given(head: str, what: str) -> str:
    """The title, or the content of what a name or a property stands before."""
    title = r"<title>(.*?)</title>" if what == "title" else rf'(?:name|property)="{what}" content="(.*?)"'
    found = re.findall(title, head, re.DOTALL)
    assert len(found) == 1, (what, found)
    return unescape(found[0])


@pytest.mark.parametrize("what", ["title", "description"])
def test_no_two_pages_have_one_title_or_description(site: BuiltSite, what: str) -> None:
    times = Counter(given(head, what) for _, head in heads(site))
    assert {words: count for words, count in times.items() if count > 1} == {}


def test_descriptions_are_sentences_that_fit(site: BuiltSite) -> None:
    lengths = {name: len(given(head, "description")) for name, head in heads(site)}
    assert {name: length for name, length in lengths.items() if not 10 < length <= 155} == {}


def test_what_is_shared_says_what_it_is(site: BuiltSite) -> None:
    for _, head in heads(site):
        title = given(head, "og:title")
        assert given(head, "title") in (title, f"{title} – {given(head, 'og:site_name')}")
        assert given(head, "og:description") == given(head, "description")
        assert given(head, "og:type") == "website"


def test_each_page_of_a_site_with_an_address_says_where_it_is_for_good(specimen_site: BuiltSite) -> None:
    """The whole plan on one page is to be found as the plan's own page."""
    for name, head in heads(specimen_site):
        address = f"https://plans.example/specimen/{name.removesuffix('index.html').removesuffix('whole/')}"
        assert re.findall('rel="canonical" href="(.*?)"', head) == [address]
        assert given(head, "og:url") == address


def test_moved_page_says_where_it_is_now(specimen_site: BuiltSite) -> None:
    head = (specimen_site.folder / "plans/specimen-harbour-2027/index.html").read_text().split("</head>")[0]
    now = "https://plans.example/specimen/plans/specimen-2027/"
    assert re.findall('rel="canonical" href="(.*?)"', head) == [now]
    assert given(head, "og:url") == now


def test_site_without_an_address_claims_none(real_site: BuiltSite) -> None:
    """But that the whole plan on one page is to be found as the plan's own."""
    canonical = {name: re.findall('rel="canonical" href="(.*?)"', head) for name, head in heads(real_site)}
    whole = {name: ["../"] for name in canonical if name.endswith("/whole/index.html")}
    assert {name: found for name, found in canonical.items() if found} == whole
    assert len(whole) == len(list((ROOT / "plans").glob("*.yml")))
    assert [name for name, head in heads(real_site) if "og:url" in head] == []


# Programs that gather pages, and previews


@pytest.mark.parametrize(
    ("address", "is_preview", "text"),
    [
        (None, False, "User-agent: *\nAllow: /\n"),
        ("https://a.example/b/", False, "User-agent: *\nAllow: /\n\nSitemap: https://a.example/b/sitemap.xml\n"),
        ("https://a.example/b/", True, "User-agent: *\nAllow: /\n"),
    ],
)
def test_robots_are_told_what_they_may_gather(address: str | None, is_preview: bool, text: str) -> None:
    assert robots(address, is_preview=is_preview) == text


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A small site, built to be looked at."""
    root = tmp_path_factory.mktemp("preview")
    shutil.copytree(ROOT / "tests/bad/_base", root, dirs_exist_ok=True)
    (root / "theme").symlink_to(ROOT / "theme")
    assert main(["--root", str(root), "build", "--as-at", "2032-01-15", "--preview"]) == 0
    return BuiltSite(root)


def test_every_page_of_a_preview_says_so_and_is_passed_over(preview: BuiltSite) -> None:
    texts = [(preview.folder / name).read_text() for name in preview.pages]
    assert [given(text.split("</head>")[0], "robots") for text in texts] == ["noindex"] * len(texts)
    assert ["Preview: not published" in text for text in texts] == [True] * len(texts)
    assert (preview.folder / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_build_after_a_preview_leaves_no_trace_of_it(preview: BuiltSite, tmp_path: Path) -> None:
    root = Path(shutil.copytree(preview.root, tmp_path / "published", symlinks=True))
    assert main(["--root", str(root), "build", "--as-at", "2032-01-15"]) == 0
    published = BuiltSite(root)
    texts = [(published.folder / name).read_text() for name in published.pages]
    assert [text for text in texts if "noindex" in text or "Preview" in text] == []
    assert (published.folder / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_what_is_published_says_nothing_of_previews(site: BuiltSite) -> None:
    texts = ((site.folder / name).read_text() for name in site.pages)
    assert [text for text in texts if "noindex" in text or "Preview: not" in text] == []


# All pages


def test_all_pages_leads_to_every_list_and_every_record_of_few() -> None:
    index = index_of(SPECIMEN)
    named = [page for _, links in site_map(index, Owners(index), orders(index), due.months(index)) for _, page in links]
    kinds = ("plans/[a-z0-9-]+/index.md", "(themes|bodies)/[a-z0-9-]+.md", "owners/[a-z0-9-]+/index.md")
    lists = (
        "[a-z-]+(/index)?.md",
        "how-to/[a-z]+.md",
        "data/[a-z]+.md",
        "due/[a-z0-9-]+/index.md",
        r"changes/(entered/)?([0-9]{4}|index)\.md",
    )
    texts = pages(index)
    wanted = {
        page
        for page, text in texts.items()
        if any(re.fullmatch(kind, page) for kind in (*kinds, *lists)) and '\nkind: "moved"' not in text
    }
    assert set(named) - {"data/addresses.txt"} == wanted - {"sitemap.md"}
    assert len(named) == len(set(named))


def test_all_pages_leads_to_lists_where_there_are_many() -> None:
    index = indexed(*(plan(recommendation(), id_=f"harbour-{number}") for number in range(FEW + 1)))
    groups = dict(site_map(index, Owners(index), orders(index), due.months(index)))
    assert groups["Plans"] == [("All plans", "plans/index.md")]
    assert [name for name, _ in groups["Bodies"]] == ["All bodies", "Board", "Department", "Harbour"]


# The accessibility statement


def statement() -> Accessibility:
    given = index_of(SPECIMEN).collection.settings.accessibility
    assert given
    return given


def test_site_without_a_statement_has_no_page_and_no_link(real_site: BuiltSite) -> None:
    assert "accessibility/index.html" not in real_site.pages
    texts = {name: (real_site.folder / name).read_text() for name in real_site.pages}
    assert [name for name, text in texts.items() if re.search('href="[^"]*accessibility/', text)] == []


def test_every_page_leads_to_the_statement(specimen_site: BuiltSite) -> None:
    link = re.compile(r'<a href="([^"]*accessibility|\.)/">Accessibility</a>')
    texts = ((specimen_site.folder / name).read_text() for name in specimen_site.pages)
    assert [text for text in texts if not link.search(text)] == []


def test_statement_has_the_parts_of_the_model(specimen_site: BuiltSite) -> None:
    html = (specimen_site.folder / "accessibility/index.html").read_text()
    assert re.findall(r"<h[23][^>]*>(.*?)</h[23]>", html) == [
        "How accessible this site is",
        "Feedback and contact information",
        "Reporting accessibility problems",
        "Enforcement procedure",
        "Technical information",
        "Compliance status",
        "Content that is not accessible",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Content that is not within the scope of the accessibility regulations",
        "How this statement was prepared",
    ]


@pytest.mark.parametrize(("day", "is_old"), [(date(2032, 12, 19), False), (date(2032, 12, 20), True)])
def test_advice_to_look_through_a_statement_comes_after_a_year(day: date, is_old: bool) -> None:
    assert statement().last_seen_to == date(2031, 12, 20)
    told = [piece.message for piece in advise(read(SPECIMEN), day, ()) if "accessibility" in piece.message]
    message = "the accessibility statement was last looked through on 20 December 2031"
    assert told == ([message] if is_old else [])
