"""`plans update`: a follow-up file that passes check, from options or from questions."""

import errno
import os
import pty
import random
import re
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from cProfile import Profile
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from generator.asking import Conversation
from generator.follow_up import Draft, Fields, NotUnderstood, as_written, begin, changes, citation_key
from generator.outlook import sentences
from generator.read import read
from generator.write import lengthen
from tests.conftest import ROOT, SPECIMEN
from tests.made_up import write_plans
from tests.test_bad import BASE, checked
from tests.test_main import Plans

PLAN = "ferry-2031"
TITLE = "Action plan of the Fictional Ferry Service"
TODAY = date(2032, 2, 1)
LATER = date(2032, 10, 1)
ENTERED = ("--entered", "2032-02-01")
HEAD = (
    *("--title", "Letter: winter", "--date", "2 January 2032", "--source", "https://ferry.example/letter-2"),
    *ENTERED,
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A collection without a mistake, whose action 2.1 was moved by an update before."""
    return Path(shutil.copytree(BASE, tmp_path / "good"))


@pytest.fixture
def plans(capsys: pytest.CaptureFixture[str]) -> Plans:
    return Plans(capsys)


def files(root: Path) -> dict[str, str]:
    """Every file below plans/, by name; the day on which one was entered is that of the test."""
    return {
        path.relative_to(root).as_posix(): re.sub("(?m)^entered: [0-9-]+$", "entered: TODAY", path.read_text())
        for path in sorted((root / "plans").rglob("*"))
        if path.is_file()
    }


def made_by(root: Path, run: Callable[[], object]) -> dict[str, str]:
    """The files that a command makes; it changes no other."""
    before = files(root)
    run()
    after = files(root)
    assert {name: after[name] for name in before} == before
    return {name: text for name, text in after.items() if name not in before}


# Options


def test_update_from_options_is_written_and_told(plans: Plans, good: Path) -> None:
    options = ["--delivery", "paused", "--said", "It is cold.\nVery.\n\nAnd wet.", "--target-date", "31/12/2032"]
    options += ["--owner", "Head of Crews", "--words", "Write all down.", "--reason", "Ice.", "--note", "By hand."]
    options += ["--evidence", "https://a.example/1", "--evidence", "https://a.example/2 https://a.example/3"]
    said: list[tuple[int, str, str]] = []
    made = made_by(
        good, lambda: said.append(plans("--root", good, "update", f"{PLAN}/1.1", *HEAD, "--by", "The Board", *options))
    )
    name = f"plans/{PLAN}/2032-01-02-letter-winter.yml"
    assert made == {
        name: 'update: "Letter: winter"\n'
        "date: 2032-01-02\n"
        "by: The Board\n"
        "source: https://ferry.example/letter-2\n"
        "entered: TODAY\n"
        "entries:\n"
        '  - action: "1.1"\n'
        "    delivery: paused\n"
        "    said: >-\n"
        "      It is cold. Very.\n"
        "\n"
        "      And wet.\n"
        "    target_date: 31/12/2032\n"
        "    owner: Head of Crews\n"
        "    words: Write all down.\n"
        "    reason: Ice.\n"
        "    evidence:\n"
        "      - https://a.example/1\n"
        "      - https://a.example/2\n"
        "      - https://a.example/3\n"
        "    note: By hand.\n"
    }
    told = (
        "  Action 1.1: reported paused; target date moved from 30 June 2031 to 31 December 2032; "
        "owner moved from 'Chief Engineer' to 'Head of Crews'; "
        "words changed from 'Write down what is inspected.' to 'Write all down.'; "
        "said: 'It is cold. Very. And wet.'; reason: Ice.\n"
        "no problems\n" + UNDO
    )
    assert said == [(0, f"{good}/{name}\n", told)]


def entry_of(printed: str) -> str:
    return printed.partition("entries:\n")[2]


UNDO = "To undo before it is published, delete this file. Next: plans diff origin/main\n"
ENTRIES: dict[str, tuple[list[str], str]] = {
    "what is superseded": (
        [f"{PLAN}/1.1", "--delivery", "superseded", "--superseded-by", "1.2", "--reason", "One is enough."],
        '  - action: "1.1"\n    delivery: superseded\n    superseded_by: "1.2"\n    reason: One is enough.\n',
    ),
    "a date with a reading": (
        [f"{PLAN}/1.1", "--target-date", "31/09/2032", "--date-read-as", "30/09/2032", "--reason", "Ice."],
        '  - action: "1.1"\n    target_date: 31/09/2032\n    date_read_as: 30/09/2032\n    reason: Ice.\n',
    ),
    "a decision": (
        [
            *(f"{PLAN}/1", "--decision", "Partly Agreed", "--addressee", "Fictional Ferry Service"),
            *("--decision-reason", "policy, affordability", "--reason", "Too dear."),
        ],
        '  - recommendation: "1"\n    decision: Partly Agreed\n    addressee: Fictional Ferry Service\n'
        "    decision_reason: [policy, affordability]\n    reason: Too dear.\n",
    ),
    "a finding": (
        [
            f"{PLAN}/1",
            "--finding",
            "--judgement",
            "good progress",
            "--found",
            "Seen.",
            "--evidence",
            "https://a.example/",
        ],
        '  - recommendation: "1"\n    judgement: good progress\n    found: Seen.\n    evidence: https://a.example/\n',
    ),
    "several, each once, in the order given": (
        [f"{PLAN}/2.1", f"{PLAN}/1.1", f"{PLAN}/2.1", "--said", "Done."],
        "  # Recruit two day crews (see 1.2).\n"
        '  - action: "2.1"\n    said: Done.\n'
        "  # Write down what is inspected.\n"
        '  - action: "1.1"\n    said: Done.\n',
    ),
}


@pytest.mark.parametrize(("arguments", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_dry_run_prints_the_text_and_writes_nothing(plans: Plans, good: Path, arguments: list[str], entry: str) -> None:
    before = files(good)
    code, printed, said = plans("--root", good, "update", *arguments, *HEAD, "--dry-run")
    assert (code, entry_of(printed), said) == (0, entry, "")
    assert files(good) == before


def test_plan_alone_is_every_action_of_it_that_is_not_closed(plans: Plans, good: Path) -> None:
    plans("--root", good, "update", f"{PLAN}/1.1", "--delivery", "complete", *HEAD)
    _, printed, _ = plans("--root", good, "update", PLAN, "--said", "Done.", *HEAD[2:], "--title", "B", "--dry-run")
    assert re.findall('action: "(.*)"', printed) == ["1.2", "2.1"]


def test_finding_may_be_of_closed_actions_too(plans: Plans, good: Path) -> None:
    plans("--root", good, "update", f"{PLAN}/1.1", "--delivery", "complete", *HEAD)
    asked = ("update", PLAN, "--finding", "--found", "Done.", *HEAD[2:], "--title", "B", "--dry-run")
    assert re.findall('action: "(.*)"', plans("--root", good, *asked)[1]) == ["1.1", "1.2", "2.1"]


def test_former_keys_are_written_as_they_are_now_and_said(plans: Plans, good: Path) -> None:
    plan = good / "plans" / f"{PLAN}.yml"
    text = plan.read_text().replace("title:", "formerly: [boats-2031]\ntitle:", 1)
    plan.write_text(text.replace('id: "2.1"\n', 'id: "2.1"\n        formerly: ["1.3"]\n'))
    code, printed, said = plans("--root", good, "update", "boats-2031/1.3", "--said", "Done.", *HEAD, "--dry-run")
    assert (code, entry_of(printed)) == (0, '  - action: "2.1"\n    said: Done.\n')
    assert said == "boats-2031/1.3 is ferry-2031/2.1 now\n"


def test_keys_of_two_plans_make_a_document_each(plans: Plans, good: Path) -> None:
    other = (good / "plans" / f"{PLAN}.yml").read_text().replace("/plan-2031", "/plan-2032")
    (good / "plans" / "ferry-2032.yml").write_text(other)
    asked = ("--root", good, "update", "ferry-2032/1.1", f"{PLAN}/1.1", "--said", "Done.", *HEAD)
    printed = plans(*asked, "--dry-run")[1]
    said: list[str] = []
    made = made_by(good, lambda: said.append(plans(*asked)[2]))
    assert said == [
        f"The plan ferry-2032: {TITLE}\n  Action 1.1: said: 'Done.'\n"
        f"The plan {PLAN}: {TITLE}\n  Action 1.1: said: 'Done.'\n"
        "no problems\nTo undo before it is published, delete these files. Next: plans diff origin/main\n"
    ]
    assert re.findall("^# (.*)$", printed, re.MULTILINE) == [
        "plans/ferry-2032/2032-01-02-letter-winter.yml",
        f"plans/{PLAN}/2032-01-02-letter-winter.yml",
    ]
    assert [*made] == [f"plans/{PLAN}/2032-01-02-letter-winter.yml", "plans/ferry-2032/2032-01-02-letter-winter.yml"]


def times_called(names: Iterable[str], run: Callable[[], object]) -> Counter[str]:
    """How often functions of these names are called meanwhile."""
    profile = Profile()
    profile.runcall(run)
    calls = ((getattr(entry.code, "co_name", ""), entry.callcount) for entry in profile.getstats())
    return sum((Counter({name: count}) for name, count in calls if name in names), Counter())


def test_plans_are_read_and_checked_as_often_for_many_as_for_one(plans: Plans, tmp_path: Path) -> None:
    write_plans(tmp_path, 6)
    keys = [f"harbour-{number}-2031/1.1" for number in range(6)]

    def counted(title: str, keys: list[str]) -> Counter[str]:
        asked: list[str | Path] = ["--root", tmp_path, "update", *keys, "--said", "Done.", "--title", title, *HEAD[2:]]
        return times_called(("report_strangers", "faults_of_ids"), lambda: plans(*asked))

    assert counted("One", keys[:1]) == counted("Many", keys) == {"report_strangers": 2, "faults_of_ids": 3}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ferry-2031/1.1", "ferry-2031/1.1"),
        ("ferry-2031/1.1/", "ferry-2031/1.1"),
        ("ferry-2031#1.1", "ferry-2031/1.1"),
        ("https://plans.example/a/plans/ferry-2031/1/#1.1", "ferry-2031/1.1"),
        ("plans/ferry-2031/4a-iii/", "ferry-2031/4a-iii"),
        ("plans/ferry-2031.yml", "ferry-2031"),
        ("ferry-2031/", "ferry-2031"),
        ("a/b/c/d", "a/b/c/d"),
    ],
)
def test_key_may_be_the_address_of_its_page(typed: str, key: str) -> None:
    assert citation_key(typed) == key


def test_what_is_wrong_with_one_of_several_plans_is_told_behind_its_name(plans: Plans, good: Path) -> None:
    other = (good / "plans" / f"{PLAN}.yml").read_text().replace("30/06/2031", "30/06/2033")
    (good / "plans" / "ferry-2032.yml").write_text(other)
    asked = ("ferry-2032/1.1", f"{PLAN}/1.1", "--target-date", "30/06/2033", *HEAD)
    assert plans("--root", good, "update", *asked)[2] == (
        "nothing is written:\n"
        "  the target date moves, and no reason is given\n"
        "      add --reason in the words of the document, or --reason 'No reason is given.'\n"
        "  ferry-2032: '30/06/2033' is no move: the target date is 30 June 2033 already\n"
        "      leave the date out, or look which one is new\n"
    )


def test_long_title_is_cut_between_words_for_the_file(good: Path) -> None:
    (draft,) = begun(good, "1.1", head={**GIVEN, "update": "Progress of " + "ferries " * 20})
    assert draft.name == f"plans/{PLAN}/2032-01-02-progress-of-ferries-ferries-ferries-ferries-ferries-ferries.yml"
    (draft,) = begun(good, "1.1", head={**GIVEN, "update": "a" * 99})
    assert draft.name == f"plans/{PLAN}/2032-01-02-{'a' * 60}.yml"


# Wrong use

NOTHING = "nothing is written:\n"
WRONG: dict[str, tuple[list[str], str]] = {
    "nothing is given": (
        [f"{PLAN}/1.1", "--date", "2032-01-02", *ENTERED],
        f"{NOTHING}"
        "  --title is missing\n"
        "      give what the document is called, as in 'Progress report, autumn 2031'\n"
        "  --source is missing\n"
        "      give where the document can be read: an address, or a file in plans/sources/, "
        "as in 'https://specimen.example/letter-1'\n"
        "  nothing is said of 1.1\n"
        "      add --delivery, --said, or what moved\n",
    ),
    "no such plan": (["fery-2031/1.1"], "there is no plan 'fery-2031': did you mean 'ferry-2031'?\n"),
    "no such plan, nor any like it": (["x"], "there is no plan 'x': the plans are ferry-2031\n"),
    "no such action": (
        [f"{PLAN}/1.9"],
        "there is no 'ferry-2031/1.9': recommendation 1 has 1.1, 1.2\n",
    ),
    "no such recommendation": (
        [f"{PLAN}/9"],
        "there is no 'ferry-2031/9': the plan's recommendations are 1, 2\n",
    ),
    "an option of the other kind": (
        [f"{PLAN}/1.1", "--found", "It."],
        "--found belongs to a finding: add --finding\n",
    ),
    "an option of an update": (
        [f"{PLAN}/1.1", "--finding", "--said", "It."],
        "--said belongs to an update: take --finding out\n",
    ),
    "a move without a reason": (
        [f"{PLAN}/1.1", "--target-date", "31/12/2032", *HEAD],
        f"{NOTHING}"
        "  the target date moves, and no reason is given\n"
        "      add --reason in the words of the document, or --reason 'No reason is given.'\n",
    ),
    "a date that cannot be read": (
        [f"{PLAN}/1.1", "--target-date", "31/09/2032", "--reason", "Ice.", *HEAD],
        f"{NOTHING}"
        "  '31/09/2032' cannot be read as a date: September has 30 days\n"
        "      keep what is printed, and add your reading below it: "
        "--date-read-as '30/09/2032', or --date-read-as 'undated'\n",
    ),
    "a move that is none": (
        [f"{PLAN}/1.1", "--target-date", "30 June 2031", "--reason", "Ice.", *HEAD],
        f"{NOTHING}"
        "  '30 June 2031' is no move: the target date is 30 June 2031 already\n"
        "      leave the date out, or look which one is new\n",
    ),
    "a day to come": (
        [f"{PLAN}/1.1", "--said", "It.", *HEAD, "--date", "2 February 2032"],
        f"{NOTHING}"
        "  '2032-02-02' is after 1 February 2032, the day on which this is entered\n"
        "      give the day on which it was said or found, as in 2031-09-20\n",
    ),
    "a plan of which nothing is said": (
        [PLAN, *HEAD],
        f"{NOTHING}  nothing is said of 1.1, 1.2, 2.1\n      add --delivery, --said, or what moved\n",
    ),
    "a date of one word": (
        [f"{PLAN}/1.1", "--target-date", "soon", "--reason", "Ice.", *HEAD],
        f"{NOTHING}"
        "  'soon' cannot be read as a date\n"
        "      keep what is printed, and add your reading below it: "
        "--date-read-as '…', or --date-read-as 'undated'\n",
    ),
    "a date that looks like a field": (
        [f"{PLAN}/1.1", "--target-date", "soon: later", "--reason", "Ice.", *HEAD],
        f"{NOTHING}"
        "  'soon: later' cannot be read as a date\n"
        "      keep what is printed, and add your reading below it: "
        "--date-read-as '…', or --date-read-as 'undated'\n",
    ),
    "a word that is none, of two": (
        [f"{PLAN}/1.1", f"{PLAN}/1.2", "--delivery", "compleet", *HEAD],
        f"{NOTHING}"
        "  1.1, 1.2: --delivery cannot be 'compleet'\n"
        "      did you mean 'complete'? Else write one of: not started, in progress, complete, continuing, paused, "
        "superseded, withdrawn, no longer applicable\n",
    ),
    "a delivery of a recommendation": (
        [f"{PLAN}/1", "--delivery", "complete", *HEAD],
        f"{NOTHING}  a recommendation has no 'delivery'\n      name the action instead\n",
    ),
    "a day that does not exist": (
        [f"{PLAN}/1.1", "--said", "It.", *HEAD, "--date", "30/02/2032"],
        f"{NOTHING}"
        "  '30/02/2032' is no day: February 2032 has 29 days\n"
        "      write year, month and day, as in 2031-09-20\n",
    ),
    "a day before the plan's": (
        [f"{PLAN}/1.1", "--said", "It.", *HEAD, "--date", "2030-01-01"],
        f"{NOTHING}"
        "  '2030-01-01' is before the plan's own date, 2031-03-20\n"
        "      compare with the document and with the plan\n",
    ),
    "a source that is none": (
        [f"{PLAN}/1.1", "--said", "It.", *HEAD, "--source", "letter"],
        f"{NOTHING}"
        "  there is no file 'letter'\n"
        "      put the file into plans/sources/, or write an address as in 'https://plans.example/'\n",
    ),
    "words with a character that cannot be seen": (
        [f"{PLAN}/1.1", "--said", "It\x07.", *HEAD],
        f"{NOTHING}"
        "  there is a character here that cannot be seen\n"
        "      delete it, and type a space if one belongs there; such characters come with words from a PDF\n",
    ),
    "a file that is there": (
        [f"{PLAN}/1.1", "--said", "It.", *HEAD, "--title", "Progress", "--date", "2031-09-20"],
        f"{NOTHING}"
        "  there is a file 'plans/ferry-2031/2031-09-20-progress.yml' already\n"
        "      give this one another title\n",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_wrong_options_are_explained_and_nothing_is_written(
    plans: Plans, good: Path, arguments: list[str], said: str
) -> None:
    before = files(good)
    assert plans("--root", good, "update", *arguments) == (2, "", said)
    assert files(good) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("  ", "there are no words in it; leave it out if there is nothing to say"),
        ("a\udce9", "there is a character in it that is not UTF-8"),
    ],
)
def test_option_without_words_is_explained(plans: Plans, good: Path, words: str, said: str) -> None:
    code, _, explained = plans("--root", good, "update", f"{PLAN}/1.1", "--said", words)
    assert (code, explained.splitlines()[-1]) == (2, f"plans update: error: argument --said: {said}")


REMOVED = "        removed:\n          date: 2031-06-01\n          reason: It went.\n"


def test_nothing_is_said_of_what_was_removed(plans: Plans, good: Path) -> None:
    plan = good / "plans" / f"{PLAN}.yml"
    text = plan.read_text()
    plan.write_text(text.replace('id: "1.1"\n', f'id: "1.1"\n{REMOVED}'))
    said = "'ferry-2031/1.1' was removed: nothing more is said of it\n"
    assert plans("--root", good, "update", f"{PLAN}/1.1") == (2, "", said)
    plan.write_text("removed:\n  date: 2031-06-01\n  reason: It went.\n" + text)
    said = "the plan 'ferry-2031' was removed: nothing more is said of it\n"
    assert plans("--root", good, "update", f"{PLAN}/1.1") == (2, "", said)


def test_mistakes_of_the_plan_come_first(plans: Plans, good: Path) -> None:
    """How its actions stand cannot be known."""
    plan = good / "plans" / f"{PLAN}.yml"
    plan.write_text(plan.read_text().replace("title:", "titel:", 1))
    assert plans("--root", good, "update", f"{PLAN}/1.1", "--said", "Done.", *HEAD) == (
        1,
        f"plans/{PLAN}.yml:1:1: 'titel' is no key here\n"
        "    1 | titel: Action plan of the Fictional Ferry Service\n"
        "      | ^~~~~\n"
        "    did you mean 'title'?\n",
        "1 problem in 1 file; mend this first, for nothing is written now\n",
    )


def test_mistakes_of_other_plans_are_left_alone(plans: Plans, good: Path) -> None:
    (good / "plans" / "boats-2031.yml").write_text("titel: Boats\n")
    assert plans("--root", good, "update", f"{PLAN}/1.1", "--said", "Done.", *HEAD, "--dry-run")[0] == 0


def test_folder_that_cannot_be_made_is_told(plans: Plans, good: Path) -> None:
    other = (good / "plans" / f"{PLAN}.yml").read_text()
    (good / "plans" / "ferry-2032.yml").write_text(other)
    (good / "plans" / "ferry-2032").write_text("in the way\n")
    code, printed, said = plans("--root", good, "update", "ferry-2032/1.1", "--said", "Done.", *HEAD)
    path = good / "plans" / "ferry-2032" / "2032-01-02-letter-winter.yml"
    assert (code, printed) == (3, "")
    assert said == f"{path} cannot be written: {os.strerror(errno.EEXIST)}; look whether you may write there\n"


# What is written passes check

WORDS = [
    "Two recruited.",
    "Three: one of them",
    "# no heading",
    "naïve “façade”",
    "港",
    "x" * 300,
    "a\n\nb",
    "yes",
    "1.10",
]
WORDS += [
    "Long words follow here, " * 20,
    "- a bullet",
    "{braces} & <b>bold</b>",
    'it\'s "quoted" \\ so',
    "a\x85b",
    "@x",
    " ",
]
CHOICES: dict[str, list[str]] = {
    "--delivery": [
        "complete",
        "in progress",
        "paused",
        "superseded",
        "withdrawn",
        "continuing",
        "not reported",
        "done",
    ],
    "--target-date": ["31/12/2032", "June 2032", "31/09/2032", "Completed", "Ongoing 2032", "soon"],
    "--date-read-as": ["30/09/2032", "undated", "never"],
    "--decision": ["Agreed", "Partly Agreed", "Not Agreed", "Perhaps"],
    "--decision-reason": ["policy", "policy, affordability", "not stated", "money"],
    "--addressee": ["Fictional Ferry Service", "FFS", "Nobody"],
    "--superseded-by": ["1.2", "2.1", "9.9", "x"],
    "--evidence": ["https://a.example/", "https://a.example/1?b=c#d https://a.example/2", "a letter"],
    "--judgement": ["achieved", "good progress", "not assessed", "bad"],
    **dict.fromkeys(("--said", "--owner", "--words", "--reason", "--note", "--found", "--by"), WORDS),
}
GOOD = {"--delivery": 3, "--target-date": 2, "--date-read-as": 1, "--decision": 1, "--evidence": 2, "--judgement": 2}
GOOD = dict.fromkeys(CHOICES, 11) | GOOD
KEYS = ["1.1", "1.2", "2.1", "1", "2"]


def test_flaw_of_very_many_is_told_once(plans: Plans, tmp_path: Path) -> None:
    write_plans(tmp_path, 1)
    said = "  nothing is said of 1.1, 1.2, 1.3 and 38 more\n      add --delivery, --said, or what moved\n"
    assert plans("--root", tmp_path, "update", "harbour-0-2031", *HEAD)[2] == NOTHING + said


def any_arguments(chance: random.Random) -> Iterator[str]:
    kind, reason = ("--finding", []) if chance.random() < 0.3 else ("", ["--reason"])
    yield from (
        f"{PLAN}/{key}" for key in chance.sample(KEYS[:3] if chance.random() < 0.7 else KEYS, chance.choice([1, 2]))
    )
    yield from [kind] * bool(kind)
    yield from ENTERED
    yield f"--title={chance.choice([*WORDS, 'Letter', 'Return', 'Visit'])}"
    yield f"--date={chance.choice(['2032-01-02', '2 January 2032', '01/02/2032'])}"
    yield f"--source={chance.choice(['https://a.example/letter?x=1#y', 'https://a.example/' + 'b' * 120])}"
    says = ["--judgement", "--found"] if kind else ["--delivery", "--said", "--target-date", "--words", "--decision"]
    others = [
        "--evidence",
        "--note",
        "--by",
        *([] if kind else ["--owner", "--owner", "--superseded-by", "--decision-reason"]),
    ]
    for name in [chance.choice(says), *reason, *chance.sample(others, chance.choice([0, 0, 1, 2]))]:
        bold = chance.random() < 0.2  # what may be refused, now and then
        yield f"{name}={chance.choice(CHOICES[name] if bold else CHOICES[name][: GOOD[name]])}"


def test_what_is_written_passes_check_for_500_random_options(plans: Plans, good: Path) -> None:
    chance = random.Random(4)
    before = files(good)
    file = good / "plans" / PLAN / "2032-01-02-any.yml"
    passed = 0
    while passed < 500:
        arguments = list(any_arguments(chance))
        code, printed, said = plans("--root", good, "update", "--dry-run", *arguments)
        if code == 0:
            passed += 1
            file.write_text(re.sub("(?m)^date: .*$", "date: 2032-01-02", printed))
            assert checked(good) == (0, "no problems\n"), arguments
            file.unlink()
        else:
            assert (code, printed) == (2, "")
            assert said
        assert files(good) == before


# Questions


class Editor:
    """Gives answers in turn, and keeps all that was said."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.transcript: list[str] = []

    def ask(self, question: str) -> str:
        answer = self.answers.pop(0)
        self.transcript += [question, f"> {answer}"]
        return answer

    def talk(self, drafts: Iterable[Draft]) -> list[Draft]:
        completed = Conversation(self.ask, self.transcript.append).complete(list(drafts))
        assert self.answers == [], "every answer was asked for"
        return completed


def begun(root: Path, *keys: str, kind: str = "update", head: Fields | None = None, **entry: str) -> list[Draft]:
    return begin(read(root), [f"{PLAN}/{key}" if key else PLAN for key in keys], kind, head or {}, entry, TODAY)


GIVEN: Fields = {"update": "Letter", "date": "2032-01-02", "source": "https://ferry.example/letter-2"}
FOUND: Fields = {"finding": "Visit", "date": "2032-01-02", "source": "https://ferry.example/visit"}


def test_one_action_is_asked_about_in_plain_questions(good: Path) -> None:
    editor = Editor("Letter", "", "https://a.example/", "", "in p", "All is well.", "", "", "https://a.example/1")
    (draft,) = editor.talk(begun(good, "2.1"))
    assert draft.name == f"plans/{PLAN}/2032-02-01-letter.yml"
    assert draft.text == (
        "update: Letter\n"
        "date: 2032-02-01\n"
        "source: https://a.example/\n"
        "entered: 2032-02-01\n"
        "entries:\n"
        '  - action: "2.1"\n'
        "    delivery: in progress\n"
        "    said: All is well.\n"
        "    evidence: https://a.example/1\n"
    )
    assert editor.transcript == [
        "What is the document called, as in 'Progress report, autumn 2031'?",
        "> Letter",
        "On which day was it said? Enter for today, 1 February 2032:",
        "> ",
        "Where can it be read, as in 'https://plans.example/letter'?",
        "> https://a.example/",
        "Who says so? Enter for Fictional Ferry Service:",
        "> ",
        "\nAction 2.1: Recruit two day crews (see 1.2).",
        "Delivery now: in progress. Delivery, as the document has it (not started, in progress, complete, continuing, "
        "paused, superseded, withdrawn, no longer applicable), or Enter for none:",
        "> in p",
        "understood: in progress",
        "What is said, in the words of the document, or Enter for none:",
        "> All is well.",
        "Target date now: 31 March 2032 (moved to '31/03/2032'). New target date, as printed, or Enter for no change:",
        "> ",
        "Owner now: Head of Crews. New owner, as printed, or Enter for no change:",
        "> ",
        "Addresses of what shows it, with blanks between, or Enter for none:",
        "> https://a.example/1",
    ]


def test_wrong_answers_are_told_at_once_and_asked_again(good: Path) -> None:
    editor = Editor("", "Letter", "1/1/30", "2/1/32", "letter", "https://a.example/", "", "x", "", "It.", "", "", "")
    (draft,) = editor.talk(begun(good, "1.1"))
    assert draft.head == {"update": "Letter", "date": "2032-01-02", "source": "https://a.example/"}
    told = [line for line in editor.transcript if "\n    " in line]
    assert told == [
        "there are no words here\n    write the words as printed, or take the line out",
        "'2030-01-01' is before the plan's own date, 2031-03-20\n    compare with the document and with the plan",
        "there is no file 'letter'\n"
        "    put the file into plans/sources/, or write an address as in 'https://plans.example/'",
        "'delivery' cannot be 'x'\n"
        "    write one of: not started, in progress, complete, continuing, paused, superseded, withdrawn, "
        "no longer applicable",
    ]


def questions(editor: Editor) -> list[str]:
    """What was asked and answered, each question in its first or last words."""
    asked = [line for line in editor.transcript if not line.startswith("\n")]
    asked = [line for line in asked if not line.startswith("understood")]
    return [re.sub(r"^.*?\. (?=New|Delivery)| \(.*\)", "", line) for line in asked]


def test_what_an_answer_demands_is_asked_next_and_enter_takes_the_answer_back(good: Path) -> None:
    editor = Editor("super", "", "super", "9.9", "1.2", "", "", "")
    (draft,) = editor.talk(begun(good, "1.1", head=GIVEN))
    assert draft.entries[0][1] == {
        "delivery": "superseded",
        "superseded_by": "1.2",
        "reason": "No reason is given.",
    }
    assert questions(editor) == [
        "Delivery, as the document has it, or Enter for none:",
        "> super",
        "The id of what took its place, as in 2.4, or Enter to change the answer before:",
        "> ",
        "Delivery, as the document has it, or Enter for none:",
        "> super",
        "The id of what took its place, as in 2.4, or Enter to change the answer before:",
        "> 9.9",
        "there is no '9.9' in the plan 'ferry-2031'\n    the plan's recommendations are 1, 2; "
        "if the source lacks it, name it under 'missing' of its recommendation",
        "The id of what took its place, as in 2.4, or Enter to change the answer before:",
        "> 1.2",
        "The reason, in the words of the document, or Enter for 'No reason is given.':",
        "> ",
        "What is said, in the words of the document, or Enter for none:",
        "> ",
        "Addresses of what shows it, with blanks between, or Enter for none:",
        "> ",
    ]


def test_reading_of_a_date_is_asked_next_and_the_reason_of_what_moves_at_last(good: Path) -> None:
    editor = Editor("in progress", "", "31/09/32", "", "31/09/32", "30/09/32", "", "", "")
    (draft,) = editor.talk(begun(good, "1.1", head=GIVEN))
    assert draft.entries[0][1] == {
        "delivery": "in progress",
        "target_date": "31/09/32",
        "date_read_as": "30/09/32",
        "reason": "No reason is given.",
    }
    assert questions(editor) == [
        "Delivery, as the document has it, or Enter for none:",
        "> in progress",
        "What is said, in the words of the document, or Enter for none:",
        "> ",
        "New target date, as printed, or Enter for no change:",
        "> 31/09/32",
        "Your reading of this date, as in 30/09/2031, or 'undated', or Enter to type the date again:",
        "> ",
        "New target date, as printed, or Enter for no change:",
        "> 31/09/32",
        "Your reading of this date, as in 30/09/2031, or 'undated', or Enter to type the date again:",
        "> 30/09/32",
        "New owner, as printed, or Enter for no change:",
        "> ",
        "The reason, in the words of the document, or Enter for 'No reason is given.':",
        "> ",
        "Addresses of what shows it, with blanks between, or Enter for none:",
        "> ",
    ]


def test_many_actions_are_gone_through_and_those_left_out_are_not_written(good: Path) -> None:
    editor = Editor("", "-", "It is begun.", "", "", "", "pau", "Ice.", "", "", "", "")
    (draft,) = editor.talk(begun(good, "", head=GIVEN))
    assert entry_of(draft.text) == (
        "  # Train the crews in it, before the winter timetable begins.\n"
        '  - action: "1.2"\n    said: It is begun.\n'
        "  # Recruit two day crews (see 1.2).\n"
        '  - action: "2.1"\n    delivery: paused\n    reason: Ice.\n'
    )
    assert editor.transcript[:6] == [
        "\nThere are 3 to go through. Enter at the first question of each leaves it out; '-' goes on to its other "
        "questions.\n"
        "The words for a delivery, of which the beginning is enough: not started, in progress, complete, continuing, "
        "paused, superseded, withdrawn, no longer applicable.",
        "\nAction 1.1 (1 of 3): Write down what is inspected.",
        "Delivery now: not reported. Delivery, as the document has it, or Enter to leave this action out:",
        "> ",
        "\nAction 1.2 (2 of 3): Train the crews in it, before the winter timetable begins.",
        "Delivery now: not reported. Delivery, as the document has it, or Enter to leave this action out:",
    ]


def test_all_left_out_is_nothing_to_write(good: Path) -> None:
    with pytest.raises(NotUnderstood, match="nothing is said of anything, so nothing is written"):
        Editor("", "", "").talk(begun(good, "", head=GIVEN))


def test_decision_is_chosen_from_the_words_that_are_listed(good: Path) -> None:
    editor = Editor("partly", "policy, affordability", "", "Too dear.", "")
    (draft,) = editor.talk(begun(good, "1", head=GIVEN))
    assert entry_of(draft.text) == (
        '  - recommendation: "1"\n    decision: Partly Agreed\n    decision_reason: [policy, affordability]\n'
        "    reason: Too dear.\n"
    )
    assert editor.transcript[1:6] == [
        "Decision now: Agreed. New decision, in its printed words (Agreed, Partly Agreed, Not Agreed), "
        "or Enter for no change:",
        "> partly",
        "understood: Partly Agreed",
        "Why, in the form's categories (commissioning, policy, operational, affordability, not stated), "
        "or Enter to change the decision:",
        "> policy, affordability",
    ]


NONE_ANSWERED = "Nothing was answered for 1.1. Answer at least one question, or Enter again to leave it out."


def test_enter_at_every_question_and_once_more_leaves_a_single_action_out(good: Path) -> None:
    editor = Editor("", "", "", "", "")
    with pytest.raises(NotUnderstood, match="nothing is said of anything, so nothing is written"):
        editor.talk(begun(good, "1.1", head=GIVEN))
    told = editor.transcript.index(NONE_ANSWERED)
    assert (told, editor.transcript[told + 1].rpartition(", ")[2]) == (9, "or Enter to leave this action out:")


@pytest.mark.parametrize("delivery", ["complete", "withdrawn", "no longer applicable"])
def test_what_ends_is_asked_for_no_new_date_and_no_owner(good: Path, delivery: str) -> None:
    reason = [] if delivery == "complete" else ["Ice."]
    editor = Editor(delivery, *reason, "It is so.", "")
    editor.talk(begun(good, "1.1", head=GIVEN))
    asked = ["Delivery", *(["The reason"] if reason else []), "What is said", "Addresses"]
    assert [line.split(",")[0].split(" of what")[0] for line in questions(editor)[::2]] == asked


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("co", "complete or continuing?"),
        ("N", "not started or no longer applicable?"),
        ("wi", "'delivery' cannot be 'wi'"),
        ("IN PROG", "understood: in progress"),
        ("pau", "understood: paused"),
    ],
)
def test_beginning_of_a_word_is_understood_if_it_is_long_enough_and_of_one_alone(
    good: Path, typed: str, told: str
) -> None:
    editor = Editor(typed)
    with pytest.raises(IndexError):
        editor.talk(begun(good, "1.1", head=GIVEN))
    assert editor.transcript[3].startswith(told)


def test_who_says_so_is_asked_with_who_it_usually_is(good: Path) -> None:
    editor = Editor("Visit", "", "https://a.example/", "The Board")
    (draft,) = editor.talk(begun(good, "1.1", kind="finding", found="Seen."))
    assert draft.head["by"] == "The Board"
    assert editor.transcript[-2:] == ["Who says so? Enter for Fictional Inspectorate:", "> The Board"]


def test_finding_is_asked_for_its_judgement_and_words(good: Path) -> None:
    editor = Editor("-", "", "ach", "Seen.", "")
    (draft,) = editor.talk(begun(good, "1.1", kind="finding", head=FOUND))
    assert entry_of(draft.text) == '  - action: "1.1"\n    judgement: achieved\n    found: Seen.\n'
    assert NONE_ANSWERED in editor.transcript
    assert "understood: achieved" in editor.transcript


def test_only_what_the_options_lack_is_asked(good: Path) -> None:
    editor = Editor("Ice.")
    (draft,) = editor.talk(begun(good, "1.1", head=GIVEN, delivery="paused", note="By hand."))
    assert [*draft.entries[0][1].items()] == [("delivery", "paused"), ("note", "By hand."), ("reason", "Ice.")]


def test_options_that_say_nothing_are_followed_by_the_usual_questions(good: Path) -> None:
    editor = Editor("comp", "", "")
    (draft,) = editor.talk(begun(good, "1.1", head=GIVEN, note="By hand."))
    assert entry_of(draft.text) == '  - action: "1.1"\n    delivery: complete\n    note: By hand.\n'


def test_options_that_lack_nothing_are_not_talked_about(good: Path) -> None:
    editor = Editor()
    editor.talk(begun(good, "1.1", "1.2", head=GIVEN, delivery="complete"))
    assert editor.transcript == []


def test_one_head_is_asked_for_all_plans_and_fits_all(good: Path) -> None:
    text = (good / "plans" / f"{PLAN}.yml").read_text()
    (good / "plans" / "ferry-2032.yml").write_text(text.replace("20/03/2031", "20/01/2032"))
    editor = Editor("Letter", "2 January 2032", "1 February 2032", "https://a.example/", "")
    drafts = begin(read(good), [f"{PLAN}/1.1", "ferry-2032/1.1"], "update", {}, {"said": "Done."}, TODAY)
    assert [draft.name for draft in editor.talk(drafts)] == [
        f"plans/{PLAN}/2032-02-01-letter.yml",
        "plans/ferry-2032/2032-02-01-letter.yml",
    ]
    assert editor.transcript[4:] == [
        "'2032-01-02' is before the plan's own date, 2032-01-20\n    compare with the document and with the plan",
        "On which day was it said? Enter for today, 1 February 2032:",
        "> 1 February 2032",
        "Where can it be read, as in 'https://plans.example/letter'?",
        "> https://a.example/",
        "Who says so? Enter for Fictional Ferry Service:",
        "> ",
        "\nThe plan ferry-2031: Action plan of the Fictional Ferry Service",
        "\nThe plan ferry-2032: Action plan of the Fictional Ferry Service",
    ]


PRESENT = {
    "specimen-2031/8.11": "Target date now: 29 February 2032 (moved to '31/02/2032'). New",
    "specimen-2031/2.1": "Target date now: 31 March 2032 (moved to '31/03/2032'). New",
    "specimen-2031/1.1": "Target date now: 30 June 2031 (printed '30/06/2031'). New",
    "specimen-2031/3.2": (
        "Target date now: 'June 2031' and 'Completed' and 'From August 2031', printed beside several actions. New"
    ),
    "specimen-2031/6.20": "No target date is printed. New",
}


@pytest.mark.parametrize(("key", "question"), PRESENT.items(), ids=PRESENT)
def test_present_date_is_shown_however_it_stands(key: str, question: str) -> None:
    editor = Editor("in p", "", "", "", "")
    editor.talk(begin(read(SPECIMEN), [key], "update", {**GIVEN, "date": "2032-10-01"}, {}, LATER))
    assert [line[: len(question)] for line in editor.transcript if "target date" in line] == [question]


OWNERS = {
    "specimen-2031/8.11": "Owner now: Tide {Clerk} & *Sons* | <b>#2</b>. New",
    "specimen-2031/3.3": "Owner now: Quay Manager / Harbour Engineer, printed beside several actions. New",
    "specimen-2031/6.1": "No owner is printed. New",
}


@pytest.mark.parametrize(("key", "question"), OWNERS.items(), ids=OWNERS)
def test_present_owner_is_shown_however_it_stands(key: str, question: str) -> None:
    editor = Editor("in p", "", "", "", "")
    editor.talk(begin(read(SPECIMEN), [key], "update", {**GIVEN, "date": "2032-10-01"}, {}, LATER))
    assert [line[: len(question)] for line in editor.transcript if "owner" in line] == [question]


# A document that is there already

THERE: Fields = {"update": "Progress", "date": "2031-09-20", "source": "https://ferry.example/letter-1"}
PROGRESS = f"plans/{PLAN}/2031-09-20-progress.yml"
ADD = f"{PROGRESS} is here already. Add to it? ('yes', or another title)"
WHAT = "What is the document called, as in 'Progress report, autumn 2031'?"


def progress_called_as_its_file(root: Path, end: str = "") -> str:
    """The update that is there, with a title that makes its file's name."""
    path = root / PROGRESS
    text = path.read_text().replace("Progress report, autumn 2031", "Progress") + end
    path.write_text(text)
    return text


def test_entries_are_added_to_the_document_that_is_here_and_nothing_of_it_changes(good: Path) -> None:
    before = progress_called_as_its_file(good)
    editor = Editor("yes", "complete", "", "")
    (draft,) = editor.talk(begun(good, "1.1", head=THERE))
    assert editor.transcript[:2] == [ADD, "> yes"]
    assert (draft.name, draft.text) == (PROGRESS, f'{before}  - action: "1.1"\n    delivery: complete\n')
    lengthen(good / PROGRESS, before.encode(), draft.text.encode())
    assert (good / PROGRESS).read_text() == draft.text
    assert list(changes(draft)) == ["Action 1.1: reported complete; no evidence published"]
    assert checked(good) == (0, "no problems\n")


def test_documents_of_several_plans_are_added_to_together_and_a_new_one_is_made_beside(good: Path) -> None:
    before = progress_called_as_its_file(good)
    for other in ("ferry-2032", "ferry-2033"):
        (good / "plans" / f"{other}.yml").write_text((good / "plans" / f"{PLAN}.yml").read_text())
    (good / "plans" / "ferry-2032").mkdir()
    (good / "plans" / "ferry-2032" / "2031-09-20-progress.yml").write_text(before)
    editor = Editor("yes")
    keys = [f"{plan}/1.1" for plan in (PLAN, "ferry-2032", "ferry-2033")]
    drafts = editor.talk(begin(read(good), keys, "update", THERE, {"said": "Done."}, TODAY))
    assert editor.transcript[0] == f"{PROGRESS} and 1 more are here already. Add to them? ('yes', or another title)"
    assert [draft.before for draft in drafts] == [before.encode(), before.encode(), b""]


def test_added_entries_stand_and_end_as_those_that_are_there(good: Path) -> None:
    text = progress_called_as_its_file(good).replace("\n  ", "\n").rstrip("\n").replace("\n", "\r\n")
    (good / PROGRESS).write_bytes(text.encode())
    (draft,) = Editor("Y", "complete", "", "").talk(begun(good, "1.1", head=THERE))
    assert draft.text == text + '\r\n- action: "1.1"\r\n  delivery: complete\r\n'


def test_document_that_is_here_may_be_given_another_title_instead(good: Path) -> None:
    progress_called_as_its_file(good)
    editor = Editor("Letter: winter", "complete", "", "")
    (draft,) = editor.talk(begun(good, "1.1", head=THERE))
    assert draft.name == f"plans/{PLAN}/2031-09-20-letter-winter.yml"
    assert draft.before == b""


OTHERS: dict[str, tuple[Fields, str, str]] = {
    "another source": ({**THERE, "source": "https://ferry.example/letter-9"}, "1.1", ""),
    "another speaker": ({**THERE, "by": "The Board"}, "1.1", ""),
    "another title that makes the same name": ({**THERE, "update": "Progress!"}, "1.1", ""),
    "the same action": (THERE, "2.1", ""),
    "something below its entries": (THERE, "1.1", "note: By hand.\n"),
    "removed": (THERE, "1.1", "removed:\n  date: 2031-10-01\n  reason: It went.\n"),
}


@pytest.mark.parametrize(("head", "key", "end"), OTHERS.values(), ids=OTHERS)
def test_title_is_asked_for_where_the_name_is_anothers(good: Path, head: Fields, key: str, end: str) -> None:
    progress_called_as_its_file(good, end)
    editor = Editor("Progress of ours", "complete", "", "")
    (draft,) = editor.talk(begun(good, key, head=head))
    assert draft.name == f"plans/{PLAN}/2031-09-20-progress-of-ours.yml"
    assert editor.transcript[:3] == [
        f"there is a file '{PROGRESS}' already\n    give this one another title",
        WHAT,
        "> Progress of ours",
    ]


def test_document_of_another_speaker_is_not_added_to(good: Path) -> None:
    (good / PROGRESS).write_text(progress_called_as_its_file(good).replace("entries:", "by: The Board\nentries:"))
    (draft,) = begun(good, "1.1", head=THERE, said="Done.")
    assert draft.added() is None
    (draft,) = begun(good, "1.1", head={**THERE, "by": "The Board"}, said="Done.")
    assert draft.added()


# On a terminal


class Terminal:
    """The command on a terminal of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.shown = ""
        self.status: int | None = None  # of the command when it has ended
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            os.environ["TERM"] = "dumb"
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # what runs in the background ignores it, and its children do
            os.execv(
                sys.executable,
                [sys.executable, "-m", "generator", "--root", str(root), "update", *ENTERED, *arguments],
            )

    def answer(self, *answers: str) -> None:
        """Types each answer when it is asked for."""
        for answer in answers:
            self.wait("> ")
            os.write(self.screen, answer.encode())

    def press(self, key: str) -> None:
        """Presses a key until the command ends: a signal is lost that comes just before Python waits for a line."""
        self.wait("> ")
        while self.status is None:
            with suppress(OSError):  # it has just ended
                os.write(self.screen, key.encode())
            self.look_for_the_end()

    def look_for_the_end(self) -> None:
        """Waits for the command to end, two seconds at most."""
        for _ in range(40):
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.status = status
                return
            sleep(0.05)

    def wait(self, awaited: str) -> None:
        """Reads until the screen ends so, or the command."""
        fresh = ""
        while not fresh.endswith(awaited):
            try:
                more = os.read(self.screen, 65536).decode()
            except OSError:  # Linux says so at the end of a terminal
                more = ""
            if not more:
                return
            fresh += more.replace("\r\n", "\n")
        self.shown += fresh

    def end(self) -> tuple[int, str]:
        """The exit code, and all that the screen showed."""
        rest = b""
        while more := self.read_rest():
            rest += more
        if self.status is None:
            _, self.status = os.waitpid(self.process, 0)
        os.close(self.screen)
        return os.waitstatus_to_exitcode(self.status), self.shown + rest.decode().replace("\r\n", "\n")

    def read_rest(self) -> bytes:
        try:
            return os.read(self.screen, 65536)
        except OSError:
            return b""


def test_questions_are_answered_on_a_terminal_from_end_to_end(good: Path) -> None:
    """Words of any length: a terminal alone would cut a line at 4,095 characters."""
    long = "Long words follow here. " * 300
    terminal = Terminal(good, f"{PLAN}/1.1")
    terminal.answer("Letter\n", "2/1/2032\n", "https://a.example/\n", "\n", "comp\n", f"{long}\n", "\n", "\n")
    code, shown = terminal.end()
    path = good / "plans" / PLAN / "2032-01-02-letter.yml"
    told = (
        f"  Action 1.1: reported complete; no evidence published; said: '{'Long words follow here. ' * 6}Long words …'"
    )
    assert shown.startswith("Ctrl+C ends without writing.\n")
    assert (code, shown.splitlines()[-7:]) == (
        0,
        [f"plans/{PLAN}/2032-01-02-letter.yml will say:", told, *ASKED, "> ", str(path), "no problems", UNDO.rstrip()],
    )
    collection = read(good).collection
    assert collection
    (entry,) = next(document for document in collection.documents if document.id == path.stem).entries
    assert getattr(entry, "said", "") == long.strip()
    assert checked(good) == (0, "no problems\n")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl+C", "Ctrl+D"])
def test_interruption_writes_nothing(good: Path, key: str) -> None:
    before = files(good)
    terminal = Terminal(good, f"{PLAN}/1.1")
    terminal.answer("Letter\n", "2/1/2032\n", "https://a.example/\n", "\n", "comp\n")
    terminal.press(key)
    code, shown = terminal.end()
    assert (code, shown.splitlines()[-1]) == (130, "nothing is written")
    assert files(good) == before


ASKED = ["Write it? Enter for yes, 'no' to stop"]
FERRY = ("--said", "Done.", *HEAD)


def test_no_at_the_end_writes_nothing(good: Path) -> None:
    before = files(good)
    terminal = Terminal(good, f"{PLAN}/1.1", *FERRY)
    terminal.answer("no\n")
    code, shown = terminal.end()
    assert (code, shown.splitlines()[-3:]) == (0, [*ASKED, "> no", "nothing is written"])
    assert files(good) == before


def test_entries_added_on_a_terminal_stand_in_the_file(good: Path) -> None:
    text = progress_called_as_its_file(good)
    terminal = Terminal(good, f"{PLAN}/1.1", "--said", "Done.", *head_of(THERE))
    terminal.answer("yes\n", "\n")
    code, shown = terminal.end()
    undo = "To undo before it is published, take the added entries out again. Next: plans diff origin/main"
    assert (code, shown.splitlines()[-1]) == (0, undo)
    assert (good / PROGRESS).read_text() == f'{text}  - action: "1.1"\n    said: Done.\n'


def head_of(head: Fields) -> list[str]:
    """The options that give a document's head."""
    return [f"--{'title' if name == 'update' else name}={value}" for name, value in head.items()]


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("Chief Engineer", []),  # printed
        ("HEAD OF CREWS", []),  # as the page's address has it
        ("Chief Enginer", ["'Chief Enginer' is nobody known at this body; a page will be made for it{nearest}"]),
        ("The Weather", ["'The Weather' is nobody known at this body; a page will be made for it"]),
    ],
)
def test_owner_whom_nobody_knows_is_told_before_it_is_written(good: Path, owner: str, told: list[str]) -> None:
    (draft,) = begun(good, "2.1", head=GIVEN, owner=owner, reason="Ice.")
    assert [*sentences(draft)][1:] == [line.format(nearest=" (is it 'Chief Engineer'?)") for line in told]


# What is typed


@pytest.mark.parametrize(
    ("name", "typed", "written"),
    [
        ("said", "  Two\n recruited. ", "Two recruited."),
        ("said", "One.\r\n\r\n \t\n\nTwo\nlines.\n", "One.\nTwo lines."),
        ("said", "two  blanks", "two  blanks"),
        ("date", "2nd January 2032", "2032-01-02"),
        ("date", "soon", "soon"),
        ("evidence", "https://a.example/", "https://a.example/"),
        (
            "evidence",
            ["https://a.example/", "https://b.example/ https://c.example/"],
            [f"https://{x}.example/" for x in "abc"],
        ),
        ("delivery", "In Progress", "in progress"),
        ("judgement", "ACHIEVED", "achieved"),
        ("decision_reason", "Policy", "policy"),
        ("decision_reason", "policy , affordability", ["policy", "affordability"]),
    ],
)
def test_what_is_typed_is_written_as_a_file_has_it(name: str, typed: str | list[str], written: object) -> None:
    assert as_written(name, typed) == written
