"""Rule R3: in each phase every block with something left to do gets something (method E3)."""

from collections.abc import Set as AbstractSet

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
