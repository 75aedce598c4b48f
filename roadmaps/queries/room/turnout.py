"""Who is in the room and has spoken, counted."""

from typing import Any

from roadmaps import models
from roadmaps.domain.room.scenes import Kind, Step
from roadmaps.domain.room.turnout import RoomTurnout, find_turnout
from roadmaps.queries.room.rounds import counted_in


def load_turnout(workshop: models.Workshop) -> RoomTurnout:
    """People in the room, and those who have spoken of what is asked of them now."""
    joined = workshop.participants.filter(is_test=workshop.is_test).count()
    spoken = _count_spoken(workshop)
    return find_turnout(joined, spoken, workshop.assessment.min_group_size)


def load_attendance(workshop: models.Workshop) -> tuple[int, int]:
    """From and to how many people took part; tests are nobody."""
    joined = workshop.participants.filter(is_test=False).count()
    return find_turnout(joined, 0, workshop.assessment.min_group_size).joined


def _count_spoken(workshop: models.Workshop) -> int:
    item = workshop.scene
    if item is None or item.step not in (Step.ASKED, Step.DOTS):
        return 0
    rows = _said(item).filter(counted_in(workshop), participant__isnull=False)
    return int(rows.values("participant").distinct().count())


def _said(item: models.AgendaItem) -> Any:
    if item.step == Step.DOTS:
        return models.Dot.objects.filter(idea__item=item, idea__is_withdrawn=False)
    said: dict[str, Any] = {
        Kind.STONE: item.votes,
        Kind.AMBITION: item.ambitions,
        Kind.IDEAS: item.ideas.order_by(),
    }
    return said.get(item.kind, item.opinions)
