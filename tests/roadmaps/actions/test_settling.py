import datetime as dt
from decimal import Decimal

import pytest

from roadmaps import models
from roadmaps.actions.initiatives import lock_initiative, move_initiative, save_details
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest, UnknownInitiative

pytestmark = pytest.mark.rows


def revisions(roadmap, stone="VOC-4"):
    row = models.Roadmap.objects.get(pk=roadmap.pk)
    return row.revision, row.initiatives.get(stone=stone).revision


def test_a_change_keeps_who_changed_what_to_what(worked_roadmap, olive):
    made = move_initiative(
        roadmap=worked_roadmap, stone="VOC-4", phase="walk", by=olive, revision=0
    )
    assert (made.kind, made.stone, made.made_by) == ("moved", "VOC-4", olive)
    assert made.before == {"phase": "crawl", "is_locked": False}
    assert made.after == {"phase": "walk", "is_locked": True}
    assert revisions(worked_roadmap) == (1, 1)
    assert revisions(worked_roadmap, "VIS-2") == (1, 0)


def test_the_same_once_more_changes_nothing_whatever_was_seen(worked_roadmap, board):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", revision=0)
    before = board(worked_roadmap)
    again = move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", revision=0)
    assert again is None
    assert board(worked_roadmap) == before
    assert revisions(worked_roadmap) == (1, 1)


def test_who_saw_an_earlier_state_is_told_and_nothing_is_written(worked_roadmap, board):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", revision=0)
    before = board(worked_roadmap)
    with pytest.raises(Changed) as refused:
        move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="run", revision=0)
    assert (refused.value.current.phase, refused.value.current.revision) == ("walk", 1)
    assert board(worked_roadmap) == before
    assert models.BoardChange.objects.count() == 1


def test_others_may_change_other_stones_meanwhile(worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", revision=0)
    assert move_initiative(roadmap=worked_roadmap, stone="VIS-2", phase="walk", revision=0)


def test_a_version_that_was_replaced_is_for_reading(plan_worked, board):
    first = plan_worked()
    second = plan_worked(capacities=(90, 140, 200))
    before = board(first)
    with pytest.raises(NotLatest) as refused:
        lock_initiative(roadmap=first, stone="VIS-2")
    assert refused.value.latest == second
    assert board(first) == before


def test_what_is_not_there_is_not_changed(worked_roadmap):
    with pytest.raises(UnknownInitiative):
        lock_initiative(roadmap=worked_roadmap, stone="NOPE-1")
    assert not models.BoardChange.objects.exists()


def test_details_are_kept_as_data_that_come_back_exactly(worked_roadmap):
    values = {
        "owner": "Head of service",
        "running_days": Decimal("2.50"),
        "delivered_on": dt.date(2027, 3, 1),
        "teams_ready": True,
    }
    made = save_details(roadmap=worked_roadmap, stone="VOC-4", values=values, revision=0)
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    assert {name: getattr(row, name) for name in values} == values
    assert made.after == values | {"running_days": 2.5, "delivered_on": "2027-03-01"}
    assert not models.Roadmap.objects.get().is_edited


def test_details_keep_what_others_wrote_in_other_columns(worked_roadmap):
    models.Initiative.objects.filter(stone="VOC-4").update(notes="From the register")
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"owner": "Ada"})
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    assert (row.owner, row.notes) == ("Ada", "From the register")
