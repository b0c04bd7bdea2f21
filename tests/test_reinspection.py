"""A plan's table for a reinspection, and the finding that it becomes when it is filled in."""

import csv
import os
import random
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.downloads import downloads
from generator.filled_in import FilledIn, Row, filled_in
from generator.follow_up import NotUnderstood
from generator.index import Index
from generator.reinspection import HEADER, reinspection_files
from generator.spreadsheets import guarded, unguarded
from tests.conftest import SPECIMEN
from tests.expected import index_of
from tests.small import action, indexed, plan, recommendation, update
from tests.test_bad import BASE
from tests.test_main import Plans
from tests.test_update import HEAD, NOTHING, PLAN, UNDO, Terminal, files

PATH = "data/reinspection/specimen-2031.csv"
JUDGEMENTS = "achieved, good progress, reasonable progress, insufficient progress, no meaningful progress, not achieved"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "good"))


@pytest.fixture
def plans(capsys: pytest.CaptureFixture[str]) -> Plans:
    return Plans(capsys)


def text_at(index: Index, path: str = PATH) -> str:
    return "".join(dict(reinspection_files(index))[path]())


def rows_of(text: str) -> list[list[str]]:
    return [*csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))]


def text_of(rows: Iterable[Iterable[str]], delimiter: str = ",", ends: str = "\r\n") -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return text.getvalue()


# The table


def test_every_recommendation_and_action_has_a_row_in_the_order_printed() -> None:
    index = index_of(SPECIMEN)
    keys = [key for made in index.made["specimen-2031"] for key in (made.key, *(one.key for one in made.standings))]
    assert [row[0] for row in rows_of(text_at(index))] == ["key", *keys]
    assert keys[:3] == ["specimen-2031/1", "specimen-2031/1.1", "specimen-2031/1.2"]


COLUMNS = [
    *("key", "kind", "words", "decision", "owner", "target date first printed", "target date now", "its last day"),
    *("delivery", "reported on", "history", "last judgement", "judged on"),
    f"judgement\n(one of:\n{JUDGEMENTS})".replace(", ", ",\n"),
    "found\n(in the words of the report)",
    "evidence\n(addresses of what shows it)",
    "note\n(for readers: it is published)",
]
WHOLE = {
    "4a-iii": [
        *("recommendation", "Share the register of ships."),
        "Specimen Department: Partly Agreed; Specimen Harbour Service: awaited",
        *([""] * 6),
        "28 November 2031, Specimen Department, in “Letter of the Department: *moves* & {exits}”: decision of Specimen "
        "Department changed from “Agreed” to “Partly Agreed”; kind of reason: policy; reason: “Warships are not in the "
        "register.”",
        *("not assessed", ""),
    ],
    "5": ["recommendation", "not known: the source lacks them", "not known", *([""] * 7), "not assessed", ""],
    "8": [
        *("recommendation", "Keep the lights, bells and signals in order.", "Agreed", *([""] * 6)),
        "28 November 2031, Specimen Department, in “Letter of the Department: *moves* & {exits}”: words changed from "
        "“Keep the lights and signals in order.” to “Keep the lights, bells and signals in order.”; reason: “The "
        "inspectorate added the bells.”",
        *("not assessed", ""),
    ],
    "2.1": [
        "action",
        "Recruit four day pilots (see 1.1), of two kinds: bar and lock.\n"
        "a) Advertise. (HR, Spring 2031)\n"
        "Interview. (Completed Ongoing new staff)",
        *("", "Harbour Master / HR", "“31/09/2031”: 30 September 2031", "“31/03/2032”: 31 March 2032", "2032-03-31"),
        *("in progress", "2031-09-20"),
        "20 September 2031, Specimen Harbour Service, in “Progress report, autumn 2031”: reported in progress; target "
        "date moved from 30 September 2031 “31/09/2031” to 31 December 2031; said: “Two recruited.”; reason: “The "
        "first advertisement failed.”; evidence: https://specimen.example/minutes\n"
        "28 November 2031, Specimen Department, in “Letter of the Department: *moves* & {exits}”: target date moved "
        "from 31 December 2031 to 31 March 2032; reason: “The second advertisement failed too.”\n"
        "12 December 2031, Specimen Inspectorate, in “Visit, December 2031”: found: no meaningful progress; “No pilot "
        "was in post.”",
        *("no meaningful progress", "2031-12-12"),
    ],
    "3.4": [
        *("action", "Fence the crane.", "", "Quay Manager, Harbour Engineer (printed beside several actions)"),
        *("“31/11/2031”, “28/02/2032” (printed beside several actions)", "“30/04/2032”: 30 April 2032", "2032-04-30"),
        *("not reported", ""),
        "28 November 2031, Specimen Department, in “Letter of the Department: *moves* & {exits}”: target date moved "
        "from “31/11/2031”, “28/02/2032” (printed beside several actions) to 30 April 2032; reason: “The fence is "
        "being made.”",
        *("not assessed", ""),
    ],
    "6.14": [
        *("action", "Date the second bell.", "", "none printed", "“Completed”: complete", "“Completed”: complete", ""),
        *("complete, as printed with the plan", "", "", "not assessed", ""),
    ],
    "6.20": [
        *("action", "Do not date the eighth bell.", "", "none printed", "none printed", "none printed", ""),
        *("not reported", "", "", "not assessed", ""),
    ],
    "8.6": [
        *("action", "Tune the radio.", "", "Harbour Master", *(["“14/02/2032”: 14 February 2032"] * 2), "2032-02-14"),
        *("not started", "2031-09-20"),
        "20 September 2031, Specimen Harbour Service, in “Progress report, autumn 2031”: reported not started; reason: "
        "“The radio has not come.”; note: “The order is of May 2031.”",
        *("not assessed", ""),
    ],
}


def test_row_holds_the_promise_and_all_that_became_of_it_beside_four_empty_cells() -> None:
    header, *rows = rows_of(text_at(index_of(SPECIMEN)))
    assert header == [*HEADER] == COLUMNS
    ids = {row[0].removeprefix("specimen-2031/"): row[1:] for row in rows}
    assert {id_: ids[id_] for id_ in WHOLE} == {id_: [*cells, "", "", "", ""] for id_, cells in WHOLE.items()}


def test_table_stands_under_former_ids_too_and_that_of_a_removed_plan_keeps_its_address_without_rows() -> None:
    removed = plan(id_="gone-2031", removed={"date": "2031-06-01", "reason": "It went."})
    index = indexed(plan(recommendation(action()), formerly=["old-2031"]), removed)
    paths = [path for path, _ in downloads(index) if path.startswith("data/reinspection/")]
    assert sorted(paths) == [f"data/reinspection/{id_}.csv" for id_ in ("gone-2031", "harbour-2031", "old-2031")]
    assert text_at(index, "data/reinspection/harbour-2031.csv") == text_at(index, "data/reinspection/old-2031.csv")
    assert rows_of(text_at(index, "data/reinspection/gone-2031.csv")) == [COLUMNS]


def test_table_opens_in_a_spreadsheet_and_nothing_in_it_is_worked_out() -> None:
    said = {"action": "1.1", "said": "So."}
    index = indexed(plan(recommendation(action(action="=1+1", owner="-x"))), update("2031-09-20", said))
    text = text_at(index, "data/reinspection/harbour-2031.csv")
    assert text.startswith("\ufeffkey,kind,")
    assert text.endswith(
        "\r\nharbour-2031/1.1,action,'=1+1,,'-x,none printed,none printed,,not reported,,"
        '"20 September 2031, Harbour, in “Letter”: said: “So.”",not assessed,,,,,\r\n'
    )


@given(st.text("'=+-@\t\rab \n"))
def test_guard_is_taken_away_again(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert guarded(words)[:1] not in {"=", "+", "-", "@", "\t", "\r"} - {""}


# From a spreadsheet to the finding

FILLED = {
    "2": ("", "Ships “wait”, still – at £9 a day.", "", "Seen at dawn, naïvely."),
    "2.1": (
        "Insufficient progress",
        'One pilot in post.\n\nThe other:\n"gone".',
        "https://a.example/1; http://b.example",
        "",
    ),
    "6.10": (" not  ACHIEVED ", "'-3 °C; no buoy", "", ""),
    "1.1": ("achieved", "", "", ""),
}
EXPECTED = """\
finding: Reinspection, 2033
date: 2033-03-01
source: https://specimen.example/report-2033
entered: 2033-04-01
entries:
  # Survey all nine chains and replace what fails.
  - action: "1.1"
    judgement: achieved
  # Provide enough pilots by day and by night, and a launch for each watch.
  - recommendation: "2"
    found: Ships “wait”, still – at £9 a day.
    note: Seen at dawn, naïvely.
  # Recruit four day pilots (see 1.1), of two kinds: bar and lock.
  - action: "2.1"
    judgement: insufficient progress
    found: >-
      One pilot in post.

      The other: "gone".
    evidence:
      - https://a.example/1
      - http://b.example
  # Date the tenth buoy.
  - action: "6.10"
    judgement: not achieved
    found: "-3 °C; no buoy"
"""
GIVEN = (
    *("--title", "Reinspection, 2033", "--date", "2033-03-01", "--source", "https://specimen.example/report-2033"),
    *("--entered", "2033-04-01"),
)


def specimen_filled() -> str:
    """The specimen's table with some rows filled in."""
    rows = rows_of(text_at(index_of(SPECIMEN)))
    for row in rows:
        row[-4:] = FILLED.get(row[0].rpartition("/")[2], row[-4:])
    return "\ufeff" + text_of(rows)


def saved_by_libreoffice(folder: Path) -> dict[str, bytes]:
    """The table opened and saved by LibreOffice as a workbook of each kind, opened again and saved as CSV."""
    (folder / "table.csv").write_text(specimen_filled(), encoding="utf-8", newline="")
    as_asked_for_a_mark = "--infilter=CSV:44,34,76,1"  # what its window proposes for such a file
    for kind in ("ods", "xlsx"):
        soffice(folder, as_asked_for_a_mark, "--convert-to", kind, "table.csv")
        (folder / f"table.{kind}").rename(folder / f"of-{kind}.{kind}")
    soffice(folder, "--convert-to", "csv", "of-ods.ods", "of-xlsx.xlsx")
    saved = {kind: (folder / f"of-{kind}.csv").read_bytes() for kind in ("ods", "xlsx")}
    semicolons_of_windows = "csv:Text - txt - csv (StarCalc):59,34,1,1"
    soffice(folder, "--convert-to", semicolons_of_windows, "of-ods.ods")
    return saved | {"semicolons": (folder / "of-ods.csv").read_bytes()}


def soffice(folder: Path, *arguments: str) -> None:
    program = shutil.which("soffice")
    if not program:
        pytest.fail("there is no LibreOffice here: run 'sudo apt-get install libreoffice-calc-nogui', then try again")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [program, "--headless", profile, *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)


def test_table_filled_in_and_saved_by_libreoffice_becomes_the_expected_finding(plans: Plans, tmp_path: Path) -> None:
    saved = saved_by_libreoffice(tmp_path)
    assert saved["semicolons"].startswith(b'"key";"kind";')
    for kind, content in {"as it was": specimen_filled().encode(), **saved}.items():
        root = Path(shutil.copytree(SPECIMEN, tmp_path / kind))
        (root / "table.csv").write_bytes(content)
        code, printed, _ = plans("--root", root, "update", "--from", root / "table.csv", *GIVEN)
        made = root / "plans" / "specimen-2031" / "2033-03-01-reinspection-2033.yml"
        assert (code, printed) == (0, f"{made}\n")
        assert made.read_text() == EXPECTED
        assert plans("--root", root, "check", "--advice", "none") == (0, "", "no problems\n")


# Whatever a spreadsheet makes of it

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\"'=+-@,;\t⚓é“"), max_size=12)
CELLS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("judgement", "found", "evidence", "note"), TEXT.filter(lambda words: words.strip()))
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


def as_saved(rows: Mapping[str, Mapping[str, str]], chosen: random.Random) -> list[list[str]]:
    """A table of these rows: its columns in any order, some left out, with empty rows and columns of the user's own."""
    used = {name for cells in rows.values() for name in cells}
    columns = ["key", "owner", "", "My own", *sorted({"judgement", "found", "evidence", "note"} & {*used, "found"})]
    chosen.shuffle(columns)
    explained = {name: chosen.choice([name, name.upper(), f" {name} ", f"{name}\n(so, or so)"]) for name in columns}
    table = [[explained[name] for name in columns]]
    for key, cells in rows.items():
        filled = {"key": key, "owner": "=x", **cells}
        table += [[""] * len(columns)] * chosen.randint(0, 1) + [[filled.get(name, "") for name in columns]]
    return [[]] * chosen.randint(0, 2) + table


@given(st.dictionaries(st.from_regex(r"a-[0-9]/[0-9]\.[0-9]", fullmatch=True), CELLS, min_size=1), st.randoms())
def test_table_reads_the_same_in_every_form(rows: dict[str, dict[str, str]], chosen: random.Random) -> None:
    table = as_saved(rows, chosen)
    text = text_of(table, chosen.choice([",", ";", "\t"]), chosen.choice(["\r\n", "\n"]))
    content = text.encode(chosen.choice(ENCODINGS))
    numbers = {
        row[place]: number for number, row in enumerate(table, 1) for place in range(len(row)) if row[place] in rows
    }
    filled = tuple(
        Row(numbers[key], key, {name: words.strip() for name, words in cells.items()})
        for key, cells in rows.items()
        if cells
    )
    if filled:
        found = filled_in(content)
        assert FilledIn(tuple(ordered(found.rows)), found.passed_over, found.unread) == FilledIn(
            filled, len(rows) - len(filled), ()
        )
    else:
        with pytest.raises(NotUnderstood, match="nothing is filled in"):
            filled_in(content)


def ordered(rows: Sequence[Row]) -> list[Row]:
    names = ("judgement", "found", "evidence", "note")
    return [Row(row.number, row.key, {name: row.cells[name] for name in names if name in row.cells}) for row in rows]


def test_words_as_windows_writes_them_are_read() -> None:
    content = text_of([["key", "found"], ["a/1", "“Naïve” – £5 at the café’s"]], ";").encode("cp1252")
    assert filled_in(content).rows == (Row(2, "a/1", {"found": "“Naïve” – £5 at the café’s"}),)


def test_mark_that_was_misread_on_opening_is_passed_over() -> None:
    assert filled_in('"ï»¿key";found\na/1;“Naïve”\n'.encode()).rows == (Row(2, "a/1", {"found": "“Naïve”"}),)


WORDS = [
    'He said "no", twice.',
    "=1+1 is two",
    "+3 pilots",
    "@ the quay",
    "'quoted' words",
    "’t was “so” ⚓ 港",
    "a, b; c\td",
    "no: # mark",
    "1.10",
    "31/03/2032",
    "yes",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_come_through_to_the_letter(plans: Plans, good: Path, words: str) -> None:
    table = saved(good, ["key", "found"], [f"{PLAN}/1.1", f"{guarded(words)}\n\n{words}"])
    assert plans("--root", good, "update", "--from", table, *HEAD)[0] == 0
    _, printed, _ = plans(
        "--root",
        good,
        "update",
        f"{PLAN}/1.1",
        "--finding",
        "--found",
        f"{words}\n\n{words}",
        *HEAD[2:],
        "--title",
        "B",
    )
    first = (good / "plans" / PLAN / "2032-01-02-letter-winter.yml").read_text()
    assert first.partition("entries:")[2] == Path(printed.strip()).read_text().partition("entries:")[2]


def saved(root: Path, *rows: Sequence[str]) -> Path:
    """A table beside a collection."""
    path = root / "table.csv"
    path.write_text(text_of(rows), newline="")
    return path


# What is told


def test_finding_is_told_with_what_was_passed_over_and_what_was_not_read(plans: Plans, good: Path) -> None:
    table = saved(
        good,
        ["key", "judgement", "", "Mine"],
        [f"{PLAN}/2.1", "Good progress.", "look", ""],
        [f"{PLAN}/1.2", "", "", "at"],
        [f"{PLAN}/1.1", "ACHIEVED"],
    )
    code, printed, said = plans("--root", good, "update", "--from", table, *HEAD)
    assert (code, printed) == (0, f"{good}/plans/{PLAN}/2032-01-02-letter-winter.yml\n")
    assert said == (
        "not read, as nothing is asked there: column C, D ('mine')\n"
        "passed over, as nothing is filled in: 1 of 3 rows\n"
        "  Action 1.1: found: achieved\n"
        "  Action 2.1: found: good progress\n"
        "no problems\n" + UNDO
    )


def test_former_keys_are_understood(plans: Plans, good: Path) -> None:
    path = good / "plans" / f"{PLAN}.yml"
    text = path.read_text().replace("title:", "formerly: [boats-2031]\ntitle:", 1)
    path.write_text(text.replace('id: "2.1"\n', 'id: "2.1"\n        formerly: ["1.3"]\n'))
    table = saved(good, ["key", "found"], ["boats-2031/1.3", "Done."], [f"{PLAN}/2.1", "Again."])
    assert plans("--root", good, "update", "--from", table, *HEAD)[2] == (
        f"{NOTHING}  row 3, key: '{PLAN}/2.1' stands in row 2 already\n      make one row of the two\n"
    )
    table = saved(good, ["key", "found"], ["boats-2031/1.3", "Done."])
    code, printed, said = plans("--root", good, "update", "--from", table, *HEAD, "--dry-run")
    assert (code, said) == (0, "boats-2031/1.3 is ferry-2031/2.1 now\n")
    assert printed.endswith('entries:\n  - action: "2.1"\n    found: Done.\n')


REMOVED = "        removed:\n          date: 2031-06-01\n          reason: It went.\n"


def test_every_mistake_of_a_table_is_told_at_once_by_its_row(plans: Plans, good: Path) -> None:
    path = good / "plans" / f"{PLAN}.yml"
    path.write_text(path.read_text().replace('id: "1.1"\n', f'id: "1.1"\n{REMOVED}'))
    shutil.copy(path, good / "plans" / "boats-2031.yml")
    before = files(good)
    table = saved(
        good,
        ["key", "judgement", "found", "evidence", "note"],
        [f"{PLAN}/1", "goood progress"],
        [f"{PLAN}/1.1", "achieved"],
        [],
        [f"{PLAN}/1.2", "not assessed", "#NAME?"],
        [f"{PLAN}/1.9", "", "It."],
        ["fery-2031/1.2", "", "It."],
        ["boats-2031/1.2", "", "It."],
        ["", "", "It."],
        ["2.1", "", "It."],
        [PLAN, "", "It."],
        [f"{PLAN}/2", "", "• It.", "https://a.example/ p. 4", "So\x07."],
        [f"{PLAN}/2.1", "", "", "", "Only a note."],
        [f"{PLAN}/2.1", "achieved"],
    )
    words = f"write one of: {JUDGEMENTS}; or leave it empty"
    given = ("--title", "Visit", *HEAD[4:])
    assert plans("--root", good, "update", "--from", table, *given, "--date", "2030-01-01") == (
        2,
        "",
        f"{NOTHING}"
        "  row 2, judgement: 'goood progress' is no judgement\n"
        f"      did you mean 'good progress'? Else {words}\n"
        f"  row 3, key: '{PLAN}/1.1' was removed\n"
        "      nothing more is said of it\n"
        "  row 5, judgement: 'not assessed' is no judgement\n"
        f"      {words}\n"
        "  row 5, found: '#NAME?' is what a spreadsheet makes of words that begin with =, +, - or @\n"
        "      write them without that mark, or with an apostrophe before it\n"
        f"  row 6, key: there is no '{PLAN}/1.9'\n"
        "      recommendation 1 has 1.2\n"
        "  row 7, key: there is no plan 'fery-2031'\n"
        "      did you mean 'ferry-2031'?\n"
        f"  row 8, key: 'boats-2031/1.2' is of another plan than '{PLAN}'\n"
        "      make a table of each plan\n"
        "  row 9, key: something is filled in, and there is no key\n"
        f"      write the key, as in '{PLAN}/1'\n"
        "  row 10, key: '2.1' does not name its plan\n"
        f"      write it as '{PLAN}/2.1', if that is meant\n"
        f"  row 11, key: '{PLAN}' names a plan, and nothing in it\n"
        f"      write the id behind it, as in '{PLAN}/1'\n"
        "  row 12, evidence: 'https://a.example/ p. 4' is not addresses alone\n"
        "      write addresses, as in 'https://plans.example/minutes', with blanks between; words go under 'note'\n"
        "  row 12, found: the words begin with the bullet mark '•'\n"
        "      leave bullet marks out; a mark with a number goes under 'number'\n"
        "  row 12, note: there is a character here that cannot be seen\n"
        "      delete it, and type a space if one belongs there; such characters come with words from a PDF\n"
        "  row 13: nothing is found of 2.1\n"
        "      add 'judgement' or 'found'\n"
        f"  row 14, key: '{PLAN}/2.1' stands in row 13 already\n"
        "      make one row of the two\n"
        "  '2030-01-01' is before the plan's own date, 2031-03-20\n"
        "      compare with the document and with the plan\n",
    )
    assert files(good) == before


NO_TABLES: dict[str, tuple[bytes, str]] = {
    "a workbook": (b"PK\x03\x04", "the file is a workbook, and no CSV: open it in the spreadsheet, and save it as CSV"),
    "an empty file": (b"\xef\xbb\xbf\r\n", "the file is empty: open it in the spreadsheet, and save it as CSV"),
    "letters of nobody": (
        b"key,found\na/1,\x81\xff",
        "the file's letters cannot be read: open it in the spreadsheet, and save it as CSV with the letters "
        "'Unicode (UTF-8)'",
    ),
    "no header": (
        b"ferry-2031/1.1,achieved\n",
        "no row has the columns' names: begin with a row that has 'key' and at least one of judgement, found, "
        "evidence, note",
    ),
    "nothing to fill in": (
        b"key,owner\nferry-2031/1.1,HR\n",
        "no row has the columns' names: begin with a row that has 'key' and at least one of judgement, found, "
        "evidence, note",
    ),
    "a column called otherwise": (
        b"key,judgment,found\nferry-2031/1.1,achieved,\n",
        "no column is called 'judgment': did you mean 'judgement'?",
    ),
    "a column called as reports call it": (
        b"key,judgement,Findings\nferry-2031/1.1,achieved,One pilot in post.\n",
        "no column is called 'findings': did you mean 'found'?",
    ),
    "two columns of one name": (
        b"key,found,Found\nferry-2031/1.1,a,b\n",
        "two columns are called 'found', B and C: give one of them another name",
    ),
    "nothing filled in": (
        b"key,found\nferry-2031/1.1,\n",
        "nothing is filled in: write into the columns judgement, found, evidence, note, and save the table as CSV",
    ),
    "a quotation mark too many": (
        b'key,found\nferry-2031/1.1,"a"b\nferry-2031/1.2,c\n',
        "a quotation mark in line 2 is one too many, or lacks its other half: open it in the spreadsheet, and save it "
        "as CSV",
    ),
}


@pytest.mark.parametrize(("content", "said"), NO_TABLES.values(), ids=NO_TABLES)
def test_file_that_is_no_filled_table_is_explained(plans: Plans, good: Path, content: bytes, said: str) -> None:
    table = good / "table.csv"
    table.write_bytes(content)
    assert plans("--root", good, "update", "--from", table, *HEAD) == (2, "", f"{table}: {said}\n")


WRONG: dict[str, tuple[list[str], str]] = {
    "a file that is not there": ([], "table.csv cannot be read: No such file or directory\n"),
    "a key beside it": ([f"{PLAN}/1.1"], f"the keys stand in the table: leave {PLAN}/1.1 out, or --from\n"),
    "what was found beside it": (
        ["--found", "It."],
        "what was found stands in the table: leave --found out, or --from\n",
    ),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_what_does_not_go_with_a_table_is_explained(plans: Plans, good: Path, arguments: list[str], said: str) -> None:
    assert plans("--root", good, "update", "--from", "table.csv", *arguments, *HEAD) == (2, "", said)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("good", "good progress"), ("Insufficient.", "insufficient progress"), ("archieved", "achieved"), ("n", "")],
)
def test_judgement_that_was_meant_is_proposed(plans: Plans, good: Path, typed: str, meant: str) -> None:
    table = saved(good, ["key", "judgement"], [f"{PLAN}/1.1", typed])
    remedy = f"did you mean '{meant}'? Else write" if meant else "write"
    assert plans("--root", good, "update", "--from", table, *HEAD)[2] == (
        f"{NOTHING}  row 2, judgement: '{typed}' is no judgement\n"
        f"      {remedy} one of: {JUDGEMENTS}; or leave it empty\n"
    )


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("fery-2031/1.1", "there is no plan 'fery-2031': did you mean 'ferry-2031'?\n"),
        ("", "no row with anything filled in has a key: keep the column 'key' as it was\n"),
    ],
)
def test_table_of_no_plan_is_explained_once(plans: Plans, good: Path, key: str, said: str) -> None:
    table = saved(good, ["key", "found"], [key, "It."], [key, "It too."])
    assert plans("--root", good, "update", "--from", table, *HEAD) == (2, "", said)


def test_what_options_and_table_lack_is_asked_on_a_terminal(good: Path) -> None:
    table = saved(good, ["key", "judgement", "note"], [f"{PLAN}/1.1", "achieved", ""], [f"{PLAN}/1.2", "", "So."])
    terminal = Terminal(good, "--from", str(table), "--title", "Visit", "--date", "2032-01-02")
    terminal.answer("https://a.example/\n", "\n", "-\n", "Seen.\n", "\n", "\n")
    code, shown = terminal.end()
    path = good / "plans" / PLAN / "2032-01-02-visit.yml"
    assert (code, shown.splitlines()[-3:]) == (0, [str(path), "no problems", UNDO.rstrip()])
    assert path.read_text().partition("entries:\n")[2] == (
        "  # Write down what is inspected.\n"
        '  - action: "1.1"\n    judgement: achieved\n'
        "  # Train the crews in it, before the winter timetable begins.\n"
        '  - action: "1.2"\n    found: Seen.\n    note: So.\n'
    )
