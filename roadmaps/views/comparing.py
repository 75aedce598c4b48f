"""What a change would bring, and versions beside one another."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.planning import NothingToPlan, RoadmapChanged
from roadmaps.actions.replanning import Cause, generate_changed
from roadmaps.domain.comparing import Compared
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, Violation
from roadmaps.domain.trying import Present, try_changes
from roadmaps.forms.comparing import WhatIfForm, WhyForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.comparing import (
    find_version,
    load_all_versions,
    load_compared,
    load_present,
    load_ways,
)
from roadmaps.queries.roadmaps import load_solved
from roadmaps.queries.targets import load_standing
from roadmaps.queries.wording import wording_of_next, wording_of_roadmap
from roadmaps.views.board_refusals import on_latest
from roadmaps.views.planning import changed_meanwhile, not_in_time
from roadmaps.views.standing import nothing_to_start_from


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a change: the comparison, locks that no plan can keep, or a sentence."""

    compared: Compared | None = None
    conflicts: tuple[Violation, ...] = ()
    sentence: str = ""


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def what_if(request: HttpRequest, pk: str) -> HttpResponse:
    """What one or more changes would bring, solved on the spot; sent with a reason, a version."""
    row = get_roadmap(request.user, pk, Right.RUN if request.method == "POST" else None)
    present = load_present(row)
    if present is None:
        return nothing_to_start_from(request, row.assessment, "roadmap")
    form = WhatIfForm(
        (request.POST or request.GET) or None,
        present=present,
        wording=wording_of_roadmap(row),
        ways=load_ways(row),
    )
    why = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and why.is_valid():
        made = _make(request, row, form, why)
        if made:
            return redirect("roadmaps:roadmap", made.pk)
    return render(request, "roadmaps/comparing/what_if.html", _page(request, row, form, why))


def _page(
    request: HttpRequest, row: models.Roadmap, form: WhatIfForm, why: WhyForm
) -> dict[str, Any]:
    tried, present = _try(form), form.present
    phases = tried.compared.after.phases if tried.compared else present.asked.phases
    organisation = row.assessment.organisation
    steers = has_right(request.user, organisation, Right.GOVERN)
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_next(row.assessment, row, phases),
        "form": form,
        "why": why,
        "tried": tried,
        "is_farther": _is_farther(present, tried.compared),
        "present": present,
        "share_without_balance": None if row.is_edited else load_solved(row).share_without_balance,
        "latest": find_replacement(row),
        "may_make": has_right(request.user, organisation, Right.RUN),
        "needs_governance": bool(tried.compared and form.changes().stages and not steers),
    }


def _is_farther(present: Present, compared: Compared | None) -> bool:
    """Whether the present plan is measured by a longer time than on the board."""
    return compared is not None and compared.before.plan.ceiling != present.plan.ceiling


def _try(form: WhatIfForm) -> Tried:
    """Solve what is asked; nothing is written."""
    if not form.is_valid() or form.changes().is_empty:
        return Tried()
    try:
        return Tried(try_changes(form.present, form.changes()))
    except InfeasiblePlan as refusal:
        return Tried(conflicts=refusal.violations)
    except NoPlanInTime:
        return Tried(sentence=_tell_late())


def _tell_late() -> str:
    return _(
        "No plan was found in the two seconds that a question gets. Ask for less at once, or make "
        "a new version: it takes more time."
    )


def _make(
    request: HttpRequest, row: models.Roadmap, form: WhatIfForm, why: WhyForm
) -> models.Roadmap | None:
    """The version with what was tried; None where there is none, which is said."""
    changes, standing = form.changes(), load_standing(row.assessment)
    if changes.stages and not has_right(request.user, row.assessment.organisation, Right.GOVERN):
        raise PermissionDenied
    if changes.is_empty or standing is None:
        messages.warning(request, _("Choose a change first."))
        return None
    try:
        return generate_changed(
            roadmap=row,
            standing=standing,
            changes=changes,
            ways=form.chosen_ways(),
            cause=Cause(models.Roadmap.Trigger.OTHER, why.cleaned_data["reason"]),
            by=request.user,
        )
    except InfeasiblePlan:
        messages.warning(request, _("No roadmap can keep all that is locked. Nothing was changed."))
    except NothingToPlan:
        messages.warning(request, _("With this nothing is left to plan. Nothing was changed."))
    except NoPlanInTime:
        messages.warning(request, not_in_time())
    except RoadmapChanged:
        messages.warning(request, changed_meanwhile())
    return None


@login_required
@require_GET
def versions(request: HttpRequest, pk: str) -> HttpResponse:
    """Every version of the organisation's roadmap, for ever."""
    row = get_roadmap(request.user, pk)
    found = load_all_versions(row.assessment.organisation)
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_roadmap(row),
        "versions": found,
        "others": [version for version in found if version.pk != row.pk],
        "may_edit": has_right(request.user, row.assessment.organisation, Right.RUN),
    }
    return render(request, "roadmaps/comparing/versions.html", context)


@login_required
@require_GET
def compare(request: HttpRequest, pk: str) -> HttpResponse:
    """A version beside another one (`with`; without it the one that it follows)."""
    row = get_roadmap(request.user, pk)
    other = _find_other(request, row)
    if other is None:
        return redirect("roadmaps:versions", pk)
    before, after = sorted((other, row), key=lambda each: (each.created_on, each.number))
    compared = load_compared(before, after)
    if compared is None:
        return nothing_to_start_from(request, row.assessment, "roadmap")
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_next(row.assessment, after, _all_phases(compared)),
        "compared": compared,
        "before": before,
        "after": after,
        "versions": load_all_versions(row.assessment.organisation),
    }
    return render(request, "roadmaps/comparing/compare.html", context)


def _all_phases(compared: Compared) -> list[Any]:
    return [*compared.before.phases, *compared.after.phases]


def _find_other(request: HttpRequest, row: models.Roadmap) -> models.Roadmap | None:
    wanted = request.GET.get("with", "")
    if not wanted:
        return row.follows
    other = find_version(row.assessment.organisation, wanted)
    if other is None:
        raise Http404
    return other if other != row else None
