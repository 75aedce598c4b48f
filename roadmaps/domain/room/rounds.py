"""The second round of an item: what of it may be told beside the survey (method G2).

The survey's answers are anonymous and belong to nobody any more; the room's voices are new. Both
are told of one item, so the one must not be taken from the other to find a single person: somebody
who came only today, or somebody who answered and is not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.spread import ItemSpread
from assessments.domain.spreading import LEVELS, find_item_spread

STEPS_OF_SCORE: Final = 16
"""Capability × breadth of the highest levels."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said of a stone (0–4, both with a value); `answered`: says that they answered
    the survey."""

    capability: int
    breadth: int
    answered: bool


@dataclass(frozen=True, slots=True)
class SecondRound:
    """What is told of a second round: how views are spread and the item score (0–100) of those who
    are counted. `set_aside`: some voices are not, so that nobody can be worked out."""

    spread: ItemSpread
    score: float
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What was told of the same stone before: the survey's answers with a value (None: it shows
    nothing of the stone), and the voices counted in second rounds of other workshops."""

    survey: int | None = None
    rounds: tuple[int, ...] = ()


def count_round(
    maturity_model: MaturityModel,
    stone: str,
    voices: Sequence[Voice],
    *,
    beside: Beside,
    min_group_size: int,
    lot: Random,
) -> SecondRound | None:
    """What may be told of a second round of a stone; None where too few would be counted.

    Voices of people who did not answer the survey count all or not at all, and only from
    `min_group_size` on; of those who did, as many as leave no small difference from what was told
    before, and others are set aside by `lot`. With a minimum group size of 1 people gave their
    names, and everybody counts.
    """
    counted = find_counted(voices, beside=beside, min_group_size=min_group_size, lot=lot)
    pairs = np.zeros((LEVELS, LEVELS), dtype=np.int64)
    for voice in counted:
        pairs[voice.capability, voice.breadth if voice.capability else 0] += 1
    spread = find_item_spread(maturity_model, stone, pairs, min_group_size)
    if spread is None:
        return None
    sixteenths = sum(each.capability * each.breadth for each in counted)
    score = 100 * sixteenths / (STEPS_OF_SCORE * len(counted))
    return SecondRound(spread, score, len(counted) < len(voices))


def find_counted(
    voices: Sequence[Voice], *, beside: Beside, min_group_size: int, lot: Random
) -> list[Voice]:
    """The voices that are counted, as `count_round` says."""
    if min_group_size == 1:
        return list(voices)
    late = [voice for voice in voices if not voice.answered]
    known = [voice for voice in voices if voice.answered]
    kept, taken = how_many(len(known), len(late), beside, min_group_size)
    return lot.sample(known, kept) + (late if taken else [])


def how_many(known: int, late: int, beside: Beside, min_group_size: int) -> tuple[int, int]:
    """How many voices count, of `known` by people who answered the survey and of `late` by others:
    the most that differ from everything told before by nobody, or by `min_group_size` people."""
    k = min_group_size
    lates = [late, 0] if late >= k or beside.survey is None else [0]
    choices = (
        (kept, taken)
        for taken in lates
        for kept in range(known, -1, -1)
        if (not kept or _may_stand(kept, beside.survey, k))
        and all(_may_stand(kept + taken, told, k) for told in beside.rounds)
    )
    return max(choices, key=sum, default=(0, 0))


def _may_stand(count: int, told: int | None, k: int) -> bool:
    """Whether so many people beside so many tell nothing of a group under k."""
    return told is None or count == told or abs(count - told) >= k
