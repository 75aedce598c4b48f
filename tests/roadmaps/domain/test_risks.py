from dataclasses import replace

import pytest

from assessments.domain.maturity_model import Phase
from roadmaps.domain.assumptions import PhasePlan
from roadmaps.domain.exposure import find_exposures
from roadmaps.domain.risks import Exposed, Risk, RiskState, Work, exposure_of, find_exposed

PHASES = (Phase("crawl", 0, 6), Phase("walk", 6, 18))
WORK = (
    Work("A", "crawl", effort=30, gain=100),
    Work("B", "crawl", effort=10, gain=50),
    Work("C", "crawl", effort=5, gain=50, is_done=True),
    Work("D", "walk", effort=80, gain=200),
)


def test_undelivered_work_of_the_running_phase_is_at_risk():
    assert find_exposed(PHASES, WORK, 3) == Exposed("crawl", 40, 20, 150 / 400, ("A", "B"))
    assert find_exposed(PHASES, WORK, 6) == Exposed("walk", 80, 0, 0.5, ("D",))


@pytest.mark.parametrize("month", [-1, 18])
def test_nothing_is_at_risk_before_and_after_the_plan(month):
    assert find_exposed(PHASES, WORK, month) is None


def test_nothing_is_at_risk_where_the_running_phase_is_done():
    done = [replace(work, is_done=True) for work in WORK]

    assert find_exposed(PHASES, done, 3) is None
    assert find_exposed(PHASES, (), 3) is None


def test_figures_are_those_of_the_comparison_of_approaches():
    plans = (PhasePlan("crawl", 0, 6, 45, 200, 5, 50), PhasePlan("walk", 6, 18, 80, 200))
    at_risk = find_exposures(plans, 0.5, 4).today.gradual
    found = find_exposed(PHASES, WORK, 4)

    assert (found.effort, found.spent, found.share) == (
        at_risk.effort,
        at_risk.spent,
        at_risk.benefit,
    )


def test_risk_is_exposed_with_the_steps_that_it_touches():
    risk = Risk(1, "crisis", "A crisis", stones=("B", "D"))
    whole = replace(risk, stones=())

    assert exposure_of(risk, PHASES, WORK, 3) == Exposed("crawl", 10, 5, 50 / 400, ("B",))
    assert exposure_of(whole, PHASES, WORK, 3) == find_exposed(PHASES, WORK, 3)
    assert exposure_of(replace(whole, phase="crawl"), PHASES, WORK, 3).effort == 40


@pytest.mark.parametrize(
    "changes",
    [
        {"phase": "walk"},
        {"stones": ("D",)},
        {"state": RiskState.CLOSED},
        {"state": RiskState.STRUCK},
    ],
)
def test_risk_that_touches_nothing_that_runs_is_not_exposed(changes):
    assert exposure_of(replace(Risk(1, "crisis", "x"), **changes), PHASES, WORK, 3) is None
