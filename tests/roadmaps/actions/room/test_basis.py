import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.planning import solve_again
from roadmaps.actions.replanning import Cause, Rest, generate_changed, replan_roadmap
from roadmaps.domain.changes import Changes
from roadmaps.domain.plans import PlanSettings
from roadmaps.domain.room.positions import SURVEYED, Basis, MadeFrom
from roadmaps.domain.scopes import Scope
from roadmaps.queries.asked import load_asked
from roadmaps.queries.comparing import load_present
from roadmaps.queries.documents import from_document
from roadmaps.queries.proposals import Entered, load_proposal
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.targets import load_standing
from tests.roadmaps.agreements import agree, second_round, tell
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.roadmaps.waves import make_next_wave
from tests.roadmaps.workshops import make_item, make_workshop

pytestmark = pytest.mark.rows

COLUMNS = ("targets", "capacities", "settings", "scope", "plan", "phases", "assumptions", "edits")


def columns(row):
    return {name: getattr(row, name) for name in COLUMNS}


def gaps(row):
    scope = from_document(row.scope, Scope)
    return {gap.stone: gap.value for gap in scope.gaps}


def on(basis):
    return {"entered": Entered(basis=basis)}


def places(row):
    return {each.stone: each.phase or None for each in row.initiatives.all()}


@pytest.fixture
def agreed_positions(worked_assessment):
    """The room agrees that IMP-1 stands at 56.25, and VOC-4 at 25."""
    agree(worked_assessment, "IMP-1", (1, 1))
    agree(worked_assessment, "IMP-1", (3, 3))
    agree(worked_assessment, "VOC-4", (2, 2))


def test_survey_changes_nothing_whatever_was_agreed(plan_worked, worked_assessment):
    before = plan_worked()
    agree(worked_assessment, "IMP-1", (3, 3))
    item = make_item(make_workshop(worked_assessment), subject="VOC-4")
    tell(item, second_round("VOC-4", 25.0))
    assert plan_worked() == before
    state = load_roadmap(models.Roadmap.objects.get())
    assert (before.basis, state.made_from) == ("survey", SURVEYED)
    assert (places(before), state.plan.benefit, state.effort) == (WORKED_PLAN, 44_220, 292.5)
    assert "positions" not in before.scope


def test_agreed_positions_stand_in_place_of_the_survey(plan_worked, agreed_positions):
    survey, agreed = plan_worked(), plan_worked(**on(Basis.AGREED))
    assert (survey.number, agreed.number, agreed.basis) == (1, 2, "agreed")
    assert set(gaps(survey)) - set(gaps(agreed)) == {"IMP-1"}
    assert (gaps(survey)["VOC-4"], gaps(agreed)["VOC-4"]) == (10.0, 25.0)
    assert load_roadmap(agreed).made_from == MadeFrom(Basis.AGREED, used=2, differing=2)


def test_second_round_stands_in_place_of_the_survey(plan_worked, worked_assessment):
    tell(make_item(make_workshop(worked_assessment), subject="IMP-1"), second_round("IMP-1", 60.0))
    trial = make_workshop(worked_assessment, name="Trial", is_test=True)
    tell(make_item(trial, subject="VOC-4"), second_round("VOC-4", 60.0))
    room = plan_worked(**on(Basis.ROOM))
    assert (room.basis, "IMP-1" in gaps(room), "VOC-4" in gaps(room)) == ("room", False, True)


def test_stage_that_limits_the_plan_follows_the_positions(plan_worked, worked_assessment):
    everything = load_standing(worked_assessment).maturity_model.stones
    for stone in everything:
        if stone.code not in ("VIS-2", "IMP-1", "VOC-4"):
            agree(worked_assessment, stone.code, (4, 4))
    row = plan_worked(**on(Basis.AGREED))
    scope = from_document(row.scope, Scope)
    card = load_present(row).measured.scorecard
    assert scope.organisation_stage == card.organisation.stage > 1
    assert load_roadmap(row).crossing == "opens"


def test_basis_without_positions_is_the_survey(plan_worked):
    assert plan_worked(**on(Basis.AGREED)).basis == "survey"


def test_version_that_follows_keeps_the_basis(plan_worked, worked_assessment, agreed_positions):
    plan_worked(**on(Basis.AGREED))
    standing = load_standing(worked_assessment)
    assert load_proposal(worked_assessment, standing).asked.basis is Basis.AGREED
    again = plan_worked(settings=PlanSettings("off"))
    assert (again.number, again.basis) == (2, "agreed")
    changed = plan_worked(settings=PlanSettings("off"), **on(Basis.SURVEY))
    assert (changed.number, changed.basis) == (3, "survey")


def test_what_is_agreed_later_makes_a_new_version_and_changes_none(
    plan_worked, worked_assessment, agreed_positions
):
    first = plan_worked(**on(Basis.AGREED))
    before = columns(models.Roadmap.objects.get())
    agree(worked_assessment, "VOC-4", (4, 4))
    assert load_asked(first).positions == {"IMP-1": 56.25, "VOC-4": 25.0}
    assert load_present(first).measured.values["VOC-4"].score == 25.0
    solve_again(roadmap=first)
    assert columns(models.Roadmap.objects.get()) == before
    second = plan_worked()
    assert (second.number, "VOC-4" in gaps(second)) == (2, False)


def test_bases_to_choose_are_those_there_is_something_of(worked_assessment, agreed_positions):
    proposal = load_proposal(worked_assessment, load_standing(worked_assessment))
    assert proposal.bases == (Basis.SURVEY, Basis.AGREED)


def replan(roadmap, assessment, targets):
    return replan_roadmap(
        roadmap=roadmap,
        standing=load_standing(assessment),
        verdicts={},
        rest=Rest(assessment, targets, (100.0, 140.0, 200.0), dt.date(2027, 1, 1)),
        cause=Cause("risk", "The sponsor leaves"),
    )


def test_planning_again_keeps_the_basis_with_the_positions_of_the_day(
    plan_worked, worked_assessment, worked_targets, agreed_positions
):
    first = plan_worked(**on(Basis.AGREED))
    agree(worked_assessment, "VOC-4", (2, 3))
    again = replan(first, worked_assessment, worked_targets)
    assert (again.basis, gaps(again)["VOC-4"]) == ("agreed", 37.5)
    assert gaps(first)["VOC-4"] == 25.0


def test_what_was_tried_keeps_the_positions_of_the_version_it_was_tried_on(
    plan_worked, worked_assessment, agreed_positions
):
    first = plan_worked(**on(Basis.AGREED))
    agree(worked_assessment, "VOC-4", (2, 3))
    made = generate_changed(
        roadmap=first,
        standing=load_standing(worked_assessment),
        changes=Changes(without=("gate",)),
        ways={},
        cause=Cause("other", "Tried"),
    )
    assert (made.basis, gaps(made)["VOC-4"]) == ("agreed", 25.0)


def test_next_wave_without_a_room_is_on_its_survey(
    plan_worked, worked_assessment, worked_targets, agreed_positions
):
    first = plan_worked(**on(Basis.AGREED))
    wave = make_next_wave(worked_assessment)
    again = replan(first, wave, worked_targets)
    assert (again.basis, "positions" in again.scope) == ("survey", False)
