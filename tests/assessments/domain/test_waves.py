from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.scorecard import (
    BlockResult,
    Completeness,
    GateResult,
    OrganisationResult,
    Scorecard,
    StoneResult,
)
from assessments.domain.spread import BlockSpread, Spread
from assessments.domain.waves import (
    Change,
    Direction,
    Reason,
    StoneMove,
    Wave,
    find_trend,
    find_yardstick,
)
from tests.builders import worked_example_maturity_model

MODEL = worked_example_maturity_model()
WORDS = {stone.code: (f"Do you {stone.code}?",) for stone in MODEL.stones}
YARDSTICK = find_yardstick(MODEL, "full", WORDS)
WHOLE = OrganisationResult(2, None, False, False, 35.0, "IMP", 23.0, 66.0, 29.0, (1, 1))


def make_block(score, stage=2):
    return BlockResult("VOC", score, stage, Completeness.COMPLETE, False, (), 1, 3)


def make_wave(score=40.0, error=3.0, *, stones=(), yardstick=YARDSTICK, **fields):
    """A wave with one block; `stones`: scores by code."""
    interval = None if error is None or score is None else (score - 5, score + 5)
    spread = Spread(blocks=(BlockSpread("VOC", 10, 0.9, "aligned", interval, error),))
    values = {
        "method": "1", "maturity_model": MODEL.slug, "version": 1, "form": "full",
        "min_group_size": 5, "department_weight": "equal", "respondents": 10,
        "headcount_share": None, "departments_answering": (), "departments_silent": (),
        "groups": (),
        "stones": tuple(StoneResult(c, s, None, 10, 0.0, 0.0) for c, s in dict(stones).items()),
        "blocks": (make_block(score),), "gate": GateResult(None, None, (), True),
        "organisation": WHOLE, "notices": (), "lenses": (), "pillars": (), "spread": spread,
        "edition": 2,
    }  # fmt: skip
    return Wave(Scorecard(**(values | fields)), yardstick)


def whole_of(*waves):
    return find_trend(waves).blocks[0].whole


def with_changed(code, **fields):
    """The yardstick with one stone measured otherwise."""
    changed = replace(YARDSTICK.stones[code], **fields)
    return replace(YARDSTICK, stones=YARDSTICK.stones | {code: changed})


def test_change_is_clear_above_1_96_standard_errors_of_both_waves():
    limit = 1.96 * sqrt(3.0**2 + 4.0**2)  # 9.8

    assert limit == pytest.approx(9.8)
    assert whole_of(make_wave(40.0), make_wave(49.79, 4.0)).direction is Direction.NO_CLEAR_CHANGE
    assert whole_of(make_wave(40.0), make_wave(49.81, 4.0)).direction is Direction.UP
    assert whole_of(make_wave(40.0), make_wave(30.19, 4.0)).direction is Direction.DOWN


def test_change_is_found_between_neighbours_and_from_first_to_last():
    trend = find_trend([make_wave(40.0), make_wave(46.0), make_wave(52.0)])

    assert trend.blocks[0].steps == (
        Change(0, 1, Direction.NO_CLEAR_CHANGE),
        Change(1, 2, Direction.NO_CLEAR_CHANGE),
    )
    assert trend.blocks[0].whole == Change(0, 2, Direction.UP)


def test_one_wave_has_points_and_no_change():
    trend = find_trend([make_wave(40.0)])

    assert trend.blocks[0].points[0].score == 40.0
    assert trend.blocks[0].points[0].interval == (35.0, 45.0)
    assert trend.blocks[0].steps == ()
    assert trend.blocks[0].whole is None


@pytest.mark.parametrize(
    ("other", "reason", "stones"),
    [
        (make_wave(90.0, None), Reason.NO_ERROR, ()),
        (make_wave(90.0, spread=None, edition=1), Reason.FIRST_EDITION, ()),
        (make_wave(None, blocks=(make_block(None, None),)), Reason.NO_SCORE, ()),
        (make_wave(90.0, blocks=()), Reason.NO_SCORE, ()),
        (make_wave(90.0, department_weight="headcount"), Reason.OTHER_WEIGHTS, ()),
        (make_wave(90.0, form="quick"), Reason.OTHER_FORM, ()),
        (
            make_wave(90.0, yardstick=with_changed("VOC-2", impact=1)),
            Reason.OTHER_QUESTIONS,
            ("VOC-2",),
        ),
        (
            make_wave(90.0, yardstick=with_changed("VOC-5", wording=("Otherwise?",))),
            Reason.OTHER_QUESTIONS,
            ("VOC-5",),
        ),
        (
            make_wave(90.0, yardstick=with_changed("VOC-1", stage=2)),
            Reason.OTHER_QUESTIONS,
            ("VOC-1",),
        ),
    ],
)
def test_change_that_cannot_be_said_tells_why_both_ways(other, reason, stones):
    for waves in ((make_wave(), other), (other, make_wave())):
        whole = whole_of(*waves)
        assert (whole.direction, whole.reason) == (Direction.CANNOT_BE_SAID, reason)
        assert whole.stones == stones


def test_block_compares_when_only_another_block_changed():
    other = make_wave(90.0, yardstick=with_changed("IMP-1", impact=1))

    assert whole_of(make_wave(), other).direction is Direction.UP


def test_stones_move_against_the_nearest_wave_that_shows_them():
    trend = find_trend(
        [
            make_wave(stones={"VOC-1": 35.0, "VOC-2": 34.9, "VOC-5": 36.0}),
            make_wave(stones={"VOC-1": None, "VOC-2": 35.0, "VOC-5": 60.0}),
            make_wave(stones={"VOC-1": 34.9, "VOC-2": 80.0, "VOC-5": None}),
        ]
    )

    assert trend.gained == (StoneMove("VOC-2", 0, 1),)
    assert trend.slipped == (StoneMove("VOC-1", 0, 2),)


@pytest.mark.parametrize(
    "other",
    [
        {"yardstick": with_changed("VOC-1", wording=("Otherwise?",))},
        {"yardstick": replace(YARDSTICK, acquired=40.0)},
        {"yardstick": replace(YARDSTICK, stones={})},
        {"department_weight": "headcount"},
        {"form": "quick"},
    ],
)
def test_stone_measured_otherwise_is_not_said_to_move(other):
    trend = find_trend([make_wave(stones={"VOC-1": 90}), make_wave(stones={"VOC-1": 5}, **other)])

    assert (trend.gained, trend.slipped) == ((), ())


def test_stages_compare_under_the_same_rules_only():
    rules = replace(YARDSTICK.rules, stage_share=0.5)
    other = make_wave(yardstick=replace(YARDSTICK, rules=rules))

    assert find_trend([make_wave(), make_wave()]).same_rules
    assert not find_trend([make_wave(), other]).same_rules


scores = st.floats(0, 100)
errors = st.floats(0, 20)


@given(scores, errors)
def test_identical_waves_change_nowhere(score, error):
    wave = make_wave(score, error, stones={"VOC-1": score})
    trend = find_trend([wave, wave, wave])

    found = {change.direction for change in (*trend.blocks[0].steps, trend.blocks[0].whole)}
    assert found == {Direction.NO_CLEAR_CHANGE}
    assert (trend.gained, trend.slipped) == ((), ())


@given(scores, errors, scores, errors)
def test_swapped_waves_change_the_other_way(first, first_error, second, second_error):
    waves = (
        make_wave(first, first_error, stones={"VOC-1": first}),
        make_wave(second, second_error, stones={"VOC-1": second}),
    )
    there, back = find_trend(waves), find_trend(waves[::-1])

    opposite = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    way = there.blocks[0].whole.direction
    assert back.blocks[0].whole.direction is opposite.get(way, way)
    assert (back.gained, back.slipped) == (there.slipped, there.gained)
