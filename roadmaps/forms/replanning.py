"""Planning again in four steps: why, what stays, what there is, and the comparison."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.domain.replanning import Choice, Verdict
from roadmaps.forms.phases import MOST_DAYS, days_field, plain
from roadmaps.forms.plans import StartField
from roadmaps.forms.work import effort_field, months_field
from roadmaps.queries.replanning import Review, Reviewed

Trigger = models.Roadmap.Trigger
WHY, WHAT_STAYS, WHAT_THERE_IS, COMPARISON = "why", "stays", "rest", "compare"
STEPS: Final = (WHY, WHAT_STAYS, WHAT_THERE_IS, COMPARISON)
LONGEST_REASON: Final = 300
SPONSOR_LEAVES: Final = "sponsor_leaves"
"""The event after which the hand-over file is what is needed most."""
CHOICES: Final = [
    (Choice.KEEP.value, gettext_lazy("Keep")),
    (Choice.ADJUST.value, gettext_lazy("Adjust")),
    (Choice.DROP.value, gettext_lazy("Drop")),
]


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A step on the form with its fields."""

    step: Reviewed
    choice: Any
    effort: Any
    months: Any
    reason: Any


class ReplanForm(forms.Form):
    """All that people say when they plan again. Every step shows its part and carries the others
    along, so that nothing is stored before the end and nothing is lost on the way."""

    trigger = forms.ChoiceField(
        label=gettext_lazy("What leads to it"), choices=Trigger.choices, widget=forms.RadioSelect
    )
    event = forms.ChoiceField(label=gettext_lazy("Which event"), required=False)
    phase = forms.ChoiceField(label=gettext_lazy("Which phase is reviewed"), required=False)
    review = forms.CharField(
        label=gettext_lazy("What the review found"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why you plan again, in a sentence"),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say why: the reason stays with the version.")},
        widget=forms.TextInput,
    )
    starts_on = StartField()
    may_move = forms.BooleanField(
        label=gettext_lazy("Kept steps that have not begun may move to another phase"),
        required=False,
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        review: Review,
        events: Mapping[str, str],
        wording: Wording,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(_filled(data, review), initial=dict(initial))
        self.has_newer_wave = bool(initial.get("newer"))
        self.steps, self.asked, self.wording = review.steps, review.asked, wording
        self.events = dict(events)
        self._choose("event", self.events, gettext_lazy("No event of these"))
        phases = {p.code: wording.phases[p.code] for p in review.asked.phases}
        self._choose("phase", phases, gettext_lazy("None"))
        for step in review.steps:
            self.fields |= dict(self._verdict(step))
        for phase, days in zip(review.asked.phases, review.offered, strict=True):
            self.fields[days_field(phase)] = _days(wording.phases[phase.code], days)

    def _choose(self, name: str, texts: Mapping[str, str], nothing: Any) -> None:
        self.fields[name].choices = [("", nothing), *texts.items()]  # type: ignore[attr-defined]

    def _verdict(self, step: Reviewed) -> Iterator[tuple[str, forms.Field]]:
        title = self.wording.stone_titles.get(step.stone, step.stone)
        gap = step.state.gap
        choice = forms.ChoiceField(
            label=title,
            choices=CHOICES,
            initial=step.choice.value,
            required=False,
            widget=forms.RadioSelect,
        )
        yield f"choice-{step.stone}", choice
        yield f"effort-{step.stone}", effort_field(title, None, gap.effort)
        yield f"months-{step.stone}", months_field(title, None, gap.months)
        yield f"why-{step.stone}", _why(step.reason)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("trigger") == Trigger.RISK and not cleaned.get("event"):
            self.add_error("event", _("Say which event has struck."))
        if cleaned.get("trigger") == Trigger.REVIEW:
            self._check_review()
        if cleaned.get("trigger") == Trigger.WAVE and not self.has_newer_wave:
            self.add_error(
                "trigger",
                _("No newer round of answers is closed with enough answers to plan from."),
            )
        for step in self.steps:
            is_dropped = cleaned.get(f"choice-{step.stone}") == Choice.DROP
            if is_dropped and not cleaned.get(f"why-{step.stone}"):
                self.add_error(
                    f"why-{step.stone}",
                    _("Say why it is dropped: whoever reads the roadmap will ask."),
                )
        return cleaned

    def _check_review(self) -> None:
        for name, sentence in (
            ("phase", _("Say which phase was reviewed.")),
            ("review", _("Say in a few words what the review found.")),
        ):
            if not self.cleaned_data.get(name):
                self.add_error(name, sentence)

    def verdicts(self) -> dict[str, Verdict]:
        """What was decided about each step. Only on a valid form."""
        return {step.stone: self._read(step) for step in self.steps}

    def _read(self, step: Reviewed) -> Verdict:
        def get(name: str) -> Any:
            return self.cleaned_data.get(f"{name}-{step.stone}")

        choice, reason = Choice(get("choice") or step.choice), get("why") or ""
        if choice is not Choice.ADJUST:
            return Verdict(choice, reason if choice is Choice.DROP else "")
        return Verdict(choice, reason, get("effort"), get("months"))

    def capacities(self) -> tuple[float, ...]:
        """Person-days per phase. Only on a valid form."""
        return tuple(float(self.cleaned_data[days_field(p)]) for p in self.asked.phases)

    def told_reason(self) -> str:
        """Why, as it stays with the version: an event is named."""
        event = self.events.get(self.cleaned_data.get("event") or "", "")
        reason = str(self.cleaned_data["reason"])
        return f"{event} – {reason}" if event and self.is_risk else reason

    @property
    def is_risk(self) -> bool:
        """An event has struck."""
        return self["trigger"].value() == Trigger.RISK

    @property
    def is_sponsor(self) -> bool:
        """The event is that the sponsor leaves."""
        return self.is_risk and self["event"].value() == SPONSOR_LEAVES

    @property
    def rows(self) -> Iterator[VerdictRow]:
        """The steps to be decided about, phase by phase, what comes later last."""
        order = [*(phase.code for phase in self.asked.phases), None]
        for step in sorted(self.steps, key=lambda step: order.index(step.state.phase)):
            names = ("choice", "effort", "months", "why")
            yield VerdictRow(step, *(self[f"{name}-{step.stone}"] for name in names))

    @property
    def day_fields(self) -> list[Any]:
        """Person-days by phase."""
        return [self[days_field(phase)] for phase in self.asked.phases]

    def names_of(self, step: str) -> list[str]:
        """The fields that a step of the way asks."""
        first = ["trigger", "event", "phase", "review", "reason"]
        days = ["starts_on", "may_move", *(days_field(phase) for phase in self.asked.phases)]
        if step == WHY:
            return first
        if step == WHAT_THERE_IS:
            return days
        if step == WHAT_STAYS:
            return [n for n in self.fields if n not in {*first, *days, "revision"}]
        return []

    def is_open(self, step: str) -> bool:
        """Something is wrong or missing in what a step of the way asks."""
        return any(name in self.errors for name in self.names_of(step))

    def find_open(self, upto: str) -> str | None:
        """The first step before `upto` in which something is wrong or missing."""
        before = STEPS[: STEPS.index(upto)]
        return next(filter(self.is_open, before), None)

    def carried(self, step: str) -> list[tuple[str, Any]]:
        """What a step does not show, to be sent along: names and values. What is as it was offered
        for a step of the roadmap goes without saying, so that forms of large models stay small."""
        shown, found = {"revision", *self.names_of(step)}, []
        for name in self.fields:
            value = _plain(self[name].value())
            usual = self.fields[name].initial if name in self._of_steps() else None
            if name not in shown and value not in (None, "", usual):
                found.append((name, value))
        return found

    def _of_steps(self) -> set[str]:
        return {f"{name}-{step.stone}" for step in self.steps for name in ("choice", "why")}


def _plain(value: Any) -> Any:
    """A value as a hidden field holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _filled(data: Mapping[str, Any] | None, review: Review) -> Mapping[str, Any] | None:
    """What was sent, with what goes without saying."""
    if not data:
        return None
    usual = {f"choice-{step.stone}": step.choice.value for step in review.steps}
    usual |= {f"why-{step.stone}": step.reason for step in review.steps}
    return usual | {name: data[name] for name in data}


def _days(name: str, days: float) -> forms.FloatField:
    return forms.FloatField(
        label=name,
        initial=plain(days),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("left over: %(days)s") % {"days": plain(days)},
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )


def _why(reason: str) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Because"),
        initial=reason,
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.TextInput,
    )
