"""The way in: a code or a link, what happens to answers, department and vantage, Start."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from assessments import models
from assessments.access import (
    find_assessment_by_code,
    find_sheet,
    is_from_here,
    normalise_code,
    sheet_cookie,
)
from assessments.actions.responses import (
    AnswerRefused,
    change_respondent,
    join_assessment,
    save_language,
)
from assessments.forms.respondents import CodeForm, JoinForm
from assessments.queries.departments import load_department_choices
from assessments.queries.maturity_model import load_wording
from assessments.queries.questionnaire import load_questionnaire
from assessments.views.respondents import (
    ended,
    languages_of,
    next_address,
    nothing_open,
    wished_language,
    with_sheet,
)

MARGIN = dt.timedelta(days=30)
"""How long a phone still finds its thank-you page after the last day."""
LONGEST = dt.timedelta(days=400)
"""Browsers keep no cookie for longer."""


@csrf_exempt
@require_POST
def join_by_code(request: HttpRequest) -> HttpResponse:
    """From a typed code to its address; a code without any letter goes back to the start."""
    form = CodeForm(request.POST)
    code = normalise_code(form.cleaned_data["code"]) if form.is_valid() else ""
    if not code:
        return redirect("assessments:home")
    address = redirect("assessments:join", code=code)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        address["Location"] += f"?language={language}"
    return address


@csrf_exempt
@never_cache
@gzip_page
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The first page; a phone that has a sheet goes on where it stopped."""
    assessment = find_assessment_by_code(code)
    if assessment is None:
        return nothing_open(request, code)
    sheet = find_sheet(request, assessment)
    if sheet and sheet.is_submitted:
        return redirect("assessments:thanks", code=assessment.join_code)
    if not assessment.is_answerable:
        return ended(request, sheet) if sheet else nothing_open(request, code)
    if sheet and request.method != "POST" and "change" not in request.GET:
        return redirect(next_address(sheet))
    offered = [code for code, _name in languages_of(assessment)]
    with translation.override(sheet.language if sheet else wished_language(request, offered)):
        return _first_page(request, assessment, sheet)


def _first_page(
    request: HttpRequest, assessment: models.Assessment, sheet: models.Sheet | None
) -> HttpResponse:
    form = _form(request, assessment, sheet)
    if request.method == "POST" and not is_from_here(request):
        status = 403
    elif form.is_valid():
        return _start(assessment, sheet, form)
    else:
        status = 400 if form.is_bound else 200
    context = {
        "assessment": assessment,
        "sheet": sheet,
        "form": form,
        "departments": _choices(form, "department"),
        "vantages": _choices(form, "vantage"),
        "languages": languages_of(assessment),
        "questions": len(load_questionnaire(assessment).items),
        "foreign": status == 403,
    }
    return render(request, "assessments/respond/join.html", context, status=status)


def _form(
    request: HttpRequest, assessment: models.Assessment, sheet: models.Sheet | None
) -> JoinForm:
    departments = load_department_choices(assessment)
    initial = {"department": departments[0][0]} if len(departments) == 1 else {}
    if sheet:
        initial = {"department": sheet.department.code, "vantage": sheet.vantage}
    return JoinForm(
        request.POST if request.method == "POST" else None,
        departments=departments,
        vantages=load_wording(assessment.maturity_model).vantages.items(),
        initial=initial,
    )


def _choices(form: JoinForm, name: str) -> list[dict[str, object]]:
    chosen = form[name].value()
    return [
        {"value": value, "label": label, "checked": value == chosen}
        for value, label in form.fields[name].choices  # type: ignore[attr-defined]
    ]


def _start(
    assessment: models.Assessment, sheet: models.Sheet | None, form: JoinForm
) -> HttpResponse:
    """A new sheet and its cookie; or, on a phone that has one, the correction."""
    department = assessment.organisation.departments.get(code=form.cleaned_data["department"])
    vantage = form.cleaned_data["vantage"]
    try:
        if sheet:
            change_respondent(sheet=sheet, department=department, vantage=vantage)
            return redirect(next_address(sheet))
        sheet, token = join_assessment(
            assessment=assessment,
            department=department,
            vantage=vantage,
            language=translation.get_language() or "en",
        )
    except AnswerRefused:  # closed between reading and writing
        return redirect("assessments:join", code=assessment.join_code)
    response = redirect(next_address(sheet))
    response.set_cookie(
        sheet_cookie(assessment),
        token,
        max_age=min(assessment.closes_on - timezone.localdate() + MARGIN, LONGEST),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
@with_sheet
def sheet_language(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """Read on in another language."""
    language = request.POST.get("language", "")
    if language in sheet.assessment.languages:
        save_language(sheet=sheet, language=language)
    page = "thanks" if sheet.is_submitted else "review"
    return redirect(f"assessments:{page}", code=sheet.assessment.join_code)
