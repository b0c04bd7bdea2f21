"""A reader with a browser finds, opens, follows and prints what was promised; by Debian's Chromium.

The sites are served below a path that neither was told of.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, ViewportSize, expect

from tests.conftest import BuiltSite, hosted

LONG = 20_000  # milliseconds after which what did not come will not come
NARROW: ViewportSize = {"width": 320, "height": 640}

REAL = "plans/norfolk-suffolk-crc-2019/"
SPECIMEN = "plans/specimen-2031/"

expect.set_options(timeout=LONG)


@dataclass
class Visit:
    """A reader's visit to a site, and all that went wrong on the way."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator["Visit"]:
        """Note whatever the browser complains of, asks for elsewhere, or does not get, until the visit ends."""
        context = self.page.context
        heard: dict[str, Callable[..., None]] = {
            "console": lambda said: self.faults.append(said.text) if said.type == "error" else None,
            "weberror": lambda error: self.faults.append(str(error.error)),
            "request": self._note_elsewhere,
            "requestfailed": self._note_failure,
            "response": self._note_refusal,
        }
        for event, note in heard.items():
            context.on(event, note)  # type: ignore[call-overload]  # each event by its name
        yield self
        for event, note in heard.items():
            context.remove_listener(event, note)

    def _note_elsewhere(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _note_refusal(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


@contextmanager
def visiting(browser: Browser, address: str, *, has_scripts: bool = True) -> Iterator[Visit]:
    """A visit that begins nowhere, with nothing kept from any before."""
    with (
        browser.new_context(base_url=address, java_script_enabled=has_scripts) as context,
        visited(context, address) as visit,
    ):
        yield visit


@contextmanager
def staying(browser: Browser, address: str, *, has_scripts: bool = True) -> Iterator[BrowserContext]:
    """A context for visits to a site that keeps nothing: they share what shows pages, which half a second starts anew.

    For visits that are allowed nothing, and that set no clock: both would be left to the visits after them.
    """
    with browser.new_context(base_url=address, java_script_enabled=has_scripts) as context:
        context.new_page().goto("about/")  # while it stands open, the browser shows the pages of visits beside it
        yield context


@contextmanager
def visited(context: BrowserContext, address: str) -> Iterator[Visit]:
    """A visit in a tab of its own: its size, its history and what it makes of requests end with it."""
    with context.new_page() as page:
        page.set_default_timeout(LONG)
        with Visit(page, address).watched() as visit:
            yield visit


@pytest.fixture(scope="module")
def stay_at_five(browser: Browser, address_of_five: str) -> Iterator[BrowserContext]:
    with staying(browser, address_of_five) as context:
        yield context


@pytest.fixture(scope="module")
def stay_at_specimen(browser: Browser, specimen_address: str) -> Iterator[BrowserContext]:
    with staying(browser, specimen_address) as context:
        yield context


@pytest.fixture
def real(stay_at_five: BrowserContext, address_of_five: str) -> Iterator[Page]:
    """A visit to the five real plans on which nothing may go wrong."""
    with visited(stay_at_five, address_of_five) as visit:
        yield visit.page
        assert visit.faults == []


@pytest.fixture
def specimen(stay_at_specimen: BrowserContext, specimen_address: str) -> Iterator[Page]:
    """A visit to the specimen on which nothing may go wrong."""
    with visited(stay_at_specimen, specimen_address) as visit:
        yield visit.page
        assert visit.faults == []


@pytest.fixture
def real_without_scripts(browser: Browser, address_of_five: str) -> Iterator[Page]:
    with visiting(browser, address_of_five, has_scripts=False) as visit:
        yield visit.page
        assert visit.faults == []


@pytest.fixture(params=["real", "specimen"])
def each(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, BuiltSite]]:
    """Visits to both sites, one after the other, each whole: also what was added to the five plans."""
    with visiting(browser, request.getfixturevalue(f"{request.param}_address")) as visit:
        yield visit.page, request.getfixturevalue(f"{request.param}_site")
        assert visit.faults == []


def search(page: Page, words: str) -> None:
    """Type words into the page's search box, and send them off."""
    box = page.get_by_role("search").get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")


def expect_found(page: Page, summary: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("status")).to_have_text(summary)


def labels_of_hits(page: Page) -> list[str]:
    """The plan, the recommendation and the decision of each hit, in no order."""
    return sorted(page.locator("#hits h3").all_text_contents())


def expect_at_anchor(page: Page, address: str) -> None:
    """The page is open at this address, and what its anchor names is in view."""
    expect(page).to_have_url(re.compile(re.escape(f"/a/b/{address}") + "$"))
    target = page.locator(":target")
    expect(target).to_have_id(address.partition("#")[2])
    expect(target).to_be_in_viewport()


def test_whatever_goes_wrong_on_a_visit_is_noticed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(
        "<!doctype html><link rel=icon href=data:><img src=not-there.png><img src=http://127.0.0.1:1/elsewhere.png>"
        "<script>console.error('complaint'); nothing()</script>"
    )
    (tmp_path / "site/404.html").write_text("<!doctype html>")
    with hosted(BuiltSite(tmp_path), "/a/b/") as home, visiting(browser, home) as visit:
        visit.page.goto("./")
    assert set(visit.faults) == {
        "complaint",
        "nothing is not defined",
        f"404: {home}not-there.png",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
        "asked elsewhere: http://127.0.0.1:1/elsewhere.png",
        "failed: http://127.0.0.1:1/elsewhere.png: net::ERR_UNSAFE_PORT",
        "Failed to load resource: net::ERR_UNSAFE_PORT",
    }


# Finding


@pytest.mark.parametrize("start", ["./", f"{REAL}6/", "owners/norfolk-suffolk-crc/"])
def test_action_is_found_by_its_words_from_any_page_and_opens_at_its_anchor(real: Page, start: str) -> None:
    real.goto(start)
    search(real, "children social care checks within 4 weeks")
    real.get_by_role("link", name="1.2", exact=True).click()
    expect_at_anchor(real, f"{REAL}1/#1.2")
    expect(real.locator(":target ~ .printed")).to_contain_text("within 4 weeks of a case commencing")


def test_key_of_an_action_leads_straight_to_it(real: Page) -> None:
    real.goto("./")
    search(real, "norfolk-suffolk-crc-2019/1.4")
    expect_at_anchor(real, f"{REAL}1/#1.4")


def test_key_of_a_recommendation_leads_straight_to_its_page(specimen: Page) -> None:
    specimen.goto("./")
    search(specimen, "specimen-2031/4a-iii")
    expect(specimen).to_have_url(re.compile(f"/a/b/{SPECIMEN}4a-iii/$"))


def test_going_back_from_what_a_key_led_to_is_going_back_to_where_it_was_typed(real: Page) -> None:
    """The search in between would only lead there again."""
    real.goto("about/")
    search(real, "norfolk-suffolk-crc-2019/1.4")
    expect_at_anchor(real, f"{REAL}1/#1.4")
    real.go_back()
    expect(real).to_have_url(re.compile("/a/b/about/$"))


def test_number_lists_the_actions_of_that_number(specimen: Page) -> None:
    specimen.goto("./")
    search(specimen, "2.1")
    expect_found(specimen, "Actions numbered 2.1. Where else 2.1 stands")
    assert sorted(specimen.locator("#hits a").all_inner_texts()) == [
        "2.1 · Specimen Harbour Office, 2027",
        "2.1 · Specimen Harbour Service, 2031",
        "2.1 · Specimen Lighthouse Board",
    ]
    specimen.get_by_role("link", name="2.1 · Specimen Harbour Service, 2031").click()
    expect_at_anchor(specimen, f"{SPECIMEN}2/#2.1")


def test_unknown_number_is_said_to_be_none(real: Page) -> None:
    real.goto("search/?q=1.99")
    expect_found(real, "No action is numbered 1.99. Where else 1.99 stands")


def test_unknown_action_of_a_recommendation_leads_to_the_recommendation(real: Page) -> None:
    real.goto("search/?q=norfolk-suffolk-crc-2019/1.99")
    expect_found(
        real,
        "There is no norfolk-suffolk-crc-2019/1.99. Recommendation 1 of that plan has no such action.",
    )
    real.get_by_role("link", name="Recommendation 1", exact=True).click()
    expect(real).to_have_url(re.compile(f"/a/b/{REAL}1/$"))


def test_unknown_key_is_said_to_be_none(stay_at_five: BrowserContext, address_of_five: str) -> None:
    """The search looks whether there is such a page, which browsers report as an error of the page."""
    with visited(stay_at_five, address_of_five) as visit:
        visit.page.goto("search/?q=norfolk-suffolk-crc-2019/99.1")
        expect_found(visit.page, "There is no norfolk-suffolk-crc-2019/99.1.")
    assert visit.faults == [
        f"404: {address_of_five}{REAL}99/",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]


def test_words_that_are_nowhere_are_said_to_be_with_what_to_try(real: Page) -> None:
    real.goto("search/?q=zeppelin")
    expect_found(
        real,
        "Nothing found for “zeppelin”. Check the spelling, use fewer words, or look through the lists above.",
    )


def test_what_a_filter_hides_is_one_link_away(specimen: Page) -> None:
    specimen.goto("search/?q=buoy&theme=Staff")
    expect_found(specimen, re.compile("^Nothing found for “buoy”, limited to theme: Staff."))
    specimen.get_by_role("link", name="the same without the limits").click()
    expect_found(specimen, re.compile("^[1-9] recommendations? for “buoy”$"))


LIGHTS = [
    "Specimen Harbour Service, 2031 · Recommendation 3 Agreed",
    "Specimen Harbour Service, 2031 · Recommendation 8 Agreed",
    "Specimen Lighthouse Board · Recommendation 1 Agreed",
    "Specimen Lighthouse Board · Recommendation 2 Agreed",
    "Specimen Lighthouse Board · Recommendation 3 Not agreed",
]


@pytest.mark.parametrize(
    ("name", "value", "query", "left"),
    [
        ("Plan", "Specimen Lighthouse Board", "plan=Specimen+Lighthouse+Board", LIGHTS[2:]),
        ("Body", "Specimen Department", "body=Specimen+Department", LIGHTS[:1]),
        ("Theme", "Staff", "theme=Staff", LIGHTS[4:]),
        ("Decision", "Agreed", "decision=Agreed", LIGHTS[:4]),
        ("Timeliness of one of its actions", "Date passed", "timeliness=Date+passed", [LIGHTS[1], LIGHTS[3]]),
        ("Delivery of one of its actions", "Complete", "delivery=Complete", LIGHTS[:2]),
        ("Finding", "Good progress", "finding=Good+progress", [LIGHTS[1]]),
        (
            "Owner of one of its actions",
            "Harbour Master, Specimen Lighthouse Board",
            "owner=Harbour+Master%2C+Specimen+Lighthouse+Board",
            LIGHTS[3:4],
        ),
        ("Year of the report", "2031", "year=2031", LIGHTS[:2]),
        ("Inspectorate", "Specimen Inspectorate", "inspectorate=Specimen+Inspectorate", LIGHTS),
    ],
)
def test_filter_narrows_what_is_found_stands_in_the_address_and_is_taken_back(
    specimen: Page, name: str, value: str, query: str, left: list[str]
) -> None:
    specimen.goto("search/?q=light")
    expect_found(specimen, "5 recommendations for “light”")
    assert labels_of_hits(specimen) == LIGHTS

    specimen.locator("summary", has_text=re.compile(f"^{name}$")).click()
    group = specimen.get_by_role("group", name=name)
    choice = group.get_by_role("checkbox", name=re.compile(f"^{value} {len(left)}$"))
    choice.check()
    narrowed = re.compile(f"^{len(left)} recommendations? for “light”, limited to {name.lower()}: {value}$")
    expect_found(specimen, narrowed)
    expect(specimen).to_have_url(re.compile(re.escape(f"/search/?q=light&{query}") + "$"))
    assert labels_of_hits(specimen) == left

    specimen.reload()
    expect_found(specimen, narrowed)
    expect(choice).to_be_checked()

    specimen.go_back()
    expect_found(specimen, "5 recommendations for “light”")
    expect(choice).not_to_be_checked()
    assert labels_of_hits(specimen) == LIGHTS


def test_search_without_scripts_leads_to_the_lists(real_without_scripts: Page) -> None:
    page = real_without_scripts
    page.goto(f"{REAL}1/")
    search(page, "safeguarding")
    expect(page).to_have_url(re.compile(r"/a/b/search/\?q=safeguarding$"))
    expect(page.locator("noscript p")).to_be_visible()
    lists = page.locator(".lists a")
    names = lists.all_inner_texts()
    assert names == ["Plans", "Themes", "Owners", "Bodies", "Due", "Decisions", "Changes", "Glossary"]
    for name in names:
        lists.get_by_text(name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.go_back()


# The source


@pytest.mark.parametrize(
    ("recommendation", "link", "words"),
    [
        ("1", "Source text", "Improve the quality of assessments and reviews"),
        ("3", "Source text of 3.7", "Core training is assessed regionally"),
        ("6", "Source text of 6.4", "NSCRC will adopt the Key Lines of Enquiry"),
        ("2", "Source text of 2.6", "of harm). • Any deficits in individual practitioner performance"),  # as in 1.10
    ],
)
def test_recommendation_and_action_lead_to_their_words_in_the_source(
    stay_at_five: BrowserContext, address_of_five: str, recommendation: str, link: str, words: str
) -> None:
    """Nothing else is asked of the visit: of a file without an icon, browsers ask the host for one."""
    with visited(stay_at_five, address_of_five) as visit:
        page = visit.page
        page.set_viewport_size(NARROW)
        page.goto(f"{REAL}{recommendation}/")
        page.get_by_role("link", name=link, exact=True).click()
        expect(page).to_have_url(re.compile("/a/b/data/sources/norfolk-suffolk-crc-2019.txt"))
        page.wait_for_function("scrollY > 0")
        assert 0 <= page.evaluate(PLACE_OF, words) <= NARROW["height"]


# How far down the window some words of a plain text stand.
PLACE_OF = """words => {
    const text = document.querySelector("pre").firstChild;
    const range = document.createRange();
    const at = text.data.indexOf(words);
    range.setStart(text, at);
    range.setEnd(text, at + words.length);
    return range.getBoundingClientRect().top;
}"""


# Finding one's way


def test_every_action_opens_at_its_anchor(each: tuple[Page, BuiltSite]) -> None:
    page, site = each
    actions = [f"{address}#{id_}" for address, ids in site.anchors.items() for id_ in ids]
    assert actions
    assert [action for action in actions if opened_at(page, action) != action.partition("#")[2]] == []


def opened_at(page: Page, address: str) -> str | None:
    """The id of what an address brings into view."""
    page.goto(address)
    id_: str | None = page.evaluate("""() => {
        const target = document.querySelector(":target");
        const top = target?.getBoundingClientRect().top;
        return top >= 0 && top < innerHeight ? target.id : null;
    }""")
    return id_


def test_breadcrumbs_lead_up(real: Page) -> None:
    real.goto(f"{REAL}1/#1.4")
    crumbs = real.get_by_role("navigation", name="Where you are")
    assert crumbs.get_by_role("listitem").all_inner_texts() == [
        "Home",
        "Plans",
        "Norfolk and Suffolk CRC, 2019",
        "Recommendation 1",
    ]
    for name, address in [("Norfolk and Suffolk CRC, 2019", REAL), ("Plans", "plans/"), ("Home", "")]:
        crumbs.get_by_role("link", name=name).click()
        expect(real).to_have_url(re.compile(f"/a/b/{address}$"))


def test_recommendations_are_read_through_one_after_the_other_and_back(real: Page) -> None:
    numbers = ["1", "2", "3", "4", "5", "6"]
    real.goto(f"{REAL}1/")
    assert walk(real, "next") == numbers
    assert walk(real, "prev") == numbers[::-1]


def walk(page: Page, way: str) -> list[str]:
    """The recommendations passed on following the links of one way to their end."""
    heading, onward = page.get_by_role("heading", level=1), page.locator(f"a[rel={way}]")
    passed = [heading.inner_text()]
    while onward.count():
        onward.click()
        passed.append(heading.inner_text())
    return [words.rpartition("Recommendation ")[2] for words in passed]


def test_skip_link_comes_first_and_leads_past_the_header(real: Page) -> None:
    real.goto(f"{REAL}1/")
    real.keyboard.press("Tab")
    skip = real.get_by_role("link", name="Skip to the main text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    real.keyboard.press("Enter")
    expect(real.get_by_role("main")).to_be_focused()
    real.keyboard.press("Tab")
    expect(real.get_by_role("main").get_by_role("link").first).to_be_focused()


# Any screen, paper, any host


def is_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_no_page_scrolls_sideways_on_the_narrowest_screen(each: tuple[Page, BuiltSite]) -> None:
    """But for the page for what is not found, which has a test of its own below."""
    page, site = each
    page.set_viewport_size(NARROW)
    wide = []
    for name in site.pages:
        if name != "404.html":
            page.goto(name)
            wide += [name] if is_wider_than_the_screen(page) else []
    assert wide == []


def test_search_with_results_does_not_scroll_sideways(specimen: Page) -> None:
    """Even where the longest word of all is found."""
    specimen.set_viewport_size(NARROW)
    specimen.goto("search/?q=hafenschleuse")
    expect_found(specimen, "1 recommendation for “hafenschleuse”")
    for filter_ in specimen.locator("summary").all():
        filter_.click()
    expect(specimen.get_by_role("checkbox").last).to_be_visible()
    assert not is_wider_than_the_screen(specimen)


def test_recommendation_prints_without_the_ways_to_go(real: Page) -> None:
    real.goto(f"{REAL}1/")
    real.emulate_media(media="print")
    expect(real.get_by_text("Address of this page")).to_be_visible()
    for gone in (real.get_by_role("navigation"), real.get_by_role("search")):
        expect(gone).to_have_count(0)
    pdf = real.pdf()
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") > 1


@pytest.mark.parametrize("address", ["nowhere", f"{REAL}99/", f"{REAL}1/1.4/"])
def test_page_for_what_is_not_found_finds_its_way_home(
    stay_at_five: BrowserContext, address_of_five: str, address: str
) -> None:
    """A site that was not told its address finds it with a script, which tries each level above."""
    with visited(stay_at_five, address_of_five) as visit:
        page = visit.page
        page.set_viewport_size(NARROW)
        page.goto(address)
        assert_leads_home(page, address_of_five)
        assert not is_wider_than_the_screen(page)
        search(page, "norfolk-suffolk-crc-2019/1.4")
        expect_at_anchor(page, f"{REAL}1/#1.4")


@pytest.mark.parametrize(
    ("address", "meant", "words"),
    [
        (f"{REAL}1.4", f"{REAL}1/#1.4", "1.4"),
        (f"{REAL}1/1.4/", f"{REAL}1/#1.4", "1.4"),
        ("norfolk-suffolk-crc-2019/1.4", f"{REAL}1/#1.4", "1.4"),
        (f"{REAL}99/", REAL, "99"),
        ("plans/no-such-plan/2.1", "plans/", "2.1"),
        ("night-pilots", "", "night pilots"),
    ],
)
def test_page_for_what_is_not_found_says_what_may_have_been_meant(
    stay_at_five: BrowserContext, address_of_five: str, address: str, meant: str, words: str
) -> None:
    """The action whose number the address ends in, else what lies above it, if that is there; words to search for."""
    with visited(stay_at_five, address_of_five) as visit:
        page = visit.page
        page.goto(address)
        expect(page.get_by_label("Search every plan")).to_have_value(words)
        perhaps = page.locator("#perhaps")
        if meant:
            expect(perhaps).to_be_visible()
            assert perhaps.locator("a").evaluate("link => link.href") == f"{address_of_five}{meant}"
        else:
            expect(perhaps).to_be_hidden()


def test_page_for_what_is_not_found_needs_no_script_where_the_site_knows_its_address(
    browser: Browser, specimen_site: BuiltSite
) -> None:
    with hosted(specimen_site, "/specimen/") as home, visiting(browser, home, has_scripts=False) as visit:
        visit.page.goto("plans/no/such/plan/")
        assert_leads_home(visit.page, home)
    assert visit.faults == [
        f"404: {home}plans/no/such/plan/",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]


def assert_leads_home(page: Page, home: str) -> None:
    """The page for what is not found is styled, and each of its links leads to a page of the site."""
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.get_by_role("banner")).to_have_css("border-bottom-style", "solid")
    links = [link.evaluate("link => link.href") for link in page.locator("a:not(.skip, #perhaps a)").all()]
    own = [link for link in links if urlsplit(link).netloc == urlsplit(home).netloc]
    sections = [
        f"{home}{section}/" for section in ("plans", "themes", "owners", "bodies", "due", "decisions", "changes")
    ]
    search, all_pages = f"{home}search/", f"{home}sitemap/"
    about = [
        f"{home}about/",
        all_pages,
        *(f"{home}{section}/" for section in ("figures", "glossary", "data", "how-to")),
    ]
    statement = [f"{home}accessibility/"] if f"{home}accessibility/" in own else []
    assert own == [home, *sections, search, *sections, all_pages, *about, *statement]
    assert [link for link in dict.fromkeys(own) if not page.request.get(link).ok] == []


def test_recommendation_says_how_to_cite_it_and_its_actions(specimen: Page) -> None:
    specimen.goto(f"{SPECIMEN}2/")
    expect(specimen.locator("dt:text-is('Cite as') + dd")).to_have_text("specimen-2031/2")
    specimen.get_by_role("link", name="Cite 2.1").press("Enter")
    expect(specimen.locator(":target + dd")).to_have_text(
        re.compile(
            "^Specimen Harbour Service, “Action plan of the Specimen Harbour Service”, 20 March 2031, in answer to the "
            "report by Specimen Inspectorate of 3 March 2031, recommendation 2, action 2.1, specimen-2031/2.1 "
            "<https://plans.example/specimen/plans/specimen-2031/2/#2.1>, last entry 11 January 2032, "
            "file sha256 [0-9a-f]{12}$"
        )
    )


def test_address_of_an_action_is_copied(browser: Browser, specimen_address: str) -> None:
    with visiting(browser, specimen_address) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.page.goto(f"{SPECIMEN}2/")
        visit.page.get_by_role("button", name="Copy the address of specimen-2031/2.1").press("Enter")
        expect(visit.page.get_by_role("status")).to_have_text("The address of specimen-2031/2.1 is copied.")
        assert visit.page.evaluate("navigator.clipboard.readText()") == f"{specimen_address}{SPECIMEN}2/#2.1"
        assert visit.faults == []


def test_facts_stand_beside_all_that_is_said_of_an_action_and_leave_no_hole(each: tuple[Page, BuiltSite]) -> None:
    """On a wide screen, between neighbours in the column of words there is no more than a blank line."""
    page, site = each
    for address in site.anchors:
        page.goto(address)
        holes = page.evaluate(
            """() => Array.from(document.querySelectorAll("article > section, article > header"), (section) => {
                const words = [...section.children].filter((child) => !child.matches("dl, .number, .key"));
                const boxes = words.map((child) => child.getBoundingClientRect());
                return boxes.slice(1).map((box, place) => Math.round(box.top - boxes[place].bottom));
            }).flat().filter((gap) => gap > 40)"""
        )
        assert holes == [], address
