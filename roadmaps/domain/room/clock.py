"""How much of an agenda item's time is left (method G1)."""

import datetime as dt


def minutes_left(since: dt.datetime | None, minutes: int, now: dt.datetime) -> int | None:
    """Minutes until `minutes` have passed since an item was presented, a begun one counted whole:
    0 from the moment on at which time is up, negative by every whole minute over; None where
    nothing is presented."""
    if since is None:
        return None
    return minutes - int((now - since).total_seconds() // 60)
