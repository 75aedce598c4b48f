"""What a version or a part of it is used by, so that nothing in use is deleted."""

from collections.abc import Collection
from typing import Any

from assessments import models

Uses = tuple[tuple[str, Any], ...]
"""How something uses it (`needs`, `condition`, `stone`, `assessment`), and the row that does."""


def find_uses(rows: Collection[Any]) -> Uses:
    """What uses rows of one kind and would be lost or broken without them, not counting them."""
    first = next(iter(rows), None)
    if isinstance(first, models.MaturityModel):
        found = models.Assessment.objects.filter(maturity_model__in=rows)
        return tuple(("assessment", row) for row in found.select_related("organisation"))
    if isinstance(first, models.Stone):
        return _uses_of_stones(rows)
    if isinstance(first, models.Block | models.Stage):
        link = first._meta.model_name
        stones = models.Stone.objects.filter(**{f"{link}__in": rows})
        return tuple(("stone", stone) for stone in stones)
    return ()


def _uses_of_stones(rows: Collection[Any]) -> Uses:
    links = models.Prerequisite.objects.filter(needs__in=rows).exclude(stone__in=rows)
    needed = [("needs", link.stone) for link in links.select_related("stone")]
    conditions = models.GateCondition.objects.filter(stone__in=rows)
    return (*needed, *(("condition", condition) for condition in conditions))


def load_prerequisites(version: int) -> dict[str, list[str]]:
    """What every stone of a version needs, by code."""
    needed: dict[str, list[str]] = {}
    links = models.Prerequisite.objects.filter(maturity_model=version)
    for stone, needs in links.values_list("stone__code", "needs__code"):
        needed.setdefault(stone, []).append(needs)
    return needed
