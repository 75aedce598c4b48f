"""What people say of the work on a stone, how much it takes, and what they add of their own."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.domain.dates import add_months
from roadmaps.domain.scopes import DEFAULT_GAIN
from roadmaps.forms.revised import RevisedForm

MOST_DAYS: Final = 100_000
MOST_MONTHS: Final = 60
MONTHS_OFFERED: Final = 84
Status = models.Initiative.Status
WITH_REASON: Final = {Status.PAUSED, Status.STOPPED, Status.NOT_PLANNED}


def bare(*rows: Any) -> FormHelper:
    """Fields alone: the page has form, token and buttons."""
    helper = FormHelper()
    helper.form_tag = helper.disable_csrf = False
    helper.layout = Layout("revision", *rows)
    return helper


def pair(*names: str) -> Row:
    """Fields side by side on a desk."""
    return Row(*(Column(name, css_class="col-sm") for name in names))


def days_field(label: Any, **more: Any) -> forms.DecimalField:
    """Person-days."""
    number = forms.NumberInput({"inputmode": "decimal", "step": "any"})
    limits = {"min_value": 0, "max_value": MOST_DAYS, "decimal_places": 2}
    return forms.DecimalField(label=label, widget=number, **(limits | more))


def months_field(**more: Any) -> forms.IntegerField:
    """Whole months that work lasts."""
    number = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(
        label=_("Months"), min_value=1, max_value=MOST_MONTHS, widget=number, **more
    )


def choice(
    label: Any, known: Mapping[Any, Any], empty: Any, current: Any = "", **more: Any
) -> forms.TypedChoiceField:
    """One of `known`, or nothing; what is stored stays possible."""
    offered = dict(known)
    if current not in (None, "") and current not in offered:
        offered[current] = current
    return forms.TypedChoiceField(
        label=label, choices=[("", empty), *offered.items()], required=False, **more
    )


class DetailsForm(RevisedForm):
    """Owner, department, status, dates, purpose and notes of the work on a stone."""

    helper = bare(
        pair("owner", "department"),
        pair("status", "progress"),
        "status_reason",
        pair("starts_month", "ends_month"),
        pair("serves", "staff_impact"),
        pair("value_now", "prepares_later"),
        "teams_ready",
        "notes",
    )

    class Meta:
        model = models.Initiative
        fields = (
            "owner",
            "department",
            "status",
            "progress",
            "status_reason",
            "starts_month",
            "ends_month",
            "serves",
            "staff_impact",
            "value_now",
            "prepares_later",
            "teams_ready",
            "notes",
        )
        widgets = {
            "progress": forms.NumberInput({"inputmode": "numeric", "min": 0, "max": 100}),
            "notes": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "owner": _("Name or function"),
            "status_reason": _("Asked for when work is paused, stopped or not planned."),
        }

    def __init__(
        self, *args: Any, departments: Mapping[str, str], lines: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        months = self._months(row)
        self.fields["department"] = choice(
            _("Department"), departments, gettext("Nobody’s yet"), row.department
        )
        self.fields["starts_month"] = choice(
            _("First month"), months, gettext("As computed"), coerce=int, empty_value=None
        )
        self.fields["ends_month"] = choice(
            _("Last month"), months, gettext("As computed"), coerce=int, empty_value=None
        )
        self.fields["serves"] = choice(
            _("Course line it serves"), lines, gettext("That of its block"), row.serves
        )
        impacts = {number: str(number) for number in range(1, 6)}
        self.fields["staff_impact"] = choice(
            _("Noticed by staff, 1 to 5"),
            impacts,
            gettext("Not said"),
            coerce=int,
            empty_value=None,
        )
        self.fields["teams_ready"] = forms.TypedChoiceField(
            label=_("Are the teams concerned involved and trained?"),
            choices=[("", gettext("Not said")), (True, gettext("yes")), (False, gettext("no"))],
            coerce=lambda value: value == "True",
            empty_value=None,
            required=False,
        )

    @staticmethod
    def _months(row: models.Initiative) -> dict[int, str]:
        """Months to choose from, and those that are stored."""
        stored = {m for m in (row.starts_month, row.ends_month) if m is not None}
        return {
            month: date_format(add_months(row.roadmap.starts_on, month), "YEAR_MONTH_FORMAT")
            for month in sorted({*range(MONTHS_OFFERED), *stored})
        }

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        starts, ends = sent.get("starts_month"), sent.get("ends_month")
        if (starts is None) != (ends is None):
            self.add_error("ends_month", _("Choose both months, or leave both as computed."))
        elif starts is not None and ends is not None and ends < starts:
            self.add_error("ends_month", _("The last month cannot come before the first."))
        if sent.get("status") in WITH_REASON and not sent.get("status_reason"):
            self.add_error("status_reason", _("Say why: whoever reads the roadmap will ask."))
        if sent.get("status") == Status.DONE:
            sent["progress"] = 100
        return sent


class WorkForm(RevisedForm):
    """How much a stone takes, once and for good."""

    helper = bare(pair("effort", "months", "running_days"))
    effort = days_field(_("Person-days"), min_value=0.1)
    months = months_field(help_text=_("Left empty: from the person-days"), required=False)
    running_days = days_field(_("Person-days a month once delivered"), required=False)

    class Meta:
        model = models.Initiative
        fields = ("running_days",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="work-%s", **kwargs)


class OwnForm(RevisedForm):
    """An initiative of one's own beside the catalogue's."""

    helper = bare(
        "title",
        pair("block", "impact", "gain"),
        pair("effort", "months", "running_days"),
        pair("workstream", "lens"),
        "serves",
        pair("value_now", "prepares_later"),
    )
    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Give it a title.")}
    )
    impact = forms.TypedChoiceField(
        label=_("Noticed by customers"),
        choices=[
            (1, _("1 – hardly")),
            (2, _("2 – a little")),
            (3, _("3 – clearly")),
            (4, _("4 – strongly")),
            (5, _("5 – at once, by many")),
        ],
        coerce=int,
        initial=3,
    )
    gain = forms.FloatField(
        label=_("Gain in points"),
        min_value=0.1,
        max_value=100,
        initial=f"{DEFAULT_GAIN:g}",
        help_text=_("Between 0 and 100, as for a step of the catalogue: 20 unless you know better"),
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )
    effort = days_field(_("Person-days"), min_value=0.1)
    months = months_field(help_text=_("Left empty: from the person-days"), required=False)

    running_days = days_field(_("Person-days a month once delivered"), required=False)

    class Meta:
        model = models.Initiative
        fields = ("title", "running_days", "value_now", "prepares_later")

    def __init__(
        self,
        *args: Any,
        blocks: Mapping[str, str],
        workstreams: Mapping[str, str],
        lenses: Mapping[str, str],
        lines: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self.fields["block"] = forms.ChoiceField(
            label=_("Building block"), choices=list(blocks.items())
        )
        self.fields["workstream"] = choice(
            _("Workstream"), workstreams, gettext("No workstream"), row.workstream
        )
        self.fields["lens"] = choice(_("Lens"), lenses, gettext("No lens"), row.lens)
        self.fields["serves"] = choice(
            _("Course line it serves"), lines, gettext("That of its block"), row.serves
        )
        for name in ("workstream", "lens", "serves"):
            self.fields[name].initial = getattr(row, name)

    def work(self) -> dict[str, Any]:
        """Arguments for the domain's `own_initiative`. Only on a valid form."""
        found = pick(self.cleaned_data, ("block", "impact", "gain", "months"))
        return found | {"effort": float(self.cleaned_data["effort"])}

    def columns(self) -> dict[str, Any]:
        """Columns of the initiative. Only on a valid form."""
        columns = ("title", "running_days", "value_now", "prepares_later")
        return pick(self.cleaned_data, (*columns, "workstream", "lens", "serves"))


class WayForm(RevisedForm):
    """Another way to reach a stone."""

    helper = bare("title", pair("effort", "months"), "note")
    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Give it a title.")}
    )
    months = months_field()

    class Meta:
        model = models.Alternative
        fields = ("title", "effort", "months", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="way-%s", **kwargs)
        number = forms.NumberInput({"inputmode": "decimal", "step": "any"})
        self.fields["effort"] = forms.FloatField(
            label=_("Person-days"), min_value=0.1, max_value=MOST_DAYS, widget=number
        )


def pick(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Some of the values."""
    return {name: values[name] for name in names}
