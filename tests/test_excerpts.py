"""The line a problem stands on, with a caret under what is wrong, whatever the line holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.excerpts import Excerpt, columns, excerpt
from generator.problems import Place, Problem

WIDTH = 40


def drawn(line: str, column: int, message: str, width: int = WIDTH, number: int = 2) -> str | None:
    """The excerpt of one line of a file, with its marks below."""
    lines = ["before: this" for _ in range(number - 1)] + [line]
    found = excerpt(Problem(Place("plans/x.yml", number, column), message), lines, width)
    return f"{found.line}\n{found.blanks}{found.marks}" if found else None


@pytest.mark.parametrize(
    ("line", "column", "message", "marks"),
    [
        ("  ownr: Crew", 3, "'ownr' is no key here", "  ^~~~"),
        ("  owner: Crew", 3, "an action has no owner", "  ^~~~~"),
        ("  owner: Head of Crew  # all", 10, "nobody knows", "         ^~~~~~~~~~~~"),
        ("  - Row: on", 5, "'id' is missing", "    ^~~"),
        ("  - Row on", 5, "'id' is missing", "    ^~~~~~"),
        ('see: ["1.1"]', 7, "'1.1' is an action", "      ^~~~~"),
        ('see: ["1.1"]', 7, "action 1.1 has no date", "      ^~~~~"),
        ("see: [4, 5]", 6, "'see' holds a list", "     ^~~~~~"),
        ("text: Row (see recommendation 4)", 16, "the words point to 4", "               ^~~~~~~~~~~~~~~~"),
        ("text: Row (see 4.1).", 16, "the words point to 4.1", "               ^~~"),
        ("owner: Crew's Head", 8, "'Crew's Head' is spelt nearly as 'Crew Head'", "       ^~~~~~~~~~~"),
        ("owner: Crew's Head of All", 8, "'Crew's Head...' is too long", "       ^~~~~~~~~~~"),
        ("owner: >-", 8, "no body is called 'Crew'", "       ^"),
        ('text: "Row on', 7, "the quote that opens here is never closed", "      ^"),
    ],
)
def test_caret_and_waves_stand_under_the_whole_of_what_is_wrong(
    line: str, column: int, message: str, marks: str
) -> None:
    assert drawn(line, column, message) == f"{line}\n{marks}"


def test_problem_of_the_file_shows_no_line() -> None:
    """Unless the message quotes what the file begins with."""
    assert drawn("title: Row", 1, "'body' is missing", number=1) is None
    assert drawn("titel: Row", 1, "'titel' is no key here", number=1) == "titel: Row\n^~~~~"
    of_file = Problem(Place("plans/x.yml", 3, 1), "'body' is missing")
    assert excerpt(of_file, ["# A plan.", "", "title: Row"], WIDTH) is None
    assert excerpt(of_file, ["# A plan.", "x: y", "title: Row"], WIDTH) == Excerpt("title: Row", "", "^~~~~")


def test_line_that_is_empty_or_not_there_shows_nothing() -> None:
    assert drawn("  ", 1, "there is nothing") is None
    assert excerpt(Problem(Place("plans/x.yml", 2, 1), "gone"), ["title: Row"], WIDTH) is None


def test_place_behind_the_line_has_its_caret_there() -> None:
    assert drawn("  - ", 4, "an entry is empty") == "  -\n   ^"


def test_tab_is_seen_and_takes_one_column() -> None:
    assert drawn("\towner:\tCrw", 9, "nobody is called 'Crw'") == "→owner:→Crw\n        ^~~"


def test_what_cannot_be_seen_or_would_move_the_cursor_is_replaced() -> None:
    assert drawn("text: Row\x1b[2J\u200bon\u2028now", 10, "look") == "text: Row�[2J�on�now\n         ^"


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert drawn("船: 渡し", 4, "'渡し' is no body") == "船: 渡し\n    ^~~~"
    assert drawn("re\u0301gion: Bré", 10, "'Bré' is no body") == "re\u0301gion: Bré\n        ^~~"


LONG = "text: " + "abcdefghi " * 12 + "end"


def test_long_line_is_cut_behind() -> None:
    assert drawn(LONG, 7, "'abcdefghi' is wrong") == f"{LONG[:39]}…\n      ^~~~~~~~~"


def test_long_line_is_cut_before() -> None:
    assert drawn(LONG, len(LONG) - 2, "'end' is wrong") == f"…{LONG[-39:]}\n{' ' * 37}^~~"


def test_long_line_is_cut_on_both_sides() -> None:
    shown = drawn(LONG, 67, "'abcdefghi' is wrong")
    assert shown == "…bcdefghi abcdefghi abcdefghi abcdefghi…\n" + " " * 20 + "^~~~~~~~~"


def test_waves_end_where_the_line_is_cut() -> None:
    assert drawn(LONG, 7, f"'{LONG[6:]}' is wrong") == f"{LONG[:39]}…\n      ^{'~' * 32}"


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs", "Mn", "Me"])), st.data())
def test_excerpt_of_any_line_fits_and_its_caret_stands_under_the_character(line: str, place: st.DataObject) -> None:
    column = place.draw(st.integers(1, len(line) + 1))
    width = place.draw(st.integers(10, 60))
    found = excerpt(Problem(Place("plans/x.yml", 2, column), "look here"), ["before: this", line], width)
    if found is None:
        assert not line.strip()
        return
    assert wide(found.line) <= width
    assert len(found.blanks + found.marks) <= width
    above = next(
        number for number in range(len(found.line) + 2) if wide(found.line[:number].ljust(number)) >= len(found.blanks)
    )
    assert found.line[above : above + 1] in (line[column - 1 : column].strip(), "→", "\ufffd")


def wide(words: str) -> int:
    return sum(map(columns, words))
