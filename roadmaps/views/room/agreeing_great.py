"""Revisiting what great looks like, with what the room thought of it and the version before."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roadmaps import models
from roadmaps.access import Right, has_right
from roadmaps.actions.revisions import Changed
from roadmaps.actions.room.agreeing import write_great_here
from roadmaps.domain.great import Great, GreatStatements, usual_expiry
from roadmaps.forms.course import GreatForm
from roadmaps.queries.great import load_great
from roadmaps.queries.room.rounds import load_round


def great_page(request: HttpRequest, item: models.AgendaItem) -> HttpResponse:
    """A new version of what great looks like: for those who govern."""
    workshop = item.workshop
    statements = load_great(workshop.assessment.organisation)
    is_theirs = has_right(request.user, workshop.assessment.organisation, Right.GOVERN)
    if request.method == "POST" and not is_theirs:
        raise PermissionDenied
    if request.method == "POST" and "holds" in request.POST and statements.current:
        return _confirm(request, item, statements.current)
    form, was_changed = _form(request, statements), False
    if form.is_valid():
        if _write(request, item, form.values(), form.seen):
            messages.success(request, _("The new version stands. Those before stay as they were."))
            return redirect("roadmaps:workshop_item", item.workshop_id, item.pk)
        statements, was_changed = load_great(workshop.assessment.organisation), True
        form = _again(request, statements)
    context = _context(item, form, statements) | {"may_edit": is_theirs, "was_changed": was_changed}
    status = 409 if was_changed else 200
    return render(request, "roadmaps/room/agree_great.html", context, status=status)


def _confirm(request: HttpRequest, item: models.AgendaItem, current: Great) -> HttpResponse:
    """The words that stand hold for another year; of other words than the person read nothing is
    said."""
    workshop, today = item.workshop, timezone.localdate()
    facts = {"day": date_format(workshop.held_on, "j F Y")}
    values = {
        "text": current.text,
        "examples": current.examples,
        "reason": _("It still holds: confirmed in the workshop of %(day)s.") % facts,
        "expires_on": usual_expiry(today),
    }
    seen = request.POST.get("revision", "")
    if seen != str(current.number):
        messages.warning(request, _("Somebody wrote other words meanwhile. Nothing was changed."))
    elif workshop.great_version == current.number:
        messages.info(request, _("This version was written in this session already."))
    elif _write(request, item, values, current.number):
        messages.success(request, _("It still holds: the minutes say that it was confirmed."))
    return redirect("roadmaps:workshop_item", item.workshop_id, item.pk)


def _form(request: HttpRequest, statements: GreatStatements, data: Any = None) -> GreatForm:
    """The form, from the words that hold today."""
    today, current = timezone.localdate(), statements.current
    initial: dict[str, Any] = {"expires_on": usual_expiry(today)}
    if current:
        initial |= {"text": current.text, "examples": current.examples}
    replaces = current.number if current else 0
    return GreatForm(data or request.POST or None, initial=initial, replaces=replaces, today=today)


def _again(request: HttpRequest, statements: GreatStatements) -> GreatForm:
    """What was entered, to be sent once more over the version that was written meanwhile."""
    data = request.POST.copy()
    data["revision"] = str(statements.current.number if statements.current else 0)
    return _form(request, statements, data)


def _write(
    request: HttpRequest, item: models.AgendaItem, values: Mapping[str, Any], seen: int
) -> bool:
    """Write the version; False where somebody wrote another one meanwhile."""
    user: Any = request.user
    try:
        write_great_here(
            workshop=item.workshop,
            **{"reason": "", **values},
            written_on=timezone.localdate(),
            written_by=user.get_full_name() or user.get_username(),
            replaces=seen,
        )
    except Changed:
        return False
    return True


def _context(
    item: models.AgendaItem, form: GreatForm, statements: GreatStatements
) -> dict[str, Any]:
    return {
        "workshop": item.workshop,
        "assessment": item.workshop.assessment,
        "item": item,
        "form": form,
        "current": statements.current,
        "before": statements.earlier[0] if statements.earlier else None,
        "opinions": load_round(item),
        "holds_until": usual_expiry(timezone.localdate()),
    }
