"""The page of every key: all that the model has, with examples that can be copied into a file."""

import re

import pytest

from generator import addresses
from generator.dictionary import File, Key, Kind, files, words_of
from generator.pages import pages
from generator.refusals import keys_of
from generator.schema import schemas
from generator.vocabulary import NEVER_WRITTEN, Delivery
from tests.expected import index_of
from tests.test_model import KINDS
from tests.test_schema import JUDGES, SPECIMEN, as_editors_read

KEYS = {f"{kind.id}.{key.name}": (file, kind, key) for file in files() for kind in file.kinds for key in kind.keys}


def test_every_key_of_the_model_is_there() -> None:
    expected = sorted(key for kind in KINDS for key in keys_of(kind))
    assert sorted(key.name for _, _, key in KEYS.values()) == expected


@pytest.mark.parametrize(("file", "kind", "key"), KEYS.values(), ids=KEYS)
def test_example_can_be_copied_into_a_file(file: File, kind: Kind, key: Key) -> None:
    """It reads as its key with a value that the schema takes; what holds records leads to them instead."""
    schema = schemas()[file.name]
    record = schema["$defs"].get(kind.id, schema)
    judge = JUDGES[file.name].evolve(schema={**record["properties"][key.name], "$defs": schema["$defs"]})
    written = as_editors_read(key.example)
    assert written or key.holds
    assert [judge.is_valid(value) for value in (written or {}).values()] == [True] * len(written or {})
    assert set(written or {key.name}) == {key.name}


def test_words_to_choose_are_explained_once() -> None:
    words = words_of(files())
    assert len({each.id for each in words}) == len(words)
    assert {each.id: [*each.meanings] for each in words}["delivery"] == [
        word for word in Delivery if word not in NEVER_WRITTEN
    ]


def test_page_has_an_anchor_for_every_record_and_every_key() -> None:
    page = pages(index_of(SPECIMEN))[addresses.KEYS]
    anchors = re.findall(r"(?<=\n\n)\S[^\n]*\{: #([^ ]+) \}\n\n", page)
    assert len(anchors) == len(set(anchors))
    assert {*KEYS, *(kind.id for _, kind, _ in KEYS.values())} <= set(anchors)
