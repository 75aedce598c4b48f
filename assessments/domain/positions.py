"""Where people see each block: the positions of the matrix form, counted and never added up.

What may be seen of them is decided here by the rules of `disclosure`: for the organisation as a
whole, from k people on (method D9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import Final

import numpy as np

from assessments.domain.disclosure import TooFewAnswers, find_unseen
from assessments.domain.maturity_model import MaturityModel, find_band
from assessments.domain.means import DECIMALS
from assessments.domain.responses import BLANK, Levels
from assessments.domain.scorecard import Unseen

DONT_KNOW: Final = 0
"""Stands for a stage in a packed position."""
FEW: Final = 10
"""From so many positions on every stage is counted apart: among fewer, all alike would tell what
everybody chose."""
MINIMUM: Final = 3
"""People it takes to speak of agreement."""


@dataclass(frozen=True, slots=True, eq=False)
class Positions:
    """Packed sheets of the matrix form: `blocks` are the columns of `stages` (uint8, respondents ×
    blocks): a stage by number, 0 don't know, 7 blank. `entered`: whose sheets somebody else
    entered and so has read, empty when nobody did."""

    blocks: tuple[str, ...]
    stages: Levels
    entered: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Camp:
    """How many people see a block at the stages `first` to `last` (numbers from 1)."""

    first: int
    last: int
    people: int


@dataclass(frozen=True, slots=True)
class BlockPositions:
    """Where people see a block.

    `valid` of them chose a stage; `camps` cover all stages in order, each stage apart or, among
    fewer than ten, neighbours together. The middle person is between `middle_from` and `middle_to`.
    `dont_know`: share of those who answered, 0–1. `agreement` is a band of the maturity model, None
    under three people. `unseen`: why there is nothing of all that.
    """

    block: str
    valid: int | None
    camps: tuple[Camp, ...]
    middle_from: int | None
    middle_to: int | None
    dont_know: float | None
    agreement: str | None
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Panorama:
    """What a closed assessment with the matrix form amounts to: no points, no gate, no stage of the
    organisation. `form` is `matrix`; `respondents` counts sheets with at least one position."""

    method: str
    maturity_model: str
    version: int
    form: str
    min_group_size: int
    respondents: int
    blocks: tuple[BlockPositions, ...]


def count_positions(
    maturity_model: MaturityModel, positions: Positions, *, min_group_size: int
) -> Panorama:
    """Where people see each block, as far as it may be shown (method C1, D9).

    Every person counts once, whatever the department. A block needs `min_group_size` (k ≥ 1)
    positions. With k = 1 (people gave their names) nothing is taken together. Raises TooFewAnswers
    when fewer than k people gave any answer, or fewer than k but not none of those whose sheet
    nobody else has entered: who has could tell them from the rest.
    """
    heard = np.any(positions.stages != BLANK, axis=1)
    respondents = int(heard.sum())
    unread = sum(compress((not each for each in positions.entered), heard))
    if respondents < min_group_size or (positions.entered and 0 < unread < min_group_size):
        raise TooFewAnswers(min_group_size)
    columns = {block: column for column, block in enumerate(positions.blocks)}
    return Panorama(
        method=maturity_model.scoring.method,
        maturity_model=maturity_model.slug,
        version=maturity_model.version,
        form="matrix",
        min_group_size=min_group_size,
        respondents=respondents,
        blocks=tuple(
            _count_block(maturity_model, block, positions.stages[:, columns[block]], min_group_size)
            for block in maturity_model.blocks
        ),
    )


def _count_block(
    maturity_model: MaturityModel, block: str, chosen: Levels, min_group_size: int
) -> BlockPositions:
    last = len(maturity_model.stages)
    counts = [int((chosen == stage).sum()) for stage in range(1, last + 1)]
    valid, unknown = sum(counts), int((chosen == DONT_KNOW).sum())
    unseen = find_unseen(valid, 0, valid + unknown, min_group_size)
    if unseen:
        return BlockPositions(block, None, (), None, None, None, None, unseen)
    exact = valid >= FEW or min_group_size == 1
    camps = tuple(
        Camp(low, high, sum(counts[low - 1 : high]))
        for low, high in find_classes(last, exact=exact)
    )
    return BlockPositions(
        block,
        valid,
        camps,
        _find_camp(camps, (valid + 1) // 2).first,
        _find_camp(camps, valid // 2 + 1).last,
        unknown / (valid + unknown),
        _find_agreement(maturity_model, counts),
    )


def find_classes(stages: int, *, exact: bool) -> tuple[tuple[int, int], ...]:
    """First and last stage of the classes that positions are counted in (method D9).

    Each of `stages` (≥ 2) for itself when `exact`; otherwise in pairs from both ends, with the
    middle one for itself where their number is odd: of four (1–2, 3–4), of five (1–2, 3, 4–5).
    Three stages make one pair, at the start.
    """
    if exact:
        return tuple((stage, stage) for stage in range(1, stages + 1))
    odd = stages % 2
    before = max(1, stages // 4) if odd else stages // 2
    sizes = [*[2] * before, *[1] * odd, *[2] * (stages // 2 - before)]
    ends = accumulate(sizes)
    return tuple((end - size + 1, end) for size, end in zip(sizes, ends, strict=True))


def _find_camp(camps: Sequence[Camp], place: int) -> Camp:
    """Where the person at `place` (from 1) stands, all in a row from the first stage on."""
    reached = accumulate(camp.people for camp in camps)
    return next(camp for camp, people in zip(camps, reached, strict=True) if people >= place)


def _find_agreement(maturity_model: MaturityModel, counts: Sequence[int]) -> str | None:
    """Band of r* = 1 − Var_pop ÷ ((stages − 1)² ÷ 4), as of levels (method D6): never the index,
    which would tell when all chose alike."""
    people = sum(counts)
    if people < MINIMUM:
        return None
    total = sum(place * count for place, count in enumerate(counts))
    squares = sum(place * place * count for place, count in enumerate(counts))
    spread, widest = people * squares - total * total, (len(counts) - 1) ** 2
    index = round(1 - 4 * spread / (widest * people * people), DECIMALS)
    return find_band(maturity_model.scoring.agreement_bands, index)
