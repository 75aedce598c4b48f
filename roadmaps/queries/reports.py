"""Reports: the printed one as a value, and the rows of those that were asked for."""

import datetime
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.documents import Wanted
from roadmaps.domain.report import Report
from roadmaps.queries.report_results import load_band
from roadmaps.queries.roadmaps import load_roadmap

READY = models.Report.Status.READY


def load_report(row: models.Roadmap, printed_on: datetime.date) -> Report | None:
    """All that the report on a roadmap says; None when its assessment has no results."""
    assessment = row.assessment
    scorecard = load_scorecard(assessment)
    if scorecard is None:
        return None
    facts, names = load_snapshot_facts(assessment), load_department_names(assessment)
    answering, silent = scorecard.departments_answering, scorecard.departments_silent
    return Report(
        organisation=assessment.organisation.name,
        assessment=assessment.name,
        opened_on=assessment.opens_on,
        closed_on=assessment.closed_on or facts.taken_on,
        printed_on=printed_on,
        digest=facts.digest,
        departments_answering=tuple(name for code, name in names.items() if code in answering),
        departments_silent=tuple(name for code, name in names.items() if code in silent),
        maturity_model=load_maturity_model(assessment.maturity_model),
        scorecard=scorecard,
        roadmap=load_roadmap(row, with_facts=True),
        band=load_band(assessment, scorecard),
    )


def load_reports(roadmap: models.Roadmap, count: int = 20) -> list[models.Report]:
    """The newest reports on a roadmap: on their way, failed, or with a file."""
    shown = ~Q(status=READY, file="")
    return list(models.Report.objects.filter(shown, roadmap=roadmap)[:count])


def find_kept_report(roadmap: models.Roadmap, wanted: Wanted) -> models.Report | None:
    """The newest document of this kind whose file is there."""
    same = models.Report.objects.filter(roadmap=roadmap, status=READY, **asdict(wanted))
    found = same.exclude(file="").first()
    if found is None or measure_file(found) is None:
        return None
    found.roadmap = roadmap
    return found


def measure_file(report: models.Report) -> int | None:
    """Bytes of a report's file; None while there is none, or where it was removed."""
    if report.status != READY or not report.file:
        return None
    try:
        return report.file.size
    except FileNotFoundError:
        return None


def find_outdated_reports(before: datetime.datetime) -> QuerySet[models.Report]:
    """Reports that were asked for before a moment and are not on their way any more."""
    done = [READY, models.Report.Status.FAILED]
    return models.Report.objects.filter(requested_at__lt=before, status__in=done)


def find_unclaimed_files(before: datetime.datetime) -> list[Path]:
    """Files that no report has, and that nobody has written to since a moment."""
    folder = Path(settings.MEDIA_ROOT) / "reports"
    names = models.Report.objects.exclude(file="").values_list("file", flat=True)
    claimed = {Path(name).name for name in names}
    return [
        path
        for path in sorted(folder.glob("*"))
        if path.name not in claimed and path.stat().st_mtime < before.timestamp()
    ]
