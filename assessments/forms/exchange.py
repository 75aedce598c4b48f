"""Files that come into the editor of the maturity model."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import models


class UploadField(forms.FileField):
    """A file of at most so many bytes: larger ones are refused before anybody reads them."""

    def __init__(self, *, most_bytes: int, accept: str, **kwargs: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": accept})
        super().__init__(widget=widget, **kwargs)
        self.most_bytes = most_bytes

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file: UploadedFile = super().clean(data, initial)
        if file and (file.size or 0) > self.most_bytes:
            told = _("The file is larger than %(size)s MB.") % {"size": self.most_bytes // 10**6}
            raise forms.ValidationError(told)
        return file


class ImportForm(forms.Form):
    """A maturity model as a file."""

    file = UploadField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("JSON or YAML, at most 1 MB"),
        most_bytes=1_000_000,
        accept=".json,.yaml,.yml",
    )
    against: forms.ModelChoiceField[models.MaturityModel] = forms.ModelChoiceField(
        label=gettext_lazy("Compare with"),
        queryset=models.MaturityModel.objects.all(),
        required=False,
        empty_label=gettext_lazy("the newest version of the same maturity model"),
    )
    next_number = forms.BooleanField(
        label=gettext_lazy("Give it the next free version number, whatever the file says"),
        required=False,
    )


class TextsForm(forms.Form):
    """Texts as a workbook."""

    file = UploadField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The workbook (.xlsx) with the changed texts, at most 2 MB"),
        most_bytes=2_000_000,
        accept=".xlsx",
    )


class ConfirmImport(forms.Form):
    """The yes to a file that was looked at."""

    digest = forms.CharField(max_length=64)
    name = forms.CharField(max_length=100, required=False)
    number = forms.IntegerField(min_value=1, max_value=100_000)


class ConfirmTexts(forms.Form):
    """The yes to texts that were looked at; `seen` tells the changes that were shown."""

    digest = forms.CharField(max_length=64)
    name = forms.CharField(max_length=100, required=False)
    seen = forms.CharField(max_length=64)
