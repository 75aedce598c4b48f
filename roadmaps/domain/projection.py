"""Where organisation and blocks will stand after each phase, if the plan is carried out (E3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.maturity_model import MaturityModel, Phase
from assessments.domain.scorecard import BlockResult, GateResult, Scorecard
from roadmaps.domain.plans import Position
from roadmaps.domain.rescoring import rescore
from roadmaps.domain.scopes import Scope, Why
from roadmaps.domain.values import StoneValue, ValueState

STAND_INS: Final = (ValueState.ASSUMED, ValueState.CLAIMED, ValueState.DELIVERED)
"""Values that the scorecard does not hold itself."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Organisation, blocks and crossing after a phase (`phase` None: today).

    `stage` (a number from 1, None: too few blocks with data) is the organisation's; `mean` its mean
    score on 0–100; blocks and gate as a scorecard has them.
    """

    phase: Position
    stage: int | None
    mean: float | None
    blocks: tuple[BlockResult, ...]
    gate: GateResult


def project(
    maturity_model: MaturityModel,
    scorecard: Scorecard,
    scope: Scope,
    phases: Sequence[Phase],
    placement: Mapping[str, Position],
    *,
    values: Mapping[str, StoneValue] | None = None,
) -> tuple[Projection, ...]:
    """Today, then after each phase, with what it delivers at max(M, aim) (method E3).

    `placement`: phase code per stone, None for later. `values`: those of the scope, for what people
    assumed, claimed or delivered. One's own initiatives count for no stage. Stages, crossing and
    completeness are found by the functions that score answers.
    """
    codes: tuple[Position, ...] = (None, *(phase.code for phase in phases))
    order = {code: number for number, code in enumerate(codes)}
    return tuple(
        _project(
            maturity_model,
            scorecard,
            code,
            _known(
                scope,
                values or {},
                (s for s, at in placement.items() if at and order[at] <= number),
            ),
        )
        for code, number in order.items()
    )


def stage_after(
    maturity_model: MaturityModel,
    scorecard: Scorecard,
    scope: Scope,
    *,
    values: Mapping[str, StoneValue] | None = None,
) -> Callable[[frozenset[str]], int]:
    """The organisation's stage once some stones are delivered, for `plan_cycles`; never less than
    the scope's, and 1 where too few blocks have data (method E3)."""

    def find(delivered: frozenset[str]) -> int:
        known = _known(scope, values or {}, delivered)
        stage = _project(maturity_model, scorecard, None, known).stage
        return max(stage or 1, scope.organisation_stage)

    return find


def _known(
    scope: Scope, values: Mapping[str, StoneValue], delivered: Iterable[str]
) -> dict[str, float]:
    """Scores (0–100) that stand beside the scorecard's: stand-ins, and delivered stones' aims."""
    known = {s: v.score for s, v in values.items() if v.state in STAND_INS and v.score is not None}
    for stone in delivered:
        gap = scope.gap_by_stone.get(stone)
        if gap is not None and gap.why is not Why.OWN:
            known[stone] = max(gap.aim, gap.value)
    return known


def _project(
    maturity_model: MaturityModel, scorecard: Scorecard, phase: Position, known: Mapping[str, float]
) -> Projection:
    card = rescore(maturity_model, scorecard, known)
    whole = card.organisation
    return Projection(phase, whole.stage, whole.mean_score, card.blocks, card.gate)
