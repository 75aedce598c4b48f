"""Documents are made in the background: asked for, made by a worker, handed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from roadmaps import models
from roadmaps.actions import reports as actions
from roadmaps.domain.documents import Wanted
from roadmaps.models import Report
from roadmaps.queries.brands import load_look
from roadmaps.queries.reports import find_kept_report
from roadmaps.tasks.kinds import MAKERS
from roadmaps.tasks.orders import NoResults, NotInstalled, Order


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that was made, and the digest of what it was made from."""

    content: bytes
    digest: str


def order_report(*, roadmap: models.Roadmap, wanted: Wanted) -> Report:
    """The document as it is kept, where nothing it was made from has changed; else one that a
    worker makes, and one like it that is on its way is not made twice."""
    kept = find_kept_report(roadmap, wanted)
    if kept and is_current(kept):
        return kept
    with transaction.atomic():
        report, is_new = actions.request_report(roadmap=roadmap, wanted=wanted)
        if is_new:
            transaction.on_commit(partial(make_report.enqueue, str(report.pk)))
    return report


def follow_report(*, report: Report) -> Report:
    """The report as it stands now; when its worker has gone, it is handed to another one once."""
    with transaction.atomic():
        if actions.reclaim_report(report=report):
            transaction.on_commit(partial(make_report.enqueue, str(report.pk)))
    report.refresh_from_db()
    return report


def follow_reports(reports: Iterable[Report]) -> list[Report]:
    """The same reports, those that are late as they stand now."""
    now = timezone.now()
    return [
        follow_report(report=each)
        if each.is_on_its_way and each.leased_until and each.leased_until < now
        else each
        for each in reports
    ]


@task
def make_report(report_id: str) -> None:
    """Make a report that waits, unless another worker holds it. Its row says how that went."""
    report = actions.take_report(pk=report_id)
    if report is None:
        return
    kind, tell = Report.Kind(report.kind), partial(actions.tell_step, report=report)
    try:
        made = make_document(order_of(report), kind, tell)
    except NoResults:
        actions.fail_report(report=report, failure="no_results")
    except NotInstalled:
        actions.fail_report(report=report, failure="not_installed")
    except Exception:
        actions.fail_report(report=report, failure="not_printed")
        raise  # what went wrong is for the log
    else:
        ending = MAKERS[kind].ending
        actions.finish_report(
            report=report, content=made.content, digest=made.digest, ending=ending
        )


def make_document(
    order: Order, kind: Report.Kind, tell: actions.Tell = actions.tell_nobody
) -> Finished:
    """A document, saying on the way how far it is. Raises NoResults, NotPrinted, NotInstalled."""
    maker = MAKERS[kind]
    with translation.override(order.language):
        tell(step=Report.Step.READING)
        values = maker.read(order)
        tell(step=Report.Step.WRITING)
        draft = maker.write(values, order)
        tell(step=Report.Step.PRINTING)
        return Finished(maker.make(draft, order), maker.digest(draft, order))


def is_current(report: Report) -> bool:
    """Whether a document that was made would say the same if it were made now."""
    return report.digest == find_digest(order_of(report), Report.Kind(report.kind))


def still_stands(report: Report) -> bool:
    """The same of one that is to be handed over: what says something else is put away."""
    if is_current(report):
        return True
    actions.throw_away(reports=Report.objects.filter(pk=report.pk))
    return False


def find_digest(order: Order, kind: Report.Kind) -> str:
    """The digest of what a document would be made from now; empty where it could not be made."""
    maker = MAKERS[kind]
    with translation.override(order.language):
        try:
            return maker.digest(maker.write(maker.read(order), order), order)
        except NoResults:
            return ""


def order_of(report: Report) -> Order:
    """What a row asks for, to be made today."""
    return Order(
        roadmap=report.roadmap,
        made_on=timezone.localdate(),
        language=report.language,
        size=report.size,
        is_archived=report.is_archived,
        look=load_look(report.roadmap.assessment.organisation),
    )
