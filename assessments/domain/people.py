"""Respondents' block scores: how sure a block's score is, and who sees it otherwise (D6, D7)."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Final, TypedDict

import numpy as np

from assessments.domain.agreement import (
    ItemAgreement,
    between_share,
    perception_gap,
    respondent_block_scores,
)
from assessments.domain.disclosure import Grouping, coarsen
from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.means import DECIMALS, mean
from assessments.domain.responses import NOT_ASKED, Department, Responses, keep_items
from assessments.domain.scorecard import BlockResult, GroupResult
from assessments.domain.spread import BlockSpread
from assessments.domain.stones import Scores
from assessments.domain.uncertainty import Stratum, find_interval, find_range

SPAN_STEP: Final = 5
"""Few respondents' lowest and highest score are widened to multiples of this many points."""
LEADERS: Final = "leader"
FRONT_LINE: Final = "front_line"


class _Certainty(TypedDict, total=False):
    interval: tuple[float, float]
    standard_error: float
    span: tuple[float, float]


class People:
    """Who answered, by the groups that may be shown: `groups` score, `grouping` has both cuts.

    `responses` hold the items that may be shown and no others.
    """

    def __init__(  # noqa: PLR0917 -- what a round is made of
        self,
        maturity_model: MaturityModel,
        responses: Responses,
        grouping: Grouping,
        groups: Sequence[GroupResult],
        departments: Sequence[Department],
        min_group_size: int,
    ) -> None:
        self.maturity_model, self.responses = maturity_model, responses
        self.grouping, self.groups, self.min_group_size = grouping, groups, min_group_size
        self.headcounts = {each.code: each.headcount for each in departments}
        self.column = {block: place for place, block in enumerate(maturity_model.blocks)}
        home = {code: place for place, group in enumerate(groups) for code in group.departments}
        self.group_of = np.array([home[code] for code in responses.departments], dtype=np.int64)
        self.scores = respondent_block_scores(maturity_model, responses)
        self.seen = np.array(responses.vantages)
        self.scores_in_common = self._score_in_common()

    def find_block(
        self, result: BlockResult, agreements: Sequence[ItemAgreement], visibility_gap: float | None
    ) -> BlockSpread:
        """How views on a block are spread, from the agreement on its items (method D6, D7).

        Nothing without a score or under `min_group_size` people with one.
        """
        values = self.scores[:, self.column[result.block]]
        heard = int((~np.isnan(values)).sum())
        if result.score is None or heard < self.min_group_size:
            return BlockSpread(result.block, 0, None, None)
        agreement = mean(found.agreement for found in agreements)
        coarse = any(coarsen(found.valid, self.min_group_size) for found in agreements)
        bands = self.maturity_model.scoring.agreement_bands
        return BlockSpread(
            result.block,
            heard,
            agreement=None if coarse else agreement,
            band=None if agreement is None else find_band(bands, agreement),
            **self._find_certainty(result.score, values, heard),
            between_share=_rounded(between_share(values, self.group_of))
            if len(self.groups) > 1
            else None,
            perception_gap=self._find_perception_gap(result.block),
            visibility_gap=visibility_gap,
        )

    def _find_certainty(self, score: float, values: Scores, heard: int) -> _Certainty:
        minimum = self.maturity_model.scoring.minimum_for_interval
        interval = find_interval(score, self._strata(values), minimum=minimum)
        if interval is not None:
            return {
                "interval": (round(interval.low, DECIMALS), round(interval.high, DECIMALS)),
                "standard_error": round(interval.standard_error, DECIMALS),
            }
        span = find_range(values[~np.isnan(values)].tolist()) if heard < minimum else None
        if span is None:
            return {}
        low, high = floor(span.low / SPAN_STEP), ceil(span.high / SPAN_STEP)
        return {"span": (float(low * SPAN_STEP), float(high * SPAN_STEP))}

    def _strata(self, values: Scores) -> list[Stratum]:
        heard = ~np.isnan(values)
        return [
            Stratum(values[heard & (self.group_of == place)], group.weight, self._size(group))
            for place, group in enumerate(self.groups)
        ]

    def _size(self, group: GroupResult) -> int | None:
        """Headcount of a group, None when one of its departments has none."""
        counts = [self.headcounts.get(code) or 0 for code in group.departments]
        return sum(counts) if all(counts) else None

    def _score_in_common(self) -> Scores | None:
        """Block scores on the items that leaders and the front line were both asked; None unless
        both are shown, each by itself."""
        alone = {g.departments[0] for g in self.grouping.vantages if len(g.departments) == 1}
        if not {LEADERS, FRONT_LINE} <= alone:
            return None
        asked = self.responses.capability != NOT_ASKED
        common = asked[self.seen == LEADERS].any(axis=0) & asked[self.seen == FRONT_LINE].any(
            axis=0
        )
        if common.all():
            return self.scores
        return respondent_block_scores(self.maturity_model, keep_items(self.responses, common))

    def _find_perception_gap(self, block: str) -> float | None:
        if self.scores_in_common is None:
            return None
        values = self.scores_in_common[:, self.column[block]]
        return _rounded(perception_gap(values, self.seen, min_group_size=self.min_group_size))


def _rounded(value: float | None) -> float | None:
    # −0.0 becomes 0.0: PostgreSQL knows no other, and the fingerprint would break.
    return None if value is None else round(value, DECIMALS) + 0.0
