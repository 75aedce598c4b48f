"""What a roadmap has to keep to: person-days, start, balance; and why a stone is left out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.queries.wording import Wording
from roadmaps.actions.planning import ONE_BLOCK
from roadmaps.domain.cycles import most_cycles
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.room.positions import Basis
from roadmaps.forms.phases import (
    MOST_DAYS,
    PhasePlan,
    PhaseRow,
    count_cycles,
    days_field,
    ends_field,
    phases_for,
    plain,
    read_phases,
)
from roadmaps.forms.rules import RULES, RuleRow, read_rules, rule_fields
from roadmaps.forms.work import (
    UnknownRow,
    WorkRow,
    editable,
    read_assumptions,
    read_edits,
    unknown,
    unknown_fields,
    work_fields,
)
from roadmaps.queries.proposals import Entered, Proposal
from roadmaps.queries.wording import wording_of_next

__all__ = ["EARLIEST", "LATEST", "MOST_DAYS", "ExcludeForm", "PlanForm", "make_plan_form"]

EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 1, 1)
SHOWN: Final = "shown"
"""Names the field that says for how many cycles person-days were asked."""
BALANCES = {
    Balance.EVERY_PHASE: _(
        "Every block moves in every phase – each block with something left to do gets at least "
        "one step in each phase, as far as the other rules allow"
    ),
    Balance.BY_SECOND_PHASE: _(
        "Every block has begun by the end of the second phase – more freedom in the first"
    ),
    Balance.OFF: _("Only the gain counts – some blocks may wait for long"),
}


BASES = {
    Basis.SURVEY: _("The survey – what people answered, each on their own"),
    Basis.ROOM: _("The second round – what people said after the debate, where there was one"),
    Basis.AGREED: _("What the room agreed, where it did – everywhere else the survey"),
}


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StartField(forms.DateField):
    """The first day of a roadmap."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("First day of the roadmap"), widget=DateInput, **options)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day of this century."))
        return day


class PlanForm(forms.Form):
    """What a new version is asked for; `is_new_phases`: another number of cycles was chosen than
    person-days were asked for, so nothing can be made yet."""

    starts_on = StartField()
    balance = forms.ChoiceField(
        label=_("Balance between blocks"),
        choices=[(balance.value, text) for balance, text in BALANCES.items()],
        widget=forms.RadioSelect,
        help_text=_("The roadmap says what the balance costs."),
    )
    basis = forms.ChoiceField(
        label=_("Where stones stand today, by"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Gaps, prerequisites, stages and the crossing all follow this choice."),
    )
    keep_edits = forms.BooleanField(
        label=_("Keep what was locked or left out in the latest version"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        proposal: Proposal,
        wording: Wording,
        phase_plan: PhasePlan,
        is_new_phases: bool = False,
    ) -> None:
        asked = proposal.asked
        known = {"starts_on": asked.starts_on, "balance": asked.settings.balance.value}
        super().__init__(data, initial=known | {"keep_edits": True, "basis": asked.basis.value})
        self.rule_reasons = dict(asked.rule_reasons)
        self.proposal, self.phase_plan, self.is_new_phases = proposal, phase_plan, is_new_phases
        self.wording = wording
        self.names = wording.phases
        self.work, self.unknown = editable(proposal.scope), unknown(proposal.bare)
        self.fields[SHOWN] = forms.IntegerField(
            initial=phase_plan.cycles, required=False, widget=forms.HiddenInput
        )
        self.fields |= dict(phase_plan.fields(self.names))
        self.fields |= dict(rule_fields(asked.settings, asked.rule_reasons))
        self.fields |= dict(work_fields(self.work, asked.edits, wording))
        self.fields |= dict(unknown_fields(self.unknown, asked.assumptions, wording))
        if not proposal.has_edits:
            del self.fields["keep_edits"]
        self.fields["basis"].choices = [  # type: ignore[attr-defined]
            (each.value, BASES[each]) for each in proposal.bases
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        before = self.proposal.asked
        self.phases, ends = read_phases(self.phase_plan.phases, self._ends(), self.names)
        self.rule_reasons, reasons = read_rules(cleaned)
        # Another basis has other steps: of those that were not on the page, nothing was said.
        known = [gap for gap in self.unknown if f"capability-{gap.stone}" in self.data]
        worked = [gap for gap in self.work if f"effort-{gap.stone}" in self.data]
        self.assumptions, pairs = read_assumptions(known, cleaned, before.assumptions)
        self.edits = read_edits(worked, cleaned, before.edits)
        for name, sentence in (ends | reasons | pairs).items():
            self.add_error(name, sentence)
        return cleaned

    def _ends(self) -> dict[str, int]:
        """The ends of phases that were entered."""
        names = map(ends_field, self.phase_plan.phases)
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def capacities(self) -> tuple[float, ...]:
        """Person-days per phase: those sent if they can stand, else those offered."""
        sent = getattr(self, "cleaned_data", {})
        fields = map(days_field, self.phase_plan.phases)
        return tuple(float(sent.get(name, self.fields[name].initial)) for name in fields)

    def settings(self) -> PlanSettings:
        """The rules that hold. Only on a valid form."""
        balance = Balance(self.cleaned_data["balance"])
        kept: Any = {rule: not self.cleaned_data[f"without-{rule}"] for rule in RULES}
        return replace(PlanSettings(balance), **kept)

    def entered(self) -> Entered:
        """What was entered beside that. Only on a valid form."""
        basis = self.proposal.asked.basis
        return Entered(self.phases, self.rule_reasons, self.assumptions, self.edits, basis)

    @property
    def phase_rows(self) -> Iterator[PhaseRow]:
        """The phases as the page shows them."""
        for phase in getattr(self, "phases", self.phase_plan.phases):
            days, ends = self[days_field(phase)], self[ends_field(phase)]
            yield PhaseRow(phase, self.names[phase.code], phase.start_month + 1, days, ends)

    @property
    def lone_reason(self) -> Any:
        """The field that says why the first phase may hold work of one block only."""
        return self[f"because-{ONE_BLOCK}"]

    @property
    def rule_rows(self) -> Iterator[RuleRow]:
        """The rules as the page shows them."""
        for rule in RULES:
            yield RuleRow(rule, self[f"without-{rule}"], self[f"because-{rule}"])

    @property
    def work_rows(self) -> Iterator[WorkRow]:
        """The steps whose effort and months may be entered."""
        for gap in self.work:
            yield WorkRow(gap, self[f"effort-{gap.stone}"], self[f"months-{gap.stone}"])

    @property
    def unknown_rows(self) -> Iterator[UnknownRow]:
        """The steps of which something may be assumed."""
        for gap in self.unknown:
            yield UnknownRow(gap, self[f"capability-{gap.stone}"], self[f"breadth-{gap.stone}"])

    @property
    def has_folded_errors(self) -> bool:
        """Something is wrong in what is folded away."""
        plain_fields = {"starts_on", "balance", "keep_edits"}
        return any(n not in plain_fields and not n.startswith("capacity-") for n in self.errors)


def make_plan_form(data: QueryDict, proposal: Proposal, assessment: Any) -> PlanForm:
    """The form as it was sent (empty `data`: as it starts). Where another number of cycles was
    chosen it asks about their phases, and keeps all that was entered."""
    model, asked = proposal.measured.maturity_model, proposal.asked
    months, each = model.planning.course_months, len(model.phases)
    before = len(asked.phases) // each
    shown = count_cycles(data.get(SHOWN), model.phases, months) or before
    wanted = count_cycles(data.get("cycles"), model.phases, months) or shown
    cycles = wanted if data else before
    phases = phases_for(model.phases, months, cycles, asked.phases)
    offered = proposal.capacities_for(phases)
    known = dict(zip((phase.code for phase in asked.phases), asked.capacities, strict=True))
    days = tuple(known.get(phase.code, days) for phase, days in zip(phases, offered, strict=True))
    wording = wording_of_next(assessment, proposal.predecessor, phases)
    plan = PhasePlan(phases, days, offered, cycles, most_cycles(model.phases, months))
    changes = bool(data) and wanted != shown
    sent = _with_phases(data, plan) if changes else data or None
    return PlanForm(
        sent, proposal=proposal, wording=wording, phase_plan=plan, is_new_phases=changes
    )


def _with_phases(data: QueryDict, plan: PhasePlan) -> QueryDict:
    """What was sent, with what is proposed for phases that were not asked about."""
    sent = data.copy()
    sent[SHOWN] = str(plan.cycles)
    for phase, days in zip(plan.phases, plan.days, strict=True):
        sent.setdefault(days_field(phase), plain(days))
        sent[ends_field(phase)] = str(phase.end_month)
    return sent


class ExcludeForm(forms.Form):
    """Why a stone is left out."""

    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": _("Say why it is left out: whoever reads the roadmap will ask."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )
