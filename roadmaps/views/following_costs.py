"""What the plan costs, from figures that people entered."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.money import add_cost, remove_cost, save_cost, save_rate
from roadmaps.actions.revisions import Changed
from roadmaps.domain.costs import find_costs
from roadmaps.figures.costs import beside_benefits
from roadmaps.forms.money import CostForm, RateForm
from roadmaps.queries.following import load_following
from roadmaps.queries.money import (
    find_cost_row,
    load_benefits,
    load_cost_lines,
    load_works,
    planned_ends,
    suggest_family,
)
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.following_frame import edit_page, frame, step_titles
from roadmaps.views.removing import seen_revision

PAGE = "roadmaps:costs"


@login_required
@require_GET
def costs(request: HttpRequest, pk: str) -> HttpResponse:
    """Phase by phase, and beside what each phase is to bring."""
    row = get_roadmap(request.user, pk)
    found, organisation = load_following(row, timezone.localdate()), row.assessment.organisation
    programme, lines = find_programme(organisation), load_cost_lines(organisation)
    phases = [phase.phase for phase in found.phases]
    plan = find_costs(load_works(row), lines, programme.daily_rate, phases)
    benefits = load_benefits(organisation, planned_ends(found))
    context = frame(request, row, "costs") | {
        "costs": plan,
        "lines": lines,
        "programme": programme,
        "currency": programme.currency,
        "phases": beside_benefits(plan, found, benefits),
    }
    return render(request, "roadmaps/following/costs.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def cost_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Money that a step costs."""
    row = get_roadmap(request.user, pk, Right.RUN)
    stone = request.GET.get("stone", "")
    form = _form(
        request, row, models.CostLine(stone=stone, cost_type=suggest_family(row, stone)[1])
    )
    if not form.is_valid():
        context = {"here": "costs", "title": _("A cost of a step"), "back": _back(row)}
        return edit_page(request, row, form, context)
    added = add_cost(organisation=row.assessment.organisation, values=form.values())
    return redirect(_back(row, added.pk))


@login_required
@require_http_methods(["GET", "POST"])
def cost(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One line of costs."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = _get_cost(row, number)
    form = _form(request, row, instance)
    if not form.is_valid():
        return _edit_page(request, row, form)
    try:
        save_cost(cost=instance, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, number))
    return redirect(_back(row, number))


@login_required
@changes_only(PAGE)
def cost_remove(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take a line of costs out."""
    row = get_roadmap(request.user, pk, Right.RUN)
    instance = _get_cost(row, number)
    try:
        remove_cost(cost=instance, revision=seen_revision(request))
    except Changed:
        notice = _("Somebody else changed this cost meanwhile. Look at it, then decide again.")
        return _edit_page(request, row, _form(request, row, instance, is_sent=False), notice)
    messages.success(request, _("The cost is taken out."))
    return redirect(_back(row))


@login_required
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, pk: str) -> HttpResponse:
    """What a person-day costs, in which currency."""
    row = get_roadmap(request.user, pk, Right.RUN)
    organisation = row.assessment.organisation
    data: Any = request.POST if request.method == "POST" else None
    form = RateForm(data, instance=find_programme(organisation))
    if not form.is_valid():
        context = {"here": "costs", "title": _("What a person-day costs"), "back": _back(row)}
        return edit_page(request, row, form, context)
    try:
        save_rate(organisation=organisation, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row))
    return redirect(_back(row))


def _form(
    request: HttpRequest, row: models.Roadmap, instance: models.CostLine, *, is_sent: bool = True
) -> CostForm:
    data: Any = request.POST if request.method == "POST" and is_sent else None
    return CostForm(data, instance=instance, stones=step_titles(row, wording_of_roadmap(row)))


def _edit_page(
    request: HttpRequest, row: models.Roadmap, form: CostForm, notice: str = ""
) -> HttpResponse:
    number = form.instance.pk
    context = {
        "here": "costs",
        "title": _("A cost of a step"),
        "back": _back(row, number),
        "action": reverse("roadmaps:cost", args=[row.pk, number]) if notice else "",
        "remove": reverse("roadmaps:cost_remove", args=[row.pk, number]),
        "remove_label": _("Take this cost out"),
        "notice": notice,
    }
    return edit_page(request, row, form, context)


def _get_cost(row: models.Roadmap, number: int) -> models.CostLine:
    found = find_cost_row(row.assessment.organisation, number)
    if found is None:
        raise Http404
    return found


def _back(row: models.Roadmap, number: int | None = None) -> str:
    return reverse(PAGE, args=[row.pk], fragment=f"cost-{number}" if number else None)
