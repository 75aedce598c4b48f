"""Answering: a page of questions, saved tap by tap by the script or posted as a whole."""

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments import models
from assessments.actions.responses import save_answers, save_language
from assessments.actions.saving import AnswerRefused
from assessments.forms.blocks import BlockForm
from assessments.forms.respondents import REFUSALS
from assessments.queries.questionnaire import Section, load_questionnaire_of
from assessments.views.block_page import block_page
from assessments.views.respondents import while_open, with_sheet
from cxmaturity import trouble

Sections = tuple[Section, ...]


@with_sheet
@while_open
def answer(request: HttpRequest, sheet: models.Sheet, block: str) -> HttpResponse:
    """A page of questions; a post saves what was changed there and moves on."""
    sections = load_questionnaire_of(sheet).page(block)
    if not sections:
        raise Http404
    if request.method != "POST":
        return block_page(request, sheet, BlockForm(sections=sections))
    return _save_page(request, sheet, BlockForm(request.POST, sections=sections))


def _save_page(request: HttpRequest, sheet: models.Sheet, form: BlockForm) -> HttpResponse:
    if "saved" in request.POST:  # by the script, tap by tap
        return redirect(_next_page(request, sheet, form.sections))
    if not form.is_valid():
        return block_page(request, sheet, form, status=400)
    changes = form.changes()
    try:
        if changes.exist:
            save_answers(
                sheet=sheet,
                answers=changes.answers,
                positions=changes.positions,
                comments=changes.comments,
            )
    except AnswerRefused:  # closed or handed in meanwhile: the first page says which
        return redirect("assessments:join", code=sheet.assessment.join_code)
    except Error as error:
        return _try_again(request, sheet, form, error)
    return redirect(_next_page(request, sheet, form.sections))


def _try_again(
    request: HttpRequest, sheet: models.Sheet, form: BlockForm, error: Error
) -> HttpResponse:
    """The page with what was chosen, when the database cannot write for now."""
    reason = trouble.find_trouble(error)
    if reason is None:
        raise error
    form.add_error(None, REFUSALS[reason])
    response = block_page(request, sheet, form, status=trouble.STATUSES[reason])
    response["Retry-After"] = str(trouble.RETRY_AFTER[reason])
    return response


def _next_page(request: HttpRequest, sheet: models.Sheet, sections: Sections) -> str:
    code = sheet.assessment.join_code
    language = request.POST.get("language", "")
    if language in sheet.assessment.languages:
        save_language(sheet=sheet, language=language)
        return reverse("assessments:answer", args=[code, sections[0].slug])
    questionnaire = load_questionnaire_of(sheet)
    back = request.POST.get("go") == "back"
    end = sections[0] if back else sections[-1]
    neighbour = questionnaire.neighbour(end, -1 if back else 1)
    if neighbour:
        return reverse("assessments:answer", args=[code, neighbour.slug])
    if back:
        return reverse("assessments:join", args=[code]) + "?change=1"
    return reverse("assessments:review", args=[code])
