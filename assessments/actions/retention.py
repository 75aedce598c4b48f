"""Deleting answers when their time is over."""

from django.db import transaction

from assessments import models


@transaction.atomic
def prune_answers(*, assessments: list[models.Assessment]) -> None:
    """Delete the sheets of closed assessments with answers, positions and comments. Snapshots, and
    so results, roadmaps and reports, stay. An assessment that is not closed is left as it is."""
    rows = models.Assessment.objects.select_for_update().filter(
        pk__in=[assessment.pk for assessment in assessments], status=models.Assessment.Status.CLOSED
    )
    models.Sheet.objects.filter(assessment__in=list(rows)).delete()
