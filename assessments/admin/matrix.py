"""The matrix of a version as one grid of blocks and stages, edited in place in all languages."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import models
from assessments.actions.editing import save_matrix
from assessments.admin.version_pages import frame
from cxmaturity.documents.cells import settle

LANGUAGES = settings.LANGUAGES


def urls(admin: Any) -> list[URLPattern]:
    """One page a version."""

    def matrix(request: HttpRequest, pk: int) -> HttpResponse:
        return edit_matrix(admin, request, pk)

    view = admin.admin_site.admin_view(matrix)
    return [path("<int:pk>/matrix/", view, name="assessments_maturitymodel_matrix")]


def edit_matrix(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Show every cell; save those that changed to a draft."""
    row = get_object_or_404(models.MaturityModel, pk=pk)
    may_change = admin.has_change_permission(request, row)
    if not (may_change if request.method == "POST" else admin.has_view_permission(request, row)):
        raise PermissionDenied
    stages, blocks = list(row.stage_set.all()), list(row.block_set.all())
    if request.method == "POST":
        texts = _texts(request, blocks, stages)
        _say(request, save_matrix(maturity_model=row, texts=texts))
        return redirect(request.path)
    context = frame(admin, request, row, _("Matrix")) | {
        "stages": stages,
        "lines": _lines(row, blocks, stages),
        "may_change": may_change,
        "is_nav_sidebar_enabled": False,  # the grid is wide
    }
    return render(request, "admin/editing/matrix.html", context)


def _name(block: models.Block, stage: models.Stage, language: str) -> str:
    return f"{block.pk}-{stage.pk}-{language}"


def _texts(
    request: HttpRequest, blocks: list[models.Block], stages: list[models.Stage]
) -> dict[tuple[int, int], dict[str, str]]:
    """What was sent for the cells of this version; nothing else is looked at."""
    sent = {
        (block.pk, stage.pk): {
            f"text_{language}": settle(request.POST[name])
            for language, _label in LANGUAGES
            if (name := _name(block, stage, language)) in request.POST
        }
        for block in blocks
        for stage in stages
    }
    return {cell: texts for cell, texts in sent.items() if texts}


def _say(request: HttpRequest, changed: int) -> None:
    words = ngettext("%(count)s cell is saved.", "%(count)s cells are saved.", changed)
    messages.success(request, words % {"count": changed})


def _lines(
    row: models.MaturityModel, blocks: list[models.Block], stages: list[models.Stage]
) -> list[dict[str, Any]]:
    cells = {(cell.block_id, cell.stage_id): cell for cell in row.descriptor_set.all()}
    return [
        {
            "block": block,
            "cells": [
                {
                    "stage": stage,
                    "fields": [
                        {
                            "name": _name(block, stage, language),
                            "language": language,
                            "label": label,
                            "text": getattr(cells.get((block.pk, stage.pk)), f"text_{language}", "")
                            or "",
                        }
                        for language, label in LANGUAGES
                    ],
                }
                for stage in stages
            ],
        }
        for block in blocks
    ]
