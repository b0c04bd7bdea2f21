"""`plans fmt`: one way to write what a file says, with its comments, whatever way it was written in before."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.__main__ import main
from generator.formatting import files_to_format, formatted
from generator.layout import Laid, laid_out
from generator.model import Body, Plan
from generator.read import read
from generator.write import text_of
from generator.yamlfile import Value, comments, parse
from tests.conftest import ROOT, SPECIMEN
from tests.wild import WORDS, Wild, record

LINES = WORDS.map(lambda words: words.replace("\n", " "))
NAME = "plans/harbour-2031.yml"


@settings(max_examples=1000)
@given(st.lists(WORDS, min_size=2, max_size=4), st.integers(0, 2**32), st.lists(LINES, min_size=1, max_size=2))
def test_every_plan_survives_being_written_written_wildly_formatted_and_read(
    texts: list[str], seed: int, remarks: list[str]
) -> None:
    plan = record(Plan, texts, random.Random(seed), id="harbour-2031")
    text = text_of(plan)
    assert laid_out(Wild(random.Random(seed)).text(value_of(text.encode())), NAME) == Laid(text.encode())
    wild = Wild(random.Random(seed), remarks)
    laid = laid_out(wild.text(value_of(text.encode())), NAME)
    assert laid.problems == ()
    assert Plan.model_validate({**value_of(laid.content), "id": "harbour-2031"}) == plan
    assert laid_out(laid.content, NAME).content == laid.content
    assert remarks_of(laid.content) == wild.written


def value_of(content: bytes) -> dict[str, Value]:
    file, problems = parse(content, NAME)
    assert problems == []
    assert file
    assert isinstance(file.value, dict)
    return file.value


def remarks_of(content: bytes) -> list[str]:
    file, _ = parse(content, NAME)
    assert file
    return [comment.words for comment in comments(file)]


@settings(max_examples=100)
@given(st.lists(WORDS, min_size=2, max_size=4), st.integers(0, 2**32))
def test_every_body_survives_the_same(texts: list[str], seed: int) -> None:
    text = text_of(record(Body, texts, random.Random(seed), id="harbour")).encode()
    assert laid_out(Wild(random.Random(seed)).text(value_of(text)), "plans/bodies/harbour.yml") == Laid(text)


# Comments, blank lines and what is left alone

WILD = """\
# head

---   # start

title:   'It''s'   # one

body:
  # two
  "x"  # three
note: >   # four
   a b
   c


   d

# five
  # six
themes: [ a , b, # seven
   # eight
   c ] # nine


x: [a,
  "b, c",
  ]  # ten
# eleven
recommendations: # twelve
# thirteen
- # fourteen
  number: 3
  see: [ 1 , '2']  # fifteen
  response:
  # sixteen
  - action: >-
      x
    # seventeen
    owner: z

  # eighteen
  - action: Yes
    id: 3.4
     # nineteen
 # twenty


"""
CALM = """\
# head

# start

title: "It's"  # one

# two
body: "x"  # three
note: >-  # four
  a b c


  d

# five
# six
themes:
  - a
  - b  # seven
  # eight
  - c  # nine

x:  # ten
  - a
  - b, c
# eleven
recommendations:  # twelve
  # thirteen
  # fourteen
  - number: 3
    see: ["1", "2"]  # fifteen
    response:
      # sixteen
      - action: x
        id: "3.5"
        # seventeen
        owner: z

      # eighteen
      - action: "Yes"
        id: "3.4"
        # nineteen
# twenty
"""


def test_comments_stay_at_what_they_stood_at_and_one_blank_line_of_several() -> None:
    assert laid_out(WILD.encode(), NAME) == Laid(CALM.encode(), ("3.5",))
    assert laid_out(CALM.encode(), NAME) == Laid(CALM.encode())


def test_windows_line_ends_and_byte_order_mark_go() -> None:
    content = ("\ufeff" + WILD.replace("\n", "\r\n")).encode()
    assert laid_out(content, NAME).content == CALM.encode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("note: |\n  a\n  b\n", "'|' makes a paragraph of every line"),
        ("text: Act.  # soon\n", "the words end before '# soon': a blank and '#' begin a comment"),
        ("note: >-\n  a\n  owner: b\n", "'owner:' stands so deep that it belongs to the words of 'note'"),
        ("title: a\nnote:\n", "'note' is empty"),
        ("title: a\ntitle: b\n", f"'title' is given twice; first at {NAME}:1"),
        ("title: a: b\n", "the words contain a colon followed by a space"),
    ],
)
def test_file_with_a_mistake_in_its_writing_stays_as_it_is(text: str, message: str) -> None:
    laid = laid_out(text.encode(), NAME)
    assert (laid.content, [problem.message for problem in laid.problems]) == (text.encode(), [message])


def test_line_of_blanks_alone_is_an_empty_line_however_deep_they_are() -> None:
    text = "note: >-\n  words\n      \nwhy: >-\n  a\n    \t\n\n\t\n  b\n       "
    assert laid_out(text.encode(), NAME) == Laid(b"note: words\n\nwhy: >-\n  a\n\n\n\n  b\n")


def test_line_that_stands_deeper_stays_so_for_check_asks_what_it_means() -> None:
    text = "note: >\n      a\n        b\n      c\n"
    assert laid_out(text.encode(), NAME).content == b"note: >-\n  a\n    b\n  c\n"


# Ids

NO_IDS = """\
formerly: [quay-2030]
recommendations:
  - number: "1."
    missing: ["1.3"]
    response:
      - action: a
        owner: b
      - action: c
        id: "1.1"
      - aim: d
      - action: e
  - number: 2
    response:
      - action: f
        see: [quay-2030/2.4, other-2030/2.9]
      - action: g
"""


def test_action_without_id_gets_the_number_after_the_highest_that_was_ever_named() -> None:
    laid = laid_out(NO_IDS.encode(), NAME, lambda names: ["1.2"] if names == {"harbour-2031", "quay-2030"} else [])
    assert laid.ids == ("1.4", "1.5", "2.5", "2.6")
    assert laid.content.decode() == (
        NO_IDS.replace("action: a\n", 'action: a\n        id: "1.4"\n')
        .replace("action: e\n", 'action: e\n        id: "1.5"\n')
        .replace("action: f\n", 'action: f\n        id: "2.5"\n')
        .replace("action: g\n", 'action: g\n        id: "2.6"\n')
    )


def test_number_that_another_file_names_is_not_given_again(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    (plans / "harbour-2031").mkdir(parents=True)
    (plans / "harbour-2031.yml").write_text("recommendations:\n  - number: 1\n    response:\n      - action: a\n")
    (plans / "quay-2032.yml").write_text('recommendations:\n  - number: 1\n    repeats: [harbour-2031/1.3, "1.9"]\n')
    (plans / "harbour-2031" / "2031-09-20-letter.yml").write_text('entries:\n  - action: "1.4"\n')
    files = files_to_format(tmp_path)
    assert [each.laid.ids for each in formatted(files, [NAME])] == [("1.5",)]


@pytest.mark.parametrize("misspelt", ["Id", "identifier"])
def test_no_id_is_given_beside_a_key_that_may_be_the_id_misspelt(misspelt: str) -> None:
    text = f'recommendations:\n  - number: 1\n    response:\n      - action: x\n        {misspelt}: "1.1"\n'
    assert laid_out(text.encode(), NAME) == Laid(text.encode())


def test_name_that_no_plan_may_have_stops_nothing() -> None:
    text = "recommendations:\n  - number: 1\n    response:\n      - action: x\n"
    assert laid_out(text.encode(), "plans/fo(o.yml") == Laid(f'{text}        id: "1.1"\n'.encode(), ("1.1",))


# The collections here


@pytest.mark.parametrize("root", [ROOT, SPECIMEN], ids=["plans", "specimen"])
def test_fmt_changes_no_record_here_and_nothing_the_second_time(root: Path, tmp_path: Path) -> None:
    """Not that every file is in style already: who corrects a word in a browser cannot run `plans fmt`."""
    shutil.copy(root / "site_config.yml", tmp_path)
    shutil.copytree(root / "plans", tmp_path / "plans")
    before = read(tmp_path).collection
    assert main(["--root", str(tmp_path), "fmt"]) == 0
    after = read(tmp_path).collection
    assert before
    assert after
    assert after == replace(before, files=after.files, lines=after.lines)
    files = files_to_format(tmp_path)
    assert [each.name for each in formatted(files, files) if each.is_changed] == []


@pytest.mark.parametrize("root", [ROOT, SPECIMEN], ids=["plans", "specimen"])
def test_every_record_here_survives_being_written_and_read(root: Path) -> None:
    collection = read(root).collection
    assert collection
    for kept in (collection.settings, *collection.plans.values(), *collection.bodies.values(), *collection.documents):
        names = {name: getattr(kept, name) for name in ("id", "plan") if name in type(kept).model_fields}
        assert type(kept).model_validate({**value_of(text_of(kept).encode()), **names}) == kept
