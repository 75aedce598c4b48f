"""How scores are written."""

from math import floor


def whole_points(score: float) -> int:
    """Whole points of a score, rounded down: 54.9 does not read as 55, which it has not reached."""
    return floor(score + 1e-9)
