"""Which assessments have kept their answers for as long as they were to."""

import datetime as dt

from assessments import models
from assessments.domain.retention import last_day_kept


def load_outdated(today: dt.date) -> list[models.Assessment]:
    """Closed assessments that still hold sheets, though their time was over before `today`."""
    holding = models.Sheet.objects.filter(assessment__closed_on__lt=today)
    rows = models.Assessment.objects.filter(
        status=models.Assessment.Status.CLOSED, pk__in=holding.values("assessment")
    )
    return [row for row in rows.order_by("pk") if is_outdated(row, today)]


def is_outdated(assessment: models.Assessment, today: dt.date) -> bool:
    """Whether the answers of an assessment were to be kept until a day before `today`."""
    if assessment.closed_on is None:
        return False
    return last_day_kept(assessment.closed_on, assessment.retention_months) < today


def is_pruned(assessment: models.Assessment) -> bool:
    """Whether there are no answers any more, because they have been kept long enough."""
    return is_outdated(assessment, assessment.today) and not assessment.sheets.exists()
