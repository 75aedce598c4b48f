"""Taking the time."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Line(NamedTuple):
    """A measure: seconds found and promised, and how often it was taken."""

    what: str
    seconds: float
    promised: float
    runs: int


class Note(NamedTuple):
    """A fact to print below the measures."""

    text: str


def time_calls(call: Callable[[], object], runs: int) -> float:
    """Median seconds of `runs` calls, after one that warms up."""
    call()
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)
