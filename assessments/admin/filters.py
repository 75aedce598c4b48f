"""Filters of change lists: what still lacks a language."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator


def _lacks(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{field: ""})


def missing_texts(part: Any, language: str, prefix: str = "") -> Q:
    """Rows with a text that stands in the first language and not in this one."""
    found = Q(pk__in=[])
    for name in translator.get_options_for_model(part).get_field_names():
        first, other = (f"{prefix}{name}_{code}" for code in (settings.LANGUAGE_CODE, language))
        found |= _lacks(other) & ~_lacks(first)
    return found


class FrenchMissing(admin.SimpleListFilter):
    """Parts whose French is not complete; a question counts with its stone."""

    title = _("texts")
    parameter_name = "texts"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("fr-missing", _("French missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "fr-missing":
            return queryset
        condition = missing_texts(queryset.model, "fr")
        if queryset.model._meta.model_name == "stone":
            condition |= missing_texts(queryset.model.item.related.related_model, "fr", "item__")
        return queryset.filter(condition)


def titled(title: Any) -> type[admin.AllValuesFieldListFilter]:
    """A filter by the codes of parts that a row points to, under their name."""

    class Titled(admin.AllValuesFieldListFilter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

    return Titled


BLOCK = ("block__code", titled(_("block")))
STAGE = ("stage__code", titled(_("stage")))
