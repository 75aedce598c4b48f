"""The facilitator's desk."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.actions.room.presenting import (
    NotOpen,
    Seen,
    hide,
    next_item,
    present,
    previous_item,
    reveal,
    step_to,
)
from roadmaps.domain.room.scenes import Step, StepRefused
from roadmaps.forms.workshops import ItemForm
from roadmaps.queries.room.desk import load_addable, load_agenda
from roadmaps.queries.room.turnout import load_turnout
from roadmaps.views.room.answering import DESK, back_to_room
from roadmaps.views.room.joining import invite_to_room
from roadmaps.views.room.polling import etag_of, polled

MOST_DIGITS: Final = 18
ACTS: Any = {"next": next_item, "previous": previous_item, "reveal": reveal, "hide": hide}


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
    etag = etag_of(workshop, context["turnout"])
    return polled(request, "roadmaps/room/desk_now.html", context, etag)


def _now(workshop: models.Workshop) -> dict[str, Any]:
    return {
        "assessment": workshop.assessment,
        "workshop": workshop,
        "agenda": load_agenda(workshop),
        "turnout": load_turnout(workshop),
        "item_form": ItemForm(addable=load_addable(workshop)),
    }


@login_required
@changes_only(DESK)
def act(request: HttpRequest, pk: str) -> HttpResponse:
    """Next, previous, reveal, hide, ask, or a certain item; what has passed is left alone."""
    workshop = get_workshop(request.user, pk)
    try:
        is_done = _act(request, workshop)
    except NotOpen:
        return back_to_room(request, workshop, _("The room is not open. Nothing was changed."))
    except StepRefused:
        return back_to_room(request, workshop, _("This was revealed: it is not asked again."))
    moved = "" if is_done else _("The room is here now. Your click changed nothing.")
    return back_to_room(request, workshop, moved)


def _act(request: HttpRequest, workshop: models.Workshop) -> bool:
    seen, name = _read_seen(request), request.POST.get("act", "")
    if name in ACTS:
        return bool(ACTS[name](workshop=workshop, seen=seen))
    item = _find_item(workshop, request.POST.get("target" if name == "present" else "item", ""))
    if name == "present" and item:
        return present(workshop=workshop, item=item)
    if name == "ask" and item:
        return step_to(workshop=workshop, item=item, step=Step.ASKED, seen=seen)
    return False


def _read_seen(request: HttpRequest) -> Seen:
    return Seen(_read_number(request.POST.get("item", "")), request.POST.get("step", ""))


def _find_item(workshop: models.Workshop, key: str) -> models.AgendaItem | None:
    return workshop.agenda.filter(pk=_read_number(key) or 0).first()


def _read_number(text: str) -> int | None:
    """A key as it was sent; None for what is none."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
