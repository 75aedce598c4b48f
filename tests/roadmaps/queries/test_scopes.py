import pytest

from assessments import models as assessments
from assessments.queries.snapshots import to_document
from roadmaps.domain.values import StoneValue, ValueState
from roadmaps.queries.scopes import load_earlier_scores, load_measured, load_scope
from roadmaps.queries.targets import load_standing
from tests.roadmaps.waves import make_next_wave
from tests.scorecards import scorecard_of

pytestmark = pytest.mark.rows


@pytest.fixture
def quick_wave(worked_assessment):
    """A quick wave a year after the full one."""
    wave = make_next_wave(
        worked_assessment, to_document(scorecard_of(default=(2, 2), form="quick"))
    )
    assessments.Assessment.objects.filter(pk=wave.pk).update(form="quick")
    wave.refresh_from_db()
    return wave


def test_a_quick_wave_leans_on_the_last_full_one(quick_wave, worked_targets):
    standing = load_standing(quick_wave)
    asked = set(standing.maturity_model.items("quick"))
    values = load_measured(quick_wave, standing).values
    assert "VOC-4" not in asked
    assert values["VOC-4"] == StoneValue(ValueState.ASSUMED, 10)
    assert {values[stone] for stone in asked} == {StoneValue(ValueState.VALUE, 25)}
    scope = load_scope(quick_wave, standing, worked_targets)
    assert scope.indicative
    assert scope.gap_by_stone["VOC-4"].gap == 45


def test_a_full_wave_stands_for_itself(worked_assessment):
    assert load_earlier_scores(worked_assessment) == {}


def test_without_a_full_wave_blocks_stand_in(quick_wave, worked_assessment):
    assessments.Assessment.objects.filter(pk=worked_assessment.pk).update(form="quick")
    values = load_measured(quick_wave, load_standing(quick_wave)).values
    assert values["VOC-4"] == StoneValue(ValueState.ASSUMED, 25)


def test_headcount_makes_the_factor(worked_assessment):
    measured = load_measured(worked_assessment, load_standing(worked_assessment))
    assert (measured.headcount, measured.size_factor) == (700, 1)
