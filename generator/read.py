"""Files to records: plans, bodies, updates, findings and settings, and where in the files each record stands.

Nothing is raised for what an editor wrote. What cannot be read is reported at its place and left out, and the rest is
read without it, so that every problem of every file comes out in one run and no mistake causes a second message.
"""

import re
from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.model import (
    IDS,
    PRINTED_WORDS,
    RESERVED_PLAN_IDS,
    Body,
    Collection,
    Finding,
    Marked,
    Plan,
    Record,
    Settings,
    Update,
    quoted,
)
from generator.problems import Place, Problem
from generator.refusals import Keys, refusals
from generator.yamlfile import Spot, Value, YamlFile, parse

SETTINGS_FILE = "site_config.yml"
PLANS_FOLDER = "plans"

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass
class Places:
    """Where every record of a collection stands in its file."""

    _stands: dict[int, tuple[YamlFile, Keys]] = field(default_factory=dict)
    _origins: dict[str, Mapping[Keys, Keys]] = field(default_factory=dict)

    def at(self, record: Record, *keys: str | int) -> Place:
        """The place of a value of a record; of the nearest value around it if it is not in the file."""
        return self._spot(record, keys).value

    def key(self, record: Record, *keys: str | int) -> Place:
        """The place of a value's key."""
        return self._spot(record, keys).key

    def lines(self, record: Record, *keys: str | int) -> tuple[str, ...]:
        """The lines of the file from the value's first to its last, as written."""
        spot = self._spot(record, keys)
        return self._stands[id(record)][0].lines[spot.value.line - 1 : spot.end_line]

    def add(self, record: Record, file: YamlFile, origins: Mapping[Keys, Keys]) -> None:
        """Notes where a record and every record in it stand; `origins` leads from what was read to what is written."""
        self._origins[file.file] = origins
        for keys, part in _parts(record, ()):
            self._stands[id(part)] = (file, keys)

    def _spot(self, record: Record, keys: Keys) -> Spot:
        file, stands = self._stands[id(record)]
        wanted = stands + keys
        return nearest_spot(file, self._origins[file.file].get(wanted, wanted))


def nearest_spot(file: YamlFile, keys: Keys) -> Spot:
    """The spot of a value, or of the nearest value around it that the file has."""
    while keys not in file.spots:
        keys = keys[:-1]
    return file.spots[keys]


def _parts(value: object, keys: Keys) -> Iterator[tuple[Keys, Record]]:
    """Every record within a value, with the keys that lead to it in the file."""
    if isinstance(value, Record):
        yield keys, value
        for name, described in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*keys, described.alias or name))
    elif isinstance(value, dict | tuple):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in pairs:
            yield from _parts(part, (*keys, key))


@dataclass(frozen=True)
class Reading:
    """What was read: the collection, where it stands, what is wrong so far, and the ids of what could not be read."""

    collection: Collection | None
    places: Places
    problems: tuple[Problem, ...]
    unread: frozenset[str]


def read(root: Path) -> Reading:
    """Reads everything under `root`; there is no collection if the settings cannot be read."""
    reader = _Reader(root)
    settings = reader.settings()
    plans, bodies = reader.plans(), reader.bodies()
    documents = tuple(
        sorted(reader.documents(), key=lambda document: (document.plan, document.date, document.id))
    )
    collection = None
    if settings:
        collection = Collection(settings, plans, bodies, documents, reader.sources())
    return Reading(collection, reader.places, tuple(reader.problems), frozenset(reader.unread))


class _Reader:
    """One pass over the files; holds what is gathered on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places()
        self.problems: list[Problem] = []
        self.unread: set[str] = set()

    def settings(self) -> Settings | None:
        path = self.root / SETTINGS_FILE
        if not path.is_file():
            self._report(
                path, "there is no such file", "it holds the site's title, themes and decision words"
            )
            return None
        return self._record(Settings, path, {})

    def plans(self) -> dict[str, Plan]:
        read = {}
        for path in self._files(self.root / PLANS_FOLDER):
            self.unread.add(path.stem)
            if path.stem in RESERVED_PLAN_IDS:
                self._report(path, f"{quoted(path.stem)} cannot be a plan's name", "choose another file name")
            elif plan := self._record(Plan, path, {"id": path.stem}):
                read[plan.id] = plan
                self.unread.discard(plan.id)
        return read

    def bodies(self) -> dict[str, Body]:
        paths = self._files(self.root / PLANS_FOLDER / "bodies")
        read = {path.stem: self._record(Body, path, {"id": path.stem}) for path in paths}
        self.unread |= {f"bodies/{id_}" for id_, body in read.items() if body is None}
        return {id_: body for id_, body in read.items() if body}

    def documents(self) -> Iterator[Update | Finding]:
        folders = self.root / PLANS_FOLDER
        for folder in sorted(path for path in folders.glob("*/") if path.name not in RESERVED_PLAN_IDS):
            if folder.suffix in (".yml", ".yaml"):
                self._report(folder, "this is a folder with the name of a plan's file", "rename or remove it")
                continue
            for path in self._files(folder):
                yield from self._document(path)

    def _document(self, path: Path) -> Iterator[Update | Finding]:
        file = self._parsed(path)
        if file is None:
            return
        kinds: dict[str, type[Update | Finding]] = {"update": Update, "finding": Finding}
        given = [kind for key, kind in kinds.items() if isinstance(file.value, dict) and key in file.value]
        if not given:
            self._report(
                path,
                "this is neither an update nor a finding",
                "begin it with 'update:' or 'finding:' and what it is called",
            )
        elif document := self._built(given[0], file, {"id": path.stem, "plan": path.parent.name}):
            yield document

    def sources(self) -> dict[str, bytes]:
        folder = self.root / PLANS_FOLDER / "sources"
        return {
            f"sources/{path.name}": path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()
        }

    def _files(self, folder: Path) -> Iterator[Path]:
        """The YAML files of a folder, by name; reports names that no address can be made of."""
        for path in sorted(folder.glob("*.y*ml")):
            if not path.is_file():
                continue
            if path.suffix != ".yml":
                self._report(path, f"the file's name ends in {quoted(path.suffix)}", "end it in '.yml'")
            elif not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", path.stem):
                hint = "use small letters, figures and single hyphens: the name becomes an address"
                self._report(path, f"{quoted(path.name)} is no name for a file here", hint)
            else:
                yield path

    def _record(self, kind: type[AnyRecord], path: Path, given: Mapping[str, str]) -> AnyRecord | None:
        file = self._parsed(path)
        return self._built(kind, file, given) if file else None

    def _parsed(self, path: Path) -> YamlFile | None:
        try:
            content = path.read_bytes()
        except OSError as error:
            self._report(path, f"this file cannot be opened: {error.strerror}", "check its permissions")
            return None
        file, problems = parse(content, self._name(path))
        self.problems.extend(problems)
        return file

    def _built(self, kind: type[AnyRecord], file: YamlFile, given: Mapping[str, str]) -> AnyRecord | None:
        """A record from a file's values, without what cannot be read."""
        if not isinstance(file.value, dict):
            hint = "write keys with a colon, as in 'title: …'"
            self.problems.append(Problem(file.spots[()].value, "this file holds no keys", hint))
            return None
        cuts = dict.fromkeys(self._written_wrong(file))
        self.problems.extend(_reserved(file, given))
        cuts.update({(key,): None for key in given if key in file.value})
        while True:
            value, origins = _pruned(file.value, frozenset(cuts), ())
            assert isinstance(value, dict)  # only what stands in the root is cut
            try:
                record = kind.model_validate({**value, **given})
            except ValidationError as error:
                found = refusals(kind, error, file, origins, frozenset(cuts))
                self.problems.extend(refusal.problem for refusal in found if refusal.problem)
                left_out = {refusal.leaves_out for refusal in found}
                self.unread.update(key for keys in left_out for key in _unread_keys(file, keys))
                if () in left_out:
                    return None
                cuts.update(dict.fromkeys(left_out))
            else:
                self.places.add(
                    record, file, {read: written for read, written in origins.items() if read != written}
                )
                return record

    def _written_wrong(self, file: YamlFile) -> Iterator[Keys]:
        """Reports what is wrong with how values are written; gives the keys of those that cannot be used."""
        for keys, spot in file.spots.items():
            name = next((key for key in reversed(keys) if isinstance(key, str)), "")
            value = _value(file, keys)
            self.problems.extend(_bare_id(name, value, spot))
            self.problems.extend(_cut_by_comment(name, spot))
            for problem, swallowed in _swallowed_keys(file, name, spot):
                self.problems.append(problem)
                yield (*keys[:-1], swallowed)
            if value is None and keys and not _may_be_empty(file, keys):
                self.problems.append(
                    Problem(spot.key, f"{quoted(name)} is empty", "fill it in, or take the line out")
                )
                yield keys

    def _report(self, path: Path, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(self._name(path), 1, 1), message, hint))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def _reserved(file: YamlFile, given: Mapping[str, str]) -> Iterator[Problem]:
    """The id of a file is its name, and cannot be given again inside."""
    for key in given:
        if (key,) in file.spots:
            hint = "take this line out: the file's name and folder say it"
            yield Problem(file.spots[(key,)].key, f"{quoted(key)} cannot be given here", hint)


def _pruned(
    value: Value, cuts: Group[Keys], written: Keys, read: Keys = ()
) -> tuple[Value, dict[Keys, Keys]]:
    """A value without what was cut, and for the keys of each part left the keys it is written under."""
    origins = {read: written}
    if not isinstance(value, dict | list):
        return value, origins
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    kept: list[tuple[str | int, Value]] = []
    for key, part in pairs:
        if (*written, key) not in cuts:
            new_key = key if isinstance(value, dict) else len(kept)
            left, deeper = _pruned(part, cuts, (*written, key), (*read, new_key))
            kept.append((new_key, left))
            origins |= deeper
    pruned: Value = (
        {str(key): part for key, part in kept} if isinstance(value, dict) else [part for _, part in kept]
    )
    return pruned, origins


def _value(file: YamlFile, keys: Keys) -> Value:
    value = file.value
    for key in keys:
        value = value[key]  # type: ignore[index]  # the keys come from this file
    return value


def _may_be_empty(file: YamlFile, keys: Keys) -> bool:
    """Short forms that the plan does not define, and the words of what was removed."""
    around = _value(file, keys[:-1])
    is_removed = isinstance(around, dict) and "removed" in around
    return keys[-2:-1] == ("abbreviations",) or (keys[-1] in ("action", "aim") and is_removed)


def _unread_keys(file: YamlFile, keys: Keys) -> Iterator[str]:
    """The keys of what was left out, so that references to it are no second mistake; the plan's, if it has no id."""
    plan = Path(file.file).stem
    inside = [part for part in file.spots if part[: len(keys)] == keys]
    ids = [str(_value(file, part)).rstrip(".)") for part in inside if part[-1] in ("id", "number")]
    is_record = isinstance(_value(file, keys), dict)
    yield from (f"{plan}/{id_}" for id_ in ids) if ids or not is_record else (plan,)


# How values are written


def _names_marked(mark: Marked) -> frozenset[str]:
    """The keys of every field that holds what the mark says."""
    return frozenset(
        described.alias or name
        for record in _kinds_of(Record)
        for name, described in record.model_fields.items()
        if mark in described.metadata
    )


def _kinds_of(kind: type[Record]) -> Iterable[type[Record]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _kinds_of(narrower)


ID_KEYS = _names_marked(IDS)
WORDS_KEYS = _names_marked(PRINTED_WORDS)
ALL_KEYS = frozenset(
    described.alias or name for record in _kinds_of(Record) for name, described in record.model_fields.items()
)


def _bare_id(name: str, value: Value, spot: Spot) -> Iterator[Problem]:
    """Ids stand in quotes: other programs read 1.10 as 1.1."""
    if name in ID_KEYS and spot.style == "plain" and re.fullmatch("[0-9][0-9_.]*", str(value)):
        yield Problem(
            spot.value,
            f"the id {value} has no quotes",
            f'write it as "{value}": without quotes 1.10 becomes 1.1',
        )


def _cut_by_comment(name: str, spot: Spot) -> Iterator[Problem]:
    """A blank and '#' end the words: what follows is lost as a comment."""
    if spot.comment and (name in WORDS_KEYS or not spot.comment.startswith("# ")):
        message = f"the words end before {quoted(spot.comment)}: a blank and '#' begin a comment"
        yield Problem(spot.value, message, "put the words in quotes, or on lines of their own below '>-'")


_KEY_IN_WORDS = re.compile(r"(\s*)([a-z_]+):(\s|$)")


def _swallowed_keys(file: YamlFile, name: str, spot: Spot) -> Iterator[tuple[Problem, str]]:
    """A key that stands as deep as the words below '>-' is taken for words."""
    if spot.style != "block":
        return
    for number in range(spot.value.line + 1, spot.end_line + 1):
        key = _KEY_IN_WORDS.match(file.lines[number - 1])
        if key and key[2] in ALL_KEYS:
            place = Place(file.file, number, len(key[1]) + 1)
            message = f"'{key[2]}:' stands so deep that it belongs to the words of {quoted(name)}"
            yield Problem(place, message, f"move it left until it stands under {quoted(name)}"), key[2]
