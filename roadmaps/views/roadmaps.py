"""The roadmap: what comes when, why, and what people change about it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only, say_nothing_changed
from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.initiatives import (
    exclude_initiative,
    lock_initiative,
    move_initiative,
    unlock_initiative,
)
from roadmaps.actions.planning import RoadmapChanged, solve_again
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.domain.plans import LATER, InfeasiblePlan, NoPlanInTime, Violation
from roadmaps.domain.roadmap import InitiativeState, PhaseState, RoadmapState
from roadmaps.forms.plans import ExcludeForm
from roadmaps.queries.roadmaps import load_roadmap, load_versions, load_wishes
from roadmaps.queries.targets import is_replaced, load_standing, load_targets
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.planning import not_in_time

VERSIONS_SHOWN = 6
KEPT = {"phase", "lock", "unlock", "exclude", "leave"}
"""What a change to a stone may ask for; with `phase` alone it is a move."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What a block has in a column."""

    block: str
    initiatives: tuple[InitiativeState, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A phase (None: later) with its lanes."""

    phase: PhaseState | None
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A stone that was moved just now; `back` is the phase it came from ('later' too), empty where
    a way back would lose what was written."""

    stone: str
    back: str
    was_locked: bool


@login_required
@require_GET
def roadmap(request: HttpRequest, pk: str) -> HttpResponse:
    """A version of the roadmap as people left it."""
    return _roadmap_page(request, get_roadmap(request.user, pk))


def _roadmap_page(
    request: HttpRequest, row: models.Roadmap, conflicts: tuple[Violation, ...] = ()
) -> HttpResponse:
    state, assessment = load_roadmap(row), row.assessment
    versions = load_versions(assessment, VERSIONS_SHOWN)
    context = {
        "roadmap": row,
        "assessment": assessment,
        "state": state,
        "wording": wording_of_roadmap(row),
        "columns": _columns(state),
        "conflicts": conflicts,
        "may_edit": has_right(request.user, assessment.organisation, Right.RUN),
        "versions": versions,
        "is_latest": versions[0] == row,
        "has_other_targets": _has_other_targets(row, state),
        "moved": _find_moved(request, state),
    }
    return render(request, "roadmaps/roadmap.html", context, status=409 if conflicts else 200)


def _find_moved(request: HttpRequest, state: RoadmapState) -> Moved | None:
    """The stone that the address names as moved, as long as it is there and locked."""
    facts = request.GET
    stones = {each.stone for each in state.initiatives if each.locked}
    if facts.get("moved") not in stones:
        return None
    places = {LATER, *(phase.phase for phase in state.phases)}
    back = facts.get("from", "")
    return Moved(facts["moved"], back if back in places else "", "locked" in facts)


def _columns(state: RoadmapState) -> tuple[Column, ...]:
    found = {gap.block for gap in state.scope.gaps}
    blocks = [block for block in state.scope.blocks if block in found]
    return tuple(
        Column(phase, tuple(Lane(b, _lane(state, code, b)) for b in blocks))
        for phase, code in [*((p, p.phase) for p in state.phases), (None, None)]
    )


def _lane(state: RoadmapState, phase: str | None, block: str) -> tuple[InitiativeState, ...]:
    return tuple(each for each in state.in_phase(phase) if each.gap.block == block)


def _has_other_targets(row: models.Roadmap, state: RoadmapState) -> bool:
    """Whether the targets were changed since this version was made."""
    standing, saved = load_standing(row.assessment), load_targets(row.assessment)
    return standing is not None and is_replaced(standing, state.targets, saved)


@login_required
@changes_only("roadmaps:roadmap")
def initiative_move(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Move a stone to a phase, lock it where it is, leave it to the planner again, or leave it
    out with a reason."""
    row = get_roadmap(request.user, pk, Right.RUN)
    told = _tell_move(row, stone) if request.POST.keys() & KEPT == {"phase"} else {}
    try:
        _change(request, row, stone)
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    return redirect(reverse("roadmaps:roadmap", args=[pk], query=told, fragment=stone))


def _tell_move(row: models.Roadmap, stone: str) -> dict[str, str]:
    """What the page after a move has to know to lead back."""
    before = load_wishes(row).get(stone)
    if before is None:
        return {}
    back = "" if before.excluded_because else before.phase or LATER
    locked = {"locked": "1"} if before.locked else {}
    return {"moved": stone, "from": back} | locked


def _change(request: HttpRequest, row: models.Roadmap, stone: str) -> None:
    which: dict[str, Any] = {"roadmap": row, "stone": stone}
    if "lock" in request.POST:
        lock_initiative(**which)
    elif "unlock" in request.POST:
        unlock_initiative(**which)
    elif "exclude" in request.POST:
        form = ExcludeForm(request.POST)
        if form.is_valid():
            exclude_initiative(**which, reason=form.cleaned_data["reason"])
        for error in form.errors.get("reason", []):
            messages.error(request, str(error))
    else:
        phase = request.POST.get("phase", "")
        if not phase:
            raise UnknownInitiative(phase)
        move_initiative(**which, phase="" if phase == LATER else phase)
        if "leave" in request.POST:
            unlock_initiative(**which)


@login_required
@require_http_methods(["GET", "POST"])
def solve(request: HttpRequest, pk: str) -> HttpResponse:
    """Plan this version again around what people settled. Asked to show itself, as after a change
    of language on a page of conflicts, it leads to the roadmap."""
    row = get_roadmap(request.user, pk, Right.RUN)
    if request.method == "GET":
        say_nothing_changed(request)
        return redirect("roadmaps:roadmap", pk)
    try:
        solve_again(roadmap=row)
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
