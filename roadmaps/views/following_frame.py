"""What all pages of the following have in common."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.access import Right, has_right
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.following import find_initiative
from roadmaps.queries.wording import wording_of_roadmap


def frame(request: HttpRequest, row: models.Roadmap, here: str) -> dict[str, Any]:
    """Roadmap, texts, what the reader may do, and the version that replaced this one, if any.
    `here`: the part of the following that one is in."""
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_roadmap(row),
        "may_edit": has_right(request.user, row.assessment.organisation, Right.RUN),
        "latest": find_replacement(row),
        "here": here,
    }


def step_titles(row: models.Roadmap, wording: Wording) -> dict[str, str]:
    """Titles of the steps of a version by code, those of a phase with its name, in its order."""
    ordered = sorted(row.initiatives.all(), key=lambda each: (not each.phase, each.position))
    codes = [each["code"] for each in row.phases] or list(wording.phases)
    order = {code: place for place, code in enumerate(codes)}
    ordered.sort(key=lambda each: order.get(each.phase, len(order)))
    return {each.stone: _title(each, wording) for each in ordered}


def _title(initiative: models.Initiative, wording: Wording) -> str:
    title = wording.stone_titles.get(initiative.stone, initiative.stone)
    phase = wording.phases.get(initiative.phase, "")
    return f"{phase} – {title}" if phase else title


def edit_page(
    request: HttpRequest, row: models.Roadmap, form: Any, context: dict[str, Any]
) -> HttpResponse:
    """A form on a page of its own. `context`: here, title, back (address); perhaps lead, action
    (address to send to), remove (address that takes the entry away), remove_label and notice."""
    asked = dict.fromkeys(("action", "remove", "remove_label", "lead", "notice"), "") | context
    shown = frame(request, row, asked.pop("here")) | asked | {"form": form}
    status = 409 if asked["notice"] else 200
    return render(request, "roadmaps/following/edit.html", shown, status=status)


def get_initiative(row: models.Roadmap, stone: str) -> models.Initiative:
    """The row of the work on a stone. Raises Http404 when there is none."""
    initiative = find_initiative(row, stone)
    if initiative is None:
        raise Http404
    return initiative


def to_step(row: models.Roadmap, stone: str, *, saved: bool = False) -> str:
    """Address of the row of a step on the page of steps; `saved`: it was saved just now."""
    query = {"step": stone} | ({"saved": "1"} if saved else {})
    return reverse("roadmaps:progress", args=[row.pk], query=query, fragment=stone)
