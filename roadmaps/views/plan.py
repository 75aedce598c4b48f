"""The operational plan: who does what, when and what for; where nothing happens; orphans."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.initiatives import save_details
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.fields import find_fields
from roadmaps.domain.operational_plan import Grouping, PlanRow, group_rows
from roadmaps.domain.pillars import find_mix
from roadmaps.figures.course import field_rows
from roadmaps.forms.plan import PurposeForm, ReadingForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.course import Course, load_course
from roadmaps.queries.plan import load_plan, load_tools
from roadmaps.queries.programmes import load_departments
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.templatetags.course import name_lines
from roadmaps.views.changed import changed_page
from roadmaps.views.replaced import words_kept


@login_required
@require_GET
def plan(request: HttpRequest, pk: str) -> HttpResponse:
    """Every step of a version, grouped and filtered as the address asks."""
    row = get_roadmap(request.user, pk)
    course, wording = load_course(row), wording_of_roadmap(row)
    names = name_lines(course.lines, wording)
    reading = ReadingForm(request.GET, workstreams=wording.workstreams, lines=names)
    shown = _filter(load_plan(row, course, timezone.localdate()), reading)
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "course": course,
        "wording": wording,
        "names": names,
        "reading": reading,
        "grouping": reading.grouping,
        "groups": group_rows(shown, reading.grouping, _order(course, reading.grouping)),
        "count": len(shown),
        "all": len(course.state.initiatives),
        "departments": load_departments(row.assessment.organisation),
        "may_edit": _may_edit(request, row),
    }
    return render(request, "roadmaps/course/plan.html", context)


def _filter(rows: tuple[PlanRow, ...], reading: ReadingForm) -> tuple[PlanRow, ...]:
    workstream, line = reading.chosen("workstream"), reading.chosen("line")
    return tuple(
        row
        for row in rows
        if (not workstream or row.details.workstream == workstream)
        and (not line or row.service.line == line)
    )


def _order(course: Course, grouping: Grouping) -> tuple[str, ...]:
    """Groups in their own order, where they have one; the others go by name."""
    orders = {
        Grouping.PHASE: tuple(phase.phase for phase in course.state.phases),
        Grouping.BLOCK: course.maturity_model.blocks,
        Grouping.WORKSTREAM: course.maturity_model.workstreams,
    }
    return orders.get(grouping, ())


@login_required
@require_GET
def fields(request: HttpRequest, pk: str) -> HttpResponse:
    """Blocks × phases, and what changes in each phase for people, processes and technology."""
    row = get_roadmap(request.user, pk)
    course, wording = load_course(row), wording_of_roadmap(row)
    state, maturity_model = course.state, course.maturity_model
    found = find_fields(state, course.given_up)
    pillar_of = {stone.code: stone.pillar for stone in maturity_model.stones}
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "course": course,
        "wording": wording,
        "fields": found,
        "rows": field_rows(found),
        "mixes": [
            (phase, find_mix(course.working_in(phase.phase), maturity_model.pillars, pillar_of))
            for phase in state.phases
        ],
        "tools": load_tools(row),
    }
    return render(request, "roadmaps/course/fields.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def purpose(request: HttpRequest, pk: str, stone: str) -> HttpResponse:
    """Owner of a step, the course line it serves, its value now and what it prepares."""
    row = get_roadmap(request.user, pk, Right.RUN)
    course = load_course(row)
    initiative = next((each for each in row.initiatives.all() if each.stone == stone), None)
    if initiative is None or stone not in course.services:
        raise Http404
    form = _purpose_form(request, row, course, initiative)
    context = _purpose_context(row, course, form, stone)
    if not form.is_valid():
        return render(request, "roadmaps/course/purpose.html", context)
    asked: Any = {"roadmap": row, "stone": stone, "by": request.user, "revision": form.seen}
    try:
        save_details(values=form.values(), **asked)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row, stone))
    except NotLatest as replaced:
        address = reverse("roadmaps:purpose", args=[replaced.latest.pk, stone])
        context |= words_kept(replaced.latest, address)
        return render(request, "roadmaps/course/purpose.html", context, status=409)
    return redirect(_back(row, stone))


def _purpose_form(
    request: HttpRequest, row: models.Roadmap, course: Course, initiative: models.Initiative
) -> PurposeForm:
    names = name_lines(course.lines, wording_of_roadmap(row))
    usual = course.usual_line(initiative.stone)
    return PurposeForm(request.POST or None, instance=initiative, lines=names, usual=usual)


def _purpose_context(
    row: models.Roadmap, course: Course, form: PurposeForm, stone: str
) -> dict[str, Any]:
    wording = wording_of_roadmap(row)
    return {
        "roadmap": row,
        "assessment": row.assessment,
        "here": "plan",
        "title": wording.stone_titles.get(stone, stone),
        "course": course,
        "wording": wording,
        "initiative": next(each for each in course.state.initiatives if each.stone == stone),
        "service": course.services[stone],
        "form": form,
        "back": _back(row, stone),
    }


def _may_edit(request: HttpRequest, row: models.Roadmap) -> bool:
    may_run = has_right(request.user, row.assessment.organisation, Right.RUN)
    return may_run and find_replacement(row) is None


def _back(row: models.Roadmap, stone: str) -> str:
    return reverse("roadmaps:plan", args=[row.pk], fragment=stone)
