"""Each recommendation and action leads to those who keep its file, by the shortest way there is."""

from dataclasses import replace

import pytest

from generator.model import Collection, Settings
from generator.read import read
from generator.vocabulary import Delivery
from generator.ways import needs, ways
from tests.conftest import SPECIMEN
from tests.small import SETTINGS, action, indexed, plan, recommendation

HERE = "plans/harbour-2031/1.md"
KEPT = plan(recommendation(action()))


def collection_with(**given: object) -> Collection:
    settings = Settings.model_validate(dict(SETTINGS) | given)
    return replace(indexed(KEPT).collection, settings=settings, lines={"harbour-2031/1": 12, "harbour-2031/1.1": 15})


def test_action_can_be_reported_on_judged_and_corrected() -> None:
    made = next(KEPT.made)
    assert ways(collection_with(), KEPT, next(made.followed), HERE) == [
        '[Cite](#1.1-cite){: aria-label="Cite 1.1" }',
        "[Report an update](../../how-to.md#report-an-update)"
        '{: aria-label="Report an update on 1.1" data-about="1.1" }',
        "[Record a finding](../../how-to.md#record-a-finding)"
        '{: aria-label="Record a finding on 1.1" data-about="1.1" }',
        '[Suggest a correction](../../how-to.md#suggest-a-correction){: aria-label="Suggest a correction to 1.1" }',
    ]


def test_recommendation_can_be_judged_and_corrected() -> None:
    assert ways(collection_with(), KEPT, next(KEPT.made), HERE) == [
        '[Cite](#cite){: aria-label="Cite recommendation 1" }',
        "[Record a finding](../../how-to.md#record-a-finding)"
        '{: aria-label="Record a finding on recommendation 1" data-about="1" }',
        "[Suggest a correction](../../how-to.md#suggest-a-correction)"
        '{: aria-label="Suggest a correction to recommendation 1" }',
    ]


def test_what_was_removed_can_only_be_corrected() -> None:
    gone = plan(recommendation(action(removed={"date": "2032-01-31", "reason": "Answered elsewhere."})))
    assert [way[:22] for way in ways(collection_with(), gone, next(next(gone.made).followed), HERE)] == [
        "[Suggest a correction]"
    ]


@pytest.mark.parametrize(
    ("given", "leads_to", "words"),
    [
        (
            {"repository": "https://code.example/plans", "editor": "editor@plans.example"},
            "<https://code.example/plans/blob/main/plans/harbour-2031.yml#L15>",
            "Suggest a correction (in the repository)",
        ),
        (
            {"address": "https://plans.example/", "editor": "editor@plans.example"},
            "<mailto:editor@plans.example?subject=Correction%20to%20harbour-2031%2F1.1&body="
            "Page%3A%20https%3A%2F%2Fplans.example%2Fplans%2Fharbour-2031%2F1%2F%231.1%0D%0A%0D%0A"
            "What%20is%20not%20as%20printed%2C%20and%20what%20the%20source%20says%3A%0D%0A>",
            "Suggest a correction (by e-mail)",
        ),
        ({}, "../../how-to.md#suggest-a-correction", "Suggest a correction"),
    ],
    ids=["repository", "editor alone", "neither"],
)
def test_correction_leads_to_the_line_else_to_a_message_else_to_the_how_to_and_says_so(
    given: dict[str, object], leads_to: str, words: str
) -> None:
    *_, correction = ways(collection_with(**given), KEPT, next(next(KEPT.made).followed), HERE)
    assert correction == f'[{words}]({leads_to}){{: aria-label="{words} to 1.1" }}'


def test_every_recommendation_and_action_begins_at_its_line() -> None:
    collection = read(SPECIMEN).collection
    assert collection
    begun = {
        key: collection.files[key.partition("/")[0]].decode().splitlines()[line - 1]
        for key, line in collection.lines.items()
    }
    assert begun["specimen-2031/2"] == '  - number: "2."'
    assert begun["specimen-2031/2.1"].startswith('      - action: "Recruit four day pilots')
    records = [
        (f"{plan.id}/{record.id}", record)
        for plan in collection.plans.values()
        for made in plan.made
        for record in (made, *made.followed)
    ]
    assert list(begun) == [key for key, _ in records]
    assert [key for key, line in begun.items() if not line.lstrip().startswith("- ")] == []


def test_every_delivery_says_what_must_stand_beside_it() -> None:
    assert {delivery.value: needs(delivery) for delivery in Delivery if delivery is not Delivery.NOT_REPORTED} == {
        "not started": "a reason",
        "in progress": "nothing",
        "complete": "nothing",
        "continuing": "nothing",
        "paused": "a reason",
        "superseded": "a reason, and what took its place",
        "withdrawn": "a reason",
        "no longer applicable": "a reason",
    }
