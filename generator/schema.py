"""JSON Schemas of the files that editors write, made from the model: any editor completes, explains and checks by them.

A schema describes a file as another program reads its YAML: the keys, what they mean, examples, the words to choose
from. It sees one file alone, and not which key of a map comes first: what holds between records and between files only
`check` can tell. No address stands in it, so that the same bytes hold wherever the site is.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from generator.advice_rules import RULES
from generator.fields import several
from generator.model import Block, Body, Finding, Plan, Settings, Update
from generator.vocabulary import NEVER_WRITTEN, Advice, Word
from generator.write import keys_in_order

Schema = dict[str, Any]  # JSON

DRAFT = "https://json-schema.org/draft/2020-12/schema"

FILES: Mapping[str, Any] = {
    "plan": Plan,
    "document": Annotated[Update | Finding, Field(title="Update or finding")],
    "body": Body,
    "settings": Settings,
}
"""What a file of each kind holds, by the name of its schema."""


@cache
def schemas() -> dict[str, Schema]:
    """The schema of each kind of file, by its name."""
    return {name: _schema(holds) for name, holds in FILES.items()}


def schema_texts() -> dict[str, str]:
    """The text of each schema's file, by the schema's name."""
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in schemas().items()}


def _schema(holds: Any) -> Schema:  # a type
    made = TypeAdapter(holds).json_schema(schema_generator=_OfFiles)
    parts = {name: _without_name(part) if "enum" in part else part for name, part in made.pop("$defs").items()}
    chosen: Schema = _chosen({**made, "$defs": dict(sorted(parts.items()))}, parts)
    return {"$schema": DRAFT, **chosen}


def _without_name(words: Schema) -> Schema:
    """Words to choose from, of which each key says itself what they are."""
    return {name: part for name, part in words.items() if name not in ("title", "description")}


def _chosen(part: Any, kinds: Mapping[str, Schema]) -> Any:  # JSON
    """A part of a schema in which the first key decides wherever several kinds of record may stand.

    So a mistake is reported of the kind that was meant, and where nothing stands yet only first keys are offered.
    """
    if isinstance(part, list):
        return [_chosen(each, kinds) for each in part]
    if not isinstance(part, dict):
        return part
    part = {name: _chosen(each, kinds) for name, each in part.items()}
    refs = [each.get("$ref") for each in part.get("oneOf", [])]
    if not refs or not all(refs):
        return part
    return {name: each for name, each in part.items() if name != "oneOf"} | _by_first_key(refs, kinds)


def _by_first_key(refs: Sequence[str], kinds: Mapping[str, Schema]) -> Schema:
    first = {next(iter(kinds[ref.rpartition("/")[2]]["properties"])): ref for ref in refs}
    begun = {key: {"$ref": f"{ref}/properties/{key}"} for key, ref in first.items()}
    made: Schema = {"type": "object", "properties": begun, "anyOf": [{"required": [key]} for key in first]}
    for key, ref in reversed(first.items()):
        made = {"if": {"type": "object", "required": [key]}, "then": {"$ref": ref}, "else": made}
    return made


class _OfFiles(GenerateJsonSchema):
    """Describes what stands in a file, where pydantic would describe what it makes of it."""

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:  # noqa: ARG002
        """Leave all in the order in which it is written."""
        return value

    def normalize_name(self, name: str) -> str:
        return _words_of(name).casefold().replace(" ", "-")

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        kind, made = schema["cls"], super().model_schema(schema)
        keys = keys_in_order(kind)
        first = f" The key '{keys[0]}' stands first." if issubclass(kind, Block) else ""
        return {
            "title": kind.model_config.get("title") or _words_of(kind.__name__),
            "description": f"{kind.__doc__}{first}",
            **{name: made[name] for name in ("type", "required", "additionalProperties") if name in made},
            "properties": {key: made["properties"][key] for key in keys},
            **_never_empty(made["properties"]),
        }

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        """What may be left out is never empty instead; what it is then is said where it is a word."""
        inside = schema["schema"]
        made = self.generate_inner(inside["schema"] if inside["type"] == "nullable" else inside)
        return made | ({"default": schema["default"]} if isinstance(schema.get("default"), str) else {})

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """One value stands for a list of one where several may stand."""
        made = super().function_before_schema(schema)
        if schema["function"]["function"] is not several:
            return made
        return {"oneOf": [made["items"], made]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A list is not empty."""
        return {"type": "array", "items": self.generate_inner(schema["items_schema"][0]), "minItems": 1}

    def dict_schema(self, schema: core_schema.DictSchema) -> Schema:
        """A map is not empty; where its keys are words of ours, each is a key with a meaning."""
        keys, values = schema["keys_schema"], self.generate_inner(schema["values_schema"])
        made: Schema = {"type": "object", "minProperties": 1}
        if keys["type"] == "enum":
            words = {
                str(word): {**values, "description": _meaning(word)} for word in keys["members"] if _is_written(word)
            }
            return {**made, "additionalProperties": False, "properties": words}
        named = self.generate_inner(keys)
        return {**made, **({"propertyNames": named} if "pattern" in named else {}), "additionalProperties": values}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Schema:
        """One of several kinds of record."""
        return self.union_schema(core_schema.union_schema([*schema["choices"].values()]))

    def union_schema(self, schema: core_schema.UnionSchema) -> Schema:
        return {"oneOf": [self.generate_inner(choice) for choice in core_schema.iter_union_choices(schema)]}

    def enum_schema(self, schema: core_schema.EnumSchema) -> Schema:
        words = [word for word in schema["members"] if _is_written(word)]
        return {"type": "string", "enum": [*map(str, words)], "enumDescriptions": [*map(_meaning, words)]}


def _never_empty(properties: Mapping[str, Schema]) -> Schema:
    """What may be empty where the record was removed, and only there."""
    empty = [key for key, described in properties.items() if "null" in described.get("type", ())]
    if not empty:
        return {}
    filled = {key: {"not": {"type": "null"}} for key in empty}
    return {"if": {"required": ["removed"]}, "else": {"properties": filled}}


def _is_written(word: str) -> bool:
    return word not in NEVER_WRITTEN


def _meaning(word: Word | Advice) -> str:
    if isinstance(word, Word):
        return word.meaning
    return (RULES[word].__doc__ or "").partition("\n")[0] if word in RULES else ""


def _words_of(name: str) -> str:
    """The words of a Python name: 'PrintedBeside' is 'Printed beside'."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
