"""The start of the registers: what needs a look, then what each register holds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cxmaturity.signing_in import changes_only
from roadmaps.access import get_roadmap, get_roadmap_to_record
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.registers import review_programme
from roadmaps.domain.staleness import NoticeCode, find_notices
from roadmaps.domain.tools import find_tool_notices
from roadmaps.queries.exposed import load_under_way
from roadmaps.queries.programmes import find_programme, load_departments
from roadmaps.queries.registers import load_registers
from roadmaps.queries.staleness import load_dates
from roadmaps.views.registers.frame import frame


@login_required
@require_GET
def registers(request: HttpRequest, pk: str) -> HttpResponse:
    """What needs a look, each with its link; and how much stands in each register."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    programme = find_programme(row.assessment.organisation)
    departments = load_departments(row.assessment.organisation)
    held = load_registers(row, programme)
    notices = find_notices(load_dates(row, programme, held, tuple(departments)), today)
    under_way, page = load_under_way(row, today), frame(request, row)
    context = page | {
        "programme": programme,
        "registers": held,
        "notices": notices,
        "asks_for_review": any(n.code is NoticeCode.YEARLY_REVIEW for n in notices),
        "names": {**departments, **page["wording"].phases},
        "in_force": [each for each in held.decisions if each.is_in_force],
        "watched": [each for each in held.risks if each.is_watched],
        "followed": [each for each in held.factors if not each.is_closed],
        "present": [each for each in held.agents if each.is_present(today)],
        "tool_notices": find_tool_notices(held.tools, tuple(departments), under_way.ahead),
        "exposed": under_way.exposed,
    }
    return render(request, "roadmaps/registers/overview.html", context)


@login_required
@changes_only("roadmaps:registers")
def programme_reviewed(request: HttpRequest, pk: str) -> HttpResponse:
    """Note that the programme was looked at as a whole today."""
    row = get_roadmap_to_record(request.user, pk)
    programme = ensure_programme(organisation=row.assessment.organisation)
    review_programme(programme=programme, day=timezone.localdate())
    messages.success(request, _("Noted: the programme was looked at as a whole today."))
    return redirect("roadmaps:registers", pk)
