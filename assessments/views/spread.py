"""Where views differ, who sees what from where, and what people remarked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, figures, models
from assessments.domain.cuts import FRONT_LINE, LEADERS
from assessments.domain.participation import Band, find_band
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import GroupResult, Scorecard
from assessments.domain.spread import CutKind, Spread
from assessments.queries.comments import are_comments_shown, load_all_comments
from assessments.queries.departments import load_department_names, load_frozen
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.named import load_named_answers
from assessments.queries.snapshots import load_panorama, load_scorecard
from assessments.queries.wording import Wording, wording_of
from assessments.views.reading import MATRIX, too_few

FIRST = 10
"""Items that are told in full; the others lead to their block, where all of it are."""

Page = Callable[[HttpRequest, models.Assessment, Any], HttpResponse]


def of_closed(page: Page) -> Callable[..., HttpResponseBase]:
    """A page of a closed assessment for members, with its stored results; kept by no cache."""

    @login_required
    @require_GET
    @cache_control(no_store=True)
    @wraps(page)
    def view(request: HttpRequest, pk: str) -> HttpResponse:
        assessment = access.get_closed_assessment(request.user, pk)
        is_matrix = assessment.form == MATRIX
        results = load_panorama(assessment) if is_matrix else load_scorecard(assessment)
        if results is None:
            return too_few(request, assessment)
        return page(request, assessment, results)

    return view


def with_spread(page: Page) -> Page:
    """Only where it was kept how views are spread; other rounds are told why it was not."""

    @wraps(page)
    def view(
        request: HttpRequest, assessment: models.Assessment, results: Scorecard | Panorama
    ) -> HttpResponse:
        if isinstance(results, Scorecard) and results.spread:
            return page(request, assessment, results)
        context = {"assessment": assessment, "here": page.__name__.removeprefix("results_")}
        return render(request, "assessments/results/differing_none.html", context)

    return view


@of_closed
@with_spread
def results_differing(
    request: HttpRequest, assessment: models.Assessment, scorecard: Scorecard
) -> HttpResponse:
    """The agenda of a consensus session: what people see differently, what matters most first."""
    maturity_model, wording = load_maturity_model(assessment.maturity_model), wording_of(assessment)
    slugs = {text.slug: code for code, text in wording.blocks.items()}
    chosen = slugs.get(request.GET.get("block", ""))
    rows = figures.differing_rows(_spread(scorecard), maturity_model, chosen)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording,
        "chosen": chosen,
        "first": rows if chosen else rows[:FIRST],
        "others": () if chosen else rows[FIRST:],
        "named": load_named_answers(assessment),
    }
    return render(request, "assessments/results/differing.html", context)


def _spread(scorecard: Scorecard) -> Spread:
    return scorecard.spread or Spread()


@of_closed
@with_spread
def results_people(
    request: HttpRequest, assessment: models.Assessment, scorecard: Scorecard
) -> HttpResponse:
    """Who answered, who sees what, and from where it looks otherwise."""
    maturity_model, wording = load_maturity_model(assessment.maturity_model), wording_of(assessment)
    spread, names = _spread(scorecard), load_department_names(assessment)
    kind = CutKind.VANTAGE if request.GET.get("cut") == CutKind.VANTAGE else CutKind.DEPARTMENT
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording,
        "department_names": names,
        "turnouts": _find_turnouts(assessment, scorecard.groups),
        "unseen_blocks": figures.unseen_blocks(spread, maturity_model),
        "unseen_items": figures.unseen_items(spread, maturity_model),
        "gaps": figures.gap_rows(spread, maturity_model),
        "has_both_ends": {LEADERS, FRONT_LINE} <= set(wording.vantages),
        "kind": kind,
        **_show_cut(spread, kind, names if kind == CutKind.DEPARTMENT else wording.vantages),
    }
    context["rows"] = figures.cut_rows(context["cells"], maturity_model)
    context["legend"] = figures.heatmap_legend(maturity_model)
    return render(request, "assessments/results/people_page.html", context)


@dataclass(frozen=True, slots=True)
class Answered:
    """A published group, and in which band of its headcount it answered; None when unknown."""

    group: GroupResult
    band: Band | None


def _find_turnouts(
    assessment: models.Assessment, groups: Sequence[GroupResult]
) -> tuple[Answered, ...]:
    """Of groups and headcounts that members see anyway, hence nothing new about anybody."""
    headcounts = {each.code: each.headcount for each in load_frozen(assessment)}
    return tuple(Answered(group, _find_band(group, headcounts)) for group in groups)


def _find_band(group: GroupResult, headcounts: Mapping[str, int | None]) -> Band | None:
    counts = [headcounts.get(code) or 0 for code in group.departments]
    return find_band(group.respondents, sum(counts)) if counts and all(counts) else None


def _show_cut(spread: Spread, kind: CutKind, names: Mapping[str, str]) -> dict[str, Any]:
    cells = figures.shown_cells(spread, kind, tuple(names))
    pool = next((cell.members for cell in cells if len(cell.members) > 1), ())
    return {"cells": cells, "names": names, "pool": pool}


@of_closed
def results_comments(
    request: HttpRequest, assessment: models.Assessment, results: Scorecard | Panorama
) -> HttpResponse:
    """What people remarked on each block, in an order that says nothing."""
    scoring = load_maturity_model(assessment.maturity_model).scoring
    comments = load_all_comments(assessment, results)
    wording: Wording = wording_of(assessment)
    context = {
        "assessment": assessment,
        "is_shown": are_comments_shown(assessment, results),
        "needed": max(scoring.comment_group_size, 2 * assessment.min_group_size),
        "blocks": [
            (wording.blocks[code], comments[code]) for code in wording.blocks if code in comments
        ],
    }
    return render(request, "assessments/results/comments.html", context)
