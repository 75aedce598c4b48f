"""Benefits, what they brought, costs, and what a person-day costs."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.following import check_past
from roadmaps.forms.revised import RevisedForm
from roadmaps.forms.stones import offer_codes

DIGITS: Final = {"max_digits": 14, "decimal_places": 2, "min_value": 0}
CURRENCY: Final = r"[A-Za-z]{3}"


class MoneyField(forms.DecimalField):
    """Money, with cents."""

    def __init__(self, **kwargs: Any) -> None:
        number = forms.NumberInput({"inputmode": "decimal", "step": "any"})
        super().__init__(widget=number, **(DIGITS | kwargs))


class BenefitForm(RevisedForm):
    """A gain expected of a step, a year."""

    helper = bare_helper()
    low = MoneyField(label=gettext_lazy("A year, cautiously"), required=False)
    likely = MoneyField(label=gettext_lazy("A year, likely"), required=False)
    high = MoneyField(label=gettext_lazy("A year, at best"), required=False)
    starts_on = DayField(
        label=gettext_lazy("Expected from"),
        required=False,
        help_text=gettext_lazy("Left empty, it counts from the delivery of the step."),
    )

    class Meta:
        model = models.Benefit
        fields = (
            "stone",
            "title",
            "family",
            "beneficiary",
            "low",
            "likely",
            "high",
            "starts_on",
            "owner",
        )
        labels = {
            "title": gettext_lazy("Benefit"),
            "family": gettext_lazy("Family"),
            "beneficiary": gettext_lazy("For whom"),
            "owner": gettext_lazy("Owner"),
        }
        help_texts = {
            "title": gettext_lazy("For example: fewer repeated calls"),
            "owner": gettext_lazy("Name or function of who answers for it."),
        }

    def __init__(self, *args: Any, stones: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stone"].label = _("Step of the roadmap")
        offer_codes(self, "stone", stones)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        low, likely, high = (sent.get(name) for name in ("low", "likely", "high"))
        if likely is None and (low is not None or high is not None) and "likely" in sent:
            self.add_error(
                "likely", _("Enter the likely figure too: it is the one that is followed.")
            )
        if low is not None and likely is not None and low > likely:
            self.add_error("low", _("The cautious figure is more than the likely one."))
        if high is not None and likely is not None and high < likely:
            self.add_error("high", _("The best figure is less than the likely one."))
        return sent


class ObtainedForm(forms.Form):
    """What a benefit has brought since the entry before."""

    helper = bare_helper()
    obtained_on = DayField(label=gettext_lazy("Until"), initial=timezone.localdate)
    amount = MoneyField(
        label=gettext_lazy("Obtained since the entry before"),
        error_messages={"required": gettext_lazy("Enter the amount.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Where the figure comes from."),
    )

    def clean_obtained_on(self) -> dt.date | None:
        return check_past(self.cleaned_data["obtained_on"])


class CostForm(RevisedForm):
    """Money that a step costs beside people's days."""

    helper = bare_helper()
    amount = MoneyField(
        label=gettext_lazy("Amount"), error_messages={"required": gettext_lazy("Enter the amount.")}
    )

    class Meta:
        model = models.CostLine
        fields = ("stone", "cost_type", "amount", "is_yearly", "note")
        labels = {
            "cost_type": gettext_lazy("Nature of the cost"),
            "is_yearly": gettext_lazy("Every year, from delivery on"),
            "note": gettext_lazy("Note"),
        }
        help_texts = {
            "cost_type": gettext_lazy(
                "The days of the step itself are counted from the plan; enter staff time only "
                "where it comes on top."
            ),
            "note": gettext_lazy("For example: the offer that the figure is from."),
        }

    def __init__(self, *args: Any, stones: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stone"].label = _("Step of the roadmap")
        offer_codes(self, "stone", stones)


class RateForm(RevisedForm):
    """What a person-day costs, in which currency."""

    helper = bare_helper()
    daily_rate = MoneyField(
        label=gettext_lazy("Cost of a person-day"),
        required=False,
        max_digits=9,
        help_text=gettext_lazy("What a day of your people costs on average, charges included."),
    )
    currency = forms.RegexField(
        CURRENCY,
        label=gettext_lazy("Currency"),
        max_length=3,
        help_text=gettext_lazy("Three letters, such as EUR. It is that of all amounts."),
        error_messages={"invalid": gettext_lazy("Enter three letters, such as EUR.")},
    )

    class Meta:
        model = models.Programme
        fields = ("daily_rate", "currency")

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()
