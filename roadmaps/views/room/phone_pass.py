"""What lets a phone into a room: its token, in a cookie that is sent to this room alone; and who
may not try codes any more."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from assessments.access import normalise_code
from assessments.queries.limits import find_wait
from cxmaturity.signing_in import client_address
from roadmaps import models
from roadmaps.access import ROOM, find_participant
from roadmaps.actions.room.saying import save_miss_of_room

LASTING: Final = dt.timedelta(days=2)
LANGUAGES: Final = [("fr", "Français"), ("en", "English")]


def give_token(response: HttpResponse, code: str, token: str) -> HttpResponse:
    """The response with the token."""
    response.set_cookie(
        _name(code),
        token,
        max_age=LASTING,
        path=reverse("roadmaps:room", args=[code]),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def read_token(request: HttpRequest, code: str) -> str:
    """The token that this phone has for the room of a code; '' without."""
    return request.COOKIES.get(_name(code), "")


def find_guest(request: HttpRequest, code: str) -> models.Participant | None:
    """Who this phone is in the open room of a code; None where it is not in it."""
    token = read_token(request, code)
    return find_participant(code, token) if token else None


def _name(code: str) -> str:
    """`__Host-` would send it to every address."""
    return f"{'__Secure-' if settings.HTTPS else ''}room-{normalise_code(code)}"


def languages_of(workshop: models.Workshop) -> list[tuple[str, str]]:
    """Languages that a room is offered in, by code and own name."""
    return [pair for pair in LANGUAGES if pair[0] in workshop.assessment.languages]


def wished_language(request: HttpRequest, offered: list[tuple[str, str]]) -> str:
    """The language asked for in the address, else the reader's, else the first that is offered."""
    codes = [code for code, _name in offered] or ["en"]
    wishes = (request.GET.get("language", ""), translation.get_language() or "")
    return next((wish for wish in wishes if wish in codes), codes[0])


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The page that asks to wait; None while the address may try codes. To be asked before the code
    is looked up: the answer is then the same for right and wrong ones.

    What a page elsewhere loads, to wear out the budget of whoever looks at it, costs nothing.
    """
    if not _is_visit(request):
        return nothing_open(request, "")
    wait = find_wait(purpose=ROOM, address=client_address(request))
    if not wait:
        return None
    with translation.override(wished_language(request, LANGUAGES)):
        context = {"languages": LANGUAGES, "minutes": -(-wait // 60)}
        response = render(request, "roadmaps/room/phone_wait.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


def _is_visit(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Purpose", "").startswith("prefetch"):
        return False
    is_foreign = request.headers.get("Sec-Fetch-Site") == "cross-site"
    return not is_foreign or request.headers.get("Sec-Fetch-Dest", "document") == "document"


def turn_away(request: HttpRequest, code: str) -> HttpResponse:
    """For a code that opens no room: counted, and the page to type it again. A phone that has a
    token for it is told that the session is over; whoever makes one up learns nothing by it."""
    save_miss_of_room(address=client_address(request), guess=normalise_code(code))
    return nothing_open(request, code)


def nothing_open(request: HttpRequest, code: str) -> HttpResponse:
    """The same page for a code that is unknown, not open yet and over."""
    with translation.override(wished_language(request, LANGUAGES)):
        is_over = bool(read_token(request, code))
        context = {"languages": LANGUAGES, "code": code, "is_wrong": True, "is_over": is_over}
        return render(request, "roadmaps/room/phone_code.html", context, status=404)
