"""What-if against plans that are asked for directly."""

from dataclasses import replace

import pytest

from roadmaps.domain.changes import Changes
from roadmaps.domain.gaps import Edit
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, InfeasiblePlan, PlanSettings, Rule
from roadmaps.domain.trying import compare_replanned, try_changes
from roadmaps.domain.what_if import start_later
from roadmaps.domain.wishes import Wish
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    WORKED_SCORES,
    WORKED_TARGETS,
    advance,
    scope_of,
    worked_scope,
)
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.domain.worked import asked, measured, present


def direct(capacities=CAPACITIES, settings=None, scope=None, phases=PHASES, **more):
    return plan(scope or worked_scope(), phases, capacities, settings or PlanSettings(), **more)


CASES = {
    "more days": (Changes(days={"run": 140}), {"capacities": (100, 140, 340)}),
    "fewer days": (Changes(days={"walk": -40}), {"capacities": (100, 100, 200)}),
    "without balance": (
        Changes(without=("balance",)),
        {"settings": PlanSettings(balance=Balance.OFF)},
    ),
    "without the gate": (Changes(without=("gate",)), {"settings": PlanSettings(gate=False)}),
    "both": (
        Changes(days={"run": 40}, without=("block_share",)),
        {"capacities": (100, 140, 240), "settings": PlanSettings(block_share=False)},
    ),
    "another target": (
        Changes(stages={"EXB": 1}),
        {"scope": scope_of(WORKED_SCORES, advance(WORKED_TARGETS | {"EXB": 1}))},
    ),
    "later": (
        Changes(later=6),
        {"phases": start_later(PHASES, 6), "settings": PlanSettings(horizon=60)},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_the_plan_that_is_asked_for_directly(case):
    changes, facts = CASES[case]
    told, best = try_changes(present(), changes), direct(**facts)
    assert told.before.plan == present().plan
    assert told.after.plan.positions == best.positions
    assert told.after.plan.share == best.share
    assert told.are_proved


def test_what_the_balance_rule_costs_in_points():
    told = try_changes(present(), Changes(without=("balance",)))
    assert (told.points, told.is_same_scope, told.plans.idle_change) == (3, True, 2)
    assert [rest.block for rest in told.before.rests] == ["EXB"]
    assert {rest.block for rest in told.after.rests} == {"EXB", "IMP", "VIS", "VOC"} & {
        rest.block for rest in told.after.rests
    }
    assert (told.before.crossing, told.before.crossing_phase) == ("opens", "walk")


def test_a_start_three_months_later_costs_what_customers_wait():
    told = try_changes(present(), Changes(later=3))
    assert told.plans.is_same
    lost = 3 * sum(
        gap.impact * gap.gap for gap in worked_scope().gaps if WORKED_PLAN[gap.stone] is not None
    )
    ceiling = told.before.plan.ceiling
    assert told.before.plan.share - told.after.plan.share == pytest.approx(lost / ceiling)


def test_further_rounds_measure_both_plans_by_the_farther_horizon():
    told = try_changes(present(), Changes(cycles=2))
    assert told.before.plan.positions == WORKED_PLAN
    assert told.before.plan.ceiling == told.after.plan.ceiling == 80_400 * 72 / 60
    assert told.before.plan.proved
    assert told.after.plan.share >= told.before.plan.share
    assert [code for code, _, _ in told.rows] == [phase.code for phase in told.after.phases]


def test_another_way_lets_a_step_in_and_says_what_binds():
    told = try_changes(present(), Changes(ways={"IMP-5": Edit(40, 2)}))
    assert [step.stone for step in told.entered] == ["IMP-5"]
    assert told.is_same_scope
    assert told.after.scope.gap_by_stone["IMP-5"].effort == 40


def test_work_that_has_begun_stays_where_it_is():
    begun = present(wishes={"VOC-4": Wish("crawl", locked=True)})
    told = try_changes(begun, Changes(days={"crawl": -10}))
    assert told.after.plan.positions["VOC-4"] == "crawl"
    with pytest.raises(InfeasiblePlan) as refusal:
        try_changes(begun, Changes(days={"crawl": -20}))
    assert [(v.rule, v.stones) for v in refusal.value.violations] == [(Rule.SHARE, ("VOC-4",))]


def test_what_is_found_without_time_is_not_said_to_be_proved():
    told = try_changes(present(), Changes(days={"run": 1}), seconds=0)
    assert not told.are_proved


def test_planning_again_compares_what_is_left():
    now = asked(delivered=("VIS-2", "IMP-1"), capacities=(60, 140, 200))
    rest = scope_of(WORKED_SCORES, advance(WORKED_TARGETS), delivered=("VIS-2", "IMP-1"))
    told = compare_replanned(present(), measured(), now, direct(now.capacities, scope=rest))
    assert told.is_same_scope
    assert told.before.scope == told.after.scope
    assert "VIS-2" not in told.before.plan.positions
    kept = {s: p for s, p in WORKED_PLAN.items() if s not in now.delivered}
    assert told.before.plan.positions == kept
    assert told.before.crossing_phase == "walk"


def test_planning_again_from_a_later_day_counts_the_months_lost():
    later = replace(asked(), starts_on=asked().starts_on.replace(month=4))
    told = compare_replanned(present(), measured(), later, present().plan)
    assert told.plans.is_same
    assert told.after.plan.share < told.before.plan.share


def test_planning_again_counts_delivered_work_on_both_sides():
    now = asked(delivered=("VIS-2", "VOC-4"), capacities=(15, 140, 200))
    rest = scope_of(WORKED_SCORES, advance(WORKED_TARGETS), delivered=now.delivered)
    told = compare_replanned(present(), measured(), now, direct(now.capacities, scope=rest))
    for side in (told.before, told.after):
        assert not {("crawl", "VIS"), ("crawl", "VOC")} & {
            (phase, each.block) for each in side.rests for phase in each.phases
        }
    assert told.before.prospect[0] == told.after.prospect[0]


def test_a_phase_that_is_over_asks_nothing_of_any_block():
    now = asked(capacities=(0, 140, 200))
    told = compare_replanned(present(), measured(), now, direct(now.capacities))
    assert all("crawl" not in each.phases for each in told.after.rests)
