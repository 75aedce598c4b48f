"""The best placement, proved: one objective after the other, each kept while the next is solved.

Reached only when a plan is asked for, because scipy takes its time to import.
"""

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from roadmaps.domain.constraints import Program, Row
from roadmaps.domain.problem import Places

OPTIMAL, INFEASIBLE = 0, 2
"""Status codes of `milp`."""
BATCH = 8
"""Stones fixed in one solve: their phases are the digits of one number that a float holds."""

Objective = Mapping[int, int]
"""Whole coefficients per column, to be minimised."""
Point = tuple[int, ...]


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


def solve(program: Program, seconds: float) -> Solution | None:
    """The best placement under the rows, by the objectives of method E3 in their order.

    None when the rows exclude each other. Raises TimeoutError when `seconds` pass before any
    placement is found; when they pass later, the best found is not `proved`.
    """
    deadline = time.monotonic() + seconds
    rows = [row for row in program.rows() if row.coefficients or row.lower]
    best: Point | None = None
    bound: int | None = None
    for number, objective in enumerate(_objectives(program)):
        if best is not None and not objective:
            continue
        outcome = _minimise(program, rows, objective, deadline - time.monotonic())
        if not outcome.possible and best is None:
            return None
        best = outcome.point or best
        if best is None:
            raise TimeoutError("no plan was found in time")
        if number == BENEFIT and math.isfinite(outcome.bound):
            bound = math.floor(-outcome.bound + 0.5)
        if not outcome.proved:
            return Solution(_places(program, best), proved=False, bound=bound)
        rows.append(Row(objective, upper=_value(objective, best)))
    if best is None:
        raise TimeoutError("no plan was found in time")
    return Solution(_places(program, best), proved=True, bound=bound)


def is_possible(program: Program, seconds: float) -> bool | None:
    """Whether any placement satisfies the rows; None when `seconds` pass first."""
    rows = [row for row in program.rows() if row.coefficients or row.lower]
    outcome = _minimise(program, rows, {}, seconds)
    return True if outcome.point is not None else None if outcome.possible else False


BENEFIT = 1
"""Rank of the benefit among the objectives."""


def _objectives(program: Program) -> Iterator[Objective]:
    problem, variables = program.problem, program.variables
    yield dict.fromkeys(range(len(variables), program.columns), 1)
    yield {
        column: -problem.weights[stone] * (problem.horizon - problem.phases[phase].end_month)
        for (stone, phase), column in variables.items()
    }
    yield {column: problem.efforts[stone] for (stone, _), column in variables.items()}
    later, count = len(problem.phases), len(problem.stones)
    yield {
        column: (phase - later) * (count - stone) for (stone, phase), column in variables.items()
    }
    yield from _tie_breaks(program)


def _tie_breaks(program: Program) -> Iterator[Objective]:
    """Stones in code order, the earliest phase first: what is left of equal optima is one plan."""
    problem, later = program.problem, len(program.problem.phases)
    free = sorted(
        (stone for stone, phases in enumerate(program.allowed) if phases),
        key=lambda stone: problem.stones[stone],
    )
    for start in range(0, len(free), BATCH):
        batch = free[start : start + BATCH]
        yield {
            program.variables[stone, phase]: (phase - later) * (later + 1) ** power
            for power, stone in enumerate(reversed(batch))
            for phase in program.allowed[stone]
        }


def _minimise(
    program: Program, rows: Sequence[Row], objective: Objective, seconds: float
) -> Outcome:
    """One solve, rounded, with every row checked again in whole numbers."""
    if seconds <= 0:
        return Outcome(None, proved=False, bound=-math.inf)
    if not program.columns:
        possible = all(not row.lower or row.lower <= 0 for row in rows)
        return Outcome(() if possible else None, proved=True, bound=0, possible=possible)
    divisor = math.gcd(*objective.values()) or 1
    costs = np.zeros(program.columns)
    costs[list(objective)] = [value // divisor for value in objective.values()]
    result = milp(
        costs,
        integrality=np.ones(program.columns, dtype=np.int_),
        bounds=Bounds(0, 1),
        constraints=_matrix(rows, program.columns),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    bound = -math.inf if result.mip_dual_bound is None else result.mip_dual_bound * divisor
    if result.x is None:
        return Outcome(None, proved=False, bound=bound, possible=result.status != INFEASIBLE)
    point = tuple(int(value) for value in np.rint(result.x))
    if not all(_holds(row, point) for row in rows):
        return Outcome(None, proved=False, bound=bound)
    return Outcome(point, proved=result.status == OPTIMAL, bound=bound)


def _matrix(rows: Sequence[Row], columns: int) -> LinearConstraint:
    """Rows as a sparse matrix, each divided by what its coefficients have in common."""
    values, indices, starts = [], [], [0]
    lower, upper = [], []
    for row in rows:
        divisor = math.gcd(*row.coefficients.values()) or 1
        values += [value // divisor for value in row.coefficients.values()]
        indices += list(row.coefficients)
        starts.append(len(indices))
        lower.append(-np.inf if row.lower is None else -(-row.lower // divisor))
        upper.append(np.inf if row.upper is None else row.upper // divisor)
    shape = (len(rows), columns)
    matrix = csr_array((np.array(values, dtype=float), indices, starts), shape=shape)
    return LinearConstraint(matrix, lower, upper)


def _value(coefficients: Mapping[int, int], point: Point) -> int:
    return sum(value * point[column] for column, value in coefficients.items())


def _holds(row: Row, point: Point) -> bool:
    value = _value(row.coefficients, point)
    return (row.upper is None or value <= row.upper) and (row.lower is None or value >= row.lower)


def _places(program: Program, point: Point) -> Places:
    places: list[int | None] = [None] * len(program.problem.stones)
    for (stone, phase), column in program.variables.items():
        if point[column]:
            places[stone] = phase
    return tuple(places)
