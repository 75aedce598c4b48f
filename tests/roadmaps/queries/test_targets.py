import pytest

from roadmaps.domain.targets import Intention, Target
from roadmaps.queries.targets import fill_targets, is_replaced, load_standing
from tests import factories

pytestmark = pytest.mark.rows


@pytest.fixture
def standing(closed_assessment):
    return load_standing(closed_assessment)


def of_block(targets, block):
    return [(t.years, t.stage, t.intention) for t in targets if t.block == block]


def test_untouched_blocks_hold_at_their_stage(standing):
    today = standing.stages["VIS"]
    assert of_block(fill_targets(standing, ()), "VIS") == [
        (years, today, Intention.HOLD) for years in (2, 5, 10)
    ]


def test_untouched_horizons_hold_what_a_nearer_one_reaches(standing):
    saved = (Target("VIS", 5, 4, Intention.ADVANCE),)
    assert of_block(fill_targets(standing, saved), "VIS") == [
        (2, standing.stages["VIS"], Intention.HOLD),
        (5, 4, Intention.ADVANCE),
        (10, 4, Intention.HOLD),
    ]


def test_standing_of_too_few_answers_is_none(assessment):
    factories.close(assessment)
    assert load_standing(assessment) is None


def test_targets_are_replaced_only_by_others_that_drive_the_plan(standing):
    asked = (Target("VIS", 5, 4, Intention.ADVANCE),)
    same = (Target("VIS", 5, 4, Intention.ADVANCE, "A reason"),)
    farther = (*asked, Target("VIS", 10, 4, Intention.ADVANCE))
    assert [is_replaced(standing, asked, saved) for saved in (same, farther, ())] == [False] * 3
    assert is_replaced(standing, asked, (Target("VIS", 5, 3, Intention.ADVANCE),))
