"""Rule R3: in each phase every block with something left to do gets something (method E3)."""

from collections.abc import Set as AbstractSet

from roadmaps.domain.plans import Balance
from roadmaps.domain.problem import Places, Problem


def members_of(problem: Problem, block: str) -> tuple[int, ...]:
    """Stones of a block."""
    return tuple(i for i, gap in enumerate(problem.scope.gaps) if gap.block == block)


def could_do(
    problem: Problem, block: str, phase: int, taken_out: AbstractSet[int]
) -> tuple[int, ...]:
    """Stones of a block that the phase's stage limit allows and that nobody took out."""
    return tuple(
        stone
        for stone in members_of(problem, block)
        if problem.scope.gaps[stone].stage <= problem.limits[phase] and stone not in taken_out
    )


def find_idle(
    problem: Problem, places: Places, taken_out: AbstractSet[int]
) -> tuple[tuple[int, str], ...]:
    """Pairs (phase, block) that get nothing although something is left to do there (R3).

    Left is what stands in no earlier phase; `taken_out` are stones that a person excluded or put
    off. Phase by phase, blocks in the scope's order.
    """
    blocks = tuple(dict.fromkeys(gap.block for gap in problem.scope.gaps))
    return tuple(
        (phase, block)
        for phase in range(len(problem.phases))
        for block in blocks
        if all(places[stone] != phase for stone in members_of(problem, block))
        and any(
            (place := places[stone]) is None or place > phase
            for stone in could_do(problem, block, phase, taken_out)
        )
    )


def count_idle(problem: Problem, places: Places, taken_out: AbstractSet[int], phases: range) -> int:
    """The pairs of these phases that the balance setting counts: those of every phase; or, by the
    second phase, blocks that have not begun."""
    balance, gaps = problem.settings.balance, problem.scope.gaps
    if balance is Balance.EVERY_PHASE:
        return sum(phase in phases for phase, _ in find_idle(problem, places, taken_out))
    second = min(1, len(problem.phases) - 1)
    if balance is Balance.OFF or second not in phases:
        return 0
    return sum(
        bool(could_do(problem, block, second, taken_out))
        and not any(
            (place := places[stone]) is not None and place <= second
            for stone in members_of(problem, block)
        )
        for block in dict.fromkeys(gap.block for gap in gaps)
    )
