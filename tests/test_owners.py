"""An owner keeps its address whatever becomes of its actions, and words of before lead on to it."""

from dataclasses import replace

from generator.index import Index
from generator.model import Body, Plan, Update
from generator.owners import Owners
from tests.small import Fields, action, indexed, plan, recommendation, update

REMOVED = {"date": "2031-05-01", "reason": "It went."}


def owners_of(*records: Plan | Update, **bodies: Fields) -> Owners:
    """The owners of a collection in which these bodies are besides, or instead of, the usual ones."""
    collection = indexed(*records).collection
    changed = {id_: Body.model_validate({"id": id_, **fields}) for id_, fields in bodies.items()}
    usual = indexed().as_at
    return Owners(Index(replace(collection, bodies={**collection.bodies, **changed}), usual))


def named(owners: Owners) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each owner that is named where it does not answer, the places."""
    return {(post.body, post.id): [(one.id, one.how) for one in found] for post, found in owners.named.items()}


def former(owners: Owners) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each address of before the owners that it leads to."""
    return {
        (body, id_): [(post.body, post.id) for post in one.posts]
        for body, ids in owners.former.items()
        for id_, one in ids.items()
    }


def test_owner_whose_action_moved_to_another_by_an_update_is_still_there() -> None:
    moved = update("2031-06-01", {"action": "1.1", "owner": "HR", "reason": "It moved."})
    owners = owners_of(plan(recommendation(action(owner="Night Watch"))), moved)
    assert ("harbour", "night-watch") in [(post.body, post.id) for post in owners.all]
    assert named(owners) == {("harbour", "night-watch"): [("1.1", "before an update named another")]}


def test_owner_of_what_was_removed_is_still_there() -> None:
    gone = action("1.1", owner="Night Watch", removed=REMOVED)
    with_it = recommendation(action("2.1", owner="Rope Office"), number="2", removed=REMOVED)
    withdrawn = plan(recommendation(action(owner="Day Watch")), id_="draft", removed=REMOVED)
    owners = owners_of(plan(recommendation(gone), with_it), withdrawn)
    assert named(owners) == {
        ("harbour", "night-watch"): [("1.1", "an action that was removed")],
        ("harbour", "rope-office"): [("2.1", "in a recommendation that was removed")],
        ("harbour", "day-watch"): [("1.1", "in a plan that was removed")],
    }


def test_owner_of_a_step_is_named_there() -> None:
    stepped = action(owner="HR", steps=[{"step": "Advertise.", "owner": "Night Watch"}])
    assert named(owners_of(plan(recommendation(stepped)))) == {
        ("harbour", "night-watch"): [("1.1", "for a step of it")]
    }


def test_owner_named_in_an_update_that_was_removed_is_still_there() -> None:
    entry = {"action": "1.1", "owner": "Night Watch", "reason": "It moved."}
    owners = owners_of(plan(recommendation(action(owner="HR"))), update("2031-06-01", entry, removed=REMOVED))
    assert named(owners) == {("harbour", "night-watch"): [("1.1", "in an update that was removed")]}


def test_owner_who_is_listed_and_printed_nowhere_is_there() -> None:
    assert [(post.body, post.id) for post in owners_of().all] == [
        ("board", "hr"),
        ("department", "quay-manager"),
        ("harbour", "master"),
        ("harbour", "hr"),
    ]


def test_words_of_before_lead_to_the_owner_who_has_them() -> None:
    """Those listed for two lead to both; those of an owner that belongs to another body lead there."""
    assert former(owners_of()) == {
        ("harbour", "harbour-master"): [("harbour", "master")],
        ("harbour", "master-hr"): [("harbour", "master"), ("harbour", "hr")],
        ("harbour", "quay-manager"): [("department", "quay-manager")],
        ("department", "manager-of-quays"): [("department", "quay-manager")],
    }


def test_former_id_leads_on_where_the_owner_was_and_where_it_is() -> None:
    pilot = {"name": "Pilot", "of": "Department", "formerly": ["steersman"]}
    owners = owners_of(board={"name": "Board", "owners": {"pilot": pilot}})
    leading = {at: to for at, to in former(owners).items() if to == [("department", "pilot")]}
    assert set(leading) == {("board", "pilot"), ("board", "steersman"), ("department", "steersman")}


def test_own_former_owner_of_a_body_comes_before_one_who_came_with_that_id() -> None:
    """The one that came may have had it elsewhere."""
    own, came = {"name": "Own", "formerly": ["x"]}, {"name": "Came", "formerly": ["x"], "of": "Quay"}
    owners = owners_of(ark={"name": "Ark", "owners": {"came": came}}, quay={"name": "Quay", "owners": {"own": own}})
    assert former(owners)["quay", "x"] == [("quay", "own")]


def test_words_whose_slug_was_an_owners_id_are_that_owners() -> None:
    board = {"name": "Board", "owners": {"people": {"name": "People", "formerly": ["personnel"]}}}
    owners = owners_of(plan(recommendation(action(owner="Personnel")), body="Board"), board=board)
    (standing,) = owners.index.standings
    assert [(post.body, post.id) for post in standing.owners] == [("board", "people")]


def test_owner_is_removed_where_every_file_that_lists_it_says_so() -> None:
    gone = {"name": "Pilot", "removed": REMOVED}
    owners = owners_of(
        board={"name": "Board", "owners": {"pilot": gone, "cook": {"name": "Cook"}}},
        harbour={"name": "Harbour", "owners": {"cook": {**gone, "of": "Board"}}},
    )
    removed = [(post.body, post.id) for post in owners.all if owners.removal(post)]
    assert removed == [("board", "pilot")]


def test_spellings_are_those_of_every_file_that_lists_the_owner() -> None:
    owners = owners_of()
    assert {post.id: owners.spellings(post) for post in owners.all if post.body != "board"} == {
        "quay-manager": ["Quay Manager"],
        "master": ["Master", "Master / HR"],
        "hr": ["Master / HR"],
    }


def test_update_on_an_action_that_the_source_lacks_names_nobody() -> None:
    lost = plan(recommendation(missing=["1.1"]))
    entry = {"action": "1.1", "owner": "Night Watch", "reason": "It moved."}
    assert named(owners_of(lost, update("2031-06-01", entry))) == {}
