"""What great looks like, and the goal above it: pages of those who govern."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap
from roadmaps.actions.great import save_goal, write_great
from roadmaps.actions.revisions import Changed
from roadmaps.domain.great import GreatStatements, usual_expiry
from roadmaps.forms.course import GoalForm, GreatForm
from roadmaps.queries.great import load_great
from roadmaps.queries.programmes import find_programme
from roadmaps.views.changed import changed_page


@login_required
@require_http_methods(["GET", "POST"])
def great(request: HttpRequest, pk: str) -> HttpResponse:
    """A new version of what great looks like; the others stay as they are."""
    row = get_roadmap(request.user, pk, Right.GOVERN)
    statements = load_great(row.assessment.organisation)
    form = _great_form(request, statements)
    if not form.is_valid():
        context = _context(row, form, _("What does great look like?"), "great")
        return render(request, "roadmaps/course/great.html", context | {"great": statements})
    try:
        _write(request, row, form)
    except Changed as changed:
        # Versions count themselves: the number is what `revision` is elsewhere.
        changed.current.revision = changed.current.number
        return changed_page(request, row, form, changed.current, _back(row, "great"))
    return redirect(_back(row, "great"))


def _write(request: HttpRequest, row: models.Roadmap, form: GreatForm) -> None:
    user: Any = request.user
    write_great(
        organisation=row.assessment.organisation,
        **({"reason": ""} | form.values()),
        written_on=timezone.localdate(),
        written_by=user.get_full_name() or user.get_username(),
        replaces=form.seen,
    )


def _great_form(request: HttpRequest, statements: GreatStatements) -> GreatForm:
    """The form, from the words that hold today."""
    today, current = timezone.localdate(), statements.current
    initial: dict[str, Any] = {"expires_on": usual_expiry(today)}
    if current:
        initial |= {"text": current.text, "examples": current.examples}
    replaces = current.number if current else 0
    return GreatForm(request.POST or None, initial=initial, replaces=replaces, today=today)


@login_required
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, pk: str) -> HttpResponse:
    """The strategic goal that the programme serves."""
    row = get_roadmap(request.user, pk, Right.GOVERN)
    organisation = row.assessment.organisation
    form = GoalForm(request.POST or None, instance=find_programme(organisation))
    if not form.is_valid():
        context = _context(row, form, _("Which goal does the programme serve?"), "goal")
        return render(request, "roadmaps/course/edit.html", context)
    try:
        save_goal(organisation=organisation, **form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, "goal"))
    return redirect(_back(row, "goal"))


def _context(row: models.Roadmap, form: Any, title: str, fragment: str) -> dict[str, Any]:
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "here": "course",
        "title": title,
        "form": form,
        "back": _back(row, fragment),
    }


def _back(row: models.Roadmap, fragment: str) -> str:
    return reverse("roadmaps:course", args=[row.pk], fragment=fragment)
