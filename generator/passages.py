"""Where the words of a plan stand in its source, so that a browser can be sent to the place."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import EditorsNote, Plan, PrintedBeside, Recommendation

# Enough to tell most passages apart; fewer stand in many places, unless they are all there are.
WORDS, FEWEST_WORDS = 8, 3
WORDS_BEFORE = 3


class Passage(NamedTuple):
    """What a browser is to look for: the first words, after those before them where the first stand there twice."""

    begins: str
    before: str


def passages(plan: Plan, source: str) -> dict[str, Passage]:
    """The place of each recommendation and action whose words stand in the source, by id.

    They are looked for in the order printed: where words stand twice, the later place is the later record's.
    """
    found: dict[str, Passage] = {}
    reached = 0
    for id_, words in _printed(plan):
        begins, place = _first_words(words, source, reached)
        if not begins:
            continue
        # A recommendation without a text is found by the first words of its response, which may be an action's.
        reached = place + 1 if "." in id_ else place
        before = _before(source, place)
        stands_once = source.count(begins) == 1
        if stands_once or before:
            found[id_] = Passage(begins, "" if stands_once else before)
    return found


def _printed(plan: Plan) -> Iterator[tuple[str, str]]:
    for made in plan.made:
        yield made.id, made.text or _first_of_response(made)
        yield from ((followed.id or "", followed.words or "") for followed in made.followed)


def _first_of_response(made: Recommendation) -> str:
    printed = (block for block in made.response if not isinstance(block, PrintedBeside | EditorsNote))
    first = next(printed, None)
    return (first.words or "") if first else ""


def _first_words(words: str, source: str, reached: int) -> tuple[str, int]:
    """As many of the first words as stand in a row in the source beyond what was reached, and where.

    A page's end, a mark or a new paragraph in the source can part words. '' if too few are there to be sure.
    """
    first = words.split()[:WORDS]
    for number in range(len(first), min(FEWEST_WORDS, len(first)) - 1, -1):
        begins = " ".join(first[:number])
        place = source.find(begins, reached)
        if begins and place >= 0:
            return begins, place
    return "", reached


def _before(source: str, place: int) -> str:
    """The words on the same line before a place, a few."""
    line = source[:place].rpartition("\n")[2].rpartition("\t")[2]
    return " ".join(line.split(" ")[-WORDS_BEFORE - 1 :]).strip()
