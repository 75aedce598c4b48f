import pytest
from django.core.management import CommandError, call_command

from roadmaps import models
from roadmaps.domain.targets import Intention
from roadmaps.queries.roadmaps import load_roadmap
from roadmaps.queries.targets import load_targets
from tests import factories

pytestmark = pytest.mark.rows


def test_demo_has_targets_and_a_roadmap(closed_assessment):
    call_command("demo_roadmap", str(closed_assessment.pk))

    wanted = {
        t.block: (t.stage, t.intention) for t in load_targets(closed_assessment) if t.years == 5
    }
    assert wanted["VIS"] == (3, Intention.ADVANCE)
    assert wanted["VOC"] == (4, Intention.ADVANCE)
    assert wanted["INN"][1] is Intention.HOLD
    state = load_roadmap(models.Roadmap.objects.get())
    assert (state.proved, state.violations) == (True, ())
    assert state.steps > 20


def test_demo_twice_is_demo_once(closed_assessment):
    call_command("demo_roadmap", str(closed_assessment.pk))
    row = models.Roadmap.objects.get()
    call_command("demo_roadmap", str(closed_assessment.pk))
    assert models.Roadmap.objects.get() == row


def test_demo_without_answers_makes_nothing(assessment):
    with pytest.raises(CommandError):
        call_command("demo_roadmap", str(assessment.pk))
    factories.close(assessment)
    call_command("demo_roadmap", str(assessment.pk))
    assert not models.Roadmap.objects.exists()


def test_demo_fills_every_part_of_the_roadmap(closed_assessment):
    call_command("demo_roadmap", str(closed_assessment.pk))

    row = models.Roadmap.objects.get()
    programme = models.Programme.objects.get()
    assert row.course_lines.exists()
    assert row.initiatives.filter(status="done").exists()
    assert programme.decisions.exists()
