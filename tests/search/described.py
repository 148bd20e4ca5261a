"""Compares an answer with what our own OpenAPI description says of it, as far as that uses JSON Schema."""

import re
from collections.abc import Iterator
from typing import Any

# Any, below: what JSON holds.
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
# What says nothing of an answer, and what is compared below; another word would be overlooked.
TOLD = {"title", "description", "default", "format"}
KNOWN = {
    "$ref",
    "anyOf",
    "type",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "enum",
    "const",
    "pattern",
    "maxLength",
    "minimum",
    "maximum",
}


def faults(value: Any, schema: Any, whole: Any, place: str = "answer") -> Iterator[str]:
    """Yield where `value` is not as `schema` says; `whole` is the description that it stands in."""
    if unknown := schema.keys() - TOLD - KNOWN:
        yield f"{place}: this test knows nothing of {sorted(unknown)}"
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        yield from faults(value, whole["components"]["schemas"][name], whole, place)
        return
    if "anyOf" in schema:
        if all(list(faults(value, way, whole, place)) for way in schema["anyOf"]):
            yield f"{place}: {value!r} is in none of the ways"
        return
    if (kind := schema.get("type")) is None:
        return
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{place}: {value!r} is no {kind}"
        return
    yield from _of_value(value, schema, place)
    if kind == "array":
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), whole, f"{place}[{number}]")
    if kind == "object":
        yield from _of_object(value, schema, whole, place)


def _of_object(value: Any, schema: Any, whole: Any, place: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    for name in schema.get("required", []):
        if name not in value:
            yield f"{place}: {name} is missing"
    for name, part in value.items():
        if name in known:
            yield from faults(part, known[name], whole, f"{place}.{name}")
        elif isinstance(others, dict):
            yield from faults(part, others, whole, f"{place}.{name}")
        elif others is not True:
            yield f"{place}: {name} is not described"


def _of_value(value: Any, schema: Any, place: str) -> Iterator[str]:
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None and value not in allowed:
        yield f"{place}: {value!r} is none of {allowed}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} is not as {schema['pattern']}"
    if "maxLength" in schema and len(value) > schema["maxLength"]:
        yield f"{place}: {value!r} is too long"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{place}: {value!r} is too small"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{place}: {value!r} is too large"
