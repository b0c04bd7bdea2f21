"""What documents say of an action, in order: what each moved from what, and the words for it."""

import pytest

from generator.history import clauses, in_text, moved
from generator.index import Index, Standing
from generator.ledger import Move, Promise
from generator.model import Finding, Plan, Update
from generator.targetdate import read as read_date
from tests.small import Fields, action, finding, indexed, plan, recommendation, update

PROMISED = plan(recommendation(action(target_date="30/09/2031", owner="Harbour Master")))


def standing_of(*records: Plan | Update | Finding) -> Standing:
    """The first action."""
    return indexed(*records).standings[0]


def told(*records: Plan | Update | Finding) -> list[str]:
    """All that is said of the first action, in words."""
    return [in_text(clauses(statement)) for statement in standing_of(*records).statements]


def entry(**fields: object) -> Fields:
    return {"action": "1.1", **fields}


EVIDENCE = {"evidence": "https://harbour.example/photograph"}
WORDS: dict[str, tuple[Fields, str]] = {
    # what an entry says, and how it is told
    "a report": ({"delivery": "in progress"}, "reported in progress"),
    "a completion": ({"delivery": "complete", **EVIDENCE}, "reported complete"),
    "a completion without evidence": ({"delivery": "complete"}, "reported complete; no evidence published"),
    "words": ({"said": "Two are here."}, "said: 'Two are here.'"),
    "a start not made": (
        {"delivery": "not started", "reason": "No money."},
        "reported not started; reason: No money.",
    ),
    "continuing": ({"delivery": "continuing"}, "reported as continuing"),
    "a withdrawal": ({"delivery": "withdrawn", "reason": "Not needed."}, "withdrawn; reason: Not needed."),
    "another in its place": (
        {"delivery": "superseded", "superseded_by": "1.2", "reason": "Both are one."},
        "superseded by 1.2; reason: Both are one.",
    ),
    "what no longer applies": (
        {"delivery": "no longer applicable", "reason": "The quay is gone."},
        "no longer applicable; reason: The quay is gone.",
    ),
    "a moved day": (
        {"target_date": "31/12/2031", "reason": "No bidder."},
        "target date moved from 30 September 2031 to 31 December 2031; reason: No bidder.",
    ),
    "a date moved to a month": (
        {"target_date": "June 2032", "reason": "No bidder."},
        "target date moved from 30 September 2031 to June 2032; reason: No bidder.",
    ),
    "a date that the editor read": (
        {"target_date": "31/11/2031", "date_read_as": "30/11/2031", "reason": "No bidder."},
        "target date moved from 30 September 2031 to 30 November 2031 '31/11/2031'; reason: No bidder.",
    ),
    "a date printed as completed": (
        {"target_date": "Completed", "reason": "It is done.", **EVIDENCE},
        "reported complete; target date moved from 30 September 2031 to complete 'Completed'; reason: It is done.",
    ),
    "another owner": (
        {"owner": "HR", "reason": "She left."},
        "owner moved from 'Harbour Master' to 'HR'; reason: She left.",
    ),
    "other words": (
        {"words": "Act soon.", "reason": "It was too slow."},
        "words changed from 'Act.' to 'Act soon.'; reason: It was too slow.",
    ),
}


@pytest.mark.parametrize("case", WORDS)
def test_entry_of_an_update_is_told_in_words(case: str) -> None:
    fields, words = WORDS[case]
    assert told(PROMISED, update("2031-06-01", entry(**fields))) == [words]


def test_finding_is_told_with_its_words() -> None:
    found = finding("2031-06-01", entry(judgement="good progress", found="Eight hold."))
    assert told(PROMISED, found) == ["found: good progress; 'Eight hold.'"]


def test_finding_without_a_judgement_is_told_as_found() -> None:
    assert told(PROMISED, finding("2031-06-01", entry(found="Eight hold."))) == ["found: 'Eight hold.'"]


def test_of_long_words_that_changed_a_line_shows_what_differs() -> None:
    around = "Act as the board asks, every day and every night, " * 5
    long = plan(recommendation({**action(), "action": f"{around}soon."}))
    changed = update("2031-06-01", entry(words=f"{around}now.", reason="It waited."))
    assert told(long, changed) == [
        "words changed from '… day and every night, soon.' to '… day and every night, now.'; reason: It waited."
    ]


def test_second_move_is_told_from_the_first() -> None:
    first = update("2031-06-01", entry(target_date="31/12/2031", reason="No bidder."), name="first")
    second = update("2031-07-01", entry(target_date="31/03/2032", reason="Rain."), name="second")
    assert told(PROMISED, first, second) == [
        "target date moved from 30 September 2031 to 31 December 2031; reason: No bidder.",
        "target date moved from 31 December 2031 to 31 March 2032; reason: Rain.",
    ]


def test_what_is_begun_again_after_it_was_complete_is_reopened() -> None:
    done = update("2031-06-01", entry(delivery="complete", **EVIDENCE))
    again = update("2031-07-01", entry(delivery="in progress"))
    assert told(PROMISED, done, again) == ["reported complete", "reopened: reported in progress"]


def test_what_the_plan_printed_as_complete_can_be_reopened() -> None:
    printed = plan(recommendation(action(target_date="Completed")))
    assert told(printed, update("2031-06-01", entry(delivery="in progress"))) == ["reopened: reported in progress"]


def test_date_that_was_never_printed_is_not_called_moved() -> None:
    undated = plan(recommendation(action()))
    set_now = update("2031-06-01", entry(target_date="31/12/2031", reason="Asked for."))
    assert told(undated, set_now) == [
        "target date, of which none was printed, is now 31 December 2031; reason: Asked for."
    ]


def test_date_printed_beside_several_actions_is_told_so() -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "target_date": ["30/09/2031", "June 2031"]}
    shared = plan(recommendation(action(), action("1.2"), cell))
    moved = update("2031-10-01", entry(target_date="31/12/2031", reason="Rain."))
    assert told(shared, moved) == [
        "target date moved from '30/09/2031', 'June 2031' (printed beside several actions) to 31 December 2031; "
        "reason: Rain."
    ]


def test_new_decision_is_told_of_its_addressee() -> None:
    two = {"decisions": {"Harbour": "Agreed", "Department": "Agreed"}, "decision": None}
    answered = plan(recommendation(**two))  # type: ignore[arg-type]  # fields as they stand in a file
    new = {"decision": "Partly Agreed", "decision_reason": "policy", "addressee": "Department", "reason": "The law."}
    index = indexed(answered, update("2031-06-01", {"recommendation": "1", **new}))
    assert [in_text(clauses(one)) for one in index.all_made[0].statements] == [
        "decision of Department changed from 'Agreed' to 'Partly Agreed'; kind of reason: policy; reason: The law."
    ]


def test_statements_are_found_by_former_ids() -> None:
    renumbered = plan(recommendation(action("1.2", formerly=["1.1"])))
    assert told(renumbered, update("2031-06-01", entry(delivery="in progress"))) == ["reported in progress"]


def test_what_is_dated_after_the_day_or_was_removed_counts_for_nothing() -> None:
    later = update("2032-01-16", entry(delivery="in progress"))
    gone = update("2031-06-01", entry(delivery="complete"), removed={"date": "2031-06-02", "reason": "Not ours."})
    assert told(PROMISED, later, gone) == []


# Dates that move


MOVES: dict[str, tuple[str | None, list[str], int | None]] = {
    # the date promised, the dates it moved to, and the days that the last day moved in all
    "no move": ("30/09/2031", [], None),
    "later": ("30/09/2031", ["31/12/2031"], 92),
    "later, then later": ("30/09/2031", ["31/12/2031", "31/03/2032"], 183),
    "later, then back": ("30/09/2031", ["31/12/2031", "30/09/2031"], 0),
    "earlier": ("30/09/2031", ["31/08/2031"], -30),
    "to no last day": ("30/09/2031", ["From August 2032"], None),
    "from no date": (None, ["31/12/2031"], None),
}


@pytest.mark.parametrize("case", MOVES)
def test_days_that_a_date_moved_count_from_the_first_to_the_last(case: str) -> None:
    promised, moves, days = MOVES[case]
    documents = [
        update(f"2031-0{number}-01", entry(target_date=to, reason="Rain.")) for number, to in enumerate(moves, 1)
    ]
    standing = standing_of(plan(recommendation(action(target_date=promised))), *documents)
    assert (len(standing.date_moves), standing.slip) == (len(moves), days)


# Said beside found


DIFFERENCES: dict[str, tuple[list[Update | Finding], bool]] = {
    "nothing is said or found": ([], False),
    "complete, not assessed": ([update("2031-06-01", entry(delivery="complete"))], False),
    "complete, achieved": (
        [update("2031-06-01", entry(delivery="complete")), finding("2031-07-01", entry(judgement="achieved"))],
        False,
    ),
    "complete, good progress": (
        [update("2031-06-01", entry(delivery="complete")), finding("2031-07-01", entry(judgement="good progress"))],
        True,
    ),
    "in progress, not achieved": (
        [update("2031-06-01", entry(delivery="in progress")), finding("2031-07-01", entry(judgement="not achieved"))],
        False,
    ),
    "not achieved, then said to be complete": (
        [finding("2031-05-01", entry(judgement="not achieved")), update("2031-06-01", entry(delivery="complete"))],
        True,
    ),
    "complete and not achieved, then begun again": (
        [
            update("2031-06-01", entry(delivery="complete"), name="a"),
            finding("2031-07-01", entry(judgement="not achieved")),
            update("2031-08-01", entry(delivery="in progress"), name="b"),
        ],
        False,
    ),
    "something was found, and nothing judged": (
        [update("2031-06-01", entry(delivery="complete")), finding("2031-07-01", entry(found="Nothing."))],
        False,
    ),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_said_and_found_differ_where_complete_is_not_found_achieved(case: str) -> None:
    documents, differs = DIFFERENCES[case]
    assert standing_of(PROMISED, *documents).differs is differs


def test_what_the_plan_prints_as_complete_can_differ_from_what_was_found() -> None:
    printed = plan(recommendation(action(target_date="Completed")))
    assert standing_of(printed, finding("2031-07-01", entry(judgement="not achieved"))).differs


def test_last_report_and_last_finding_are_told_apart_from_words_alone() -> None:
    """An update that only says something is no report of a delivery; a finding without a judgement is none."""
    documents: list[Update | Finding] = [
        update("2031-06-01", entry(delivery="in progress"), name="a"),
        update("2031-07-01", entry(said="Rain."), name="b"),
        finding("2031-08-01", entry(judgement="good progress")),
    ]
    standing = standing_of(PROMISED, *documents)
    assert standing.report
    assert standing.finding
    assert (standing.report.document, standing.finding.document) == (documents[0], documents[2])
    assert standing.last_reported == documents[1].date


def test_statements_of_removed_actions_are_kept() -> None:
    gone = action(removed={"date": "2031-08-01", "reason": "Twice."})
    index: Index = indexed(plan(recommendation(gone)), update("2031-06-01", entry(delivery="in progress")))
    assert [in_text(clauses(one)) for one in index.statements["harbour-2031"]["1.1"]] == ["reported in progress"]


def test_days_that_a_date_moved_are_not_said_where_several_may_have_been_meant() -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "target_date": ["30/09/2031", "June 2031"]}
    shared = plan(recommendation(action(), action("1.2"), cell))
    standing = standing_of(shared, update("2031-10-01", entry(target_date="31/12/2031", reason="Rain.")))
    assert (len(standing.date_moves), standing.slip) == (1, None)


def test_two_long_dates_printed_beside_an_action_are_not_told_as_a_change_of_one_into_the_other() -> None:
    long = "When the dredging of the harbour has come to its end and all who are concerned have said so, in the "
    dates = [f"{long}year {year} at Northport, and not before the board has met" for year in (2031, 2032)]
    before = Promise(tuple(dates))
    after = Promise(("31/03/2032",), tuple(filter(None, [read_date("31/03/2032")])))
    told = in_text([moved(Move("target_date", "", before, after))])
    assert told.count("When the dredging") == 2


def test_what_is_closed_in_another_way_is_not_reopened() -> None:
    done = update("2031-06-01", entry(delivery="complete", **EVIDENCE))
    given_up = update("2031-07-01", entry(delivery="withdrawn", reason="Twice."), name="again")
    assert told(PROMISED, done, given_up)[1] == "withdrawn; reason: Twice."


def test_what_was_reported_is_not_forgotten_over_an_update_that_reports_nothing() -> None:
    done = update("2031-06-01", entry(delivery="complete", **EVIDENCE))
    words = update("2031-07-01", entry(said="Rain."), name="words")
    again = update("2031-08-01", entry(delivery="in progress"), name="again")
    assert told(PROMISED, done, words, again)[2] == "reopened: reported in progress"


def test_delivery_counts_before_what_a_date_reports() -> None:
    both = update("2031-06-01", entry(delivery="in progress", target_date="Completed", reason="Nearly."))
    assert standing_of(PROMISED, both).delivery == "in progress"


def test_new_words_are_the_recommendations_whoever_is_named() -> None:
    changed = {"recommendation": "1", "words": "Do it soon.", "addressee": "Harbour", "reason": "It was slow."}
    index = indexed(PROMISED, update("2031-06-01", changed))
    assert [in_text(clauses(one)) for one in index.all_made[0].statements] == [
        "words changed from 'Do it.' to 'Do it soon.'; reason: It was slow."
    ]
