"""How much work a stone takes and how long it lasts (method E2)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from assessments.domain.maturity_model import PlanningRules

TENTH: Final = Decimal("0.1")


def told_days(person_days: float | Decimal) -> Decimal:
    """Person-days as every page and document tells them: to a tenth, halves up (method E2)."""
    return Decimal(str(person_days)).quantize(TENTH, ROUND_HALF_UP)


def size_factor(rules: PlanningRules, headcount: int | None) -> float:
    """Factor on efforts for an organisation of `headcount` people; 1 when it is unknown (E2)."""
    if headcount is None:
        return 1.0
    return next(f for bound, f in rules.size_factors if bound is None or headcount < bound)


def months_for(rules: PlanningRules, person_days: float) -> int:
    """Months that work of `person_days` lasts, the effort taken before the size factor (E2)."""
    return next(m for bound, m in rules.months if bound is None or person_days <= bound)
