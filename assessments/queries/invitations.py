"""Who is invited by e-mail, and the signed links that their messages carry.

A token is a name of something and its signature, with a salt for each purpose: none is stored, and
one made for one purpose opens nothing else.
"""

import base64
import binascii
import re
import uuid
from dataclasses import dataclass
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from assessments import models
from assessments.queries.departments import load_department_names

_JOINING: Final = "assessments.invitation.join"
_LEAVING: Final = "assessments.invitation.unsubscribe"
_BOUNCING: Final = "assessments.invitation.bounce"
_DIGEST: Final = "assessments.unsubscription"
_SEAL_LENGTH: Final = 16
"""80 bits. With the name 42 letters: what stands before an @ has room for 64."""
_BOUNCE_TOKEN: Final = re.compile(r"(?<![a-z0-9])([a-z2-7]{26})([a-z2-7]{16})(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class InvitedAddress:
    """What a consultant sees of an invitation: never whether it led to answers or a reminder."""

    pk: uuid.UUID
    email: str
    department: str
    language: str
    is_waiting: bool
    is_bounced: bool
    is_unsubscribed: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom messages reach: addresses waiting for their first one, and those written to before.

    Neither depends on who answered: `waiting`, `written` (first message before today) and
    `written_today` leave out only what bounced or unsubscribed.
    """

    waiting: int
    written: int
    written_today: int


def find_digest(organisation: models.Organisation, email: str) -> str:
    """What is kept of an address that wants no mail from an organisation."""
    return salted_hmac(_DIGEST, f"{organisation.pk}:{email}", algorithm="sha256").hexdigest()


def load_unsubscribed(organisation: models.Organisation) -> frozenset[str]:
    """The digests of all addresses that want no mail from an organisation."""
    return frozenset(organisation.unsubscriptions.values_list("email_digest", flat=True))


def is_unsubscribed(invitation: models.Invitation) -> bool:
    """Whether the person wants no mail from the organisation."""
    organisation = invitation.assessment.organisation
    digest = find_digest(organisation, invitation.email)
    return organisation.unsubscriptions.filter(email_digest=digest).exists()


def find_rows(assessment: models.Assessment, part: str = "") -> QuerySet[models.Invitation]:
    """The invitations on the list whose address contains `part`, in the order of addresses."""
    rows = assessment.invitations.filter(is_removed=False)
    rows = rows.select_related("department").order_by("email")
    return rows.filter(email__icontains=part) if part else rows


def show_addresses(
    assessment: models.Assessment, rows: list[models.Invitation]
) -> tuple[InvitedAddress, ...]:
    """What a consultant may see of these invitations."""
    names = load_department_names(assessment)
    gone = load_unsubscribed(assessment.organisation)
    return tuple(
        InvitedAddress(
            pk=row.pk,
            email=row.email,
            department=names.get(row.department.code, "") if row.department else "",
            language=row.language,
            is_waiting=row.sent_on is None,
            is_bounced=row.is_bounced,
            is_unsubscribed=find_digest(assessment.organisation, row.email) in gone,
        )
        for row in rows
    )


def find_reach(assessment: models.Assessment) -> Reach:
    """Whom messages of an assessment reach."""
    today = assessment.today
    gone = load_unsubscribed(assessment.organisation)
    rows = find_rows(assessment).filter(is_bounced=False).values_list("email", "sent_on")
    dates = [
        sent_on
        for email, sent_on in rows
        if not gone or find_digest(assessment.organisation, email) not in gone
    ]
    waiting = dates.count(None)
    written_today = dates.count(today)
    return Reach(waiting, len(dates) - waiting - written_today, written_today)


def find_due(mailing: models.Mailing) -> QuerySet[models.Invitation]:
    """The invitations that a mailing writes to today: at most one message a person and day.

    Reminders go to all who have not answered and to nobody else: that is known here and to the
    mail server, and shown nowhere.
    """
    today = mailing.assessment.today
    rows = models.Invitation.objects.filter(
        assessment=mailing.assessment_id, is_bounced=False, is_removed=False
    )
    if mailing.kind == models.Mailing.Kind.INVITATION:
        return rows.filter(sent_on=None)
    not_reminded = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return rows.filter(not_reminded, has_answered=False, sent_on__lt=today)


def load_mailings(assessment: models.Assessment) -> tuple[models.Mailing, ...]:
    """The last mailing of each kind; of one that is over the lease is its last sign of life."""
    kinds = models.Mailing.Kind
    rows = assessment.mailings.order_by("-leased_until")
    last = (rows.filter(kind=kind).first() for kind in (kinds.INVITATION, kinds.REMINDER))
    return tuple(row for row in last if row)


def join_token(invitation: models.Invitation) -> str:
    """The token of a personal link."""
    return _signer(_JOINING).sign(invitation.pk.hex)


def find_invitation(token: str) -> models.Invitation | None:
    """The invitation on a list that a personal link belongs to; None for any other text."""
    try:
        key = uuid.UUID(hex=_signer(_JOINING).unsign(token))
    except (BadSignature, ValueError):
        return None
    rows = models.Invitation.objects.select_related(
        "department",
        "sheet__assessment__organisation",
        "sheet__department",
        "assessment__organisation",
        "assessment__maturity_model",
    )
    return rows.filter(pk=key, is_removed=False).first()


def unsubscribe_token(invitation: models.Invitation) -> str:
    """The token of an unsubscribe link. It names no invitation: closing deletes those."""
    organisation = invitation.assessment.organisation
    digest = bytes.fromhex(find_digest(organisation, invitation.email))
    named = base64.urlsafe_b64encode(organisation.pk.bytes + digest).decode()
    return _signer(_LEAVING).sign(named)


def read_unsubscribe_token(token: str) -> tuple[models.Organisation, str] | None:
    """The organisation and the digest of an address that an unsubscribe link names."""
    try:
        named = base64.urlsafe_b64decode(_signer(_LEAVING).unsign(token))
        key, digest = uuid.UUID(bytes=named[:16]), named[16:].hex()
    except (BadSignature, ValueError):
        return None
    organisation = models.Organisation.objects.filter(pk=key).first()
    return (organisation, digest) if organisation else None


def bounce_token(invitation: models.Invitation) -> str:
    """What a message carries so that its return is recognised: letters and digits, any case."""
    return _base32(invitation.pk.bytes) + _seal(invitation.pk)


def find_bounced(text: str) -> uuid.UUID | None:
    """The key of the invitation that a text names by its bounce token, if it names one."""
    for name, seal in _BOUNCE_TOKEN.findall(text.lower()):
        try:
            key = uuid.UUID(bytes=base64.b32decode(f"{name}======".upper()))
        except (binascii.Error, ValueError):
            continue
        if constant_time_compare(seal, _seal(key)):
            return key
    return None


def _signer(salt: str) -> Signer:
    return Signer(salt=salt, sep=".")


def _seal(key: uuid.UUID) -> str:
    return _base32(salted_hmac(_BOUNCING, key.hex, algorithm="sha256").digest())[:_SEAL_LENGTH]


def _base32(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=").lower()
