"""A version before it is published: as respondents see it, as it is printed, what needs what."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments import models
from assessments.admin.findings import findings_of
from assessments.admin.version_pages import Admin, NotReadable, choose, frame, reading, version_page
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.matrix import Matrix, lay_out_matrix
from assessments.exchange.sectors import speak
from assessments.figures.prerequisite_graph import GraphStone, draw_graph
from assessments.queries.questionnaire import Questionnaire, load_questionnaire
from cxmaturity.printing import render_apart

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
FORMS = ("full", "quick")


def urls(admin: Admin) -> list[URLPattern]:
    """Addresses of the previews below a version."""
    return [
        version_page(admin, "preview/", "preview", preview),
        version_page(admin, "matrix/print/", "matrix_print", matrix_print),
        version_page(admin, "matrix/print/pdf/", "matrix_pdf", matrix_pdf),
        version_page(admin, "graph/", "graph", graph),
    ]


def not_ready(
    request: HttpRequest, admin: Admin, row: models.MaturityModel, title: str
) -> HttpResponse:
    """Instead of a page that a draft is not far enough for: what it lacks."""
    context = frame(admin, request, row, title) | {"findings": findings_of(row)}
    return render(request, "admin/previews/not_ready.html", context)


@require_safe
def preview(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """A block of the questionnaire as respondents see it; nothing can be sent from here."""
    chosen = _choices(request, row)
    with translation.override(chosen["language"]):
        try:
            questionnaire = _read_questionnaire(row, chosen)
        except NotReadable:
            questionnaire = None
        if questionnaire and questionnaire.sections:
            return _show_block(request, row, questionnaire, chosen)
    return not_ready(request, admin, row, _("Preview of the questionnaire"))


def _choices(request: HttpRequest, row: models.MaturityModel) -> dict[str, str]:
    """The form, language and sector that an address asks for."""
    return {
        "form": choose(request, "form", FORMS),
        "language": choose(request, "language", LANGUAGES),
        "sector": choose(request, "sector", sectors_of(row)),
    }


def sectors_of(row: models.MaturityModel) -> tuple[str, ...]:
    """Codes of the sector packs of a version, the one that speaks first before the others."""
    return tuple(row.sectorpack_set.values_list("code", flat=True)) or ("",)


def _read_questionnaire(row: models.MaturityModel, chosen: dict[str, str]) -> Questionnaire:
    with reading():
        asked = models.Assessment(
            maturity_model=row, form=chosen["form"], sector_pack=chosen["sector"]
        )
        return load_questionnaire(asked)


def _show_block(
    request: HttpRequest, row: models.MaturityModel, asked: Questionnaire, chosen: dict[str, str]
) -> HttpResponse:
    section = asked.section(request.GET.get("block", "")) or asked.sections[0]
    context: dict[str, Any] = {
        "version": row,
        "questionnaire": asked,
        "section": section,
        "back": asked.neighbour(section, -1),
        "next": asked.neighbour(section, 1),
        "total": len(asked.items),
        "errors": {},
        "languages": settings.LANGUAGES,
        "sectors": sectors_of(row),
        **chosen,
    }
    return render(request, "admin/previews/questionnaire.html", context)


def _matrix(row: models.MaturityModel, chosen: dict[str, str]) -> Matrix:
    document = speak(dump_maturity_model(row), chosen["sector"])
    return lay_out_matrix(document, chosen["language"])


@require_safe
def matrix_print(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """The matrix as it is printed, with the files to download."""
    chosen = _choices(request, row)
    context = frame(admin, request, row, _("The matrix as printed")) | {
        "matrix": _matrix(row, chosen),
        "language": chosen["language"],
        "sector": chosen["sector"],
        "sectors": sectors_of(row),
        "languages": settings.LANGUAGES,
    }
    return render(request, "admin/previews/matrix.html", context)


@require_safe
def matrix_pdf(request: HttpRequest, _admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """The matrix on one page, across, in one language."""
    chosen = _choices(request, row)
    with translation.override(chosen["language"]):
        html = render_to_string(
            "admin/previews/matrix_sheet.html", {"version": row, "matrix": _matrix(row, chosen)}
        )
    said = (row.slug, str(row.version), request.GET.get("sector") and chosen["sector"])
    name = "-".join(filter(None, (*said, chosen["language"]))) + ".pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(render_apart(html), content_type="application/pdf", headers=headers)


@require_safe
def graph(request: HttpRequest, admin: Admin, row: models.MaturityModel) -> HttpResponse:
    """What needs what: the drawing, and the same as a table."""
    document = speak(dump_maturity_model(row))
    language = translation.get_language() or "en"
    addresses = _stone_addresses(row)
    rows = [_describe(stone, addresses, language) for stone in document["stones"]]
    context = frame(admin, request, row, _("What needs what")) | {
        "graph": _draw(document),
        "stones": {stone["code"]: stone for stone in rows},
        "stage_names": {s["code"]: s["name"].get(language, "") for s in document["stages"]},
        "block_names": {b["code"]: b["name"].get(language, "") for b in document["blocks"]},
    }
    return render(request, "admin/previews/graph.html", context)


def _stone_addresses(row: models.MaturityModel) -> dict[str, str]:
    keys = row.stone_set.values_list("code", "pk")
    return {code: reverse("admin:assessments_stone_change", args=[pk]) for code, pk in keys}


def _describe(stone: dict[str, Any], addresses: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "code": stone["code"],
        "title": stone["title"].get(language, ""),
        "block": stone["block"],
        "stage": stone["stage"],
        "needs": stone["prerequisites"],
        "url": addresses[stone["code"]],
    }


def _draw(document: dict[str, Any]) -> Any:
    gate = document.get("gate") or {"between": [], "conditions": []}
    gate_stones = {condition["stone"] for condition in gate["conditions"]}
    return draw_graph(
        [block["code"] for block in document["blocks"]],
        [stage["code"] for stage in document["stages"]],
        [
            GraphStone(
                stone["code"],
                stone["block"],
                stone["stage"],
                tuple(stone["prerequisites"]),
                stone["code"] in gate_stones,
            )
            for stone in document["stones"]
        ],
        chasm_after=next(iter(gate["between"]), None),
    )
