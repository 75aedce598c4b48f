"""Who carries the change: change agents and relays by department, and owners of steps."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.plans import Position


@dataclass(frozen=True, slots=True)
class Agent:
    """A change agent (`is_agent`) or a relay; `department` is a code, empty for none. Present from
    `since` to `until`, that day included (None: still there)."""

    key: int
    name: str
    is_agent: bool
    since: dt.date
    role: str = ""
    department: str = ""
    until: dt.date | None = None

    def is_present(self, day: dt.date) -> bool:
        """Whether they carry the change on a day."""
        return self.since <= day and not self.has_left(day)

    def has_left(self, day: dt.date) -> bool:
        """Whether they carried it before that day and do no more."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many people carry the change in a department, on each of some days."""

    department: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Steps in a phase, those of them that have an owner, and the departments that own any; steps
    `without` an owner are open for whoever would share."""

    steps: int
    owned: int
    departments: tuple[str, ...]
    without: tuple[str, ...]


def uncovered(agents: Iterable[Agent], departments: Sequence[str], day: dt.date) -> tuple[str, ...]:
    """Departments (codes) in which nobody carries the change on a day."""
    held = {agent.department for agent in agents if agent.is_present(day)}
    return tuple(code for code in departments if code not in held)


def find_coverage(
    agents: Sequence[Agent], departments: Sequence[str], days: Sequence[dt.date]
) -> tuple[Coverage, ...]:
    """People who carry the change by department (codes), on each of `days` (method E8)."""
    return tuple(
        Coverage(
            code,
            tuple(sum(a.department == code and a.is_present(day) for a in agents) for day in days),
        )
        for code in departments
    )


def quarters_until(today: dt.date, count: int) -> tuple[dt.date, ...]:
    """The first days of the last `count` quarters that have begun, then today."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    starts = [first]
    while len(starts) < count:
        last = starts[-1] - dt.timedelta(days=1)
        starts.append(last.replace(month=last.month - 2, day=1))
    return (*reversed(starts), today)


def find_ownership(details: Mapping[str, Details], placement: Mapping[str, Position]) -> Ownership:
    """Who owns the steps that stand in a phase and are not stopped (method E8)."""
    gone = (Status.STOPPED, Status.NOT_PLANNED)
    steps = [d for code, d in details.items() if placement.get(code) and d.status not in gone]
    return Ownership(
        steps=len(steps),
        owned=sum(bool(d.owner) for d in steps),
        departments=tuple(dict.fromkeys(d.department for d in steps if d.owner and d.department)),
        without=tuple(d.stone for d in steps if not d.owner and d.status is not Status.DONE),
    )
