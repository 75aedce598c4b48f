"""How long money is spent before anything is delivered, and what an event would put at risk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import expm1

from roadmaps.domain.assumptions import PhasePlan, delivering_phases


@dataclass(frozen=True, slots=True)
class Exposure:
    """An approach that delivers at the end of each of `deliveries` (months from the plan's start).

    `wait`: months, and `effort`: person-days, before anything is delivered; `longest`: the most
    months between two deliveries. `chance` (0–1): at least one event strikes in the wait.
    """

    deliveries: tuple[int, ...]
    wait: int
    longest: int
    effort: float
    chance: float


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Work not delivered when an event strikes: its person-days, those of them that are spent by
    then, and its share (0–1) of the plan's benefit."""

    effort: float
    spent: float
    benefit: float


@dataclass(frozen=True, slots=True)
class Struck:
    """What an event puts at risk `month` months from the plan's start, while `phase` runs."""

    phase: str
    month: int
    big_bang: AtRisk
    gradual: AtRisk


@dataclass(frozen=True, slots=True)
class Exposures:
    """Both approaches on the same plan. `today` is None before the plan's start and once all is
    delivered; `at_ends` tells each phase just before it delivers, when most of it is spent."""

    big_bang: Exposure
    gradual: Exposure
    today: Struck | None
    at_ends: tuple[Struck, ...]


def chance_within(rate: float, months: float) -> float:
    """Chance (0–1) that something that strikes `rate` times a year strikes within some months at
    least once: 1 − e^(−λT) (method E5)."""
    return -expm1(-rate * months / 12)


def find_exposures(phases: Sequence[PhasePlan], rate: float, month: int) -> Exposures | None:
    """How long each approach is exposed, and what an event would put at risk after `month` months
    of the plan, negative before its start (method E5).

    Big Bang delivers everything at the end of the last phase that holds work, the gradual approach
    each phase at its end, and what is done sooner. At risk is the undelivered work of the whole, or
    of the running phase; of it, what the phases begun so far have spent, evenly over their months.
    `rate` in events a year. None for a plan without work.
    """
    parts = delivering_phases(phases)
    if not parts:
        return None
    running = next((place for place, part in enumerate(parts) if month < part.end_month), None)
    has_begun = month >= 0 and running is not None
    return Exposures(
        big_bang=_exposure([parts], rate),
        gradual=_exposure([(part,) for part in parts], rate),
        today=_strike(parts, running or 0, month) if has_begun else None,
        at_ends=tuple(_strike(parts, place, part.end_month) for place, part in enumerate(parts)),
    )


def _exposure(releases: Sequence[Sequence[PhasePlan]], rate: float) -> Exposure:
    """Of an approach whose releases deliver some phases each."""
    spans = [release[-1].end_month - release[0].start_month for release in releases]
    return Exposure(
        deliveries=tuple(release[-1].end_month for release in releases),
        wait=spans[0],
        longest=max(spans),
        effort=sum(part.effort for part in releases[0]),
        chance=chance_within(rate, spans[0]),
    )


def _strike(parts: Sequence[PhasePlan], running: int, month: int) -> Struck:
    """While one of the phases runs. All at once, what is done is not delivered either."""
    whole = sum(part.benefit for part in parts)
    undone = [replace(part, done_effort=0.0, done_benefit=0.0) for part in parts]
    return Struck(
        phase=parts[running].phase,
        month=month,
        big_bang=_at_risk(undone, whole, month),
        gradual=_at_risk((parts[running],), whole, month),
    )


def _at_risk(parts: Sequence[PhasePlan], whole: float, month: int) -> AtRisk:
    left = [(part, part.effort - part.done_effort) for part in parts]
    benefit = sum(part.benefit - part.done_benefit for part in parts)
    return AtRisk(
        effort=sum(effort for _part, effort in left),
        spent=sum(effort * _elapsed(part, month) for part, effort in left),
        benefit=benefit / whole if whole else 0.0,
    )


def _elapsed(part: PhasePlan, month: int) -> float:
    """The share (0–1) of a phase's months that has passed."""
    share = (month - part.start_month) / (part.end_month - part.start_month)
    return min(1.0, max(0.0, share))
