"""Other ways to reach a stone: kept, changed, chosen with a reason, removed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.actions.work import ChosenWay, add_way, change_way, choose_way, remove_way
from roadmaps.forms.boards import ReasonForm
from roadmaps.forms.initiatives import WayForm
from roadmaps.queries.stones import find_way
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.board_refusals import meanwhile, number_in, on_latest
from roadmaps.views.changed import changed_page
from roadmaps.views.initiatives import address_of, initiative_page

BOARD = "roadmaps:roadmap"


@login_required
@changes_only(BOARD)
@on_latest
def way_new(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Keep another way to reach a stone, to be chosen or not."""
    row, form = get_roadmap(request.user, pk, Right.RUN), WayForm(request.POST)
    if not form.is_valid():
        return initiative_page(request, row, stone, way_form=form)
    try:
        add_way(roadmap=row, stone=stone, values=form.values())
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    messages.success(request, _("Kept beside the catalogue’s way. Choose it whenever you like."))
    return _back(row, stone)


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def way(request: HttpRequest, pk: str, stone: str, way: int) -> HttpResponse:
    """Change another way; where it is chosen, the plan changes with it."""
    row = get_roadmap(request.user, pk, Right.RUN)
    found = _get_way(row, stone, way)
    form = WayForm(request.POST or None, instance=found)
    if not form.is_valid():
        wording = wording_of_roadmap(row)
        context: dict[str, Any] = {
            "roadmap": row,
            "assessment": row.assessment,
            "wording": wording,
            "stone": stone,
            "form": form,
            "way": found,
        }
        return render(request, "roadmaps/board/way.html", context)
    try:
        facts: dict[str, Any] = {"values": form.values(), "revision": form.seen}
        change_way(roadmap=row, way=_get_way(row, stone, way), by=request.user, **facts)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, address_of(row, stone))
    return _back(row, stone)


@login_required
@changes_only(BOARD)
@on_latest
def way_remove(request: HttpRequest, pk: str, stone: str, way: int) -> HttpResponse:
    """Remove another way that nobody chose."""
    row = get_roadmap(request.user, pk, Right.RUN)
    try:
        remove_way(roadmap=row, way=_get_way(row, stone, way))
    except ChosenWay:
        messages.warning(request, _("This way is chosen. Choose another one before you remove it."))
    else:
        messages.success(request, _("Removed."))
    return _back(row, stone)


@login_required
@changes_only(BOARD)
@on_latest
def way_choose(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Reach a stone in another way, with a reason, or in the catalogue's again."""
    row, number = get_roadmap(request.user, pk, Right.RUN), request.POST.get("way", "")
    chosen = _get_way(row, stone, number_in(request.POST, "way")) if number else None
    form = ReasonForm(request.POST)
    if chosen and not form.is_valid():
        for error in form.errors["reason"]:
            messages.error(request, str(error))
        return _back(row, stone)
    try:
        _choose(request, row, stone, chosen)
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    except Changed as changed:
        wanted = _("You wanted to choose “%(title)s”.")
        title = chosen.title if chosen else _("the catalogue’s way")
        return meanwhile(request, row, changed.current, wanted % {"title": title})
    return _back(row, stone)


def _choose(
    request: HttpRequest, row: models.Roadmap, stone: str, chosen: models.Alternative | None
) -> None:
    because = request.POST.get("reason", "").strip() if chosen else ""
    facts: dict[str, Any] = {"by": request.user, "revision": number_in(request.POST, "revision")}
    choose_way(roadmap=row, stone=stone, way=chosen, because=because, **facts)
    messages.success(request, _("Chosen. The board counts with it at once."))


def _get_way(row: models.Roadmap, stone: str, pk: int) -> models.Alternative:
    found = find_way(row, stone, pk)
    if found is None:
        raise Http404
    return found


def _back(row: models.Roadmap, stone: str) -> HttpResponse:
    return redirect(f"{address_of(row, stone)}#ways")
