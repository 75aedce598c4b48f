"""Arguments that several commands share."""

import uuid

from django.core.management.base import CommandError

from assessments import models
from assessments.access import find_assessment_by_code


def find_assessment(text: str) -> models.Assessment:
    """The assessment with this id or join code. Raises CommandError without one."""
    try:
        key = uuid.UUID(text)
    except ValueError:
        found = find_assessment_by_code(text)
    else:
        rows = models.Assessment.objects.select_related("organisation", "maturity_model")
        found = rows.filter(pk=key).first()
    if found is None:
        raise CommandError(f"No assessment has the id or join code {text!r}.")
    return found
