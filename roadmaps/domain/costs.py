"""What a plan costs, from figures that people entered and from nothing else (method E7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from roadmaps.domain.plans import Position

NOTHING: Final = Decimal(0)
MONTHS_OF_A_YEAR: Final = 12


class CostType(StrEnum):
    """What money is spent on."""

    STAFF_TIME = "staff_time"
    TRAINING = "training"
    LICENCE = "licence"
    INTEGRATION = "integration"
    EXTERNAL_SERVICES = "external_services"
    COMMUNICATION = "communication"
    GOODWILL_BUDGET = "goodwill_budget"


class Missing(StrEnum):
    """What nobody entered, and which figure cannot be told for it."""

    RATE = "rate"
    AMOUNTS = "amounts"


@dataclass(frozen=True, slots=True)
class CostLine:
    """Money that a stone costs beside people's days: once, or every year once it is delivered."""

    pk: int
    stone: str
    cost_type: CostType
    amount: Decimal
    is_yearly: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a stone takes: `days` in person-days, `running_days` in person-days a month once it is
    delivered (None: nobody said)."""

    stone: str
    phase: Position
    days: Decimal
    running_days: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work costs.

    `days` and `running_days` (a year) are person-days; `day_cost` and `running_day_cost` are what
    they cost, None without a rate; `amounts` and `yearly` are money by cost type, of the lines that
    people entered. `total` and `running` are None where a part of them cannot be told.
    """

    days: Decimal
    running_days: Decimal
    rate: Decimal | None
    amounts: Mapping[CostType, Decimal]
    yearly: Mapping[CostType, Decimal]

    @property
    def day_cost(self) -> Decimal | None:
        """Person-days × rate."""
        return None if self.rate is None else self.days * self.rate

    @property
    def running_day_cost(self) -> Decimal | None:
        """Person-days a year once delivered × rate."""
        return None if self.rate is None else self.running_days * self.rate

    @property
    def amount(self) -> Decimal:
        """Money entered that is spent once."""
        return sum(self.amounts.values(), NOTHING)

    @property
    def amount_a_year(self) -> Decimal:
        """Money entered that is spent every year."""
        return sum(self.yearly.values(), NOTHING)

    @property
    def has_running(self) -> bool:
        """Somebody said what it takes once it is delivered."""
        return bool(self.running_days or self.yearly)

    @property
    def total(self) -> Decimal | None:
        """Person-days × rate + amounts."""
        return _add(self.day_cost if self.days else NOTHING, self.amount)

    @property
    def running(self) -> Decimal | None:
        """What it costs a year once it is delivered."""
        return _add(self.running_day_cost if self.running_days else NOTHING, self.amount_a_year)


@dataclass(frozen=True, slots=True)
class PhaseCost:
    """What the work of a phase costs."""

    phase: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class Costs:
    """What a plan costs, phase by phase and together, and what is missing to tell it."""

    phases: tuple[PhaseCost, ...]
    whole: Cost
    missing: tuple[Missing, ...]


def cost_of(works: Iterable[Work], lines: Iterable[CostLine], rate: Decimal | None) -> Cost:
    """What some work costs: person-days × rate + amounts, and what it costs a year once it is
    delivered: person-days a month × 12 × rate + yearly amounts (method E7).

    `lines` of other stones are passed over. Exact decimals; the order changes nothing.
    """
    taken = list(works)
    stones = {work.stone for work in taken}
    inside = [line for line in lines if line.stone in stones]
    running = sum((work.running_days or NOTHING for work in taken), NOTHING)
    return Cost(
        days=sum((work.days for work in taken), NOTHING),
        running_days=running * MONTHS_OF_A_YEAR,
        rate=rate,
        amounts=_by_type(line for line in inside if not line.is_yearly),
        yearly=_by_type(line for line in inside if line.is_yearly),
    )


def find_costs(
    works: Sequence[Work], lines: Sequence[CostLine], rate: Decimal | None, phases: Sequence[str]
) -> Costs:
    """What a plan costs (method E7): the phases of `phases` in their order, then together. What
    stands in no phase costs nothing yet."""
    placed = [work for work in works if work.phase in phases]
    stones = {work.stone for work in placed}
    missing = [Missing.RATE] if rate is None else []
    if not any(line.stone in stones for line in lines):
        missing.append(Missing.AMOUNTS)
    return Costs(
        phases=tuple(
            PhaseCost(phase, cost_of((w for w in placed if w.phase == phase), lines, rate))
            for phase in phases
        ),
        whole=cost_of(placed, lines, rate),
        missing=tuple(missing),
    )


def _by_type(lines: Iterable[CostLine]) -> dict[CostType, Decimal]:
    found = list(lines)
    types = [kind for kind in CostType if any(line.cost_type is kind for line in found)]
    return {
        kind: sum((line.amount for line in found if line.cost_type is kind), NOTHING)
        for kind in types
    }


def _add(first: Decimal | None, second: Decimal) -> Decimal | None:
    return None if first is None else first + second
