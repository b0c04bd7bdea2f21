"""What a reader can have before them on a site: a page of every kind, and whatever opens on one.

A new kind of page is among the views by itself: kinds are read from the pages' own front matter.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, expect

from generator.addresses import address_of
from tests.conftest import BuiltSite, Host, hosted

LONG = 20_000  # milliseconds after which what did not come will not come
TODAY = "2032-01-15T12:00:00"  # no report of an earlier day is refused
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}


@dataclass(frozen=True)
class View:
    """An address, and what the reader does there before they look."""

    name: str
    address: str
    steps: tuple[Callable[[Page], None], ...] = ()

    def show(self, page: Page) -> None:
        page.goto(self.address)
        for step in self.steps:
            step(page)


def views_of(site: BuiltSite) -> list[View]:
    """Of each kind the page that holds most, the page for what is not found, the search and the form as they open."""
    asked = "search/?q=the"
    reported = smallest_page_with_a_report(site)
    return [
        *(View(kind, address) for kind, address in sorted(largest_pages(site).items())),
        View("not found", "no/such/page/"),
        View("search with results", asked, (see_results,)),
        View("search with filters open", asked, (see_results, open_filters)),
        View("report refused", reported, (open_report, prepare_report)),
        View("report ready", reported, (open_report, fill_report, prepare_report)),
    ]


def largest_pages(site: BuiltSite) -> dict[str, str]:
    """The address of the largest page of each kind."""
    addresses = {}
    for address, text in sorted(markdown_of(site).items(), key=by_length):
        (kind,) = re.findall(r'^kind: "(.+)"$', text, re.MULTILINE)
        addresses[kind] = address
    return addresses


def smallest_page_with_a_report(site: BuiltSite) -> str:
    """The address of a page below whose actions the form for reports opens."""
    pages = {address: text for address, text in markdown_of(site).items() if "Report an update on " in text}
    return min(pages.items(), key=by_length)[0]


def markdown_of(site: BuiltSite) -> dict[str, str]:
    """The text of each page, by its address."""
    docs = site.root / "build" / "docs"
    return {address_of(path.relative_to(docs).as_posix()) or "./": path.read_text() for path in docs.rglob("*.md")}


def by_length(page: tuple[str, str]) -> tuple[int, str]:
    address, text = page
    return len(text), address


def see_results(page: Page) -> None:
    expect(page.get_by_role("main").get_by_role("status").first).to_have_text(re.compile("[1-9]"), timeout=LONG)
    expect(page.get_by_role("main").locator("a[href*='/plans/']").first).to_be_visible(timeout=LONG)


def open_filters(page: Page) -> None:
    main = page.get_by_role("main")
    closed = main.locator("details:not([open]) > summary, [aria-expanded=false]")
    while closed.count():
        closed.first.click()
    expect(main.get_by_role("checkbox").last).to_be_visible(timeout=LONG)


def open_report(page: Page) -> None:
    page.get_by_role("link", name="Report an update on ").first.click()
    page.get_by_role("form", name="Report an update on ").wait_for()


def fill_report(page: Page) -> None:
    form = page.get_by_role("form", name="Report an update on ")
    form.get_by_label("What the document is called").fill("Progress report")
    form.get_by_label("The day the document gives").fill(TODAY[:10])
    form.get_by_label("Where it can be read").fill("https://letters.example/1")
    form.get_by_label("How it stands").select_option("complete")


def prepare_report(page: Page) -> None:
    page.get_by_role("form").get_by_role("button", name="Prepare your report").click()


@contextmanager
def reading(browser: Browser, site: BuiltSite, host: type[Host] = Host, *, pixels: int = 1) -> Iterator[Page]:
    """A tab of a browser, on TODAY, before which the site stands at the path that it was told of.

    `pixels` is how many of the screen's there are to one of the page's.
    """
    config = json.loads((site.root / "build" / "mkdocs.yml").read_text())
    with hosted(site, urlsplit(config["site_url"]).path or "/", host) as address:
        context = browser.new_context(base_url=address, viewport=WIDE, device_scale_factor=pixels)
        page = context.new_page()
        page.clock.set_fixed_time(TODAY)
        yield page
        context.close()
