"""What people did to a board, or to one stone of it, newest first."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from roadmaps import models
from roadmaps.access import get_roadmap
from roadmaps.forms.changes import Names, tell_change
from roadmaps.queries.boards import Change, load_changes
from roadmaps.views.board_refusals import names_of, number_in

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """A change and its sentence."""

    change: Change
    text: str


@login_required
@require_GET
def history(request: HttpRequest, pk: str, stone: str = "") -> HttpResponse:
    """Who changed what and when; `before` in the address asks for older changes."""
    row = get_roadmap(request.user, pk)
    if stone and not row.initiatives.filter(stone=stone).exists():
        raise Http404
    names = names_of(row)
    told = tell_changes(row, names, stone, number_in(request.GET, "before"))
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": names.wording,
        "stone": stone,
        "changes": told[:SHOWN],
        "older": told[SHOWN - 1].change.pk if len(told) > SHOWN else None,
    }
    return render(request, "roadmaps/board/history.html", context)


def tell_changes(
    row: models.Roadmap, names: Names, stone: str = "", before: int = -1, count: int = SHOWN
) -> list[Told]:
    """The newest changes in sentences, and one more if there are more."""
    changes = load_changes(row, stone, before, count + 1)
    return [Told(change, tell_change(change, names)) for change in changes]
