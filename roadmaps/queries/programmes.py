"""The programme of an organisation, and who and what stands behind it."""

from assessments.models import Organisation
from roadmaps import models


def find_programme(organisation: Organisation) -> models.Programme:
    """The programme of an organisation; one that nobody wrote to yet is empty and not stored."""
    row = models.Programme.objects.filter(organisation=organisation).first()
    return row or models.Programme(organisation=organisation)


def load_departments(organisation: Organisation) -> dict[str, str]:
    """Names of the organisation's departments by code."""
    return dict(organisation.departments.order_by("name").values_list("code", "name"))
