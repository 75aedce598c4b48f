"""The end: what is answered and what is open, handing in, thanks."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments import models
from assessments.actions.responses import AnswerRefused, submit_sheet
from assessments.domain.progress import find_progress, first_open
from assessments.queries.departments import find_department_name
from assessments.queries.questionnaire import Section, load_questionnaire_of
from assessments.queries.sheets import load_filled
from assessments.queries.wording import wording_of
from assessments.views.respondents import (
    languages_of,
    open_words,
    progress_words,
    while_open,
    with_sheet,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A block on the review page: how much of it is answered, and where it goes on."""

    name: str
    slug: str
    answered: int
    asked: int
    first_open: str | None


@with_sheet
@while_open
def review(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """What is answered; a post hands the sheet in, with gaps or without."""
    if request.method == "POST":
        return _hand_in(sheet)
    questionnaire = load_questionnaire_of(sheet)
    filled = load_filled(sheet)
    progress = find_progress(questionnaire.asked, filled)
    context = {
        "assessment": sheet.assessment,
        "sheet": sheet,
        "vantage": wording_of(sheet.assessment).vantages.get(sheet.vantage, ""),
        "department": find_department_name(sheet.assessment, sheet.department),
        "lines": [_line(section, filled) for section in questionnaire.sections],
        "last": questionnaire.sections[-1],
        "progress": progress,
        "words": progress_words(progress),
        "open_words": open_words(progress.left),
        "languages": languages_of(sheet.assessment),
    }
    return render(request, "assessments/respond/review.html", context)


def _hand_in(sheet: models.Sheet) -> HttpResponse:
    try:
        submit_sheet(sheet=sheet)
    except AnswerRefused:  # closed meanwhile: the first page says so
        return redirect("assessments:join", code=sheet.assessment.join_code)
    return redirect("assessments:thanks", code=sheet.assessment.join_code)


def _line(section: Section, filled: Collection[str]) -> Line:
    part = find_progress(section.asked, filled)
    gap = first_open(section.asked, filled)
    return Line(section.name, section.slug, part.answered, part.asked, gap)


@with_sheet
def thanks(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """The answers are in, and what happens next."""
    if not sheet.is_submitted:
        return redirect("assessments:join", code=sheet.assessment.join_code)
    context = {
        "assessment": sheet.assessment,
        "sheet": sheet,
        "languages": languages_of(sheet.assessment),
    }
    return render(request, "assessments/respond/thanks.html", context)
