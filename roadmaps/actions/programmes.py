"""Making the programme that registers belong to."""

from assessments.models import Organisation
from roadmaps import models


def ensure_programme(*, organisation: Organisation) -> models.Programme:
    """The programme of an organisation, made now if there is none."""
    return models.Programme.objects.get_or_create(organisation=organisation)[0]
