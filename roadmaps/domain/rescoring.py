"""A scorecard in which scores of stones stand that the answers did not give (method E3, G3)."""

from collections.abc import Mapping
from dataclasses import replace

from assessments.domain.blocks import score_block
from assessments.domain.gate import score_gate
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.organisation import score_organisation
from assessments.domain.scorecard import Scorecard, StoneResult


def rescore(
    maturity_model: MaturityModel, scorecard: Scorecard, known: Mapping[str, float]
) -> Scorecard:
    """The scorecard with these scores (0–100) of stones, of which nobody is in doubt; blocks,
    crossing and organisation found by the functions that score answers (method D3, D4, B1).

    How views are spread, groups and second readings stay those of the answers.
    """
    indicative = scorecard.organisation.indicative
    results = {result.stone: result for result in scorecard.stones}
    stones = {
        code: _with_score(results.get(code), code, known[code]) if code in known else results[code]
        for code in maturity_model.stone_by_code
        if code in known or code in results
    }
    blocks = tuple(
        score_block(maturity_model, block, stones, indicative=indicative)
        for block in maturity_model.blocks
    )
    gate = score_gate(maturity_model, stones)
    organisation = score_organisation(
        maturity_model,
        blocks,
        gate,
        indicative=indicative,
        headcount_share=scorecard.headcount_share,
    )
    return replace(
        scorecard,
        stones=tuple(stones.values()),
        blocks=blocks,
        gate=gate,
        organisation=organisation,
    )


def _with_score(result: StoneResult | None, stone: str, score: float) -> StoneResult:
    """The result of a stone of which a score is known otherwise, which nobody doubts."""
    empty = StoneResult(stone, None, None, None, None, None)
    return replace(result or empty, score=score, dont_know=None, unseen=None)
