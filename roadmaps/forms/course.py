"""What governance settles: goal, what great looks like, lines of the course, who covers a phase."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.forms.dates import DayField
from roadmaps.forms.revised import RevisedForm


def bare_helper() -> FormHelper:
    """Fields alone: the page has form, token and buttons."""
    helper = FormHelper()
    helper.form_tag = helper.disable_csrf = False
    return helper


class LineForm(RevisedForm):
    """A line that targets make: its words, by when, who answers for it."""

    helper = bare_helper()

    class Meta:
        model = models.CourseLine
        fields: tuple[str, ...] = ("statement", "phase", "owner")
        help_texts = {
            "statement": _("As people will repeat it. Left empty, it reads as the targets say."),
            "owner": _("Name or function"),
        }

    def __init__(self, *args: Any, phases: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"] = forms.ChoiceField(
            label=_("Reached by the end of"),
            choices=[*phases.items(), ("", _("Beyond this plan"))],
            required=False,
        )


class OwnLineForm(LineForm):
    """A line of one's own, with or without a block and its stage."""

    class Meta(LineForm.Meta):
        fields = ("statement", "block", "stage", "phase", "owner")
        help_texts = {"statement": _("As people will repeat it"), "owner": _("Name or function")}

    def __init__(
        self, *args: Any, blocks: Mapping[str, str], stages: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].required = True
        self.fields["statement"].error_messages["required"] = _("Say what is aimed at.")
        self.fields["block"] = forms.ChoiceField(
            label=_("Building block"),
            choices=[("", _("None in particular")), *blocks.items()],
            required=False,
        )
        self.fields["stage"] = forms.TypedChoiceField(
            label=_("Stage"),
            choices=[("", _("None in particular")), *stages.items()],
            coerce=int,
            empty_value=None,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if sent.get("stage") and not sent.get("block"):
            self.add_error("block", _("Say which building block is to reach this stage."))
        return sent


class BenefitForm(RevisedForm):
    """What customers will notice of a phase, and how it will show (R7)."""

    helper = bare_helper()

    class Meta:
        model = models.PhaseNote
        fields = ("benefit", "proof")
        labels = {"benefit": _("What they will notice"), "proof": _("How it will show")}
        help_texts = {
            "benefit": _("One thing that is better for them at the end of the phase"),
            "proof": _("A figure, a sign or a sentence of theirs, with its source"),
        }


class CoverForm(RevisedForm):
    """Who sponsors a phase and who would take over tomorrow (R11)."""

    helper = bare_helper()

    class Meta:
        model = models.PhaseNote
        fields = ("sponsor", "deputy")
        help_texts = {
            "sponsor": _("Name or function"),
            "deputy": _("Who is briefed and could take over tomorrow"),
        }


class GoalForm(RevisedForm):
    """The goal of the organisation that the programme serves."""

    helper = bare_helper()

    class Meta:
        model = models.Programme
        fields = ("strategic_goal",)
        widgets = {"strategic_goal": forms.Textarea({"rows": 3})}
        help_texts = {
            "strategic_goal": _("The broader aim that customer experience is to serve, in a line.")
        }


class GreatForm(RevisedForm):
    """A new version of what great looks like. `revision` is the number of the version read."""

    helper = bare_helper()
    expires_on = DayField(label=_("To be revisited by"))

    class Meta:
        model = models.GreatStatement
        fields = ("text", "examples", "reason", "expires_on")
        widgets = {"text": forms.Textarea({"rows": 5}), "examples": forms.Textarea({"rows": 4})}
        help_texts = {
            "text": _("A moment as it will be lived, not a slogan."),
            "examples": _("Scenes, voices, what somebody would tell a friend"),
        }

    def __init__(self, *args: Any, replaces: int, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["revision"].initial = replaces
        self.fields["text"].error_messages["required"] = _("Say what great looks like.")
        if replaces:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _(
                "Say why it changes, or that it was looked at and still holds."
            )
        else:
            del self.fields["reason"]

    def clean_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expires_on"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day
