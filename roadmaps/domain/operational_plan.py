"""The operational plan: every step with who, when and what for (method E1, level 2)."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.domain.course import Service
from roadmaps.domain.initiatives import Details
from roadmaps.domain.plans import Position
from roadmaps.domain.roadmap import InitiativeState


class Grouping(StrEnum):
    """What the plan may be grouped by."""

    PHASE = "phase"
    BLOCK = "block"
    OWNER = "owner"
    DEPARTMENT = "department"
    WORKSTREAM = "workstream"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A step of the plan. Dates (both days included) are None for what comes later or was given
    up; `indicators` are names of what is measured of it."""

    initiative: InitiativeState
    details: Details
    service: Service
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    indicators: tuple[str, ...] = ()

    @property
    def stone(self) -> str:
        """Its code."""
        return self.initiative.stone

    @property
    def phase(self) -> Position:
        """Where it stands."""
        return self.initiative.phase


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """Rows that share a phase, block, owner, department or workstream; `code` '' : none of them
    (later, nobody, no department, one's own)."""

    code: str
    rows: tuple[PlanRow, ...]

    @property
    def days(self) -> float:
        """Person-days of its rows."""
        return round(sum(row.initiative.gap.effort for row in self.rows), 2)


def order_rows(rows: Iterable[PlanRow], phases: Sequence[str]) -> tuple[PlanRow, ...]:
    """Rows in the order of phases, in each by first day and in the model's order; later last."""
    places = {code: place for place, code in enumerate(phases)}
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                places.get(row.phase or "", len(places)),
                row.starts_on or dt.date.max,
            ),
        )
    )


def group_rows(
    rows: Sequence[PlanRow], grouping: Grouping, order: Sequence[str] = ()
) -> tuple[PlanGroup, ...]:
    """Rows by what `grouping` names: groups in `order`, others by name after them, '' last. Rows
    keep their order."""
    key = _KEYS[grouping]
    found: dict[str, list[PlanRow]] = {}
    for row in rows:
        found.setdefault(key(row) or "", []).append(row)
    places = {code: place for place, code in enumerate(order)}
    codes = sorted(found, key=lambda code: (not code, places.get(code, len(places)), code))
    return tuple(PlanGroup(code, tuple(found[code])) for code in codes)


_KEYS: dict[Grouping, Callable[[PlanRow], str | None]] = {
    Grouping.PHASE: lambda row: row.phase,
    Grouping.BLOCK: lambda row: row.initiative.gap.block,
    Grouping.OWNER: lambda row: row.details.owner,
    Grouping.DEPARTMENT: lambda row: row.details.department,
    Grouping.WORKSTREAM: lambda row: row.details.workstream,
}
