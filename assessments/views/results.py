"""The overview of a closed assessment: its stage, and what separates it from the next."""

from functools import partial
from typing import Any

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, figures, models
from assessments.domain.scorecard import Scorecard
from assessments.figures.points import whole_points
from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from assessments.queries.wording import Wording, wording_of
from assessments.templatetags.sentences import radar_sentence
from assessments.views.positions import show_positions
from assessments.views.reading import MATRIX, block_url, conditions_met, too_few

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""Plotly adds one style element without content and fills it by script."""


@login_required
@require_GET
@cache_control(no_store=True)
@csp_update({"style-src": [EMPTY_STYLE]})  # type: ignore[arg-type] # it types views without pk
def results(request: HttpRequest, pk: str) -> HttpResponse:
    """Where the organisation stands and what separates it from the next stage."""
    assessment = access.get_closed_assessment(request.user, pk)
    if assessment.form == MATRIX:
        return show_positions(request, assessment)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return too_few(request, assessment)
    maturity_model = load_maturity_model(assessment.maturity_model)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording_of(assessment),
        "conditions_met": conditions_met(scorecard),
        "strong_blocks": figures.strongest_blocks(scorecard),
        "strong_stones": figures.strongest_stones(scorecard, maturity_model),
        "department_names": load_department_names(assessment),
        **_pictures(assessment, scorecard),
    }
    return render(request, "assessments/results/overview.html", context)


def _pictures(assessment: models.Assessment, scorecard: Scorecard) -> dict[str, Any]:
    maturity_model = load_maturity_model(assessment.maturity_model)
    wording = wording_of(assessment)
    link = partial(block_url, assessment, wording)
    names, reaches = wording.block_names, figures.reaches(scorecard)
    return {
        "stages": figures.crossing(
            scorecard, wording.stage_names, names, link=link, reaches=reaches
        ),
        "reaches": reaches,
        "has_intervals": any(not reach.is_span for reach in reaches.values()),
        "has_spans": any(reach.is_span for reach in reaches.values()),
        "unplaced": figures.unplaced(scorecard),
        "conditions": figures.conditions(scorecard, maturity_model, wording.conditions, link=link),
        "heatmap": figures.heatmap(scorecard, maturity_model, names, link=link),
        "legend": figures.heatmap_legend(maturity_model),
        "radar": _draw_radar(scorecard, wording),
    }


def _draw_radar(scorecard: Scorecard, wording: Wording) -> dict[str, Any] | None:
    title = radar_sentence(scorecard, wording)
    drawing = figures.draw(scorecard, tuple(wording.block_names.items()), title)
    if drawing is None:
        return None
    svg = mark_safe(drawing.svg)  # noqa: S308 -- our own writer, which escapes every text
    return {
        "sentence": title,
        "figure": drawing.figure,
        "svg": svg,
        "columns": (_("Block"), _("Score of 100"), _("Stage"), _("Stones in place")),
        "rows": _block_rows(scorecard, wording),
    }


def _block_rows(scorecard: Scorecard, wording: Wording) -> list[dict[str, Any]]:
    return [
        {
            "name": wording.block_names.get(block.block, block.block),
            "cells": (
                "–" if block.score is None else whole_points(block.score),
                wording.stage_names.get(block.stage, "–") if block.stage else "–",
                _("%(count)s of %(all)s") % {"count": block.in_place, "all": block.asked},
            ),
        }
        for block in scorecard.blocks
    ]
