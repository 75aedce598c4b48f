"""What is strongest, because results begin there."""

from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import BlockResult, Scorecard, StoneResult

BLOCKS: Final = 2
STONES: Final = 4


def strongest_blocks(scorecard: Scorecard) -> tuple[BlockResult, ...]:
    """The two blocks with the highest scores; ties in the model's order."""
    scored = [block for block in scorecard.blocks if block.score is not None]
    return tuple(sorted(scored, key=lambda block: -(block.score or 0))[:BLOCKS])


def strongest_stones(
    scorecard: Scorecard, maturity_model: MaturityModel
) -> tuple[StoneResult, ...]:
    """Up to four stones, highest first, all acquired or better."""
    satisfied = maturity_model.scoring.prerequisite_satisfied
    acquired = [s for s in scorecard.stones if s.score is not None and s.score >= satisfied]
    return tuple(sorted(acquired, key=lambda stone: -(stone.score or 0))[:STONES])
