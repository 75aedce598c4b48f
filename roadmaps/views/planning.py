"""A new version of the roadmap: how much there is to do, and what may be spent on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import wording_of
from roadmaps import models
from roadmaps.access import Right, get_assessment_to_plan, has_right
from roadmaps.actions.planning import PLANNING_SECONDS, generate_roadmap
from roadmaps.domain.dates import first_of_next_month
from roadmaps.domain.planning import excluded_by_capacity
from roadmaps.domain.plans import Balance, InfeasiblePlan, NoPlanInTime, PlanSettings, Violation
from roadmaps.domain.targets import driving_horizon
from roadmaps.forms.plans import PlanForm
from roadmaps.queries.proposals import Proposal, load_proposal
from roadmaps.queries.roadmaps import find_latest_roadmap
from roadmaps.queries.targets import Standing, load_standing
from roadmaps.views.standing import nothing_to_start_from


@login_required
@require_http_methods(["GET", "POST"])
def roadmap_new(request: HttpRequest, pk: str) -> HttpResponse:
    """The latest version, or what a new one would be made from."""
    is_wanted = request.method == "POST" or "new" in request.GET
    assessment = get_assessment_to_plan(request.user, pk, Right.RUN if is_wanted else None)
    latest, standing = find_latest_roadmap(assessment), load_standing(assessment)
    if latest and not is_wanted:
        return redirect("roadmaps:roadmap", latest.pk)
    if standing is None:
        return nothing_to_start_from(request, assessment, "roadmap")
    if not has_right(request.user, assessment.organisation, Right.RUN):
        return render(request, "roadmaps/none_yet.html", {"assessment": assessment})
    proposal = load_proposal(assessment, standing)
    if not proposal.scope.gaps:
        context = {"assessment": assessment, "latest": latest}
        return render(request, "roadmaps/nothing_to_plan.html", context)
    return _plan_page(request, assessment, standing, proposal, latest)


def _plan_page(
    request: HttpRequest,
    assessment: Any,
    standing: Standing,
    proposal: Proposal,
    latest: models.Roadmap | None,
) -> HttpResponse:
    form = _form(request, assessment, standing, proposal, latest)
    conflicts: tuple[Violation, ...] = ()
    if form.is_valid() and "check" not in request.POST:
        try:
            roadmap = _generate(form, assessment, standing, proposal)
            return redirect("roadmaps:roadmap", roadmap.pk)
        except InfeasiblePlan as refusal:
            conflicts = refusal.violations
        except NoPlanInTime:
            messages.warning(request, not_in_time())
    context = {
        "assessment": assessment,
        "wording": wording_of(assessment),
        "form": form,
        "scope": proposal.scope,
        "latest": latest,
        "conflicts": conflicts,
        "is_checked": "check" in request.POST and form.is_valid(),
        "too_large": excluded_by_capacity(proposal.scope, form.capacities()),
    }
    return render(request, "roadmaps/roadmap_new.html", context)


def _form(
    request: HttpRequest,
    assessment: Any,
    standing: Standing,
    proposal: Proposal,
    latest: models.Roadmap | None,
) -> PlanForm:
    return PlanForm(
        request.POST or None,
        phases=standing.maturity_model.phases,
        names=wording_of(assessment).phases,
        proposal=proposal.capacities,
        has_edits=proposal.has_edits,
        latest=_facts_of(latest, proposal),
    )


def _facts_of(latest: models.Roadmap | None, proposal: Proposal) -> dict[str, Any]:
    """What the form starts from: the latest version, else what is proposed."""
    if latest:
        return {
            "starts_on": latest.starts_on,
            "balance": latest.settings["balance"],
            "capacities": latest.capacities,
        }
    return {
        "starts_on": first_of_next_month(timezone.localdate()),
        "balance": proposal.scope.rules.balance,
        "capacities": proposal.capacities,
    }


def _generate(
    form: PlanForm, assessment: Any, standing: Standing, proposal: Proposal
) -> models.Roadmap:
    return generate_roadmap(
        assessment=assessment,
        standing=standing,
        targets=proposal.targets,
        capacities=form.capacities(),
        settings=PlanSettings(Balance(form.cleaned_data["balance"]), time_limit=PLANNING_SECONDS),
        starts_on=form.cleaned_data["starts_on"],
        keep_edits=form.cleaned_data.get("keep_edits", False),
    )


def not_in_time() -> str:
    """What is said when the planner found nothing in the time given."""
    return _(
        "The planner found no roadmap in the time it is given. Nothing was changed; fewer locks, "
        "more person-days or less ambitious targets make it easier."
    )


@login_required
@require_GET
def method(request: HttpRequest, pk: str) -> HttpResponse:
    """How targets become a roadmap, with the numbers of the assessment's maturity model."""
    assessment = get_assessment_to_plan(request.user, pk)
    maturity_model = load_maturity_model(assessment.maturity_model)
    context = {
        "assessment": assessment,
        "maturity_model": maturity_model,
        "wording": wording_of(assessment),
        "driving_years": driving_horizon(maturity_model),
    }
    return render(request, "roadmaps/method.html", context)
