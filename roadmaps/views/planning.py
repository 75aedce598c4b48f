"""A new version of the roadmap: how much there is to do, and what may be spent on it."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments.access import may_edit
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.wording import wording_of
from roadmaps import models
from roadmaps.access import Right, get_assessment_to_plan, has_right
from roadmaps.actions.planning import (
    PLANNING_SECONDS,
    NothingToPlan,
    OneBlockFirst,
    RoadmapChanged,
    generate_roadmap,
)
from roadmaps.domain.asked import scope_for
from roadmaps.domain.planning import excluded_by_capacity
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, Violation
from roadmaps.domain.room.positions import Basis
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import driving_horizon
from roadmaps.forms.plans import PlanForm, make_plan_form
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
    proposal = load_proposal(assessment, standing, _find_basis(request))
    if not proposal.scope.gaps:
        return _nothing_page(request, assessment, proposal)
    return _plan_page(request, assessment, standing, proposal)


def _find_basis(request: HttpRequest) -> Basis | None:
    """The positions that the person chose to plan from; None: nobody chose."""
    chosen = request.POST.get("basis", "")
    return Basis(chosen) if chosen in set(Basis) else None


def _nothing_page(request: HttpRequest, assessment: Any, proposal: Proposal) -> HttpResponse:
    """The targets ask for nothing that is not delivered."""
    context = {
        "assessment": assessment,
        "latest": proposal.predecessor,
        "has_delivered": bool(proposal.asked.delivered),
    }
    return render(request, "roadmaps/nothing_to_plan.html", context)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why no version was made: locks that no plan can keep, a first phase of one block alone."""

    conflicts: tuple[Violation, ...] = ()
    lone_block: str = ""


def _plan_page(
    request: HttpRequest, assessment: Any, standing: Standing, proposal: Proposal
) -> HttpResponse:
    form = make_plan_form(request.POST, proposal, assessment)
    refused = Refused()
    if _is_to_be_made(request, form):
        made = _make(request, form, assessment, standing)
        if isinstance(made, models.Roadmap):
            return redirect("roadmaps:roadmap", made.pk)
        refused = made
    scope = _scope(form)
    settings = form.settings() if form.is_valid() else proposal.asked.settings
    context = {
        "assessment": assessment,
        "wording": form.wording,
        "form": form,
        "scope": scope,
        "measured": proposal.measured,
        "latest": proposal.predecessor,
        "refused": refused,
        "is_checked": "check" in request.POST and form.is_valid(),
        "too_large": excluded_by_capacity(scope, form.capacities(), settings),
        "may_set_up": may_edit(request.user, assessment.organisation),
    }
    return render(request, "roadmaps/roadmap_new.html", context)


def _is_to_be_made(request: HttpRequest, form: PlanForm) -> bool:
    return form.is_valid() and not form.is_new_phases and "check" not in request.POST


def _scope(form: PlanForm) -> Scope:
    """The work there is by what was entered so far."""
    if not form.is_valid():
        return form.proposal.scope
    return scope_for(form.proposal.measured, form.entered().put_on(form.proposal.asked))


def _make(
    request: HttpRequest, form: PlanForm, assessment: Any, standing: Standing
) -> models.Roadmap | Refused:
    """The version, or why there is none."""
    try:
        return _generate(form, assessment, standing)
    except InfeasiblePlan as refusal:
        return Refused(refusal.violations)
    except OneBlockFirst as lone:
        return Refused(lone_block=lone.block)
    except NothingToPlan:
        messages.warning(
            request, _("With what you entered nothing is left to plan. Nothing was changed.")
        )
    except NoPlanInTime:
        messages.warning(request, not_in_time())
    except RoadmapChanged:
        messages.warning(request, changed_meanwhile())
    return Refused()


def _generate(form: PlanForm, assessment: Any, standing: Standing) -> models.Roadmap:
    return generate_roadmap(
        assessment=assessment,
        standing=standing,
        targets=form.proposal.targets,
        capacities=form.capacities(),
        settings=replace(form.settings(), time_limit=PLANNING_SECONDS),
        starts_on=form.cleaned_data["starts_on"],
        keep_edits=form.cleaned_data.get("keep_edits", False),
        entered=form.entered(),
    )


def changed_meanwhile() -> str:
    """What is said when somebody else was first."""
    return _(
        "Somebody else has changed the roadmap meanwhile, and nothing was made. Look at it, then "
        "ask again: what you entered is still here."
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
