import pytest

from roadmaps.domain.planning import plan
from roadmaps.domain.report_example import EXAMPLE, find_example
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, maturity_model, worked_scope


def test_example_is_what_the_planner_finds():
    scope, best = worked_scope(), plan(worked_scope(), PHASES, CAPACITIES)
    told = {
        line.stone: (line.score, line.aim, line.gap, line.effort, line.months, line.phase)
        for line in EXAMPLE.lines
    }
    assert told == {
        gap.stone: (gap.value, gap.aim, gap.gap, gap.effort, gap.months, best.positions[gap.stone])
        for gap in scope.gaps
    }
    assert (EXAMPLE.benefit, EXAMPLE.effort) == (best.benefit, best.effort)
    assert EXAMPLE.share == pytest.approx(best.share)
    assert EXAMPLE.capacities == CAPACITIES


def test_waiting_stone_lacks_people_and_its_block_a_share():
    line = next(each for each in EXAMPLE.lines if each.stone == EXAMPLE.waiting)
    spent = sum(each.effort for each in EXAMPLE.lines if each.phase == "run")
    assert (line.phase, line.effort) == (None, EXAMPLE.needed)
    assert (EXAMPLE.left, EXAMPLE.half) == (CAPACITIES[-1] - spent, CAPACITIES[-1] / 2)


def test_example_is_told_where_its_stones_are_known():
    assert find_example([stone.code for stone in maturity_model().stones]) is EXAMPLE
    assert find_example(["A-1"]) is None
