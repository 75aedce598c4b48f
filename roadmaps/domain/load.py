"""What the months of a roadmap carry, beside what their phase can (method E3, dates)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessments.domain.maturity_model import Phase
from roadmaps.domain.schedules import Schedule


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """Person-days of a month, counted from the plan's start, beside the `average` month of its
    phase: capacity ÷ months (None outside every phase)."""

    month: int
    phase: str | None
    days: float
    average: float | None

    @property
    def is_above(self) -> bool:
        """It carries more than the average month of its phase can."""
        return self.average is not None and round(self.days, 6) > round(self.average, 6)


def find_load(
    schedule: Schedule, phases: Sequence[Phase], capacities: Sequence[float]
) -> tuple[MonthLoad, ...]:
    """The load of every month of a schedule. Capacities in person-days, one a phase."""
    homes = _homes(phases, capacities)
    loads = []
    for month, days in enumerate(schedule.load_by_month):
        phase, average = homes.get(month, (None, None))
        loads.append(MonthLoad(month, phase, days, average))
    return tuple(loads)


def find_heaviest(loads: Sequence[MonthLoad]) -> MonthLoad | None:
    """The month that carries most, the earliest of several; None when nothing is planned."""
    heaviest = max(loads, key=lambda load: load.days, default=None)
    return heaviest if heaviest and heaviest.days else None


def _homes(
    phases: Sequence[Phase], capacities: Sequence[float]
) -> Mapping[int, tuple[str | None, float | None]]:
    return {
        month: (phase.code, capacity / (phase.end_month - phase.start_month))
        for phase, capacity in zip(phases, capacities, strict=True)
        for month in range(phase.start_month, phase.end_month)
    }
