"""How documents look: words, a colour, logos."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps import models
from roadmaps.domain.looks import HOUSE_ACCENT, correct_accent
from roadmaps.exchange.logos import MOST_BYTES, LogoRefused, Refusal, read_logo
from roadmaps.forms.course import bare_helper
from roadmaps.forms.revised import RevisedForm

NO_COLOUR: Final = gettext_lazy(
    "Write the colour as # and six digits or letters from a to f, like #0e5c63."
)


class LookForm(RevisedForm):
    """The consultancy's name and the colour."""

    helper = bare_helper()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Browsers would cut what is longer, and take the rest for what was meant.
        self.fields["accent"].widget.attrs.pop("maxlength", None)

    class Meta:
        model = models.Brand
        fields = ("consultancy", "accent")
        widgets = {
            "accent": forms.TextInput(
                {"placeholder": HOUSE_ACCENT, "spellcheck": "false", "autocomplete": "off"}
            )
        }
        error_messages = {"accent": {"max_length": NO_COLOUR}}
        help_texts = {
            "consultancy": gettext_lazy("Stands on covers beside the client. May stay empty."),
            "accent": gettext_lazy(
                "As # and six digits or letters from a to f, for example #0e5c63. Empty: the "
                "product’s own colour."
            ),
        }

    def clean_accent(self) -> str:
        accent: str = self.cleaned_data["accent"].strip().lower()
        if not accent:
            return ""
        try:
            used = correct_accent(accent)
        except ValueError as problem:
            raise forms.ValidationError(NO_COLOUR) from problem
        if used is None:
            raise forms.ValidationError(
                _(
                    "This colour is nearly white: dark enough to be read, it would be a grey that "
                    "nobody chose. Choose another one."
                )
            )
        return accent


class LogoForm(forms.Form):
    """A logo: a picture that becomes a PNG (`cleaned_data["logo"]`, bytes)."""

    logo = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG, JPEG or WebP, at most 2 MB. Drawings (SVG) are not taken."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()

    def clean_logo(self) -> bytes:
        file: UploadedFile = self.cleaned_data["logo"]
        try:
            return read_logo(file.read(MOST_BYTES + 1))
        except LogoRefused as refused:
            raise forms.ValidationError(_tell(refused.reason)) from refused


def _tell(reason: Refusal) -> str:
    if reason is Refusal.TOO_LARGE:
        return _("The picture is larger than 2 MB or 12 million pixels. Save a smaller one.")
    if reason is Refusal.UNKNOWN:
        return _("This is no PNG, JPEG or WebP picture, whatever its name says.")
    return _("The picture is incomplete or damaged. Save it once more and choose it again.")
