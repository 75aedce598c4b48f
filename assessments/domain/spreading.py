"""From answers to how views are spread: distributions, agreement, gaps, intervals (D6, D7, D9)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import floor, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assessments.domain.agreement import ItemAgreement, agree, sort_agenda
from assessments.domain.cuts import Cuts
from assessments.domain.disclosure import Grouping, coarsen, may_show_comments
from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.means import DECIMALS
from assessments.domain.people import People
from assessments.domain.responses import DONT_KNOW, Department, Responses, keep_items
from assessments.domain.scorecard import BlockResult, Scorecard
from assessments.domain.spread import BlockSpread, Distribution, ItemSpread, Spread
from assessments.domain.stones import find_sixteenths

LEVELS: Final = 5

Pairs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """Answers counted by item, item codes in `column`: `pairs` items × capability × breadth of
    those with a value; `unknown` don't know on either question."""

    column: Mapping[str, int]
    pairs: Pairs
    unknown: NDArray[np.int64]

    def visibility_gap(self, items: Sequence[str]) -> float | None:
        """Share of don't know of items together; None without an answer."""
        places = [self.column[item] for item in items]
        unknown, valid = int(self.unknown[places].sum()), int(self.pairs[places].sum())
        return round(unknown / (unknown + valid), DECIMALS) if unknown + valid else None


def find_spread(
    maturity_model: MaturityModel,
    responses: Responses,
    grouping: Grouping,
    scorecard: Scorecard,
    departments: Sequence[Department],
) -> Spread:
    """How views are spread, of what may be shown (method D6, D7, D9).

    `scorecard` is what the same `responses`, without a silent sheet, amount to. Items need its
    minimum group size of answers with a value.
    """
    min_group_size = scorecard.min_group_size
    said = _count_pairs(responses)
    agreements = _find_agreements(maturity_model, said, min_group_size)
    items = _find_items(maturity_model, said, agreements, min_group_size)
    # An item that is not shown moves no other figure.
    seen = keep_items(responses, np.array([item in agreements for item in responses.items]))
    people = People(maturity_model, seen, scorecard, departments)
    cuts = Cuts(maturity_model, responses, grouping, min_group_size)

    def find_block(block: BlockResult) -> BlockSpread:
        codes = _shown_of(maturity_model, block.block, agreements)
        return people.find_block(
            block,
            [agreed for code in codes if (agreed := agreements[code])],
            visibility_gap=said.visibility_gap(codes),
            perception_gap=cuts.find_perception_gap(block.block),
        )

    return Spread(
        items=items,
        blocks=tuple(find_block(block) for block in scorecard.blocks),
        cuts=cuts.list(),
        comments_shown=_may_comments_be_read(maturity_model, responses, min_group_size),
    )


def _find_agreements(
    maturity_model: MaturityModel, said: _Said, k: int
) -> dict[str, ItemAgreement | None]:
    """Agreement on every item that may be shown, by its code; None under three answers."""
    counted = ((stone, said.pairs[column]) for stone, column in said.column.items())
    return {
        stone: agree(stone, *_both(pairs))
        for stone, pairs in counted
        if stone in maturity_model.stone_by_code and pairs.sum() >= k
    }


def _may_comments_be_read(maturity_model: MaturityModel, responses: Responses, k: int) -> bool:
    least = maturity_model.scoring.comment_group_size
    return may_show_comments(len(responses.departments), k, least)


def _shown_of(maturity_model: MaturityModel, block: str, shown: Collection[str]) -> list[str]:
    """Codes of the items of a block that may be shown."""
    return [stone.code for stone in maturity_model.stones_of(block) if stone.code in shown]


def _count_pairs(responses: Responses) -> _Said:
    capability, breadth = responses.capability, responses.breadth
    valid = find_sixteenths(responses)[1]
    pair = np.where(capability == 0, 0, capability * LEVELS + breadth)
    width = len(responses.items)
    place = np.arange(width, dtype=np.int64) * LEVELS * LEVELS + pair
    counted = np.bincount(place[valid], minlength=width * LEVELS * LEVELS)
    unknown = (capability == DONT_KNOW) | (
        ~valid & (capability < DONT_KNOW) & (breadth == DONT_KNOW)
    )
    return _Said(
        {item: place for place, item in enumerate(responses.items)},
        counted.reshape(width, LEVELS, LEVELS),
        unknown.sum(axis=0, dtype=np.int64),
    )


def _both(pairs: Pairs) -> tuple[list[int], list[int]]:
    """How many answered each level of capability, and of breadth."""
    return pairs.sum(axis=1).tolist(), pairs.sum(axis=0).tolist()


def _find_items(
    maturity_model: MaturityModel,
    said: _Said,
    agreements: Mapping[str, ItemAgreement | None],
    min_group_size: int,
) -> tuple[ItemSpread, ...]:
    ranked = sort_agenda(maturity_model, [found for found in agreements.values() if found])
    ranks = {item.stone: rank for rank, item in enumerate(ranked, start=1)}
    return tuple(
        _find_item(
            maturity_model,
            said,
            stone,
            agreements[stone],
            ranks.get(stone, len(agreements)),
            coarse=coarsen(int(said.pairs[said.column[stone]].sum()), min_group_size),
        )
        for stone in (stone.code for stone in maturity_model.stones)
        if stone in agreements
    )


def _find_item(
    maturity_model: MaturityModel,
    said: _Said,
    stone: str,
    agreement: ItemAgreement | None,
    rank: int,
    *,
    coarse: bool,
) -> ItemSpread:
    levels = _both(said.pairs[said.column[stone]])
    found = _describe(maturity_model, stone, levels, agreement, coarse=coarse)
    return replace(found, rank=rank, visibility_gap=said.visibility_gap([stone]))


def find_item_spread(
    maturity_model: MaturityModel, stone: str, pairs: Pairs, min_group_size: int
) -> ItemSpread | None:
    """How one item's answers are spread, of `pairs` capability × breadth (5 × 5 counts of answers
    with a value); None under the minimum group size (method D6, D9). It has no rank: 0."""
    levels, valid = _both(pairs), int(pairs.sum())
    if valid < max(min_group_size, 1):
        return None
    coarse = coarsen(valid, min_group_size)
    return _describe(maturity_model, stone, levels, agree(stone, *levels), coarse=coarse)


def _describe(
    maturity_model: MaturityModel,
    stone: str,
    levels: tuple[list[int], list[int]],
    agreement: ItemAgreement | None,
    *,
    coarse: bool,
) -> ItemSpread:
    capability, breadth = levels
    bands = maturity_model.scoring.agreement_bands
    return ItemSpread(
        stone,
        sum(capability),
        _distribution(capability, coarse=coarse),
        _distribution(breadth, coarse=coarse),
        band=find_band(bands, agreement.agreement) if agreement else None,
        topic=agreement.topic if agreement else None,
        rank=0,
        agreement=agreement.agreement if agreement and not coarse else None,
        capability_split=_rounded(agreement.capability_split) if agreement else None,
        breadth_split=_rounded(agreement.breadth_split) if agreement else None,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


def _distribution(counts: Sequence[int], *, coarse: bool) -> Distribution:
    if coarse:
        return Distribution((sum(counts[:2]), counts[2], sum(counts[3:])))
    n = sum(counts)
    centre = sum(level * count for level, count in enumerate(counts)) / n
    variance = sum(count * (level - centre) ** 2 for level, count in enumerate(counts)) / n
    low, middle, high = (_quantile(counts, share) for share in (0.25, 0.5, 0.75))
    return Distribution(tuple(counts), middle, round(sqrt(variance), DECIMALS), (low, high))


def _quantile(counts: Sequence[int], share: float) -> float:
    """The level under which a share of the answers lies, between two neighbours in proportion."""
    place = share * (sum(counts) - 1)
    below, ends = floor(place), list(accumulate(counts))
    first = next(level for level, end in enumerate(ends) if end > below)
    second = next((level for level, end in enumerate(ends) if end > below + 1), first)
    return first + (place - below) * (second - first)
