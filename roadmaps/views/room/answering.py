"""Where an act of a facilitator leads: back to the desk or the wall, with a word if need be."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from roadmaps import models

DESK: Final = "roadmaps:desk"
WALL: Final = "roadmaps:wall"


def back_to_room(
    request: HttpRequest, workshop: models.Workshop, said: str = "", tag: str = ""
) -> HttpResponse:
    """The page that the act came from, as the room is now; `said` tells why nothing was done, `tag`
    is for the page."""
    if said:
        messages.info(request, said, extra_tags=tag)
    return redirect(WALL if request.POST.get("from") == "wall" else DESK, pk=workshop.pk)
