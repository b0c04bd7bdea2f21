"""Old pages stand at every address of before, with the anchors that stood there, and lead on."""

from dataclasses import replace

import pytest

from generator.addresses import history_page
from generator.index import Index
from generator.model import Body, Plan, Theme
from generator.moved import Moved, moved, traces_of
from generator.owners import Owners
from generator.pages import addresses_promised, pages
from generator.promises import promised
from tests.conftest import BuiltSite
from tests.expected import SPECIMEN, index_of
from tests.small import action, indexed, plan, recommendation, update
from tests.test_links import Addresses

REMOVED = {"date": "2031-05-01", "reason": "It went."}
# Recommendation 3 is 4 now; of its actions 3.1 went with it, 3.2 went to recommendation 1, which had 1.1 numbered anew.
RENUMBERED = plan(
    recommendation(action("1.2", formerly=["1.1"]), action("1.3", formerly=["3.2"]), number="1"),
    recommendation(action("4.1", formerly=["3.1"]), number="4", formerly=["3"]),
    formerly=["draft"],
)


def old_pages(index: Index, *made: str) -> dict[str, Moved]:
    return {old.page: old for old in moved(index, Owners(index), made)}


def left(old: Moved) -> dict[str, str]:
    """The anchors of an old page, and where each leads."""
    return {trace.anchor: trace.now[1] for trace in old.traces}


def test_recommendation_by_another_number_leaves_a_page_with_all_that_stood_there() -> None:
    old = old_pages(indexed(RENUMBERED))["plans/harbour-2031/3.md"]
    assert (old.was, old.now) == (
        "This recommendation was 3, and is 4 now.",
        (("Recommendation 4 of Harbour", "plans/harbour-2031/4.md"),),
    )
    assert left(old) == {"3.2": "plans/harbour-2031/1.md#1.3", "3.1": "plans/harbour-2031/4.md#4.1"}


def test_action_that_left_a_recommendation_that_stands_leaves_its_anchor_there() -> None:
    stands = plan(recommendation(), recommendation(action("2.1", formerly=["1.7"]), number="2"))
    (trace,) = traces_of(indexed(stands), stands)["1"]
    assert (trace.anchor, trace.now) == ("1.7", ("harbour-2031/2.1", "plans/harbour-2031/2.md#2.1"))


def test_plan_by_another_name_leaves_every_page_with_present_and_former_anchors() -> None:
    old = {page: left(one) for page, one in old_pages(indexed(RENUMBERED)).items() if page.startswith("plans/draft/")}
    assert old == {
        "plans/draft/index.md": {},
        "plans/draft/whole.md": {
            "1": "plans/harbour-2031/1.md",
            "1.2": "plans/harbour-2031/1.md#1.2",
            "1.1": "plans/harbour-2031/1.md#1.2",
            "1.3": "plans/harbour-2031/1.md#1.3",
            "3.2": "plans/harbour-2031/1.md#1.3",
            "4": "plans/harbour-2031/4.md",
            "3": "plans/harbour-2031/4.md",
            "4.1": "plans/harbour-2031/4.md#4.1",
            "3.1": "plans/harbour-2031/4.md#4.1",
        },
        "plans/draft/1.md": {
            "1.2": "plans/harbour-2031/1.md#1.2",
            "1.3": "plans/harbour-2031/1.md#1.3",
            "1.1": "plans/harbour-2031/1.md#1.2",
        },
        "plans/draft/4.md": {"4.1": "plans/harbour-2031/4.md#4.1"},
        "plans/draft/3.md": {"3.2": "plans/harbour-2031/1.md#1.3", "3.1": "plans/harbour-2031/4.md#4.1"},
    }


def test_history_by_another_name_keeps_its_documents() -> None:
    """Removed ones too; none is said before its day, and nothing where there is no history to lead to."""
    entry = {"action": "4.1", "said": "Done."}
    index = indexed(RENUMBERED, update("2031-06-01", entry, removed=REMOVED), update("2032-06-01", entry, name="later"))
    page = history_page("harbour-2031")
    assert left(old_pages(index, page)["plans/draft/history.md"]) == {"2031-06-01-letter": f"{page}#2031-06-01-letter"}
    assert "plans/draft/history.md" not in old_pages(index)


def test_old_page_says_that_what_it_leads_to_was_removed() -> None:
    gone = plan(recommendation(number="4", formerly=["3"], removed=REMOVED))
    old = old_pages(indexed(gone))["plans/harbour-2031/3.md"]
    assert old.removed
    assert old.removed.reason == "It went."


def test_old_pages_of_a_removed_plan_stay_and_say_that_it_went() -> None:
    gone = plan(recommendation(number="4", formerly=["3"]), formerly=["draft"], removed=REMOVED)
    index = indexed(gone, update("2031-06-01", {"recommendation": "4", "words": "So.", "reason": "Why."}))
    old = old_pages(index, history_page("harbour-2031"))
    assert {page: one.removed is not None for page, one in old.items() if page.startswith("plans/")} == dict.fromkeys(
        (
            "plans/draft/index.md",
            "plans/draft/history.md",
            "plans/draft/whole.md",
            "plans/harbour-2031/whole.md",
            "plans/draft/3.md",
            "plans/draft/4.md",
            "plans/harbour-2031/3.md",
        ),
        True,
    )


def test_old_page_of_a_removed_body_stays_and_says_that_it_went() -> None:
    board = Body.model_validate({"id": "board", "name": "Board", "formerly": ["panel"], "removed": REMOVED})
    index = Index(replace(indexed().collection, bodies={"board": board}), indexed().as_at)
    assert old_pages(index)["bodies/panel.md"].removed == board.removed


def test_body_by_another_name_leaves_its_page_and_those_of_its_owners() -> None:
    collection = indexed(plan(recommendation(action(owner="Pilot")), body="Board")).collection
    board = Body.model_validate(
        {"id": "board", "name": "Board", "formerly": ["panel"], "owners": {"hr": {"name": "HR", "formerly": ["staff"]}}}
    )
    index = Index(replace(collection, bodies={"board": board}), indexed().as_at)
    assert {page: one.now[0][1] for page, one in old_pages(index).items()} == {
        "bodies/panel.md": "bodies/board.md",
        "owners/panel/index.md": "owners/board/index.md",
        "owners/panel/hr.md": "owners/board/hr.md",
        "owners/panel/pilot.md": "owners/board/pilot.md",
        "owners/panel/staff.md": "owners/board/hr.md",
        "owners/board/staff.md": "owners/board/hr.md",
    }


def test_theme_by_another_name_leaves_its_page() -> None:
    collection = indexed().collection
    theme = Theme.model_validate({"name": "Staff", "about": "Who.", "formerly": ["people"]})
    settings = collection.settings.model_copy(update={"themes": {"staff": theme}})
    index = Index(replace(collection, bodies={}, settings=settings), indexed().as_at)
    assert {page: one.now for page, one in old_pages(index).items()} == {
        "themes/people.md": (("Staff", "themes/staff.md"),)
    }


# What is promised


@pytest.mark.parametrize("renamed", [plan(recommendation(action("1.1"))), RENUMBERED], ids=["as it was", "renumbered"])
def test_actions_are_promised_by_the_names_they_have_and_had(renamed: Plan) -> None:
    anchors = [address for address in promised(indexed(renamed), []) if "#" in address]
    ids = {"1.1"} if renamed is not RENUMBERED else {"1.1", "1.2", "1.3", "3.1", "3.2", "4.1"}
    plans = ("harbour-2031", *renamed.formerly)
    assert anchors == sorted(f"plans/{id_}/{action[0]}/#{action}" for id_ in plans for action in ids)


def test_documents_are_promised_where_there_is_a_history() -> None:
    index = indexed(RENUMBERED, update("2031-06-01", {"action": "4.1", "said": "Done."}))
    page = history_page("harbour-2031")
    documents = [address for address in promised(index, [page]) if "letter" in address]
    assert documents == [f"plans/{id_}/history/#2031-06-01-letter" for id_ in ("draft", "harbour-2031")]
    assert [address for address in promised(index, []) if "letter" in address] == []


def test_further_part_of_a_long_list_is_not_promised() -> None:
    lists = ["due/owners/index.md", "due/owners/2.md", "due/2031-06/index.md", "due/2031-06/2.md"]
    promises = promised(indexed(plan(recommendation())), lists)
    assert [address for address in promises if "due" in address] == ["due/2031-06/", "due/owners/"]


def test_promises_need_no_page_to_be_made() -> None:
    index = index_of(SPECIMEN)
    assert "".join(f"{address}\n" for address in addresses_promised(index)) == pages(index)["data/addresses.txt"]


def test_promises_need_no_download_to_be_made() -> None:
    """None could be made of this: no file of a plan is held."""
    promises = addresses_promised(indexed(RENUMBERED))
    files = [address for address in promises if address.endswith(".yml")]
    assert files == ["data/plans/draft.yml", "data/plans/harbour-2031.yml"]


def test_every_promised_address_and_every_page_is_on_the_site(site: BuiltSite) -> None:
    """Each anchor is an element of its page; only what settings may take back, and what is not found, is unpromised."""
    addresses = [line.partition("#") for line in (site.folder / "data" / "addresses.txt").read_text().splitlines()]
    files = {page: f"{page}index.html".removeprefix("./") if page.endswith("/") else page for page, *_ in addresses}
    assert set(site.pages) - set(files.values()) <= {"404.html", "accessibility/index.html"}
    assert [file for file in files.values() if not (site.folder / file).is_file()] == []
    held = {
        page: Addresses((site.folder / file).read_text()).ids for page, file in files.items() if file.endswith("html")
    }
    assert [(page, anchor) for page, _, anchor in addresses if anchor and anchor not in held[page]] == []


# What search engines are told


def test_old_page_calls_the_new_one_canonical(specimen_site: BuiltSite) -> None:
    html = (specimen_site.folder / "plans/specimen-harbour-2027/1/index.html").read_text()
    canonical = '<link rel="canonical" href="https://plans.example/specimen/plans/specimen-2027/1/">'
    assert canonical in html


def test_old_page_that_leads_to_several_is_canonical_itself(specimen_site: BuiltSite) -> None:
    page = "owners/specimen-harbour-service/harbour-master-hr/"
    html = (specimen_site.folder / page / "index.html").read_text()
    assert f'<link rel="canonical" href="https://plans.example/specimen/{page}">' in html
