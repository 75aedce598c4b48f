"""What great looks like, in all versions."""

from assessments.models import Organisation
from roadmaps import models
from roadmaps.domain.great import Great, GreatStatements


def load_great(organisation: Organisation) -> GreatStatements:
    """All versions of an organisation's statement, the newest first."""
    rows = models.GreatStatement.objects.filter(programme__organisation=organisation)
    return GreatStatements(tuple(map(_great, rows.order_by("-number"))))


def _great(row: models.GreatStatement) -> Great:
    return Great(
        number=row.number,
        text=row.text,
        examples=row.examples,
        reason=row.reason,
        written_on=row.written_on,
        written_by=row.written_by,
        expires_on=row.expires_on,
    )
