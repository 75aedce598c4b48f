"""Arguments that several commands share."""

from django.core.management.base import CommandError

from assessments import access, models


def find_assessment(text: str) -> models.Assessment:
    """The assessment with this id or join code. Raises CommandError without one."""
    found = access.find_assessment(text)
    if found is None:
        raise CommandError(f"No assessment has the id or join code {text!r}.")
    return found
