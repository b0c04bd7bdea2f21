"""The model describes every field once, never changes, and the specimen shows all of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_origin

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import (
    Action,
    Body,
    Collection,
    FindingEntry,
    Plan,
    PrintedBeside,
    Recommendation,
    Record,
    Settings,
    UpdateEntry,
)
from generator.read import read
from generator.vocabulary import (
    Assurance,
    Decision,
    DecisionReason,
    Delivery,
    Inferred,
)

SPECIMEN = Path(__file__).parent / "specimen"


def kinds_within(kind: type[Record]) -> list[type[Record]]:
    """The kinds of record that stand in files; those that only share fields are left out."""
    narrower = kind.__subclasses__()
    return [within for one in narrower for within in kinds_within(one)] if narrower else [kind]


KINDS = kinds_within(Record)
FIELDS = {
    f"{kind.__name__}.{described.alias or name}": (kind, name)
    for kind in KINDS
    for name, described in kind.model_fields.items()
}
each_field = pytest.mark.parametrize(("kind", "name"), FIELDS.values(), ids=FIELDS)


@each_field
def test_field_says_in_a_sentence_what_it_means(kind: type[Record], name: str) -> None:
    description = kind.model_fields[name].description or ""
    assert (description[:1].upper(), description[-1:]) == (description[:1], ".")


@each_field
def test_field_gives_an_example_or_holds_records_that_do(kind: type[Record], name: str) -> None:
    field = kind.model_fields[name]
    assert field.examples or any(issubclass(held, Record) for held in types_in(field.annotation))


def types_in(annotation: object) -> Iterator[type]:
    """The types that an annotation is made of."""
    if isinstance(kind := get_origin(annotation) or annotation, type):
        yield kind
    for part in get_args(annotation):
        yield from types_in(part)


@each_field
def test_examples_are_what_the_field_takes(kind: type[Record], name: str) -> None:
    field = kind.model_fields[name]
    takes: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())
    for example in field.examples or []:
        takes.validate_python(example)


@pytest.mark.parametrize("kind", KINDS)
def test_record_never_changes(kind: type[Record]) -> None:
    record = kind.model_construct()
    for name in kind.model_fields:
        with pytest.raises(ValidationError, match="Instance is frozen"):
            setattr(record, name, None)


@pytest.mark.parametrize("kind", KINDS)
def test_record_holds_no_list(kind: type[Record]) -> None:
    held = {one for field in kind.model_fields.values() for one in types_in(field.annotation)}
    assert held & {list, set} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_record_takes_no_key_beyond_its_fields(kind: type[Record]) -> None:
    assert kind.model_config["extra"] == "forbid"


# The specimen


@pytest.fixture(scope="module")
def specimen() -> Collection:
    collection = read(SPECIMEN).collection
    assert collection
    return collection


@pytest.fixture(scope="module")
def records(specimen: Collection) -> list[Record]:
    """Every record of the specimen."""
    files = (specimen.settings, *specimen.plans.values(), *specimen.bodies.values(), *specimen.documents)
    return [record for file in files for record in records_in(file)]


def records_in(value: object) -> Iterator[Record]:
    """The records within a value, itself first."""
    if isinstance(value, Record):
        yield value
        yield from records_in(tuple(dict(value).values()))
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from records_in(part)


@each_field
def test_specimen_uses_field(records: list[Record], kind: type[Record], name: str) -> None:
    assert any(name in record.model_fields_set for record in records if type(record) is kind)


def test_specimen_uses_every_decision_that_has_words(specimen: Collection, records: list[Record]) -> None:
    """That a decision is not known has no words: the source lacks it."""
    printed = {
        words
        for record in records
        if isinstance(record, Recommendation | UpdateEntry)
        for words in (record.decision, *getattr(record, "decisions", {}).values())
        if words
    }
    assert_all_but(Decision.NOT_KNOWN, map(specimen.settings.decision, printed))


def test_specimen_uses_every_reason(records: list[Record]) -> None:
    given = [record.decision_reason for record in records if isinstance(record, Recommendation | UpdateEntry)]
    assert {reason for reasons in given for reason in reasons} == set(DecisionReason)


def test_specimen_uses_every_delivery_that_can_be_reported(records: list[Record]) -> None:
    assert_all_but(Delivery.NOT_REPORTED, (record.delivery for record in records if isinstance(record, UpdateEntry)))


def test_specimen_uses_every_judgement(records: list[Record]) -> None:
    given = (record.judgement for record in records if isinstance(record, FindingEntry))
    assert_all_but(Assurance.NOT_ASSESSED, given)


def test_specimen_uses_everything_that_can_be_inferred(records: list[Record]) -> None:
    assert {inferred for record in records for inferred in getattr(record, "inferred", ())} == set(Inferred)


def assert_all_but(default: StrEnum, given: Iterable[StrEnum | None]) -> None:
    assert {word for word in given if word} == set(type(default)) - {default}


# What records say of themselves


@pytest.mark.parametrize(
    ("number", "id_"),
    [("7", "7"), ("7.", "7"), ("7)", "7"), ("7a)", "7a"), ("7a).", "7a"), ("A.", "A")],
)
def test_id_of_recommendation_is_its_number_without_what_closes_it(number: str, id_: str) -> None:
    assert Recommendation(number=number).id == id_


def test_given_id_of_recommendation_counts() -> None:
    assert Recommendation.model_validate({"number": "4a) iii)", "id": "4a-iii"}).id == "4a-iii"


RECOMMENDATION = Recommendation.model_validate(
    {
        "number": "1",
        "response": [
            {"heading": "The SHS will:"},
            {"aim": "Be safe."},
            {"aim": "Be seen.", "id": "1.1"},
            {"action": "Light the quay.", "id": "1.2", "removed": {"date": "2031-01-01", "reason": "It went."}},
            {"printed_beside": ["1.1", "1.2"], "owner": "Quay Manager"},
        ],
    }
)


def test_actions_and_aims_with_an_id_are_followed() -> None:
    """Also those that were removed, for their addresses stay."""
    assert [followed.id for followed in RECOMMENDATION.followed] == ["1.1", "1.2"]


def test_cells_beside_actions_are_found() -> None:
    cell = PrintedBeside.model_validate({"printed_beside": ["1.1", "1.2"], "owner": ["Quay Manager"]})
    assert list(RECOMMENDATION.beside) == [cell]


@pytest.mark.parametrize(
    ("printed", "read_as", "latest"),
    [
        ("30/09/2031", None, date(2031, 9, 30)),
        ("31/09/2031", "30/09/2031", date(2031, 9, 30)),
        ("31/09/2031", None, None),
        (None, None, None),
    ],
)
def test_date_is_read_as_the_editor_reads_it(printed: str | None, read_as: str | None, latest: date | None) -> None:
    action = Action(action="Renew.", id="1.1", target_date=printed, date_read_as=read_as)
    assert (action.target.latest if action.target else None) == latest


def test_dates_of_a_cell_are_read_as_the_editor_reads_them() -> None:
    cell = PrintedBeside(
        printed_beside=("3.1", "3.2"), target_date=("June 2031", "31/11/2031"), date_read_as=("June 2031", "undated")
    )
    assert [target.latest for target in cell.targets] == [date(2031, 6, 30), None]


def test_entry_tells_what_it_moves() -> None:
    entry = UpdateEntry(action="1.1", said="We are late.", target_date="June 2032", words="Renew two.", reason="Rust.")
    assert (entry.about, entry.moves) == ("1.1", ("target_date", "words"))


def test_head_dates_are_read() -> None:
    plan = Plan(
        id="harbour-2031",
        title="Plan",
        body="Harbour",
        inspectorate="Inspectorate",
        report_published="3rd March 2031",
        source="https://harbour.example",
        recommendations=(),
    )
    assert (plan.published, plan.submitted) == (date(2031, 3, 3), None)


def test_body_goes_by_all_its_names() -> None:
    assert Body(id="shs", name="Specimen Harbour Service", also=("SHS",)).names == ("Specimen Harbour Service", "SHS")


@pytest.mark.parametrize(
    ("printed", "decision"),
    [("Agreed", Decision.AGREED), ("PARTLY agreed", Decision.PARTLY_AGREED), ("Agreed.", None), ("", None)],
)
def test_decision_is_read_by_the_words_listed_whatever_their_capitals(printed: str, decision: Decision | None) -> None:
    words = {Decision.AGREED: ("Accepted", "Agreed"), Decision.PARTLY_AGREED: ("Partly Agreed",)}
    settings = Settings(title="Plans", description="All.", inspectorates=(), decision_words=words, themes={})
    assert settings.decision(printed) == decision
