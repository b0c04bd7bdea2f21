"""Every view of either site holds on narrow screens, enlarged, with text spaced wider, in a reader's own colours."""

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import BuiltSite
from tests.views import NARROW, WIDE, reading, views_of

ENLARGED = {"width": 640, "height": 450}  # a wide screen at 200 %; at 400 % it is the narrow one

# What WCAG 2.2 says in 1.4.12 that a reader may set.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""

# What is lost: a page that scrolls sideways, text cut off by its own box, text set over other text.
LOST = """() => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} wide`);
    const name = (element) => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
    const words = [];
    for (const element of document.body.querySelectorAll("*")) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.matches("option, .skip")) continue;
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        if (clipPath === "inset(50%)") continue; // words to be read aloud alone
        const isCut = (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
            || (["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 1);
        if (isCut && !element.matches("input, textarea")) faults.push(`${name(element)} is cut off`);
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) words.push({ box, element });
        }
    }
    words.sort((one, other) => one.box.top - other.box.top);
    words.forEach(({ box, element }, index) => {
        for (const other of words.slice(index + 1)) {
            if (other.box.top >= box.bottom) break;
            if (other.element.contains(element) || element.contains(other.element)) continue;
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - other.box.top;
            if (across > 1 && down > box.height / 3) faults.push(`${name(element)} lies on ${name(other.element)}`);
        }
    });
    return faults;
}"""


def lost(page: Page) -> list[str]:
    """What is lost on a page on each screen, with text as it is set and spaced wider."""
    faults = []
    for spacing in ("as set", "spaced"):
        if spacing == "spaced":
            page.add_style_tag(content=SPACED)
        for size in (WIDE, ENLARGED, NARROW):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            faults += [f"{size['width']} {spacing}: {fault}" for fault in page.evaluate(LOST)]
    return faults


def test_nothing_is_lost_on_any_screen_however_far_text_is_spaced(browser: Browser, site: BuiltSite) -> None:
    faults = []
    with reading(browser, site, pixels=2) as page:
        for view in views_of(site):
            page.set_viewport_size(WIDE)
            view.show(page)
            faults += [f"{view.name}: {fault}" for fault in lost(page)]
    assert faults == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p style='width: 700px'>wide", "640 as set: the page is 708 wide"),
        (
            "<p style='height: 1.2em; overflow: hidden'>once twice " + "and again " * 8,
            "320 as set: p. “once twice and again and again” is cut off",
        ),
        (
            "<div style='height: 1em'>" + "one two " * 8 + "</div><b>over</b>",
            "320 as set: b. “over” lies on div. “one two one two one two one tw”",
        ),
    ],
)
def test_what_is_lost_is_noticed(browser: Browser, html: str, fault: str) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><body style='font: 16px/1.5 sans-serif'>{html}")
    assert fault in lost(page)
    page.close()


# In forced colours a reader's own colours take the place of ours, and what only a background said is gone.
FORCED = """() => {
    const faults = [];
    const drawn = (style) => parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none";
    const name = (element) => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
    for (const element of document.querySelectorAll("main .tag, main button, main input, main select, main textarea")) {
        if (!element.checkVisibility()) continue;
        const isDrawn = element.matches("[type=checkbox], [type=radio], .plain")
            || drawn(getComputedStyle(element)) || drawn(getComputedStyle(element, "::before"));
        if (!isDrawn) faults.push(`${name(element)} has no edge`);
        if (getComputedStyle(element).forcedColorAdjust !== "auto") faults.push(`${name(element)} keeps its colours`);
    }
    return faults;
}"""


def test_states_and_fields_keep_their_edges_in_a_readers_own_colours(
    browser: Browser, specimen_site: BuiltSite
) -> None:
    faults = []
    with reading(browser, specimen_site) as page:
        page.emulate_media(forced_colors="active")
        for view in views_of(specimen_site):
            view.show(page)
            faults += [f"{view.name}: {fault}" for fault in page.evaluate(FORCED)]
    assert faults == []
