"""The facilitator's desk."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.domain.room.clock import minutes_left
from roadmaps.forms.workshops import ItemForm
from roadmaps.queries.room.desk import Agenda, load_addable, load_agenda
from roadmaps.queries.room.reasons import load_reasons, load_told_elsewhere
from roadmaps.queries.room.turnout import load_turnout
from roadmaps.views.room.joining import invite_to_room
from roadmaps.views.room.polling import etag_of, polled


@login_required
@require_GET
def desk(request: HttpRequest, pk: str) -> HttpResponse:
    """What is on the wall, what comes next, who is in the room, and the whole agenda."""
    workshop = get_workshop(request.user, pk)
    context = _now(workshop) | {"invitation": invite_to_room(workshop)}
    return render(request, "roadmaps/room/desk.html", context)


@login_required
@require_GET
def desk_now(request: HttpRequest, pk: str) -> HttpResponse:
    """The part of the desk that changes while the room is at work."""
    workshop = get_workshop(request.user, pk)
    context = _now(workshop)
    etag = etag_of(workshop, context["turnout"], context["left"], context["may_try"])
    return polled(request, "roadmaps/room/desk_now.html", context, etag)


def _now(workshop: models.Workshop) -> dict[str, Any]:
    agenda = load_agenda(workshop)
    return {
        "assessment": workshop.assessment,
        "workshop": workshop,
        "agenda": agenda,
        "turnout": load_turnout(workshop),
        "item_form": ItemForm(addable=load_addable(workshop)),
        "reasons": load_reasons(workshop),
        "told_elsewhere": load_told_elsewhere(workshop),
        "left": _left(workshop, agenda),
        "may_try": not workshop.participants.filter(is_test=False).exists(),
    }


def _left(workshop: models.Workshop, agenda: Agenda) -> int | None:
    if agenda.present is None:
        return None
    return minutes_left(workshop.scene_since, agenda.present.minutes, timezone.now())
