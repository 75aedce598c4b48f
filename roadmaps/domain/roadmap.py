"""A roadmap as people left it: the plan that was proved, what they moved, and what breaks now."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessments.domain.maturity_model import Phase
from assessments.domain.scorecard import GateResult
from roadmaps.domain.binding import binding, tell_together
from roadmaps.domain.checking import check_placement
from roadmaps.domain.crossing import Crossing, find_crossing
from roadmaps.domain.dates import add_months
from roadmaps.domain.facts import NOTHING_SAID, Facts
from roadmaps.domain.planning import describe
from roadmaps.domain.plans import (
    Alert,
    IdlePair,
    PlacedStone,
    Plan,
    PlanSettings,
    Position,
    Reason,
    Rule,
    Violation,
    Waiver,
)
from roadmaps.domain.rests import FEW, Rest, find_rests
from roadmaps.domain.room.positions import SURVEYED, MadeFrom
from roadmaps.domain.scopes import Gap, Scope
from roadmaps.domain.targets import Target
from roadmaps.domain.wishes import Wish, exclusions_of, locks_of


@dataclass(frozen=True, slots=True)
class Solved:
    """What a roadmap was asked for and what the planner answered.

    `share_without_balance` (0–1) is what a plan without rule R3 would capture under the same locks;
    None when the rule is off or that plan was not found in time. `waivers`: the rules that people
    override for a stone, now. `is_changed`: people changed the work on stones, or added some since.
    """

    scope: Scope
    phases: tuple[Phase, ...]
    capacities: tuple[float, ...]
    settings: PlanSettings
    plan: Plan
    share_without_balance: float | None
    waivers: tuple[Waiver, ...] = ()
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class PhaseState:
    """A phase with its dates (both days included) and person-days, of which `on_top` come on top
    of the capacity by a waiver."""

    phase: str
    starts_on: dt.date
    ends_on: dt.date
    effort: float
    capacity: float
    on_top: float = 0.0


@dataclass(frozen=True, slots=True)
class InitiativeState:
    """The work on one stone, where it stands (None: later), why, and what people said of it;
    `waivers` are the rules that they overrode for it."""

    gap: Gap
    phase: Position
    reasons: tuple[Reason, ...]
    unlocks: tuple[str, ...]
    optional: bool
    locked: bool
    excluded_because: str
    waivers: tuple[Waiver, ...] = ()

    @property
    def stone(self) -> str:
        """Its code."""
        return self.gap.stone

    @property
    def binding(self) -> Reason | None:
        """The reason that binds most, to head its card."""
        return binding(self.reasons, self.phase)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons, those of one rule and phase about several stones told as one."""
        return tell_together(self.reasons)


@dataclass(frozen=True, slots=True)
class RoadmapState:
    """A roadmap for every reader: page, paper and file.

    `plan` describes the placement as people left it; `proved` only while it is the planner's own.
    `share` (0–1) is what it captures of what customers would gain. `violations` are hard rules
    that people's moves break. The crossing opens at the end of `crossing_phase`.
    """

    number: int
    created_on: dt.date
    starts_on: dt.date
    targets: tuple[Target, ...]
    scope: Scope
    settings: PlanSettings
    plan: Plan
    phases: tuple[PhaseState, ...]
    initiatives: tuple[InitiativeState, ...]
    violations: tuple[Violation, ...]
    crossing: Crossing
    crossing_phase: str | None
    share_without_balance: float | None
    is_edited: bool
    made_from: MadeFrom = SURVEYED

    @property
    def proved(self) -> bool:
        """No better roadmap exists under its rules."""
        return self.plan.proved and not self.is_edited

    @property
    def share(self) -> float:
        """Share (0–1) of what customers would gain if the whole scope were in place today."""
        return self.plan.share

    @property
    def effort(self) -> float:
        """Person-days of all phases."""
        return self.plan.effort

    @property
    def steps(self) -> int:
        """Initiatives that stand in a phase."""
        return sum(initiative.phase is not None for initiative in self.initiatives)

    @property
    def balance_cost(self) -> int | None:
        """Points (of 100) of the share that rule R3 costs; None when nothing is known of it."""
        if self.share_without_balance is None or self.is_edited:
            return None
        return max(0, round(100 * (self.share_without_balance - self.share)))

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Soft rules that do not hold, of phases that have person-days (those over have none)."""
        return tuple(alert for alert in self.plan.alerts if alert.phase not in self._without_days)

    @property
    def idle(self) -> tuple[IdlePair, ...]:
        """The pairs of rule R3, of phases that have person-days."""
        return tuple(pair for pair in self.plan.idle if pair.phase not in self._without_days)

    @property
    def _without_days(self) -> frozenset[str]:
        return frozenset(phase.phase for phase in self.phases if not phase.capacity)

    @property
    def rests(self) -> tuple[Rest, ...]:
        """Blocks that rest in a phase, one entry a block."""
        return find_rests(self.idle)

    @property
    def has_many_rests(self) -> bool:
        """More blocks rest than one reads at a glance."""
        return len(self.rests) > FEW

    def in_phase(self, phase: Position) -> tuple[InitiativeState, ...]:
        """What stands in a phase, or later (None), in the model's order."""
        return tuple(each for each in self.initiatives if each.phase == phase)

    def broken_by(self, stone: str) -> tuple[Violation, ...]:
        """The hard rules that a stone has a part in breaking."""
        return tuple(each for each in self.violations if stone in each.stones)


def is_edited(
    plan: Plan, wishes: Mapping[str, Wish], waivers: Iterable[Waiver] | None = None
) -> bool:
    """Whether people changed something that the plan's proof rests on: a place, a lock that was
    kept, what is left out, which rules are overridden (`waivers`; None: as they were). A lock where
    the planner put a stone changes nothing."""
    placements = plan.placements
    moved = any(_differs(placed, wishes.get(placed.stone, Wish(None))) for placed in placements)
    if moved or waivers is None:
        return moved
    stones = {placed.stone for placed in placements}
    now = {(waiver.stone, waiver.rule) for waiver in waivers if waiver.stone in stones}
    return now != {(p.stone, r.waived) for p in placements for r in p.reasons if r.waived}


def _differs(placed: PlacedStone, wish: Wish) -> bool:
    was_excluded = any(reason.rule is Rule.EXCLUDED for reason in placed.reasons)
    return (
        placed.phase != wish.phase
        or (placed.locked and not wish.locked)
        or was_excluded != bool(wish.excluded_because)
    )


def describe_roadmap(
    solved: Solved,
    wishes: Mapping[str, Wish],
    gate: GateResult | None,
    *,
    number: int,
    created_on: dt.date,
    starts_on: dt.date,
    targets: tuple[Target, ...],
    facts: Facts = NOTHING_SAID,
) -> RoadmapState:
    """The roadmap as people left it (method E3): reasons, loads and alerts of where things stand
    now, and the hard rules that this breaks. `facts`: what people said that alerts can read."""
    edited = solved.is_changed or is_edited(solved.plan, wishes, solved.waivers)
    placement = {stone: wish.phase for stone, wish in wishes.items()}
    # A lock where the planner put a stone changes the card, not the plan: described again as well.
    plan = _describe(solved, wishes, placement, facts)
    crossing, phase = find_crossing(solved.phases, gate, placement)
    return RoadmapState(
        number=number,
        created_on=created_on,
        starts_on=starts_on,
        targets=targets,
        scope=solved.scope,
        settings=solved.settings,
        plan=plan if edited else _with_proof(plan, solved.plan),
        phases=_phases(solved, plan, starts_on),
        initiatives=_initiatives(solved, plan, wishes),
        violations=_broken(solved, placement) if edited else (),
        crossing=crossing,
        crossing_phase=phase,
        share_without_balance=solved.share_without_balance,
        is_edited=edited,
    )


def _describe(
    solved: Solved, wishes: Mapping[str, Wish], placement: Mapping[str, Position], facts: Facts
) -> Plan:
    asked = (solved.scope, solved.phases, solved.capacities, solved.settings, placement)
    return describe(
        *asked,
        locks=locks_of(wishes),
        exclusions=exclusions_of(wishes),
        waivers=solved.waivers,
        standings=solved.plan.standings,
        facts=facts,
    )


def _broken(solved: Solved, placement: Mapping[str, Position]) -> tuple[Violation, ...]:
    asked = (solved.scope, solved.phases, solved.capacities, solved.settings, placement)
    return check_placement(*asked, waivers=solved.waivers, standings=solved.plan.standings)


def _with_proof(plan: Plan, proved: Plan) -> Plan:
    return replace(plan, proved=proved.proved, bound_gap=proved.bound_gap)


def _phases(solved: Solved, plan: Plan, starts_on: dt.date) -> tuple[PhaseState, ...]:
    return tuple(
        PhaseState(
            phase=phase.code,
            starts_on=add_months(starts_on, phase.start_month),
            ends_on=add_months(starts_on, phase.end_month) - dt.timedelta(days=1),
            effort=load.effort,
            capacity=load.capacity,
            on_top=load.on_top,
        )
        for phase, load in zip(solved.phases, plan.loads, strict=True)
    )


def _initiatives(
    solved: Solved, plan: Plan, wishes: Mapping[str, Wish]
) -> tuple[InitiativeState, ...]:
    return tuple(
        InitiativeState(
            gap=gap,
            phase=placed.phase,
            reasons=placed.reasons,
            unlocks=placed.unlocks,
            optional=placed.optional,
            locked=placed.locked,
            excluded_because=wishes.get(gap.stone, Wish(None)).excluded_because,
            waivers=tuple(w for w in solved.waivers if w.stone == gap.stone),
        )
        for gap, placed in zip(solved.scope.gaps, plan.placements, strict=True)
    )
