"""When what is worked on: dates, milestones, load, and the calendar to take away."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.timetable import Timetable
from roadmaps.exchange.calendar import MEDIA_TYPE, CalendarFacts, render_calendar
from roadmaps.figures.timeline import department_rows, find_scale, group_stones, lay_axis
from roadmaps.forms.schedule import DatesForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.schedule import find_initiative, load_timetable
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.views.changed import changed_page
from roadmaps.views.downloads import attachment, name_file
from roadmaps.views.replaced import to_latest

MONTHS_OFFERED = 60
"""Work may be dated at least this far from the roadmap's start."""
WAYS = ("phase", "block")
"""How the stones may be grouped."""


@login_required
@require_GET
def schedule(request: HttpRequest, pk: str) -> HttpResponse:
    """Dates of everything that stands in a phase, milestones and load."""
    row = get_roadmap(request.user, pk)
    timetable = load_timetable(row, timezone.localdate())
    return _page(request, row, timetable, _form_asked_for(request, row, timetable))


def _form_asked_for(
    request: HttpRequest, row: models.Roadmap, timetable: Timetable
) -> DatesForm | None:
    """The form of the stone that the address names, for those who may change its dates."""
    initiative = find_initiative(row, request.GET.get("dates", ""))
    return _form(row, timetable, initiative) if initiative and _may_run(request, row) else None


def _may_run(request: HttpRequest, row: models.Roadmap) -> bool:
    """Whether the person may enter dates here: in a version that none has replaced."""
    is_allowed = has_right(request.user, row.assessment.organisation, Right.RUN)
    return is_allowed and find_replacement(row) is None


def _form(
    row: models.Roadmap, timetable: Timetable, initiative: models.Initiative, data: Any = None
) -> DatesForm:
    """The form with the months that were entered, else with those that the schedule found."""
    months = max(MONTHS_OFFERED, timetable.months)
    slot = timetable.find_slot(initiative.stone)
    found = {"starts_month": slot.start_month, "ends_month": slot.end_month - 1} if slot else {}
    initial = found if initiative.starts_month is None else {}
    return DatesForm(
        data, instance=initiative, initial=initial, starts_on=row.starts_on, months=months
    )


def _page(
    request: HttpRequest, row: models.Roadmap, timetable: Timetable, form: DatesForm | None = None
) -> HttpResponse:
    asked = request.GET.get("by", "")
    by = asked if asked in WAYS else WAYS[0]
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "timetable": timetable,
        "axis": lay_axis(timetable),
        "by": by,
        "groups": group_stones(timetable, by),
        "scale": find_scale(timetable),
        "department_rows": department_rows(timetable),
        "departments": load_departments(row.assessment.organisation),
        "wording": wording_of_roadmap(row),
        "may_run": _may_run(request, row),
        "form": form,
    }
    return render(request, "roadmaps/schedule/page.html", context)


@login_required
@changes_only("roadmaps:schedule")
def dates_enter(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Keep the months that a person entered for a stone, or leave them to the schedule again."""
    row = get_roadmap(request.user, pk, Right.RUN)
    initiative = find_initiative(row, stone)
    if initiative is None:
        raise Http404
    timetable = load_timetable(row, timezone.localdate())
    form = _form(row, timetable, initiative, request.POST)
    if not form.is_valid():
        return _page(request, row, timetable, form)
    back = reverse("roadmaps:schedule", args=[pk], query=_way(request), fragment=stone)
    try:
        _keep(request, row, stone, form)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, back)
    except NotLatest as replaced:
        return to_latest(request, replaced.latest, "roadmaps:schedule")
    return redirect(back)


def _keep(request: HttpRequest, row: models.Roadmap, stone: str, form: DatesForm) -> None:
    facts: dict[str, Any] = {"by": request.user, "revision": form.seen}
    save_details(roadmap=row, stone=stone, values=form.values(), **facts)


def _way(request: HttpRequest) -> dict[str, str]:
    return {"by": request.GET["by"]} if request.GET.get("by") in WAYS else {}


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def calendar(request: HttpRequest, pk: str) -> HttpResponse:
    """Milestones and reviews as a file for calendar programs, in the language of the reader."""
    row = get_roadmap(request.user, pk)
    organisation, today = row.assessment.organisation, timezone.localdate()
    facts = CalendarFacts(
        name=_("Roadmap – %(organisation)s") % {"organisation": organisation.name},
        key=row.assessment.pk,
        address=settings.SITE_URL + reverse("roadmaps:schedule", args=[row.pk]),
        departments=load_departments(organisation),
        made_on=today,
    )
    file = render_calendar(load_timetable(row, today), wording_of_roadmap(row), facts)
    response = HttpResponse(file, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = attachment(name_file(organisation.name, today, ".ics"))
    response["X-Content-Type-Options"] = "nosniff"
    return response
