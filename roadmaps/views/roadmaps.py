"""The board: what comes when, why, and what people made of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import say_nothing_changed
from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.planning import RoadmapChanged, solve_again
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, Violation
from roadmaps.domain.roadmap import RoadmapState
from roadmaps.forms.boards import FilterForm
from roadmaps.forms.changes import Names, tell_undo
from roadmaps.queries.boards import find_replacement, find_undoable
from roadmaps.queries.cards import load_board
from roadmaps.queries.roadmaps import load_versions
from roadmaps.queries.targets import is_replaced, load_standing, load_targets
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.board_refusals import on_latest
from roadmaps.views.planning import not_in_time

VERSIONS_SHOWN = 6


@login_required
@require_GET
def roadmap(request: HttpRequest, pk: str) -> HttpResponse:
    """A version of the roadmap as people left it."""
    return _roadmap_page(request, get_roadmap(request.user, pk))


def _roadmap_page(
    request: HttpRequest, row: models.Roadmap, conflicts: tuple[Violation, ...] = ()
) -> HttpResponse:
    board, assessment = load_board(row, timezone.localdate()), row.assessment
    wording, latest = wording_of_roadmap(row), find_replacement(row)
    form = FilterForm(request.GET, board=board, wording=wording)
    cards = board.find(form.wanted())
    is_theirs = has_right(request.user, assessment.organisation, Right.RUN)
    context = {
        "roadmap": row,
        "assessment": assessment,
        "board": board,
        "state": board.state,
        "wording": wording,
        "form": form,
        "cards": cards,
        "columns": board.columns(cards),
        "conflicts": conflicts,
        "may_edit": is_theirs and latest is None,
        "latest": latest,
        "versions": load_versions(assessment, VERSIONS_SHOWN),
        "has_other_targets": latest is None and _has_other_targets(row, board.state),
        "statuses": dict(models.Initiative.Status.choices),
        "moved": _find_moved(request, board.state),
        **_undoable(request, row, Names(wording, board.departments, row.starts_on)),
    }
    return render(request, "roadmaps/roadmap.html", context, status=409 if conflicts else 200)


def _undoable(request: HttpRequest, row: models.Roadmap, names: Names) -> dict[str, Any]:
    """What the person may take back, and what the button says."""
    change = find_undoable(row, request.user)
    return {"undoable": change, "undo_label": tell_undo(change, names) if change else ""}


def _find_moved(request: HttpRequest, state: RoadmapState) -> str:
    """The stone that the address names as moved, as long as it is there and locked."""
    stones = {each.stone for each in state.initiatives if each.locked}
    moved = request.GET.get("moved", "")
    return moved if moved in stones else ""


def _has_other_targets(row: models.Roadmap, state: RoadmapState) -> bool:
    """Whether the targets were changed since this version was made."""
    standing, saved = load_standing(row.assessment), load_targets(row.assessment)
    return standing is not None and is_replaced(standing, state.targets, saved)


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def solve(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan this version again around what people settled. Asked to show itself, as after a change
    of language on a page of conflicts, it leads to the roadmap."""
    row = get_roadmap(request.user, pk, Right.RUN)
    if request.method == "GET":
        say_nothing_changed(request)
        return redirect("roadmaps:roadmap", pk)
    try:
        solve_again(roadmap=row, by=request.user)
    except InfeasiblePlan as refusal:
        return _roadmap_page(request, row, refusal.violations)
    except NoPlanInTime:
        messages.warning(request, not_in_time())
    except RoadmapChanged:
        messages.warning(
            request,
            _("Somebody else has changed the roadmap meanwhile. Look at it, then solve again."),
        )
    return redirect("roadmaps:roadmap", pk)
