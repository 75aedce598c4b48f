"""Links to a report for people without an account: made, shown once, revoked."""

import datetime as dt
import logging
import secrets
import time
import uuid
from typing import Final

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from assessments.actions.limits import save_miss
from roadmaps import models
from roadmaps.access import link_digest, passphrase_purpose, settle_passphrase

logger = logging.getLogger(__name__)
TOKEN_BYTES: Final = 32


def share_report(
    *,
    roadmap: models.Roadmap,
    label: str,
    expires_on: dt.date,
    passphrase: str = "",
    created_by: str = "",
) -> tuple[models.SharedLink, str]:
    """A link to the report on a roadmap, and its token: 256 random bits, which nobody can read
    again. A passphrase is kept as passwords are."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    kept = make_password(settle_passphrase(passphrase)) if passphrase else ""
    link = models.SharedLink.objects.create(
        pk=_later_id(),
        roadmap=roadmap,
        label=label,
        token_digest=link_digest(token),
        passphrase=kept,
        created_on=timezone.localdate(),
        created_by=created_by,
        expires_on=expires_on,
    )
    logger.info("The report on roadmap %s is shared until %s.", roadmap.pk, expires_on)
    return link, token


def _later_id() -> uuid.UUID:
    """An id that sorts after those made before (RFC 9562, version 7): links know no hour. It opens
    nothing; the token does."""
    stamp, chance = time.time_ns() // 1_000_000, secrets.randbits(74)
    high, low = chance >> 62, chance & ((1 << 62) - 1)
    return uuid.UUID(int=stamp << 80 | 7 << 76 | high << 64 | 2 << 62 | low)


def revoke_link(*, link: models.SharedLink) -> bool:
    """From now on the link opens nothing; whether it did before."""
    rows = models.SharedLink.objects.filter(pk=link.pk, revoked_on=None)
    is_new = rows.update(revoked_on=timezone.localdate()) == 1
    if is_new:
        logger.info("A shared link of roadmap %s is revoked.", link.roadmap_id)
    return is_new


def try_passphrase(*, link: models.SharedLink, passphrase: str, address: str | None) -> bool:
    """Whether this is the link's passphrase; a wrong one costs its address and the link."""
    settled = settle_passphrase(passphrase)
    if check_password(settled, link.passphrase):
        return True
    save_miss(purpose=passphrase_purpose(link), address=address, guess=settled)
    return False
