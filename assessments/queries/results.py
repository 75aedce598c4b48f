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
