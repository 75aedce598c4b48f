"""What lets a reader without an account in: the token of a shared link at first, then a cookie that
is good for one link, for some hours, and is sent nowhere else."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from roadmaps import models

LASTING: Final = dt.timedelta(hours=12)
SALT: Final = "roadmaps.shared"


def give_pass(response: HttpResponse, link: models.SharedLink, *, is_let_in: bool) -> HttpResponse:
    """The response with the cookie; without `is_let_in` it only shows where the passphrase goes."""
    response.set_cookie(
        _name(link.pk),
        signing.dumps([link.pk.hex, is_let_in], salt=SALT),
        max_age=LASTING,
        path=reverse("roadmaps:shared_report", args=[link.pk]),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",  # Strict would not be sent on the way from a message to here
    )
    return response


def read_pass(request: HttpRequest, pk: object) -> bool | None:
    """Whether the reader has been let in by a link; None for whoever did not come by it."""
    try:
        found, is_let_in = signing.loads(
            request.COOKIES.get(_name(pk), ""), salt=SALT, max_age=LASTING
        )
    except (signing.BadSignature, ValueError):
        return None
    return bool(is_let_in) if found == str(pk).replace("-", "") else None


def _name(pk: object) -> str:
    """`__Host-` would send it to every address."""
    return f"{'__Secure-' if settings.HTTPS else ''}shared-{str(pk).replace('-', '')}"
