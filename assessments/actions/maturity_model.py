"""The life of a version: draft, published, retired."""

from django.db import transaction
from django.utils import timezone

from assessments import models


@transaction.atomic
def publish_maturity_model(*, maturity_model: models.MaturityModel) -> None:
    """Make a draft available to new assessments; from now on the database refuses changes."""
    models.MaturityModel.objects.filter(
        pk=maturity_model.pk, status=models.MaturityModel.Status.DRAFT
    ).update(
        status=models.MaturityModel.Status.PUBLISHED, published_on=timezone.localdate()
    )
    maturity_model.refresh_from_db()


@transaction.atomic
def retire_maturity_model(*, maturity_model: models.MaturityModel) -> None:
    """Keep a version for the assessments that used it and offer it to no new one."""
    models.MaturityModel.objects.filter(
        pk=maturity_model.pk, status=models.MaturityModel.Status.PUBLISHED
    ).update(status=models.MaturityModel.Status.RETIRED, retired_on=timezone.localdate())
    maturity_model.refresh_from_db()
