"""Answering: a page of questions, saved tap by tap by the script or posted as a whole."""

from functools import lru_cache
from typing import Any

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from assessments import models
from assessments.access import token_digest
from assessments.actions.responses import save_answers, save_language
from assessments.actions.saving import AnswerRefused
from assessments.domain.progress import SECONDS_PER_ITEM, find_progress
from assessments.forms.blocks import BlockForm, describe_shown
from assessments.forms.respondents import REFUSALS
from assessments.queries.questionnaire import Questionnaire, Section, load_questionnaire_of
from assessments.queries.sheets import SheetState, load_state
from assessments.views import trouble
from assessments.views.respondents import languages_of, progress_words, while_open, with_sheet

Sections = tuple[Section, ...]


@with_sheet
@while_open
def answer(request: HttpRequest, sheet: models.Sheet, block: str) -> HttpResponse:
    """A page of questions; a post saves what was changed there and moves on."""
    sections = load_questionnaire_of(sheet).page(block)
    if not sections:
        raise Http404
    if request.method != "POST":
        return _page(request, sheet, BlockForm(sections=sections))
    return _save_page(request, sheet, BlockForm(request.POST, sections=sections))


def _save_page(request: HttpRequest, sheet: models.Sheet, form: BlockForm) -> HttpResponse:
    if "saved" in request.POST:  # by the script, tap by tap
        return redirect(_next_page(request, sheet, form.sections))
    if not form.is_valid():
        return _page(request, sheet, form, status=400)
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
    response = _page(request, sheet, form, status=trouble.STATUSES[reason])
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


def _page(
    request: HttpRequest, sheet: models.Sheet, form: BlockForm, status: int = 200
) -> HttpResponse:
    questionnaire = load_questionnaire_of(sheet)
    state = load_state(sheet)
    progress = find_progress(questionnaire.asked, state.filled)
    here = [code for section in form.sections for code in section.asked]
    context = {
        "assessment": sheet.assessment,
        "sheet": sheet,
        "digest": token_digest(str(sheet.pk))[:12],
        "questionnaire": questionnaire,
        "section": form.sections[0],
        "questions": _questions(questionnaire, form, state),
        "form": form,
        "shown": _shown(form, state),
        "sequence": state.sequence,
        "progress": progress,
        "words": progress_words(progress),
        "elsewhere": progress.answered - find_progress(here, state.filled).answered,
        "seconds": SECONDS_PER_ITEM,
        "languages": languages_of(sheet.assessment),
        "is_last": questionnaire.neighbour(form.sections[-1], 1) is None,
    }
    comments = state.comments | form.comments
    if not questionnaire.is_matrix:
        context["comment"] = comments.get(form.sections[0].code, "")
        context["comment_error"] = form.comment_errors.get(form.sections[0].code, "")
    return render(request, "assessments/respond/answer.html", context, status=status)


def _shown(form: BlockForm, state: SheetState) -> str:
    """What this page shows; one that comes back with a mistake shows what it showed before."""
    if form.is_bound:
        return form.shown_text
    codes = {section.code for section in form.sections}
    items = {item for section in form.sections for item in section.items}
    return describe_shown(
        {item: pair for item, pair in state.answers.items() if item in items},
        {block: stage for block, stage in state.positions.items() if block in codes},
        {block: text for block, text in state.comments.items() if block in codes},
    )


def _questions(questionnaire: Questionnaire, form: BlockForm, state: SheetState) -> SafeString:
    if questionnaire.is_matrix:
        return _positions(questionnaire, form, state)
    section = form.sections[0]
    if form.item_errors:
        html = _render(questionnaire, section, form.item_errors)
    else:
        html = _render_plain(questionnaire, section.number)
    pairs = state.answers | form.pairs
    for item in section.items:
        for axis, level in zip(("capability", "breadth"), pairs.get(item, ()), strict=False):
            choice = f'name="{item}-{axis}" value="{level}"'
            html = html.replace(choice, f"{choice} checked", 1)
    return mark_safe(html)  # noqa: S308 -- a rendered template; codes and levels are our own


def _render(questionnaire: Questionnaire, section: Section, errors: dict[str, Any]) -> str:
    context = {
        "questions": section.questions,
        "errors": errors,
        "aside": questionnaire.aside,
        "breadths": questionnaire.breadths,
        "total": len(questionnaire.items),
    }
    return render_to_string("assessments/respond/questions.html", context)


@lru_cache(maxsize=512)
def _render_plain(questionnaire: Questionnaire, number: int) -> str:
    """The questions of a block with nothing chosen: most of the page, rendered once a language."""
    return _render(questionnaire, questionnaire.sections[number - 1], {})


def _positions(questionnaire: Questionnaire, form: BlockForm, state: SheetState) -> SafeString:
    """The sentences of every block, and room for a comment on each."""
    chosen, comments = state.positions | form.positions, state.comments | form.comments
    blocks = [
        {
            "section": section,
            "choices": [
                {"value": c.value, "label": c.label, "checked": chosen.get(section.code) == c.value}
                for c in section.positions
            ],
            "error": form.item_errors.get(section.code, ""),
            "comment": comments.get(section.code, ""),
            "comment_error": form.comment_errors.get(section.code, ""),
        }
        for section in questionnaire.sections
    ]
    return render_to_string("assessments/respond/positions.html", {"blocks": blocks})
