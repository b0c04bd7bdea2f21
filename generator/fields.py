"""The kinds of value a record holds, and what is refused of each, in words for an editor.

What an editor's program can tell of a value too is stated beside it, for the JSON Schema.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
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


QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")
"""What a message quotes; an apostrophe within a word ends nothing."""


@dataclass(frozen=True)
class Marked:
    """Marks what a field holds, for `read`: printed words of any length, or ids that must stand in quotes."""

    holds: str


PRINTED_WORDS = Marked("printed words")
IDS = Marked("ids")


def _written(  # stands for a type
    pattern: str, remedy: str, types: str = "string", *, mistyped: str = "", **more: str | int
) -> Any:
    """How a value looks to an editor's program, which shows the remedies where it does not fit.

    Of words without quotes such a program makes a number or a truth: here they stay words, and only ids need quotes.
    """
    names = types.split()
    described = {"type": names if names[1:] else types, "pattern": pattern, **more}
    remedies = {"patternErrorMessage": _sentence(remedy), "errorMessage": _sentence(mistyped or remedy)}
    return Annotated[Any, WithJsonSchema({**described, **remedies})]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


_BULLET = r"[•○➤▪●◦·]|[-*–] "
_BULLET_AT_START = re.compile(_BULLET)
_WORDS = rf"^\s*(?!{_BULLET})\S"
_LINE = rf"{_WORDS}([^\n]*\S)?\s*$"


def _words(value: object) -> object:
    """Words without the blanks and the last newline that a way of writing adds."""
    if not isinstance(value, str):
        return value
    words = value.strip()
    if not words:
        raise refuse("there are no words here", "write the words as printed, or take the line out")
    if bullet := _BULLET_AT_START.match(words):
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


_QUOTED = "write the id in quotes: without them 1.10 becomes 1.1"


def _id(pattern: str, what: str, hint: str, other_than: Collection[str] = ()) -> BeforeValidator:
    """An id that a pattern fits, and none of some others in any capitals."""
    compiled = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise refuse(f"{quoted(value)} is no {what}", hint)
        if isinstance(value, str) and value.casefold() in other_than:
            raise refuse(f"the site has another page at the address {quoted(value)}", "choose another id")
        return value

    others = sorted(other_than)
    none_of = f"(?!({'|'.join(map(_in_any_capitals, others))})$)" if others else ""
    remedy = f"{hint}; not {' or '.join(map(quoted, others))}" if others else hint
    return BeforeValidator(check, json_schema_input_type=_written(f"^{none_of}({pattern})$", remedy, mistyped=_QUOTED))


def _in_any_capitals(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


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


_AS_PRINTED = "write the words as printed, without a bullet mark before them"
_ONE_LINE = "write words here on one line, without a bullet mark before them, or take the key out"
_DAY = _written("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "write year, month and day, as in 2031-09-20", format="date")
_FIGURES = _written("^[0-9]{1,6}$", "write it in figures, as in 12", "integer string", minimum=0, maximum=999_999)
_TYPED = "string number boolean"

Words = Annotated[str, BeforeValidator(_words, json_schema_input_type=_written(_WORDS, _AS_PRINTED, _TYPED))]
WordsUnlessRemoved = Annotated[
    str,
    BeforeValidator(_words_unless_removed, json_schema_input_type=_written(_WORDS, _AS_PRINTED, f"{_TYPED} null")),
]
Line = Annotated[str, BeforeValidator(_line, json_schema_input_type=_written(_LINE, _ONE_LINE, _TYPED))]
Lines = Annotated[tuple[Line, ...], BeforeValidator(several)]
Day = Annotated[
    date,
    BeforeValidator(_iso_day, json_schema_input_type=_DAY),
    PlainSerializer(date.isoformat, when_used="json"),
]
Count = Annotated[int, BeforeValidator(_count, json_schema_input_type=_FIGURES)]

_DOMAIN = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
Authority = Annotated[
    str,
    _id(
        rf"([A-Za-z0-9._-]+@)?{_DOMAIN},[0-9]{{4}}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
        "authority",
        "write a domain, or an e-mail address, a comma, and a year in which it was yours, as in 'plans.example,2031'",
    ),
]
"""Who gives out ids that last, as RFC 4151 has it in `tag:` URIs: a name, and a day on which it was theirs."""

_SLUG = ("[a-z0-9]+(-[a-z0-9]+)*", "id", "use small letters, figures and single hyphens, as in 'harbour-master'")
Slug = Annotated[str, _id(*_SLUG, other_than=FRONT_PAGES)]
PlanId = Annotated[str, _id(*_SLUG, other_than=RESERVED_PLAN_IDS)]
RecommendationId = Annotated[
    str,
    _id(
        "[A-Za-z0-9-]+",
        "id of a recommendation",
        "use letters, figures and hyphens, as in '4a-iii'",
        other_than=RESERVED_RECOMMENDATION_IDS,
    ),
]
ActionId = Annotated[
    str,
    _id(
        r"[A-Za-z0-9-]+\.[0-9]+",
        "id of an action",
        'write the recommendation\'s id, a dot and a number, as in "1.4"',
    ),
]
Reference = Annotated[
    str,
    _id(
        r"([a-z0-9-]+/)?[A-Za-z0-9-]+(\.[0-9]+)?",
        "id of a recommendation or an action",
        'write "3", "3.2" or, for another plan, its id before a slash, as in \'norfolk-2019/3.2\'',
    ),
]
