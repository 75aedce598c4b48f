import time
from dataclasses import replace

import pytest

from benchmarks.planning import make_scope
from roadmaps.domain.checking import check_placement
from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, PlanSettings, Rule
from tests.roadmaps.domain.cases import PHASES, maturity_model

STONES = 500
SHORT = PlanSettings(time_limit=0.5)


@pytest.fixture(scope="module")
def large():
    scope = make_scope(maturity_model(), STONES, 1)
    assert len(scope.gaps) == STONES
    return scope, PHASES, [days / 2 for days in propose_capacities(scope, PHASES)]


def test_plan_of_500_stones_out_of_time_keeps_every_rule_and_shows_its_gap(large):
    begin = time.process_time()
    found = plan(*large, SHORT)
    assert time.process_time() - begin < 5
    assert not found.proved
    assert 0 < found.bound_gap < 0.2
    assert found.share > 0.4
    assert check_placement(*large, SHORT, found.positions) == ()
    assert all(placed.reasons for placed in found.in_phase(None))


def test_plan_of_500_stones_keeps_locks_and_names_those_that_cannot_be_kept(large):
    scope, phases, _ = large
    late = next(gap.stone for gap in scope.gaps if gap.stage == 4)
    kept = plan(*large, SHORT, locks={late: "run"}, exclusions=[scope.gaps[0].stone])
    assert kept.positions[late] == "run"
    assert kept.positions[scope.gaps[0].stone] is None
    with pytest.raises(InfeasiblePlan) as caught:
        plan(*large, SHORT, locks={late: "crawl"})
    assert [violation.rule for violation in caught.value.violations] == [Rule.STAGE_LIMIT]
    locks = {gap.stone: "walk" for gap in scope.gaps if gap.stage < 4}
    with pytest.raises((InfeasiblePlan, NoPlanInTime)):
        plan(scope, phases, (100, 100, 100), replace(SHORT, block_share=False), locks=locks)


def test_plan_of_the_whole_model_with_half_of_the_people_is_proved_in_seconds():
    scope = make_scope(maturity_model(), 63, 5)
    capacities = [days / 2 for days in propose_capacities(scope, PHASES)]
    plan(make_scope(maturity_model(), 6, 0), PHASES, (10, 10, 10))  # scipy is imported by now
    begin = time.process_time()
    assert plan(scope, PHASES, capacities).proved
    assert time.process_time() - begin < 2
