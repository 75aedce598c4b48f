"""What a board shows, and why a rule is overridden."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.queries.cards import FILTERS, Board

LABELS = {
    "block": _("Building block"),
    "workstream": _("Workstream"),
    "lens": _("Lens"),
    "owner": _("Owner"),
    "department": _("Department"),
    "status": _("Status"),
}


class FilterForm(forms.Form):
    """Which cards are shown; a filter offers what is on the board and takes nothing else."""

    def __init__(self, data: Mapping[str, Any], *, board: Board, wording: Wording) -> None:
        super().__init__(data)
        names: dict[str, Mapping[Any, Any]] = {
            "block": wording.block_names,
            "workstream": wording.workstreams,
            "lens": wording.lenses,
            "department": board.departments,
            "status": dict(models.Initiative.Status.choices),
        }
        for name in FILTERS:
            values = board.choices(name)
            known = names.get(name, {})
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                choices=[("", _("All")), *((value, known.get(value, value)) for value in values)],
                required=False,
            )

    def wanted(self) -> dict[str, str]:
        """What is asked for by filter, and that can be; everything else is not asked."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in FILTERS}

    @property
    def is_used(self) -> bool:
        """Whether something is asked for."""
        return any(self.wanted().values())


class ReasonForm(forms.Form):
    """Why a rule does not hold for a stone, or why another way is chosen."""

    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": _("Say why: whoever reads the roadmap will ask."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )
