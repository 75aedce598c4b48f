"""What every page of results begins with: it is closed, unaltered, and enough people answered."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from assessments import access, models
from assessments.domain.scorecard import ConditionState, Scorecard
from assessments.queries.snapshots import SnapshotAltered
from assessments.queries.wording import Wording

MATRIX = models.Assessment.Form.MATRIX


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


def too_few(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """The page where nothing may be shown."""
    return render(request, "assessments/results/too_few.html", {"assessment": assessment})


def block_url(assessment: models.Assessment, wording: Wording, code: str) -> str:
    """The page of a block."""
    return reverse(
        "assessments:results_block",
        kwargs={"pk": assessment.pk, "block": wording.blocks[code].slug},
    )


def conditions_met(scorecard: Scorecard) -> int:
    """How many conditions of the crossing are in place."""
    return sum(c.state is ConditionState.MET for c in scorecard.gate.conditions)
