"""What a document is asked for."""

from collections.abc import Collection, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from roadmaps.domain.documents import Wanted
from roadmaps.models import Report


class ReportForm(forms.Form):
    """Which document, in which language, on which paper. `kinds`: codes and names of those that can
    be made; `printed`: those of them that are printed."""

    kind = forms.ChoiceField(label=_("Document"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    size = forms.ChoiceField(
        label=_("Paper"), choices=Report.Size.choices, widget=forms.RadioSelect
    )
    is_archived = forms.BooleanField(
        label=_("For the archive"),
        required=False,
        help_text=_(
            "As PDF/A-3a, which can be read in decades, with the figures inside as JSON and CSV."
        ),
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], printed: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.printed = printed
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def wanted(self) -> Wanted:
        """What was chosen; what is not printed has no paper. Only on a valid form."""
        sent = self.cleaned_data
        if sent["kind"] not in self.printed:
            return Wanted(sent["language"], sent["kind"])
        return Wanted(sent["language"], sent["kind"], sent["size"], sent["is_archived"])
