"""What a person tries on a plan: days, rules, targets, a later start, more rounds (method E3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from assessments.domain.maturity_model import MaturityModel, Phase
from roadmaps.domain.asked import Asked
from roadmaps.domain.cycles import propose_phases
from roadmaps.domain.dates import add_months
from roadmaps.domain.gaps import Edit
from roadmaps.domain.plans import Balance, PlanSettings
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Intention, Target, driving_horizon
from roadmaps.domain.what_if import start_later

BALANCE: Final = "balance"
"""Names the balance rule among those that may be left out."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One or more changes of a plan, to be looked at before anything is made of them.

    `days` (±, by phase) come on top of the person-days; `without` names rules (`balance`, `gate`,
    `stage_limit`, `block_share`); `stages` are other targets by block; `later` months by which it
    starts later; `cycles` another number of rounds (None: as it is); `ways` effort and months of
    stones that are reached in another way.
    """

    days: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    stages: Mapping[str, int] = field(default_factory=dict)
    later: int = 0
    cycles: int | None = None
    ways: Mapping[str, Edit] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing is changed."""
        return self == Changes()


def change_asked(
    asked: Asked, changes: Changes, maturity_model: MaturityModel, today: Mapping[str, int | None]
) -> Asked:
    """What a version with these changes is asked for (method E3); `today`: stage number per block.

    Further rounds get as many person-days a month as the last one. ValueError when a phase would
    have less than no person-days, or months do not suffice for the rounds.
    """
    asked = _with_rounds(asked, changes.cycles, maturity_model)
    days = tuple(
        days + changes.days.get(phase.code, 0.0)
        for phase, days in zip(asked.phases, asked.capacities, strict=True)
    )
    if min(days) < 0:
        raise ValueError("a phase has no fewer than no person-days")
    return replace(
        asked,
        capacities=days,
        settings=without_rules(asked.settings, changes.without),
        targets=change_targets(asked.targets, changes.stages, maturity_model, today),
        starts_on=add_months(asked.starts_on, changes.later),
        edits=dict(asked.edits) | dict(changes.ways),
    )


def _with_rounds(asked: Asked, cycles: int | None, maturity_model: MaturityModel) -> Asked:
    each = len(maturity_model.phases)
    if cycles is None or len(asked.phases) == cycles * each:
        return asked
    months = maturity_model.planning.course_months
    own = asked.phases[:each]
    phases = own if cycles == 1 else propose_phases(own, months, cycles)
    last = zip(asked.phases[-each:], asked.capacities[-each:], strict=True)
    rates = [days / (phase.end_month - phase.start_month) for phase, days in last]
    known = dict(zip((p.code for p in asked.phases), asked.capacities, strict=True))
    capacities = tuple(
        known.get(p.code, round(rates[i % each] * (p.end_month - p.start_month), 1))
        for i, p in enumerate(phases)
    )
    settings = replace(asked.settings, cycle_phases=each if cycles > 1 else None)
    return replace(asked, phases=phases, capacities=capacities, settings=settings)


def without_rules(settings: PlanSettings, rules: Sequence[str]) -> PlanSettings:
    """Settings with some rules off."""
    balance = Balance.OFF if BALANCE in rules else settings.balance
    return replace(
        settings,
        balance=balance,
        gate=settings.gate and "gate" not in rules,
        stage_limit=settings.stage_limit and "stage_limit" not in rules,
        block_share=settings.block_share and "block_share" not in rules,
    )


def change_targets(
    targets: Sequence[Target],
    stages: Mapping[str, int],
    maturity_model: MaturityModel,
    today: Mapping[str, int | None],
) -> tuple[Target, ...]:
    """Targets in which some blocks are to be elsewhere at the horizon that drives the plan (E1).

    A farther horizon then asks no less, and a nearer one no more.
    """
    years = driving_horizon(maturity_model)

    def change(target: Target) -> Target:
        if target.block not in stages:
            return target
        stage = stages[target.block]
        if target.years > years:
            stage = max(stage, target.stage)
        elif target.years < years:
            stage = min(stage, target.stage)
        if stage == target.stage and target.years != years:
            return target
        return _aim(target, stage, today.get(target.block) or 1)

    return tuple(map(change, targets))


def _aim(target: Target, stage: int, today: int) -> Target:
    if stage == target.stage:
        return target
    intention = Intention.HOLD if stage == today else Intention.SCALE_BACK
    return replace(target, stage=stage, intention=Intention.ADVANCE if stage > today else intention)


def change_work(scope: Scope, ways: Mapping[str, Edit]) -> Scope:
    """The scope with the effort and months of stones that are reached in another way."""
    gaps = (
        replace(
            gap,
            effort=gap.effort if way.effort is None else way.effort,
            months=gap.months if way.months is None else way.months,
        )
        for gap in scope.gaps
        for way in (ways.get(gap.stone, Edit()),)
    )
    return replace(scope, gaps=tuple(gaps))


def shifted(asked: Asked, later: int, horizon: int) -> Asked:
    """The same plan begun `later` months after it was to begin, measured by a horizon (months from
    then): what comes later is in use for a shorter time."""
    phases: tuple[Phase, ...] = start_later(asked.phases, later) if later else asked.phases
    return replace(asked, phases=phases, settings=replace(asked.settings, horizon=horizon))
