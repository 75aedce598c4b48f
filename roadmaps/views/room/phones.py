"""The room on a phone: the code, the way in, and what the room looks at now."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from assessments.access import is_from_here, normalise_code
from assessments.queries.maturity_model import load_maturity_model
from roadmaps import models
from roadmaps.access import find_workshop_by_code
from roadmaps.actions.room.saying import WorkshopOver, join_workshop
from roadmaps.domain.room.ambitions import AmbitionSpread
from roadmaps.domain.room.rounds import SecondRound
from roadmaps.figures.room import stone_row, wishes_of
from roadmaps.forms.room.saying import RoomCodeForm, RoomJoinForm
from roadmaps.queries.room.mine import Mine, Place, find_place, load_mine, load_workshop
from roadmaps.queries.room.scenes import load_scene
from roadmaps.queries.room.words import load_scene_words
from roadmaps.views.room.phone_pass import (
    LANGUAGES,
    find_guest,
    give_token,
    languages_of,
    read_token,
    refusal,
    turn_away,
    wished_language,
)


@csrf_exempt  # no cookie of ours is there before
@never_cache
def room_join(request: HttpRequest) -> HttpResponse:
    """Where the code is typed; from there to its address."""
    language = wished_language(request, LANGUAGES)
    form = RoomCodeForm(request.POST)
    code = normalise_code(form.cleaned_data["code"]) if form.is_valid() else ""
    if code:
        address = redirect("roadmaps:room", code=code)
        sent = request.POST.get("language", "")
        address["Location"] += f"?language={sent}" if sent in dict(settings.LANGUAGES) else ""
        return address
    with translation.override(language):
        context = {"languages": LANGUAGES, "code": "", "is_wrong": False, "is_over": False}
        return render(request, "roadmaps/room/phone_code.html", context)


@csrf_exempt  # where it comes from is looked at instead
@never_cache
@gzip_page
def room(request: HttpRequest, code: str) -> HttpResponse:
    """The way in; for a phone that is in the room, what it looks at. That one is never limited."""
    canonical = normalise_code(code)
    if canonical != code:
        return redirect(*(("roadmaps:room", canonical) if canonical else ("roadmaps:room_join",)))
    guest = find_guest(request, code)
    if guest:
        return room_page(request, guest)
    if refused := refusal(request):
        return refused
    workshop = find_workshop_by_code(code)
    if workshop is None:
        return turn_away(request, code)
    with translation.override(wished_language(request, languages_of(workshop))):
        return _let_in(request, workshop)


def _let_in(request: HttpRequest, workshop: models.Workshop) -> HttpResponse:
    """Who sees what, and two buttons."""
    asks_name = workshop.assessment.attributed_mode
    if request.method != "POST":
        return _door(request, workshop, RoomJoinForm(asks_name=asks_name), 200)
    form = RoomJoinForm(request.POST, asks_name=asks_name)
    if not is_from_here(request):
        return _door(request, workshop, form, 403)
    if not form.is_valid():
        return _door(request, workshop, form, 400)
    try:
        _participant, token = join_workshop(
            workshop=workshop,
            answered=form.cleaned_data["answered"] == "yes",
            name=form.cleaned_data.get("name", ""),
            language=translation.get_language() or "en",
        )
    except WorkshopOver:  # ended between reading and writing
        return redirect("roadmaps:room_join")
    code = str(workshop.join_code)
    return give_token(redirect("roadmaps:room", code=code), code, token)


def _door(
    request: HttpRequest, workshop: models.Workshop, form: RoomJoinForm, status: int
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "languages": languages_of(workshop),
        "form": form,
        "foreign": status == 403,
    }
    return render(request, "roadmaps/room/phone_join.html", context, status=status)


def room_page(
    request: HttpRequest,
    guest: models.Participant,
    *,
    said: str = "",
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page of a phone, with what it said; `said` tells why something was refused, and
    `typed` gives the words back that were refused."""
    workshop = guest.workshop
    with translation.override(guest.language):
        context = _scene_context(workshop)
        context |= {
            "mine": load_mine(guest, context["scene"]),
            "place": Place(workshop.pk, context["scene"].revision, guest.language),
            "guest": guest,
            "languages": languages_of(workshop),
            "said": said,
            "typed": typed,
        }
        response = render(request, "roadmaps/room/phone.html", context, status=status)
    response["Content-Language"] = guest.language
    return response


def _scene_context(workshop: models.Workshop) -> dict[str, Any]:
    scene = load_scene(workshop)
    maturity_model = load_maturity_model(workshop.assessment.maturity_model)
    told, k = scene.told, workshop.assessment.min_group_size
    after = told.spread if isinstance(told, SecondRound) else None
    wishes = told if isinstance(told, tuple) else ()
    return {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "code": workshop.join_code,
        "scene": scene,
        "words": load_scene_words(workshop.assessment, scene),
        "mine": Mine(),
        "before": stone_row(scene.survey, maturity_model) if scene.survey else None,
        "after": stone_row(after, maturity_model) if after else None,
        "wishes": [wishes_of(each, k) for each in wishes if isinstance(each, AmbitionSpread)],
    }


@require_safe
def room_now(request: HttpRequest, code: str) -> HttpResponse:
    """What a phone asks for every second: 304 while nothing changed, else what to show. A phone
    that is not in the room learns nothing, whatever the code."""
    place = find_place(code, read_token(request, code))
    if place is None:
        return HttpResponse(status=404, headers={"Cache-Control": "no-store"})
    headers = {"ETag": place.etag, "Cache-Control": "no-store"}
    if request.headers.get("If-None-Match", "").removeprefix("W/") == place.etag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(draw_scene(place.workshop, place.revision, place.language), headers=headers)


@lru_cache(maxsize=128)
def draw_scene(pk: UUID, _revision: int, language: str) -> str:
    """The scene as every phone of a language shows it: drawn once for all, without anything that
    one of them said. Whatever changes it makes a new revision."""
    with translation.override(language):
        return render_to_string("roadmaps/room/scene.html", _scene_context(load_workshop(pk)))
