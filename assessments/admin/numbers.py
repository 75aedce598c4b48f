"""Pages of the numbers of a version: the scoring method, the planner, the simulation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import models
from assessments.actions.editing import save_numbers
from assessments.admin.version_pages import frame
from assessments.forms.number_layouts import LAYOUTS
from assessments.forms.numbers import NumbersForm

TITLES = {
    "scoring": gettext_lazy("Numbers of the scoring method"),
    "planning": gettext_lazy("Numbers of the planner"),
    "simulation": gettext_lazy("Numbers of the simulation"),
}


def urls(admin: Any) -> list[URLPattern]:
    """A page a column."""

    def numbers(request: HttpRequest, pk: int, column: str = "scoring") -> HttpResponse:
        return edit_numbers(admin, request, pk, column)

    view = admin.admin_site.admin_view(numbers)
    name = "assessments_maturitymodel_numbers"
    return [
        path("<int:pk>/numbers/", view, name=name),
        path("<int:pk>/numbers/<str:column>/", view, name=name),
    ]


def edit_numbers(admin: Any, request: HttpRequest, pk: int, column: str) -> HttpResponse:
    """Show the numbers of a column; save them to a draft."""
    row = get_object_or_404(models.MaturityModel, pk=pk, **_known(column))
    if not admin.has_view_permission(request, row):
        raise PermissionDenied
    may_change = admin.has_change_permission(request, row)
    form = NumbersForm(LAYOUTS[column], getattr(row, column) or {}, request.POST or None)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    if form.is_valid():
        save_numbers(maturity_model=row, columns={column: form.changed_numbers()})
        messages.success(request, _("The numbers are saved."))
        return redirect(request.path)
    _freeze(form, may_change=may_change)
    context = frame(admin, request, row, str(TITLES[column])) | {
        "tabs": _tabs(row, column),
        "form": form,
        "may_change": may_change,
    }
    return render(request, "admin/editing/numbers.html", context)


def _tabs(row: models.MaturityModel, column: str) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("admin:assessments_maturitymodel_numbers", args=[row.pk, name]),
            "title": title,
            "is_current": name == column,
        }
        for name, title in TITLES.items()
    ]


def _known(column: str) -> dict[str, Any]:
    return {} if column in LAYOUTS else {"pk__in": []}


def _freeze(form: forms.Form, *, may_change: bool) -> None:
    for field in form.fields.values():
        field.disabled = not may_change
