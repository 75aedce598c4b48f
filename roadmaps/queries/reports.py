"""Reports: the printed one as a value, and the rows of those that were asked for."""

import datetime

from assessments.queries.departments import load_department_names
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.results import load_snapshot_facts
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.domain.report import Report
from roadmaps.queries.roadmaps import load_roadmap


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
        roadmap=load_roadmap(row),
    )


def load_reports(roadmap: models.Roadmap, count: int = 10) -> list[models.Report]:
    """The newest reports on a roadmap."""
    return list(models.Report.objects.filter(roadmap=roadmap)[:count])


def measure_file(report: models.Report) -> int | None:
    """Bytes of a report's file; None while there is none, or where it was removed."""
    if report.status != models.Report.Status.READY or not report.file:
        return None
    try:
        return report.file.size
    except FileNotFoundError:
        return None
