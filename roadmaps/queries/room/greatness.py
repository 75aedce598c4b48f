"""What rooms before said of what great looks like."""

import datetime as dt
from dataclasses import dataclass

from roadmaps import models
from roadmaps.domain.room.opinions import OpinionSpread
from roadmaps.domain.room.scenes import Kind
from roadmaps.queries.room.rounds import read_round


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a room said on a day before."""

    told_on: dt.date
    spread: OpinionSpread


def load_earlier_opinion(workshop: models.Workshop) -> Earlier | None:
    """What the organisation's last workshop that is over said of its statement; None: there is
    none, or too few spoke."""
    rounds = models.Round.objects.filter(
        item__kind=Kind.GREAT,
        item__workshop__status=models.Workshop.Status.ENDED,
        item__workshop__assessment__organisation=workshop.assessment.organisation_id,
    ).exclude(item__workshop=workshop)
    row = rounds.order_by("-told_on", "-pk").first()
    told = read_round(row, Kind.GREAT) if row else None
    return Earlier(row.told_on, told) if row and isinstance(told, OpinionSpread) else None
