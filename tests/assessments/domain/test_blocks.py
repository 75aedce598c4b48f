from collections.abc import Mapping

import pytest

from assessments.domain.blocks import last_stage, read_stages, score_block
from assessments.domain.scorecard import Completeness, StageReading, StoneResult, Unseen
from tests.builders import small_maturity_model, worked_example_maturity_model

VOC = {"VOC-1": 73.4375, "VOC-2": 53.125, "VOC-5": 21.875}


def results(scores: Mapping[str, float | Unseen | None]) -> dict[str, StoneResult]:
    return {
        code: StoneResult(code, None, None, None, None, None, score)
        if isinstance(score, Unseen)
        else StoneResult(code, score, None, 9, 0.0, 0.0, Unseen.TOO_FEW if score is None else None)
        for code, score in scores.items()
    }


def test_score_block_reads_the_stages_of_the_worked_example() -> None:
    block = score_block(worked_example_maturity_model(), "VOC", results(VOC), indicative=False)

    assert [round(reading.cumulative or 0, 4) for reading in block.readings] == [
        73.4375,
        59.8958,
        47.2222,
        47.2222,
    ]
    assert [reading.own for reading in block.readings] == [73.4375, 53.125, 21.875, None]
    assert [reading.reached for reading in block.readings] == [True, True, False, False]
    assert (round(block.score or 0, 4), block.stage, block.in_place, block.asked) == (
        47.2222,
        2,
        2,
        3,
    )
    assert block.completeness is Completeness.COMPLETE


@pytest.mark.parametrize(
    ("scores", "stage"),
    [
        ({"VOC-1": 35, "VOC-2": 35, "VOC-5": 0}, 2),
        ({"VOC-1": 34.9, "VOC-2": 35, "VOC-5": 100}, 1),
        ({"VOC-1": 100, "VOC-2": 24.9, "VOC-5": 100}, 1),
        ({"VOC-1": 100, "VOC-2": 25, "VOC-5": 80}, 3),
        ({"VOC-1": 100, "VOC-2": 100, "VOC-5": 34.9}, 2),
        ({"VOC-1": 65, "VOC-2": 65, "VOC-5": 64.9}, 3),
        ({"VOC-1": 65, "VOC-2": 65, "VOC-5": 65}, 4),
        ({"VOC-1": 0, "VOC-2": 0, "VOC-5": 0}, 1),
    ],
)
def test_score_block_reaches_a_stage_by_its_threshold_and_own_floor(
    scores: dict[str, float], stage: int
) -> None:
    block = score_block(worked_example_maturity_model(), "VOC", results(scores), indicative=False)

    assert block.stage == stage


def test_read_stages_need_a_value_of_the_stages_own_stones() -> None:
    model = worked_example_maturity_model()
    readings = read_stages(model, model.stones_of("VOC"), {"VOC-1": 90, "VOC-2": None})

    assert readings[1] == StageReading(2, 90, None, reached=False)
    assert not readings[2].reached


def test_read_stages_without_a_stone_of_a_stage_go_by_the_cumulative_score() -> None:
    model = small_maturity_model("VOC-1", "VOC-5")
    readings = read_stages(model, model.stones, {"VOC-1": 80, "VOC-5": 60})

    assert [reading.reached for reading in readings] == [True, True, True, True]
    assert readings[1] == StageReading(2, 80, None, reached=True)


@pytest.mark.parametrize(
    ("scores", "completeness", "score", "stage"),
    [
        # Impacts are 2, 4 and 3: 9 asked.
        ({"VOC-1": 40, "VOC-2": 40, "VOC-5": None}, Completeness.PROVISIONAL, 40, 2),
        ({"VOC-1": 40, "VOC-2": None, "VOC-5": 40}, Completeness.PROVISIONAL, 40, 1),
        ({"VOC-1": None, "VOC-2": 40, "VOC-5": None}, Completeness.INSUFFICIENT, None, None),
        ({"VOC-1": None, "VOC-2": None, "VOC-5": None}, Completeness.INSUFFICIENT, None, None),
    ],
)
def test_score_block_says_how_complete_it_is(
    scores: dict[str, float | None],
    completeness: Completeness,
    score: float | None,
    stage: int | None,
) -> None:
    block = score_block(worked_example_maturity_model(), "VOC", results(scores), indicative=False)

    assert (block.completeness, block.score, block.stage) == (completeness, score, stage)


def test_score_block_without_enough_data_reads_no_stage() -> None:
    block = score_block(
        worked_example_maturity_model(),
        "VOC",
        results({"VOC-1": None, "VOC-2": 80, "VOC-5": None}),
        indicative=False,
    )

    assert block.readings == tuple(
        StageReading(number, None, None, reached=False) for number in (1, 2, 3, 4)
    )


def test_score_block_takes_what_does_not_apply_out_of_the_base() -> None:
    stones = results({"VOC-1": 60, "VOC-2": Unseen.NOT_APPLICABLE, "VOC-5": Unseen.NOT_ASKED})
    block = score_block(worked_example_maturity_model(), "VOC", stones, indicative=False)

    assert (block.completeness, block.score, block.asked, block.in_place) == (
        Completeness.COMPLETE,
        60,
        1,
        1,
    )


def test_score_block_that_does_not_apply_has_no_score() -> None:
    scores = results(dict.fromkeys(VOC, Unseen.NOT_APPLICABLE))
    block = score_block(worked_example_maturity_model(), "VOC", scores, indicative=False)

    assert (block.completeness, block.score, block.stage, block.asked) == (
        Completeness.INSUFFICIENT,
        None,
        None,
        0,
    )


@pytest.mark.parametrize(
    ("score", "stage"), [(0, 1), (34.9, 1), (35, 2), (54.9, 2), (55, 3), (100, 3)]
)
def test_score_block_of_the_quick_form_is_a_band_and_never_the_last_stage(
    score: float, stage: int
) -> None:
    block = score_block(
        small_maturity_model("VOC-2", "VOC-5"),
        "VOC",
        results({"VOC-2": score, "VOC-5": score}),
        indicative=True,
    )

    assert (block.score, block.stage, block.indicative) == (score, stage, True)
    assert {reading.cumulative for reading in block.readings} == {None}


@pytest.mark.parametrize(("stages", "last"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_last_stage_of_the_quick_form_is_not_the_models(stages: int, last: int) -> None:
    model = small_maturity_model("VOC-2", "VOC-5", stages=stages)

    assert last_stage(model, indicative=True) == last
    assert last_stage(model, indicative=False) == stages


def test_score_block_of_the_quick_form_stays_within_a_shorter_model() -> None:
    model = small_maturity_model("VOC-2", "VOC-5", stages=3)
    block = score_block(model, "VOC", results({"VOC-2": 90, "VOC-5": 90}), indicative=True)

    assert block.stage == 2
