"""What a phone keeps of an assessment: its resume token, and a mark that it began."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from assessments import models
from assessments.access import find_assessment_by_code, normalise_code, sheet_cookie

MARGIN: Final = dt.timedelta(days=30)
"""How long a phone still finds its thank-you page after the last day."""
LONGEST: Final = dt.timedelta(days=400)
"""Browsers keep no cookie for longer."""


def keep_token(response: HttpResponse, assessment: models.Assessment, token: str) -> HttpResponse:
    """The response with the resume token and the mark."""
    _keep(response, assessment, sheet_cookie(assessment), token)
    return keep_mark(response, assessment)


def keep_mark(response: HttpResponse, assessment: models.Assessment) -> HttpResponse:
    """The response with the mark: the same for all who began, so that it leads to nobody.

    Closing erases what leads from a token to a sheet. Only by the mark a phone still learns that
    the questionnaire has ended; without it, a code that is closed and an unknown one are alike.
    """
    code = str(assessment.join_code)
    return _keep(response, assessment, _mark_cookie(code), _sign(code))


def forget(response: HttpResponse, assessment: models.Assessment) -> HttpResponse:
    """The response that takes both back."""
    for name in (sheet_cookie(assessment), _mark_cookie(str(assessment.join_code))):
        response.delete_cookie(name, samesite="Lax")
    return response


def find_ended(request: HttpRequest, code: str) -> models.Assessment | None:
    """The closed assessment of a join code, for a phone that began there before it closed."""
    join_code = normalise_code(code)
    mark = request.COOKIES.get(_mark_cookie(join_code), "")
    if not (mark and constant_time_compare(mark, _sign(join_code))):
        return None
    assessment = find_assessment_by_code(join_code)
    return assessment if assessment and assessment.is_closed else None


def _mark_cookie(join_code: str) -> str:
    return f"{settings.SHEET_COOKIE_PREFIX}{join_code}-begun"


def _sign(join_code: str) -> str:
    return salted_hmac("assessments.begun", join_code, algorithm="sha256").hexdigest()


def _keep(
    response: HttpResponse, assessment: models.Assessment, name: str, value: str
) -> HttpResponse:
    response.set_cookie(
        name,
        value,
        max_age=min(assessment.closes_on - timezone.localdate() + MARGIN, LONGEST),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
