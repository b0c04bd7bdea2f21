"""Feeds are Atom that any reader takes, and tell each who follows what came here, in its order, by ids that last."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]  # it has no types
import jinja2
import pytest
from mkdocs.utils.meta import get_data

from generator.feeds import MOST, feeds
from generator.index import Index
from generator.model import Removal
from generator.pages import addresses_promised, pages
from tests.atom import ATOM, XML, breaches, entries, links
from tests.conftest import ROOT
from tests.expected import SPECIMEN, index_of
from tests.small import PLAN, Fields, action, finding, indexed, plan, recommendation, update

SITE = "https://plans.example/specimen/"
PLAN_FEED = f"plans/{PLAN}/feed.xml"


def made(index: Index) -> dict[str, str]:
    return {path: "".join(pieces()) for path, pieces in feeds(index)}


def with_settings(index: Index, **changed: object) -> Index:
    settings = index.collection.settings.model_copy(update=changed)
    return replace(index, collection=replace(index.collection, settings=settings))


@cache
def of(name: str) -> Mapping[str, str]:
    """Every feed of a collection."""
    if name == "plans":
        return made(index_of(ROOT, date(2027, 1, 1)))
    specimen = index_of(SPECIMEN)
    return made(with_settings(specimen, address=None) if name == "specimen without an address" else specimen)


COLLECTIONS = ["plans", "specimen", "specimen without an address"]

# What any program asks of a feed


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_feed_is_read_by_an_independent_reader(name: str) -> None:
    read = {path: feedparser.parse(text.encode()) for path, text in of(name).items()}
    assert {path: feed.bozo_exception for path, feed in read.items() if feed.bozo} == {}
    assert {feed.version for feed in read.values()} == {"atom10"}
    assert max(len(feed.entries) for feed in read.values()) > 4


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_feed_keeps_to_the_standard(name: str) -> None:
    found = {path: breaches(text) for path, text in of(name).items()}
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<updated>2031", "<updated>the year 2031", "'the year 2031-06-01T00:00:00+01:00' is no date"),
        ("<author><name>Harbour</name></author>", "<author></author>", "author has 0 of name"),
        ("<published>", "<published>2031-06-01T00:00:00Z</published><published>", "entry has 2 of published"),
        ("/plan</id>", " plan</id>", "'tag:published-action-plans.example,2026:harbour-2031/history plan' is no id"),
        ("&lt;/li&gt;", "", "<li> is not closed"),
        ('rel="self"', 'rel="itself"', "it does not say where it is"),
    ],
)
def test_breach_of_the_standard_is_seen(before: str, after: str, told: str) -> None:
    text = made(indexed(plan(recommendation(), entered="2031-06-01")))[PLAN_FEED]
    assert breaches(text) == []
    assert told in breaches(text.replace(before, after))


def test_entry_is_the_same_in_every_feed_but_for_what_concerns_whom() -> None:
    names = ("id", "title", "updated", "published")
    seen = defaultdict(set)
    for text in of("specimen").values():
        for entry in entries(ElementTree.fromstring(text)):
            told = [entry.findtext(f"{ATOM}{name}") for name in names]
            links_ = [link.get("href") for link in entry.findall(f"{ATOM}link")]
            author = entry.findtext(f"{ATOM}author/{ATOM}name")
            seen[told[0]].add((*told, *links_, author))
    assert len(seen) == 16
    assert [id_ for id_, told in seen.items() if len(told) > 1] == []


def ids(text: str) -> list[str | None]:
    """Of a feed and of its entries."""
    return [part.text for part in ElementTree.fromstring(text).iter(f"{ATOM}id")]


def test_ids_do_not_depend_on_the_address_and_relative_links_lead_where_whole_ones_do() -> None:
    for path, text in of("specimen").items():
        without = of("specimen without an address")[path]
        assert ids(text) == ids(without)
        whole, relative = ElementTree.fromstring(text), ElementTree.fromstring(without)
        base = urljoin(f"{SITE}{path}", relative.get(f"{XML}base"))
        assert base == SITE
        assert [urljoin(base, link) for link in links(relative)] == links(whole)


def test_every_entry_leads_to_an_address_that_is_promised() -> None:
    kept = {f"{SITE}{address.removeprefix('./')}" for address in addresses_promised(index_of(SPECIMEN))}
    feed = feedparser.parse(of("specimen")["feed.xml"])
    assert {entry.link for entry in feed.entries} - kept == set()


def test_same_plans_make_the_same_bytes() -> None:
    program = (
        "import hashlib; from generator.feeds import feeds; from tests.expected import SPECIMEN, index_of; "
        "made = [(path, *pieces()) for path, pieces in feeds(index_of(SPECIMEN))]; "
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    hashes = {
        subprocess.check_output(
            [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, text=True
        )
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_no_character_breaks_a_feed() -> None:
    strange = "be\x07ll, \x00\ufffe\uffff\ud800\x0b, \x85 & <b>]]>"
    said = update("2031-07-01", {"action": "1.1", "said": strange, "reason": strange}, update=strange, by=strange)
    texts = made(indexed(plan(recommendation(action()), title=strange, entered="2031-06-01"), said))
    assert [told for text in texts.values() for told in breaches(text)] == []
    assert feedparser.parse(texts[PLAN_FEED].encode()).entries[0].author == "be�ll, �����, \x85 & <b>]]>"


# What an entry says


def told(index: Index, path: str = PLAN_FEED) -> list[tuple[str, str]]:
    """The title and the content of each entry of a feed."""
    feed = ElementTree.fromstring(made(index)[path])
    return [(entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}content") or "") for entry in entries(feed)]


HARBOUR = plan(
    recommendation(action(target_date="30/06/2031"), action("1.2"), themes=["staff"]),
    recommendation(action("2.1"), number="2.", addressee="Department", decision="Not Agreed", themes=["quays"]),
    report_published="1 March 2031",
    entered="2031-06-01",
)
MOVE: Fields = {"action": "1.1", "target_date": "June 2032", "reason": "Fog & ice."}
LETTER = update(
    "2031-09-20",
    {**MOVE, "evidence": ["https://harbour.example/a?b&c"], "note": "It is hard to read."},
    {"action": "2.1", "delivery": "complete", "said": "Done."},
    entered="2031-09-25",
)
OF_HARBOUR = '<a href="plans/harbour-2031/">Harbour, 2031</a>'
SOURCE = '<p>Source: <a href="https://harbour.example">published document</a></p>'
OF_1 = (
    '<li><a href="plans/harbour-2031/1/#1.1">Action 1.1</a> “Act.”: target date moved from 30 June 2031 to June 2032; '
    'reason: “Fog &amp; ice.” <a href="https://harbour.example/a?b&amp;c">Evidence</a> '
    "Editor’s note: It is hard to read.</li>"
)
OF_2 = (
    '<li><a href="plans/harbour-2031/2/#2.1">Action 2.1</a> “Act.”: reported complete; no evidence published; '
    "said: “Done.”</li>"
)
TITLE = "Harbour, 2031: update “Letter” – 2 actions: 1 reported complete; 1 target date moved"
SAID = f"<p>Said on 20 September 2031 by Harbour, of {OF_HARBOUR}. It came to this site on 25 September 2031.</p>"
PLAN_TITLE = "Harbour, 2031: action plan, 2 recommendations answered with 3 actions"
IN_PLAN = (
    "<p>“Plan”: the answer of Harbour to a report by Harbour Inspectorate.</p><p>The report was published on "
    "1 March 2031; the plan was submitted on a day that is not printed; it came to this site on 1 June 2031.</p>"
)
OF_ALL = " The title tells of all."
PLAN_1 = '<li><a href="plans/harbour-2031/1/">Recommendation 1</a>: “Do it.” – “Agreed”, 2 actions</li>'
PLAN_2 = '<li><a href="plans/harbour-2031/2/">Recommendation 2</a>: “Do it.” – “Not Agreed”, 1 action</li>'


def test_entries_say_all_that_a_plan_and_a_document_say() -> None:
    assert told(indexed(HARBOUR, LETTER)) == [
        (TITLE, f"{SAID}<ul>{OF_1}{OF_2}</ul>{SOURCE}"),
        (
            PLAN_TITLE,
            f"{IN_PLAN}<p>2 recommendations answered with 3 actions.</p><ul>{PLAN_1}{PLAN_2}</ul>{SOURCE}",
        ),
    ]


@pytest.mark.parametrize(
    ("path", "concern"),
    [
        ("themes/quays/feed.xml", "on the theme “Quays”"),
        ("bodies/department/feed.xml", "on what is recommended to Department"),
    ],
)
def test_theme_and_body_are_told_what_concerns_them(path: str, concern: str) -> None:
    whole = '<a href="plans/harbour-2031/history/#2031-09-20-letter">all that it says</a>'
    assert told(indexed(HARBOUR, LETTER), path) == [
        (
            TITLE,
            f"{SAID}<p>Here is what it says {concern}: 1 of 2 entries; {whole}.{OF_ALL}</p><ul>{OF_2}</ul>{SOURCE}",
        ),
        (
            PLAN_TITLE,
            f"{IN_PLAN}<p>Here is what stands in it {concern}: 1 of 2 recommendations.{OF_ALL}</p>"
            f"<ul>{PLAN_2}</ul>{SOURCE}",
        ),
    ]


def test_theme_is_not_told_of_a_document_about_other_recommendations() -> None:
    other = update("2031-10-01", {"action": "2.1", "delivery": "complete"})
    assert [title for title, _ in told(indexed(HARBOUR, other), "themes/staff/feed.xml")] == [PLAN_TITLE]


def test_what_went_is_told_and_its_reason() -> None:
    gone: Fields = {"date": "2031-10-01", "reason": "Sent in <error>."}
    index = indexed(HARBOUR, update("2031-09-20", {"action": "2.1", "said": "Done."}, removed=gone))
    reason = "Reason: Sent in &lt;error&gt;.</p>"
    entries_ = [
        (
            "Harbour, 2031: “Letter” removed",
            f"<p>“Letter” of {OF_HARBOUR} was removed on 1 October 2031.</p><p>{reason}",
        ),
        (
            "Harbour, 2031: update “Letter”",
            f"<p>Said on 20 September 2031 by Harbour, of {OF_HARBOUR}. When it came to this site is not noted.</p>"
            f"<p>It was removed on 1 October 2031 and counts for nothing. {reason}",
        ),
    ]
    assert told(index)[:2] == entries_
    assert told(index, "themes/quays/feed.xml")[:2] == entries_
    assert len(told(index, "themes/staff/feed.xml")) == 1


def test_plan_that_went_says_so_in_its_own_entry() -> None:
    gone = HARBOUR.model_copy(update={"removed": Removal(date=date(2031, 10, 1), reason="Sent in <error>.")})
    assert told(indexed(gone))[1] == (
        "Harbour, 2031: action plan, removed since",
        f"{IN_PLAN}<p>It was removed on 1 October 2031. Reason: Sent in &lt;error&gt;.</p>",
    )


def test_what_was_taken_back_was_changed_on_that_day_and_keeps_its_place() -> None:
    gone: Fields = {"date": "2031-11-01", "reason": "Sent in error."}
    told_of: Fields = {"action": "2.1", "said": "Done."}
    later = update("2031-10-01", told_of, name="later", update="Later")
    feed = feedparser.parse(made(indexed(HARBOUR, update("2031-09-20", told_of, removed=gone), later))[PLAN_FEED])
    days = [(entry.title.partition(": ")[2].partition(" –")[0], entry.updated[:10]) for entry in feed.entries[:3]]
    assert days == [
        ("“Letter” removed", "2031-11-01"),
        ("update “Later”", "2031-10-01"),
        ("update “Letter”", "2031-11-01"),
    ]


def test_several_links_to_evidence_are_numbered() -> None:
    shown = ["https://harbour.example/a", "https://harbour.example/b"]
    _, said = told(indexed(HARBOUR, update("2031-09-20", {"action": "2.1", "said": "Done.", "evidence": shown})))[0]
    assert re.findall(r'<a href="https://harbour.example/.">(.*?)</a>', said) == ["Evidence 1", "Evidence 2"]


# Which entries there are, and in which order


def titles(index: Index, path: str = PLAN_FEED) -> list[str]:
    return [title.removeprefix("Harbour, 2031: ").partition(" –")[0] for title, _ in told(index, path)]


def test_newest_came_last_and_what_nobody_noted_stands_by_its_own_day() -> None:
    said: Fields = {"action": "1.1", "delivery": "complete"}
    index = indexed(
        HARBOUR,
        update("2031-06-30", said, update="June", entered="2031-12-01"),
        update("2031-07-31", said, update="July"),
        update("2031-08-31", said, update="August", entered="2031-12-01"),
        finding("2031-11-30", {"action": "1.1", "judgement": "achieved"}),
    )
    assert titles(index) == [
        "update “August”",
        "update “June”",
        "finding “Visit”",
        "update “July”",
        "action plan, 2 recommendations answered with 3 actions",
    ]


def test_what_came_after_the_as_at_date_is_not_there() -> None:
    assert titles(indexed(HARBOUR, LETTER, as_at="2031-09-24")) == titles(indexed(HARBOUR))
    assert titles(indexed(HARBOUR, as_at="2031-05-31")) == []


def test_plan_that_came_on_a_day_nobody_noted_stands_by_the_day_it_was_submitted_or_reported_on() -> None:
    days = {"report_published": "1 March 2031", "action_plan_submitted": "2 April 2031"}
    for given, day in ((days, "2031-04-02"), ({"report_published": "1 March 2031"}, "2031-03-01")):
        feed = feedparser.parse(made(indexed(plan(recommendation(), **given)))[PLAN_FEED])
        assert [entry.updated[:10] for entry in feed.entries] == [day]
    assert feedparser.parse(made(indexed(plan(recommendation())))[PLAN_FEED]).entries == []


def test_feed_of_very_much_holds_the_newest_and_says_where_the_rest_is() -> None:
    said = [
        update(f"2031-{day // 28 + 7:02}-{day % 28 + 1:02}", {"action": "1.1", "said": "On."}, update=f"No. {day}")
        for day in range(MOST + 20)
    ]
    index = with_settings(indexed(HARBOUR, *said), address=SITE)
    assert titles(index) == [f"update “No. {MOST + 19 - place}”" for place in range(MOST)]
    feed = feedparser.parse(made(index)[PLAN_FEED])
    assert feed.feed.subtitle == (
        "This plan, what was said and found of it since, and what was removed. By the day each came here, newest "
        f"first. The newest {MOST} of {MOST + 21} are here; all changes are at {SITE}changes/entered/"
    )
    assert [link.href for link in feed.feed.links if link.rel == "related"] == [f"{SITE}changes/entered/"]


def test_feed_of_nothing_has_a_day_that_stays() -> None:
    """The first on which the authority could have made it; no clock is asked."""
    assert feedparser.parse(made(indexed())["feed.xml"]).feed.updated == "2026-01-01T00:00:00+00:00"
    of_may = with_settings(indexed(), authority="plans.example,2031-05")
    assert feedparser.parse(made(of_may)["feed.xml"]).feed.updated == "2031-05-01T00:00:00+01:00"


def test_new_name_of_a_plan_changes_no_id_and_its_old_feed_stays() -> None:
    before = made(indexed(HARBOUR, LETTER))
    renamed = HARBOUR.model_copy(update={"id": "port-2031", "formerly": ("dock-2031", PLAN)})
    after = made(indexed(renamed, LETTER.model_copy(update={"plan": "port-2031"})))
    assert ids(before[PLAN_FEED]) == ids(after[PLAN_FEED])
    assert after[PLAN_FEED] == after["plans/port-2031/feed.xml"] == after["plans/dock-2031/feed.xml"]


# The pages that lead to feeds

FOLLOWED = {"home", "plans", "plan", "whole", "history", "removed_plan", "body", "theme", "changes"}
FORMER = ("plans/specimen-harbour-2027", "bodies/specimen-shore-service", "themes/quays")


@cache
def specimen_pages() -> dict[str, str]:
    return {page: text for page, text in pages(index_of(SPECIMEN)).items() if page.endswith(".md")}


def test_pages_that_can_be_followed_lead_to_a_feed_and_a_calendar() -> None:
    matters = {page: get_data(text)[1] for page, text in specimen_pages().items()}
    followed = {page: matter["follow"] for page, matter in matters.items() if "follow" in matter}
    assert {matters[page]["kind"] for page in followed} == FOLLOWED
    former = {f"{page}/feed.xml" for page in FORMER}
    assert {feed for _, feed, _ in followed.values()} == set(of("specimen")) - former
    of_plan = ["plans/specimen-2031/feed.xml", "plans/specimen-2031/calendar.ics"]
    for page in ("index", "whole", "history"):
        assert followed[f"plans/specimen-2031/{page}.md"] == ["Specimen Harbour Service, 2031", *of_plan]


def test_head_of_a_page_has_its_feed_and_its_calendar() -> None:
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "theme"))
    templates.filters["url"] = lambda address: f"../{address}"
    meta = {"follow": ["Dock & <Sons>", "bodies/dock/feed.xml", "bodies/dock/calendar.ics"]}
    frame = templates.get_template("base.html")
    page = frame.render(page={"meta": meta}, config={"extra": {}}, nav=SimpleNamespace(items=[]))
    assert [line for line in page.splitlines() if 'rel="alternate"' in line] == [
        '<link rel="alternate" type="application/atom+xml" title="Changes: Dock &amp; &lt;Sons&gt;" '
        'href="../bodies/dock/feed.xml">',
        '<link rel="alternate" type="text/calendar" title="Target dates: Dock &amp; &lt;Sons&gt;" '
        'href="../bodies/dock/calendar.ics">',
    ]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index.md", "Follow all plans"),
        ("changes/index.md", "Follow all plans"),
        ("changes/entered/index.md", "Follow all plans"),
        ("how-to.md", "Follow all plans"),
        ("plans/specimen-2031/index.md", "Follow this plan"),
        ("plans/specimen-2031/history.md", "Follow this plan"),
        ("bodies/specimen-department.md", "Follow this body"),
        ("themes/staff.md", "Follow this theme"),
    ],
)
def test_reader_is_shown_what_can_be_followed(page: str, words: str) -> None:
    (line,) = [line for line in specimen_pages()[page].splitlines() if line.startswith(f"[{words}](")]
    assert "how-to.md#follow)" in line or "(#follow)" in line
    assert "feed.xml" in line
    assert "calendar.ics" in line
