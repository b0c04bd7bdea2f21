"""A reader limits the changes to a span of days, by Chromium; without scripts everything is there all the same."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.test_browser import LONG, NARROW, specimen, stay_at_specimen, visited, visiting

__all__ = ["specimen", "stay_at_specimen"]  # fixtures

expect.set_options(timeout=LONG)

AUTUMN = "changes/?from=2031-09-01&to=2031-11-30"


def shown(page: Page) -> list[str]:
    """The days of the rows in view."""
    rows = page.locator("article > ul > li:visible > .label")
    return rows.evaluate_all("rows => rows.map((row) => row.innerText)")  # type: ignore[no-any-return]  # texts


def limit(page: Page, start: str, end: str, by: str = "was said") -> None:
    page.get_by_label("From").fill(start)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_label("By the day it").select_option(by)
    page.get_by_role("button", name="Show").click()


def expect_said(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_have_text(words)


def test_span_is_shown_counted_and_kept_in_the_address(specimen: Page) -> None:
    specimen.goto("changes/")
    everything = shown(specimen)
    limit(specimen, "2031-09-01", "2031-11-30")
    expect_said(specimen, "2 changes from 1 September 2031 to 30 November 2031, by the day they were said.")
    expect(specimen).to_have_url(re.compile(re.escape(AUTUMN) + "$"))
    assert shown(specimen) == ["28 November 2031", "20 September 2031"]
    specimen.go_back()
    expect_said(specimen, "")
    assert shown(specimen) == everything
    assert specimen.get_by_label("From").input_value() == ""
    specimen.go_forward()
    expect_said(specimen, "2 changes from 1 September 2031 to 30 November 2031, by the day they were said.")


def test_address_of_a_span_can_be_shared(specimen: Page) -> None:
    specimen.goto(AUTUMN)
    expect_said(specimen, "2 changes from 1 September 2031 to 30 November 2031, by the day they were said.")
    assert specimen.get_by_label("From").input_value() == "2031-09-01"
    assert specimen.get_by_label("To", exact=True).input_value() == "2031-11-30"


def test_span_goes_across_the_pages_of_years_and_its_links_hold(specimen: Page) -> None:
    specimen.goto("changes/?to=2031-03-31")
    expect_said(specimen, "7 changes up to 31 March 2031, by the day they were said.")
    assert [day[-4:] for day in shown(specimen)] == ["2031", "2031", "2029", "2029", "2028", "2027", "2027"]
    specimen.get_by_role("link", name="Annual return, 2027 to 2028").click()
    expect(specimen).to_have_url(re.compile("/a/b/plans/specimen-2027/history/#2028-03-31-annual-return$"))
    expect(specimen.locator(":target")).to_be_in_viewport()


def test_span_by_the_day_things_came_here(specimen: Page) -> None:
    specimen.goto("changes/")
    limit(specimen, "2031-09-25", "2032-02-01", "came here")
    expect_said(
        specimen,
        "5 changes from 25 September 2031 to 1 February 2032, by the day they came here. "
        "Not here, because nobody noted the day on which they came: 1 plan.",
    )
    days = ["1 February 2032", "12 January 2032", "11 January 2032", "1 December 2031", "25 September 2031"]
    assert shown(specimen) == days
    expect(specimen).to_have_url(re.compile(r"\?from=2031-09-25&to=2032-02-01&by=entered$"))


def test_page_of_a_year_leads_to_the_span_in_either_order(specimen: Page) -> None:
    specimen.goto("changes/entered/2031/")
    expect(specimen.get_by_label("By the day it")).to_have_value("entered")
    specimen.get_by_label("From").fill("2032-01-01")
    specimen.get_by_label("From").press("Enter")
    expect(specimen).to_have_url(re.compile(r"/a/b/changes/\?from=2032-01-01&by=entered$"))
    expect(specimen.locator("#status")).to_contain_text("3 changes from 1 January 2032, by the day they came here.")


def test_without_a_day_everything_is_there_in_the_order_asked_for(specimen: Page) -> None:
    specimen.goto(AUTUMN)
    limit(specimen, "", "", "came here")
    expect(specimen).to_have_url(re.compile("/a/b/changes/entered/$"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?from=2031-12-01&to=2031-11-01", "The first of these days is after the last."),
        ("?from=2040-01-01", "0 changes from 1 January 2040, by the day they were said."),
    ],
)
def test_span_in_which_nothing_can_be_or_is_says_so(specimen: Page, query: str, words: str) -> None:
    specimen.goto(f"changes/{query}")
    expect_said(specimen, words)
    assert shown(specimen) == []


@pytest.mark.parametrize("query", ["?from=soon", "?from=2031-9-1", "?from=2031-02-31", "?by=owner"])
def test_what_is_no_day_limits_nothing(specimen: Page, query: str) -> None:
    specimen.goto("changes/")
    everything = shown(specimen)
    specimen.goto(f"changes/{query}")
    expect(specimen.locator("#span")).to_be_visible()
    assert shown(specimen) == everything


def test_year_that_cannot_be_loaded_is_named_with_the_way_to_it(
    stay_at_specimen: BrowserContext, specimen_address: str
) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    with visited(stay_at_specimen, specimen_address) as visit:
        visit.page.route("**/changes/2029/", refuse)
        visit.page.goto("changes/?to=2031-03-31")
        expect_said(
            visit.page,
            "5 changes up to 31 March 2031, by the day they were said. "
            "This may not be all. These pages could not be loaded: 2029 (2)",
        )
        visit.page.unroute("**/changes/2029/")
        visit.page.locator("#status").get_by_role("link", name="2029 (2)").click()
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("Changes: 2029")


def test_span_can_be_asked_for_with_the_keyboard_alone_on_a_narrow_screen(specimen: Page) -> None:
    specimen.set_viewport_size(NARROW)
    specimen.goto("changes/")
    specimen.get_by_label("From").focus()
    specimen.keyboard.type("09012031")
    specimen.keyboard.press("Enter")
    expect(specimen.locator("#status")).to_contain_text("changes from 1 September 2031, by the day they were said.")
    assert specimen.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_form_is_not_printed(specimen: Page) -> None:
    specimen.goto(AUTUMN)
    specimen.emulate_media(media="print")
    expect(specimen.locator("#span")).to_be_hidden()
    assert shown(specimen) == ["28 November 2031", "20 September 2031"]


def test_without_scripts_everything_is_there_and_nothing_asks_for_them(browser: Browser, specimen_address: str) -> None:
    with visiting(browser, specimen_address, has_scripts=False) as visit:
        visit.page.goto(AUTUMN)
        expect(visit.page.locator("#span")).to_be_hidden()
        assert len(shown(visit.page)) == 21
        visit.page.get_by_role("link", name="by the day it came here").click()
        expect(visit.page).to_have_url(re.compile("/a/b/changes/entered/$"))
        assert shown(visit.page)[0] == "1 February 2032"
        assert visit.faults == []


def test_span_is_loaded_on_pages_of_changes_alone(specimen: Page) -> None:
    asked: list[str] = []
    specimen.on("request", lambda request: asked.append(request.url))
    for address in ("./", "plans/specimen-2031/", "plans/specimen-2031/history/"):
        specimen.goto(address)
    assert [url for url in asked if url.endswith("span.js")] == []
