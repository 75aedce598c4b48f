"""How people carry out a stone: who, when, how far, what for (method E1 and R8)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How far the work on a stone is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    PAUSED = "paused"
    STOPPED = "stopped"
    NOT_PLANNED = "not_planned"


@dataclass(frozen=True, slots=True)
class Details:
    """What people said of the work on one stone.

    `progress` in percent; `starts_month` and `ends_month` count from the roadmap's start (0 is its
    first month, the last one included); `running_days` are person-days a month once delivered;
    `serves` the code of a course line, empty for that of the block; `claim` the capability and
    breadth (0–4) that a person confirmed after the work; `revision` grows with every change.
    """

    stone: str
    title: str = ""
    owner: str = ""
    department: str = ""
    status: Status = Status.PLANNED
    status_reason: str = ""
    progress: int = 0
    starts_month: int | None = None
    ends_month: int | None = None
    running_days: float | None = None
    notes: str = ""
    serves: str = ""
    value_now: str = ""
    prepares_later: str = ""
    workstream: str | None = None
    lens: str | None = None
    teams_ready: bool | None = None
    staff_impact: int | None = None
    claim: tuple[int, int] | None = None
    delivered_on: dt.date | None = None
    review: str = ""
    review_reason: str = ""
    revision: int = 0
