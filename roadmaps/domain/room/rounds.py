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


def count_round(
    maturity_model: MaturityModel,
    stone: str,
    voices: Sequence[Voice],
    *,
    before: int | None,
    min_group_size: int,
    lot: Random,
) -> SecondRound | None:
    """What may be told of a second round of a stone; None where too few would be counted.

    `before`: answers with a value in the survey (None: it shows nothing of the stone). Voices of
    people who did not answer the survey count from `min_group_size` on; of those who did, all or
    `before - min_group_size` at most count, others are set aside by `lot`. With a minimum group
    size of 1 people gave their names, and everybody counts.
    """
    counted = find_counted(voices, before=before, min_group_size=min_group_size, lot=lot)
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
    voices: Sequence[Voice], *, before: int | None, min_group_size: int, lot: Random
) -> list[Voice]:
    """The voices that are counted, as `count_round` says."""
    if min_group_size == 1 or before is None:
        return list(voices)
    late = [voice for voice in voices if not voice.answered]
    known = [voice for voice in voices if voice.answered]
    keep = how_many(len(known), before, min_group_size)
    return lot.sample(known, keep) + (late if len(late) >= min_group_size else [])


def how_many(known: int, before: int, min_group_size: int) -> int:
    """How many voices of people who answered the survey are counted, of `known` and `before`
    answers then: the difference is nobody, or `min_group_size` people at least."""
    missing = before - known
    if missing == 0 or abs(missing) >= min_group_size:
        return known
    return before if missing < 0 else max(0, before - min_group_size)
