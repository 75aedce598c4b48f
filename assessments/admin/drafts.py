"""What every editor of the maturity model shares: only drafts change."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessments import models
from assessments.models.versions import Part

DRAFT = models.MaturityModel.Status.DRAFT


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


class PartChoiceField(forms.ModelChoiceField):
    """A part among those of all drafts, each with its version."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} – {obj.maturity_model}"


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
        if related is models.MaturityModel:
            kwargs["queryset"] = models.MaturityModel.objects.filter(status=DRAFT)
        elif issubclass(related, Part):
            drafts = related.objects.filter(maturity_model__status=DRAFT)
            kwargs["queryset"] = drafts.select_related("maturity_model")
            kwargs["form_class"] = PartChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DraftsOnlyInline(DraftsOnly, InlineModelAdmin):
    """Mixin of an inline: `obj` is the row above."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_add_permission(request, obj)
        return allowed and (obj is None or not is_frozen(obj))


class RefusesFrozen(DraftsOnly, admin.ModelAdmin):
    """Mixin of a page of its own: refusals are sentences, never errors of the database."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        found = super().get_deleted_objects(objs, request)
        to_delete, counts, _missing_permissions, protected = found
        frozen = [row for row in objs if is_frozen(row)]
        if not frozen:
            return found
        reasons = [_("%(row)s belongs to a published version") % {"row": row} for row in frozen]
        return to_delete, counts, set(), [*protected, *reasons]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Published, or a code taken, between showing the form and saving it.
            messages.error(request, _("This could not be saved: the version has changed."))
            return redirect(request.get_full_path())
        return response


class PartForm(forms.ModelForm):
    """A part whose links stay inside its version."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        version = data.get("maturity_model") or getattr(self.instance, "maturity_model", None)
        for name, value in list(data.items()):  # add_error takes entries out
            if isinstance(value, Part) and version and value.maturity_model_id != version.pk:
                self.add_error(name, _("This belongs to another version."))
        return data


class PartAdmin(RefusesFrozen):
    """An editor of one kind of part."""

    form = PartForm
    list_filter: ClassVar[Any] = ("maturity_model",)
    list_select_related: ClassVar[Any] = ("maturity_model",)
    list_display: Any = ("code", "name", "position", "maturity_model")
    search_fields: ClassVar[Any] = ("code", "name_en", "name_fr")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and has_drafts(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "maturity_model") if obj else fixed
