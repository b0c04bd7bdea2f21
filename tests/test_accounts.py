"""How pages tell what was said and found: the last report beside the last finding, silence, and what adds up."""

from datetime import date

import pytest

from generator.accounts import (
    completions,
    delivery_lines,
    evidence,
    first_date,
    in_words,
    marks,
    said_beside_found,
    silent_since,
    timeliness_line,
    who_found,
    who_said,
)
from generator.history import Printed
from generator.index import Standing
from generator.markdown import day
from generator.model import Finding, Plan, Update
from tests.small import Fields, action, finding, indexed, plan, recommendation, update

HEAD = {"action_plan_submitted": "01/02/2031"}
PROMISED = plan(recommendation(action(target_date="30/09/2031")), **HEAD)


def entry(**fields: object) -> Fields:
    return {"action": "1.1", **fields}


def standing_of(*records: Plan | Update | Finding) -> Standing:
    """The first action."""
    return indexed(*records).standings[0]


def test_last_report_stands_beside_the_last_finding() -> None:
    said = update("2031-06-01", entry(delivery="complete", said="All hold.", evidence="https://harbour.example/a"))
    found = finding("2031-07-01", entry(judgement="not achieved", found="None holds."))
    assert said_beside_found(standing_of(PROMISED, said, found)) == [
        (
            f"*Complete*{{: .tag .complete }} {day(date(2031, 6, 1))}",
            f"*Not achieved*{{: .tag .not-achieved }} {day(date(2031, 7, 1))}",
        ),
        ("*“All hold.”*{: .printed }", "*“None holds.”*{: .printed }"),
        ("[Evidence](<https://harbour.example/a>)", ""),
    ]


def test_completion_without_evidence_says_so_beside_the_finding() -> None:
    said = update("2031-06-01", entry(delivery="complete"))
    found = finding("2031-07-01", entry(judgement="achieved"))
    assert said_beside_found(standing_of(PROMISED, said, found))[1:] == [
        ("*No evidence published*{: .tag .unknown }", "")
    ]


def test_report_of_the_plan_stands_beside_the_finding() -> None:
    printed = plan(recommendation(action(target_date="Completed")), **HEAD)
    beside = said_beside_found(standing_of(printed, finding("2031-07-01", entry(judgement="achieved"))))
    assert beside == [
        (
            f"*Complete*{{: .tag .complete }} with the plan, {day(date(2031, 2, 1))}",
            f"*Achieved*{{: .tag .achieved }} {day(date(2031, 7, 1))}",
        )
    ]


@pytest.mark.parametrize(
    "document",
    [update("2031-06-01", entry(delivery="complete")), finding("2031-07-01", entry(judgement="achieved"))],
    ids=["a report alone", "a finding alone"],
)
def test_nothing_stands_beside_a_report_or_a_finding_alone(document: Update | Finding) -> None:
    assert said_beside_found(standing_of(PROMISED, document)) == []


def test_who_says_is_the_body_and_who_finds_the_inspectorate() -> None:
    said = update("2031-06-01", entry(delivery="complete"))
    found = finding("2031-07-01", entry(judgement="achieved"))
    standing = standing_of(PROMISED, said, found)
    assert (who_said(standing), who_found(standing)) == ("Harbour", "Harbour Inspectorate")


def test_document_can_name_another_who_says_or_finds() -> None:
    said = update("2031-06-01", entry(delivery="complete"), by="Department")
    found = finding("2031-07-01", entry(judgement="achieved"), by="Audit Office")
    standing = standing_of(PROMISED, said, found)
    assert (who_said(standing), who_found(standing)) == ("Department", "Audit Office")


def test_several_pieces_of_evidence_are_numbered() -> None:
    said = update("2031-06-01", entry(delivery="complete", evidence=["https://a.example/", "https://b.example/"]))
    assert evidence(standing_of(PROMISED, said).statements[0]) == [
        "[Evidence 1](<https://a.example/>)",
        "[Evidence 2](<https://b.example/>)",
    ]


SINCE = "*Nothing has been reported here since {}*{{: .unknown }}"
SINCE_THE_PLAN = "*Nothing has been reported here since the plan, {}*{{: .unknown }}"
SILENCE: dict[str, tuple[Plan, list[Update | Finding], list[str]]] = {
    "its date passed, and nothing was ever reported": (PROMISED, [], [SINCE_THE_PLAN.format(day(date(2031, 2, 1)))]),
    "its date passed after the last report": (
        PROMISED,
        [update("2031-06-01", entry(said="Soon."))],
        [SINCE.format(day(date(2031, 6, 1)))],
    ),
    "it was reported on after its date": (PROMISED, [update("2031-10-01", entry(said="Late."))], []),
    "it is closed": (PROMISED, [update("2031-06-01", entry(delivery="complete"))], []),
    "a finding is no report": (
        PROMISED,
        [finding("2031-10-01", entry(judgement="achieved"))],
        [SINCE_THE_PLAN.format(day(date(2031, 2, 1)))],
    ),
    "its date is ahead": (plan(recommendation(action(target_date="30/09/2032")), **HEAD), [], []),
    "it has no date and is silent for a year": (
        plan(recommendation(action()), action_plan_submitted="01/02/2030"),
        [],
        [SINCE_THE_PLAN.format(day(date(2030, 2, 1)))],
    ),
    "its date passed, and no day of the plan is known": (
        plan(recommendation(action(target_date="30/09/2031"))),
        [],
        ["*Nothing has been reported here*{: .unknown }"],
    ),
}


@pytest.mark.parametrize("case", SILENCE)
def test_silence_is_told_as_a_day_where_a_report_was_to_be_expected(case: str) -> None:
    promised, documents, lines = SILENCE[case]
    assert silent_since(standing_of(promised, *documents)) == lines


def test_completions_add_up() -> None:
    actions = [action(f"1.{number}") for number in range(1, 6)]
    done = update("2031-06-01", *({"action": f"1.{number}", "delivery": "complete"} for number in range(1, 5)))
    found = finding(
        "2031-07-01",
        {"action": "1.1", "judgement": "achieved"},
        {"action": "1.2", "judgement": "good progress"},
        {"action": "1.3", "judgement": "not achieved"},
        {"action": "1.5", "judgement": "not achieved"},
    )
    assert completions(indexed(plan(recommendation(*actions)), done, found).standings) == (
        "Last reported complete: 4; of these 1 found achieved, 2 found otherwise, 1 not assessed."
    )


def test_nothing_is_said_of_completions_where_there_are_none() -> None:
    assert completions(indexed(PROMISED).standings) == ""


FIRST: dict[str, tuple[Plan, str]] = {
    "a day": (PROMISED, "target date 30 September 2031"),
    "a month": (plan(recommendation(action(target_date="June 2031"))), "target date June 2031"),
    "none": (plan(recommendation(action())), "without a target date"),
    "several beside it": (
        plan(
            recommendation(
                action(), action("1.2"), {"printed_beside": ["1.1", "1.2"], "target_date": ["June 2031", "May 2031"]}
            )
        ),
        "one of several target dates",
    ),
}


@pytest.mark.parametrize("case", FIRST)
def test_first_target_date_is_told_whatever_moved_since(case: str) -> None:
    promised, words = FIRST[case]
    moved = update("2031-06-01", entry(target_date="31/12/2031", reason="Rain."))
    assert {first_date(standing_of(promised)), first_date(standing_of(promised, moved))} == {words}


LATE = update("2031-10-01", entry(said="Late."), name="late")
DELIVERY: dict[str, tuple[list[Update | Finding], list[str]]] = {
    "a report": (
        [update("2031-10-01", entry(delivery="in progress"))],
        [f"*In progress*{{: .tag .in-progress }} {day(date(2031, 10, 1))}"],
    ),
    "a report, then words alone": (
        [update("2031-06-01", entry(delivery="in progress")), LATE],
        [
            f"*In progress*{{: .tag .in-progress }} {day(date(2031, 6, 1))}",
            f"Last update {day(date(2031, 10, 1))}",
        ],
    ),
    "words alone": ([LATE], ["*Not reported*{: .tag .not-reported }", f"Last update {day(date(2031, 10, 1))}"]),
    "begun again": (
        [
            update("2031-06-01", entry(delivery="complete")),
            update("2031-10-01", entry(delivery="in progress"), name="again"),
        ],
        [
            f"*In progress*{{: .tag .in-progress }} {day(date(2031, 10, 1))}",
            "Begun again after it was complete",
        ],
    ),
}


@pytest.mark.parametrize("case", DELIVERY)
def test_delivery_is_told_with_its_day_and_what_came_later(case: str) -> None:
    documents, lines = DELIVERY[case]
    assert delivery_lines(standing_of(PROMISED, *documents)) == lines


def test_delivery_printed_with_the_plan_says_so() -> None:
    printed = plan(recommendation(action(target_date="Completed")))
    assert delivery_lines(standing_of(printed)) == ["*Complete*{: .tag .complete } says the plan"]


def test_day_that_has_passed_stands_beside_the_timeliness_where_it_is_one_of_several() -> None:
    ahead = plan(recommendation(action(target_date="30/09/2032")))
    beside = {"printed_beside": ["1.1"], "target_date": ["30/06/2031", "31/08/2031"]}
    several = plan(recommendation(action(), beside))
    assert timeliness_line(standing_of(PROMISED)) == "*Date passed*{: .tag .date-passed }"
    assert timeliness_line(standing_of(several)) == f"*Date passed*{{: .tag .date-passed }} {day(date(2031, 8, 31))}"
    assert timeliness_line(standing_of(ahead)) == "*Due*{: .tag .due }"


def test_lists_mark_other_words_and_findings_that_differ() -> None:
    changed = update("2031-05-01", entry(words="Act soon.", reason="It was slow."), name="words")
    said = update("2031-06-01", entry(delivery="complete"))
    found = finding("2031-07-01", entry(judgement="not achieved"))
    assert marks(standing_of(PROMISED)) == ""
    assert marks(standing_of(PROMISED, changed, said, found)) == (
        " *Words changed*{: .tag } Found *Not achieved*{: .tag .not-achieved }"
    )


@pytest.mark.parametrize("end", [".", "!", "?"])
def test_sentence_that_ends_in_printed_words_has_one_stop(end: str) -> None:
    assert in_words([("reason: ", Printed(f"Why{end}"))]) == f"Reason: *“Why{end}”*{{: .printed }}"
    assert in_words([("reported complete.",)]) == "Reported complete.."


def test_closed_action_is_not_called_silent() -> None:
    done = plan(recommendation(action(target_date="Completed April 2030")), action_plan_submitted="01/02/2030")
    assert silent_since(standing_of(done)) == []
