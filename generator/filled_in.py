"""A plan's table for a reinspection, filled in: read as any spreadsheet leaves it, and made the draft of a finding.

Of its columns only the key and those to be filled in count. Every mistake is told at once, by the row and the column.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from generator.check import DocumentCheck
from generator.checking import ADDRESS, likely_spelling
from generator.fields import quoted
from generator.follow_up import (
    Draft,
    Fields,
    Flaw,
    NotUnderstood,
    Subject,
    as_written,
    citation_key,
    plans_named,
    standing_now,
    subject_of,
    with_stand_ins,
)
from generator.index import Made
from generator.model import Plan
from generator.read import Reading
from generator.reinspection import JUDGEMENTS, KEY, TO_FILL_IN, TO_HOLD_AGAINST
from generator.spreadsheets import unguarded
from generator.yamlfile import Value

DELIMITERS = (",", ";", "\t")
NAMES = (KEY, *TO_FILL_IN)
SAVE_AGAIN = "open it in the spreadsheet, and save it as CSV"


@dataclass(frozen=True)
class Row:
    """A row with something filled in: its number as a spreadsheet shows it, its key and its cells as typed."""

    number: int
    key: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class FilledIn:
    """A table that was filled in."""

    rows: tuple[Row, ...]
    passed_over: int
    """How many rows have a key and nothing else."""
    unread: tuple[str, ...]
    """The columns in which something stands that nobody asked for."""


@dataclass(frozen=True)
class Mistake:
    """Something in a row that has to be mended before anything is written."""

    row: int
    column: str  # '' for the row as a whole
    message: str
    hint: str

    @property
    def in_words(self) -> str:
        """Where it is, what is wrong and what to do; two lines."""
        return f"row {self.row}{f', {self.column}' if self.column else ''}: {self.message}\n    {self.hint}"


# The file


def filled_in(content: bytes) -> FilledIn:
    """What stands in a file; raises NotUnderstood for one that is no such table."""
    rows, start = _rows(_text(content))
    header = [_name(cell) for cell in rows[start]]
    if twice := [name for name, times in Counter(header).items() if times > 1 and name in NAMES]:
        letters = " and ".join(_letters(place) for place, name in enumerate(header) if name == twice[0])
        raise NotUnderstood(f"two columns are called '{twice[0]}', {letters}: give one of them another name")
    place_of = {name: header.index(name) for name in NAMES if name in header}
    found, passed_over = [], 0
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {name: row[place].strip() for name, place in place_of.items() if place < len(row)}
        cells = {name: cell for name, cell in cells.items() if cell}
        key = cells.pop(KEY, "")
        passed_over += bool(key and not cells)
        found += [Row(number, key, cells)] if cells else []
    if not found:
        raise NotUnderstood(
            f"nothing is filled in: write into the columns {', '.join(TO_FILL_IN)}, and save the table as CSV"
        )
    return FilledIn(tuple(found), passed_over, tuple(_unread(header, rows[start + 1 :])))


_NO_TEXT = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "an old workbook", b"%PDF": "a PDF"}


def _text(content: bytes) -> str:
    """The text of a file, in whatever encoding a spreadsheet gave it."""
    if what := next((what for start, what in _NO_TEXT.items() if content.startswith(start)), ""):
        raise NotUnderstood(f"the file is {what}, and no CSV: {SAVE_AGAIN}")
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NotUnderstood(f"the file's letters cannot be read: {SAVE_AGAIN} with the letters 'Unicode (UTF-8)'")
    if not text.strip():
        raise NotUnderstood(f"the file is empty: {SAVE_AGAIN}")
    return text


def _encoding(content: bytes) -> str:
    """UTF-16 by its mark, or by the zeros beside its first letter; else UTF-8, or what Windows has in the West."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if 0 in content[:2]:
        return "utf-16-be" if content[0] == 0 else "utf-16-le"
    try:
        content.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _rows(text: str) -> tuple[list[list[str]], int]:
    """Every row, and which is the header: with the delimiter by which most of the columns' names are found."""
    tried = [_parted(text, delimiter) for delimiter in DELIMITERS]
    rows, start, broken = max(tried, key=lambda parted: _names_in(parted[0][parted[1]]))
    names = {_name(cell) for cell in rows[start]}
    if broken:
        raise NotUnderstood(f"a quotation mark in line {broken} is one too many, or lacks its other half: {SAVE_AGAIN}")
    if absent := [name for name in NAMES if name not in names]:
        _lacks_columns(absent, names)
    return rows, start


_USUALLY_CALLED = {"finding": "found", "findings": "found"}  # what reports call them


def _lacks_columns(absent: Sequence[str], names: set[str]) -> None:
    """Raises NotUnderstood for a column that is called otherwise, or if nothing can be read without what is absent."""
    other = sorted(names.difference(NAMES, TO_HOLD_AGAINST))
    for name in other:
        meant = likely_spelling(name, absent) or _USUALLY_CALLED.get(name)
        if meant in absent:
            raise NotUnderstood(f"no column is called {quoted(name)}: did you mean '{meant}'?")
    if KEY in absent or len(absent) == len(TO_FILL_IN):
        row = f"'{KEY}' and at least one of {', '.join(TO_FILL_IN)}"
        raise NotUnderstood(f"no row has the columns' names: begin with a row that has {row}")


def _parted(text: str, delimiter: str) -> tuple[list[list[str]], int, int]:
    """The rows of a text, which of them is the header, and the line that breaks off the reading, or 0."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    broken = 0
    try:
        rows.extend(reader)
    except csv.Error:
        broken = reader.line_num
    rows = rows or [[]]
    return rows, max(range(len(rows)), key=lambda place: _names_in(rows[place])), broken


def _names_in(row: Sequence[str]) -> int:
    return len({_name(cell) for cell in row}.intersection(NAMES))


def _name(cell: str) -> str:
    """The name in a header's cell, without what explains it, and without a mark of the encoding that was misread."""
    return " ".join(re.split(r"[(\n:]", cell.strip("\ufeffï»¿ "))[0].split()).casefold()


def _unread(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The columns in which something stands, and which are none of the table's own."""
    for place in range(max(map(len, rows))):
        name = header[place] if place < len(header) else ""
        if name not in {*NAMES, *TO_HOLD_AGAINST} and any(row[place].strip() for row in rows if place < len(row)):
            yield f"{_letters(place)} ({quoted(name)})" if name else _letters(place)


def _letters(place: int) -> str:
    """The letters of a column as a spreadsheet has them: 'A' of the first, 'AA' of the twenty-seventh."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


# The finding


def plan_of(reading: Reading, table: FilledIn) -> str:
    """The present id of the plan that most of a table's rows are of; raises NotUnderstood if none is of any."""
    assert reading.collection
    present = {id_: plan.id for plan in reading.collection.plans.values() for id_ in (plan.id, *plan.formerly)}
    present |= {id_: id_ for id_ in reading.unread if "/" not in id_}
    named = [citation_key(row.key).partition("/")[0] for row in table.rows if row.key]
    known = [present[name] for name in named if name in present]
    if not known and named:
        plans_named(reading, named)
    if not known:
        raise NotUnderstood(f"no row with anything filled in has a key: keep the column '{KEY}' as it was")
    return Counter(known).most_common(1)[0][0]


def finding_of(
    reading: Reading, plan_id: str, table: FilledIn, head: Fields, today: date, *, is_asking: bool
) -> tuple[Draft, list[Mistake]]:
    """A draft of what a table says, in the order of the plan, and every mistake by its row.

    What a row lacks is no mistake where an editor can be asked for it.
    """
    (plan,) = plans_named(reading, [plan_id])
    all_made = standing_now(reading, plan, today)
    rows: dict[str, Row] = {}
    subjects: dict[str, Subject] = {}
    mistakes = [mistake for row in table.rows for mistake in _strange_words(row)]
    for row in table.rows:
        subject = _subject(reading, plan, all_made, row)
        if isinstance(subject, Mistake):
            mistakes.append(subject)
        elif subject.id in rows:
            message = f"{quoted(row.key)} stands in row {rows[subject.id].number} already"
            mistakes.append(Mistake(row.number, KEY, message, "make one row of the two"))
        else:
            rows[subject.id], subjects[subject.id] = row, subject
    entries = tuple((subjects[id_], _fields(rows[id_])) for id_ in _ids(all_made) if id_ in rows)
    draft = Draft(reading, DocumentCheck(reading), plan, "finding", head, entries, today)
    told = {(mistake.row, mistake.column) for mistake in mistakes}
    untold = tuple((subject, _without(told, rows[subject.id].number, fields)) for subject, fields in entries)
    flaws = with_stand_ins(replace(draft, entries=untold)).flaws if untold else ()
    mistakes += [_of_row(rows[flaw.about], flaw) for flaw in flaws if flaw.about and not (is_asking and flaw.lacks)]
    return draft, sorted(mistakes, key=lambda mistake: mistake.row)


_SOUND = {"judgement": JUDGEMENTS[0], "found": "…", "evidence": "https://plans.example/", "note": "…"}


def _without(told: Set[tuple[int, str]], row: int, fields: Fields) -> Fields:
    """Fields without what was told of a row already: a mistake causes no second message."""
    return {name: _SOUND[name] if (row, name) in told else value for name, value in fields.items()}


def _ids(all_made: Sequence[Made]) -> list[str]:
    """The ids of a plan's recommendations and actions, in the order printed."""
    return [id_ for made in all_made for id_ in (made.recommendation.id, *(one.id for one in made.standings))]


def _of_row(row: Row, flaw: Flaw) -> Mistake:
    """What `plans check` would say of a row's entry."""
    hint = re.sub("'([a-z]+):'", r"'\1'", flaw.hint)
    return Mistake(row.number, flaw.field if flaw.field in TO_FILL_IN else "", flaw.message, hint)


def _subject(reading: Reading, plan: Plan, all_made: Sequence[Made], row: Row) -> Subject | Mistake:
    """What a row is about."""
    key = citation_key(row.key)
    named, _, id_ = key.partition("/")
    try:
        if named in (plan.id, *plan.formerly) and id_:
            return subject_of(plan, all_made, key)
        message, hint = _no_key(reading, plan, all_made, row)
    except NotUnderstood as why:
        message, _, hint = str(why).partition(": ")
    return Mistake(row.number, KEY, message, hint)


def _no_key(reading: Reading, plan: Plan, all_made: Sequence[Made], row: Row) -> tuple[str, str]:
    """What is wrong with a key that names nothing in the plan, and what to do."""
    example = f"as in '{plan.id}/{all_made[0].recommendation.id if all_made else 1}'"
    if not row.key:
        return "something is filled in, and there is no key", f"write the key, {example}"
    if row.key in _ids(all_made):
        return f"{quoted(row.key)} does not name its plan", f"write it as '{plan.id}/{row.key}', if that is meant"
    if plans_named(reading, [row.key.partition("/")[0]]) == [plan]:
        return f"{quoted(row.key)} names a plan, and nothing in it", f"write the id behind it, {example}"
    return f"{quoted(row.key)} is of another plan than '{plan.id}'", "make a table of each plan"


_BROKEN_FORMULA = r"#(NAME\?|VALUE!|REF!|N/A|NUM!|NULL!|DIV/0!)|Err:[0-9]{3}"


def _strange_words(row: Row) -> Iterator[Mistake]:
    """A judgement that is none, evidence without an address, and what a spreadsheet took for a formula."""
    for name, cell in row.cells.items():
        if re.fullmatch(_BROKEN_FORMULA, cell):
            message = f"{quoted(cell)} is what a spreadsheet makes of words that begin with =, +, - or @"
            yield Mistake(row.number, name, message, "write them without that mark, or with an apostrophe before it")
        elif name == "judgement" and _fields(row)[name] not in JUDGEMENTS:
            yield Mistake(row.number, name, f"{quoted(cell)} is no judgement", _instead(cell))
        elif name == "evidence" and not all(re.fullmatch(ADDRESS, part) for part in unguarded(cell).split()):
            hint = "write addresses, as in 'https://plans.example/minutes', with blanks between; words go under 'note'"
            yield Mistake(row.number, name, f"{quoted(cell)} is not addresses alone", hint)


def _instead(cell: str) -> str:
    typed = _one_word(cell).casefold()
    begun = [words for words in JUDGEMENTS if words.startswith(typed)]
    words = begun[0] if len(begun) == 1 else likely_spelling(typed, JUDGEMENTS)
    meant = f"did you mean '{words}'? Else write" if words else "write"
    return f"{meant} one of: {', '.join(JUDGEMENTS)}; or leave it empty"


def _fields(row: Row) -> dict[str, Value]:
    """What a row's cells say, as a file has it."""
    return {name: as_written(name, _TYPED.get(name, str)(unguarded(cell))) for name, cell in row.cells.items()}


def _one_word(typed: str) -> str:
    return " ".join(typed.split()).rstrip(".")


def _addresses(typed: str) -> str:
    """Addresses without what parts them."""
    return " ".join(address.rstrip(",;") for address in typed.split())


_TYPED: Mapping[str, Callable[[str], str]] = {"judgement": _one_word, "evidence": _addresses}
