"""What a room agrees: positions, what stays open, targets, sign-offs."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.domain.responses import is_consistent
from assessments.queries.wording import StoneText, Wording
from roadmaps import models
from roadmaps.actions.room.agreeing import Because
from roadmaps.domain.targets import Intention, Target
from roadmaps.forms.course import bare_helper
from roadmaps.forms.targets import BlockRow, TargetsForm
from roadmaps.queries.targets import Standing

LEVELS: Final = range(5)
PREFIX: Final = "open"
"""Fields of “stays open” stand beside those of the position."""


class PositionForm(forms.ModelForm):
    """Where the room agrees that a stone stands, who decided and why."""

    helper = bare_helper()
    capability = forms.TypedChoiceField(
        label=gettext_lazy("How settled it is"), coerce=int, widget=forms.RadioSelect
    )
    breadth = forms.TypedChoiceField(
        label=gettext_lazy("Where it is done"), coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = models.AgreedPosition
        fields = ("capability", "breadth", "decided_by", "reason", "reservations")
        help_texts = {
            "decided_by": gettext_lazy("A role, not a name: “Head of service”"),
            "reason": gettext_lazy("What the room has seen or heard that makes it so"),
            "reservations": gettext_lazy("What somebody still has against it, in their words"),
        }
        error_messages = {
            "decided_by": {"required": gettext_lazy("Say in which role somebody decided.")},
            "reason": {"required": gettext_lazy("Say why: whoever was not here will ask.")},
        }

    def __init__(
        self, data: Any = None, *, text: StoneText, wording: Wording, before: tuple[int, int] | None
    ) -> None:
        """`before`: what was agreed last, as a start."""
        capability, breadth = before or (None, None)
        super().__init__(data, initial={"capability": capability, "breadth": breadth})
        for name, scale in (("capability", text.scale), ("breadth", "breadth")):
            field: Any = self.fields[name]
            field.error_messages["required"] = _("Choose an answer.")
            answers = ((level, wording.answers.get(f"{scale}-{level}", "")) for level in LEVELS)
            field.choices = [(level, text or str(level)) for level, text in answers]

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        capability, breadth = sent.get("capability"), sent.get("breadth")
        if capability is None or breadth is None:
            return sent
        if not is_consistent(capability, breadth):
            self.add_error(
                "breadth",
                _("What is not done at all is done nowhere, and the other way round: choose both."),
            )
        return sent

    def because(self) -> Because:
        """Who decided and why. Only on a valid form."""
        names = ("decided_by", "reason", "reservations")
        return Because(*(self.cleaned_data[name] for name in names))


class OpenForm(forms.ModelForm):
    """What the room leaves open, as a risk that somebody watches."""

    helper = bare_helper()

    class Meta:
        model = models.Risk
        fields = ("owner", "effect")
        help_texts = {
            "owner": gettext_lazy("Who watches it: a name or function"),
            "effect": gettext_lazy("What it would stop or delay"),
        }

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.fields["owner"].required = True
        self.fields["owner"].error_messages["required"] = _("Say who watches what stays open.")


class OpenRow(BlockRow):
    """A block whose reason and owner are asked in the open: the room is there to give them."""

    __slots__ = ()

    @property
    def has_more(self) -> bool:
        """Nothing is folded away."""
        return True


class BlockTargetForm(TargetsForm):
    """The targets of one block as a room agrees them; those of the others stand as they are."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        block: str,
        standing: Standing,
        wording: Wording,
        targets: Sequence[Target],
        owners: Mapping[str, str],
    ) -> None:
        super().__init__(data, standing=standing, wording=wording, targets=targets, owners=owners)
        self.block = block
        mine = [f"{block}-{years}" for years in self.horizons]
        kept = [*mine, *(f"{block}-{name}" for name in ("reason", "owner", "consolidate"))]
        self.fields = {name: self.fields[name] for name in kept}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self._scales_back() and not cleaned[f"{self.block}-reason"]:
            self.add_error(
                f"{self.block}-reason", _("Say why it scales back: others will build on it.")
            )
        return cleaned

    def _scales_back(self) -> bool:
        return any(each.intention is Intention.SCALE_BACK for each in self.own_targets())

    def _carry(self) -> None:
        today = self.standing.stages[self.block] or 1
        self.cleaned_data |= self._carried(self.block, today, self.cleaned_data)

    def own_targets(self) -> tuple[Target, ...]:
        """What was chosen for the block."""
        return tuple(self._target(self.block, years) for years in self.horizons)

    def targets(self) -> tuple[Target, ...]:
        """What was chosen, among the targets of all other blocks."""
        others = (each for each in self.before.values() if each.block != self.block)
        return (*others, *self.own_targets())

    @property
    def owner(self) -> str:
        """Who answers for it. Only on a valid form."""
        found: str = self.cleaned_data[f"{self.block}-owner"]
        return found

    @property
    def row(self) -> BlockRow:
        """The block as the page shows it, reason and owner unfolded."""
        found = self.row_of(self.block)
        return OpenRow(*(getattr(found, each.name) for each in fields(BlockRow)))


class SignOffForm(forms.ModelForm):
    """A stakeholder, by role, and where they stand."""

    helper = bare_helper()

    class Meta:
        model = models.SignOff
        fields = ("role", "stance", "words")
        widgets = {"stance": forms.RadioSelect}
        help_texts = {"role": gettext_lazy("A role, not a name: “Head of service”")}
        error_messages = {"role": {"required": gettext_lazy("Say in which role.")}}

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["stance"]
        field.choices = models.SignOff.Stance.choices
        field.error_messages["required"] = _("Choose one of the three.")

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        stance = sent.get("stance")
        if stance and stance != models.SignOff.Stance.AGREES and not sent.get("words"):
            self.add_error("words", _("Say what the reservation is: it stands in the minutes."))
        return sent
