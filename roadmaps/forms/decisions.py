"""A decision, as it is recorded once and for all."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.domain.registers import Decision
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.entries import LongText
from roadmaps.forms.registers import not_to_come

TEXTS = ("context", "options", "reason", "consequence")


class DecisionForm(forms.ModelForm):
    """What was decided, by whom, why. With `replaces` it starts from the decision that it is to
    supersede, and cannot be older."""

    helper = bare_helper()
    decided_on = DayField(label=gettext_lazy("Decided on"))
    review_on = DayField(
        label=gettext_lazy("To be reviewed on"),
        required=False,
        help_text=gettext_lazy("Reasons and cases age: say when to look at it again."),
    )

    class Meta:
        model = models.Decision
        fields = ("title", "decided_on", "decided_by", *TEXTS, "review_on")
        field_classes = dict.fromkeys(TEXTS, LongText)
        widgets = {name: forms.Textarea({"rows": 4}) for name in TEXTS}
        help_texts = {
            "title": gettext_lazy("One sentence that can be repeated"),
            "decided_by": gettext_lazy("Roles rather than names: they outlast people"),
            "context": gettext_lazy("What was known that day, and the goal it serves"),
            "options": gettext_lazy("What else could have been done"),
            "consequence": gettext_lazy("Who does what next, and how you will see it"),
        }

    def __init__(
        self, *args: Any, today: dt.date, replaces: Decision | None = None, **kwargs: Any
    ) -> None:
        kept = ("title", "decided_by", *TEXTS) if replaces else ()
        start = {name: getattr(replaces, name) for name in kept}
        kwargs["initial"] = {"decided_on": today} | start
        super().__init__(*args, **kwargs)
        self.today, self.replaces = today, replaces
        asks = {
            "title": gettext_lazy("Say what was decided."),
            "decided_on": gettext_lazy("Say when it was decided."),
            "decided_by": gettext_lazy("Say who decided."),
            "reason": gettext_lazy("Say why: it is what those who come later will ask."),
        }
        for name, sentence in asks.items():
            self.fields[name].error_messages["required"] = sentence

    def clean_decided_on(self) -> dt.date | None:
        day = not_to_come(self.cleaned_data["decided_on"], self.today)
        if day and self.replaces and day < self.replaces.decided_on:
            raise forms.ValidationError(_("It cannot be older than the decision that it replaces."))
        return day

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        decided, review = sent.get("decided_on"), sent.get("review_on")
        if decided and review and review <= decided:
            self.add_error("review_on", _("The review comes after the decision."))
        return sent
