"""The first page: a code to answer, an account to steer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from assessments.views.respondents import NAMES, wished_language


def home(request: HttpRequest) -> HttpResponse:
    """People with an account go to their organisations; others may type a code or sign in."""
    if request.user.is_authenticated:
        return redirect("assessments:organisation_list")
    with translation.override(wished_language(request, [code for code, _name in NAMES])):
        return render(request, "assessments/home.html", {"languages": NAMES})
