import datetime as dt
from decimal import Decimal

import pytest

from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.domain.assumptions import PhasePlan, RiskEvent
from roadmaps.queries.approaches import load_approaches
from tests.roadmaps.domain.futures import WORKED_PHASES, shipped_assumptions

pytestmark = pytest.mark.rows
BEFORE, IN_MARCH = dt.date(2026, 12, 31), dt.date(2027, 3, 15)


@pytest.fixture
def programme(worked_roadmap):
    return ensure_programme(organisation=worked_roadmap.assessment.organisation)


def test_the_worked_roadmap_is_read_as_phases(worked_roadmap):
    found = load_approaches(worked_roadmap, BEFORE)
    assert found.phases == WORKED_PHASES
    assert (found.starts_on, found.month) == (dt.date(2027, 1, 1), -1)
    assert (found.has_cost, found.has_benefits, found.suppliers_named) == (False, False, False)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ((2026, 11, 30), -2),
        ((2027, 1, 1), 0),
        ((2027, 1, 31), 0),
        ((2027, 2, 1), 1),
        ((2030, 1, 1), 36),
    ],
)
def test_months_are_whole_ones_since_the_start(worked_roadmap, day, month):
    assert load_approaches(worked_roadmap, dt.date(*day)).month == month


def test_defaults_are_the_numbers_of_the_model_on_the_roadmap_s_phases(worked_roadmap):
    found = load_approaches(worked_roadmap, BEFORE)
    shipped, mine = shipped_assumptions(), found.assumptions
    assert (mine.months, mine.horizon, mine.cost, mine.benefit) == (36, 84, 36, 2)
    assert (mine.overhead, mine.confidence, mine.suppliers) == (0.05, shipped.confidence, 1)
    assert mine.events == shipped.events
    assert found.model_increments == shipped.increments
    assert [part.effort for part in mine.increments] == [6 / 36, 12 / 36, 18 / 36]
    assert [part.effort for part in found.increments_by_effort] == [
        75 / 292.5,
        127.5 / 292.5,
        90 / 292.5,
    ]


def test_what_is_done_counts_as_delivered_and_what_is_stopped_not_at_all(worked_roadmap):
    worked_roadmap.initiatives.filter(stone="IMP-1").update(status="done")
    worked_roadmap.initiatives.filter(stone="VOC-4").update(status="stopped")
    worked_roadmap.initiatives.filter(stone="IMP-4").update(status="not_planned")
    found = load_approaches(worked_roadmap, BEFORE)
    assert found.phases == (
        PhasePlan("crawl", 0, 6, 30.0, 160.0, done_effort=15.0, done_benefit=100.0),
        WORKED_PHASES[1],
        PhasePlan("run", 18, 36, 45.0, 105.0),
    )


def test_money_is_told_once_a_person_day_costs_something(worked_roadmap, programme):
    models.CostLine.objects.create(
        programme=programme, stone="VOC-4", cost_type="licence", amount=Decimal(20_000)
    )
    assert load_approaches(worked_roadmap, BEFORE).has_cost is False
    models.Programme.objects.update(daily_rate=Decimal(800), currency="CHF")
    found = load_approaches(worked_roadmap, BEFORE)
    # What is planned for later costs nothing yet.
    models.CostLine.objects.create(
        programme=programme, stone="IMP-5", cost_type="licence", amount=Decimal(99_000)
    )
    assert load_approaches(worked_roadmap, BEFORE) == found
    cost = 292.5 * 800 + 20_000
    assert (found.has_cost, found.currency) == (True, "CHF")
    assert (found.assumptions.cost, found.assumptions.benefit) == (cost, 2 * cost / 36)


def test_benefits_are_those_likely_for_the_organisation_less_yearly_costs(
    worked_roadmap, programme
):
    models.Programme.objects.update(daily_rate=Decimal(800))
    models.CostLine.objects.create(
        programme=programme, stone="VOC-4", cost_type="licence", amount=6_000, is_yearly=True
    )
    for beneficiary, stone, likely in (
        ("organisation", "VOC-4", 120_000),
        ("organisation", "IMP-1", None),
        ("organisation", "IMP-5", 50_000),
        ("customers", "VOC-4", 70_000),
    ):
        models.Benefit.objects.create(
            programme=programme,
            stone=stone,
            title="Fewer calls",
            family="cost",
            beneficiary=beneficiary,
            likely=likely,
        )
    found = load_approaches(worked_roadmap, BEFORE)
    assert found.has_benefits
    assert (found.assumptions.cost, found.assumptions.benefit) == (292.5 * 800, 114_000 / 12)


def test_critical_suppliers_are_counted_once(worked_roadmap, programme):
    for name, supplier, is_critical in (
        ("Desk", "Acme", True),
        ("Voice", "acme ", True),
        ("Survey", "", True),
        ("Wiki", "Other", False),
    ):
        models.Tool.objects.create(
            programme=programme, name=name, supplier=supplier, is_critical=is_critical
        )
    found = load_approaches(worked_roadmap, BEFORE)
    assert (found.suppliers_named, found.assumptions.suppliers) == (True, 2)


def test_watched_risks_of_one_s_own_come_along(worked_roadmap, programme):
    for title, event, rate, state in (
        ("The merger comes", "other", 0.3, "open"),
        ("The union objects", "other", None, "open"),
        ("The old plant closes", "other", 0.5, "closed"),
        ("Our sponsor retires", "sponsor_leaves", 0.9, "open"),
    ):
        models.Risk.objects.create(
            programme=programme, title=title, event=event, rate=rate, state=state
        )
    found = load_approaches(worked_roadmap, BEFORE)
    assert found.own_titles == {"own-1": "The merger comes"}
    assert found.assumptions.events == (
        *shipped_assumptions().events,
        RiskEvent("own-1", 0.3, 2, 0.1, 0.1),
    )


def test_a_model_without_numbers_leaves_exposure_alone(worked_roadmap):
    worked_roadmap.assessment.maturity_model.simulation = {}
    found = load_approaches(worked_roadmap, IN_MARCH)
    assert (found.assumptions, found.model_increments) == (None, ())
    exposures = found.exposures(0)
    assert (exposures.big_bang.wait, exposures.gradual.wait) == (36, 6)
    assert exposures.today.month == 2
