"""Events that may strike a programme, and what each would put at risk today (method E5)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import Final

from assessments.domain.maturity_model import Phase
from roadmaps.domain.assumptions import PhasePlan
from roadmaps.domain.exposure import find_exposures

OTHER: Final = "other"
"""The event of a risk that the model does not know."""


class RiskState(StrEnum):
    """Whether an event is watched, has struck, or is watched no more."""

    OPEN = "open"
    STRUCK = "struck"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Risk:
    """An entry of the register. `event`: a code of the model's simulation or `other`; `rate` in
    times a year: a person's, else the model's (`is_assumed`), None where neither is known.
    `phase` and `stones`: what it would touch, empty for everything."""

    key: int
    event: str
    title: str
    state: RiskState = RiskState.OPEN
    phase: str = ""
    stones: tuple[str, ...] = ()
    rate: float | None = None
    is_assumed: bool = False
    effect: str = ""
    owner: str = ""
    mitigation: str = ""
    struck_on: dt.date | None = None
    reviewed_on: dt.date | None = None
    revision: int = 0

    @property
    def is_watched(self) -> bool:
        """It has not struck and may."""
        return self.state is RiskState.OPEN

    @property
    def has_struck(self) -> bool:
        """It struck, and nobody watches for it again."""
        return self.state is RiskState.STRUCK


@dataclass(frozen=True, slots=True)
class Work:
    """A step in its phase: person-days, its gain (impact × gap, in points), whether it is done."""

    stone: str
    phase: str
    effort: float
    gain: float
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Exposed:
    """What an event would put at risk: undelivered work of the running phase in person-days, those
    of them that are spent by then, and its share (0–1) of the gain of the whole plan."""

    phase: str
    effort: float
    spent: float
    share: float
    stones: tuple[str, ...]


def find_exposed(
    phases: Sequence[Phase], work: Sequence[Work], month: int, stones: Sequence[str] = ()
) -> Exposed | None:
    """What an event would put at risk after `month` months of the plan (method E5, gradual).

    The work of the running phase that is not done; with `stones`, only theirs. None before the plan
    and after it, and where nothing would be touched.
    """
    plans = tuple(_phase_plan(phase, work, stones) for phase in phases)
    exposures = find_exposures(plans, 0.0, month)
    if exposures is None or exposures.today is None:
        return None
    running, at_risk = exposures.today.phase, exposures.today.gradual
    touched = [w.stone for w in work if w.phase == running and _is_touched(w, stones)]
    if not touched:
        return None
    return Exposed(running, at_risk.effort, at_risk.spent, at_risk.benefit, tuple(touched))


def exposure_of(
    risk: Risk, phases: Sequence[Phase], work: Sequence[Work], month: int
) -> Exposed | None:
    """What a watched risk would put at risk; None where the phase that it names does not run, or
    where it has struck or is watched no more."""
    if not risk.is_watched:
        return None
    exposed = find_exposed(phases, work, month, risk.stones)
    return exposed if exposed and risk.phase in ("", exposed.phase) else None


def _is_touched(work: Work, stones: Sequence[str]) -> bool:
    return not work.is_done and (not stones or work.stone in stones)


def _phase_plan(phase: Phase, work: Sequence[Work], stones: Sequence[str]) -> PhasePlan:
    """The phase as exposures read it: what is not touched counts as out of danger."""
    inside = [each for each in work if each.phase == phase.code]
    safe = [each for each in inside if not _is_touched(each, stones)]
    return PhasePlan(
        phase=phase.code,
        start_month=phase.start_month,
        end_month=phase.end_month,
        effort=fsum(each.effort for each in inside),
        benefit=fsum(each.gain for each in inside),
        done_effort=fsum(each.effort for each in safe),
        done_benefit=fsum(each.gain for each in safe),
    )
