"""Indicators of the shared scorecard: how far on their way, and when to look again (E7)."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from roadmaps.domain.dates import add_months


class Rhythm(StrEnum):
    """How often an indicator is measured."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Direction(StrEnum):
    """Whether more or less is aimed at."""

    UP = "up"
    DOWN = "down"


WEEK: Final = dt.timedelta(days=7)
MONTHS: Final = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Measurement:
    """An actual value on a day."""

    measured_on: dt.date
    value: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure with baseline, target, owner and rhythm; `measurements` in any order.

    `stone` or `block`: what it tells of; both empty: the whole programme. `code`: the model's
    indicator that it was made from, empty for one's own.
    """

    pk: int
    name: str
    code: str = ""
    reads: str = ""
    unit: str = ""
    direction: Direction = Direction.UP
    stone: str = ""
    block: str = ""
    baseline: float | None = None
    target: float | None = None
    target_on: dt.date | None = None
    owner: str = ""
    rhythm: Rhythm = Rhythm.QUARTERLY
    is_customer_reaction: bool = False
    measurements: tuple[Measurement, ...] = ()

    @property
    def in_order(self) -> tuple[Measurement, ...]:
        """Its measurements, the earliest first."""
        return tuple(sorted(self.measurements, key=lambda each: each.measured_on))

    @property
    def latest(self) -> Measurement | None:
        """The newest measurement."""
        return max(self.measurements, key=lambda each: each.measured_on, default=None)

    @property
    def way(self) -> float | None:
        """Share (0–1) of the way from baseline to target; see `share_of_way`."""
        latest = self.latest
        actual = latest.value if latest else None
        return share_of_way(self.baseline, self.target, actual, self.direction)

    @property
    def due_on(self) -> dt.date | None:
        """When it is to be measured next; None: it never was, so at once."""
        return next_due(self.rhythm, self.latest.measured_on if self.latest else None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of baseline, target, target date and owner nobody entered."""
        names = ("baseline", "target", "target_on", "owner")
        return tuple(name for name in names if getattr(self, name) in (None, ""))

    def is_due(self, today: dt.date) -> bool:
        """Whether it is to be measured now."""
        return self.due_on is None or self.due_on <= today


def share_of_way(
    baseline: float | None, target: float | None, actual: float | None, direction: Direction
) -> float | None:
    """Share (0–1) of the way from baseline to target that the actual value has come (method E7).

    0 where it stands at the baseline or on the other side of it, 1 at the target or beyond. Where
    both are the same, 1 as long as it is held or better, else 0. None when one of the three is
    missing, or when the target lies on the other side than `direction` says.
    """
    if baseline is None or target is None or actual is None:
        return None
    sign = 1 if direction is Direction.UP else -1
    distance, gone = sign * (target - baseline), sign * (actual - baseline)
    if distance < 0:
        return None
    if not distance:
        return 1.0 if gone >= 0 else 0.0
    return min(1.0, max(0.0, gone / distance))


def fits_direction(baseline: float | None, target: float | None, direction: Direction) -> bool:
    """Whether a target lies where the direction says, seen from the baseline; holding does."""
    if baseline is None or target is None:
        return True
    return target >= baseline if direction is Direction.UP else target <= baseline


def next_due(rhythm: Rhythm, last: dt.date | None) -> dt.date | None:
    """The day on which to measure again, a week, a month, a quarter or a year after the last time
    (method E7); None when it was never measured."""
    if last is None:
        return None
    return last + WEEK if rhythm is Rhythm.WEEKLY else add_months(last, MONTHS[rhythm])


def tells_of(indicator: Indicator, stones: Collection[str], blocks: Collection[str]) -> bool:
    """Whether an indicator tells of a set of stones: of one of them, of one of their blocks, or of
    the whole programme (method E7)."""
    if indicator.stone:
        return indicator.stone in stones
    return indicator.block in blocks if indicator.block else True


def phases_without_reaction(
    indicators: Iterable[Indicator], work: Mapping[str, Mapping[str, str]]
) -> tuple[str, ...]:
    """Phases with work that no indicator of customers' reaction tells of (method E7).

    `work`: for each phase, block codes by stone. A phase without work needs none.
    """
    reacting = [each for each in indicators if each.is_customer_reaction]
    return tuple(
        phase
        for phase, stones in work.items()
        if stones and not any(tells_of(each, stones, set(stones.values())) for each in reacting)
    )
