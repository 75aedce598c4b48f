"""A mailing's way: asked for, taken by a worker, message after message, done or interrupted.

A person is marked as written to before the message leaves and unmarked when the mail server says
that it did not take it: a worker that is killed between the two costs one person a message, which
the reminder makes good, and nobody gets the same one twice.
"""

import datetime
import uuid
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from assessments import models
from assessments.queries.invitations import find_due, find_reach, is_unsubscribed

IN_QUEUE: Final = datetime.timedelta(minutes=5)
IN_WORK: Final = datetime.timedelta(minutes=5)
ATTEMPTS: Final = 3
WAITING, RUNNING = models.Mailing.Status.WAITING, models.Mailing.Status.RUNNING
DONE, FAILED = models.Mailing.Status.DONE, models.Mailing.Status.FAILED
INVITATION, REMINDER = models.Mailing.Kind.INVITATION, models.Mailing.Kind.REMINDER


class MailingRefused(Exception):
    """No messages go out. `reason` is `closed`, `nobody`, `too_few` or `today`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def request_mailing(*, assessment: models.Assessment, kind: str) -> tuple[models.Mailing, bool]:
    """A mailing that waits for a worker, and whether it is new: one on its way is kept.

    Raises MailingRefused; nothing of why depends on who has answered.
    """
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    waiting = row.mailings.filter(status__in=[WAITING, RUNNING]).first()
    if waiting:
        return waiting, False
    if not row.is_answerable:
        raise MailingRefused("closed")
    _check_reach(row, kind)
    fields = {"requested_on": row.today, "leased_until": timezone.now() + IN_QUEUE}
    return models.Mailing.objects.create(assessment=row, kind=kind, **fields), True


def _check_reach(assessment: models.Assessment, kind: str) -> None:
    reach = find_reach(assessment)
    if kind == INVITATION:
        if not reach.waiting:
            raise MailingRefused("nobody")
        return
    k = assessment.min_group_size
    if reach.written + reach.written_today < k:
        raise MailingRefused("too_few")  # a reminder to a few would single them out
    done = assessment.mailings.filter(kind=REMINDER, requested_on=assessment.today, status=DONE)
    if reach.written < k or done.filter(failure="").exists():
        raise MailingRefused("today")


def take_mailing(*, pk: str) -> models.Mailing | None:
    """The mailing, now this worker's own; None when it does not wait any more."""
    until = timezone.now() + IN_WORK
    waiting = models.Mailing.objects.filter(pk=pk, status=WAITING)
    if not waiting.update(status=RUNNING, leased_until=until):
        return None
    rows = models.Mailing.objects.select_related("assessment__organisation")
    return rows.filter(pk=pk).first()


def hold_mailing(*, mailing: models.Mailing) -> bool:
    """Go on with a mailing; False when it is not this worker's any more."""
    until = timezone.now() + IN_WORK
    is_ours = _held(mailing).update(leased_until=until) == 1
    mailing.leased_until = until
    return is_ours


def reclaim_mailing(*, mailing: models.Mailing) -> bool:
    """Take a mailing back from whoever has stopped; True when it is to be handed on again."""
    late = models.Mailing.objects.filter(
        pk=mailing.pk, status__in=[WAITING, RUNNING], leased_until__lt=timezone.now()
    )
    if late.filter(attempts__lt=ATTEMPTS).update(
        status=WAITING, attempts=F("attempts") + 1, leased_until=timezone.now() + IN_QUEUE
    ):
        return True
    late.update(status=FAILED, failure="no_worker")
    return False


def finish_mailing(*, mailing: models.Mailing, failure: str = "") -> None:
    """All were written to; `failure` is `some_left` when some have to wait for the next time."""
    _held(mailing).update(status=DONE, failure=failure)


def stop_mailing(*, mailing: models.Mailing, failure: str) -> None:
    """Say why it went no further, if the mailing is still this worker's."""
    _held(mailing).update(status=FAILED, failure=failure)


def _held(mailing: models.Mailing) -> QuerySet[models.Mailing]:
    return models.Mailing.objects.filter(
        pk=mailing.pk, status=RUNNING, leased_until=mailing.leased_until
    )


def claim_invitation(*, mailing: models.Mailing, pk: uuid.UUID) -> models.Invitation | None:
    """An invitation, marked as written to today; None when no message is due any more.

    The row that comes back holds the dates from before, for `release_invitation`.
    """
    rows = models.Invitation.objects.select_related(
        "department", "assessment__organisation", "assessment__maturity_model"
    )
    row = rows.filter(pk=pk).first()
    if row is None or is_unsubscribed(row):
        return None
    today = mailing.assessment.today
    dates = {"sent_on": today} if mailing.kind == INVITATION else {"reminded_on": today}
    return row if find_due(mailing).filter(pk=pk).update(**dates) else None


def release_invitation(*, invitation: models.Invitation) -> None:
    """No message left: put the dates back."""
    rows = models.Invitation.objects.filter(pk=invitation.pk)
    rows.update(sent_on=invitation.sent_on, reminded_on=invitation.reminded_on)
