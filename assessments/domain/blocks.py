"""From stones to blocks: score, completeness, and the stage a block reached (method D3)."""

from collections.abc import Iterable, Mapping, Sequence

from assessments.domain.maturity_model import MaturityModel, Stone
from assessments.domain.means import DECIMALS, weighted_mean
from assessments.domain.scorecard import (
    BlockResult,
    Completeness,
    StageReading,
    StoneResult,
    Unseen,
)

OUT_OF_THE_BASE = (Unseen.NOT_ASKED, Unseen.NOT_APPLICABLE)


def score_block(
    maturity_model: MaturityModel,
    block: str,
    stones: Mapping[str, StoneResult],
    *,
    indicative: bool,
) -> BlockResult:
    """A block's score S(b), 0–100, and stage, from the results of its stones (method D3).

    S(b) is the impact-weighted mean of its stones with a value. Under `sufficient` of the weight of
    what is asked and applies, the block has neither. `indicative` (quick form): the stage is the
    band of S(b) and not the last one.
    """
    base = [
        stone
        for stone in maturity_model.stones_of(block)
        if stone.code in stones and stones[stone.code].unseen not in OUT_OF_THE_BASE
    ]
    scores = {stone.code: stones[stone.code].score for stone in base}
    completeness = _find_completeness(maturity_model, base, scores)
    has_data = completeness is not Completeness.INSUFFICIENT
    score = _weighted_score(base, scores) if has_data else None
    if score is None:
        readings = _nothing_reached(maturity_model)
    elif indicative:
        readings = _read_bands(maturity_model, score)
    else:
        readings = read_stages(maturity_model, base, scores)
    satisfied = maturity_model.scoring.prerequisite_satisfied
    return BlockResult(
        block,
        score,
        None if score is None else sum(reading.reached for reading in readings),
        completeness,
        indicative,
        readings,
        in_place=sum(value is not None and value >= satisfied for value in scores.values()),
        asked=len(base),
    )


def _find_completeness(
    maturity_model: MaturityModel, base: Sequence[Stone], scores: Mapping[str, float | None]
) -> Completeness:
    asked = sum(stone.impact for stone in base)
    valued = sum(stone.impact for stone in base if scores[stone.code] is not None)
    share = round(valued / asked, DECIMALS) if asked else 0.0
    if not valued or share < maturity_model.scoring.sufficient:
        return Completeness.INSUFFICIENT
    if share < maturity_model.scoring.complete:
        return Completeness.PROVISIONAL
    return Completeness.COMPLETE


def _weighted_score(stones: Iterable[Stone], scores: Mapping[str, float | None]) -> float | None:
    return weighted_mean((stone.impact, scores.get(stone.code)) for stone in stones)


def _nothing_reached(maturity_model: MaturityModel) -> tuple[StageReading, ...]:
    return tuple(
        StageReading(stage.number, None, None, reached=False) for stage in maturity_model.stages
    )


def _read_bands(maturity_model: MaturityModel, score: float) -> tuple[StageReading, ...]:
    last = last_stage(maturity_model, indicative=True)
    bounds = (0.0, *maturity_model.scoring.quick_bands)
    return tuple(
        StageReading(
            stage.number, None, None, stage.number <= last and score >= bounds[stage.number - 1]
        )
        for stage in maturity_model.stages
    )


def last_stage(maturity_model: MaturityModel, *, indicative: bool) -> int:
    """The farthest stage that the form can tell: the quick one has bands and no last stage."""
    last = len(maturity_model.stages)
    if not indicative:
        return last
    return max(1, min(last - 1, 1 + len(maturity_model.scoring.quick_bands)))


def read_stages(
    maturity_model: MaturityModel, stones: Sequence[Stone], scores: Mapping[str, float | None]
) -> tuple[StageReading, ...]:
    """How far a block is at each stage, from the scores (0–100) of its stones (method D3).

    The first stage is always reached. Stage t is when t − 1 is, K(b,t) ≥ its threshold and the mean
    of its own stones ≥ its own floor; without any stone of that stage in `stones`, K(b,t) decides.
    """
    readings: list[StageReading] = []
    for stage in maturity_model.stages:
        own_stones = [stone for stone in stones if stone.stage == stage.number]
        cumulative = _weighted_score(
            (stone for stone in stones if stone.stage <= stage.number), scores
        )
        own = _weighted_score(own_stones, scores)
        reached = not readings or (
            readings[-1].reached
            and _is_at_least(cumulative, stage.threshold)
            and (not own_stones or _is_at_least(own, stage.own_floor))
        )
        readings.append(StageReading(stage.number, cumulative, own, reached))
    return tuple(readings)


def _is_at_least(value: float | None, bound: float) -> bool:
    return value is not None and value >= bound
