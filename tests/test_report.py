"""Problems come out whole, and apart from advice, for people and for programs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from generator.problems import Place, Problem
from generator.report import Manner, json_of, summary, text_of, verdict
from generator.vocabulary import Advice

WRONG = Problem(Place("plans/x.yml", 2, 3), "'ownr…' is no key here", "did you mean 'owner'?")
ODD = Problem(Place("plans/x,y.yml", 1, 1), "100 % of a, b: c — é")
ADVICE = Problem(
    Place("plans/y.yml", 1, 8),
    "'HR.' is spelt nearly as 'HR'",
    "list one under 'also'",
    is_advice=True,
    rule=Advice.OWNER_SPELT_ALIKE,
)
OF_SETTINGS = Problem(Place("site_config.yml", 1, 1), "the site has no statement", "give one", is_advice=True)
UNDATED = replace(ADVICE, place=Place("plans/y.yml", 9, 1), message="no date", rule=Advice.NO_DATE)
FILES = {"plans/x.yml": ["title: Row", "  ownr…: Crew"], "plans/y.yml": ["owner: HR."]}


def lines_of(file: str) -> Sequence[str]:
    return FILES.get(file, ())


def test_people_read_what_is_wrong_then_its_line_then_what_to_do() -> None:
    assert text_of(verdict([WRONG, ODD]), lines_of) == (
        "plans/x.yml:2:3: 'ownr…' is no key here\n"
        "    2 |   ownr…: Crew\n"
        "      |   ^~~~~\n"
        "    did you mean 'owner'?\n"
        "\n"
        "plans/x,y.yml:1:1: 100 % of a, b: c — é\n"
    )


def test_advice_stands_apart_with_its_name() -> None:
    assert text_of(verdict([WRONG, OF_SETTINGS, ADVICE]), lines_of) == (
        "plans/x.yml:2:3: 'ownr…' is no key here\n"
        "    2 |   ownr…: Crew\n"
        "      |   ^~~~~\n"
        "    did you mean 'owner'?\n"
        "\n"
        "Advice, which fails nothing\n"
        "\n"
        "site_config.yml:1:1: advice: the site has no statement\n"
        "    give one\n"
        "\n"
        "plans/y.yml:1:8: advice (owner spelt alike): 'HR.' is spelt nearly as 'HR'\n"
        "    1 | owner: HR.\n"
        "      |        ^~~\n"
        "    list one under 'also'\n"
        "\n"
        "The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.\n"
    )


def test_advice_on_the_site_needs_no_page_that_says_why() -> None:
    assert text_of(verdict([OF_SETTINGS])) == (
        "Advice, which fails nothing\n\nsite_config.yml:1:1: advice: the site has no statement\n    give one\n"
    )


def test_advice_on_plans_may_be_counted_and_any_other_is_told() -> None:
    """The most frequent first; with how to see each."""
    found = verdict([OF_SETTINGS, ADVICE, *[UNDATED] * 1200], counts_advice=True)
    assert text_of(found, lines_of) == (
        "Advice, which fails nothing\n"
        "\n"
        "site_config.yml:1:1: advice: the site has no statement\n"
        "    give one\n"
        "\n"
        "    1,200  no date\n"
        "        1  owner spelt alike\n"
        "\n"
        "To see each: name files, or add '--since main' or '--advice each'.\n"
        "The site's page /how-to/advice/ says why each is asked, and how to answer one with a reason.\n"
    )


def test_problems_are_never_counted_away() -> None:
    assert verdict([WRONG, ODD], counts_advice=True).problems == [WRONG, ODD]


def test_lines_fit_the_terminal() -> None:
    long = Problem(
        Place("plans/z.yml", 1, 8), "'all of it' is too long to be told in one line", "write it in few words"
    )
    lines = ["words: all of it, and more, and more"]
    assert text_of(verdict([long]), lambda _: lines, Manner(columns=40)) == (
        "plans/z.yml:1:8: 'all of it' is too long\n"
        "    to be told in one line\n"
        "    1 | words: all of it, and more, and…\n"
        "      |        ^~~~~~~~~\n"
        "    write it in few words\n"
    )


def test_excerpt_takes_at_most_a_hundred_columns() -> None:
    """However wide the terminal is, and where there is none."""
    lines = ["x" * 300]
    for manner in (Manner(columns=250), Manner()):
        shown = text_of(verdict([replace(WRONG, place=Place("plans/x.yml", 1, 150))]), lambda _: lines, manner)
        assert len(shown.splitlines()[1]) == 100


def test_colours_are_for_who_has_them() -> None:
    coloured = text_of(verdict([WRONG, ADVICE]), lines_of, Manner(columns=80, is_coloured=True))
    assert coloured.splitlines()[:4] == [
        "plans/x.yml:2:3: \x1b[1m'ownr…' is no key here\x1b[0m",
        "\x1b[2m    2 | \x1b[0m  ownr…: Crew",
        "\x1b[2m      | \x1b[0m  \x1b[1;31m^~~~~\x1b[0m",
        "    did you mean 'owner'?",
    ]
    assert "\x1b[1;33m^~~\x1b[0m" in coloured
    assert "\x1b" not in text_of(verdict([WRONG, ADVICE]), lines_of, Manner(columns=80))


def test_programs_read_a_list() -> None:
    assert json_of([WRONG, ADVICE]) == (
        "[\n"
        "  {\n"
        '    "file": "plans/x.yml",\n'
        '    "line": 2,\n'
        '    "column": 3,\n'
        '    "kind": "problem",\n'
        '    "rule": null,\n'
        '    "message": "\'ownr…\' is no key here",\n'
        '    "hint": "did you mean \'owner\'?"\n'
        "  },\n"
        "  {\n"
        '    "file": "plans/y.yml",\n'
        '    "line": 1,\n'
        '    "column": 8,\n'
        '    "kind": "advice",\n'
        '    "rule": "owner spelt alike",\n'
        "    \"message\": \"'HR.' is spelt nearly as 'HR'\",\n"
        '    "hint": "list one under \'also\'"\n'
        "  }\n"
        "]\n"
    )


def test_nothing_wrong_is_nothing_said() -> None:
    assert (text_of(verdict([])), json_of([])) == ("", "[]\n")


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([], "no problems"),
        ([ADVICE], "no problems, 1 piece of advice"),
        ([ADVICE] * 1200, "no problems, 1,200 pieces of advice"),
        ([WRONG], "1 problem in 1 file"),
        ([WRONG, replace(WRONG, place=Place("plans/x.yml", 13, 1))], "2 problems in 1 file"),
        ([WRONG, ODD, ADVICE], "2 problems in 2 files, 1 piece of advice"),
    ],
)
def test_summary_counts_problems_files_and_advice(problems: list[Problem], said: str) -> None:
    assert summary(iter(problems)) == said


def test_summary_says_which_advice_is_given() -> None:
    """Else none might be taken for a good plan."""
    which = "that 'main' did not give"
    assert summary([], which) == "no problems, no advice that 'main' did not give"
    assert summary([ADVICE], which) == "no problems, 1 piece of advice that 'main' did not give"
