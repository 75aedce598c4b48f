"""Results of the matrix form: where people see each block, and where their views differ."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from assessments import access, figures, models
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_panorama
from assessments.queries.wording import wording_of


def show_positions(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """The blocks, each with the people who see it at each stage."""
    return _show(request, assessment, "assessments/results/matrix.html")


def show_position(assessment: models.Assessment, slug: str) -> HttpResponse:
    """A block has no page of its own: to its row."""
    return redirect(reverse("assessments:results", args=[assessment.pk], fragment=slug))


def show_position_method(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """How the counts came about."""
    return _show(request, assessment, "assessments/results/matrix_method.html")


def _show(request: HttpRequest, assessment: models.Assessment, template: str) -> HttpResponse:
    panorama = load_panorama(assessment)
    if panorama is None:
        return render(request, "assessments/results/too_few.html", {"assessment": assessment})
    maturity_model, wording = load_maturity_model(assessment.maturity_model), wording_of(assessment)
    rows = figures.position_rows(panorama, maturity_model, wording.block_names)
    context: dict[str, Any] = {
        "assessment": assessment,
        "panorama": panorama,
        "wording": wording,
        "rows": rows,
        "snapshot": load_snapshot_facts(assessment),
        "may_edit": access.may_edit(request.user, assessment.organisation),
    }
    return render(request, template, context)
