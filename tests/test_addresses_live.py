"""Addresses never die: each that was ever published leads to what stood there, or says what became of it.

The edits are those of `editing`, 200 by a fixed seed. After each the collection passes `plans check` and promises
every address that it ever promised. In the end the site is built, and Chromium goes to each address.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.__main__ import main
from generator.addresses import slug
from generator.check import check
from generator.index import Index
from generator.pages import addresses_promised
from generator.read import read
from tests.conftest import BASE, ROOT, BuiltSite, hosted
from tests.editing import EDITS, Editor, Fields, Impossible, begun

SEED = 2031
EDITS_MADE = 200
AS_AT = "2033-03-01"
HOPS = 2

# What Chromium shows at an address: the words of what stands there, and the ways on from it.
SHOWN = """(anchor) => {
    const there = anchor && document.getElementById(anchor);
    const around = [];
    for (let one = there; one; one = one.nextElementSibling) {
        if (one !== there && (one.matches("h2, h3") || one.id)) break;
        around.push(one);
    }
    const box = there && there.getBoundingClientRect();
    const places = there ? [there] : [...document.querySelectorAll(".kind-moved article > ul")];
    return {
        kind: document.body.className.replace("kind-", ""),
        words: (there ? around : [document.querySelector("main")]).map((one) => one.innerText).join(" "),
        all_words: document.querySelector("main").innerText,
        is_seen: !anchor || Boolean(there && there.checkVisibility() && box.width && box.height),
        is_target: !anchor || Boolean(there && there.matches(":target")),
        is_in_view: !anchor || Boolean(box && box.bottom > 0 && box.top < innerHeight),
        ways: places.flatMap((one) => [...one.querySelectorAll("a")]).map((one) => one.href),
    };
}"""


@dataclass(frozen=True)
class Meant:
    """What an address was published for: words that no edit changes, or the body whose owners these are."""

    kinds: tuple[str, ...]
    words: str


def meant_by(editor: Editor, address: str) -> Meant | None:  # noqa: C901 - a way for each kind of page
    """What stands at an address now; None of a page that is about no one record."""
    path, _, anchor = address.partition("#")
    match path.strip("/").split("/"):
        case ["data", "plans", file] if file.endswith((".yml", ".json")):
            return Meant((), named(editor.plans, file.partition(".")[0])["title"])
        case [*_, file] if "." in file:
            return None  # that it answers is enough
        case ["plans", plan]:
            return Meant(("plan", "removed_plan"), named(editor.plans, plan)["title"])
        case ["plans", plan, "history"]:
            words = [document.get("update") or document["finding"] for document in documents(editor, plan, anchor)]
            return Meant(("history",), *words) if anchor else None
        case ["plans", plan, "whole"]:
            return Meant(("whole", "moved", "removed_plan"), named(editor.plans, plan)["title"])
        case ["plans", plan, made]:
            return Meant(("recommendation", "removed"), words_in(named(editor.plans, plan), made, anchor))
        case ["bodies", body]:
            return Meant(("body",), named(editor.bodies, body)["note"])
        case ["owners", body]:
            return Meant(("owners_of",), named(editor.bodies, body)["note"])
        case ["owners", body, owner]:
            return Meant(("owner",), owner_at(editor, named(editor.bodies, body), owner))
        case ["themes", theme]:
            return Meant(("theme",), named(editor.settings["themes"], theme)["about"])
        case ["glossary"] if anchor:
            forms = [form for plan in editor.plans.values() for form in plan["abbreviations"].items()]
            return Meant(("glossary",), next(words for letters, words in forms if slug(letters) == anchor))
    return None


def named(records: Mapping[str, Fields], id_: str) -> Fields:
    """The record that has or had an id."""
    return next(one for now, one in records.items() if id_ in (now, *one.get("formerly", [])))


def documents(editor: Editor, plan: str, name: str) -> Iterator[Fields]:
    """The document of a name, of a plan that has or had an id."""
    found = (one for (of, stem), one in editor.documents.items() if stem == name and is_named(editor, of, plan))
    yield from found


def is_named(editor: Editor, plan: str, id_: str) -> bool:
    return id_ in (plan, *editor.plans[plan].get("formerly", []))


def words_in(plan: Fields, made_id: str, action_id: str) -> str:
    """The words of an action that has or had an id, or why it went without words; or those of a recommendation."""
    for made in plan["recommendations"]:
        if not action_id and made_id in (made["number"], *made.get("formerly", [])):
            return str(made["text"])
        for one in made["response"]:
            if action_id and action_id in (one.get("id"), *one.get("formerly", [])):
                return str(one["action"] or one["removed"]["reason"])
    raise AssertionError((made_id, action_id))


def owner_at(editor: Editor, body: Fields, id_: str) -> str:
    """The name of the owner that has or had an id at a body; else the printed words of which it is made."""
    if listed := [one for now, one in body["owners"].items() if id_ in (now, *one.get("formerly", []))]:
        return str(listed[0]["name"])
    words = editor.printed(body).union(*([owner["name"], *owner["also"]] for owner in body["owners"].values()))
    if spelt_so := sorted(str(each) for each in words if slug(each) == id_):
        return spelt_so[0]
    names = [body["name"], *body["also"]]
    of_others = (other["owners"] for other in editor.bodies.values() if other is not body)
    return next(str(named(owners, id_)["name"]) for owners in of_others if is_of(owners, id_, names))


def is_of(owners: Mapping[str, Fields], id_: str, names: list[str]) -> bool:
    """Whether these owners, of another body's file, have one of an id that belongs to a body of these names."""
    return any(id_ in (now, *one.get("formerly", [])) and one.get("of") in names for now, one in owners.items())


@dataclass(frozen=True)
class Published:
    """What was published in the course of the edits."""

    editor: Editor
    root: Path
    ever: Mapping[str, Meant | None]
    made: Counter[str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A collection after all edits, and every address it had; each edit is sound and loses none."""
    editor, root = begun(SEED), tmp_path_factory.mktemp("edited")
    order = random.Random(SEED)
    ever: dict[str, Meant | None] = {}
    made: Counter[str] = Counter()
    ever |= {address: meant_by(editor, address) for address in addresses_of(editor, root)}
    while made.total() < EDITS_MADE:
        edit = order.choice(EDITS)
        try:
            edit(editor)
        except Impossible:
            continue
        made[edit.__name__] += 1
        now = addresses_of(editor, root)
        assert set(ever) - set(now) == set(), f"lost by edit {made.total()}: {edit.__name__}"
        ever |= {address: meant_by(editor, address) for address in now if address not in ever}
    return Published(editor, root, ever, made)


def addresses_of(editor: Editor, root: Path) -> list[str]:
    """The addresses that the collection promises now; it passes `plans check`."""
    editor.write(root)
    reading = read(root)
    problems = sorted([*reading.problems, *check(reading)])
    assert [problem for problem in problems if not problem.is_advice] == []
    assert reading.collection
    return addresses_promised(Index(reading.collection, date.fromisoformat(AS_AT)))


def test_every_kind_of_edit_was_made(published: Published) -> None:
    assert published.made.total() == EDITS_MADE
    assert {edit.__name__ for edit in EDITS} - set(published.made) == set()


def test_every_address_ever_published_leads_in_chromium_to_what_it_was(published: Published, browser: Browser) -> None:
    """Or to a statement of what became of it; at an anchor that is seen, is in view and is the target."""
    (published.root / "theme").symlink_to(ROOT / "theme")
    assert main(["--root", str(published.root), "build", "--as-at", AS_AT]) == 0
    with hosted(BuiltSite(published.root), BASE) as home:
        tab = browser.new_page()
        # By anchor, so that hardly two of the same page follow each other.
        in_order = sorted(published.ever, key=lambda address: address.partition("#")[::-1])
        shown = {address: opened(tab, home, address) for address in in_order}
        tab.close()
    assert len(shown) > 1_000
    unseen = [at for at, one in shown.items() if not (one["is_seen"] and one["is_target"] and one["is_in_view"])]
    assert unseen == []
    owners_pages = {note: f"owners/{id_}/" for id_, body in published.editor.bodies.items() for note in [body["note"]]}
    lost = {
        address: meant
        for address, meant in published.ever.items()
        if meant and not arrives(published.editor, shown, address, meant, owners_pages)
    }
    assert lost == {}


def opened(tab: Page, home: str, address: str) -> Fields:
    """What Chromium shows at an address, which must answer; of a file its text."""
    if not address.partition("#")[0].endswith("/"):
        answer = tab.request.get(home + address)
        shown: Fields = dict.fromkeys(("is_seen", "is_target", "is_in_view"), True)
        shown |= {"kind": "", "words": answer.text(), "all_words": "", "ways": []}
        assert answer.status == 200, address
        return shown
    if tab.url.partition("#")[0] == home + address.partition("#")[0]:
        tab.goto("about:blank")  # else it would not be loaded anew
    answered = tab.goto(home + address)
    assert answered
    assert answered.status == 200, address
    found: dict[str, Any] = tab.evaluate(SHOWN, address.partition("#")[2])
    return {**found, "ways": [way.removeprefix(home) for way in found["ways"]]}


def arrives(
    editor: Editor, shown: Mapping[str, Fields], address: str, meant: Meant, owners_pages: Mapping[str, str]
) -> bool:
    """Whether an address leads, by the ways on from old places, to what was meant or to why it went."""
    words = meant.words
    while words in editor.became:
        words = editor.became[words]
    reason = editor.gone.get(words, words)
    here = [address]
    for _ in range(HOPS + 1):
        for at in here:
            one = shown[at]
            is_of_kind = not meant.kinds or one["kind"] in meant.kinds
            is_there = words in one["words"] or reason in one["all_words"]
            if is_of_kind and (at == owners_pages.get(words) if meant.kinds == ("owners_of",) else is_there):
                return True
        here = [way for at in here for way in shown[at]["ways"] if way in shown]
    return False
