"""The editor of versions: prepare a draft, publish it, retire it."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.admin import TranslationAdmin

from assessments import models
from assessments.actions.maturity_model import (
    NotComplete,
    publish_maturity_model,
    retire_maturity_model,
)
from assessments.admin.drafts import RefusesFrozen


class PartLinks(admin.TabularInline):
    """Parts as links to their own pages."""

    fields: ClassVar[Any] = ("code", "position")
    readonly_fields: ClassVar[Any] = ("code", "position")
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StageLinks(PartLinks):
    model = models.Stage
    fields = ("position", "code", "name")


class GateConditionLinks(PartLinks):
    model = models.GateCondition
    fields = ("position", "code", "name")


@admin.register(models.MaturityModel)
class MaturityModelAdmin(RefusesFrozen, TranslationAdmin):
    list_display = ("name", "slug", "version", "status", "published_on", "retired_on")
    list_filter = ("status", "slug")
    search_fields = ("slug", "name_en", "name_fr")
    readonly_fields = ("status", "published_on", "retired_on")
    inlines = (StageLinks, GateConditionLinks)
    actions = ("publish", "retire")

    @admin.action(description=gettext_lazy("Publish the chosen drafts"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[models.MaturityModel]) -> None:
        """New assessments may use it, and nothing below it changes any more."""
        for row in queryset:
            if row.status != models.MaturityModel.Status.DRAFT:
                self._say(request, messages.WARNING, _("%(version)s is not a draft."), row)
                continue
            try:
                publish_maturity_model(maturity_model=row)
            except NotComplete as refusal:
                reason = _("%(version)s is not complete; it lacks: %(missing)s.")
                self._say(request, messages.ERROR, reason, row, ", ".join(refusal.missing))
            else:
                self._say(request, messages.SUCCESS, _("%(version)s is published."), row)

    @admin.action(
        description=gettext_lazy("Retire the chosen published versions"), permissions=["change"]
    )
    def retire(self, request: HttpRequest, queryset: QuerySet[models.MaturityModel]) -> None:
        """No new assessment may use it; those that did keep it."""
        for row in queryset:
            if row.status == models.MaturityModel.Status.PUBLISHED:
                retire_maturity_model(maturity_model=row)
                self._say(request, messages.SUCCESS, _("%(version)s is retired."), row)
            else:
                self._say(request, messages.WARNING, _("%(version)s is not published."), row)

    def _say(
        self,
        request: HttpRequest,
        level: int,
        sentence: str,
        row: models.MaturityModel,
        missing: str = "",
    ) -> None:
        self.message_user(request, sentence % {"version": row, "missing": missing}, level)
