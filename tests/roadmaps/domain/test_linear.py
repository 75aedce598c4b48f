import random
import time
from itertools import product

import pytest

from benchmarks.planning import make_scope
from roadmaps.domain.constraints import Program, Row
from roadmaps.domain.greedy import find_greedily
from roadmaps.domain.linear import find_pinned
from roadmaps.domain.planning import propose_capacities
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.problem import pose
from roadmaps.domain.solver import Search
from tests.roadmaps.domain.cases import PHASES, maturity_model

COLUMNS = 7


def value(coefficients, point):
    return sum(factor * point[column] for column, factor in coefficients.items())


def holds(row, point):
    found = value(row.coefficients, point)
    return (row.upper is None or found <= row.upper) and (row.lower is None or found >= row.lower)


def make_row(dice):
    columns = dice.sample(range(COLUMNS), dice.randint(1, 5))
    row = {column: dice.choice([-3, -1, 1, 2, 5]) for column in columns}
    if dice.random() < 0.5:
        return Row(row, upper=dice.randint(-1, 6))
    return Row(row, lower=dice.randint(-4, 2))


def test_pinned_columns_are_alike_in_all_that_is_as_good():
    pinned_somewhere = 0
    for seed in range(100):
        dice = random.Random(seed)
        rows = [make_row(dice) for _ in range(dice.randint(1, 5))]
        objective = {column: dice.randint(-9, 9) * 10 for column in range(COLUMNS)}
        points = [p for p in product((0, 1), repeat=COLUMNS) if all(holds(r, p) for r in rows)]
        if not points:
            continue
        best = min(value(objective, point) for point in points)
        pinned = find_pinned(rows, COLUMNS, objective, best, 10.0)
        pinned_somewhere += bool(pinned)
        for point in points:
            if value(objective, point) <= best:
                assert all(point[column] == side for column, side in pinned.items()), seed
    assert pinned_somewhere > 50


def test_nothing_is_pinned_without_time():
    row = Row({0: 1, 1: 1}, upper=1)
    assert find_pinned([row], 2, {0: -10, 1: 10}, -10, 10.0) == {0: 1, 1: 0}
    assert find_pinned([row], 2, {0: -10, 1: 10}, -10, 0.0) in ({}, {0: 1, 1: 0})


class Unpinned(Search):
    """Every column is left to the solver."""

    def pin(self, objective):
        """Nothing."""


@pytest.mark.parametrize("seed", range(4))
def test_what_is_pinned_changes_no_plan(seed):
    scope = make_scope(maturity_model(), 30, seed)
    capacities = [0.6 * days for days in propose_capacities(scope, PHASES)]
    program = Program(pose(scope, PHASES, capacities, PlanSettings()), {})
    plain, pinned = (kind(program, time.monotonic() + 60) for kind in (Unpinned, Search))
    plain.climb(None)
    pinned.climb(find_greedily(program))
    assert pinned.best == plain.best
    assert pinned.pinned
    assert not plain.pinned
