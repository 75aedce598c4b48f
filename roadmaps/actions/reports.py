"""A document's way: asked for, taken by a worker, ready or not made, and kept until it is replaced.

`attempts` counts how often it was handed to the queue; `leased_until` is when whoever has it, the
queue or a worker, must be done. A worker that lost its lease changes nothing any more.
"""

import datetime
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from roadmaps import models
from roadmaps.domain.documents import Wanted

IN_QUEUE: Final = datetime.timedelta(minutes=5)
IN_WORK: Final = datetime.timedelta(minutes=2)
ATTEMPTS: Final = 2
WAITING, RUNNING = models.Report.Status.WAITING, models.Report.Status.RUNNING
READY, FAILED = models.Report.Status.READY, models.Report.Status.FAILED


class Tell(Protocol):
    """Takes note of how far the making of a document is."""

    def __call__(self, *, step: models.Report.Step) -> None:
        """`step` begins."""


def tell_nobody(*, step: models.Report.Step) -> None:
    """Takes no note."""


@transaction.atomic
def request_report(*, roadmap: models.Roadmap, wanted: Wanted) -> tuple[models.Report, bool]:
    """A report that waits for a worker, and whether it is new: one on its way is kept."""
    now = timezone.now()
    models.Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    same = models.Report.objects.filter(roadmap=roadmap, **asdict(wanted))
    waiting = same.filter(status__in=[WAITING, RUNNING], leased_until__gte=now).first()
    if waiting:
        return waiting, False
    fields = asdict(wanted) | {"attempts": 1, "leased_until": now + IN_QUEUE}
    return models.Report.objects.create(roadmap=roadmap, **fields), True


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


def tell_step(*, report: models.Report, step: models.Report.Step) -> None:
    """Say how far the making is, if the report is still this worker's."""
    _held(report).update(step=step)


def fail_report(*, report: models.Report, failure: str) -> None:
    """Say why there is no file, if the report is still this worker's."""
    _held(report).update(status=FAILED, failure=failure)


def finish_report(*, report: models.Report, content: bytes, digest: str, ending: str) -> bool:
    """Keep the file: written under a temporary name, renamed once complete. What it replaces, files
    of the same document from before, goes.

    False when the report is not this worker's any more; then nothing is kept.
    """
    name = f"reports/{report.pk}{ending}"
    place = Path(settings.MEDIA_ROOT) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
        file.write(content)
    written = Path(file.name)
    ready = {"status": READY, "file": name, "digest": digest, "leased_until": None, "step": ""}
    with transaction.atomic():
        is_ours = _held(report).update(**ready) == 1
        if is_ours:
            written.replace(place)
            throw_away(reports=_older(report))
    written.unlink(missing_ok=True)
    return is_ours


def throw_away(*, reports: QuerySet[models.Report]) -> int:
    """Forget the files of reports, which say from now on that they have none; how many that were.

    Rows first: a file without a row is nobody's, a row without its file would promise one.
    """
    with transaction.atomic():
        held = list(reports.select_for_update().exclude(file=""))
        models.Report.objects.filter(pk__in=[each.pk for each in held]).update(file="", digest="")
        names = [each.file.name or "" for each in held]
        transaction.on_commit(partial(_remove, names))
    return len(names)


def forget_reports(*, reports: QuerySet[models.Report]) -> int:
    """Delete reports with their files; how many that were."""
    with transaction.atomic():
        held = list(reports.select_for_update())
        models.Report.objects.filter(pk__in=[each.pk for each in held]).delete()
        names = [each.file.name or "" for each in held if each.file]
        transaction.on_commit(partial(_remove, names))
    return len(held)


def sweep_files(*, unclaimed: list[Path]) -> None:
    """Remove files that no report has any more: what a server that was killed left behind."""
    for path in unclaimed:
        path.unlink(missing_ok=True)


def _remove(names: list[str]) -> None:
    for name in names:
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def _older(report: models.Report) -> QuerySet[models.Report]:
    """Reports that were the same document before this one."""
    names = ("roadmap_id", "kind", "language", "size", "is_archived")
    same = models.Report.objects.filter(**{name: getattr(report, name) for name in names})
    return same.filter(status=READY).exclude(pk=report.pk)


def _held(report: models.Report) -> QuerySet[models.Report]:
    """The row of a report while the lease that was taken still stands."""
    return models.Report.objects.filter(
        pk=report.pk, status=RUNNING, leased_until=report.leased_until
    )
