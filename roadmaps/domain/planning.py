"""The best roadmap for a scope, proved, with a reason for each placement (method E3)."""

import math
from collections.abc import Iterable, Mapping, Sequence

from assessments.domain.maturity_model import Phase
from roadmaps.domain.alerts import find_alerts, find_optional
from roadmaps.domain.balance import could_do, find_idle
from roadmaps.domain.checking import violations
from roadmaps.domain.constraints import Program
from roadmaps.domain.plans import (
    Balance,
    CapacityLimit,
    HeldStone,
    IdlePair,
    InfeasiblePlan,
    NoPlanInTime,
    PhaseLoad,
    PlacedStone,
    Plan,
    PlanSettings,
    Position,
    Rule,
    Violation,
)
from roadmaps.domain.problem import DAY, POINT, Places, Problem, pose
from roadmaps.domain.reasons import find_reasons, holding
from roadmaps.domain.scopes import Scope


def plan(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings | None = None,
    *,
    locks: Mapping[str, str] | None = None,
    exclusions: Iterable[str] = (),
) -> Plan:
    """The best plan: fewest idle pairs, most benefit, least effort, earliest (method E3).

    `capacities` in person-days, one a phase; without `settings` the model's balance holds. `locks`:
    phase code or 'later' per stone; `exclusions`: stones (or a mapping from stone to the person's
    reason). Those out of scope are ignored.
    Raises InfeasiblePlan when the locks break hard rules, NoPlanInTime, and ValueError on an
    unknown phase or capacities that do not fit the phases.
    """
    asked = settings or PlanSettings(balance=Balance(scope.rules.balance))
    problem = pose(scope, phases, capacities, asked)
    fixed, excluded = _fix(problem, locks or {}, exclusions)
    places, proved, bound = _solve(problem, fixed)
    if any(violations(problem, places)):
        raise RuntimeError("the plan found breaks a rule that it was asked to keep")
    return _describe(problem, places, fixed, excluded, (proved, bound))


def describe(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    placement: Mapping[str, Position],
    *,
    locks: Mapping[str, str] | None = None,
    exclusions: Iterable[str] = (),
) -> Plan:
    """A placement that people made, told like a plan: reasons, loads, idle pairs, alerts, share.

    `placement`: phase code per stone, None or 'later' for later; it may break hard rules, and
    nothing is `proved`. Locks and exclusions as in `plan`; ValueError on an unknown phase.
    """
    problem = pose(scope, phases, capacities, settings)
    fixed, excluded = _fix(problem, locks or {}, exclusions)
    return _describe(problem, problem.places(placement), fixed, excluded, (False, None))


def propose_capacities(scope: Scope, phases: Sequence[Phase]) -> tuple[float, ...]:
    """Person-days to offer in the form: the scope's effort with the reserve, growing by phase.

    For three phases 1/6, 1/3 and 1/2; in general phase p of n gets p ÷ (1 + 2 + … + n). Rounded up
    to whole days.
    """
    whole = scope.effort * (1 + scope.rules.reserve)
    parts = len(phases) * (len(phases) + 1) / 2
    return tuple(
        float(math.ceil(round(whole * number / parts, 6))) for number in range(1, len(phases) + 1)
    )


def excluded_by_capacity(
    scope: Scope, capacities: Sequence[float], settings: PlanSettings | None = None
) -> tuple[CapacityLimit, ...]:
    """Stones that no phase has room for, whatever else is planned (method E3).

    A stone that the block share counts needs a phase of its effort ÷ share.
    """
    counts = (settings or PlanSettings()).block_share and len({g.block for g in scope.gaps}) > 1
    largest = max(capacities, default=0.0)
    limits = (
        CapacityLimit(
            gap.stone,
            gap.effort,
            gap.effort / scope.rules.block_share if counts and not gap.is_gate else gap.effort,
            largest,
        )
        for gap in scope.gaps
    )
    return tuple(limit for limit in limits if limit.needed > largest)


def _fix(
    problem: Problem, locks: Mapping[str, str], exclusions: Iterable[str]
) -> tuple[dict[int, int | None], frozenset[int]]:
    """Fixed phase per stone (None: later), and the stones that a person excluded."""
    places = problem.places(locks)
    excluded = frozenset(problem.stones.index(s) for s in exclusions if s in problem.stones)
    fixed = {i: places[i] for i, stone in enumerate(problem.stones) if stone in locks}
    both = tuple(i for i in sorted(excluded) if fixed.get(i) is not None)
    if both:
        raise InfeasiblePlan(
            tuple(
                Violation(Rule.EXCLUDED, locks[problem.stones[i]], (problem.stones[i],))
                for i in both
            )
        )
    return fixed | dict.fromkeys(excluded), excluded


def _solve(problem: Problem, fixed: Mapping[int, int | None]) -> tuple[Places, bool, int | None]:
    """Places, whether they are proved best, and the bound on the benefit."""
    from roadmaps.domain.conflicts import find_conflicts
    from roadmaps.domain.solver import solve

    seconds = problem.settings.time_limit
    try:
        solution = solve(Program(problem, fixed), seconds)
    except TimeoutError as late:
        places = tuple(fixed.get(stone) for stone in range(len(problem.stones)))
        if any(violations(problem, places)):
            raise NoPlanInTime from late
        return places, False, None
    if solution is None:
        raise InfeasiblePlan(find_conflicts(problem, fixed, seconds))
    return solution.places, solution.proved, solution.bound


def _describe(
    problem: Problem,
    places: Places,
    fixed: Mapping[int, int | None],
    excluded: frozenset[int],
    proof: tuple[bool, int | None],
) -> Plan:
    taken_out = frozenset(stone for stone, place in fixed.items() if place is None)
    benefit, ceiling = problem.benefit(places), sum(problem.weights) * problem.horizon
    proved, bound = proof
    most = ceiling if bound is None else min(bound, ceiling)
    return Plan(
        placements=_placements(problem, places, fixed, excluded),
        loads=tuple(_loads(problem, places)),
        idle=tuple(
            _idle_pair(problem, places, pair, taken_out)
            for pair in find_idle(problem, places, taken_out)
        ),
        alerts=tuple(find_alerts(problem, places, taken_out)),
        benefit=benefit / POINT,
        ceiling=ceiling / POINT,
        share=benefit / ceiling if ceiling else 0.0,
        effort=problem.effort(places) / DAY,
        proved=proved,
        bound_gap=max(0.0, (most - benefit) / most) if most else 0.0,
        indicative=problem.scope.indicative,
    )


def _placements(
    problem: Problem, places: Places, fixed: Mapping[int, int | None], excluded: frozenset[int]
) -> tuple[PlacedStone, ...]:
    optional = find_optional(problem, places)
    return tuple(
        PlacedStone(
            stone=code,
            phase=None if (place := places[stone]) is None else problem.phases[place].code,
            reasons=tuple(find_reasons(problem, places, stone, fixed, excluded)),
            unlocks=tuple(problem.stones[i] for i in problem.unlocks[stone]),
            locked=stone in fixed and stone not in excluded,
            optional=stone in optional,
        )
        for stone, code in enumerate(problem.stones)
    )


def _loads(problem: Problem, places: Places) -> Iterable[PhaseLoad]:
    for index, phase in enumerate(problem.phases):
        used = sum(e for e, p in zip(problem.efforts, places, strict=True) if p == index)
        yield PhaseLoad(phase.code, used / DAY, problem.capacities[index] / DAY)


def _idle_pair(
    problem: Problem, places: Places, pair: tuple[int, str], taken_out: frozenset[int]
) -> IdlePair:
    phase, block = pair
    held = tuple(
        HeldStone(problem.stones[stone], tuple(holding(problem, places, stone, phase)))
        for stone in could_do(problem, block, phase, taken_out)
        if (place := places[stone]) is None or place > phase
    )
    return IdlePair(problem.phases[phase].code, block, held)
