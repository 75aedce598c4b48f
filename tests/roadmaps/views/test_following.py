import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions.following import confirm_claim
from roadmaps.actions.indicators import add_indicator
from roadmaps.actions.money import add_benefit, add_cost, record_obtained, save_rate
from roadmaps.domain.dates import add_months


def address(roadmap, name="following"):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk])


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def running_roadmap(plan_worked):
    """The worked roadmap, begun eight months ago: crawl is over."""
    start = add_months(timezone.localdate().replace(day=1), -8)
    return plan_worked(starts_on=start)


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def said(roadmap, stone, **values):
    roadmap.initiatives.filter(stone=stone).update(**values)


def test_a_plan_nobody_began_says_so(consultant, worked_roadmap):
    text = text_of(consultant.get(address(worked_roadmap)))
    assert "9 steps, none begun yet" in text
    assert "79% of what customers would gain from the whole scope is in place" in text
    assert "0 of 75 days" in text
    assert "No indicator is followed yet. The plan proposes some." in text
    assert "292.5 person-days. Enter what a day costs to see it in money." in text


def test_page_tells_what_is_done_and_what_dates_say(consultant, running_roadmap):
    said(running_roadmap, "VIS-2", status="done", progress=100)
    said(running_roadmap, "VOC-4", status="running", progress=40)
    said(running_roadmap, "IMP-1", status="paused", status_reason="Waits for <b>IT</b>")
    text = text_of(consultant.get(address(running_roadmap)))
    assert "1 of 9 steps done, 1 under way; 4% of what customers would gain is in p" in text
    assert "33 of 75 days" in text
    assert "under way, 40% done" in text
    assert "planned until" in text.lower()
    assert "Waits for &lt;b&gt;IT&lt;/b&gt;" in text
    assert "One step is done: what has it brought?" in text
    for judging in ("late", "behind", "overdue", "delay"):
        assert f" {judging} " not in text.lower()


def test_page_tells_where_it_leads_and_changes_no_result(consultant, running_roadmap):
    said(running_roadmap, "VIS-2", status="done", progress=100)
    page = consultant.get(address(running_roadmap))
    text = text_of(page)
    assert "By its answers the organisation stands at “Functional”." in text
    assert "If everything planned is done, it reaches “Integrated” by the end of “Walk”." in text
    assert "0 of 3" in text
    assert "1 of 3" in text
    assert "Nothing here changes the results of the assessment." in text
    columns = page.context["prospect"].columns
    assert [at.stage for at in columns] == [2, 2, 2, 3, 3]


def test_money_in_short(consultant, running_roadmap):
    organisation = running_roadmap.assessment.organisation
    save_rate(organisation=organisation, values={"daily_rate": Decimal(600)}, revision=0)
    values = {"stone": "VIS-2", "title": "Calm", "family": "cost", "likely": Decimal(1200)}
    day = add_months(timezone.localdate(), -6)
    benefit = add_benefit(organisation=organisation, values=values | {"starts_on": day})
    record_obtained(benefit=benefit, obtained_on=timezone.localdate(), amount=Decimal(300))
    text = text_of(consultant.get(address(running_roadmap)))
    assert "50% of what was to be obtained until today is obtained." in text
    assert "175,500 EUR for what stands in phases, with 292.5 person-days." in text


def test_earlier_version_is_for_reading(consultant, worked_roadmap, plan_worked):
    plan_worked(capacities=(120, 140, 200))
    for name in ("following", "progress"):
        text = text_of(consultant.get(address(worked_roadmap, name)))
        assert "This version was replaced and is for reading." in text
        assert '<form method="post" action="/roadmaps/' not in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_is_made_with_few_queries(
    consultant, worked_roadmap, django_assert_num_queries, count
):
    organisation = worked_roadmap.assessment.organisation
    for number in range(count):
        add_indicator(organisation=organisation, values={"name": f"Measure {number}"})
        add_benefit(
            organisation=organisation,
            values={"stone": "VIS-2", "title": f"Gain {number}", "family": "risk"},
        )
        add_cost(
            organisation=organisation,
            values={"stone": "VIS-2", "cost_type": "training", "amount": number},
        )
    stones = ["VIS-2", "VOC-4", "IMP-1"][:count]
    for stone in stones:
        said(worked_roadmap, stone, status="done", progress=100)
        confirm_claim(
            roadmap=worked_roadmap, stone=stone, claim=(3, 3), delivered_on=dt.date(2026, 1, 1)
        )
    consultant.get(address(worked_roadmap))
    with django_assert_num_queries(19):
        consultant.get(address(worked_roadmap))
