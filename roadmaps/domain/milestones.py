"""Days to remember of a roadmap: what is delivered, the crossing, reviews (method E3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessments.domain.maturity_model import Phase
from assessments.domain.scorecard import ConditionState, GateResult
from roadmaps.domain.dates import add_months
from roadmaps.domain.schedules import Schedule

ONE_DAY: Final = dt.timedelta(days=1)


class MilestoneKind(StrEnum):
    """What happens on a day: a phase ends and is reviewed, the crossing opens, a stone is there."""

    REVIEW = "review"
    CROSSING = "crossing"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day to remember. `code` is that of the phase or of the stone, empty for the crossing;
    `month` counts from the plan's start."""

    kind: MilestoneKind
    on: dt.date
    month: int
    code: str = ""


def last_day(starts_on: dt.date, end_month: int) -> dt.date:
    """The day before month `end_month` of a plan begins."""
    return add_months(starts_on, end_month) - ONE_DAY


def find_milestones(
    found: Schedule, phases: Sequence[Phase], gate: GateResult | None, starts_on: dt.date
) -> tuple[Milestone, ...]:
    """Deliveries, the crossing and reviews in order of days; on one day in this order.

    The crossing opens when the last of its unmet conditions is delivered; not at all while one of
    them has no dates. A phase is reviewed on its last day (rule R12).
    """
    ends = {slot.stone: slot.end_month for slot in found.slots}
    marks = [(end, MilestoneKind.DELIVERY, stone) for stone, end in ends.items()]
    opens = _find_opening(ends, gate)
    if opens is not None:
        marks.append((opens, MilestoneKind.CROSSING, ""))
    marks += [(phase.end_month, MilestoneKind.REVIEW, phase.code) for phase in phases]
    order = [MilestoneKind.DELIVERY, MilestoneKind.CROSSING, MilestoneKind.REVIEW]
    return tuple(
        Milestone(kind, last_day(starts_on, month), month, code)
        for month, kind, code in sorted(marks, key=lambda mark: (mark[0], order.index(mark[1])))
    )


def _find_opening(ends: Mapping[str, int], gate: GateResult | None) -> int | None:
    """The month at whose beginning the crossing is open; None when it is, or stays, as it is."""
    if gate is None or gate.after_stage is None:
        return None
    unmet = [c.stone for c in gate.conditions if c.state is not ConditionState.MET]
    if not unmet or any(stone not in ends for stone in unmet):
        return None
    return max(ends[stone] for stone in unmet)
