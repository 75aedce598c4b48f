"""Who may open which address of the room: see tests/test_access.py."""

from typing import Any

from tests.access import (
    FORBIDDEN,
    FOUND,
    MISSING,
    OK,
    Cast,
    Row,
    for_everybody,
    leading_back,
    not_yet,
    of_closed,
    of_open,
    reading,
)
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


def _item(cast: Cast, kind: str, **changes: Any) -> dict[str, Any]:
    workshop = workshops.make_workshop(cast.closed, **changes)
    return {"pk": workshop.pk, "item": workshops.make_item(workshop, kind).pk}


def of_stone(cast: Cast) -> dict[str, Any]:
    return _item(cast, "stone")


def of_welcome(cast: Cast) -> dict[str, Any]:
    return _item(cast, "welcome")


def of_wish(cast: Cast) -> dict[str, Any]:
    return _item(cast, "ambition")


def of_idea(cast: Cast) -> dict[str, Any]:
    workshop = workshops.make_workshop(cast.closed)
    return {
        "pk": workshop.pk,
        "idea": workshops.make_idea(workshops.make_item(workshop, "ideas")).pk,
    }


def of_open_workshop(cast: Cast) -> dict[str, Any]:
    return {"pk": workshops.make_workshop(cast.closed).pk}


def of_ended_workshop(cast: Cast) -> dict[str, Any]:
    return {"pk": workshops.make_workshop(cast.closed, status="ended", join_code=None).pk}


POSITION = {"capability": "2", "breadth": "3", "decided_by": "COO", "reason": "Seen"}
FACILITATING = {"right": "run"}  # consultants and those who run the programme have both rights


def leading(kwargs: Any, status: int = OK, **changes: Any) -> Row:
    return Row(FOUND, MISSING, FORBIDDEN, status, kwargs=kwargs, **(FACILITATING | changes))


AGREEING: dict[str, tuple[Row, ...]] = {
    "roadmaps:positions": (reading(of_closed),),
    "roadmaps:workshop_item": (
        leading(of_stone),
        leading(of_stone, FOUND, method="post", data=POSITION),
        leading(of_welcome, MISSING),
        leading(of_wish),
    ),
    "roadmaps:item_open": (
        leading(of_stone, FOUND),
        leading(of_stone, FOUND, method="post", data={"open-owner": "COO"}),
        leading(of_wish, MISSING, method="post", data={"open-owner": "COO"}),
    ),
    "roadmaps:idea_keep": (leading(of_idea, FOUND), leading(of_idea, FOUND, method="post")),
    "roadmaps:idea_withdraw": (leading(of_idea, FOUND), leading(of_idea, FOUND, method="post")),
    "roadmaps:sign_offs": (
        leading(of_open_workshop),
        leading(of_open_workshop, FOUND, method="post", data={"role": "CEO", "stance": "agrees"}),
    ),
    # members read minutes once the workshop is over
    "roadmaps:minutes": (reading(of_ended_workshop), leading(of_open_workshop)),
    "roadmaps:minutes_pdf": (reading(of_ended_workshop), leading(of_open_workshop)),
}


def of_item(cast: Cast) -> dict[str, Any]:
    return _item(cast, "stone")


DESK: dict[str, tuple[Row, ...]] = {
    "roadmaps:workshops": (reading(of_closed), not_yet(of_open)),
    "roadmaps:workshop_new": (
        leading(of_closed),
        leading(of_closed, method="post", data={"name": ""}),
    ),
    **{
        f"roadmaps:{name}": (leading(of_open_workshop),)
        for name in ("desk", "desk_now", "wall", "wall_now")
    },
    **{
        f"roadmaps:{name}": (
            leading_back(of_open_workshop),
            leading(of_open_workshop, FOUND, method="post"),
        )
        for name in ("act", "workshop_open", "workshop_test", "item_add")
    },
    "roadmaps:workshop_end": (
        leading(of_open_workshop),
        leading(of_open_workshop, FOUND, method="post"),
    ),
    **{
        f"roadmaps:{name}": (
            leading_back(of_item),
            leading(of_item, FOUND, method="post", data={"to": "2", "minutes": "9"}),
        )
        for name in ("item_move", "item_minutes", "item_drop")
    },
}

ROWS: dict[str, tuple[Row, ...]] = {**PHONES, **AGREEING, **DESK}
