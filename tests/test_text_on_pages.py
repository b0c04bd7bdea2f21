"""Every field of a plan stands unbroken on the plan's page or on its recommendation's, as often as it is printed.

Each paragraph fills an element of the page, read as it was built; white space alone is made alike.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import TypeVar

import pytest

from generator.model import (
    Action,
    Aim,
    Block,
    EditorsNote,
    GroupHeading,
    Plan,
    PrintedBeside,
    Recommendation,
    Step,
)
from generator.read import read
from tests.conftest import BuiltSite

WITHOUT_END = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """Gathers the text of every element of a page, by its tag, as "dd", and by its classes, as ".printed"."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[set[str], list[str]]] = []
        self._texts: list[tuple[set[str], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        classes = (dict(attrs).get("class") or "").split()
        if tag not in WITHOUT_END:
            self._open.append(({tag, *(f".{name}" for name in classes)}, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element that holds nothing."""

    def handle_data(self, data: str) -> None:
        """Add words to every element around them."""
        for _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element."""
        names, words = self._open.pop()
        assert tag in names
        self._texts.append((names, in_one_line("".join(words))))

    def texts(self, *names: str) -> list[str]:
        """The texts of the elements that have one of these tags or classes."""
        return [text for of, text in self._texts if of & set(names)]


def in_one_line(words: str) -> str:
    return " ".join(words.split())


def printed(page: Page) -> list[str]:
    """What is set as printed: in elements of its own, or in quotation marks within a line."""
    texts = page.texts(".printed")
    return [text[1:-1] if text[:1] + text[-1:] == "“”" else text for text in texts]


def facts(page: Page) -> list[str]:
    return page.texts("dd")


def rows(page: Page) -> list[str]:
    return page.texts("tr")


def notes(page: Page) -> list[str]:
    return [text.removeprefix("Editor’s note: ") for text in page.texts(".note")]


def decisions(page: Page) -> list[str]:
    """The decisions as printed, or as tags where those differ in capitals alone."""
    return [text.casefold() for text in (*page.texts(".tag"), *printed(page))]


AnyRecord = TypeVar("AnyRecord", Plan, Recommendation)
Shown = list[tuple[str, AnyRecord, Page]]
"""Records, each with its key and its page."""


@pytest.fixture(scope="module")
def plans(site: BuiltSite) -> Shown[Plan]:
    """The plans that were not removed."""
    collection = read(site.root).collection
    assert collection
    plans = [plan for plan in collection.plans.values() if not plan.removed]
    return [(plan.id, plan, page_at(site, plan.id)) for plan in plans]


@pytest.fixture(scope="module")
def recommendations(site: BuiltSite, plans: Shown[Plan]) -> Shown[Recommendation]:
    """The recommendations of those plans that were not removed."""
    made = [(f"{id_}/{one.id}", one) for id_, plan, _ in plans for one in plan.made if not one.removed]
    return [(key, recommendation, page_at(site, key)) for key, recommendation in made]


def page_at(site: BuiltSite, key: str) -> Page:
    return Page((site.folder / "plans" / key / "index.html").read_text())


def absent(
    records: Shown[AnyRecord],
    fields: Callable[[AnyRecord], Iterable[str | None]],
    texts: Callable[[Page], list[str]],
) -> list[tuple[str, str]]:
    """The paragraphs of fields that stand on the record's page less often than in the plan."""
    return [
        (key, paragraph)
        for key, record, page in records
        for paragraph in Counter(paragraphs(fields(record))) - Counter(texts(page))
    ]


def paragraphs(fields: Iterable[str | None]) -> Iterator[str]:
    """The paragraphs of those fields that are given."""
    return (in_one_line(line) for words in fields if words for line in words.split("\n") if line.strip())


def parts_of(recommendation: Recommendation) -> Iterator[Block | Step]:
    """The blocks of a response, and their steps."""
    for block in recommendation.response:
        yield block
        if isinstance(block, Action | Aim):
            yield from block.steps


def headings_of(plan: Plan) -> list[GroupHeading]:
    return [entry for entry in plan.recommendations if isinstance(entry, GroupHeading)]


# Recommendations


def test_text_is_set_as_printed(recommendations: Shown[Recommendation]) -> None:
    assert absent(recommendations, lambda recommendation: [recommendation.text], printed) == []


def test_words_of_responses_are_set_as_printed(recommendations: Shown[Recommendation]) -> None:
    assert absent(recommendations, words_of_response, printed) == []


def words_of_response(recommendation: Recommendation) -> Iterator[str]:
    """The words of each part, after the number printed before them."""
    for part in parts_of(recommendation):
        if isinstance(part, Action | Aim | Step):
            yield f"{part.number or ''} {part.words}"
        elif not isinstance(part, PrintedBeside | EditorsNote):
            yield part.words


@pytest.mark.parametrize("field", ["owner", "target_date"])
def test_owners_and_dates_are_set_as_printed(recommendations: Shown[Recommendation], field: str) -> None:
    """Also where a body's file lists the owner under another name, and where owner or date changed later."""
    assert absent(recommendations, lambda recommendation: entries_of(recommendation, field), printed) == []


def entries_of(recommendation: Recommendation, field: str) -> Iterator[str | None]:
    """The owners, or the dates, printed beside the parts of a response."""
    for part in parts_of(recommendation):
        entry = getattr(part, field, None)
        yield from entry if isinstance(entry, tuple) else [entry]


def test_decisions_are_as_printed_but_for_capitals(recommendations: Shown[Recommendation]) -> None:
    """Also where they changed later."""
    assert absent(recommendations, decisions_of, decisions) == []


def decisions_of(recommendation: Recommendation) -> Iterator[str]:
    given = (recommendation.decision, *recommendation.decisions.values())
    return (words.casefold() for words in given if words)


def test_addressees_stand_among_the_facts(recommendations: Shown[Recommendation]) -> None:
    assert absent(recommendations, addressees_of, facts) == []


def addressees_of(recommendation: Recommendation) -> list[str | None]:
    return [recommendation.addressee, *recommendation.decisions]


def test_notes_of_the_editor_stand_apart(recommendations: Shown[Recommendation]) -> None:
    assert absent(recommendations, notes_on_recommendation, notes) == []


def notes_on_recommendation(recommendation: Recommendation) -> Iterator[str | None]:
    yield recommendation.note
    for part in parts_of(recommendation):
        yield part.words if isinstance(part, EditorsNote) else getattr(part, "note", None)


# Plans


def test_head_is_set_as_printed(plans: Shown[Plan]) -> None:
    assert absent(plans, head_of, printed) == []


def head_of(plan: Plan) -> list[str | None]:
    dates = [plan.report_published, plan.action_plan_submitted]
    return [plan.title, *dates, plan.introduction, plan.owner_heading]


def test_headings_between_recommendations_are_set_as_printed(plans: Shown[Plan]) -> None:
    assert absent(plans, lambda plan: [heading.words for heading in headings_of(plan)], printed) == []


def test_who_made_and_published_it_stands_among_the_facts(plans: Shown[Plan]) -> None:
    assert absent(plans, makers_of, facts) == []


def makers_of(plan: Plan) -> list[str | None]:
    return [plan.body, plan.inspectorate, plan.publisher, plan.licence]


def test_short_forms_stand_beside_what_they_mean(plans: Shown[Plan]) -> None:
    assert absent(plans, short_forms_of, rows) == []


def short_forms_of(plan: Plan) -> list[str]:
    unexplained = "Not explained in this plan"
    return [f"{short} {meaning or unexplained}" for short, meaning in plan.abbreviations.items()]


def test_notes_on_plans_stand_apart(plans: Shown[Plan]) -> None:
    assert absent(plans, notes_on_plan, notes) == []


def notes_on_plan(plan: Plan) -> list[str | None]:
    return [plan.note, *(heading.note for heading in headings_of(plan))]


def test_printed_totals_stand_in_a_line(plans: Shown[Plan]) -> None:
    totals = [
        (page.texts("p"), f"{label} {total}") for _, plan, page in plans for label, total in plan.printed_totals.items()
    ]
    assert [total for lines, total in totals if not any(total in line for line in lines)] == []
