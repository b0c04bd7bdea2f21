"""Files to records: plans, bodies, updates, findings and settings, and where in the files each record stands.

Nothing is raised for what an editor wrote. What cannot be read is reported at its place and left out, and
the rest is read without it, so that every problem of every file comes out in one run and no mistake causes a
second message.
"""

import re
from collections.abc import Collection as Group
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.addresses import FRONT_PAGES
from generator.fields import (
    RESERVED_PLAN_IDS,
    quoted,
)
from generator.model import (
    Body,
    Collection,
    Finding,
    Plan,
    Record,
    Settings,
    Update,
)
from generator.problems import Place, Problem
from generator.refusals import Keys, Refusal, likely, may_mean, nearest_spot, refusals
from generator.slips import ALL_KEYS, name_of, slips, value_at
from generator.yamlfile import Spot, Value, YamlFile, lines_of, parse

SETTINGS_FILE = "site_config.yml"
PLANS_FOLDER = "plans"
YAML_ENDINGS = (".yml", ".yaml")

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass
class Places:
    """Where every record of a collection stands in its file."""

    _stands: dict[int, tuple[YamlFile, Keys]] = field(default_factory=dict)
    _origins: dict[str, Mapping[Keys, Keys]] = field(default_factory=dict)
    _cuts: dict[str, Group[Keys]] = field(default_factory=dict)

    def at(self, record: Record, *keys: str | int) -> Place:
        """The place of a value of a record; of the nearest value around it if it is not in the file."""
        return self._spot(record, keys).value

    def key(self, record: Record, *keys: str | int) -> Place:
        """The place of a value's key."""
        return self._spot(record, keys).key

    def within(self, record: Record, key: str, words: str) -> Place:
        """The place of words within a value; of the value itself if they are broken across its lines."""
        file, spot = self._stands[id(record)][0], self._spot(record, (key,))
        for number in range(spot.value.line, spot.end_line + 1):
            if found := re.search(rf"\b{re.escape(words)}(?!\w)", file.lines[number - 1]):
                return Place(file.file, number, found.start() + 1)
        return spot.value

    def word(self, record: Record, key: str, number: int, word: str) -> Place:
        """The place of one word of a value, counted from 0; of the value itself if it is not written so there."""
        file, spot = self._stands[id(record)][0], self._spot(record, (key,))
        first, column = (spot.value.line + 1, 1) if spot.style == "block" else (spot.value.line, spot.value.column)
        for line in range(first, spot.end_line + 1):
            written = [*re.finditer(r"\S+", file.lines[line - 1][column - 1 :])]
            if number < len(written):
                found = re.search(re.escape(word), written[number][0])
                return Place(file.file, line, column + written[number].start() + found.start()) if found else spot.value
            number, column = number - len(written), 1
        return spot.value

    def line_to_follow(self, record: Record) -> tuple[str, int] | None:
        """A key of a record that has a line to itself, the id before others, and that line; None if none has.

        Another key of the record may be written below, in the same column.
        """
        file, stands = self._stands[id(record)]
        fields = type(record).model_fields
        for key in ("id", *(fields[name].alias or name for name in fields)):
            spot = file.spots.get(self._written(file, (*stands, key)))
            if spot and spot.style in ("plain", "quoted") and spot.end_line == spot.key.line:
                before = file.lines[spot.key.line - 1][: spot.key.column - 1]
                if not before.strip(" -"):
                    return key, spot.key.line
        return None

    def left_out(self, record: Record) -> set[str]:
        """The keys of a record, as typed, below which something could not be read."""
        file, stands = self._stands[id(record)]
        written = self._written(file, stands)
        depth = len(written)
        return {str(cut[depth]) for cut in self._cuts[file.file] if len(cut) > depth and cut[:depth] == written}

    def lost(self, record: Record, *names: str) -> bool:
        """Whether something that may have been meant for one of these fields could not be read."""
        return any(may_mean(typed, type(record), *names) for typed in self.left_out(record))

    def add(self, record: Record, file: YamlFile, origins: Mapping[Keys, Keys], cuts: Group[Keys]) -> None:
        """Notes where a record and all in it stand; `origins` leads from keys as read to keys as written."""
        self._origins[file.file] = {read: written for read, written in origins.items() if read != written}
        self._cuts[file.file] = cuts
        for keys, part in _parts(record):
            self._stands[id(part)] = (file, keys)

    def with_copies(self, copies: Iterable[tuple[Record, Record]]) -> "Places":
        """These places, and for each copy of a record that of the record."""
        return replace(self, _stands={**self._stands, **{id(copy): self._stands[id(made)] for copy, made in copies}})

    def _spot(self, record: Record, keys: Keys) -> Spot:
        file, stands = self._stands[id(record)]
        return nearest_spot(file, self._written(file, stands + keys))

    def _written(self, file: YamlFile, keys: Keys) -> Keys:
        return self._origins[file.file].get(keys, keys)


def _parts(record: Record) -> Iterator[tuple[Keys, Record]]:
    """A record and every record within it, with the keys that lead to it in the file."""
    left: list[tuple[Keys, object]] = [((), record)]
    while left:
        keys, value = left.pop()
        pairs: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, Record):
            yield keys, value
            fields, values = _aliases(type(value)), vars(value)
            pairs = [(fields[name], values[name]) for name in value.model_fields_set]
        elif isinstance(value, dict):
            pairs = value.items()
        elif isinstance(value, tuple):
            pairs = enumerate(value)
        left += [((*keys, key), part) for key, part in pairs if part and not isinstance(part, str)]  # words hold none


@cache
def _aliases(kind: type[Record]) -> dict[str, str]:
    """The keys of a kind of record in the file, by the names of its fields."""
    return {name: described.alias or name for name, described in kind.model_fields.items()}


@dataclass(frozen=True)
class Reading:
    """What was read, where it stands, and what is wrong so far; there is no collection without settings."""

    collection: Collection | None
    places: Places
    problems: tuple[Problem, ...]
    incomplete: frozenset[str]
    """The files of which something could not be read."""
    unread: frozenset[str]
    """The citation keys of the plans and recommendations of which something could not be read."""
    files: Mapping[str, Path]
    """Every file that was looked at, by its name in problems."""


def read(root: Path) -> Reading:
    """Reads everything under `root`; what cannot be read is reported and left out."""
    reader = _Reader(root)
    settings = reader.settings()
    plans, bodies = reader.plans(), reader.bodies()
    files = reader.plan_files(plans)
    documents = tuple(sorted(reader.documents(), key=lambda document: (document.plan, document.date, document.id)))
    sources = reader.sources()
    reader.report_strangers()
    return Reading(
        Collection(settings, plans, bodies, documents, sources, files, reader.lines(plans)) if settings else None,
        reader.places,
        tuple(reader.problems),
        frozenset(reader.incomplete),
        frozenset(reader.unread),
        reader.files,
    )


def content_of(reading: Reading, name: str) -> bytes:
    """A file as it is held now, by its name in problems."""
    return reading.files[name].read_bytes()


def lines_as_read(reading: Reading, name: str) -> list[str]:
    """The lines of a file, by its name in problems, as places count them; none of what cannot be read as text."""
    try:
        return lines_of(content_of(reading, name))
    except (KeyError, OSError):
        return []


def read_beside(reading: Reading, name: str, content: bytes) -> Reading:
    """A reading with one update or finding alone: not yet written, called so in problems.

    Only the problems of this document are in it.
    """
    assert reading.collection
    reader = _Reader(Path())
    reader.places, reader.contents[Path(name)] = reading.places, content
    documents = tuple(reader.document(Path(name)))
    return replace(
        reading,
        collection=replace(reading.collection, documents=documents),
        problems=tuple(reader.problems),
        incomplete=reading.incomplete | reader.incomplete,
    )


def read_begun(reading: Reading, plan: str, contents: Mapping[str, bytes]) -> Reading:
    """A reading with one plan alone, and with the bodies that come with it: not yet written, called so in problems.

    Only the problems of these files are in it.
    """
    assert reading.collection
    reader = _Reader(Path())
    reader.places, reader.contents = reading.places, {Path(name): content for name, content in contents.items()}
    plans: dict[str, Plan] = {}
    bodies = {**reading.collection.bodies}
    for path in reader.contents:
        if path.parent == Path(PLANS_FOLDER):
            found = reader._record(Plan, path, {"id": plan})
            plans.update({plan: found} if found else {})
        elif body := reader._record(Body, path, {"id": path.stem}):
            bodies[path.stem] = body
    collection = replace(reading.collection, plans=plans, bodies=bodies, documents=())
    return replace(
        reading,
        collection=collection,
        problems=tuple(reader.problems),
        incomplete=reading.incomplete | reader.incomplete,
    )


class _Reader:
    """One pass over the files; holds what is gathered on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places()
        self.problems: list[Problem] = []
        self.incomplete: set[str] = set()
        self.unread: set[str] = set()
        self.files: dict[str, Path] = {}
        self.contents: dict[Path, bytes] = {}

    def settings(self) -> Settings | None:
        return self._record(Settings, self.root / SETTINGS_FILE, {})

    def plans(self) -> dict[str, Plan]:
        folder = self.root / PLANS_FOLDER
        plans = self._records(Plan, folder, RESERVED_PLAN_IDS)
        self.unread.update(path.stem for path in _yaml_paths(folder) if path.stem not in plans)
        return plans

    def plan_files(self, plans: Iterable[str]) -> dict[str, bytes]:
        """The files of plans, as they are held."""
        return {id_: self.contents[self.root / PLANS_FOLDER / f"{id_}.yml"] for id_ in plans}

    def lines(self, plans: Mapping[str, Plan]) -> dict[str, int]:
        """Where in its plan's file each recommendation and action begins, by citation key."""
        return {
            f"{id_}/{record.id}": self.places.at(record).line
            for id_, plan in plans.items()
            for made in plan.made
            for record in (made, *made.followed)
        }

    def bodies(self) -> dict[str, Body]:
        return self._records(Body, self.root / PLANS_FOLDER / "bodies", FRONT_PAGES)

    def _records(self, kind: type[AnyRecord], folder: Path, reserved: Group[str] = ()) -> dict[str, AnyRecord]:
        paths = self._files(folder, reserved)
        read = {path.stem: self._record(kind, path, {"id": path.stem}) for path in paths}
        return {id_: record for id_, record in read.items() if record}

    def documents(self) -> Iterator[Update | Finding]:
        for folder in sorted((self.root / PLANS_FOLDER).glob("[!.]*/")):
            if folder.name not in RESERVED_PLAN_IDS and folder.suffix.casefold() not in YAML_ENDINGS:
                for path in self._files(folder):
                    yield from self.document(path)

    def document(self, path: Path) -> Iterator[Update | Finding]:
        file = self._parsed(path)
        if file is None:
            return
        kinds: dict[str, type[Update | Finding]] = {"update": Update, "finding": Finding}
        given = [kind for key, kind in kinds.items() if isinstance(file.value, dict) and key in file.value]
        if len(given) > 1:
            self._refuse(path, "this is both an update and a finding", "make two files of it")
        elif not given:
            hint = "begin it with 'update:' or 'finding:' and what it is called"
            self._refuse(path, "this is neither an update nor a finding", hint)
        elif document := self._built(given[0], file, {"id": path.stem, "plan": _shown(path.parent.name)}):
            yield document

    def sources(self) -> dict[str, bytes]:
        paths = sorted((self.root / PLANS_FOLDER / "sources").glob("[!.]*"))
        read = {f"sources/{_shown(path.name)}": self._source(path) for path in paths if not path.is_dir()}
        return {name: content for name, content in read.items() if content is not None}

    def report_strangers(self) -> None:
        """Reports each file below plans/ that nothing looked at, but for a README there."""
        folder = self.root / PLANS_FOLDER
        for path in _files_below(folder):
            place = path.relative_to(folder)
            known = any(self._name(around) in self.files for around in (path, *path.parents[: len(place.parts)]))
            if not known and place != Path("README.md"):
                self._refuse(path, "this file is not read", _where_it_belongs(place))
                if len(place.parts) == 1:  # it may be meant for a plan
                    self.unread.add(place.name.partition(".")[0])

    def _files(self, folder: Path, reserved: Group[str] = ()) -> Iterator[Path]:
        """The YAML files of a folder, by name; reports names that no address can be made of."""
        for path in _yaml_paths(folder):
            makes_address = re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", path.stem)
            if path.stem in reserved:
                self._refuse(path, f"{quoted(path.stem)} cannot be a file's name here", "choose another name")
            elif path.is_dir():
                self._refuse(path, "this is a folder with the name of a file", "rename or remove it")
            elif path.suffix != ".yml":
                also = "" if makes_address else f"; {_FOR_AN_ADDRESS}"
                self._refuse(path, f"the file's name ends in {quoted(path.suffix)}", f"end it in '.yml'{also}")
            elif not makes_address:
                self._refuse(path, f"{quoted(_shown(path.name))} is no name for a file here", _FOR_AN_ADDRESS)
            else:
                yield path

    def _record(self, kind: type[AnyRecord], path: Path, given: Mapping[str, str]) -> AnyRecord | None:
        file = self._parsed(path)
        if kind is Plan and self._name(path) in self.incomplete:  # what is written wrong may be an id
            self.unread.add(path.stem)
        return self._built(kind, file, given) if file else None

    def _parsed(self, path: Path) -> YamlFile | None:
        content = self.contents[path] if path in self.contents else self._content(path)
        if content is None:
            return None
        self.contents[path] = content
        file, problems = parse(content, self._name(path))
        self.problems.extend(problems)
        if any(not problem.is_advice for problem in problems):
            self.incomplete.add(self._name(path))
        return file

    def _source(self, path: Path) -> bytes | None:
        """A source as it is held: it is published so, and must open as text."""
        content = self._content(path)
        why = _why_no_text(content) if content is not None else ()
        if why:
            self._refuse(path, *why)
        return None if why else content

    def _content(self, path: Path) -> bytes | None:
        self.files[self._name(path)] = path
        try:
            return path.read_bytes()
        except OSError as error:
            hint = "look whether it is there, and whether you may read it"
            self._refuse(path, f"this file cannot be opened: {error.strerror}", hint)
            return None

    def _built(self, kind: type[AnyRecord], file: YamlFile, given: Mapping[str, str]) -> AnyRecord | None:
        """A record from a file's values, without what cannot be read."""
        cuts = set(self._said(slips(file, given)))
        record = self._left(kind, file, given, cuts)
        if cuts:
            self.incomplete.add(file.file)
        if kind is Plan:
            self.unread.update(_unread(file, cuts))
        return record

    def _left(
        self, kind: type[AnyRecord], file: YamlFile, given: Mapping[str, str], cuts: set[Keys]
    ) -> AnyRecord | None:
        """The record that is left when everything that cannot be read is cut; adds it to the cuts."""
        while () not in cuts:
            value, origins = _pruned(file.value, cuts, ()) if cuts else (file.value, {})
            assert isinstance(value, dict)
            try:
                record = kind.model_validate({**value, **given})
            except ValidationError as error:
                origins = origins or _pruned(file.value, cuts, ())[1]
                cuts.update(self._said(refusals(kind, error, file, origins, frozenset(cuts))))
            else:
                self.places.add(record, file, origins, cuts)
                return record
        return None

    def _said(self, refused: Iterable[Refusal]) -> Iterator[Keys]:
        """Reports refusals; gives the keys of what each leaves out."""
        for refusal in refused:
            if refusal.problem:
                self.problems.append(refusal.problem)
            if refusal.leaves_out is not None:
                yield refusal.leaves_out

    def _refuse(self, path: Path, message: str, hint: str) -> None:
        """Reports a file that cannot be read."""
        self.problems.append(Problem(Place(self._name(path), 1, 1), message, hint))
        self.incomplete.add(self._name(path))
        self.files[self._name(path)] = path

    def _name(self, path: Path) -> str:
        return _shown(path.relative_to(self.root).as_posix())


_FOR_AN_ADDRESS = "use small letters, figures and single hyphens: the name becomes an address"


def _shown(name: str) -> str:
    """A file's name with a mark for what is no character in it, or one that a terminal obeys."""
    text = name.encode(errors="surrogateescape").decode(errors="replace")
    return re.sub("[\0-\x1f\x7f-\x9f\u2028\u2029]", "\ufffd", text)


def _why_no_text(content: bytes) -> tuple[str, str] | tuple[()]:
    """What is wrong with a source, and what to do; nothing where it is text in UTF-8."""
    try:
        words = content.decode()
    except UnicodeDecodeError:
        words = "\0"
    if "\0" in words:
        hint = "hold its words, saved with the encoding UTF-8; or hold no file, and give an address as the source"
        return "this file is not text saved as UTF-8", hint
    if not words.strip():
        hint = "put the words of the source into it; or remove it, and give an address as the source"
        return "this file is empty", hint
    return ()


def _files_below(folder: Path) -> list[Path]:
    """Every file of a folder and the folders in it, but for those that editors and machines keep."""
    return sorted(
        path
        for path in folder.rglob("*")
        if not path.is_dir()
        and not any(part.startswith(".") or part.endswith("~") for part in path.relative_to(folder).parts)
    )


def _where_it_belongs(place: Path) -> str:
    """What to do with a file below plans/ that stands where nothing is read."""
    name, _, _ = place.name.partition(".yml.")
    if name != place.name:
        return f"call it '{name}.yml'"
    return _KEPT_IN.get(place.parts[0] if len(place.parts) > 1 else "", _KEPT_IN_A_PLANS_FOLDER)


_KEPT_IN = {
    "": "a plan's name ends in '.yml', and a source stands in plans/sources/; keep anything else outside plans/",
    "bodies": "a body's file stands in plans/bodies/ itself, and ends in '.yml'",
    "sources": "a source stands in plans/sources/ itself",
}
_KEPT_IN_A_PLANS_FOLDER = (
    "updates and findings stand in their plan's folder itself, and end in '.yml'; a source stands in plans/sources/"
)


def _yaml_paths(folder: Path) -> list[Path]:
    """What has the name of a YAML file, but for the hidden files that editors and machines keep."""
    return sorted(path for path in folder.glob("[!.]*") if path.suffix.casefold() in YAML_ENDINGS)


def _pruned(value: Value, cuts: Group[Keys], written: Keys, read: Keys = ()) -> tuple[Value, dict[Keys, Keys]]:
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
    pruned: Value = {str(key): part for key, part in kept} if isinstance(value, dict) else [part for _, part in kept]
    return pruned, origins


def _unread(file: YamlFile, cuts: Group[Keys]) -> Iterator[str]:
    """The recommendations from which something was cut, by citation key; their plan if that is not enough.

    References to them are left alone: what they lead to may be what was cut, and may be called anything if an id or
    a former id was.
    """
    plan = Path(file.file).stem
    for keys in cuts:
        beside = [(*keys[:2], name) for name in ("id", "number")]
        named = next((key for key in beside if key in file.spots), ())
        if _may_hold_former_ids(file, keys):
            yield plan
        elif keys[:1] == ("recommendations",):
            yield plan if named in ((), *cuts) else f"{plan}/{str(value_at(file, named)).rstrip('.)')}"


def _may_hold_former_ids(file: YamlFile, keys: Keys) -> bool:
    inside = [*(part for part in file.spots if part[: len(keys)] == keys), keys]
    return likely(name_of(keys), ALL_KEYS) in ("", "formerly") or any("formerly" in part for part in inside)
