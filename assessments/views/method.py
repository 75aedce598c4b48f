"""How the figures of an assessment came about."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access
from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_scorecard
from assessments.queries.wording import wording_of
from assessments.views.positions import show_position_method
from assessments.views.reading import MATRIX, conditions_met, too_few

LEVELS = range(1, 5)
ITEM_SCORES = [(how, [6.25 * how * where for where in LEVELS]) for how in LEVELS]


@login_required
@require_GET
@cache_control(no_store=True)
def method(request: HttpRequest, pk: str) -> HttpResponse:
    """How the figures of this assessment came about."""
    assessment = access.get_closed_assessment(request.user, pk)
    if assessment.form == MATRIX:
        return show_position_method(request, assessment)
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return too_few(request, assessment)
    context = {
        "assessment": assessment,
        "scorecard": scorecard,
        "maturity_model": load_maturity_model(assessment.maturity_model),
        "wording": wording_of(assessment),
        "item_scores": ITEM_SCORES,
        "snapshot": load_snapshot_facts(assessment),
        "department_names": load_department_names(assessment),
        "conditions_met": conditions_met(scorecard),
    }
    return render(request, "assessments/results/method.html", context)
