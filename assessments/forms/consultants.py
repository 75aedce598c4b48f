"""What consultants fill in: organisations, departments, people, assessments."""

import datetime as dt
import unicodedata
from typing import Any

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import models
from assessments.access import organisations_of
from assessments.domain.progress import find_progress
from assessments.queries.maturity_model import load_maturity_model, published_maturity_models

BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that look like nothing."""
FARTHEST = dt.timedelta(days=5 * 366)


def plain_helper(*layout: Any, csrf: bool = True) -> FormHelper:
    """A helper for a form whose tag and button stand in the page."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = not csrf
    helper.layout = Layout(*layout)
    return helper


def tidy(text: str) -> str:
    """A name with composed letters and without stray white space; empty stays empty.

    Raises ValidationError when there is nothing in it that anybody can see.
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if name and not any(_is_visible(letter) for letter in name):
        raise forms.ValidationError(_("Please use letters that can be seen."))
    return name


def _is_visible(letter: str) -> bool:
    return letter not in BLANKS and unicodedata.category(letter)[0] in "LNPS"


def check_date(day: dt.date) -> dt.date:
    """The day. Raises ValidationError when it is more than five years away."""
    if abs(day - timezone.localdate()) > FARTHEST:
        raise forms.ValidationError(_("Choose a day within five years from today."))
    return day


class OrganisationForm(forms.Form):
    """The name of an organisation."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)

    helper = plain_helper("name", csrf=False)

    def __init__(
        self, *args: Any, user: Any, organisation: models.Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = organisations_of(user)
        if organisation:
            self.others = self.others.exclude(pk=organisation.pk)

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("You already have an organisation with this name."))
        return name


class MemberForm(forms.Form):
    """A colleague, by user name, and what they may do."""

    username = forms.CharField(
        label=_("User name of a colleague"),
        max_length=150,
        help_text=_("They need an account here. Your administrator creates accounts."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    role = forms.ChoiceField(
        # Without its context this would be the month, in every date.
        label=pgettext_lazy("permission", "May"),
        choices=[
            (models.Membership.Role.VIEWER, _("see results and roadmaps")),
            (models.Membership.Role.CONSULTANT, _("change everything")),
        ],
    )

    helper = plain_helper("username", "role")

    def clean_username(self) -> User:
        users = get_user_model().objects.filter(is_active=True)
        user = users.filter(username=self.cleaned_data["username"].strip()).first()
        if user is None:
            raise forms.ValidationError(_("Nobody here has this user name."))
        return user


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AssessmentForm(forms.ModelForm):
    """The set-up of an assessment, until it opens."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People choose among these while they answer."),
    )

    helper = plain_helper(
        "name",
        "maturity_model",
        "form",
        InlineCheckboxes("languages"),
        Row(Column("opens_on", css_class="col-sm-6"), Column("closes_on", css_class="col-sm-6")),
        Fieldset(_("What may be shown"), "min_group_size", "department_weight"),
    )

    class Meta:
        model = models.Assessment
        fields = (
            "name",
            "maturity_model",
            "form",
            "languages",
            "opens_on",
            "closes_on",
            "min_group_size",
            "department_weight",
        )
        widgets = {
            "form": forms.RadioSelect,
            "department_weight": forms.RadioSelect,
            "opens_on": DateInput,
            "closes_on": DateInput,
        }
        labels = {
            "name": _("Name of the assessment"),
            "department_weight": _("What a department weighs in the organisation’s figures"),
        }
        help_texts = {
            "form": _(
                "The full form places every block and stone and feeds the roadmap. "
                "The quick form gives a first, indicative picture."
            ),
            "closes_on": _("You close it yourself, and may move this day while it is open."),
            "min_group_size": _(
                "From 3 to 20 people; 5 is usual. Smaller groups are only shown together with "
                "others. Below 5, colleagues may guess who said what."
            ),
        }

    def __init__(self, *args: Any, organisation: models.Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        versions = published_maturity_models()
        if self.instance.maturity_model_id:
            chosen = models.MaturityModel.objects.filter(pk=self.instance.maturity_model_id)
            versions = (versions | chosen).order_by("slug", "-version")
        version = self.fields["maturity_model"]
        version.queryset = versions  # type: ignore[attr-defined]
        version.empty_label = None  # type: ignore[attr-defined]
        # A choice without a default would offer an empty one.
        self.fields["form"].choices = models.Assessment.Form.choices  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["form"].initial = models.Assessment.Form.FULL
        sizes = (_sizes(row) for row in versions)
        self.fields["form"].help_text = " ".join([str(self.fields["form"].help_text), *sizes])
        self.fields["languages"].initial = models.assessments.both_languages()
        self.fields["opens_on"].initial = today
        self.fields["closes_on"].initial = today + dt.timedelta(days=14)

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        others = self.instance.organisation.assessments.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is already an assessment with this name."))
        return name

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
        version, form = data.get("maturity_model"), data.get("form")
        if version and form and not load_maturity_model(version).items(form):
            self.add_error("form", _("This maturity model has no question in this form."))
        return data


def _sizes(row: models.MaturityModel) -> str:
    """How long both forms of a version are."""
    maturity_model = load_maturity_model(row)
    full, quick = (find_progress(maturity_model.items(form), {}) for form in ("full", "quick"))
    return _(
        "%(version)s: the full form has %(full)s questions (about %(full_minutes)s min), "
        "the quick one %(quick)s (about %(quick_minutes)s min)."
    ) % {
        "version": row,
        "full": full.asked,
        "full_minutes": full.minutes_left,
        "quick": quick.asked,
        "quick_minutes": quick.minutes_left,
    }


class ExtendForm(forms.Form):
    """The last day of an assessment that is open."""

    closes_on = forms.DateField(label=_("Last day"), widget=DateInput)

    helper = plain_helper("closes_on")

    def __init__(self, *args: Any, assessment: models.Assessment, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"closes_on": assessment.closes_on})
        super().__init__(*args, **kwargs)
        self.earliest = max(timezone.localdate(), assessment.opens_on)

    def clean_closes_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["closes_on"]
        if day < self.earliest:
            raise forms.ValidationError(_("Choose today or a later day."))
        return check_date(day)
