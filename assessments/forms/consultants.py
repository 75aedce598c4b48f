"""What consultants fill in: organisations and the people who work for them."""

import unicodedata
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import models
from assessments.access import organisations_of
from assessments.domain.letters import is_seen


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
    if name and not is_seen(name):
        raise forms.ValidationError(_("Please use letters that can be seen."))
    return name


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
            (
                models.Membership.Role.PROGRAMME,
                _("run the roadmap: steps, owners, dates, registers"),
            ),
            (models.Membership.Role.GOVERNANCE, _("steer the course: aims, vision, decisions")),
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
