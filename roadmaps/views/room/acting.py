"""Acts of a facilitator, from the desk and from the wall."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

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
from roadmaps.queries.room.desk import load_agenda
from roadmaps.queries.room.turnout import load_turnout
from roadmaps.templatetags.room_wall import spoken_sentence
from roadmaps.views.room.answering import DESK, back_to_room

MOST_DIGITS: Final = 18
ACTS: Any = {"next": next_item, "previous": previous_item, "reveal": reveal, "hide": hide}


@login_required
@changes_only(DESK)
def act(request: HttpRequest, pk: str) -> HttpResponse:
    """Next, previous, reveal, hide, ask, or a certain item; what has passed is left alone."""
    workshop = get_workshop(request.user, pk)
    if _is_early(request, workshop):
        return back_to_room(request, workshop, _early(workshop), "sure")
    try:
        is_done = _act(request, workshop)
    except NotOpen:
        return back_to_room(request, workshop, _("The room is not open. Nothing was changed."))
    except StepRefused:
        return back_to_room(request, workshop, _("This was revealed: it is not asked again."))
    return back_to_room(request, workshop, "" if is_done else _why(request, workshop))


def _is_early(request: HttpRequest, workshop: models.Workshop) -> bool:
    """Whether few have spoken of what would be counted, and whoever reveals it did not say that
    they are sure."""
    shown = load_agenda(workshop).present
    if request.POST.get("act") != "reveal" or request.POST.get("sure") or shown is None:
        return False
    return (
        shown.counts_next
        and _read_seen(request) == Seen(shown.item, shown.step)
        and load_turnout(workshop).is_thin
    )


def _early(workshop: models.Workshop) -> str:
    spoken = spoken_sentence(load_turnout(workshop), workshop.assessment.min_group_size)
    return _("%(spoken)s. Answers are counted once: reveal again (R) to count them now.") % {
        "spoken": spoken
    }


def _why(request: HttpRequest, workshop: models.Workshop) -> str:
    """Why an act did nothing."""
    agenda, name = load_agenda(workshop), request.POST.get("act", "")
    shown = agenda.present
    if shown and _read_seen(request) == Seen(shown.item, shown.step):
        if name == "next" and agenda.following is None:
            return _("This is the last item. The desk ends the workshop.")
        if name == "previous" and shown.position == 1:
            return _("This is the first item.")
        if name == "reveal" and shown.then is None:
            return _("Everything of this item is shown: go on to the next.")
        if name == "hide":
            return _("There is nothing to hide here.")
    return _("The room is here now. Your click changed nothing.")


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
