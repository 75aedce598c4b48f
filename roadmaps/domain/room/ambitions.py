"""Where the people in a room want a block to be: how their wishes are spread (method G3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmaps.domain.targets import Intention


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one person wants of a block within `years`: a stage (number from 1) and why."""

    years: int
    stage: int
    intention: Intention


@dataclass(frozen=True, slots=True)
class AmbitionSpread:
    """Wishes for one horizon: people by stage, the first stage first, and by intention."""

    years: int
    people: int
    stages: tuple[int, ...]
    intentions: Mapping[Intention, int]

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
    wishes: Sequence[Wanted], *, stages: int, min_group_size: int
) -> tuple[AmbitionSpread, ...]:
    """How wishes are spread, a value for each horizon, nearest first; horizons with fewer than
    `min_group_size` people are left out. `stages`: how many the model has."""
    found = []
    for years in sorted({wish.years for wish in wishes}):
        mine = [wish for wish in wishes if wish.years == years]
        if len(mine) < min_group_size:
            continue
        found.append(
            AmbitionSpread(
                years,
                len(mine),
                tuple(sum(w.stage == stage for w in mine) for stage in range(1, stages + 1)),
                {each: sum(w.intention is each for w in mine) for each in Intention},
            )
        )
    return tuple(found)


def intention_for(stage: int, today: int | None) -> Intention:
    """The intention that a wished stage speaks of, from the stage of today (None: the first)."""
    now = today or 1
    if stage == now:
        return Intention.HOLD
    return Intention.ADVANCE if stage > now else Intention.SCALE_BACK
