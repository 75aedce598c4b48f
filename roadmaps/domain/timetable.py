"""The schedule of a roadmap in the calendar: who works when, milestones, load (method E3)."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from assessments.domain.maturity_model import Phase
from assessments.domain.scorecard import GateResult
from roadmaps.domain.dates import add_months
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.load import MonthLoad, find_heaviest, find_load
from roadmaps.domain.milestones import Milestone, find_milestones, last_day
from roadmaps.domain.roadmap import Solved
from roadmaps.domain.schedule import Span, schedule
from roadmaps.domain.schedules import Schedule, Slot
from roadmaps.domain.scopes import Gap
from roadmaps.domain.wishes import Wish

GIVEN_UP: Final = frozenset({Status.STOPPED, Status.NOT_PLANNED})
"""Work that nobody does any more: it takes no months and opens the way for nothing."""


@dataclass(frozen=True, slots=True)
class DatedPhase:
    """A phase between two days, both included."""

    phase: Phase
    starts_on: dt.date
    ends_on: dt.date

    @property
    def code(self) -> str:
        """Its code."""
        return self.phase.code


@dataclass(frozen=True, slots=True)
class DatedStone:
    """The work on a stone between two days, both included, and what people said of it;
    `waits_for`: what it needs and is not done yet."""

    gap: Gap
    slot: Slot
    details: Details
    starts_on: dt.date
    ends_on: dt.date
    waits_for: tuple[str, ...]

    @property
    def stone(self) -> str:
        """Its code."""
        return self.gap.stone

    @property
    def progress_months(self) -> float:
        """Months of its bar that are done: all of them once it is delivered."""
        share = 100 if self.details.status is Status.DONE else self.details.progress
        return self.slot.months * share / 100


@dataclass(frozen=True, slots=True)
class DatedLoad:
    """A month of the plan with what it carries."""

    starts_on: dt.date
    load: MonthLoad


@dataclass(frozen=True, slots=True)
class Timetable:
    """Everything of a roadmap that has dates.

    `stones` stand in the model's order; `given_up` are those that people stopped or do not plan;
    `today` in months from the plan's start, None before and after the plan. `departments`: person-
    days of each month for each department code, '' for what is in none.
    """

    starts_on: dt.date
    schedule: Schedule
    phases: tuple[DatedPhase, ...]
    stones: tuple[DatedStone, ...]
    given_up: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    loads: tuple[DatedLoad, ...]
    departments: Mapping[str, tuple[float, ...]]
    today: float | None

    @property
    def months(self) -> int:
        """How many months there are to show."""
        return self.schedule.months

    def find_slot(self, stone: str) -> Slot | None:
        """The months of a stone; None when it has none."""
        return next((slot for slot in self.schedule.slots if slot.stone == stone), None)

    @property
    def heaviest(self) -> DatedLoad | None:
        """The month that carries most, the earliest of several; None when nothing is planned."""
        heaviest = find_heaviest([each.load for each in self.loads])
        return self.loads[heaviest.month] if heaviest else None

    @property
    def above(self) -> tuple[DatedLoad, ...]:
        """Months that carry more than the average month of their phase can."""
        return tuple(each for each in self.loads if each.load.is_above)

    @property
    def ends_on(self) -> dt.date | None:
        """When the last piece of work ends; None when nothing is planned."""
        return max((stone.ends_on for stone in self.stones), default=None)


def make_timetable(
    solved: Solved,
    wishes: Mapping[str, Wish],
    details: Mapping[str, Details],
    gate: GateResult | None,
    *,
    starts_on: dt.date,
    today: dt.date,
) -> Timetable:
    """The schedule of a roadmap as people left it (method E3, dates).

    Dates that people entered and the day a stone was delivered hold; what is done on no day that
    anybody said ends this month at the latest; what was given up takes no months. The crossing
    opens when the last of its unmet conditions is delivered.
    """
    given_up = {stone for stone, each in details.items() if each.status in GIVEN_UP}
    found = _find_schedule(solved, wishes, details, given_up, starts_on=starts_on, today=today)
    loads = find_load(found, solved.phases, solved.capacities)
    departments = {stone: each.department for stone, each in details.items()}
    return Timetable(
        starts_on=starts_on,
        schedule=found,
        phases=tuple(_date_phase(phase, starts_on) for phase in solved.phases),
        stones=tuple(_date_stones(solved, found, details, starts_on)),
        given_up=tuple(gap.stone for gap in solved.scope.gaps if gap.stone in given_up),
        milestones=find_milestones(found, solved.phases, gate, starts_on),
        loads=tuple(DatedLoad(add_months(starts_on, load.month), load) for load in loads),
        departments=found.load_by(departments),
        today=count_months(starts_on, today, found.months),
    )


def _find_schedule(
    solved: Solved,
    wishes: Mapping[str, Wish],
    details: Mapping[str, Details],
    given_up: Collection[str],
    *,
    starts_on: dt.date,
    today: dt.date,
) -> Schedule:
    find = partial(
        schedule,
        solved.scope,
        solved.phases,
        {stone: None if stone in given_up else wish.phase for stone, wish in wishes.items()},
        solved.settings,
        waivers=solved.waivers,
    )
    entered = find_entered(solved, details, starts_on)
    found = find(entered=entered)
    ahead = find_done_ahead(found, details, end_of(starts_on, today))
    return find(entered=entered | ahead) if ahead else found


def find_entered(
    solved: Solved, details: Mapping[str, Details], starts_on: dt.date
) -> dict[str, Span]:
    """The months that people settled: those entered (the last one included), or those before the
    day on which the stone was delivered."""
    entered = {}
    for stone, each in details.items():
        if each.starts_month is not None and each.ends_month is not None:
            entered[stone] = (each.starts_month, each.ends_month + 1)
        elif (
            each.status is Status.DONE and each.delivered_on and stone in solved.scope.gap_by_stone
        ):
            end = end_of(starts_on, each.delivered_on)
            entered[stone] = (end - solved.scope.gap_by_stone[stone].months, end)
    return entered


def find_done_ahead(
    found: Schedule, details: Mapping[str, Details], latest: int
) -> dict[str, Span]:
    """Months of work that is done and would end after `latest` (months from the plan's start, not
    included) although nobody said when it was delivered: as many, the last one before it (method
    E3)."""
    done = {
        stone
        for stone, each in details.items()
        if each.status is Status.DONE and each.delivered_on is None
    }
    return {
        slot.stone: (latest - (slot.end_month - slot.start_month), latest)
        for slot in found.slots
        if slot.stone in done and slot.end_month > latest
    }


def end_of(starts_on: dt.date, day: dt.date) -> int:
    """Months from the start of a plan to the end of the month of a day; negative before it."""
    return 12 * (day.year - starts_on.year) + day.month - starts_on.month + 1


def count_months(starts_on: dt.date, day: dt.date, months: int) -> float | None:
    """Months from the start of a plan to a day, in parts too; None outside the plan."""
    for month in range(months):
        first, after = add_months(starts_on, month), add_months(starts_on, month + 1)
        if first <= day < after:
            return month + (day - first) / (after - first)
    return None


def _date_phase(phase: Phase, starts_on: dt.date) -> DatedPhase:
    first = add_months(starts_on, phase.start_month)
    return DatedPhase(phase, first, last_day(starts_on, phase.end_month))


def _date_stones(
    solved: Solved, found: Schedule, details: Mapping[str, Details], starts_on: dt.date
) -> Iterator[DatedStone]:
    done = {stone for stone, each in details.items() if each.status is Status.DONE}
    for slot in found.slots:
        yield DatedStone(
            gap=solved.scope.gap_by_stone[slot.stone],
            slot=slot,
            details=details.get(slot.stone, Details(slot.stone)),
            starts_on=add_months(starts_on, slot.start_month),
            ends_on=last_day(starts_on, slot.end_month),
            waits_for=tuple(need for need in slot.waits_for if need not in done),
        )
