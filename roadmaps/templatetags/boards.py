"""Broken rules on a board: for which stones they may be overridden, and how many more there are."""

from collections.abc import Sized
from typing import Final

from django import template

from roadmaps.domain.plans import WAIVABLE, Rule, Violation
from roadmaps.domain.roadmap import RoadmapState

register = template.Library()

OF_THE_FIRST: Final = frozenset({Rule.PREREQUISITE, Rule.GATE, Rule.STAGE_LIMIT})
"""Rules that hold for the first stone that a violation names: the one that is too early."""


@register.filter
def overridable(violation: Violation, state: RoadmapState) -> tuple[str, ...]:
    """The stones for which a broken rule may be overridden: the one that is too early; of those
    that are too much together, the ones that people placed, else all."""
    if violation.jointly or violation.rule not in WAIVABLE:
        return ()
    if violation.rule in OF_THE_FIRST:
        return violation.stones[:1]
    placed = {each.stone for each in state.initiatives if each.locked}
    return tuple(s for s in violation.stones if s in placed) or violation.stones


@register.filter
def overridable_on(violation: Violation, stone: str) -> str:
    """The stone for which a rule may be overridden from the card of `stone`."""
    return violation.stones[0] if violation.rule in OF_THE_FIRST else stone


@register.filter
def beyond(things: Sized, count: int) -> int:
    """How many there are beyond the first `count`."""
    return max(0, len(things) - count)
