"""Steps of an agenda item (method G1)."""

import pytest

from roadmaps.domain.room.scenes import (
    STEPS,
    Kind,
    Step,
    StepRefused,
    check_step,
    first_step,
    next_step,
)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_goes_from_its_first_step_to_its_last(kind):
    way, step = [first_step(kind)], first_step(kind)
    while step := next_step(kind, step):
        way.append(step)

    assert tuple(way) == STEPS[kind]


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (Kind.STONE, [Step.HIDDEN, Step.SHOWN, Step.TOLD]),
        (Kind.AMBITION, [Step.HIDDEN, Step.TOLD]),
        (Kind.IDEAS, [Step.HIDDEN, Step.TOLD]),
        (Kind.GREAT, [Step.HIDDEN, Step.SHOWN, Step.TOLD]),
    ],
)
def test_what_was_told_is_not_asked_again(kind, way):
    found, step = [Step.HIDDEN], Step.HIDDEN
    while step := next_step(kind, step, is_told=True):
        found.append(step)

    assert found == way


@pytest.mark.parametrize(
    ("kind", "step", "is_told"),
    [
        (Kind.WELCOME, Step.HIDDEN, False),
        (Kind.FEEDBACK, Step.SHOWN, False),
        (Kind.STONE, Step.DOTS, False),
        (Kind.STONE, Step.ASKED, True),
        (Kind.IDEAS, Step.DOTS, True),
    ],
)
def test_steps_that_a_kind_does_not_have_are_refused(kind, step, is_told):
    with pytest.raises(StepRefused):
        check_step(kind, step, is_told=is_told)
