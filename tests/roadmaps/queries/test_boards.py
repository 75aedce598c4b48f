import uuid

import pytest

from roadmaps import models
from roadmaps.actions.initiatives import lock_initiative, move_initiative
from roadmaps.queries.boards import find_replacement, find_undoable, load_changes

pytestmark = pytest.mark.rows


def test_the_latest_version_is_replaced_by_nothing(worked_roadmap):
    assert find_replacement(worked_roadmap) is None


def test_a_version_is_replaced_by_the_latest_of_its_assessment(plan_worked):
    rows = [plan_worked(capacities=(100, 140, days)) for days in (200, 210, 220)]
    assert [find_replacement(row) for row in rows] == [rows[2], rows[2], None]


def test_a_version_is_replaced_by_one_of_another_assessment_that_follows_it(plan_worked):
    first = plan_worked()
    second = plan_worked(capacities=(100, 140, 210))
    other = models.Roadmap.objects.get(pk=second.pk)
    assessment = second.assessment
    assessment.pk = None
    assessment.id = uuid.uuid4()
    assessment.join_code = "KMPTRVWXYZ"
    assessment.save(force_insert=True)
    other.pk = other.id = uuid.uuid4()
    other.assessment, other.number, other.follows = assessment, 1, second
    other.save(force_insert=True)

    assert find_replacement(models.Roadmap.objects.get(pk=first.pk)) == other
    assert find_replacement(models.Roadmap.objects.get(pk=second.pk)) == other
    assert find_replacement(other) is None


def test_changes_are_those_of_a_stone_and_of_the_whole_board(worked_roadmap, olive):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk", by=olive)
    lock_initiative(roadmap=worked_roadmap, stone="VIS-2")
    whole = models.BoardChange.objects.create(roadmap=worked_roadmap, kind="solved")
    assert [c.stone for c in load_changes(worked_roadmap)] == ["", "VIS-2", "VOC-4"]
    assert [c.stone for c in load_changes(worked_roadmap, "VOC-4")] == ["", "VOC-4"]
    assert [c.stone for c in load_changes(worked_roadmap, before=whole.pk)] == ["VIS-2", "VOC-4"]
    assert [c.stone for c in load_changes(worked_roadmap, count=1)] == [""]
    assert [c.who for c in load_changes(worked_roadmap)] == ["", "", "olive"]


def test_who_did_it_has_a_name(worked_roadmap, olive):
    olive.first_name, olive.last_name = "Olive", "Owen"
    olive.save()
    lock_initiative(roadmap=worked_roadmap, stone="VIS-2", by=olive)
    assert load_changes(worked_roadmap)[0].who == "Olive Owen"
    olive.delete()
    assert load_changes(worked_roadmap)[0].who == ""


def test_the_last_own_change_that_stands_can_be_undone(worked_roadmap, olive, vera):
    assert find_undoable(worked_roadmap, olive) is None
    made = lock_initiative(roadmap=worked_roadmap, stone="VIS-2", by=olive)
    lock_initiative(roadmap=worked_roadmap, stone="VIS-3", by=vera)
    assert find_undoable(worked_roadmap, olive).pk == made.pk
    models.BoardChange.objects.filter(pk=made.pk).update(is_undone=True)
    assert find_undoable(worked_roadmap, olive) is None
