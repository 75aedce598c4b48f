"""The next 90 days: a few actions, kept apart from the plan's long breath."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_entry, get_roadmap, has_right
from roadmaps.actions.next_actions import (
    add_next_action,
    finish_next_action,
    remove_next_action,
    save_next_action,
)
from roadmaps.actions.revisions import Changed
from roadmaps.domain.next_actions import ADVISED, DAYS, last_day_ahead
from roadmaps.forms.next_actions import DoneForm, NextActionForm
from roadmaps.queries.next_actions import load_next_actions, load_proposals
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.templatetags.course import proposal_title
from roadmaps.views.changed import changed_page

PAGE = "roadmaps:next_actions"


@login_required
@require_GET
def next_actions(request: HttpRequest, pk: str) -> HttpResponse:
    """The actions, those whose date has passed first, and what the plan proposes."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    organisation = row.assessment.organisation
    actions = load_next_actions(organisation, today)
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "wording": wording_of_roadmap(row),
        "actions": actions,
        "proposals": load_proposals(row, actions, today),
        "today": today,
        "days": DAYS,
        "advised": ADVISED,
        "may_edit": has_right(request.user, organisation, Right.RUN),
    }
    return render(request, "roadmaps/course/next_actions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def next_action_new(request: HttpRequest, pk: str) -> HttpResponse:
    """A new action, from nothing or from a proposal that the address names."""
    row = get_roadmap(request.user, pk, Right.RUN)
    form = _form(request, row, initial=_proposed(request, row))
    if not form.is_valid():
        return render(request, "roadmaps/course/edit.html", _context(row, form, None))
    action = add_next_action(organisation=row.assessment.organisation, values=form.values())
    _tell_late(request, action)
    return redirect(_back(row, action.pk))


def _proposed(request: HttpRequest, row: models.Roadmap) -> dict[str, Any]:
    """What a proposal fills in; nothing once it does not stand any more."""
    today, key = timezone.localdate(), request.GET.get("from", "")
    actions = load_next_actions(row.assessment.organisation, today)
    offered = load_proposals(row, actions, today) if key else ()
    proposal = next((each for each in offered if each.key == key), None)
    if proposal is None:
        return {}
    wording = wording_of_roadmap(row)
    stone = wording.stones.get(proposal.code)
    return {
        "title": proposal_title(proposal, wording)[:200],
        "owner": proposal.owner[:120],
        "due_on": proposal.due_on,
        "stone": proposal.code if stone else "",
        "proof": stone.sign[:300] if stone else "",
    }


@login_required
@require_http_methods(["GET", "POST"])
def next_action(request: HttpRequest, pk: str, action: int) -> HttpResponse:
    """Change an action."""
    row = get_roadmap(request.user, pk, Right.RUN)
    found = get_entry(row, models.NextAction, action)
    form = _form(request, row, instance=found)
    if not form.is_valid():
        return render(request, "roadmaps/course/edit.html", _context(row, form, found))
    try:
        saved = save_next_action(action=found, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, action))
    _tell_late(request, saved)
    return redirect(_back(row, action))


@login_required
@changes_only(PAGE)
def next_action_done(request: HttpRequest, pk: str, action: int) -> HttpResponse:
    """Say when an action was done; without a day it is open again."""
    row = get_roadmap(request.user, pk, Right.RUN)
    found = get_entry(row, models.NextAction, action)
    form = DoneForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        finish_next_action(action=found, done_on=form.cleaned_data["done_on"])
    for error in form.errors.get("done_on", []):
        messages.error(request, str(error))
    return redirect(_back(row, action))


@login_required
@changes_only(PAGE)
def next_action_remove(request: HttpRequest, pk: str, action: int) -> HttpResponse:
    """Take an action away."""
    row = get_roadmap(request.user, pk, Right.RUN)
    found = get_entry(row, models.NextAction, action)
    seen = request.POST.get("revision", "")
    try:
        remove_next_action(action=found, revision=int(seen) if seen.isdecimal() else -1)
    except Changed as changed:
        notice = _("Somebody else changed this action meanwhile. Look at it, then decide again.")
        current = changed.current
        form = _form(request, row, instance=current, is_new=True)
        context = _context(row, form, current) | {"notice": notice}
        return render(request, "roadmaps/course/edit.html", context, status=409)
    return redirect(_back(row))


def _form(
    request: HttpRequest, row: models.Roadmap, *, is_new: bool = False, **state: Any
) -> NextActionForm:
    """The form, with what was sent unless it is shown anew (`is_new`)."""
    titles, today = wording_of_roadmap(row).stone_titles, timezone.localdate()
    stones = {each.stone: titles.get(each.stone, "") for each in row.initiatives.all()}
    if state.get("instance") and state["instance"].stone:
        # An action may belong to a step that this version has no more.
        stones.setdefault(state["instance"].stone, titles.get(state["instance"].stone, ""))
    sent = None if is_new else request.POST or None
    return NextActionForm(sent, stones=stones, today=today, **state)


def _context(
    row: models.Roadmap, form: NextActionForm, found: models.NextAction | None
) -> dict[str, Any]:
    remove = reverse("roadmaps:next_action_remove", args=[row.pk, found.pk]) if found else ""
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "here": "next",
        "title": _("Change this action") if found else _("A new action"),
        "form": form,
        "back": _back(row, found.pk if found else None),
        "remove": remove,
        "remove_label": _("Remove this action"),
        "revision": found.revision if found else 0,
    }


def _tell_late(request: HttpRequest, action: models.NextAction) -> None:
    """Saved all the same: a date after the 90 days is told."""
    if action.due_on > last_day_ahead(timezone.localdate()):
        text = _(
            "Saved. Its date lies beyond the next %(days)s days: is there a nearer first step?"
        )
        messages.info(request, text % {"days": DAYS})


def _back(row: models.Roadmap, action: int | None = None) -> str:
    fragment = f"action-{action}" if action else None
    return reverse(PAGE, args=[row.pk], fragment=fragment)
