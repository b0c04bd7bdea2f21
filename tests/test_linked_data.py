"""What pages say to programs is what the index knows: read by a library, asked in SPARQL, and compared."""

import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from generator.identifiers import identifier
from generator.index import Index, Made, Standing
from generator.linked_data import LinkedData
from generator.model import Body, Settings
from generator.read import read
from generator.tables import TABLES
from generator.vocabulary import Delivery
from tests.conftest import ROOT, SPECIMEN, BuiltSite
from tests.small import SETTINGS, Fields, action, indexed, plan, recommendation, update

# The library's own, about another part of it.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA = "https://schema.org/"
SERVED = "https://served.example/"  # where a site without an address might be
OPENED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
STATUS = {
    Delivery.NOT_STARTED: f"{SCHEMA}PotentialActionStatus",
    Delivery.IN_PROGRESS: f"{SCHEMA}ActiveActionStatus",
    Delivery.CONTINUING: f"{SCHEMA}ActiveActionStatus",
    Delivery.COMPLETE: f"{SCHEMA}CompletedActionStatus",
}

# What was renamed in the specimen, and what that was called first.
FIRST = {"owners/specimen-harbour-service/hr/": "owners/specimen-harbour-service/personnel/"}

Published = tuple[BuiltSite, Index, Graph]
Answer = tuple[str, ...]  # '' for what is not said


@pytest.fixture(scope="module", params=["real_site", "specimen_site"])
def published(request: pytest.FixtureRequest) -> Published:
    """A site, what it was made from, and all that its pages say together."""
    site: BuiltSite = request.getfixturevalue(request.param)
    root, day = {"real_site": (ROOT, "2019-12-20"), "specimen_site": (SPECIMEN, "2032-01-15")}[request.param]
    collection = read(root).collection
    assert collection
    graph = Graph()
    for page, text in scripts(site).items():
        graph.parse(data=text, format="json-ld", publicID=SERVED + page.removesuffix("index.html"))
    return site, Index(collection, date.fromisoformat(day)), graph


def scripts(site: BuiltSite) -> dict[str, str]:
    """The linked data of each page that has any, by its path."""
    found = {page: OPENED.findall((site.folder / page).read_text()) for page in site.pages}
    return {page: text for page, texts in found.items() for text in texts}


def asked(published: Published, question: str) -> list[Answer]:
    """The answers to a question, sorted, in words; 'our:' and no prefix stand for our words and for schema.org's."""
    _, index, graph = published
    ours = identifier(index.collection.settings, "how-to/cite/#")
    rows = graph.query(f"PREFIX : <{SCHEMA}> PREFIX our: <{ours}> SELECT {question}")
    return sorted(tuple(str(word or "") for word in row) for row in rows if isinstance(row, ResultRow))


def id_of(index: Index, key: str) -> str:
    """The id of what has a key, made of the key that it had first."""
    named, _, part = key.partition("/")
    plan = index.collection.plans.get(named)
    if not plan:
        return identifier(index.collection.settings, key)
    formerly = {record.id: record.formerly for made in plan.made for record in (made, *made.followed)}
    first = [(named, *plan.formerly)[-1], *([(part, *formerly[part])[-1]] if part else [])]
    return identifier(index.collection.settings, "/".join(first))


def base(index: Index) -> str:
    return index.collection.settings.address or SERVED


def test_home_open_data_and_each_plan_and_recommendation_that_stands_say_what_they_are(
    published: Published,
) -> None:
    site, index, _ = published
    pages = [kept.id for kept in index.plans] + [made.key for made in index.all_made]
    assert sorted(scripts(site)) == sorted(
        ["index.html", "data/index.html", *(f"plans/{page}/index.html" for page in pages)]
    )


def test_each_action_has_its_words_its_dates_and_the_state_that_is_known(published: Published) -> None:
    index = published[1]
    question = """?action ?object ?url ?words ?delivery ?assurance ?day ?status WHERE {
        ?action a :Action; :object ?object; :url ?url; :description ?words.
        ?action our:delivery ?delivery; our:assurance ?assurance.
        OPTIONAL { ?action our:lastDay ?day } OPTIONAL { ?action :actionStatus ?status } }"""
    assert asked(published, question) == sorted(
        (
            id_of(index, one.key),
            id_of(index, f"{one.plan.id}/{one.recommendation.id}"),
            f"{base(index)}plans/{one.plan.id}/{one.recommendation.id}/#{one.id}",
            one.new_words[1] if one.new_words else one.action.words,
            one.delivery,
            one.assurance,
            one.latest.isoformat() if one.latest else "",
            STATUS.get(one.delivery, ""),
        )
        for one in index.standings
    )


def test_owners_and_printed_dates_of_an_action_are_those_that_count(published: Published) -> None:
    index = published[1]
    owners = asked(published, "?action ?owner ?name WHERE { ?action :agent ?owner. ?owner :name ?name }")
    assert owners == sorted(
        (
            id_of(index, one.key),
            id_of(index, FIRST.get(address := f"owners/{post.body}/{post.id}/", address)),
            post.name,
        )
        for one in index.standings
        for post in one.owners
    )
    dates = asked(published, "?action ?date WHERE { ?action our:targetDate ?date }")
    assert dates == sorted({(id_of(index, one.key), words) for one in index.standings for words in printed(one)})


def words_now(made: Made) -> str:
    return made.new_words[1] if made.new_words else made.recommendation.text or ""


def printed(standing: Standing) -> tuple[str, ...]:
    return (standing.date_words,) if standing.date_words else standing.dates_beside


def test_each_recommendation_is_a_part_of_its_plan_and_has_its_decision(published: Published) -> None:
    index = published[1]
    question = """?made ?plan ?decision ?text WHERE {
        ?made :isPartOf ?plan; our:decision ?decision. ?plan a :Report. OPTIONAL { ?made :text ?text } }"""
    assert asked(published, question) == sorted(
        (id_of(index, one.key), id_of(index, one.plan.id), one.decision, words_now(one)) for one in index.all_made
    )


def test_each_plan_has_its_body_the_report_that_it_answers_and_the_hash_of_its_file(published: Published) -> None:
    index = published[1]
    question = """?plan ?title ?body ?inspectorate ?day ?submitted ?file ?hash WHERE {
        ?plan a :Report; :name ?title; :author/:name ?body; :about ?report. ?report :author/:name ?inspectorate.
        OPTIONAL { ?report :datePublished ?day } OPTIONAL { ?plan our:submitted ?submitted }
        ?plan :encoding ?encoding. ?encoding :sha256 ?hash; :contentUrl ?file }"""
    assert asked(published, question) == sorted(
        (
            id_of(index, kept.id),
            kept.title,
            index.body_called[kept.body].name,
            kept.inspectorate,
            kept.published.isoformat() if kept.published else "",
            kept.submitted.isoformat() if kept.submitted else "",
            f"{base(index)}data/plans/{kept.id}.yml",
            sha256(index.collection.files[kept.id]).hexdigest(),
        )
        for kept in index.plans
    )


def test_site_can_be_searched_and_its_data_fetched(published: Published) -> None:
    site, index, _ = published
    address = index.collection.settings.address or ""
    (answer,) = asked(published, "?search WHERE { ?site a :WebSite; :potentialAction/:target/:urlTemplate ?search }")
    assert answer == (f"{address}search/?q={{q}}",)
    package = json.loads((site.folder / "data" / "datapackage.json").read_text())
    question = "?data ?version WHERE { ?site a :WebSite; :hasPart ?data. ?data a :Dataset; :version ?version }"
    assert asked(published, question) == [(package["id"], package["version"])]
    files = asked(published, "?url ?file WHERE { ?data a :Dataset; :url ?url; :distribution/:contentUrl ?file }")
    named = sorted(["datapackage.json", *(f"{table.name}.{kind}" for table in TABLES for kind in ("csv", "json"))])
    assert files == [(f"{base(index)}data/", f"{base(index)}data/{name}") for name in named]
    assert [name for name in named if not (site.folder / "data" / name).exists()] == []


def test_way_to_each_page_is_told_in_the_order_of_the_page(published: Published) -> None:
    site, index, _ = published
    for page, text in scripts(site).items():
        lists = [node for node in json.loads(text)["@graph"] if node["@type"] == "BreadcrumbList"]
        told = [place["name"] for one in lists for place in one["itemListElement"]]
        crumbs = re.search(r'<nav class="crumbs.*?</nav>', (site.folder / page).read_text(), re.DOTALL)
        shown = re.findall(r">([^<>\n]+)</(?:a|span)>", crumbs[0]) if crumbs else []
        assert [name.replace("&", "&amp;") for name in told] == shown[1:]
    places = asked(published, "?page WHERE { ?place a :ListItem; :item ?page }")
    folders = [page.removeprefix(base(index)) for (page,) in places]
    assert [page for page in folders if not (site.folder / page / "index.html").exists()] == []


def test_body_and_owner_are_known_by_the_ids_that_they_had_first() -> None:
    bodies = {
        "harbour": {"name": "Harbour", "formerly": ["port"], "owners": {"hr": {"name": "HR", "formerly": ["staff"]}}}
    }
    index = indexed(plan(recommendation(action(owner="HR"))))
    held = {id_: Body.model_validate({"id": id_, **fields}) for id_, fields in bodies.items()}
    index = replace(index, collection=replace(index.collection, bodies=held))
    linked = LinkedData(index)
    report, (_, act, _) = (
        json.loads(text)["@graph"]
        for text in (linked.plan(index.plans[0], []), linked.recommendation(index.all_made[0], []))
    )
    authority = "tag:published-action-plans.example,2026:"
    assert report[0]["author"]["@id"] == f"{authority}bodies/port/"
    assert act["agent"] == [{"@id": f"{authority}owners/port/staff/", "name": "HR"}]


# What is not said, and what cannot be


def said_of(*entries: Fields, text: str = "Do it.", **given: object) -> str:
    index = indexed(plan(recommendation(action(), text=text)), *(update("2031-05-01", entry) for entry in entries))
    settings = Settings.model_validate(dict(SETTINGS) | given)
    index = replace(index, collection=replace(index.collection, settings=settings))
    return LinkedData(index).recommendation(index.all_made[0], [("Plans", "plans/index.md"), ("1", "")])


@pytest.mark.parametrize("delivery", [one for one in Delivery if one is not Delivery.NOT_REPORTED])
def test_status_is_given_only_where_schema_has_a_word_for_what_was_reported(delivery: Delivery) -> None:
    entry = {"action": "1.1", "delivery": delivery, "said": "So it is.", "reason": "So it is."}
    ((_, act, _),) = [json.loads(said_of(entry))["@graph"]]
    assert act.get("actionStatus", "") == STATUS.get(delivery, "").removeprefix(SCHEMA)
    assert act["our:delivery"] == delivery


def test_what_nobody_reported_has_no_status() -> None:
    graph = json.loads(said_of())["@graph"]
    assert graph[1] == {
        "@type": "Action",
        "@id": "tag:published-action-plans.example,2026:harbour-2031/1.1",
        "description": "Act.",
        "url": "#1.1",
        "object": {"@id": "tag:published-action-plans.example,2026:harbour-2031/1"},
        "our:delivery": "not reported",
        "our:assurance": "not assessed",
    }


def test_no_word_of_a_plan_ends_the_script() -> None:
    text = said_of(text="</script><script>alert(1)</script> & <!-- more")
    assert set("<>&") & set(text) == set()
    assert json.loads(text)["@graph"][0]["text"] == "</script><script>alert(1)</script> & <!-- more"


def test_ids_stay_when_the_site_moves() -> None:
    before, after = (
        json.loads(said_of(address=address))["@graph"] for address in ("https://a.example/", "https://b.example/c/")
    )
    assert [node.get("@id") for node in before] == [node.get("@id") for node in after]
    assert [node["url"] for node in after[:2]] == [
        "https://b.example/c/plans/harbour-2031/1/",
        "https://b.example/c/plans/harbour-2031/1/#1.1",
    ]
