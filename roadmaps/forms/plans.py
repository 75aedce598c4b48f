"""What a roadmap has to keep to: person-days, start, balance; and why a stone is left out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.domain.maturity_model import Phase
from roadmaps.domain.plans import Balance

MOST_DAYS = 1_000_000
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 1, 1)
BALANCES = {
    Balance.EVERY_PHASE: _(
        "Every block moves in every phase – each block with something left to do gets at least "
        "one step in each phase, as far as the other rules allow"
    ),
    Balance.BY_SECOND_PHASE: _(
        "Every block has begun by the end of the second phase – more freedom in the first"
    ),
    Balance.OFF: _("Only the gain counts – some blocks may wait for long"),
}


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlanForm(forms.Form):
    """Capacities, start and balance of a new version."""

    starts_on = forms.DateField(label=_("First day of the roadmap"), widget=DateInput)
    balance = forms.ChoiceField(
        label=_("Balance between blocks"),
        choices=[(balance.value, text) for balance, text in BALANCES.items()],
        widget=forms.RadioSelect,
        help_text=_("The roadmap says what the balance costs."),
    )
    keep_edits = forms.BooleanField(
        label=_("Keep what was locked or left out in the latest version"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        phases: Sequence[Phase],
        names: Mapping[str, str],
        proposal: Sequence[float],
        latest: Mapping[str, Any],
        has_edits: bool,
    ) -> None:
        super().__init__(data, initial=dict(latest) | {"keep_edits": True})
        self.phases = tuple(phases)
        for phase, days, offered in zip(self.phases, latest["capacities"], proposal, strict=True):
            name = names.get(phase.code, phase.code)
            self.fields[_field(phase)] = _capacity(phase, name, days, offered)
        if not has_edits:
            del self.fields["keep_edits"]
        columns = (Column(_field(phase), css_class="col-sm") for phase in self.phases)
        edits = ("keep_edits",) if has_edits else ()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset(_("Person-days available"), Row(*columns)), "starts_on", "balance", *edits
        )

    def clean_starts_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day of this century."))
        return day

    def capacities(self) -> tuple[float, ...]:
        """Person-days per phase: those sent if they can stand, else those offered."""
        sent = getattr(self, "cleaned_data", {})
        fields = map(_field, self.phases)
        return tuple(float(sent.get(name, self.fields[name].initial)) for name in fields)


def _field(phase: Phase) -> str:
    return f"capacity-{phase.code}"


def _capacity(phase: Phase, name: str, days: float, offered: float) -> forms.DecimalField:
    return forms.DecimalField(
        label=name,
        initial=_plain(days),
        min_value=0,
        max_value=MOST_DAYS,
        decimal_places=1,
        help_text=_("Months %(first)s to %(last)s; proposed: %(days)s")
        % {"first": phase.start_month + 1, "last": phase.end_month, "days": _plain(offered)},
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )


def _plain(days: float) -> str:
    return f"{days:.1f}".removesuffix(".0")


class ExcludeForm(forms.Form):
    """Why a stone is left out."""

    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": _("Say why it is left out: whoever reads the roadmap will ask."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )
