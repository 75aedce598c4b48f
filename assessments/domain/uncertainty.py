"""How sure a block score is, and whether a change between waves is one (method D7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

CONFIDENCE: Final = 0.95
Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Stratum:
    """A department's respondents: their block scores (0–100), its weight W, its headcount N."""

    scores: Sequence[float] | NDArray[np.float64]
    weight: float = 1.0
    headcount: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval `low`–`high` on 0–100, the standard error it comes from, its t quantile."""

    low: float
    high: float
    standard_error: float
    degrees_of_freedom: int
    quantile: float


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest score of few respondents: indicative, no interval."""

    low: float
    high: float


def find_interval(centre: float, strata: Sequence[Stratum], *, minimum: int) -> Interval | None:
    """The t interval around a block score `centre`, clipped to 0–100 (method D7).

    SE² = Σ (W/ΣW)² · s²/n · (1 − n/N), the last factor not below 0 and dropped where N is unknown;
    s of a stratum of one person is the pooled s; degrees of freedom are respondents less strata, at
    least 1. None under `minimum` respondents, or when every stratum is one person.
    """
    strata = [stratum for stratum in strata if len(stratum.scores)]
    respondents = sum(len(stratum.scores) for stratum in strata)
    if respondents < minimum or respondents == len(strata):
        return None
    # scipy costs a third of a second to import, and most pages have no interval.
    from scipy.special import stdtrit

    error = _standard_error(strata)
    degrees = max(1, respondents - len(strata))
    quantile = float(stdtrit(degrees, (1 + CONFIDENCE) / 2))
    low, high = max(0.0, centre - quantile * error), min(100.0, centre + quantile * error)
    return Interval(low, high, error, degrees, quantile)


def _standard_error(strata: Sequence[Stratum]) -> float:
    squares = [_sum_of_squares(stratum.scores) for stratum in strata]
    pooled = fsum(squares) / sum(len(stratum.scores) - 1 for stratum in strata)
    total = fsum(stratum.weight for stratum in strata)
    return sqrt(
        fsum(
            (stratum.weight / total) ** 2
            * (square / (len(stratum.scores) - 1) if len(stratum.scores) > 1 else pooled)
            / len(stratum.scores)
            * _unasked_share(stratum)
            for stratum, square in zip(strata, squares, strict=True)
        )
    )


def _sum_of_squares(scores: Sequence[float] | NDArray[np.float64]) -> float:
    values = np.asarray(scores, dtype=np.float64)
    return float(((values - values.mean()) ** 2).sum())


def _unasked_share(stratum: Stratum) -> float:
    """Finite-population factor: who asks everybody has no sampling error."""
    if not stratum.headcount:
        return 1.0
    return max(0.0, 1 - len(stratum.scores) / stratum.headcount)


def find_range(scores: Sequence[float]) -> Range | None:
    """Lowest and highest block score (0–100), shown under the minimum for an interval (D7)."""
    return Range(min(scores), max(scores)) if scores else None


def is_clear_change(difference: float, error_before: float, error_after: float) -> bool:
    """Whether points between two anonymous waves, independent samples, are a change (method D7):
    |Δ| > 1.96 · √(SE₁² + SE₂²). Otherwise there is no clear change."""
    return abs(difference) > Z * sqrt(error_before**2 + error_after**2)
