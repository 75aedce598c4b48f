"""The work on a stone as it is followed: how far it is, what its dates say, what it has brought."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.plans import Position
from roadmaps.domain.scopes import Gap, Why
from roadmaps.domain.values import HIGHEST_LEVEL

ENDED: Final = (Status.DONE, Status.STOPPED, Status.NOT_PLANNED)
NOT_BEGUN: Final = (Status.PLANNED, Status.NOT_PLANNED)

Days = tuple[dt.date, dt.date]  # the first and the last day, both included


class Timing(StrEnum):
    """What the dates of a step say today.

    `none`: nothing to say, or no dates; `to_begin`: they have begun and work has not; `past_end`:
    the last day has passed and the step is not done.
    """

    NONE = "none"
    TO_BEGIN = "to_begin"
    PAST_END = "past_end"


@dataclass(frozen=True, slots=True)
class Step:
    """The work on one stone as it is followed.

    `effort` in person-days; `progress` in percent as entered; `starts_on` and `ends_on` are days
    (both included), None while it stands in no phase; `gain` is impact × gap, and `obtained` the
    part of it that is in place; `aim` on 0–100, None for one's own initiative, which has no score;
    `claim`: capability and breadth (0–4) that a person confirmed, (0, 0) where nothing is new;
    `reason`: why it has its status.
    """

    stone: str
    block: str
    phase: Position
    effort: float
    status: Status
    progress: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    delivered_on: dt.date | None
    gain: float
    obtained: float
    aim: float | None = None
    claim: tuple[int, int] | None = None
    timing: Timing = Timing.NONE
    owner: str = ""
    reason: str = ""

    @property
    def share_done(self) -> float:
        """Share (0–1) of its work that is done."""
        return share_done(self.status, self.progress)

    @property
    def days_done(self) -> float:
        """Person-days done: progress × effort."""
        return self.effort * self.share_done

    @property
    def is_done(self) -> bool:
        """Its work has ended and is in place."""
        return self.status is Status.DONE

    @property
    def is_unconfirmed(self) -> bool:
        """It is done and nobody said yet what it brought; of one's own initiative, when."""
        said = self.delivered_on if self.aim is None else self.claim
        return self.is_done and said is None


def share_done(status: Status, progress: int) -> float:
    """Share (0–1) of the work on a step that is done, `progress` in percent (method E7).

    All of what is done, nothing of what has not begun, else the progress that people entered.
    """
    if status is Status.DONE:
        return 1.0
    return 0.0 if status in NOT_BEGUN else min(100, max(0, progress)) / 100


def find_timing(status: Status, days: Days | None, today: dt.date) -> Timing:
    """What the dates of a step, first and last day, say on a day (method E7).

    Nothing of what is done or stopped, and nothing of what stands in no phase.
    """
    if days is None or status in ENDED:
        return Timing.NONE
    if days[1] < today:
        return Timing.PAST_END
    return Timing.TO_BEGIN if status is Status.PLANNED and days[0] <= today else Timing.NONE


def gain_obtained(
    impact: int, value: float, gap: float, status: Status, claim: tuple[int, int] | None
) -> float:
    """What a step has brought, impact × points of its gap (0 to impact × gap; method E7).

    Nothing before it is done. Then the whole gap, or as far as the capability and breadth (0–4)
    that a person confirmed lead from `value` (0–100).
    """
    if status is not Status.DONE:
        return 0.0
    if claim is None:
        return impact * gap
    points = 100 * claim[0] * claim[1] / HIGHEST_LEVEL**2
    return impact * min(gap, max(0.0, points - value))


def make_step(
    gap: Gap, phase: Position, details: Details, days: Days | None, today: dt.date
) -> Step:
    """The work on a gap as it is followed, what people said of it beside what was planned."""
    status = details.status
    claim = details.claim if status is Status.DONE else None
    return Step(
        stone=gap.stone,
        block=gap.block,
        phase=phase,
        effort=gap.effort,
        status=status,
        progress=details.progress,
        starts_on=days[0] if days else None,
        ends_on=days[1] if days else None,
        delivered_on=details.delivered_on if status is Status.DONE else None,
        gain=gap.impact * gap.gap,
        obtained=gain_obtained(gap.impact, gap.value, gap.gap, status, claim),
        aim=None if gap.why is Why.OWN else gap.aim,
        claim=claim,
        timing=find_timing(status, days, today),
        owner=details.owner,
        reason=details.status_reason,
    )
