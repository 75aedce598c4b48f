"""What is printed: the choices before, and the signs beside the boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import get_language_info

from assessments import models
from assessments.domain.paper import LEVEL_SIGNS, REACH_SIGNS, STAGE_SIGNS
from assessments.queries.paper import Route, load_routes

register = template.Library()


@register.filter
def level_sign(value: int) -> str:
    """Sign of an answer to how settled a practice is."""
    return LEVEL_SIGNS[value]


@register.filter
def reach_sign(value: int) -> str:
    """Sign of an answer to how far a practice reaches."""
    return REACH_SIGNS[value]


@register.filter
def stage_sign(value: int) -> str:
    """Sign of a sentence of the matrix form."""
    return STAGE_SIGNS[value]


@register.filter
def cell(values: Mapping[str, Any], name: str) -> Any:
    """What stands under a name; nothing when there is nothing."""
    return values.get(name, "")


@dataclass(frozen=True, slots=True)
class Printable:
    """What may be chosen before printing: languages by code and own name, and routes."""

    languages: tuple[tuple[str, str], ...]
    routes: tuple[Route, ...]


@register.simple_tag
def printable(assessment: models.Assessment) -> Printable:
    """The languages and routes that an assessment can be printed in."""
    return Printable(
        languages=tuple(
            (code, str(get_language_info(code)["name_local"])) for code in assessment.languages
        ),
        routes=load_routes(assessment),
    )
