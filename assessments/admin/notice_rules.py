"""The rule of a profile notice as a form: a pattern has one of four kinds."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import models
from assessments.admin.part_pages import PartForm
from assessments.domain.notices import ALL_OTHERS

KINDS = {
    "difference": gettext_lazy("Some blocks are ahead of others"),
    "balance_below": gettext_lazy("The profile is uneven"),
    "stone": gettext_lazy("One stone is there, another is not yet"),
    "function_missing": gettext_lazy("A function of the organisation took no part"),
}
NEEDED = {
    "difference": ("left", "right", "difference"),
    "balance_below": ("balance_below",),
    "stone": ("present", "present_from", "absent", "absent_below"),
    "function_missing": ("function_missing",),
}


class NoticeRuleForm(PartForm):
    """`kind` says which of the other fields count."""

    RULE: ClassVar = ("kind", *(name for names in NEEDED.values() for name in names))

    kind = forms.ChoiceField(label=gettext_lazy("Pattern"), choices=list(KINDS.items()))
    left = forms.CharField(
        label=gettext_lazy("Blocks ahead"),
        required=False,
        help_text=gettext_lazy("Codes of blocks, with commas between them."),
    )
    right = forms.CharField(
        label=gettext_lazy("Blocks they are compared with"),
        required=False,
        help_text=gettext_lazy("Codes of blocks with commas, or *others for all other blocks."),
    )
    difference = forms.FloatField(
        label=gettext_lazy("By how many points at least"),
        required=False,
        min_value=0,
        max_value=100,
    )
    balance_below = forms.FloatField(
        label=gettext_lazy("Balance below"), required=False, min_value=0, max_value=100
    )
    present = forms.CharField(label=gettext_lazy("Stone that is there (code)"), required=False)
    present_from = forms.FloatField(
        label=gettext_lazy("From which score"), required=False, min_value=0, max_value=100
    )
    absent = forms.CharField(label=gettext_lazy("Stone that is not yet (code)"), required=False)
    absent_below = forms.FloatField(
        label=gettext_lazy("Below which score"), required=False, min_value=0, max_value=100
    )
    function_missing = forms.ChoiceField(
        label=gettext_lazy("Function"),
        required=False,
        choices=[("", "–"), *models.Department.Function.choices],
    )

    class Meta:
        model = models.NoticeRule
        exclude: ClassVar = ("rule",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in as_fields(self.instance.rule or {}).items():
            self.initial.setdefault(name, value)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in NEEDED.get(data.get("kind", ""), ()):
            if data.get(name) in (None, ""):
                self.add_error(name, _("This pattern needs it."))
        if ALL_OTHERS in data.get("left", ""):
            self.add_error("left", _("Name the blocks that are ahead."))
        return data

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        self.instance.rule = as_rule(self.cleaned_data)
        return super().save(commit)


def as_fields(rule: dict[str, Any]) -> dict[str, Any]:
    """Values of the form for a rule as the exchange format has it."""
    if "stone_at_least" in rule:
        (present, present_from), (absent, absent_below) = (
            rule["stone_at_least"],
            rule["stone_below"],
        )
        return {
            "kind": "stone",
            "present": present,
            "present_from": present_from,
            "absent": absent,
            "absent_below": absent_below,
        }
    kind = next((kind for kind in KINDS if kind in rule), "difference")
    return {"kind": kind} | {
        name: ", ".join(value) if isinstance(value, list) else value for name, value in rule.items()
    }


def as_rule(data: dict[str, Any]) -> dict[str, Any]:
    """The rule of the exchange format for values of the form."""
    kind = data["kind"]
    if kind == "difference":
        left, right = (
            [code.strip() for code in data[side].split(",") if code.strip()]
            for side in ("left", "right")
        )
        return {"left": left, "right": right, "difference": data["difference"]}
    if kind == "stone":
        return {
            "stone_at_least": [data["present"], data["present_from"]],
            "stone_below": [data["absent"], data["absent_below"]],
        }
    return {kind: data[kind]}
