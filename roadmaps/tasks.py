"""Reports are made in the background: asked for, made by a worker, handed over."""

import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from assessments import figures
from assessments.queries.wording import wording_of
from cxmaturity.pdf import render_pdf
from roadmaps import models
from roadmaps.actions import reports as actions
from roadmaps.domain.report import Report
from roadmaps.figures import block_sections
from roadmaps.queries.reports import load_report


class NoResults(Exception):
    """Too few people answered for anything to be shown, on paper or elsewhere."""


def order_report(*, roadmap: models.Roadmap, language: str) -> models.Report:
    """A report that a worker makes; one in this language that is on its way is not made twice."""
    with transaction.atomic():
        report, is_new = actions.request_report(roadmap=roadmap, language=language)
        if is_new:
            transaction.on_commit(partial(make_report.enqueue, str(report.pk)))
    return report


def follow_report(*, report: models.Report) -> models.Report:
    """The report as it stands now; when its worker has gone, it is handed to another one once."""
    with transaction.atomic():
        if actions.reclaim_report(report=report):
            transaction.on_commit(partial(make_report.enqueue, str(report.pk)))
    report.refresh_from_db()
    return report


@task
def make_report(report_id: str) -> None:
    """Make a report that waits, unless another worker holds it. Its row says how that went."""
    report = actions.take_report(pk=report_id)
    if report is None:
        return
    try:
        content = print_report(report.roadmap, report.language)
    except NoResults:
        actions.fail_report(report=report, failure="no_results")
    except Exception:
        actions.fail_report(report=report, failure="not_printed")
        raise  # what went wrong is for the log
    else:
        actions.finish_report(report=report, content=content)


def print_report(roadmap: models.Roadmap, language: str) -> bytes:
    """The report on a roadmap as a PDF. Raises NoResults and NotPrinted."""
    with translation.override(language):
        return render_pdf(write_report(roadmap, timezone.localdate()))


def write_report(roadmap: models.Roadmap, printed_on: datetime.date) -> str:
    """The report in the reader's language, as the page that is printed. Raises NoResults."""
    report = load_report(roadmap, printed_on)
    if report is None:
        raise NoResults
    return render_to_string("report/report.html", _context(roadmap, report))


def _context(roadmap: models.Roadmap, report: Report) -> dict[str, Any]:
    wording = wording_of(roadmap.assessment)
    maturity_model, scorecard = report.maturity_model, report.scorecard
    return {
        "report": report,
        "roadmap": report.roadmap,
        "scorecard": scorecard,
        "maturity_model": maturity_model,
        "wording": wording,
        "stages": figures.crossing(scorecard, wording.stage_names, wording.block_names),
        "conditions": figures.conditions(scorecard, maturity_model, wording.conditions),
        "heatmap": figures.heatmap(scorecard, maturity_model, wording.block_names),
        "legend": figures.heatmap_legend(maturity_model),
        "strong_blocks": figures.strongest_blocks(scorecard),
        "strong_stones": figures.strongest_stones(scorecard, maturity_model),
        "unplaced": figures.unplaced(scorecard),
        "blocks": block_sections(report),
    }
