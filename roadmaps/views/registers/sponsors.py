"""Sponsor, deputy and business case, each with what was before."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right, rights_in
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import Changed, save_revised
from roadmaps.domain.sponsors import find_case_versions, find_terms
from roadmaps.forms.revised import RevisedForm
from roadmaps.forms.sponsors import CaseForm, SponsorForm
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.sponsors import load_stored
from roadmaps.views.changed import changed_page
from roadmaps.views.registers.frame import frame


@login_required
@require_http_methods(["GET", "POST"])
def sponsor(request: HttpRequest, pk: str) -> HttpResponse:
    """Sponsor and deputy, for governance to change; former sponsors below."""
    row = get_roadmap(request.user, pk)
    may_edit = has_right(request.user, row.assessment.organisation, Right.GOVERN)
    programme = find_programme(row.assessment.organisation)
    today = timezone.localdate()
    form = SponsorForm(request.POST or None, instance=programme, today=today)
    if request.method == "POST":
        answer = _save(request, row, form, "roadmaps:sponsor", may_edit=may_edit)
        if answer:
            return answer
    context = frame(request, row) | {
        "form": form,
        "may_edit": may_edit,
        "programme": find_programme(row.assessment.organisation),
        "former": find_terms(load_stored(programme))[::-1],
    }
    return render(request, "roadmaps/registers/sponsor.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def business_case(request: HttpRequest, pk: str) -> HttpResponse:
    """The business case, written by the programme or by governance; its versions below."""
    row = get_roadmap(request.user, pk)
    may_edit = bool(rights_in(request.user, row.assessment.organisation))
    programme = find_programme(row.assessment.organisation)
    form = CaseForm(request.POST or None, instance=programme)
    if request.method == "POST":
        answer = _save(request, row, form, "roadmaps:business_case", may_edit=may_edit)
        if answer:
            return answer
    context = frame(request, row) | {
        "form": form,
        "may_edit": may_edit,
        "programme": find_programme(row.assessment.organisation),
        "versions": find_case_versions(load_stored(programme))[::-1],
    }
    return render(request, "roadmaps/registers/case.html", context)


def _save(
    request: HttpRequest, row: models.Roadmap, form: RevisedForm, page: str, *, may_edit: bool
) -> HttpResponse | None:
    """Where saving leads; None where the form has to be shown again. Raises PermissionDenied."""
    if not may_edit:
        raise PermissionDenied
    if not form.is_valid():
        return None
    programme: Any = ensure_programme(organisation=row.assessment.organisation)
    try:
        save_revised(row=programme, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, request.path)
    messages.success(request, _("Saved."))
    return redirect(page, row.pk)
