"""Results of a closed assessment: the overview, a page per block, how figures come about."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, figures, models
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import ConditionState, Scorecard
from assessments.figures.points import whole_points
from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import SnapshotAltered, load_scorecard
from assessments.queries.wording import Wording, wording_of
from assessments.templatetags.sentences import radar_sentence
from assessments.views.positions import show_position, show_position_method, show_positions

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""Plotly adds one style element without content and fills it by script."""

MATRIX = models.Assessment.Form.MATRIX
LEVELS = range(1, 5)
ITEM_SCORES = [(how, [6.25 * how * where for where in LEVELS]) for how in LEVELS]


def unless_altered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Say so, and show nothing, when the stored results do not fit their fingerprint."""

    @wraps(view)
    def wrapped(request: HttpRequest, pk: str, **kwargs: str) -> HttpResponseBase:
        try:
            return view(request, pk, **kwargs)
        except SnapshotAltered:
            assessment = access.get_closed_assessment(request.user, pk)
            context = {"assessment": assessment}
            return render(request, "assessments/results/altered.html", context, status=500)

    return wrapped


@login_required
@require_GET
@cache_control(no_store=True)
@unless_altered
@csp_update({"style-src": [EMPTY_STYLE]})  # type: ignore[arg-type] # it types views without pk
def results(request: HttpRequest, pk: str) -> HttpResponse:
    """Where the organisation stands and what separates it from the next stage."""
    assessment = access.get_closed_assessment(request.user, pk)
    if assessment.form == MATRIX:
        return show_positions(request, assessment)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return _too_few(request, assessment)
    maturity_model = load_maturity_model(assessment.maturity_model)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording_of(assessment),
        "conditions_met": _conditions_met(scorecard),
        "strong_blocks": figures.strongest_blocks(scorecard),
        "strong_stones": figures.strongest_stones(scorecard, maturity_model),
        "department_names": load_department_names(assessment),
        **_pictures(assessment, scorecard),
    }
    return render(request, "assessments/results/overview.html", context)


def _pictures(assessment: models.Assessment, scorecard: Scorecard) -> dict[str, Any]:
    maturity_model = load_maturity_model(assessment.maturity_model)
    wording = wording_of(assessment)
    link = partial(_block_url, assessment, wording)
    names = wording.block_names
    return {
        "stages": figures.crossing(scorecard, wording.stage_names, names, link=link),
        "unplaced": figures.unplaced(scorecard),
        "conditions": figures.conditions(scorecard, maturity_model, wording.conditions, link=link),
        "heatmap": figures.heatmap(scorecard, maturity_model, names, link=link),
        "legend": figures.heatmap_legend(maturity_model),
        "radar": _draw_radar(scorecard, wording),
    }


@login_required
@require_GET
@cache_control(no_store=True)
@unless_altered
def results_block(request: HttpRequest, pk: str, block: str) -> HttpResponse:
    """One block: its stage, what separates it from the next, its stones from first to last."""
    assessment = access.get_closed_assessment(request.user, pk)
    wording = wording_of(assessment)
    code = _find_block(wording, block)
    if assessment.form == MATRIX:
        return show_position(assessment, block)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return _too_few(request, assessment)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "wording": wording,
        "text": wording.blocks[code],
        **_climb(scorecard, load_maturity_model(assessment.maturity_model), wording, code),
    }
    return render(request, "assessments/results/block.html", context)


def _climb(
    scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording, code: str
) -> dict[str, Any]:
    """How far a block has come, stage by stage."""
    result = next(entry for entry in scorecard.blocks if entry.block == code)
    rungs = figures.climb(scorecard, maturity_model, code)
    return {
        "maturity_model": maturity_model,
        "result": result,
        "rungs": rungs,
        "descriptors": _descriptors(wording, code),
        "separation": figures.separation_of(result, rungs, maturity_model),
        "in_place": [s for rung in rungs for s in rung.steps if s.is_acquired and s.result.status],
        "next_steps": figures.next_steps(rungs, result),
        "neighbours": _neighbours(maturity_model.blocks, code, wording),
    }


@login_required
@require_GET
@cache_control(no_store=True)
@unless_altered
def method(request: HttpRequest, pk: str) -> HttpResponse:
    """How the figures of this assessment came about."""
    assessment = access.get_closed_assessment(request.user, pk)
    if assessment.form == MATRIX:
        return show_position_method(request, assessment)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return _too_few(request, assessment)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": load_maturity_model(assessment.maturity_model),
        "wording": wording_of(assessment),
        "item_scores": ITEM_SCORES,
        "snapshot": load_snapshot_facts(assessment),
        "department_names": load_department_names(assessment),
        "conditions_met": _conditions_met(scorecard),
    }
    return render(request, "assessments/results/method.html", context)


def _too_few(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    return render(request, "assessments/results/too_few.html", {"assessment": assessment})


def _block_url(assessment: models.Assessment, wording: Wording, code: str) -> str:
    return reverse(
        "assessments:results_block",
        kwargs={"pk": assessment.pk, "block": wording.blocks[code].slug},
    )


def _descriptors(wording: Wording, code: str) -> dict[int, str]:
    """What a block looks like at each stage; a model need not describe every one."""
    return {stage: wording.descriptors.get((code, stage), "") for stage in wording.stages}


def _find_block(wording: Wording, slug: str) -> str:
    for code, text in wording.blocks.items():
        if text.slug == slug:
            return code
    raise Http404


def _neighbours(blocks: tuple[str, ...], code: str, wording: Wording) -> dict[str, Any]:
    place = blocks.index(code)
    return {
        "before": wording.blocks[blocks[place - 1]] if place else None,
        "after": wording.blocks[blocks[place + 1]] if place + 1 < len(blocks) else None,
    }


def _conditions_met(scorecard: Scorecard) -> int:
    return sum(c.state is ConditionState.MET for c in scorecard.gate.conditions)


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
