"""Small words of the site; what is said of whole records is in `expected/`."""

import pytest

from generator.phrases import listed, number, range_of, shortened


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (12345, "12,345 actions")]
)
def test_number(count: int, words: str) -> None:
    assert number(count, "action") == words


@pytest.mark.parametrize(
    ("words", "line"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(words: list[str], line: str) -> None:
    assert listed(words) == line


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["3.1"], "3.1"),
        (["3.1", "3.2"], "3.1 and 3.2"),
        (["3.8", "3.9", "3.10"], "3.8 to 3.10"),
        (["3.1", "3.2", "3.4"], "3.1, 3.2 and 3.4"),
        (["3.2", "3.1", "3.3"], "3.2, 3.1 and 3.3"),
    ],
)
def test_range(ids: list[str], words: str) -> None:
    assert range_of(ids) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Renew the ladders.", "Renew the ladders."),
        ("Renew the\nladders and steps.", "Renew the ladders …"),
        ("Renew the ladders and ropes.", "Renew the ladders …"),
        ("Renewtheladdersandropes.", "Renewtheladdersand …"),
    ],
)
def test_shortened(text: str, words: str) -> None:
    """Between words, if it can be, to at most so many characters."""
    assert shortened(text, 20) == words
    assert len(words) <= 20
