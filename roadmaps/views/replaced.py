"""What is said to those who change a version that another one has replaced."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from roadmaps import models


def to_latest(request: HttpRequest, latest: models.Roadmap, page: str) -> HttpResponse:
    """The same page of the version that is followed today. Nothing was changed."""
    messages.warning(
        request,
        _("This version was replaced and is for reading. You are now in version %(number)s.")
        % {"number": latest.number},
    )
    return redirect(page, latest.pk)


def words_kept(latest: models.Roadmap, address: str) -> dict[str, Any]:
    """For a page with a form: it says that `latest` is followed today, and sends what was entered
    to `address` there. Nothing was changed, and nothing is lost."""
    notice = _(
        "This version was replaced while you wrote and is for reading. Your words are still here: "
        "saving keeps them in version %(number)s."
    )
    return {"notice": notice % {"number": latest.number}, "action": address}
