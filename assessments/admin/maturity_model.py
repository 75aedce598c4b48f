"""The editor of versions: prepare a draft, publish it, retire it."""

from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from modeltranslation.admin import TranslationAdmin

from assessments import models
from assessments.actions.maturity_model import copy_maturity_model
from assessments.admin import comparison, exchange, matrix, numbers, previews, publishing, trial
from assessments.admin.choices import clean_key
from assessments.admin.drafts import RefusesFrozen
from assessments.admin.findings import findings_of
from assessments.admin.history import show_history
from assessments.admin.hub import hub_context
from assessments.admin.part_pages import SideBySide

PAGES = (matrix, numbers, exchange, previews, comparison, trial, publishing)
PUBLISH = "assessments.publish_maturitymodel"
LONGEST_YEARS = 3


class YearsField(forms.CharField):
    """Whole numbers of years that rise, with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        years = [year.strip() for year in super().clean(value).split(",")]
        if not all(year.isdecimal() and len(year) <= LONGEST_YEARS for year in years):
            raise forms.ValidationError(_("Write whole numbers with commas between them."))
        numbers_of_years = [int(year) for year in years]
        if numbers_of_years != sorted(set(numbers_of_years)):
            raise forms.ValidationError(_("The years must rise."))
        return numbers_of_years

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class VersionForm(forms.ModelForm):
    """What is told of the version itself; the chasm lies between two of its stages."""

    chasm_after = forms.TypedChoiceField(
        label=gettext_lazy("Chasm"), coerce=int, empty_value=None, required=False
    )
    gate_minimum = forms.FloatField(
        label=gettext_lazy("Score from which a condition is met"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("Score of a gate stone, from 0 to 100."),
    )
    horizons = YearsField(
        label=gettext_lazy("Horizons (years)"),
        help_text=gettext_lazy("For which targets are set, with commas between them."),
    )

    class Meta:
        model = models.MaturityModel
        fields: ClassVar = ("name_en", "name_fr", "chasm_after", "gate_minimum", "horizons")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = list(self.instance.stage_set.all()) if self.instance.pk else []
        between = [
            (
                stage.position,
                _("between %(one)s and %(next)s") % {"one": stage.name, "next": after.name},
            )
            for stage, after in pairwise(stages)
        ]
        if "chasm_after" in self.fields:  # gone where the version is for reading
            self.fields["chasm_after"].choices = [("", _("no chasm")), *between]  # type: ignore[attr-defined]


@admin.register(models.MaturityModel)
class MaturityModelAdmin(SideBySide, RefusesFrozen, TranslationAdmin):
    form = VersionForm
    list_display = ("__str__", "slug", "version", "status", "published_on", "retired_on")
    list_filter = ("status", "slug")
    search_fields = ("slug", "name_en", "name_fr")
    readonly_fields = ("slug", "version")
    hidden_fields = ("scoring", "planning", "simulation", "slug", "version")
    change_form_template = "admin/editing/version.html"
    change_list_template = "admin/editing/versions.html"
    delete_confirmation_template = "admin/editing/version_delete.html"

    def get_urls(self) -> list[Any]:
        pages = [pattern for module in PAGES for pattern in module.urls(self)]
        wrap = self.admin_site.admin_view
        copy: URLPattern = path(
            "<int:pk>/copy/",
            wrap(require_POST(self.copy_view)),
            name="assessments_maturitymodel_copy",
        )
        return [copy, *pages, *super().get_urls()]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may publish and retire versions."""
        return request.user.has_perm(PUBLISH)

    def has_copy_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may begin drafts: by copying or from a file."""
        return request.user.has_perm("assessments.add_maturitymodel")

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is no empty version: one copies another or takes in a file."""
        if not self.has_copy_permission(request):
            raise PermissionDenied
        messages.info(request, _("A version begins as a copy of another, or as a file taken in."))
        return redirect("admin:assessments_maturitymodel_changelist")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        own = {"may_copy": self.has_copy_permission(request)}
        return super().changelist_view(request, own | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context["original"]
        context |= hub_context(row) | {
            "title": str(row),
            "subtitle": None,
            "version": row,
            "findings": findings_of(row) if row.status == row.Status.DRAFT else None,
            "may_copy": self.has_copy_permission(request),
            "may_publish": self.has_publish_permission(request),
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if not clean_key(object_id):
            raise Http404
        return show_history(self, request, int(object_id))

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything of a version, under its next number, to be edited."""
        row = get_object_or_404(models.MaturityModel, pk=pk)
        if not (self.has_copy_permission(request) and self.has_view_permission(request, row)):
            raise PermissionDenied
        draft = copy_maturity_model(maturity_model=row)
        messages.success(request, _("%(version)s is a new draft.") % {"version": draft})
        return redirect("admin:assessments_maturitymodel_change", draft.pk)
