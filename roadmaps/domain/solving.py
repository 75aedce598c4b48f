"""From a problem and what people settled to places: solved, checked again, or told why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmaps.domain.balance import count_idle
from roadmaps.domain.checking import violations
from roadmaps.domain.constraints import Program
from roadmaps.domain.greedy import find_bound, find_greedily
from roadmaps.domain.plans import InfeasiblePlan, NoPlanInTime, Rule, Violation
from roadmaps.domain.problem import Places, Problem


@dataclass(frozen=True, slots=True)
class Settled:
    """What people settled: the phase of stones (None: later), and which of them are left out."""

    fixed: Mapping[int, int | None]
    excluded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Places, whether they are proved best, and the bound on the benefit (None: not known)."""

    places: Places
    proved: bool
    bound: int | None


def settle(problem: Problem, locks: Mapping[str, str], exclusions: Iterable[str]) -> Settled:
    """Locks and exclusions by index. InfeasiblePlan where a stone is in a phase and left out."""
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
    return Settled(fixed | dict.fromkeys(excluded), excluded)


def find_places(
    problem: Problem, fixed: Mapping[int, int | None], seconds: float, window: range | None = None
) -> Found:
    """The best places in the phases of `window` (None: in all), within `seconds`.

    Raises InfeasiblePlan and NoPlanInTime.
    """
    from roadmaps.domain.conflicts import find_conflicts, find_own_conflicts
    from roadmaps.domain.solver import solve

    program = Program(problem, fixed, window)
    start = find_greedily(program)
    try:
        solution = solve(program, seconds, start)
    except TimeoutError as late:
        own = find_own_conflicts(problem, fixed)
        if start is None:
            raise InfeasiblePlan(own) if own else NoPlanInTime from late
        return Found(start, proved=False, bound=find_bound(program))
    if solution is None:
        raise InfeasiblePlan(find_conflicts(problem, fixed, seconds))
    if any(violations(problem, solution.places)):
        raise RuntimeError("the plan found breaks a rule that it was asked to keep")
    found = Found(solution.places, solution.proved, solution.bound)
    return found if found.proved else _best_so_far(program, found, start)


def _best_so_far(program: Program, found: Found, start: Places | None) -> Found:
    """The better of what the solver had when time was up and what it began with."""
    places = [found.places] if start is None else [found.places, start]
    bounds = [bound for bound in (found.bound, find_bound(program)) if bound is not None]
    best = min(places, key=lambda each: _worth(program, each))
    return Found(best, proved=False, bound=min(bounds))


def _worth(program: Program, places: Places) -> tuple[int, int, int]:
    """Idle pairs that count, benefit and effort, the better the smaller (method E3)."""
    problem = program.problem
    counted = tuple(p if p is not None and p < program.phases.stop else None for p in places)
    return (
        count_idle(problem, counted, program.taken_out, program.phases),
        -problem.benefit(counted),
        problem.effort(counted),
    )
