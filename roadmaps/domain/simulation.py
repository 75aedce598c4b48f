"""Big Bang beside crawl-walk-run: the same draws of events strike both, month by month."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from roadmaps.domain.assumptions import Assumptions
from roadmaps.domain.outcomes import Comparison, Course, MonthOf, compare, percentiles
from roadmaps.domain.programmes import Blow, Programmes

RUNS: Final = 20_000
SEED: Final = 2022


def simulate(assumptions: Assumptions, *, runs: int = RUNS, seed: int = SEED) -> Comparison:
    """Both scenarios in `runs` futures drawn at random, the same for both (method E5).

    In each month an event of each type strikes with probability 1 − e^(−rate/12). The same seed
    gives the same result; the order of the event types is of no importance, and changed rates meet
    the same draws. `assumptions` as described there; money comes back in its unit.
    """
    # One order of the types, whatever order they are listed in: each keeps its own draws.
    events = sorted(assumptions.events, key=lambda event: event.code)
    rates = np.array([assumptions.rate_of(event) for event in events]).reshape(-1, 1)
    chances = -np.expm1(-rates / 12)
    random = np.random.default_rng(seed)
    programmes = Programmes.start(assumptions, runs)
    curves = []
    for month in range(1, assumptions.horizon + 1):
        struck = random.random((len(events), runs)) < chances
        programmes.advance(month, Blow.of(events, struck))
        curves.append(percentiles(programmes.net))
    return compare(
        curves,
        net=programmes.net,
        abandoned=programmes.abandoned,
        delivered=programmes.live,
        first_benefit=programmes.first_benefit,
        ended=programmes.ended,
        lost_cost=programmes.undelivered_cost,
    )


def replay(assumptions: Assumptions, events: Mapping[int, Sequence[str]]) -> tuple[Course, Course]:
    """What Big Bang and the gradual approach go through when `events` (codes by month, from 1)
    strike and nothing is left to chance (method E5). Raises KeyError on an unknown code."""
    by_code = {event.code: event for event in assumptions.events}
    programmes = Programmes.start(assumptions, 1)
    months: list[tuple[MonthOf, MonthOf]] = []
    for month in range(1, assumptions.horizon + 1):
        striking = [by_code[code] for code in events.get(month, ())]
        programmes.advance(month, Blow.of(striking, np.ones((len(striking), 1), dtype=bool)))
        months.append((programmes.look(0), programmes.look(1)))
    big_bang, gradual = zip(*months, strict=True)
    return Course(big_bang), Course(gradual)
