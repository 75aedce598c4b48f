"""The hard rules and objectives of a plan as linear rows over whole numbers (method E3).

A variable says that a stone stands in a phase or before it (1) or not (0), which keeps 'this one
before that one' a row of two and lets the solver branch on early or late; another says that a pair
of phase and block is idle. Positions that no plan can take are left out from the start.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from roadmaps.domain.balance import could_do, members_of
from roadmaps.domain.plans import Balance
from roadmaps.domain.problem import Problem

Coefficients = Mapping[int, int]
"""Whole numbers per column."""


@dataclass(frozen=True, slots=True)
class Row:
    """`lower` ≤ Σ coefficient × variable ≤ `upper`; None: no bound on that side."""

    coefficients: Coefficients
    upper: int | None = None
    lower: int | None = None


@dataclass(frozen=True)
class Program:
    """A problem with what is fixed: the phase per stone (None: later).

    `window`: the phases to plan now, one cycle of several (None: all). Stones that are not fixed
    stand in none before it; behind it only what later locks, and what they need, reserve.
    """

    problem: Problem
    fixed: Mapping[int, int | None]
    window: range | None = None

    @cached_property
    def phases(self) -> range:
        """The phases to plan."""
        return range(len(self.problem.phases)) if self.window is None else self.window

    @cached_property
    def reserving(self) -> frozenset[int]:
        """Stones fixed behind the phases to plan, with all they need: room is kept for them."""
        behind = [
            i for i, phase in self.fixed.items() if phase is not None and phase >= self.phases.stop
        ]
        return frozenset(need for stone in behind for need in self.problem.chains[stone])

    @cached_property
    def taken_out(self) -> frozenset[int]:
        """Stones that a person excluded or put off."""
        return frozenset(stone for stone, phase in self.fixed.items() if phase is None)

    @cached_property
    def allowed(self) -> tuple[tuple[int, ...], ...]:
        """Phases that each stone may take, from its own size, limits, needs and locks."""
        found: dict[int, tuple[int, ...]] = {}
        stones = range(len(self.problem.stones))
        for stone in sorted(stones, key=lambda i: len(self.problem.chains[i])):
            found[stone] = tuple(
                phase
                for phase in range(len(self.problem.phases))
                if self._is_open(stone, phase)
                and self._fits(stone, phase)
                and self._is_reachable(stone, phase, found)
            )
        return tuple(found[stone] for stone in stones)

    def _is_open(self, stone: int, phase: int) -> bool:
        """A fixed stone has its phase; others those of the window, and later ones to reserve."""
        if stone in self.fixed:
            return self.fixed[stone] == phase
        later = phase >= self.phases.stop and stone in self.reserving
        return phase in self.phases or later

    def _fits(self, stone: int, phase: int) -> bool:
        problem = self.problem
        shares = problem.shares if problem.counts_in_share(stone) else None
        return (
            problem.takes(stone, phase)
            and problem.months_of[stone] <= problem.lengths[phase]
            and problem.loads[stone] <= problem.capacities[phase]
            and (shares is None or problem.efforts[stone] <= shares[phase])
        )

    def _is_reachable(self, stone: int, phase: int, allowed: Mapping[int, tuple[int, ...]]) -> bool:
        """All that the stone needs can stand before it, and fits the capacity until then."""
        chain = self.problem.chains[stone]
        before = sum(self.problem.capacities[: phase + 1])
        return sum(self.problem.loads[i] for i in chain) <= before and all(
            any(place <= self.last_place(need, stone, phase) for place in allowed[need])
            for need in chain
            if need != stone
        )

    def last_place(self, need: int, stone: int, phase: int) -> int:
        """The last phase in which `need` may stand if `stone` stands in `phase`: the same one,
        unless the chain between them would outlast it. (Whatever stands between them in the chain
        then stands in that phase too, so the two ends are enough.)"""
        lasts = self.problem.chains[stone][need]
        return phase - 1 if lasts > self.problem.lengths[phase] else phase

    @cached_property
    def variables(self) -> Mapping[tuple[int, int], int]:
        """Column of each (stone, phase): the stone stands in this phase or before."""
        pairs = ((stone, phase) for stone, phases in enumerate(self.allowed) for phase in phases)
        return {pair: column for column, pair in enumerate(pairs)}

    @cached_property
    def idle_pairs(self) -> tuple[tuple[int, str], ...]:
        """The pairs of phase and block that the balance setting counts (R3)."""
        gaps = self.problem.scope.gaps
        blocks = tuple(dict.fromkeys(gap.block for gap in gaps))
        phases = self.phases
        if self.problem.settings.balance is Balance.OFF:
            return ()
        if self.problem.settings.balance is Balance.BY_SECOND_PHASE:
            second = range(len(self.problem.phases))[:2][-1]
            phases = range(second, second + 1) if second in phases else range(0)
        return tuple((phase, block) for phase in phases for block in blocks)

    @property
    def columns(self) -> int:
        """Number of variables."""
        return len(self.variables) + len(self.idle_pairs)

    def by(self, stone: int, phase: int) -> Coefficients:
        """'The stone stands in this phase or before.'"""
        places = [place for place in self.allowed[stone] if place <= phase]
        return {self.variables[stone, places[-1]]: 1} if places else {}

    def inside(self, stone: int, phase: int) -> Coefficients:
        """'The stone stands in this very phase.'"""
        return add((1, self.by(stone, phase)), (-1, self.by(stone, phase - 1)))

    def rows(self) -> Iterator[Row]:
        """Every rule as rows."""
        for stone, phases in enumerate(self.allowed):
            if self.fixed.get(stone) is not None:
                yield Row(self.by(stone, len(self.problem.phases)), lower=1)
            for earlier, later in pairwise(phases):
                yield self._before((stone, later), (stone, earlier))
            yield from self._order(stone)
        for phase in range(len(self.problem.phases)):
            yield from self._sizes(phase)
        for column, (phase, block) in enumerate(self.idle_pairs, len(self.variables)):
            yield from self._idle(column, phase, block)

    def _before(self, after: tuple[int, int], before: tuple[int, int]) -> Row:
        return Row(add((1, self.by(*before)), (-1, self.by(*after))), upper=0)

    def _order(self, stone: int) -> Iterator[Row]:
        """R1 and R5. Needs that cannot share the phase are told so one by one, near or far."""
        for phase in self.allowed[stone]:
            for need in self.problem.chains[stone]:
                last = self.last_place(need, stone, phase)
                if need != stone and (need in self.problem.needs[stone] or last < phase):
                    yield self._before((need, last), (stone, phase))

    def _sizes(self, phase: int) -> Iterator[Row]:
        """R6 and R6b."""
        problem = self.problem
        here = [stone for stone, phases in enumerate(self.allowed) if phase in phases]
        yield Row(self._sum(problem.loads, here, phase), upper=problem.capacities[phase])
        if problem.shares is None:
            return
        blocks: dict[str, list[int]] = {}
        for stone in filter(problem.counts_in_share, here):
            blocks.setdefault(problem.scope.gaps[stone].block, []).append(stone)
        for members in blocks.values():
            row = self._sum(problem.efforts, members, phase)
            yield Row(row, upper=problem.shares[phase])

    def _sum(self, figures: Sequence[int], stones: Iterable[int], phase: int) -> Coefficients:
        return add(*((figures[i], self.inside(i, phase)) for i in stones))

    def _idle(self, column: int, phase: int, block: str) -> Iterator[Row]:
        """A pair is idle when nothing of the block stands there and a stone it could take has not
        been done before; by the second phase, when nothing of the block has begun."""
        every = self.problem.settings.balance is Balance.EVERY_PHASE
        term = self.inside if every else self.by
        members = members_of(self.problem, block)
        here = add((1, {column: 1}), *((1, term(stone, phase)) for stone in members))
        for stone in could_do(self.problem, block, phase, self.taken_out):
            earlier = self.by(stone, phase - 1) if every else {}
            yield Row(add((1, here), (1, earlier)), lower=1)


def add(*terms: tuple[int, Coefficients]) -> Coefficients:
    """The sum of terms, each with its factor; columns that cancel out are left out."""
    total: dict[int, int] = {}
    for factor, coefficients in terms:
        for column, value in coefficients.items():
            total[column] = total.get(column, 0) + factor * value
    return {column: value for column, value in total.items() if value}
