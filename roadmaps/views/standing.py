"""What is said where an assessment gives nothing to plan from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.queries.set_up import has_stages


def nothing_to_start_from(request: HttpRequest, assessment: Any, current: str) -> HttpResponse:
    """The page in the place of targets, roadmap or report (`current`): the form has no stages, or
    too few people answered."""
    context = {"assessment": assessment, "current": current}
    name = "too_few" if has_stages(assessment) else "matrix"
    return render(request, f"roadmaps/{name}.html", context)
