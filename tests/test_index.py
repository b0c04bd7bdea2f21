"""Where each action stands on a day, and what belongs to whom: every rule with its edges, in one small plan each."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.index import TIMELINESS_ORDER, Index, Made, Standing, by_date, by_timeliness, counts
from generator.model import (
    Finding,
    Plan,
    Update,
)
from generator.read import read
from generator.vocabulary import (
    Assurance,
    Decision,
    Delivery,
    Timeliness,
)
from tests.small import AS_AT, PLAN, Fields, action, finding, indexed, plan, recommendation, update

SPECIMEN = Path(__file__).parent / "specimen"


def standing_of(*records: Plan | Update | Finding, as_at: str = AS_AT) -> Standing:
    """The first action."""
    return indexed(*records, as_at=as_at).standings[0]


# Timeliness

TIMELINESS: dict[str, tuple[str | None, list[tuple[str, Fields]], str]] = {
    # printed date, then what updates say of the action on which day; where it stands on 15 January 2032
    "no date is printed": (None, [], "no date"),
    "its last day is 31 days ahead": ("15/02/2032", [], "due"),
    "its last day is 30 days ahead": ("14/02/2032", [], "due soon"),
    "its last day is today": ("15/01/2032", [], "due soon"),
    "its last day was yesterday": ("14/01/2032", [], "date passed, nothing reported since"),
    "its month is not over": ("January 2032", [], "due soon"),
    "its month is over": ("December 2031", [], "date passed, nothing reported since"),
    "its range ends later": ("March 2031 to May 2032", [], "due"),
    "the last of its days is ahead": ("30/09/2031 & 28/02/2032", [], "due"),
    "it is open-ended": ("From August 2031", [], "no date"),
    "it is recurring": ("Monthly from January 2031", [], "no date"),
    "it is recurring from a day": ("16/09/2031 Quarterly Monitoring", [], "no date"),
    "it is continuing": ("Ongoing 2031", [], "no date"),
    "it has a month and is continuing": ("September 2031 and on-going", [], "no date"),
    "it was printed as completed": ("Completed", [], "closed"),
    "it was printed as completed on a day": ("Completed April 2030", [], "closed"),
    "it was printed as completed and continuing": ("Complete and on-going", [], "no date"),
    "reported on before its last day": (
        "31/10/2031",
        [("2031-10-30", {"delivery": "in progress"})],
        "date passed, nothing reported since",
    ),
    "reported on its last day": (
        "31/10/2031",
        [("2031-10-31", {"delivery": "in progress"})],
        "date passed, nothing reported since",
    ),
    "reported on the day after its last": (
        "31/10/2031",
        [("2031-11-01", {"delivery": "in progress"})],
        "overdue",
    ),
    "reported on today": ("14/01/2032", [("2032-01-15", {"said": "Soon."})], "overdue"),
    "reported on tomorrow": (
        "14/01/2032",
        [("2032-01-16", {"delivery": "complete"})],
        "date passed, nothing reported since",
    ),
    "reported on later, ahead of its date": ("14/02/2032", [("2031-12-01", {"delivery": "paused"})], "due soon"),
    "moved ahead": ("31/10/2031", [("2031-12-01", {"target_date": "31/05/2032"})], "due"),
    "moved to a day that passed since": (
        "31/08/2031",
        [("2031-10-01", {"target_date": "31/10/2031"})],
        "date passed, nothing reported since",
    ),
    "moved to a day that had passed already": (
        "31/08/2031",
        [("2031-12-01", {"target_date": "31/10/2031"})],
        "overdue",
    ),
    "moved twice": (
        "31/08/2031",
        [("2031-09-01", {"target_date": "31/05/2032"}), ("2031-10-01", {"target_date": "31/01/2032"})],
        "due soon",
    ),
    "moved, then reported on": (
        "31/08/2031",
        [("2031-09-01", {"target_date": "31/05/2032"}), ("2031-10-01", {"delivery": "in progress"})],
        "due",
    ),
    "moved to words that the editor read": (
        "31/08/2031",
        [("2031-09-01", {"target_date": "31/02/2032", "date_read_as": "29/02/2032"})],
        "due",
    ),
    "moved to no date": (
        "31/08/2031",
        [("2031-09-01", {"target_date": "When the tide allows", "date_read_as": "undated"})],
        "no date",
    ),
    "reported as continuing": ("31/05/2032", [("2031-12-01", {"delivery": "continuing"})], "no date"),
    "reported as continuing, then in progress": (
        "31/05/2032",
        [("2031-12-01", {"delivery": "continuing"}), ("2031-12-02", {"delivery": "in progress"})],
        "due",
    ),
    "printed as continuing, then in progress": (
        "September 2031 and on-going",
        [("2031-12-01", {"delivery": "in progress"})],
        "overdue",
    ),
    "reported complete": ("31/05/2032", [("2031-12-01", {"delivery": "complete"})], "closed"),
    "reported complete without a date": (None, [("2031-12-01", {"delivery": "complete"})], "closed"),
    "superseded": ("31/10/2031", [("2031-12-01", {"delivery": "superseded"})], "closed"),
    "withdrawn": ("31/10/2031", [("2031-12-01", {"delivery": "withdrawn"})], "closed"),
    "no longer applicable": ("31/10/2031", [("2031-12-01", {"delivery": "no longer applicable"})], "closed"),
    "not started": ("31/10/2031", [("2031-12-01", {"delivery": "not started"})], "overdue"),
    "paused": ("31/10/2031", [("2031-12-01", {"delivery": "paused"})], "overdue"),
    "closed, then said of again": (
        "31/10/2031",
        [("2031-10-01", {"delivery": "complete"}), ("2031-12-01", {"said": "It holds."})],
        "closed",
    ),
    "closed, then begun again": (
        "31/10/2031",
        [("2031-10-01", {"delivery": "complete"}), ("2031-12-01", {"delivery": "in progress"})],
        "overdue",
    ),
    "printed as completed, then begun again": (
        "Completed",
        [("2031-12-01", {"delivery": "in progress"})],
        "no date",
    ),
}


@pytest.mark.parametrize(("printed", "said", "timeliness"), TIMELINESS.values(), ids=TIMELINESS)
def test_timeliness(printed: str | None, said: list[tuple[str, Fields]], timeliness: str) -> None:
    updates = [update(day, {"action": "1.1", **entry}) for day, entry in said]
    assert standing_of(plan(recommendation(action(target_date=printed))), *updates).timeliness == timeliness


def test_date_is_read_as_the_editor_reads_it() -> None:
    read_as = action(target_date="31/09/2031", date_read_as="30/09/2031")
    assert standing_of(plan(recommendation(read_as))).latest == date(2031, 9, 30)


LATE = plan(recommendation(action(target_date="31/10/2031")))
DONE = {"action": "1.1", "delivery": "complete"}
REMOVED = {"date": "2032-01-12", "reason": "It was about another harbour."}


def test_update_that_was_removed_does_not_count() -> None:
    standing = standing_of(LATE, update("2031-12-01", DONE, removed=REMOVED))
    assert (standing.delivery, standing.timeliness, standing.last_reported) == (
        Delivery.NOT_REPORTED,
        Timeliness.DATE_PASSED,
        None,
    )


def test_update_of_another_action_or_plan_does_not_count() -> None:
    others = (
        update("2031-12-01", {"action": "1.2", "delivery": "complete"}, {"recommendation": "1", "words": "Do it all."}),
        update("2031-12-02", DONE, plan="bridge-2031"),
    )
    assert standing_of(LATE, *others).timeliness is Timeliness.DATE_PASSED


def test_finding_is_no_report_of_the_owner() -> None:
    """It says how well, not that anything was reported since."""
    standing = standing_of(LATE, finding("2031-12-01", {"action": "1.1", "judgement": "achieved"}))
    assert (standing.assurance, standing.timeliness, standing.last_reported) == (
        Assurance.ACHIEVED,
        Timeliness.DATE_PASSED,
        None,
    )


def test_last_judgement_up_to_the_day_counts() -> None:
    findings = [
        finding("2031-09-01", {"action": "1.1", "judgement": "insufficient progress"}),
        finding("2031-10-01", {"action": "1.1", "judgement": "good progress"}),
        finding("2031-11-01", {"action": "1.1", "found": "Nobody was there."}),
        finding("2032-01-16", {"action": "1.1", "judgement": "achieved"}),
    ]
    assert standing_of(LATE, *findings).assurance is Assurance.GOOD_PROGRESS


def test_recommendation_is_judged_apart_from_its_actions() -> None:
    index = indexed(LATE, finding("2031-12-01", {"recommendation": "1", "judgement": "not achieved"}))
    assert (index.all_made[0].assurance, index.standings[0].assurance) == (
        Assurance.NOT_ACHIEVED,
        Assurance.NOT_ASSESSED,
    )


def test_last_word_counts_by_day_then_by_the_name_of_its_document(tmp_path: Path) -> None:
    shutil.copytree(SPECIMEN, tmp_path, dirs_exist_ok=True)
    for name, delivery in {"2031-02-01-b": "paused", "2031-02-01-a": "complete", "2031-01-31-c": "withdrawn"}.items():
        (tmp_path / f"plans/specimen-2027/{name}.yml").write_text(
            f"update: Letter\ndate: {name[:10]}\nsource: https://specimen.example\n"
            f'entries:\n  - action: "1.2"\n    delivery: {delivery}\n    reason: It rained.\n'
        )
    collection = read(tmp_path).collection
    assert collection
    kept = {
        one.action.id: one for one in Index(collection, date(2032, 1, 15)).standings if one.plan.id == "specimen-2027"
    }
    assert kept["1.2"].delivery is Delivery.PAUSED


def test_what_is_said_of_former_ids_counts() -> None:
    moved = plan(recommendation(action(formerly=["6.2"]), formerly=["6"]))
    said: list[Update | Finding] = [
        update("2031-12-01", {"action": "6.2", "delivery": "in progress"}),
        finding("2031-12-02", {"recommendation": "6", "judgement": "achieved"}),
    ]
    index = indexed(moved, *said)
    assert (index.standings[0].delivery, index.all_made[0].assurance) == (Delivery.IN_PROGRESS, Assurance.ACHIEVED)


def test_delivery_printed_with_the_plan_is_said_by_it_until_the_owner_says_more() -> None:
    done = plan(recommendation(action(target_date="Completed")))
    reported = update("2031-12-01", {"action": "1.1", "delivery": "complete"})
    assert [standing_of(done).is_said_by_plan, standing_of(done, reported).is_said_by_plan] == [True, False]


@pytest.mark.parametrize(
    ("entry", "moved"),
    [
        ({"delivery": "in progress"}, (False, False)),
        ({"target_date": "31/12/2031"}, (True, False)),
        ({"target_date": "31/10/2031"}, (False, False)),
        ({"owner": "HR"}, (False, True)),
    ],
)
def test_what_differs_from_what_was_printed_is_moved(entry: Fields, moved: tuple[bool, bool]) -> None:
    promised = plan(recommendation(action(target_date="31/10/2031", owner="Master")))
    standing = standing_of(promised, update("2031-12-01", {"action": "1.1", **entry}))
    assert (standing.is_moved, standing.is_owner_moved) == moved


# Dates printed beside several actions

BESIDE: dict[str, tuple[list[str], str, str]] = {
    "the latest counts": (["31/10/2031", "28/02/2032"], "due", "not reported"),
    "in whatever order": (["28/02/2032", "31/10/2031"], "due", "not reported"),
    "none counts if one has no last day": (["31/10/2031", "From August 2031"], "no date", "not reported"),
    "none counts if one is continuing": (["31/10/2031", "Ongoing 2031"], "no date", "not reported"),
    "a delivery among others is not known to be this one's": (
        ["Completed", "31/10/2031"],
        "no date",
        "not reported",
    ),
    "nor is one with a date": (
        ["Completed April 2031", "31/10/2031"],
        "date passed, nothing reported since",
        "not reported",
    ),
    "nor is one that continues": (
        ["September 2031 and on-going", "31/10/2031"],
        "date passed, nothing reported since",
        "not reported",
    ),
    "a delivery alone is": (["Completed"], "closed", "complete"),
    "a delivery alone that continues is too": (["September 2031 and on-going"], "no date", "continuing"),
    "a recurring one has no last day": (["31/10/2031", "Monthly from January 2031"], "no date", "not reported"),
}


@pytest.mark.parametrize(("dates", "timeliness", "delivery"), BESIDE.values(), ids=BESIDE)
def test_dates_printed_beside_several_actions(dates: list[str], timeliness: str, delivery: str) -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "target_date": dates}
    standings = indexed(plan(recommendation(action(), action("1.2"), cell))).standings
    assert [(one.timeliness, one.delivery) for one in standings] == [(timeliness, delivery)] * 2


def test_move_takes_an_action_out_of_its_cell() -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "target_date": ["31/10/2031"], "owner": ["HR"]}
    moved = update("2031-10-01", {"action": "1.2", "target_date": "31/05/2032", "owner": "Master"})
    standings = indexed(plan(recommendation(action(), action("1.2"), cell)), moved).standings
    assert [(one.timeliness, one.dates_beside, one.owners_beside) for one in standings] == [
        (Timeliness.DATE_PASSED, ("31/10/2031",), ("HR",)),
        (Timeliness.DUE, (), ()),
    ]


def test_dates_of_a_cell_are_read_as_the_editor_reads_them() -> None:
    cell = {"printed_beside": ["1.1"], "target_date": ["31/11/2031"], "date_read_as": ["30/11/2031"]}
    assert standing_of(plan(recommendation(action(), cell))).latest == date(2031, 11, 30)


def test_dates_of_steps_do_not_count() -> None:
    late = action(steps=[{"step": "Begin.", "target_date": "31/10/2031", "owner": "HR"}])
    standing = standing_of(plan(recommendation(late)))
    assert (standing.timeliness, standing.owners) == (Timeliness.NO_DATE, ())


def test_aim_is_followed_like_an_action_if_it_has_an_id() -> None:
    aims = [{"aim": "Be safe.", "id": "1.1", "target_date": "31/10/2031"}, {"aim": "Be seen.", "target_date": "2030"}]
    assert [one.timeliness for one in indexed(plan(recommendation(*aims))).standings] == [Timeliness.DATE_PASSED]


# Silence

PUBLISHED, SUBMITTED = {"report_published": "3rd March 2031"}, {"action_plan_submitted": "20/03/2031"}
REPORT = update("2031-04-10", {"action": "1.1", "said": "We began."})
SILENCE: dict[str, tuple[Fields, list[Update | Finding], str, bool | None]] = {
    "365 days after the report": (PUBLISHED, [], "2032-03-02", False),
    "a day later": (PUBLISHED, [], "2032-03-03", True),
    "the plan's own day counts before the report's": (PUBLISHED | SUBMITTED, [], "2032-03-19", False),
    "a day later too": (PUBLISHED | SUBMITTED, [], "2032-03-20", True),
    "the last update counts before both": (PUBLISHED | SUBMITTED, [REPORT], "2032-04-09", False),
    "a day later again": (PUBLISHED | SUBMITTED, [REPORT], "2032-04-10", True),
    "an update ends a silence": (PUBLISHED, [update("2033-01-01", {"action": "1.1", "said": "Yes."})], AS_AT, False),
    "an update still to come does not": (
        PUBLISHED,
        [update("2032-04-01", {"action": "1.1", "said": "Yes."})],
        "2032-03-31",
        True,
    ),
    "a finding does not": (
        PUBLISHED,
        [finding("2032-03-01", {"action": "1.1", "judgement": "achieved"})],
        "2032-03-31",
        True,
    ),
    "nothing is known without a day": ({}, [], AS_AT, None),
    "an update is such a day": ({}, [REPORT], "2032-04-10", True),
    "a closed action is never silent": (PUBLISHED, [update("2031-04-10", DONE)], "2040-01-01", False),
    "not even where no day is known": ({}, [update("2031-04-10", DONE)], "2040-01-01", False),
}


@pytest.mark.parametrize(("head", "documents", "as_at", "is_silent"), SILENCE.values(), ids=SILENCE)
def test_silence(head: Fields, documents: list[Update | Finding], as_at: str, is_silent: bool | None) -> None:
    assert standing_of(plan(recommendation(action()), **head), *documents, as_at=as_at).is_silent is is_silent


# Owners


@pytest.mark.parametrize(
    ("printed", "owners"),
    [
        ("Harbour Master", [("harbour", "master", "Harbour Master")]),
        ("Master", [("harbour", "master", "Harbour Master")]),
        ("Master / HR", [("harbour", "master", "Harbour Master"), ("harbour", "hr", "HR")]),
        ("HR.", [("harbour", "hr", "HR")]),
        ("hr", [("harbour", "hr", "HR")]),
        ("Quay Manager", [("department", "quay-manager", "Manager of Quays")]),
        ("Quay Manager.", [("department", "quay-manager", "Manager of Quays")]),
        ("Works Team", [("harbour", "works-team", "Works Team")]),
        ("港", [("harbour", "1151db5f", "港")]),
    ],
)
def test_owner_is_who_the_body_lists_under_the_words(printed: str, owners: list[tuple[str, str, str]]) -> None:
    """Words that nobody lists are an owner of their own; a closing stop makes no other."""
    posts = standing_of(plan(recommendation(action(owner=printed)))).owners
    assert [(post.body, post.id, post.name) for post in posts] == owners


def test_owners_of_a_cell_are_owners_of_each_action_beside_it() -> None:
    cell = {"printed_beside": ["1.1", "1.2"], "owner": ["Master / HR", "HR", "Works Team"]}
    standings = indexed(plan(recommendation(action(), action("1.2"), cell))).standings
    assert [[post.id for post in one.owners] for one in standings] == [["master", "hr", "works-team"]] * 2


def test_owner_may_move() -> None:
    moved = update("2031-10-01", {"action": "1.1", "owner": "HR"})
    standing = standing_of(plan(recommendation(action(owner="Master"))), moved)
    assert ([post.id for post in standing.owners], standing.owner_words) == (["hr"], "HR")


def test_each_owner_has_its_actions_in_order() -> None:
    """Owners by body and name; the HR of two bodies are two owners."""
    harbour = plan(
        recommendation(
            action("1.1", owner="Works Team"), action("1.2", owner="Master / HR"), action("1.3", owner="works team.")
        )
    )
    board = plan(recommendation(action("1.1", owner="HR")), id_="board-2031", body="Board")
    by_owner = indexed(harbour, board).by_owner
    assert [(post.body_name, post.name, [one.id for one in held]) for post, held in by_owner.items()] == [
        ("Board", "HR", ["1.1"]),
        ("Harbour", "Harbour Master", ["1.2"]),
        ("Harbour", "HR", ["1.2"]),
        ("Harbour", "Works Team", ["1.1", "1.3"]),
    ]


def test_each_body_has_its_owners() -> None:
    """An owner of another body is that body's."""
    promised = plan(recommendation(action("1.1", owner="Quay Manager"), action("1.2", owner="HR")))
    owners_of = indexed(promised).owners_of
    assert {body: [post.id for post in posts] for body, posts in owners_of.items()} == {
        "department": ["quay-manager"],
        "harbour": ["hr"],
    }


# Decisions


def made_of(*records: Plan | Update) -> Made:
    """The first recommendation."""
    return indexed(*records).all_made[0]


def answers(made: Made) -> list[tuple[str, str, str, str]]:
    return [(answer.addressee, answer.decision, answer.words, answer.first) for answer in made.answers]


@pytest.mark.parametrize(
    ("printed", "answer"),
    [
        ("Agreed", ("", "agreed", "Agreed", "Agreed")),
        ("PARTLY AGREED", ("", "partly agreed", "PARTLY AGREED", "PARTLY AGREED")),
        (None, ("", "not known", "", "")),
    ],
)
def test_decision_is_read_by_its_printed_words(printed: str | None, answer: tuple[str, str, str, str]) -> None:
    assert answers(made_of(plan(recommendation() | {"decision": printed}))) == [answer]


def test_decision_may_change() -> None:
    later = update("2031-10-01", {"recommendation": "1", "decision": "Partly Agreed"})
    still_to_come = update("2032-01-16", {"recommendation": "1", "decision": "Agreed"})
    made = made_of(plan(recommendation(decision="Not Agreed")), later, still_to_come)
    assert answers(made) == [("", "partly agreed", "Partly Agreed", "Not Agreed")]


SEVERAL = plan(recommendation() | {"decision": None, "decisions": {"Department": "Agreed", "Harbour": "Agreed"}})


def test_each_addressee_decides_for_itself() -> None:
    later = update("2031-10-01", {"recommendation": "1", "addressee": "Harbour", "decision": "Not Agreed"})
    assert answers(made_of(SEVERAL, later)) == [
        ("Department", "agreed", "Agreed", "Agreed"),
        ("Harbour", "not agreed", "Not Agreed", "Agreed"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "decision"),
    [
        ("Agreed", "Agreed", Decision.AGREED),
        ("Agreed", "Partly Agreed", Decision.PARTLY_AGREED),
        ("Not Agreed", "Partly Agreed", Decision.NOT_AGREED),
    ],
)
def test_the_most_limited_of_several_decisions_is_counted(first: str, second: str, decision: Decision) -> None:
    several = recommendation() | {"decision": None, "decisions": {"Department": first, "Harbour": second}}
    assert made_of(plan(several)).decision is decision


def test_addressee_may_be_named_by_any_name_of_its_body() -> None:
    later = update("2031-10-01", {"recommendation": "1", "addressee": "The Harbour", "decision": "Not Agreed"})
    assert [answer.decision for answer in made_of(SEVERAL, later).answers] == ["agreed", "not agreed"]


def test_reason_belongs_to_the_decision_that_counts() -> None:
    limited = recommendation(decision="Partly Agreed", decision_reason="affordability")
    agreed = update("2031-10-01", {"recommendation": "1", "decision": "Agreed"})
    refused = update("2031-11-01", {"recommendation": "1", "decision": "Not Agreed", "decision_reason": "policy"})
    reasons = [made_of(plan(limited), *said).answers[0].reasons for said in ((), (agreed,), (agreed, refused))]
    assert reasons == [("affordability",), (), ("policy",)]


# What moved


MOVES = {
    "a new date that reports completion": ("31/10/2031", [{"target_date": "Completed"}], "complete", "closed"),
    "a new date that goes on": (
        "31/10/2031",
        [{"target_date": "September 2031 and on-going"}],
        "continuing",
        "no date",
    ),
    "a completed action that got a date": ("Completed", [{"target_date": "31/05/2032"}], "not reported", "due"),
    "a date moved after a report": (
        "31/10/2031",
        [{"delivery": "in progress"}, {"target_date": "31/05/2032"}],
        "in progress",
        "due",
    ),
}


@pytest.mark.parametrize("what", MOVES)
def test_what_a_moved_date_reports_counts(what: str) -> None:
    printed, entries, delivery, timeliness = MOVES[what]
    said = [update(f"2031-12-0{day}", {"action": "1.1", **entry}) for day, entry in enumerate(entries, 1)]
    standing = standing_of(plan(recommendation(action(target_date=printed))), *said)
    assert (standing.delivery, standing.timeliness) == (delivery, timeliness)


def test_new_words_stand_with_their_day() -> None:
    said = update("2031-12-01", {"action": "1.1", "words": "Act soon."})
    assert standing_of(plan(recommendation(action())), said).new_words == (date(2031, 12, 1), "Act soon.")


# What belongs together


def test_plans_stand_newest_first_then_by_id_and_those_without_a_day_last() -> None:
    plans = [
        plan(id_="undated"),
        plan(id_="b-2031", report_published="3rd March 2031"),
        plan(id_="a-2031", report_published="3rd March 2031"),
        plan(id_="c-2032", action_plan_submitted="01/01/2032"),
    ]
    assert [one.id for one in indexed(*plans).plans] == ["c-2032", "a-2031", "b-2031", "undated"]


def test_plan_is_called_by_body_and_year_and_by_its_id_where_two_would_be_called_the_same() -> None:
    plans = [
        plan(id_="first", report_published="3rd March 2031"),
        plan(id_="second", action_plan_submitted="20/10/2031"),
        plan(id_="third", report_published="3rd March 2032"),
        plan(id_="fourth"),
    ]
    assert indexed(*plans).names == {
        "first": "Harbour, 2031 (first)",
        "second": "Harbour, 2031 (second)",
        "third": "Harbour, 2032",
        "fourth": "Harbour",
    }


def test_what_was_removed_counts_nowhere() -> None:
    kept = plan(
        recommendation(action("1.1", owner="HR"), action("1.2", owner="HR", removed=REMOVED), themes=["staff"]),
        recommendation(
            action("2.1", owner="HR"), number="2", addressee="Department", themes=["staff"], removed=REMOVED
        ),
    )
    removed = plan(recommendation(action(owner="HR"), themes=["staff"]), id_="draft", removed=REMOVED)
    index = indexed(kept, removed)
    assert [one.id for one in index.plans] == [PLAN]
    assert [made.recommendation.id for made in index.all_made] == ["1"]
    assert [(one.plan.id, one.id) for one in index.standings] == [(PLAN, "1.1")]
    assert [len(made) for made in index.by_theme.values()] == [1, 0]
    assert [len(held) for held in index.by_owner.values()] == [1]
    assert index.addressed_to == {}
    assert {body: [one.id for one in plans] for body, plans in index.plans_of.items()} == {"harbour": [PLAN]}


def test_themes_have_their_recommendations_in_the_order_of_the_settings() -> None:
    both = recommendation(themes=["quays", "staff"])
    index = indexed(plan(both, recommendation(number="2", themes=["quays"]), recommendation(number="3")))
    found = {id_: [made.recommendation.id for made in made_of] for id_, made_of in index.by_theme.items()}
    assert (list(found.items()), [id_ for id_, _ in index.all_made[0].themes]) == (
        [("staff", ["1"]), ("quays", ["1", "2"])],
        ["staff", "quays"],
    )


def test_body_is_found_by_every_name() -> None:
    plans = [plan(), plan(id_="older", body="The Harbour")]
    assert {body: len(plans) for body, plans in indexed(*plans).plans_of.items()} == {"harbour": 2}


def test_recommendations_to_other_bodies_are_theirs_too() -> None:
    """Those to the plan's own body are not: they stand on its plan."""
    mixed = plan(
        recommendation(),
        recommendation(number="2", addressee="Department"),
        recommendation(number="3", addressee="The Harbour"),
        recommendation(number="4") | {"decision": None, "decisions": {"Board": "Agreed", "Harbour": "Agreed"}},
    )
    addressed = indexed(mixed).addressed_to
    assert {body: [made.recommendation.id for made in found] for body, found in addressed.items()} == {
        "department": ["2"],
        "board": ["4"],
    }


def test_bodies_stand_by_name() -> None:
    assert [body.name for body in indexed().bodies] == ["Board", "Department", "Harbour"]


def test_heading_stands_above_what_follows_it() -> None:
    headed = plan(recommendation(), {"heading": "The Board should:"}, recommendation(number="2"))
    assert [made.heading for made in indexed(headed).all_made] == ["", "The Board should:"]


# References

REFERRED = plan(
    recommendation(action("2.1", formerly=["6a.1"]), number="2.", formerly=["6a"]),
    recommendation(action("3.1", removed=REMOVED), number="3"),
    recommendation(action("4.1", formerly=["4.7"]), number="4", removed=REMOVED),
    formerly=["harbour-draft"],
)


@pytest.mark.parametrize(
    ("reference", "page"),
    [
        ("2", "plans/harbour-2031/2.md"),
        ("2.1", "plans/harbour-2031/2.md#2.1"),
        ("6a", "plans/harbour-2031/2.md"),
        ("6a.1", "plans/harbour-2031/2.md#2.1"),
        ("harbour-2031/2.1", "plans/harbour-2031/2.md#2.1"),
        ("harbour-draft/6a.1", "plans/harbour-2031/2.md#2.1"),
        ("3.1", "plans/harbour-2031/3.md#3.1"),
        ("4", "plans/harbour-2031/4.md"),
        ("4.1", "plans/harbour-2031/4.md#4.1"),
        ("4.7", "plans/harbour-2031/4.md#4.1"),
        ("2.2", None),
        ("bridge-2031/2.1", None),
    ],
)
def test_reference_leads_to_its_page(reference: str, page: str | None) -> None:
    """Also by former ids; what went has a place that says so."""
    assert indexed(REFERRED).page_of(REFERRED, reference) == page


def test_reference_without_a_plan_is_to_its_own() -> None:
    bridge = plan(recommendation(action("2.1"), number="2"), id_="bridge-2031")
    assert indexed(REFERRED, bridge).page_of(bridge, "2.1") == "plans/bridge-2031/2.md#2.1"


# Counts and groups


def test_counts_come_in_order_without_what_is_absent() -> None:
    assert counts(["b", "c", "b"], "abc") == [("b", 2), ("c", 1)]


def test_count_that_would_leave_something_out_is_a_fault() -> None:
    with pytest.raises(AssertionError):
        counts(["b", "d"], "abc")


def test_every_timeliness_has_its_place() -> None:
    assert sorted(TIMELINESS_ORDER) == sorted(Timeliness)


def test_actions_are_grouped_by_timeliness_with_what_needs_an_eye_first() -> None:
    dates = ["31/05/2032", "31/10/2031", None, "30/09/2031", "Completed"]
    actions = [action(f"1.{place}", words) for place, words in enumerate(dates, start=1)]
    groups = by_timeliness(indexed(plan(recommendation(*actions))).standings)
    assert [(timeliness, [one.id for one in group]) for timeliness, group in groups] == [
        (Timeliness.DATE_PASSED, ["1.2", "1.4"]),
        (Timeliness.DUE, ["1.1"]),
        (Timeliness.NO_DATE, ["1.3"]),
        (Timeliness.CLOSED, ["1.5"]),
    ]


def test_actions_stand_by_their_last_day_and_those_without_one_last() -> None:
    dates = ["31/05/2032", None, "30/09/2031", "From August 2031", "1/10/2031 & 31/10/2031"]
    actions = [action(f"1.{place}", words) for place, words in enumerate(dates, start=1)]
    standings = indexed(plan(recommendation(*actions))).standings
    assert [one.id for one in by_date(standings)] == ["1.3", "1.5", "1.1", "1.2", "1.4"]


def test_documents_that_were_removed_are_known_to_what_they_spoke_of() -> None:
    gone = {"date": "2031-08-01", "reason": "Not ours."}
    spoke = update("2031-06-01", {"action": "1.1", "said": "Soon."}, removed=gone)
    index = indexed(
        plan(recommendation(action("1.2", formerly=["1.1"]), action("1.3"))),
        spoke,
        update("2031-07-01", {"action": "1.2", "said": "So."}),
    )
    first, second = next(index.plans[0].made).followed
    assert [index.taken_back(index.plans[0], one) for one in (first, second)] == [[spoke], []]
