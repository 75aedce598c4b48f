"""How far steps are, and what done work is taken to have brought."""

import datetime as dt
from typing import Unpack

from roadmaps import models
from roadmaps.actions.settling import Who, settle

DONE = models.Initiative.Status.DONE
KIND = models.BoardChange.Kind.DETAILS
WHOLE = 100
NOTHING_NEW = (0, 0)
"""The claim of work that is done and left its stone where answers put it."""


def save_progress(
    *,
    roadmap: models.Roadmap,
    stone: str,
    status: str,
    progress: int,
    reason: str = "",
    **who: Unpack[Who],
) -> models.BoardChange | None:
    """Say how far a step is; what is done is done whole (progress in percent).

    Writes nothing of what it brought: see `confirm_claim`. Raises UnknownInitiative, NotLatest and
    Changed; then nothing is written.
    """
    values = {
        "status": status,
        "progress": WHOLE if status == DONE else progress,
        "status_reason": reason,
    }
    return settle(roadmap=roadmap, stone=stone, kind=KIND, values=values, **who)


def confirm_claim(
    *,
    roadmap: models.Roadmap,
    stone: str,
    claim: tuple[int, int] | None,
    delivered_on: dt.date,
    **who: Unpack[Who],
) -> models.BoardChange | None:
    """Keep what a person confirmed of done work: when it was delivered, and the capability and
    breadth (0–4) of its stone now. (0, 0): nothing new; None: of one's own initiative, or taken
    back. The results of the assessment are not touched.

    Raises UnknownInitiative, NotLatest and Changed; then nothing is written.
    """
    capability, breadth = claim if claim is not None else (None, None)
    values = {
        "claimed_capability": capability,
        "claimed_breadth": breadth,
        "delivered_on": delivered_on,
    }
    return settle(roadmap=roadmap, stone=stone, kind=KIND, values=values, **who)
