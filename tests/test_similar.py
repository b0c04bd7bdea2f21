"""The command `plans similar`: what is proposed, in what words, where to write it, and how the command ends."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.repeats import MOST_SHOWN, SCALE

BASE = Path(__file__).parent / "bad" / "_base"
SPECIMEN = Path(__file__).parent / "specimen"
KEY = "ferry-2031/2"
REMOVED = "removed:\n{0}  date: 2031-06-01\n{0}  reason: Printed twice.\n"
CREWS = "Provide crews enough by night and day."
OLDER = "report_published: 1 May 2028"

PROPOSED = """\
ferry-2031/2
  Provide enough crews, by day and by night.
  nearly the same words: ferry-2028/1, 1 May 2028, same body, same inspectorate, decision: Agreed
    Provide crews enough by night and day.
    to state it, write above plans/ferry-2031.yml:32 this line, blanks and all:
    repeats: [ferry-2028/1]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A collection of one plan, of 2031, to which tests add others."""
    return Path(shutil.copytree(BASE, tmp_path / "collection"))


class Plans:
    """Runs `plans similar`; gives its exit code, what it prints and what it says beside that."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, root: Path, *arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["--root", str(root), "similar", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *self.capsys.readouterr()


@pytest.fixture
def plans(capsys: pytest.CaptureFixture[str]) -> Plans:
    return Plans(capsys)


def add_plan(
    root: Path,
    id_: str,
    head: str = OLDER,
    text: str = CREWS,
    rest: str = "",
    body: str = "Fictional Ferry Service",
    inspectorate: str = "Fictional Inspectorate",
) -> None:
    (root / "plans" / f"{id_}.yml").write_text(
        f"title: Plan\nbody: {body}\ninspectorate: {inspectorate}\nsource: https://ferry.example\n{head}\n"
        f"recommendations:\n  - number: 1\n    text: {text}\n    decision: Agreed\n{rest}"
    )


def replace(root: Path, old: str, new: str, file: str = "plans/ferry-2031.yml") -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))


def earlier(plans: Plans, root: Path, *arguments: str) -> dict[str, list[str]]:
    """The keys proposed for each key."""
    code, printed, _ = plans(root, *arguments, "--format", "json")
    assert code == 0
    return {repeat["key"]: [one["key"] for one in repeat["earlier"]] for repeat in json.loads(printed)}


# What is proposed


def test_proposal_says_what_is_repeated_and_the_line_to_write(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    assert plans(root) == (0, PROPOSED, f"\n{SCALE}\n1 of 3 may repeat something earlier\n")
    assert plans(root, KEY) == (0, PROPOSED, f"\n{SCALE}\n1 of 1 may repeat something earlier\n")


def test_line_written_as_proposed_is_understood(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    lines = (root / "plans" / "ferry-2031.yml").read_text().splitlines(keepends=True)
    lines.insert(32 - 1, PROPOSED.splitlines(keepends=True)[-1])
    (root / "plans" / "ferry-2031.yml").write_text("".join(lines))
    assert main(["--root", str(root), "check"]) == 0
    _, printed, _ = plans(root)
    assert "ferry-2028/1, stated already, 1 May 2028" in printed
    assert "to state it" not in printed


def test_line_for_a_recommendation_without_a_response_stands_below_its_number(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    add_plan(root, "ferry-2032", "report_published: 1 May 2032")
    _, printed, _ = plans(root, "ferry-2032/1", "--top", "1")
    assert (
        "    to state it, write below plans/ferry-2032.yml:7 this line, blanks and all:\n    repeats: [ferry-2028/1]\n"
        in printed
    )


def test_line_keeps_what_is_stated(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    replace(root, "    themes: [staff]\n", '    themes: [staff]\n    repeats: ["1", ferry-2027/4]\n')
    _, printed, _ = plans(root)
    assert "write in place of 'repeats' at plans/ferry-2031.yml:32 this line, blanks and all:\n" in printed
    assert '    repeats: ["1", ferry-2027/4, ferry-2028/1]\n' in printed


def test_what_is_stated_by_a_former_id_is_stated(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028", f"formerly: [old-ferry]\n{OLDER}")
    replace(root, "    themes: [staff]\n", "    themes: [staff]\n    repeats: [old-ferry/1]\n")
    _, printed, _ = plans(root)
    assert "ferry-2028/1, stated already" in printed


def test_json_holds_all_that_is_known(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    _, printed, _ = plans(root, "--format", "json")
    assert json.loads(printed) == [
        {
            "key": KEY,
            "text": "Provide enough crews, by day and by night.",
            "file": "plans/ferry-2031.yml",
            "line": 32,
            "column": 5,
            "write": "above",
            "earlier": [
                {
                    "key": "ferry-2028/1",
                    "text": CREWS,
                    "score": 1.0,
                    "likeness": "nearly the same words",
                    "stated": False,
                    "same_body": True,
                    "same_inspectorate": True,
                    "date": "2028-05-01",
                    "decision": "Agreed",
                    "repeats": "repeats: [ferry-2028/1]",
                }
            ],
        }
    ]


def test_likeness_is_said_in_words(plans: Plans, root: Path) -> None:
    add_plan(root, "same")
    add_plan(root, "much", text="Provide enough crews by day and at sea.")
    add_plan(root, "alike", text="Provide enough crews and boats in time.")
    add_plan(root, "other", text="Provide life jackets and flares in time.")
    _, printed, _ = plans(root, KEY)
    assert re.findall("  (.*): ([a-z]+)/1, ", printed) == [
        ("nearly the same words", "same"),
        ("much alike", "much"),
        ("alike", "alike"),
    ]


def test_other_bodies_and_inspectorates_are_named_so(plans: Plans, root: Path) -> None:
    add_plan(root, "a", body="FFS")
    add_plan(root, "b", body="Fictional Bus Service")
    add_plan(root, "c", inspectorate="Another Inspectorate")
    (root / "plans" / "bodies" / "bus.yml").write_text("name: Fictional Bus Service\n")
    _, printed, _ = plans(root, KEY)
    assert re.findall(r"([abc])/1, 1 May 2028, (.*), decision", printed) == [
        ("a", "same body, same inspectorate"),
        ("b", "another body, same inspectorate"),
        ("c", "same body, another inspectorate"),
    ]


def test_decisions_of_several_and_none_are_said(plans: Plans, root: Path) -> None:
    add_plan(root, "a")
    replace(root, "    decision: Agreed\n", "    decisions:\n      FFS: Agreed\n      Board: awaited\n", "plans/a.yml")
    add_plan(root, "b")
    replace(root, "    decision: Agreed\n", "    missing: [decision]\n", "plans/b.yml")
    _, printed, _ = plans(root, KEY)
    assert re.findall("decision: (.*)", printed) == ["FFS: Agreed; Board: awaited", "not known"]


# What is earlier


@pytest.mark.parametrize(
    ("head", "is_earlier"),
    [
        ("report_published: 2 March 2031", True),
        ("report_published: 3 March 2031", False),  # the same day
        ("report_published: 4 March 2031", False),
        ("action_plan_submitted: 2 March 2031", True),
        ("action_plan_submitted: 4 March 2031", False),
        ("report_published: 4 March 2031\naction_plan_submitted: 2 March 2031", False),
        (REMOVED.format("") + "report_published: 1 May 2028", False),
    ],
)
def test_earlier_is_what_was_published_or_else_submitted_before(
    plans: Plans, root: Path, head: str, is_earlier: bool
) -> None:
    add_plan(root, "other", head)
    assert earlier(plans, root, KEY) == ({KEY: ["other/1"]} if is_earlier else {})


def test_plan_without_a_date_is_proposed_as_such_and_repeats_nothing(plans: Plans, root: Path) -> None:
    add_plan(root, "a", "licence: Open")
    add_plan(root, "b", "licence: Open")
    assert earlier(plans, root) == {KEY: ["a/1", "b/1"]}
    _, printed, _ = plans(root)
    assert "a/1, date not known (see whether it is earlier), same body" in printed


def test_the_plan_itself_is_left_out(plans: Plans, root: Path) -> None:
    replace(root, "Inspect every ferry before it sails.", CREWS)
    assert earlier(plans, root) == {}


def test_what_went_and_what_has_no_words_is_left_out(plans: Plans, root: Path) -> None:
    add_plan(root, "gone", rest="    " + REMOVED.format("    "))
    add_plan(root, "lost", text="''")
    replace(root, "    text: ''\n", "    missing: [text]\n", "plans/lost.yml")
    assert plans(root) == (0, "", "0 of 2 may repeat something earlier\n")


# What is asked for


def test_only_so_many_are_proposed_for_each(plans: Plans, root: Path) -> None:
    for id_ in ("a", "b", "c", "d"):
        add_plan(root, id_)
    assert earlier(plans, root) == {KEY: ["a/1", "b/1", "c/1"]}
    assert earlier(plans, root, "--top", "4") == {KEY: ["a/1", "b/1", "c/1", "d/1"]}


def test_the_likest_comes_first_and_what_is_stated_last(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    add_plan(root, "a", "report_published: 1 May 2032", "Provide enough crews by day.")
    add_plan(root, "b", "report_published: 1 May 2032")
    assert list(earlier(plans, root, "--top", "1")) == ["b/1", KEY, "a/1"]
    replace(root, "    themes: [staff]\n", "    themes: [staff]\n    repeats: [ferry-2028/1]\n")
    assert list(earlier(plans, root, "--top", "1")) == ["b/1", "a/1", KEY]


def test_of_very_many_the_rest_is_counted(plans: Plans, root: Path) -> None:
    add_plan(root, "old")
    for number in range(MOST_SHOWN + 2):
        add_plan(root, f"new-{number}", "report_published: 1 May 2033")
    _, printed, said = plans(root, "--top", "1")
    assert printed.count("to state it") == MOST_SHOWN
    assert printed.endswith("\n\n3 more, less alike, are left out; name a plan or a key to see them\n")
    assert said == f"\n{SCALE}\n{MOST_SHOWN + 3} of {MOST_SHOWN + 5} may repeat something earlier\n"
    assert len(earlier(plans, root)) == MOST_SHOWN + 3


@pytest.mark.parametrize("asked", ["ferry-2031", "old-ferry", "old-ferry/2", "ferry-2031/2a"])
def test_plans_and_former_ids_may_be_asked_for(plans: Plans, root: Path, asked: str) -> None:
    add_plan(root, "ferry-2028")
    replace(root, "title:", "formerly: [old-ferry]\ntitle:")
    replace(root, "    themes: [staff]\n", "    themes: [staff]\n    formerly: [2a]\n")
    assert earlier(plans, root, asked) == {KEY: ["ferry-2028/1"]}


def test_several_may_be_asked_for(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028")
    assert plans(root, KEY, "ferry-2031/1", "ferry-2031")[2] == f"\n{SCALE}\n1 of 2 may repeat something earlier\n"


@pytest.mark.parametrize(
    ("strange", "there"),
    [
        ("ferry-2031/9", "'ferry-2031' has 1, 2"),
        ("ferry-2030", "did you mean 'ferry-2031'?"),
        ("2", "the plans are ferry-2031"),
        ("ferry-2031/2.1", "'ferry-2031' has 1, 2"),
    ],
)
def test_unknown_key_is_wrong_use_and_what_there_is_is_told(plans: Plans, root: Path, strange: str, there: str) -> None:
    said = f"'{strange}' names no recommendation that has words here: {there} (for an action add --actions)\n"
    assert plans(root, KEY, strange) == (2, "", said)


def test_key_of_a_recommendation_is_none_of_an_action(plans: Plans, root: Path) -> None:
    said = f"'{KEY}' names no action that has words here: 'ferry-2031' has 1.1, 1.2, 2.1\n"
    assert plans(root, "--actions", "ferry-2031/2.1", KEY) == (2, "", said)


@pytest.mark.parametrize("written", ["0", "-1", "some", "²"])
def test_number_that_is_none_is_wrong_use(plans: Plans, root: Path, written: str) -> None:
    code, _, said = plans(root, "--top", written)
    assert code == 2
    assert said.endswith(f"argument --top: '{written}' is no number from 1 on\n")


# Actions


def test_actions_are_compared_with_actions(plans: Plans, root: Path) -> None:
    response = '    response:\n      - action: Recruit two crews by day.\n        id: "1.1"\n'
    add_plan(root, "ferry-2028", text="Recruit two day crews.", rest=response)
    code, printed, said = plans(root, "--actions")
    assert (code, said) == (0, f"\n{SCALE}\n1 of 4 may repeat something earlier\n")
    assert printed.startswith("ferry-2031/2.1\n  Recruit two day crews (see 1.2).\n")
    assert "ferry-2028/1.1, 1 May 2028, same body, same inspectorate, decision: Agreed\n" in printed
    assert printed.endswith(
        "write below plans/ferry-2031.yml:35 this line, blanks and all:\n        repeats: [ferry-2028/1.1]\n"
    )


@pytest.mark.parametrize(
    ("removed", "also_removed"), [("", "        " + REMOVED.format("        ")), ("    " + REMOVED.format("    "), "")]
)
def test_actions_that_went_alone_or_with_theirs_are_left_out(
    plans: Plans, root: Path, removed: str, also_removed: str
) -> None:
    response = '    response:\n      - action: Recruit two day crews.\n        id: "1.1"\n'
    add_plan(root, "ferry-2028", rest=removed + response + also_removed)
    assert plans(root, "--actions")[2] == "0 of 3 may repeat something earlier\n"


# How it ends


def test_without_its_library_it_says_what_to_run(plans: Plans, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "generator.likeness", raising=False)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    said = "tantivy, which 'plans similar' needs, is not installed: run 'make similar', which installs it\n"
    assert plans(root) == (3, "", said)
    assert main(["--root", str(root), "check"]) == 0


def test_what_could_be_read_is_searched_all_the_same(plans: Plans, root: Path) -> None:
    add_plan(root, "ferry-2028", rest="    titel: Mistake\n")
    code, printed, said = plans(root)
    assert (code, printed) == (0, PROPOSED)
    assert said == (
        f"\n{SCALE}\n1 of 3 may repeat something earlier\n1 problem in 1 file; what could not be read is left out\n"
    )


def test_without_settings_it_says_what_is_wrong(plans: Plans, root: Path) -> None:
    replace(root, "title:", "titel:", "site_config.yml")
    code, printed, _ = plans(root)
    assert code == 1
    assert printed.startswith("site_config.yml:1:1: 'titel' is no key here")


def test_specimen_repeats_what_it_states(plans: Plans) -> None:
    code, printed, said = plans(SPECIMEN, "specimen-2031/2")
    assert (code, said) == (0, f"\n{SCALE}\n1 of 1 may repeat something earlier\n")
    assert "specimen-2027/2, stated already" in printed
