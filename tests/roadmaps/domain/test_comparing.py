from roadmaps.domain.comparing import compare, make_side, whole
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, PlanSettings, Rule
from roadmaps.domain.what_if import Move
from tests.roadmaps.domain.cases import CAPACITIES, PHASES, worked_scope
from tests.roadmaps.domain.worked import measured


def side(delivered=None, **settings):
    best = plan(worked_scope(), PHASES, CAPACITIES, PlanSettings(**settings))
    gate = measured().scorecard.gate
    return make_side(best, worked_scope(), PHASES, gate=gate, delivered=delivered or {})


def test_a_plan_beside_itself_says_nothing():
    told = compare(side(), side())
    assert (told.points, told.shifts, told.rebound, told.are_proved) == (0, 0, (), True)
    assert Move("VIS-2", "crawl", "crawl") in told.staying
    assert len(told.staying) == told.plans.kept == 9


def test_each_step_says_what_binds_it_where_it_goes():
    told = compare(side(), side(balance=Balance.OFF))
    places = told.after.plan.positions
    for step in (*told.moved, *told.entered, *told.left_out):
        assert (step.before, step.after) == (
            told.before.plan.positions[step.stone],
            places[step.stone],
        )
        placed = next(p for p in told.after.plan.placements if p.stone == step.stone)
        assert step.reason is None or step.reason in placed.reasons
    assert told.shifts == len(told.moved) + len(told.entered) + len(told.left_out) > 0


def test_rules_that_bind_otherwise_are_told_but_for_locks():
    told = compare(side(), side(balance=Balance.OFF))
    for each in told.rebound:
        assert (each.before and each.before.rule) != (each.after and each.after.rule)
    locked = plan(
        worked_scope(),
        PHASES,
        CAPACITIES,
        locks={s: p for s, p in side().plan.positions.items() if p},
    )
    held = compare(side(), make_side(locked, worked_scope(), PHASES, gate=None, delivered={}))
    assert any(r.after and r.after.rule is Rule.LOCKED for r in held.rebound)
    assert held.rebound_in_place == ()


def test_the_crossing_counts_what_was_delivered_before():
    assert side(delivered={"VIS-2": "crawl"}).crossing_phase == "walk"


def test_whole_points_are_rounded_down_like_on_every_page():
    assert [whole(share) for share in (0.549, 0.55, 0.29, 0.5500000001)] == [54, 55, 29, 55]
