"""What a comparison of approaches rests on: every figure that a reader may doubt and change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import isclose
from typing import Any, Final

RELATIVE_BENEFIT: Final = 2.0
"""The full benefit of a month where nobody entered one, in units of what a month of work costs."""
MONTHS_OF_USE: Final = 12
"""What is looked at after the planned end, at least."""


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """Something that may strike: how often a year, and what it does to a programme at work.

    It delays by `delay` months, a share `rework` (0–1) of the work in progress is done again, and
    confidence falls by `loss`. `low` and `high` are the range that sources allow for the rate, None
    for an event that a person added. The rate of `per_supplier` counts for each critical supplier.
    """

    code: str
    rate: float
    delay: float
    rework: float
    loss: float
    low: float | None = None
    high: float | None = None
    per_supplier: bool = False


@dataclass(frozen=True, slots=True)
class Increment:
    """A part that is delivered by itself: shares (0–1) of the planned months, which are those of
    the cost, and of the benefit."""

    effort: float
    benefit: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """Starts at 1, loses `drift` a month at work, wins `gain` at each delivery up to 1; under
    `floor` the programme is abandoned."""

    drift: float
    gain: float
    floor: float


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All that both scenarios rest on (method E5).

    `months` of planned work, `horizon` months looked at; `cost` is spent evenly over the planned
    months, `benefit` is what a month with everything delivered brings, in the same unit;
    `overhead` (0–1) is the share by which phasing lengthens the work. Shares of the increments add
    up to 1. Raises ValueError where they do not, and where there are no months.
    """

    months: int
    horizon: int
    cost: float
    benefit: float
    overhead: float
    confidence: Confidence
    increments: tuple[Increment, ...]
    events: tuple[RiskEvent, ...]
    suppliers: int = 1

    def __post_init__(self) -> None:
        if self.months < 1 or self.horizon < 1:
            raise ValueError("no months to look at")
        for share in ("effort", "benefit"):
            whole = sum(getattr(increment, share) for increment in self.increments)
            if not isclose(whole, 1, abs_tol=1e-6):
                raise ValueError(f"{share} of the increments adds up to {whole:g}, not to 1")

    def rate_of(self, event: RiskEvent) -> float:
        """How often a year an event strikes, at any of the critical suppliers."""
        return event.rate * self.suppliers if event.per_supplier else event.rate

    @property
    def total_rate(self) -> float:
        """Events a year, all together."""
        return sum(map(self.rate_of, self.events))


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """A phase as the comparison reads it: its months counted from the plan's start, the person-days
    and the benefit (Σ impact × gap, in points) of what it delivers; of them, `done_effort` and
    `done_benefit` are delivered already."""

    phase: str
    start_month: int
    end_month: int
    effort: float
    benefit: float
    done_effort: float = 0.0
    done_benefit: float = 0.0


class TimeShares(StrEnum):
    """What the months of an increment follow: the roadmap's dates, or its person-days."""

    DATES = "dates"
    EFFORT = "effort"


class UnreadableNumbers(ValueError):
    """The maturity model has no numbers of the simulation, or some that cannot be read."""


def read_assumptions(numbers: Mapping[str, Any]) -> Assumptions:
    """The `simulation` numbers of a maturity model: a relative cost of 1 a planned month, the full
    benefit twice that, one critical supplier (method E5). Raises UnreadableNumbers."""
    try:
        months = int(numbers["planned_months"])
        return Assumptions(
            months=months,
            horizon=int(numbers["horizon_months"]),
            cost=float(months),
            benefit=RELATIVE_BENEFIT,
            overhead=float(numbers["overhead"]),
            confidence=_read_confidence(numbers["confidence"]),
            increments=tuple(
                Increment(float(Fraction(row["effort"])), float(row["benefit"]))
                for row in numbers["increments"]
            ),
            events=tuple(map(_read_event, numbers["events"])),
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableNumbers(str(error)) from error


def _read_confidence(numbers: Mapping[str, Any]) -> Confidence:
    drift, gain, floor = numbers["drift_per_month"], numbers["gain_per_delivery"], numbers["floor"]
    return Confidence(float(drift), float(gain), float(floor))


def _read_event(row: Mapping[str, Any]) -> RiskEvent:
    low, high = row.get("range", (None, None))
    return RiskEvent(
        code=str(row["code"]),
        rate=float(row["rate_per_year"]),
        delay=float(row["delay_months"]),
        rework=float(row["rework"]),
        loss=float(row["confidence_loss"]),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        per_supplier="per" in row,
    )


def assumptions_of(
    numbers: Mapping[str, Any],
    phases: Sequence[PhasePlan],
    *,
    suppliers: int = 1,
    time_shares: TimeShares = TimeShares.DATES,
) -> Assumptions:
    """The model's numbers on a roadmap's own phases (method E5).

    An increment is a phase that delivers something. The planned months end with the last of them;
    an increment has the months since the one before it ended, or with `TimeShares.EFFORT` its share
    of the person-days, and its share of Σ impact × gap as benefit. A plan that delivers nothing
    keeps the model's own increments and months. Raises UnreadableNumbers.
    """
    assumed = replace(read_assumptions(numbers), suppliers=suppliers)
    delivering = delivering_phases(phases)
    if not delivering:
        return assumed
    months = delivering[-1].end_month
    times = _times(delivering, time_shares)
    benefits = [phase.benefit for phase in delivering]
    return replace(
        assumed,
        months=months,
        horizon=max(assumed.horizon, months + MONTHS_OF_USE),
        cost=float(months),
        increments=tuple(map(Increment, _shares(times), _shares(benefits))),
    )


def delivering_phases(phases: Sequence[PhasePlan]) -> tuple[PhasePlan, ...]:
    """The phases that deliver something, in their order."""
    return tuple(phase for phase in phases if phase.effort > 0 or phase.benefit > 0)


def _times(phases: Sequence[PhasePlan], time_shares: TimeShares) -> list[float]:
    efforts = [phase.effort for phase in phases]
    if time_shares is TimeShares.EFFORT and all(efforts):
        return efforts
    ends = [0, *(phase.end_month for phase in phases)]
    return [float(end - before) for before, end in pairwise(ends)]


def _shares(parts: Sequence[float]) -> list[float]:
    """Each part of the whole; equal parts where there is no whole."""
    whole = sum(parts)
    return [part / whole if whole else 1 / len(parts) for part in parts]


def back_loaded(assumptions: Assumptions, defaults: Sequence[Increment]) -> Assumptions:
    """The same with the model's benefit shares, most of them last; unchanged where the plan has
    another number of increments."""
    if len(defaults) != len(assumptions.increments):
        return assumptions
    pairs = zip(assumptions.increments, defaults, strict=True)
    increments = tuple(replace(mine, benefit=default.benefit) for mine, default in pairs)
    return replace(assumptions, increments=increments)
