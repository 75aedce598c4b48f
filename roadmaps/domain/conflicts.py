"""When no plan can keep a person's locks: which rules and which stones stand against each other."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from roadmaps.domain.checking import violations
from roadmaps.domain.constraints import Program
from roadmaps.domain.plans import Rule, Violation
from roadmaps.domain.problem import Problem
from roadmaps.domain.reasons import code_of
from roadmaps.domain.solver import is_possible

Fixed = Mapping[int, int | None]
ENOUGH_MONTHS = 1200
"""A phase so long that no chain outlasts it."""


def find_conflicts(problem: Problem, fixed: Fixed, seconds: float) -> tuple[Violation, ...]:
    """The rules that the locks break, with the stones concerned.

    First what the locked stones break among themselves. Failing that, the smallest set of locks
    that cannot be kept together with what those stones need, and each rule that would have to give.
    """
    own = find_own_conflicts(problem, fixed)
    if own:
        return own
    deadline = time.monotonic() + seconds
    fewest = _fewest(problem, fixed, deadline)
    if set(fewest.values()) == {0}:
        return _in_first_phase(problem, fewest)
    stones = tuple(problem.stones[i] for i in sorted(fewest))
    phases = {place for place in fewest.values() if place is not None}
    phase = code_of(problem, phases.pop()) if len(phases) == 1 else None
    rules = tuple(_rules(problem, fewest, deadline)) or (Rule.PREREQUISITE,)
    return tuple(Violation(rule, phase, stones, jointly=True) for rule in rules)


def find_own_conflicts(problem: Problem, fixed: Fixed) -> tuple[Violation, ...]:
    """What the locked stones break among themselves, whatever else is planned."""
    places = tuple(fixed.get(stone) for stone in range(len(problem.stones)))
    index = {stone: i for i, stone in enumerate(problem.stones)}
    return tuple(
        violation
        for violation in violations(problem, places)
        if all(index[stone] in fixed for stone in violation.stones)
    )


def _fewest(problem: Problem, fixed: Fixed, deadline: float) -> dict[int, int | None]:
    """Locks none of which can be left out without a plan becoming possible."""
    kept = dict(fixed)
    for stone in sorted(fixed):
        without = {i: place for i, place in kept.items() if i != stone}
        if not _is_possible(problem, without, deadline):
            kept = without
    return kept


def _in_first_phase(problem: Problem, fixed: Fixed) -> tuple[Violation, ...]:
    """What breaks when locked stones take all they need along into the first phase: no other phase
    is open to it, so these are the facts."""
    needed = {need for stone in fixed for need in problem.chains[stone]}
    places = tuple(0 if i in needed else None for i in range(len(problem.stones)))
    return tuple(violations(problem, places))


def _rules(problem: Problem, fixed: Fixed, deadline: float) -> Iterator[Rule]:
    """Rules each of which, were it lifted alone, would make the locks possible."""
    found = [
        rule for rule, relaxed in _relaxations(problem) if _is_possible(relaxed, fixed, deadline)
    ]
    for rule in found:
        # Without limits of capacity there are none of share either: share alone is the answer.
        if rule is not Rule.CAPACITY or Rule.SHARE not in found:
            yield rule


def _relaxations(problem: Problem) -> Iterator[tuple[Rule, Problem]]:
    settings = problem.settings
    yield Rule.GATE, replace(problem, settings=replace(settings, gate=False))
    yield Rule.STAGE_LIMIT, replace(problem, settings=replace(settings, stage_limit=False))
    phases = tuple(replace(p, end_month=p.start_month + ENOUGH_MONTHS) for p in problem.phases)
    yield Rule.CHAIN, replace(problem, phases=phases)
    yield Rule.SHARE, replace(problem, settings=replace(settings, block_share=False))
    room = 2 * sum(problem.efforts) + 1
    yield Rule.CAPACITY, replace(problem, capacities=tuple(room for _ in problem.phases))


def _is_possible(problem: Problem, fixed: Fixed, deadline: float) -> bool:
    """Whether some plan keeps the locks; what time does not allow to know counts as possible."""
    try:
        return is_possible(Program(problem, fixed), deadline - time.monotonic())
    except TimeoutError:
        return True
