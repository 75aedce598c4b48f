"""An assessment from its set-up to its closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assessments import access, models
from assessments.actions.assessments import (
    WrongState,
    extend_assessment,
    open_assessment,
    save_assessment,
)
from assessments.domain.participation import find_participation, foresee_pooled
from assessments.forms.assessments import AssessmentForm
from assessments.forms.dates import ExtendForm
from assessments.queries.responses import load_attendance
from assessments.queries.retention import is_pruned
from assessments.queries.set_up import load_set_up
from assessments.queries.snapshots import has_results
from assessments.tasks import close
from assessments.views.share import invite, invite_departments
from cxmaturity.signing_in import changes_only


@login_required
@require_http_methods(["GET", "POST"])
def assessment_new(request: HttpRequest, pk: str) -> HttpResponse:
    """A new assessment of an organisation, in preparation."""
    organisation = access.get_organisation(request.user, pk, edit=True)
    form = AssessmentForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        assessment = save_assessment(assessment=form.save(commit=False))
        return redirect("assessments:assessment", pk=assessment.pk)
    context = {"form": form, "organisation": organisation, "assessment": None}
    return render(request, "assessments/assessment_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def assessment_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """The set-up of an assessment in preparation."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    if assessment.status != models.Assessment.Status.DRAFT:
        return _refuse(request, assessment)
    organisation = assessment.organisation
    form = AssessmentForm(request.POST or None, instance=assessment, organisation=organisation)
    if form.is_valid():
        try:
            save_assessment(assessment=form.save(commit=False))
        except WrongState:
            return _refuse(request, assessment)
        return redirect("assessments:assessment", pk=assessment.pk)
    context = {"form": form, "organisation": organisation, "assessment": assessment}
    return render(request, "assessments/assessment_form.html", context)


def _refuse(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """Back to the overview, with the reason why nothing was done."""
    assessment.refresh_from_db(fields=["status"])
    reasons = {
        models.Assessment.Status.DRAFT: _("This assessment is not open yet."),
        models.Assessment.Status.OPEN: _(
            "This assessment is open: its set-up stays as it is until it closes."
        ),
        models.Assessment.Status.CLOSED: _(
            "This assessment is closed; it does not change any more."
        ),
    }
    messages.warning(request, reasons[models.Assessment.Status(assessment.status)])
    return redirect("assessments:assessment", pk=assessment.pk)


@login_required
@require_GET
def assessment(request: HttpRequest, pk: str) -> HttpResponse:
    """Where an assessment stands: to open, to share and watch, or closed."""
    assessment = access.get_assessment(request.user, pk)
    return _overview(request, assessment, ExtendForm(assessment=assessment))


def _overview(
    request: HttpRequest, assessment: models.Assessment, extend_form: ExtendForm
) -> HttpResponse:
    attendances = load_attendance(assessment)
    k = assessment.min_group_size
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "may_edit": access.may_edit(request.user, assessment.organisation),
        "invitation": invite(assessment) if assessment.is_open else None,
        "department_invitations": invite_departments(assessment) if assessment.is_open else [],
        "participation": find_participation(attendances, k),
        "foreseen": foresee_pooled(attendances, k),
        "is_past": assessment.closes_on < assessment.today,
        "is_pruned": is_pruned(assessment),
        "has_results": assessment.is_closed and has_results(assessment),
        "set_up": load_set_up(assessment),
        "extend_form": extend_form,
    }
    return render(request, "assessments/assessment.html", context)


@login_required
@changes_only("assessments:assessment")
def assessment_open(request: HttpRequest, pk: str) -> HttpResponse:
    """Let people answer; opening twice is opening once."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    try:
        open_assessment(assessment=assessment)
    except WrongState:
        return _refuse_unless(request, assessment, models.Assessment.Status.OPEN)
    messages.success(request, _("People can answer now."))
    return redirect("assessments:assessment", pk=assessment.pk)


def _refuse_unless(
    request: HttpRequest, assessment: models.Assessment, status: str
) -> HttpResponse:
    """Say nothing when the assessment already is where the person wanted it."""
    assessment.refresh_from_db(fields=["status"])
    if assessment.status == status:
        return redirect("assessments:assessment", pk=assessment.pk)
    return _refuse(request, assessment)


@login_required
@changes_only("assessments:assessment")
def assessment_extend(request: HttpRequest, pk: str) -> HttpResponse:
    """Move the last day while people answer."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    form = ExtendForm(request.POST, assessment=assessment)
    if not form.is_valid():
        return _overview(request, assessment, form)
    try:
        extend_assessment(assessment=assessment, closes_on=form.cleaned_data["closes_on"])
    except WrongState:
        return _refuse(request, assessment)
    messages.success(request, _("The last day is changed."))
    return redirect("assessments:assessment", pk=assessment.pk)


@login_required
@require_http_methods(["GET", "POST"])
def assessment_close(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what closing does, then do it once."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    if request.method == "POST":
        try:
            close(assessment=assessment)
        except WrongState:
            return _refuse_unless(request, assessment, models.Assessment.Status.CLOSED)
        return redirect("assessments:results", pk=assessment.pk)
    if not assessment.is_open:
        return _refuse_unless(request, assessment, models.Assessment.Status.CLOSED)
    participation = find_participation(load_attendance(assessment), assessment.min_group_size)
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "is_enough": participation.whole.is_enough,
    }
    return render(request, "assessments/assessment_close.html", context)
