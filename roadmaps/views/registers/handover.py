"""The hand-over file for an incoming sponsor, as a page and on paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from cxmaturity.printing import render_apart
from roadmaps import models
from roadmaps.access import get_roadmap
from roadmaps.models import Report
from roadmaps.queries.brands import load_look
from roadmaps.tasks import MAKERS, Order
from roadmaps.tasks.handover import read
from roadmaps.views.downloads import attachment, name_file
from roadmaps.views.registers.frame import frame


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def handover(request: HttpRequest, pk: str) -> HttpResponse:
    """All that an incoming sponsor has to know, on one page."""
    row = get_roadmap(request.user, pk)
    context = frame(request, row) | read(_order(row))
    return render(request, "roadmaps/registers/handover.html", context)


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def handover_pdf(request: HttpRequest, pk: str) -> HttpResponse:
    """The same as a PDF in the reader's language."""
    row = get_roadmap(request.user, pk)
    order, maker = _order(row), MAKERS[Report.Kind.HANDOVER]
    page, edition = maker.write(maker.read(order), order)
    name = name_file(row.assessment.organisation.name, order.made_on, f" {order.language}.pdf")
    headers = {"Content-Disposition": attachment(name), "X-Content-Type-Options": "nosniff"}
    content = render_apart(page, edition)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _order(row: models.Roadmap) -> Order:
    language, look = get_language() or "en", load_look(row.assessment.organisation)
    return Order(row, timezone.localdate(), language, look=look)
