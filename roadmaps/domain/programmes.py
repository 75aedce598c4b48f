"""The monthly step of both approaches, in all runs at once (method E5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from roadmaps.domain.assumptions import Assumptions, Increment, RiskEvent
from roadmaps.domain.outcomes import Flags, Floats, MonthOf

NEARLY: Final = 1e-9
"""Sums of shares that meet a bound on paper meet it here."""


@dataclass(frozen=True, slots=True)
class Blow:
    """What strikes in a month, a figure a run: the share of work that is kept, months of delay,
    confidence lost."""

    kept: Floats
    delay: Floats
    loss: Floats

    @classmethod
    def of(cls, events: Sequence[RiskEvent], struck: Flags) -> "Blow":
        """Of the events that struck, a row of `struck` for each."""
        rework, delay, loss = (
            np.array([getattr(event, name) for event in events]).reshape(-1, 1)
            for name in ("rework", "delay", "loss")
        )
        kept = np.where(struck, 1 - rework, 1.0).prod(axis=0)
        return cls(kept, (struck * delay).sum(axis=0), (struck * loss).sum(axis=0))


@dataclass(slots=True)
class Programmes:
    """Both scenarios in every run: Big Bang is the first row of each array, gradual the second.

    `needs` and `shares` are the months of work and the benefit share of each increment, a row a
    scenario, closed by one that is never reached; `place` is the increment at work.
    """

    assumptions: Assumptions
    needs: Floats
    shares: Floats
    last: NDArray[np.int64]
    place: NDArray[np.int64]
    need: Floats
    work: Floats
    delay: Floats
    confidence: Floats
    live: Floats
    benefit: Floats
    cost: Floats
    undelivered_cost: Floats
    first_benefit: Floats
    ended: Floats
    working: Flags
    abandoned: Flags

    @classmethod
    def start(cls, assumptions: Assumptions, runs: int) -> "Programmes":
        """Before the first month."""
        shape = (2, runs)
        tracks = ((Increment(1.0, 1.0),), assumptions.increments)
        needs, shares = _tracks(assumptions, tracks)
        return cls(
            assumptions=assumptions,
            needs=needs,
            shares=shares,
            last=np.array([[len(track)] for track in tracks]),
            place=np.zeros(shape, dtype=np.int64),
            need=np.repeat(needs[:, :1], runs, axis=1),
            work=np.zeros(shape),
            delay=np.zeros(shape),
            confidence=np.ones(shape),
            live=np.zeros(shape),
            benefit=np.zeros(shape),
            cost=np.zeros(shape),
            undelivered_cost=np.zeros(shape),
            first_benefit=np.full(shape, np.inf),
            ended=np.full(shape, np.inf),
            working=np.ones(shape, dtype=bool),
            abandoned=np.zeros(shape, dtype=bool),
        )

    @property
    def net(self) -> Floats:
        """Benefit less cost so far."""
        return self.benefit - self.cost

    def advance(self, month: int, blow: Blow) -> None:
        """One month, in the order that method E5 gives. What a programme that stands still has in
        its work, delay and confidence is never read again."""
        rules = self.assumptions.confidence
        self.benefit += self.live * self.assumptions.benefit
        self.work *= blow.kept
        self.delay += blow.delay
        self.confidence -= blow.loss
        self._abandon(month, self.working & (self.confidence < rules.floor - NEARLY))
        spent = self.working * (self.assumptions.cost / self.assumptions.months)
        self.cost += spent
        self.undelivered_cost += spent
        waits = self.delay >= 1
        self.delay -= waits
        self.work += ~waits
        self.confidence -= rules.drift
        self._deliver(month, self.working & (self.work >= self.need - NEARLY))

    def _abandon(self, month: int, falling: Flags) -> None:
        self.abandoned |= falling
        self.working &= ~falling
        self.ended[falling] = month

    def _deliver(self, month: int, ready: Flags) -> None:
        rows, runs = np.nonzero(ready)
        at = (rows, runs)
        self.live[at] += self.shares[rows, self.place[at]]
        self.confidence[at] = np.minimum(
            1.0, self.confidence[at] + self.assumptions.confidence.gain
        )
        self.work[at] = 0.0
        self.undelivered_cost[at] = 0.0
        self.first_benefit[at] = np.minimum(self.first_benefit[at], month)
        self.place[at] += 1
        self.need[at] = self.needs[rows, self.place[at]]
        whole = ready & (self.place == self.last)
        self.working &= ~whole
        self.ended[whole] = month

    def look(self, row: int) -> MonthOf:
        """Where the first run of a scenario stands."""
        return MonthOf(
            work=float(self.work[row, 0]),
            delay=float(self.delay[row, 0]),
            confidence=float(self.confidence[row, 0]),
            live=float(self.live[row, 0]),
            cost=float(self.cost[row, 0]),
            benefit=float(self.benefit[row, 0]),
            is_working=bool(self.working[row, 0]),
            is_abandoned=bool(self.abandoned[row, 0]),
        )


def _tracks(
    assumptions: Assumptions, tracks: Sequence[Sequence[Increment]]
) -> tuple[Floats, Floats]:
    """Months of work and benefit shares; phasing alone has its overhead."""
    width = max(map(len, tracks)) + 1
    needs, shares = np.full((2, width), np.inf), np.zeros((2, width))
    for row, (track, overhead) in enumerate(zip(tracks, (0.0, assumptions.overhead), strict=True)):
        for place, increment in enumerate(track):
            needs[row, place] = increment.effort * assumptions.months * (1 + overhead)
            shares[row, place] = increment.benefit
    return needs, shares
