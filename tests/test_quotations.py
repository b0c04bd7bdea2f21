"""When a note quotes what stood there, and what of long words is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quotations import LONG_RUN, is_quoted, part_that_differs, to_quote

LONG = " ".join(f"word{number}" for number in range(40))

QUOTED: dict[str, tuple[str, str, str]] = {
    "the whole value": ("30/06/2031 was a slip.", "30/06/2031", "31/12/2031"),
    "the whole value across lines": ("It was 'Head of\nCrews'.", "Head of Crews", "Head of Boats"),
    "the whole value without its stop": ("It was 'Two recruited'.", "Two recruited.", "Three recruited."),
    "the word that changed, in quotation marks": (
        "'nine' stood here.",
        "Survey all nine chains",
        "Survey all ten chains",
    ),
    "the word in curly marks": ("“nine” stood here.", "Survey all nine chains", "Survey all ten chains"),
    "the word without its comma": ("'chains' stood here.", "Survey chains, and replace", "Survey ropes, and replace"),
    "three words around it": ("It said all nine chains.", "Survey all nine chains now", "Survey all ten chains now"),
    "two words in quotation marks": ("It said 'nine chains'.", "Survey all nine chains", "Survey all ten chains"),
    "each of two changes": ("'nine' and 'now' stood here.", "All nine chains go now ok", "All ten chains go later ok"),
    "all from the first change to the last": (
        "nine chains go now",
        "All nine chains go now ok",
        "All ten chains go on ok",
    ),
    "a word that was left out": ("'four' was left out.", "Recruit day pilots", "Recruit four day pilots"),
    "the words around a word that was left out": (
        "'Recruit day' stood.",
        "Recruit day pilots",
        "Recruit four day pilots",
    ),
    "what was added where nothing stood": ("'Pilot' was left out.", "", "Pilot"),
    "six words at each end of many": (
        "It began 'word0 word1 word2 word3 word4 word5' and ended 'word34 word35 word36 word37 word38 word39'.",
        LONG,
        "Nothing of the kind",
    ),
    "one letter where one letter stood": ("'a' stood here.", "a", "b"),
    "only other paragraphs": ("", "One.\nTwo.", "One. Two."),
}

NOT_QUOTED: dict[str, tuple[str, str, str]] = {
    "no note": ("", "30/06/2031", "31/12/2031"),
    "another value": ("30/06/2030 was a slip.", "30/06/2031", "31/12/2031"),
    "the new value alone": ("31/12/2031 is right.", "30/06/2031", "31/12/2031"),
    "an empty quotation": ("'' stood here.", "Survey all nine chains", "Survey all ten chains"),
    "one letter of it": ("'n' stood here.", "Survey all nine chains", "Survey all ten chains"),
    "a part of a longer word": ("'nineteen' stood here.", "Survey all nine chains", "Survey all ten chains"),
    "a word without quotation marks": ("There were nine.", "Survey all nine chains", "Survey all ten chains"),
    "words beside it alone": ("'Survey all' stood here.", "Survey all nine chains", "Survey all ten chains"),
    "one of two changes": ("'nine' stood here.", "All nine chains go now ok", "All ten chains go later ok"),
    "other capitals": ("'Nine' stood here.", "Survey all nine chains", "Survey all Nine chains"),
    "a stop that changed, without it": ("'chains' stood here.", "Survey all nine chains.", "Survey all nine chains"),
    "the first six of many words": ("word0 word1 word2 word3 word4 word5", LONG, "Nothing of the kind"),
}


@pytest.mark.parametrize(("note", "before", "after"), QUOTED.values(), ids=QUOTED)
def test_note_quotes_what_stood_there(note: str, before: str, after: str) -> None:
    assert is_quoted(note, before, after)


@pytest.mark.parametrize(("note", "before", "after"), NOT_QUOTED.values(), ids=NOT_QUOTED)
def test_note_does_not_quote_what_stood_there(note: str, before: str, after: str) -> None:
    assert not is_quoted(note, before, after)


WORDS = st.lists(st.sampled_from([*"abcdefgh", "the", "of", "chain,", "chain.", "(see", "1.1)", "–"]), max_size=40)


@given(WORDS, WORDS)
def test_what_a_remedy_offers_to_quote_is_enough(before: list[str], after: list[str]) -> None:
    """A hint that was followed to the letter is never refused again."""
    old, new = " ".join(before), " ".join(after)
    assert is_quoted(f"'{to_quote(old, new)}' stood here before", old, new)


def test_remedy_quotes_no_more_than_needed_of_many_words() -> None:
    assert to_quote(LONG, LONG.replace("word20", "other")) == "word19 word20 word21"
    assert len(to_quote(LONG, "Nothing").split()) <= LONG_RUN + 3


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("One word.", "Two words.", ("One word.", "Two words.")),
        ("One.\nTwo.", "One. Two.", ("One. ¶ Two.", "One. Two.")),
        (
            LONG,
            LONG.replace("word20", "other"),
            (
                "… word16 word17 word18 word19 word20 word21 word22 word23 word24 …",
                "… word16 word17 word18 word19 other word21 word22 word23 word24 …",
            ),
        ),
        (LONG, f"{LONG} more", ("… word36 word37 word38 word39", "… word36 word37 word38 word39 more")),
        (LONG, LONG.replace("word0 ", ""), ("word0 word1 word2 word3 word4 …", "word1 word2 word3 word4 …")),
    ],
)
def test_long_words_are_shown_where_they_differ(before: str, after: str, shown: tuple[str, str]) -> None:
    assert part_that_differs(before, after) == shown
