"""Changing what a room will talk about. Each act says what shall be, so that sent twice it is done
once."""

from collections.abc import Sequence

from django.db import transaction

from roadmaps import models
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.actions.room.presenting import bump, lock_workshop
from roadmaps.domain.room.scenes import Kind, first_step


class InUse(Exception):
    """The item is on the wall, or people have said something of it: it stays."""


@transaction.atomic
def add_item(
    *, workshop: models.Workshop, kind: Kind, subject: str, minutes: int
) -> models.AgendaItem:
    """Put an item before the feedback that ends the agenda; one that is there stays as it is.

    Raises AlreadyOver.
    """
    row = _hold(workshop)
    agenda = list(row.agenda.all())
    for item in agenda:
        if (item.kind, item.subject) == (kind, subject):
            return item
    place = len(agenda) - 1 if agenda and agenda[-1].kind == Kind.FEEDBACK else len(agenda)
    added = row.agenda.create(
        position=len(agenda) + 1, kind=kind, subject=subject, minutes=minutes, step=first_step(kind)
    )
    _number([*agenda[:place], added, *agenda[place:]])
    bump(row)
    return added


@transaction.atomic
def move_item(*, item: models.AgendaItem, to: int) -> bool:
    """Put an item to a place of the agenda, from 1; further than its end is its end.

    Raises AlreadyOver.
    """
    row = _hold(item.workshop)
    agenda = list(row.agenda.all())
    if item not in agenda:
        return False
    place = min(max(to, 1), len(agenda)) - 1
    if agenda.index(item) == place:
        return False
    agenda.remove(item)
    agenda.insert(place, item)
    _number(agenda)
    return bump(row)


@transaction.atomic
def drop_item(*, item: models.AgendaItem) -> bool:
    """Take an item off the agenda; gone already: nothing. Raises InUse and AlreadyOver."""
    row = _hold(item.workshop)
    current = row.agenda.filter(pk=item.pk).first()
    if current is None:
        return False
    if row.scene_id == current.pk or _is_spoken_of(current):
        raise InUse
    current.delete()
    _number(list(row.agenda.all()))
    return bump(row)


@transaction.atomic
def set_minutes(*, item: models.AgendaItem, minutes: int) -> bool:
    """Give an item another time (1–240 minutes). Raises AlreadyOver."""
    row = _hold(item.workshop)
    changed = row.agenda.filter(pk=item.pk).exclude(minutes=minutes).update(minutes=minutes)
    return bool(changed) and bump(row)


def _hold(workshop: models.Workshop) -> models.Workshop:
    row = lock_workshop(workshop)
    if row.status == models.Workshop.Status.ENDED:
        raise AlreadyOver
    return row


def _is_spoken_of(item: models.AgendaItem) -> bool:
    said = (item.votes, item.ambitions, item.opinions, item.ideas)
    return models.Round.objects.filter(item=item).exists() or any(rows.exists() for rows in said)


def _number(agenda: Sequence[models.AgendaItem]) -> None:
    for position, item in enumerate(agenda, start=1):
        item.position = position
    models.AgendaItem.objects.bulk_update(agenda, ["position"])
