"""Respondents' block scores: how sure a block's score is, and where views differ (D6, D7)."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Final, TypedDict

import numpy as np

from assessments.domain.agreement import ItemAgreement, between_share, respondent_block_scores
from assessments.domain.disclosure import coarsen
from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.means import DECIMALS, mean
from assessments.domain.responses import Department, Responses
from assessments.domain.scorecard import BlockResult, GroupResult, Scorecard
from assessments.domain.spread import BlockSpread
from assessments.domain.stones import Scores, find_pools, pool_weight
from assessments.domain.uncertainty import Stratum, find_interval, find_range

STEP: Final = 5
"""Bounds that rest on few respondents are widened to multiples of this many points."""
SPAN_PEOPLE: Final = 5
SPAN_ITEMS: Final = 3
"""People, and items of a block, from which on the lowest and highest score are told: of fewer they
would be somebody's answers."""


class _Certainty(TypedDict, total=False):
    interval: tuple[float, float]
    standard_error: float
    span: tuple[float, float]


class People:
    """Who answered, by the groups that score. `responses` hold the items that may be shown only."""

    def __init__(
        self,
        maturity_model: MaturityModel,
        responses: Responses,
        scorecard: Scorecard,
        departments: Sequence[Department],
    ) -> None:
        self.maturity_model, self.scorecard = maturity_model, scorecard
        self.headcounts = {each.code: each.headcount for each in departments}
        self.column = {block: place for place, block in enumerate(maturity_model.blocks)}
        groups = scorecard.groups
        home = {code: place for place, group in enumerate(groups) for code in group.departments}
        self.group_of = np.array([home[code] for code in responses.departments], dtype=np.int64)
        self.scores = respondent_block_scores(maturity_model, responses)

    def find_block(
        self,
        result: BlockResult,
        agreements: Sequence[ItemAgreement],
        *,
        visibility_gap: float | None,
        perception_gap: float | None,
    ) -> BlockSpread:
        """How views on a block are spread, from the agreement on its items (method D6, D7).

        Nothing without a score or under the minimum group size of people with one. Groups with
        fewer than that are taken together, as in scoring.
        """
        values, k = self.scores[:, self.column[result.block]], self.scorecard.min_group_size
        heard = int((~np.isnan(values)).sum())
        if result.score is None or heard < k:
            return BlockSpread(result.block, 0, None, None)
        agreement = mean(found.agreement for found in agreements)
        coarse = any(coarsen(found.valid, k) for found in agreements)
        bands = self.maturity_model.scoring.agreement_bands
        pools = self._find_pools(values)
        return BlockSpread(
            result.block,
            heard,
            agreement=None if coarse else agreement,
            band=None if agreement is None else find_band(bands, agreement),
            **self._find_certainty(result.score, values, pools, items=len(agreements)),
            between_share=self._find_between_share(values, pools),
            perception_gap=perception_gap,
            visibility_gap=visibility_gap,
        )

    def _find_pools(self, values: Scores) -> tuple[tuple[int, ...], ...]:
        """Places of the scoring groups that make one stratum each, for one block."""
        groups = self.scorecard.groups
        counts = np.bincount(self.group_of[~np.isnan(values)], minlength=len(groups)).tolist()
        codes = [group.code for group in groups]
        return find_pools(codes, counts, self.scorecard.min_group_size)

    def _find_between_share(self, values: Scores, pools: Sequence[Sequence[int]]) -> float | None:
        if len(pools) < 2:
            return None
        pool_of = {group: place for place, pool in enumerate(pools) for group in pool}
        places = [pool_of.get(group, -1) for group in range(len(self.scorecard.groups))]
        share = between_share(values, np.array(places)[self.group_of])
        return None if share is None else round(share, DECIMALS)

    def _find_certainty(
        self, score: float, values: Scores, pools: Sequence[Sequence[int]], *, items: int
    ) -> _Certainty:
        heard = values[~np.isnan(values)]
        minimum = self.maturity_model.scoring.minimum_for_interval
        interval = find_interval(score, self._strata(values, pools), minimum=minimum)
        coarse = coarsen(len(heard), self.scorecard.min_group_size)
        if interval is not None and coarse:
            return {"interval": _widen(interval.low, interval.high)}
        if interval is not None:
            return {
                "interval": (round(interval.low, DECIMALS), round(interval.high, DECIMALS)),
                "standard_error": round(interval.standard_error, DECIMALS),
            }
        span = find_range(heard.tolist()) if len(heard) < minimum else None
        if span is None or (coarse and (len(heard) < SPAN_PEOPLE or items < SPAN_ITEMS)):
            return {}
        return {"span": _widen(span.low, span.high)}

    def _strata(self, values: Scores, pools: Sequence[Sequence[int]]) -> list[Stratum]:
        heard, how = ~np.isnan(values), self.scorecard.department_weight
        groups = self.scorecard.groups
        return [
            Stratum(
                values[heard & np.isin(self.group_of, pool)],
                pool_weight(how, [groups[place].weight for place in pool]),
                self._size([groups[place] for place in pool]),
            )
            for pool in pools
        ]

    def _size(self, groups: Sequence[GroupResult]) -> int | None:
        """Headcount of groups together, None when one of their departments has none."""
        counts = [self.headcounts.get(code) or 0 for group in groups for code in group.departments]
        return sum(counts) if all(counts) else None


def _widen(low: float, high: float) -> tuple[float, float]:
    """Bounds of few people, outwards to multiples of five and within the scale."""
    return float(floor(low / STEP) * STEP), float(min(100, ceil(high / STEP) * STEP))
