"""Where the organisation wants each block to be."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.queries.wording import wording_of
from roadmaps.access import Right, get_assessment_to_plan, has_right
from roadmaps.actions.targets import save_targets
from roadmaps.domain.targets import RealismHint, find_realism_hint
from roadmaps.forms.targets import TargetsForm
from roadmaps.queries.targets import (
    Standing,
    fill_targets,
    load_carried_targets,
    load_owners,
    load_standing,
    load_targets,
)
from roadmaps.views.standing import nothing_to_start_from


@login_required
@require_http_methods(["GET", "POST"])
def targets(request: HttpRequest, pk: str) -> HttpResponse:
    """A target per block and horizon; saving them leads to the roadmap."""
    right = Right.GOVERN if request.method == "POST" else None
    assessment = get_assessment_to_plan(request.user, pk, right)
    standing = load_standing(assessment)
    if standing is None:
        return nothing_to_start_from(request, assessment, "targets")
    facts = _facts(assessment, standing)
    form = _form(request, facts)
    if form.is_valid() and "apply" not in request.POST:
        save_targets(assessment=assessment, targets=form.targets(), owners=form.owners())
        messages.success(request, _("The targets are saved."))
        return redirect(reverse("roadmaps:roadmap_new", args=[pk], query={"new": 1}))
    context = facts | {
        "assessment": assessment,
        "form": form,
        "may_edit": has_right(request.user, assessment.organisation, Right.GOVERN),
        "is_unsaved": "apply" in request.POST,
        "are_carried": request.method == "GET" and _are_carried(assessment, standing),
        "hint": _find_hint(form, facts),
    }
    return render(request, "roadmaps/targets.html", context)


def _find_hint(form: TargetsForm, facts: dict[str, Any]) -> RealismHint | None:
    """The hint on what is shown: what was entered where it can stand, else what was saved."""
    shown = form.targets() if form.is_valid() else facts["targets"]
    return find_realism_hint(shown, facts["standing"].stages)


def _facts(assessment: Any, standing: Standing) -> dict[str, Any]:
    """What the form starts from: the targets saved, else those of the wave before."""
    saved = load_targets(assessment) or load_carried_targets(assessment, standing)
    return {
        "standing": standing,
        "wording": wording_of(assessment),
        "targets": fill_targets(standing, saved),
        "owners": load_owners(assessment),
    }


def _are_carried(assessment: Any, standing: Standing) -> bool:
    """Whether the page shows targets of the wave before, which nobody saved for this one."""
    return not load_targets(assessment) and bool(load_carried_targets(assessment, standing))


def _form(request: HttpRequest, facts: dict[str, Any]) -> TargetsForm:
    """The form as it was sent; asked to set every block at once, with that done."""
    form = TargetsForm(request.POST or None, **facts)
    if "apply" in request.POST:
        return TargetsForm(form.data_for_all(), **facts)
    return form
