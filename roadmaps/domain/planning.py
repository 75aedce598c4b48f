"""The best roadmap for a scope, proved, with a reason for each placement (method E3)."""

import math
from collections.abc import Iterable, Mapping, Sequence

from assessments.domain.maturity_model import Phase
from roadmaps.domain.describing import NOT_PROVED, Proof, describe_places
from roadmaps.domain.facts import NOTHING_SAID, Facts
from roadmaps.domain.plans import Balance, CapacityLimit, Plan, PlanSettings, Position, Rule, Waiver
from roadmaps.domain.problem import pose
from roadmaps.domain.scopes import Gap, Scope
from roadmaps.domain.solving import find_places, settle


def plan(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings | None = None,
    *,
    locks: Mapping[str, str] | None = None,
    exclusions: Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
    standings: Sequence[int] = (),
    facts: Facts = NOTHING_SAID,
) -> Plan:
    """The best plan: fewest idle pairs, most benefit, least effort, earliest (method E3).

    `capacities` in person-days, one a phase; without `settings` the model's balance holds. `locks`:
    phase code or 'later' per stone; `exclusions`: stones (or a mapping from stone to the person's
    reason); `waivers`: rules that a person overrode for a stone. Those out of scope are ignored.
    `standings`: see `describe`; all cycles are solved at once, where `plan_cycles` goes one by one.
    Raises InfeasiblePlan when the locks break hard rules, NoPlanInTime, and ValueError on an
    unknown phase or capacities that do not fit the phases.
    """
    asked = settings or PlanSettings(balance=Balance(scope.rules.balance))
    problem = pose(scope, phases, capacities, asked, waivers=waivers, standings=standings)
    settled = settle(problem, locks or {}, exclusions)
    found = find_places(problem, settled.fixed, asked.time_limit)
    return describe_places(problem, found.places, settled, Proof(found.proved, found.bound), facts)


def describe(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    placement: Mapping[str, Position],
    *,
    locks: Mapping[str, str] | None = None,
    exclusions: Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
    standings: Sequence[int] = (),
    facts: Facts = NOTHING_SAID,
) -> Plan:
    """A placement that people made, told like a plan: reasons, loads, idle pairs, alerts, share.

    `placement`: phase code per stone, None or 'later' for later; it may break hard rules, and
    nothing is `proved`. Locks, exclusions and waivers as in `plan`; `standings`: those of the plan
    of several cycles that this came from, by which the stage limit judges later cycles; `facts`:
    what people said that alerts can read. ValueError on an unknown phase.
    """
    problem = pose(scope, phases, capacities, settings, waivers=waivers, standings=standings)
    settled = settle(problem, locks or {}, exclusions)
    return describe_places(problem, problem.places(placement), settled, NOT_PROVED, facts)


def propose_capacities(scope: Scope, phases: Sequence[Phase]) -> tuple[float, ...]:
    """Person-days to offer in the form: the scope's effort with the reserve, each phase by its
    months, so that as many people are asked for all along.

    For phases of 6, 12 and 18 months 1/6, 1/3 and 1/2. Rounded up to whole days.
    """
    whole = scope.effort * (1 + scope.rules.reserve)
    months = [phase.end_month - phase.start_month for phase in phases]
    return tuple(float(math.ceil(round(whole * m / sum(months), 6))) for m in months)


def excluded_by_capacity(
    scope: Scope,
    capacities: Sequence[float],
    settings: PlanSettings | None = None,
    *,
    waivers: Iterable[Waiver] = (),
) -> tuple[CapacityLimit, ...]:
    """Stones that no phase has room for, whatever else is planned (method E3).

    A stone that the block share counts needs a phase of its effort ÷ share. Where a person overrode
    the share, or the capacity, for a stone, only the other counts.
    """
    counts = (settings or PlanSettings()).block_share and len({g.block for g in scope.gaps}) > 1
    waived = {(waiver.rule, waiver.stone) for waiver in waivers}

    def needed(gap: Gap) -> float:
        if counts and not gap.is_gate and (Rule.SHARE, gap.stone) not in waived:
            return gap.effort / scope.rules.block_share
        return 0.0 if (Rule.CAPACITY, gap.stone) in waived else gap.effort

    largest = max(capacities, default=0.0)
    limits = (CapacityLimit(gap.stone, gap.effort, needed(gap), largest) for gap in scope.gaps)
    return tuple(limit for limit in limits if limit.needed > largest)
