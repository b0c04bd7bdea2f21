"""What leads from one record to another, each way in a small plan of its own."""

from generator.connections import Connections
from generator.model import Plan
from tests.small import PLAN, Fields, action, indexed, plan, recommendation, update

REMOVED = {"date": "2031-06-01", "reason": "Printed twice."}


def connected(*plans: Plan) -> Connections:
    return Connections(indexed(*plans))


def told(id_: str, words: str, **fields: object) -> Fields:
    """An action of some words."""
    return {**action(id_), **fields, "action": words}


def pointing(*plans: Plan) -> dict[str, list[str]]:
    """The keys of what points to each page."""
    return {page: [key for key, _ in found] for page, found in connected(*plans).pointing_to.items() if found}


# What points to a record


def test_words_of_an_action_point_to_another() -> None:
    assert pointing(plan(recommendation(told("1.1", "Do so (see 1.2)."), action("1.2")))) == {
        f"plans/{PLAN}/1.md#1.2": [f"{PLAN}/1.1"]
    }


def test_words_of_a_step_point_as_those_of_its_action() -> None:
    with_step = told("1.1", "Do so.", steps=[{"step": "First, see 1.2."}])
    assert pointing(plan(recommendation(with_step, action("1.2")))) == {f"plans/{PLAN}/1.md#1.2": [f"{PLAN}/1.1"]}


def test_words_beside_the_actions_point_as_those_of_their_recommendation() -> None:
    beside = recommendation({"paragraph": "We accept recommendation 2."}, {"aim": "Reach 2.1 (see 2.1)."})
    assert pointing(plan(beside, recommendation(action("2.1"), number="2"))) == {
        f"plans/{PLAN}/2.md": [f"{PLAN}/1"],
        f"plans/{PLAN}/2.md#2.1": [f"{PLAN}/1"],
    }


def test_text_of_a_recommendation_points_to_another() -> None:
    later = recommendation(number="2") | {"text": "Do what recommendation 1 says."}
    assert pointing(plan(recommendation(), later)) == {f"plans/{PLAN}/1.md": [f"{PLAN}/2"]}


def test_editor_says_what_points_where_the_words_do_not() -> None:
    later = plan(recommendation(action("1.1", see=[f"{PLAN}/1.1"]), see=[f"{PLAN}/1"]), id_="bridge-2031")
    assert pointing(plan(recommendation(action())), later) == {
        f"plans/{PLAN}/1.md": ["bridge-2031/1"],
        f"plans/{PLAN}/1.md#1.1": ["bridge-2031/1.1"],
    }


def test_what_points_twice_is_named_once() -> None:
    twice = told("1.1", "See 1.2, and again see 1.2.", see=["1.2"])
    assert pointing(plan(recommendation(twice, action("1.2")))) == {f"plans/{PLAN}/1.md#1.2": [f"{PLAN}/1.1"]}


def test_nothing_points_to_itself() -> None:
    assert pointing(plan(recommendation(told("1.1", "This action, 1.1 (see 1.1).")))) == {}


def test_what_the_source_lacks_is_pointed_to_from_nowhere() -> None:
    assert pointing(plan(recommendation(told("1.1", "As before (see 1.7)."), missing=["1.7"]))) == {}


# The same words again


def again(*plans: Plan) -> dict[str, list[str]]:
    return {page: [one.key for one in found] for page, found in connected(*plans).printed_again.items()}


def test_actions_of_the_same_words_lead_to_each_other() -> None:
    """Whatever their capitals, spaces and stops are."""
    first, second, third = told("1.1", "Train all staff."), told("2.1", "train all  staff"), told("2.2", "Train staff.")
    assert again(plan(recommendation(first), recommendation(second, third, number="2"))) == {
        f"plans/{PLAN}/1.md#1.1": [f"{PLAN}/2.1"],
        f"plans/{PLAN}/2.md#2.1": [f"{PLAN}/1.1"],
    }


def test_same_words_in_another_plan_are_another_promise() -> None:
    assert again(plan(recommendation(action())), plan(recommendation(action()), id_="bridge-2031")) == {}


def test_signs_alone_are_not_the_same_words() -> None:
    assert again(plan(recommendation(told("1.1", "…"), told("1.2", "?")))) == {}


def test_what_was_removed_is_not_printed_again() -> None:
    gone = {"action": None, "id": "1.2", "removed": REMOVED}
    assert again(plan(recommendation(action("1.1"), gone, {**gone, "id": "1.3"}))) == {}


# The same themes


def alike(key: str, *plans: Plan) -> list[tuple[str, list[str]]]:
    """The keys that stand on the page of a recommendation, with the themes they share."""
    connections = connected(*plans)
    made = next(made for made in connections.index.all_made if made.key == key)
    return [(one.key, [theme.name for theme in themes]) for one, themes in connections.on_the_same_themes(made)]


def plans_of_years(*years: int) -> list[Plan]:
    """A plan for each year, each with two recommendations on a theme and one on none."""
    about_staff = [recommendation(number=number, themes=["staff"]) for number in ("1", "2")]
    return [
        plan(*about_staff, recommendation(number="3"), id_=f"plan-{year}", report_published=f"1 March {year}")
        for year in years
    ]


def test_nearest_in_time_of_other_plans_are_alike() -> None:
    """One of each plan, of three plans at most."""
    found = alike("plan-2024/1", *plans_of_years(2021, 2022, 2023, 2024, 2025, 2026))
    assert found == [("plan-2025/2", ["Staff"]), ("plan-2023/1", ["Staff"]), ("plan-2026/2", ["Staff"])]


def test_newest_and_oldest_plans_have_neighbours_too() -> None:
    plans = plans_of_years(2021, 2022, 2023, 2024, 2025)
    assert [key for key, _ in alike("plan-2025/2", *plans)] == ["plan-2024/1", "plan-2023/1", "plan-2022/1"]
    assert [key for key, _ in alike("plan-2021/1", *plans)] == ["plan-2022/2", "plan-2023/2", "plan-2024/2"]


def test_those_that_share_most_themes_come_first_and_five_at_most() -> None:
    themes = (["staff"], ["staff", "quays"], ["quays"], ["staff"], ["quays"], ["quays", "staff"], ["staff"])
    plans = [
        plan(recommendation(themes=held), id_=f"plan-{year}", report_published=f"1 March {year}")
        for year, held in enumerate(themes, start=2021)
    ]
    assert alike("plan-2022/1", *plans) == [
        ("plan-2026/1", ["Staff", "Quays"]),
        ("plan-2021/1", ["Staff"]),
        ("plan-2024/1", ["Staff"]),
        ("plan-2023/1", ["Quays"]),
        ("plan-2025/1", ["Quays"]),
    ]


def test_five_are_shown_at_most() -> None:
    held = (["staff"], ["quays"], ["staff"], ["staff", "quays"], ["quays"], ["staff"], ["quays"])
    plans = [
        plan(recommendation(themes=themes), id_=f"plan-{year}", report_published=f"1 March {year}")
        for year, themes in enumerate(held, start=2021)
    ]
    assert len(alike("plan-2024/1", *plans)) == 5


def test_newer_and_older_plan_of_the_body_stand_beside_a_plan() -> None:
    plans = plans_of_years(2021, 2022, 2023, 2024)
    elsewhere = plan(id_="board-2022", body="Board", report_published="2 March 2022")
    connections = connected(*plans, elsewhere)
    beside = {one.id: [other.id for other in connections.plans_before_and_after(one)] for one in (*plans, elsewhere)}
    assert beside == {
        "plan-2021": ["plan-2022"],
        "plan-2022": ["plan-2023", "plan-2021"],
        "plan-2023": ["plan-2024", "plan-2022"],
        "plan-2024": ["plan-2023"],
        "board-2022": [],
    }


def test_recommendation_without_a_theme_is_like_none() -> None:
    assert alike("plan-2021/3", *plans_of_years(2021, 2022)) == []


# Answers


def test_action_that_answers_others_too_is_shown_with_them() -> None:
    """By whatever id it names them."""
    former, gone = action("1.1", also_answers=["6a"]), action("1.2", also_answers=["6a"], removed=REMOVED)
    elsewhere = action("1.3", also_answers=[f"{PLAN}/3", f"{PLAN}/9"])
    answering = plan(
        recommendation(former, gone, elsewhere), recommendation(number="2", formerly=["6a"]), id_="bridge-2031"
    )
    found = connected(plan(recommendation(number="3")), answering).answered_elsewhere
    assert {page: [one.id for one in standings] for page, standings in found.items()} == {
        "plans/bridge-2031/2.md": ["1.1"],
        f"plans/{PLAN}/3.md": ["1.3"],
    }


# Made again


EARLIER = plan(recommendation(action(), number="1"), id_="harbour-2027", report_published="1 March 2027")


def test_what_is_made_again_is_known_at_both_ends() -> None:
    later = plan(
        recommendation(action(repeats=["harbour-2027/1.1"]), repeats=["harbour-2027/1"]),
        report_published="1 March 2031",
    )
    ways = connected(EARLIER, later)
    made, standing = ways.index.made[PLAN][0], ways.index.made[PLAN][0].standings[0]
    before = ways.index.made["harbour-2027"][0]
    assert ways.made_again == {before.page: (made,), before.standings[0].page: (standing,)}
    assert ways.made_before(made) == [("harbour-2027/1", before)]
    assert ways.made_before(standing) == [("harbour-2027/1.1", before.standings[0])]


def test_what_repeats_something_removed_names_it_without_saying_what_became_of_it() -> None:
    gone = plan(recommendation(action(), removed=REMOVED), id_="harbour-2027")
    ways = connected(gone, plan(recommendation(repeats=["harbour-2027/1"])))
    assert ways.made_before(ways.index.made[PLAN][0]) == [("harbour-2027/1", None)]


def test_new_words_point_as_those_they_replaced() -> None:
    changed = update("2031-06-01", {"action": "1.1", "words": "Do as in 1.2 (see 1.2).", "reason": "It was unclear."})
    ways = Connections(indexed(plan(recommendation(action(), action("1.2"))), changed))
    assert ways.pointing_to[f"plans/{PLAN}/1.md#1.2"] == ((f"{PLAN}/1.1", f"plans/{PLAN}/1.md#1.1"),)


def test_new_words_of_a_recommendation_point_too() -> None:
    changed = update(
        "2031-06-01", {"recommendation": "1", "words": "Do as recommendation 2 says.", "reason": "It was unclear."}
    )
    ways = Connections(indexed(plan(recommendation(), recommendation(number="2")), changed))
    assert ways.pointing_to[f"plans/{PLAN}/2.md"] == ((f"{PLAN}/1", f"plans/{PLAN}/1.md"),)


def test_what_repeats_something_that_the_source_lacks_names_it_alone() -> None:
    lacking = plan(recommendation(missing=["actions", "1.1"]), id_="harbour-2027")
    ways = connected(lacking, plan(recommendation(repeats=["harbour-2027/1.1"])))
    assert ways.made_before(ways.index.made[PLAN][0]) == [("harbour-2027/1.1", None)]
