"""The best ideas of a room become notes of the initiatives that they are for."""

from typing import Any, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roadmaps import models
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.room.agreeing import lock_real
from roadmaps.actions.room.presenting import bump, lock_workshop
from roadmaps.domain.room.scenes import Step
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.roadmaps import find_latest_roadmap
from roadmaps.queries.room.rounds import is_told

LONGEST: Final = 4000
"""Letters that the notes of an initiative hold."""


class NoRoadmap(Exception):
    """There is no roadmap yet whose initiatives could take a note."""


class NoInitiative(Exception):
    """The latest roadmap has no initiative for the stone; `roadmap` is that version."""

    def __init__(self, roadmap: models.Roadmap) -> None:
        super().__init__(str(roadmap))
        self.roadmap = roadmap


class NotesFull(Exception):
    """The notes of the initiative have no room for the idea."""


class TooLate(Exception):
    """The room was told of the ideas: they stay as it saw them."""


def find_current_roadmap(workshop: models.Workshop) -> models.Roadmap | None:
    """The version that stands today for the assessment of a workshop."""
    latest = find_latest_roadmap(workshop.assessment)
    return (find_replacement(latest) or latest) if latest else None


@transaction.atomic
def keep_idea(*, idea: models.Idea, by: Any = None) -> models.BoardChange | None:
    """Put an idea among the notes of its stone's initiative, where it stands in the history of the
    board; None where it was kept before.

    Raises NoRoadmap, NoInitiative, NotesFull and StillATest; then nothing is written.
    """
    workshop = lock_real(idea.item.workshop)
    row = models.Idea.objects.select_for_update().get(pk=idea.pk)
    if row.is_kept:
        return None
    roadmap = find_current_roadmap(workshop)
    if roadmap is None:
        raise NoRoadmap
    initiative = roadmap.initiatives.filter(stone=idea.item.subject).first()
    if initiative is None:
        raise NoInitiative(roadmap)
    notes = "\n".join(filter(None, [initiative.notes, tell_idea(workshop, row)]))
    if len(notes) > LONGEST:
        raise NotesFull
    row.is_kept = True
    row.save(update_fields=["is_kept"])
    return save_details(roadmap=roadmap, stone=initiative.stone, values={"notes": notes}, by=by)


@transaction.atomic
def withdraw_idea(*, idea: models.Idea) -> bool:
    """Take an idea off before the room is told of all; off already: nothing. Raises TooLate once it
    was told."""
    workshop = lock_workshop(idea.item.workshop)
    row = models.Idea.objects.select_related("item").get(pk=idea.pk)
    if row.item.step not in (Step.ASKED, Step.DOTS) or is_told(row.item):
        raise TooLate
    if row.is_withdrawn:
        return False
    row.is_withdrawn = True
    row.save(update_fields=["is_withdrawn"])
    return bump(workshop)


def tell_idea(workshop: models.Workshop, idea: models.Idea) -> str:
    """An idea with where it comes from, in the language of whoever keeps it."""
    facts = {"day": date_format(workshop.held_on, "j F Y"), "idea": idea.text}
    return _("Idea of the workshop of %(day)s: %(idea)s") % facts
