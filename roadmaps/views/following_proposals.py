"""Indicators that a maturity model offers for a plan, to be accepted one by one."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from roadmaps.access import Right, get_roadmap
from roadmaps.actions.indicators import add_indicator
from roadmaps.domain.following import Following
from roadmaps.domain.indicator_proposals import Proposal, propose_indicators
from roadmaps.domain.indicators import Indicator
from roadmaps.queries.following import load_following
from roadmaps.queries.indicators import Catalogue, load_catalogue, load_indicators
from roadmaps.views.following_frame import frame


@login_required
@require_http_methods(["GET", "POST"])
def indicator_proposals(request: HttpRequest, pk: str) -> HttpResponse:
    """The model's indicators that fit the plan, to be accepted one by one."""
    row = get_roadmap(request.user, pk, Right.RUN)
    catalogue, organisation = load_catalogue(row.assessment), row.assessment.organisation
    found = load_following(row, timezone.localdate())
    proposals = find_proposals(catalogue, load_indicators(organisation), found)
    code = request.POST.get("code")
    if code is not None:
        asked = next((each for each in proposals if each.code == code), None)
        if asked is None:
            return redirect("roadmaps:indicator_proposals", pk)
        added = add_indicator(organisation=organisation, values=_values(asked, catalogue))
        return redirect("roadmaps:indicator_edit", pk, added.pk)
    context = frame(request, row, "scorecard") | {"proposals": proposals, "texts": catalogue.texts}
    return render(request, "roadmaps/following/proposals.html", context)


def find_proposals(
    catalogue: Catalogue, indicators: Iterable[Indicator], found: Following
) -> tuple[Proposal, ...]:
    """The model's indicators that nobody follows yet, those that fit the plan first."""
    placed = [step.stone for step in found.in_plan]
    followed = {each.code for each in indicators}
    return propose_indicators(tuple(catalogue.texts), placed, followed)


def _values(proposal: Proposal, catalogue: Catalogue) -> dict[str, Any]:
    text = catalogue.texts[proposal.code]
    return {
        "code": proposal.code,
        "name": text.name,
        "reads": text.reads,
        "unit": text.unit,
        "direction": proposal.fit.direction.value,
        "rhythm": proposal.fit.rhythm.value,
        "stone": proposal.stone,
        "is_customer_reaction": proposal.fit.is_customer_reaction,
    }
