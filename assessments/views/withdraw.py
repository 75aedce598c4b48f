"""Taking one's answers back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments import models
from assessments.access import find_own_sheet, normalise_code
from assessments.actions.saving import AnswerRefused
from assessments.actions.withdrawing import withdraw_sheet
from assessments.views.cookies import forget
from assessments.views.respondents import NAMES, languages_of, wished_language


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then delete. Without a sheet on this phone the page says the same for every code: how
    to withdraw, and why nobody can any more after closing."""
    sheet = find_own_sheet(request, code)
    language = (
        sheet.language if sheet else wished_language(request, [name for name, _name in NAMES])
    )
    with translation.override(language):
        if sheet is None:
            return _explain(request, code)
        if request.method == "POST":
            return _delete(request, sheet)
        context = {
            "assessment": sheet.assessment,
            "sheet": sheet,
            "languages": languages_of(sheet.assessment),
        }
        return render(request, "assessments/respond/withdraw.html", context)


def _delete(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    code = str(sheet.assessment.join_code)
    try:
        withdraw_sheet(sheet=sheet)
    except AnswerRefused:  # closed between reading and writing
        return _explain(request, code)
    address = reverse("assessments:withdraw", args=[code])
    response = redirect(f"{address}?withdrawn=1&language={sheet.language}")
    return forget(response, sheet.assessment)


def _explain(request: HttpRequest, code: str) -> HttpResponse:
    is_done = "withdrawn" in request.GET
    template = "withdrawn.html" if is_done else "withdraw_not.html"
    context = {"code": normalise_code(code) or "-", "languages": NAMES, "is_done": is_done}
    status = 200 if is_done else 404
    return render(request, f"assessments/respond/{template}", context, status=status)
