"""What people said of a plan beside its stones and phases, for its alerts to read (method E3)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Facts:
    """Facts that soft rules read; None: not said, and then nothing is reported.

    `suppliers` of the tools of a stone (R9). `teams_ready`: stones whose teams are involved and
    trained (R10). `covered`: phases that name sponsor and deputy (R11). `benefits`: phases with a
    stated benefit that has an indicator (R7). `served`: stones that point to an objective and to
    what they feed later (R8).
    """

    suppliers: Mapping[str, Iterable[str]] | None = None
    teams_ready: Collection[str] | None = None
    covered: Collection[str] | None = None
    benefits: Collection[str] | None = None
    served: Collection[str] | None = None


NOTHING_SAID: Final = Facts()
