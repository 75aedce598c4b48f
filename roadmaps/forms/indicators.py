"""Indicators of the shared scorecard, and what was measured."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.domain.indicators import Direction, Measurement, fits_direction
from roadmaps.domain.pasted import MOST, Flaw, Problem, read_pasted
from roadmaps.forms.course import bare_helper
from roadmaps.forms.dates import DayField
from roadmaps.forms.following import check_past
from roadmaps.forms.revised import RevisedForm
from roadmaps.forms.stones import offer_codes

LONGEST_PASTE: Final = 20_000
FLAWS: Final = {
    Flaw.DAY: gettext_lazy(
        "Line %(line)s: no day such as 2027-03-31 at the beginning of “%(text)s”."
    ),
    Flaw.VALUE: gettext_lazy("Line %(line)s: no number after the day in “%(text)s”."),
    Flaw.TWICE: gettext_lazy("Line %(line)s: the day comes twice, “%(text)s”."),
    Flaw.NOTE: gettext_lazy("Line %(line)s: the note is longer than 300 characters."),
}
MOST_SHOWN: Final = 60
MOST_PROBLEMS: Final = 5


class ValueField(forms.FloatField):
    """A figure of an indicator."""

    def __init__(self, **kwargs: Any) -> None:
        number = forms.NumberInput({"inputmode": "decimal", "step": "any"})
        super().__init__(min_value=-MOST, max_value=MOST, widget=number, **kwargs)


class IndicatorForm(RevisedForm):
    """The sheet of an indicator: what it says, from where to where, who and how often."""

    helper = bare_helper()
    baseline = ValueField(label=gettext_lazy("Today, before anything changes"), required=False)
    target = ValueField(label=gettext_lazy("Target"), required=False)
    target_on = DayField(label=gettext_lazy("Target date"), required=False)

    class Meta:
        model = models.Indicator
        fields = (
            "name",
            "reads",
            "unit",
            "direction",
            "baseline",
            "target",
            "target_on",
            "owner",
            "rhythm",
            "stone",
            "block",
            "is_customer_reaction",
        )
        labels = {
            "name": gettext_lazy("Name"),
            "reads": gettext_lazy("How it reads"),
            "unit": gettext_lazy("Unit"),
            "direction": gettext_lazy("Direction"),
            "owner": gettext_lazy("Owner"),
            "rhythm": gettext_lazy("Rhythm"),
            "is_customer_reaction": gettext_lazy("It tells how customers react"),
        }
        help_texts = {
            "reads": gettext_lazy("The formula in words: what is divided by what."),
            "unit": gettext_lazy("For example: %, days, visits a quarter"),
            "owner": gettext_lazy("Name or function of who enters the figures."),
            "is_customer_reaction": gettext_lazy("Every phase needs at least one of these."),
        }

    def __init__(
        self, *args: Any, stones: Mapping[str, str], blocks: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stone"].label = _("Tells of the step")
        self.fields["block"].label = _("Tells of the building block")
        self.fields["block"].help_text = _(
            "Choose a step, a block, or neither where it tells of the whole programme."
        )
        offer_codes(self, "stone", stones, _("None in particular"))
        offer_codes(self, "block", blocks, _("None in particular"))

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if sent.get("stone") and sent.get("block"):
            self.add_error("block", _("Choose a step or a block, not both."))
        direction = Direction(sent.get("direction") or Direction.UP)
        if not fits_direction(sent.get("baseline"), sent.get("target"), direction):
            self.add_error("target", self._other_side(direction))
        return sent

    def _other_side(self, direction: Direction) -> str:
        if direction is Direction.UP:
            return _("More is aimed at, and this target is less than today. Which is meant?")
        return _("Less is aimed at, and this target is more than today. Which is meant?")


class MeasurementForm(forms.Form):
    """The actual value of a day."""

    helper = bare_helper()
    measured_on = DayField(label=gettext_lazy("Measured on"), initial=timezone.localdate)
    value = ValueField(
        label=gettext_lazy("Value"), error_messages={"required": gettext_lazy("Enter the value.")}
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=300, required=False, widget=forms.TextInput
    )

    def clean_measured_on(self) -> dt.date | None:
        return check_past(self.cleaned_data["measured_on"])

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """The one value. Only on a valid form."""
        sent = self.cleaned_data
        return (Measurement(sent["measured_on"], sent["value"], sent["note"]),)


class PasteForm(forms.Form):
    """Several values at once."""

    helper = bare_helper()
    lines = forms.CharField(
        label=gettext_lazy("A line for each day"),
        max_length=LONGEST_PASTE,
        help_text=gettext_lazy(
            "Day and value, as copied from a spreadsheet; a note may follow. For example: "
            "2027-03-31; 42.5"
        ),
        widget=forms.Textarea({"rows": 5}),
    )

    def clean_lines(self) -> tuple[Measurement, ...]:
        pasted = read_pasted(self.cleaned_data["lines"])
        if pasted.problems:
            shown = [_tell(problem) for problem in pasted.problems[:MOST_PROBLEMS]]
            raise forms.ValidationError(
                [*shown, _("Nothing was kept; mend the lines and send again.")]
            )
        for measurement in pasted.measurements:
            check_past(measurement.measured_on)
        return pasted.measurements

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """All values. Only on a valid form."""
        return self.cleaned_data["lines"]


def _tell(problem: Problem) -> str:
    return str(FLAWS[problem.flaw]) % {
        "line": number_format(problem.line),
        "text": problem.text[:MOST_SHOWN],
    }
