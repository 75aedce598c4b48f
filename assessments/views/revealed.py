"""The result of a group, for those who answered: only when the consultant shows it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from assessments import access, figures, models
from assessments.actions.assessments import WrongState
from assessments.actions.revealing import reveal_results
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import (
    SnapshotAltered,
    has_results,
    load_panorama,
    load_scorecard,
)
from assessments.queries.wording import wording_of
from assessments.views.limits import JOIN, count_miss, refusal
from assessments.views.respondents import languages_of, nothing_open, wished_language


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask, then show the result to those who answered; or hide it again."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    is_revealed = request.method != "POST" or request.POST.get("show") == "1"
    if is_revealed and assessment.is_closed and not has_results(assessment):
        messages.warning(request, gettext("Too few people answered: there is no result to show."))
        return redirect("assessments:assessment", pk=assessment.pk)
    if request.method != "POST" and assessment.is_closed:
        context = {"assessment": assessment, "organisation": assessment.organisation}
        return render(request, "assessments/reveal_confirm.html", context)
    try:
        reveal_results(assessment=assessment, is_revealed=is_revealed)
    except WrongState:
        messages.warning(request, gettext("There is a result once the assessment is closed."))
    else:
        messages.success(request, _said(is_revealed=is_revealed))
    return redirect("assessments:assessment", pk=assessment.pk)


def _said(*, is_revealed: bool) -> str:
    if is_revealed:
        return gettext("Everybody who has the link or the code can see the result now.")
    return gettext("The result is hidden again.")


@never_cache
@gzip_page
@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The group's result; before it is shown, the page of a code that opens nothing."""
    if refused := refusal(request, JOIN):
        return refused
    assessment = access.find_assessment_by_code(code)
    if assessment is None or not (assessment.is_closed and assessment.is_revealed):
        count_miss(request, JOIN, access.normalise_code(code))
        return nothing_open(request, code)
    offered = [code for code, _name in languages_of(assessment)]
    try:
        with translation.override(wished_language(request, offered)):
            response = render(request, *_page(assessment))
    except SnapshotAltered:
        return nothing_open(request, code)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(assessment: models.Assessment) -> tuple[str, dict[str, Any]]:
    """Which page shows the result, and what it is given. Raises SnapshotAltered."""
    frame = {"assessment": assessment, "languages": languages_of(assessment)}
    if assessment.form == models.Assessment.Form.MATRIX:
        template, shown = "result_matrix.html", _positions(assessment)
    else:
        template, shown = "result.html", _scores(assessment)
    if shown is None:
        return "assessments/respond/result_too_few.html", frame
    return f"assessments/respond/{template}", frame | shown


def _positions(assessment: models.Assessment) -> dict[str, Any] | None:
    panorama = load_panorama(assessment)
    if panorama is None:
        return None
    maturity_model, wording = load_maturity_model(assessment.maturity_model), wording_of(assessment)
    rows = figures.position_rows(panorama, maturity_model, wording.block_names)
    return {"wording": wording, "rows": rows}


def _scores(assessment: models.Assessment) -> dict[str, Any] | None:
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return None
    maturity_model, wording = load_maturity_model(assessment.maturity_model), wording_of(assessment)
    return {
        "scorecard": scorecard,
        "wording": wording,
        "stages": figures.crossing(scorecard, wording.stage_names, wording.block_names),
        "conditions": figures.conditions(scorecard, maturity_model, wording.conditions),
        "strong_blocks": figures.strongest_blocks(scorecard),
        "strong_stones": figures.strongest_stones(scorecard, maturity_model),
    }
