"""Entries of the registers: risks, tools, who carries the change, factors."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.forms.dates import DayField
from roadmaps.forms.entries import EntryForm, LongText, check_order
from roadmaps.forms.revised import Difference

MOST_A_YEAR: Final = 365
LEAST_A_YEAR: Final = 0.001
HOW_IT_COMES: Final = (
    (False, gettext_lazy("It happens, whatever we do")),
    (True, gettext_lazy("Ours to drive")),
)


class RiskForm(EntryForm):
    """An event that may strike, and what makes it smaller."""

    rate = forms.FloatField(
        label=gettext_lazy("Times a year"),
        min_value=LEAST_A_YEAR,
        max_value=MOST_A_YEAR,
        required=False,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal"}),
    )

    class Meta:
        model = models.Risk
        fields = ("event", "title", "effect", "owner", "mitigation", "rate", "phase", "stones")
        field_classes = {"mitigation": LongText}
        widgets = {"mitigation": forms.Textarea({"rows": 4})}
        help_texts = {
            "title": gettext_lazy("What it would be here, in a line"),
            "effect": gettext_lazy("What it would stop or delay"),
            "owner": gettext_lazy("Who watches it: a name or function"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_one("event", self.choices.events, required=True)
        self.offer_one("phase", self.choices.phases, gettext_lazy("Whichever phase runs"))
        self.offer_many(
            "stones", self.choices.stones, gettext_lazy("None ticked: everything under way.")
        )
        self.fields["rate"].help_text = format_lazy(
            "{} {}",
            gettext_lazy("Left empty, the maturity model’s figure counts:"),
            "; ".join(
                f"{self.choices.events[code]} {number_format(rate)}"
                for code, rate in self.choices.rates.items()
            )
            or "–",
        )
        self.ask({"title": gettext_lazy("Say what it would be here.")})


class ToolForm(EntryForm):
    """A tool of the inventory. What it needs is kept apart from its columns (`needs`)."""

    class Meta:
        model = models.Tool
        fields = (
            *("name", "supplier", "purpose", "is_critical", "is_ready"),
            *("departments", "stones"),
        )
        help_texts = {
            "supplier": gettext_lazy("Empty for what you make yourselves"),
            "purpose": gettext_lazy("What it is there for, in a line"),
            "is_critical": gettext_lazy(
                "Its supplier counts as critical when both approaches are compared."
            ),
            "is_ready": gettext_lazy("Steps that need it wait until it is."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_many("departments", self.choices.departments)
        self.offer_many("stones", self.choices.stones)
        others = {k: v for k, v in self.choices.tools.items() if k != str(self.instance.pk)}
        self.fields["needs"] = forms.MultipleChoiceField(
            label=gettext_lazy("Other tools that it needs"),
            choices=list(others.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=_keys_of(self.instance),
        )
        if not others:
            del self.fields["needs"]
        self.ask({"name": gettext_lazy("Name the tool.")})

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "needs"}

    @property
    def needs(self) -> tuple[int, ...]:
        """Keys of the tools that it needs. Only on a valid form."""
        return tuple(sorted(map(int, self.cleaned_data.get("needs", ()))))

    def differences(self, current: Any) -> Iterator[Difference]:
        yield from super().differences(current)
        stored, entered = _keys_of(current), list(map(str, self.needs))
        if stored != entered and "needs" in self.fields:
            told = (self._tell("needs", keys) for keys in (stored, entered))
            yield Difference(str(self.fields["needs"].label), *told)


def _keys_of(tool: models.Tool) -> list[str]:
    if not tool.pk:
        return []
    return [str(key) for key in tool.needs.order_by("pk").values_list("pk", flat=True)]


class AgentForm(EntryForm):
    """A change agent, or a relay in a department."""

    since = DayField(label=gettext_lazy("Since"))
    until = DayField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("The last day, once they have left"),
    )

    class Meta:
        model = models.Agent
        fields = ("kind", "name", "role", "department", "since", "until")
        widgets = {"kind": forms.RadioSelect}
        help_texts = {"name": gettext_lazy("A name, or a function where names are not wanted")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Role in the change"),
            choices=models.Agent.Kind.choices,
            widget=forms.RadioSelect,
            initial=self.instance.kind or models.Agent.Kind.RELAY,
        )
        self.offer_one("department", self.choices.departments, gettext_lazy("None in particular"))
        self.ask({"name": gettext_lazy("Say who."), "since": gettext_lazy("Say since when.")})

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        check_order(self, ("since", "until"), _("The last day comes before the first one."))
        if sent.get("kind") == models.Agent.Kind.RELAY and not sent.get("department"):
            self.add_error("department", _("A relay stands in a department: say in which."))
        return sent


class FactorForm(EntryForm):
    """Something that may turn the plan, and when to look at it again."""

    review_on = DayField(label=gettext_lazy("To be reviewed on"))
    closed_on = DayField(
        label=gettext_lazy("No longer followed since"),
        required=False,
        help_text=gettext_lazy("Empty while you follow it"),
    )

    class Meta:
        model = models.Factor
        fields = ("title", "is_ours_to_drive", "note", "review_on", "closed_on")
        field_classes = {"note": LongText}
        widgets = {"note": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["is_ours_to_drive"] = forms.TypedChoiceField(
            label=gettext_lazy("How it comes"),
            choices=HOW_IT_COMES,
            coerce=lambda value: value == "True",
            widget=forms.RadioSelect,
            initial=self.instance.is_ours_to_drive,
        )
        self.ask(
            {
                "title": gettext_lazy("Say what it is."),
                "review_on": gettext_lazy("Say when to look at it again."),
            }
        )

    def clean_review_on(self) -> dt.date:
        """A day that has passed may stay, and is not entered anew."""
        day: dt.date = self.cleaned_data["review_on"]
        if day <= self.today and day != self.initial.get("review_on"):
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day

    def clean_closed_on(self) -> dt.date | None:
        return not_to_come(self.cleaned_data["closed_on"], self.today)


def not_to_come(day: dt.date | None, today: dt.date) -> dt.date | None:
    """A day of something that has happened. Raises ValidationError."""
    if day and day > today:
        raise forms.ValidationError(_("Choose today or a day that has passed."))
    return day


class StruckForm(forms.Form):
    """When an event struck. `revision`: the state of the risk that the person saw."""

    struck_on = DayField(label=gettext_lazy("Struck on"))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_struck_on(self) -> dt.date | None:
        return not_to_come(self.cleaned_data["struck_on"], self.today)
