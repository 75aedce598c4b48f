"""Writing what great looks like, and the goal above it."""

import datetime as dt

from django.db import transaction

from assessments.models import Organisation
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import Changed, save_revised


@transaction.atomic
def write_great(
    *,
    organisation: Organisation,
    text: str,
    examples: str,
    reason: str,
    expires_on: dt.date,
    written_on: dt.date,
    written_by: str,
    replaces: int,
) -> models.GreatStatement:
    """A new version of what great looks like; those before stay as they are.

    `replaces`: number of the version that the person read (0: none). The same words once more make
    no second version. Raises Changed with the version that somebody wrote meanwhile.
    """
    ensure_programme(organisation=organisation)
    programme = models.Programme.objects.select_for_update().get(organisation=organisation)
    latest = programme.great_statements.order_by("-number").first()
    said = {"text": text, "examples": examples, "reason": reason, "expires_on": expires_on}
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    number = latest.number if latest else 0
    if number != replaces:
        raise Changed(latest)
    return programme.great_statements.create(
        number=number + 1, written_on=written_on, written_by=written_by, **said
    )


def save_goal(
    *, organisation: Organisation, strategic_goal: str, revision: int
) -> models.Programme:
    """Keep the strategic goal that the programme serves. Raises Changed."""
    programme = ensure_programme(organisation=organisation)
    return save_revised(row=programme, values={"strategic_goal": strategic_goal}, revision=revision)
