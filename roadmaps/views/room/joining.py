"""How people come into a room: code, link and picture."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from cxmaturity.qr import draw_qr
from roadmaps import models


@dataclass(frozen=True, slots=True)
class RoomInvitation:
    """What people need to come in: `code` as it is read aloud, `url` with the code in it,
    `address` where the code is typed."""

    code: str
    url: str
    address: str
    qr_svg: SafeString

    @property
    def url_text(self) -> str:
        """The link as people type it."""
        return self.url.split("://", 1)[1]


def invite_to_room(workshop: models.Workshop) -> RoomInvitation | None:
    """The invitation to a room; None unless it is open."""
    code = workshop.join_code
    if code is None:
        return None
    # SITE_URL, not the request: a forged Host header must not end up on a wall.
    url = settings.SITE_URL + reverse("roadmaps:room", args=[code])
    address = settings.SITE_URL.split("://", 1)[1] + reverse("roadmaps:room_join")
    return RoomInvitation(f"{code[:5]} {code[5:]}", url, address, draw_qr(url, border=1))
