"""The kinds of value a record holds, and what is refused of each, in words for an editor."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from generator.addresses import FRONT_PAGES
from generator.targetdate import read_day, why_unread

# Addresses below a plan that are no recommendation's.
RESERVED_RECOMMENDATION_IDS = FRONT_PAGES | {"whole", "history"}
RESERVED_PLAN_IDS = FRONT_PAGES | {"bodies", "sources"}


def refuse(message: str, hint: str = "", words: str = "") -> PydanticCustomError:
    """A refusal in our words; `read` shows both parts at the value's place, or at the line that begins with `words`."""
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint, "words": words})


def quoted(value: object) -> str:
    """A value as typed, short enough for a message."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"


@dataclass(frozen=True)
class Marked:
    """Marks what a field holds, for `read`: printed words of any length, or ids that must stand in quotes."""

    holds: str


PRINTED_WORDS = Marked("printed words")
IDS = Marked("ids")

_BULLET = re.compile(r"[•○➤▪●◦·]|[-*–] ")


def _words(value: object) -> object:
    """Words without the blanks and the last newline that a way of writing adds."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    if not words:
        raise refuse("there are no words here", "write the words as printed, or take the line out")
    if bullet := _BULLET.match(words):
        raise refuse(
            f"the words begin with the bullet mark {quoted(bullet.group().strip())}",
            "leave bullet marks out; a mark with a number goes under 'number'",
            words=bullet.group().strip(),
        )
    if "\n " in words:
        deeper = words.split("\n ", 1)[1].splitlines()[0].strip()
        hint = "begin every line of the words at the same column"
        raise refuse(f"the line {quoted(deeper)} stands deeper than the words around it", hint, words=deeper)
    return words


def _line(value: object) -> object:
    words = _words(value)
    if isinstance(words, str) and "\n" in words:
        raise refuse(f"{quoted(words)} has more than one paragraph", "keep it on one line")
    return words


def _matching(pattern: str, what: str, hint: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise refuse(f"{quoted(value)} is no {what}", hint)
        return value

    return BeforeValidator(check)


def _other_than(reserved: Collection[str]) -> BeforeValidator:
    """No id of these, in any capitals."""

    def check(value: object) -> object:
        if isinstance(value, str) and value.casefold() in reserved:
            raise refuse(f"the site has another page at the address {quoted(value)}", "choose another id")
        return value

    return BeforeValidator(check)


def iso_day(written: str) -> date | None:
    """The day that is written as year, month and day, as in 2031-09-20; None for anything else."""
    return read_day(written) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written) else None


def _iso_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    if written := iso_day(value):
        return written
    if day := read_day(value):
        raise refuse(f"{quoted(value)} is not written as days are here", f"write it as {day.isoformat()}")
    why = why_unread("/".join(reversed(value.split("-"))))
    raise refuse(
        f"{quoted(value)} is no day" + (f": {why}" if why else ""), "write year, month and day, as in 2031-09-20"
    )


def _count(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,6}", value):
        raise refuse(f"{quoted(value)} is no whole number", "write it in figures, as in 12")
    return value


def several(value: object) -> object:
    """One value where several may stand is a list of one."""
    return [value] if isinstance(value, str) else value


def recommendation_of(id_: str) -> str:
    """The recommendation's id in an action's: '1.4' is of '1'."""
    return id_.partition(".")[0]


def _words_unless_removed(value: object) -> object:
    """No words are left of something removed; `read` lets them be empty there alone."""
    return "" if value is None else _words(value)


Words = Annotated[str, BeforeValidator(_words)]
WordsUnlessRemoved = Annotated[str, BeforeValidator(_words_unless_removed)]
Line = Annotated[str, BeforeValidator(_line)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(several)]
Day = Annotated[date, BeforeValidator(_iso_day), PlainSerializer(date.isoformat, when_used="json")]
Count = Annotated[int, BeforeValidator(_count)]
Slug = Annotated[
    str,
    _other_than(FRONT_PAGES),
    _matching("[a-z0-9]+(-[a-z0-9]+)*", "id", "use small letters, figures and single hyphens, as in 'harbour-master'"),
]
PlanId = Annotated[Slug, _other_than(RESERVED_PLAN_IDS)]
RecommendationId = Annotated[
    str,
    _other_than(RESERVED_RECOMMENDATION_IDS),
    _matching("[A-Za-z0-9-]+", "id of a recommendation", "use letters, figures and hyphens, as in '4a-iii'"),
]
ActionId = Annotated[
    str,
    _matching(
        r"[A-Za-z0-9-]+\.[0-9]+",
        "id of an action",
        'write the recommendation\'s id, a dot and a number, as in "1.4"',
    ),
]
Reference = Annotated[
    str,
    _matching(
        r"([a-z0-9-]+/)?[A-Za-z0-9-]+(\.[0-9]+)?",
        "id of a recommendation or an action",
        'write "3", "3.2" or, for another plan, its id before a slash, as in \'norfolk-2019/3.2\'',
    ),
]
