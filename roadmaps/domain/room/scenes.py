"""What a room talks about, and how far it is with it (method G1)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an agenda item is about."""

    WELCOME = "welcome"
    STONE = "stone"
    AMBITION = "ambition"
    GREAT = "great"
    IDEAS = "ideas"
    FEEDBACK = "feedback"


class Step(StrEnum):
    """How far the room is: the subject without figures, the survey's figures, a question on every
    phone, dots on ideas, what the room said."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    ASKED = "asked"
    DOTS = "dots"
    TOLD = "told"


STEPS: Final[Mapping[Kind, tuple[Step, ...]]] = {
    Kind.WELCOME: (Step.SHOWN,),
    Kind.STONE: (Step.HIDDEN, Step.SHOWN, Step.ASKED, Step.TOLD),
    Kind.AMBITION: (Step.HIDDEN, Step.ASKED, Step.TOLD),
    Kind.GREAT: (Step.HIDDEN, Step.SHOWN, Step.ASKED, Step.TOLD),
    Kind.IDEAS: (Step.HIDDEN, Step.ASKED, Step.DOTS, Step.TOLD),
    Kind.FEEDBACK: (Step.ASKED, Step.TOLD),
}
"""Steps of each kind, in order. Hidden comes first where there is something to hide."""


class StepRefused(Exception):
    """The kind has no such step, or what was told cannot be asked again."""


def first_step(kind: Kind) -> Step:
    """Where an item begins."""
    return STEPS[kind][0]


def next_step(kind: Kind, step: Step, *, is_told: bool = False) -> Step | None:
    """What "reveal" leads to; None at the end. What was told already is not asked again: from
    hidden it leads to the survey's figures, where there are any, and then to what was told."""
    later = STEPS[kind][STEPS[kind].index(step) + 1 :]
    asking = {Step.ASKED, Step.DOTS}
    return next((each for each in later if not (is_told and each in asking)), None)


def check_step(kind: Kind, step: Step, *, is_told: bool) -> None:
    """Raises StepRefused where a room cannot be at `step` of an item of this kind."""
    if step not in STEPS[kind] or (is_told and step in (Step.ASKED, Step.DOTS)):
        raise StepRefused(step)
