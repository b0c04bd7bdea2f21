"""`plans fmt`: one way to write what a file says, with its comments, whatever way it was written in before."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.layout import Laid, laid_out
from generator.model import Plan
from generator.write import text_of
from generator.yamlfile import Value, comments, parse
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
