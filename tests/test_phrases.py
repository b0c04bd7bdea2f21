"""Small words of the site; what is said of whole records is in `expected/`."""

import pytest

from generator.connections import Connections
from generator.index import Index
from generator.pages import pages
from generator.phrases import Linked, listed, number, range_of, shortened, when
from tests.small import Fields, action, indexed, plan, recommendation


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (12345, "12,345 actions")]
)
def test_number(count: int, words: str) -> None:
    assert number(count, "action") == words


@pytest.mark.parametrize(
    ("words", "line"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(words: list[str], line: str) -> None:
    assert listed(words) == line


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["3.1"], "3.1"),
        (["3.1", "3.2"], "3.1 and 3.2"),
        (["3.8", "3.9", "3.10"], "3.8 to 3.10"),
        (["3.1", "3.2", "3.4"], "3.1, 3.2 and 3.4"),
        (["3.2", "3.1", "3.3"], "3.2, 3.1 and 3.3"),
    ],
)
def test_range(ids: list[str], words: str) -> None:
    assert range_of(ids) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Renew the ladders.", "Renew the ladders."),
        ("Renew the\nladders and steps.", "Renew the ladders …"),
        ("Renew the ladders and ropes.", "Renew the ladders …"),
        ("Renewtheladdersandropes.", "Renewtheladdersand …"),
    ],
)
def test_shortened(text: str, words: str) -> None:
    """Between words, if it can be, to at most so many characters."""
    assert shortened(text, 20) == words
    assert len(words) <= 20


# What words point to


HERE = "plans/harbour-2031/1.md"


def linked_from(index: Index) -> Linked:
    return Linked(index, Connections(index))


def seen(told: Fields, **of_recommendation: list[str]) -> list[str]:
    """What the first action of a plan points to beyond the links in its words."""
    index = indexed(plan({**recommendation(told, action("1.2")), **of_recommendation}))
    standing = index.standings[0]
    return list(linked_from(index).see(standing.plan, standing.action, HERE))


NOT_THERE = "*Not in the source*{: .tag .unknown }"


def test_what_the_words_link_to_is_not_said_again() -> None:
    assert seen(action(see=["1.2"]) | {"action": "Act (see 1.2)."}) == []


def test_what_the_editor_names_beyond_the_words_is_said() -> None:
    assert seen(action(see=["1.2"])) == ["[1.2](#1.2)"]


def test_what_the_source_lacks_is_said_once_though_words_and_editor_name_it() -> None:
    assert seen(action(see=["1.9"]) | {"action": "Act (see 1.9; 1.9)."}, missing=["1.9"]) == [f"1.9 {NOT_THERE}"]


def test_what_a_step_points_to_and_the_source_lacks_is_said_with_its_action() -> None:
    assert seen(action(steps=[{"step": "First, see 1.9."}])) == [f"1.9 {NOT_THERE}"]


def test_number_in_brackets_points_only_to_what_there_is_or_is_said_to_lack() -> None:
    in_brackets = action() | {"action": "Act (1.9)."}
    assert seen(in_brackets) == []
    assert seen(in_brackets, missing=["1.9"]) == [f"1.9 {NOT_THERE}"]


# The glossary


def test_glossary_names_six_plans_of_a_meaning_and_counts_the_others() -> None:
    plans = [plan(id_=f"plan-{number}", abbreviations={"HR": None}) for number in range(8)]
    shown = "; ".join(f"[Harbour (plan-{number})](plans/plan-{number}/index.md#short-forms)" for number in range(6))
    assert pages(indexed(*plans))["glossary.md"].partition("-   **HR**")[2] == (
        f"{{: #hr }} *Not explained*{{: .tag .unknown }}\n\n    in {shown} and 2 more\n    {{: .facts }}\n"
    )


# Owners and dates


def test_body_whose_plans_print_no_owner_has_a_page_that_says_so() -> None:
    page = pages(indexed(plan(recommendation(action()))))["owners/harbour/index.md"]
    assert "\n## No owner printed (1) {: #none }\n" in page


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["June 2031"], "June 2031"),
        (["June 2031", "June 2031"], "June 2031"),
        (["June 2031", "July 2031"], "one of several dates"),
    ],
)
def test_date_beside_several_actions_is_told_where_it_is_one(dates: list[str], words: str) -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "target_date": dates}
    index = indexed(plan(recommendation(action("1.1"), action("1.2"), cell)))
    assert [when(one) for one in index.standings] == [words, words]


# The words that are agreed


AGREED: dict[str, tuple[str, list[str], str]] = {
    "none": ("Hire pilots.", [], "Hire pilots.\n{: .printed }"),
    "some": ("Hire pilots by day.", ["pilots"], "Hire **pilots**{: .accepted } by day.\n{: .printed }"),
    "two, not in their order": (
        "Hire pilots by day.",
        ["by day", "Hire"],
        "**Hire**{: .accepted } pilots **by day**{: .accepted }.\n{: .printed }",
    ),
    "all": ("Hire pilots.", ["Hire pilots."], "**Hire pilots.**{: .accepted }\n{: .printed }"),
    "with a reference": (
        "Hire pilots (see 1.1).",
        ["see 1.1"],
        "Hire pilots (**see [1.1](#1.1)**{: .accepted }).\n{: .printed }",
    ),
    "with marks": ("Hire *pilots*.", ["*pilots*"], "Hire **\\*pilots\\***{: .accepted }.\n{: .printed }"),
    "across paragraphs": (
        "Hire pilots.\nBy day.",
        ["pilots.\nBy"],
        "> Hire **pilots.**{: .accepted }\n> {: .printed }\n>\n> **By**{: .accepted } day.\n> {: .printed }",
    ),
    "one within another": ("Hire pilots.", ["Hire pilots", "pilots"], "**Hire pilots**{: .accepted }.\n{: .printed }"),
}


@pytest.mark.parametrize("case", AGREED)
def test_words_that_are_agreed_are_marked_where_they_stand(case: str) -> None:
    text, agreed, marked = AGREED[case]
    index = indexed(plan(recommendation(action())))
    linked = Linked(index, Connections(index))
    assert linked.printed(index.plans[0], text, "plans/harbour-2031/1.md", accepted=agreed) == marked
