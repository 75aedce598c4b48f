"""Benefits as pages show them: what each side expects and has obtained, with a line over time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from roadmaps.domain.benefits import (
    Beneficiary,
    Benefit,
    Family,
    Point,
    Size,
    accumulate,
    obtained_until,
    planned_until,
    realised,
    total_a_year,
)
from roadmaps.domain.dates import add_months

SHOWN_AHEAD: Final = 12
"""Months that the line goes on after today, or after the first benefit begins."""
MOST_MONTHS: Final = 120


@dataclass(frozen=True, slots=True)
class Side:
    """What benefits bring one side: money a year (None: nobody entered a figure), by family, and
    until today expected and obtained; `points`: as they add up, empty without any figure."""

    beneficiary: Beneficiary
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    by_family: tuple[tuple[Family, Decimal | None], ...]
    expected: Decimal
    obtained: Decimal
    realised: Decimal | None
    points: tuple[Point, ...]

    @property
    def has_range(self) -> bool:
        """Its cautious and best figures differ."""
        return self.low != self.high


def find_sides(benefits: Sequence[Benefit], today: dt.date) -> tuple[Side, ...]:
    """The sides of which benefits are registered: the organisation, then its customers."""
    sides = []
    for beneficiary in Beneficiary:
        own = [each for each in benefits if each.beneficiary is beneficiary]
        if own:
            sides.append(_side(own, beneficiary, today))
    return tuple(sides)


def _side(own: Sequence[Benefit], beneficiary: Beneficiary, today: dt.date) -> Side:
    low, likely, high = (total_a_year(own, beneficiary, size) for size in Size)
    families = [family for family in Family if any(each.family is family for each in own)]
    return Side(
        beneficiary=beneficiary,
        low=low,
        likely=likely,
        high=high,
        by_family=tuple(
            (family, total_a_year((each for each in own if each.family is family), beneficiary))
            for family in families
        ),
        expected=planned_until(own, today),
        obtained=obtained_until(own, today),
        realised=realised(own, today),
        points=_points(own, today),
    )


def _points(own: Sequence[Benefit], today: dt.date) -> tuple[Point, ...]:
    """From the first benefit or entry to a year after today or after the last one begins."""
    begun = [each.begins for each in own if each.begins and each.a_year() is not None]
    days = begun + [entry.obtained_on for each in own for entry in each.obtained]
    if not days:
        return ()
    last = add_months(max([today, *begun]), SHOWN_AHEAD)
    first = max(min(days), add_months(last, -MOST_MONTHS))
    return accumulate(own, first, last, today)
