"""Published results as files: a workbook, a CSV file, JSON."""

from collections.abc import Callable
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from assessments import access, figures, models
from assessments.domain.positions import Panorama
from assessments.domain.scorecard import Scorecard
from assessments.exchange.results import Source
from assessments.exchange.results_csv import render_long
from assessments.exchange.results_positions import tabulate_panorama
from assessments.exchange.results_scores import tabulate_scorecard
from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_export, load_panorama, load_scorecard
from assessments.queries.wording import wording_of
from assessments.templatetags.positions import position_sentence
from assessments.templatetags.sentences import headline
from assessments.views.reading import MATRIX, too_few
from cxmaturity.documents.tables import Table
from cxmaturity.documents.workbooks import MEDIA_TYPE, render_workbook

Results = Scorecard | Panorama


@login_required
@require_GET
@cache_control(no_store=True)
def files(request: HttpRequest, pk: str) -> HttpResponse:
    """The files that there are, and what is in them."""
    assessment = access.get_closed_assessment(request.user, pk)
    results = _load_results(assessment)
    if results is None:
        return too_few(request, assessment)
    context = {
        "assessment": assessment,
        "results": results,
        "snapshot": load_snapshot_facts(assessment),
        "first_edition": isinstance(results, Scorecard) and results.spread is None,
    }
    return render(request, "assessments/results/files.html", context)


@login_required
@require_GET
@cache_control(no_store=True, private=True)
def file(request: HttpRequest, pk: str, kind: str) -> HttpResponseBase:
    """One of the files. Without results there is none, and the page of the files says why."""
    assessment = access.get_closed_assessment(request.user, pk)
    if kind not in WRITERS:
        raise Http404
    results = _load_results(assessment)
    if results is None:
        return redirect("assessments:results_files", assessment.pk)
    response = WRITERS[kind](assessment, results)
    day = load_snapshot_facts(assessment).taken_on.isoformat()
    # Nothing that anybody typed: no name leads anywhere or breaks the header.
    name = f"results-{day}-{assessment.pk.hex[:8]}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _load_results(assessment: models.Assessment) -> Results | None:
    if assessment.form == MATRIX:
        return load_panorama(assessment)
    return load_scorecard(assessment)


def _write_workbook(assessment: models.Assessment, results: Results) -> HttpResponse:
    return HttpResponse(render_workbook(_tabulate(assessment, results)), content_type=MEDIA_TYPE)


def _write_csv(assessment: models.Assessment, results: Results) -> HttpResponse:
    facts, *tables = _tabulate(assessment, results)
    text = render_long(facts, tables[:2])  # blocks, then items or positions
    return HttpResponse(text, content_type="text/csv; charset=utf-8")


def _write_json(assessment: models.Assessment, _results: Results) -> HttpResponse:
    layout = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(load_export(assessment), json_dumps_params=layout)


WRITERS: Final[dict[str, Callable[[models.Assessment, Results], HttpResponse]]] = {
    "xlsx": _write_workbook,
    "csv": _write_csv,
    "json": _write_json,
}


def _tabulate(assessment: models.Assessment, results: Results) -> tuple[Table, ...]:
    if isinstance(results, Panorama):
        maturity_model = load_maturity_model(assessment.maturity_model)
        names = wording_of(assessment).block_names
        said = position_sentence(figures.position_rows(results, maturity_model, names))
        return tabulate_panorama(results, _describe(assessment, said))
    return tabulate_scorecard(
        results, _describe(assessment, headline(results, wording_of(assessment)))
    )


def _describe(assessment: models.Assessment, said: str) -> Source:
    facts = load_snapshot_facts(assessment)
    return Source(
        organisation=assessment.organisation.name,
        assessment=assessment.name,
        form=assessment.get_form_display(),
        taken_on=facts.taken_on,
        digest=facts.digest,
        headline=said,
        maturity_model=load_maturity_model(assessment.maturity_model),
        wording=wording_of(assessment),
        departments=load_department_names(assessment),
    )
