"""The hard rules and objectives of a plan as linear rows over whole numbers (method E3).

A variable says that a stone stands in a phase (1) or not (0); another, that a pair of phase and
block is idle. Positions that no plan can take are left out from the start.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from roadmaps.domain.balance import could_do, members_of
from roadmaps.domain.plans import Balance
from roadmaps.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """`lower` ≤ Σ coefficient × variable ≤ `upper`; None: no bound on that side."""

    coefficients: Mapping[int, int]
    upper: int | None = None
    lower: int | None = None


@dataclass(frozen=True)
class Program:
    """A problem with what a person fixed: `fixed` phase per stone (None: later)."""

    problem: Problem
    fixed: Mapping[int, int | None]

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
                if self.fixed.get(stone, phase) == phase
                and self._fits(stone, phase)
                and self._is_reachable(stone, phase, found)
            )
        return tuple(found[stone] for stone in stones)

    def _fits(self, stone: int, phase: int) -> bool:
        problem = self.problem
        gap, effort = problem.scope.gaps[stone], problem.efforts[stone]
        shares = problem.shares if not gap.is_gate else None
        return (
            gap.stage <= problem.limits[phase]
            and gap.months <= problem.lengths[phase]
            and effort <= problem.capacities[phase]
            and (shares is None or effort <= shares[phase])
        )

    def _is_reachable(self, stone: int, phase: int, allowed: Mapping[int, tuple[int, ...]]) -> bool:
        """All that the stone needs can stand before it, and fits the capacity until then."""
        chain = self.problem.chains[stone]
        before = sum(self.problem.capacities[: phase + 1])
        return sum(self.problem.efforts[i] for i in chain) <= before and all(
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
        """Column of each (stone, phase)."""
        pairs = ((stone, phase) for stone, phases in enumerate(self.allowed) for phase in phases)
        return {pair: column for column, pair in enumerate(pairs)}

    @cached_property
    def idle_pairs(self) -> tuple[tuple[int, str], ...]:
        """The pairs of phase and block that the balance setting counts (R3)."""
        gaps = self.problem.scope.gaps
        blocks = tuple(dict.fromkeys(gap.block for gap in gaps))
        phases = range(len(self.problem.phases))
        if self.problem.settings.balance is Balance.OFF:
            return ()
        if self.problem.settings.balance is Balance.BY_SECOND_PHASE:
            phases = phases[:2][-1:]
        return tuple((phase, block) for phase in phases for block in blocks)

    @property
    def columns(self) -> int:
        """Number of variables."""
        return len(self.variables) + len(self.idle_pairs)

    def by(self, stone: int, phase: int, sign: int = 1) -> dict[int, int]:
        """Coefficients of 'the stone stands in this phase or before'."""
        return {
            self.variables[stone, place]: sign for place in self.allowed[stone] if place <= phase
        }

    def rows(self) -> Iterator[Row]:
        """Every rule as rows."""
        for stone, phases in enumerate(self.allowed):
            lock = self.fixed.get(stone)
            yield Row(
                {self.variables[stone, phase]: 1 for phase in phases},
                upper=1,
                lower=None if lock is None else 1,
            )
            yield from self._order(stone)
        for phase in range(len(self.problem.phases)):
            yield from self._sizes(phase)
        for column, (phase, block) in enumerate(self.idle_pairs, len(self.variables)):
            yield from self._idle(column, phase, block)

    def _order(self, stone: int) -> Iterator[Row]:
        """R1 and R5. Needs that cannot share the phase are told so one by one, near or far."""
        for phase in self.allowed[stone]:
            for need in self.problem.chains[stone]:
                last = self.last_place(need, stone, phase)
                if need != stone and (need in self.problem.needs[stone] or last < phase):
                    yield Row(self.by(stone, phase) | self.by(need, last, -1), upper=0)

    def _sizes(self, phase: int) -> Iterator[Row]:
        """R6 and R6b."""
        problem = self.problem
        inside = [stone for stone, phases in enumerate(self.allowed) if phase in phases]
        efforts = {self.variables[stone, phase]: problem.efforts[stone] for stone in inside}
        yield Row(efforts, upper=problem.capacities[phase])
        blocks: dict[str, dict[int, int]] = {}
        for stone in inside:
            gap = problem.scope.gaps[stone]
            if not gap.is_gate:
                column = self.variables[stone, phase]
                blocks.setdefault(gap.block, {})[column] = problem.efforts[stone]
        for coefficients in blocks.values():
            if problem.shares is not None:
                yield Row(coefficients, upper=problem.shares[phase])

    def _idle(self, column: int, phase: int, block: str) -> Iterator[Row]:
        """A pair is idle when nothing of the block stands there and a stone it could take has not
        been done before; by the second phase, when nothing of the block has begun."""
        every = self.problem.settings.balance is Balance.EVERY_PHASE
        here: dict[int, int] = {column: 1}
        for stone in members_of(self.problem, block):
            for place in self.allowed[stone]:
                if place == phase or (place < phase and not every):
                    here[self.variables[stone, place]] = 1
        for stone in could_do(self.problem, block, phase, self.taken_out):
            earlier = self.by(stone, phase - 1) if every else {}
            yield Row(here | earlier, lower=1)
