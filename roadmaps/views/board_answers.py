"""What a move would do, asked by the board while a card is carried."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments.queries.wording import Wording
from roadmaps.access import get_roadmap
from roadmaps.domain.consequences import Consequence, find_consequences
from roadmaps.domain.plans import LATER
from roadmaps.queries.roadmaps import load_solved, load_wishes
from roadmaps.queries.wording import wording_of_roadmap


@login_required
@require_GET
@cache_control(no_store=True)
def consequences(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """For each phase and later: whether the rules hold with a stone there, and what comes of it,
    in sentences."""
    row = get_roadmap(request.user, pk)
    solved, wishes = load_solved(row), load_wishes(row)
    if stone not in solved.scope.gap_by_stone:
        raise Http404
    wording = wording_of_roadmap(row)
    placement = {code: wish.phase for code, wish in wishes.items()}
    found = find_consequences(solved, placement, stone)
    answers = [_answer(each, stone, wording) for each in found]
    return JsonResponse({"stone": stone, "board": row.revision, "answers": answers})


def _answer(found: Consequence, stone: str, wording: Wording) -> dict[str, Any]:
    context = {"consequence": found, "stone": stone, "wording": wording}
    return {
        "column": found.phase or LATER,
        "holds": found.holds,
        "is_here": found.is_here,
        "html": render_to_string("roadmaps/board/consequence.html", context),
    }
