"""A workshop to prepare, and what its agenda may be given."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField

FURTHER = (5, 10)


class WorkshopForm(forms.ModelForm[models.Workshop]):
    """Name, day, length, and how far the room looks ahead."""

    helper = bare_helper()
    held_on = DayField(label=_("Day"))
    further = forms.TypedMultipleChoiceField(
        label=_("Beside two years, people also say where they want to be in"),
        coerce=int,
        choices=[(5, _("5 years")), (10, _("10 years"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = models.Workshop
        fields = ("name", "held_on", "minutes")
        help_texts = {
            "name": _("As people will read it on the wall"),
            "minutes": _("Without breaks: the agenda is proposed for this time"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Give the workshop a name.")
        self.fields["held_on"].error_messages["required"] = _("Choose a day.")
        self.fields["minutes"].error_messages["required"] = _("Say how long it is to take.")

    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        said = self.cleaned_data
        day: dt.date = said["held_on"]
        return {
            "name": said["name"],
            "held_on": day,
            "minutes": said["minutes"],
            "horizons": [2, *said["further"]],
        }


class ItemForm(forms.Form):
    """An item to add: `what` is kind and subject in one."""

    what = forms.ChoiceField(label=_("What to talk about"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, initial=10)

    def __init__(self, *args: Any, addable: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = dict(models.AgendaItem.Kind.choices)
        groups = [
            (kinds[kind], [(f"{kind}:{code}", name or kinds[kind]) for code, name in names.items()])
            for kind, names in addable.items()
            if names
        ]
        field: Any = self.fields["what"]
        field.choices = groups
        field.error_messages["invalid_choice"] = _("This is on the agenda already, or unknown.")

    def values(self) -> dict[str, Any]:
        """Kind, subject and minutes."""
        kind, _colon, subject = self.cleaned_data["what"].partition(":")
        return {"kind": kind, "subject": subject, "minutes": self.cleaned_data["minutes"]}


class MinutesForm(forms.Form):
    """The time of one item."""

    minutes = forms.IntegerField(min_value=1, max_value=240)
