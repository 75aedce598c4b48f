"""What respondents’ pages share: whose sheet it is, in which language, and never stored."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page

from assessments import models
from assessments.access import find_own_sheet, normalise_code
from assessments.domain.progress import Progress, first_open
from assessments.queries.questionnaire import load_questionnaire_of
from assessments.queries.sheets import load_state

View = Callable[..., HttpResponse]


def with_sheet(view: View) -> View:
    """Hand this phone's sheet to a view, in the sheet's language; others go to the first page."""

    @never_cache
    @gzip_page
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, **kwargs: str) -> HttpResponse:
        sheet = find_own_sheet(request, code)
        if sheet is None:
            return redirect("assessments:join", code=normalise_code(code) or "-")
        with translation.override(sheet.language):
            response = view(request, sheet, **kwargs)
            response["Content-Language"] = sheet.language
        return response

    return wrapped


def while_open(view: View) -> View:
    """Answer only while the questionnaire is open and the sheet not handed in; what was posted at
    the last moment still arrives."""

    @wraps(view)
    def wrapped(request: HttpRequest, sheet: models.Sheet, **kwargs: str) -> HttpResponse:
        if sheet.is_submitted:
            return redirect("assessments:thanks", code=sheet.assessment.join_code)
        if not is_in_time(request, sheet.assessment):
            return ended(request, sheet.assessment)
        return view(request, sheet, **kwargs)

    return wrapped


def is_in_time(request: HttpRequest, assessment: models.Assessment) -> bool:
    """Whether a page may be shown, or what was posted may still be saved."""
    return assessment.takes_answers if request.method == "POST" else assessment.is_answerable


def next_address(sheet: models.Sheet) -> str:
    """Where a sheet goes on: the block of the first open question, or the review."""
    code = sheet.assessment.join_code
    questionnaire = load_questionnaire_of(sheet)
    gap = first_open(questionnaire.asked, load_state(sheet).filled)
    for section in questionnaire.sections:
        if gap in section.asked:
            return reverse("assessments:answer", args=[code, section.slug])
    return reverse("assessments:review", args=[code])


def ended(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    """For a phone that has a sheet, or had one: the last day is over, what was saved counts."""
    context = {"assessment": assessment, "languages": languages_of(assessment)}
    return render(request, "assessments/respond/ended.html", context, status=403)


def nothing_open(request: HttpRequest, code: str) -> HttpResponse:
    """The same page for a code that is unknown, not open yet and open no more."""
    language = wished_language(request, [code for code, _name in NAMES])
    with translation.override(language):
        context = {"code": code, "languages": NAMES}
        return render(request, "assessments/respond/nothing_open.html", context, status=404)


NAMES = [("fr", "Français"), ("en", "English")]


def languages_of(assessment: models.Assessment) -> list[tuple[str, str]]:
    """Languages that an assessment is offered in, by code and own name."""
    return [(code, name) for code, name in NAMES if code in assessment.languages]


def wished_language(request: HttpRequest, offered: list[str]) -> str:
    """The language asked for in the address, else the reader's, else the first that is offered."""
    wishes = (request.GET.get("language", ""), translation.get_language() or "")
    return next((wish for wish in wishes if wish in offered), offered[0] if offered else "en")


def progress_patterns() -> dict[str, str]:
    """The patterns by which a page counts on while one answers."""
    return {
        "many": gettext("{answered} of {asked} questions answered · about {minutes} minutes left"),
        "one": gettext("{answered} of {asked} questions answered · about a minute left"),
        "none": gettext("All {asked} questions answered"),
    }


def progress_words(progress: Progress) -> str:
    """How far one is."""
    pattern = {0: "none", 1: "one"}.get(progress.minutes_left, "many")
    return progress_patterns()[pattern].format(
        answered=progress.answered, asked=progress.asked, minutes=progress.minutes_left
    )


def open_words(count: int) -> str:
    """How many questions are open."""
    return ngettext("%(count)s question open", "%(count)s questions open", count) % {"count": count}
