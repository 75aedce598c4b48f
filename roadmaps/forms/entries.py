"""What forms of the registers have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from roadmaps.forms.course import bare_helper
from roadmaps.forms.revised import RevisedForm


@dataclass(frozen=True, slots=True)
class Choices:
    """What entries may name, by code: phases, steps and departments, tools by key; events with
    their names and with the rate of the model."""

    phases: Mapping[str, str]
    stones: Mapping[str, str]
    departments: Mapping[str, str]
    tools: Mapping[str, str]
    events: Mapping[str, str]
    rates: Mapping[str, float]


class LongText(forms.CharField):
    """Several lines. Browsers send two signs for the end of a line, and count one."""

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class EntryForm(RevisedForm):
    """An entry of a register; what it names is chosen among `choices`."""

    helper = bare_helper()

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices

    def offer_many(self, name: str, offered: Mapping[str, str], help_text: Any = "") -> None:
        """Let a list of codes be ticked. What was named once and is not offered any more stays on
        the list, under its code, until a person takes it out."""
        kept = [code for code in getattr(self.instance, name, ()) if code not in offered]
        self.fields[name] = forms.MultipleChoiceField(
            label=self._label(name),
            choices=[*offered.items(), *((code, code) for code in kept)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=help_text,
            initial=self.initial.get(name),
        )

    def offer_one(
        self, name: str, offered: Mapping[str, str], nothing: Any = None, *, required: bool = False
    ) -> None:
        """Let one code be chosen; `nothing` is what an empty choice is called."""
        stored = getattr(self.instance, name, "")
        kept = [(stored, stored)] if stored and stored not in offered else []
        first = [] if nothing is None else [("", nothing)]
        self.fields[name] = forms.ChoiceField(
            label=self._label(name),
            choices=[*first, *offered.items(), *kept],
            required=required,
            initial=self.initial.get(name),
        )

    def ask(self, sentences: Mapping[str, Any]) -> None:
        """What is said where a field that is needed was left empty."""
        for name, sentence in sentences.items():
            self.fields[name].error_messages["required"] = sentence

    def _label(self, name: str) -> Any:
        text = str(self.instance._meta.get_field(name).verbose_name)
        return text[:1].upper() + text[1:]


def check_order(form: forms.BaseForm, names: Sequence[str], sentence: str) -> None:
    """Two days of a form, the earlier first; where they stand the other way round, the second one
    is told so."""
    earlier, later = (form.cleaned_data.get(name) for name in names)
    if earlier and later and later < earlier:
        form.add_error(names[1], sentence)
