"""The kinds of mistake that editors make: each a function that makes one at a random place of a plan's text.

What must be said of it is worked out from the mistake, never from what is said. Some slips are no mistakes, for the
plan reads as before, or another plan is made that may be meant: a blank before a colon, a tab behind it, keys in
another order, words broken otherwise below '>-', a file that ends early at the end of a record.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from generator.read import PLANS_FOLDER
from generator.slips import ALL_KEYS, ID_KEYS
from tests.plan_text import Key, PlanText

ROOT = Path(__file__).parent.parent
LETTERS = "abcdefghijklmnopqrstuvwxyz"
IN_QUOTES = "put the words in quotes"
SAME_COLUMN = "in the same column"


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a text: the new text, the line and the words that must be said."""

    text: str | bytes
    line: int | tuple[int, ...]
    says: str | tuple[str, ...]
    file: str = ""
    """Where it is not the plan's file that was touched."""


Make = Callable[[PlanText, Random], Wrong | None]
Place = TypeVar("Place")

KINDS: dict[str, Make] = {}


def kind(make: Make) -> Make:
    """Puts a function among the kinds, under its name."""
    KINDS[make.__name__.replace("_", " ")] = make
    return make


def pick(chance: Random, places: Iterable[Place]) -> Place | None:
    """One of the places where a mistake is possible; None without any."""
    found = list(places)
    return chance.choice(found) if found else None


# What is typed in a word


def misspelt(word: str, chance: Random) -> str:
    """A word with one letter left out, doubled, added or changed."""
    at = chance.randrange(len(word))
    other = chance.choice([letter for letter in LETTERS if letter != word[at].casefold()])
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + other + word[at:],
            word[:at] + other + word[at + 1 :],
        ]
    )


def swapped(word: str, chance: Random) -> str | None:
    """A word with two letters beside each other in the other order."""
    at = pick(chance, [at for at in range(len(word) - 1) if word[at] != word[at + 1]])
    return None if at is None else word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def in_words(value: str, mark: str, chance: Random) -> str:
    """Words with a mark behind one of them that is not the last."""
    words = value.split(" ")
    at = chance.randrange(len(words) - 1)
    words[at] = words[at].rstrip(":;,.") + mark
    return " ".join(words)


# Keys


def ours(text: PlanText) -> list[Key]:
    """The keys that are no labels."""
    return [key for key in text.keys if not key.is_label]


def plain(text: PlanText, words: int = 1) -> list[Key]:
    """The keys with so many plain words behind them."""
    return [key for key in text.keys if key.is_plain and len(key.value.split(" ")) >= words]


def with_line_of(text: PlanText, key: Key, line: str) -> str:
    return text.with_lines(key.number, key.number, line)


def of_another_name(text: PlanText, key: Key, name: str | None) -> Wrong | None:
    if not name or name in ALL_KEYS:
        return None
    return Wrong(with_line_of(text, key, key.written(name)), key.number, f"did you mean '{key.name}'?")


@kind
def key_misspelt_by_one_letter(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice(ours(text))
    return of_another_name(text, key, misspelt(key.name, chance))


@kind
def two_letters_of_a_key_swapped(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice(ours(text))
    return of_another_name(text, key, swapped(key.name, chance))


@kind
def key_in_capitals(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice(ours(text))
    return of_another_name(text, key, chance.choice([key.name.upper(), key.name.capitalize()]))


@kind
def key_that_nobody_knows(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "id" and key.below == "response"])
    if not key:
        return None
    name = chance.choice(["deadline", "responsible", "lead", "progress", "status"])
    line = f"{' ' * key.column}{name}: {chance.choice(['June 2019', 'Head of Quality'])}"
    said = (f"'{name}' is no key here", "the keys here are", "owner", "target_date")
    return Wrong(text.with_lines(key.number + 1, key.number, line), key.number + 1, said)


@kind
def key_given_twice(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.last == key.number and key.value and not key.has_dash])
    if not key:
        return None
    line = text.lines[key.number - 1]
    said = (f"'{key.name}' is given twice; first at {text.file}:{key.number}", "delete one of them")
    return Wrong(text.with_lines(key.number + 1, key.number, line), key.number + 1, said)


@kind
def key_of_an_action_beside_those_of_its_recommendation(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "themes" and key.below == "recommendations"])
    if not key:
        return None
    name, value = chance.choice([("owner", "Head of Quality"), ("target_date", "June 2019")])
    line = f"    {name}: {value}"
    said = (f"'{name}' is no key here", f"'{name}' belongs to an action")
    return Wrong(text.with_lines(key.number, key.number - 1, line), key.number, said)


@kind
def key_of_a_recommendation_beside_those_of_an_action(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "id" and key.below == "response"])
    if not key:
        return None
    name, value = chance.choice([("decision", "Agreed"), ("themes", "[staff]"), ("addressee", "Ministry of Justice")])
    line = f"{' ' * key.column}{name}: {value}"
    said = (f"'{name}' is no key here", f"'{name}' belongs to a recommendation")
    return Wrong(text.with_lines(key.number + 1, key.number, line), key.number + 1, said)


@kind
def name_of_advice_misspelt(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "id" and key.below == "response"])
    name = chance.choice(["no owner", "no date"])
    typed = misspelt(name, chance)
    if not key or typed.strip() == name:
        return None
    lines = (f"{' ' * key.column}advice:", f"{' ' * key.column}  {typed.strip()}: None is printed.")
    return Wrong(text.with_lines(key.number + 1, key.number, *lines), key.number + 2, f"did you mean '{name}'?")


# Colons, quotes and signs


@kind
def colon_without_a_blank(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.value and "://" not in key.value])
    line = key.written().replace(f"{key.name}: ", f"{key.name}:", 1)
    return Wrong(with_line_of(text, key, line), key.number, f"write '{key.name}: '")


@kind
def colon_in_words(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, plain(text, words=2))
    if not key:
        return None
    return Wrong(with_line_of(text, key, key.written(value=in_words(key.value, ":", chance))), key.number, IN_QUOTES)


@kind
def number_sign_in_words(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, plain(text, words=2))
    if not key:
        return None
    value = in_words(key.value, " #", chance).replace("# ", "#")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, IN_QUOTES)


@kind
def quote_never_closed(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.is_plain or (key.is_quoted and key.last == key.number)])
    if not key:
        return None
    value = key.value[:-1] if key.is_quoted else f'"{key.value}'
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, "close it behind the words")


@kind
def apostrophe_at_the_start_of_words(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, plain(text))
    if not key:
        return None
    said = "close it behind the words"
    return Wrong(with_line_of(text, key, key.written(value=f"'{key.value}")), key.number, said)


@kind
def quotes_around_the_first_word(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, plain(text, words=2))
    if not key:
        return None
    value = re.sub("^([^ ]+)", r'"\1"', key.value)
    said = "put all the words on a line of their own below '>-'" if "'" in value else "put the whole in quotes"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def curly_quotes_around_an_id(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name in ("id", "number", "see") and '"' in key.value])
    if not key:
        return None
    value = re.sub('"([^"]*)"', "“\\1”", key.value, count=1)
    said = ("curly quotes", "write " + re.findall('"[^"]*"', key.value)[0])
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def sign_at_the_start_of_words(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, plain(text))
    if not key:
        return None
    sign = chance.choice(["*", "&", "%", "@", "`", "!", "|", ">", "[", "{", "]", "}", ",", "? ", "- ", "#"])
    said = "close it" if sign == "[" else IN_QUOTES
    return Wrong(with_line_of(text, key, key.written(value=sign + key.value)), key.number, said)


@kind
def bar_instead_of_arrow(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.has_words_below])
    bar = chance.choice(["|", "|-", "|+"])
    return Wrong(with_line_of(text, key, key.written(value=bar)), key.number, "write '>-'")


@kind
def arrow_lost(text: PlanText, chance: Random) -> Wrong | None:
    """Words below the key alone are read as before, until there is a colon or a '#' in them."""
    keys = [key for key in text.keys if key.has_words_below]
    places = [
        (key, number)
        for key in keys
        for number in range(key.number + 1, key.last + 1)
        if re.search(r"\S: |:$| #", text.lines[number - 1])
    ]
    found = pick(chance, [(key, number) for key, number in places if number == min(n for k, n in places if k == key)])
    if not found:
        return None
    key, number = found
    return Wrong(with_line_of(text, key, key.written(value="").rstrip()), number, ("quotes", "'>-'"))


# Indentation


def inner(text: PlanText) -> list[Key]:
    """The keys that stand below another, but not the only key of all below it: that may stand in any column."""
    return [key for key in text.keys if key.below and not is_alone(text, key)]


def is_alone(text: PlanText, key: Key) -> bool:
    above = max(
        (other for other in text.keys if other.column < key.blanks and other.number < key.number), key=number_of
    )
    return sum(above.number < other.number <= text.end(above) for other in text.keys) == 1


def number_of(key: Key) -> int:
    return key.number


@kind
def indented_one_less(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(inner(text))
    line = text.lines[key.number - 1].removeprefix(" ")
    return Wrong(with_line_of(text, key, line), key.number, SAME_COLUMN)


@kind
def indented_one_more(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if not key.below and key.number > 1] + inner(text))
    return Wrong(with_line_of(text, key, f" {text.lines[key.number - 1]}"), key.number, SAME_COLUMN)


@kind
def indented_with_a_tab(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(inner(text))
    line = "\t" * max(key.blanks // 4, 1) + text.lines[key.number - 1].lstrip()
    return Wrong(with_line_of(text, key, line), key.number, "write spaces instead")


@kind
def indented_with_a_blank_that_is_no_space(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(inner(text))
    at = chance.randrange(key.blanks)
    line = text.lines[key.number - 1]
    odd = chance.choice("\u00a0\u2003\u202f\u3000")
    return Wrong(with_line_of(text, key, line[:at] + odd + line[at + 1 :]), key.number, "write spaces instead")


@kind
def key_indented_into_the_words_above(text: PlanText, chance: Random) -> Wrong | None:
    pairs = zip(text.keys, text.keys[1:], strict=False)
    places = [
        (above, key)
        for above, key in pairs
        if above.has_words_below and key.record is above.record and not key.is_label
    ]
    found = pick(chance, places)
    if not found:
        return None
    above, key = found
    first = text.lines[above.number]
    blanks = len(first) - len(first.lstrip()) + chance.choice([0, 0, 1, 2])
    said = (f"'{key.name}:' stands so deep", f"move it left until it stands under '{above.name}'")
    return Wrong(with_line_of(text, key, " " * blanks + key.written().lstrip()), key.number, said)


def words_lines(text: PlanText) -> list[tuple[Key, int]]:
    """The lines in the middle of words below '>-', with their key."""
    return [
        (key, number)
        for key in text.keys
        if key.has_words_below
        for number in range(key.number + 2, key.last)
        if all(text.lines[beside - 1].strip() for beside in (number - 1, number, number + 1))
    ]


@kind
def line_of_words_indented_less(text: PlanText, chance: Random) -> Wrong | None:
    found = pick(chance, words_lines(text))
    if not found:
        return None
    _, number = found
    line = text.lines[number - 1].removeprefix(" " * chance.choice([1, 2]))
    return Wrong(text.with_lines(number, number, line), number, "indent")


@kind
def line_of_words_indented_more(text: PlanText, chance: Random) -> Wrong | None:
    found = pick(chance, words_lines(text))
    if not found:
        return None
    _, number = found
    line = " " * chance.choice([1, 2, 4]) + text.lines[number - 1]
    return Wrong(text.with_lines(number, number, line), number, "begin every line of the words at the same column")


# Dashes and lines


@kind
def dash_without_a_space(text: PlanText, chance: Random) -> Wrong:
    number = chance.choice([n for n, line in enumerate(text.lines, start=1) if re.match(r" +- [A-Za-z]", line)])
    line = text.lines[number - 1]
    word = line.split("- ", 1)[1].split()[0].rstrip(":")
    return Wrong(text.with_lines(number, number, line.replace("- ", "-", 1)), number, f"write '- {word}'")


@kind
def dash_lost(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.has_dash])
    line = text.lines[key.number - 1].replace("- ", "  ", 1)
    return Wrong(with_line_of(text, key, line), key.number, f"'- {key.name}: …'")


@kind
def bullet_mark_left(text: PlanText, chance: Random) -> Wrong:
    keys = ("text", "action", "aim", "heading", "paragraph", "owner", "step", "outcome", "evaluation", "reason")
    key = chance.choice([key for key in text.keys if key.name in keys and not key.is_quoted and not key.is_list])
    mark = chance.choice(["•", "–", "▪"])
    if key.has_words_below:
        line = text.lines[key.number]
        blanks = len(line) - len(line.lstrip())
        text_with = text.with_lines(key.number + 1, key.number + 1, f"{' ' * blanks}{mark} {line.lstrip()}")
        return Wrong(text_with, key.number + 1, "leave bullet marks out")
    return Wrong(
        with_line_of(text, key, key.written(value=f"{mark} {key.value}")), key.number, "leave bullet marks out"
    )


@kind
def stray_words_on_a_line(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(text.keys[1:])
    words = chance.choice(["TODO", "check this with HR", "xx", "Sent to the Director for review"])
    line = f"{' ' * chance.choice([0, key.column])}{words}"
    return Wrong(text.with_lines(key.number, key.number - 1, line), key.number, ("key", "delete"))


@kind
def line_that_begins_a_record_lost(text: PlanText, chance: Random) -> Wrong | None:
    """Its keys are read as those of the record above, of which the first that it has too shows it."""
    places = []
    for key in text.keys:
        own = [other for other in text.keys if other.first is key]
        above = [other for other in text.keys if other.number < key.number and other.below == key.below]
        if key.has_dash and key.last == key.number and own and above:
            names = {other.name for other in text.keys if other.record is above[-1].record}
            places += [(key, other) for other in own if other.name in names][:1]
    found = pick(chance, places)
    if not found:
        return None
    key, twice = found
    said = "the line that begins it is missing above"
    return Wrong(text.with_lines(key.number, key.number), twice.number - 1, said)


@kind
def marks_of_a_merge_left(text: PlanText, chance: Random) -> Wrong:
    number = chance.randrange(1, len(text.lines) + 1)
    here = text.lines[number - 1 : number + chance.choice([0, 1, 2])]
    there = [line.replace("e", "o", 1) for line in here]
    lines = ("<<<<<<< HEAD", *here, "=======", *there, ">>>>>>> corrections")
    said = ("two versions", "keep the right words", "delete")
    return Wrong(text.with_lines(number, number + len(here) - 1, *lines), number, said)


# Ids and references


def actions_ids(text: PlanText) -> list[Key]:
    return [key for key in text.keys if key.name == "id" and key.below == "response"]


def recommendation_of(key: Key) -> str:
    return key.value.strip('"').partition(".")[0]


@kind
def id_without_quotes(text: PlanText, chance: Random) -> Wrong:
    keys = [key for key in text.keys if key.name in ID_KEYS and re.search('"[0-9.]+"', key.value)]
    key = chance.choice(keys)
    id_ = chance.choice(re.findall('"([0-9.]+)"', key.value))
    return Wrong(with_line_of(text, key, key.written().replace(f'"{id_}"', id_, 1)), key.number, f'write it as "{id_}"')


@kind
def id_given_twice(text: PlanText, chance: Random) -> Wrong | None:
    keys = actions_ids(text)
    pairs = [(a, b) for a in keys for b in keys if a != b and recommendation_of(a) == recommendation_of(b)]
    found = pick(chance, pairs)
    if not found:
        return None
    key, other = found
    first, second = sorted([key.number, other.number])
    said = (f"the id {other.value.replace(chr(34), chr(39))} is given twice", f"first given at {text.file}:{first}:")
    return Wrong(with_line_of(text, key, key.written(value=other.value)), second, said)


@kind
def id_of_another_recommendation(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(actions_ids(text))
    own = recommendation_of(key)
    other = chance.choice([made for made in text.ids() if made != own])
    value = f'"{other}.{chance.randrange(60, 99)}"'
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, f"begin it with '{own}.'")


@kind
def id_that_is_none(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(actions_ids(text))
    id_ = key.value.strip('"')
    value = chance.choice([f"{id_}.", id_.replace(".", ","), f"{id_}a", id_.replace(".", " "), id_.partition(".")[0]])
    said = (f"'{value}'", "write the recommendation's id, a dot and a number")
    return Wrong(with_line_of(text, key, key.written(value=f'"{value}"')), key.number, said)


@kind
def recommendation_pasted_twice(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.name == "number" and key.below == "recommendations"])
    end = text.end(key)
    copy = text.lines[key.number - 1 : end]
    said = ("is given twice", f"first given at {text.file}:{key.number}:")
    return Wrong(text.with_lines(end + 1, end, *copy), end + 1, said)


@kind
def action_pasted_twice(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(actions_ids(text))
    start, end = key.record.number, text.end(key.record)
    copy = text.lines[start - 1 : end]
    said = (f"'{key.value.strip(chr(34))}' is given twice", f"first given at {text.file}:{key.number}:")
    return Wrong(text.with_lines(end + 1, end, *copy), end + 1 + key.number - start, said)


def nowhere(text: PlanText, chance: Random) -> tuple[str, str]:
    """An id that is not in a plan, and what there is instead."""
    ids = text.ids()
    made = chance.choice([made for made in ids if ids[made]])
    if chance.random() < 0.5:
        return "99", f"the plan's recommendations are {', '.join(ids)}"
    return f"{made}.99", f"recommendation {made} has {', '.join(ids[made])}"


@kind
def reference_to_nothing(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "see" and key.is_list])
    if not key:
        return None
    id_, instead = nowhere(text, chance)
    value = re.sub('"[^"]*"', f'"{id_}"', key.value, count=1)
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, (f"there is no '{id_}'", instead))


@kind
def new_reference_to_nothing(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(actions_ids(text))
    ids = text.ids()
    written, said = chance.choice(
        [
            ('also_answers: ["99"]', f"the plan's recommendations are {', '.join(ids)}"),
            ('answered_with: "99"', f"the plan's recommendations are {', '.join(ids)}"),
            ('repeats: ["nowhere-2017/1"]', "a plan is called by its file's name in plans/, without '.yml'"),
        ]
    )
    line = f"{' ' * key.column}{written}"
    return Wrong(text.with_lines(key.number + 1, key.number, line), key.number + 1, ("there is no", said))


@kind
def cell_beside_an_action_that_is_not_there(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "printed_beside"])
    if not key:
        return None
    made = key.value[2:].partition(".")[0]
    value = re.sub('"[^"]*"', f'"{made}.99"', key.value, count=1)
    said = (f"no action '{made}.99' stands above", f"name some of {made}.1")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


# Words of a list, and dates


@kind
def decision_misspelt(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice([key for key in text.keys if key.name == "decision"])
    value = misspelt(key.value, chance).strip()
    if value.casefold() == key.value.casefold():
        return None
    said = (f"'{value}' is no decision", f"did you mean '{key.value}'?")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def decision_that_nobody_listed(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.name == "decision"])
    value = chance.choice(["Rejected", "Yes", "Accepted with reservations", "TBC"])
    said = (f"'{value}' is no decision", "list the words under 'decision_words' in site_config.yml")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def reason_for_a_decision_unknown(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "decision_reason"])
    if not key:
        return None
    value = chance.choice(["budget", "money", "legislation"])
    said = (f"'{value}'", "one of: commissioning, policy, operational, affordability, not stated")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def reason_for_a_decision_lost(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.name == "decision_reason"])
    if not key:
        return None
    decision = next(k for k in text.keys if k.name == "decision" and k.record is key.record)
    said = (f"'{decision.value}' needs a reason", "add 'decision_reason:'")
    return Wrong(text.with_lines(key.number, key.number), decision.number, said)


def themes(text: PlanText) -> list[Key]:
    return [key for key in text.keys if key.name == "themes" and key.last == key.number]


@kind
def theme_misspelt(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice(themes(text))
    chosen = key.value.strip("[]").split(", ")
    at = chance.randrange(len(chosen))
    theme, typed = chosen[at], misspelt(chosen[at], chance)
    value = f"[{', '.join([*chosen[:at], typed, *chosen[at + 1 :]])}]"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, f"did you mean '{theme}'?")


@kind
def theme_that_nobody_listed(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(themes(text))
    value = f"{key.value[:-1]}, {chance.choice(['money', 'it-systems', 'governance'])}]"
    said = ("no theme is called", "choose one that site_config.yml lists under 'themes'")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


def dates(text: PlanText) -> list[Key]:
    """The dates with no reading beside them."""
    read = [key.record for key in text.keys if key.name == "date_read_as"]
    return [key for key in text.keys if key.name == "target_date" and key.is_plain and key.record not in read]


@kind
def date_that_is_none(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(dates(text))
    value, why = chance.choice(
        [
            ("31/11/2019", "November has 30 days"),
            ("30/02/2020", "February 2020 has 29 days"),
            ("12/31/2019", "there is no month 31"),
            ("31st June 2019", "June has 30 days"),
        ]
    )
    said = (f"'{value}' cannot be read as a date: {why}", "date_read_as:")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def date_in_words_without_a_reading(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice(dates(text))
    value = chance.choice(["As soon as possible", "After the summer", "When funds allow", "tbc"])
    said = (f"'{value}' cannot be read as a date", "add your reading below it: 'date_read_as:")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def date_at_the_head_that_is_none(text: PlanText, chance: Random) -> Wrong:
    keys = ("report_published", "action_plan_submitted", "entered")
    key = chance.choice([key for key in text.keys if key.name in keys])
    if key.name == "entered":
        value, why = chance.choice(
            [("22/11/2026", "write it as 2026-11-22"), ("2026-02-30", "February 2026 has 28 days")]
        )
    else:
        value, why = chance.choice(
            [("31/09/2019", "September has 30 days"), ("Spring 2019", "write one day as printed")]
        )
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, (f"'{value}'", why))


@kind
def name_at_the_head_misspelt(text: PlanText, chance: Random) -> Wrong | None:
    key = chance.choice([key for key in text.keys if key.name in ("body", "inspectorate", "source", "addressee")])
    value = misspelt(key.value, chance).strip()
    if value == key.value:
        return None
    said = f"did you mean '{key.value}'?"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def printed_total_changed(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.below == "printed_totals"])
    if not key:
        return None
    value = str(int(key.value) + chance.choice([1, 2, 3]))
    said = (f"printed: '{key.name} {value}'; counted here: {key.value}", "compare with the source")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def total_that_is_no_number(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.below == "printed_totals"])
    if not key:
        return None
    value = chance.choice(["seven", "7 of 7", "n/a"])
    said = (f"'{value}' is no whole number", "write it in figures")
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


# Values of another kind


@kind
def value_left_empty(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in ours(text) if key.last == key.number and key.value and key.name != "action"])
    return Wrong(with_line_of(text, key, key.written(value="").rstrip()), key.number, "fill it in")


@kind
def words_lost_below_an_arrow(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.has_words_below and not key.is_label])
    said = ("there are no words", "write the words as printed, or take the line out")
    return Wrong(text.with_lines(key.number + 1, key.last), key.number, said)


@kind
def words_as_a_list(text: PlanText, chance: Random) -> Wrong | None:
    keys = [key for key in plain(text) if key.name in ("owner", "target_date", "body", "decision", "licence")]
    key = pick(chance, [key for key in keys if key.record.name != "printed_beside"])
    if not key:
        return None
    said = (f"'{key.name}' holds a list", "write words here, without dashes or brackets")
    return Wrong(with_line_of(text, key, key.written(value=f"[{key.value}]")), key.number, said)


@kind
def list_without_brackets(text: PlanText, chance: Random) -> Wrong:
    keys = [key for key in text.keys if key.is_list and key.last == key.number and '"' not in key.value]
    key = chance.choice(keys)
    value = key.value.strip("[]")
    said = f"write it as a list: [{value}]"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def bracket_lost(text: PlanText, chance: Random) -> Wrong:
    key = chance.choice([key for key in text.keys if key.is_list and key.last == key.number and key.name != "missing"])
    if chance.random() < 0.5:
        said: str = "close it behind the last entry"
        value = key.value[:-1]
    else:
        said = "[" if '"' not in key.value else "below '>-'"
        value = key.value[1:]
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def comma_lost_in_a_list(text: PlanText, chance: Random) -> Wrong | None:
    key = pick(chance, [key for key in text.keys if key.is_list and ", " in key.value and key.last == key.number])
    if not key:
        return None
    parts = key.value.split(", ")
    at = chance.randrange(1, len(parts))
    value = f"{', '.join(parts[:at])} {', '.join(parts[at:])}"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, "comma")


# What is lost


@kind
def required_key_lost(text: PlanText, chance: Random) -> Wrong:
    names = ("title", "body", "inspectorate", "source", "id", "text", "decision", "source_sha256")
    key = chance.choice([key for key in text.keys if key.name in names])
    line = 1 if not key.below else key.record.number
    if key.name == "source_sha256":
        source = next(other for other in text.keys if other.name == "source")
        line, said = source.number, f"add its SHA-256: 'source_sha256: {key.value}'"
    elif key.name in ("text", "decision"):
        said = f"add it as printed; if the source lacks it: 'missing: [{key.name}]'"
    else:
        said = f"add it, as in '{key.name}: "
    return Wrong(text.with_lines(key.number, key.last), line, said)


@kind
def key_of_all_recommendations_lost(text: PlanText, _: Random) -> Wrong:
    """What stood below it is read as part of what stands above it."""
    key = next(key for key in text.keys if key.name == "recommendations")
    return Wrong(text.with_lines(key.number, key.number), key.number, "recommendations")


@kind
def what_is_inferred_lost(text: PlanText, chance: Random) -> Wrong | None:
    places = [
        (mark, key)
        for mark in text.keys
        for key in text.keys
        if mark.name == "inferred" and key.record is mark.record and key.name in mark.value and not key.has_dash
    ]
    read = [key.record for key in text.keys if key.name == "date_read_as"]
    found = pick(chance, [(mark, key) for mark, key in places if key.record not in read])
    if not found:
        return None
    mark, key = found
    said = (f"'{key.name}' is inferred, and not given here", "give it, or take the mark out")
    return Wrong(text.with_lines(key.number, key.last), mark.number - (key.number < mark.number), said)


# The file


@kind
def hash_of_the_source_changed(text: PlanText, _: Random) -> Wrong:
    key = next(key for key in text.keys if key.name == "source_sha256")
    value = "0" + key.value[1:] if key.value[0] != "0" else "1" + key.value[1:]
    said = f"if it is there, its SHA-256 is {key.value}"
    return Wrong(with_line_of(text, key, key.written(value=value)), key.number, said)


@kind
def source_touched(text: PlanText, chance: Random) -> Wrong:
    source = next(key.value for key in text.keys if key.name == "source")
    key = next(key for key in text.keys if key.name == "source_sha256")
    words = (ROOT / PLANS_FOLDER / source).read_text().split(" ")
    at = chance.randrange(len(words))
    content = " ".join([*words[:at], "(checked)", *words[at:]]).encode()
    said = ("put back the file the plan was taken from", hashlib.sha256(content).hexdigest())
    return Wrong(content, key.number, said, file=f"{PLANS_FOLDER}/{source}")


@kind
def saved_in_another_encoding(text: PlanText, chance: Random) -> Wrong | None:
    encoding, said = chance.choice(
        [("utf-16", "encoding UTF-8"), ("utf-8-sig", "not as 'UTF-8 with BOM'"), ("cp1252", "encoding UTF-8")]
    )
    odd = [number for number, line in enumerate(text.lines, start=1) if not line.isascii()]
    if encoding == "cp1252" and not odd:
        return None
    try:
        return Wrong(text.text.encode(encoding), odd[0] if encoding == "cp1252" else 1, said)
    except UnicodeEncodeError:
        return None


@kind
def lines_end_as_on_windows(text: PlanText, _: Random) -> Wrong:
    return Wrong(text.text.replace("\n", "\r\n").encode(), 1, ("as on Windows", "(LF)"))


@kind
def character_that_cannot_be_seen(text: PlanText, chance: Random) -> Wrong:
    number = chance.choice([n for n, line in enumerate(text.lines, start=1) if line.strip()])
    line = text.lines[number - 1]
    at = chance.randrange(len(line) + 1)
    sign = chance.choice("\x0b\x0c\u2028\ufeff\x85\x00")
    said = ("a character here that cannot be seen", "delete it")
    return Wrong(text.with_lines(number, number, line[:at] + sign + line[at:]), number, said)
