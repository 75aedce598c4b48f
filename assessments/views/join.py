"""The way in: a code or a link, what happens to answers, department and vantage, Start."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from assessments import models
from assessments.access import (
    find_assessment_by_code,
    find_own_sheet,
    find_sheet,
    is_from_here,
    normalise_code,
)
from assessments.actions.responses import change_respondent, join_assessment, save_language
from assessments.actions.saving import AnswerRefused
from assessments.forms.joining import CodeForm, JoinForm
from assessments.queries.departments import load_department_choices
from assessments.queries.questionnaire import load_questionnaire_for
from assessments.queries.wording import wording_of
from assessments.views.cookies import find_ended, keep_token
from assessments.views.limits import JOIN, count_miss, refusal
from assessments.views.respondents import (
    ended,
    is_in_time,
    languages_of,
    next_address,
    nothing_open,
    wished_language,
    with_sheet,
)

Start = Callable[..., tuple[models.Sheet, str]]


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
    """The first page; a phone that has a sheet goes on where it stopped, and is never limited.

    After closing no phone has one, but it may prove that it had.
    """
    sheet = find_own_sheet(request, code)
    if sheet:
        return _go_on(request, sheet)
    if over := find_ended(request, code):
        with translation.override(wished_language(request, [c for c, _ in languages_of(over)])):
            return ended(request, over)
    if refused := refusal(request, JOIN):
        return refused
    assessment = find_assessment_by_code(code)
    if assessment and assessment.is_answerable:
        return first_page(request, assessment)
    if assessment and assessment.is_closed and assessment.is_revealed:
        return redirect("assessments:result", code=assessment.join_code)
    count_miss(request, JOIN, normalise_code(code))
    return nothing_open(request, code)


def _go_on(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """To the next open question, or to the first page once more to correct what was chosen."""
    if sheet.is_submitted:
        return redirect("assessments:thanks", code=sheet.assessment.join_code)
    if not is_in_time(request, sheet.assessment):
        return ended(request, sheet.assessment)
    if request.method != "POST" and "change" not in request.GET:
        return redirect(next_address(sheet))
    return first_page(request, sheet.assessment, sheet)


def first_page(
    request: HttpRequest,
    assessment: models.Assessment,
    sheet: models.Sheet | None = None,
    *,
    start: Start = join_assessment,
    preset: Mapping[str, str] | None = None,
) -> HttpResponse:
    """What happens to answers, two choices and Start, in a language of the assessment.

    `start` makes the sheet, with the arguments of `join_assessment`; `preset` are choices that are
    known already. A phone that has a `sheet` corrects it here.
    """
    offered = [code for code, _name in languages_of(assessment)]
    with translation.override(sheet.language if sheet else wished_language(request, offered)):
        form = _form(request, assessment, sheet, preset or {})
        if request.method != "POST":
            return _render(request, assessment, sheet, form, 200)
        if not is_from_here(request):
            return _render(request, assessment, sheet, form, 403)
        if not form.is_valid():
            return _render(request, assessment, sheet, form, 400)
        return _save(assessment, sheet, form, start)


def _form(
    request: HttpRequest,
    assessment: models.Assessment,
    sheet: models.Sheet | None,
    preset: Mapping[str, str],
) -> JoinForm:
    departments = load_department_choices(assessment)
    initial = {"department": request.GET.get("department", "")} | dict(preset)
    if len(departments) == 1:
        initial["department"] = departments[0][0]
    if sheet:
        initial = {
            "department": sheet.department.code,
            "vantage": sheet.vantage,
            "name": sheet.name,
        }
    return JoinForm(
        request.POST if request.method == "POST" else None,
        departments=departments,
        vantages=wording_of(assessment).vantages.items(),
        asks_name=assessment.attributed_mode,
        initial=initial,
    )


def _render(
    request: HttpRequest,
    assessment: models.Assessment,
    sheet: models.Sheet | None,
    form: JoinForm,
    status: int,
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "sheet": sheet,
        "own": None if sheet else find_sheet(request, assessment),
        "form": form,
        "words": wording_of(assessment).words,
        "departments": _choices(form, "department"),
        "vantages": _choices(form, "vantage"),
        "languages": languages_of(assessment),
        "department": request.GET.get("department", ""),
        "foreign": status == 403,
        **_count_questions(assessment),
    }
    return render(request, "assessments/respond/join.html", context, status=status)


def _count_questions(assessment: models.Assessment) -> dict[str, int]:
    """The fewest and the most questions that a vantage is asked."""
    vantages = wording_of(assessment).vantages
    counts = [len(load_questionnaire_for(assessment, vantage).asked) for vantage in vantages]
    return {"fewest": min(counts), "most": max(counts)}


def _choices(form: JoinForm, name: str) -> list[dict[str, Any]]:
    chosen = form[name].value()
    return [
        {"value": value, "label": label, "checked": value == chosen}
        for value, label in form.fields[name].choices  # type: ignore[attr-defined]
    ]


def _save(
    assessment: models.Assessment, sheet: models.Sheet | None, form: JoinForm, start: Start
) -> HttpResponse:
    """A new sheet and its cookie; or, on a phone that has one, the correction."""
    chosen = form.cleaned_data
    respondent = {
        "department": assessment.organisation.departments.get(code=chosen["department"]),
        "vantage": chosen["vantage"],
        "name": chosen.get("name", ""),
    }
    try:
        if sheet:
            change_respondent(sheet=sheet, **respondent)
            sheet.vantage = chosen["vantage"]
            return redirect(next_address(sheet))
        language = translation.get_language() or "en"
        sheet, token = start(assessment=assessment, language=language, **respondent)
    except AnswerRefused:  # closed between reading and writing
        return redirect("assessments:join", code=assessment.join_code)
    return keep_token(redirect(next_address(sheet)), assessment, token)


@require_POST
@with_sheet
def sheet_language(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """Read on in another language."""
    language = request.POST.get("language", "")
    if language in sheet.assessment.languages:
        save_language(sheet=sheet, language=language)
    page = "thanks" if sheet.is_submitted else "review"
    return redirect(f"assessments:{page}", code=sheet.assessment.join_code)
