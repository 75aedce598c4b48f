"""Writing the benefits register, costs, and what a person-day costs."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.models import Organisation
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import remove_revised, save_revised


@transaction.atomic
def add_benefit(*, organisation: Organisation, values: Mapping[str, Any]) -> models.Benefit:
    """Expect a benefit. The same once more makes no second one."""
    programme = _hold(organisation)
    same = programme.benefits.filter(**values).first()
    return same or programme.benefits.create(**values)


def save_benefit(
    *, benefit: models.Benefit, values: Mapping[str, Any], revision: int
) -> models.Benefit:
    """Change what is expected. Raises Changed when somebody saved since `revision`."""
    return save_revised(row=benefit, values=values, revision=revision)


def remove_benefit(*, benefit: models.Benefit, revision: int) -> None:
    """Expect a benefit no longer; what it brought goes with it. Raises Changed."""
    remove_revised(row=benefit, revision=revision)


@transaction.atomic
def record_obtained(
    *, benefit: models.Benefit, obtained_on: dt.date, amount: Decimal, note: str = ""
) -> models.BenefitObtained:
    """Add what a benefit has brought until a day, since the entry before. The same once more makes
    no second entry."""
    models.Benefit.objects.select_for_update().get(pk=benefit.pk)
    values = {"obtained_on": obtained_on, "amount": amount, "note": note}
    same = benefit.obtained.filter(**values).first()
    return same or benefit.obtained.create(**values)


def remove_obtained(*, benefit: models.Benefit, pk: int) -> None:
    """Take back an entry; one that is gone already stays gone."""
    benefit.obtained.filter(pk=pk).delete()


@transaction.atomic
def add_cost(*, organisation: Organisation, values: Mapping[str, Any]) -> models.CostLine:
    """Enter money that a stone costs. The same once more makes no second line."""
    programme = _hold(organisation)
    same = programme.costs.filter(**values).first()
    return same or programme.costs.create(**values)


def save_cost(
    *, cost: models.CostLine, values: Mapping[str, Any], revision: int
) -> models.CostLine:
    """Change a cost. Raises Changed when somebody saved since `revision`."""
    return save_revised(row=cost, values=values, revision=revision)


def remove_cost(*, cost: models.CostLine, revision: int) -> None:
    """Take a cost away. Raises Changed when somebody saved since `revision`."""
    remove_revised(row=cost, revision=revision)


@transaction.atomic
def save_rate(
    *, organisation: Organisation, values: Mapping[str, Any], revision: int
) -> models.Programme:
    """Say what a person-day costs, in which currency. Raises Changed."""
    programme = ensure_programme(organisation=organisation)
    return save_revised(row=programme, values=values, revision=revision)


def _hold(organisation: Organisation) -> models.Programme:
    """The programme, held until the transaction ends."""
    ensure_programme(organisation=organisation)
    return models.Programme.objects.select_for_update().get(organisation=organisation)
