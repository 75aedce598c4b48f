"""What a person tries on a plan, and why a version is made of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.queries.wording import Wording
from roadmaps import models
from roadmaps.domain.changes import BALANCE, Changes
from roadmaps.domain.cycles import most_cycles
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.targets import driving_targets
from roadmaps.domain.trying import Present
from roadmaps.forms.phases import MOST_DAYS, plain
from roadmaps.forms.rules import RULES

LATEST_START: Final = 60
"""Months by which a start may be put off: the course has no more."""
WITHOUT: Final = {
    BALANCE: gettext_lazy("Every block moves: each gets at least one step in each phase")
} | RULES


class WhatIfForm(forms.Form):
    """One or more changes of the present plan; all empty: nothing is tried."""

    later = forms.IntegerField(
        label=gettext_lazy("Starting later, by months"),
        required=False,
        min_value=0,
        max_value=LATEST_START,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        present: Present,
        wording: Wording,
        ways: Sequence[models.Alternative],
    ) -> None:
        super().__init__(data)
        self.present, self.wording, self.ways = present, wording, tuple(ways)
        self.fields |= dict(self._days())
        self.fields |= dict(self._rules())
        self.fields |= dict(self._stages())
        self.fields |= dict(self._cycles())
        self.fields |= dict(self._ways())

    def _days(self) -> Iterator[tuple[str, forms.Field]]:
        asked = self.present.asked
        for phase, days in zip(asked.phases, asked.capacities, strict=True):
            yield (
                f"days-{phase.code}",
                forms.FloatField(
                    label=self.wording.phases[phase.code],
                    required=False,
                    min_value=-MOST_DAYS,
                    max_value=MOST_DAYS,
                    help_text=_("of %(days)s") % {"days": plain(days)},
                    widget=forms.NumberInput({"step": "any", "placeholder": "±"}),
                ),
            )

    def _rules(self) -> Iterator[tuple[str, forms.Field]]:
        offered = [(rule, WITHOUT[rule]) for rule in rules_on(self.present.asked.settings)]
        if offered:
            yield (
                "without",
                forms.MultipleChoiceField(
                    label=_("Without a rule"),
                    required=False,
                    choices=offered,
                    widget=forms.CheckboxSelectMultiple,
                ),
            )

    def _stages(self) -> Iterator[tuple[str, forms.Field]]:
        model = self.present.measured.maturity_model
        for target in driving_targets(model, self.present.asked.targets):
            name = self.wording.stage_names[target.stage]
            others = [
                (n, text) for n, text in self.wording.stage_names.items() if n != target.stage
            ]
            yield (
                f"stage-{target.block}",
                forms.TypedChoiceField(
                    label=self.wording.block_names[target.block],
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", _("as now: %(stage)s") % {"stage": name}), *others],
                ),
            )

    def _cycles(self) -> Iterator[tuple[str, forms.Field]]:
        model = self.present.measured.maturity_model
        most = most_cycles(model.phases, model.planning.course_months)
        now = len(self.present.asked.phases) // len(model.phases)
        offered = [n for n in range(1, most + 1) if n != now]
        if offered:
            text = ngettext("as now: %(n)s cycle", "as now: %(n)s cycles", now) % {"n": now}
            yield (
                "cycles",
                forms.TypedChoiceField(
                    label=_("Cycles of the phases"),
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", text), *((n, str(n)) for n in offered)],
                    help_text=_("Further cycles with as many person-days a month as the last."),
                ),
            )

    def _ways(self) -> Iterator[tuple[str, forms.Field]]:
        for stone in dict.fromkeys(way.stone for way in self.ways):
            titles = [(way.pk, way.title) for way in self.ways if way.stone == stone]
            yield (
                f"way-{stone}",
                forms.TypedChoiceField(
                    label=self.wording.stone_titles.get(stone, stone),
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", _("as planned")), *titles],
                ),
            )

    def clean(self) -> dict[str, Any]:
        asked = self.present.asked
        for phase, days in zip(asked.phases, asked.capacities, strict=True):
            if days + (self.cleaned_data.get(f"days-{phase.code}") or 0) < 0:
                sentence = _("%(phase)s has %(days)s person-days: no more can be taken away.")
                facts = {"phase": self.wording.phases[phase.code], "days": plain(days)}
                self.add_error(f"days-{phase.code}", sentence % facts)
        return self.cleaned_data

    def changes(self) -> Changes:
        """What is tried. Only on a valid form."""
        return Changes(
            days=self._entered("days-"),
            without=tuple(self.cleaned_data.get("without") or ()),
            stages=self._entered("stage-"),
            later=self.cleaned_data["later"] or 0,
            cycles=self.cleaned_data.get("cycles"),
            ways={s: Edit(way.effort, way.months) for s, way in self.chosen_ways().items()},
        )

    def _entered(self, prefix: str) -> dict[str, Any]:
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {n.removeprefix(prefix): v for n, v in found.items() if n.startswith(prefix)}

    def chosen_ways(self) -> dict[str, models.Alternative]:
        """The other ways that are tried, by stone."""
        by_key = {way.pk: way for way in self.ways}
        return {stone: by_key[pk] for stone, pk in self._entered("way-").items()}

    def group(self, prefix: str) -> list[Any]:
        """The fields whose names begin alike."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def day_fields(self) -> list[Any]:
        """Person-days by phase."""
        return self.group("days-")

    @property
    def stage_fields(self) -> list[Any]:
        """Targets by block."""
        return self.group("stage-")

    @property
    def has_stages(self) -> bool:
        """Another target is tried, or something is wrong with one."""
        return any(field.value() or field.errors for field in self.stage_fields)

    @property
    def way_fields(self) -> list[Any]:
        """Stones that may be reached in another way."""
        return self.group("way-")

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What was entered, to be sent again."""
        values = self.data
        lists = getattr(values, "getlist", lambda name: [values[name]] if name in values else [])
        return [(name, value) for name in self.fields for value in lists(name) if value]


def rules_on(settings: PlanSettings) -> list[str]:
    """The rules that hold and may be left out."""
    balance = [] if settings.balance is Balance.OFF else [BALANCE]
    return [*balance, *(rule for rule in RULES if getattr(settings, rule))]


class WhyForm(forms.Form):
    """Why a version is made."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Say why: the reason stays with the version."),
            "max_length": gettext_lazy("Say it in at most 500 characters."),
        },
        widget=forms.TextInput,
    )
