"""Looking texts up by code in templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from assessments.models import Assessment
from assessments.queries.wording import wording_of

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The entry of `mapping` at `key`; a code that has no text reads as itself."""
    return mapping.get(key, key)


@register.filter
def sector_words(assessment: Assessment) -> dict[str, str]:
    """The words of the sector that an assessment is of, in the language of the place."""
    return wording_of(assessment).words
