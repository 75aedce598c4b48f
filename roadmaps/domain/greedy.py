"""A plan that keeps every rule, found at once, and what no plan can exceed: for when the solver has
no time left (method E3)."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from roadmaps.domain.balance import could_do, members_of
from roadmaps.domain.checking import violations
from roadmaps.domain.constraints import Program
from roadmaps.domain.plans import Balance
from roadmaps.domain.problem import Places

Placed = dict[int, int]
"""Phase per stone, of those that have one."""


def find_greedily(program: Program) -> Places | None:
    """Places that keep every rule and what is fixed, with work of the most benefit a person-day
    first; None where this way finds none.

    What locks need comes first; then, phase by phase, something for each block that would rest;
    then what fits. A stone brings along all that it needs, each as early as it fits.
    """
    greedy = Greedy(program)
    if not all(greedy.bring(need) for stone in greedy.locked for need in greedy.missing(stone)):
        return None
    for phase in program.phases:
        for block in greedy.resting(phase):
            greedy.wake(block, phase)
    for stone in greedy.by_value(range(len(program.allowed))):
        greedy.bring_with_needs(stone)
    places = tuple(greedy.placed.get(stone) for stone in range(len(program.allowed)))
    return None if any(violations(program.problem, places)) else places


def find_bound(program: Program) -> int:
    """Benefit (tenths of a point-month) that no plan of these phases can exceed: stones could be
    cut into pieces and only capacities counted, the densest work earliest."""
    problem = program.problem
    free = [s for s, phases in enumerate(program.allowed) if set(phases) & set(program.phases)]
    bound = Fraction(0)
    room = {phase: problem.capacities[phase] for phase in program.phases}
    for stone in sorted(free, key=lambda s: _density(program, s), reverse=True):
        load, left = problem.loads[stone], Fraction(1)
        for phase in program.phases:
            part = left if not load else min(left, Fraction(room[phase], load))
            bound += part * problem.weights[stone] * problem.use_months[phase]
            room[phase] -= int(part * load)
            left -= part
    return int(bound)


def _density(program: Program, stone: int) -> tuple[bool, Fraction]:
    """Benefit a person-day; what takes nothing of a capacity comes first."""
    load, weight = program.problem.loads[stone], program.problem.weights[stone]
    return not load, Fraction(weight, load or 1)


class Greedy:
    """Places that grow and keep every rule."""

    def __init__(self, program: Program) -> None:
        self.program, self.problem = program, program.problem
        self.placed: Placed = {i: p for i, p in program.fixed.items() if p is not None}
        self.locked = tuple(self.placed)

    def missing(self, stone: int) -> list[int]:
        """What a stone needs and nobody placed yet, in order, itself included."""
        chain = self.problem.chains[stone]
        return [i for i in self.problem.order if i in chain and i not in self.placed]

    def by_value(self, stones: Iterable[int]) -> list[int]:
        """Stones by the benefit a person-day that they bring with all they need."""

        def value(stone: int) -> tuple[Fraction, int]:
            along = self.missing(stone)
            load = sum(self.problem.loads[i] for i in along)
            return Fraction(-sum(self.problem.weights[i] for i in along), load or 1), stone

        return sorted((s for s in stones if s not in self.placed), key=value)

    def resting(self, phase: int) -> Iterator[str]:
        """Blocks that have nothing there although something could be done (R3)."""
        balance, gaps = self.problem.settings.balance, self.problem.scope.gaps
        for block in dict.fromkeys(gap.block for gap in gaps):
            inside = [self.placed.get(i) for i in members_of(self.problem, block)]
            begun = phase in inside or (
                balance is Balance.BY_SECOND_PHASE and any(place is not None for place in inside)
            )
            if balance is not Balance.OFF and not begun:
                yield block

    def wake(self, block: str, phase: int) -> None:
        """Give a block something in a phase, if anything fits."""
        able = could_do(self.problem, block, phase, self.program.taken_out)
        for stone in self.by_value(able):
            if self.bring_with_needs(stone, phase):
                return

    def bring_with_needs(self, stone: int, phase: int | None = None) -> bool:
        """Place a stone, in this phase or as early as it fits, and before it all that it needs; or
        change nothing."""
        before = dict(self.placed)
        *needs, last = self.missing(stone) or [stone]
        if last in self.placed:
            return False
        if all(self.bring(need) for need in needs) and self.bring(last, phase):
            return True
        self.placed = before
        return False

    def bring(self, stone: int, phase: int | None = None) -> bool:
        """Place a stone whose needs are placed, as early as it fits."""
        for place in self.program.allowed[stone] if phase is None else [phase]:
            if place in self.program.allowed[stone] and self.fits(stone, place):
                self.placed[stone] = place
                return True
        return False

    def fits(self, stone: int, phase: int) -> bool:
        """Whether every rule that a stone can break there is kept."""
        needs = self.problem.needs[stone]
        if any(self.placed.get(need, phase + 1) > phase for need in needs):
            return False
        after = self.problem.unlocks[stone]
        if any(self.placed.get(other, phase) < phase for other in after):
            return False
        return self._has_room(stone, phase) and self._is_short_enough(stone, phase)

    def _has_room(self, stone: int, phase: int) -> bool:
        problem, gaps = self.problem, self.problem.scope.gaps
        inside = [i for i, place in self.placed.items() if place == phase] + [stone]
        if (
            problem.loads[stone]
            and sum(problem.loads[i] for i in inside) > problem.capacities[phase]
        ):
            return False
        if problem.shares is None or not problem.counts_in_share(stone):
            return True
        block = gaps[stone].block
        own = [i for i in inside if gaps[i].block == block and problem.counts_in_share(i)]
        return sum(problem.efforts[i] for i in own) <= problem.shares[phase]

    def _is_short_enough(self, stone: int, phase: int) -> bool:
        """No chain through the stone outlasts the phase."""
        problem = self.problem
        kin = {*problem.chains[stone], *problem.unlocks[stone]}
        inside = frozenset(i for i in kin if self.placed.get(i) == phase) | {stone}
        chains: Mapping[int, tuple[int, ...]] = problem.longest_chains(inside)
        return all(problem.months(chain) <= problem.lengths[phase] for chain in chains.values())
