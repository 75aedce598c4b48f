"""Days that consultants choose."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import models
from assessments.forms.consultants import plain_helper

FARTHEST: Final = dt.timedelta(days=5 * 366)


def check_date(day: dt.date) -> dt.date:
    """The day. Raises ValidationError when it is more than five years away."""
    if abs(day - timezone.localdate()) > FARTHEST:
        raise forms.ValidationError(_("Choose a day within five years from today."))
    return day


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ExtendForm(forms.Form):
    """The last day of an assessment that is open."""

    closes_on = forms.DateField(label=_("Last day"), widget=DateInput)

    helper = plain_helper("closes_on")

    def __init__(self, *args: Any, assessment: models.Assessment, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"closes_on": assessment.closes_on})
        super().__init__(*args, **kwargs)
        self.earliest = max(assessment.today, assessment.opens_on)

    def clean_closes_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["closes_on"]
        if day < self.earliest:
            raise forms.ValidationError(_("Choose today or a later day."))
        return check_date(day)
