"""Whom to invite, as a list, and what is wrong with one, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.exchange.addresses import (
    MOST_ADDRESSES,
    MOST_BYTES,
    AddressesRefused,
    AddressProblem,
)
from assessments.forms.consultants import plain_helper
from assessments.forms.exchange import UploadField

REASONS = {
    "address": gettext_lazy("“%(value)s” is no e-mail address."),
    "columns": gettext_lazy(
        "%(value)s columns, and there are three at most: address, department, language."
    ),
    "department": gettext_lazy("“%(value)s” is no department of this assessment."),
    "language": gettext_lazy("“%(value)s” is no language of this assessment."),
    "conflict": gettext_lazy("%(value)s stands further up with something else."),
    "heading": gettext_lazy(
        "One column of addresses is needed; the headings are email, department, language."
    ),
    "empty": gettext_lazy("There is no address in this list."),
    "long": gettext_lazy("This is too long for an address."),
    "text": gettext_lazy("This is no text. Save the list as CSV in UTF-8."),
    "too_many": gettext_lazy("The list has %(value)s addresses; %(most)s are possible."),
}
LONGEST = 60


class AddressesForm(forms.Form):
    """A list of addresses, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Paste addresses"),
        help_text=gettext_lazy(
            "One a line; after it, if you like, the department and the language: "
            "ada@example.org; Sales; fr"
        ),
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off", "dir": "ltr"}
        ),
    )
    file = UploadField(
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy("CSV with semicolons or commas, at most 1 MB"),
        required=False,
        most_bytes=MOST_BYTES,
        accept=".csv,.txt,text/csv,text/plain",
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the message, where the list does not say")
    )

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(languages)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        mine = [code for code, _name in choices if code == get_language()]
        self.fields["language"].initial = mine[0] if mine else choices[0][0]
        if len(choices) == 1:
            self.fields["language"].widget = forms.HiddenInput()
        self.helper = plain_helper("text", "file", "language")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        is_pasted, file = bool(data.get("text", "").strip()), data.get("file")
        if is_pasted and file:
            raise forms.ValidationError(_("Paste addresses or choose a file, not both."))
        if not (is_pasted or file or self.errors):
            raise forms.ValidationError(_("Paste addresses or choose a file."))
        return data

    def read(self) -> bytes:
        """The list as it was sent."""
        file = self.cleaned_data["file"]
        content: bytes = file.read() if file else self.cleaned_data["text"].encode()
        return content


class ConfirmAddresses(forms.Form):
    """The yes to a list that was looked at."""

    digest = forms.CharField(max_length=64)
    language = forms.ChoiceField()

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]


def say_problems(refused: AddressesRefused) -> list[str]:
    """A sentence for each problem, with its line, and how many more there are."""
    told = [_say(problem) for problem in refused.problems]
    if refused.more:
        more = ngettext("And %(count)s more.", "And %(count)s more.", refused.more)
        told.append(more % {"count": refused.more})
    return told


def _say(problem: AddressProblem) -> str:
    value = problem.value if len(problem.value) <= LONGEST else f"{problem.value[:LONGEST]}…"
    facts = {"value": value, "most": MOST_ADDRESSES}
    sentence = REASONS[problem.reason] % facts
    if not problem.line:
        return sentence
    return _("Line %(line)s: %(sentence)s") % {"line": problem.line, "sentence": sentence}
