"""Costs as pages show them: each phase beside what it is to bring the two sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmaps.domain.benefits import Beneficiary, Benefit, total_a_year
from roadmaps.domain.costs import Cost, Costs
from roadmaps.domain.following import Following


@dataclass(frozen=True, slots=True)
class PhaseMoney:
    """A phase (empty: all together): its cost, and the money a year that its steps are to bring the
    organisation and its customers; None where nobody entered a figure."""

    phase: str
    cost: Cost
    for_organisation: Decimal | None
    for_customers: Decimal | None


def beside_benefits(
    costs: Costs, following: Following, benefits: Sequence[Benefit]
) -> tuple[PhaseMoney, ...]:
    """The phases in their order, then all together."""
    work = following.work
    rows = [_row(each.phase, each.cost, set(work[each.phase]), benefits) for each in costs.phases]
    every = {stone for stones in work.values() for stone in stones}
    return (*rows, _row("", costs.whole, every, benefits))


def _row(phase: str, cost: Cost, stones: set[str], benefits: Sequence[Benefit]) -> PhaseMoney:
    own = [each for each in benefits if each.stone in stones]
    return PhaseMoney(phase, cost, *(total_a_year(own, side) for side in Beneficiary))
