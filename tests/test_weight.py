"""Pages are light, stand still once they are seen, and ask nothing of any other host."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite
from tests.transfer import LateScriptsHost, PackingHost, weighing
from tests.views import NARROW, WIDE, largest_pages, reading, views_of

FIRST_VISIT = 40_000  # bytes that come over the wire, styles and scripts included
LATER_PAGE = 8_000

WATCH = """window.moved = 0;
new PerformanceObserver((seen) => seen.getEntries().forEach((shift) => {
    if (!shift.hadRecentInput) window.moved += shift.value;
})).observe({ type: "layout-shift", buffered: true });"""

# How far things in view moved by themselves, once the type has come and two more pictures were drawn.
MOVED = """async () => {
    await document.fonts.ready;
    for (let drawn = 0; drawn < 2; drawn += 1) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.moved;
}"""


@pytest.mark.parametrize("which", ["site_of_five", "specimen_site"])
def test_first_visit_to_a_recommendation_is_light_and_later_pages_lighter(
    browser: Browser, request: pytest.FixtureRequest, which: str
) -> None:
    """Of the five real plans: who adds a longer one has no hand in how heavy its page is."""
    site: BuiltSite = request.getfixturevalue(which)
    pages = largest_pages(site)
    with reading(browser, site, PackingHost) as page:
        with weighing(page) as first:
            page.goto(pages["recommendation"])
        assert len(first) >= 3, "a page, its style and its script"
        assert sum(first.values()) <= FIRST_VISIT, first
        later = {}
        for address in (pages["plan"], *recommendations(site)):
            with weighing(page) as weights:
                page.goto(address)
            later[address] = sum(weights.values())
    assert min(later.values()) > 0
    assert {address: weight for address, weight in later.items() if weight > LATER_PAGE} == {}


def recommendations(site: BuiltSite) -> list[str]:
    """The addresses of the five recommendations that say most, but for the first of them."""
    files = {address: (site.folder / address / "index.html").stat().st_size for address in site.anchors}
    return sorted(files, key=lambda address: files[address])[-5:-1]


@dataclass
class Seen:
    """What was seen of a view while it came."""

    moved: float
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=["real_site", "specimen_site"])
def seen(request: pytest.FixtureRequest, browser: Browser) -> dict[str, Seen]:
    """What was seen of each view on each screen, where scripts come late."""
    site = request.getfixturevalue(request.param)
    all_seen = {}
    with reading(browser, site, LateScriptsHost) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script(WATCH)
        for view in views_of(site):
            for size in (WIDE, NARROW):
                asked.clear()
                page.set_viewport_size(size)
                view.show(page)
                all_seen[f"{view.name} at {size['width']}"] = Seen(page.evaluate(MOVED), list(asked))
    return all_seen


def test_nothing_in_view_moves_by_itself(seen: dict[str, Seen]) -> None:
    assert {name: view.moved for name, view in seen.items() if view.moved > 0} == {}


def test_pages_ask_nothing_of_any_other_host(seen: dict[str, Seen]) -> None:
    home = seen["home at 1280"].asked[0]
    asked = {url for view in seen.values() for url in view.asked}
    assert len(asked) > len(seen) / 2
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []


def test_move_is_noticed(browser: Browser) -> None:
    page: Page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto("data:text/html,<!doctype html><p>Below")
    expect(page.get_by_text("Below")).to_be_visible()
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Above' }))")
    assert page.evaluate(MOVED) > 0
    page.close()
