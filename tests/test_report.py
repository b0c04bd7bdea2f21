"""Problems come out whole, for people, for pull requests and for programs."""

from dataclasses import replace

import pytest

from generator.problems import Place, Problem
from generator.report import FORMATS, report, summary

WRONG = Problem(Place("plans/x.yml", 12, 9), "'ownr…' is no key here", "did you mean 'owner'?")
ODD = Problem(Place("plans/a,b:c%.yml", 1, 1), "100 % of a, b: c\nand\r\nd — é")
ADVICE = Problem(Place("plans/y.yml", 3, 4), "'HR.' is spelt nearly as 'HR'", "list one under 'also'", is_advice=True)
PROBLEMS = [WRONG, ODD, ADVICE]


def test_people_read_place_message_and_hint() -> None:
    assert report(PROBLEMS, "text") == (
        "plans/x.yml:12:9: 'ownr…' is no key here\n"
        "    did you mean 'owner'?\n"
        "plans/a,b:c%.yml:1:1: 100 % of a, b: c\nand\r\nd — é\n"
        "plans/y.yml:3:4: advice: 'HR.' is spelt nearly as 'HR'\n"
        "    list one under 'also'\n"
    )


def test_pull_requests_are_annotated_with_what_separates_escaped() -> None:
    """A new line would end the annotation; in the path so would a comma or a colon."""
    assert report(PROBLEMS, "github") == (
        "::error file=plans/x.yml,line=12,col=9::'ownr…' is no key here: did you mean 'owner'?\n"
        "::error file=plans/a%2Cb%3Ac%25.yml,line=1,col=1::100 %25 of a, b: c%0Aand%0D%0Ad — é\n"
        "::notice file=plans/y.yml,line=3,col=4::'HR.' is spelt nearly as 'HR': list one under 'also'\n"
    )


def test_programs_read_a_list() -> None:
    assert report([WRONG, ADVICE], "json") == (
        "[\n"
        "  {\n"
        '    "file": "plans/x.yml",\n'
        '    "line": 12,\n'
        '    "column": 9,\n'
        '    "kind": "problem",\n'
        '    "message": "\'ownr…\' is no key here",\n'
        '    "hint": "did you mean \'owner\'?"\n'
        "  },\n"
        "  {\n"
        '    "file": "plans/y.yml",\n'
        '    "line": 3,\n'
        '    "column": 4,\n'
        '    "kind": "advice",\n'
        "    \"message\": \"'HR.' is spelt nearly as 'HR'\",\n"
        '    "hint": "list one under \'also\'"\n'
        "  }\n"
        "]\n"
    )


def test_nothing_wrong_is_nothing_said() -> None:
    assert [report([], form) for form in FORMATS] == ["", "", "[]\n"]


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([], "no problems"),
        ([ADVICE], "no problems, 1 piece of advice"),
        ([ADVICE, ADVICE], "no problems, 2 pieces of advice"),
        ([WRONG], "1 problem in 1 file"),
        ([WRONG, replace(WRONG, place=Place("plans/x.yml", 13, 1))], "2 problems in 1 file"),
        (PROBLEMS, "2 problems in 2 files, 1 piece of advice"),
    ],
)
def test_summary_counts_problems_files_and_advice(problems: list[Problem], said: str) -> None:
    assert summary(iter(problems)) == said
