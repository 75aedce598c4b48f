import datetime as dt
from decimal import Decimal

import pytest

from roadmaps import models
from roadmaps.queries.board_page import load_board_page
from tests import factories
from tests.roadmaps.register_rows import make_agent, make_decision, make_programme
from tests.roadmaps.rows import make_roadmap

pytestmark = pytest.mark.rows
TODAY = dt.date(2027, 1, 10)


@pytest.fixture
def roadmap(closed_assessment):
    return make_roadmap(closed_assessment)


def matters(page):
    return [str(each.matter) for each in page.asked]


def test_nothing_is_told_of_an_assessment_without_results(roadmap):
    factories.withhold_results(roadmap.assessment)

    assert load_board_page(roadmap, TODAY) is None


def test_page_says_what_results_plan_and_programme_say(roadmap):
    page = load_board_page(roadmap, TODAY)

    assert (page.organisation, page.number, page.years) == ("Acme (demo)", 1, 2)
    assert (page.wait.gradual, page.wait.at_once) == (6, 36)
    assert (page.band.floor, page.band.ceiling) == (0, 20)
    assert [each.state for each in page.evidence] == ["met", "met", "not_met"]
    assert {each.on for each in page.evidence} == {roadmap.assessment.closed_on}
    assert [(c.block, c.today, c.wanted) for c in page.crossers if c.today != c.wanted] == [
        ("IMP", 2, 3)
    ]
    assert [phase.cost for phase in page.phases] == [None, None, None]


def test_cost_of_a_phase_follows_from_the_entered_rate(roadmap):
    make_programme(roadmap.assessment.organisation, daily_rate=Decimal(500))
    page = load_board_page(roadmap, TODAY)

    assert [phase.cost for phase in page.phases] == [
        Decimal(500) * Decimal(str(phase.days)) for phase in page.phases
    ]


def test_delivered_gate_stone_is_the_evidence_of_its_condition(closed_assessment):
    roadmap = make_roadmap(closed_assessment)
    stone = roadmap.initiatives.get(stone="EXB-4")
    stone.status, stone.delivered_on = models.Initiative.Status.DONE, dt.date(2027, 3, 4)
    stone.claimed_capability, stone.claimed_breadth = 4, 4
    stone.save()

    last = load_board_page(roadmap, TODAY).evidence[-1]

    assert (last.stone, last.state, last.on) == ("EXB-4", "met", dt.date(2027, 3, 4))
    assert last.is_delivered


def test_questions_follow_what_the_registers_lack(roadmap):
    organisation = roadmap.assessment.organisation
    assert matters(load_board_page(roadmap, TODAY)) == [
        "sponsor", "agent", "deputy", "days", "targets",
    ]  # fmt: skip

    make_programme(organisation, sponsor="Anne", deputy="Bruno")
    make_agent(organisation)
    make_decision(organisation, title="One number", review_on=TODAY)
    make_decision(organisation, title="Not due", review_on=TODAY + dt.timedelta(days=1))
    page = load_board_page(roadmap, TODAY)

    assert matters(page) == ["days", "targets", "review", "cover", "owners"]
    assert [each.title for each in page.asked if each.matter == "review"] == ["One number"]
    assert page.asked[0].owner == "Anne"


def test_an_overridden_rule_is_to_be_confirmed(roadmap):
    organisation = roadmap.assessment.organisation
    make_programme(organisation, sponsor="Anne", deputy="Bruno")
    make_agent(organisation)
    roadmap.waivers = [{"rule": "capacity", "stone": "IMP-4", "reason": "The room is booked."}]
    roadmap.save()

    asked = {each.matter: each for each in load_board_page(roadmap, TODAY).asked}

    assert (asked["exceptions"].stone, asked["exceptions"].count) == ("IMP-4", 1)


def test_page_is_read_in_a_fixed_number_of_queries(roadmap, django_assert_num_queries):
    load_board_page(roadmap, TODAY)
    fresh = models.Roadmap.objects.select_related("assessment__organisation").get(pk=roadmap.pk)
    with django_assert_num_queries(20):
        load_board_page(fresh, TODAY)
