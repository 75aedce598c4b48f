"""Weighted means that do not depend on the order of what is added."""

from collections.abc import Iterable
from math import fsum
from typing import Final

DECIMALS: Final = 9
"""Scores are kept to this many decimals: a mean of 35s is 35 and meets a threshold of 35, which
binary fractions alone would not promise."""


def weighted_mean(weights_and_values: Iterable[tuple[float, float | None]]) -> float | None:
    """The weighted mean of the values there are; None without any.

    Values are scores on 0–100 (method D2–D5), weights positive; the result is on the same scale.
    """
    pairs = [(weight, value) for weight, value in weights_and_values if value is not None]
    total = fsum(weight for weight, _ in pairs)
    if not total:
        return None
    return round(fsum(weight * value for weight, value in pairs) / total, DECIMALS)


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of the values there are; None without any."""
    return weighted_mean((1, value) for value in values)
