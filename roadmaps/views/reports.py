"""Documents: asked for, followed while they are made, downloaded."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from assessments.access import get_closed_assessment, may_edit
from assessments.queries.set_up import has_stages
from assessments.queries.snapshots import load_scorecard
from roadmaps.access import get_report, get_roadmap
from roadmaps.forms.reports import ReportForm
from roadmaps.models import Report
from roadmaps.queries.reports import load_reports, measure_file
from roadmaps.queries.roadmaps import find_latest_roadmap
from roadmaps.tasks import (
    MAKERS,
    follow_report,
    follow_reports,
    kinds_offered,
    order_report,
    printed_kinds,
    still_stands,
)
from roadmaps.views.downloads import attachment, name_file
from roadmaps.views.standing import nothing_to_start_from

MAKING: Final = {
    Report.Kind.SLIDES.value: gettext_lazy("Drawing the slides"),
    Report.Kind.WORKBOOK.value: gettext_lazy("Filling the workbook"),
}
"""The last step of documents that have no pages."""


@login_required
@require_GET
@cache_control(no_store=True)
def report_latest(request: HttpRequest, pk: str) -> HttpResponse:
    """Where the documents of an assessment are asked for: with its newest roadmap."""
    assessment = get_closed_assessment(request.user, pk)
    latest = find_latest_roadmap(assessment)
    if latest:
        return redirect("roadmaps:report_new", latest.pk)
    if not has_stages(assessment):
        return nothing_to_start_from(request, assessment, "report")
    context = {"assessment": assessment, "has_results": load_scorecard(assessment) is not None}
    return render(request, "roadmaps/report_none.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(no_store=True)
def report_new(request: HttpRequest, pk: str) -> HttpResponse:
    """The documents of a roadmap: those that were made, and what can be asked for."""
    roadmap = get_roadmap(request.user, pk)
    form = ReportForm(
        request.POST or None,
        initial=_first_choice(request),
        kinds=kinds_offered(),
        printed=printed_kinds(),
    )
    if form.is_valid():
        report = order_report(roadmap=roadmap, wanted=form.wanted)
        return redirect("roadmaps:report", report.pk)
    context = {
        "roadmap": roadmap,
        "assessment": roadmap.assessment,
        "form": form,
        "documents": [_document(row) for row in follow_reports(load_reports(roadmap))],
        "may_take_home": may_edit(request.user, roadmap.assessment.organisation),
    }
    return render(request, "roadmaps/report_new.html", context)


@login_required
@require_GET
@cache_control(no_store=True)
def report(request: HttpRequest, pk: str) -> HttpResponse:
    """How far a report is. The page asks again every second; 204 says that nothing is new.

    A report that nobody works on any more is taken back on the way (follow_report): asking twice
    does not do it twice, so a GET may.
    """
    row = follow_report(report=get_report(request.user, pk))
    if request.headers.get("HX-Request") and request.GET.get("seen") == f"{row.status}{row.step}":
        return HttpResponse(status=204)
    context = {
        "roadmap": row.roadmap,
        "assessment": row.roadmap.assessment,
        "steps": _steps(row),
        **_document(row),
    }
    is_part = request.headers.get("HX-Request")
    return render(request, f"roadmaps/report{'_state' if is_part else ''}.html", context)


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def report_download(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The file of a report that is ready; until then the page that says how far it is. One whose
    inputs have changed is put away."""
    row = get_report(request.user, pk)
    maker = MAKERS.get(Report.Kind(row.kind))
    if maker is None or measure_file(row) is None or not still_stands(row):
        return redirect("roadmaps:report", row.pk)
    response = FileResponse(row.file.open("rb"), content_type=maker.media_type)
    name = name_file(
        row.roadmap.assessment.organisation.name,
        timezone.localtime(row.requested_at).date(),
        f" {row.kind} {row.language}{maker.ending}",
    )
    response["Content-Disposition"] = attachment(name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _first_choice(request: HttpRequest) -> dict[str, Any]:
    """What the form begins with; another page may lead to a kind (`?kind=handover`)."""
    kind = request.GET.get("kind", Report.Kind.FULL)
    return {"language": get_language(), "kind": kind, "size": Report.Size.A4}


def _document(row: Report) -> dict[str, Any]:
    """A report with the ending and the bytes of its file, as templates show it."""
    maker = MAKERS.get(Report.Kind(row.kind))
    return {"report": row, "size": measure_file(row), "ending": maker.ending if maker else ""}


def _steps(row: Report) -> list[tuple[str, str, str]]:
    """Code, name and state (done, now, next) of each step of the making."""
    making = MAKING.get(row.kind)
    steps = [s for s in Report.Step if not (making and s is Report.Step.WRITING)]
    here = next((at for at, step in enumerate(steps) if step.value == row.step), -1)
    if making and row.step == Report.Step.WRITING:
        here = len(steps) - 1  # these have no pages to write: their making has begun
    states = ["done" if at < here else "now" if at == here else "next" for at in range(len(steps))]
    names = [str(making if making and s is Report.Step.PRINTING else s.label) for s in steps]
    codes = [step.value for step in steps]
    return list(zip(codes, names, states, strict=True))
