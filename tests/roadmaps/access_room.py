"""Who may open which address of the room: see tests/test_access.py."""

from typing import Any

from tests.access import FOUND, MISSING, OK, Cast, Row, for_everybody
from tests.roadmaps import workshops

UNKNOWN = {"code": "ZZZZZZZZZZ"}


def of_room(cast: Cast) -> dict[str, Any]:
    """The code of an open room."""
    return {"code": workshops.make_workshop(cast.closed).join_code}


def of_no_room(_cast: Cast) -> dict[str, Any]:
    return UNKNOWN


SAYING = ("vote", "ambitions", "opinion", "idea", "dot", "language")

PHONES: dict[str, tuple[Row, ...]] = {
    # phones: a code is all they need, and an account helps nobody; without a token of the room
    # every address leads to its door
    "roadmaps:room_join": (
        for_everybody(OK),
        for_everybody(FOUND, method="post", data={"code": "ABC"}),
    ),
    "roadmaps:room": (for_everybody(OK, kwargs=of_room), for_everybody(MISSING, kwargs=of_no_room)),
    "roadmaps:room_now": (
        for_everybody(MISSING, kwargs=of_room),
        for_everybody(MISSING, kwargs=of_no_room),
    ),
    **{
        f"roadmaps:room_{what}": (
            for_everybody(FOUND, kwargs=of_room),
            for_everybody(FOUND, method="post", kwargs=of_room),
        )
        for what in SAYING
    },
}

ROWS: dict[str, tuple[Row, ...]] = {**PHONES}
