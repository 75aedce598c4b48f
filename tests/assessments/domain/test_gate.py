from dataclasses import replace

import pytest

from assessments.domain.gate import condition_state, score_gate
from assessments.domain.scorecard import (
    ConditionResult,
    ConditionState,
    GateResult,
    StoneResult,
    Unseen,
)
from tests.builders import shipped_maturity_model


@pytest.mark.parametrize(
    ("score", "dont_know", "state"),
    [
        (50.0, 0.0, ConditionState.MET),
        (49.999, 0.0, ConditionState.NOT_MET),
        (100.0, 0.5, ConditionState.MET),
        (100.0, 0.51, ConditionState.UNKNOWN),
        (0.0, 0.51, ConditionState.UNKNOWN),
        (None, 0.0, ConditionState.UNKNOWN),
        (None, None, ConditionState.UNKNOWN),
        (62.0, None, ConditionState.MET),
    ],
)
def test_condition_state_is_known_from_a_value_that_half_can_judge(
    score: float | None, dont_know: float | None, state: ConditionState
) -> None:
    assert condition_state(score, dont_know, 50) is state


def stone(code: str, score: float | None) -> StoneResult:
    unseen = Unseen.TOO_FEW if score is None else None
    return StoneResult(code, score, None, 9, 0.0, 0.0, unseen)


def test_score_gate_opens_when_every_condition_is_met() -> None:
    scores = {"VIS-2": 50.0, "VIS-3": 75.0, "EXB-4": 100.0}
    gate = score_gate(
        shipped_maturity_model(), {code: stone(code, score) for code, score in scores.items()}
    )

    assert gate == GateResult(
        2,
        50,
        (
            ConditionResult("sponsor", "VIS-2", 50, ConditionState.MET),
            ConditionResult("change_agent", "VIS-3", 75, ConditionState.MET),
            ConditionResult("system_of_engagement", "EXB-4", 100, ConditionState.MET),
        ),
        is_open=True,
    )


def test_score_gate_stays_closed_for_a_condition_that_is_unknown() -> None:
    stones = {"VIS-2": stone("VIS-2", 90), "VIS-3": stone("VIS-3", None)}
    gate = score_gate(shipped_maturity_model(), stones)

    assert [condition.state for condition in gate.conditions] == [
        ConditionState.MET,
        ConditionState.UNKNOWN,
        ConditionState.UNKNOWN,
    ]
    assert not gate.is_open


def test_score_gate_takes_any_number_of_conditions() -> None:
    shipped = shipped_maturity_model()
    assert shipped.gate is not None
    one = replace(shipped.gate, conditions=shipped.gate.conditions[:1])
    gate = score_gate(shipped_maturity_model(gate=one), {"VIS-2": stone("VIS-2", 60)})

    assert gate.is_open


def test_score_gate_of_a_model_without_one_is_open() -> None:
    assert score_gate(shipped_maturity_model(gate=None), {}) == GateResult(
        None, None, (), is_open=True
    )
