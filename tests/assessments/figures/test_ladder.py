import pytest

from assessments.domain.responses import NOT_APPLICABLE
from assessments.domain.scorecard import Unseen
from assessments.figures import climb, needed_elsewhere, next_steps, separation_of
from assessments.figures.ladder import BlockSeparation, Tie
from tests.builders import shipped_maturity_model
from tests.scorecards import scorecard_of

MODEL = shipped_maturity_model()


def block_of(scorecard, code):
    return next(block for block in scorecard.blocks if block.block == code)


def test_ladder_goes_from_the_first_stage_to_the_last_with_every_stone():
    rungs = climb(scorecard_of(), MODEL, "IMP")

    assert [rung.reading.stage for rung in rungs] == [1, 2, 3, 4]
    assert [(rung.threshold, rung.own_floor) for rung in rungs] == [
        (0, 0),
        (35, 25),
        (55, 35),
        (65, 45),
    ]
    stones = [step.stone for rung in rungs for step in rung.steps]
    assert sorted(stones) == sorted(stone.code for stone in MODEL.stones_of("IMP"))


def test_ladder_ties_stones_of_all_blocks():
    rungs = climb(scorecard_of({"VIS-1": (0, 0), "VIS-3": None}), MODEL, "VIS")
    steps = {step.stone: step for rung in rungs for step in rung.steps}

    assert steps["VIS-2"].needs == (Tie("VIS-1", "VIS", is_acquired=False),)
    assert not steps["VIS-2"].can_start
    assert Tie("VIS-3", "VIS", is_acquired=None) in steps["VIS-2"].unlocks
    assert steps["VIS-1"].can_start


def test_ladder_takes_what_does_not_apply_as_no_obstacle():
    rungs = climb(scorecard_of({"VIS-1": (NOT_APPLICABLE, 7)}), MODEL, "VIS")
    steps = {step.stone: step for rung in rungs for step in rung.steps}

    assert steps["VIS-2"].needs == (Tie("VIS-1", "VIS", is_acquired=True, applies=False),)
    assert steps["VIS-2"].can_start


def test_ladder_says_why_a_stone_has_no_figure():
    answers = {"VIS-1": (NOT_APPLICABLE, 7), "VIS-2": None}
    full = climb(scorecard_of(answers), MODEL, "VIS")
    quick = climb(scorecard_of(form="quick"), MODEL, "VIS")

    first, second = full[0].steps[0], full[1].steps[0]
    assert (first.result.unseen, first.is_acquired) == (Unseen.NOT_APPLICABLE, True)
    assert (second.result.unseen, second.is_acquired) == (Unseen.TOO_FEW, None)
    assert {s.result.unseen for rung in quick for s in rung.steps} == {None, Unseen.NOT_ASKED}


def test_needed_elsewhere_names_what_other_blocks_lack_once():
    scorecard = scorecard_of(default=(1, 1))
    steps = [step for rung in climb(scorecard, MODEL, "IMP") for step in rung.steps]
    needed = needed_elsewhere(steps, "IMP")

    wanted = {code for stone in MODEL.stones_of("IMP") for code in stone.prerequisites}
    elsewhere = {code for code in wanted if MODEL.stone_by_code[code].block != "IMP"}
    assert {tie.stone for tie in needed} == elsewhere != set()
    assert len(needed) == len(elsewhere)
    assert needed_elsewhere(climb(scorecard_of(), MODEL, "IMP")[1].steps, "IMP") == ()


def test_next_steps_come_from_the_lowest_stage_and_ready_ones_first():
    scorecard = scorecard_of({"IMP": (1, 2), "VOC-1": (3, 3), "IMP-1": (3, 3)})
    rungs = climb(scorecard, MODEL, "IMP")
    found = next_steps(rungs, block_of(scorecard, "IMP"))

    assert 1 <= len(found) <= 3
    assert [step.can_start for step in found] == sorted(
        (step.can_start for step in found), reverse=True
    )
    assert {MODEL.stone_by_code[step.stone].stage for step in found} == {2}
    assert next_steps(climb(scorecard, MODEL, "VOC"), block_of(scorecard, "VOC")) == ()


@pytest.mark.parametrize(
    ("answers", "form", "separation"),
    [
        ({}, "full", BlockSeparation(3, 37.5, 55, 17.5, 37.5, 35, 0.0)),
        ({"IMP": (1, 2)}, "full", BlockSeparation(2, 12.5, 35, 22.5, 12.5, 25, 12.5)),
        ({"IMP": (4, 4)}, "full", None),
        ({"IMP": None}, "full", None),
        ({"IMP": (1, 2)}, "quick", BlockSeparation(2, 12.5, 35, 22.5)),
        ({}, "quick", BlockSeparation(3, 37.5, 55, 17.5)),
        ({"IMP": (4, 4)}, "quick", None),
    ],
)
def test_separation_tests_both_rules_of_the_next_stage(answers, form, separation):
    scorecard = scorecard_of(answers, form=form)
    rungs = climb(scorecard, MODEL, "IMP")

    assert separation_of(block_of(scorecard, "IMP"), rungs, MODEL) == separation
