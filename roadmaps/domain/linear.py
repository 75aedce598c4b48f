"""Rows as matrices, and what their linear relaxation says for certain (method E3)."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from scipy.optimize import LinearConstraint, linprog
from scipy.sparse import csr_array, vstack

from roadmaps.domain.constraints import Coefficients, Row

ROUNDS: Final = 4
"""How often the relaxation is solved again with what it has settled."""
MARGIN: Final = 0.5
"""Values of objectives are whole numbers: what lies beyond the best by this is surely worse."""
ROUNDING: Final = 1e-9
"""Share of the figures added up by which sums of floats may be wrong."""

Pinned = Mapping[int, int]
"""Value (0 or 1) of columns."""


def to_constraint(rows: Sequence[Row], columns: int) -> LinearConstraint:
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


def to_costs(objective: Coefficients, columns: int) -> tuple[Any, int]:
    """An objective as an array, and the divisor that its coefficients had in common."""
    divisor = math.gcd(*objective.values()) or 1
    costs = np.zeros(columns)
    costs[list(objective)] = [value // divisor for value in objective.values()]
    return costs, divisor


def find_pinned(
    rows: Sequence[Row], columns: int, objective: Coefficients, best: int, seconds: float
) -> dict[int, int]:
    """Columns that have one value in every solution whose objective is at most `best`, as far as
    each relaxation is solved within `seconds`.

    For any weights y ≤ 0 of rows A x ≤ b, c·x ≥ b·y + Σ min(0, d) with d = c − A·y and 0 ≤ x ≤ 1;
    a column on the other side than the one that d asks for adds |d| to that. The relaxation's
    weights make it sharp; that it holds does not rest on them.
    """
    costs, divisor = to_costs(objective, columns)
    constraint = to_constraint(rows, columns)
    upper, lower = np.asarray(constraint.ub), np.asarray(constraint.lb)
    whole: Any = constraint.A
    matrix: Any = vstack([whole[upper < np.inf], -whole[lower > -np.inf]]).tocsr()
    bounds = np.concatenate([upper[upper < np.inf], -lower[lower > -np.inf]])
    sides = np.array([[0.0, 1.0]] * columns)
    for _ in range(ROUNDS):
        settled = np.count_nonzero(sides[:, 0] == sides[:, 1])
        _settle(costs, (matrix, bounds), sides, best / divisor, seconds)
        if np.count_nonzero(sides[:, 0] == sides[:, 1]) in (settled, columns):
            break
    return {column: int(low) for column, (low, high) in enumerate(sides) if low == high}


def _settle(costs: Any, system: tuple[Any, Any], sides: Any, best: float, seconds: float) -> None:
    """Narrow the sides of columns that the weights of one relaxation settle."""
    matrix, bounds = system
    relaxed = linprog(
        costs,
        A_ub=matrix,
        b_ub=bounds,
        bounds=sides,
        method="highs",
        options={"time_limit": seconds},
    )
    if relaxed.status:
        return
    weights = np.minimum(relaxed.ineqlin.marginals, 0)
    reduced = costs - matrix.T @ weights
    parts = np.where(reduced > 0, sides[:, 0], sides[:, 1]) * reduced
    error = ROUNDING * (abs(bounds * weights).sum() + abs(parts).sum() + abs(costs).sum())
    room = best - (bounds @ weights + parts.sum()) + MARGIN + error
    sides[:, 1] = np.where(reduced > room, sides[:, 0], sides[:, 1])
    sides[:, 0] = np.where(-reduced > room, sides[:, 1], sides[:, 0])
