"""What results pages say beside the scorecard."""

import datetime as dt
from dataclasses import dataclass

from assessments import models


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """When and how a snapshot was taken; `digest` is the SHA-256 of its scorecard."""

    taken_on: dt.date
    method: str
    digest: str


def load_snapshot_facts(assessment: models.Assessment) -> SnapshotFacts:
    """Facts of a closed assessment's snapshot."""
    facts = models.Snapshot.objects.values_list("taken_on", "method", "digest")
    return SnapshotFacts(*facts.get(assessment=assessment))


def load_department_names(assessment: models.Assessment) -> dict[str, str]:
    """Names of the organisation's departments by code."""
    departments = models.Department.objects.filter(organisation_id=assessment.organisation_id)
    return dict(departments.order_by("name").values_list("code", "name"))
