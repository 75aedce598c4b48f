"""How far people's views differ, on which question and between whom (method D6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.means import DECIMALS
from assessments.domain.responses import DONT_KNOW, Levels, Responses
from assessments.domain.spread import Topic
from assessments.domain.stones import Scores, find_sixteenths

LEVELS: Final = 5
LARGEST_VARIANCE: Final = 4
"""Of levels 0–4: half of the people at 0, half at 4."""
UNIFORM_VARIANCE: Final = 2
"""Of levels 0–4 when each is equally likely: (5² − 1) / 12."""
MINIMUM: Final = 3
"""People it takes to speak of agreement; showing it also takes the minimum group size."""


@dataclass(frozen=True, slots=True)
class ItemAgreement:
    """Agreement on an item, 0–1: the lower of the two questions, which is the topic to discuss.

    `topic` is None when both are equal; splits are 0–1, `valid` counts answers with a value.
    """

    stone: str
    agreement: float
    topic: Topic | None
    capability: float
    breadth: float
    capability_split: float
    breadth_split: float
    valid: int


def _count_levels(levels: npt.ArrayLike) -> list[int]:
    answers = np.asarray(levels, dtype=np.int64)
    return [int(count) for count in np.bincount(answers[answers < LEVELS], minlength=LEVELS)]


def _squared_deviations(counts: Sequence[int]) -> int:
    """n² × the population variance, in whole numbers."""
    total = sum(level * count for level, count in enumerate(counts))
    squares = sum(level * level * count for level, count in enumerate(counts))
    return sum(counts) * squares - total * total


def agreement_index(levels: npt.ArrayLike) -> float | None:
    """r* = 1 − Var_pop / 4 of answers on 0–4: 0 (two extreme camps) to 1 (unanimous) (method D6).

    Other codes are left out; None under three answers.
    """
    return _agreement_of(_count_levels(levels))


def _agreement_of(counts: Sequence[int]) -> float | None:
    if (n := sum(counts)) < MINIMUM:
        return None
    return round(1 - _squared_deviations(counts) / (LARGEST_VARIANCE * n * n), DECIMALS)


def classic_agreement(levels: npt.ArrayLike) -> float | None:
    """r_wg of answers on 0–4, 0–1, for comparison with other tools: sample variance against the
    uniform one, cut at 0 (method D6). None under three answers."""
    counts = _count_levels(levels)
    if (n := sum(counts)) < MINIMUM:
        return None
    return max(0.0, 1 - _squared_deviations(counts) / (UNIFORM_VARIANCE * n * (n - 1)))


def split_index(levels: npt.ArrayLike) -> float | None:
    """4 × share answering 0–1 × share answering 3–4: 1 is two equal camps (method D6).

    None under three answers.
    """
    return _split_of(_count_levels(levels))


def _split_of(counts: Sequence[int]) -> float | None:
    if (n := sum(counts)) < MINIMUM:
        return None
    return 4 * sum(counts[:2]) * sum(counts[3:]) / (n * n)


def find_agreement(responses: Responses, stone: str) -> ItemAgreement | None:
    """Agreement on an item among those whose answer has a value; None under three (method D6)."""
    column = responses.items.index(stone)
    valid = find_sixteenths(responses)[1][:, column]
    capability = responses.capability[valid, column]
    # Capability 0 implies breadth 0, whatever a sheet holds there.
    breadth = np.where(capability == 0, 0, responses.breadth[valid, column])
    return agree(stone, _count_levels(capability), _count_levels(breadth))


def agree(stone: str, capability: Sequence[int], breadth: Sequence[int]) -> ItemAgreement | None:
    """Agreement from how many answered each level 0–4 of both questions; None under three."""
    settled, where = _agreement_of(capability), _agreement_of(breadth)
    settled_split, where_split = _split_of(capability), _split_of(breadth)
    if settled is None or where is None or settled_split is None or where_split is None:
        return None
    return ItemAgreement(
        stone,
        min(settled, where),
        _find_topic(settled, where),
        settled,
        where,
        settled_split,
        where_split,
        sum(capability),
    )


def _find_topic(settled: float, where: float) -> Topic | None:
    if settled == where:
        return None
    return Topic.HOW_SETTLED if settled < where else Topic.WHERE


def sort_agenda(
    maturity_model: MaturityModel, agreements: Sequence[ItemAgreement]
) -> tuple[ItemAgreement, ...]:
    """Items for the consensus session, most to discuss first: (1 − agreement) × impact (D6)."""
    stones = maturity_model.stone_by_code
    return tuple(
        sorted(agreements, key=lambda item: (item.agreement - 1) * stones[item.stone].impact)
    )


def respondent_block_scores(maturity_model: MaturityModel, responses: Responses) -> Scores:
    """Each respondent's block scores 0–100, respondents × blocks in the model's order (method D6).

    The impact-weighted mean of the items with a value; nan without any.
    """
    sixteenths, valid = find_sixteenths(responses)
    impacts = np.array(
        [
            [stone.impact if stone.block == block else 0 for block in maturity_model.blocks]
            for stone in (maturity_model.stone_by_code[item] for item in responses.items)
        ],
        dtype=np.float64,
    ).reshape(len(responses.items), len(maturity_model.blocks))
    # Whole numbers far below 2 ** 53: doubles hold them exactly and multiply far faster.
    points = sixteenths.astype(np.float64) @ impacts
    weights = valid.astype(np.float64) @ impacts
    return np.where(weights > 0, 6.25 * points / np.maximum(weights, 1), np.nan)


def between_share(scores: npt.ArrayLike, departments: npt.ArrayLike) -> float | None:
    """η² = SS_between / SS_total of respondents' block scores by department, 0–1 (method D6).

    High: departments differ (act on breadth). Low: people of one department do (talk). Missing
    scores are left out; None when there is nothing to explain.
    """
    values, groups = np.asarray(scores, dtype=np.float64), np.asarray(departments)
    groups, values = groups[~np.isnan(values)], values[~np.isnan(values)]
    if not values.size or np.ptp(values) == 0:
        return None
    grand_mean = values.mean()
    members = [values[groups == group] for group in np.unique(groups)]
    between = sum(group.size * (group.mean() - grand_mean) ** 2 for group in members)
    return float(between / ((values - grand_mean) ** 2).sum())


def visibility_gap(capability: Levels, breadth: Levels) -> float | None:
    """Share of 'don't know', 0–1, on an item or a block: of both questions, over the answers with a
    value and these (method D6). Not applicable and blank are left out; None without any answer."""
    valid = (capability == 0) | ((capability < DONT_KNOW) & (breadth < DONT_KNOW))
    unknown = (capability == DONT_KNOW) | (
        ~valid & (capability < DONT_KNOW) & (breadth == DONT_KNOW)
    )
    answers = int(valid.sum()) + int(unknown.sum())
    return int(unknown.sum()) / answers if answers else None
