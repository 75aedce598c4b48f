"""What a message leads to: the personal link, and the way out of further messages."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from assessments import models
from assessments.access import find_own_sheet, is_from_here
from assessments.actions.invitations import subscribe_again, unsubscribe
from assessments.actions.invited import resume_token, start_invited
from assessments.queries.invitations import find_invitation, read_unsubscribe_token
from assessments.views.cookies import keep_token
from assessments.views.join import first_page
from assessments.views.respondents import (
    NAMES,
    ended,
    languages_of,
    next_address,
    nothing_open,
    wished_language,
)
from assessments.views.resume import ask_to_go_on


@csrf_exempt
@never_cache
@gzip_page
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The first page for one person: looking sets no cookie, Start makes the sheet.

    Whoever opens the link again goes on with that sheet, on any device, until it is handed in.
    """
    invitation = find_invitation(token)
    if invitation is None:  # not signed by us, or removed: nothing to guess, so nothing to count
        return nothing_open(request, "")
    with translation.override(_language(request, invitation)):
        if invitation.has_answered:
            return _answered(request, invitation.assessment)
        if not invitation.assessment.is_answerable:
            sheet = invitation.sheet
            return ended(request, sheet.assessment) if sheet else nothing_open(request, "")
        if invitation.sheet:
            return _go_on(request, invitation.sheet)
        return _begin(request, invitation)


def _language(request: HttpRequest, invitation: models.Invitation) -> str:
    """The language asked for, else that of the sheet, else that of the message."""
    wish = request.GET.get("language", "")
    if wish in invitation.assessment.languages:
        return wish
    return invitation.sheet.language if invitation.sheet else invitation.language


def _begin(request: HttpRequest, invitation: models.Invitation) -> HttpResponse:
    department = invitation.department
    return first_page(
        request,
        invitation.assessment,
        start=partial(_start, invitation),
        preset={"department": department.code} if department else {},
    )


def _start(
    invitation: models.Invitation, *, assessment: models.Assessment, **respondent: Any
) -> tuple[models.Sheet, str]:
    return start_invited(invitation=invitation, **respondent)


def _go_on(request: HttpRequest, sheet: models.Sheet) -> HttpResponse:
    """On a device that knows the sheet straight on; another one asks before it gets the cookie."""
    assessment = sheet.assessment
    own = find_own_sheet(request, str(assessment.join_code))
    if own and own.pk == sheet.pk:
        return redirect(next_address(sheet))
    if request.method == "POST" and is_from_here(request):
        return keep_token(redirect(next_address(sheet)), assessment, resume_token(sheet))
    return ask_to_go_on(request, assessment)


def _answered(request: HttpRequest, assessment: models.Assessment) -> HttpResponse:
    context = {"assessment": assessment, "languages": languages_of(assessment)}
    return render(request, "assessments/respond/answered.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """One button, or one click of a mail program (RFC 8058); nothing changes by looking.

    The token is the permission: mail programs send it without cookies, so no other is asked for.
    """
    found = read_unsubscribe_token(token)
    with translation.override(wished_language(request, [code for code, _name in NAMES])):
        if found is None:
            return nothing_open(request, "")
        organisation, digest = found
        if request.method == "POST":
            change = subscribe_again if "again" in request.POST else unsubscribe
            change(organisation=organisation, digest=digest)
        is_out = organisation.unsubscriptions.filter(email_digest=digest).exists()
        context = {"organisation": organisation, "is_out": is_out, "languages": NAMES}
        return render(request, "assessments/respond/unsubscribe.html", context)
