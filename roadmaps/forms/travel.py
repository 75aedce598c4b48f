"""Engagement files: the one that comes in, and the yes to it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.exchange.engagement import MOST_BYTES, Engagement, EngagementRefused, read_engagement
from roadmaps.forms.course import bare_helper


class EngagementForm(forms.Form):
    """A file (`content`, and what it holds as `engagement`)."""

    file = forms.FileField(
        label=gettext_lazy("Engagement file"),
        help_text=gettext_lazy("A file that this product wrote, at most 5 MB."),
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.content = b""
        self.engagement: Engagement | None = None

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        self.content = file.read(MOST_BYTES + 1)
        try:
            self.engagement = read_engagement(self.content)
        except EngagementRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file


class ConfirmForm(forms.Form):
    """The yes to a file that was looked at; who signed it is to be confirmed unless it is known."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    trusts = forms.BooleanField(
        label=gettext_lazy("I know this fingerprint: whoever gave me the file confirmed it."),
        required=False,
    )

    def __init__(self, *args: Any, engagement: Engagement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        self.engagement = engagement
        if engagement is None or engagement.is_known:
            del self.fields["trusts"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "trusts" in self.fields and not said.get("trusts"):
            self.add_error("trusts", _("Compare the fingerprint, then tick this box."))
        return said
