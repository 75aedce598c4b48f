"""What every editor of the maturity model shares: only drafts change, only unused things go."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import models
from assessments.admin.choices import PartChoiceField, VersionedChoiceField, chosen_version, is_part
from assessments.queries.uses import find_uses

DRAFT = models.MaturityModel.Status.DRAFT
USES = {
    "assessment": gettext_lazy("The assessment “%(row)s” uses it"),
    "needs": gettext_lazy("%(row)s needs it"),
    "condition": gettext_lazy("The condition of the crossing %(row)s is fed by it"),
    "stone": gettext_lazy("The stepping stone %(row)s belongs to it"),
}


def is_frozen(row: Any) -> bool:
    """Whether a version, or a part of it, has left the draft state."""
    version = row if isinstance(row, models.MaturityModel) else row.maturity_model
    return bool(version.status != DRAFT)


def has_drafts(request: HttpRequest) -> bool:
    """Whether there is anything to add to; asked for every part on every page, looked up once."""
    if not hasattr(request, "has_drafts"):
        drafts = models.MaturityModel.objects.filter(status=DRAFT)
        request.has_drafts = drafts.exists()  # type: ignore[attr-defined]
    return bool(request.has_drafts)  # type: ignore[attr-defined]


class DraftsOnly(BaseModelAdmin):
    """Mixin of an editor: published versions are for reading, and drafts alone can be chosen."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)
        return allowed and (obj is None or not is_frozen(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_frozen(obj))

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        related = db_field.remote_field.model
        version = getattr(request, "version", "")
        if related is models.MaturityModel:
            kwargs["queryset"] = models.MaturityModel.objects.filter(status=DRAFT)
        elif is_part(related) and version:
            kwargs["queryset"] = related.objects.filter(maturity_model=version)
            kwargs["form_class"] = PartChoiceField
        elif is_part(related):
            drafts = related.objects.filter(maturity_model__status=DRAFT)
            kwargs["queryset"] = drafts.select_related("maturity_model")
            kwargs["form_class"] = VersionedChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DraftsOnlyInline(DraftsOnly, InlineModelAdmin):
    """Mixin of an inline: `obj` is the row above."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_add_permission(request, obj)
        return allowed and (obj is None or not is_frozen(obj))


class RefusesFrozen(DraftsOnly, admin.ModelAdmin):
    """Mixin of a page of its own: refusals are sentences, never errors of the database."""

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 -- the signature of Django
        **kwargs: Any,
    ) -> Any:
        request.version = chosen_version(request, obj)  # type: ignore[attr-defined]
        return super().get_form(request, obj, change=change, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go too; and what forbids it: being published, being in use."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        frozen = [row for row in objs if is_frozen(row)]
        reasons = [_("%(row)s belongs to a published version") % {"row": row} for row in frozen]
        uses = [] if isinstance(next(iter(objs), None), models.MaturityModel) else find_uses(objs)
        reasons += [USES[how] % {"row": row} for how, row in uses]
        if not reasons:
            return to_delete, counts, missing, protected
        return to_delete, counts, set(), [*protected, *reasons]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Published, or a code taken, between showing the form and saving it.
            messages.error(request, _("This could not be saved: the version has changed."))
            return redirect(request.get_full_path())
        return response
