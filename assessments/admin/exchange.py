"""A version as a file: out as YAML or JSON, and the addresses of all that is exchanged."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from assessments import models
from assessments.admin import importing, translating
from assessments.admin.version_pages import Admin, frame, version_page
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.formats import FORMATS, render_document


def urls(admin: Admin) -> list[URLPattern]:
    """The pages of exchange."""

    def import_page(request: HttpRequest) -> HttpResponse:
        return importing.import_page(request, admin)

    wrapped = admin.admin_site.admin_view(import_page)
    return [
        path("import/", wrapped, name="assessments_maturitymodel_import"),
        version_page(admin, "export/", "export", export_page),
        version_page(admin, "texts/", "texts", translating.texts_page),
    ]


def export_page(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """What a version can be downloaded as; with `?format=`, the file."""
    wanted = request.GET.get("format", "")
    if wanted == "schema":
        return _download(_schema(), "maturity_model.schema.json", FORMATS["json"])
    if wanted in FORMATS:
        text = render_document(dump_maturity_model(row), wanted)
        return _download(text, f"{row.slug}-{row.version}.{wanted}", FORMATS[wanted])
    context = frame(admin, request, row, _("Export"))
    return render(request, "admin/exchange/export.html", context)


def _schema() -> str:
    path = settings.BASE_DIR / "docs" / "schemas" / "maturity_model.schema.json"
    return path.read_text(encoding="utf-8")


def _download(content: str, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=f"{media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
