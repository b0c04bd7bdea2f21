"""The words of a plan are found where they stand in its source."""

import pytest

from generator.passages import Passage, passages
from generator.read import read
from tests.conftest import FIVE, ROOT
from tests.small import action, plan, recommendation


def test_first_words_are_looked_for() -> None:
    words = "Survey all nine chains of the harbour and replace what fails."
    source = f"1\tDo it.\tAgreed\t<p>{words}</p>"
    assert passages(plan(recommendation({**action(), "action": words})), source) == {
        "1": Passage("Do it.", ""),
        "1.1": Passage("Survey all nine chains of the harbour and", ""),
    }


def test_words_that_a_page_or_a_mark_parts_are_looked_for_up_to_there() -> None:
    source = "Do it. Survey all the <i>nine</i> chains."
    found = passages(plan(recommendation({**action(), "action": "Survey all the nine chains."})), source)
    assert found["1.1"] == Passage("Survey all the", "")


def test_words_too_few_to_be_sure_are_not_looked_for() -> None:
    """Nor do they lead those that follow astray."""
    first, second = (
        {**action("1.1"), "action": "To survey all chains."},
        {**action("1.2"), "action": "Paint the buoys."},
    )
    found = passages(plan(recommendation(first, second)), "Do it. Paint the buoys. To be done.")
    assert found == {"1": Passage("Do it.", ""), "1.2": Passage("Paint the buoys.", "")}


def test_words_of_several_paragraphs_are_looked_for_by_the_first() -> None:
    found = passages(
        plan({**recommendation(), "text": "The CRC should:\nDo it."}), "<p>The CRC should:</p> <p>Do it.</p>"
    )
    assert found == {"1": Passage("The CRC should:", "")}


def test_same_words_stand_further_down_for_the_later_record_and_are_told_apart_by_those_before() -> None:
    twice = plan(recommendation(action("1.1")), recommendation(action("2.1"), number="2"))
    source = "1\tFirst: Do it.\t• Act.\n2\tSecond: Do it.\tOne two three four. • Act."
    assert passages(twice, source) == {
        "1": Passage("Do it.", "First:"),
        "1.1": Passage("Act.", "•"),
        "2": Passage("Do it.", "Second:"),
        "2.1": Passage("Act.", "three four. •"),
    }


def test_actions_of_the_same_words_side_by_side_have_each_their_own_place() -> None:
    found = passages(plan(recommendation(action("1.1"), action("1.2"))), "Do it. First: Act. Second: Act.")
    assert (found["1.1"], found["1.2"]) == (Passage("Act.", "Do it. First:"), Passage("Act.", "First: Act. Second:"))


def test_same_words_with_nothing_before_them_have_no_place_of_their_own() -> None:
    assert passages(plan(recommendation()), "1\tDo it.\n2\tDo it.") == {}


def test_recommendation_without_a_text_is_found_by_its_response() -> None:
    """So is the action with which that begins."""
    lost = {"number": "1", "missing": ["text", "decision"], "response": [{"note": "Lost."}, action()]}
    assert passages(plan(lost), "Act.") == {"1": Passage("Act.", ""), "1.1": Passage("Act.", "")}


def test_words_that_are_not_in_the_source_have_no_place_there() -> None:
    assert passages(plan(recommendation(action())), "Nothing of it.") == {}


@pytest.mark.parametrize("plan_id", FIVE)
def test_every_recommendation_and_action_of_a_real_plan_is_found_by_a_few_words_that_stand_there_once(
    plan_id: str,
) -> None:
    collection = read(ROOT).collection
    assert collection
    transcribed = collection.plans[plan_id]
    source = collection.sources[transcribed.source].decode()
    found = passages(transcribed, source)
    assert set(found) == {id_ for made in transcribed.made for id_ in (made.id, *(one.id for one in made.followed))}
    wanted = {id_: f"{place.before} {place.begins}".strip() for id_, place in found.items()}
    assert {id_: words for id_, words in wanted.items() if source.count(words) != 1 or len(words) < 12} == {}
