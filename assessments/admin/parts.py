"""Editors of the parts of the maturity model."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from assessments import models
from assessments.admin.drafts import DraftsOnlyInline, PartAdmin, PartForm


class TextAdmin(PartAdmin, TranslationAdmin):
    """An editor of a part with texts in every language."""


for named_part in (models.Pillar, models.Lens, models.Workstream, models.Vantage):
    admin.site.register(named_part, TextAdmin)


@admin.register(models.Stage)
class StageAdmin(TextAdmin):
    list_display = ("code", "name", "position", "threshold", "own_floor", "maturity_model")


@admin.register(models.Phase)
class PhaseAdmin(TextAdmin):
    list_display = ("code", "name", "start_month", "end_month", "maturity_model")


@admin.register(models.Effort)
class EffortAdmin(PartAdmin):
    list_display = ("code", "person_days", "minimum", "maximum", "maturity_model")
    search_fields = ("code",)


@admin.register(models.SectorPack)
class SectorPackAdmin(TextAdmin):
    list_display = ("code", "one", "many", "experience", "maturity_model")
    search_fields = ("code", "one_en", "one_fr", "many_en", "many_fr")


@admin.register(models.Indicator)
class IndicatorAdmin(TextAdmin):
    list_display = ("code", "name", "unit", "position", "maturity_model")


@admin.register(models.NoticeRule)
class NoticeRuleAdmin(TextAdmin):
    list_display = ("code", "question", "position", "maturity_model")
    search_fields = ("code", "question_en", "question_fr")


@admin.register(models.AnswerText)
class AnswerTextAdmin(TextAdmin):
    list_display = ("code", "text", "maturity_model")
    search_fields = ("code", "text_en", "text_fr")


@admin.register(models.Block)
class BlockAdmin(TextAdmin):
    list_display = ("code", "name", "slug", "questionnaire_position", "maturity_model")


@admin.register(models.Descriptor)
class DescriptorAdmin(TextAdmin):
    list_display = ("code", "block", "stage", "text", "maturity_model")
    list_select_related = ("maturity_model", "block", "stage")
    list_filter = ("maturity_model", "block__code", "stage__code")
    search_fields = ("code", "text_en", "text_fr")


@admin.register(models.GateCondition)
class GateConditionAdmin(TextAdmin):
    list_display = ("code", "name", "stone", "maturity_model")
    list_select_related = ("maturity_model", "stone")


class ItemInline(DraftsOnlyInline, TranslationStackedInline):
    """The question of a stone; code and version are the stone's."""

    model = models.Item
    exclude = ("maturity_model", "code", "position")


class PrerequisiteInline(DraftsOnlyInline, admin.TabularInline):
    """What a stone needs before it."""

    model = models.Prerequisite
    form = PartForm
    fk_name = "stone"
    exclude = ("maturity_model",)
    extra = 1


@admin.register(models.Stone)
class StoneAdmin(TextAdmin):
    list_display = ("code", "title", "block", "stage", "impact", "effort", "maturity_model")
    list_select_related = ("maturity_model", "block", "stage", "effort")
    list_filter = ("maturity_model", "block__code", "stage__code", "impact", "pillar__code")
    search_fields = ("code", "title_en", "title_fr", "description_en", "description_fr")
    inlines = (ItemInline, PrerequisiteInline)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        for row in formset.forms:
            row.instance.maturity_model = form.instance.maturity_model
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        stone = form.instance
        questions = stone.maturity_model.item_set.filter(stone=stone)
        questions.update(code=stone.code, position=stone.position)


@admin.register(models.Item)
class ItemAdmin(TextAdmin):
    """Questions are added with their stone."""

    list_display = ("code", "question", "scale", "quick", "maturity_model")
    list_filter = ("maturity_model", "quick", "scale")
    search_fields = ("code", "question_en", "question_fr", "sign_en", "sign_fr")
    readonly_fields = ("code", "stone", "position")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Prerequisite)
class PrerequisiteAdmin(PartAdmin):
    list_display = ("stone", "needs", "maturity_model")
    list_select_related = ("maturity_model", "stone", "needs")
    search_fields = ("stone__code", "needs__code")
