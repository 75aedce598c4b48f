"""A report's way: asked for, taken by a worker, ready or not made.

`attempts` counts how often it was handed to the queue; `leased_until` is when whoever has it, the
queue or a worker, must be done. A worker that lost its lease changes nothing any more.
"""

import datetime
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from roadmaps import models

IN_QUEUE: Final = datetime.timedelta(minutes=5)
IN_WORK: Final = datetime.timedelta(minutes=2)
ATTEMPTS: Final = 2
WAITING, RUNNING = models.Report.Status.WAITING, models.Report.Status.RUNNING
READY, FAILED = models.Report.Status.READY, models.Report.Status.FAILED


@transaction.atomic
def request_report(*, roadmap: models.Roadmap, language: str) -> tuple[models.Report, bool]:
    """A report that waits for a worker, and whether it is new: one on its way is kept."""
    now = timezone.now()
    models.Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    same = models.Report.objects.filter(roadmap=roadmap, language=language)
    waiting = same.filter(status__in=[WAITING, RUNNING], leased_until__gte=now).first()
    if waiting:
        return waiting, False
    fields = {"attempts": 1, "leased_until": now + IN_QUEUE}
    return models.Report.objects.create(roadmap=roadmap, language=language, **fields), True


def take_report(*, pk: str) -> models.Report | None:
    """The report, now this worker's own; None when it does not wait any more."""
    until = timezone.now() + IN_WORK
    waiting = models.Report.objects.filter(pk=pk, status=WAITING)
    if not waiting.update(status=RUNNING, leased_until=until):
        return None
    return models.Report.objects.select_related("roadmap__assessment__organisation").get(pk=pk)


def reclaim_report(*, report: models.Report) -> bool:
    """Take a report back from whoever has not finished in time.

    True when it waits again and is to be handed to the queue: that is done once, then it fails.
    """
    late = models.Report.objects.filter(
        pk=report.pk, status__in=[WAITING, RUNNING], leased_until__lt=timezone.now()
    )
    if late.filter(attempts__lt=ATTEMPTS).update(
        status=WAITING, attempts=F("attempts") + 1, leased_until=timezone.now() + IN_QUEUE
    ):
        return True
    late.filter(status=WAITING).update(status=FAILED, failure="no_worker")
    late.filter(status=RUNNING).update(status=FAILED, failure="worker_stopped")
    return False


def fail_report(*, report: models.Report, failure: str) -> None:
    """Say why there is no file, if the report is still this worker's."""
    _held(report).update(status=FAILED, failure=failure)


def finish_report(*, report: models.Report, content: bytes) -> bool:
    """Keep the file: written under a temporary name, renamed once complete.

    False when the report is not this worker's any more; then nothing is kept.
    """
    name = f"reports/{report.pk}.pdf"
    place = Path(settings.MEDIA_ROOT) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    with transaction.atomic():
        is_ours = _held(report).update(status=READY, file=name, leased_until=None) == 1
        if is_ours:
            written.replace(place)
    written.unlink(missing_ok=True)
    return is_ours


def _held(report: models.Report) -> QuerySet[models.Report]:
    """The row of a report while the lease that was taken still stands."""
    return models.Report.objects.filter(
        pk=report.pk, status=RUNNING, leased_until=report.leased_until
    )
