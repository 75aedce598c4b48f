"""The end: what is answered and what is open, handing in, thanks with a receipt."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from assessments import models
from assessments.access import ALPHABET, token_digest
from assessments.actions.responses import submit_sheet
from assessments.actions.saving import AnswerRefused
from assessments.domain.progress import find_progress, first_open
from assessments.queries.departments import find_department_name
from assessments.queries.questionnaire import Section, load_questionnaire_of
from assessments.queries.sheets import load_state
from assessments.queries.wording import wording_of
from assessments.views.cookies import keep_mark
from assessments.views.respondents import (
    languages_of,
    open_words,
    progress_words,
    while_open,
    with_sheet,
)

RECEIPT_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A block on the review page: how much of it is answered, and where it goes on."""

    name: str
    slug: str
    code: str
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
    state = load_state(sheet)
    progress = find_progress(questionnaire.asked, state.filled)
    context = _frame(sheet) | {
        "lines": [_line(section, state.filled) for section in questionnaire.sections],
        "last": questionnaire.sections[-1],
        "is_matrix": questionnaire.is_matrix,
        "progress": progress,
        "words": progress_words(progress),
        "open_words": open_words(progress.left),
        "digest": token_digest(str(sheet.pk))[:12],
        "sequence": state.sequence,
    }
    return render(request, "assessments/respond/review.html", context)


def _frame(sheet: models.Sheet) -> dict[str, Any]:
    """Who answers, as both pages at the end say it."""
    assessment = sheet.assessment
    return {
        "assessment": assessment,
        "sheet": sheet,
        "vantage": wording_of(assessment).vantages.get(sheet.vantage, ""),
        "department": find_department_name(assessment, sheet.department),
        "languages": languages_of(assessment),
    }


def _hand_in(sheet: models.Sheet) -> HttpResponse:
    try:
        submit_sheet(sheet=sheet)
    except AnswerRefused:  # closed meanwhile: the first page says so
        return redirect("assessments:join", code=sheet.assessment.join_code)
    on = redirect("assessments:thanks", code=sheet.assessment.join_code)
    return keep_mark(on, sheet.assessment)


def _line(section: Section, filled: Collection[str]) -> Line:
    part = find_progress(section.asked, filled)
    gap = first_open(section.asked, filled)
    return Line(section.name, section.slug, section.code, part.answered, part.asked, gap)


@with_sheet
def thanks(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """The answers are in: the receipt, and what happens next."""
    if not sheet.is_submitted:
        return redirect("assessments:join", code=sheet.assessment.join_code)
    progress = find_progress(load_questionnaire_of(sheet).asked, load_state(sheet).filled)
    context = _frame(sheet) | {"progress": progress, "receipt": receipt_number(sheet)}
    return render(request, "assessments/respond/thanks.html", context)


def receipt_number(sheet: models.Sheet) -> str:
    """The number of a sheet’s receipt: always the same, and nobody finds the sheet by it."""
    digest = salted_hmac("assessments.receipt", str(sheet.pk), algorithm="sha256").digest()
    number, letters = int.from_bytes(digest), []
    for _ in range(RECEIPT_LETTERS):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    text = "".join(letters)
    return f"{text[:4]}-{text[4:]}"
