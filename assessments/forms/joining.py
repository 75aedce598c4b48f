"""What people fill in on their way in: a code, who they are, a resume code."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.consultants import tidy

NOT_SHOWN = _("This is not one of the answers shown. Please choose again.")


class CodeForm(forms.Form):
    """A join code as people type it."""

    code = forms.CharField(max_length=40)


class ResumeForm(forms.Form):
    """A resume code as people type it, or as a link carries it."""

    token = forms.CharField(
        max_length=80, error_messages={"required": _("Please type your resume code.")}
    )


class JoinForm(forms.Form):
    """Where a respondent works and sees from; with `asks_name` also who it is."""

    name = forms.CharField(
        max_length=120,
        error_messages={
            "required": _("Please type your name."),
            "max_length": _("A name may have 120 characters."),
        },
    )
    department = forms.ChoiceField(error_messages={"required": _("Please choose your department.")})
    vantage = forms.ChoiceField(error_messages={"required": _("Please choose your position.")})

    def __init__(
        self,
        *args: Any,
        departments: Iterable[tuple[str, str]],
        vantages: Iterable[tuple[str, str]],
        asks_name: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["name"]
        for name, choices in (("department", departments), ("vantage", vantages)):
            field = self.fields[name]
            field.choices = list(choices)  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = NOT_SHOWN

    def clean_name(self) -> str:
        """The name as it is kept. Raises ValidationError when nobody could see it."""
        return tidy(self.cleaned_data["name"])
