import pytest

from roadmaps import models
from roadmaps.actions.targets import TargetsRefused, save_targets
from roadmaps.domain.targets import Intention, Target, TargetProblem, TargetProblemCode
from roadmaps.queries.targets import load_targets

pytestmark = pytest.mark.rows

BLOCKS = ("VIS", "VOC", "INT", "VAL", "IMP", "INN", "INB", "EXB")


def staying(*years):
    return tuple(Target(b, y, 2, Intention.HOLD, "Enough") for b in BLOCKS for y in years)


def test_targets_come_back_in_the_order_of_the_model(closed_assessment):
    save_targets(assessment=closed_assessment, targets=tuple(reversed(staying(2, 5))))
    assert load_targets(closed_assessment) == staying(2, 5)


def test_targets_saved_twice_are_kept_once(closed_assessment):
    save_targets(assessment=closed_assessment, targets=staying(2, 5))
    keys = set(models.Target.objects.values_list("pk", flat=True))
    save_targets(assessment=closed_assessment, targets=staying(2, 5))
    assert set(models.Target.objects.values_list("pk", flat=True)) == keys


def test_targets_of_a_horizon_that_is_dropped_go(closed_assessment):
    save_targets(assessment=closed_assessment, targets=staying(2, 5))
    save_targets(assessment=closed_assessment, targets=staying(5))
    assert load_targets(closed_assessment) == staying(5)


def test_targets_that_cannot_be_used_change_nothing(closed_assessment):
    save_targets(assessment=closed_assessment, targets=staying(5))
    with pytest.raises(TargetsRefused) as refusal:
        save_targets(assessment=closed_assessment, targets=staying(2)[1:])
    assert refusal.value.problems == (TargetProblem(TargetProblemCode.MISSING_BLOCK, "VIS"),)
    assert load_targets(closed_assessment) == staying(5)


def test_only_what_changes_stands_in_the_history(worked_assessment, worked_targets):
    history = models.Target.history.filter(assessment=worked_assessment)
    assert history.count() == len(worked_targets)
    save_targets(assessment=worked_assessment, targets=worked_targets)
    assert history.count() == len(worked_targets)
    save_targets(assessment=worked_assessment, targets=worked_targets, owners={"VIS": "Ada"})
    assert [(row.block, row.owner) for row in history.filter(history_type="~")] == [("VIS", "Ada")]
    save_targets(assessment=worked_assessment, targets=worked_targets)
    assert models.Target.objects.get(block="VIS").owner == "Ada"
