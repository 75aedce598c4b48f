"""How many wrong codes are taken: buckets that empty with each one and fill again by themselves."""

import math
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Budget:
    """`burst` wrong codes at once, then one each `seconds`.

    Once `left` is under `reserve + 1` the next one has to wait.
    """

    burst: int
    seconds: float
    reserve: int = 0


ADDRESS: Final = Budget(burst=20, seconds=30)
"""A room of a hundred behind one address mistypes a few codes; a guesser has two a minute."""
STRICT: Final = Budget(burst=20, seconds=30, reserve=15)
"""The same bucket during an alarm: five at once are left to an address that took none."""
WIDE: Final = Budget(burst=200, seconds=5)
"""What a site of version 6, with its 2 ** 16 networks, may take: too little to raise the alarm."""
GLOBAL: Final = Budget(burst=500, seconds=1)
"""What all addresses may take together before there is an alarm."""
ALARM: Final = 600
"""Seconds that an alarm lasts: as many misses below nothing is the shared bucket set."""
FULL_AGAIN: Final = 2 * ALARM
"""Seconds after which every bucket is full, whatever was taken from it."""


def refill(budget: Budget, left: float, seconds: float) -> float:
    """What is in a bucket `seconds` after `left` was in it; a clock set back fills nothing."""
    return min(float(budget.burst), left + max(0.0, seconds) / budget.seconds)


def find_wait(budget: Budget, left: float) -> int:
    """Whole seconds until the next wrong code is taken; 0 for now."""
    return math.ceil(max(0.0, budget.reserve + 1 - left) * budget.seconds)


def take_shared(left: float) -> tuple[float, bool]:
    """What one more miss leaves in the shared bucket, and whether this one raises the alarm."""
    if left < 0:
        return left, False
    return (left - 1, False) if left >= 1 else (-float(ALARM), True)
