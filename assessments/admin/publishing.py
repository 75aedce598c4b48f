"""Publishing and retiring a version, each on a page that says what it means."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments import models
from assessments.actions.maturity_model import (
    NotComplete,
    publish_maturity_model,
    retire_maturity_model,
)
from assessments.admin.findings import Findings, findings_of
from assessments.admin.version_pages import Admin, frame, may_publish, version_page

Status = models.MaturityModel.Status
CHANGE = "admin:assessments_maturitymodel_change"


def urls(admin: Admin) -> list[URLPattern]:
    """Addresses of the two pages below a version."""
    return [
        version_page(admin, "publish/", "publish", publish, allowed=may_publish),
        version_page(admin, "retire/", "retire", retire, allowed=may_publish),
    ]


class AcceptForm(forms.Form):
    """Every kind of warning has to be ticked."""

    accepted = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("The warnings have changed meanwhile.")},
    )

    def __init__(self, *args: Any, rules: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = set(rules)
        self.fields["accepted"].choices = [(rule, rule) for rule in rules]  # type: ignore[attr-defined]

    def clean_accepted(self) -> list[str]:
        """All of them, or a sentence that asks for the others."""
        accepted: list[str] = self.cleaned_data["accepted"]
        if self.rules - set(accepted):
            raise forms.ValidationError(_("Please tick every warning that you accept."))
        return accepted


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """Errors block; warnings ask to be ticked; then the version is for new assessments."""
    if row.status != Status.DRAFT:
        messages.warning(request, _("%(version)s is not a draft.") % {"version": row})
        return redirect(CHANGE, row.pk)
    findings = findings_of(row)
    form = AcceptForm(request.POST or None, rules=findings.rules)
    if request.method == "POST" and not findings.errors and form.is_valid():
        return _publish(request, row)
    return _ask(request, admin, row, findings, form)


def _publish(request: HttpRequest, row: models.MaturityModel) -> HttpResponse:
    try:
        publish_maturity_model(maturity_model=row)
    except NotComplete as refusal:
        reason = _("%(version)s is not complete; it lacks: %(missing)s.")
        told = {"version": row, "missing": ", ".join(refusal.missing)}
        messages.error(request, reason % told)
    else:
        messages.success(request, _("%(version)s is published.") % {"version": row})
    return redirect(CHANGE, row.pk)


def _ask(
    request: HttpRequest,
    admin: Admin,
    row: models.MaturityModel,
    findings: Findings,
    form: AcceptForm,
) -> HttpResponse:
    context = frame(admin, request, row, _("Publish this version")) | {
        "findings": findings,
        "problems": form.errors.get("accepted", ()),
        "accepted": request.POST.getlist("accepted"),
        "stones": row.stone_set.count(),
        "blocks": row.block_set.count(),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "admin/previews/publish.html", context, status=status)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """No new assessment may use it; those that did keep it."""
    if row.status != Status.PUBLISHED:
        messages.warning(request, _("%(version)s is not published.") % {"version": row})
        return redirect(CHANGE, row.pk)
    if request.method == "POST":
        retire_maturity_model(maturity_model=row)
        messages.success(request, _("%(version)s is retired.") % {"version": row})
        return redirect(CHANGE, row.pk)
    none = dict.fromkeys(models.Assessment.Status.values, 0)
    counted = row.assessment_set.values_list("status").annotate(count=Count("pk"))
    title = _("Retire this version")
    context = frame(admin, request, row, title) | {"uses": none | dict(counted)}
    return render(request, "admin/previews/retire.html", context)
