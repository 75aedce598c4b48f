"""Choosing a step of the roadmap in a form."""

from collections.abc import Mapping
from typing import Any

from django import forms


def offer_codes(
    form: forms.ModelForm, name: str, offered: Mapping[str, str], nothing: Any = None
) -> None:
    """Let one code be chosen where the column holds any text. `nothing`: what an empty choice is
    called; without it one has to be chosen. A stored code that is not offered any more stays."""
    stored = getattr(form.instance, name)
    kept = {stored: stored} if stored and stored not in offered else {}
    field = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        label=field.label,
        help_text=field.help_text,
        choices=[("", "–" if nothing is None else nothing), *offered.items(), *kept.items()],
        required=nothing is None,
    )
