from collections.abc import Sequence
from typing import Any

import pytest

from assessments.domain.blocks import score_block
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.organisation import blocks_needed, find_separation, score_organisation
from assessments.domain.scorecard import (
    BlockResult,
    ConditionResult,
    ConditionState,
    GateResult,
    OrganisationResult,
    Separation,
    StoneResult,
    Unseen,
)
from tests.builders import shipped_maturity_model

MODEL = shipped_maturity_model()
OPEN = GateResult(2, 50, (ConditionResult("sponsor", "VIS-2", 50, ConditionState.MET),), True)
CLOSED = GateResult(
    2,
    50,
    (
        ConditionResult("sponsor", "VIS-2", 50, ConditionState.MET),
        ConditionResult("change_agent", "VIS-3", 20, ConditionState.NOT_MET),
        ConditionResult("system_of_engagement", "EXB-4", None, ConditionState.UNKNOWN),
    ),
    False,
)


def blocks_of(
    scores: Sequence[float | None], model: MaturityModel = MODEL, *, indicative: bool = False
) -> tuple[BlockResult, ...]:
    """Blocks of the model whose stones all have the same score."""
    blocks = []
    for block, score in zip(model.blocks, scores, strict=True):
        unseen = Unseen.TOO_FEW if score is None else None
        stones = {
            stone.code: StoneResult(stone.code, score, None, 9, 0.0, 0.0, unseen)
            for stone in model.stones_of(block)
        }
        blocks.append(score_block(model, block, stones, indicative=indicative))
    return tuple(blocks)


def organisation(
    scores: Sequence[float | None],
    gate: GateResult = OPEN,
    headcount_share: float | None = None,
    **settings: Any,
) -> OrganisationResult:
    indicative = settings.pop("indicative", False)
    return score_organisation(
        MODEL,
        blocks_of(scores, indicative=indicative),
        gate,
        indicative=indicative,
        headcount_share=headcount_share,
    )


@pytest.mark.parametrize(
    ("scores", "gate", "stage"),
    [
        ([20] * 8, OPEN, 1),
        ([40] * 6 + [20] * 2, OPEN, 2),
        ([40] * 5 + [20] * 3, OPEN, 1),
        ([60] * 6 + [40] * 2, OPEN, 3),
        ([60] * 6 + [40] * 2, CLOSED, 2),
        ([60] * 7 + [20], OPEN, 2),
        ([70] * 6 + [60] * 2, OPEN, 4),
        ([70] * 8, CLOSED, 2),
        ([70] * 7 + [40], OPEN, 3),
        ([70] * 7 + [20], OPEN, 2),
    ],
)
def test_score_organisation_climbs_by_all_rules_of_a_stage(
    scores: list[float], gate: GateResult, stage: int
) -> None:
    assert organisation(scores, gate).stage == stage


def test_score_organisation_says_what_separates_from_the_next_stage() -> None:
    result = organisation([60, 40, 40, 40, 50, 40, 20, 45], CLOSED)

    assert result.stage == 2
    assert result.separation == Separation(
        3,
        reached=1,
        needed=6,
        candidates=("IMP", "EXB", "VOC", "INT", "VAL", "INN", "INB"),
        below=("INB",),
        conditions=("change_agent", "system_of_engagement"),
    )
    assert result.blocks_per_stage == (1, 6, 1, 0)


def test_find_separation_asks_for_conditions_beyond_the_crossing_only() -> None:
    blocks = blocks_of([20] * 8)

    assert find_separation(MODEL, blocks, CLOSED, 2).conditions == ()
    assert find_separation(MODEL, blocks, CLOSED, 4).conditions == (
        "change_agent",
        "system_of_engagement",
    )


def test_find_separation_puts_blocks_without_data_last_and_below_nothing() -> None:
    separation = find_separation(MODEL, blocks_of([None, *[20] * 6, 30]), OPEN, 3)

    assert separation.candidates[0] == "EXB"
    assert separation.candidates[-1] == "VIS"
    assert "VIS" not in separation.below


def test_score_organisation_at_the_last_stage_is_separated_from_nothing() -> None:
    assert organisation([90] * 8).separation is None


def test_score_organisation_balances_mean_and_weakest() -> None:
    result = organisation([60, 40, 40, 40, 50, 40, 20, 30])

    assert (result.mean_score, result.weakest_block, result.weakest_score) == (40, "INB", 20)
    assert (result.balance_index, result.systemic_score) == (50, 30)


def test_score_organisation_of_zeros_is_balanced() -> None:
    result = organisation([0] * 8)

    assert (result.mean_score, result.balance_index, result.systemic_score) == (0, 100, 0)
    assert result.weakest_block == "VIS"


def test_score_organisation_skips_a_block_without_data_and_is_provisional() -> None:
    result = organisation([60, 60, 60, 60, 60, 60, None, 40])

    assert (result.stage, result.provisional) == (3, True)
    assert result.weakest_block == "EXB"
    assert result.mean_score == pytest.approx(400 / 7)
    assert result.blocks_per_stage == (0, 1, 6, 0)


def test_score_organisation_counts_a_block_without_data_as_not_there_yet() -> None:
    result = organisation([60] * 5 + [None] + [40] * 2)

    assert result.stage == 2
    assert result.separation is not None
    assert (result.separation.reached, result.separation.needed) == (5, 6)


def test_score_organisation_has_no_stage_when_too_few_blocks_have_data() -> None:
    result = organisation([60] * 5 + [None] * 3)

    assert (result.stage, result.separation, result.provisional) == (None, None, True)
    assert result.mean_score == 60


def test_score_organisation_without_any_data_has_nothing_to_say() -> None:
    result = organisation([None] * 8)

    assert (result.stage, result.mean_score, result.weakest_block, result.weakest_score) == (
        None,
        None,
        None,
        None,
    )
    assert (result.balance_index, result.systemic_score) == (None, None)
    assert result.blocks_per_stage == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("share", "provisional"), [(None, False), (0.5, False), (0.499, True), (1.0, False)]
)
def test_score_organisation_is_provisional_under_half_of_the_headcount(
    share: float | None, provisional: bool
) -> None:
    assert organisation([40] * 8, headcount_share=share).provisional is provisional


def test_score_organisation_of_the_quick_form_never_says_the_last_stage() -> None:
    result = organisation([100] * 8, indicative=True)

    assert (result.stage, result.separation, result.indicative) == (3, None, True)


def test_score_organisation_of_the_quick_form_meets_the_crossing_too() -> None:
    result = organisation([60] * 7 + [40], CLOSED, indicative=True)

    assert result.stage == 2
    assert result.separation is not None
    assert result.separation.candidates == ("EXB",)
    assert result.separation.conditions == ("change_agent", "system_of_engagement")


@pytest.mark.parametrize(("count", "needed"), [(8, 6), (2, 2), (4, 3), (1, 1), (5, 4)])
def test_blocks_needed_are_three_quarters_rounded_up(count: int, needed: int) -> None:
    assert blocks_needed(shipped_maturity_model(blocks=("VIS",) * count)) == needed
