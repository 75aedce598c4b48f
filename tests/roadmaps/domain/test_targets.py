import pytest

from roadmaps.domain.targets import (
    Intention,
    RealismHint,
    Target,
    TargetProblem,
    TargetProblemCode,
    carry_targets,
    check_targets,
    default_targets,
    driving_targets,
    find_realism_hint,
)
from tests.roadmaps.domain.cases import maturity_model


def target(block="VIS", years=5, stage=2, intention=Intention.ADVANCE, **more):
    return Target(block, years, stage, intention, **more)


def all_hold():
    return default_targets(maturity_model(), {})


def test_untouched_blocks_hold_at_their_present_stage():
    targets = default_targets(maturity_model(), {"VIS": 3, "VOC": None})
    assert targets[:3] == (
        Target("VIS", 5, 3, Intention.HOLD),
        Target("VOC", 5, 1, Intention.HOLD),
        Target("INT", 5, 1, Intention.HOLD),
    )
    assert len(targets) == 8
    assert check_targets(maturity_model(), targets) == ()


def test_missing_blocks_are_named():
    problems = check_targets(maturity_model(), all_hold()[1:])
    assert problems == (TargetProblem(TargetProblemCode.MISSING_BLOCK, "VIS"),)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (target(block="XYZ"), TargetProblemCode.UNKNOWN_BLOCK),
        (target(years=20), TargetProblemCode.UNKNOWN_HORIZON),
        (target(years=2, stage=0), TargetProblemCode.STAGE_OUT_OF_RANGE),
        (target(years=10, stage=5), TargetProblemCode.STAGE_OUT_OF_RANGE),
    ],
)
def test_a_target_that_the_model_does_not_know_is_named(wrong, code):
    problems = check_targets(maturity_model(), (*all_hold(), wrong))
    assert problems == (TargetProblem(code, wrong.block, wrong.years, wrong.stage),)


def test_a_farther_horizon_may_not_ask_less_unless_it_scales_back():
    nearer = target(years=2, stage=3)
    problem = TargetProblem(TargetProblemCode.CONTRADICTION, "VIS", 5, 2, 2, 3)
    rest = all_hold()[1:]
    less = (nearer, target(years=5, stage=2), *rest)
    assert check_targets(maturity_model(), less) == (problem,)
    back = (nearer, target(years=5, stage=2, intention=Intention.SCALE_BACK), *rest)
    assert check_targets(maturity_model(), back) == ()


def test_a_block_has_one_target_a_horizon():
    problems = check_targets(maturity_model(), (*all_hold(), target(stage=3)))
    assert problems == (TargetProblem(TargetProblemCode.DUPLICATE, "VIS", 5, 3, 5, 1),)


def test_the_course_is_driven_by_its_own_horizon_else_by_the_nearest():
    targets = [
        target("VOC", years=2),
        target("VIS", years=10, stage=4),
        target("VIS", years=2),
        target("VIS", years=5, stage=3),
        target("IMP", years=10, stage=4),
    ]
    driving = [(t.block, t.years) for t in driving_targets(maturity_model(), targets)]
    assert driving == [("VIS", 5), ("VOC", 2), ("IMP", 10)]


def test_realism_hint_reads_steep_targets_of_two_years():
    stages = {"VIS": 1, "VOC": 1, "IMP": 2, "EXB": None}
    steep = [target(block, years=2, stage=3) for block in ("VIS", "VOC", "EXB")]
    level = target("IMP", years=2, stage=3)
    hint = RealismHint(2, ("VIS", "VOC", "EXB"), asked=4)
    assert find_realism_hint([*steep, level], stages) == hint
    assert find_realism_hint([*steep[:2], level], stages) is None
    far = [target(block, years=5, stage=4) for block in stages]
    assert find_realism_hint(far, stages) is None


CARRIED = [
    ((3, "advance"), 1, (3, "advance")),
    ((3, "advance"), 3, (3, "hold")),
    ((2, "advance"), 4, (4, "hold")),
    ((2, "hold"), 3, (3, "hold")),
    ((1, "scale_back"), 2, (1, "scale_back")),
    ((2, "scale_back"), 2, (2, "hold")),
]


@pytest.mark.parametrize(("before", "today", "after"), CARRIED)
def test_targets_of_a_wave_are_carried_as_far_as_they_are_ahead(before, today, after):
    model = maturity_model()
    given = [Target(b, 5, before[0], Intention(before[1]), "Why") for b in model.blocks]
    carried = carry_targets(model, given, dict.fromkeys(model.blocks, today))
    assert [(t.stage, t.intention, t.reason) for t in carried] == [
        (after[0], Intention(after[1]), "Why")
    ] * len(model.blocks)


def test_targets_that_no_longer_fit_are_not_carried():
    model = maturity_model()
    given = [Target(b, 5, 2, Intention.HOLD) for b in model.blocks[1:]]
    assert carry_targets(model, given, {}) == ()
