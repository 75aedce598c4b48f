"""Days as people enter them."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps.forms.plans import EARLIEST, LATEST, DateInput


class DayField(forms.DateField):
    """A day of this century, picked in the browser."""

    widget = DateInput

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day of this century."))
        return day
