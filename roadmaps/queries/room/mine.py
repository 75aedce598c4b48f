"""What one phone said of the item that is presented, and what it asks for when it polls."""

import uuid
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from assessments.access import normalise_code
from roadmaps import models
from roadmaps.access import link_digest
from roadmaps.domain.room.scene import Scene
from roadmaps.domain.room.scenes import Kind

SEEN: Final = """SELECT w.id, w.revision, p.language FROM roadmaps_participant p
JOIN roadmaps_workshop w ON w.id = p.workshop_id
WHERE p.token_digest = %s AND w.join_code = %s AND w.status = 'open'"""
"""By the unique digest of the token: one look into an index, with every poll of every phone."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What a phone said of an item; nothing where it said nothing, or where a scene is drawn for
    all phones. `wishes`: stages by years."""

    capability: int | None = None
    breadth: int | None = None
    wishes: dict[int, int] = field(default_factory=dict)
    first: int | None = None
    second: int | None = None
    words: str = ""
    ideas: tuple[str, ...] = ()
    dots: tuple[str, ...] = ()
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What a phone is to show: a revision of a room, in its language."""

    workshop: uuid.UUID
    revision: int
    language: str

    @property
    def etag(self) -> str:
        """The same as long as phones of this language show the same."""
        return f'"{self.revision}-{self.language}"'


def find_place(code: str, token: str) -> Place | None:
    """Where the phone with this token is in the open room of a code; None for others. In one
    query."""
    if not token:
        return None
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [link_digest(token), normalise_code(code)])
        row = cursor.fetchone()
    return Place(uuid.UUID(str(row[0])), row[1], row[2]) if row else None


def load_workshop(pk: uuid.UUID) -> models.Workshop:
    """A workshop with what its scenes are drawn from."""
    rows = models.Workshop.objects.select_related("assessment__organisation")
    return rows.get(pk=pk)


def find_item(participant: models.Participant, pk: int) -> models.AgendaItem | None:
    """An agenda item of a participant's own room."""
    return models.AgendaItem.objects.filter(pk=pk, workshop=participant.workshop_id).first()


def find_idea(participant: models.Participant, pk: uuid.UUID) -> models.Idea | None:
    """An idea in a participant's own room."""
    rows = models.Idea.objects.select_related("item")
    return rows.filter(pk=pk, item__workshop=participant.workshop_id).first()


def load_mine(participant: models.Participant, scene: Scene) -> Mine:
    """What a participant said of the item of a scene."""
    if scene.item is None or not scene.asks:
        return Mine()
    if scene.kind is Kind.STONE:
        vote = participant.votes.filter(item=scene.item).first()
        return Mine(vote.capability, vote.breadth, is_said=True) if vote else Mine()
    if scene.kind is Kind.AMBITION:
        rows = participant.ambitions.filter(item=scene.item)
        wishes = dict(rows.values_list("years", "stage"))
        return Mine(wishes=wishes, is_said=bool(wishes))
    if scene.kind is Kind.IDEAS:
        return _ideas(participant, scene)
    said = participant.opinions.filter(item=scene.item).first()
    if said is None:
        return Mine()
    return Mine(first=said.first, second=said.second, words=said.words, is_said=True)


def _ideas(participant: models.Participant, scene: Scene) -> Mine:
    ideas = participant.ideas.filter(item=scene.item).values_list("text", flat=True)
    dots = participant.dots.filter(idea__item=scene.item).values_list("idea", flat=True)
    found = tuple(map(str, dots))
    return Mine(ideas=tuple(ideas), dots=found, is_said=bool(ideas or found))
