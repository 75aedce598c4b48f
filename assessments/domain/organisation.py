"""From blocks to the organisation: stage, what separates from the next, balance (method D4)."""

from collections.abc import Sequence
from math import ceil, inf
from typing import Final

from assessments.domain.blocks import last_stage
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.means import DECIMALS, mean
from assessments.domain.scorecard import (
    BlockResult,
    Completeness,
    ConditionState,
    GateResult,
    OrganisationResult,
    Separation,
)

ENOUGH_HEADCOUNT: Final = 0.5
"""Below this share of the headcount in answering departments the result is provisional (D2)."""


def score_organisation(
    maturity_model: MaturityModel,
    blocks: Sequence[BlockResult],
    gate: GateResult,
    *,
    indicative: bool,
    headcount_share: float | None,
) -> OrganisationResult:
    """The organisation's stage and scores, 0–100, from its blocks with data (method D4).

    `headcount_share` (0–1) is None without headcounts. Provisional: a block has not enough data, or
    the departments that answered hold less than half of the headcount.
    """
    stage, separation = _find_stage(maturity_model, blocks, gate, indicative=indicative)
    mean_score = mean(block.score for block in blocks)
    scored = [(block.score, block.block) for block in blocks if block.score is not None]
    weakest_score, weakest_block = min(scored, key=lambda pair: pair[0], default=(None, None))
    return OrganisationResult(
        stage=stage,
        separation=separation,
        provisional=any(block.completeness is Completeness.INSUFFICIENT for block in blocks)
        or (headcount_share is not None and headcount_share < ENOUGH_HEADCOUNT),
        indicative=indicative,
        mean_score=mean_score,
        weakest_block=weakest_block,
        weakest_score=weakest_score,
        balance_index=_balance_index(mean_score, weakest_score),
        systemic_score=mean([mean_score, weakest_score]),
        blocks_per_stage=tuple(
            sum(block.stage == stage.number for block in blocks) for stage in maturity_model.stages
        ),
    )


def _balance_index(mean_score: float | None, weakest_score: float | None) -> float | None:
    if mean_score is None or weakest_score is None:
        return None
    return round(100 * weakest_score / mean_score, DECIMALS) if mean_score else 100.0


def _find_stage(
    maturity_model: MaturityModel,
    blocks: Sequence[BlockResult],
    gate: GateResult,
    *,
    indicative: bool,
) -> tuple[int | None, Separation | None]:
    """Climb until something separates from the next stage; None when too few blocks have data."""
    if sum(block.stage is not None for block in blocks) < blocks_needed(maturity_model):
        return None, None
    last = last_stage(maturity_model, indicative=indicative)
    for stage in range(2, last + 1):
        separation = find_separation(maturity_model, blocks, gate, stage)
        if _separates(separation):
            return stage - 1, separation
    return last, None


def blocks_needed(maturity_model: MaturityModel) -> int:
    """How many blocks must have reached a stage: `stage_share` of them, rounded up, and at least
    one (method D4)."""
    share = maturity_model.scoring.stage_share * len(maturity_model.blocks)
    return max(1, ceil(round(share, DECIMALS)))


def find_separation(
    maturity_model: MaturityModel, blocks: Sequence[BlockResult], gate: GateResult, stage: int
) -> Separation:
    """What is missing for `stage` (a number from 2), by every rule of it (method D4).

    Enough blocks reached it · no block with data is below the stage before · beyond the crossing,
    every condition is met. Candidates come nearest first: fewest points missing, then the model's
    order; blocks without data last.
    """
    missing = [block for block in blocks if (block.stage or 0) < stage]
    missing.sort(key=lambda block: _points_missing(maturity_model, block, stage))
    is_beyond = gate.after_stage is not None and stage > gate.after_stage
    return Separation(
        stage,
        reached=len(blocks) - len(missing),
        needed=blocks_needed(maturity_model),
        candidates=tuple(block.block for block in missing),
        below=tuple(
            block.block for block in blocks if block.stage is not None and block.stage < stage - 1
        ),
        conditions=tuple(
            condition.condition
            for condition in gate.conditions
            if is_beyond and condition.state is not ConditionState.MET
        ),
    )


def _separates(separation: Separation) -> bool:
    is_short = separation.reached < separation.needed
    return is_short or bool(separation.below) or bool(separation.conditions)


def _points_missing(maturity_model: MaturityModel, block: BlockResult, stage: int) -> float:
    """The largest number of points that a block misses in any test up to `stage`."""
    if block.score is None:
        return inf
    if block.indicative:
        return -block.score
    bounds = {place.number: place for place in maturity_model.stages}
    return max(
        max(
            bounds[reading.stage].threshold - (reading.cumulative or 0),
            bounds[reading.stage].own_floor - (reading.own or 0),
        )
        for reading in block.readings
        if reading.stage <= stage and not reading.reached
    )
