"""Soft rules of a plan, and stones that it could do without (methods E2 and E3)."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from assessments.domain.means import weighted_mean
from roadmaps.domain.plans import Alert, AlertCode
from roadmaps.domain.problem import DAY, Places, Problem
from roadmaps.domain.scopes import Outlook, OutlookStone, Why

NOTICEABLE: Final = 3
"""The impact from which customers notice (R7)."""
QUICK_WINS: Final = 2
"""Quick wins advised in the first phase, where there are as many (R4)."""


def find_alerts(problem: Problem, places: Places, taken_out: AbstractSet[int]) -> Iterator[Alert]:
    """Soft rules that do not hold: quick wins, a benefit in each phase, promise guard, reserve."""
    if not problem.stones:
        return
    yield from _quick_wins(problem, places, taken_out)
    for phase, place in enumerate(problem.phases):
        inside = [i for i, other in enumerate(places) if other == phase]
        if all(problem.scope.gaps[i].impact < NOTICEABLE for i in inside):
            yield Alert(AlertCode.NO_BENEFIT, place.code)
        gaps = [problem.scope.gaps[i] for i in inside]
        ahead = [gap for gap in gaps if gap.block in problem.scope.ahead]
        after = problem.scope.gate_after
        guarded = tuple(gap.stone for gap in ahead if after is not None and gap.stage > after)
        if guarded:
            yield Alert(AlertCode.PROMISE_GUARD, place.code, guarded)
        yield from _reserve(problem, phase, inside)


def _quick_wins(problem: Problem, places: Places, taken_out: AbstractSet[int]) -> Iterator[Alert]:
    wins = [i for i, gap in enumerate(problem.scope.gaps) if gap.quick_win and i not in taken_out]
    advised = max(1, min(QUICK_WINS, len(wins)))
    found = sum(places[i] == 0 for i in wins)
    if found < advised:
        names = tuple(problem.stones[i] for i in wins if places[i] != 0)
        code = problem.phases[0].code
        yield Alert(AlertCode.QUICK_WINS, code, names, found=found, advised=advised)


def _reserve(problem: Problem, phase: int, inside: list[int]) -> Iterator[Alert]:
    capacity = problem.capacities[phase]
    left = (capacity - sum(problem.loads[i] for i in inside)) / DAY
    advised = round(problem.scope.rules.reserve * capacity / DAY, 2)
    if left < advised:
        code = problem.phases[phase].code
        yield Alert(AlertCode.RESERVE, code, found=left, advised=advised)


def find_optional(problem: Problem, places: Places) -> frozenset[int]:
    """Stones that come after their block is projected to be at its target (method E2).

    Only stones that a target asked for; a gate stone and one that others need stay needed.
    """
    index = {stone: i for i, stone in enumerate(problem.stones)}
    optional: set[int] = set()
    for outlook in problem.scope.outlooks:
        reached = _reached_after(problem, places, outlook, index)
        for member in outlook.stones:
            stone = index.get(member.stone)
            if stone is None or reached is None or problem.unlocks[stone]:
                continue
            gap, place = problem.scope.gaps[stone], places[stone]
            if gap.why is Why.TARGET and not gap.is_gate and (place is None or place > reached):
                optional.add(stone)
    return frozenset(optional)


def _reached_after(
    problem: Problem, places: Places, outlook: Outlook, index: dict[str, int]
) -> int | None:
    """The first phase after which the block stands at its target, −1 when it does today."""
    for phase in range(-1, len(problem.phases)):
        done = {
            code: problem.scope.gaps[i].aim
            for code, i in index.items()
            if (place := places[i]) is not None and place <= phase
        }
        if all(_reaches(outlook, stage, done) for stage in range(1, len(outlook.thresholds) + 1)):
            return phase
    return None


def _reaches(outlook: Outlook, stage: int, done: dict[str, float]) -> bool:
    """Whether the block's projected score up to a stage, and the stage's own, suffice (D3)."""

    def pair(stone: OutlookStone) -> tuple[float, float | None]:
        return stone.impact, done.get(stone.stone, stone.value)

    threshold, own_floor = outlook.thresholds[stage - 1]
    cumulative = weighted_mean(pair(stone) for stone in outlook.stones if stone.stage <= stage)
    own = weighted_mean(pair(stone) for stone in outlook.stones if stone.stage == stage)
    return (cumulative or 0) >= threshold and (own is None or own >= own_floor)
