"""The whole plan on one page holds all that the plan holds, leads to each record's own page, and prints complete."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.model import Plan, Recommendation
from generator.read import read
from tests.conftest import SPECIMEN, BuiltSite, hosted
from tests.expected import index_of
from tests.test_text_on_pages import (
    Page,
    Shown,
    absent,
    addressees_of,
    decisions,
    decisions_of,
    entries_of,
    facts,
    head_of,
    headings_of,
    makers_of,
    notes,
    notes_on_plan,
    notes_on_recommendation,
    printed,
    rows,
    short_forms_of,
    words_of_response,
)

Fields = Callable[[Plan], Iterable[str | None]]


def plans_of(site: BuiltSite) -> list[Plan]:
    collection = read(site.root).collection
    assert collection
    return list(collection.plans.values())


def html_at(site: BuiltSite, address: str) -> str:
    return (site.folder / address / "index.html").read_text()


def page_of(plan: str) -> str:
    return f"plans/{plan}/whole/"


# What stands there


@pytest.fixture(scope="module")
def wholes(site: BuiltSite) -> Shown[Plan]:
    """The plans that were not removed, each with its whole page."""
    return [(plan.id, plan, Page(html_at(site, page_of(plan.id)))) for plan in plans_of(site) if not plan.removed]


def of_each(fields: Callable[[Recommendation], Iterable[str | None]]) -> Fields:
    """Fields of each recommendation that was not removed."""
    return lambda plan: (words for made in plan.made if not made.removed for words in fields(made))


SHOWN: dict[str, tuple[Fields, Callable[[Page], list[str]]]] = {
    "title, dates, introduction and heading of owners": (head_of, printed),
    "headings": (lambda plan: [heading.words for heading in headings_of(plan)], printed),
    "texts": (of_each(lambda made: [made.text]), printed),
    "responses": (of_each(words_of_response), printed),
    "owners": (of_each(lambda made: entries_of(made, "owner")), printed),
    "target dates": (of_each(lambda made: entries_of(made, "target_date")), printed),
    "decisions": (of_each(decisions_of), decisions),
    "addressees": (of_each(addressees_of), facts),
    "body, inspectorate, publisher and licence": (makers_of, facts),
    "short forms": (short_forms_of, rows),
    "notes": (lambda plan: [*notes_on_plan(plan), *of_each(notes_on_recommendation)(plan)], notes),
}


@pytest.mark.parametrize(("fields", "texts"), SHOWN.values(), ids=SHOWN)
def test_every_field_stands_there_as_often_as_it_is_printed(
    wholes: Shown[Plan], fields: Fields, texts: Callable[[Page], list[str]]
) -> None:
    assert absent(wholes, fields, texts) == []


def test_what_the_source_lacks_stands_there(specimen_site: BuiltSite) -> None:
    gaps = Page(html_at(specimen_site, page_of("specimen-2031"))).texts(".gap")
    assert set(gaps) >= {
        "The source lacks the text of this recommendation.",
        "The source lacks the decision on this recommendation.",
        "Recommendation 5: the source lacks action 5.1.",
    }


def test_what_was_said_last_leads_to_all_that_was_said(specimen_site: BuiltSite) -> None:
    html = html_at(specimen_site, page_of("specimen-2031"))
    assert '<a href="../8/#8.1">2 statements, the last of 12 December 2031</a>' in html
    assert "The horn was heard twice." not in html


def test_no_mark_of_the_templates_is_left_to_read(site: BuiltSite) -> None:
    texts = {name: (site.folder / name).read_text() for name in site.pages}
    assert [name for name, text in texts.items() if re.search(r"^(<p>)?\{: \.\w+ \}", text, re.MULTILINE)] == []


def test_nothing_is_offered_there_but_to_read(site: BuiltSite) -> None:
    """The form for reports and what opens it are on the recommendations' own pages."""
    for plan in plans_of(site):
        html = html_at(site, page_of(plan.id))
        assert [word for word in ("data-about", "ways.js", "data-plan", "Suggest a correction") if word in html] == []


# Where it leads, and what leads there


def anchors(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


def test_every_number_that_a_record_has_or_had_is_an_anchor_by_every_name_of_the_plan(site: BuiltSite) -> None:
    """Also where the plan went: a link into the whole page leads somewhere for ever."""
    lost = [
        f"{page_of(named)}#{id_}"
        for plan in plans_of(site)
        for named in (plan.id, *plan.formerly)
        for id_ in ids_of(plan) - anchors(html_at(site, page_of(named)))
    ]
    assert lost == []


def ids_of(plan: Plan) -> set[str]:
    records = [record for made in plan.made for record in (made, *made.followed)]
    return {id_ for record in records for id_ in (record.id, *record.formerly) if id_}


def test_every_record_leads_to_its_own_page_by_its_key(site: BuiltSite) -> None:
    for plan in plans_of(site):
        if not plan.removed:
            html = html_at(site, page_of(plan.id))
            for key, address in addresses_of(plan):
                assert f'<a href="{address}">{key}</a>' in html


def addresses_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """The keys of what stands in a plan, and where each leads from the whole page."""
    for made in plan.made:
        if not made.removed:
            yield f"{plan.id}/{made.id}", f"../{made.id}/"
            yield from ((f"{plan.id}/{action.id}", f"../{made.id}/#{action.id}") for action in made.followed)


def test_plan_leads_to_it(site: BuiltSite) -> None:
    for plan in plans_of(site):
        if not plan.removed:
            link = '<a href="whole/">The whole plan on one page, to read and print</a>'
            assert link in html_at(site, f"plans/{plan.id}/")


def canonical(html: str) -> list[str]:
    return re.findall('<link rel="canonical" href="([^"]+)">', html)


def test_search_engines_are_sent_to_the_plan(site: BuiltSite) -> None:
    """Also where the site does not know its address."""
    here = "https://plans.example/specimen/"
    for plan in plans_of(site):
        address = page_of(plan.id)
        sent = canonical(html_at(site, address))
        assert [urljoin(here + address, link) for link in sent] == [f"{here}plans/{plan.id}/"]


def test_sitemap_holds_the_pages_that_stand_for_themselves_and_no_other(specimen_site: BuiltSite) -> None:
    here = "https://plans.example/specimen/"
    own = {here + page.removesuffix("index.html") for page in specimen_site.pages if page != "404.html"}
    themselves = {page for page in own if canonical(html_at(specimen_site, page.removeprefix(here))) == [page]}
    listed = re.findall("<loc>(.*?)</loc>", (specimen_site.folder / "sitemap.xml").read_text())
    assert listed == sorted(themselves)
    assert {f"{here}plans/specimen-2031/whole/", f"{here}plans/specimen-harbour-2027/"} < own - themselves


def test_sitemap_of_a_site_without_an_address_is_empty(real_site: BuiltSite) -> None:
    assert "<loc>" not in (real_site.folder / "sitemap.xml").read_text()


# On paper


WHOLE = "plans/specimen-2031/whole/"
PRINTED = {
    "the whole specimen": ("specimen_site", WHOLE),
    "a whole plan": ("real_site", "plans/norfolk-suffolk-crc-2019/whole/"),
    "a plan": ("real_site", "plans/norfolk-suffolk-crc-2019/"),
    "a recommendation": ("specimen_site", "plans/specimen-2031/8/"),
    "what is due": ("real_site", "due/"),
    "an owner": ("real_site", "owners/norfolk-suffolk-crc/deputy-director-quality/"),
}


@dataclass(frozen=True)
class Printed:
    """A page as Chromium prints it on A4."""

    title: str
    sheets: tuple[str, ...]  # the text of each
    parts: tuple[tuple[str, ...], ...]  # what no sheet's end may cut: texts of one sheet
    ways: tuple[str, ...]  # what only leads elsewhere

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of each sheet."""
        return tuple(map(letters, self.sheets))


@pytest.fixture(scope="module", params=list(PRINTED.values()), ids=list(PRINTED))
def on_paper(request: pytest.FixtureRequest, browser: Browser) -> Printed:
    """Each kind of page, for a reader who likes it dark."""
    site, address = request.param
    return print_out(browser, request.getfixturevalue(site), address)


@pytest.fixture(scope="module")
def whole_on_paper(browser: Browser, specimen_site: BuiltSite) -> Printed:
    return print_out(browser, specimen_site, WHOLE)


def print_out(browser: Browser, site: BuiltSite, address: str) -> Printed:
    with hosted(site, "/a/b/") as home:
        page = browser.new_page(color_scheme="dark")
        page.goto(home + address)
        title, parts, ways = page.title(), page.evaluate(PARTS), page.evaluate(WAYS)
        pdf = page.pdf(prefer_css_page_size=True)
        page.close()
    sheets = tuple(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)
    return Printed(title.rpartition(" – ")[0], sheets, tuple(map(tuple, parts)), tuple(ways))


def letters(text: str) -> str:
    """Latin letters and figures alone, in their plain forms: paper has other blanks, and joins some letters."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if letter.isalnum() and letter < "\u0250")


# Rows of tables and lists; facts with all that stands before them in their section, but for the key.
PARTS = """() => {
    const words = element => {
        const copy = element.cloneNode(true);
        for (const link of copy.querySelectorAll("a")) {
            if (link.href.startsWith("http") && link.getAttribute("href") === link.href) link.append(link.href);
        }
        for (const silent of copy.querySelectorAll(".aloud")) silent.remove();
        return copy.textContent;
    };
    const facts = [...document.querySelectorAll("article dl:not(li dl)")].map(facts => {
        const said = [facts];
        while (!said[0].matches(".number, h1, h2") && said[0].previousElementSibling) {
            said.unshift(said[0].previousElementSibling);
        }
        const heading = said[0].matches("h1, h2") ? [words(said.shift())] : []; // PDF has its letters behind the facts
        return [...heading, said.filter(one => !one.matches(".key, .contents")).map(words).join(" ")];
    });
    return [...facts, ...[...document.querySelectorAll("article :is(tr, li)")].map(one => [words(one)])];
}"""

# What leads elsewhere, and says nothing: each as one text.
WAYS = """() => [...document.querySelectorAll("nav, form, .skip, .ways, article h1 ~ .contents:not(#months ~ *)")]
    .map(element => element.textContent)"""


def test_nothing_that_belongs_together_is_cut(on_paper: Printed) -> None:
    """An action's number, words and facts; a row of a table; an item of a list."""
    assert on_paper.parts
    cut = [
        part
        for part in on_paper.parts
        if not any(all(letters(words) in sheet for words in part) for sheet in on_paper.letters)
    ]
    assert cut == []


def test_no_way_to_go_is_printed(on_paper: Printed) -> None:
    ways = [way for way in map(letters, on_paper.ways) if len(way) > 8]  # "Search" may be a word of a plan
    assert ways
    assert [way for way in ways if way in "".join(on_paper.letters)] == []


def test_each_sheet_says_which_it_is_and_of_what(on_paper: Printed) -> None:
    last = len(on_paper.sheets)
    assert last > 1
    for place, sheet in enumerate(on_paper.sheets, 1):
        assert f"{place} of {last}" in sheet
        assert letters(on_paper.title) in letters(sheet)


def test_keys_and_words_of_all_actions_are_printed_in_order(whole_on_paper: Printed) -> None:
    plan = index_of(SPECIMEN).collection.plans["specimen-2031"]
    actions = [action for made in plan.made if not made.removed for action in made.followed]
    text = "".join(whole_on_paper.letters)
    for printed_of_each in ([f"{plan.id}/{action.id}" for action in actions], [action.words for action in actions]):
        rest = text
        for words in printed_of_each:
            _, found, rest = rest.partition(letters(words))
            assert found, words


def test_paper_says_what_address_belongs_to_a_key(whole_on_paper: Printed) -> None:
    address = "https://plans.example/specimen/plans/specimen-2031/1/#1.1"
    assert letters(f"specimen-2031/1.1 is at {address}, and so with the others.") in whole_on_paper.letters[0]


def test_paper_says_what_address_belongs_to_a_key_without_the_sites_own(browser: Browser, real_site: BuiltSite) -> None:
    printed = print_out(browser, real_site, "plans/norfolk-suffolk-crc-2019/whole/")
    assert letters("has a key, such as norfolk-suffolk-crc-2019/1.1. The site’s search box") in printed.letters[0]


def test_paper_shows_where_links_to_elsewhere_lead(browser: Browser, specimen_site: BuiltSite) -> None:
    printed = print_out(browser, specimen_site, "plans/specimen-2031/8/")
    assert letters("Evidence <https://inspectorate.example/gauge.jpg>") in "".join(printed.letters)


def test_paper_is_light_for_readers_who_like_it_dark(browser: Browser, specimen_site: BuiltSite) -> None:
    with hosted(specimen_site, "/a/b/") as home:
        page = browser.new_page(color_scheme="dark")
        page.goto(home + WHOLE)
        colours = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        on_screen = page.evaluate(colours)
        page.emulate_media(media="print")
        assert (on_screen, page.evaluate(colours)) == (
            ["rgb(20, 23, 26)", "rgb(231, 233, 235)"],
            ["rgb(255, 255, 255)", "rgb(0, 0, 0)"],
        )
        page.close()
