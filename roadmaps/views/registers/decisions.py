"""Decisions: recorded, read, superseded; never changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roadmaps import models
from roadmaps.access import get_roadmap, get_roadmap_to_record
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import AlreadyReplaced, record_decision
from roadmaps.domain.registers import Decision
from roadmaps.forms.decisions import DecisionForm
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.registers import load_decisions
from roadmaps.queries.sponsors import name_person
from roadmaps.views.registers.frame import frame


@login_required
@require_GET
def decisions(request: HttpRequest, pk: str) -> HttpResponse:
    """Decisions in force, then those that others have replaced."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    found = load_decisions(find_programme(row.assessment.organisation))
    context = frame(request, row) | {
        "in_force": [(each, each.is_due(today)) for each in found if each.is_in_force],
        "replaced": [each for each in found if not each.is_in_force],
    }
    return render(request, "roadmaps/registers/decisions.html", context)


@login_required
@require_GET
def decision(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One decision as it was recorded."""
    row = get_roadmap(request.user, pk)
    found = _find(row, number)
    context = frame(request, row) | {
        "decision": found,
        "is_due": found.is_due(timezone.localdate()),
    }
    return render(request, "roadmaps/registers/decision.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def decision_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Record a decision."""
    row = get_roadmap_to_record(request.user, pk)
    form = DecisionForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        return _record(request, row, form, None)
    return _form_page(request, row, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def decision_replace(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Record a decision that supersedes this one; this one stays as it is."""
    row = get_roadmap_to_record(request.user, pk)
    former = _find(row, number)
    form = DecisionForm(request.POST or None, today=timezone.localdate(), replaces=former)
    if former.replaced_by is not None and request.method == "GET":
        return _already(request, row, former.replaced_by)
    if form.is_valid():
        return _record(request, row, form, former)
    return _form_page(request, row, form, former)


def _find(row: models.Roadmap, number: int) -> Decision:
    found = load_decisions(find_programme(row.assessment.organisation))
    for each in found:
        if each.number == number:
            return each
    raise Http404


def _record(
    request: HttpRequest, row: models.Roadmap, form: DecisionForm, former: Decision | None
) -> HttpResponse:
    programme = ensure_programme(organisation=row.assessment.organisation)
    replaces = programme.decisions.get(number=former.number) if former else None
    try:
        made = record_decision(
            programme=programme,
            values=form.cleaned_data,
            recorded_by=name_person(request.user),
            replaces=replaces,
        )
    except AlreadyReplaced as meanwhile:
        form.add_error(None, _already_text(meanwhile.by.number))
        return _form_page(request, row, form, former, status=409)
    messages.success(request, _("Recorded as decision %(number)s.") % {"number": made.number})
    return redirect("roadmaps:decision", row.pk, made.number)


def _already(request: HttpRequest, row: models.Roadmap, number: int) -> HttpResponse:
    messages.warning(request, _already_text(number))
    return redirect("roadmaps:decision", row.pk, number)


def _already_text(number: int) -> str:
    text = _("Decision %(number)s has replaced this one already. Replace that one instead.")
    return text % {"number": number}


def _form_page(
    request: HttpRequest,
    row: models.Roadmap,
    form: DecisionForm,
    former: Decision | None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = frame(request, row) | {"form": form, "former": former}
    return render(request, "roadmaps/registers/decision_form.html", context, status=status)
