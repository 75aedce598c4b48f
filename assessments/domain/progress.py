"""How far a respondent is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.responses import is_answered

SECONDS_PER_ITEM: Final = 27
"""What a question takes: 63 in 26 to 30 minutes, 16 in 6 to 8 (method C1)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions answered of those asked, and whole minutes that the others take."""

    answered: int
    asked: int
    minutes_left: int

    @property
    def left(self) -> int:
        """Questions that are still open."""
        return self.asked - self.answered


def find_progress(items: Sequence[str], answers: Mapping[str, tuple[int, int]]) -> Progress:
    """Progress over `items` (stone codes); minutes are rounded up (method C1)."""
    answered = sum(is_answered(answers.get(item)) for item in items)
    seconds = (len(items) - answered) * SECONDS_PER_ITEM
    return Progress(answered, len(items), -(-seconds // 60))


def first_open(items: Sequence[str], answers: Mapping[str, tuple[int, int]]) -> str | None:
    """The first of `items` that needs an answer; None when all have one."""
    return next((item for item in items if not is_answered(answers.get(item))), None)
