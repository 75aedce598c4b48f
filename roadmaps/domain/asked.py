"""What a version of a roadmap is asked for, and the best plan for it (method E2 and E3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from assessments.domain.maturity_model import MaturityModel, Phase
from assessments.domain.scorecard import Scorecard
from roadmaps.domain.cycles import plan_cycles
from roadmaps.domain.gaps import Edit, deliver, find_scope
from roadmaps.domain.planning import plan
from roadmaps.domain.plans import Balance, Plan, PlanSettings, Waiver
from roadmaps.domain.projection import stage_after
from roadmaps.domain.room.positions import Basis
from roadmaps.domain.scopes import Gap, Scope, add_initiatives
from roadmaps.domain.targets import Target
from roadmaps.domain.values import StoneValue, with_assumptions, with_claims
from roadmaps.domain.wishes import Wish, exclusions_of, locks_of

COMPARISON_SECONDS: Final = 5.0
"""Time for the plan without the balance rule, which only serves to say what the rule costs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What people ask of a version, beside what the assessment says.

    `phases` are those planned, of one cycle or several; `rule_reasons` why a rule is off; `edits`
    and `assumptions` by stone, the latter as capability and breadth (0–4); `wishes` what people
    locked or left out; `own` their own initiatives. `begun` stones are at work; `delivered` ones
    are never planned again; `claims` (0–4) are what people confirmed once work was done. `basis`
    says which positions of stones are used, and `positions` their scores (0–100) in place of the
    survey's (method G3).
    """

    targets: tuple[Target, ...]
    phases: tuple[Phase, ...]
    capacities: tuple[float, ...]
    settings: PlanSettings
    starts_on: dt.date
    rule_reasons: Mapping[str, str] = field(default_factory=dict)
    assumptions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    edits: Mapping[str, Edit] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    own: tuple[Gap, ...] = ()
    begun: tuple[str, ...] = ()
    delivered: tuple[str, ...] = ()
    claims: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    basis: Basis = Basis.SURVEY
    positions: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measured:
    """What an assessment says to the planner: yardstick, scorecard, the value of every stone as
    answers have it (or the positions that stand in their place), the factor on efforts and the
    headcount that it comes from (None: unknown)."""

    maturity_model: MaturityModel
    scorecard: Scorecard
    values: Mapping[str, StoneValue]
    size_factor: float = 1.0
    headcount: int | None = None


def scope_for(measured: Measured, asked: Asked) -> Scope:
    """The stones to work on for what is asked, own initiatives after them (method E2).

    What people claim of finished work raises a value; what they assume stands in where nothing is
    known; delivered stones have no gap.
    """
    scorecard = measured.scorecard
    scope = find_scope(
        measured.maturity_model,
        with_claims(measured.values, asked.claims),
        asked.targets,
        organisation_stage=scorecard.organisation.stage,
        block_scores={result.block: result.score for result in scorecard.blocks},
        size_factor=measured.size_factor,
        assumptions=asked.assumptions,
        edits=asked.edits,
        delivered=asked.delivered,
    )
    own = (gap for gap in asked.own if gap.stone not in asked.delivered)
    return add_initiatives(scope, own)


def values_for(measured: Measured, asked: Asked) -> dict[str, StoneValue]:
    """The values of the scope: claims, assumptions and delivered work included (method E2)."""
    known = with_assumptions(with_claims(measured.values, asked.claims), asked.assumptions)
    return deliver(measured.maturity_model, known, asked.targets, asked.delivered)


def find_plan(measured: Measured, asked: Asked, scope: Scope) -> Plan:
    """The best plan for what is asked, cycle after cycle where there are several (method E3).

    Wishes, waivers and settings are those of `asked`. Raises InfeasiblePlan and NoPlanInTime.
    """
    kept: dict[str, Any] = {
        "locks": locks_of(asked.wishes),
        "exclusions": exclusions_of(asked.wishes),
        "waivers": asked.waivers,
    }
    phases, capacities, settings = asked.phases, asked.capacities, asked.settings
    if not has_cycles(settings, phases):
        return plan(scope, phases, capacities, settings, **kept)
    values = values_for(measured, asked)
    after = stage_after(measured.maturity_model, measured.scorecard, scope, values=values)
    return plan_cycles(scope, phases, capacities, settings, stage_after=after, **kept)


def keep_wishes(asked: Asked, scope: Scope, *, edits: bool = True) -> dict[str, Wish]:
    """What holds in a new version: with `edits` all that people locked or left out, else only the
    work that has begun; as far as stone and phase still exist."""
    codes = {phase.code for phase in asked.phases}
    return {
        stone: wish
        for stone, wish in asked.wishes.items()
        if stone in scope.gap_by_stone
        and (wish.phase is None or wish.phase in codes)
        and (wish.locked or wish.excluded_because)
        and (edits or stone in asked.begun)
    }


def find_lone_block(scope: Scope, best: Plan, phases: Sequence[Phase]) -> str | None:
    """The block whose work alone fills the first phase although another one has something left
    to do there that the stage limit allows (S1.14); None where there is no such block."""
    first = phases[0].code
    blocks = {scope.gap_by_stone[placed.stone].block for placed in best.in_phase(first)}
    rests = any(pair.phase == first for pair in best.idle)
    return blocks.pop() if len(blocks) == 1 and rests else None


def has_cycles(settings: PlanSettings, phases: Sequence[Phase]) -> bool:
    """Whether these phases make more than one cycle."""
    return settings.cycle_phases is not None and settings.cycle_phases < len(phases)


def without_balance(asked: Asked) -> Asked | None:
    """The same without rule R3, in less time; None where the rule is off already."""
    settings = asked.settings
    if settings.balance is Balance.OFF:
        return None
    seconds = min(settings.time_limit, COMPARISON_SECONDS)
    return replace(asked, settings=replace(settings, balance=Balance.OFF, time_limit=seconds))
