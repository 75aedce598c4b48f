"""A roadmap along its months: the axis, and what each month carries."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from roadmaps.domain.dates import add_months
from roadmaps.domain.timetable import DatedStone, Timetable

SHORT: Final = 24
"""Up to this many months each has a column of its own; then quarters do."""
YEAR: Final = 12
HEADROOM: Final = 1.1
"""The tallest column of a load chart leaves a tenth of the height free."""


@dataclass(frozen=True, slots=True)
class AxisPart:
    """A year, a quarter or a month on the axis: its first day, and how many months of it."""

    starts_on: dt.date
    months: int

    @property
    def quarter(self) -> int:
        """The quarter of its year."""
        return (self.starts_on.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Axis:
    """The months of a plan under their years; `parts` are quarters when `by_quarter`. `lengths`:
    how many times twelve months the chart is wide."""

    years: tuple[AxisPart, ...]
    parts: tuple[AxisPart, ...]
    by_quarter: bool
    lengths: int


@dataclass(frozen=True, slots=True)
class LoadRow:
    """The load of a group: `days` of each month, its sum, its heaviest month."""

    code: str
    days: tuple[float, ...]
    total: float
    heaviest: float
    heaviest_on: dt.date


@dataclass(frozen=True, slots=True)
class StoneGroup:
    """Stones under the name of their phase or block, by code."""

    code: str
    stones: tuple[DatedStone, ...]
    effort: float


def lay_axis(timetable: Timetable) -> Axis:
    """Years over quarters, or over months when they are few."""
    days = [add_months(timetable.starts_on, month) for month in range(timetable.months)]
    by_quarter = len(days) > SHORT
    parts = _parts(days, 3) if by_quarter else _parts(days, 1)
    return Axis(_parts(days, YEAR), parts, by_quarter, math.ceil(len(days) / YEAR))


def _parts(days: Sequence[dt.date], length: int) -> tuple[AxisPart, ...]:
    grouped = groupby(days, key=lambda day: (day.year, (day.month - 1) // length))
    return tuple(AxisPart((inside := list(part))[0], len(inside)) for _key, part in grouped)


def group_stones(timetable: Timetable, by: str) -> tuple[StoneGroup, ...]:
    """Stones by `phase` in order of their start, or by `block` in the model's order."""
    if by == "block":
        codes = dict.fromkeys(stone.gap.block for stone in timetable.stones)
    else:
        codes = dict.fromkeys(phase.code for phase in timetable.phases)
    return tuple(_group(timetable, by, code) for code in codes)


def _group(timetable: Timetable, by: str, code: str) -> StoneGroup:
    inside = [
        stone
        for stone in timetable.stones
        if code == (stone.gap.block if by == "block" else stone.slot.phase)
    ]
    inside.sort(key=lambda stone: (stone.slot.start_month, stone.slot.end_month))
    return StoneGroup(code, tuple(inside), sum(stone.gap.effort for stone in inside))


def find_scale(timetable: Timetable) -> float:
    """Person-days that the height of a load chart stands for."""
    loads = [each.load for each in timetable.loads]
    highest = max([0.0, *(max(load.days, load.average or 0) for load in loads)])
    return HEADROOM * highest or 1.0


def department_rows(timetable: Timetable) -> tuple[LoadRow, ...]:
    """The load of each department; that of none last."""
    return tuple(
        _row(timetable.starts_on, code, days) for code, days in timetable.departments.items()
    )


def _row(starts_on: dt.date, code: str, days: tuple[float, ...]) -> LoadRow:
    heaviest = max(days)
    return LoadRow(code, days, sum(days), heaviest, add_months(starts_on, days.index(heaviest)))
