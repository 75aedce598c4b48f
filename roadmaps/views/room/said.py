"""What phones send. A page with the script gets a short answer, any other its room again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from assessments.access import is_from_here
from roadmaps import models
from roadmaps.actions.room import saying
from roadmaps.domain.room.ambitions import Wanted, intention_for
from roadmaps.forms.room.saying import (
    REFUSALS,
    AmbitionsForm,
    DotForm,
    IdeaForm,
    OpinionForm,
    VoteForm,
)
from roadmaps.queries.room.mine import find_idea, find_item
from roadmaps.queries.room.scenes import find_today
from roadmaps.views.room.phone_pass import find_guest, languages_of
from roadmaps.views.room.phones import room_page

Say = Callable[[HttpRequest, models.Participant], None]


def heard(say: Say) -> Callable[..., HttpResponse]:
    """A view that lets a participant say something, and tells what became of it."""

    @csrf_exempt  # pages are drawn once for all phones: where it comes from is looked at instead
    @never_cache
    @wraps(say)
    def answer(request: HttpRequest, code: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("roadmaps:room", code=code)
        guest = find_guest(request, code) if is_from_here(request) else None
        if guest is None:
            return _turn_away(request, code)
        with translation.override(guest.language):
            try:
                say(request, guest)
            except saying.Refused as refused:
                return _refuse(request, guest, refused)
        if _is_script(request):
            return JsonResponse({"saved": True})
        return redirect("roadmaps:room", code=code)

    return answer


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _turn_away(request: HttpRequest, code: str) -> HttpResponse:
    if not _is_script(request):
        return redirect("roadmaps:room", code=code)
    status, sentence = REFUSALS[saying.WorkshopOver]
    return JsonResponse({"saved": False, "error": str(sentence)}, status=status)


def _refuse(
    request: HttpRequest, guest: models.Participant, refused: saying.Refused
) -> HttpResponse:
    status, sentence = REFUSALS[type(refused)]
    if _is_script(request):
        return JsonResponse({"saved": False, "error": str(sentence)}, status=status)
    if isinstance(refused, saying.WorkshopOver):
        return redirect("roadmaps:room", code=guest.workshop.join_code)
    typed = request.POST.get("text", "") or request.POST.get("words", "")
    return room_page(request, guest, said=str(sentence), typed=typed, status=status)


@heard
def room_vote(request: HttpRequest, guest: models.Participant) -> None:
    """The second round of a stone."""
    sent = _read(VoteForm(request.POST))
    saying.save_vote(
        participant=guest,
        item=_item(guest, sent["item"]),
        capability=sent["capability"],
        breadth=sent["breadth"] or 0,
    )


@heard
def room_ambitions(request: HttpRequest, guest: models.Participant) -> None:
    """Where a block is to be; the stage says by itself whether that is further, here or back."""
    horizons = sorted(set(guest.workshop.horizons))
    sent = _read(AmbitionsForm(request.POST, horizons=horizons))
    item = _item(guest, sent["item"])
    today = find_today(guest.workshop, item.subject)
    stages = {years: sent[f"stage-{years}"] for years in horizons}
    wishes = [Wanted(years, stage, intention_for(stage, today)) for years, stage in stages.items()]
    saying.save_ambitions(participant=guest, item=item, wishes=wishes)


@heard
def room_opinion(request: HttpRequest, guest: models.Participant) -> None:
    """The statement, or the session."""
    sent = _read(OpinionForm(request.POST))
    item = _item(guest, sent.pop("item"))
    saying.save_opinion(participant=guest, item=item, **sent)


@heard
def room_idea(request: HttpRequest, guest: models.Participant) -> None:
    """An idea."""
    sent = _read(IdeaForm(request.POST))
    saying.add_idea(participant=guest, item=_item(guest, sent["item"]), text=sent["text"])


@heard
def room_dot(request: HttpRequest, guest: models.Participant) -> None:
    """A dot, given or taken back."""
    sent = _read(DotForm(request.POST))
    idea = find_idea(guest, sent["idea"])
    if idea is None:
        raise saying.NoSuchAnswer
    saying.toggle_dot(participant=guest, idea=idea, marked=sent["marked"] == "1")


@heard
def room_language(request: HttpRequest, guest: models.Participant) -> None:
    """Read on in another language."""
    language = request.POST.get("language", "")
    if language in dict(languages_of(guest.workshop)):
        saying.save_language(participant=guest, language=language)


def _read(form: Form) -> dict[str, Any]:
    """What was sent. Raises NoSuchAnswer."""
    if not form.is_valid():
        raise saying.NoSuchAnswer
    return form.cleaned_data


def _item(guest: models.Participant, pk: int) -> models.AgendaItem:
    item = find_item(guest, pk)
    if item is None:
        raise saying.NotAsked
    return item
