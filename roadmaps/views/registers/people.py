"""Who carries the change, and where nobody does."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from roadmaps.access import get_roadmap
from roadmaps.domain.people import find_coverage, find_ownership, quarters_until, uncovered
from roadmaps.domain.staleness import NoticeCode, find_notices
from roadmaps.queries.exposed import load_under_way
from roadmaps.queries.programmes import find_programme, load_departments
from roadmaps.queries.registers import load_registers
from roadmaps.queries.staleness import load_dates
from roadmaps.views.registers.frame import frame

QUARTERS = 4
ABOUT_PEOPLE = (NoticeCode.ISOLATED_AGENT, NoticeCode.NO_RELAY)


@login_required
@require_GET
def people(request: HttpRequest, pk: str) -> HttpResponse:
    """Change agents and relays, their departments over time, and steps that nobody owns."""
    row, today = get_roadmap(request.user, pk), timezone.localdate()
    programme = find_programme(row.assessment.organisation)
    departments = load_departments(row.assessment.organisation)
    held, under_way = load_registers(row, programme), load_under_way(row, today)
    notices = find_notices(load_dates(row, programme, held, tuple(departments)), today)
    days, agents = quarters_until(today, QUARTERS), held.agents
    context = frame(request, row) | {
        "departments": departments,
        "notices": [notice for notice in notices if notice.code in ABOUT_PEOPLE],
        "present": [each for each in agents if not each.has_left(today)],
        "left": [each for each in agents if each.has_left(today)],
        "days": days,
        "coverage": find_coverage(agents, tuple(departments), days),
        "covered": len(departments) - len(uncovered(agents, tuple(departments), today)),
        "ownership": find_ownership(under_way.details, under_way.placement),
    }
    return render(request, "roadmaps/registers/people.html", context)
