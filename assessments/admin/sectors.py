"""Forms of what a sector says, and of the blocks that a vantage sees itself."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import models
from assessments.admin.part_pages import PartForm
from assessments.domain.sector_words import WORDS

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}|[a-z_]{1,20}\.[A-Za-z0-9_-]{1,60}\.[a-z_]{1,24}")


class SectorTextForm(PartForm):
    """A form of a word, or a text instead of another."""

    class Meta:
        model = models.SectorText
        exclude: ClassVar = ("code",)

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"]).strip()
        if not KEY.fullmatch(key):
            raise forms.ValidationError(
                _("A token like of_many, or the part, code and field of a text with dots.")
            )
        if key in WORDS:
            raise forms.ValidationError(_("The page of the sector pack says this word."))
        return key


class VantageForm(PartForm):
    """The blocks that a vantage sees itself, ticked among those of its version."""

    full_blocks = forms.MultipleChoiceField(
        label=gettext_lazy("Blocks asked whole in short"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "An assessment may ask this vantage these blocks whole and of the others the quick "
            "questions only. With none, it is asked everything."
        ),
    )

    class Meta:
        model = models.Vantage
        fields: ClassVar = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("full_blocks")
        if isinstance(field, forms.MultipleChoiceField):  # else it is shown for reading
            blocks = self._blocks()
            field.choices = [(block.code, f"{block.code} – {block.name}") for block in blocks]

    def _blocks(self) -> Any:
        sent = self.data.get("maturity_model") or self.initial.get("maturity_model")
        version = self.instance.maturity_model_id or sent
        known = str(version or "").isdecimal()
        return models.Block.objects.filter(maturity_model=version) if known else ()
