import random
from dataclasses import replace

import pytest

from roadmaps.domain.checking import check_placement
from roadmaps.domain.planning import describe, plan
from roadmaps.domain.plans import Balance, InfeasiblePlan, NoPlanInTime, PlanSettings, Rule
from tests.roadmaps.domain.brute_force import Tried, try_all
from tests.roadmaps.domain.cases import PHASES
from tests.roadmaps.domain.small_models import CODES, make_capacities, make_edits, make_scope

MODELS, CHUNKS = 300, 6


def settle(seed):
    dice = random.Random(seed)
    scope = make_scope(dice)
    return scope, make_capacities(dice), make_edits(dice, scope)


def solve(scope, capacities, edits):
    """The plan, or the violations that stand against any."""
    asked = {name: value for name, value in edits.items() if name != "settings"}
    try:
        return plan(scope, PHASES, capacities, edits["settings"], **asked), ()
    except InfeasiblePlan as impossible:
        return None, impossible.violations


def agree(tried: Tried, best, balance) -> None:
    assert best.proved
    assert best.benefit == pytest.approx(tried.benefit[0], abs=1e-6)
    assert best.effort == tried.effort[0]
    assert best.positions == tried.best(PHASES)
    if balance is Balance.EVERY_PHASE:
        assert len(best.idle) == tried.idle[0]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_plan_is_the_best_of_all_placements_of_random_small_models(chunk):
    for seed in range(chunk, MODELS, CHUNKS):
        scope, capacities, edits = settle(seed)
        tried = try_all(scope, PHASES, capacities, **edits)
        best, broken = solve(scope, capacities, edits)
        if best is None:
            assert not len(tried.places), seed
            assert broken, seed
            assert all(violation.stones for violation in broken), seed
        else:
            agree(tried, best, edits["settings"].balance)


def test_checker_allows_what_trying_all_allows_with_waivers():
    for seed in range(60):
        scope, capacities, edits = settle(seed)
        rules = {"settings": edits["settings"], "waivers": edits["waivers"]}
        allowed = {
            tuple(row) for row in try_all(scope, PHASES, capacities, **rules).places.tolist()
        }
        dice = random.Random(seed)
        rows = [tuple(dice.choice((0, 1, 2, 3, 3)) for _ in scope.gaps) for _ in range(30)]
        for row in [*rows, *sorted(allowed)[:10]]:
            positions = placement_of(scope, row)
            broken = check_placement(
                scope, PHASES, capacities, rules["settings"], positions, waivers=rules["waivers"]
            )
            assert (not broken) == (row in allowed), (seed, row, broken)


def placement_of(scope, row):
    return {g.stone: (*CODES, None)[p] for g, p in zip(scope.gaps, row, strict=True)}


def test_reasons_hold_what_the_checker_forbids():
    """A stone left for later names every rule that it would break in the last phase."""
    for seed in range(60):
        scope, capacities, edits = settle(seed)
        best, _ = solve(scope, capacities, edits)
        if best is None:
            continue
        facts = (scope, PHASES, capacities, edits["settings"])
        for placed in best.in_phase(None):
            if placed.locked or placed.stone in edits["exclusions"]:
                continue
            there = best.positions | {placed.stone: CODES[-1]}
            broken = check_placement(*facts, there, waivers=edits["waivers"])
            rules = {reason.rule for reason in placed.reasons if reason.waived is None}
            # A chain is told with the work that would have to come along.
            assert rules - {violation.rule for violation in broken} <= {Rule.CHAIN}, (seed, placed)
            assert {violation.rule for violation in broken} <= rules, (seed, placed)


def test_describing_a_plan_again_says_the_same():
    for seed in range(30):
        scope, capacities, edits = settle(seed)
        best, _ = solve(scope, capacities, edits)
        if best is not None:
            asked = {name: value for name, value in edits.items() if name != "settings"}
            settings: PlanSettings = edits["settings"]
            again = describe(scope, PHASES, capacities, settings, best.positions, **asked)
            assert again.placements == best.placements
            assert (again.idle, again.loads, again.benefit) == (best.idle, best.loads, best.benefit)


def test_plans_out_of_time_keep_every_rule_and_know_a_bound():
    found = feasible = 0
    for seed in range(MODELS):
        scope, capacities, edits = settle(seed)
        tried = try_all(scope, PHASES, capacities, **edits)
        hurried = edits | {"settings": replace(edits["settings"], time_limit=0)}
        try:
            late, _ = solve(scope, capacities, hurried)
        except NoPlanInTime:
            late = None
        feasible += bool(len(tried.places))
        if late is not None:
            found += 1
            places = tuple((*CODES, None).index(p) for p in late.positions.values())
            assert places in {tuple(row) for row in tried.places.tolist()}, seed
            most = late.benefit / (1 - late.bound_gap) if late.bound_gap < 1 else late.ceiling
            assert most >= tried.benefit.max() - 1e-6, seed
    assert found > 0.9 * feasible
