"""What the planner takes each stone to be worth today (method E2, unanswered stones)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessments.domain.gate import condition_state
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.responses import is_consistent
from assessments.domain.scorecard import ConditionState, Scorecard, StoneResult, Unseen

NOTHING_KNOWN: Final = 0.0
"""What an unknown stone counts as, for gaps, prerequisites and the gate."""
HIGHEST_LEVEL: Final = 4


class ValueState(StrEnum):
    """Where the value of a stone comes from: answers, nowhere, a stand-in; a person who confirmed
    what work brought (`claimed`), or delivered work that is taken to have reached its aim."""

    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    ASSUMED = "assumed"
    CLAIMED = "claimed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class StoneValue:
    """M(i) on 0–100 as the planner reads it; `score` is None only for `not_applicable`."""

    state: ValueState
    score: float | None

    def is_at_least(self, threshold: float) -> bool:
        """Whether the stone stands at `threshold` (0–100); one that does not apply always does.

        The one comparison behind prerequisites, gaps and the gate (method E2).
        """
        return self.score is None or self.score >= threshold


def stone_values(
    maturity_model: MaturityModel,
    scorecard: Scorecard,
    earlier_scores: Mapping[str, float] | None = None,
) -> dict[str, StoneValue]:
    """The value of every stone of the model, in its order (method E2).

    A stone that the form did not ask (quick waves) takes its score of the last full wave
    (`earlier_scores`, 0–100), else its block's score, and is `assumed`; one that people say does
    not apply is `not_applicable`; any other without a score is `unknown` and counts as 0. A gate
    stone is `unknown` whenever the crossing counts its condition as unknown.
    """
    results = {result.stone: result for result in scorecard.stones}
    block_scores = {result.block: result.score for result in scorecard.blocks}
    earlier = earlier_scores or {}
    values = {
        stone.code: _value(
            results.get(stone.code), earlier.get(stone.code, block_scores.get(stone.block))
        )
        for stone in maturity_model.stones
    }
    unclear = {code for code in maturity_model.gate_stones if _is_unclear(results.get(code))}
    return {
        code: StoneValue(ValueState.UNKNOWN, NOTHING_KNOWN) if code in unclear else value
        for code, value in values.items()
    }


def _is_unclear(result: StoneResult | None) -> bool:
    """Whether a gate stone was asked and the crossing cannot say that its condition is met."""
    if result is None or result.unseen is Unseen.NOT_ASKED:
        return False
    state = condition_state(result.score, result.dont_know, NOTHING_KNOWN)
    return state is ConditionState.UNKNOWN


def _value(result: StoneResult | None, stand_in: float | None) -> StoneValue:
    if result is not None and result.score is not None:
        return StoneValue(ValueState.VALUE, result.score)
    if result is not None and result.unseen is Unseen.NOT_APPLICABLE:
        return StoneValue(ValueState.NOT_APPLICABLE, None)
    asked = result is not None and result.unseen is not Unseen.NOT_ASKED
    if asked or stand_in is None:
        return StoneValue(ValueState.UNKNOWN, NOTHING_KNOWN)
    return StoneValue(ValueState.ASSUMED, stand_in)


def with_assumptions(
    values: Mapping[str, StoneValue], assumptions: Mapping[str, tuple[int, int]]
) -> dict[str, StoneValue]:
    """Values in which a person's capability and breadth (0–4) stand in for what is unknown (E2).

    Only `unknown` and `assumed` stones change. Raises ValueError on a pair that cannot stand.
    """
    changed = dict(values)
    for stone, levels in assumptions.items():
        score = _points(stone, levels)
        if stone in values and values[stone].state in (ValueState.UNKNOWN, ValueState.ASSUMED):
            changed[stone] = StoneValue(ValueState.ASSUMED, score)
    return changed


def with_claims(
    values: Mapping[str, StoneValue], claims: Mapping[str, tuple[int, int]]
) -> dict[str, StoneValue]:
    """Values raised to the capability and breadth (0–4) that a person confirmed once work was
    delivered (method E2). Such a stone is `claimed`.

    A claim raises and never lowers; a stone that does not apply, or is not in `values`, stays as it
    is. Raises ValueError on a pair that cannot stand.
    """
    scores = {stone: _points(stone, levels) for stone, levels in claims.items()}
    return _raised(values, scores, ValueState.CLAIMED)


def with_delivered(
    values: Mapping[str, StoneValue], aims: Mapping[str, float]
) -> dict[str, StoneValue]:
    """Values in which delivered stones stand at max(M, aim), aims on 0–100 (method E2)."""
    return _raised(values, aims, ValueState.DELIVERED)


def propose_claim(aim: float, now: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """Capability and breadth (0–4) to offer once work on a stone is done (method E2).

    The fewest levels up from `now`, neither of the two falling, that reach `aim` (0–100); of those,
    the lowest score; of equal ones the better settled before the wider spread. So aims of 35, 50,
    55 and 65 propose (3, 2), (4, 2), (3, 3) and (4, 3). An aim that is reached proposes `now`.
    """
    capability, breadth = now
    levels = range(HIGHEST_LEVEL + 1)
    reaching = [
        (c, b)
        for c in levels[capability:]
        for b in levels[breadth:]
        if c * b * 100 >= min(aim, 100.0) * HIGHEST_LEVEL**2
    ]
    return min(reaching, key=lambda pair: (sum(pair), pair[0] * pair[1], -pair[0]))


def _points(stone: str, levels: tuple[int, int]) -> float:
    """The score (0–100) of capability and breadth; ValueError on a pair that cannot stand."""
    capability, breadth = levels
    if max(levels) > HIGHEST_LEVEL or not is_consistent(capability, breadth):
        raise ValueError(f"{stone}: capability {capability} with breadth {breadth}")
    return 100 * capability * breadth / HIGHEST_LEVEL**2


def _raised(
    values: Mapping[str, StoneValue], scores: Mapping[str, float], state: ValueState
) -> dict[str, StoneValue]:
    changed = dict(values)
    for stone, score in scores.items():
        now = values[stone].score if stone in values else None
        if now is not None and score > now:
            changed[stone] = StoneValue(state, score)
    return changed
