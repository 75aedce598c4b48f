from dataclasses import replace

import pytest

from roadmaps.domain.checking import check_placement
from roadmaps.domain.planning import describe, excluded_by_capacity, plan
from roadmaps.domain.plans import (
    WAIVABLE,
    Balance,
    InfeasiblePlan,
    PhaseLoad,
    PlanSettings,
    Reason,
    Rule,
    Waiver,
)
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, gap, scope_with, worked_scope

FREE = PlanSettings(block_share=False, balance=Balance.OFF)
SETTINGS = PlanSettings()


def solve(gaps, capacities, *waivers, settings=FREE, **more):
    return plan(scope_with(gaps), PHASES, capacities, settings, waivers=waivers, **more)


def test_waived_prerequisite_lets_a_stone_go_before_what_it_needs():
    gaps = [gap("A-1", months=12), gap("A-2", needs=("A-1",))]
    ample = (100.0, 100.0, 100.0)
    assert solve(gaps, ample).positions == {"A-1": "walk", "A-2": "run"}
    waived = solve(gaps, ample, Waiver(Rule.PREREQUISITE, "A-2", "Agreed"))
    assert waived.positions == {"A-1": "walk", "A-2": "crawl"}
    placed = {p.stone: p for p in waived.placements}
    assert placed["A-2"].reasons == (Reason(Rule.WAIVED, "crawl", waived=Rule.PREREQUISITE),)
    assert placed["A-1"].unlocks == ()


def test_waived_gate_lets_that_stone_alone_pass():
    gaps = [gap("G-1", stage=2, is_gate=True, months=12), gap("A-1", stage=3), gap("B-1", stage=3)]
    waived = solve(gaps, (200.0, 200.0, 200.0), Waiver(Rule.GATE, "A-1"))
    assert waived.positions == {"G-1": "walk", "A-1": "walk", "B-1": "run"}


def test_waived_chain_lets_work_outlast_the_phase():
    gaps = [gap("A-1"), gap("A-2", needs=("A-1",), months=6)]
    one = (0.0, 90.0, 0.0)
    short = [replace(phase, end_month=phase.start_month + 6) for phase in PHASES[1:2]]
    phases = (PHASES[0], *short, PHASES[2])
    assert plan(scope_with(gaps), phases, one, FREE).positions["A-2"] is None
    waivers = (Waiver(Rule.CHAIN, "A-2"),)
    both = plan(scope_with(gaps), phases, one, FREE, waivers=waivers)
    assert both.positions == {"A-1": "walk", "A-2": "walk"}


def test_waived_stage_limit_lets_any_phase_take_a_stone():
    gaps = [gap("A-1", stage=3), gap("B-1", stage=3)]
    ample = (100.0, 100.0, 100.0)
    waived = solve(gaps, ample, Waiver(Rule.STAGE_LIMIT, "A-1"))
    assert waived.positions == {"A-1": "crawl", "B-1": "walk"}


def test_waived_stage_limit_asks_for_no_balance_where_the_stone_may_now_stand():
    gaps = [gap("A-1", stage=4, impact=1), gap("B-1", gap=60, effort=50), gap("B-2", effort=40)]
    waiver = Waiver(Rule.STAGE_LIMIT, "A-1")
    tight = (50.0, 0.0, 90.0)
    asked = PlanSettings(block_share=False)
    assert solve(gaps, tight, waiver, settings=asked).positions["B-1"] == "crawl"


def test_waived_capacity_puts_a_stone_on_top_of_it():
    gaps = [gap("A-1", effort=120), gap("B-1", effort=40)]
    waived = solve(gaps, (50.0, 0.0, 0.0), Waiver(Rule.CAPACITY, "A-1"))
    assert waived.positions == {"A-1": "crawl", "B-1": "crawl"}
    assert waived.loads[0] == PhaseLoad("crawl", 160, 50, on_top=120)
    assert waived.effort == 160


def test_waived_share_does_not_count_in_its_block():
    gaps = [gap("A-1", effort=45), gap("A-2", effort=45), gap("B-1", effort=5)]
    asked = PlanSettings(balance=Balance.OFF)
    tight = (100.0, 0.0, 0.0)
    assert solve(gaps, tight, settings=asked).positions["A-2"] is None
    waived = solve(gaps, tight, Waiver(Rule.SHARE, "A-2"), settings=asked)
    assert waived.positions == {"A-1": "crawl", "A-2": "crawl", "B-1": "crawl"}


def test_waivers_make_a_moved_stone_stand():
    best = plan(worked_scope(), PHASES, CAPACITIES)
    moved = best.positions | {"IMP-5": "run"}
    facts = (worked_scope(), PHASES, CAPACITIES, SETTINGS, moved)
    assert [v.rule for v in check_placement(*facts)] == [Rule.CAPACITY, Rule.SHARE]
    both = (Waiver(Rule.CAPACITY, "IMP-5"), Waiver(Rule.SHARE, "IMP-5", "A supplier does it"))
    assert check_placement(*facts, waivers=both) == ()
    locked = plan(worked_scope(), PHASES, CAPACITIES, locks={"IMP-5": "run"}, waivers=both)
    assert locked.positions == moved
    assert locked.proved
    stone = {p.stone: p for p in describe(*facts, waivers=both).placements}["IMP-5"]
    told = [(reason.rule, reason.waived) for reason in stone.reasons]
    assert told[-2:] == [(Rule.WAIVED, Rule.CAPACITY), (Rule.WAIVED, Rule.SHARE)]


def test_locks_that_a_waiver_does_not_reach_still_name_their_rule():
    with pytest.raises(InfeasiblePlan) as caught:
        plan(
            worked_scope(),
            PHASES,
            CAPACITIES,
            locks={"IMP-5": "run", "VOC-5": "crawl"},
            waivers=[Waiver(Rule.SHARE, "IMP-5"), Waiver(Rule.GATE, "VOC-5")],
        )
    assert [(v.rule, v.stones) for v in caught.value.violations] == [(Rule.STAGE_LIMIT, ("VOC-5",))]


def test_capacity_no_longer_excludes_what_a_person_waived():
    scope = worked_scope()
    (limit,) = excluded_by_capacity(scope, CAPACITIES)
    assert (limit.stone, limit.needed) == ("IMP-5", 240)
    share = [Waiver(Rule.SHARE, "IMP-5")]
    assert excluded_by_capacity(scope, CAPACITIES, waivers=share) == ()
    (limit,) = excluded_by_capacity(scope, (100, 100, 100), waivers=share)
    assert limit.needed == 120
    on_top = [Waiver(Rule.CAPACITY, "IMP-5")]
    (limit,) = excluded_by_capacity(scope, CAPACITIES, waivers=on_top)
    assert limit.needed == 240
    assert excluded_by_capacity(scope, (100, 100, 100), waivers=[*share, *on_top]) == ()


def test_waivers_of_stones_out_of_scope_change_nothing():
    waivers = [Waiver(rule, "not in scope") for rule in WAIVABLE]
    waived = plan(worked_scope(), PHASES, CAPACITIES, waivers=waivers)
    assert waived == plan(worked_scope(), PHASES, CAPACITIES)


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in WAIVABLE])
def test_only_hard_rules_can_be_waived(rule):
    with pytest.raises(ValueError, match="cannot be overridden"):
        plan(worked_scope(), PHASES, CAPACITIES, waivers=[Waiver(rule, "IMP-5")])
