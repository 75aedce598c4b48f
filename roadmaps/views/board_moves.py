"""Moving, locking, leaving out; overriding rules; taking a change back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.boards import ChangedSince, NothingToUndo, undo_change
from roadmaps.actions.initiatives import (
    exclude_initiative,
    lock_initiative,
    move_initiative,
    unlock_initiative,
)
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import UnknownInitiative
from roadmaps.actions.waivers import UnknownRule, restore_rule, waive_rule
from roadmaps.domain.plans import LATER
from roadmaps.forms.boards import ReasonForm
from roadmaps.forms.changes import find_title, rule_name
from roadmaps.forms.plans import ExcludeForm
from roadmaps.queries.boards import find_change
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.board_refusals import meanwhile, names_of, number_in, on_latest, tell_of_others

BOARD = "roadmaps:roadmap"


@login_required
@changes_only(BOARD)
@on_latest
def initiative_move(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Move a stone to a phase, lock it where it is, leave it to the planner again, or leave it
    out with a reason."""
    row = get_roadmap(request.user, pk, Right.RUN)
    try:
        made = _change(request, row, stone)
    except UnknownInitiative as unknown:
        raise Http404 from unknown
    except Changed as changed:
        return meanwhile(request, row, changed.current, _wish(request, row))
    tell_of_others(request, made)
    is_moved = made and made.kind == models.BoardChange.Kind.MOVED
    return back_to(row, stone, moved=stone if is_moved else "")


def back_to(row: models.Roadmap, stone: str, **query: str) -> HttpResponse:
    """The board, at the card of a stone."""
    given = {name: value for name, value in query.items() if value}
    return redirect(reverse(BOARD, args=[row.pk], query=given, fragment=stone or None))


def _change(request: HttpRequest, row: models.Roadmap, stone: str) -> models.BoardChange | None:
    which: dict[str, Any] = {"roadmap": row, "stone": stone}
    which |= {"by": request.user, "revision": number_in(request.POST, "revision")}
    if "lock" in request.POST:
        return lock_initiative(**which)
    if "unlock" in request.POST:
        return unlock_initiative(**which)
    if "exclude" in request.POST:
        form = ExcludeForm(request.POST)
        if form.is_valid():
            return exclude_initiative(**which, reason=form.cleaned_data["reason"])
        _say(request, form)
        return None
    phase = request.POST.get("phase", "")
    if not phase:
        raise UnknownInitiative(phase)
    return move_initiative(**which, phase="" if phase == LATER else phase)


def _say(request: HttpRequest, form: Any) -> None:
    for error in form.errors.get("reason", []):
        messages.error(request, str(error))


def _wish(request: HttpRequest, row: models.Roadmap) -> str:
    """What a person wanted of a stone, in one sentence."""
    if "lock" in request.POST:
        return _("You wanted to lock it where it stood.")
    if "unlock" in request.POST:
        return _("You wanted to leave it to the planner.")
    if "exclude" in request.POST:
        return _("You wanted to leave it out: %(reason)s") % {"reason": request.POST["reason"]}
    phase = request.POST.get("phase", LATER)
    phases = wording_of_roadmap(row).phases
    there = _("later") if phase == LATER else phases.get(phase, phase).lower()
    return _("You wanted to move it to %(phase)s.") % {"phase": there}


@login_required
@changes_only(BOARD)
@on_latest
def waive(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Override a hard rule for a stone, with a reason, or let it hold again."""
    row, rule = get_roadmap(request.user, pk, Right.RUN), request.POST.get("rule", "")
    try:
        made = _waive(request, row, stone, rule)
    except (UnknownInitiative, UnknownRule) as unknown:
        raise Http404 from unknown
    except Changed as changed:
        wanted = _("You wanted to override “%(rule)s”: %(reason)s")
        if "restore" in request.POST:
            wanted = _("You wanted to restore “%(rule)s”.")
        facts = {"rule": rule_name(rule), "reason": request.POST.get("reason", "")}
        return meanwhile(request, row, changed.current, wanted % facts)
    tell_of_others(request, made)
    return back_to(row, stone)


def _waive(
    request: HttpRequest, row: models.Roadmap, stone: str, rule: str
) -> models.BoardChange | None:
    which: dict[str, Any] = {"roadmap": row, "stone": stone, "rule": rule}
    which |= {"by": request.user, "revision": number_in(request.POST, "revision")}
    if "restore" in request.POST:
        return restore_rule(**which)
    form = ReasonForm(request.POST)
    if form.is_valid():
        return waive_rule(**which, reason=form.cleaned_data["reason"])
    _say(request, form)
    return None


@login_required
@changes_only(BOARD)
@on_latest
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    """Take back one's own last change of a board that stands."""
    row, change = get_roadmap(request.user, pk, Right.RUN), number_in(request.POST, "change")
    try:
        stone = undo_change(roadmap=row, change=change, by=request.user).stone
    except NothingToUndo:
        messages.warning(request, _("Nothing was undone: that is no longer your last change."))
        return redirect(BOARD, row.pk)
    except ChangedSince as refused:
        stone = refused.change.stone
        messages.warning(request, _refusal(row, refused.change.pk))
    else:
        messages.success(request, _("Undone. All is as it was before that change."))
    return back_to(row, stone)


def _refusal(row: models.Roadmap, change: int) -> str:
    """Why a change cannot be taken back."""
    found = find_change(row, change)
    if not found.stone:
        return _("Nothing was undone: the board was changed since the plan was solved again.")
    title = find_title(found, names_of(row))
    return _("Nothing was undone: “%(title)s” was changed since.") % {"title": title}
