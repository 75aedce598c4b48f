"""The best placement, proved: one objective after the other, each kept while the next is solved.

Reached only when a plan is asked for, because scipy takes its time to import.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.optimize import Bounds, milp

from roadmaps.domain.constraints import Coefficients, Program, Row, add
from roadmaps.domain.linear import Pinned, find_pinned, to_constraint, to_costs
from roadmaps.domain.problem import Places

OPTIMAL, INFEASIBLE = 0, 2
"""Status codes of `milp`."""
BATCH = 8
"""Stones fixed in one solve: their phases are the digits of one number that a float holds."""
LARGEST = 1_000_000
"""The largest coefficient for which two objectives are joined into one."""
BENEFIT = 1
"""Rank of the benefit among the objectives."""
MANY = 40
"""Columns from which relaxing first is quicker than solving alone."""

Point = tuple[int, ...]
"""A value for every column."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best placement found. `proved`: of all objectives. `bound`: the benefit (tenths of a
    point-month) that no placement can exceed, None when there was no time to know."""

    places: Places
    proved: bool
    bound: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One solve: the point found, if any; whether none is better; the bound on its objective.
    `possible` is False when the rows exclude each other."""

    point: Point | None
    proved: bool
    bound: float
    possible: bool = True


def solve(program: Program, seconds: float, start: Places | None = None) -> Solution | None:
    """The best placement under the rows, by the objectives of method E3 in their order.

    `start`: places that keep every rule; those without an idle pair settle the first objective.
    None when the rows exclude each other. Raises TimeoutError when `seconds` pass before any
    placement is found; when they pass later, the best found is not `proved`.
    """
    search = Search(program, time.monotonic() + seconds)
    try:
        search.climb(start)
        proved = True
    except TimeoutError:
        if search.best is None:
            raise
        proved = False
    if search.best is None:
        return None
    bound = search.bounds[BENEFIT] if len(search.bounds) > BENEFIT else -math.inf
    most = math.floor(0.5 - bound) if math.isfinite(bound) else None
    return Solution(_places(program, search.best), proved, most)


def is_possible(program: Program, seconds: float) -> bool:
    """Whether any placement satisfies the rows. TimeoutError when `seconds` pass first."""
    search = Search(program, time.monotonic() + seconds)
    search.keep_best({})
    return search.best is not None


class Search:
    """The rows of a program, one more for each objective that is kept."""

    def __init__(self, program: Program, deadline: float) -> None:
        self.program = program
        self.deadline = deadline
        self.rows = list(program.rows())
        self.best: Point | None = None
        self.bounds: list[float] = []
        self.pinned: Pinned = {}

    def climb(self, start: Places | None) -> None:
        """All objectives in their order, then what makes equal optima one. TimeoutError when one
        was not proved in time."""
        for rank, objective in enumerate(_objectives(self.program)):
            if rank or not self.begin(objective, start):
                self.keep_best(objective)
            if rank == BENEFIT:
                self.pin(objective)
        if self.has_other():
            for objective in _tie_breaks(self.program):
                self.keep_best(objective)

    def begin(self, objective: Coefficients, start: Places | None) -> bool:
        """Take places as the best point for an objective that counts pairs, if they have none."""
        point = None if start is None else _point(self.program, start)
        if point is None or not all(_holds(row, point) for row in self.rows):
            return False
        self.best = point
        self.bounds.append(0)
        self.rows.append(Row(objective, upper=0))
        return True

    def pin(self, objective: Coefficients) -> None:
        """Pin the columns that have one value in all that is as good in the last objective kept:
        what is left to decide is small."""
        seconds = self.deadline - time.monotonic()
        columns = self.program.columns
        if self.best is not None and columns >= MANY and seconds > 0:
            value = _value(objective, self.best)
            self.pinned = find_pinned(self.rows[:-1], columns, objective, value, seconds)

    def keep_best(self, objective: Coefficients) -> None:
        """Find the best point for an objective and keep that it is as good. `best` stays None when
        nothing satisfies the rows; TimeoutError when the best was not proved in time."""
        outcome = self._run(self.rows, objective)
        self.bounds.append(outcome.bound)
        if not outcome.possible and self.best is None:
            return
        self.best = self._better(objective, outcome.point)
        if not outcome.proved or self.best is None:
            raise TimeoutError("the best plan was not proved in time")
        self.rows.append(Row(objective, upper=_value(objective, self.best)))

    def _better(self, objective: Coefficients, point: Point | None) -> Point | None:
        """The point, unless the best one so far is better."""
        if point is None or self.best is None:
            return point or self.best
        return min(self.best, point, key=lambda each: _value(objective, each))

    def _run(self, rows: Sequence[Row], objective: Coefficients) -> Outcome:
        seconds = self.deadline - time.monotonic()
        return _minimise(self.program, rows, objective, self.pinned, seconds)

    def has_other(self) -> bool:
        """Whether another placement is as good in everything kept so far."""
        if self.best is None:
            return False
        others = [*self.rows, _other_than(self.program, self.best)]
        outcome = self._run(others, {})
        if outcome.point is None and outcome.possible:
            raise TimeoutError("whether the best plan is the only one was not known in time")
        return outcome.possible


def _objectives(program: Program) -> Iterator[Coefficients]:
    """Fewest idle pairs; most benefit; least effort; earliest, where a stone weighs the more the
    earlier it comes in the model's order. The last two are joined where their figures allow."""
    problem = program.problem
    later, count = program.phases.stop, len(problem.stones)
    yield dict.fromkeys(range(len(program.variables), program.columns), 1)
    yield _sum(program, lambda i, phase: -problem.weights[i] * problem.use_months[phase])
    unit = math.gcd(*problem.efforts) or 1
    earliest = later * count * (count + 1) // 2 + 1
    efforts = [effort // unit for effort in problem.efforts]
    if max(efforts, default=0) * earliest <= LARGEST:
        yield _sum(program, lambda i, p: efforts[i] * earliest + (p - later) * (count - i))
    else:
        yield _sum(program, lambda i, _: efforts[i])
        yield _sum(program, lambda i, phase: (phase - later) * (count - i))


def _sum(program: Program, cost: Callable[[int, int], int]) -> Coefficients:
    """Σ cost(stone, phase) over where stones stand in the phases to plan."""
    pairs = (pair for pair in program.variables if pair[1] in program.phases)
    return add(*((cost(*pair), program.inside(*pair)) for pair in pairs))


def _tie_breaks(program: Program) -> Iterator[Coefficients]:
    """Stones in code order, the earliest phase first: what is left of equal optima is one plan."""
    problem, later = program.problem, program.phases.stop
    free = [s for s, phases in enumerate(program.allowed) if set(phases) & set(program.phases)]
    free.sort(key=lambda stone: problem.stones[stone])
    for start in range(0, len(free), BATCH):
        batch = free[start : start + BATCH]
        digits = {stone: (later + 1) ** power for power, stone in enumerate(reversed(batch))}
        yield _sum(program, partial(_digit, digits, later))


def _digit(digits: Mapping[int, int], later: int, stone: int, phase: int) -> int:
    return (phase - later) * digits.get(stone, 0)


def _minimise(
    program: Program, rows: Sequence[Row], objective: Coefficients, pinned: Pinned, seconds: float
) -> Outcome:
    """One solve, rounded, with every row checked again in whole numbers."""
    if seconds <= 0:
        return Outcome(None, proved=False, bound=-math.inf)
    if not program.columns:
        possible = all(_holds(row, ()) for row in rows)
        return Outcome(() if possible else None, possible, 0, possible)
    costs, divisor = to_costs(objective, program.columns)
    lower, upper = np.zeros(program.columns), np.ones(program.columns)
    for column, value in pinned.items():
        lower[column] = upper[column] = value
    result = milp(
        costs,
        integrality=np.ones(program.columns, dtype=np.int_),
        bounds=Bounds(lower, upper),
        constraints=to_constraint(rows, program.columns),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    bound = -math.inf if result.mip_dual_bound is None else result.mip_dual_bound * divisor
    if result.x is None:
        return Outcome(None, proved=False, bound=bound, possible=result.status != INFEASIBLE)
    point = tuple(int(value) for value in np.rint(result.x))
    if not all(_holds(row, point) for row in rows):
        return Outcome(None, proved=False, bound=bound)
    return Outcome(point, proved=result.status == OPTIMAL, bound=bound)


def _value(coefficients: Coefficients, point: Point) -> int:
    return sum(value * point[column] for column, value in coefficients.items())


def _holds(row: Row, point: Point) -> bool:
    value = _value(row.coefficients, point)
    return (row.upper is None or value <= row.upper) and (row.lower is None or value >= row.lower)


def _places(program: Program, point: Point) -> Places:
    done = {pair for pair, column in program.variables.items() if point[column]}
    return tuple(
        next((phase for phase in phases if (stone, phase) in done), None)
        for stone, phases in enumerate(program.allowed)
    )


def _point(program: Program, places: Places) -> Point:
    """The columns of places, with no pair idle."""
    done = (
        int((place := places[stone]) is not None and place <= phase)
        for stone, phase in program.variables
    )
    return (*done, *(0 for _ in program.idle_pairs))


def _other_than(program: Program, point: Point) -> Row:
    """Any placement but this one, in the phases to plan."""
    columns = [column for (_, p), column in program.variables.items() if p in program.phases]
    signs = {column: -1 if point[column] else 1 for column in columns}
    return Row(signs, lower=1 - sum(point[column] for column in columns))
