"""What is said when a change of a board cannot be made: somebody was faster, or it is replaced."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from roadmaps import models
from roadmaps.actions.settling import NotLatest
from roadmaps.forms.changes import Names, tell_change
from roadmaps.queries.boards import load_changes
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.wording import wording_of_roadmap

View = Callable[..., HttpResponse]
NEVER_SEEN = -1
"""Stands for what was not sent: no revision and no key is ever this."""
MOST_DIGITS = 18
OWN_FIELDS = {"csrfmiddlewaretoken", "revision", "board"}


def on_latest(view: View) -> View:
    """For a view that changes a board: one that was replaced is for reading, which is said (409)
    with a way to the version that is followed today."""

    @wraps(view)
    def answer(request: HttpRequest, pk: Any, **facts: Any) -> HttpResponse:
        try:
            return view(request, pk=pk, **facts)
        except NotLatest as replaced:
            row = get_object_or_404(models.Roadmap.objects.select_related("assessment"), pk=pk)
            return not_latest(request, row, replaced.latest)

    return answer


def not_latest(request: HttpRequest, row: models.Roadmap, latest: models.Roadmap) -> HttpResponse:
    """The page (409) that says that nothing was changed, and where to change it."""
    context = {"roadmap": row, "assessment": row.assessment, "latest": latest}
    return render(request, "roadmaps/board/not_latest.html", context, status=409)


def number_in(values: Mapping[str, Any], name: str) -> int:
    """A number that was sent: the revision that a person saw, the change to take back."""
    sent = str(values.get(name, ""))
    return int(sent) if sent.isdecimal() and len(sent) <= MOST_DIGITS else NEVER_SEEN


def meanwhile(
    request: HttpRequest, row: models.Roadmap, current: models.Initiative, wanted: str
) -> HttpResponse:
    """The page (409) that says what somebody else did to a stone meanwhile, how it stands now and
    what was `wanted`, with both choices."""
    names = names_of(row)
    sent = [(n, v) for n, values in request.POST.lists() for v in values if n not in OWN_FIELDS]
    last = next(iter(load_changes(row, current.stone, count=1)), None)
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": names.wording,
        "initiative": current,
        "told": tell_change(last, names) if last and not last.is_undone else "",
        "last": last,
        "wanted": wanted,
        "sent": [*sent, ("revision", current.revision), ("board", row.revision)],
        "back": reverse("roadmaps:roadmap", args=[row.pk], fragment=current.stone),
    }
    return render(request, "roadmaps/board/meanwhile.html", context, status=409)


def names_of(row: models.Roadmap) -> Names:
    """What codes are called on the pages of a roadmap."""
    departments = load_departments(row.assessment.organisation)
    return Names(wording_of_roadmap(row), departments, row.starts_on)


def tell_of_others(request: HttpRequest, made: models.BoardChange | None) -> None:
    """Say that the board looks otherwise than it did when the person began, if others changed it
    and this change is no news of theirs."""
    seen = number_in(request.POST, "board")
    if made and seen != NEVER_SEEN and made.roadmap.revision > seen + 1:
        messages.info(
            request, _("Others have changed the board meanwhile. This is how it stands now.")
        )
