"""What a room agrees is written beside what the survey says, and never over it.

Nothing of a test is kept: every function raises StillATest while the room is tried out, and
AlreadyOver once the workshop has ended; then nothing is written.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from assessments import models as assessments
from assessments.domain.responses import is_consistent
from roadmaps import models
from roadmaps.actions.great import write_great
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.room.opening import AlreadyOver
from roadmaps.actions.room.presenting import bump
from roadmaps.actions.targets import save_targets
from roadmaps.domain.risks import OTHER
from roadmaps.domain.targets import Target
from roadmaps.queries.targets import (
    Standing,
    fill_targets,
    load_carried_targets,
    load_owners,
    load_targets,
)

HIGHEST: Final = 4


class StillATest(Exception):
    """The room is being tried out: nothing of it is kept."""


class PositionRefused(Exception):
    """Capability and breadth that cannot stand together."""


@dataclass(frozen=True, slots=True)
class Because:
    """Who decided (a role), why, and what somebody still has against it."""

    decided_by: str
    reason: str
    reservations: str = ""


@transaction.atomic
def agree_position(
    *, item: models.AgendaItem, capability: int, breadth: int, because: Because, agreed_on: dt.date
) -> models.AgreedPosition:
    """What the room agrees of the stone of an item: capability and breadth 0–4.

    A new row each time: none is changed. The last one, sent once more, is not doubled. Raises
    PositionRefused, StillATest and AlreadyOver.
    """
    workshop = lock_running(item.workshop)
    if max(capability, breadth) > HIGHEST or not is_consistent(capability, breadth):
        raise PositionRefused((capability, breadth))
    values: dict[str, Any] = {
        "capability": capability,
        "breadth": breadth,
        "decided_by": because.decided_by,
        "reason": because.reason,
        "reservations": because.reservations,
    }
    rows = models.AgreedPosition.objects.filter(
        assessment=workshop.assessment_id, stone=item.subject
    )
    last = rows.order_by("-pk").first()
    is_same = last and last.workshop_id == workshop.pk
    if last and is_same and all(getattr(last, name) == value for name, value in values.items()):
        return last
    return models.AgreedPosition.objects.create(
        assessment_id=workshop.assessment_id,
        workshop=workshop,
        stone=item.subject,
        agreed_on=agreed_on,
        **values,
    )


@transaction.atomic
def leave_open(
    *,
    item: models.AgendaItem,
    title: str,
    owner: str,
    effect: str = "",
    titles: Collection[str] = (),
) -> models.Risk:
    """What the room could not agree on is watched as a named risk of the programme.

    One risk of this title for a stone, `titles` being the same in other languages: left open once
    more, the one that is watched gets owner and effect. Raises StillATest and AlreadyOver.
    """
    workshop = lock_running(item.workshop)
    programme = ensure_programme(organisation=workshop.assessment.organisation)
    watched = models.Risk.objects.select_for_update().filter(
        programme=programme, event=OTHER, title__in={title, *titles}, state=models.Risk.State.OPEN
    )
    # The list of stones is JSON: databases differ in how they look into it.
    row = next((each for each in watched if each.stones == [item.subject]), None)
    values = {"owner": owner, "effect": effect}
    if row is None:
        return models.Risk.objects.create(
            programme=programme, event=OTHER, title=title, stones=[item.subject], **values
        )
    if any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.revision += 1
        row.save(update_fields=[*values, "revision"])
    return row


@transaction.atomic
def agree_target(
    *, item: models.AgendaItem, standing: Standing, targets: Sequence[Target], owner: str
) -> None:
    """What the room agrees for the block of an item, saved together with the targets of all other
    blocks as they are; those of which nobody said anything hold (method E1).

    Raises TargetsRefused, StillATest and AlreadyOver; then nothing is written.
    """
    workshop = lock_running(item.workshop)
    assessment = workshop.assessment
    # Two blocks agreed at the same moment would each save the other's old targets.
    assessments.Assessment.objects.select_for_update().get(pk=assessment.pk)
    saved = load_targets(assessment) or load_carried_targets(assessment, standing)
    others = [each for each in fill_targets(standing, saved) if each.block != item.subject]
    owners = load_owners(assessment) | {item.subject: owner}
    save_targets(assessment=assessment, targets=[*others, *targets], owners=owners)


@transaction.atomic
def write_great_here(*, workshop: models.Workshop, **version: Any) -> models.GreatStatement:
    """A version of what great looks like, written through a workshop: see `write_great`.

    Raises Changed, StillATest and AlreadyOver.
    """
    row = lock_running(workshop)
    written = write_great(organisation=row.assessment.organisation, **version)
    if written.number > version["replaces"]:
        row.great_version = written.number
        bump(row, "great_version")
    return written


@transaction.atomic
def sign_off(
    *,
    workshop: models.Workshop,
    role: str,
    stance: models.SignOff.Stance,
    words: str,
    signed_on: dt.date,
) -> models.SignOff:
    """A stakeholder, by role, stands behind what was agreed or says what keeps them from it; who
    signs again says it anew. Roles are the same whatever their case and spaces. Raises StillATest
    and AlreadyOver."""
    row, clean = lock_running(workshop), " ".join(role.split())
    values = {"stance": stance, "words": words}
    signed = next((s for s in row.sign_offs.all() if _is_same_role(s.role, clean)), None)
    if signed is None:
        return row.sign_offs.create(role=clean, signed_on=signed_on, **values)
    if any(getattr(signed, name) != value for name, value in values.items()):
        signed.stance, signed.words, signed.signed_on = stance, words, signed_on
        signed.save(update_fields=[*values, "signed_on"])
    return signed


def _is_same_role(one: str, other: str) -> bool:
    """In Python: databases fold letters with accents differently."""
    return " ".join(one.split()).casefold() == other.casefold()


def lock_running(workshop: models.Workshop) -> models.Workshop:
    """The row, held until the transaction ends. Raises StillATest and AlreadyOver."""
    row = lock_real(workshop)
    if row.status == models.Workshop.Status.ENDED:
        raise AlreadyOver
    return row


def lock_real(workshop: models.Workshop) -> models.Workshop:
    """The row, held until the transaction ends. Raises StillATest."""
    row = models.Workshop.objects.select_for_update().get(pk=workshop.pk)
    if row.is_test:
        raise StillATest
    row.assessment = workshop.assessment
    return row
