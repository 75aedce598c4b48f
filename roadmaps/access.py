"""Who may see and change roadmaps: whoever may see or change their organisation."""

from django.shortcuts import get_object_or_404

from assessments.access import Person, get_closed_assessment
from roadmaps import models


def get_roadmap(user: Person, pk: object, *, edit: bool = False) -> models.Roadmap:
    """A roadmap the person may read, or change with `edit`.

    Raises Http404 for strangers and PermissionDenied for those who may only read.
    """
    roadmap = get_object_or_404(models.Roadmap, pk=pk)
    roadmap.assessment = get_closed_assessment(user, roadmap.assessment_id, edit=edit)
    return roadmap


def get_report(user: Person, pk: object) -> models.Report:
    """A report whose roadmap the person may read. Raises Http404 for strangers."""
    report = get_object_or_404(models.Report, pk=pk)
    report.roadmap = get_roadmap(user, report.roadmap_id)
    return report
