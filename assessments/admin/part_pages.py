"""What the pages of all parts share: one version at a time, both languages, order, history."""

from functools import partial
from typing import Any, ClassVar

from adminsortable2.admin import SortableAdminMixin
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Field, QuerySet
from django.forms.models import modelformset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin
from modeltranslation.translator import translator

from assessments import models
from assessments.actions.editing import save_order
from assessments.admin.choices import VersionAutocomplete, clean_key, version_in_list
from assessments.admin.drafts import DRAFT, RefusesFrozen, has_drafts
from assessments.admin.filters import FrenchMissing
from assessments.models.versions import Part
from cxmaturity.documents.cells import settle

LANGUAGES = dict(settings.LANGUAGES)


class PartForm(forms.ModelForm):
    """A part whose links stay inside its version."""

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = super().clean() or {}
        data: dict[str, Any] = {
            name: settle(value) if isinstance(value, str) else value for name, value in sent.items()
        }
        version = data.get("maturity_model") or getattr(self.instance, "maturity_model", None)
        for name, value in list(data.items()):  # add_error takes entries out
            if isinstance(value, Part) and version and value.maturity_model_id != version.pk:
                self.add_error(name, _("This belongs to another version."))
        return data


class VersionedList(RefusesFrozen):
    """The list of one version: editable and sortable while that version is a draft."""

    list_editable_in_drafts: ClassVar[tuple[str, ...]] = ("position",)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        drafted = self._shows_draft(request)
        # Django asks whether one may change rows in general; the list knows whose rows they are.
        self_editable = self.list_editable_in_drafts if drafted else ()
        changes = super().get_changelist_instance(request)
        changes.list_editable = self_editable if self.has_change_permission(request) else ()
        return changes

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return modelformset_factory(
            self.model,
            self.get_changelist_form(request),
            extra=0,
            fields=self.list_editable_in_drafts,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The history of the version, as far as it tells of this part."""
        row = get_object_or_404(self.model, pk=clean_key(object_id) or None)
        address = reverse("admin:assessments_maturitymodel_history", args=[row.maturity_model_id])
        of = {"part": str(self.opts.model_name), "code": getattr(row, "code", str(row))}
        return redirect(f"{address}?{urlencode(of)}")

    def _shows_draft(self, request: HttpRequest) -> bool:
        version = version_in_list(request.GET) or 0
        return models.MaturityModel.objects.filter(pk=version, status=DRAFT).exists()

    def _get_list_editable_queryset(self, request: HttpRequest, prefix: str) -> QuerySet[Any]:
        """Rows that a list may save: those of the draft it shows, whatever keys were sent."""
        rows: QuerySet[Any] = super()._get_list_editable_queryset(request, prefix)
        shown = version_in_list(request.GET) or 0
        return rows.filter(maturity_model=shown, maturity_model__status=DRAFT)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        try:
            response: HttpResponse = super().changelist_view(request, extra_context)
        except IntegrityError:
            # Published, or a code taken, between showing the list and saving it.
            messages.error(request, _("This could not be saved: the version has changed."))
            return redirect(request.get_full_path())
        return response

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        version = version_in_list(request.GET)
        if version:  # autocomplete, which knows no filters
            queryset = queryset.filter(maturity_model=version)
        return super().get_search_results(request, queryset, search_term)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        version = getattr(request, "version", "")
        own = {"maturity_model": version} if version else {}
        return own | super().get_changeform_initial_data(request)


class PartAdmin(SortableAdminMixin, VersionedList):
    """An editor of one kind of part."""

    form = PartForm
    ordering: ClassVar[Any] = ("position", "pk")
    list_per_page = 70  # all stones of the shipped version
    list_filter: ClassVar[Any] = ("maturity_model",)
    list_select_related: ClassVar[Any] = ("maturity_model",)
    list_display: Any = ("code", "name", "position")
    search_fields: ClassVar[Any] = ("code", "name_en", "name_fr")
    autocomplete_in_version: ClassVar[tuple[str, ...]] = ()
    enable_sorting: bool
    own_fields: ClassVar[tuple[str, ...]] = ()

    class Media:
        js = ("js/admin-order.js",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and has_drafts(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return (*fixed, "maturity_model") if obj else fixed

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> Any:
        return [name for name in list_display if name not in {"_reorder_", "position"}][:1]

    def get_list_display(self, request: HttpRequest) -> Any:
        """The handle to drag, and the number, which needs no mouse."""
        shown = [name for name in self.list_display if name not in {"_reorder_", "position"}]
        several = [] if version_in_list(request.GET) else ["maturity_model"]
        return ["_reorder_", "position", *shown, *several]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return admin.ModelAdmin.get_fields(self, request, obj)

    def get_actions(self, request: HttpRequest) -> Any:
        # Without those that move rows to other pages: they would cross versions.
        return admin.ModelAdmin.get_actions(self, request)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changes = super().get_changelist_instance(request)
        self.enable_sorting = self.enable_sorting and bool(changes.list_editable)
        return changes

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change and obj.position:  # a number that was typed stays
            admin.ModelAdmin.save_model(self, request, obj, form, change)
        else:
            super().save_model(request, obj, form, change)

    def get_max_order(self, request: HttpRequest, obj: Any = None) -> int:
        rows = self.model._default_manager.filter(maturity_model=obj.maturity_model_id)
        last = rows.order_by("-position").values_list("position", flat=True).first()
        return last or 0

    def _update_order(self, updated_items: Any, extra_model_filters: Any) -> int:
        ordered = sorted(updated_items, key=lambda item: int(item[1]))
        return save_order(part=self.model, pks=[int(pk) for pk, _place in ordered])

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        version = getattr(request, "version", "")
        if db_field.name in self.autocomplete_in_version and version:
            kwargs["widget"] = VersionAutocomplete(db_field, self.admin_site, version=version)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        plain_links(field)
        return field


def plain_links(field: Any) -> None:
    """Parts are added and changed on their own pages, not from the page of another."""
    for name in ("add", "change", "delete", "view"):
        if hasattr(getattr(field, "widget", None), f"can_{name}_related"):
            setattr(field.widget, f"can_{name}_related", False)


class SideBySide:
    """Mixin: every text in all languages on one line, under what is the same in each."""

    model: Any
    own_fields: ClassVar[tuple[str, ...]] = ()
    hidden_fields: ClassVar[tuple[str, ...]] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        translated = translator.get_options_for_model(self.model).get_field_names()
        texts = [field.name for field in self.model._meta.fields if field.name in translated]
        lines = [tuple(f"{text}_{language}" for language in LANGUAGES) for text in texts]
        fieldsets = [(None, {"fields": lines, "classes": ("side-by-side",)})]
        plain = self._plain_fields(texts)
        return (
            [(None, {"fields": plain, "classes": ("facts",)}), *fieldsets] if plain else fieldsets
        )

    def _plain_fields(self, texts: Any) -> list[str]:
        taken = {f"{text}_{language}" for text in texts for language in LANGUAGES}
        fields = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.editable and not field.primary_key and field.name not in {*texts, *taken}
        ]
        shown = [name for name in fields if name not in self.hidden_fields]
        return [*shown, *self.own_fields]

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        original = getattr(db_field, "translated_field", None)
        if field and original is not None:
            language = db_field.language  # type: ignore[attr-defined]
            field.label = f"{capfirst(str(original.verbose_name))} · {LANGUAGES[language]}"
            if (length := original.max_length or 1000) > 120:  # too long for one line
                field.widget = forms.Textarea(attrs={"rows": 4 if length > 250 else 2})
            field.widget.attrs |= {"lang": language}
        return field


class TextAdmin(SideBySide, PartAdmin, TranslationAdmin):
    """An editor of a part with texts in every language."""

    list_filter: ClassVar[Any] = ("maturity_model", FrenchMissing)
