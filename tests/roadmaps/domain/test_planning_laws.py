import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.checking import check_placement
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import LATER, WAIVABLE, Balance, InfeasiblePlan, PlanSettings, Waiver
from tests.roadmaps.domain.brute_force import try_all
from tests.roadmaps.domain.cases import PHASES, gap, scope_with

STONES = ("A-1", "A-2", "B-1", "B-2", "C-1", "C-2")
CAPACITY = st.sampled_from([0, 15, 60, 100.5, 240])
CAPACITIES = st.tuples(CAPACITY, CAPACITY, CAPACITY)


@st.composite
def scopes(draw):
    """Up to six stones in three blocks, each needing some of those of its stage or an earlier; in
    half of the scopes all weigh the same, so that ties abound."""
    gaps = []
    alike = {"impact": 3, "gap": 50.0, "effort": 30.0} if draw(st.booleans()) else {}
    for stone in STONES[: draw(st.integers(1, len(STONES)))]:
        stage = draw(st.integers(1, 4))
        before = [other.stone for other in gaps if other.stage <= stage]
        is_gate = stage == 2 and draw(st.booleans())
        needs = draw(st.lists(st.sampled_from(before), unique=True, max_size=2)) if before else []
        fields = {
            "stage": stage,
            "impact": draw(st.integers(1, 5)),
            "gap": draw(st.integers(1, 650)) / 10,
            "value": float(draw(st.sampled_from([0, 40, 52]))),
            "effort": draw(st.sampled_from([3.75, 7.5, 15.0, 22.5, 45.0, 60.0])),
            "months": draw(st.sampled_from([1, 3, 6, 12])),
        }
        gaps.append(gap(stone, needs=tuple(needs), is_gate=is_gate, **(fields | alike)))
    return scope_with(gaps, draw(st.integers(1, 4)))


@settings(deadline=None, max_examples=60)
@given(scopes(), CAPACITIES)
def test_plan_is_the_best_of_all_placements(scope, capacities):
    tried = try_all(scope, PHASES, capacities)
    best = plan(scope, PHASES, capacities)
    assert best.proved
    assert len(best.idle) == tried.idle[0]
    assert best.benefit == pytest.approx(tried.benefit[0], abs=1e-6)
    assert best.effort == tried.effort[0]
    assert best.positions == tried.best(PHASES)


@settings(deadline=None, max_examples=25)
@given(scopes(), CAPACITIES)
def test_placements_checked_are_those_that_trying_all_allows(scope, capacities):
    tried = try_all(scope, PHASES, capacities)
    codes = [*(phase.code for phase in PHASES), None]
    allowed = {tuple(row) for row in tried.places.tolist()}
    for row in [*tried.places[:20].tolist(), *([p] * len(scope.gaps) for p in range(4))]:
        positions = {s: codes[p] for s, p in zip(tried.stones, row, strict=True)}
        broken = check_placement(scope, PHASES, capacities, PlanSettings(), positions)
        assert (not broken) == (tuple(row) in allowed)


@settings(deadline=None, max_examples=30)
@given(scopes(), CAPACITIES)
def test_plan_places_nothing_before_what_it_needs(scope, capacities):
    positions = plan(scope, PHASES, capacities).positions
    order = [phase.code for phase in PHASES]
    for stone in scope.gaps:
        if positions[stone.stone] is not None:
            for need in stone.needs:
                assert positions[need] is not None
                assert order.index(positions[need]) <= order.index(positions[stone.stone])


@settings(deadline=None, max_examples=30)
@given(scopes(), CAPACITIES)
def test_plan_never_exceeds_a_capacity(scope, capacities):
    for load, capacity in zip(plan(scope, PHASES, capacities).loads, capacities, strict=True):
        assert load.effort <= load.capacity == capacity


@settings(deadline=None, max_examples=20)
@given(scopes(), CAPACITIES)
def test_plan_of_the_same_input_is_the_same_plan(scope, capacities):
    assert plan(scope, PHASES, capacities) == plan(scope, PHASES, capacities)


@settings(deadline=None, max_examples=30)
@given(scopes(), CAPACITIES)
def test_plan_gives_every_stone_left_for_later_a_reason(scope, capacities):
    for placed in plan(scope, PHASES, capacities).in_phase(None):
        assert placed.reasons


@settings(deadline=None, max_examples=60)
@given(
    scopes(),
    CAPACITIES,
    st.dictionaries(
        st.sampled_from(STONES), st.sampled_from(["crawl", "walk", "run", LATER]), max_size=3
    ),
)
def test_plan_keeps_locks_or_says_what_stands_against_them(scope, capacities, locks):
    positions, broken = _plan_or_violations(scope, capacities, locks)
    if positions is None:
        assert broken
        assert all(violation.stones for violation in broken)
        return
    for stone, phase in locks.items():
        if stone in positions:
            assert positions[stone] == (None if phase == LATER else phase)


WAIVERS = st.lists(
    st.builds(Waiver, st.sampled_from(WAIVABLE), st.sampled_from(STONES)), max_size=3
)
BALANCES = st.sampled_from(list(Balance))


def worth(best, balance):
    """What a plan amounts to, the better the smaller: idle pairs that count, benefit, effort."""
    idle = len(best.idle) if balance is Balance.EVERY_PHASE else 0
    return idle, -best.benefit, best.effort


@settings(deadline=None, max_examples=40)
@given(scopes(), CAPACITIES, WAIVERS, st.sampled_from([Balance.EVERY_PHASE, Balance.OFF]))
def test_a_waiver_never_makes_the_best_plan_worse(scope, capacities, waivers, balance):
    asked = PlanSettings(balance=balance)
    strict = plan(scope, PHASES, capacities, asked)
    waived = plan(scope, PHASES, capacities, asked, waivers=waivers)
    assert worth(waived, balance) <= worth(strict, balance)


@settings(deadline=None, max_examples=40)
@given(scopes(), CAPACITIES, CAPACITIES)
def test_more_people_never_make_the_best_plan_worse(scope, capacities, more):
    asked = PlanSettings()
    looser = [few + extra for few, extra in zip(capacities, more, strict=True)]
    few, many = (plan(scope, PHASES, days, asked) for days in (capacities, looser))
    assert worth(many, asked.balance)[:2] <= worth(few, asked.balance)[:2]


@settings(deadline=None, max_examples=25)
@given(scopes(), CAPACITIES, WAIVERS, BALANCES)
def test_a_plan_keeps_every_rule_that_nobody_waived(scope, capacities, waivers, balance):
    asked = PlanSettings(balance=balance)
    best = plan(scope, PHASES, capacities, asked, waivers=waivers)
    facts = (scope, PHASES, capacities, asked, best.positions)
    assert check_placement(*facts, waivers=waivers) == ()
    waived = {(waiver.stone, waiver.rule) for waiver in waivers}
    for violation in check_placement(*facts):
        assert any((stone, violation.rule) in waived for stone in violation.stones)


def _plan_or_violations(scope, capacities, locks):
    try:
        return plan(scope, PHASES, capacities, locks=locks).positions, ()
    except InfeasiblePlan as impossible:
        return None, impossible.violations
