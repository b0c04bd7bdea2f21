"""The search page: what it shows of what is found, in which order, what else it offers, by keys, and what it loads.

That words, keys, numbers and filters find what they should is in test_browser.
"""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.test_browser import NARROW, expect_found, real, search, specimen, stay_at_five, stay_at_specimen, visited

__all__ = ["real", "specimen", "stay_at_five", "stay_at_specimen"]  # fixtures

HARBOUR_ENGINEER = "owners/specimen-harbour-service/harbour-engineer/"
LIMITED = "search/?q=staff&plan=Staffordshire+and+West+Midlands+CRC%2C+2018"


def first_hit(page: Page) -> Locator:
    return page.locator("#hits > li").first


# Results


def test_three_actions_of_a_recommendation_are_shown_and_the_others_in_their_places_on_demand(real: Page) -> None:
    real.goto("search/?q=staff")
    numbers = first_hit(real).locator("ul a")
    rest = first_hit(real).get_by_role("button", name=re.compile("^and [1-9] more actions? of this recommendation$"))
    expect(rest).to_be_visible()
    shown, found = numbers.filter(visible=True).all_inner_texts(), numbers.all_text_contents()
    assert len(shown) == 3
    rest.press("Enter")
    expect(rest).to_have_count(0)
    assert numbers.filter(visible=True).all_inner_texts() == found
    assert found == sorted(found, key=lambda id_: [int(part) for part in id_.split(".")])
    expect(numbers.filter(has_text=next(id_ for id_ in found if id_ not in shown)).first).to_be_focused()


def test_each_result_has_a_heading_in_a_list_below_the_heading_of_all(real: Page) -> None:
    real.goto("search/?q=staff")
    expect(real.get_by_role("heading", level=2, name="Results")).to_be_visible()
    assert real.locator("#hits > li").count() == real.get_by_role("heading", level=3).count() == 10


def test_excerpt_from_within_an_action_begins_and_ends_with_an_ellipsis_and_marks_what_was_asked(real: Page) -> None:
    real.goto("search/?q=assessment")
    excerpt = real.locator("#hits ul .printed").filter(has_text=re.compile("^… .* …$")).first
    expect(excerpt.locator("mark").first).to_have_text(re.compile("assess"))
    expect(excerpt.locator("mark").first).to_have_css("text-decoration-line", "underline")


def test_show_more_shows_all_that_is_left_and_moves_to_the_first_of_it(real: Page) -> None:
    real.goto("search/?q=staff")
    expect_found(real, "24 recommendations for “staff”")
    real.get_by_role("button", name="Show more").press("Enter")
    expect(real.locator("#hits > li")).to_have_count(24)
    expect(real.locator("#hits > li").nth(10).get_by_role("link").first).to_be_focused()
    expect(real.get_by_role("button", name="Show more")).to_have_count(0)


# Order


def plans_of_hits(page: Page) -> list[str]:
    names = page.locator("#hits h3 a").all_text_contents()
    return list(dict.fromkeys(name.partition(" · ")[0] for name in names))


NEWEST_FIRST = ["Specimen Harbour Service, 2031", "Specimen Lighthouse Board"]


def test_newest_report_comes_first_if_asked_for_and_the_order_stands_in_the_address(specimen: Page) -> None:
    """The undated come last; none goes missing."""
    specimen.goto("search/?q=light")
    expect_found(specimen, "5 recommendations for “light”")
    before = specimen.locator("#hits h3").all_text_contents()
    newest = specimen.get_by_role("radio", name="Newest report first")
    newest.press("Space")
    expect(specimen).to_have_url(re.compile(r"/search/\?q=light&sort=date$"))
    expect(specimen.locator("#hits h3").first).to_contain_text(NEWEST_FIRST[0])
    assert plans_of_hits(specimen) == NEWEST_FIRST
    expect(newest).to_be_focused()
    specimen.reload()
    expect(newest).to_be_checked()
    expect(specimen.locator("#hits h3").first).to_contain_text(NEWEST_FIRST[0])
    assert plans_of_hits(specimen) == NEWEST_FIRST
    specimen.go_back()
    expect(specimen.get_by_role("radio", name="Relevance")).to_be_checked()
    expect_found(specimen, "5 recommendations for “light”")
    expect(specimen.locator("#hits h3")).to_have_text(before)


def test_limits_without_words_show_the_newest_report_first(real: Page) -> None:
    real.goto("search/?decision=Agreed")
    expect_found(real, re.compile("^[0-9]+ recommendations, limited to decision: Agreed$"))
    assert plans_of_hits(real)[0] == "Norfolk and Suffolk CRC, 2019"
    expect(real.get_by_role("group", name="Sort by")).to_have_count(0)


# Names


@pytest.mark.parametrize(
    ("words", "kind", "name", "address"),
    [
        ("Harbour Engineer", "Owner", "Harbour Engineer, Specimen Harbour Service", HARBOUR_ENGINEER),
        ("harbour service", "Body", "Specimen Harbour Service", "bodies/specimen-harbour-service/"),
        ("harbour service 2031", "Plan", "Specimen Harbour Service, 2031", "plans/specimen-2031/"),
        ("quays", "Theme", "Quays and moorings", "themes/facilities/"),
        ("SHS", "Short form", "SHS: Specimen Harbour Service", "glossary/#shs"),
    ],
)  # fmt: skip
def test_what_is_called_by_the_words_is_offered_above_the_results(
    specimen: Page, words: str, kind: str, name: str, address: str
) -> None:
    specimen.goto("./")
    search(specimen, words)
    names = specimen.locator("#names")
    expect(names.get_by_text(f"{kind} {name}", exact=True)).to_be_visible()
    names.get_by_role("link", name=name, exact=True).click()
    expect(specimen).to_have_url(re.compile(re.escape(f"/a/b/{address}") + "$"))
    expect(specimen.locator("main")).to_contain_text(name.partition(":")[0].partition(",")[0])


def test_name_that_has_the_word_itself_stands_for_those_in_which_a_word_begins_so(real: Page) -> None:
    real.goto("search/?q=staff")
    expect(real.locator("#names li")).to_have_text(["Theme Staff"])
    real.goto("search/?q=staffo")
    expect(real.locator("#names li").first).to_have_text("Body Staffordshire and West Midlands CRC")


# Nothing found


def offers(page: Page) -> list[str]:
    return page.locator("#names li").all_inner_texts()


def test_misspelt_word_is_answered_with_those_spelt_nearly_so(real: Page) -> None:
    real.goto("search/?q=sarfety")
    expect_found(real, re.compile("^Nothing found for “sarfety”."))
    assert offers(real) == ["“safety” (1 recommendation)"]
    real.get_by_role("link", name="safety").click()
    expect_found(real, "1 recommendation for “safety”")


def test_words_that_no_recommendation_has_together_are_offered_apart(real: Page) -> None:
    real.goto("search/?q=police+housing")
    expect_found(real, re.compile("^Nothing found for “police housing”."))
    assert offers(real) == ["“housing” (2 recommendations)", "“police” (7 recommendations)"]


def test_word_that_is_nowhere_is_named_where_the_others_find_something(real: Page) -> None:
    """Pagefind passes it over without a word."""
    real.goto("search/?q=staff+zeppelin")
    expect_found(real, "24 recommendations for “staff zeppelin”. Nothing has “zeppelin”, so this is without it.")


# Limits


def test_chosen_limits_are_taken_back_one_by_one_above_the_results(specimen: Page) -> None:
    specimen.goto("search/?q=light&decision=Agreed&year=2031")
    remove = specimen.get_by_role("button", name="Remove limit: ")
    expect(remove).to_have_text(["Remove limit: Decision Agreed", "Remove limit: Year of the report 2031"])
    remove.last.press("Enter")
    expect_found(specimen, "4 recommendations for “light”, limited to decision: Agreed")
    expect(specimen).to_have_url(re.compile(r"/search/\?q=light&decision=Agreed$"))
    expect(specimen.get_by_role("heading", name="Results")).to_be_focused()
    expect(specimen.get_by_role("checkbox", name="2031")).not_to_be_checked()
    specimen.go_back()
    expect(remove).to_have_count(2)
    expect(specimen.get_by_role("checkbox", name="2031")).to_be_checked()


def test_values_of_a_filter_beyond_the_first_are_shown_on_demand_and_focus_stays_on_what_is_chosen(real: Page) -> None:
    real.goto("search/?q=staff")
    real.locator("summary", has_text=re.compile("^Theme$")).click()
    boxes = real.get_by_role("group", name="Theme").get_by_role("checkbox")
    expect(boxes).to_have_count(12)
    real.get_by_role("button", name="Show all 19").press("Enter")
    expect(boxes).to_have_count(19)
    expect(boxes.nth(12)).to_be_focused()
    real.keyboard.press("Space")
    expect_found(real, re.compile("limited to theme: "))
    expect(boxes.nth(12)).to_be_checked()
    expect(boxes.nth(12)).to_be_focused()


# By keys, and back


def test_focus_stays_in_the_box_and_filters_are_one_key_away_and_back(real: Page) -> None:
    real.set_viewport_size({"width": 1280, "height": 900})
    real.goto("search/")
    search(real, "staff")
    expect_found(real, "24 recommendations for “staff”")
    expect(real.get_by_role("searchbox")).to_be_focused()
    jump = real.get_by_role("link", name="Limit what is found")
    for _ in range(12):
        if not jump.evaluate("link => link === document.activeElement"):
            real.keyboard.press("Tab")
    expect(jump).to_be_focused()
    expect(jump).to_be_in_viewport(ratio=1)
    real.keyboard.press("Enter")
    real.keyboard.press("Tab")
    expect(real.locator("summary").first).to_be_focused()
    real.keyboard.press("Shift+Tab")
    back = real.get_by_role("link", name="Back to the results")
    back.focus()
    expect(back).to_be_in_viewport(ratio=1)
    real.keyboard.press("Enter")
    expect(real.get_by_role("heading", name="Results")).to_be_focused()
    expect_found(real, "24 recommendations for “staff”")


def test_going_back_to_a_search_is_going_back_to_where_one_had_read(real: Page) -> None:
    real.goto("search/?q=staff")
    real.get_by_role("button", name="Show more").click()
    read = real.locator("#hits > li").nth(19).locator("h3 a")
    read.scroll_into_view_if_needed()
    name, at = read.inner_text(), real.evaluate("scrollY")
    read.click()
    expect(real).to_have_url(re.compile("/plans/"))
    real.go_back()
    expect(real.get_by_role("link", name=name)).to_be_in_viewport()
    assert abs(real.evaluate("scrollY") - at) < 2


# What is loaded, what moves, what is said if it cannot be loaded

FILTER_FILE = re.compile(r"/pagefind/filter/.*\.pf_filter$")


def test_file_of_a_filter_is_loaded_when_that_filter_is_opened(real: Page) -> None:
    asked: list[str] = []
    real.on("request", lambda request: asked.append(request.url) if FILTER_FILE.search(request.url) else None)
    real.goto("search/?q=staff")
    expect_found(real, "24 recommendations for “staff”")
    assert asked == []
    for number, summary in enumerate(real.locator("summary").all(), 1):
        summary.click()
        expect(real.locator("details[open] .n")).not_to_have_count(0)
        expect(real.locator("details").nth(number - 1).locator("label").first).to_be_attached()
        assert len(set(asked)) == number, summary.inner_text()


SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((shift) => (window.shifts += shift.value)))
        .observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("is_narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["search/?q=staff", "search/?q=Director", "search/?q=zeppelin", LIMITED])
def test_nothing_in_view_moves_when_results_come(real: Page, address: str, is_narrow: bool) -> None:
    if is_narrow:
        real.set_viewport_size(NARROW)
    real.add_init_script(f"({SHIFTS})()")
    real.goto(address)
    expect_found(real, re.compile("."))
    real.wait_for_timeout(200)  # shifts are told of after the frame in which they were
    assert real.evaluate("window.shifts") < 0.01


def test_search_that_cannot_be_loaded_says_so_and_leaves_the_lists(
    stay_at_five: BrowserContext, address_of_five: str
) -> None:
    with visited(stay_at_five, address_of_five) as visit:
        visit.page.route("**/pagefind/pagefind.js", lambda route: route.abort())
        visit.page.goto("search/?q=staff")
        expect_found(visit.page, "The search could not be loaded. The lists above lead to everything.")
        expect(visit.page.locator(".lists a").first).to_be_visible()


def test_word_of_which_only_the_beginning_stands_somewhere_is_said_to_be_nowhere(real: Page) -> None:
    real.goto("search/?q=overdue")
    expect(real.get_by_role("status")).to_have_text(
        re.compile("^[0-9]+ recommendations for “over”: nothing has “overdue”.$")
    )
