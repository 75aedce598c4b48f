"""What a wrong code costs."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from assessments import models
from assessments.domain import limits
from assessments.queries.limits import SHARED, bucket_of, load_left, wide_bucket_of

logger = logging.getLogger(__name__)


@transaction.atomic
def save_miss(*, purpose: str, address: str | None, guess: str) -> None:
    """Count a wrong code against its address, its site (version 6) and all together.

    The same one again from the same address is a page that was loaded again, not a guess: it costs
    nothing. Buckets that are full again are forgotten on the way.
    """
    if not _remember(purpose, bucket_of(purpose, address, guess)):
        return
    horizon = timezone.now() - dt.timedelta(seconds=limits.FULL_AGAIN)
    models.MissBudget.objects.filter(refilled_at__lt=horizon).delete()
    own = _lock(purpose, bucket_of(purpose, address), limits.ADDRESS)
    _save(own, max(0.0, own.left - 1))
    if wide := wide_bucket_of(purpose, address):
        site = _lock(purpose, wide, limits.WIDE)
        _save(site, max(0.0, site.left - 1))
    shared = _lock(purpose, SHARED, limits.GLOBAL)
    left, is_alarm = limits.take_shared(shared.left)
    _save(shared, left)
    if is_alarm:
        logger.warning(
            "Many wrong codes (%s) from many addresses: each has five left for ten minutes.",
            purpose,
        )


def _remember(purpose: str, guess: str) -> bool:
    """Whether this guess is new here."""
    return models.MissBudget.objects.get_or_create(
        purpose=purpose, address=guess, defaults={"left": 0, "refilled_at": timezone.now()}
    )[1]


def _lock(purpose: str, bucket: str, budget: limits.Budget) -> models.MissBudget:
    """The bucket as full as it is by now, nobody else's until the transaction ends."""
    row, _created = models.MissBudget.objects.select_for_update().get_or_create(
        purpose=purpose,
        address=bucket,
        defaults={"left": budget.burst, "refilled_at": timezone.now()},
    )
    row.left = load_left(row, budget)
    return row


def _save(row: models.MissBudget, left: float) -> None:
    row.left = left
    row.refilled_at = timezone.now()
    row.save(update_fields=["left", "refilled_at"])
