"""What people settled about single stones, and what of it the planner has to keep."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmaps.domain.plans import LATER, Position


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person settled about a stone: where it stands, whether it stays there, whether it is
    left out (`excluded_because`, empty: it is not)."""

    phase: Position
    locked: bool = False
    excluded_because: str = ""


def locks_of(wishes: Mapping[str, Wish]) -> dict[str, str]:
    """The locks that the planner has to keep: a phase, or 'later'."""
    return {
        stone: wish.phase or LATER
        for stone, wish in wishes.items()
        if wish.locked and not wish.excluded_because
    }


def exclusions_of(wishes: Mapping[str, Wish]) -> tuple[str, ...]:
    """The stones that are left out."""
    return tuple(stone for stone, wish in wishes.items() if wish.excluded_because)
