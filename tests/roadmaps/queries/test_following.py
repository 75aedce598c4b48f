import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from roadmaps import models
from roadmaps.actions.following import confirm_claim, save_progress
from roadmaps.actions.indicators import add_indicator, save_measurements
from roadmaps.actions.money import add_benefit, add_cost, record_obtained, save_rate
from roadmaps.domain.benefits import Beneficiary
from roadmaps.domain.claims import find_prospect
from roadmaps.domain.costs import CostType
from roadmaps.domain.indicators import Measurement, Rhythm
from roadmaps.queries.following import load_basis, load_deliveries, load_following
from roadmaps.queries.indicators import load_catalogue, load_indicators
from roadmaps.queries.money import load_benefits, load_works, planned_ends, suggest_family
from roadmaps.queries.on_initiative import load_on_initiative

pytestmark = pytest.mark.rows

TODAY = dt.date(2027, 5, 10)
DAY = dt.date(2027, 3, 1)


@pytest.fixture
def organisation(worked_roadmap):
    return worked_roadmap.assessment.organisation


def finish(roadmap, stone="VIS-2", claim=None):
    save_progress(roadmap=roadmap, stone=stone, status="done", progress=100)
    if claim:
        confirm_claim(roadmap=roadmap, stone=stone, claim=claim, delivered_on=DAY)


def test_steps_have_their_dates_and_what_people_said(worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VOC-4").update(
        status="running", progress=40, owner="Head of service"
    )
    found = load_following(worked_roadmap, TODAY)
    step = next(step for step in found.steps if step.stone == "VOC-4")
    assert (step.phase, step.progress, step.owner, step.days_done) == (
        "crawl",
        40,
        "Head of service",
        18,
    )
    assert step.starts_on >= dt.date(2027, 1, 1)
    assert step.ends_on <= dt.date(2027, 6, 30)
    assert [phase.days_planned for phase in found.phases] == [75, 127.5, 90]


def test_delivered_work_of_earlier_versions_still_counts(plan_worked, worked_roadmap):
    finish(worked_roadmap, claim=(4, 2))
    before = load_following(worked_roadmap, TODAY)
    later = plan_worked(capacities=(120, 140, 200))
    later.initiatives.filter(stone="VIS-2").update(status="done", claimed_capability=4)
    later.initiatives.filter(stone="VIS-2").update(claimed_breadth=2)
    later.scope["gaps"] = [gap for gap in later.scope["gaps"] if gap["stone"] != "VIS-2"]
    later.plan["plan"]["placements"] = [
        placed for placed in later.plan["plan"]["placements"] if placed["stone"] != "VIS-2"
    ]
    later.save()
    found = load_following(models.Roadmap.objects.get(pk=later.pk), TODAY)
    assert [step.stone for step in found.before] == ["VIS-2"]
    assert found.obtained == before.obtained > 0


def test_prospect_is_that_of_the_stored_results(worked_roadmap):
    basis = load_basis(worked_roadmap)
    found = find_prospect(basis, load_following(worked_roadmap, TODAY).all_steps)
    assert [at.stage for at in found.columns] == [2, 2, 2, 3, 3]
    assert basis.scorecard.organisation.stage == 1


def test_last_delivery_of_a_stone_is_found_in_any_version(worked_roadmap, plan_worked):
    finish(worked_roadmap, claim=(4, 2))
    plan_worked(capacities=(120, 140, 200))
    assert load_deliveries(worked_roadmap.assessment.organisation) == {"VIS-2": DAY}


def test_benefits_begin_with_delivery_planned_or_real(worked_roadmap, organisation):
    common = {"family": "cost", "likely": Decimal(1200)}
    add_benefit(organisation=organisation, values={"stone": "VIS-2", "title": "A", **common})
    late = add_benefit(organisation=organisation, values={"stone": "VOC-5", "title": "B", **common})
    add_benefit(organisation=organisation, values={"stone": "IMP-5", "title": "C", **common})
    record_obtained(benefit=late, obtained_on=DAY, amount=Decimal(7))
    finish(worked_roadmap, claim=(4, 2))
    ends = planned_ends(load_following(worked_roadmap, TODAY))
    by_stone = {each.stone: each for each in load_benefits(organisation, ends)}
    assert (by_stone["VIS-2"].delivery, by_stone["VIS-2"].is_delivered) == (DAY, True)
    assert by_stone["VOC-5"].delivery == ends["VOC-5"]
    assert by_stone["VOC-5"].total_obtained == 7
    assert by_stone["IMP-5"].begins is None


def test_work_that_was_stopped_costs_nothing_more(worked_roadmap):
    worked_roadmap.initiatives.filter(stone="VOC-4").update(status="stopped")
    worked_roadmap.initiatives.filter(stone="VIS-2").update(running_days="1.5")
    works = {work.stone: work for work in load_works(worked_roadmap)}
    assert "VOC-4" not in works
    assert (works["VIS-2"].days, works["VIS-2"].running_days) == (15, Decimal("1.5"))


def test_model_says_family_and_nature_of_cost(worked_roadmap):
    assert suggest_family(worked_roadmap, "VOC-5") == ("risk", "licence")
    assert suggest_family(worked_roadmap, "own-1") == ("", "")


def test_catalogue_speaks_the_language_and_sector_of_the_reader(worked_roadmap, organisation):
    assessment = worked_roadmap.assessment
    english = load_catalogue(assessment)
    text = english.texts["perceived_loyalty"]
    assert text.reads == "customers saying the organisation is loyal to them"
    values = {"code": text.code, "name": text.name, "reads": text.reads}
    add_indicator(organisation=organisation, values=values)
    add_indicator(organisation=organisation, values={"code": "recurrence", "name": "Our own words"})
    with translation.override("fr"):
        catalogue = load_catalogue(assessment)
        told = [catalogue.tell(each).name for each in load_indicators(organisation)]
    assert told == ["Loyauté perçue", "Our own words"]


def test_indicators_come_with_all_that_was_measured(organisation, django_assert_num_queries):
    for name in ("Calls", "Visits", "Calm"):
        row = add_indicator(organisation=organisation, values={"name": name, "rhythm": "weekly"})
        save_measurements(indicator=row, measurements=[Measurement(DAY, 4.5)])
    with django_assert_num_queries(2):
        found = load_indicators(organisation)
    assert [(each.name, each.latest.value, each.rhythm) for each in found] == [
        ("Calls", 4.5, Rhythm.WEEKLY),
        ("Visits", 4.5, Rhythm.WEEKLY),
        ("Calm", 4.5, Rhythm.WEEKLY),
    ]


def test_one_step_is_told_with_what_is_followed_of_it(worked_roadmap, organisation):
    add_indicator(organisation=organisation, values={"name": "Calls", "stone": "VOC-4"})
    add_indicator(organisation=organisation, values={"name": "Visits", "stone": "VOC-5"})
    values = {"title": "Calm", "family": "risk", "beneficiary": "customers"}
    add_benefit(organisation=organisation, values={"stone": "VOC-4", **values})
    add_benefit(organisation=organisation, values={"stone": "VOC-5", **values})
    add_cost(
        organisation=organisation,
        values={"stone": "VOC-4", "cost_type": "training", "amount": Decimal(500)},
    )
    save_rate(organisation=organisation, values={"daily_rate": Decimal(600)}, revision=0)
    on = load_on_initiative(worked_roadmap, "VOC-4")
    assert [each.name for each in on.indicators] == ["Calls"]
    assert [each.beneficiary for each in on.benefits] == [Beneficiary.CUSTOMERS]
    assert on.cost.total == 45 * 600 + 500
    assert (on.cost.amounts, on.currency) == ({CostType.TRAINING: 500}, "EUR")
