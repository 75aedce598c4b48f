"""What a step of the operational plan is for, and how the plan is read."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roadmaps import models
from roadmaps.domain.operational_plan import Grouping
from roadmaps.forms.course import bare_helper
from roadmaps.forms.revised import RevisedForm

GROUPINGS = {
    Grouping.PHASE: _("Phase"),
    Grouping.BLOCK: _("Building block"),
    Grouping.OWNER: _("Owner"),
    Grouping.DEPARTMENT: _("Department"),
    Grouping.WORKSTREAM: _("Workstream"),
}


class PurposeForm(RevisedForm):
    """Owner, course line (required: rule R8), value now, what it prepares."""

    helper = bare_helper()

    class Meta:
        model = models.Initiative
        fields = ("owner", "serves", "value_now", "prepares_later")
        help_texts = {"owner": _("Name or function")}

    def __init__(
        self, *args: Any, lines: Mapping[str, str], usual: str | None, **kwargs: Any
    ) -> None:
        """`lines`: texts by code; `usual`: code of the line that it serves by itself."""
        super().__init__(*args, **kwargs)
        by_itself = [("", _now("By default – %(line)s") % {"line": lines[usual]})] if usual else []
        self.fields["serves"] = forms.ChoiceField(
            label=_("Course line it serves"),
            choices=[*(by_itself or [("", _now("Choose a line"))]), *lines.items()],
            required=not usual,
            error_messages={
                "required": _("Say which line of the course this step serves."),
                "invalid_choice": _("This line is no longer on the course. Choose another."),
            },
        )


class ReadingForm(forms.Form):
    """How the plan is grouped, and which steps are shown."""

    group = forms.ChoiceField(
        label=_("Group by"),
        choices=[(grouping.value, text) for grouping, text in GROUPINGS.items()],
        required=False,
    )
    workstream = forms.ChoiceField(label=_("Workstream"), required=False)
    line = forms.ChoiceField(label=_("Course line"), required=False)

    def __init__(
        self, *args: Any, workstreams: Mapping[str, str], lines: Mapping[str, str]
    ) -> None:
        super().__init__(*args)
        self.fields["workstream"].choices = [("", _("All")), *workstreams.items()]  # type: ignore[attr-defined]
        self.fields["line"].choices = [("", _("All")), *lines.items()]  # type: ignore[attr-defined]

    @property
    def grouping(self) -> Grouping:
        """What was asked for, else by phase."""
        self.full_clean()
        return Grouping(self.cleaned_data.get("group") or Grouping.PHASE)

    def chosen(self, name: str) -> str:
        """What was chosen of a filter; nothing where that does not exist."""
        self.full_clean()
        found: str = self.cleaned_data.get(name, "")
        return found
