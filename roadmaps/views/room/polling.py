"""Parts of pages that ask every other second whether anything is new."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from roadmaps import models
from roadmaps.domain.room.turnout import RoomTurnout


def etag_of(workshop: models.Workshop, turnout: RoomTurnout, *more: object) -> str:
    """What tells one state of a room from another, in one language; `more` that the page shows."""
    joined, spoken = turnout.joined, turnout.spoken
    band = turnout.band.floor if turnout.band else None
    parts = (workshop.revision, joined[0], spoken, band, get_language(), *more)
    return f'"{"-".join(map(str, parts))}"'


def polled(
    request: HttpRequest, template: str, context: Mapping[str, Any], etag: str
) -> HttpResponse:
    """The part, or 304 where the page has it already; kept by no cache on the way."""
    same = get_conditional_response(request, etag=etag)
    response: Any = same or render(request, template, dict(context))
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    found: HttpResponse = response
    return found
