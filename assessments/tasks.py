"""Invitations and reminders leave in the background, one message a person and day at most; so does
what a closing leaves in the database’s files.

Neither the log nor the queue's table learns an address or a link: errors are told by their kind.
"""

import logging
import smtplib
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Final, TypeVar

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error, transaction
from django_tasks import task

from assessments import models
from assessments.actions import mailings as actions
from assessments.actions.assessments import close_assessment
from assessments.actions.invitations import mark_bounced
from assessments.actions.unlinking import mix_sheets, tidy_files
from assessments.exchange.messages import write_message
from assessments.queries.invitations import find_due
from cxmaturity.documents.uploads import forget_old_uploads
from cxmaturity.trouble import find_trouble

BATCH: Final = 50
"""Messages over one connection: servers end longer ones."""
MOST_REFUSALS: Final = 5
"""In a row: then it is the server that does not want our messages, not a few people's boxes."""
TRIES: Final = 5
PAUSE: Final = 2.0
"""Seconds between two; a locked SQLite is waited for by the connection itself besides."""
T = TypeVar("T")
log = logging.getLogger(__name__)


class MailStopped(Exception):
    """The mail server does not answer, or refuses us as a sender. The text is a code."""


def order_mailing(*, assessment: models.Assessment, kind: str) -> models.Mailing:
    """A mailing that a worker sends; one on its way is not doubled. Raises MailingRefused."""
    with transaction.atomic():
        mailing, is_new = actions.request_mailing(assessment=assessment, kind=kind)
        if is_new:
            transaction.on_commit(partial(send_mailing.enqueue, str(mailing.pk)))
    return mailing


def close(*, assessment: models.Assessment) -> models.Snapshot:
    """Close an assessment and let a worker remove what could still tell whose sheet is whose.

    Closed and ordered at once, or neither. Raises WrongState.
    """
    with transaction.atomic():
        snapshot = close_assessment(assessment=assessment)
        leave_no_traces.enqueue(str(assessment.pk))
    return snapshot


@task
def leave_no_traces(assessment_id: str) -> None:
    """Mix the sheets of a closed assessment, then tidy the database’s files and old uploads."""
    _persist(partial(mix_sheets, pk=assessment_id))
    forget_old_uploads()
    transaction.on_commit(tidy)


def tidy() -> None:
    """Rewrite the database’s file without what was deleted; what cannot be done is logged."""
    try:
        is_done = _persist(tidy_files)
    except Error as error:
        if find_trouble(error) is None:
            raise
        is_done = False
    if not is_done:
        log.warning("The database was too busy to be tidied: run prune --yes when it is calm.")


def _persist(action: Callable[[], T]) -> T | None:
    """What an action gives, tried again while the database is busy or something is left to do."""
    for is_last in (*(False,) * (TRIES - 1), True):
        try:
            result = action()
        except Error as error:
            if is_last or find_trouble(error) is None:
                raise
        else:
            if result is not False or is_last:
                return result
        time.sleep(PAUSE)
    return None


def follow_mailing(*, mailing: models.Mailing) -> models.Mailing:
    """The mailing as it stands; when its worker has gone, it is handed to another one."""
    if not mailing.is_on_its_way:
        return mailing
    with transaction.atomic():
        if actions.reclaim_mailing(mailing=mailing):
            transaction.on_commit(partial(send_mailing.enqueue, str(mailing.pk)))
    mailing.refresh_from_db()
    return mailing


@task
def send_mailing(mailing_id: str) -> None:
    """Send what is due, unless another worker is at it. The mailing's row says how that went."""
    mailing = actions.take_mailing(pk=mailing_id)
    if mailing is None:
        return
    try:
        left = _send_all(mailing)
    except MailStopped as stopped:
        actions.stop_mailing(mailing=mailing, failure=str(stopped))
    except Exception as error:  # noqa: BLE001 -- raised again, without what it says
        actions.stop_mailing(mailing=mailing, failure="error")
        # The queue keeps the traceback, whose last line might hold an address.
        raise MailStopped(type(error).__name__) from None
    else:
        actions.finish_mailing(mailing=mailing, failure="some_left" if left else "")


def _send_all(mailing: models.Mailing) -> int:
    """Write to everybody who is due; how many have to wait. Raises MailStopped."""
    keys = list(find_due(mailing).order_by("pk").values_list("pk", flat=True))
    left = refusals = 0
    for batch in _batches(keys):
        with _connect() as connection:
            for key in batch:
                if not actions.hold_mailing(mailing=mailing):
                    return 0
                is_gone = _send_one(mailing, key, connection)
                left += not is_gone
                refusals = 0 if is_gone else refusals + 1
                if refusals == MOST_REFUSALS:
                    raise MailStopped("refused")
    return left


def _batches(keys: Sequence[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _connect() -> BaseEmailBackend:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server cannot be used: %s.", type(error).__name__)
        raise MailStopped("no_server") from None
    return connection


def _send_one(mailing: models.Mailing, key: uuid.UUID, connection: BaseEmailBackend) -> bool:
    """Whether the message left, or nobody is to get one; False when it has to wait."""
    invitation = actions.claim_invitation(mailing=mailing, pk=key)
    if invitation is None:
        return True
    message = write_message(invitation, is_reminder=mailing.kind == actions.REMINDER)
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        return _take_back(invitation, [code for code, _text in refused.recipients.values()])
    except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
        log.warning("The mail server refused a message: %s.", type(error).__name__)
        actions.release_invitation(invitation=invitation)
        return False
    except smtplib.SMTPSenderRefused:
        actions.release_invitation(invitation=invitation)
        raise MailStopped("refused") from None
    except (OSError, smtplib.SMTPException) as error:
        # Nobody knows whether it left: it stays marked, and comes again with the reminder.
        log.warning("The mail server went away: %s.", type(error).__name__)
        raise MailStopped("no_server") from None
    return True


def _take_back(invitation: models.Invitation, codes: Sequence[int]) -> bool:
    """An address that does not exist is marked, except at a reminder; one that cannot be reached
    now has to wait."""
    if all(code >= 500 for code in codes):
        mark_bounced(keys=[invitation.pk])
        return True
    actions.release_invitation(invitation=invitation)
    return False
