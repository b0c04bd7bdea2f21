"""What a search can find and lead to: the record of a recommendation. Its filters are held in test_due too."""

import re
from urllib.parse import unquote

import pytest

from generator.model import Plan
from generator.records import records
from tests.small import action, indexed, plan, recommendation


def record_of(made: Plan) -> str:
    """The record of a plan's only recommendation."""
    (record,) = records(indexed(made)).values()
    return record


def named(record: str) -> list[tuple[str, str, str]]:
    """What comes with a record that has a name: its kind, its name, its address."""
    ids = [id_.split("/", 2) for id_ in re.findall('<i id="(.*?)"></i>', record)]
    return [(unquote(kind), unquote(name), address) for kind, name, address in ids]


def test_all_that_has_a_name_and_a_page_comes_with_its_record() -> None:
    owned = action(owner="Master / HR", action="See the QMS.")
    made = recommendation(owned, addressee="Department", themes=["quays"])
    forms = {"QMS": "Quality & safety/mooring", "SHS": "Harbour"}
    assert named(record_of(plan(made, abbreviations=forms, report_published="1 March 2031"))) == [
        ("Plan", "Harbour, 2031", "plans/harbour-2031/"),
        ("Body", "Harbour", "bodies/harbour/"),
        ("Body", "Department", "bodies/department/"),
        ("Theme", "Quays", "themes/quays/"),
        ("Owner", "HR, Harbour", "owners/harbour/hr/"),
        ("Owner", "Harbour Master, Harbour", "owners/harbour/master/"),
        ("Short form", "QMS: Quality & safety/mooring", "glossary/#qms"),
    ]


def test_short_form_that_is_never_explained_comes_by_its_letters_alone() -> None:
    made = plan(recommendation(action(action="Ask SFO's team.")), abbreviations={"SFO": None})
    assert named(record_of(made))[-1] == ("Short form", "SFO", "glossary/#sfo")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ({"report_published": "1 March 2031", "action_plan_submitted": "2 April 2031"}, "2031-03-01"),
        ({"action_plan_submitted": "2 April 2031"}, "2031-04-02"),
        ({}, "0001-01-01"),
    ],
)
def test_record_has_one_day_to_be_ordered_by_and_the_undated_the_oldest(head: dict[str, str], day: str) -> None:
    record = record_of(plan(recommendation(), **head))
    assert re.findall(r'data-pagefind-filter="date\[content\]" content="(.*?)"', record) == [day]


def test_record_has_no_order_of_pagefinds_which_every_search_would_load() -> None:
    assert "data-pagefind-sort" not in record_of(plan(recommendation()))
