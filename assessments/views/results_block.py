"""Results of one block: its stage, what separates it from the next, its stones."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, figures
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.scorecard import Scorecard
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from assessments.queries.wording import Wording, wording_of
from assessments.views.positions import show_position
from assessments.views.reading import MATRIX, too_few


@login_required
@require_GET
@cache_control(no_store=True)
def results_block(request: HttpRequest, pk: str, block: str) -> HttpResponse:
    """One block: its stage, what separates it from the next, its stones from first to last."""
    assessment = access.get_closed_assessment(request.user, pk)
    wording = wording_of(assessment)
    code = _find_block(wording, block)
    if assessment.form == MATRIX:
        return show_position(assessment, block)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return too_few(request, assessment)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "wording": wording,
        "text": wording.blocks[code],
        **_climb(scorecard, load_maturity_model(assessment.maturity_model), wording, code),
        **_views(scorecard, load_maturity_model(assessment.maturity_model), code),
    }
    return render(request, "assessments/results/block.html", context)


def _climb(
    scorecard: Scorecard, maturity_model: MaturityModel, wording: Wording, code: str
) -> dict[str, Any]:
    """How far a block has come, stage by stage."""
    result = next(entry for entry in scorecard.blocks if entry.block == code)
    rungs = figures.climb(scorecard, maturity_model, code)
    steps = figures.next_steps(rungs, result)
    return {
        "maturity_model": maturity_model,
        "result": result,
        "rungs": rungs,
        "descriptors": _descriptors(wording, code),
        "separation": figures.separation_of(result, rungs, maturity_model),
        "in_place": [s for rung in rungs for s in rung.steps if s.is_acquired and s.result.status],
        "next_steps": steps,
        "needed_elsewhere": figures.needed_elsewhere(steps, code),
        "neighbours": _neighbours(maturity_model.blocks, code, wording),
    }


def _views(scorecard: Scorecard, maturity_model: MaturityModel, code: str) -> dict[str, Any]:
    """How people's views of a block are spread, and of each of its stones (None: not kept)."""
    spread = scorecard.spread
    rows = figures.differing_rows(spread, maturity_model, code) if spread else ()
    result = next(entry for entry in scorecard.blocks if entry.block == code)
    found = next((each for each in spread.blocks if each.block == code), None) if spread else None
    gaps = figures.gap_rows(spread, maturity_model) if spread else ()
    return {
        "block_spread": found,
        "reach": figures.reach_of(result, found),
        "gap": next((row for row in gaps if row.block == code), None),
        "is_compared": bool(rows),
        "is_coarse": any(row.item.capability.is_coarse for row in rows),
        "unseen_from": maturity_model.scoring.visibility_gap_flag,
        "views": dict.fromkeys(stone.code for stone in maturity_model.stones_of(code))
        | {row.item.stone: row for row in rows},
    }


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
