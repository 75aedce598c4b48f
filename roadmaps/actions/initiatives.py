"""What people settle about single stones of a roadmap."""

from collections.abc import Callable

from django.db import transaction

from roadmaps import models
from roadmaps.domain.roadmap import is_edited
from roadmaps.queries.roadmaps import load_solved, load_wishes


class UnknownInitiative(Exception):
    """The roadmap has no such stone, or its model no such phase."""


def move_initiative(*, roadmap: models.Roadmap, stone: str, phase: str) -> None:
    """Put a stone into a phase (empty: later) and keep it there. Raises UnknownInitiative."""
    if phase and phase not in {each.code for each in load_solved(roadmap).phases}:
        raise UnknownInitiative(phase)

    def move(initiative: models.Initiative) -> None:
        initiative.phase, initiative.is_locked, initiative.excluded_because = phase, True, ""

    _change(roadmap, stone, move)


def lock_initiative(*, roadmap: models.Roadmap, stone: str) -> None:
    """Keep a stone where it stands when the plan is solved again. Raises UnknownInitiative."""

    def lock(initiative: models.Initiative) -> None:
        initiative.is_locked = not initiative.excluded_because

    _change(roadmap, stone, lock)


def unlock_initiative(*, roadmap: models.Roadmap, stone: str) -> None:
    """Leave a stone to the planner again, left out or not. Raises UnknownInitiative."""

    def unlock(initiative: models.Initiative) -> None:
        initiative.is_locked, initiative.excluded_because = False, ""

    _change(roadmap, stone, unlock)


def exclude_initiative(*, roadmap: models.Roadmap, stone: str, reason: str) -> None:
    """Leave a stone out of the plan, for a reason. Raises UnknownInitiative."""

    def exclude(initiative: models.Initiative) -> None:
        initiative.phase, initiative.is_locked, initiative.excluded_because = "", False, reason

    _change(roadmap, stone, exclude)


@transaction.atomic
def _change(
    roadmap: models.Roadmap, stone: str, change: Callable[[models.Initiative], None]
) -> None:
    row = models.Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    initiative = row.initiatives.filter(stone=stone).first()
    if initiative is None:
        raise UnknownInitiative(stone)
    change(initiative)
    initiative.save(update_fields=["phase", "is_locked", "excluded_because"])
    row.assessment = roadmap.assessment
    row.is_edited = is_edited(load_solved(row).plan, load_wishes(row))
    row.save(update_fields=["is_edited"])
