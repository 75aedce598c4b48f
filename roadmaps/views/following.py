"""Where a programme stands, on one page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roadmaps.access import get_roadmap
from roadmaps.domain.benefits import realised
from roadmaps.domain.claims import find_prospect
from roadmaps.domain.costs import find_costs
from roadmaps.queries.following import load_basis, load_following
from roadmaps.queries.indicators import load_indicators
from roadmaps.queries.money import load_benefits, load_cost_lines, load_works, planned_ends
from roadmaps.queries.programmes import find_programme
from roadmaps.views.following_frame import frame


@login_required
@require_GET
def following(request: HttpRequest, pk: str) -> HttpResponse:
    """Steps, dates, what is in place, where it leads; indicators and money in short."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    found, basis = load_following(row, today), load_basis(row)
    organisation = row.assessment.organisation
    indicators, programme = load_indicators(organisation), find_programme(organisation)
    benefits = load_benefits(organisation, planned_ends(found))
    phases = [phase.phase for phase in found.phases]
    lines = load_cost_lines(organisation)
    context = frame(request, row, "overview") | {
        "following": found,
        "prospect": find_prospect(basis, found.all_steps) if basis else None,
        "indicators": indicators,
        "due": [each for each in indicators if each.is_due(today)],
        "benefits": benefits,
        "realised": realised(benefits, today),
        "costs": find_costs(load_works(row), lines, programme.daily_rate, phases),
        "currency": programme.currency,
    }
    return render(request, "roadmaps/following/page.html", context)
