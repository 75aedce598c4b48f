"""The minutes of a workshop, as a page and on paper."""

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.queries.wording import wording_of
from cxmaturity.printing import render_apart
from roadmaps import models
from roadmaps.access import Right, get_workshop_to_read, has_right
from roadmaps.queries.room.minutes import load_minutes


@login_required
@require_GET
def minutes(request: HttpRequest, pk: str) -> HttpResponse:
    """The minutes: for members once the workshop is over, for those who lead it at any time."""
    workshop = _get_to_read(request, pk)
    context = _read(workshop) | {"leads": _leads(request, workshop)}
    return render(request, "roadmaps/room/minutes.html", context)


@login_required
@require_GET
def minutes_pdf(request: HttpRequest, pk: str) -> HttpResponse:
    """The same on paper."""
    workshop = _get_to_read(request, pk)
    context = _read(workshop) | {"made_on": timezone.localdate()}
    content = _print(render_to_string("roadmaps/room/minutes_print.html", context))
    name = f"minutes-{workshop.held_on:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _get_to_read(request: HttpRequest, pk: str) -> models.Workshop:
    """Raises Http404 for strangers; PermissionDenied while others are still at work."""
    workshop = get_workshop_to_read(request.user, pk)
    is_over = workshop.status == models.Workshop.Status.ENDED
    if not is_over and not _leads(request, workshop):
        raise PermissionDenied
    return workshop


def _leads(request: HttpRequest, workshop: models.Workshop) -> bool:
    return has_right(request.user, workshop.assessment.organisation, Right.FACILITATE)


def _read(workshop: models.Workshop) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "minutes": load_minutes(workshop),
        "wording": wording_of(workshop.assessment),
    }


@lru_cache(maxsize=4)
def _print(html: str) -> bytes:
    """The same page gives the same file: a whole room asks for it."""
    return render_apart(html)
