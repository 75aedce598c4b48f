"""How sure the place of a block is: its score on a path from 0 to 100, with the reach around it."""

from dataclasses import dataclass
from math import ceil

from assessments.domain.scorecard import BlockResult, Scorecard
from assessments.domain.spread import BlockSpread
from assessments.figures.points import whole_points


@dataclass(frozen=True, slots=True)
class Reach:
    """Whole points of 100. `low` to `high` hold the 95 % interval or, with `is_span`, the lowest
    and highest score of under six people; `at` is the score.

    The bounds are rounded outwards, so that the written ones are as sure as the exact ones.
    """

    block: str
    at: int
    low: int
    high: int
    is_span: bool

    @property
    def width(self) -> int:
        """How far the reach goes; at least one point, to be seen."""
        return max(1, self.high - self.low)


def reach_of(result: BlockResult, spread: BlockSpread | None) -> Reach | None:
    """The reach of one block; None where nothing may be said or people are too alike to tell."""
    bounds = spread and (spread.interval or spread.span)
    if result.score is None or spread is None or not bounds:
        return None
    at = whole_points(result.score)
    low, high = whole_points(bounds[0]), ceil(bounds[1] - 1e-9)
    return Reach(result.block, at, low, high, is_span=spread.interval is None)


def reaches(scorecard: Scorecard) -> dict[str, Reach]:
    """Reaches by the code of their block (method D7); none in the first edition of the method."""
    spreads = {each.block: each for each in scorecard.spread.blocks} if scorecard.spread else {}
    found = ((block.block, reach_of(block, spreads.get(block.block))) for block in scorecard.blocks)
    return {code: reach for code, reach in found if reach is not None}
