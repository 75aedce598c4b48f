"""The life of a version: draft, published, retired."""

from django.db import transaction
from django.utils import timezone

from assessments import models
from assessments.actions.history import note_event
from assessments.exchange.dumping import dump_maturity_model
from assessments.exchange.publication import find_errors
from assessments.exchange.writing import find_latest, write
from assessments.queries.maturity_model import load_maturity_model

NEEDED = (
    models.Stage,
    models.Block,
    models.Stone,
    models.Pillar,
    models.Effort,
    models.Phase,
    models.Vantage,
    models.AnswerText,
)
"""Parts without which nobody can answer, score or plan."""


class NotComplete(Exception):
    """The draft cannot be published.

    `missing` has names of parts, codes of stones without item, or else every error in its place.
    """

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@transaction.atomic
def publish_maturity_model(*, maturity_model: models.MaturityModel) -> None:
    """Make a draft available to new assessments; from now on the database refuses changes.

    Raises NotComplete for a draft with an error (`exchange.publication`); does nothing to a version
    that is no draft.
    """
    drafts = models.MaturityModel.objects.filter(
        pk=maturity_model.pk, status=models.MaturityModel.Status.DRAFT
    )
    for draft in drafts.select_for_update():
        _check_complete(draft)
    changed = drafts.update(
        status=models.MaturityModel.Status.PUBLISHED, published_on=timezone.localdate()
    )
    maturity_model.refresh_from_db()
    if changed:
        note_event(maturity_model=maturity_model, reason="published")


def _check_complete(draft: models.MaturityModel) -> None:
    missing = [
        str(part._meta.verbose_name)
        for part in NEEDED
        if not part.objects.filter(maturity_model=draft).exists()
    ]
    unasked = draft.stone_set.filter(item=None)
    missing += unasked.values_list("code", flat=True)
    if not missing:
        missing += _unreadable_numbers(draft)
    if not missing:
        missing += map(str, find_errors(dump_maturity_model(draft)))
    if missing:
        raise NotComplete(tuple(missing))


def _unreadable_numbers(draft: models.MaturityModel) -> list[str]:
    """Columns of free JSON are typed by hand: the proof that they hold is to read them."""
    try:
        load_maturity_model(draft)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [str(error)]
    return []


@transaction.atomic
def retire_maturity_model(*, maturity_model: models.MaturityModel) -> None:
    """Keep a version for the assessments that used it and offer it to no new one."""
    changed = models.MaturityModel.objects.filter(
        pk=maturity_model.pk, status=models.MaturityModel.Status.PUBLISHED
    ).update(status=models.MaturityModel.Status.RETIRED, retired_on=timezone.localdate())
    maturity_model.refresh_from_db()
    if changed:
        note_event(maturity_model=maturity_model, reason="retired")


@transaction.atomic
def copy_maturity_model(*, maturity_model: models.MaturityModel) -> models.MaturityModel:
    """A new draft with everything that a version has, under the next number of its slug."""
    document = dump_maturity_model(maturity_model)
    latest = find_latest(document) or maturity_model
    draft = write(document | {"version": latest.version + 1})
    note_event(maturity_model=draft, reason=f"copied: {maturity_model.version}")
    return draft
