"""Changing the agenda from the desk."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import get_workshop
from roadmaps.actions.room.agenda import InUse, add_item, drop_item, move_item, set_minutes
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.domain.room.scenes import Kind
from roadmaps.forms.workshops import ItemForm, MinutesForm
from roadmaps.queries.room.desk import load_addable
from roadmaps.views.room.answering import DESK, back_to_room


@login_required
@changes_only(DESK)
def item_add(request: HttpRequest, pk: str) -> HttpResponse:
    """Something more to talk about."""
    workshop = get_workshop(request.user, pk)
    form = ItemForm(request.POST, addable=load_addable(workshop))
    if not form.is_valid():
        return back_to_room(request, workshop, _first_error(form))
    said = form.values()
    return _answer(
        request,
        workshop,
        lambda: add_item(
            workshop=workshop,
            kind=Kind(said["kind"]),
            subject=said["subject"],
            minutes=said["minutes"],
        ),
    )


@login_required
@changes_only(DESK)
def item_move(request: HttpRequest, pk: str, item: int) -> HttpResponse:
    """Earlier or later."""
    workshop = get_workshop(request.user, pk)
    row, to = _find(workshop, item), request.POST.get("to", "")
    if not to.isdecimal():
        return back_to_room(request, workshop)
    return _answer(request, workshop, lambda: move_item(item=row, to=int(to[:6])))


@login_required
@changes_only(DESK)
def item_minutes(request: HttpRequest, pk: str, item: int) -> HttpResponse:
    """More or less time."""
    workshop = get_workshop(request.user, pk)
    row, form = _find(workshop, item), MinutesForm(request.POST)
    if not form.is_valid():
        said = _("An item takes 1 to 240 minutes. Nothing was changed.")
        return back_to_room(request, workshop, said)
    minutes = form.cleaned_data["minutes"]
    return _answer(request, workshop, lambda: set_minutes(item=row, minutes=minutes))


@login_required
@changes_only(DESK)
def item_drop(request: HttpRequest, pk: str, item: int) -> HttpResponse:
    """Not to be talked about; dropped already: nothing more happens."""
    workshop = get_workshop(request.user, pk)
    row = workshop.agenda.filter(pk=item).first()
    if row is None:
        return back_to_room(request, workshop)
    row.workshop = workshop
    return _answer(request, workshop, lambda: drop_item(item=row))


def _answer(
    request: HttpRequest, workshop: models.Workshop, change: Callable[[], object]
) -> HttpResponse:
    said = ""
    try:
        change()
    except AlreadyOver:
        said = _("The workshop is over. Nothing was changed.")
    except InUse:
        said = _("The room looks at this item or has spoken of it: it stays.")
    return back_to_room(request, workshop, said)


def _find(workshop: models.Workshop, pk: int) -> models.AgendaItem:
    row = get_object_or_404(models.AgendaItem, pk=pk, workshop=workshop)
    row.workshop = workshop
    return row


def _first_error(form: ItemForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)
