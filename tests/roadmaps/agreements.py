"""What rooms were told and agreed, for tests."""

import datetime as dt
from typing import Any

from assessments import models as assessments
from assessments.domain.spread import Distribution, ItemSpread
from roadmaps import models
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.opinions import OpinionSpread
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.domain.targets import Intention
from roadmaps.queries.room.rounds import to_payload

DAY = dt.date(2026, 5, 4)


def spread_of(stone: str = "IMP-1", **changes: Any) -> ItemSpread:
    """Twelve views of a stone, worth discussing unless `changes` say otherwise."""
    counts = Distribution((0, 2, 4, 4, 2))
    fields = {"valid": 12, "capability": counts, "breadth": counts, "band": "to_discuss"}
    return ItemSpread(**({"stone": stone, "topic": None, "rank": 1} | fields | changes))


def second_round(stone: str = "IMP-1", score: float = 62.5, **changes: Any) -> SecondRound:
    """A second round of a stone, seen alike."""
    return SecondRound(spread_of(stone, **({"band": "aligned"} | changes)), score, set_aside=False)


def tell(item: models.AgendaItem, told: Any) -> models.Round:
    """The room is told this of an item."""
    item.step = "told"
    item.save(update_fields=["step"])
    return models.Round.objects.create(item=item, payload=to_payload(told), told_on=DAY)


def wishes(years: int = 2, stages: tuple[int, ...] = (0, 4, 3, 0)) -> AmbitionSpread:
    """Seven people who wish a block to be at the second or third stage."""
    counts = {Intention.ADVANCE: 4, Intention.HOLD: 2, Intention.SCALE_BACK: 1}
    return AmbitionSpread(years, sum(stages), stages, counts)


def opinions(*words: str) -> OpinionSpread:
    """Twelve opinions, most of which say yes."""
    counts = Distribution((1, 1, 2, 5, 3))
    return OpinionSpread(12, counts, counts, words)


def agree(
    assessment: assessments.Assessment, stone: str, levels: tuple[int, int], **changes: Any
) -> models.AgreedPosition:
    """A position that a room agreed of a stone."""
    fields = {"decided_by": "Head of service", "reason": "We have seen it", "agreed_on": DAY}
    capability, breadth = levels
    return models.AgreedPosition.objects.create(
        assessment=assessment,
        stone=stone,
        capability=capability,
        breadth=breadth,
        **(fields | changes),
    )
