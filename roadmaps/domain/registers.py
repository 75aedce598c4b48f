"""Decisions and outside factors as values."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, never changed: `replaced_by` is the number of the one that superseded it, and
    `replaces` of the one that it supersedes (None: none)."""

    number: int
    title: str
    decided_on: dt.date
    decided_by: str
    reason: str
    context: str = ""
    options: str = ""
    consequence: str = ""
    review_on: dt.date | None = None
    replaces: int | None = None
    replaced_by: int | None = None
    recorded_on: dt.date | None = None
    recorded_by: str = ""

    @property
    def is_in_force(self) -> bool:
        """No later decision replaced it."""
        return self.replaced_by is None

    def is_due(self, today: dt.date) -> bool:
        """In force, and the day on which it is to be reviewed has come."""
        return self.is_in_force and self.review_on is not None and self.review_on <= today


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that may turn the plan: it happens anyway, or is ours to drive. `seen_on`: when
    somebody last wrote to it; `closed_on`: since when nobody follows it (None: it is followed)."""

    key: int
    title: str
    review_on: dt.date
    is_ours_to_drive: bool = False
    note: str = ""
    closed_on: dt.date | None = None
    seen_on: dt.date | None = None

    @property
    def is_closed(self) -> bool:
        """Nobody follows it any more."""
        return self.closed_on is not None
