"""Entering sheets that were filled in with a pen, one after the other."""

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import access, models
from assessments.actions.assessments import WrongState
from assessments.actions.paper import PaperSheet, enter_sheet, take_back_sheet
from assessments.actions.saving import AnswerRefused
from assessments.domain.paper import LEVEL_SIGNS, REACH_SIGNS, STAGE_SIGNS
from assessments.forms.paper import CONTRADICTIONS, NO_KEY, SheetForm
from assessments.forms.respondents import REFUSALS
from assessments.queries.departments import load_department_choices
from assessments.queries.paper import Route, load_routes
from assessments.queries.questionnaire import load_questionnaire_for
from assessments.views.printed import find_route
from assessments.views.respondents import languages_of
from cxmaturity.signing_in import changes_only

RIGHT_AFTER = 600
"""Seconds in which a sheet may be taken back by whoever entered it, if no other came since."""


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: str) -> HttpResponse:
    """A fresh form for each sheet; who enters them is kept nowhere."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    if not assessment.is_open:
        return _refuse(request, assessment)
    route = find_route(assessment, request.GET.get("vantage", ""))
    form = _make_form(assessment, route, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        form.initial.update(_begin(request))
    if form.is_valid():
        return _enter(request, assessment, route, form)
    return _show(request, assessment, route, form)


@never_cache
@login_required
@changes_only("assessments:paper")
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the sheet that was entered last back into the form, where it can be corrected."""
    assessment = access.get_assessment(request.user, pk, edit=True)
    key = _last_key(request, assessment)
    try:
        sheet = take_back_sheet(assessment=assessment, key=key) if key else None
    except WrongState:
        return _refuse(request, assessment)
    if sheet is None:
        messages.warning(request, _("There is no sheet to take back any more."))
        return redirect("assessments:paper", pk=assessment.pk)
    _count(request, assessment, -1, None)
    route = find_route(assessment, sheet.vantage)
    form = _make_form(assessment, route, None)
    form.initial.update(_cells(sheet), key=uuid.uuid4())
    messages.info(request, _("The sheet is taken back. Correct it and save it again, or leave."))
    return _show(request, assessment, route, form)


def _refuse(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    messages.warning(request, _("Sheets are entered while the assessment is open."))
    return redirect("assessments:assessment", pk=assessment.pk)


def _begin(request: HttpRequest) -> dict[str, Any]:
    """A key of its own, and what the sheet before had: the next in the pile is often alike."""
    before = {"department": "department", "vantage": "position", "language": "language"}
    alike = {field: request.GET[name] for field, name in before.items() if name in request.GET}
    return {**alike, "key": uuid.uuid4()}


def _make_form(assessment: models.Assessment, route: Route, data: Any) -> SheetForm:
    departments = load_department_choices(assessment)
    languages = languages_of(assessment)
    initial = {"language": get_language()}
    if len(departments) == 1:
        initial["department"] = departments[0][0]
    return SheetForm(
        data,
        questionnaire=load_questionnaire_for(assessment, route.code),
        departments=departments,
        vantages=route.vantages,
        languages=languages,
        asks_name=assessment.attributed_mode,
        initial=initial,
    )


def _enter(
    request: HttpRequest, assessment: models.Assessment, route: Route, form: SheetForm
) -> HttpResponse:
    sheet = form.sheet()
    try:
        is_new = enter_sheet(assessment=assessment, key=form.form_key, paper=sheet)
    except WrongState:
        return _refuse(request, assessment)
    except AnswerRefused as refused:
        form.add_error(None, REFUSALS[refused.reason])
        return _show(request, assessment, route, form)
    if is_new:
        number = _count(request, assessment, 1, form.form_key)
        messages.success(request, _("Sheet %(number)s is saved.") % {"number": number})
    else:
        messages.info(request, _("This sheet was saved already; nothing is counted twice."))
    again = {"vantage": route.code, "position": sheet.vantage}
    again |= {"department": sheet.department, "language": sheet.language}
    return redirect(f"{reverse('assessments:paper', args=[assessment.pk])}?{urlencode(again)}")


def _show(
    request: HttpRequest, assessment: models.Assessment, route: Route, form: SheetForm
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "organisation": assessment.organisation,
        "route": route,
        "routes": load_routes(assessment),
        "questionnaire": form.questionnaire,
        "scales": _scales(form),
        "form": form,
        "values": form.data if form.is_bound else form.initial,
        "contradictions": {key: str(text) for key, text in CONTRADICTIONS.items()},
        "no_key": str(NO_KEY).replace("%(key)s", "{key}"),
        "entered": _state(request, assessment).get("entered", 0),
        "may_take_back": _last_key(request, assessment) is not None,
    }
    return render(request, "assessments/paper.html", context, status=400 if form.is_bound else 200)


def _scales(form: SheetForm) -> list[Any]:
    """The wordings of how settled a practice is, each once."""
    sections = form.questionnaire.sections
    return list(dict.fromkeys(q.levels for section in sections for q in section.questions))


def _cells(sheet: PaperSheet) -> dict[str, Any]:
    """What was typed for a sheet, by the name of the cell."""
    typed: dict[str, Any] = {
        "department": sheet.department,
        "vantage": sheet.vantage,
        "language": sheet.language,
        "name": sheet.name,
    }
    for code, (capability, breadth) in sheet.answers.items():
        typed[f"{code}-capability"] = LEVEL_SIGNS.get(capability, "")
        typed[f"{code}-breadth"] = REACH_SIGNS.get(breadth, "")
    typed |= {f"{code}-position": STAGE_SIGNS[stage] for code, stage in sheet.positions.items()}
    return typed | {f"{code}-comment": text for code, text in sheet.comments.items()}


def _state(request: HttpRequest, assessment: models.Assessment) -> Mapping[str, Any]:
    """What this session knows: how many sheets it entered, and the form of the last one."""
    state: Mapping[str, Any] = request.session.get(f"paper-{assessment.pk}", {})
    return state


def _count(
    request: HttpRequest, assessment: models.Assessment, step: int, key: uuid.UUID | None
) -> int:
    entered = max(0, int(_state(request, assessment).get("entered", 0)) + step)
    request.session[f"paper-{assessment.pk}"] = {
        "entered": entered,
        "last": str(key) if key else "",
        "at": timezone.now().timestamp(),
    }
    return entered


def _last_key(request: HttpRequest, assessment: models.Assessment) -> uuid.UUID | None:
    """The form that entered the last sheet of this session, as long as it may be taken back."""
    state = _state(request, assessment)
    is_recent = timezone.now().timestamp() - state.get("at", 0) < RIGHT_AFTER
    return uuid.UUID(state["last"]) if is_recent and state.get("last") else None
