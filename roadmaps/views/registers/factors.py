"""The change radar: what happens anyway, and what is ours to drive."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roadmaps.access import get_roadmap
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_factors
from roadmaps.views.registers.frame import frame


@login_required
@require_GET
def factors(request: HttpRequest, pk: str) -> HttpResponse:
    """Factors in two columns, the next review first, then those that nobody follows any more."""
    row = get_roadmap(request.user, pk)
    found = load_factors(find_programme(row.assessment.organisation))
    followed = [each for each in found if not each.is_closed]
    context = frame(request, row) | {
        "happening": [each for each in followed if not each.is_ours_to_drive],
        "driven": [each for each in followed if each.is_ours_to_drive],
        "closed": [each for each in found if each.is_closed],
        "today": timezone.localdate(),
    }
    return render(request, "roadmaps/registers/factors.html", context)
