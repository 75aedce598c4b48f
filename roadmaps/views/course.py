"""The course: goal, what great looks like, stages wanted, lines, what each phase promises."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cxmaturity.signing_in import changes_only
from roadmaps import models
from roadmaps.access import Right, get_roadmap, has_right
from roadmaps.actions.course import add_course_line, remove_course_line, save_course_line
from roadmaps.actions.revisions import Changed
from roadmaps.actions.settling import NotLatest
from roadmaps.domain.course import Line
from roadmaps.figures.course import course_rows, crossing_cells
from roadmaps.forms.course import LineForm, OwnLineForm
from roadmaps.queries.boards import find_replacement
from roadmaps.queries.course import Course, load_course
from roadmaps.queries.course_rows import find_line_row
from roadmaps.queries.great import load_great
from roadmaps.queries.programmes import find_programme
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.templatetags.course import line_text
from roadmaps.views.changed import changed_page
from roadmaps.views.replaced import to_latest, words_kept

PAGE = "roadmaps:course"


@login_required
@require_GET
def course(request: HttpRequest, pk: str) -> HttpResponse:
    """The course of a version on one page."""
    row = get_roadmap(request.user, pk)
    found, organisation = load_course(row), row.assessment.organisation
    wording, great = wording_of_roadmap(row), load_great(organisation)
    targets, horizons = found.state.targets, found.maturity_model.horizons
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "course": found,
        "wording": wording,
        "programme": find_programme(organisation),
        "great": great,
        "great_is_due": great.is_due(timezone.localdate()),
        "horizons": horizons,
        "rows": course_rows(found.projections, targets, horizons, len(wording.stages)),
        "crossing": crossing_cells(found.projections),
        "may_govern": has_right(request.user, organisation, Right.GOVERN),
        "may_run": has_right(request.user, organisation, Right.RUN),
        "latest": find_replacement(row),
    }
    return render(request, "roadmaps/course/page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def course_line(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """Words, phase and owner of a line."""
    row = get_roadmap(request.user, pk, Right.GOVERN)
    found = load_course(row)
    line = found.line_by_code.get(code)
    if line is None:
        raise Http404
    form = _line_form(request, row, found, line)
    if not form.is_valid():
        return _line_page(request, row, form, line)
    try:
        save_course_line(roadmap=row, line=line, values=form.values(), revision=form.seen)
    except Changed as changed:
        return changed_page(request, row, form, changed.current, _back(row))
    except NotLatest as replaced:
        address = reverse("roadmaps:course_line", args=[replaced.latest.pk, code])
        return _line_page(request, row, form, line, words_kept(replaced.latest, address))
    return redirect(_back(row, f"line-{code}"))


@login_required
@require_http_methods(["GET", "POST"])
def course_line_new(request: HttpRequest, pk: str) -> HttpResponse:
    """A line of one's own."""
    row = get_roadmap(request.user, pk, Right.GOVERN)
    form = _line_form(request, row, load_course(row), Line("own-new"))
    if not form.is_valid():
        return _line_page(request, row, form, None)
    try:
        added = add_course_line(roadmap=row, values=form.values())
    except NotLatest as replaced:
        address = reverse("roadmaps:course_line_new", args=[replaced.latest.pk])
        return _line_page(request, row, form, None, words_kept(replaced.latest, address))
    return redirect(_back(row, f"line-{added.code}"))


@login_required
@changes_only(PAGE)
def course_line_remove(request: HttpRequest, pk: str, code: str) -> HttpResponse:
    """Take back what was settled about a line; one's own line is gone with it."""
    row = get_roadmap(request.user, pk, Right.GOVERN)
    seen = request.POST.get("revision", "")
    try:
        remove_course_line(roadmap=row, code=code, revision=int(seen) if seen.isdecimal() else -1)
    except Changed:
        return _look_again(request, row, code)
    except NotLatest as replaced:
        return to_latest(request, replaced.latest, PAGE)
    return redirect(_back(row, "lines"))


def _line_form(
    request: HttpRequest,
    row: models.Roadmap,
    found: Course,
    line: Line,
    *,
    is_removing: bool = False,
) -> LineForm:
    """The form of a line, with what was sent of it."""
    wording = wording_of_roadmap(row)
    phases = {each.phase: wording.phases.get(each.phase, "") for each in found.state.phases}
    asked: dict[str, Any] = {"instance": find_line_row(row, line), "phases": phases}
    sent = None if is_removing else request.POST or None
    if not line.is_own:
        return LineForm(sent, **asked)
    names: dict[str, Any] = {"blocks": wording.block_names, "stages": wording.stage_names}
    return OwnLineForm(sent, **asked, **names)


def _line_page(
    request: HttpRequest,
    row: models.Roadmap,
    form: LineForm,
    line: Line | None,
    told: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of a line (None: a new one); `told` is what stands in the way of saving it."""
    wording = wording_of_roadmap(row)
    remove = reverse("roadmaps:course_line_remove", args=[row.pk, line.code]) if line else ""
    context = {
        "roadmap": row,
        "assessment": row.assessment,
        "here": "course",
        "title": line_text(line, wording) if line else _("A line of your own"),
        "form": form,
        "back": _back(row, "lines"),
        "remove": remove if line and line.is_settled else "",
        "remove_label": _("Remove this line")
        if line and line.is_own
        else _("Take it from targets and plan again"),
        "revision": line.revision if line else 0,
    }
    context |= told or {}
    return render(request, "roadmaps/course/edit.html", context, status=409 if told else 200)


def _look_again(request: HttpRequest, row: models.Roadmap, code: str) -> HttpResponse:
    """The line as somebody else left it meanwhile, before it is taken back."""
    found = load_course(row)
    line = found.line_by_code.get(code)
    if line is None:
        return redirect(_back(row, "lines"))
    notice = _("Somebody else changed this line meanwhile. Look at it, then decide again.")
    form = _line_form(request, row, found, line, is_removing=True)
    return _line_page(request, row, form, line, {"notice": notice})


def _back(row: models.Roadmap, fragment: str = "") -> str:
    return reverse(PAGE, args=[row.pk], fragment=fragment or None)
