"""The page of a stepping stone: what it is, its question, what it needs before it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationStackedInline

from assessments import models
from assessments.admin.choices import VersionAutocomplete
from assessments.admin.drafts import DraftsOnlyInline
from assessments.admin.filters import BLOCK, STAGE, titled
from assessments.admin.part_pages import PartForm, SideBySide, TextAdmin, plain_links
from assessments.domain.prerequisites import find_circle
from assessments.queries.uses import load_prerequisites


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.clean(data) != (initial or []))


class StoneForm(PartForm):
    """A stone that no stone of an earlier stage needs."""

    seeds = LinesField(
        label=gettext_lazy("Sources"), required=False, help_text=gettext_lazy("One a line.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        stage = data.get("stage")
        if stage and self.instance.pk:
            links = self.instance.unlocks.filter(stone__stage__position__lt=stage.position)
            codes = ", ".join(links.values_list("stone__code", flat=True))
            if codes:
                reason = _("Stones of an earlier stage need this one: %(codes)s.")
                self.add_error("stage", reason % {"codes": codes})
        return data


class PrerequisiteFormSet(BaseInlineFormSet):
    """Links to stones of no later stage that together do not go round in a circle."""

    def clean(self) -> None:
        super().clean()
        if not self.instance.maturity_model_id:
            return
        chosen = [
            form
            for form in self.forms
            if form.cleaned_data.get("needs") and not form.cleaned_data.get("DELETE")
        ]
        graph = load_prerequisites(self.instance.maturity_model_id)
        graph[self.instance.code] = [form.cleaned_data["needs"].code for form in chosen]
        for form in chosen:
            self._refuse_later_stage(form)
        self._refuse_circle(graph)

    def _refuse_later_stage(self, form: Any) -> None:
        needs = form.cleaned_data["needs"]
        stage = self.instance.stage if self.instance.stage_id else None
        if stage and needs.stage.position > stage.position:
            reason = _("%(needs)s belongs to a later stage (%(later)s) than this stone (%(own)s).")
            values = {"needs": needs, "later": needs.stage.name, "own": stage.name}
            form.add_error("needs", reason % values)

    def _refuse_circle(self, graph: dict[str, list[str]]) -> None:
        circle = find_circle(graph)
        if circle:
            needs = _("needs")
            reason = _("Prerequisites would go round in a circle: %(circle)s.")
            raise forms.ValidationError(reason % {"circle": f" {needs} ".join(circle)})


class ItemInline(SideBySide, DraftsOnlyInline, TranslationStackedInline):
    """The question of a stone; code and version are the stone's."""

    model = models.Item
    hidden_fields = ("maturity_model", "code", "position", "stone")
    min_num = 1
    can_delete = False


class PrerequisiteInline(DraftsOnlyInline, admin.TabularInline):
    """What a stone needs before it."""

    model = models.Prerequisite
    form = PartForm
    formset = PrerequisiteFormSet
    fk_name = "stone"
    exclude = ("maturity_model",)
    extra = 1

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        version = getattr(request, "version", "")
        if db_field.name == "needs" and version:
            kwargs["widget"] = VersionAutocomplete(db_field, self.admin_site, version=version)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "needs" and field.queryset is not None:
            field.queryset = field.queryset.select_related("stage")
        return field

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        plain_links(field)
        return field


@admin.register(models.Stone)
class StoneAdmin(TextAdmin):
    form = StoneForm
    list_display = ("code", "title", "block", "stage", "impact", "effort", "position")
    list_editable_in_drafts = ("impact", "position")
    list_select_related = ("maturity_model", "block", "stage", "effort")
    list_filter: ClassVar[Any] = (
        *TextAdmin.list_filter,
        BLOCK,
        STAGE,
        "impact",
        ("pillar__code", titled(gettext_lazy("pillar"))),
    )
    search_fields = ("code", "title_en", "title_fr", "description_en", "description_fr")
    inlines = (ItemInline, PrerequisiteInline)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        stone = form.instance
        for row in formset.forms:
            row.instance.maturity_model = stone.maturity_model
            if isinstance(row.instance, models.Item):
                row.instance.code, row.instance.position = stone.code, stone.position
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        stone = form.instance
        questions = stone.maturity_model.item_set.filter(stone=stone)
        questions.update(code=stone.code, position=stone.position)
