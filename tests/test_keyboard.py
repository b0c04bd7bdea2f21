"""Everything on the site is reached and worked by keyboard alone, and who does so always sees where they are."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import BuiltSite
from tests.views import LONG, NARROW, WIDE, reading, views_of

PLAN = "plans/specimen-2031/"
MANY = 400  # more stops than any page has on the way to something

# What can be gone to on a page, in the order of its text. Of radio buttons of one name it is the one that is chosen, or
# else the first: arrow keys lead from it to the others.
STOPS = """() => {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    const isOfAnother = (stop) => {
        if (stop.type !== "radio") return false;
        const isBeside = (one) => one.type === "radio" && one.name === stop.name && one.form === stop.form;
        const group = [...all].filter(isBeside);
        return stop !== (group.find((one) => one.checked) ?? group[0]);
    };
    const canBe = (stop) => stop.tabIndex >= 0 && !stop.disabled && !stop.closest("[inert]") && !isOfAnother(stop);
    window.stops = [...all].filter((stop) => canBe(stop) && stop.checkVisibility({ visibilityProperty: true }));
    return window.stops.length;
}"""

# The number of the stop that has the focus, and what hides it from who looks for it; nothing after the last stop.
# The mark of focus is an outline of two pixels at least, at three times the lightness of the page or a third of it.
FOCUS = """() => {
    const stop = document.activeElement;
    if (stop === document.body) return null;
    const [box] = stop.getClientRects();
    const style = getComputedStyle(stop);
    const light = (colour) => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
        const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const [mark, page] = [style.outlineColor, getComputedStyle(document.body).backgroundColor].map(light);
    const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const bottom = stop.localName === "textarea" ? box.top + parseFloat(style.lineHeight) : box.bottom;
    const isInView = box.top > -1 && box.left > -1 && bottom < innerHeight + 1 && box.right < innerWidth + 1;
    const seen = document.elementFromPoint(box.x + box.width / 2, (box.top + bottom) / 2);
    const faults = [
        isMarked && Math.max(mark / page, page / mark) >= 3 ? "" : "has no visible mark",
        isInView ? "" : "is not in view",
        !isInView || stop.contains(seen) ? "" : "is covered",
    ].filter(Boolean);
    return {
        number: (window.stops ?? []).indexOf(stop),
        name: `${stop.localName} ${(stop.textContent || stop.name || stop.id).trim().slice(0, 40)}`,
        box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
        faults,
    };
}"""


def walk(page: Page) -> tuple[list[int], list[str]]:
    """The stops of Tab on a page, by their numbers in its text, and what is wrong with any of them."""
    numbers: list[int] = []
    faults: list[str] = []
    before = None
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if not stop or (stop["number"] == 0 and numbers):
            break
        if before and before["number"] == stop["number"]:
            continue  # the parts of a date are stops of one field
        numbers.append(stop["number"])
        faults += [f"{stop['name']} {fault}" for fault in stop["faults"]]
        if before and page.viewport_size == NARROW and is_before(stop["box"], before["box"]):
            faults.append(f"{stop['name']} stands before {before['name']}")
        before = stop
    return numbers, faults


def is_before(box: list[float], other: list[float]) -> bool:
    """Whether one box is read before another, in one column: it is above it, or left of it in one line."""
    left, top, _, bottom = box
    other_left, other_top, _, other_bottom = other
    is_in_line = min(bottom, other_bottom) - max(top, other_top) > min(bottom - top, other_bottom - other_top) / 2
    return left < other_left if is_in_line else top < other_top


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_tab_goes_through_every_view_in_the_order_of_its_text_and_is_always_seen(
    browser: Browser, specimen_site: BuiltSite, size: dict[str, int]
) -> None:
    """On a narrow screen the order of the text is that of the page from top to bottom, too."""
    found = []
    with reading(browser, specimen_site) as page:
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for view in views_of(specimen_site):
            view.show(page)
            page.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
            page.locator("body").evaluate(
                "body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }"
            )
            stops = page.evaluate(STOPS)
            numbers, faults = walk(page)
            found += [f"{view.name}: {fault}" for fault in faults]
            if numbers != list(range(stops)):
                found.append(f"{view.name}: of {stops} stops Tab goes to {numbers}")
    assert found == []


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus; whatever had it on the way was seen to have it."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["faults"] == []
        if target.evaluate("(target) => target === document.activeElement"):
            return
    pytest.fail(f"Tab never comes to {target}")


def enter(page: Page, target: Locator, address: str) -> None:
    """Go to something by Tab, and by Enter to where it leads."""
    tab_to(page, target)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_reader_comes_from_home_to_an_action_and_on_to_the_next(browser: Browser, specimen_site: BuiltSite) -> None:
    with reading(browser, specimen_site) as page:
        page.goto("./")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the main text")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.goto("./")
        main = page.get_by_role("main")
        enter(page, page.get_by_role("navigation", name="Main").get_by_role("link", name="Plans"), "/plans/")
        enter(page, main.locator("a[href$='specimen-2031/']").first, f"/{PLAN}")
        enter(page, main.locator("a[href='2/']").first, f"/{PLAN}2/")
        enter(page, main.locator("a[href='#2.1']").first, f"/{PLAN}2/#2.1")
        expect(page.locator(":target")).to_be_in_viewport()
        enter(page, page.locator("a[rel=next]"), f"/{PLAN}3/")


def test_reader_searches_narrows_opens_what_is_found_and_comes_back(browser: Browser, specimen_site: BuiltSite) -> None:
    with reading(browser, specimen_site) as page:
        page.goto("./")
        tab_to(page, page.get_by_role("search").get_by_role("searchbox"))
        page.keyboard.type("light")
        page.keyboard.press("Enter")
        main = page.get_by_role("main")
        status = main.get_by_role("status").first
        expect(status).to_contain_text("light", timeout=LONG)
        everything = status.inner_text()

        tab_to(page, main.locator("summary, [aria-expanded=false]").first)
        page.keyboard.press("Enter")
        choice = main.get_by_role("checkbox").first
        expect(choice).to_be_visible()
        tab_to(page, choice)
        page.keyboard.press("Space")
        expect(status).not_to_have_text(everything)
        expect(choice).to_be_focused()
        narrowed = page.url

        page.keyboard.press("Control+Home")
        page.reload()
        expect(status).not_to_have_text(everything)
        tab_to(page, main.locator("a[href*='/plans/specimen-']").first)
        page.keyboard.press("Enter")
        expect(page.get_by_role("navigation", name="Where you are")).to_be_visible()
        assert f"/{PLAN.split('/')[0]}/" in page.url
        page.go_back()
        expect(page).to_have_url(narrowed)
        expect(choice).to_be_checked()


def test_reader_chooses_the_order_of_what_is_found_by_arrows(browser: Browser, specimen_site: BuiltSite) -> None:
    with reading(browser, specimen_site) as page:
        page.goto("search/?q=the")
        relevance, newest = (page.get_by_role("radio", name=name) for name in ("Relevance", "Newest report first"))
        expect(relevance).to_be_visible(timeout=LONG)
        tab_to(page, relevance)
        page.keyboard.press("ArrowDown")
        expect(page).to_have_url(re.compile("[?]q=the&sort=date$"))
        expect(newest).to_be_checked()
        expect(newest).to_be_focused()


def test_report_is_opened_filled_prepared_and_closed(browser: Browser, specimen_site: BuiltSite) -> None:
    with reading(browser, specimen_site) as page:
        page.goto(f"{PLAN}2/")
        link = page.get_by_role("link", name="Report an update on 2.1")
        tab_to(page, link)
        page.keyboard.press("Enter")
        form = page.get_by_role("form", name="Report an update on 2.1")
        expect(form.get_by_role("heading").first).to_be_focused()
        for label, typed in (
            ("What the document is called", "Letter"),
            ("The day the document gives", "10312031"),
            ("Where it can be read", "https://letters.example/1"),
            ("How it stands", "Comp"),
        ):
            tab_to(page, form.get_by_label(label))
            page.keyboard.type(typed)
        tab_to(page, form.get_by_role("button", name="Prepare your report"))
        page.keyboard.press("Enter")
        expect(form.get_by_role("heading", name="Your report is ready")).to_be_focused()
        tab_to(page, form.get_by_label("The text of your report"))
        page.keyboard.press("Escape")
        expect(form).to_have_count(0)
        expect(link).to_be_focused()


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a:focus { outline: 0 }", "a two has no visible mark"),
        ("a:focus { outline: 2px solid #ddd }", "a two has no visible mark"),
        ("a:nth-of-type(2) { position: absolute; left: -500px }", "a two is not in view"),
        ("body::after { content: ''; position: fixed; inset: 0 }", "a two is covered"),
        ("a { float: right }", "a two stands before a one"),
    ],
)
def test_what_is_wrong_with_a_stop_is_noticed(browser: Browser, style: str, fault: str) -> None:
    page = browser.new_page(viewport=NARROW)
    page.set_content(
        "<style>body { background: white } a { outline: 2px solid black }"
        f"{style}</style><a href=x>one</a> <a href=y>two</a>"
    )
    page.evaluate(STOPS)
    numbers, faults = walk(page)
    assert numbers == [0, 1]
    assert fault in faults
    page.close()
