"""A further wave of an assessment that is over."""

import datetime as dt

from assessments import models as assessments
from assessments.queries.snapshots import digest
from tests import factories


def make_next_wave(assessment, payload=None):
    """A later closed assessment of the organisation with the same results, or with `payload`."""
    before = assessments.Snapshot.objects.get(assessment=assessment)
    wave = factories.make_assessment(
        assessment.organisation, assessment.maturity_model, status="draft", name="Wave 2"
    )
    day = assessment.closed_on + dt.timedelta(days=365)
    assessments.Assessment.objects.filter(pk=wave.pk).update(
        status="closed", join_code="ABCDEFGHJM", opens_on=day, closes_on=day, closed_on=day
    )
    wave.refresh_from_db()
    content = payload or before.payload
    assessments.Snapshot.objects.create(
        assessment=wave, taken_on=day, method="1", payload=content, digest=digest(content)
    )
    return wave
