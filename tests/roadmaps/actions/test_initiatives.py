import pytest

from roadmaps import models
from roadmaps.actions.initiatives import (
    exclude_initiative,
    lock_initiative,
    move_initiative,
    unlock_initiative,
)
from roadmaps.actions.planning import solve_again
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.domain.plans import Reason, Rule, Violation
from roadmaps.queries.roadmaps import load_roadmap

pytestmark = pytest.mark.rows


def settled(roadmap, stone):
    row = roadmap.initiatives.get(stone=stone)
    return row.phase, row.is_locked, row.excluded_because


def test_moving_locks_and_says_what_breaks(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VIS-3", phase="run")

    state = load_roadmap(worked_roadmap)
    assert settled(worked_roadmap, "VIS-3") == ("run", True, "")
    assert (state.is_edited, state.proved) == (True, False)
    assert state.violations == (Violation(Rule.PREREQUISITE, "walk", ("EXB-4", "VIS-3")),)
    assert state.plan.loads[2].effort == 135


def test_moving_to_later_locks_there(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-5", phase="")
    (later,) = (i for i in load_roadmap(worked_roadmap).initiatives if i.stone == "VOC-5")
    assert (later.phase, later.locked, later.reasons) == (None, True, (Reason(Rule.LOCKED, None),))


def test_moving_back_restores_the_proof(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="crawl")
    state = load_roadmap(worked_roadmap)
    assert (state.proved, state.balance_cost) == (True, 4)


def test_locking_in_place_keeps_the_proof(worked_roadmap):
    lock_initiative(roadmap=worked_roadmap, stone="VIS-2")
    assert settled(worked_roadmap, "VIS-2") == ("crawl", True, "")
    assert load_roadmap(worked_roadmap).proved


def test_unlocking_what_was_solved_around_asks_to_solve_again(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    solve_again(roadmap=worked_roadmap)
    unlock_initiative(roadmap=worked_roadmap, stone="VOC-4")
    assert settled(worked_roadmap, "VOC-4") == ("walk", False, "")
    assert models.Roadmap.objects.get().is_edited


def test_leaving_out_keeps_the_reason_until_it_is_taken_back(worked_roadmap):
    exclude_initiative(roadmap=worked_roadmap, stone="VOC-4", reason="Done by the group")
    assert settled(worked_roadmap, "VOC-4") == ("", False, "Done by the group")
    solve_again(roadmap=worked_roadmap)
    (left_out,) = (i for i in load_roadmap(worked_roadmap).initiatives if i.stone == "VOC-4")
    assert left_out.reasons == (Reason(Rule.EXCLUDED, None),)
    unlock_initiative(roadmap=worked_roadmap, stone="VOC-4")
    assert settled(worked_roadmap, "VOC-4") == ("", False, "")


@pytest.mark.parametrize(("stone", "phase"), [("XXX-1", "walk"), ("VOC-4", "sprint")])
def test_moving_what_is_not_there_changes_nothing(worked_roadmap, stone, phase):
    with pytest.raises(UnknownInitiative):
        move_initiative(roadmap=worked_roadmap, stone=stone, phase=phase)
    assert not load_roadmap(worked_roadmap).is_edited
