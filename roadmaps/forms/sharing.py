"""Whom a report is shared with, until when, and the passphrase that lets in."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.access import settle_passphrase
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField

USUAL: Final = dt.timedelta(days=30)
LONG: Final = dt.timedelta(days=90)
LONGEST: Final = dt.timedelta(days=366)
SHORTEST: Final = 8


class SharingForm(forms.Form):
    """A link for somebody without an account. `today`: the first day it can be read."""

    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy("You alone see this: it tells links apart."),
    )
    expires_on = DayField(label=gettext_lazy("Can be read until"))
    is_long = forms.BooleanField(
        label=gettext_lazy("It may be read for longer than 90 days"), required=False
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"),
        required=False,
        min_length=SHORTEST,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("If you like, at least eight characters; tell it another way."),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.today = today
        self.fields["expires_on"].initial = today + USUAL

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        if day > self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day within a year."))
        return day

    def clean_passphrase(self) -> str:
        return settle_passphrase(self.cleaned_data["passphrase"])

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        day = sent.get("expires_on")
        if day and day > self.today + LONG and not sent.get("is_long"):
            told = _("This is more than 90 days away. Choose an earlier day, or tick that it may.")
            self.add_error("expires_on", told)
        return sent


class PassphraseForm(forms.Form):
    """What a reader was told beside the link."""

    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"),
        max_length=100,
        widget=forms.PasswordInput({"autocomplete": "off", "autofocus": True}),
    )
