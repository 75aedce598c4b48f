"""The hand-over file for an incoming sponsor, as a page and on paper."""

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from cxmaturity.printing import render_apart
from roadmaps import models
from roadmaps.access import get_roadmap
from roadmaps.domain.risks import OTHER
from roadmaps.queries.events import event_texts
from roadmaps.queries.handover import load_handover
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.downloads import attachment, name_file
from roadmaps.views.registers.frame import frame


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def handover(request: HttpRequest, pk: str) -> HttpResponse:
    """All that an incoming sponsor has to know, on one page."""
    row = get_roadmap(request.user, pk)
    context = frame(request, row) | _facts(row)
    return render(request, "roadmaps/registers/handover.html", context)


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def handover_pdf(request: HttpRequest, pk: str) -> HttpResponse:
    """The same as a PDF in the reader's language."""
    row = get_roadmap(request.user, pk)
    page = render_to_string("roadmaps/registers/handover_print.html", _facts(row))
    name = name_file(row.assessment.organisation.name, timezone.localdate(), _ending())
    headers = {"Content-Disposition": attachment(name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(_print(page), content_type="application/pdf", headers=headers)


def _ending() -> str:
    return f" {get_language() or 'en'}.pdf"


def _facts(row: models.Roadmap) -> dict[str, Any]:
    file, wording = load_handover(row, timezone.localdate()), wording_of_roadmap(row)
    departments = load_departments(row.assessment.organisation)
    codes = dict.fromkeys([*(risk.event for risk, _exposed in file.risks), OTHER])
    return {
        "file": file,
        "wording": wording,
        "departments": departments,
        "names": {**departments, **wording.phases},
        "events": event_texts(tuple(codes)),
    }


@lru_cache(maxsize=8)
def _print(html: str) -> bytes:
    """The same page gives the same file: whoever asks again does not wait for it."""
    return render_apart(html)
