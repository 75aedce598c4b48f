"""Where the people in a room want a block to be: how their wishes are spread (method G3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roadmaps.domain.room.rounds import Beside, how_many
from roadmaps.domain.targets import Intention


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one person wants of a block within `years`: a stage (number from 1) and why."""

    years: int
    stage: int
    intention: Intention


@dataclass(frozen=True, slots=True)
class AmbitionSpread:
    """Wishes for one horizon: people by stage, the first stage first, and by intention.
    `set_aside`: some wishes are not counted, so that nobody can be worked out."""

    years: int
    people: int
    stages: tuple[int, ...]
    intentions: Mapping[Intention, int]
    set_aside: bool = False

    @property
    def median(self) -> int:
        """The stage that half of the people want at most; of two middle ones the lower."""
        place, total = (self.people - 1) // 2, 0
        for stage, count in enumerate(self.stages, start=1):
            total += count
            if total > place:
                return stage
        raise ValueError(self.people)

    @property
    def reach(self) -> int:
        """Stages between the lowest and the highest wish: 0 where all want the same."""
        wanted = [stage for stage, count in enumerate(self.stages, start=1) if count]
        return wanted[-1] - wanted[0]


def spread_ambitions(
    wishes: Sequence[Wanted],
    *,
    stages: int,
    min_group_size: int,
    earlier: Mapping[int, Sequence[int]],
    lot: Random,
) -> tuple[AmbitionSpread, ...]:
    """How wishes are spread, a value for each horizon, nearest first; horizons with fewer than
    `min_group_size` people are left out. `stages`: how many the model has.

    `earlier`: how many wishes other rooms were told of the same block, by years. As many count as
    differ from each of them by nobody, or by `min_group_size` people; others are set aside by `lot`
    (method G3).
    """
    found = []
    for years in sorted({wish.years for wish in wishes}):
        mine = [wish for wish in wishes if wish.years == years]
        told = tuple(earlier.get(years, ()))
        counted = _find_counted(mine, told, min_group_size, lot)
        if counted and len(counted) >= min_group_size:
            found.append(_count(years, counted, stages, is_part=len(counted) < len(mine)))
    return tuple(found)


def _find_counted(
    wishes: Sequence[Wanted], told: tuple[int, ...], min_group_size: int, lot: Random
) -> list[Wanted]:
    if min_group_size == 1:
        return list(wishes)
    kept, _late = how_many(len(wishes), 0, Beside(None, told), min_group_size)
    return lot.sample(list(wishes), kept)


def _count(years: int, counted: Sequence[Wanted], stages: int, *, is_part: bool) -> AmbitionSpread:
    return AmbitionSpread(
        years,
        len(counted),
        tuple(sum(wish.stage == stage for wish in counted) for stage in range(1, stages + 1)),
        {each: sum(wish.intention is each for wish in counted) for each in Intention},
        set_aside=is_part,
    )


def intention_for(stage: int, today: int | None) -> Intention:
    """The intention that a wished stage speaks of, from the stage of today (None: the first)."""
    now = today or 1
    if stage == now:
        return Intention.HOLD
    return Intention.ADVANCE if stage > now else Intention.SCALE_BACK
