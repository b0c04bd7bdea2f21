"""Advice on the quality of a commitment: when each rule speaks, and when it is silent."""

from typing import Any

import pytest

from generator.advice_rules import RULES, Piece, asks, pieces, why
from generator.contact_details import contact_details
from generator.model import Collection, Finding, Plan, Update
from generator.read import Reading, read
from generator.verbs import LEFT_OPEN, SEEN_DONE, left_open, verbs
from generator.vocabulary import Advice
from generator.what_stands import words_in
from tests import small
from tests.conftest import SPECIMEN
from tests.small import BODIES, SETTINGS, Fields, finding, plan, recommendation, update

OWNED: Fields = {"owner": "Harbour Master"}
SOUND: Fields = {**OWNED, "target_date": "June 2031"}
GONE: Fields = {"removed": {"date": "2031-06-01", "reason": "It went."}}


def action(id_: str = "1.1", target_date: str | None = None, **fields: object) -> Fields:
    """An action that says something to be seen done."""
    return {**small.action(id_, target_date), "action": "Train the crews.", **fields}


def given(*records: Plan | Update | Finding) -> list[Piece]:
    """All advice on a small collection."""
    plans = {record.id: record for record in records if isinstance(record, Plan)}
    documents = tuple(record for record in records if not isinstance(record, Plan))
    return list(pieces(Collection(SETTINGS, plans, BODIES, documents, {}, {}, {})))


def said(*records: Plan | Update | Finding) -> list[tuple[str, str]]:
    """The name of each piece of advice, and its message."""
    return [(piece.rule.value, piece.message) for piece in given(*records)]


def of_actions(*response: Fields, **fields: Any) -> list[tuple[str, str]]:
    """The advice on a plan with one recommendation that has this response."""
    return said(plan(recommendation(*response, **fields)))


def test_sound_plan_is_given_no_advice() -> None:
    assert of_actions(action(**SOUND)) == []


# Agreed, and no action


def no_action(id_: str, decision: str = "agreed") -> tuple[str, str]:
    return ("no action", f"recommendation {id_} is {decision}, and no action is given")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, [no_action("1")]),
        ({"decision": "Partly Agreed"}, [no_action("1", "partly agreed")]),
        ({"decision": None, "decisions": {"Harbour": "Agreed", "Board": "Not Agreed"}}, [no_action("1")]),
        ({"decision": "Not Agreed"}, []),
        ({"decision": "awaited"}, []),
        ({"decision": None, "missing": ["decision"]}, []),
        ({"missing": ["actions"]}, []),
        ({"missing": ["1.1"]}, []),
        ({"answered_with": "2"}, []),
        (GONE, []),
    ],
)
def test_agreed_recommendation_needs_an_action(fields: Fields, told: list[tuple[str, str]]) -> None:
    assert of_actions({"paragraph": "We agree."}, **fields) == told


def test_aim_that_is_not_followed_and_a_removed_action_are_no_actions() -> None:
    assert of_actions({"aim": "Float."}, action(**SOUND, **GONE)) == [no_action("1")]


def test_aim_that_is_followed_is_an_action() -> None:
    assert of_actions({"aim": "Float.", "id": "1.1", **SOUND}) == []


@pytest.mark.parametrize("reference", ["2", "2b", "harbour-2031/2", "port-2031/2"])
def test_recommendation_may_be_answered_by_an_action_of_another(reference: str) -> None:
    """By its id, present or former, within the plan or with the id that the plan has or had."""
    second = recommendation(number="2", formerly=["2b"])
    first = recommendation(action(**SOUND, also_answers=[reference]))
    assert said(plan(first, second, formerly=["port-2031"])) == []


def test_removed_action_answers_no_other_recommendation() -> None:
    first = recommendation(action(**SOUND), action("1.2", **SOUND, also_answers=["2"], **GONE))
    assert said(plan(first, recommendation(number="2"))) == [no_action("2")]


def test_recommendation_that_is_decided_anew_in_an_update_is_passed_over() -> None:
    told = update("2031-07-01", {"recommendation": "1", "decision": "Not Agreed", "reason": "No money."})
    assert said(plan(recommendation()), told) == []


# Owners and dates

NO_OWNER = ("no owner", "action 1.1 has no owner")
NO_DATE = ("no date", "action 1.1 has no target date")


def beside(*ids: str, **fields: object) -> Fields:
    return {"printed_beside": list(ids), **fields}


def step(**fields: object) -> Fields:
    return {"step": "Advertise.", **fields}


def test_action_needs_an_owner_and_a_date() -> None:
    assert of_actions(action()) == [NO_OWNER, NO_DATE]


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ([action(target_date="June 2031"), beside("1.1", owner=["HR", "Master"])], []),
        ([action(target_date="June 2031"), beside("1.2", owner="HR"), action("1.2", "June 2031")], [NO_OWNER]),
        ([action(target_date="June 2031", steps=[step(owner="HR"), step(owner="Master")])], []),
        ([action(target_date="June 2031", steps=[step(owner="HR"), step()])], [NO_OWNER]),
        ([action(answered_with="2")], []),
        ([action(**GONE), action("1.2", **SOUND)], []),
    ],
)
def test_owner_may_stand_beside_or_with_all_steps(response: list[Fields], told: list[tuple[str, str]]) -> None:
    assert of_actions(*response) == told


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ([action(**OWNED), beside("1.1", target_date=["June 2031", "July 2031"])], []),
        ([action(**OWNED), beside("1.1", target_date=["Whenever"])], []),
        ([action(**OWNED), beside("1.1", target_date=["Whenever"], date_read_as=["undated"])], [NO_DATE]),
        ([action(**OWNED, steps=[step(target_date="June 2031"), step(target_date="Completed")])], []),
        ([action(**OWNED, steps=[step(target_date="June 2031"), step()])], [NO_DATE]),
        ([action(**OWNED, target_date="Whenever")], []),
        ([action(**OWNED, target_date="Completed")], []),
        ([action(**OWNED, target_date="From June 2031")], []),
        (
            [action(**OWNED, target_date="Whenever", date_read_as="undated")],
            [("no date", "'Whenever' gives action 1.1 no date")],
        ),
    ],
)
def test_date_may_stand_beside_or_with_all_steps(response: list[Fields], told: list[tuple[str, str]]) -> None:
    """Of words that cannot be read it is told otherwise."""
    assert of_actions(*response) == told


def test_what_an_update_gave_is_not_asked_for() -> None:
    """By the action's present or former id; not by an update that was removed."""
    promised = plan(recommendation(action(formerly=["1.9"])))
    entry = {"action": "1.9", "owner": "HR", "target_date": "June 2032", "reason": "They were left out."}
    assert said(promised, update("2031-07-01", entry)) == []
    assert said(promised, update("2031-07-01", entry, **GONE)) == [NO_OWNER, NO_DATE]


# Ongoing


def no_end(printed: str) -> list[tuple[str, str]]:
    return [("no end", f"'{printed}' gives action 1.1 no end, and no review of it is named")]


@pytest.mark.parametrize("printed", ["Ongoing", "Current and on-going", "Complete and ongoing"])
def test_action_that_only_goes_on_is_told_once(printed: str) -> None:
    assert of_actions(action(**OWNED, target_date=printed)) == no_end(printed)


@pytest.mark.parametrize(
    "printed",
    [
        *("September 2031 and on-going", "Ongoing 2031", "Ongoing from 2031", "From August 2031", "Quarterly"),
        *("Commenced & Monthly Monitoring", "Completed", "16/09/2031 Quarterly Monitoring"),
    ],
)
def test_action_that_goes_on_with_a_day_or_at_intervals_is_sound(printed: str) -> None:
    assert of_actions(action(**OWNED, target_date=printed)) == []


@pytest.mark.parametrize(
    "response",
    [
        [{**action(**OWNED, target_date="Ongoing"), "action": "Paint the quay, reported to the board."}],
        [action(**OWNED, target_date="Ongoing", steps=[{"step": "Review the paint."}])],
        [action(**OWNED, target_date="Ongoing"), {"evaluation": "The paint is looked at."}],
        [action(**OWNED, target_date="Ongoing"), {"governance": "The board meets."}],
    ],
)
def test_action_that_goes_on_may_be_reviewed(response: list[Fields]) -> None:
    assert of_actions(*response) == []


def test_ongoing_is_quoted_as_printed() -> None:
    whole = action(**OWNED, target_date="As now", date_read_as="ongoing")
    assert of_actions(whole) == no_end("As now")
    assert of_actions(action(**OWNED), beside("1.1", target_date="Ongoing")) == no_end("Ongoing")


def test_end_that_an_update_gave_is_an_end() -> None:
    told = update("2031-07-01", {"action": "1.1", "target_date": "June 2032", "reason": "It ends."})
    assert said(plan(recommendation(action(**OWNED, target_date="Ongoing"))), told) == []


# Verbs


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Continue to improve outcomes.", ("continue", "improve")),
        ("We will be ensuring, and promoting, safety.", ("ensuring", "promoting")),
        ("Continue to improve outcomes through ongoing delivery of support.", ("continue", "improve", "support")),
        ("Ensure all crews are trained.", ()),
        ("Improve safety by reviewing every quay.", ()),
        ("Introduction of a log to support crews.", ()),
        ("Timely recruitment to strengthen the crews.", ()),
        ("Improve safety by 20%.", ()),
        ("Engage with crews monthly.", ()),
        ("Maintain two quays.", ()),
        ("Spend a day on board.", ()),
        ("", ()),
        ("Extend the contract to support victims.", ()),
        ("Rewrite the leaflet to help families.", ()),
        ("Nominate a lead to support the crews.", ()),
        ("Merge the teams to improve safety.", ()),
        ("Remind all managers to use the form.", ()),
        ("Ban mobile telephones to improve safety.", ()),
        ("Develop a workforce plan.", ()),
        ("Continue to develop the workforce.", ("continue",)),
        ("Notification of each arrival to help families.", ()),
    ],
)
def test_verbs_that_leave_open_are_named_where_nothing_can_be_seen_done(words: str, named: tuple[str, ...]) -> None:
    assert left_open(words) == named


def test_all_verbs_that_leave_open_are_named() -> None:
    told = (
        "no measurable verb",
        "action 1.1 says 'ensure', 'improve' and 'promote', and nothing that can be seen done",
    )
    assert of_actions({**action(**SOUND), "action": "Ensure, improve and promote safety."}) == [told]


def test_steps_say_what_can_be_seen_done() -> None:
    vague = {**action(**SOUND), "action": "Ensure safety."}
    told = ("no measurable verb", "action 1.1 says 'ensure', and nothing that can be seen done")
    assert of_actions(vague) == [told]
    assert of_actions({**vague, "steps": [step()]}) == []


def test_no_verb_is_on_both_lists_and_each_is_in_its_order() -> None:
    seen, open_ = verbs(SEEN_DONE), verbs(LEFT_OPEN)
    assert not set(seen) & set(open_)
    assert [*seen, *open_] == [*sorted(set(seen)), *sorted(set(open_))]


# Reasons


def test_reason_that_is_not_stated_is_told() -> None:
    told = of_actions(action(**SOUND), decision="Partly Agreed", decision_reason="not stated")
    assert told == [("reason not stated", "recommendation 1 is partly or not agreed, and no kind of reason is stated")]


@pytest.mark.parametrize("fields", [{"decision_reason": "policy"}, {"decision_reason": "not stated", **GONE}])
def test_reason_that_is_stated_or_removed_is_not_told(fields: Fields) -> None:
    assert of_actions(action(**SOUND), decision="Partly Agreed", **fields) == []


# Before submission


def before(printed: str, *, on: str = "the plan was submitted on 20 March 2031", of: str = "") -> list[tuple[str, str]]:
    return [("target before submission", f"'{printed}', for {of}action 1.1, had passed when {on}")]


@pytest.mark.parametrize(
    ("printed", "is_told"),
    [
        *(("19/03/2031", True), ("February 2031", True), ("January to February 2031", True), ("By 2 March 2031", True)),
        *(("20/03/2031", False), ("March 2031", False), ("01/03/2031 & 01/06/2031", False)),
        *(("Completed February 2031", False), ("February 2031 and ongoing", False), ("From January 2031", False)),
        *(("01/03/2031 Monthly Monitoring", False), ("Ongoing 2030", False)),
    ],
)
def test_date_before_submission_is_told(printed: str, is_told: bool) -> None:
    promised = plan(recommendation(action(**OWNED, target_date=printed)), action_plan_submitted="20/03/2031")
    assert said(promised) == (before(printed) if is_told else [])


def test_date_before_publication_is_told_where_no_submission_is_printed() -> None:
    made = recommendation(action(**OWNED, target_date="2 March 2031"))
    assert said(plan(made)) == []
    told = before("2 March 2031", on="the report was published on 3 March 2031")
    assert said(plan(made, report_published="3rd March 2031")) == told


def test_step_before_submission_is_told_at_the_step_and_answered_at_the_action() -> None:
    late = action(**SOUND, steps=[step(target_date="1 March 2031")])
    submitted = {"action_plan_submitted": "20/03/2031"}
    [piece] = given(plan(recommendation({**late, "advice": {Advice.TARGET_BEFORE_SUBMISSION: "Done."}}), **submitted))
    assert (piece.rule, piece.message) == before("1 March 2031", of="a step of ")[0]
    assert (piece.record, piece.id, piece.answer) == (piece.action and piece.action.steps[0], "1.1", "Done.")


def test_date_before_submission_that_an_update_moved_is_not_told() -> None:
    made = recommendation(action(**OWNED, target_date="1 March 2031"))
    moved = update("2031-07-01", {"action": "1.1", "target_date": "June 2032", "reason": "A slip."})
    assert said(plan(made, action_plan_submitted="20/03/2031"), moved) == []


# Printed twice


def twice(first: Fields, second: Fields, words: str = "Paint the leading marks, again") -> list[tuple[str, str]]:
    made = recommendation({**action(**OWNED), **first, "action": "Paint the leading marks again."})
    again = recommendation({**action("2.1", **OWNED), **second, "action": words}, number="2")
    return said(plan(made, again))


def test_action_printed_twice_with_different_dates_is_told() -> None:
    told = ("different dates", "action 2.1 has the words of 1.1, but the date '30/06/2031', not 'May 2031'")
    assert twice({"target_date": "May 2031"}, {"target_date": "30/06/2031"}) == [told]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"target_date": "30/06/2031"}, {"target_date": "30th June 2031"}),
        ({"target_date": "May 2031"}, {"target_date": "June 2031", **GONE}),
        ({"target_date": "May 2031"}, {"target_date": "Whenever"}),
    ],
)
def test_same_dates_and_dates_that_are_not_known_do_not_differ(first: Fields, second: Fields) -> None:
    assert [told for told in twice(first, second) if told[0] == "different dates"] == []


def test_other_words_and_short_words_may_be_of_another_action() -> None:
    assert twice({"target_date": "May 2031"}, {"target_date": "June 2031"}, "Paint the bar marks again") == []
    assert of_actions(action(**SOUND), action("1.2", **OWNED, target_date="May 2031")) == []


def test_several_dates_beside_an_action_are_not_compared() -> None:
    cell = beside("1.1", target_date=["May 2031", "July 2031"])
    words = {"action": "Paint the leading marks again."}
    assert of_actions({**action(**OWNED), **words}, cell, {**action("1.2", **SOUND), **words}) == []


# Contact details


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ring 020 7946 0018 or (01632) 960 000.", ["020 7946 0018", "(01632) 960 000"]),
        ("+44 (0)20 7946 0018, +44 1632 960000", ["+44 (0)20 7946 0018", "+44 1632 960000"]),
        ("0044 7700 900123; 01632-960-000", ["0044 7700 900123", "01632-960-000"]),
        ("Write to a.b@harbour.example.", ["a.b@harbour.example"]),
        ("01/07/2020, 01-07-2020 and 30-09-2020, 01.07.2020 0930", []),
        ("By 01-07-2020 14 staff are trained, by 01-07-20 1400 more.", []),
        ("01 07 2020 - 31 12 2020, 01-07-20 - 31-12-20, 01.07.2020 to 1-8-2020", []),
        ("From 01/07/2020 ring 020 7946 0018.", ["020 7946 0018"]),
        ("From 01-07-2020 020 7946 0018", ["020 7946 0018"]),
        ("https://harbour.example/?call=01632960000 and https://harbour.example/@master.html", []),
        ("PI 04/2016 0800, 12020 7946 0018, 0123456789012, 9f86d0818840123456789", []),
        ("2,500 @ 10 per day; £0.1234567890", []),
    ],
)
def test_addresses_and_numbers_of_people_are_found(words: str, found: list[str]) -> None:
    assert contact_details(words) == found


def test_contact_details_are_not_repeated_in_the_message() -> None:
    made = recommendation({**action(**SOUND), "action": "Ring 020 7946 0018 or write to crews@harbour.example."})
    told = [("contact details", f"this looks like {kind}") for kind in ("an e-mail address", "a telephone number")]
    assert said(plan(made)) == told


def test_contact_details_are_told_wherever_words_stand() -> None:
    """In the plan and its documents, printed or the editor's; not in addresses on the web, nor in what was removed."""
    email = "a@b.example"
    promised = plan(
        recommendation(
            {**action(**SOUND, steps=[{"step": email}], note=email), "action": email},
            action("1.2", **SOUND, note=email, **GONE),
            {"paragraph": email},
            beside("1.1", target_date=[email], date_read_as=["undated"]),
            advice={"no owner": email},
        ),
        {"heading": email},
        introduction=email,
        source=f"https://harbour.example/{email}",
    )
    letter = update("2031-07-01", {"action": "1.1", "said": email}, note=email)
    visit = finding("2031-08-01", {"action": "1.1", "found": email})
    places = [
        (type(piece.record).__name__, *piece.keys, piece.document.id if piece.document else "")
        for piece in given(promised, letter, visit)
        if piece.rule is Advice.CONTACT_DETAILS and piece.words == email
    ]
    assert places == [
        ("Plan", "introduction", ""),
        ("Recommendation", "advice", Advice.NO_OWNER, ""),
        ("Action", "action", ""),
        ("Action", "note", ""),
        ("Step", "step", ""),
        ("Paragraph", "paragraph", ""),
        ("PrintedBeside", "target_date", 0, ""),
        ("GroupHeading", "heading", ""),
        ("Update", "note", "2031-07-01-letter"),
        ("UpdateEntry", "said", "2031-07-01-letter"),
        ("FindingEntry", "found", "2031-08-01-visit"),
    ]


def test_ids_and_names_of_files_days_and_kinds_are_no_words() -> None:
    entry = {"action": "1.1", "delivery": "not started", "said": "No pilots.", "superseded_by": "1.2", "reason": "Fog."}
    letter = update("2031-07-01", entry, note="By post.")
    cell = beside("1.1", owner=["HR"], inferred=["boundary"])
    promised = plan(recommendation(cell, decision_reason="policy", missing=["5.1"], formerly=["9"]), formerly=["old"])
    [made] = promised.made
    keys = [
        [key for (key, *_), _ in words_in(part)] for part in (promised, made, *made.response, letter, *letter.entries)
    ]
    assert keys == [
        ["title", "body", "inspectorate", "source"],
        ["number", "text", "decision"],
        ["owner"],
        ["update", "source", "note"],
        ["said", "reason"],
    ]


# Owners


def test_owner_that_is_spelt_nearly_as_another_is_told_once() -> None:
    made = recommendation(*(action(id_, **{**SOUND, "owner": "Harbor Master"}) for id_ in ("1.1", "1.2")))
    assert said(plan(made)) == [("owner spelt alike", "'Harbor Master' is spelt nearly as 'Harbour Master'")]


@pytest.mark.parametrize("owner", ["Master", "Master / HR", "Night Watchman"])
def test_owner_that_is_listed_or_another_is_not_told(owner: str) -> None:
    assert of_actions(action(**{**SOUND, "owner": owner})) == []


@pytest.mark.parametrize(
    ("owners", "is_told"),
    [
        (("All Duty Pilots of the Bar", "All Duty Pilot of the Bar"), True),
        (("All Duty Pilots of the Bar", "Duty Pilots of the Bar"), True),
        (("Pilots and Crews of the Bar", "Pilots & Crews of the Bar"), True),
        (("Manager of the Bar", "Mananger of the Bar"), True),
        (("Harbour Pilots Partnership", "Harbour Pilots Partnerships"), True),
        (("Head of Cluster", "Heads of Cluster"), True),
        (("Head of Work-shops", "Head of Workshops"), True),
        (("Head of Safety, Women's Quay", "Head of Safety Women’s Quay"), True),
        (("Regional Manager North", "Regional Manager South"), False),
        (("Head of Operations North East", "Head of Operations North West"), False),
        (("Head of the Eastern Moorings", "Head of the Western Moorings"), False),
        (("Head of the North-East Moorings", "Head of the North-West Moorings"), False),
        (("Head of Internal Audit", "Head of External Audit"), False),
        (("Head of the Women's Estate", "Head of the Men's Estate"), False),
        (("Head of the Male Estate", "Head of the Female Estate"), False),
        (("Manager, Quay 1", "Manager, Quay 2"), False),
        (("Manager, Quay1", "Manager, Quay2"), False),
        (("Team Manager A", "Team Manager B"), False),
        (("Manager, Unit II", "Manager, Unit III"), False),
        (("Team Manager", "Team Manager A"), False),
        (("Head of Community Works and Pilots", "Deputy Head of Community Works and Pilots"), False),
    ],
)
def test_names_that_differ_in_a_whole_word_or_a_figure_are_of_two_owners(
    owners: tuple[str, str], is_told: bool
) -> None:
    """Whichever of the two comes first."""
    for first, second in (owners, owners[::-1]):
        told = ("owner spelt alike", f"'{second}' is spelt nearly as '{first}'")
        made = (action(**{**SOUND, "owner": first}), action("1.2", **{**SOUND, "owner": second}))
        assert of_actions(*made) == ([told] if is_told else [])


def test_owner_may_be_spelt_nearly_as_one_that_is_less_like_it_than_another_owner() -> None:
    owners = ("Mananger of Quay A", "Manager of Quay B", "Manager of Quay A")
    made = (action(f"1.{number}", **{**SOUND, "owner": owner}) for number, owner in enumerate(owners, start=1))
    told = ("owner spelt alike", "'Manager of Quay A' is spelt nearly as 'Mananger of Quay A'")
    assert of_actions(*made) == [told]


# Words


def test_word_that_a_line_cut_in_two_is_told() -> None:
    told = ("word cut in two", "'inspec- tion' looks like a word cut in two")
    assert of_actions({**action(**SOUND), "action": "Do each inspec- tion."}) == [told]
    assert of_actions({**action(**SOUND), "action": "Paint short- and long-term berths."}) == []


# All rules


def test_every_piece_of_advice_has_a_rule_in_the_order_of_their_names() -> None:
    assert list(RULES) == list(Advice)


@pytest.mark.parametrize("rule", Advice)
def test_every_rule_says_in_a_sentence_what_it_asks_and_why(rule: Advice) -> None:
    assert [asks(rule)[-1], why(rule)[-1]] == [".", "."]
    assert asks(rule).count(".") == 1
    assert "\n" not in asks(rule) + why(rule)


def test_what_a_rule_asks_and_why_is_its_documentation() -> None:
    assert asks(Advice.WORD_CUT_IN_TWO) == "A hyphen that only a line break made is taken out, or kept knowingly."
    assert why(Advice.WORD_CUT_IN_TWO) == "A word cut in two is found by no search."


@pytest.mark.parametrize("gone", ["plan", "recommendation"])
def test_of_what_was_removed_nothing_is_asked(gone: str) -> None:
    bad = {**action(owner="a@b.example"), "action": "Ensure the a@b.example is inspec- ted."}
    made = recommendation(bad, decision="Partly Agreed", decision_reason="not stated")
    assert said(plan(made | (GONE if gone == "recommendation" else {}), **(GONE if gone == "plan" else {}))) == []


# Answers


def test_answer_of_the_action_comes_before_that_of_the_recommendation_and_of_the_plan() -> None:
    def answer(*levels: str) -> str:
        held: dict[str, Fields] = {level: {"advice": {"no date": f"So says the {level}."}} for level in levels}
        lacking = action(**OWNED, **held.get("action", {}))
        made = recommendation(lacking, **held.get("recommendation", {}))
        [piece] = given(plan(made, **held.get("plan", {})))
        return piece.answer

    assert answer("action", "recommendation", "plan") == "So says the action."
    assert answer("recommendation", "plan") == "So says the recommendation."
    assert answer("plan") == "So says the plan."
    assert answer() == ""


def test_answer_to_one_piece_of_advice_answers_no_other() -> None:
    [piece] = given(plan(recommendation(action(**OWNED, advice={"no owner": "The column is empty."}))))
    assert (piece.rule, piece.answer) == (Advice.NO_DATE, "")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(SPECIMEN)


def test_every_answer_of_the_specimen_is_to_advice_that_is_given(reading: Reading) -> None:
    assert reading.collection
    answered = [(piece.plan.id, piece.id, piece.rule.value) for piece in pieces(reading.collection) if piece.answer]
    assert sorted(answered) == [
        ("specimen-2027", "1.2", "no date"),
        ("specimen-2027", "1.2", "no owner"),
        ("specimen-2031", "9.3", "contact details"),
        ("specimen-lighthouse-2030", "2.1", "contact details"),
    ]
