"""Slips of writing: what is wrong with how values are written, whatever they mean."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from generator.columns import stray
from generator.fields import IDS, PRINTED_WORDS, quoted
from generator.halts import tell_stray
from generator.model import Record
from generator.problems import Place, Problem
from generator.refusals import Keys, Refusal, likely
from generator.yamlfile import Spot, Value, YamlFile


def slips(file: YamlFile, given: Mapping[str, str]) -> Iterator[Refusal]:
    """What is wrong with how values are written, whatever they mean; `given` are a file's name and folder."""
    if not isinstance(file.value, dict):
        hint = "write keys with a colon, as in 'title: …'"
        yield Refusal(Problem(file.spots[()].value, "this file holds no keys", hint), ())
        return
    left_out = _left_out(file)
    yield from (Refusal(None, keys) for keys in left_out)
    for keys, spot in file.spots.items():
        if left_out and any(keys[:depth] in left_out for depth in range(len(keys) + 1)):
            continue
        # Of most values nothing is said: what they cannot have is not looked for, since there are so many.
        if not LABELLING_KEYS.isdisjoint(keys[-3:-1]):
            yield from _too_deep(keys, spot)
        if len(keys) == 1:
            yield from _given_by_name(keys, spot, given)
        name, value = name_of(keys), value_at(file, keys)
        if value in (None, [], {}):
            yield from _empty(file, keys, spot, name)
        if spot.style not in ("map", "list"):
            yield from _slips_of_words(file, keys, spot, name, value)


def _slips_of_words(file: YamlFile, keys: Keys, spot: Spot, name: str, value: Value) -> Iterator[Refusal]:
    if name in ID_KEYS or name == "number":
        yield from _in_curly_quotes(keys, value, spot)
        yield from _bare_id(name, value, spot)
    if spot.comment:
        yield from _cut_by_comment(file, keys, spot, name)
    if spot.style == "block":
        yield from _swallowed_keys(file, keys, spot, name)
        yield from _kept_line_ends(file, keys, spot)
    if name in WORDS_KEYS and isinstance(value, str):
        yield from _bullets_within(file, value, spot)


def _left_out(file: YamlFile) -> set[Keys]:
    """What stands on a line in which something is written wrong, or among keys of which one is given twice."""
    doubtful = {keys for keys, spot in file.spots.items() if _is_doubtful(file, keys, spot)} if file.doubtful else set()
    return doubtful | (file.mixed - {()})


def _is_doubtful(file: YamlFile, keys: Keys, spot: Spot) -> bool:
    """Whether a key or its words stand on such a line; of a label also whether what is below it does."""
    if keys[-2:-1] and keys[-2] in LABELLING_KEYS and spot.value.line in file.doubtful:
        return True
    are_words = spot.style not in ("map", "list")
    has_key = keys != () and isinstance(keys[-1], str)
    last = spot.end_line if are_words else spot.key.line
    return (has_key or are_words) and not file.doubtful.isdisjoint(range(spot.key.line, last + 1))


def _given_by_name(keys: Keys, spot: Spot, given: Mapping[str, str]) -> Iterator[Refusal]:
    """The id of a file is its name, and cannot be given again inside."""
    if keys[0] in given:
        hint = "take this line out: the file's name and folder say it"
        yield Refusal(Problem(spot.key, f"{quoted(keys[0])} cannot be given here", hint), keys)


def _too_deep(keys: Keys, spot: Spot) -> Iterator[Refusal]:
    """No label, short form or body is called like a key; one that is stands below the wrong key."""
    if keys[-2:-1] and keys[-2] in LABELLING_KEYS and keys[-1] in ALL_KEYS:
        message = f"'{keys[-1]}:' stands so deep that it belongs to {quoted(keys[-2])}"
        hint = f"move it left until it stands under {quoted(keys[-2])}"
        yield Refusal(Problem(spot.key, message, hint), keys)
    elif _is_below_a_label(keys):
        message = f"{quoted(keys[-1])} stands so deep that it belongs to {quoted(keys[-2])}"
        hint = f"start it in the same column as {quoted(keys[-2])}; words with a colon go in quotes"
        yield Refusal(Problem(spot.key, message, hint), keys[:-1])


def _is_below_a_label(keys: Keys) -> bool:
    """Whether a label stands deeper than the label above it, which then holds it."""
    return keys[-3:-2] != () and keys[-3] in LABELLING_KEYS and keys[-2] not in ALL_KEYS


def _empty(file: YamlFile, keys: Keys, spot: Spot, name: str) -> Iterator[Refusal]:
    """A key has a value, and a list has entries."""
    are_words = " " in name and not likely(name, ALL_KEYS)  # made a key by a colon behind them
    is_told_otherwise = are_words or _is_cut(spot, name) or _is_below_a_label(keys)
    if not is_told_otherwise and not _may_be_empty(file, keys):
        what = quoted(name) if isinstance(keys[-1], str) else f"an entry of {quoted(name)}"
        yield Refusal(Problem(spot.key, f"{what} is empty", "fill it in, or take the line out"), keys)


def _may_be_empty(file: YamlFile, keys: Keys) -> bool:
    """Short forms that the plan does not define, and the words of what was removed."""
    around = value_at(file, keys[:-1])
    is_removed = isinstance(around, dict) and "removed" in around
    is_short_form = likely(name_of(keys[:-1]), ALL_KEYS) == "abbreviations"
    return is_short_form or (keys[-1] in ("action", "aim") and is_removed)


def _keys_where(holds: Callable[[FieldInfo], bool]) -> frozenset[str]:
    """The keys of every field that something holds of."""
    return frozenset(
        described.alias or name
        for record in _kinds_of(Record)
        for name, described in record.model_fields.items()
        if holds(described)
    )


def _maps_labels(described: FieldInfo) -> bool:
    return get_origin(described.annotation) is dict and get_args(described.annotation)[0] is str


def _kinds_of(kind: type[Record]) -> Iterable[type[Record]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _kinds_of(narrower)


ID_KEYS = _keys_where(lambda described: IDS in described.metadata)
WORDS_KEYS = _keys_where(lambda described: PRINTED_WORDS in described.metadata)
LABELLING_KEYS = _keys_where(_maps_labels)
ALL_KEYS = _keys_where(lambda _: True)


def _bare_id(name: str, value: Value, spot: Spot) -> Iterator[Refusal]:
    """Ids stand in quotes: other programs read 1.10 as 1.1."""
    if is_bare_id(name, value, spot):
        hint = f'write it as "{value}": without quotes 1.10 becomes 1.1'
        yield Refusal(Problem(spot.value, f"the id {value} has no quotes", hint), None)


def is_bare_id(name: str, value: Value, spot: Spot) -> bool:
    """Whether a value is an id that other programs read as a number, for it has no quotes."""
    return name in ID_KEYS and spot.style == "plain" and bool(re.fullmatch("[0-9][0-9_.]*", str(value)))


_CURLY_QUOTES = re.compile("[“”„‘’]([^“”„‘’]+)[“”‘’]")


def _in_curly_quotes(keys: Keys, value: Value, spot: Spot) -> Iterator[Refusal]:
    """Only straight quotes hold an id; curly ones come from word processors, and are part of it."""
    if found := _CURLY_QUOTES.fullmatch(str(value)):
        hint = f'write "{found[1]}" with straight quotes'
        yield Refusal(Problem(spot.value, f"{quoted(value)} stands in curly quotes", hint), keys)


def _cut_by_comment(file: YamlFile, keys: Keys, spot: Spot, name: str) -> Iterator[Refusal]:
    """A blank and '#' end the words: what follows is lost as a comment."""
    if _is_cut(spot, name):
        column = len(file.lines[spot.end_line - 1].rstrip()) - len(spot.comment) + 1
        what = f"the words end before {quoted(spot.comment)}" if value_at(file, keys) else "there are no words"
        message = f"{what}: a blank and '#' begin a comment"
        hint = "put the words in quotes, or on lines of their own below '>-'"
        yield Refusal(Problem(Place(file.file, spot.end_line, column), message, hint), keys)


def _is_cut(spot: Spot, name: str) -> bool:
    return bool(spot.comment) and (name in WORDS_KEYS or not spot.comment.startswith("# "))


_KEY_IN_WORDS = re.compile(r"(?P<blanks>\s*)(?P<dash>- +)?(?P<key>[a-z_]+):(\s|$)")


def _swallowed_keys(file: YamlFile, keys: Keys, spot: Spot, name: str) -> Iterator[Refusal]:
    """A key that stands as deep as the words below '>-' is taken for words."""
    lines = range(spot.value.line + 1, spot.end_line + 1)
    found = [(number, _KEY_IN_WORDS.match(file.lines[number - 1])) for number in lines]
    swallowed = [(number, key) for number, key in found if key and key["key"] in ALL_KEYS]
    if not swallowed:
        return
    number, first = swallowed[0]
    if strayed := stray(file.lines, number - 1, len(first["blanks"])):
        yield Refusal(tell_stray(file.file, *strayed), keys[:-1])
        return
    place = Place(file.file, number, len(first["blanks"]) + 1)
    message = f"'{first['key']}:' stands so deep that it belongs to the words of {quoted(name)}"
    hint = f"move it left until it stands under {quoted(name)}"
    if first["dash"]:
        hint = "move it left; or put back the line above it that begins its list, such as 'recommendations:'"
    yield Refusal(Problem(place, message, hint), keys[:-1] if first["dash"] else keys)
    yield from (Refusal(None, (*keys[:-1], key["key"])) for _, key in swallowed)


_BULLET_AT_START = re.compile(r"[•○➤▪●◦·]|[-*–] ")
_BULLET_WITHIN = re.compile(r"(?P<mark>[•○➤▪●◦])|\n *\n *(?P<dash>[-*–·]) ")


def _bullets_within(file: YamlFile, words: str, spot: Spot) -> Iterator[Refusal]:
    """Bullet marks are left out of printed words; one at their very start is refused with the words."""
    if _BULLET_AT_START.match(words.strip()):
        return
    written = "\n".join(file.lines[spot.value.line - 1 : spot.end_line])
    if written.isascii() and "\n" not in written:
        return
    if found := _BULLET_WITHIN.search(written, spot.value.column - 1):
        start = found.start(found.lastgroup or 0)
        line = spot.value.line + written.count("\n", 0, start)
        place = Place(file.file, line, start - written.rfind("\n", 0, start))
        message = f"the bullet mark '{written[start]}' is left in the words"
        hint = "take it out; what it begins is a block or a step of its own, or a paragraph below a blank line"
        yield Refusal(Problem(place, message, hint), None)


def _kept_line_ends(file: YamlFile, keys: Keys, spot: Spot) -> Iterator[Refusal]:
    """Words stand below '>-': below '|' each of their lines would be a paragraph."""
    mark = file.lines[spot.value.line - 1][spot.value.column - 1 :]
    if re.match("[|>][-+]?[0-9]", mark):
        message = f"the words begin with '{mark[0]}', which YAML keeps for itself"
        yield Refusal(
            Problem(spot.value, message, "put the words in quotes; words on the lines below stand below '>-'"), keys
        )
    elif mark.startswith("|"):
        message = "'|' makes a paragraph of every line"
        yield Refusal(Problem(spot.value, message, "write '>-'; a blank line begins a paragraph"), keys)


def value_at(file: YamlFile, keys: Keys) -> Value:
    """The value that keys lead to."""
    value = file.value
    for key in keys:
        value = value[key]  # type: ignore[index]  # the keys come from this file
    return value


def name_of(keys: Keys) -> str:
    """The key of a value; for an entry of a list the list's."""
    for key in reversed(keys):
        if isinstance(key, str):
            return key
    return ""
