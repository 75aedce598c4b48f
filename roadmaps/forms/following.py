"""How far a step is, and what it brought once it is done."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.revised import RevisedForm

Status = models.Initiative.Status
ASKS_FOR_REASON: Final = {
    Status.PAUSED: _("Say why it is paused: whoever waits for it will ask."),
    Status.STOPPED: _("Say why it is stopped: whoever reads the roadmap will ask."),
    Status.NOT_PLANNED: _("Say why it is no longer planned: whoever reads the roadmap will ask."),
}


def check_past(day: dt.date | None) -> dt.date | None:
    """The day. Raises ValidationError when it has not come yet."""
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))
    return day


class ProgressForm(RevisedForm):
    """Status, progress and reason of one step, and when it was delivered."""

    delivered_on = DayField(label=_("Delivered on"), required=False)

    class Meta:
        model = models.Initiative
        fields = ("status", "progress", "status_reason", "delivered_on")
        labels = {
            "status": _("Status"),
            "progress": _("Progress (%)"),
            "status_reason": _("Reason"),
        }
        widgets = {
            "progress": forms.NumberInput({"inputmode": "numeric", "max": 100, "step": 5}),
            # Lets the style sheet tell an empty reason from a written one.
            "status_reason": forms.TextInput({"placeholder": " "}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each row of the page has such a form: names are the same, ids are not.
        self.auto_id, self.label_suffix = f"{self.instance.stone}-%s", ""
        self.fields["progress"].max_value = 100  # type: ignore[attr-defined]
        self.initial["delivered_on"] = self.instance.delivered_on or timezone.localdate()

    def clean_delivered_on(self) -> dt.date | None:
        return check_past(self.cleaned_data["delivered_on"])

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        status = sent.get("status", "")
        if status in ASKS_FOR_REASON and not sent.get("status_reason"):
            self.add_error("status_reason", ASKS_FOR_REASON[Status(status)])
        if status == Status.DONE and "delivered_on" in sent and not sent["delivered_on"]:
            self.add_error("delivered_on", _("Say when it was delivered."))
        return sent

    @property
    def is_done(self) -> bool:
        """Whether the step is said to be done. Only on a valid form."""
        return self.cleaned_data["status"] == Status.DONE


class DeliveryForm(RevisedForm):
    """When one's own initiative was delivered."""

    helper = bare_helper()
    delivered_on = DayField(
        label=_("Delivered on"), error_messages={"required": _("Say when it was delivered.")}
    )

    class Meta:
        model = models.Initiative
        fields: tuple[str, ...] = ("delivered_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean_delivered_on(self) -> dt.date | None:
        return check_past(self.cleaned_data["delivered_on"])

    @property
    def claim(self) -> tuple[int, int] | None:
        """One's own initiative has no stone to make a claim of."""
        return None


class ClaimForm(DeliveryForm):
    """What is in place once a step is done: how settled, where, since when."""

    class Meta(DeliveryForm.Meta):
        fields = ("claimed_capability", "claimed_breadth", "delivered_on")

    def __init__(
        self, *args: Any, capability: Mapping[int, str], breadth: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label, offered in (
            ("claimed_capability", _("How settled is it?"), capability),
            ("claimed_breadth", _("Where?"), breadth),
        ):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=list(offered.items()),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one.")},
            )

    @property
    def claim(self) -> tuple[int, int] | None:
        """Capability and breadth. Only on a valid form."""
        return self.cleaned_data["claimed_capability"], self.cleaned_data["claimed_breadth"]
