"""Links between parts, chosen within one version only."""

from typing import Any
from urllib.parse import parse_qs

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model
from django.http import HttpRequest, QueryDict

from assessments import models
from assessments.models.versions import Part

VERSION = "maturity_model__id__exact"
"""Parameter of change lists that shows the parts of one version."""
LONGEST_KEY = 18
"""Digits of a primary key that every database can hold."""


class PartChoiceField(forms.ModelChoiceField):
    """A part by code and name; with its version where parts of several can be chosen."""

    shows_version = False

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} – {obj.maturity_model}" if self.shows_version else str(obj.label)


class VersionedChoiceField(PartChoiceField):
    """A part among those of all drafts."""

    shows_version = True


class VersionAutocomplete(AutocompleteSelect):
    """Finds parts of one version while typing."""

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if clean_key(key) or not key], attr)

    def get_url(self) -> str:
        return f"{super().get_url()}?{VERSION}={self.version}"


def version_in_list(query: QueryDict) -> str:
    """The version that a change list shows, by primary key; empty when it shows several."""
    asked = query.getlist(VERSION)
    return clean_key(asked[0]) if len(asked) == 1 else ""


def clean_key(text: str) -> str:
    """A primary key as an address or a form gives it; empty when it cannot be one."""
    return text if text.isdecimal() and len(text) <= LONGEST_KEY else ""


def chosen_version(request: HttpRequest, row: Model | None = None) -> str:
    """The version that a form is about: its row's, the one sent, or the one of the list before."""
    if row is not None and getattr(row, "maturity_model_id", None):
        return str(row.maturity_model_id)  # type: ignore[attr-defined]
    filters = parse_qs(request.GET.get("_changelist_filters", ""))
    asked = (
        request.POST.get("maturity_model")
        or request.GET.get("maturity_model")
        or filters.get(VERSION, [""])[0]
    )
    return clean_key(asked) or _only_draft()


def _only_draft() -> str:
    drafts = models.MaturityModel.objects.filter(status=models.MaturityModel.Status.DRAFT)
    pks = list(drafts.values_list("pk", flat=True)[:2])
    return str(pks[0]) if len(pks) == 1 else ""


def is_part(row: type[Model]) -> bool:
    """Whether rows of this kind belong to one version."""
    return issubclass(row, Part)
