"""Canonical YAML: one way to write each record, which reads back as the same record."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.model import Finding, FindingEntry, Removal, Update, UpdateEntry
from generator.read import read
from generator.style import WIDTH
from generator.vocabulary import Assurance, DecisionReason, Delivery
from generator.write import create, lengthen, text_of, yaml
from generator.yamlfile import Value, parse
from tests.conftest import ROOT
from tests.small import finding, update
from tests.wild import WORDS

# Whole files

UPDATE = """\
update: Progress report, autumn 2031
date: 2031-09-20
by: "Harbour: the board"
source: https://harbour.example/letter?year=2031&page=2#part_(9)
entered: 2031-09-25
note: The report has no page numbers.
removed:
  date: 2031-09-30
  reason: It was another harbour's.
entries:
  # Recruit four pilots.
  - action: "2.1"
    delivery: in progress
    said: >-
      Two were recruited, both of them by day, and the others follow as soon as the second
      advertisement is printed in the papers.

      # No heading, and no comment.
    target_date: 31/12/2031
    owner: Harbour Master / HR
    reason: "The first advertisement failed: nobody read it."
    evidence:
      - https://harbour.example/minutes
      - https://harbour.example/advertisement
    note: "\\"No\\" was the answer,\\tand C:\\\\harbour the place"
  - recommendation: "2"
    decision: Partly Agreed
    addressee: Department
    decision_reason: [policy, affordability]
    reason: "No"
  - action: "1.10"
    delivery: superseded
    superseded_by: "2.1"
    reason: No reason is given.
    evidence: https://harbour.example/marks.jpg
"""


def test_update_is_written_in_the_order_and_style_of_the_specimen() -> None:
    said = (
        "Two were recruited, both of them by day, and the others follow as soon as the second "
        "advertisement is printed in the papers.\n# No heading, and no comment."
    )
    document = update(
        "2031-09-20",
        {
            "note": '"No" was the answer,\tand C:\\harbour the place',
            "evidence": ["https://harbour.example/minutes", "https://harbour.example/advertisement"],
            "reason": "The first advertisement failed: nobody read it.",
            "owner": "Harbour Master / HR",
            "target_date": "31/12/2031",
            "said": said,
            "delivery": "in progress",
            "action": "2.1",
        },
        {
            "reason": "No",
            "decision_reason": ["policy", "affordability"],
            "addressee": "Department",
            "decision": "Partly Agreed",
            "recommendation": "2",
        },
        {
            "evidence": ["https://harbour.example/marks.jpg"],
            "reason": "No reason is given.",
            "superseded_by": "2.1",
            "delivery": "superseded",
            "action": "1.10",
        },
        removed={"date": "2031-09-30", "reason": "It was another harbour's."},
        note="The report has no page numbers.",
        entered="2031-09-25",
        source="https://harbour.example/letter?year=2031&page=2#part_(9)",
        by="Harbour: the board",
        update="Progress report, autumn 2031",
    )
    assert text_of(document, {("entries", 0): "Recruit four pilots."}) == UPDATE


def test_finding_is_written_in_the_order_and_style_of_the_specimen() -> None:
    document = finding("2032-09-30", {"found": "One pilot.", "judgement": "good progress", "action": "2.1"})
    assert text_of(document) == (
        "finding: Visit\n"
        "date: 2032-09-30\n"
        "source: https://harbour.example\n"
        "entries:\n"
        '  - action: "2.1"\n'
        "    judgement: good progress\n"
        "    found: One pilot.\n"
    )


@pytest.mark.parametrize("document", ["2031-09-20-progress", "2032-01-10-return", "2032-09-30-reinspection"])
def test_specimen_is_in_canonical_form_but_for_its_comments(document: str) -> None:
    """And but for lists of one, of which it shows both forms."""
    root = ROOT / "tests" / "specimen"
    collection = read(root).collection
    assert collection
    record = next(each for each in collection.documents if each.id == document)
    file = (root / "plans" / record.plan / f"{document}.yml").read_text()
    as_written = re.sub(r"  # .*|^ *# .*\n", "", file, flags=re.MULTILINE)
    assert text_of(record) == as_written.replace(
        "    evidence:\n      - https://specimen.example/minutes\n  -",
        "    evidence: https://specimen.example/minutes\n  -",
    )


# The style of words

STYLES = {
    "Two recruited.": "Two recruited.",
    "31/12/2031": "31/12/2031",
    "2031-12-31": "2031-12-31",
    "Порт, 港 and naïve façade": "Порт, 港 and naïve façade",
    "https://harbour.example/a?b=c#d": "https://harbour.example/a?b=c#d",
    'The gauge is "mended" & {{ painted }} | <i>blue</i>, isn\'t it': (
        'The gauge is "mended" & {{ painted }} | <i>blue</i>, isn\'t it'
    ),
    "Three: one": '"Three: one"',
    "Three:": '"Three:"',
    "Number #1": '"Number #1"',
    "# 1": '"# 1"',
    "[a]": '"[a]"',
    "'quoted'": "\"'quoted'\"",
    '"quoted"': '>-\n  "quoted"',
    '"Yes":\t1': '"\\"Yes\\":\\t1"',
    "a\tb": '"a\\tb"',
    "%": '"%"',
    "~": '"~"',
    "=": '"="',
    "<<": '"<<"',
    "null": '"null"',
    "Yes": '"Yes"',
    "1.10": '"1.10"',
    "012": '"012"',
    "12:30": '"12:30"',
    "1e3": '"1e3"',
    "a\n b": '"a\\n b"',
    "a \nb": '"a \\nb"',
    "a\n\nb": ">-\n  a\n\n\n  b",
    "a\nb": ">-\n  a\n\n  b",
    "a\nowner: b": '"a\\nowner: b"',
}


@pytest.mark.parametrize(("words", "written"), STYLES.items(), ids=STYLES)
def test_unusual_words_are_quoted_and_the_others_plain(words: str, written: str) -> None:
    assert yaml({"said": words}) == f"said: {written}\n"


def test_id_that_begins_with_a_figure_is_quoted_wherever_it_stands() -> None:
    assert yaml({"superseded_by": "4a-iii", "see": ["1.1", "x-2031/2"]}) == (
        'superseded_by: "4a-iii"\nsee: ["1.1", x-2031/2]\n'
    )


def test_words_that_begin_with_a_figure_are_no_id() -> None:
    assert yaml({"action": "3 pilots will be recruited."}) == "action: 3 pilots will be recruited.\n"


def test_long_list_of_ids_goes_on_below_its_bracket() -> None:
    ids: list[Value] = [f"6.{number}" for number in range(1, 17)]
    assert yaml({"printed_beside": ids}) == (
        'printed_beside: ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7", "6.8", "6.9", "6.10", "6.11",\n'
        '                 "6.12", "6.13", "6.14", "6.15", "6.16"]\n'
    )


def test_words_without_a_blank_stay_on_their_line_however_long() -> None:
    long = "https://harbour.example/" + "a" * WIDTH
    assert yaml({"source": long}) == f"source: {long}\n"
    assert yaml({"said": f"See {long} there."}) == f"said: >-\n  See\n  {long}\n  there.\n"


def test_two_blanks_are_kept_within_a_line() -> None:
    words = "word  " * 30 + "end"
    assert yaml({"said": words}) == f"said: {words}\n"
    assert read_back(yaml({"said": f"{words}: {words} {words}"})) == {"said": f"{words}: {words} {words}"}


def test_no_line_of_words_looks_like_a_key() -> None:
    """`plans check` would take it for a key that stands too deep."""
    long = "a" * (WIDTH - 3)
    assert yaml({"said": f"{long} note: it broke"}) == f"said: >-\n  {long} note:\n  it broke\n"
    assert yaml({"said": f"note: {long} broke"}) == f'said: "note: {long} broke"\n'


def test_no_paragraph_looks_like_an_entry_of_a_list() -> None:
    """`plans check` would take the dash for a bullet mark."""
    assert yaml({"said": "a\n- b"}) == 'said: "a\\n- b"\n'


def read_back(text: str) -> object:
    file, problems = parse(text.encode(), "x.yml")
    assert problems == []
    assert file
    return file.value


# Everything that the model allows

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
IDS = ["1.1", "1.10", "4a-iii.3", "012.7", "e.0"]
LINES = ("target_date", "date_read_as", "owner", "decision", "addressee")
PARAGRAPHS = ("said", "words", "reason", "note")
TEXTS = st.lists(WORDS, min_size=3, max_size=5)
SEEDS = st.integers(0, 2**32).map(Random)


def day(chance: Random) -> date:
    return date.fromordinal(chance.randint(FIRST.toordinal(), LAST.toordinal()))


def update_entry(texts: list[str], chance: Random) -> UpdateEntry:
    """Any fields together, filled from a few texts."""
    lines = [text.replace("\n", " ") for text in texts]
    return UpdateEntry(
        action=chance.choice(IDS),
        delivery=chance.choice([None, *Delivery]),
        decision_reason=tuple(chance.choices([*DecisionReason], k=chance.randint(0, 2))),
        superseded_by=chance.choice([None, *IDS]),
        evidence=tuple(chance.choices(lines, k=chance.randint(0, 2))),
        **{name: chance.choice([None, *texts]) for name in PARAGRAPHS},
        **{name: chance.choice([None, *lines]) for name in LINES},
    )


def finding_entry(texts: list[str], chance: Random) -> FindingEntry:
    """Any fields together."""
    lines = [text.replace("\n", " ") for text in texts]
    return FindingEntry(
        recommendation=chance.choice(["1", "4a-iii", "012", "1e3"]),
        judgement=chance.choice([None, *Assurance]),
        found=chance.choice([None, *texts]),
        evidence=tuple(chance.choices(lines, k=chance.randint(0, 2))),
        note=chance.choice([None, *texts]),
    )


def head(texts: list[str], chance: Random) -> dict[str, object]:
    """What every document has, but for its title."""
    line = chance.choice(texts).replace("\n", " ")
    removal = Removal(date=day(chance), reason=chance.choice(texts))
    return {
        "id": "2031-09-20-letter",
        "plan": "harbour-2031",
        "date": day(chance),
        "by": chance.choice([None, line]),
        "source": line,
        "entered": chance.choice([None, day(chance)]),
        "note": chance.choice([None, *texts]),
        "removed": chance.choice([None, removal]),
    }


@settings(max_examples=1000)
@given(TEXTS, SEEDS)
def test_every_update_reads_back_as_the_same(texts: list[str], chance: Random) -> None:
    its_head = head(texts, chance)
    entries = [update_entry(texts, chance) for _ in range(chance.randint(1, 2))]
    document = Update.model_validate({**its_head, "update": its_head["source"], "entries": entries})
    assert back(text_of(document), Update) == document


@settings(max_examples=1000)
@given(TEXTS, SEEDS)
def test_every_finding_reads_back_as_the_same(texts: list[str], chance: Random) -> None:
    its_head = head(texts, chance)
    entries = [finding_entry(texts, chance) for _ in range(chance.randint(1, 2))]
    document = Finding.model_validate({**its_head, "finding": its_head["source"], "entries": entries})
    assert back(text_of(document), Finding) == document


def back(text: str, kind: type[Update] | type[Finding]) -> Update | Finding:
    value = read_back(text)
    assert isinstance(value, dict)
    return kind.model_validate({**value, "id": "2031-09-20-letter", "plan": "harbour-2031"})


@settings(max_examples=300)
@given(WORDS)
def test_other_programs_read_the_same_words(words: str) -> None:
    """As words, not as a number, a day or a truth; by the rules of YAML 1.2, which differ from our reader's."""
    other = YAML(typ="safe", pure=True).load(yaml({"said": words}))["said"]
    assert str(other) == words


def test_what_cannot_be_read_back_is_a_fault_of_ours() -> None:
    with pytest.raises(RuntimeError, match="2031-09-20-letter does not read back as it was written"):
        text_of(update("2031-09-20", {"action": "1.1", "said": "a\x85b"}))


# Files


def test_file_is_made_whole_with_its_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "harbour-2031" / "2031-09-20-letter.yml"
    create(path, "update: Brief\u00a0港\n")
    assert path.read_bytes() == "update: Brief\u00a0港\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_file_that_is_there_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "2031-09-20-letter.yml"
    path.write_text("old\n")
    with pytest.raises(FileExistsError):
        create(path, "new\n")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("old\n", [path])


def test_file_that_cannot_be_made_whole_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        create(tmp_path / "2031-09-20-letter.yml", "a lone surrogate: \ud800\n")
    assert list(tmp_path.iterdir()) == []


def test_file_that_changed_meanwhile_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "2031-09-20-letter.yml"
    path.write_text("theirs\n")
    with pytest.raises(FileExistsError, match="it was changed meanwhile"):
        lengthen(path, b"ours\n", b"ours\nmore\n")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["theirs\n"]
