"""Scores by survey, by second round and by agreement, side by side."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assessments.queries.wording import wording_of
from roadmaps.access import Right, get_assessment_to_plan, has_right
from roadmaps.domain.room.positions import find_day_change
from roadmaps.queries.room.positions import load_positions


@login_required
@require_GET
def positions(request: HttpRequest, pk: str) -> HttpResponse:
    """Every stone that a room placed, and what the conversation changed. While a workshop runs,
    what it was told is for those who may facilitate, as its minutes are."""
    assessment = get_assessment_to_plan(request.user, pk)
    leads = has_right(request.user, assessment.organisation, Right.FACILITATE)
    known = load_positions(assessment, of_running=leads).values()
    placed = [each for each in known if each.is_talked_about]
    context = {
        "assessment": assessment,
        "wording": wording_of(assessment),
        "positions": placed,
        "day": find_day_change(placed),
        "others": len(known) - len(placed),
    }
    return render(request, "roadmaps/room/positions.html", context)
