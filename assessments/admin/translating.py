"""The texts of a version as a workbook: out, edited by a translator, and back into a draft."""

import hashlib
from collections.abc import Sequence
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import models
from assessments.actions.exchange import NotADraft, save_texts, save_texts_of_copy
from assessments.admin.changes import ListedField, ListedPart, ListedRow
from assessments.admin.labels import language_label
from assessments.admin.uploads import Refusal, name_of, say_gone, sender
from assessments.admin.version_pages import Admin, frame
from assessments.exchange.differences import Kind
from assessments.exchange.parts import LANGUAGES
from assessments.exchange.spreadsheets import render_workbook
from assessments.exchange.texts import PARTS, Text, read_texts
from assessments.exchange.translations import find_changed_texts, read_workbook
from assessments.exchange.words import diff_words
from assessments.forms.exchange import ConfirmTexts, TextsForm
from cxmaturity.documents.problems import DocumentErrors
from cxmaturity.documents.uploads import Upload, drop_upload, find_upload, keep_upload
from cxmaturity.documents.workbooks import MEDIA_TYPE

PAGE = "admin:assessments_maturitymodel_texts"
DRAFT = models.MaturityModel.Status.DRAFT


def texts_page(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """Download the texts; bring them back, look at what changes, say yes."""
    if request.GET.get("format") == "xlsx":
        return _download(row)
    if request.method != "POST":
        return _show(request, admin, row, TextsForm())
    if not _may_import(admin, request, row):
        raise PermissionDenied
    if "digest" in request.POST:
        return _confirm(request, admin, row)
    form = TextsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, admin, row, form)
    file = form.cleaned_data["file"]
    upload = Upload(file.read(), ".xlsx")
    try:
        changed = find_changed_texts(read_workbook(upload.content), read_texts(row))
    except DocumentErrors as errors:
        return _show(request, admin, row, form, Refusal(name_of(file), tuple(errors.lines())))
    keep_upload(upload, sender(request))
    return _ask(request, admin, row, changed, {"digest": upload.digest, "name": name_of(file)})


def _may_import(admin: Admin, request: HttpRequest, row: models.MaturityModel) -> bool:
    """Into a draft, by whoever may change it; else into a copy, by whoever may add one."""
    if row.status == DRAFT:
        return admin.has_change_permission(request, row)
    return admin.has_add_permission(request)


def _download(row: models.MaturityModel) -> HttpResponse:
    name = f"{row.slug}-{row.version}-texts.xlsx"
    return HttpResponse(
        render_workbook(read_texts(row)),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _show(
    request: HttpRequest,
    admin: Admin,
    row: models.MaturityModel,
    form: TextsForm,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = frame(admin, request, row, _("Texts for translators")) | {
        "form": form,
        "refusal": refusal,
        "may_import": _may_import(admin, request, row),
    }
    return render(request, "admin/exchange/texts.html", context)


def _ask(
    request: HttpRequest,
    admin: Admin,
    row: models.MaturityModel,
    changed: Sequence[Text],
    said: dict[str, str],
) -> HttpResponse:
    """Show what a workbook would change and ask; `said` has its digest and its name."""
    context = frame(admin, request, row, _("Texts for translators")) | {
        **said,
        "parts": _list(changed, read_texts(row)),
        "count": len(changed),
        "seen": _fingerprint(changed, row),
    }
    return render(request, "admin/exchange/texts_confirm.html", context)


def _list(changed: Sequence[Text], texts: Sequence[Text]) -> tuple[ListedPart, ...]:
    before = {text.key: text for text in texts}
    return tuple(
        ListedPart(
            capfirst(str(PARTS[part]._meta.verbose_name)),
            tuple(
                _row(code, [(before[text.key], text) for text in of_row])
                for code, of_row in groupby(of_part, key=lambda text: text.key[1])
            ),
        )
        for part, of_part in groupby(changed, key=lambda text: text.key[0])
    )


def _row(code: str, pairs: Sequence[tuple[Text, Text]]) -> ListedRow:
    fields = (
        ListedField(_label(after), language_label(language), diff_words(old, new))
        for before, after in pairs
        for language, old, new in zip(LANGUAGES, before.texts, after.texts, strict=True)
        if old != new
    )
    return ListedRow(code, Kind.CHANGED, tuple(fields))


def _label(text: Text) -> str:
    part, _code, field = text.key
    return str(getattr(PARTS[part]._meta.get_field(field), "verbose_name", field))


def _fingerprint(changed: Sequence[Text], row: models.MaturityModel) -> str:
    """What was shown, so that the yes is to that and nothing else."""
    shown = (row.pk, row.status, *_list(changed, read_texts(row)))
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _confirm(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """Write what was looked at. Said twice, it is written once."""
    form = ConfirmTexts(request.POST)
    upload = find_upload(form.data.get("digest", ""), sender(request))
    if upload is None or not form.is_valid():
        return say_gone(request, PAGE, row.pk)
    said = form.cleaned_data
    try:
        changed = find_changed_texts(read_workbook(upload.content), read_texts(row))
    except DocumentErrors as errors:
        refusal = Refusal(said["name"], tuple(errors.lines()))
        return _show(request, admin, row, TextsForm(), refusal)
    if _fingerprint(changed, row) != said["seen"]:
        messages.warning(request, _("The version has changed in the meantime: look once more."))
        return _ask(request, admin, row, changed, said)
    if not drop_upload(upload.digest, sender(request)):  # the same yes, a moment ago
        return say_gone(request, PAGE, row.pk)
    return _write(request, row, changed)


def _write(
    request: HttpRequest, row: models.MaturityModel, changed: Sequence[Text]
) -> HttpResponse:
    try:
        if row.status == DRAFT:
            save_texts(maturity_model=row, texts=changed)
        else:
            row = save_texts_of_copy(maturity_model=row, texts=changed)
    except NotADraft:
        return say_gone(request, PAGE, row.pk)
    told = ngettext(
        "%(count)s text is changed in %(version)s, a draft.",
        "%(count)s texts are changed in %(version)s, a draft.",
        len(changed),
    )
    messages.success(request, told % {"count": len(changed), "version": row})
    return redirect("admin:assessments_maturitymodel_change", row.pk)
