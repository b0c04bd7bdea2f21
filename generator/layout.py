"""Canonical layout of a file: the same keys, values and comments in the same order, each written in one way.

Every value is written by the rules of `style`, two spaces deeper than its key, and a list below its key too. Comments
stay above, or behind, what they stood above or behind; where there were blank lines, one stays. What an editor would
have to decide is left alone: a file with a mistake in its writing is not written otherwise, so no mistake is hidden.
"""

import codecs
import json
import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from generator.model import Action
from generator.problems import Place, Problem
from generator.refusals import Keys, keys_of
from generator.slips import is_bare_id, name_of, slips, value_at
from generator.style import are_words_of_ours, behind, fit_in_brackets, in_brackets, key_of, words_below
from generator.yamlfile import Comment, Spot, Value, YamlFile, comments, parse


class DoesNotReadBack(Exception):
    """What was laid out says something else than its file: a fault of ours."""


@dataclass(frozen=True)
class Laid:
    """A file as it was laid out."""

    content: bytes
    ids: tuple[str, ...] = ()
    """The ids that actions were given."""
    problems: tuple[Problem, ...] = ()
    """Why it stays as it is."""


def laid_out(
    content: bytes, file: str, ids_elsewhere: Callable[[Collection[str]], Iterable[str]] = lambda _: ()
) -> Laid:
    """A file in canonical layout, which reads back as the same and whose layout is itself, else raises DoesNotReadBack.

    An action without an id gets the next one; `ids_elsewhere` tells, of the names that the plan has or had, what other
    files may take for ids in it. A file whose writing has a mistake stays as it is.
    """
    before, problems = parse(content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n"), file)
    mistakes = [problem for problem in problems if not problem.is_advice]
    if before is None or (mistakes := mistakes + _mistakes(before)):
        return Laid(content, problems=tuple(sorted(mistakes)))
    said = _said(before)
    names = {Path(file).stem, *_former_names(said)}
    known = set(words_in(said))
    ids = {id_ for plan, slash, id_ in (words.rpartition("/") for words in known) if not slash or plan in names}
    value = with_ids(said, ids)
    if value != said:
        value = with_ids(said, {*ids, *ids_elsewhere(names)})
    standing = comments(before)
    after = _text(before, value, standing)
    if after != content:
        _compare(before, value, standing, after)
    return Laid(after, tuple(words for words in words_in(value) if words not in known))


def _mistakes(file: YamlFile) -> list[Problem]:
    """What is wrong with how values are written; but an id only lacks its quotes, which it gets."""
    bare = {spot.value for keys, spot in file.spots.items() if is_bare_id(name_of(keys), value_at(file, keys), spot)}
    found = (refusal.problem for refusal in slips(file, {}))
    return [problem for problem in found if problem and problem.place not in bare]


def _compare(before: YamlFile, value: Value, standing: list[Comment], content: bytes) -> None:
    """Raises DoesNotReadBack unless what was laid out says the same, with the same comments, and has its layout."""
    after, problems = parse(content, before.file)
    says_the_same = after and not problems and json.dumps(_said(after)) == json.dumps(value)
    kept = comments(after) if after else []
    if not after or not says_the_same or _words(kept) != _words(standing) or _text(after, value, kept) != content:
        raise DoesNotReadBack("; ".join(problem.message for problem in problems))


def _text(file: YamlFile, value: Value, standing: Iterable[Comment]) -> bytes:
    return _Layout(file, deque(standing)).text(value).encode()


def _words(standing: Iterable[Comment]) -> list[str]:
    return [comment.words for comment in standing]


def _said(file: YamlFile) -> Value:
    """What a file says, without the line ends that some ways of folding add behind words."""
    return _without_line_ends(file.value, file, ())


def _without_line_ends(value: Value, file: YamlFile, keys: Keys) -> Value:
    if isinstance(value, dict):
        return {key: _without_line_ends(part, file, (*keys, key)) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_line_ends(part, file, (*keys, number)) for number, part in enumerate(value)]
    return value.rstrip("\n") if value and file.spots[keys].style == "block" else value


# Ids that are not given yet


def with_ids(value: Value, known: Collection[str]) -> Value:
    """A plan in which each action has an id: the number after the highest that is known of its recommendation's.

    Known is all that may be an id: one that was an action's once, is said to be missing or is referred to, is never
    another's.
    """
    if not isinstance(value, dict) or not isinstance(made := value.get("recommendations"), list):
        return value
    return {**value, "recommendations": [_with_ids_of_actions(each, known) for each in made]}


def _former_names(value: Value) -> Iterator[str]:
    return words_in(value.get("formerly") if isinstance(value, dict) else None)


def _with_ids_of_actions(made: Value, known: Iterable[str]) -> Value:
    if not isinstance(made, dict) or not isinstance(response := made.get("response"), list):
        return made
    id_ = str(made.get("id") or made.get("number") or "").rstrip(".)")
    if not re.fullmatch("[A-Za-z0-9-]+", id_):
        return made
    numbers = (re.fullmatch(rf"{id_}\.([0-9]{{1,6}})", each) for each in known)
    following = count(max((int(found[1]) for found in numbers if found), default=0) + 1)
    return {**made, "response": [_with_id(block, f"{id_}.", following) for block in response]}


def _with_id(block: Value, beginning: str, following: Iterator[int]) -> Value:
    """An action with an id; but not beside a key that no action has, for that may be the id, misspelt."""
    if not isinstance(block, dict) or next(iter(block), "") != "action" or "id" in block:
        return block
    if not block.keys() <= set(keys_of(Action)):
        return block
    return {"action": block["action"], "id": f"{beginning}{next(following)}", **block}


def words_in(value: Value) -> Iterator[str]:
    """All that stands in a value, but for keys."""
    if isinstance(value, str):
        yield value
    elif value:
        for part in value.values() if isinstance(value, dict) else value:
            yield from words_in(part)


# Lines


@dataclass
class _Layout:
    """A file on its way to canonical lines."""

    file: YamlFile
    comments: deque[Comment]
    """Those that are still to be written."""
    lines: list[str] = field(default_factory=list)
    levels: list[tuple[int, str]] = field(default_factory=list)
    """The column as typed, and the indentation, of the last key written and of all that it stands in."""
    seen: int = 0
    """The last line as typed of what is written."""

    def text(self, value: Value) -> str:
        """All lines of the file, of which `value` is what it says."""
        assert isinstance(value, dict), "a file without keys is a mistake"
        self._write_map((), value, "")
        self._write_above(Place(self.file.file, len(self.file.lines) + 1, 1), 1, "")
        return "".join(f"{line}\n" for line in self.lines)

    def _write_map(self, keys: Keys, fields: Mapping[str, Value], indent: str, dash: str = "") -> None:
        """Keys and values; before the first key stands the dash of the entry, if they are one."""
        for key, value in fields.items():
            spot = self.file.spots.get((*keys, key))
            self._begin(spot, spot.key.column if spot else 0, indent)
            self._write_value((*keys, key), value, f"{dash or indent}{key_of(key)}:", f"{indent}  ", spot)
            dash = ""

    def _write_list(self, keys: Keys, entries: Sequence[Value], indent: str) -> None:
        for number, entry in enumerate(entries):
            spot = self.file.spots[(*keys, number)]
            self._begin(spot, self._column_of_dash(spot), indent)
            if isinstance(entry, dict):
                self._write_map((*keys, number), entry, f"{indent}  ", f"{indent}- ")
            else:
                self._write_value((*keys, number), entry, f"{indent}-", f"{indent}  ", spot)

    def _write_value(self, keys: Keys, value: Value, head: str, indent: str, spot: Spot | None) -> None:
        name = name_of(keys)
        if isinstance(value, dict):
            self.lines.append(behind(head, self._remark_behind_key(spot)))
            self._write_map(keys, value, indent)
        elif isinstance(value, list):
            self._write_whole_list(keys, value, head, indent, self.file.spots[keys])
        else:
            remark = self._remark(keys, head, spot)
            self.lines += self._words(name, value, head, indent, remark, spot)

    def _write_whole_list(self, keys: Keys, entries: list[Value], head: str, indent: str, spot: Spot) -> None:
        name = name_of(keys)
        is_inline = self._character_at(spot.value) == "["
        is_parted = self._has_comments_within(spot, is_inline=is_inline)
        fits = are_words_of_ours(name, entries) or (is_inline and fit_in_brackets(entries))
        if fits and not is_parted:
            remark = self._remark(keys, head, spot)
            self.lines += in_brackets(name, [str(entry) for entry in entries], head, remark)
            return
        stands_behind_bracket = is_inline and not is_parted
        remark = self._remark(keys, head, spot) if stands_behind_bracket else self._remark_behind_key(spot)
        self.lines.append(behind(head, remark))
        self._write_list(keys, entries, indent)

    def _words(self, name: str, words: Value, head: str, indent: str, remark: str, spot: Spot | None) -> Iterable[str]:
        if words is None:
            return [behind(head, remark)]
        assert isinstance(words, str)
        if spot and spot.style == "block" and "\n " in words and not words.startswith(" "):
            return [behind(f"{head} >-", remark), *self._as_typed(spot, indent)]
        return words_below(name, words, head, indent, remark, were_plain=bool(spot and spot.style == "plain"))

    def _as_typed(self, spot: Spot, indent: str) -> Iterator[str]:
        """The lines of words that stand deeper here and there: `check` asks what is meant by it."""
        lines = self.file.lines[spot.value.line : spot.end_line]
        depth = min(len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" "))
        return (f"{indent}{line[depth:]}" if line.strip(" ") else "" for line in lines)

    # Comments and blank lines

    def _begin(self, spot: Spot | None, column: int, indent: str) -> None:
        """What stands above a key or an entry."""
        if spot:
            self._write_above(spot.key, column, indent)
            self._keep_blank_line(spot.key.line)
            around = [level for level in self.levels if len(level[1]) < len(indent)]
            self.levels = [*around, (column, indent)]

    def _write_above(self, place: Place, column: int, indent: str) -> None:
        """The comments before a place; those as deep as what was written last stay with it."""
        while self.comments and self.comments[0].place < place:
            comment = self.comments.popleft()
            deeper = [level for level in self.levels if len(level[1]) > len(indent)]
            fitting = [level for level in ((column, indent), *deeper) if level[0] <= comment.place.column]
            self._keep_blank_line(comment.place.line)
            self.lines.append(max(fitting, key=lambda level: level[0], default=(column, indent))[1] + comment.words)

    def _keep_blank_line(self, line: int) -> None:
        """An empty line where there are some above a line as typed that is to be written."""
        if line > self.seen and self.lines and not self.file.lines[line - 2].strip():
            self.lines.append("")
        self.seen = max(line, self.seen)

    def _remark_behind_key(self, spot: Spot | None) -> str:
        """The comment on the line of a key, before what is below it."""
        if spot and self.comments and self.comments[0].place.line == spot.key.line < spot.value.line:
            return self.comments.popleft().words
        return ""

    def _remark(self, keys: Keys, head: str, spot: Spot | None) -> str:
        """The comment behind a value; others between its key and its end are written above."""
        within = []
        while spot and self.comments and self._is_of(keys, spot, self.comments[0]):
            within.append(self.comments.popleft())
        remark = within.pop().words if within and not within[-1].is_alone else ""
        for comment in within:
            self.lines.append(head[: len(head) - len(head.lstrip())] + comment.words)
        return remark

    def _is_of(self, keys: Keys, spot: Spot, comment: Comment) -> bool:
        """Whether a comment stands before the end of the line on which a value ends, and before its next neighbour."""
        after = self.file.spots.get((*keys[:-1], keys[-1] + 1)) if isinstance(keys[-1], int) else None
        return comment.place.line <= spot.end_line and (after is None or comment.place < after.key)

    def _has_comments_within(self, spot: Spot, *, is_inline: bool) -> bool:
        """Whether comments stand between the brackets of a list, or below its key and before its end."""
        start = spot.value if is_inline else Place(spot.key.file, spot.key.line + 1, 1)
        within = [comment for comment in self.comments if start <= comment.place]
        within = [comment for comment in within if comment.place.line <= spot.end_line]
        if within and is_inline:
            *_, last = within
            line = self.file.lines[last.place.line - 1]
            is_behind = line[: last.place.column - 1].rstrip().endswith("]")
            within = within[:-1] if is_behind else within
        return bool(within)

    def _column_of_dash(self, spot: Spot) -> int:
        before = self.file.lines[spot.value.line - 1][: spot.value.column - 1]
        return before.rfind("-") + 1 if not before.strip(" -") and "-" in before else spot.value.column

    def _character_at(self, place: Place) -> str:
        return self.file.lines[place.line - 1][place.column - 1 : place.column]
