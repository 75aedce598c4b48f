"""Work of one phase moved within its slack until the months carry as even a load as they can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MOST_TRIED: Final = 4000
"""Beginnings of arrangements looked at, at most, for one better than moving pieces finds."""

Starts = tuple[int, ...]
Loads = list[int]
Score = tuple[int, int, Starts]
"""Heaviest month, sum of squares, starts of the first piece, the second…: the less, the better."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work: `rate` in units of effort a month for `months`, started from `earliest` to
    `latest` (month of the phase, from 0) and not before what stands at the places `after` ends."""

    months: int
    rate: int
    earliest: int
    latest: int
    after: tuple[int, ...] = ()


def level(works: Sequence[Work], base: Sequence[int]) -> Starts:
    """The start of each piece of work, so that the months are loaded evenly (method E3).

    `works` stand after what they need; each may start at `earliest` when all before it do.
    `base`: what every month of the phase carries anyway, in units of effort. The heaviest month
    is as light as can be, then the sum of squares least, then the first of the works begins as
    early as it can, then the second, and so on. The best of all arrangements while there are few;
    beyond, never worse than starting early: the better of two in which no piece gains by moving,
    one made from starting early, one from setting piece after piece.
    """
    if not works:
        return ()
    task = _Task(tuple(works), tuple(base))
    begun = ([work.earliest for work in works], task.set_out())
    return task.search(min(map(task.descend, begun), key=task.score))


@dataclass(frozen=True, slots=True)
class _Task:
    """The work and the months of one phase."""

    works: tuple[Work, ...]
    base: tuple[int, ...]

    def score(self, starts: Sequence[int]) -> Score:
        """How uneven the months are."""
        loads = list(self.base)
        for place, start in enumerate(starts):
            self._add(loads, place, start)
        return (*_unevenness(loads), tuple(starts))

    def _add(self, loads: Loads, place: int, start: int, sign: int = 1) -> Loads:
        work = self.works[place]
        for month in range(start, start + work.months):
            loads[month] += sign * work.rate
        return loads

    def set_out(self) -> list[int]:
        """Each piece in its best month beside those before it."""
        loads, starts = list(self.base), list[int]()
        for place, work in enumerate(self.works):
            months = range(self._first(starts, place), work.latest + 1)
            starts.append(self._best(loads, months, place))
            self._add(loads, place, starts[-1])
        return starts

    def descend(self, starts: list[int]) -> Starts:
        """One piece after the other to its best month, until none gains by moving."""
        loads = list(self.base)
        for place, start in enumerate(starts):
            self._add(loads, place, start)
        moved = True
        while moved:
            moved = False
            for place, start in enumerate(starts):
                self._add(loads, place, start, -1)
                best = self._best(loads, self._room(starts, place), place)
                self._add(loads, place, best)
                moved, starts[place] = moved or best != start, best
        return tuple(starts)

    def _best(self, loads: Loads, months: range, place: int) -> int:
        """The month of some in which one piece is best started."""

        def uneven(start: int) -> tuple[int, int, int]:
            return (*_unevenness(self._add(loads.copy(), place, start)), start)

        return min(months, key=uneven)

    def _room(self, starts: Sequence[int], place: int) -> range:
        """Months in which one piece may start while all others stay."""
        work = self.works[place]
        followers = (s for s, w in zip(starts, self.works, strict=True) if place in w.after)
        last = min(followers, default=work.latest + work.months) - work.months
        return range(self._first(starts, place), min(work.latest, last) + 1)

    def _first(self, starts: Sequence[int], place: int) -> int:
        """The first month in which a piece may start, after what stands before it."""
        work = self.works[place]
        ends = (starts[need] + self.works[need].months for need in work.after)
        return max(work.earliest, *ends) if work.after else work.earliest

    def search(self, found: Starts) -> Starts:
        """The best arrangement, looked for from the first piece to the last; what cannot beat the
        best so far is left aside, and the search ends after `MOST_TRIED`."""
        best, score = found, self.score(found)
        waiting: list[tuple[Starts, Loads]] = [((), list(self.base))]
        for _ in range(MOST_TRIED):
            if not waiting:
                break
            starts, loads = waiting.pop()
            bound = self._bound(starts, loads)
            if bound >= score:
                continue
            if len(starts) == len(self.works):
                best, score = starts, bound
            waiting.extend(self._longer(starts, loads))
        return best

    def _longer(self, starts: Starts, loads: Loads) -> Iterator[tuple[Starts, Loads]]:
        """The arrangements with one piece more, the earliest last."""
        place = len(starts)
        if place < len(self.works):
            for month in range(self.works[place].latest, self._first(starts, place) - 1, -1):
                yield (*starts, month), self._add(loads.copy(), place, month)

    def _bound(self, starts: Starts, loads: Loads) -> Score:
        """A score that no arrangement beginning with `starts` falls short of: what is left is
        poured over the months like water, and starts as early as it may."""
        left = self.works[len(starts) :]
        water = sum(work.rate * work.months for work in left)
        return (*_pour(loads, water), (*starts, *(work.earliest for work in left)))


def _unevenness(loads: Loads) -> tuple[int, int]:
    return max(loads), sum(load * load for load in loads)


def _pour(loads: Loads, water: int) -> tuple[int, int]:
    """Heaviest month and sum of squares when `water` fills the lightest of the months."""
    if not water:
        return _unevenness(loads)
    ordered = sorted(loads)
    filled, total = 1, ordered[0]
    while filled < len(ordered) and ordered[filled] * filled - total < water:
        total += ordered[filled]
        filled += 1
    rest = sum(load * load for load in ordered[filled:])
    whole = total + water
    return max(ordered[-1], -(-whole // filled)), rest - (-whole * whole // filled)
