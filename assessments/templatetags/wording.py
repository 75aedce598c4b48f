"""Looking texts up by code in templates."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry of `mapping` at `key`; a code that has no text reads as itself."""
    return mapping.get(key, key)
