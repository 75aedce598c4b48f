import time

import pytest

from roadmaps.domain.checking import check_placement
from roadmaps.domain.cycles import propose_phases
from roadmaps.domain.planning import excluded_by_capacity, plan, propose_capacities
from roadmaps.domain.plans import (
    LATER,
    Balance,
    CapacityLimit,
    InfeasiblePlan,
    NoPlanInTime,
    PlanSettings,
    Reason,
    Rule,
    Violation,
)
from roadmaps.domain.scopes import add_initiatives, own_initiative
from tests.roadmaps.domain.brute_force import try_all
from tests.roadmaps.domain.cases import (
    CAPACITIES,
    PHASES,
    advance,
    gap,
    maturity_model,
    scope_of,
    scope_with,
    worked_scope,
)

WORKED_PLAN = {
    **dict.fromkeys(("VIS-2", "VOC-4", "IMP-1"), "crawl"),
    **dict.fromkeys(("VIS-3", "VOC-2", "IMP-2", "EXB-4"), "walk"),
    **dict.fromkeys(("VOC-5", "IMP-4"), "run"),
    "IMP-5": None,
}


def test_plan_equals_the_worked_roadmap():
    best = plan(worked_scope(), PHASES, CAPACITIES)
    assert best.positions == WORKED_PLAN
    assert (best.benefit, best.ceiling, best.effort) == (44_220, 80_400, 292.5)
    assert round(100 * best.share, 1) == 55.0
    assert [(load.phase, load.effort, load.capacity) for load in best.loads] == [
        ("crawl", 75, 100),
        ("walk", 127.5, 140),
        ("run", 90, 200),
    ]
    assert (best.proved, best.bound_gap, best.indicative) == (True, 0, False)


def test_plan_says_why_the_worked_roadmap_leaves_a_stone_for_later():
    (later,) = plan(worked_scope(), PHASES, CAPACITIES).in_phase(None)
    assert later.stone == "IMP-5"
    assert later.reasons == (
        Reason(Rule.CAPACITY, "run", needed=120, left=110, allowed=200),
        Reason(Rule.SHARE, "run", block="IMP", needed=120, left=55, allowed=100),
    )


def test_plan_says_why_the_worked_roadmap_has_an_idle_pair():
    (pair,) = plan(worked_scope(), PHASES, CAPACITIES).idle
    assert (pair.phase, pair.block) == ("crawl", "EXB")
    (held,) = pair.held
    assert held.stone == "EXB-4"
    chain = ("VIS-2", "VIS-3", "EXB-4")
    assert held.reasons == (
        Reason(Rule.PREREQUISITE, "walk", ("VIS-3",)),
        Reason(Rule.CHAIN, "crawl", chain, needed=7, allowed=6),
        Reason(Rule.CAPACITY, "crawl", needed=45, left=25, allowed=100),
    )


def test_plan_says_why_each_stone_of_the_worked_roadmap_stands_where_it_does():
    placed = {p.stone: p for p in plan(worked_scope(), PHASES, CAPACITIES).placements}
    assert placed["VIS-3"].reasons == (
        Reason(Rule.PREREQUISITE, "crawl", ("VIS-2",)),
        Reason(Rule.CAPACITY, "crawl", needed=45, left=25, allowed=100),
        Reason(Rule.BALANCE, "walk", block="VIS"),
    )
    assert placed["VOC-5"].reasons == (
        Reason(Rule.GATE, "walk", ("EXB-4",)),
        Reason(Rule.CAPACITY, "walk", needed=45, left=12.5, allowed=140),
        Reason(Rule.BALANCE, "run", block="VOC"),
    )
    assert placed["VIS-2"].unlocks == ("VIS-3", "VOC-5", "IMP-4", "IMP-5", "EXB-4")
    assert placed["IMP-1"].unlocks == ("IMP-2", "IMP-4")


def test_plan_without_balance_shows_what_the_rule_costs():
    free = plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(balance=Balance.OFF))
    assert free.benefit == 47_280
    assert round(100 * free.share, 1) == 58.8
    assert len(free.idle) == 3
    assert ("run", "IMP") in [(pair.phase, pair.block) for pair in free.idle]


def test_plan_is_the_best_of_all_placements_of_the_worked_roadmap():
    tried = try_all(worked_scope(), PHASES, CAPACITIES)
    assert tried.best(PHASES) == WORKED_PLAN
    assert (tried.idle[0], tried.benefit[0], tried.effort[0]) == (1, 44_220, 292.5)
    assert (tried.idle[1], tried.benefit[1]) == (1, 43_440)
    assert tried.benefit.max() == 47_280


def test_plan_with_balance_by_the_second_phase_lets_a_block_wait():
    gaps = [gap(f"A-{n}", effort=50, gap=60) for n in range(4)] + [gap("B-1", effort=50, gap=1)]
    tight = (50.0, 50.0, 150.0)
    settings = PlanSettings(block_share=False, balance=Balance.BY_SECOND_PHASE)
    assert plan(scope_with(gaps), PHASES, tight, settings).positions["B-1"] == "walk"
    off = PlanSettings(block_share=False, balance=Balance.OFF)
    assert plan(scope_with(gaps), PHASES, tight, off).positions["B-1"] == "run"


def test_plan_keeps_locks_and_exclusions():
    locks = {"VOC-4": "run", "IMP-2": LATER, "not in scope": "crawl"}
    kept = plan(worked_scope(), PHASES, CAPACITIES, locks=locks, exclusions={"VOC-5": "Next year"})
    assert kept.positions["VOC-4"] == "run"
    assert kept.positions["IMP-2"] is None
    assert kept.positions["IMP-4"] is None
    placed = {p.stone: p for p in kept.placements}
    assert placed["VOC-4"].locked
    assert placed["VOC-4"].reasons[0] == Reason(Rule.LOCKED, "run")
    assert placed["IMP-2"].reasons == (Reason(Rule.LOCKED, None),)
    assert placed["VOC-5"].reasons == (Reason(Rule.EXCLUDED, None),)
    assert not placed["VOC-5"].locked
    assert placed["IMP-4"].reasons[0] == Reason(Rule.PREREQUISITE, None, ("IMP-2",))


@pytest.mark.parametrize(
    ("locks", "violations"),
    [
        ({"IMP-5": "run"}, (Violation(Rule.SHARE, "run", ("IMP-5",), needed=120, allowed=100),)),
        (
            {"VOC-5": "crawl"},
            (Violation(Rule.STAGE_LIMIT, "crawl", ("VOC-5",), needed=3, allowed=2),),
        ),
        (
            {"VIS-2": LATER, "VIS-3": "walk"},
            (Violation(Rule.PREREQUISITE, "walk", ("VIS-3", "VIS-2")),),
        ),
        ({"VIS-3": "run", "VOC-5": "walk"}, (Violation(Rule.GATE, "walk", ("VOC-5", "VIS-3")),)),
        (
            {"EXB-4": "crawl", "VOC-2": "walk"},
            (
                Violation(Rule.CHAIN, "crawl", ("VIS-2", "VIS-3", "EXB-4"), needed=7, allowed=6),
                Violation(
                    Rule.CAPACITY, "crawl", ("VIS-2", "VIS-3", "EXB-4"), needed=105, allowed=100
                ),
            ),
        ),
        (
            {"IMP-1": "crawl", "VOC-2": "walk", "VOC-5": "walk", "IMP-4": "walk"},
            (
                Violation(Rule.GATE, "walk", ("VOC-2", "VOC-5", "IMP-4"), jointly=True),
                Violation(Rule.CAPACITY, "walk", ("VOC-2", "VOC-5", "IMP-4"), jointly=True),
            ),
        ),
    ],
)
def test_plan_names_the_rules_that_locks_break(locks, violations):
    with pytest.raises(InfeasiblePlan) as caught:
        plan(worked_scope(), PHASES, CAPACITIES, locks=locks)
    assert caught.value.violations == violations


def test_plan_refuses_a_stone_both_locked_and_excluded():
    with pytest.raises(InfeasiblePlan) as caught:
        plan(worked_scope(), PHASES, CAPACITIES, locks={"IMP-1": "run"}, exclusions=["IMP-1"])
    assert caught.value.violations == (Violation(Rule.EXCLUDED, "run", ("IMP-1",)),)


def test_plan_refuses_unknown_phases_and_capacities_that_do_not_fit():
    with pytest.raises(ValueError, match="no such phase: sprint"):
        plan(worked_scope(), PHASES, CAPACITIES, locks={"IMP-1": "sprint"})
    with pytest.raises(ValueError, match="for each a capacity"):
        plan(worked_scope(), PHASES, (100, 140))


def test_plan_out_of_time_says_that_it_is_not_proved():
    late = plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(time_limit=0))
    assert not late.proved
    assert 0 < late.bound_gap <= 1
    assert not check_placement(worked_scope(), PHASES, CAPACITIES, PlanSettings(), late.positions)


def test_plan_out_of_time_is_the_best_found_and_keeps_every_rule():
    scope = scope_of({}, advance(dict.fromkeys(maturity_model().blocks, 3)), otherwise=0)
    scarce = [0.4 * capacity for capacity in propose_capacities(scope, PHASES)]
    settings = PlanSettings(time_limit=0.15)
    found = plan(scope, PHASES, scarce, settings)
    assert not check_placement(scope, PHASES, scarce, settings, found.positions)
    assert found.proved or found.bound_gap >= 0
    assert found.benefit <= 207_240


def test_plan_out_of_time_keeps_locks_all_the_same():
    late = plan(
        worked_scope(), PHASES, CAPACITIES, PlanSettings(time_limit=0), locks={"VIS-3": "run"}
    )
    assert late.positions["VIS-3"] == "run"
    assert late.positions["VIS-2"] is not None
    assert not check_placement(worked_scope(), PHASES, CAPACITIES, PlanSettings(), late.positions)


def test_plan_out_of_time_before_the_locks_are_kept_says_so():
    locks = {"IMP-1": "crawl", "VOC-2": "walk", "VOC-5": "walk", "IMP-4": "walk"}
    with pytest.raises(NoPlanInTime):
        plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(time_limit=0), locks=locks)


def test_plan_out_of_time_names_what_locks_break_among_themselves():
    with pytest.raises(InfeasiblePlan) as caught:
        plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(time_limit=0), locks={"IMP-5": "run"})
    assert [violation.rule for violation in caught.value.violations] == [Rule.SHARE]


def test_plan_breaks_ties_by_the_order_of_the_model_and_then_by_code():
    alike = [gap(code, block="A") for code in ("A-3", "A-1", "A-2")]
    one_each = (45.0, 45.0, 45.0)
    assert plan(scope_with(alike), PHASES, one_each).positions == {
        "A-3": "crawl",
        "A-1": "walk",
        "A-2": "run",
    }
    # Crawl holds the first and last or the two between, which are as early in the model's order.
    efforts = {"A-4": 60.0, "A-1": 50.0, "A-2": 50.0, "A-3": 40.0}
    even = [gap(code, effort=days) for code, days in efforts.items()]
    crawl = plan(scope_with(even), PHASES, (100, 100, 0)).in_phase("crawl")
    assert [placed.stone for placed in crawl] == ["A-1", "A-2"]


def test_plan_of_nothing_to_do_is_empty():
    empty = plan(scope_of({}, advance({"VIS": 4})), PHASES, CAPACITIES)
    assert (empty.placements, empty.idle, empty.alerts) == ((), (), ())
    assert (empty.benefit, empty.share, empty.effort, empty.proved) == (0, 0, 0, True)


def test_plan_without_the_gate_lets_stones_beyond_the_chasm_go_first():
    gaps = [gap("A-1", stage=2, is_gate=True, months=12), gap("B-1", stage=3)]
    scope = scope_with(gaps)
    ample = (200.0, 200.0, 200.0)
    assert plan(scope, PHASES, ample).positions == {"A-1": "walk", "B-1": "run"}
    free = plan(scope, PHASES, ample, PlanSettings(gate=False))
    assert free.positions == {"A-1": "walk", "B-1": "walk"}
    assert {p.stone: p.unlocks for p in free.placements}["A-1"] == ()


def test_plan_without_stage_limit_takes_later_stages_at_once():
    gaps = [gap("A-1", stage=3, gap=60), gap("B-1", gap=1)]
    scope = scope_with(gaps, gate_after=None)
    tight = (45.0, 45.0, 45.0)
    off = PlanSettings(stage_limit=False, block_share=False, balance=Balance.OFF)
    assert plan(scope, PHASES, tight, off).positions == {"A-1": "crawl", "B-1": "walk"}
    on = PlanSettings(block_share=False, balance=Balance.OFF)
    assert plan(scope, PHASES, tight, on).positions == {"A-1": "walk", "B-1": "crawl"}


def test_plan_places_own_initiatives_with_their_entered_gain():
    scope = worked_scope()
    own = own_initiative(scope, "OWN-1", block="VOC", impact=4, effort=22.5)
    best = plan(add_initiatives(scope, [own]), PHASES, CAPACITIES)
    assert (own.gap, own.months) == (20, 3)
    assert best.positions["OWN-1"] is not None
    assert best.benefit > 44_220


def test_plan_says_which_stones_are_optional_once_the_target_is_in_sight():
    scores = {"VOC-5": 45, "VOC-6": 45}
    best = plan(scope_of(scores, advance({"VOC": 3})), PHASES, (0, 22.5, 22.5))
    assert {p.stone for p in best.placements if p.optional} == {"VOC-5", "VOC-6"}


def test_plan_of_a_model_with_other_stages_blocks_and_phases():
    months = [(f"p{n}", 3 * n, 3 * n + 3) for n in range(5)]
    phases = [type(PHASES[0])(*three) for three in months]
    gaps = [gap("A-1", stage=2), gap("A-2", stage=6, needs=("A-1",)), gap("B-1", stage=4)]
    scope = scope_with(gaps, last_stage=6, gate_after=None)
    best = plan(scope, phases, [100] * 5)
    assert best.positions == {"A-1": "p0", "A-2": "p4", "B-1": "p2"}


def test_capacities_proposed_follow_the_months_with_the_reserve():
    scope = scope_with([gap("A-1", effort=400), gap("B-1", effort=200)])
    assert propose_capacities(scope, PHASES) == (110, 220, 330)
    assert propose_capacities(scope, PHASES[:1]) == (660,)
    assert propose_capacities(scope, PHASES[:2]) == (220, 440)
    two = propose_phases(PHASES, 60, 2)
    assert propose_capacities(scope, two) == (66, 132, 198, 44, 88, 132)


def test_capacity_says_which_stones_it_excludes():
    scope = scope_of({"VOC-3": 0, "IMP-1": 0}, advance({"VOC": 2, "IMP": 2}))
    assert excluded_by_capacity(scope, (100, 140, 200)) == (CapacityLimit("VOC-3", 120, 240, 200),)
    assert excluded_by_capacity(scope, (100, 140, 240)) == ()
    assert excluded_by_capacity(scope, (100, 140, 120), PlanSettings(block_share=False)) == ()


@pytest.mark.parametrize("stage", [3, 4])
def test_plan_of_the_whole_model_is_proved_within_two_seconds(stage):
    scope = scope_of({}, advance(dict.fromkeys(maturity_model().blocks, stage)), otherwise=0)
    capacities = propose_capacities(scope, PHASES)
    plan(worked_scope(), PHASES, CAPACITIES)  # scipy is imported by now
    start = time.process_time()
    best = plan(scope, PHASES, capacities)
    assert time.process_time() - start < 2
    assert best.proved
    assert len(best.placements) == {3: 51, 4: 63}[stage]
