"""When a stone is worked on, in months of the roadmap."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.domain.dates import add_months
from roadmaps.forms.revised import RevisedForm


class DatesForm(RevisedForm):
    """The first and the last month of the work on a stone; neither: as computed."""

    class Meta:
        model = models.Initiative
        fields = ("starts_month", "ends_month")

    def __init__(self, *args: Any, starts_on: dt.date, months: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_month"] = _month(_("First month"), starts_on, months)
        self.fields["ends_month"] = _month(_("Last month"), starts_on, months)

    def clean(self) -> dict[str, Any]:
        """Both months or neither, in their order."""
        sent = super().clean() or self.cleaned_data
        if {"starts_month", "ends_month"} - sent.keys():
            return sent
        first, last = sent["starts_month"], sent["ends_month"]
        if (first is None) != (last is None):
            raise forms.ValidationError(
                _("Choose both months, or neither for the dates as computed.")
            )
        if first is not None and last is not None and last < first:
            self.add_error("ends_month", _("The last month comes before the first one."))
        return sent


def _month(label: Any, starts_on: dt.date, months: int) -> forms.TypedChoiceField:
    named = [
        (month, date_format(add_months(starts_on, month), "YEAR_MONTH_FORMAT"))
        for month in range(months)
    ]
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("as computed")), *named],
        coerce=int,
        empty_value=None,
        required=False,
    )
