import datetime as dt

import pytest

from roadmaps import models
from roadmaps.actions.following import NOTHING_NEW, confirm_claim, save_progress
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative

pytestmark = pytest.mark.rows

DAY = dt.date(2027, 3, 1)


def stored(roadmap, stone="VIS-2"):
    row = roadmap.initiatives.get(stone=stone)
    claim = (row.claimed_capability, row.claimed_breadth)
    return row.status, row.progress, row.status_reason, claim, row.delivered_on


def test_progress_is_kept_and_what_it_brought_is_not_touched(worked_roadmap, olive):
    save_progress(
        roadmap=worked_roadmap,
        stone="VIS-2",
        status="paused",
        progress=40,
        reason="Moves",
        by=olive,
    )
    assert stored(worked_roadmap) == ("paused", 40, "Moves", (None, None), None)
    change = worked_roadmap.changes.get()
    assert (change.kind, change.stone, change.made_by) == ("details", "VIS-2", olive)


def test_done_is_done_whole_and_claims_nothing(worked_roadmap):
    save_progress(roadmap=worked_roadmap, stone="VIS-2", status="done", progress=40)
    assert stored(worked_roadmap) == ("done", 100, "", (None, None), None)


def test_the_same_once_more_changes_nothing(worked_roadmap):
    for _ in range(2):
        save_progress(roadmap=worked_roadmap, stone="VIS-2", status="running", progress=5)
    assert worked_roadmap.initiatives.get(stone="VIS-2").revision == 1
    assert worked_roadmap.changes.count() == 1


def test_two_people_do_not_overwrite_one_another(worked_roadmap):
    which = {"roadmap": worked_roadmap, "stone": "VIS-2"}
    save_progress(**which, status="running", progress=5, revision=0)
    with pytest.raises(Changed) as changed:
        save_progress(**which, status="running", progress=60, revision=0)
    assert changed.value.current.progress == 5
    assert stored(worked_roadmap)[1] == 5


def test_confirmation_keeps_claim_and_day_and_leaves_the_results_alone(worked_roadmap):
    snapshot = worked_roadmap.assessment.snapshot
    snapshot.refresh_from_db()
    before = (snapshot.digest, snapshot.payload)
    confirm_claim(roadmap=worked_roadmap, stone="VIS-2", claim=(4, 2), delivered_on=DAY)
    assert stored(worked_roadmap)[3:] == ((4, 2), DAY)
    snapshot.refresh_from_db()
    assert (snapshot.digest, snapshot.payload) == before


@pytest.mark.parametrize(("claim", "kept"), [(NOTHING_NEW, (0, 0)), (None, (None, None))])
def test_nothing_new_is_told_from_nothing_said(worked_roadmap, claim, kept):
    confirm_claim(roadmap=worked_roadmap, stone="VIS-2", claim=claim, delivered_on=DAY)
    assert stored(worked_roadmap)[3:] == (kept, DAY)


def test_stones_that_are_not_there_are_refused(worked_roadmap):
    with pytest.raises(UnknownInitiative):
        save_progress(roadmap=worked_roadmap, stone="INN-1", status="running", progress=5)
    assert not models.BoardChange.objects.exists()
