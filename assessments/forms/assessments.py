"""What consultants fill in to set up an assessment."""

import datetime as dt
from typing import Any, Final

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.layout import Column, Div, Fieldset, Row
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from assessments import models
from assessments.actions.set_up import GROUP_SIZES, find_refusals, time_zones
from assessments.forms.consultants import plain_helper, tidy
from assessments.forms.dates import DateInput, check_date
from assessments.forms.set_up_choices import measure_forms, name_sectors, name_vantages
from assessments.queries.maturity_model import load_maturity_model, published_maturity_models
from assessments.queries.set_up import find_usual_short_vantages

FULL = models.Assessment.Form.FULL
PARTS: Final = (
    "maturity_model",
    "form",
    "short_vantages",
    "sector_pack",
    "time_zone",
    "attributed_mode",
    "min_group_size",
)
"""What has to fit together."""
REFUSALS: Final = {
    ("form", "no_questions"): _("This maturity model has no question in this form."),
    ("form", "no_descriptors"): _(
        "The matrix needs a sentence for every block and stage, and this maturity model has some "
        "still to write."
    ),
    ("short_vantages", "everybody"): _(
        "Ask the people of at least one position every question: otherwise most questions stay "
        "without an answer."
    ),
    ("sector_pack", "unknown"): _("This maturity model has no words for this sector."),
}


class Disclosure(Fieldset):
    """Fields whose values are usually right as they are: folded away, but for errors."""

    def render(self, form: forms.Form, context: Any, *args: Any, **kwargs: Any) -> SafeString:
        names = {pointer.name for pointer in self.get_field_names()}
        inputs = {
            "legend": self.legend,
            "fields": self.get_rendered_fields(form, context, *args, **kwargs),
            "is_open": not names.isdisjoint(form.errors),
        }
        return render_to_string("components/disclosure.html", inputs)


class AssessmentForm(forms.ModelForm):
    """The set-up of an assessment, until it opens."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People choose among these while they answer."),
    )
    short_vantages = forms.MultipleChoiceField(
        label=_("Asked in short"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every question of the blocks that they see, the quick ones of the others."),
    )
    sector_pack = forms.ChoiceField(
        label=_("The questions speak of"),
        required=False,
        help_text=_("In the words of the sector that the organisation works in."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Days begin and end at midnight there. Type the first letters of a place."),
    )
    min_group_size = forms.IntegerField(
        label=_("Smallest group shown"),
        required=False,
        min_value=GROUP_SIZES[0],
        max_value=GROUP_SIZES[-1],
        help_text=_(
            "From 3 to 20 people; 5 is usual. Smaller groups are only shown together with "
            "others. Below 5, colleagues may guess who said what."
        ),
    )

    helper = plain_helper(
        "name",
        "form",
        Div(InlineCheckboxes("short_vantages"), css_class="only-full"),
        Row(Column("opens_on", css_class="col-sm-6"), Column("closes_on", css_class="col-sm-6")),
        Disclosure(
            _("Words, languages and order"),
            "maturity_model",
            "sector_pack",
            InlineCheckboxes("languages"),
            "rotates_blocks",
        ),
        Disclosure(
            _("Names, groups and weights"),
            "attributed_mode",
            Div("min_group_size", css_class="only-groups"),
            "department_weight",
        ),
        Disclosure(
            _("Whom to ask, how long, which time"), "contact", "retention_months", "time_zone"
        ),
    )

    class Meta:
        model = models.Assessment
        fields = (
            "name",
            "form",
            "short_vantages",
            "opens_on",
            "closes_on",
            "maturity_model",
            "sector_pack",
            "languages",
            "rotates_blocks",
            "attributed_mode",
            "department_weight",
            "contact",
            "retention_months",
            "time_zone",
        )  # not min_group_size: its column allows 1, for rooms with names
        widgets = {
            "form": forms.RadioSelect,
            "department_weight": forms.RadioSelect,
            "opens_on": DateInput,
            "closes_on": DateInput,
        }
        labels = {
            "name": _("Name of the assessment"),
            "rotates_blocks": _("Everybody begins with another block"),
            "attributed_mode": _("With names"),
            "department_weight": _("What a department weighs in the organisation’s figures"),
            "contact": _("Whom people may ask"),
            "retention_months": _("Months for which answers are kept"),
        }
        help_texts = {
            "form": _(
                "The full form places every block and stone and feeds the roadmap. The quick form "
                "gives a first, indicative picture. The matrix opens a workshop: one sentence to "
                "choose for each block, and no points."
            ),
            "closes_on": _("You close it yourself, and may move this day while it is open."),
            "rotates_blocks": _("So that the last block does not always meet tired people."),
            "attributed_mode": _(
                "For a room that is too small for groups. People are told on the first page, give "
                "their name, and answers may be shown with it. Fixed once the assessment opens."
            ),
            "contact": _("A name, an address or a telephone number. It stands on the first page."),
            "retention_months": _(
                "Counted from closing; then the answers are deleted, and the results stay."
            ),
        }

    def __init__(self, *args: Any, organisation: models.Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        versions = published_maturity_models()
        if self.instance.maturity_model_id:
            chosen = models.MaturityModel.objects.filter(pk=self.instance.maturity_model_id)
            versions = (versions | chosen).order_by("slug", "-version")
        self._offer(versions)
        self._tell_time_zone()
        self._start_from(self.instance.maturity_model_id and self.instance.maturity_model)

    def _offer(self, versions: Any) -> None:
        """Choices; what only some of the versions have is checked when one is chosen."""
        version: Any = self.fields["maturity_model"]
        version.queryset, version.empty_label = versions, None
        choices: dict[str, Any] = {
            # A choice without a default would offer an empty one.
            "form": models.Assessment.Form.choices,
            "short_vantages": name_vantages(versions),
            "sector_pack": name_sectors(versions),
            "time_zone": [(name, name.replace("_", " ")) for name in time_zones()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        help_text = self.fields["form"].help_text
        self.fields["form"].help_text = " ".join([str(help_text), *map(measure_forms, versions)])

    def _tell_time_zone(self) -> None:
        """Near the days, where nobody chose a time zone for the server: few rooms live in UTC."""
        zone = self.instance.time_zone if self.instance.pk else settings.TIME_ZONE
        if zone == "UTC":
            self.fields["opens_on"].help_text = _(
                "Days begin and end at midnight UTC. Your time zone is chosen further down."
            )

    def _start_from(self, version: models.MaturityModel | None) -> None:
        """The usual values, so that a name is enough."""
        today, row = timezone.localdate(), self.instance
        usual = version or self.fields["maturity_model"].queryset.first()  # type: ignore[attr-defined]
        defaults = {
            "maturity_model": usual,
            "form": FULL,
            "languages": models.assessments.both_languages(),
            "short_vantages": find_usual_short_vantages(usual) if usual else [],
            "opens_on": today,
            "closes_on": today + dt.timedelta(days=14),
            "time_zone": settings.TIME_ZONE,
            "min_group_size": max(GROUP_SIZES[0], row.min_group_size),
        }
        for name, value in defaults.items():
            self.fields[name].initial = value
        if row.attributed_mode:
            self.fields["min_group_size"].initial = None

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        others = self.instance.organisation.assessments.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is already an assessment with this name."))
        return name

    def clean_contact(self) -> str:
        return tidy(self.cleaned_data["contact"])

    def clean_languages(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["languages"]))

    def clean_opens_on(self) -> dt.date:
        return check_date(self.cleaned_data["opens_on"])

    def clean_closes_on(self) -> dt.date:
        return check_date(self.cleaned_data["closes_on"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes after the first."))
        self._clean_size(data)
        if data.get("maturity_model") and data.get("form"):
            self._clean_parts(data)
        return data

    def _clean_size(self, data: dict[str, Any]) -> None:
        """In a room with names a group is one person; what the hidden field holds is no matter."""
        if data.get("attributed_mode"):
            self.errors.pop("min_group_size", None)
            data["min_group_size"] = 1
        elif "min_group_size" in data and data["min_group_size"] is None:
            field = self.fields["min_group_size"]
            self.add_error("min_group_size", field.error_messages["required"])
        self.instance.min_group_size = data.get("min_group_size") or self.instance.min_group_size

    def _clean_parts(self, data: dict[str, Any]) -> None:
        """What the form or version chosen does not have is left out, or refused in words."""
        known = load_maturity_model(data["maturity_model"]).vantages
        picked = data.get("short_vantages", []) if data["form"] == FULL else []
        data["short_vantages"] = [vantage for vantage in known if vantage in picked]
        parts = {name: data[name] for name in PARTS if name in data}
        for name, reason in find_refusals(models.Assessment(**parts)).items():
            if name not in self.errors:
                self.add_error(name, REFUSALS[name, reason])
