"""The crossing: its conditions, met, not met or unknown (method B1)."""

from collections.abc import Mapping

from assessments.domain.maturity_model import Gate, GateCondition, MaturityModel
from assessments.domain.scorecard import ConditionResult, ConditionState, GateResult, StoneResult

MOSTLY_UNKNOWN = 0.5
"""Above this share of 'don't know' nobody can say that a condition is met (method B1)."""


def condition_state(score: float | None, dont_know: float | None, minimum: float) -> ConditionState:
    """What the crossing counts a condition as, for stages and for the planner (method B1, E2).

    `score` (0–100) of its gate stone, None when it has no value; `dont_know`, share 0–1, None when
    nobody was asked. Unknown without a value or when more than half do not know; then it counts as
    not met. Otherwise met from `minimum` on.
    """
    if score is None or (dont_know or 0) > MOSTLY_UNKNOWN:
        return ConditionState.UNKNOWN
    return ConditionState.MET if score >= minimum else ConditionState.NOT_MET


def score_gate(maturity_model: MaturityModel, stones: Mapping[str, StoneResult]) -> GateResult:
    """The conditions of the crossing and whether it is open: all are met, or there is none."""
    gate = maturity_model.gate
    if gate is None:
        return GateResult(None, None, (), is_open=True)
    conditions = tuple(
        _score_condition(gate, condition, stones.get(condition.stone))
        for condition in gate.conditions
    )
    is_open = all(condition.state is ConditionState.MET for condition in conditions)
    return GateResult(gate.after_stage, gate.minimum, conditions, is_open)


def _score_condition(
    gate: Gate, condition: GateCondition, stone: StoneResult | None
) -> ConditionResult:
    score = stone.score if stone else None
    state = condition_state(score, stone.dont_know if stone else None, gate.minimum)
    return ConditionResult(condition.code, condition.stone, score, state)
