"""What great looks like, in versions that expire (method E1)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from roadmaps.domain.dates import add_months

LASTS: Final = 12
"""Months after which the words are looked at again unless a person says otherwise."""


@dataclass(frozen=True, slots=True)
class Great:
    """One version of the statement; `reason` says why it replaced the one before. A newer version
    never changes it."""

    number: int
    text: str
    examples: str
    reason: str
    written_on: dt.date
    written_by: str
    expires_on: dt.date

    @property
    def says(self) -> tuple[str, str]:
        """The words themselves: another reason or day leaves them as they are."""
        return self.text, self.examples

    def is_due(self, today: dt.date) -> bool:
        """The day by which it was to be revisited has come."""
        return self.expires_on <= today


@dataclass(frozen=True, slots=True)
class GreatStatements:
    """All versions, the newest first."""

    versions: tuple[Great, ...]

    @property
    def current(self) -> Great | None:
        """The version that holds; None before the first is written."""
        return self.versions[0] if self.versions else None

    @property
    def earlier(self) -> Sequence[Great]:
        """What it replaced."""
        return self.versions[1:]

    def is_due(self, today: dt.date) -> bool:
        """The version that holds waits to be revisited; one that nobody wrote does not expire."""
        return self.current is not None and self.current.is_due(today)


def usual_expiry(today: dt.date) -> dt.date:
    """When a statement written today is to be revisited: in a year (method E1)."""
    return add_months(today, LASTS)
