"""From a problem and what people settled to places: solved, checked again, or told why not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmaps.domain.checking import violations
from roadmaps.domain.constraints import Program
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
    from roadmaps.domain.conflicts import find_conflicts
    from roadmaps.domain.solver import solve

    program = Program(problem, fixed, window)
    try:
        solution = solve(program, seconds)
    except TimeoutError as late:
        places = tuple(fixed.get(stone) for stone in range(len(problem.stones)))
        if any(violations(problem, places)):
            raise NoPlanInTime from late
        return Found(places, proved=False, bound=None)
    if solution is None:
        raise InfeasiblePlan(find_conflicts(problem, fixed, seconds))
    if any(violations(problem, solution.places)):
        raise RuntimeError("the plan found breaks a rule that it was asked to keep")
    return Found(solution.places, solution.proved, solution.bound)
