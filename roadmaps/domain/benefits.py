"""Benefits expected and obtained, in money that people entered, in exact decimals (method E7)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Final

from roadmaps.domain.dates import add_months

CENT: Final = Decimal("0.01")
NOTHING: Final = Decimal(0)
MONTHS_OF_A_YEAR: Final = 12


class Family(StrEnum):
    """What a benefit is made of."""

    REVENUE = "revenue"
    COST = "cost"
    RISK = "risk"


class Beneficiary(StrEnum):
    """Whose a benefit is."""

    ORGANISATION = "organisation"
    CUSTOMERS = "customers"


class Size(StrEnum):
    """Which of the three figures of a year."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Obtained:
    """What a benefit has brought until a day, since the entry before."""

    pk: int
    obtained_on: dt.date
    amount: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """A gain expected of a stone; `low`, `likely` and `high` are money a year, None: not entered.

    `starts_on`: from when, as entered; `delivery`: when its stone was delivered, or is planned to
    be, None while it stands in no phase. `obtained` in any order.
    """

    pk: int
    stone: str
    title: str
    family: Family
    beneficiary: Beneficiary = Beneficiary.ORGANISATION
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    starts_on: dt.date | None = None
    owner: str = ""
    delivery: dt.date | None = None
    is_delivered: bool = False
    obtained: tuple[Obtained, ...] = ()

    @property
    def begins(self) -> dt.date | None:
        """From when it is expected: the day entered, else the delivery of its stone."""
        return self.starts_on or self.delivery

    @property
    def total_obtained(self) -> Decimal:
        """All that it has brought."""
        return sum((each.amount for each in self.obtained), NOTHING)

    def a_year(self, size: Size = Size.LIKELY) -> Decimal | None:
        """One of its three figures; a missing end of the range reads as the likely figure."""
        figure: Decimal | None = getattr(self, size.value)
        return self.likely if figure is None else figure


@dataclass(frozen=True, slots=True)
class Point:
    """Cumulative money on a day; `obtained` None: the day has not come yet."""

    day: dt.date
    low: Decimal
    likely: Decimal
    high: Decimal
    obtained: Decimal | None


def whole_months(start: dt.date, day: dt.date) -> int:
    """Whole months from a day to another; 0 when it is not after it."""
    months = 12 * (day.year - start.year) + day.month - start.month
    if day < add_months(start, max(0, months)):
        months -= 1
    return max(0, months)


def expected_until(benefit: Benefit, day: dt.date, size: Size = Size.LIKELY) -> Decimal:
    """Money expected of a benefit until a day: a twelfth of its year for every whole month since it
    begins (method E7), to the cent. 0 without a figure or a day from which it counts."""
    a_year, begins = benefit.a_year(size), benefit.begins
    if a_year is None or begins is None:
        return NOTHING
    months = whole_months(begins, day)
    return (a_year * months / MONTHS_OF_A_YEAR).quantize(CENT, ROUND_HALF_EVEN)


def obtained_until(benefits: Iterable[Benefit], day: dt.date) -> Decimal:
    """Money obtained of all of them until a day, that day included."""
    entries = (entry for benefit in benefits for entry in benefit.obtained)
    return sum((entry.amount for entry in entries if entry.obtained_on <= day), NOTHING)


def planned_until(benefits: Iterable[Benefit], day: dt.date, size: Size = Size.LIKELY) -> Decimal:
    """Money expected of all of them until a day."""
    return sum((expected_until(benefit, day, size) for benefit in benefits), NOTHING)


def realised(benefits: Sequence[Benefit], day: dt.date) -> Decimal | None:
    """Benefit realised: obtained ÷ planned, both cumulative until a day (method E7).

    1 is what was planned; more is possible. None while nothing was planned until then.
    """
    planned = planned_until(benefits, day)
    return obtained_until(benefits, day) / planned if planned else None


def accumulate(
    benefits: Sequence[Benefit], first: dt.date, last: dt.date, today: dt.date
) -> tuple[Point, ...]:
    """Cumulative money at `first`, month by month until `last` is reached, and today (method E7).

    `first` is not after `last`. What was obtained is told up to today.
    """
    days = {add_months(first, number) for number in range(whole_months(first, last) + 1)}
    days |= {last} | ({today} if first < today < last else set())
    return tuple(_point(benefits, day, today) for day in sorted(days))


def _point(benefits: Sequence[Benefit], day: dt.date, today: dt.date) -> Point:
    return Point(
        day=day,
        low=planned_until(benefits, day, Size.LOW),
        likely=planned_until(benefits, day),
        high=planned_until(benefits, day, Size.HIGH),
        obtained=obtained_until(benefits, day) if day <= today else None,
    )


def total_a_year(
    benefits: Iterable[Benefit], beneficiary: Beneficiary, size: Size = Size.LIKELY
) -> Decimal | None:
    """Money a year of the benefits of one side; None where nobody entered a figure."""
    figures = [
        figure
        for benefit in benefits
        if benefit.beneficiary is beneficiary and (figure := benefit.a_year(size)) is not None
    ]
    return sum(figures, NOTHING) if figures else None
