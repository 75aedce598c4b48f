"""Who carried a programme, and how its case read: from its history."""

from django.utils import timezone

from roadmaps import models
from roadmaps.domain.sponsors import Stored


def load_stored(programme: models.Programme) -> tuple[Stored, ...]:
    """How the programme stood each time it was saved, in order of time."""
    history = models.Programme.history.filter(id=programme.pk)  # type: ignore[attr-defined]
    rows = history.select_related("history_user").order_by("history_date", "history_id")
    return tuple(
        Stored(
            on=timezone.localdate(row.history_date),
            by=name_person(row.history_user),
            sponsor=row.sponsor,
            role=row.sponsor_role,
            since=row.sponsor_since,
            goal=row.strategic_goal,
            case=row.business_case,
        )
        for row in rows
    )


def name_person(user: object) -> str:
    """What a person with an account is called, empty for nobody."""
    name = getattr(user, "get_full_name", str)().strip()
    return name or str(getattr(user, "username", ""))
