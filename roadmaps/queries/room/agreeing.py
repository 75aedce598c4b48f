"""What stands beside what a room is about to agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.spread import ItemSpread, Spread
from assessments.figures.spread import DifferingRow, differing_rows
from roadmaps import models
from roadmaps.domain.risks import OTHER
from roadmaps.domain.room.positions import Positions
from roadmaps.queries.room.rounds import load_round


@dataclass(frozen=True, slots=True)
class Views:
    """How answers to a stone are spread in the survey and in the second round, drawn; None where
    nothing may be shown."""

    survey: DifferingRow | None
    room: DifferingRow | None


def draw_views(maturity_model: MaturityModel, positions: Positions) -> Views:
    """Both rounds of a stone as drawings."""
    room = positions.room.spread if positions.room else None
    return Views(_draw(maturity_model, positions.views), _draw(maturity_model, room))


def _draw(maturity_model: MaturityModel, item: ItemSpread | None) -> DifferingRow | None:
    rows = differing_rows(Spread(items=(item,)), maturity_model) if item else ()
    return rows[0] if rows else None


def load_open_risks(workshop: models.Workshop, stones: Iterable[str]) -> list[models.Risk]:
    """Risks of the register that speak of one of these stones alone and are still watched: what
    stays open."""
    wanted = [[stone] for stone in stones]
    rows = models.Risk.objects.filter(
        programme__organisation=workshop.assessment.organisation_id, event=OTHER
    ).exclude(state=models.Risk.State.CLOSED)
    # The list of stones is JSON: databases differ in how they look into it.
    return [row for row in rows.order_by("pk") if row.stones in wanted]


@dataclass(frozen=True, slots=True)
class ToldIdea:
    """An idea as the room ordered it: dots are None where too few people gave any."""

    pk: str
    text: str
    dots: int | None
    is_kept: bool


def load_told_ideas(item: models.AgendaItem) -> tuple[ToldIdea, ...]:
    """The ideas of an item in the order in which the room was told of them, those that were taken
    off the wall left out; nothing before they were told."""
    told: Any = load_round(item) or ()
    rows = {str(row.pk): row for row in item.ideas.filter(is_withdrawn=False)}
    return tuple(
        ToldIdea(each.idea, each.text, each.dots, rows[each.idea].is_kept)
        for each in told
        if each.idea in rows
    )
