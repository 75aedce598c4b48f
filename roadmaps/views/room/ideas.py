"""The ideas of a room for a stone: the best become notes of its initiative."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import wording_of
from cxmaturity.signing_in import say_nothing_changed
from roadmaps import models
from roadmaps.access import get_idea
from roadmaps.actions.room.agreeing import StillATest
from roadmaps.actions.room.keeping import (
    NoInitiative,
    NoRoadmap,
    NotesFull,
    TooLate,
    find_current_roadmap,
    keep_idea,
    withdraw_idea,
)
from roadmaps.domain.room.scenes import Step
from roadmaps.queries.room.agreeing import load_told_ideas
from roadmaps.queries.room.rounds import load_ideas


def ideas_page(request: HttpRequest, item: models.AgendaItem) -> HttpResponse:
    """The ideas in the order of their dots."""
    assessment = item.workshop.assessment
    roadmap = find_current_roadmap(item.workshop)
    initiatives = roadmap.initiatives.filter(stone=item.subject) if roadmap else ()
    context = {
        "workshop": item.workshop,
        "assessment": assessment,
        "item": item,
        "wording": wording_of(assessment),
        "ideas": load_told_ideas(item),
        "gathered": load_ideas(item) if item.step in (Step.ASKED, Step.DOTS) else (),
        "of_block": _block_of(item),
        "roadmap": roadmap,
        "has_initiative": bool(initiatives),
    }
    return render(request, "roadmaps/room/agree_ideas.html", context)


def _block_of(item: models.AgendaItem) -> str:
    known = load_maturity_model(item.workshop.assessment.maturity_model).stone_by_code
    return known[item.subject].block if item.subject in known else ""


@login_required
@require_http_methods(["GET", "POST"])
def idea_keep(request: HttpRequest, pk: str, idea: str) -> HttpResponse:
    """Put an idea among the notes of its stone's initiative."""
    row = get_idea(request.user, pk, idea)
    if request.method == "POST":
        _keep(request, row)
    else:
        say_nothing_changed(request)
    return redirect("roadmaps:workshop_item", pk, row.item_id)


@login_required
@require_http_methods(["GET", "POST"])
def idea_withdraw(request: HttpRequest, pk: str, idea: str) -> HttpResponse:
    """Take an idea off before it is on the wall."""
    row = get_idea(request.user, pk, idea)
    if request.method == "POST":
        _withdraw(request, row)
    else:
        say_nothing_changed(request)
    return redirect("roadmaps:workshop_item", pk, row.item_id)


def _withdraw(request: HttpRequest, idea: models.Idea) -> None:
    try:
        withdraw_idea(idea=idea)
    except TooLate:
        messages.warning(request, _("The room has seen the ideas already. Nothing was changed."))
    else:
        messages.success(request, _("Taken off: the wall does not show it."))


def _keep(request: HttpRequest, idea: models.Idea) -> None:
    try:
        keep_idea(idea=idea, by=request.user)
    except NoInitiative as missing:
        messages.warning(request, _offer_own(missing.roadmap))
    except (NoRoadmap, NotesFull, StillATest) as refusal:
        messages.warning(request, _tell(refusal))
    else:
        messages.success(request, _("Kept: it stands in the notes of the initiative."))


def _offer_own(roadmap: models.Roadmap) -> Any:
    return format_html(
        '{} <a href="{}">{}</a>',
        _("The roadmap has no step for this stone, so there is no place for the note."),
        reverse("roadmaps:own_new", args=[roadmap.pk]),
        _("Add an initiative of your own"),
    )


def _tell(refusal: Exception) -> str:
    if isinstance(refusal, NoRoadmap):
        return _("There is no roadmap yet. Plan one first: the ideas wait here.")
    if isinstance(refusal, NotesFull):
        return _("The notes of the initiative are full. Shorten them, then keep the idea.")
    return not_of_tests()


def not_after_end() -> str:
    """What is said of a workshop that has ended."""
    return _(
        "The session is over, and its minutes stay as they were. Nothing was changed: what is "
        "decided from now on stands on Targets, in the course and in the registers."
    )


def not_of_tests() -> str:
    """What is said while the room is tried out."""
    return _("The room is being tried out, and nothing of a test is kept. End the test first.")
