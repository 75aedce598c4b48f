from dataclasses import replace

import pytest

from roadmaps.domain.assumptions import (
    Confidence,
    Increment,
    PhasePlan,
    TimeShares,
    UnreadableNumbers,
    assumptions_of,
    back_loaded,
    read_assumptions,
)
from tests.roadmaps.domain.futures import WORKED_PHASES, shipped_assumptions, shipped_numbers


def test_the_shipped_numbers_are_those_of_the_method():
    found = shipped_assumptions()
    assert (found.months, found.horizon, found.cost, found.benefit) == (42, 84, 42, 2)
    assert (found.overhead, found.confidence) == (0.05, Confidence(0.003, 0.15, 0.35))
    assert [(i.effort, i.benefit) for i in found.increments] == [
        (pytest.approx(1 / 6), 0.15),
        (pytest.approx(1 / 3), 0.3),
        (0.5, 0.55),
    ]
    assert {e.code: (e.rate, e.low, e.high, e.delay, e.rework, e.loss) for e in found.events} == {
        "sponsor_leaves": (0.22, 0.15, 0.35, 2, 0.05, 0.15),
        "strategy_change": (0.2, 0.1, 0.4, 2, 0.3, 0.15),
        "vendor_failure": (0.05, 0.02, 0.1, 4, 0.4, 0.1),
        "crisis": (0.25, 0.15, 1, 3, 0.05, 0.1),
        "team_disengagement": (0.15, 0.05, 0.3, 2, 0.1, 0.1),
    }
    assert [event.code for event in found.events if event.per_supplier] == ["vendor_failure"]


def test_each_critical_supplier_counts():
    found = shipped_assumptions()
    assert found.total_rate == pytest.approx(0.87)
    assert replace(found, suppliers=3).total_rate == pytest.approx(0.97)
    assert replace(found, suppliers=0).total_rate == pytest.approx(0.82)


def test_a_roadmap_brings_its_own_months_and_benefits():
    found = assumptions_of(shipped_numbers(), WORKED_PHASES, suppliers=2)
    assert (found.months, found.horizon, found.cost, found.suppliers) == (36, 84, 36, 2)
    assert [increment.effort for increment in found.increments] == [6 / 36, 12 / 36, 18 / 36]
    assert [increment.benefit for increment in found.increments] == [
        385 / 1065,
        395 / 1065,
        285 / 1065,
    ]


def test_months_may_follow_the_person_days():
    found = assumptions_of(shipped_numbers(), WORKED_PHASES, time_shares=TimeShares.EFFORT)
    assert [increment.effort for increment in found.increments] == [
        75 / 292.5,
        127.5 / 292.5,
        90 / 292.5,
    ]


def test_a_phase_without_work_delivers_nothing():
    crawl, walk, run = WORKED_PHASES
    idle = replace(walk, effort=0.0, benefit=0.0)
    found = assumptions_of(shipped_numbers(), (crawl, idle, run))
    assert [increment.effort for increment in found.increments] == [6 / 36, 30 / 36]
    short = assumptions_of(shipped_numbers(), (crawl, walk, replace(run, effort=0.0, benefit=0.0)))
    assert (short.months, short.cost) == (18, 18)


def test_a_plan_without_work_keeps_the_increments_of_the_model():
    assert assumptions_of(shipped_numbers(), ()) == shipped_assumptions()


def test_benefits_that_nobody_notices_are_spread_evenly():
    phases = [replace(phase, benefit=0.0) for phase in WORKED_PHASES]
    found = assumptions_of(shipped_numbers(), phases)
    assert [increment.benefit for increment in found.increments] == [1 / 3] * 3


def test_a_long_plan_is_looked_at_for_a_year_of_use():
    long = (*WORKED_PHASES, PhasePlan("run-2", 36, 90, 100.0, 100.0))
    assert assumptions_of(shipped_numbers(), long).horizon == 102


def test_back_loading_takes_the_benefits_of_the_model():
    defaults = shipped_assumptions().increments
    plan = assumptions_of(shipped_numbers(), WORKED_PHASES)
    assert [i.benefit for i in back_loaded(plan, defaults).increments] == [0.15, 0.3, 0.55]
    assert [i.effort for i in back_loaded(plan, defaults).increments] == [
        i.effort for i in plan.increments
    ]
    assert back_loaded(plan, defaults[:2]) == plan


@pytest.mark.parametrize(
    "changes",
    [
        {"planned_months": None},
        {"planned_months": "a year"},
        {"planned_months": 0},
        {"confidence": {}},
        {"increments": []},
        {"increments": [{"effort": "1/0", "benefit": 1}]},
        {"increments": [{"effort": "1/2", "benefit": 1}]},
        {"events": [{"code": "crisis"}]},
        {"events": 5},
        {"events": [5]},
        {"events": [shipped_numbers()["events"][0] | {"range": [1]}]},
    ],
)
def test_numbers_that_cannot_be_read_are_refused(changes):
    with pytest.raises(UnreadableNumbers):
        read_assumptions(shipped_numbers() | changes)


def test_a_model_without_numbers_is_refused():
    with pytest.raises(UnreadableNumbers):
        read_assumptions({})


def test_shares_have_to_add_up():
    halves = (Increment(0.5, 0.5), Increment(0.5, 0.4))
    with pytest.raises(ValueError, match="benefit"):
        replace(shipped_assumptions(), increments=halves)
