"""Axe finds nothing that bars a reader, in any view of either site, on wide and narrow screens, light and dark."""

from importlib import resources
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.conftest import BuiltSite
from tests.views import NARROW, WIDE, reading, views_of

# Axe reads the colours of each element anew, which takes a third of its time: here the words of a colour are read once.
READ_ONCE = """
const colour = axe.commons.color.Color.prototype;
const read = colour.parseString;
const known = new Map();
colour.parseString = function (words) {
    if (!known.has(words)) {
        const { r, g, b, alpha } = read.call(this, words);
        known.set(words, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(words));
};
"""
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text() + READ_ONCE
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# WCAG 2.2 at A and AA, and best practice. In the dark only the colours differ.
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}

FIND = """async (rules) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}"""


def found(page: Page, schemes_when_narrow: tuple[Literal["light", "dark"], ...] = SCHEMES) -> list[str]:
    """What axe finds on a page, on each screen and in each scheme."""
    faults = []
    for size, schemes in ((WIDE, SCHEMES), (NARROW, schemes_when_narrow)):
        page.set_viewport_size(size)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            faults += [f"{size['width']} {scheme} {fault}" for fault in page.evaluate(FIND, RULES[scheme])]
    return faults


def test_axe_finds_nothing_in_any_view(browser: Browser, site: BuiltSite, specimen_site: BuiltSite) -> None:
    """The specimen has every state, so every colour: of the real plans the narrow screen in the dark is left out."""
    faults = []
    schemes_when_narrow = SCHEMES if site == specimen_site else SCHEMES[:1]
    with reading(browser, site) as page:
        page.context.add_init_script(AXE)
        for view in views_of(site):
            page.set_viewport_size(WIDE)
            view.show(page)
            faults += [f"{view.name}: {fault}" for fault in found(page, schemes_when_narrow)]
    assert faults == []


def test_what_bars_a_reader_is_found_where_it_does(browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(AXE)
    page.goto("data:text/html,<!doctype html><html lang=en><title>Faults</title>")
    page.set_content("""<!doctype html><html lang=en><title>Faults</title><main><h1>Faults</h1><img src="data:,">
        <style>
            @media (prefers-color-scheme: dark) { p { color: #eee; } }
            @media (max-width: 500px) { button { width: 9px; height: 9px; padding: 0; } }
        </style>
        <p>Pale in the dark.</p><button>A</button><button>B</button></main>""")
    assert found(page) == [
        "1280 light image-alt: img",
        "1280 dark color-contrast: p",
        "320 light image-alt: img",
        "320 light target-size: button:nth-child(5)",
        "320 light target-size: button:nth-child(6)",
        "320 dark color-contrast: p",
    ]
    page.close()
