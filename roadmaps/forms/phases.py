"""The phases of a version: how many cycles, where each phase ends, what it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.domain.maturity_model import Phase
from roadmaps.domain.cycles import most_cycles, propose_phases

MOST_DAYS: Final = 1_000_000
LONGEST: Final = 120
"""Months that a roadmap may have: the farthest horizon, ten years."""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase on the form: its name, the month in which it begins, its fields."""

    phase: Phase
    name: str
    first_month: int
    days: Any
    ends: Any


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """The phases that a form asks about: `phases` as they stand before anybody changes their ends,
    `days` to start from and `offered` to propose. `most` cycles may be chosen."""

    phases: tuple[Phase, ...]
    days: tuple[float, ...]
    offered: tuple[float, ...]
    cycles: int
    most: int

    def fields(self, names: Mapping[str, str]) -> Iterator[tuple[str, forms.Field]]:
        """Fields by name."""
        for phase, days, offered in zip(self.phases, self.days, self.offered, strict=True):
            name = names[phase.code]
            yield days_field(phase), _days(name, days, offered)
            yield ends_field(phase), _ends(name, phase)
        if self.most > 1:
            yield "cycles", _cycles(self.cycles, self.most)


def phases_for(
    model_phases: Sequence[Phase], course_months: int, cycles: int, known: Sequence[Phase] = ()
) -> tuple[Phase, ...]:
    """Phases of so many cycles; those of the version before (`known`) where it has as many."""
    if len(known) == cycles * len(model_phases):
        return tuple(known)
    return propose_phases(model_phases, course_months, cycles)


def count_cycles(text: object, model_phases: Sequence[Phase], course_months: int) -> int | None:
    """The number of cycles that was sent, None where it is none that may be chosen."""
    most = most_cycles(model_phases, course_months)
    choices = {str(count): count for count in range(1, most + 1)}
    return choices.get(str(text))


def days_field(phase: Phase) -> str:
    """Name of the field for a phase's person-days."""
    return f"capacity-{phase.code}"


def ends_field(phase: Phase) -> str:
    """Name of the field for a phase's last month."""
    return f"ends-{phase.code}"


def _days(name: str, days: float, offered: float) -> forms.DecimalField:
    return forms.DecimalField(
        label=name,
        initial=plain(days),
        min_value=0,
        max_value=MOST_DAYS,
        decimal_places=1,
        help_text=_("proposed: %(days)s") % {"days": plain(offered)},
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )


def _ends(name: str, phase: Phase) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("%(phase)s ends after month") % {"phase": name},
        initial=phase.end_month,
        min_value=1,
        max_value=LONGEST,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )


def _cycles(cycles: int, most: int) -> forms.TypedChoiceField:
    def text(count: int) -> str:
        named = {1: _("Once"), 2: _("Twice"), 3: _("Three times")}
        return named.get(count) or ngettext("%(n)s time", "%(n)s times", count) % {"n": count}

    return forms.TypedChoiceField(
        label=gettext_lazy("How often the phases are gone through"),
        initial=cycles,
        coerce=int,
        required=False,
        choices=[(count, text(count)) for count in range(1, most + 1)],
        help_text=_("Further cycles share the time that is left until the horizon of the course."),
    )


def read_phases(
    phases: Sequence[Phase], ends: Mapping[str, int], names: Mapping[str, str]
) -> tuple[tuple[Phase, ...], dict[str, str]]:
    """The phases with the ends that were entered, and what is wrong with them by name of field."""
    read, errors, begins = [], {}, 0
    for phase in phases:
        last = ends.get(ends_field(phase), phase.end_month)
        if last <= begins:
            errors[ends_field(phase)] = _(
                "“%(phase)s” begins after month %(begins)s: it ends later than that."
            ) % {"phase": names[phase.code], "begins": begins}
        read.append(Phase(phase.code, begins, last))
        begins = last
    return tuple(read), errors


def plain(days: float) -> str:
    """Person-days as a field holds them."""
    return f"{days:.1f}".removesuffix(".0")
