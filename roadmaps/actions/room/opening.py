"""From a workshop in preparation to one that is over, and trying it out before."""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from assessments import models as assessments
from assessments.access import ALPHABET, CODE_LENGTH
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.snapshots import load_scorecard
from roadmaps import models
from roadmaps.actions.room.presenting import NotOpen, bump, lock_workshop
from roadmaps.actions.room.telling import tell
from roadmaps.domain.room.agenda import propose_agenda
from roadmaps.domain.room.scenes import Kind, Step, first_step
from roadmaps.queries.room.minutes import load_minutes
from roadmaps.queries.room.records import to_record


class NotATest(Exception):
    """People are in the room already: from now on everything counts."""


class AlreadyOver(Exception):
    """The workshop is over: it is not opened again."""


@transaction.atomic
def create_workshop(
    *,
    assessment: assessments.Assessment,
    name: str,
    held_on: dt.date,
    minutes: int,
    horizons: Sequence[int] = (2,),
) -> models.Workshop:
    """A workshop in preparation, with the agenda that is proposed (method G1).

    Of the same name on the same day there is one: asked for twice, it is given back.
    Raises SnapshotAltered.
    """
    assessments.Assessment.objects.select_for_update().get(pk=assessment.pk)
    row, is_new = models.Workshop.objects.get_or_create(
        assessment=assessment,
        name=name,
        held_on=held_on,
        defaults={"minutes": minutes, "horizons": sorted({2, *horizons})},
    )
    row.assessment = assessment
    if is_new:
        _propose(row)
    return row


def _propose(row: models.Workshop) -> None:
    scorecard = load_scorecard(row.assessment)
    spread = scorecard.spread if scorecard else None
    maturity_model = load_maturity_model(row.assessment.maturity_model)
    entries = propose_agenda(maturity_model, spread, minutes=row.minutes)
    models.AgendaItem.objects.bulk_create(
        models.AgendaItem(
            workshop=row,
            position=position,
            kind=entry.kind,
            subject=entry.subject,
            minutes=entry.minutes,
            step=first_step(entry.kind),
        )
        for position, entry in enumerate(entries, start=1)
    )


@transaction.atomic
def open_workshop(*, workshop: models.Workshop, is_test: bool = False) -> models.Workshop:
    """Let phones come in: the workshop gets its join code and shows the first item.

    `is_test`: whoever comes in is a test until `end_test`. Open already: as it is. Raises
    AlreadyOver.
    """
    row = lock_workshop(workshop)
    if row.status == models.Workshop.Status.ENDED:
        raise AlreadyOver
    if row.is_open:
        return row
    row.status, row.is_test = models.Workshop.Status.OPEN, is_test
    row.join_code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    _begin(row)
    bump(row, "status", "is_test", "join_code", "scene", "scene_since")
    return row


def _begin(row: models.Workshop) -> None:
    row.scene, row.scene_since = row.agenda.first(), timezone.now()


@transaction.atomic
def start_test(*, workshop: models.Workshop) -> models.Workshop:
    """Try an open room: whoever comes in from now on is a test. Raises NotOpen, and NotATest where
    somebody is in it already."""
    row = _hold_open(workshop)
    if row.is_test:
        return row
    if row.participants.filter(is_test=False).exists():
        raise NotATest
    row.is_test = True
    bump(row, "is_test")
    return row


@transaction.atomic
def end_test(*, workshop: models.Workshop) -> models.Workshop:
    """From now on everything counts: tests go with all they said, every item begins anew.

    Not a test: as it is. Raises NotOpen.
    """
    row = _hold_open(workshop)
    if not row.is_test:
        return row
    _forget_tests(row)
    _begin(row)
    bump(row, "is_test", "scene", "scene_since")
    return row


def _forget_tests(row: models.Workshop) -> None:
    models.Idea.objects.filter(item__workshop=row, participant__is_test=True).delete()
    row.participants.filter(is_test=True).delete()
    models.Round.objects.filter(item__workshop=row).delete()
    agenda = list(row.agenda.all())
    for item in agenda:
        item.step, item.is_done = first_step(Kind(item.kind)), False
    models.AgendaItem.objects.bulk_update(agenda, ["step", "is_done"])
    row.is_test = False


def _hold_open(workshop: models.Workshop) -> models.Workshop:
    row = lock_workshop(workshop)
    if not row.is_open:
        raise NotOpen
    return row


@transaction.atomic
def end_workshop(*, workshop: models.Workshop) -> models.Workshop:
    """End it for good: what was said and not revealed is counted, the code goes, and nothing leads
    from what was said to a phone any more. Tests go with all they said, and the minutes are kept as
    they are. Over already: as it is.

    Raises NotOpen for one in preparation.
    """
    row = lock_workshop(workshop)
    if row.status == models.Workshop.Status.ENDED:
        return row
    if not row.is_open:
        raise NotOpen
    if row.is_test:
        _forget_tests(row)
    _tell_what_was_said(row)
    row.participants.update(token_digest=None)
    models.Idea.objects.filter(item__workshop=row).update(participant=None)
    row.status, row.join_code = models.Workshop.Status.ENDED, None
    row.ended_on = timezone.localdate()
    row.record = to_record(load_minutes(row))
    bump(row, "status", "join_code", "is_test", "ended_on", "record")
    return row


def _tell_what_was_said(row: models.Workshop) -> None:
    """What was asked and not revealed, asked still or hidden again: nobody's answer is in vain."""
    for item in row.agenda.filter(round=None):
        if not any(
            said.exists() for said in (item.votes, item.ambitions, item.opinions, item.ideas)
        ):
            continue
        item.workshop = row
        tell(item)
        item.step, item.is_done = Step.TOLD, True
        item.save(update_fields=["step", "is_done"])
