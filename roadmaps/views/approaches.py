"""Big Bang or crawl, walk, run: exposure first, the simulation behind “more”."""

from functools import partial
from typing import Any

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from assessments.queries.wording import Wording
from roadmaps.access import get_roadmap
from roadmaps.domain.assumptions import delivering_phases
from roadmaps.domain.outcomes import Comparison
from roadmaps.figures import draw_curves
from roadmaps.forms.approaches import AssumptionsForm
from roadmaps.queries.approaches import Approaches, compare_approaches, load_approaches
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.templatetags.approaches import amount

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""Plotly adds one style element without content and fills it by script."""
YEAR = 12


@login_required
@require_GET
@csp_update({"style-src": [EMPTY_STYLE]})  # type: ignore[arg-type] # it types views without pk
def approaches(request: HttpRequest, pk: str) -> HttpResponse:
    """How long each approach is exposed; with `more`, what becomes of both in simulated futures."""
    row = get_roadmap(request.user, pk)
    found, wording = load_approaches(row, timezone.localdate()), wording_of_roadmap(row)
    form = _form(request, found, wording) if "more" in request.GET else None
    assumed = form.assumptions() if form else found.assumptions
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording,
        "approaches": found,
        "assumed": assumed,
        "exposures": found.exposures(assumed.total_rate if assumed else 0.0),
        "is_more": "more" in request.GET,
        "form": form,
        "simulated": _simulate(form) if form and form.is_valid() else None,
    }
    return render(request, "roadmaps/approaches/page.html", context)


def _form(request: HttpRequest, found: Approaches, wording: Wording) -> AssumptionsForm | None:
    """The assumptions of the address; None where there is nothing to compare."""
    phases = delivering_phases(found.phases)
    if found.assumptions is None or not phases:
        return None
    return AssumptionsForm(
        request.GET.dict(),
        approaches=found,
        default=found.assumptions,
        phases=[wording.phases.get(phase.phase, phase.phase) for phase in phases],
    )


def _simulate(form: AssumptionsForm) -> dict[str, Any]:
    """Both approaches under the assumptions, and their curves."""
    comparison = compare_approaches(form.assumptions())
    write = partial(amount, currency=form.currency)
    horizon = len(comparison.gradual.curve) - 1
    sentence = _(
        "Net value so far, under your assumptions: after %(months)s months the middle of the "
        "futures stands at %(big_bang)s all at once and at %(gradual)s step by step."
    ) % {
        "months": horizon,
        "big_bang": write(comparison.big_bang.net.p50),
        "gradual": write(comparison.gradual.net.p50),
    }
    drawing = draw_curves(comparison, sentence, write)
    return {
        "comparison": comparison,
        "outcomes": (comparison.big_bang, comparison.gradual),
        "horizon": horizon,
        "sentence": sentence,
        # The writer escapes what it is given.
        "svg": mark_safe(drawing.svg),  # noqa: S308
        "figure": drawing.figure,
        "columns": _columns(),
        "rows": [_row(comparison, month, write) for month in _shown(horizon)],
    }


def _shown(horizon: int) -> list[int]:
    """The months that the table lists: every year, and the last."""
    return sorted({*range(YEAR, horizon + 1, YEAR), horizon})


def _columns() -> list[str]:
    return [
        _("After month"),
        _("At once: one in ten below"),
        _("At once: middle"),
        _("At once: one in ten above"),
        _("Step by step: one in ten below"),
        _("Step by step: middle"),
        _("Step by step: one in ten above"),
    ]


def _row(comparison: Comparison, month: int, write: Any) -> dict[str, Any]:
    points = (comparison.big_bang.curve[month], comparison.gradual.curve[month])
    cells = [write(value) for point in points for value in (point.p10, point.p50, point.p90)]
    return {"name": str(month), "cells": cells}
