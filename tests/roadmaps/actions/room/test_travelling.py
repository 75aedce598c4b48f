import pytest

from roadmaps import models
from roadmaps.actions.engagement import take_engagement
from roadmaps.domain.room.positions import Basis, MadeFrom
from roadmaps.exchange.engagement import (
    EngagementRefused,
    describe_engagement,
    read_engagement,
    render_engagement,
)
from roadmaps.queries.proposals import Entered
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.room.positions import load_agreed
from tests.roadmaps.agreements import agree
from tests.roadmaps.engagements import resealed
from tests.roadmaps.workshops import make_workshop

pytestmark = pytest.mark.rows


@pytest.fixture
def organisation(plan_worked, worked_assessment):
    """A roadmap made from what a room agreed."""
    workshop = make_workshop(worked_assessment, name="Only here")
    agree(worked_assessment, "IMP-1", (3, 3), workshop=workshop, reservations="Not at night")
    plan_worked(entered=Entered(basis=Basis.AGREED))
    return worked_assessment.organisation


def take(content, user):
    return take_engagement(engagement=read_engagement(content), user=user, offers=False)


def test_agreed_positions_and_basis_travel_and_workshops_stay(organisation, stan):
    file = render_engagement(organisation)
    taken = take(file, stan)
    assert (
        describe_engagement(taken.organisation)["assessments"]
        == (describe_engagement(organisation)["assessments"])
    )
    found = load_agreed(taken.assessments[0])["IMP-1"]
    assert (found.capability, found.breadth, found.reservations) == (3, 3, "Not at night")
    assert load_roadmap(taken.roadmaps[0]).made_from == MadeFrom(Basis.AGREED, 1, 1)
    assert "Only here" not in file.decode()
    assert models.Workshop.objects.count() == 1


def test_file_from_before_rooms_is_on_the_survey(organisation, stan):
    def change(content):
        for assessment in content["assessments"]:
            del assessment["agreed_positions"]
            for roadmap in assessment["roadmaps"]:
                del roadmap["basis"]
                del roadmap["scope"]["positions"]

    taken = take(resealed(render_engagement(organisation), change), stan)
    assert (taken.roadmaps[0].basis, load_agreed(taken.assessments[0])) == ("survey", {})


@pytest.mark.parametrize("score", [-1, 101, "50", None, True])
def test_score_that_no_stone_has_is_refused(organisation, stan, score):
    def change(content):
        content["assessments"][0]["roadmaps"][0]["scope"]["positions"]["IMP-1"] = score

    with pytest.raises(EngagementRefused):
        take(resealed(render_engagement(organisation), change), stan)
    assert models.Roadmap.objects.count() == 1
