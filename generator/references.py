"""What the words of a plan point to: 'see 1.4', '(1.2)', 'recommendation 7'."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ACTION = r"[0-9]+[a-z]?\.[0-9]+"
_RECOMMENDATION = r"[0-9]+[a-z]?"
_AND = r"(?:and|or|to|&)"


def _in_a_row(id_: str) -> str:
    """One id, or several of which the last is joined by a word: '1, 2 and 3', but not '1, 14 days after'."""
    return rf"(?>{id_}(?:(?:, {id_})*,? {_AND} {id_}\b)?)"


# Of another report's recommendations nothing is known here: 'recommendation 3 of the last report' points nowhere.
_ENDS = r"(?![\w.]*\w)(?! (?:of|in|from) (?!this plan\b))"
_POINTING = re.compile(
    rf"\b(?P<see>see (?:also )?)?recommendations? (?P<recommendations>{_in_a_row(_RECOMMENDATION)}){_ENDS}"
    rf"|\b(?:(?P<see_actions>see (?:also )?)(?:actions? )?|actions? )(?P<actions>{_in_a_row(_ACTION)}){_ENDS}"
    rf"|\((?P<bare>{_ACTION})\)",
    re.IGNORECASE,
)
# In most words there is none of these, which is found out in an eighth of the time.
_WITHOUT_WHICH_NONE = ("recommend", "act", "see", "(")


class Mention(NamedTuple):
    """An id in a text: where it stands there, and whether the words say to see it."""

    id: str
    start: int
    end: int
    is_to_be_seen: bool


@lru_cache(maxsize=2**16)
def mentions(words: str) -> tuple[Mention, ...]:
    """The ids of recommendations and actions that words point to, in order; whether the plan has them is not asked."""
    return tuple(_mentions(words))


def _mentions(words: str) -> Iterator[Mention]:
    folded = words.casefold()
    if not any(part in folded for part in _WITHOUT_WHICH_NONE):
        return
    for pointing in _POINTING.finditer(words):
        is_to_be_seen = bool(pointing["see"] or pointing["see_actions"])
        for part in ("recommendations", "actions", "bare"):
            if pointing[part]:
                ids = re.finditer(rf"{_ACTION}|{_RECOMMENDATION}", pointing[part], re.IGNORECASE)
                start = pointing.start(part)
                yield from (Mention(id_[0], start + id_.start(), start + id_.end(), is_to_be_seen) for id_ in ids)
