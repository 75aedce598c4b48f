"""What hangs on a wall or goes from hand to hand: the poster and the questionnaire on paper."""

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_GET

from assessments import access, models
from assessments.queries.departments import load_department_choices
from assessments.queries.paper import Route, load_routes
from assessments.queries.questionnaire import load_questionnaire_for
from assessments.views.respondents import languages_of
from assessments.views.share import invite
from cxmaturity.printing import render_apart

BOTH = "both"


def find_route(assessment: models.Assessment, code: str) -> Route:
    """The route that a vantage takes, the first when none is named. Raises Http404."""
    routes = load_routes(assessment)
    if not code:
        return routes[0]
    for route in routes:
        if code in dict(route.vantages):
            return route
    raise Http404


@login_required
@require_GET
def poster(request: HttpRequest, pk: str) -> HttpResponse:
    """One page for the wall, in one language or in all that the assessment is offered in."""
    assessment = _get_open(request, pk)
    offered = [code for code, _name in languages_of(assessment)]
    chosen = request.GET.get("language", "")
    languages = offered if chosen == BOTH else [_choose(chosen, offered)]
    with translation.override(languages[0]):
        routes = load_routes(assessment)
        context = {
            "assessment": assessment,
            "invitation": invite(assessment),
            "languages": languages,
            "shortest": min(routes, key=lambda route: route.questions),
            "longest": max(routes, key=lambda route: route.questions),
        }
        return _print("paper/poster.html", context, f"poster-{'-'.join(languages)}")


@login_required
@require_GET
def questionnaire(request: HttpRequest, pk: str) -> HttpResponse:
    """The questions of a route on paper, in one language."""
    assessment = _get_open(request, pk)
    offered = [code for code, _name in languages_of(assessment)]
    language = _choose(request.GET.get("language", ""), offered)
    with translation.override(language):
        route = find_route(assessment, request.GET.get("vantage", ""))
        context = {
            "assessment": assessment,
            "route": route,
            "questionnaire": load_questionnaire_for(assessment, route.code),
            "departments": load_department_choices(assessment),
        }
        return _print("paper/questionnaire.html", context, f"questionnaire-{language}")


def _get_open(request: HttpRequest, pk: str) -> models.Assessment:
    """An assessment that people can join: nothing is handed out before or afterwards."""
    assessment = access.get_assessment(request.user, pk)
    if not assessment.is_open:
        raise Http404
    return assessment


def _choose(language: str, offered: list[str]) -> str:
    """The language asked for if it is offered, else the reader's, else the first."""
    wishes = (language, translation.get_language() or "")
    return next((wish for wish in wishes if wish in offered), offered[0])


def _print(template: str, context: dict[str, Any], name: str) -> HttpResponse:
    content = _render(render_to_string(template, context))
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@lru_cache(maxsize=8)
def _render(html: str) -> bytes:
    """The same page gives the same file: a room full of people asks for it only once."""
    return render_apart(html)
