"""What plans leave open is counted in public: each place once, with how many were asked, and an editor's answer."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest

from generator.addresses import slug
from generator.advice_rules import RULES, pieces
from generator.index import Index
from generator.left_open import ASKED, LeftOpen, Point
from generator.left_open_words import which
from generator.lists import Lists
from generator.model import Plan
from generator.pages import pages
from generator.pictures import Left
from generator.promises import promised
from generator.vocabulary import Advice
from generator.yamlfile import parse
from tests.expected import SPECIMEN, index_of
from tests.many import many
from tests.small import PLAN, action, indexed, plan, recommendation, update
from tests.test_recount import Fields, Files, last_given

ROOT = Path(__file__).parent.parent
FRONT = "advice.md"
HOW_TO = "how-to/advice.md"

Keys = dict[str, set[str]]  # of what is open, by the name of the advice


# Counted again from the files, without the index and without the rules


class FilesAsked(Files):
    """A collection, as its files say what its plans leave open."""

    @cached_property
    def actions_asked(self) -> list[tuple[str, Fields, list[Fields], list[Fields]]]:
        """Every action with its key, the cells beside it and all updates on it, whatever their day."""
        found = []
        for plan_id, made in self.made:
            blocks = made.get("response", [])
            for block in blocks:
                if next(iter(block)) in ("action", "aim") and "id" in block and "removed" not in block:
                    cells = [one for one in blocks if block["id"] in one.get("printed_beside", [])]
                    found.append(
                        (f"{plan_id}/{block['id']}", block, cells, self.updates(plan_id, "action", block, block["id"]))
                    )
        return found

    def lacking(self, field: str) -> set[str]:
        """The keys of the actions that have a field nowhere: not beside them, in no update, not in each step.

        One that is answered with another has it there.
        """
        return {
            key
            for key, block, cells, updates in self.actions_asked
            if "answered_with" not in block
            and not any(map(is_given, last_given(field, [block, *updates], cells)))
            and not (block.get("steps") and all(field in step for step in block["steps"]))
        }

    @cached_property
    def open(self) -> Keys:
        """What is open by the rules that can be told from the files at sight."""
        unstated = {
            f"{plan}/{made.get('id') or made['number'].rstrip('.)')}"
            for plan, made in self.made
            if made.get("decision_reason") in ("not stated", ["not stated"])
        }
        return {
            "no owner": self.lacking("owner"),
            "no date": self.lacking("target_date"),
            "reason not stated": unstated,
        }

    @cached_property
    def asked(self) -> dict[str, int]:
        """Of how many each of these is asked."""
        limited = sum("decision_reason" in made for _, made in self.made)
        actions = len(self.actions_asked)
        return {"no owner": actions, "no date": actions, "reason not stated": limited}


def is_given(words: str) -> bool:
    """Whether words say anything: an editor reads a date that says none as 'undated'."""
    return words != "undated"


class Published:
    """A collection's pages, and its files."""

    def __init__(self, root: Path, index: Index) -> None:
        self.files = FilesAsked(root, index.as_at.replace(year=2100))
        self.index = index
        self.pages = pages(index)


@pytest.fixture(scope="module", params=["plans", "specimen"])
def published(request: pytest.FixtureRequest) -> Published:
    root = ROOT if request.param == "plans" else SPECIMEN
    return Published(root, index_of(root))


def by_rule(text: str) -> dict[str, tuple[int, dict[str, int]]]:
    """Of each rule, and of all, how many it asks and how many stand how, by the first table of the front."""
    table = text.partition("{: #asked }")[2].partition("## ")[0]
    return {head: (int(n.replace(",", "")), states_in(told)) for head, n, told in re.findall(ROW, table, re.MULTILINE)}


ROW = r"^\| \[?([\w ]+)(?:\]\(\S+\))? \| ([\d,]+) \{: \.n \} \| (.*) \|$"


def states_in(told: str) -> dict[str, int]:
    return {
        state: int(n.replace(",", "")) for n, state in re.findall(r"\b([\d,]+) (nothing open|open|answered)\b", told)
    }


def by_plan(text: str) -> dict[str, tuple[int, dict[str, int]]]:
    """The same of each plan, or year, and of all, by the second table."""
    table = text.partition("{: #plans }")[2].partition("## ")[0]
    rows = re.findall(r"^\| (?:\[(.*?)\]\(\S+\)|(.*?)) \| ([\d,]+) \{: \.n \} \| (.*) \|$", table, re.MULTILINE)
    return {linked or plain: (int(n.replace(",", "")), states_in(told)) for linked, plain, n, told in rows}


def in_plans(text: str) -> dict[str, list[int]]:
    """How many places each plan listed below a rule leaves open."""
    parts = re.findall(r"^### ([\w ]+) \((\d+)\) \{.*?\n(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)
    found = {
        rule.lower(): [int(n) for n in re.findall(r"^    (\d+) of \d+ ", rows, re.MULTILINE)] for rule, _, rows in parts
    }
    assert [len(found[rule.lower()]) for rule, *_ in parts] == [int(number) for _, number, _ in parts]
    return found


def boxes(published: Published) -> Keys:
    """What each plan's page has open, by the keys of the places that its boxes lead to."""
    found: Keys = {rule: set() for rule in Advice}
    for id_of_plan in published.files.plans:
        section = published.pages[f"plans/{id_of_plan}/index.md"].partition("{: #open }")[2].partition("## ")[0]
        for rule, count, where in re.findall(
            r"^\| \[([\w ]+)\]\(\S+\) \| (\d+) \{: \.n \} \| (.*) \|$", section, re.MULTILINE
        ):
            ids = re.findall(r"\[([\w.-]+)\]\((?:[\w-]+|index)\.md(?:#\S+)?\)\{", where)
            assert len(ids) == int(count)
            found[rule.lower()] |= {f"{id_of_plan}/{id_}" for id_ in ids}
    return found


def beside(published: Published) -> Keys:
    """What the pages of recommendations have open, beside the recommendation itself or below an action."""
    found: Keys = {rule: set() for rule in Advice}
    for page, text in published.pages.items():
        named = re.fullmatch(r"plans/([\w-]+)/([\w-]+)\.md", page)
        if named and named[2] not in ("index", "whole", "history"):
            id_ = named[2]
            for line in text.splitlines():
                if heading := re.match(r"### .*\{: #([\w.-]+) \.number \}", line):
                    id_ = heading[1]
                if told := re.match(r":   \[([\w ]+)\]\([./]*how-to/advice\.md#", line):
                    found[told[1].lower()].add(f"{named[1]}/{id_}")
    return found


def test_what_is_open_is_what_the_files_leave_open(published: Published) -> None:
    files, front = published.files, by_rule(published.pages[FRONT])
    shown = {rule: (boxes(published)[rule], beside(published)[rule]) for rule in files.open}
    assert shown == {rule: (keys, keys) for rule, keys in files.open.items()}
    assert any(files.open.values())
    counted = {rule: (front[rule.capitalize()][0], places(front[rule.capitalize()][1])) for rule in files.open}
    assert counted == {rule: (files.asked[rule], len(keys)) for rule, keys in files.open.items()}


def places(states: dict[str, int]) -> int:
    return states.get("open", 0) + states.get("answered", 0)


def test_counts_by_rule_by_plan_and_place_by_place_agree_and_add_up(published: Published) -> None:
    text = published.pages[FRONT]
    rules, plans = by_rule(text), by_plan(text)
    for rows in (rules, plans):
        assert {head: asked for head, (asked, _) in rows.items()} == {
            head: sum(states.values()) for head, (_, states) in rows.items()
        }
        total, states = rows.pop("All")
        assert total == sum(asked for asked, _ in rows.values())
        assert states == summed([states for _, states in rows.values()])
    assert summed([states for _, states in rules.values()]) == summed([states for _, states in plans.values()])
    by_hand = {rule: len(keys) for rule, keys in boxes(published).items()}
    assert {rule.lower(): places(states) for rule, (_, states) in rules.items()} == by_hand
    assert {rule: sum(numbers) for rule, numbers in in_plans(text).items()} == {
        rule: n for rule, n in by_hand.items() if n
    }
    assert set(plans) == {published.index.names[plan] for plan in published.files.plans}


def summed(rows: list[dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for state, number in row.items():
            found[state] = found.get(state, 0) + number
    return found


def test_every_rule_is_asked_of_something_and_finds_nothing_elsewhere() -> None:
    assert set(ASKED) == set(RULES)
    index = many(60, recommendations=4, documents=5)
    left_open = LeftOpen(index)
    for found in left_open.found:
        assert 0 < len(found.points) <= found.asked
    ids = {(plan.id, id_) for plan in index.plans for id_ in ids_of(plan)}
    assert {(point.plan.id, point.id) for point in left_open.points} <= ids
    assert len(left_open.points) > 200
    assert sum(len(point.pieces) for point in left_open.points) == sum(1 for _ in pieces(index.collection))


def ids_of(plan: Plan) -> Iterator[str]:
    for made in plan.made:
        yield from (made.id, *(one.id for one in made.followed if one.id))


# Answers

PUBLISH = "Publish the list of the lanterns."
LATER = "The letter of May gives the date."
NEVER = "It has no end."
ANSWERED = plan(
    recommendation(
        action("1.1", action=PUBLISH, owner="HR", advice={"no date": NEVER}),
        action("1.2", action=PUBLISH, owner="HR"),
        action("1.3", "June 2031", action=PUBLISH),
        advice={"no date": LATER},
    ),
    recommendation(action("2.1", action=PUBLISH, owner="HR"), number="2"),
)


@pytest.fixture(scope="module")
def answered() -> dict[str, str]:
    return pages(indexed(ANSWERED))


def test_answer_stands_beside_the_action_the_nearest_first(answered: dict[str, str]) -> None:
    why = "[No date](../../how-to/advice.md#no-date)"
    told = re.findall(r"^Left open\n((?::   .*\n)+)", answered[f"plans/{PLAN}/1.md"], re.MULTILINE)
    assert told == [
        f":   {why}. Editor’s answer: {NEVER}\n",
        f":   {why}. Editor’s answer: {LATER}\n",
        ":   [No owner](../../how-to/advice.md#no-owner)\n",
    ]
    assert f"\nLeft open\n:   {why}\n" in answered[f"plans/{PLAN}/2.md"]


def test_answered_stays_counted_and_the_plan_has_each_answer_with_where_it_is_given(answered: dict[str, str]) -> None:
    assert by_rule(answered[FRONT])["No date"] == (4, {"nothing open": 1, "answered": 2, "open": 1})
    assert f"[Harbour](plans/{PLAN}/index.md#open)\n\n    3 of 4 actions, 2 answered\n" in answered[FRONT]
    text = answered[f"plans/{PLAN}/index.md"]
    assert '[1.1](1.md#1.1){: .box .outlined aria-label="1.1, no date, answered" }' in text
    assert '[2.1](2.md#2.1){: .box .dashed aria-label="2.1, no date, open" }' in text
    answers = re.findall(r"^Editor’s answer to (.*): (.*)\n\{: \.note \}$", text, re.MULTILINE)
    assert answers == [("“no date” at 1.1", NEVER), ("“no date” at 1.2", LATER)]


def test_place_counts_once_however_often_a_rule_finds_something_there() -> None:
    steps = [{"step": "Look.", "target_date": "01/02/2031"}]
    early = action("1.1", "01/03/2031", action=PUBLISH, owner="HR", steps=steps)
    (found,) = LeftOpen(indexed(plan(recommendation(early), action_plan_submitted="01/04/2031"))).found
    assert found.rule is Advice.TARGET_BEFORE_SUBMISSION
    assert [(point.id, len(point.pieces), point.state) for point in found.points] == [("1.1", 2, Left.OPEN)]


def test_place_of_which_a_part_is_not_answered_is_open() -> None:
    public = {"aim": "Publish 020 7946 0123.", "advice": {"contact details": "It is the harbour’s."}}
    asked = recommendation(public, action("1.1", "June 2031", action=PUBLISH, owner="HR"), text="Ring 020 7946 0124.")
    (found,) = LeftOpen(indexed(plan(asked))).found
    assert [[piece.answer for piece in point.pieces] for point in found.points] == [["", "It is the harbour’s."]]
    assert [(point.id, point.answers) for point in found.points] == [("1", ())]


def test_what_was_looked_at_is_shown_as_printed() -> None:
    vague = action("1.1", "Ongoing", action="Ensure it.", owner="HR")
    text = pages(indexed(plan(recommendation(vague))))[f"plans/{PLAN}/1.md"]
    told = re.findall(r"^:   \[([\w ]+)\]\(\.\./\.\./how-to/advice\.md#\S+\): (.*)$", text, re.MULTILINE)
    assert told == [
        ("No end", "*“Ongoing”*{: .printed } gives action 1.1 no end, and no review of it is named."),
        ("No measurable verb", "action 1.1 says *“Ensure”*{: .printed }, and nothing that can be seen done."),
    ]


def test_telephone_number_is_counted_and_not_repeated() -> None:
    number = "020 7946 0123"
    asked = recommendation(action("1.1", "June 2031", action=f"Publish {number} and {number}.", owner="HR"))
    made = pages(indexed(plan(asked)))
    told = re.findall(r"^In our copy\n((?::   .*\n)+)", made[f"plans/{PLAN}/1.md"], re.MULTILINE)
    assert told == [
        ":   [Contact details](../../how-to/advice.md#contact-details): this looks like a telephone number.\n"
    ]
    assert by_rule(made[FRONT])["Contact details"] == (3, {"nothing open": 2, "open": 1})
    assert number not in made[FRONT] + made[f"plans/{PLAN}/index.md"].partition("{: #open }")[2]


def test_what_is_said_later_has_its_place_on_the_page_of_the_plan() -> None:
    letter = update("2031-05-01", {"action": "1.1", "delivery": "in progress", "said": "Write to a.b@harbour.example."})
    made = pages(indexed(plan(recommendation(action("1.1", "June 2031", owner="HR"))), letter))
    assert (
        '[plan](history.md){: .box .dashed aria-label="plan, contact details, open" }' in made[f"plans/{PLAN}/index.md"]
    )
    assert by_rule(made[FRONT])["Contact details"] == (3, {"nothing open": 2, "open": 1})


def test_plan_that_leaves_nothing_open_says_nothing_of_it() -> None:
    made = pages(indexed(plan(recommendation(action("1.1", "June 2031", action="Publish it.", owner="HR")))))
    assert "#open" not in made[f"plans/{PLAN}/index.md"]
    assert "No plan leaves anything open." in made[FRONT]


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["", "4a-iii", "2.1"], "the plan, 4a-iii and 2.1"),
        ([""], "the plan"),
        (["2.1", "2.2", "2.3"], "2.1 to 2.3"),
        (["1.1", "2.2", "3.3"], "1.1, 2.2 and 3.3"),
    ],
)
def test_places_are_named_in_few_words(ids: list[str], words: str) -> None:
    assert which([Point(Advice.NO_DATE, ANSWERED, id_, ()) for id_ in ids]) == words


# The reasons


def test_every_rule_has_its_question_its_reason_and_an_answer_that_can_be_written(answered: dict[str, str]) -> None:
    parts = re.split(r"^### ", answered[HOW_TO], flags=re.MULTILINE)[1:]
    question = r"[\w ]+ \{: #([\w-]+) \}\n\n\*\*\S.*\.\*\* Asked of [\w, ]+\.\n\n\S.*\.\n"
    assert [found and found[1] for found in (re.match(question, part) for part in parts)] == [
        slug(rule) for rule in ASKED
    ]
    answers = [values(example(part)) for part in parts]
    assert [list(answer["advice"]) for answer in answers] == list(map(list, zip(ASKED, strict=True)))
    for answer in answers:
        assert plan(recommendation(action("1.1", **answer)))


def test_example_of_an_answer_is_one(answered: dict[str, str]) -> None:
    (block,) = values("recommendations:\n" + example(answered[HOW_TO].partition("\n## Asked of")[0]))["recommendations"]
    (found,) = LeftOpen(indexed(plan(recommendation(block, number="2")))).found
    assert [(point.rule, point.answers) for point in found.points] == [(Advice.NO_DATE, (block["advice"]["no date"],))]


def example(part: str) -> str:
    return "".join(re.findall(r"^    (.*\n)", part, re.MULTILINE))


def values(text: str) -> Fields:
    file, problems = parse(text.encode(), "example.yml")
    assert not problems
    assert file
    assert isinstance(file.value, dict)
    return file.value


def test_both_pages_stay_and_the_parts_of_their_lists_need_not(answered: dict[str, str]) -> None:
    further = "lists/advice/no-date.md"
    kept = promised(indexed(ANSWERED), {*answered, further})
    assert {"advice/", "how-to/advice/"} <= set(kept)
    assert "lists/advice/no-date/" not in kept


# Very many


def test_no_plan_is_lost_where_the_list_is_divided() -> None:
    index = many(700, recommendations=1)
    left_open = LeftOpen(index)
    listing = Lists(index).left_open(left_open.found)
    assert listing.is_long
    below = [one for shelf in listing.shelves for one in shelf.shown]
    assert sorted((one.rule, one.plan.id) for one in below) == sorted(
        (one.rule, one.plan.id) for one in left_open.found
    )
    assert all(sum(map(listing.kind.letters, shelf.shown)) <= 150_000 for shelf in listing.shelves)
