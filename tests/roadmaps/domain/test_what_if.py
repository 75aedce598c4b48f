from dataclasses import replace

import pytest

from roadmaps.domain.cycles import plan_cycles, propose_phases
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.what_if import Measured, Move, compare_plans, keep_horizon, start_later
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    WORKED_SCORES,
    WORKED_TARGETS,
    advance,
    gap,
    scope_of,
    scope_with,
    worked_scope,
)

SETTINGS = PlanSettings()
FREE = PlanSettings(balance=Balance.OFF)


def worked(settings=SETTINGS, phases=PHASES, capacities=CAPACITIES, **more):
    return plan(worked_scope(), phases, capacities, settings, **more)


def test_a_plan_beside_itself_changes_nothing():
    same = compare_plans(worked(), worked())
    assert same.is_same
    assert (same.kept, same.share_change, same.effort_change, same.idle_change) == (9, 0, 0, 0)
    assert same.before == same.after == Measured(worked().share, 292.5, 1, True, 0.0)


def test_what_the_balance_rule_costs():
    told = compare_plans(worked(), worked(FREE))
    assert (round(told.share_change, 4), told.idle_change) == (0.0381, 2)
    assert {move.stone for move in told.moved} == {
        s for s, p in worked().positions.items() if p and p != worked(FREE).positions[s]
    }
    assert not told.is_same


def test_more_people_let_more_in():
    told = compare_plans(worked(), worked(capacities=(100, 140, 340)))
    assert told.entered == (Move("IMP-5", None, "run"),)
    assert told.moved == told.left_out == ()
    assert told.effort_change == 120
    assert told.share_change > 0


def test_a_rule_that_holds_something_back_leaves_it_out():
    told = compare_plans(worked(), worked(exclusions=["VOC-4"]))
    assert Move("VOC-4", "crawl", None) in told.left_out


def test_another_target_brings_stones_of_its_own_in_the_order_of_the_model():
    more = scope_of(WORKED_SCORES | {"INT-1": 0}, advance(WORKED_TARGETS | {"INT": 2}))
    told = compare_plans(worked(), plan(more, PHASES, (240, 240, 240), SETTINGS))
    entered = [move.stone for move in told.entered]
    assert entered == ["INT-1", "IMP-5"]
    back = compare_plans(plan(more, PHASES, (240, 240, 240), SETTINGS), worked())
    assert [move.stone for move in back.left_out] == entered


def test_a_later_start_costs_what_it_costs():
    settings = keep_horizon(worked_scope(), PHASES, SETTINGS)
    assert settings.horizon == 60
    later = worked(settings, start_later(PHASES, 6))
    assert [(p.start_month, p.end_month) for p in start_later(PHASES, 6)] == [
        (6, 12),
        (12, 24),
        (24, 42),
    ]
    assert later.positions == worked().positions
    told = compare_plans(worked(), later)
    lost = 6 * sum(
        g.impact * g.gap for g in worked_scope().gaps if later.positions[g.stone] is not None
    )
    assert told.share_change == pytest.approx(-lost / later.ceiling)
    assert later.ceiling == worked().ceiling


def test_a_start_beyond_the_horizon_brings_nothing_and_breaks_nothing():
    scope = scope_with([gap("A-1")])
    settings = keep_horizon(scope, PHASES, SETTINGS)
    late = plan(scope, start_later(PHASES, 100), CAPACITIES, settings)
    assert (late.benefit, late.share) == (0, 0)


def test_another_number_of_cycles_is_compared_as_well():
    phases = propose_phases(PHASES, 60, 2)
    capacities = (*CAPACITIES, 100, 100, 240)
    both = plan_cycles(
        worked_scope(),
        phases,
        capacities,
        PlanSettings(cycle_phases=3, horizon=60),
        stage_after=lambda _: 2,
    )
    told = compare_plans(worked(), both)
    assert told.entered == (Move("IMP-5", None, "run-2"),)
    assert told.moved == told.left_out == ()


def test_what_was_delivered_between_two_plans_is_not_told_as_left_out():
    scope = worked_scope()
    before = plan(scope, PHASES, CAPACITIES)
    rest = replace(scope, gaps=tuple(gap for gap in scope.gaps if gap.stone != "VIS-2"))
    rest = replace(
        rest,
        gaps=tuple(
            replace(gap, needs=tuple(need for need in gap.needs if need != "VIS-2"))
            for gap in rest.gaps
        ),
    )
    after = plan(rest, PHASES, CAPACITIES)

    found = compare_plans(before, after, {"VIS-2"})

    assert found.delivered == ("VIS-2",)
    assert "VIS-2" not in {move.stone for move in found.left_out}
    assert "VIS-2" in {move.stone for move in compare_plans(before, after).left_out}
