"""What a simulation amounts to: distributions reduced to the figures that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEVELS: Final = (10, 50, 90)


@dataclass(frozen=True, slots=True)
class Spread:
    """Nine futures in ten lie above `p10`, half above `p50`, one in ten above `p90`."""

    p10: float
    p50: float
    p90: float


NOTHING_YET: Final = Spread(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a scenario over all runs (method E5).

    Shares on 0–1: runs that were `abandoned`, benefit that is `delivered` (mean), runs with a net
    value above 0 (`positive`). Months are medians, the first by which half of the runs have come so
    far; None within the horizon. `net` is benefit less cost at the horizon, `lost_cost` what was
    spent on work never delivered (mean); `curve` is the net value month by month, from month 0.
    """

    abandoned: float
    delivered: float
    first_benefit: int | None
    end_month: int | None
    net: Spread
    positive: float
    lost_cost: float
    curve: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both scenarios over the same futures; `gradual_better` is the share (0–1) of them in which
    the gradual approach has the higher net value."""

    big_bang: Outcome
    gradual: Outcome
    gradual_better: float
    runs: int

    @property
    def horizon(self) -> int:
        """How many months are looked at."""
        return len(self.gradual.curve) - 1


@dataclass(frozen=True, slots=True)
class MonthOf:
    """Where a programme stands at the end of a month: months of work done on the increment and of
    delay still to come, confidence and live share on 0–1, cost and benefit so far."""

    work: float
    delay: float
    confidence: float
    live: float
    cost: float
    benefit: float
    is_working: bool
    is_abandoned: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario month by month, without chance."""

    months: tuple[MonthOf, ...]

    def at(self, month: int) -> MonthOf:
        """The end of a month, counted from 1."""
        return self.months[month - 1]

    @property
    def deliveries(self) -> tuple[int, ...]:
        """The months in which something went live."""
        shares = (0.0, *(month.live for month in self.months))
        pairs = enumerate(pairwise(shares), start=1)
        return tuple(month for month, (old, new) in pairs if new > old)

    @property
    def abandoned_in(self) -> int | None:
        """The month in which the programme was given up."""
        found = (n for n, month in enumerate(self.months, start=1) if month.is_abandoned)
        return next(found, None)

    @property
    def net(self) -> float:
        """Benefit less cost at the horizon."""
        return self.months[-1].benefit - self.months[-1].cost


def percentiles(net: Floats) -> Floats:
    """Levels × scenarios of the net value of a month, scenarios × runs."""
    found: Floats = np.percentile(net, LEVELS, axis=1)
    return found


def compare(
    curves: Sequence[Floats],
    *,
    net: Floats,
    abandoned: Flags,
    delivered: Floats,
    first_benefit: Floats,
    ended: Floats,
    lost_cost: Floats,
) -> Comparison:
    """The figures of both scenarios from those of every run (method E5).

    `curves` are the percentiles of each month; the others are scenarios × runs at the horizon, Big
    Bang first; a month that never came is infinite.
    """
    big_bang, gradual = (
        Outcome(
            abandoned=float(abandoned[row].mean()),
            delivered=float(delivered[row].mean()),
            first_benefit=_median_month(first_benefit[row]),
            end_month=_median_month(ended[row]),
            net=Spread(*curves[-1][:, row].tolist()),
            positive=float((net[row] > 0).mean()),
            lost_cost=float(lost_cost[row].mean()),
            curve=(NOTHING_YET, *(Spread(*month[:, row].tolist()) for month in curves)),
        )
        for row in (0, 1)
    )
    return Comparison(big_bang, gradual, float((net[1] > net[0]).mean()), net.shape[1])


def _median_month(months: Floats) -> int | None:
    """The first month by which half of the runs have come so far; None beyond the horizon."""
    half = float(np.sort(months)[(len(months) - 1) // 2])
    return int(half) if np.isfinite(half) else None
