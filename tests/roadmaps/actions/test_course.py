import pytest

from roadmaps import models
from roadmaps.actions.course import (
    add_course_line,
    remove_course_line,
    save_course_line,
    save_phase_note,
)
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.course import Line

pytestmark = pytest.mark.rows

VOC = Line("VOC", "VOC", 3, phase="run")


def test_line_is_stored_when_it_is_settled_and_not_when_somebody_was_faster(worked_roadmap):
    asked = {"roadmap": worked_roadmap, "line": VOC}
    with pytest.raises(Changed):
        save_course_line(**asked, values={"statement": "Heard"}, revision=3)
    assert not models.CourseLine.objects.exists()
    row = save_course_line(**asked, values={"statement": "Heard"}, revision=0)
    assert (row.code, row.block, row.stage, row.phase) == ("VOC", "VOC", 3, "run")
    assert row.history.count() == 2


def test_own_line_is_added_once_and_its_code_never_comes_back(worked_roadmap):
    first, same = (
        add_course_line(roadmap=worked_roadmap, values={"statement": "A name"}) for _ in range(2)
    )
    assert first == same
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"serves": "own-1"})
    remove_course_line(roadmap=worked_roadmap, code="own-1", revision=0)
    assert add_course_line(roadmap=worked_roadmap, values={"statement": "Other"}).code == "own-2"


def test_line_that_somebody_changed_is_not_taken_back(worked_roadmap):
    save_course_line(roadmap=worked_roadmap, line=VOC, values={"owner": "COO"}, revision=0)
    with pytest.raises(Changed) as refused:
        remove_course_line(roadmap=worked_roadmap, code="VOC", revision=0)
    assert refused.value.current.owner == "COO"
    remove_course_line(roadmap=worked_roadmap, code="VOC", revision=1)
    remove_course_line(roadmap=worked_roadmap, code="VOC", revision=1)
    assert not models.CourseLine.objects.exists()


def test_replaced_version_is_for_reading(plan_worked):
    old, new = plan_worked(), plan_worked(capacities=(100, 140, 210))
    values = {"statement": "Heard"}
    for change in (
        lambda: save_course_line(roadmap=old, line=VOC, values=values, revision=0),
        lambda: add_course_line(roadmap=old, values=values),
        lambda: remove_course_line(roadmap=old, code="VOC", revision=0),
        lambda: save_phase_note(roadmap=old, phase="run", values={"proof": "x"}, revision=0),
    ):
        with pytest.raises(NotLatest) as refused:
            change()
        assert refused.value.latest == new
    assert not models.CourseLine.objects.exists()
    assert not models.PhaseNote.objects.exists()
