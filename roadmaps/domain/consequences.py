"""What moving one stone would do, told before it is moved (method E3)."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmaps.domain.checking import violations
from roadmaps.domain.plans import Position, Rule, Violation
from roadmaps.domain.problem import Places, Problem, pose
from roadmaps.domain.reasons import code_of
from roadmaps.domain.roadmap import Solved


@dataclass(frozen=True, slots=True)
class Consequence:
    """What would come of a stone standing in `phase` (None: later).

    `breaks`: hard rules that hold today and would not, or that would be broken by more; `solves`:
    broken today and kept then; `stays`: broken today and then, with the stone having a part in it.
    `opens`: stones that need it, directly or through others, and could follow; `waits`: those that
    stand in a phase it would no longer come before. `is_here`: it stands there today.
    """

    phase: Position
    is_here: bool
    breaks: tuple[Violation, ...]
    solves: tuple[Violation, ...]
    stays: tuple[Violation, ...]
    opens: tuple[str, ...]
    waits: tuple[str, ...]

    @property
    def also_waits(self) -> tuple[str, ...]:
        """Those that would wait and that no broken rule names as too early."""
        told = {violation.stones[0] for violation in (*self.breaks, *self.stays)}
        return tuple(stone for stone in self.waits if stone not in told)

    @property
    def holds(self) -> bool:
        """No rule would be broken that holds today, and none stays broken because of it."""
        return not self.breaks and not self.stays


def find_consequences(
    solved: Solved, placement: Mapping[str, Position], stone: str
) -> tuple[Consequence, ...]:
    """For each phase in turn, and later at the end: what moving `stone` there would do (E3).

    `placement`: phase code per stone, None for later. Only what the move changes is told: the same
    rule broken by as much or less is no news. ValueError on a stone out of scope or an unknown
    phase.
    """
    problem = pose(
        solved.scope,
        solved.phases,
        solved.capacities,
        solved.settings,
        waivers=solved.waivers,
        standings=solved.plan.standings,
    )
    places, index = problem.places(placement), problem.stones.index(stone)
    today = tuple(violations(problem, places))
    return tuple(
        _consequence(problem, places, index, phase, today)
        for phase in (*range(len(problem.phases)), None)
    )


def _consequence(
    problem: Problem, places: Places, stone: int, phase: int | None, today: Sequence[Violation]
) -> Consequence:
    then_places = (*places[:stone], phase, *places[stone + 1 :])
    then = tuple(violations(problem, then_places))
    before, after = {_key(problem, v): v for v in today}, {_key(problem, v): v for v in then}
    breaks = [v for key, v in after.items() if key not in before or _grows(before[key], v)]
    code = problem.stones[stone]
    return Consequence(
        phase=code_of(problem, phase),
        is_here=places[stone] == phase,
        breaks=tuple(breaks),
        solves=tuple(v for key, v in before.items() if key not in after),
        stays=tuple(v for v in then if v not in breaks and code in v.stones),
        opens=tuple(problem.stones[i] for i in _opens(problem, then_places, stone)),
        waits=tuple(problem.stones[i] for i in _waits(problem, then_places, stone)),
    )


def _key(problem: Problem, violation: Violation) -> Hashable:
    """What makes two violations the same one: who waits for whom, wherever both stand; which phase
    takes too much, whatever stands in it."""
    if violation.rule in (Rule.PREREQUISITE, Rule.GATE, Rule.STAGE_LIMIT):
        return violation.rule, violation.stones
    block = ""
    if violation.rule is Rule.SHARE:
        block = problem.scope.gap_by_stone[violation.stones[0]].block
    return violation.rule, violation.phase, block


def _grows(before: Violation, after: Violation) -> bool:
    """Whether a limit would be exceeded by more than it is today."""
    if after.rule not in (Rule.CAPACITY, Rule.SHARE, Rule.CHAIN):
        return False
    return (after.needed or 0) > (before.needed or 0)


def _opens(problem: Problem, places: Places, stone: int) -> Iterator[int]:
    here = places[stone]
    for other in problem.unlocks[stone]:
        there = places[other]
        if here is not None and (there is None or there >= here):
            yield other


def _waits(problem: Problem, places: Places, stone: int) -> Iterator[int]:
    here = places[stone]
    for other in problem.unlocks[stone]:
        there = places[other]
        if there is not None and (here is None or there < here):
            yield other
