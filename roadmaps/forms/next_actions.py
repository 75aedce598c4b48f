"""One action of the next 90 days."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.revised import RevisedForm


class NextActionForm(RevisedForm):
    """What, who, the first step, by when, what will prove it."""

    helper = bare_helper()
    due_on = DayField(label=_("Date"))

    class Meta:
        model = models.NextAction
        fields = ("title", "owner", "first_step", "due_on", "proof", "stone")
        help_texts = {
            "owner": _("One name or function"),
            "first_step": _("What can be done this week"),
            "proof": _("What anybody can see once it is done"),
        }

    def __init__(
        self, *args: Any, stones: Mapping[str, str], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["stone"] = forms.ChoiceField(
            label=_("Step of the roadmap"),
            choices=[("", _("None in particular")), *stones.items()],
            required=False,
        )
        asks = {
            "title": _("Say what is to be done."),
            "owner": _("Say who takes it on."),
            "first_step": _("Say what comes first."),
            "due_on": _("Choose a day."),
            "proof": _("Say what will prove it."),
        }
        for name, sentence in asks.items():
            self.fields[name].error_messages["required"] = sentence

    def clean_due_on(self) -> dt.date:
        """A date that has passed may stay where it was, and is not entered anew."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < self.today and day != self.initial.get("due_on"):
            raise forms.ValidationError(_("Choose today or a day that is still to come."))
        return day


class DoneForm(forms.Form):
    """When an action was done; empty: it is open again."""

    done_on = DayField(label=_("Done on"), required=False)

    def __init__(self, *args: Any, today: dt.date) -> None:
        super().__init__(*args)
        self.today = today

    def clean_done_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["done_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or a day that has passed."))
        return day
