"""From the forms by which files are read to what an editor knows of them, in JSON Schema."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bot.content.leaves import SCALAR, Form, OneOf
from bot.content.schemas.described import described

Schema = dict[str, Any]


def schema(form: type[BaseModel]) -> Schema:
    """Return what an editor knows of a form: its keys, said in French, and what may be written under each."""
    ours = issubclass(form, Form)
    found = form.model_json_schema(schema_generator=_Ours if ours else _Written)
    whole: Schema = _whole(found, found.pop("$defs", {}))
    return whole


def _whole(node: Any, shared: Schema) -> Any:
    """Return a schema with what it refers to in the place of each reference, which editors show more readily."""
    if isinstance(node, list):
        return [_whole(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    referred = shared[node["$ref"].rpartition("/")[2]] if "$ref" in node else {}
    own = {key: value for key, value in node.items() if key not in ("$ref", "default")}
    return {key: _whole(value, shared) for key, value in {**referred, **own}.items()}


class _Written(GenerateJsonSchema):
    """What may be written for a form: every scalar is a text, so a number or a `true` is one as well."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  the signature of what it overrides
        """Return False: a title made from the key says nothing more."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the keys of a form, each with what is said of it."""
        return described(schema["cls"], super().model_schema(schema))

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return any scalar."""
        return {**super().str_schema(schema), "type": [*SCALAR]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Return a whole number, between quotes or not."""
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": r"^\s*-?\d+\s*$"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """Return a number, between quotes or not."""
        return {**super().float_schema(schema), "type": ["number", "string"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return keys that operators choose, and what stands under each."""
        keys = self.generate_inner(schema["keys_schema"])
        names = {key: value for key, value in keys.items() if key not in ("type", "title")}
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", **({"propertyNames": names} if names else {}), "additionalProperties": values}

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        """Return what is read, of which only some values may be allowed."""
        inner, rule = super().function_after_schema(schema), schema["function"]["function"]
        return {"type": "string", "enum": [*rule.allowed]} if isinstance(rule, OneOf) else inner


class _Ours(_Written):
    """What may be written for a form of ours, whose keys are left out when there is nothing to say."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Return any scalar; a key with nothing after it is an empty text."""
        return {**super().str_schema(schema), "type": [*SCALAR, "null"]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return what may be written; a key with nothing after it is mostly refused."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return what is written, before it is read: some lines, or a text of which the reading is ours."""
        inner = super().function_before_schema(schema)
        match _kind(schema["schema"]):
            case "list":
                return {**inner, "minItems": 1}
            case "dict":
                return {**inner, "minProperties": 1}
            case "str":
                return {"anyOf": [inner, {"type": "array", "items": inner, "minItems": 1}]}
            case "model" | "definition-ref" | "definitions":
                return inner
            case "nullable":
                return {"type": [*SCALAR, "null"]}
            case _:
                return {"type": [*SCALAR]}


def _kind(read: CoreSchema) -> str:
    """Return what is read, whatever is done with it afterwards."""
    return _kind(read["schema"]) if read["type"] == "function-after" else read["type"]
