"""Dates and load of a roadmap as tables on paper: a column for each month, quarter or year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from roadmaps.domain.timetable import DatedStone, Timetable
from roadmaps.figures.timeline import Axis, AxisPart, lay_axis

MOST_COLUMNS: Final = 28
"""More columns than this cannot be read on a sheet: then each is a year."""
DECIMALS: Final = 1


@dataclass(frozen=True, slots=True)
class GanttCell:
    """Columns side by side: free ones (`stone` None), or those of a bar. Then `first` and `months`
    say where in them the bar stands, `of` how many months they hold, `done` how much of it is
    done, all in months."""

    columns: int
    stone: DatedStone | None = None
    first: int = 0
    months: int = 0
    of: int = 0
    done: float = 0.0


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A step on its line."""

    stone: DatedStone
    cells: tuple[GanttCell, ...]


@dataclass(frozen=True, slots=True)
class GanttPhase:
    """The lines of a phase, by code, in the order of their start."""

    code: str
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True, slots=True)
class LoadLine:
    """Person-days of each column, and all of them; `code` of the department, '' for none."""

    code: str
    days: tuple[float, ...]
    total: float


@dataclass(frozen=True, slots=True)
class Gantt:
    """A table of dates. `scale` says what a column is: month, quarter or year; `years` are the
    years above the columns, each with how many of them it has. `load` is that of all departments,
    `departments` of each."""

    scale: str
    columns: tuple[AxisPart, ...]
    years: tuple[tuple[int, int], ...]
    phases: tuple[GanttPhase, ...]
    load: LoadLine
    departments: tuple[LoadLine, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    @property
    def is_dated(self) -> bool:
        """Something stands in it."""
        return any(phase.rows for phase in self.phases)


def lay_gantt(timetable: Timetable) -> Gantt:
    """The table of a timetable: steps on the days that it found, phase by phase (method E3)."""
    scale, columns = _find_columns(lay_axis(timetable))
    ends = tuple(accumulate(part.months for part in columns))
    everything = tuple(each.load.days for each in timetable.loads)
    return Gantt(
        scale=scale,
        columns=columns,
        years=tuple(_count_years(columns)),
        phases=tuple(_lay_phase(timetable, phase.code, ends) for phase in timetable.phases),
        load=_sum_columns("", everything, ends),
        departments=_load_lines(timetable.departments, ends),
    )


def _find_columns(axis: Axis) -> tuple[str, tuple[AxisPart, ...]]:
    if not axis.by_quarter:
        return "month", axis.parts
    if len(axis.parts) <= MOST_COLUMNS:
        return "quarter", axis.parts
    return "year", axis.years


def _count_years(columns: Sequence[AxisPart]) -> Iterator[tuple[int, int]]:
    years = [part.starts_on.year for part in columns]
    for year in dict.fromkeys(years):
        yield year, years.count(year)


def _lay_phase(timetable: Timetable, code: str, ends: Sequence[int]) -> GanttPhase:
    inside = [stone for stone in timetable.stones if stone.slot.phase == code]
    inside.sort(key=lambda stone: (stone.slot.start_month, stone.slot.end_month))
    return GanttPhase(code, tuple(GanttRow(s, tuple(_lay_stone(s, ends))) for s in inside))


def _lay_stone(stone: DatedStone, ends: Sequence[int]) -> Iterator[GanttCell]:
    """Free columns before, those that the bar touches, free columns after."""
    first, after = stone.slot.start_month, stone.slot.end_month
    before = sum(end <= first for end in ends)
    last = next((place for place, end in enumerate(ends) if end >= after), len(ends) - 1)
    if before:
        yield GanttCell(before)
    opens = ends[before - 1] if before else 0
    yield GanttCell(
        columns=last - before + 1,
        stone=stone,
        first=first - opens,
        months=stone.slot.months,
        of=ends[last] - opens,
        done=stone.progress_months,
    )
    if rest := len(ends) - last - 1:
        yield GanttCell(rest)


def _load_lines(
    departments: Mapping[str, Sequence[float]], ends: Sequence[int]
) -> tuple[LoadLine, ...]:
    """Each department; none where no step belongs to any, which would say the same twice."""
    if not any(departments):
        return ()
    return tuple(_sum_columns(code, days, ends) for code, days in departments.items())


def _sum_columns(code: str, days: Sequence[float], ends: Sequence[int]) -> LoadLine:
    starts = (0, *ends[:-1])
    sums = (round(sum(days[first:end]), DECIMALS) for first, end in zip(starts, ends, strict=False))
    return LoadLine(code, tuple(sums), round(sum(days), DECIMALS))
