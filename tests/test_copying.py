"""A plan that is still being copied: it says so everywhere, is not judged yet, and can be completed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.__main__ import GOOD, main
from generator.addresses import ADVICE, plan_page, recommendation_page, whole_page
from generator.advice import advise
from generator.advice_rules import pieces
from generator.beginning import Beginning, whole
from generator.left_open import ASKED, LeftOpen
from generator.pages import pages
from generator.pictures import by_plan
from generator.read import read
from generator.records import records
from generator.vocabulary import Advice
from tests.expected import index_of
from tests.small import Fields, action, indexed, plan, recommendation
from tests.states import difference, replace

BASE = Path(__file__).parent / "bad" / "_base"
SINCE = "2031-11-22"
GAPS: Fields = {"number": "1", "missing": ["text", "decision", "actions"]}
MADE: Fields = recommendation({"aim": "Write to master@harbour.example."}, action("2.1"), number="2")
BEGUN = "plans/ferry-service-2031.yml"
FILLED = """\
  - number: 1
    text: Inspect every ferry.
    decision: Agreed
    response:
      - paragraph: The ferries are old.
      - action: Inspect them all.
        id: "1.1"
        owner: Chief Engineer
        target_date: 30/06/2032
        steps:
          - step: Buy lamps.
  - number: 2
    missing: [text, decision, actions]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection in which a plan was begun by 'plans new' just now."""
    old = tmp_path / "old"
    shutil.copytree(BASE, old)
    given = {
        "title": "Action plan",
        "body": "Fictional Ferry Service",
        "report_published": "3rd March 2031",
        "source": "https://ferries.example/",
        "recommendations": "2",
    }
    begun = whole(Beginning(read(old), given, date.fromisoformat(SINCE)))
    (old / BEGUN).write_text(begun.texts[BEGUN])
    return old


def copied(root: Path, name: str, *edits: tuple[str, str]) -> Path:
    """A copy of a collection, in which words of the plan that was begun are replaced."""
    new = root.parent / name
    shutil.copytree(root, new)
    for old_words, words in edits:
        replace(new / BEGUN, old_words, words)
    return new


def filled(root: Path) -> Path:
    text = (root / BEGUN).read_text()
    return copied(root, "filled", (text[text.index("  - number: 1\n    missing") :], FILLED))


def refused(before: Path, after: Path) -> list[str]:
    return [problem.message for problem in difference(before, after).problems]


# plans check


def told(root: Path) -> list[tuple[str, str, str]]:
    reading = read(root)
    advice = advise(reading, date(2031, 12, 1), reading.problems)
    return [(str(each.place.file), each.message, each.hint) for each in advice if not each.rule]


HINT = "write in what is missing, then delete this line; what the source lacks stays under 'missing'"


def test_check_tells_each_time_that_a_plan_is_still_being_copied(root: Path) -> None:
    begun = "this plan is still being copied: 'missing' stands in "
    half = filled(root)
    done = copied(half, "done", ("    missing: [text, decision, actions]\n", "    text: Sail.\n    decision: Agreed\n"))
    assert (BEGUN, f"{begun}recommendations 1, 2", HINT) in told(root)
    assert (BEGUN, f"{begun}recommendation 2", HINT) in told(half)
    assert (BEGUN, f"{begun}no recommendation", HINT) in told(done)
    finished = copied(done, "finished", (f"copying_since: {SINCE}\n", ""))
    assert not [file for file, *_ in told(finished) if file == BEGUN]


def test_it_is_told_in_full_where_advice_is_counted_and_fails_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "check", "--advice", "count"]) == GOOD
    assert "this plan is still being copied: 'missing' stands in recommendations 1, 2\n" in capsys.readouterr().out


def test_a_removed_plan_is_not_being_copied_any_more(root: Path) -> None:
    removed = "removed:\n  date: 2031-12-01\n  reason: It was a draft.\nrecommendations:\n"
    assert not [file for file, *_ in told(copied(root, "gone", ("recommendations:\n", removed))) if file == BEGUN]


# Advice


def test_only_contact_details_are_advised_on() -> None:
    index = indexed(plan(GAPS, MADE, copying_since=SINCE))
    assert [piece.rule for piece in pieces(index.collection)] == [Advice.CONTACT_DETAILS]
    copied_rules = {piece.rule for piece in pieces(indexed(plan(GAPS, MADE)).collection)}
    assert copied_rules == {Advice.CONTACT_DETAILS, Advice.NO_OWNER, Advice.NO_DATE, Advice.NO_MEASURABLE_VERB}


def test_an_answer_to_advice_may_stand_before_the_advice_is_given(root: Path) -> None:
    answered = ("    missing: [text, decision, actions]\n", "    missing: [text, decision, actions]\n    advice:\n")
    early = copied(root, "early", (answered[0], f"{answered[1]}      no action: It is printed nowhere.\n"))
    assert [message for file, message, _ in told(early) if file == BEGUN] == [
        "this plan is still being copied: 'missing' stands in recommendations 1, 2"
    ]


def test_action_of_a_plan_in_copying_still_answers_elsewhere() -> None:
    answering = plan(recommendation(action(also_answers=["pier-2030/1"])), copying_since=SINCE)
    other = plan(recommendation(), id_="pier-2030")
    rules = [(piece.rule, piece.plan.id) for piece in pieces(indexed(answering, other).collection)]
    assert rules == []


def test_what_is_not_copied_yet_is_asked_nothing_and_totals_add_up() -> None:
    begun = plan(GAPS, MADE, copying_since=SINCE, report_published="3rd March 2031")
    other = plan(recommendation(action()), id_="pier-2030")
    left_open, alone = LeftOpen(indexed(begun, other)), LeftOpen(indexed(other))
    asked = {rule: left_open.asked(rule, left_open.index.plans) for rule in ASKED}
    before = {rule: alone.asked(rule, alone.index.plans) for rule in ASKED}
    assert asked == {**before, Advice.CONTACT_DETAILS: before[Advice.CONTACT_DETAILS] + 4}
    by_each = left_open.by_plan(by_plan(left_open.index, left_open.index.plans))
    assert by_each.all.total == left_open.by_rule().all.total == sum(asked.values())


# Pages


def of(root: Path) -> dict[str, str]:
    """The pages on which the plan that was begun stands, and its search record."""
    index = index_of(root)
    made = pages(index)
    own = {
        "plan": plan_page("ferry-service-2031"),
        "whole": whole_page("ferry-service-2031"),
        "recommendation": recommendation_page("ferry-service-2031", "2"),
        "advice": ADVICE,
    }
    record = records(index)["plans/ferry-service-2031/2/index.html"]
    return {**{name: made[page] for name, page in own.items()}, "search": record}


WITH_TEXT = ["whole", "recommendation", "search"]  # the pages that show the text of recommendation 2
GAP = "the text of this recommendation."


def test_pages_say_of_what_is_missing_that_it_is_not_copied_yet(root: Path) -> None:
    found = of(filled(root))
    assert not [name for name, text in found.items() if "ource lacks" in text or "missing in the source" in text]
    assert [name for name, text in found.items() if f"We have not yet copied {GAP}" in text] == WITH_TEXT
    for name in ("plan", "whole"):
        assert "This copy is not complete: we have been copying the plan since" in found[name]
        assert "## Not copied yet" in found[name]
        assert "Recommendation 2: we have not yet copied its text." in found[name]
        assert "Recommendation 2: we have not yet copied the actions that answer this recommendation." in found[name]
    assert "Passed over is what we are still copying: [" in found["advice"]


def test_pages_of_a_plan_that_is_copied_say_what_the_source_lacks(root: Path) -> None:
    found = of(copied(filled(root), "finished", (f"copying_since: {SINCE}\n", "")))
    assert not [name for name, text in found.items() if "yet" in text.split() or "copying" in text]
    assert [name for name, text in found.items() if f"The source lacks {GAP}" in text] == WITH_TEXT
    assert "Recommendation 2: the source lacks its text." in found["plan"]


# plans diff


def test_plan_that_was_begun_may_be_filled_in(root: Path) -> None:
    assert refused(root, filled(root)) == []


def test_words_may_change_as_long_as_copying_goes_on_and_with_its_end(root: Path) -> None:
    half = filled(root)
    edits = [
        ("Inspect every ferry.", "Inspect each of them."),
        ("The ferries are old.", "Something else altogether."),
        ("Chief Engineer", "Head of Crews"),
        ("        steps:\n          - step: Buy lamps.\n", ""),
        (f"copying_since: {SINCE}\n", ""),
    ]
    assert refused(half, copied(half, "edited", *edits)) == []


def test_id_once_published_does_not_vanish_while_copying_goes_on(root: Path) -> None:
    half = filled(root)
    words = FILLED[FILLED.index("      - action") : FILLED.index("  - number: 2")]
    assert refused(half, copied(half, "without", (words, ""))) == ["action '1.1' is gone"]


def test_words_of_a_plan_that_is_copied_are_settled(root: Path) -> None:
    finished = copied(filled(root), "finished", (f"copying_since: {SINCE}\n", ""))
    edit = ("Inspect every ferry.", "Inspect ferries.")
    change = "Recommendation 1: text changed from 'Inspect every ferry.' to 'Inspect ferries.'"
    assert refused(finished, copied(finished, "edited", edit)) == [f"{change}, and no new note quotes what stood there"]
    again = ("entered: ", f"copying_since: {SINCE}\nentered: ")
    assert refused(finished, copied(finished, "again", again)) == [
        "Plan ferry-service-2031 was published as copied, and is said to be still being copied"
    ]


def test_words_of_an_update_are_settled_though_copying_goes_on(root: Path) -> None:
    half = filled(root)
    update = half / "plans" / "ferry-service-2031" / "2031-12-01-letter.yml"
    update.parent.mkdir()
    update.write_text(
        "update: Letter\ndate: 2031-12-01\nsource: https://ferries.example/letter\n"
        'entries:\n  - action: "1.1"\n    delivery: in progress\n    said: It goes on.\n'
    )
    new = copied(half, "edited")
    replace(new / update.relative_to(half), "It goes on.", "It is stuck.")
    assert refused(half, new) == [
        "Action 1.1 of the update of 1 December 2031, 'Letter': said changed from 'It goes on.' to 'It is stuck.', and "
        "no new note quotes what stood there"
    ]
