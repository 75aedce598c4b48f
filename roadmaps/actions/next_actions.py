"""Writing the actions of the next 90 days."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assessments.models import Organisation
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import Changed, save_revised


@transaction.atomic
def add_next_action(*, organisation: Organisation, values: Mapping[str, Any]) -> models.NextAction:
    """A new action. The same once more, while it is open, makes no second one."""
    ensure_programme(organisation=organisation)
    programme = models.Programme.objects.select_for_update().get(organisation=organisation)
    same = programme.next_actions.filter(done_on=None, **values).first()
    return same or programme.next_actions.create(**values)


def save_next_action(
    *, action: models.NextAction, values: Mapping[str, Any], revision: int
) -> models.NextAction:
    """Change an action. Raises Changed when somebody saved since `revision`."""
    return save_revised(row=action, values=values, revision=revision)


def finish_next_action(*, action: models.NextAction, done_on: dt.date | None) -> None:
    """Say when an action was done, None: open again. Nobody has to agree on that first: whoever
    comes second says the same."""
    with transaction.atomic():
        row = models.NextAction.objects.select_for_update().get(pk=action.pk)
        if row.done_on != done_on:
            row.done_on, row.revision = done_on, row.revision + 1
            row.save(update_fields=["done_on", "revision"])


@transaction.atomic
def remove_next_action(*, action: models.NextAction, revision: int) -> None:
    """Take an action away; its history stays. Raises Changed when somebody saved since."""
    row = models.NextAction.objects.select_for_update().filter(pk=action.pk).first()
    if row is None:
        return
    if row.revision != revision:
        raise Changed(row)
    row.delete()
