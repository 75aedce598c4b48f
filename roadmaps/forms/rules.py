"""Rules that may be switched off for a whole version, each with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmaps.actions.planning import ONE_BLOCK
from roadmaps.domain.plans import PlanSettings

LONGEST_REASON: Final = 300
RULES: Final = {
    "gate": gettext_lazy("The crossing first: nothing that lies beyond it before its conditions"),
    "stage_limit": gettext_lazy("Foundations first: each phase takes steps up to a stage"),
    "block_share": gettext_lazy("No block takes more than its share of a phase"),
}
"""Settings of the planner that a person may switch off (method E3: R5, R2, R6b)."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on the form: whether it is off, and why."""

    rule: str
    off: Any
    because: Any


def rule_fields(
    settings: PlanSettings, reasons: Mapping[str, str]
) -> Iterator[tuple[str, forms.Field]]:
    """Fields by name."""
    for rule, text in RULES.items():
        off = not getattr(settings, rule)
        yield f"without-{rule}", forms.BooleanField(label=text, initial=off, required=False)
        yield f"because-{rule}", reason_field(reasons.get(rule, ""))
    yield f"because-{ONE_BLOCK}", reason_field(reasons.get(ONE_BLOCK, ""))


def reason_field(initial: str = "") -> forms.CharField:
    """Why."""
    return forms.CharField(
        label=gettext_lazy("Reason"),
        initial=initial,
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput,
    )


def read_rules(cleaned: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Why each rule is off that is, and what is missing by name of field."""
    reasons, errors = {}, {}
    for rule in RULES:
        reason = cleaned.get(f"because-{rule}") or ""
        if cleaned.get(f"without-{rule}"):
            reasons[rule] = reason
            if not reason:
                errors[f"because-{rule}"] = _(
                    "Say why the rule is off: whoever reads the roadmap will ask."
                )
    if cleaned.get(f"because-{ONE_BLOCK}"):
        reasons[ONE_BLOCK] = cleaned[f"because-{ONE_BLOCK}"]
    return reasons, errors
