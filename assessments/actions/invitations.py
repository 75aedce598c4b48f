"""Invitations by e-mail: who is on the list, who has answered, who wants no more mail."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from assessments import models
from assessments.exchange.addresses import MOST_ADDRESSES, Address
from assessments.queries.invitations import find_digest, find_rows, load_unsubscribed


class TooManyInvitations(Exception):
    """The list would hold more than MOST_ADDRESSES addresses."""


class AssessmentClosed(Exception):
    """Nobody is invited to an assessment that is closed."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of the people of a list: added, on the list already, or wanting no mail."""

    new: tuple[Address, ...]
    known: tuple[Address, ...]
    unsubscribed: tuple[Address, ...]


def sort_addresses(assessment: models.Assessment, addresses: Sequence[Address]) -> Sorted:
    """Tell apart whom a list adds; writes nothing."""
    there = set(find_rows(assessment).values_list("email", flat=True))
    gone = load_unsubscribed(assessment.organisation)
    known = tuple(each for each in addresses if each.email in there)
    others = [each for each in addresses if each.email not in there]
    digests = {each: find_digest(assessment.organisation, each.email) for each in others}
    return Sorted(
        new=tuple(each for each in others if digests[each] not in gone),
        known=known,
        unsubscribed=tuple(each for each in others if digests[each] in gone),
    )


@transaction.atomic
def add_invitations(
    *, assessment: models.Assessment, addresses: Sequence[Address], language: str
) -> Sorted:
    """Put people on the list, all or nothing; `language` for those whose line says none.

    Who is on it stays as is; who unsubscribed is left out; who was taken off it after a message
    comes back as they were, with the same link. Raises TooManyInvitations and
    AssessmentClosed.
    """
    row = models.Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.is_closed:
        raise AssessmentClosed
    found = sort_addresses(row, addresses)
    if find_rows(row).count() + len(found.new) > MOST_ADDRESSES:
        raise TooManyInvitations
    removed = row.invitations.filter(is_removed=True)
    back = {each.email for each in found.new} & set(removed.values_list("email", flat=True))
    removed.filter(email__in=back).update(is_removed=False)
    departments = {each.code: each for each in row.organisation.departments.all()}
    models.Invitation.objects.bulk_create(
        models.Invitation(
            assessment=row,
            email=each.email,
            language=each.language or language,
            department=departments.get(each.department),
        )
        for each in found.new
        if each.email not in back
    )
    return found


@transaction.atomic
def remove_invitation(*, assessment: models.Assessment, pk: uuid.UUID) -> None:
    """Take an address off the list; its personal link ends, what was answered stays.

    Whether it led to answers is neither told nor to be seen from what follows: reminders go to
    whoever is left, their number is shown nowhere, and the floor under which none go out counts
    addresses that were written to, answered or not. One that nobody wrote to is deleted; another
    one may have led to answers, and is kept as removed until closing.
    """
    rows = assessment.invitations.filter(pk=pk)
    rows.filter(sent_on=None).delete()
    rows.update(is_removed=True)


def note_answered(*, sheet: models.Sheet) -> None:
    """Cut the link between an invitation and a sheet that is being handed in.

    That somebody answered is all that is left. Runs inside the transaction that hands in.
    """
    models.Invitation.objects.filter(sheet=sheet).update(has_answered=True, sheet=None)


def forget_invitations(*, assessment: models.Assessment) -> None:
    """Delete the addresses and what is known of messages. Runs inside the closing transaction."""
    assessment.invitations.all().delete()
    assessment.mailings.all().delete()


@transaction.atomic
def unsubscribe(*, organisation: models.Organisation, digest: str) -> None:
    """An address wants no mail from an organisation; twice is once."""
    models.Unsubscription.objects.get_or_create(organisation=organisation, email_digest=digest)


@transaction.atomic
def subscribe_again(*, organisation: models.Organisation, digest: str) -> None:
    """Take an unsubscription back."""
    organisation.unsubscriptions.filter(email_digest=digest).delete()


@transaction.atomic
def mark_bounced(*, keys: Iterable[uuid.UUID]) -> int:
    """Mark addresses that cannot be reached; how many were not marked yet.

    Who got a reminder is not marked any more: everybody sees the mark, and only those who have not
    answered get one.
    """
    rows = models.Invitation.objects.filter(pk__in=list(keys), is_bounced=False, reminded_on=None)
    return rows.update(is_bounced=True)
