"""What people settle about single stones of a roadmap.

Every function keeps the change among those of the board, and raises UnknownInitiative, NotLatest
and Changed; then nothing is written.
"""

from collections.abc import Mapping
from typing import Any, Unpack

from roadmaps import models
from roadmaps.actions.settling import UnknownInitiative, Who, settle
from roadmaps.queries.roadmaps import load_phases

Kind = models.BoardChange.Kind
Made = models.BoardChange | None
"""The change that was made; None where everything is so already."""


def move_initiative(*, roadmap: models.Roadmap, stone: str, phase: str, **who: Unpack[Who]) -> Made:
    """Put a stone into a phase (empty: later) and keep it there."""
    if phase and phase not in {each.code for each in load_phases(roadmap)}:
        raise UnknownInitiative(phase)
    values = {"phase": phase, "is_locked": True, "excluded_because": ""}
    return settle(roadmap=roadmap, stone=stone, kind=Kind.MOVED, values=values, **who)


def lock_initiative(*, roadmap: models.Roadmap, stone: str, **who: Unpack[Who]) -> Made:
    """Keep a stone where it stands when the plan is solved again; one left out stays left out."""
    if roadmap.initiatives.filter(stone=stone).exclude(excluded_because="").exists():
        return None
    values = {"is_locked": True}
    return settle(roadmap=roadmap, stone=stone, kind=Kind.LOCKED, values=values, **who)


def unlock_initiative(*, roadmap: models.Roadmap, stone: str, **who: Unpack[Who]) -> Made:
    """Leave a stone to the planner again, left out or not."""
    values = {"is_locked": False, "excluded_because": ""}
    return settle(roadmap=roadmap, stone=stone, kind=Kind.UNLOCKED, values=values, **who)


def exclude_initiative(
    *, roadmap: models.Roadmap, stone: str, reason: str, **who: Unpack[Who]
) -> Made:
    """Leave a stone out of the plan, for a reason."""
    values = {"phase": "", "is_locked": False, "excluded_because": reason}
    return settle(roadmap=roadmap, stone=stone, kind=Kind.EXCLUDED, values=values, **who)


def save_details(
    *, roadmap: models.Roadmap, stone: str, values: Mapping[str, Any], **who: Unpack[Who]
) -> Made:
    """Keep what people say of the work on a stone: columns of the initiative by name."""
    return settle(roadmap=roadmap, stone=stone, kind=Kind.DETAILS, values=values, **who)
