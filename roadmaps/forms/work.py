"""What people enter about single steps: days and months, and how things stand where nobody said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from assessments.domain.responses import is_consistent
from assessments.queries.wording import Wording
from roadmaps.domain.gaps import Edit
from roadmaps.domain.scopes import Gap, Scope, Why
from roadmaps.domain.values import HIGHEST_LEVEL, ValueState
from roadmaps.forms.phases import MOST_DAYS, plain

MOST_MONTHS: Final = 120
STAND_INS: Final = frozenset({ValueState.UNKNOWN, ValueState.ASSUMED})


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A step on the form: its gap, with the fields for effort and months."""

    gap: Gap
    effort: Any
    months: Any


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A step of which answers say too little: its gap, with the fields for what is assumed."""

    gap: Gap
    capability: Any
    breadth: Any


def editable(scope: Scope) -> tuple[Gap, ...]:
    """Steps whose effort and months may be entered here; one's own are changed on the board."""
    return tuple(gap for gap in scope.gaps if gap.why is not Why.OWN)


def unknown(bare: Scope) -> tuple[Gap, ...]:
    """Steps of a scope without assumptions that answers do not tell."""
    return tuple(gap for gap in bare.gaps if gap.state in STAND_INS)


def work_fields(
    gaps: Sequence[Gap], edits: Mapping[str, Edit], wording: Wording
) -> Iterator[tuple[str, forms.Field]]:
    """Fields for effort and months by name; empty: as the method has it."""
    for gap in gaps:
        edit, title = edits.get(gap.stone, Edit()), wording.stone_titles.get(gap.stone, gap.stone)
        yield f"effort-{gap.stone}", effort_field(title, edit.effort, gap.effort)
        yield f"months-{gap.stone}", months_field(title, edit.months, gap.months)


def effort_field(title: str, days: float | None, usual: float) -> forms.FloatField:
    """Person-days of a step; `usual` is what stands when nothing is entered."""
    label = _("Person-days of “%(title)s”") % {"title": title}
    attributes = {"aria-label": label, "inputmode": "decimal", "step": "any"}
    return forms.FloatField(
        label=label,
        initial=None if days is None else plain(days),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        widget=forms.NumberInput(attributes | {"placeholder": plain(usual)}),
    )


def months_field(title: str, months: int | None, usual: int) -> forms.IntegerField:
    """Months of a step; `usual` is what stands when nothing is entered."""
    label = _("Months of “%(title)s”") % {"title": title}
    attributes = {"aria-label": label, "inputmode": "numeric", "placeholder": str(usual)}
    return forms.IntegerField(
        label=label,
        initial=months,
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        widget=forms.NumberInput(attributes),
    )


def unknown_fields(
    gaps: Sequence[Gap], assumptions: Mapping[str, tuple[int, int]], wording: Wording
) -> Iterator[tuple[str, forms.Field]]:
    """Fields for an assumed capability and breadth by name, in the words of the questionnaire."""
    for gap in gaps:
        stone, known = wording.stones[gap.stone], assumptions.get(gap.stone, ("", ""))
        for name, scale, level in (
            ("capability", stone.scale, known[0]),
            ("breadth", "breadth", known[1]),
        ):
            label = {"capability": _("How far, assumed"), "breadth": _("How widely, assumed")}
            levels = range(HIGHEST_LEVEL + 1)
            words = [(n, wording.answers.get(f"{scale}-{n}", str(n))) for n in levels]
            yield (
                f"{name}-{gap.stone}",
                forms.TypedChoiceField(
                    label=label[name],
                    initial=level,
                    required=False,
                    coerce=int,
                    empty_value=None,
                    choices=[("", _("Not known")), *words],
                    widget=forms.Select(
                        {"aria-label": f"{label[name]} – {wording.stone_titles[gap.stone]}"}
                    ),
                ),
            )


def read_edits(
    gaps: Sequence[Gap], cleaned: Mapping[str, Any], before: Mapping[str, Edit]
) -> dict[str, Edit]:
    """Efforts and months that were entered; those of steps the form does not show stay."""
    shown = {gap.stone for gap in gaps}
    entered = {
        stone: Edit(cleaned.get(f"effort-{stone}"), cleaned.get(f"months-{stone}"))
        for stone in shown
    }
    kept = {stone: edit for stone, edit in before.items() if stone not in shown}
    return dict(sorted((kept | {s: e for s, e in entered.items() if e != Edit()}).items()))


def read_assumptions(
    gaps: Sequence[Gap], cleaned: Mapping[str, Any], before: Mapping[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], dict[str, str]]:
    """What is assumed, and what is wrong with it by name of field."""
    shown = [gap.stone for gap in gaps]
    read = {stone: pair for stone, pair in before.items() if stone not in shown}
    errors = {}
    for stone in shown:
        levels = [cleaned.get(f"{name}-{stone}") for name in ("capability", "breadth")]
        capability, breadth = levels
        if capability is None and breadth is None:
            continue
        if capability is None or breadth is None:
            errors[f"breadth-{stone}"] = _("Choose both, or leave both open.")
        elif not is_consistent(capability, breadth):
            errors[f"breadth-{stone}"] = _(
                "What is not there at all is nowhere, and what is there is somewhere."
            )
        else:
            read[stone] = (capability, breadth)
    return dict(sorted(read.items())), errors
