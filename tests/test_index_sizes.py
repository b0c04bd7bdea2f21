"""No index page is too long to load, however much it lists; and nothing is lost where it is divided."""

import posixpath
import re
from collections.abc import Iterator, Mapping

import pytest

from generator.addresses import is_further_part
from generator.glossary import short_forms
from generator.index import Index
from generator.model import Body, Collection
from generator.pages import addresses_promised, pages
from tests.many import AS_AT, SETTINGS, many
from tests.page_size import MOST, kind_of, size_of
from tests.small import action, indexed, plan, recommendation

KINDS = {
    *("plans", "themes", "theme", "owners", "owners_of", "owner", "bodies", "body", "decisions", "glossary", "history"),
    *("advice", "list"),
}
# What is so long among these plans that it is divided.
DIVIDED = {
    "glossary/",
    "lists/bodies/national-harbour-service/",
    "lists/decisions/partly-agreed/",
    "lists/owners/national-harbour-service/national-director/",
    "lists/plans/",
}


@pytest.fixture(scope="module")
def index() -> Index:
    """Plans that print very many words."""
    return many(110, recommendations=2, documents=60, lengths=24)


@pytest.fixture(scope="module")
def made(index: Index) -> dict[str, str]:
    """All their pages."""
    return {page: text for page, text in pages(index).items() if page.endswith(".md")}


@pytest.fixture(scope="module")
def texts(made: dict[str, str]) -> dict[str, str]:
    """Those that list things."""
    return {page: text for page, text in made.items() if kind_of(text) in KINDS}


def too_long(texts: Mapping[str, str]) -> dict[str, int]:
    """The pages that may be too long, by their Markdown, and are."""
    sizes = {page: size_of(text) for page, text in texts.items() if len(text) > MOST / 5}
    assert sizes, "none is long"
    return {page: size for page, size in sizes.items() if size > MOST}


def test_no_index_page_is_too_long(texts: Mapping[str, str]) -> None:
    assert too_long(texts) == {}
    assert {folder for folder in DIVIDED if not any(page.startswith(folder) for page in texts)} == set()


def test_many_bodies_are_divided_by_letter() -> None:
    names = [f"{letter} Harbour of {'very ' * 30}long name {number}" for letter in "ABC" for number in range(200)]
    made = [Body.model_validate({"id": f"body-{number}", "name": name}) for number, name in enumerate(names)]
    bodies = {body.id: body for body in made}
    texts = pages(Index(Collection(SETTINGS, {}, bodies, (), {}, {}, {}), AS_AT))
    listed = {page: text.count("](../../bodies/") for page, text in texts.items() if page.startswith("lists/")}
    assert listed == dict.fromkeys(("lists/bodies/a.md", "lists/bodies/b.md", "lists/bodies/c.md"), 200)
    assert too_long({page: text for page, text in texts.items() if "bodies" in page}) == {}


def test_every_plan_stands_once_in_the_list_of_its_year(index: Index, texts: Mapping[str, str]) -> None:
    names = [name for page, text in texts.items() if page.startswith("lists/plans/2") for name in names_of_plans(text)]
    dated = [plan for plan in index.plans if plan.published]
    assert sorted(names) == sorted(index.names[plan.id] for plan in dated)
    assert len(dated) > 80


def names_of_plans(text: str) -> list[str]:
    """The names that rows begin with."""
    return re.findall(r"^-   \[(.*?)\]\(\S*plans/", text, re.MULTILINE)


def test_every_short_form_keeps_its_anchor_and_leads_to_what_it_means(index: Index, texts: Mapping[str, str]) -> None:
    ways = dict(re.findall(r"\[\S+\]\((glossary/\S+?)\)\{: #(\S+) \}", texts["glossary.md"]))
    forms = {form.id for form in short_forms(index)}
    assert len(forms) > 100
    assert set(ways.values()) == forms
    for way, id_ in ways.items():
        page, _, anchor = way.partition("#")
        assert anchor == id_
        assert f"{{: #{id_} }}" in texts[page]


def test_every_document_keeps_its_anchor_and_leads_to_what_it_says(index: Index, texts: Mapping[str, str]) -> None:
    plan = next(plan for plan in index.plans if plan.id.endswith("-0"))
    page = f"plans/{plan.id}/history.md"
    ways = dict(re.findall(r"\((../../lists/\S+?)\)\n    \{: .printed #(\S+) \}", texts[page]))
    assert set(ways.values()) == {document.id for document in index.documents[plan.id]}
    for way, id_ in ways.items():
        to, _, anchor = way.removeprefix("../../").partition("#")
        assert anchor == id_
        assert f"{{: #{id_} .printed }}" in texts[to]


def test_every_way_on_an_index_page_leads_to_a_page_that_there_is(made: dict[str, str], texts: dict[str, str]) -> None:
    assert {to for page, text in texts.items() for to in pages_linked(page, text)} - made.keys() == set()


def pages_linked(page: str, text: str) -> Iterator[str]:
    for path in re.findall(r"(?<!\\)\]\(([^):#]+\.md)[#)]", text):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def test_pages_that_are_there_only_while_a_list_is_long_are_not_promised(
    index: Index, texts: Mapping[str, str]
) -> None:
    further = [page for page in texts if is_further_part(page)]
    assert len(further) > 20
    assert [address for address in addresses_promised(index) if re.match("lists/|glossary/.", address)] == [
        f"glossary/#{form.id}" for form in sorted(short_forms(index), key=lambda form: form.id)
    ]


def test_page_of_a_long_plan_is_not_too_long_and_leads_to_each_action() -> None:
    ids = [f"{number}.{place}" for number in range(1, 61) for place in range(1, 10)]
    made = [
        recommendation(
            *(action(f"{number}.{place}", "30/06/2031") | {"action": "Word " * 40} for place in range(1, 10)),
            number=str(number),
            text="Words " * 60,
        )
        for number in range(1, 61)
    ]
    page = pages(indexed(plan(*made)))["plans/harbour-2031/index.md"]
    assert size_of(page) < MOST
    assert [id_ for id_ in ids if f"#{id_})" not in page] == []
    assert "· 60.1 to 60.9](60.md#60.1)" in page
