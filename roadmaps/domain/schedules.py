"""A schedule as a value: which months each stone takes, and what the months carry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from roadmaps.domain.problem import DAY


class MarkCode(StrEnum):
    """What is not as the rules would have it.

    `overflows`: computed dates do not fit into the phase; `outside_phase`: entered dates do not;
    `before_need`: it starts before what it needs has ended, or that stands in no phase.
    """

    OVERFLOWS = "overflows"
    OUTSIDE_PHASE = "outside_phase"
    BEFORE_NEED = "before_need"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on dates, with the stones it is about."""

    code: MarkCode
    stones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """When a stone runs, in months from the plan's start, `end_month` not included.

    `effort` in person-days, spread evenly over its months; `slack`: months by which it may slip
    while everything else stays; `waits_for`: unmet prerequisites and, beyond the chasm, the gate;
    `is_entered`: a person set the dates.
    """

    stone: str
    phase: str
    start_month: int
    end_month: int
    effort: float
    slack: int
    waits_for: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_entered: bool = False

    @property
    def months(self) -> int:
        """How long it runs."""
        return self.end_month - self.start_month

    @property
    def overflows(self) -> bool:
        """Its computed dates do not fit into its phase."""
        return any(mark.code is MarkCode.OVERFLOWS for mark in self.marks)

    def runs_in(self, month: int) -> bool:
        """Whether work goes on in a month."""
        return self.start_month <= month < self.end_month


@dataclass(frozen=True, slots=True)
class Schedule:
    """The slots of everything that stands in a phase, in the scope's order, over `months`."""

    slots: tuple[Slot, ...]
    months: int

    @property
    def load_by_month(self) -> tuple[float, ...]:
        """Person-days of each month of the plan."""
        return _loads(self.slots, self.months)

    def load_by(self, group_by_stone: Mapping[str, str]) -> Mapping[str, tuple[float, ...]]:
        """Person-days of each month for each group (a department, a block); '' is for the stones
        that are in none. Groups in alphabetical order, '' last."""
        groups = sorted({group_by_stone.get(slot.stone, "") for slot in self.slots})
        return {
            group: _loads(
                (slot for slot in self.slots if group_by_stone.get(slot.stone, "") == group),
                self.months,
            )
            for group in sorted(groups, key=lambda name: (not name, name))
        }

    def in_phase(self, phase: str) -> tuple[Slot, ...]:
        """The slots of a phase, the earliest first."""
        inside = (slot for slot in self.slots if slot.phase == phase)
        return tuple(sorted(inside, key=lambda slot: (slot.start_month, slot.end_month)))


def _loads(slots: Iterable[Slot], months: int) -> tuple[float, ...]:
    loads = [Fraction(0)] * months
    for slot in slots:
        rate = Fraction(round(slot.effort * DAY), DAY * slot.months)
        for month in range(slot.start_month, slot.end_month):
            loads[month] += rate
    return tuple(map(float, loads))
