"""Going on with one's answers on another phone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods

from assessments import models
from assessments.access import (
    TOKEN_LENGTH,
    find_own_sheet,
    find_sheet,
    find_sheet_by_token,
    is_from_here,
    sheet_cookie,
)
from assessments.forms.joining import ResumeForm
from assessments.views.cookies import keep_token
from assessments.views.limits import RESUME, count_miss, refusal
from assessments.views.respondents import (
    NAMES,
    languages_of,
    while_open,
    wished_language,
    with_sheet,
)
from cxmaturity.qr import draw_qr

GROUP = 4


@require_GET
@with_sheet
@while_open
def resume_code(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """For the phone that answers: its resume code to type, as a link and as a picture."""
    assessment = sheet.assessment
    token = request.COOKIES[sheet_cookie(assessment)]
    address = settings.SITE_URL + reverse("assessments:resume", args=[assessment.join_code])
    context = {
        "assessment": assessment,
        "sheet": sheet,
        "languages": languages_of(assessment),
        "groups": _group(token),
        "address": address.split("://", 1)[1],
        "link": f"{address}#{token}",
        "qr_svg": draw_qr(f"{address}#{token}", border=2),
        "back": reverse("assessments:review", args=[assessment.join_code]),
    }
    return render(request, "assessments/respond/resume_code.html", context)


def _group(token: str) -> list[str]:
    """The token in groups that can be read aloud; none for one of a former version, which tells
    small letters from capitals and goes by link alone."""
    if len(token) != TOKEN_LENGTH:
        return []
    return [token[start : start + GROUP] for start in range(0, len(token), GROUP)]


@csrf_exempt
@never_cache
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Where a resume code is typed, or read by a script from the part of a link that is not sent.

    The page is the same for every join code, so that it tells nobody which ones there are.
    """
    own = find_own_sheet(request, code)
    with translation.override(wished_language(request, [name for name, _name in NAMES])):
        if request.method != "POST":
            return _ask(request, code, ResumeForm(), own)
        if own is None and (refused := refusal(request, RESUME)):
            return refused
        return _take(request, code, own)


def _take(request: HttpRequest, code: str, own: models.Sheet | None) -> HttpResponse:
    form = ResumeForm(request.POST)
    if not is_from_here(request):
        return _ask(request, code, form, own, status=403)
    if form.is_valid():
        text = form.cleaned_data["token"]
        if found := find_sheet_by_token(code, text):
            return _open(request, *found)
        if own is None:
            count_miss(request, RESUME, f"{code}\n{text}")
        form.add_error("token", _("This code opens nothing here. Please compare it once more."))
    return _ask(request, code, form, own, status=400)


def _open(request: HttpRequest, sheet: models.Sheet, token: str) -> HttpResponse:
    """On to the sheet; what a link carried is only looked up and asks before it gets the cookie.

    Else whoever follows a link would answer unawares on the sheet of the person who sent it.
    """
    assessment = sheet.assessment
    own = find_sheet(request, assessment)
    on = redirect("assessments:join", code=assessment.join_code)
    if own and own.pk == sheet.pk:
        return on
    if "look" in request.POST:
        with translation.override(sheet.language):
            return ask_to_go_on(request, assessment, token)
    return keep_token(on, assessment, token)


def ask_to_go_on(
    request: HttpRequest, assessment: models.Assessment, token: str = ""
) -> HttpResponse:
    """Before a device goes on with a sheet that it does not know: the notice and a button.

    `token` is posted with the button where the address does not hold it.
    """
    context = {
        "assessment": assessment,
        "languages": [] if token else languages_of(assessment),
        "own": find_sheet(request, assessment),
        "token": token,
    }
    return render(request, "assessments/respond/begun.html", context)


def _ask(
    request: HttpRequest,
    code: str,
    form: ResumeForm,
    own: models.Sheet | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"code": code, "form": form, "languages": NAMES, "own": own, "foreign": status == 403}
    return render(request, "assessments/respond/resume.html", context, status=status)
