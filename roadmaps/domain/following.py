"""Where a programme stands: what is done, what its dates say, what customers gain already (E7)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.roadmap import InitiativeState, PhaseState
from roadmaps.domain.steps import ENDED, Days, Step, Timing, make_step

NEXT_SHOWN: Final = 5
"""Deliveries that are named as the next ones."""
NOT_WANTED: Final = (Status.STOPPED, Status.NOT_PLANNED)


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """A phase with its dates, how many of its steps have each status, and person-days done of those
    planned; steps that were stopped count in neither."""

    phase: str
    starts_on: dt.date
    ends_on: dt.date
    counts: Mapping[Status, int]
    days_planned: float
    days_done: float

    @property
    def steps(self) -> int:
        """All its steps."""
        return sum(self.counts.values())

    @property
    def share(self) -> float:
        """Share (0–1) of its person-days that are done; 0 without any."""
        return min(1.0, self.days_done / self.days_planned) if self.days_planned else 0.0


@dataclass(frozen=True, slots=True)
class Following:
    """A roadmap as it is carried out.

    `steps` in the model's order; `before`: what was done in earlier versions and is no longer part
    of this one. `obtained` and `planned`: shares (0–1) of what customers would gain from all of
    them that are in place, and that will be once all that stands in a phase is done.
    """

    steps: tuple[Step, ...]
    before: tuple[Step, ...]
    phases: tuple[PhaseProgress, ...]
    obtained: float
    planned: float
    today: dt.date

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Those of this version and those done before."""
        return (*self.steps, *self.before)

    @property
    def in_plan(self) -> tuple[Step, ...]:
        """Steps that stand in a phase."""
        return tuple(step for step in self.steps if step.phase is not None)

    def count(self, *statuses: Status) -> int:
        """How many steps of the plan have one of these statuses."""
        return sum(step.status in statuses for step in self.in_plan)

    @property
    def days_planned(self) -> float:
        """Person-days of all phases."""
        return fsum(phase.days_planned for phase in self.phases)

    @property
    def days_done(self) -> float:
        """Person-days done in all phases."""
        return fsum(phase.days_done for phase in self.phases)

    @property
    def work(self) -> dict[str, dict[str, str]]:
        """Blocks by stone of each phase, of what is still wanted in it or done."""
        return {
            phase.phase: {
                step.stone: step.block
                for step in self.steps
                if step.phase == phase.phase and step.status not in NOT_WANTED
            }
            for phase in self.phases
        }

    @property
    def to_look_at(self) -> tuple[Step, ...]:
        """Steps whose dates have something to say, the earliest end first."""
        said = [step for step in self.steps if step.timing is not Timing.NONE]
        return tuple(sorted(said, key=_by_end))

    @property
    def next_deliveries(self) -> tuple[Step, ...]:
        """The next steps to be delivered from today on, the earliest first, a few."""
        ahead = [
            step
            for step in self.in_plan
            if step.status not in ENDED and step.ends_on and step.ends_on >= self.today
        ]
        return tuple(sorted(ahead, key=_by_end)[:NEXT_SHOWN])

    @property
    def unconfirmed(self) -> tuple[Step, ...]:
        """Steps that are done and of which nobody said yet what they brought."""
        return tuple(step for step in self.steps if step.is_unconfirmed)


def follow(
    initiatives: Sequence[InitiativeState],
    phases: Sequence[PhaseState],
    details: Mapping[str, Details],
    days: Mapping[str, Days],
    *,
    today: dt.date,
    before: Sequence[Step] = (),
) -> Following:
    """A roadmap as it is carried out (method E7).

    `details` by stone, none for what nobody said anything of; `days`: first and last day of each
    step that stands in a phase; `before`: what earlier versions delivered, made by `make_step`.
    Gains are shares of Σ impact × gap over the whole scope and what was delivered before.
    """
    steps = tuple(
        make_step(
            each.gap,
            each.phase,
            details.get(each.stone, Details(each.stone)),
            days.get(each.stone),
            today,
        )
        for each in initiatives
    )
    known = (*steps, *before)
    whole = fsum(step.gain for step in known)
    placed = [step for step in known if step.phase is not None or step.is_done]
    wanted = [step for step in placed if step.status not in NOT_WANTED]
    return Following(
        steps=steps,
        before=tuple(before),
        phases=tuple(_phase(phase, steps) for phase in phases),
        obtained=_share(fsum(step.obtained for step in known), whole),
        planned=_share(
            fsum(step.obtained if step.is_done else step.gain for step in wanted), whole
        ),
        today=today,
    )


def _phase(phase: PhaseState, steps: Iterable[Step]) -> PhaseProgress:
    inside = [step for step in steps if step.phase == phase.phase]
    wanted = [step for step in inside if step.status not in NOT_WANTED]
    return PhaseProgress(
        phase=phase.phase,
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        counts={status: sum(step.status is status for step in inside) for status in Status},
        days_planned=fsum(step.effort for step in wanted),
        days_done=fsum(step.days_done for step in wanted),
    )


def _share(part: float, whole: float) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _by_end(step: Step) -> tuple[dt.date, str]:
    return step.ends_on or dt.date.max, step.stone
