"""Showing a group its result."""

from django.db import transaction

from assessments import models
from assessments.actions.assessments import WrongState


@transaction.atomic
def reveal_results(*, assessment: models.Assessment, is_revealed: bool) -> None:
    """Show the result to everybody who has the link or the code, or hide it again.

    Raises WrongState unless the assessment is closed.
    """
    closed = models.Assessment.objects.filter(
        pk=assessment.pk, status=models.Assessment.Status.CLOSED
    )
    if not closed.update(is_revealed=is_revealed):
        raise WrongState
