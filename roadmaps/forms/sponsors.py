"""Who carries the programme at the top, and why it is worth it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.entries import LongText
from roadmaps.forms.registers import not_to_come
from roadmaps.forms.revised import RevisedForm

OF_THE_SPONSOR = ("sponsor_role", "sponsor_since")
OF_THE_DEPUTY = ("deputy_role", "deputy_briefed_on")


class SponsorForm(RevisedForm):
    """Sponsor and deputy."""

    helper = bare_helper()
    sponsor_since = DayField(
        label=gettext_lazy("Sponsor since"),
        required=False,
        help_text=gettext_lazy("Another name with another day is told as a new sponsor."),
    )
    deputy_briefed_on = DayField(
        label=gettext_lazy("Deputy last briefed on"),
        required=False,
        help_text=gettext_lazy("When the person named here last heard how things stand"),
    )

    class Meta:
        model = models.Programme
        fields = ("sponsor", *OF_THE_SPONSOR, "deputy", *OF_THE_DEPUTY)
        help_texts = {
            "sponsor": gettext_lazy("A member of top management: name or function"),
            "deputy": gettext_lazy("Who could take over tomorrow"),
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_deputy_briefed_on(self) -> dt.date | None:
        return not_to_come(self.cleaned_data["deputy_briefed_on"], self.today)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        sponsor, deputy = sent.get("sponsor", ""), sent.get("deputy", "")
        if sponsor and sponsor.casefold() == deputy.casefold():
            self.add_error("deputy", _("The deputy is somebody else than the sponsor."))
        for name, others in (("sponsor", OF_THE_SPONSOR), ("deputy", OF_THE_DEPUTY)):
            is_named = sent.get(name) or name in self.errors
            if not is_named and any(sent.get(other) for other in others):
                self.add_error(name, _("Say who: a role or a day alone tells nobody."))
        return sent


class CaseForm(RevisedForm):
    """The business case: why the programme is worth what it takes. Earlier versions are kept."""

    helper = bare_helper()

    class Meta:
        model = models.Programme
        fields = ("business_case",)
        field_classes = {"business_case": LongText}
        widgets = {"business_case": forms.Textarea({"rows": 14})}
        help_texts = {
            "business_case": gettext_lazy(
                "Reasons, what it takes, what it brings and to whom, what happens without it"
            )
        }
