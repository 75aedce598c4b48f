"""What every page of results begins with: enough people answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from assessments import models
from assessments.domain.scorecard import ConditionState, Scorecard
from assessments.queries.wording import Wording

MATRIX = models.Assessment.Form.MATRIX


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
