"""Writing the shared scorecard: indicators, and what was measured of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from assessments.models import Organisation
from roadmaps import models
from roadmaps.actions.programmes import ensure_programme
from roadmaps.actions.revisions import remove_revised, save_revised
from roadmaps.domain.indicators import Measurement


@transaction.atomic
def add_indicator(*, organisation: Organisation, values: Mapping[str, Any]) -> models.Indicator:
    """Follow an indicator, at the end of the scorecard. One of the model's that is followed
    already is not followed twice."""
    ensure_programme(organisation=organisation)
    programme = models.Programme.objects.select_for_update().get(organisation=organisation)
    code = values.get("code", "")
    same = programme.indicators.filter(code=code).first() if code else None
    if same:
        return same
    last = programme.indicators.order_by("-position").first()
    return programme.indicators.create(position=last.position + 1 if last else 0, **values)


def save_indicator(
    *, indicator: models.Indicator, values: Mapping[str, Any], revision: int
) -> models.Indicator:
    """Change an indicator. Raises Changed when somebody saved since `revision`."""
    return save_revised(row=indicator, values=values, revision=revision)


def remove_indicator(*, indicator: models.Indicator, revision: int) -> None:
    """Follow an indicator no longer; its measurements go with it. Raises Changed."""
    remove_revised(row=indicator, revision=revision)


@transaction.atomic
def save_measurements(
    *, indicator: models.Indicator, measurements: Sequence[Measurement]
) -> tuple[dt.date, ...]:
    """Keep actual values by day; the same day again replaces. Returns the days replaced: those
    that had another value or note."""
    models.Indicator.objects.select_for_update().get(pk=indicator.pk)
    stored = {row.measured_on: row for row in indicator.measurements.all()}
    replaced = []
    for each in measurements:
        row = stored.get(each.measured_on)
        if row and (row.value, row.note) != (each.value, each.note):
            replaced.append(each.measured_on)
        indicator.measurements.update_or_create(
            measured_on=each.measured_on, defaults={"value": each.value, "note": each.note}
        )
    return tuple(replaced)


def remove_measurement(*, indicator: models.Indicator, measured_on: dt.date) -> None:
    """Take back the value of a day; one that is gone already stays gone."""
    indicator.measurements.filter(measured_on=measured_on).delete()
