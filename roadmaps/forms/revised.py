"""Forms over rows that several people may change at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that stands otherwise in the row than in what a person sent, both in words."""

    label: str
    stored: str
    entered: str


class RevisedForm(forms.ModelForm):
    """A form that remembers which state of its row the person saw (`revision`)."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = getattr(self.instance, "revision", 0)

    def values(self) -> dict[str, Any]:
        """What was entered, by column. Only on a valid form."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "revision"}

    @property
    def seen(self) -> int:
        """The revision that the person saw."""
        return self.cleaned_data.get("revision") or 0

    def differences(self, current: models.Model) -> Iterator[Difference]:
        """Where the row as it stands now differs from what was entered, field by field."""
        for name, value in self.values().items():
            stored = getattr(current, name)
            if stored != value:
                label = str(self.fields[name].label or name)
                yield Difference(label, self._tell(name, stored), self._tell(name, value))

    def _tell(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if value is None or value in ("", []):
            return _("nothing")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(choices.get(each, each)) for each in value)
        if hasattr(value, "isoformat"):
            return date_format(value)
        return str(choices.get(value, value))
