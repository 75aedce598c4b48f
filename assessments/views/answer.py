"""Answering: one block a page, saved tap by tap or as a whole."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from assessments import models
from assessments.actions.responses import AnswerRefused, save_answers, save_language
from assessments.domain.progress import SECONDS_PER_ITEM, find_progress
from assessments.forms.respondents import REFUSALS, BlockForm
from assessments.queries.questionnaire import Questionnaire, Section, load_questionnaire_of
from assessments.queries.sheets import load_state
from assessments.views import trouble
from assessments.views.respondents import languages_of, progress_words, while_open, with_sheet

Pair = tuple[int, int]


@with_sheet
@while_open
def answer(request: HttpRequest, sheet: models.Sheet, block: str) -> HttpResponse:
    """The questions of a block; a post saves them all and moves on."""
    section = load_questionnaire_of(sheet).section(block)
    if section is None:
        raise Http404
    if request.method != "POST":
        return _page(request, sheet, section, BlockForm(items=section.items))
    return _save_block(request, sheet, section, BlockForm(request.POST, items=section.items))


def _save_block(
    request: HttpRequest, sheet: models.Sheet, section: Section, form: BlockForm
) -> HttpResponse:
    if "saved" in request.POST:  # by the script, tap by tap
        return redirect(_next_page(request, sheet, section))
    if not form.is_valid():
        return _page(request, sheet, section, form, status=400)
    comments = {section.code: form.cleaned_data["comment"]}
    try:
        save_answers(sheet=sheet, answers=form.answers(), comments=comments)
    except AnswerRefused:  # closed or handed in meanwhile: the first page says which
        return redirect("assessments:join", code=sheet.assessment.join_code)
    except Error as error:
        return _try_again(request, sheet, section, form, error)
    return redirect(_next_page(request, sheet, section))


def _try_again(
    request: HttpRequest, sheet: models.Sheet, section: Section, form: BlockForm, error: Error
) -> HttpResponse:
    """The page with what was chosen, when the database cannot write for now."""
    reason = trouble.find_trouble(error)
    if reason is None:
        raise error
    form.add_error(None, REFUSALS[reason])
    response = _page(request, sheet, section, form, status=trouble.STATUSES[reason])
    response["Retry-After"] = str(trouble.RETRY_AFTER[reason])
    return response


def _next_page(request: HttpRequest, sheet: models.Sheet, section: Section) -> str:
    code = sheet.assessment.join_code
    language = request.POST.get("language", "")
    if language in sheet.assessment.languages:
        save_language(sheet=sheet, language=language)
        return reverse("assessments:answer", args=[code, section.slug])
    back = request.POST.get("go") == "back"
    neighbour = load_questionnaire_of(sheet).neighbour(section, -1 if back else 1)
    if neighbour:
        return reverse("assessments:answer", args=[code, neighbour.slug])
    if back:
        return reverse("assessments:join", args=[code]) + "?change=1"
    return reverse("assessments:review", args=[code])


def _page(
    request: HttpRequest, sheet: models.Sheet, section: Section, form: BlockForm, status: int = 200
) -> HttpResponse:
    questionnaire = load_questionnaire_of(sheet)
    state = load_state(sheet)
    comment = form["comment"].value() if form.is_bound else state.comments.get(section.code)
    progress = find_progress(questionnaire.asked, state.filled)
    here = find_progress(section.asked, state.filled)
    pairs = state.answers | form.pairs
    if form.item_errors:
        html = _questions(questionnaire, section, form.item_errors)
    else:
        html = _plain_questions(questionnaire, section.number)
    context = {
        "assessment": sheet.assessment,
        "sheet": sheet,
        "questionnaire": questionnaire,
        "section": section,
        "questions": _choose(html, {item: pairs[item] for item in section.items if item in pairs}),
        "form": form,
        "comment": comment or "",
        "progress": progress,
        "words": progress_words(progress),
        "elsewhere": progress.answered - here.answered,
        "seconds": SECONDS_PER_ITEM,
        "languages": languages_of(sheet.assessment),
        "is_last": questionnaire.neighbour(section, 1) is None,
    }
    return render(request, "assessments/respond/answer.html", context, status=status)


def _questions(questionnaire: Questionnaire, section: Section, errors: Mapping[str, Any]) -> str:
    context = {
        "questions": section.questions,
        "errors": errors,
        "aside": questionnaire.aside,
        "breadths": questionnaire.breadths,
        "total": len(questionnaire.items),
    }
    return render_to_string("assessments/respond/questions.html", context)


@lru_cache(maxsize=256)
def _plain_questions(questionnaire: Questionnaire, number: int) -> str:
    """The questions of a block with nothing chosen: most of the page, rendered once a language."""
    return _questions(questionnaire, questionnaire.sections[number - 1], {})


def _choose(html: str, pairs: Mapping[str, Pair]) -> SafeString:
    """The rendered questions with what was chosen."""
    for item, pair in pairs.items():
        for axis, level in zip(("capability", "breadth"), pair, strict=True):
            choice = f'name="{item}-{axis}" value="{level}"'
            html = html.replace(choice, f"{choice} checked", 1)
    return mark_safe(html)  # noqa: S308 -- a rendered template; codes and levels are our own
