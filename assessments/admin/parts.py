"""Editors of the parts of the maturity model."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import models
from assessments.admin.filters import BLOCK, STAGE, titled
from assessments.admin.notice_rules import KINDS, NoticeRuleForm, as_fields
from assessments.admin.part_pages import PartAdmin, TextAdmin, VersionedList
from assessments.admin.sectors import SectorTextForm, VantageForm

for named_part in (models.Pillar, models.Lens, models.Workstream):
    admin.site.register(named_part, TextAdmin)


@admin.register(models.Stage)
class StageAdmin(TextAdmin):
    list_display = ("code", "name", "orientation", "threshold", "own_floor", "position")
    list_editable_in_drafts = ("threshold", "own_floor", "position")


@admin.register(models.Phase)
class PhaseAdmin(TextAdmin):
    list_display = ("code", "name", "start_month", "end_month", "position")
    list_editable_in_drafts = ("start_month", "end_month", "position")


@admin.register(models.Effort)
class EffortAdmin(PartAdmin):
    list_display = ("code", "person_days", "minimum", "maximum", "position")
    list_editable_in_drafts = ("person_days", "minimum", "maximum", "position")
    search_fields = ("code",)


@admin.register(models.SectorPack)
class SectorPackAdmin(TextAdmin):
    list_display = ("code", "one", "many", "experience", "position")
    search_fields = ("code", "one_en", "one_fr", "many_en", "many_fr")


@admin.register(models.SectorText)
class SectorTextAdmin(TextAdmin):
    form = SectorTextForm
    list_display = ("code", "text", "position")
    list_filter: ClassVar[Any] = (*TextAdmin.list_filter, ("pack__code", titled(_("sector pack"))))
    list_select_related = ("maturity_model", "pack")
    search_fields = ("code", "text_en", "text_fr")
    list_per_page = 120


@admin.register(models.Vantage)
class VantageAdmin(TextAdmin):
    form = VantageForm


@admin.register(models.Indicator)
class IndicatorAdmin(TextAdmin):
    list_display = ("code", "name", "unit", "position")


@admin.register(models.NoticeRule)
class NoticeRuleAdmin(TextAdmin):
    form = NoticeRuleForm
    list_display = ("code", "question", "position")
    search_fields = ("code", "question_en", "question_fr")
    own_fields = NoticeRuleForm.RULE
    hidden_fields = ("rule",)
    readonly_fields = ("pattern",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """For reading, only what the rule of this kind has."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        facts = ("maturity_model", "code", "position", "pattern", ("question_en", "question_fr"))
        return [(None, {"fields": facts})]

    @admin.display(description=_("pattern"))
    def pattern(self, row: models.NoticeRule) -> str:
        """The rule, field by field."""
        labels = NoticeRuleForm.base_fields
        values = as_fields(row.rule)
        kind = str(KINDS[values.pop("kind")])
        told = [
            gettext("%(name)s: %(value)s") % {"name": labels[name].label, "value": value}
            for name, value in values.items()
        ]
        return " · ".join([kind, *told])


@admin.register(models.AnswerText)
class AnswerTextAdmin(TextAdmin):
    list_display = ("code", "text", "position")
    search_fields = ("code", "text_en", "text_fr")


@admin.register(models.Block)
class BlockAdmin(TextAdmin):
    list_display = ("code", "name", "slug", "questionnaire_position", "position")
    list_editable_in_drafts = ("questionnaire_position", "position")


@admin.register(models.Descriptor)
class DescriptorAdmin(TextAdmin):
    list_display = ("code", "block", "stage", "text", "position")
    list_select_related = ("maturity_model", "block", "stage")
    list_filter: ClassVar[Any] = (*TextAdmin.list_filter, BLOCK, STAGE)
    search_fields = ("code", "text_en", "text_fr")


@admin.register(models.GateCondition)
class GateConditionAdmin(TextAdmin):
    list_display = ("code", "name", "stone", "position")
    list_select_related = ("maturity_model", "stone")
    autocomplete_in_version = ("stone",)


@admin.register(models.Item)
class ItemAdmin(TextAdmin):
    """Questions are added with their stone."""

    list_display = ("code", "question", "scale", "quick", "position")
    list_editable_in_drafts = ("scale", "quick")
    list_filter: ClassVar[Any] = (*TextAdmin.list_filter, "quick", "scale")
    search_fields = ("code", "question_en", "question_fr", "sign_en", "sign_fr")
    readonly_fields = ("stone",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Prerequisite)
class PrerequisiteAdmin(VersionedList):
    """All links of a version; they are added on the page of a stone."""

    list_display = ("stone", "needs", "maturity_model")
    list_editable_in_drafts = ()
    list_select_related = ("stone", "needs", "maturity_model")
    list_filter = ("maturity_model", ("stone__block__code", titled(_("block"))))
    search_fields = ("stone__code", "needs__code")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
