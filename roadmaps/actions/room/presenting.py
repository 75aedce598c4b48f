"""What everybody in a room looks at: one item, one step of it.

Every act says what whoever clicked had before their eyes (`seen`): the act of somebody who looked
at what has passed, and a second click, change nothing. Acts return whether they did anything.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from roadmaps import models
from roadmaps.actions.room.telling import tell
from roadmaps.domain.room.scenes import Kind, Step, StepRefused, check_step, next_step
from roadmaps.queries.room.rounds import is_told


class NotOpen(Exception):
    """The workshop is not open: nothing can be presented."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What whoever acts had before their eyes: an item (None: none yet) and its step."""

    item: int | None
    step: str


def lock_workshop(workshop: models.Workshop) -> models.Workshop:
    """The row, held until the transaction ends."""
    row = models.Workshop.objects.select_for_update().get(pk=workshop.pk)
    row.assessment = workshop.assessment
    return row


@transaction.atomic
def present(
    *, workshop: models.Workshop, item: models.AgendaItem, seen: Seen | None = None
) -> bool:
    """Put an item of the agenda on the wall and on every phone. Raises NotOpen."""
    row, current = _hold(workshop)
    if item.workshop_id != row.pk or (current and current.pk == item.pk):
        return False
    return _is_current(current, seen) and _show(row, item)


@transaction.atomic
def next_item(*, workshop: models.Workshop, seen: Seen | None = None) -> bool:
    """Go on to the next item: the present one is done with. Raises NotOpen."""
    return _go(workshop, 1, seen)


@transaction.atomic
def previous_item(*, workshop: models.Workshop, seen: Seen | None = None) -> bool:
    """Go back to the item before. Raises NotOpen."""
    return _go(workshop, -1, seen)


def _go(workshop: models.Workshop, by: int, seen: Seen | None) -> bool:
    row, current = _hold(workshop)
    agenda = list(row.agenda.all())
    place = agenda.index(current) + by if current else 0
    if not _is_current(current, seen) or not 0 <= place < len(agenda):
        return False
    if by > 0 and current and not current.is_done:
        current.is_done = True
        current.save(update_fields=["is_done"])
    return _show(row, agenda[place])


@transaction.atomic
def reveal(*, workshop: models.Workshop, seen: Seen | None = None) -> bool:
    """The next step of the present item. Raises NotOpen."""
    row, current = _hold(workshop)
    if current is None or not _is_current(current, seen):
        return False
    step = next_step(Kind(current.kind), Step(current.step), is_told=is_told(current))
    return step is not None and _set_step(row, current, step)


@transaction.atomic
def hide(*, workshop: models.Workshop, seen: Seen | None = None) -> bool:
    """Take the figures of the present item off the wall, where it has any. Raises NotOpen."""
    row, current = _hold(workshop)
    if current is None or not _is_current(current, seen):
        return False
    try:
        check_step(Kind(current.kind), Step.HIDDEN, is_told=False)
    except StepRefused:
        return False
    return current.step != Step.HIDDEN and _set_step(row, current, Step.HIDDEN)


@transaction.atomic
def step_to(
    *, workshop: models.Workshop, item: models.AgendaItem, step: Step, seen: Seen | None = None
) -> bool:
    """Bring the present item to a step; one that is not on the wall any more stays as it is.

    Raises NotOpen and StepRefused.
    """
    row, current = _hold(workshop)
    if current is None or current.pk != item.pk or not _is_current(current, seen):
        return False
    check_step(Kind(current.kind), step, is_told=is_told(current))
    return current.step != step and _set_step(row, current, step)


def _hold(workshop: models.Workshop) -> tuple[models.Workshop, models.AgendaItem | None]:
    row = lock_workshop(workshop)
    if not row.is_open:
        raise NotOpen
    current = row.agenda.filter(pk=row.scene_id).first() if row.scene_id else None
    if current:
        current.workshop = row
    return row, current


def _is_current(current: models.AgendaItem | None, seen: Seen | None) -> bool:
    if seen is None:
        return True
    return seen == (Seen(current.pk, current.step) if current else Seen(None, ""))


def _show(row: models.Workshop, item: models.AgendaItem) -> bool:
    row.scene, row.scene_since = item, timezone.now()
    return bump(row, "scene", "scene_since")


def _set_step(row: models.Workshop, item: models.AgendaItem, step: Step) -> bool:
    if step == Step.TOLD:
        tell(item)
    item.step, item.is_done = step, item.is_done or step == Step.TOLD
    item.save(update_fields=["step", "is_done"])
    return bump(row)


def bump(row: models.Workshop, *fields: str) -> bool:
    """Save columns of a workshop, and tell every phone that it is behind."""
    row.revision += 1
    row.save(update_fields=[*fields, "revision"])
    return True
