"""Initiatives of one's own: added, changed, removed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.own_initiatives import (
    add_initiative,
    change_initiative,
    find_own,
    remove_initiative,
)
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.domain.scopes import Scope
from roadmaps.forms.initiatives import OwnForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.documents import from_document
from roadmaps.queries.stones import find_stored
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.board_moves import back_to
from roadmaps.views.board_refusals import meanwhile, not_latest, number_in, on_latest
from roadmaps.views.changed import changed_page
from roadmaps.views.initiatives import address_of, find_lines, get_initiative


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def own_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Add an initiative of one's own; it stands later until it is moved or the plan is solved."""
    row = get_roadmap(request.user, pk, Right.RUN)
    form = _form(request.POST or None, row, None, _offered(request, row))
    if not form.is_valid():
        return _own_page(request, row, form, "")
    made = add_initiative(roadmap=row, work=form.work(), values=form.columns(), by=request.user)
    messages.success(
        request, _("Added. Solve again to place it, or move it to where it should stand.")
    )
    return back_to(row, made.stone)


@login_required
@require_http_methods(["GET", "POST"])
@on_latest
def own(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Change an initiative of one's own."""
    row = get_roadmap(request.user, pk, Right.RUN)
    _check_own(row, stone)
    form = _form(request.POST or None, row, get_initiative(row, stone))
    if not form.is_valid():
        return _own_page(request, row, form, stone)
    try:
        facts: dict[str, Any] = {"by": request.user, "revision": form.seen}
        work, values = form.work(), form.columns()
        change_initiative(roadmap=row, stone=stone, work=work, values=values, **facts)
    except Changed as changed:
        stored = find_stored(get_roadmap(request.user, pk), changed.current)
        return changed_page(request, row, form, stored, address_of(row, stone))
    messages.success(request, _("Saved. The board counts with it at once."))
    return redirect(address_of(row, stone))


@login_required
@changes_only("roadmaps:roadmap")
@on_latest
def own_remove(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Take an initiative of one's own off the board; it can be undone."""
    row = get_roadmap(request.user, pk, Right.RUN)
    try:
        facts: dict[str, Any] = {
            "by": request.user,
            "revision": number_in(request.POST, "revision"),
        }
        remove_initiative(roadmap=row, stone=stone, **facts)
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    except Changed as changed:
        return meanwhile(request, row, changed.current, _("You wanted to remove it."))
    messages.success(request, _("Removed. You can undo it on the board."))
    return redirect("roadmaps:roadmap", row.pk)


def _check_own(row: models.Roadmap, stone: str) -> None:
    try:
        find_own(from_document(row.scope, Scope), stone)
    except UnknownInitiative as unknown:
        raise Http404 from unknown


def _offered(request: HttpRequest, row: models.Roadmap) -> dict[str, str]:
    """What another page proposes as a start: an idea of a room, for a building block."""
    title, block = request.GET.get("title", "")[:200], request.GET.get("block", "")
    return {"title": title} | ({"block": block} if block in row.scope["blocks"] else {})


def _form(
    sent: Any,
    row: models.Roadmap,
    initiative: models.Initiative | None,
    offered: Mapping[str, str] = MappingProxyType({}),
) -> OwnForm:
    wording = wording_of_roadmap(row)
    shown = dict(find_stored(row, initiative).facts) if initiative else dict(offered)
    blocks = {block: wording.block_names.get(block, block) for block in row.scope["blocks"]}
    return OwnForm(
        sent,
        instance=initiative or models.Initiative(roadmap=row),
        initial=shown,
        blocks=blocks,
        workstreams=wording.workstreams,
        lenses=wording.lenses,
        lines=find_lines(row),
    )


def _own_page(request: HttpRequest, row: models.Roadmap, form: OwnForm, stone: str) -> HttpResponse:
    latest = find_replacement(row)
    if latest:
        return not_latest(request, row, latest)
    back = address_of(row, stone) if stone else reverse("roadmaps:roadmap", args=[row.pk])
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "form": form,
        "stone": stone,
        "revision": form.instance.revision,
        "back": back,
    }
    return render(request, "roadmaps/board/own.html", context)
