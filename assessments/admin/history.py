"""The history of a version as a page of sentences."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments import models
from assessments.admin.labels import language_label
from assessments.admin.version_pages import frame
from assessments.forms.number_layouts import LAYOUTS
from assessments.forms.numbers import column_labels
from assessments.queries.history import Entry, load_history

PER_PAGE = 50
LONG = 60
"""Values longer than this stand below the sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, when it was, and texts too long to stand in it."""

    sentence: str
    entry: Entry
    is_long: bool


def show_history(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Page by page, newest first."""
    row = get_object_or_404(models.MaturityModel, pk=pk)
    if not admin.has_view_permission(request, row):
        raise PermissionDenied
    part, code = request.GET.get("part", ""), request.GET.get("code", "")
    entries = [entry for entry in load_history(row) if not part or _is_of(entry, part, code)]
    paginator = Paginator(entries, PER_PAGE)
    page: Any = paginator.get_page(request.GET.get("p"))
    labels = {column: column_labels(LAYOUTS[column], getattr(row, column)) for column in LAYOUTS}
    context = frame(admin, request, row, _("History")) | {
        "page": page,
        "code": code,
        "of": urlencode({"part": part, "code": code}) if part else "",
        "told": [tell(entry, labels) for entry in page],
    }
    return render(request, "admin/editing/history.html", context)


def _is_of(entry: Entry, part: str, code: str) -> bool:
    """Whether an entry tells of a part; a stone’s question and links are told with it."""
    if part == "stone" and entry.kind in {models.Item, models.Prerequisite}:
        return entry.what.split(" ")[0] == code
    return entry.kind._meta.model_name == part and entry.what == code


def tell(entry: Entry, labels: dict[str, dict[str, str]]) -> Told:
    """An entry as a sentence."""
    who = entry.who or _("The command line")
    kind = str(entry.kind._meta.verbose_name)
    values = {"who": who, "kind": kind, "what": entry.what, "rest": entry.old}
    if entry.verb != "changed":
        return Told(_told_whole(entry.verb, values), entry, is_long=False)
    old, new = _shown(entry.old), _shown(entry.new)
    values |= {"field": _field(entry, labels), "old": old, "new": new}
    is_long = max(len(old), len(new)) > LONG
    pattern = (
        _("%(who)s changed the %(field)s of %(what)s")
        if is_long
        else _("%(who)s changed the %(field)s of %(what)s from %(old)s to %(new)s")
    )
    return Told(pattern % values, entry, is_long)


def _told_whole(verb: str, values: dict[str, Any]) -> str:
    sentences = {
        "added": _("%(who)s added %(what)s (%(kind)s)"),
        "removed": _("%(who)s removed %(what)s (%(kind)s)"),
        "published": _("%(who)s published %(what)s"),
        "retired": _("%(who)s retired %(what)s"),
        "copied": _("%(who)s copied version %(rest)s to this draft"),
        "imported": _("%(who)s imported this version from a file"),
        "texts": _("%(who)s took in texts from a workbook"),
    }
    return sentences.get(verb, f"%(who)s: {verb} %(rest)s") % values


def _shown(value: Any) -> str:
    if value in (None, ""):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and " " in value:
        return _("“%(text)s”") % {"text": value}
    return number_format(f"{value:.10g}") if isinstance(value, float) else str(value)


def _field(entry: Entry, labels: dict[str, dict[str, str]]) -> str:
    column, _dot, key = entry.field.partition(".")
    if key:
        label = labels.get(column, {}).get(key, key)
        return label[:1].lower() + label[1:]
    try:
        label = str(entry.kind._meta.get_field(column).verbose_name)
    except FieldDoesNotExist:
        label = column
    label = re.sub(r"\s*\(.*\)$", "", label)  # ranges are for forms
    return f"{label} ({language_label(entry.language)})" if entry.language else label
