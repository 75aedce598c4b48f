"""Workshops about a closed assessment: the list, a new one, and its end."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps.access import Right, get_assessment_to_plan, get_workshop, has_right
from roadmaps.actions.room.opening import (
    AlreadyOver,
    NotATest,
    create_workshop,
    end_test,
    end_workshop,
    open_workshop,
    start_test,
)
from roadmaps.actions.room.presenting import NotOpen
from roadmaps.forms.workshops import WorkshopForm
from roadmaps.queries.room.desk import load_workshops
from roadmaps.views.room.answering import DESK, back_to_room


@login_required
@require_GET
def workshops(request: HttpRequest, pk: str) -> HttpResponse:
    """All workshops about an assessment."""
    assessment = get_assessment_to_plan(request.user, pk)
    context = {
        "assessment": assessment,
        "workshops": load_workshops(assessment),
        "may_facilitate": has_right(request.user, assessment.organisation, Right.FACILITATE),
    }
    return render(request, "roadmaps/room/workshops.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def workshop_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Prepare a workshop: its agenda is proposed."""
    assessment = get_assessment_to_plan(request.user, pk, Right.FACILITATE)
    initial: Any = {"held_on": timezone.localdate(), "minutes": 180}
    form = WorkshopForm(request.POST or None, initial=initial)
    if form.is_valid():
        workshop = create_workshop(assessment=assessment, **form.values())
        return redirect("roadmaps:desk", pk=workshop.pk)
    context = {"assessment": assessment, "form": form}
    return render(request, "roadmaps/room/workshop_new.html", context)


@login_required
@changes_only(DESK)
def workshop_open(request: HttpRequest, pk: str) -> HttpResponse:
    """Let phones in, for real or to try it."""
    workshop = get_workshop(request.user, pk)
    try:
        open_workshop(workshop=workshop, is_test=bool(request.POST.get("test")))
    except AlreadyOver:
        return back_to_room(request, workshop, _("The workshop is over. Nothing was changed."))
    return back_to_room(request, workshop)


@login_required
@changes_only(DESK)
def workshop_test(request: HttpRequest, pk: str) -> HttpResponse:
    """Begin or end trying it: what tests said goes."""
    workshop = get_workshop(request.user, pk)
    act = start_test if request.POST.get("test") else end_test
    said = ""
    try:
        act(workshop=workshop)
    except NotATest:
        said = _("People are in the room already: what they say counts. Nothing was changed.")
    except NotOpen:
        said = _("The room is not open. Nothing was changed.")
    return back_to_room(request, workshop, said)


@login_required
@require_http_methods(["GET", "POST"])
def workshop_end(request: HttpRequest, pk: str) -> HttpResponse:
    """What ending does, and ending it."""
    workshop = get_workshop(request.user, pk)
    if request.method == "POST" and workshop.status != "draft":
        end_workshop(workshop=workshop)
    if request.method == "POST" or not workshop.is_open:
        return redirect(DESK, pk=workshop.pk)
    context = {"assessment": workshop.assessment, "workshop": workshop}
    return render(request, "roadmaps/room/workshop_end.html", context)
