"""Every hard rule of a plan, checked on a placement and on nothing the solver says (method E3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessments.domain.maturity_model import Phase
from roadmaps.domain.plans import PlanSettings, Position, Rule, Violation, Waiver
from roadmaps.domain.problem import DAY, Places, Problem, pose
from roadmaps.domain.scopes import Scope


def check_placement(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    placement: Mapping[str, Position],
    *,
    waivers: Iterable[Waiver] = (),
    standings: Sequence[int] = (),
) -> tuple[Violation, ...]:
    """The hard rules that a placement breaks, empty when it may stand (R1, R2, R5, R6, R6b).

    `placement`: phase code per stone, None or 'later' for later; a stone not named is later.
    `waivers` are rules overridden for a stone; `standings` as a plan of several cycles has them.
    ValueError on an unknown phase.
    """
    problem = pose(scope, phases, capacities, settings, waivers=waivers, standings=standings)
    return tuple(violations(problem, problem.places(placement)))


def violations(problem: Problem, places: Places) -> Iterator[Violation]:
    """The hard rules that a placement by index breaks, rule by rule."""
    yield from _order(problem, places)
    for phase in range(len(problem.phases)):
        inside = frozenset(i for i, place in enumerate(places) if place == phase)
        yield from _chains(problem, phase, inside)
        yield from _stage_limit(problem, phase, inside)
        yield from _capacity(problem, phase, inside)
        yield from _share(problem, phase, inside)


def _order(problem: Problem, places: Places) -> Iterator[Violation]:
    for stone, place in enumerate(places):
        if place is None:
            continue
        for need in sorted(problem.needs[stone]):
            other = places[need]
            if other is None or other > place:
                needed = need in problem.prerequisites[stone]
                yield Violation(
                    Rule.PREREQUISITE if needed else Rule.GATE,
                    problem.phases[place].code,
                    (problem.stones[stone], problem.stones[need]),
                )


def _chains(problem: Problem, phase: int, inside: frozenset[int]) -> Iterator[Violation]:
    """The longest chain of the phase, if it outlasts the phase."""
    chains = problem.longest_chains(inside).values()
    longest = max(chains, key=problem.months, default=())
    months, allowed = problem.months(longest), problem.lengths[phase]
    if months > allowed:
        stones = tuple(problem.stones[stone] for stone in longest)
        code = problem.phases[phase].code
        yield Violation(Rule.CHAIN, code, stones, needed=months, allowed=allowed)


def _stage_limit(problem: Problem, phase: int, inside: frozenset[int]) -> Iterator[Violation]:
    limit = problem.limits[phase]
    for stone in sorted(inside):
        gap = problem.scope.gaps[stone]
        if not problem.takes(stone, phase):
            code = problem.phases[phase].code
            facts = (Rule.STAGE_LIMIT, code, (gap.stone,), gap.stage)
            yield Violation(*facts, allowed=limit)


def _capacity(problem: Problem, phase: int, inside: frozenset[int]) -> Iterator[Violation]:
    used, allowed = sum(problem.loads[i] for i in inside), problem.capacities[phase]
    if used > allowed:
        stones = tuple(problem.stones[i] for i in sorted(inside) if problem.loads[i])
        code = problem.phases[phase].code
        yield Violation(Rule.CAPACITY, code, stones, needed=used / DAY, allowed=allowed / DAY)


def _share(problem: Problem, phase: int, inside: frozenset[int]) -> Iterator[Violation]:
    if problem.shares is None:
        return
    allowed, gaps = problem.shares[phase], problem.scope.gaps
    counted = [i for i in sorted(inside) if problem.counts_in_share(i)]
    for block in dict.fromkeys(gap.block for gap in gaps):
        members = [i for i in counted if gaps[i].block == block]
        used = sum(problem.efforts[i] for i in members)
        if used > allowed:
            stones = tuple(problem.stones[i] for i in members)
            code = problem.phases[phase].code
            yield Violation(Rule.SHARE, code, stones, needed=used / DAY, allowed=allowed / DAY)
