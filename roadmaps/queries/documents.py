"""Scopes, plans, rules and targets as JSON data, as a roadmap stores them and files show them."""

from typing import Any, TypeVar

from cattrs.preconf.json import make_converter

Value = TypeVar("Value")
# Lists, as they come back from the database: what was asked twice compares as equal.
_converter = make_converter(unstruct_collection_overrides={tuple: list})


def to_document(value: object) -> Any:
    """A value of the domain as JSON data (schema of a plan: docs/schemas/plan.schema.json)."""
    return _converter.unstructure(value)


def from_document(document: Any, kind: type[Value]) -> Value:
    """The value that `to_document` wrote."""
    return _converter.structure(document, kind)
