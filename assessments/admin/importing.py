"""A maturity model comes in: a file is looked at first, then written as a draft or not at all."""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments import models
from assessments.actions.exchange import import_maturity_model
from assessments.admin.changes import list_changes
from assessments.admin.uploads import Refusal, name_of, say_gone, sender
from assessments.admin.version_pages import Admin
from assessments.exchange.checks import check_document
from assessments.exchange.differences import find_changes
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.writing import find_latest, find_version
from assessments.forms.exchange import ConfirmImport, ImportForm
from cxmaturity.documents.problems import DocumentErrors, Problem, collect
from cxmaturity.documents.reading import Document, parse_document
from cxmaturity.documents.uploads import Upload, drop_upload, find_upload, keep_upload

PAGE = "admin:assessments_maturitymodel_import"


def import_page(request: HttpRequest, admin: Admin) -> HttpResponse:
    """Choose a file, look at what it changes, say yes."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    if "digest" in request.POST:
        return _confirm(request, admin)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not (request.method == "POST" and form.is_valid()):
        return _show(request, admin, form)
    file = form.cleaned_data["file"]
    upload = Upload(file.read(), PurePath(file.name).suffix.lower())
    try:
        context = _look(upload, form.cleaned_data)
    except DocumentErrors as errors:
        return _show(request, admin, form, Refusal(name_of(file), tuple(errors.lines())))
    keep_upload(upload, sender(request))
    context |= _frame(admin, request) | {"name": name_of(file), "digest": upload.digest}
    return render(request, "admin/exchange/import_confirm.html", context)


def _frame(admin: Admin, request: HttpRequest) -> dict[str, Any]:
    frame = admin.admin_site.each_context(request)
    return {**frame, "opts": admin.opts, "title": _("Import"), "version": None}


def _show(
    request: HttpRequest, admin: Admin, form: ImportForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = _frame(admin, request) | {"form": form, "refusal": refusal}
    return render(request, "admin/exchange/import.html", context)


def _look(upload: Upload, chosen: dict[str, Any]) -> dict[str, Any]:
    """What a file would change. Raises DocumentErrors."""
    document = _read(upload)
    latest = find_latest(document.data)
    number = document.data["version"]
    if chosen["next_number"] and latest:
        number = latest.version + 1
    _check_free(document, number)
    against = chosen["against"] or latest
    changes = find_changes(dump_maturity_model(against), document.data) if against else ()
    return {
        "document": document.data,
        "number": number,
        "against": against,
        "parts": list_changes(changes),
    }


def _read(upload: Upload) -> Document:
    document = parse_document(upload.content, upload.suffix)
    problems = [document.locate(problem) for problem in check_document(document.data)]
    errors = collect(sorted(problems, key=lambda problem: problem.line or 0))
    if errors:
        raise errors
    return document


def _check_free(document: Document, number: int) -> None:
    """A version that is there is never overwritten. Raises DocumentErrors."""
    row = find_version(document.data | {"version": number})
    if row:
        told = _(
            "%(slug)s %(number)s is already there (%(status)s) and stays as it is: give the file "
            "another number, or let it have the next free one"
        ) % {"slug": row.slug, "number": number, "status": row.get_status_display()}
        raise DocumentErrors([document.locate(Problem(told, "version", ("version",)))])


def _confirm(request: HttpRequest, admin: Admin) -> HttpResponse:
    """Write what was looked at. Said twice, it is written once."""
    form = ConfirmImport(request.POST)
    if not form.is_valid():
        return say_gone(request, PAGE)
    said = form.cleaned_data
    upload = find_upload(said["digest"], sender(request))
    if upload is None:
        return say_gone(request, PAGE)
    try:
        document = _read(upload)
        _check_free(document, said["number"])
        draft = import_maturity_model(document=document.data | {"version": said["number"]})
    except DocumentErrors as errors:
        refusal = Refusal(said["name"], tuple(errors.lines()))
        return _show(request, admin, ImportForm(), refusal)
    drop_upload(upload.digest, sender(request))
    return _welcome(request, draft)


def _welcome(request: HttpRequest, draft: models.MaturityModel) -> HttpResponse:
    messages.success(request, _("%(version)s is there as a draft.") % {"version": draft})
    return redirect("admin:assessments_maturitymodel_change", draft.pk)
