"""Soft rules that read what people said: R7, R8, R9, R10 and R11 (method E3)."""

from collections.abc import Collection, Iterator
from typing import Final

from roadmaps.domain.facts import Facts
from roadmaps.domain.plans import Alert, AlertCode
from roadmaps.domain.problem import Places, Problem
from roadmaps.domain.scopes import Kind

CONCENTRATED: Final = 3
"""One supplier in so many stones of a phase is worth a notice (R9)."""


def find_fact_alerts(problem: Problem, places: Places, facts: Facts) -> Iterator[Alert]:
    """Soft rules that do not hold by what people said; nothing of what nobody said."""
    if not problem.stones:
        return
    for index, phase in enumerate(problem.phases):
        inside = [stone for stone, place in enumerate(places) if place == index]
        yield from _without(AlertCode.NO_STATED_BENEFIT, phase.code, facts.benefits)
        yield from _orphans(problem, phase.code, inside, facts)
        yield from _suppliers(problem, phase.code, inside, facts)
        yield from _teams(problem, places, index, facts)
        yield from _without(AlertCode.NO_COVER, phase.code, facts.covered)


def _without(code: AlertCode, phase: str, named: Collection[str] | None) -> Iterator[Alert]:
    if named is not None and phase not in named:
        yield Alert(code, phase)


def _orphans(problem: Problem, phase: str, inside: list[int], facts: Facts) -> Iterator[Alert]:
    if facts.served is None:
        return
    served = facts.served
    stones = tuple(problem.stones[i] for i in inside if problem.stones[i] not in served)
    if stones:
        yield Alert(AlertCode.ORPHANS, phase, stones)


def _suppliers(problem: Problem, phase: str, inside: list[int], facts: Facts) -> Iterator[Alert]:
    served: dict[str, list[str]] = {}
    for stone in (problem.stones[i] for i in inside):
        for supplier in dict.fromkeys((facts.suppliers or {}).get(stone, ())):
            served.setdefault(supplier, []).append(stone)
    for supplier, stones in sorted(served.items()):
        if len(stones) >= CONCENTRATED:
            code = AlertCode.SUPPLIER_CONCENTRATION
            yield Alert(code, phase, tuple(stones), found=len(stones), supplier=supplier)


def _teams(problem: Problem, places: Places, phase: int, facts: Facts) -> Iterator[Alert]:
    """Work that extends a stone to teams nobody involved and trained: neither is this said of it,
    nor is the stone that trains in place or planned in an earlier phase."""
    scope, ready = problem.scope, facts.teams_ready
    if ready is None or scope.is_trained or _are_trained_before(problem, places, phase):
        return
    stones = tuple(
        gap.stone
        for gap, place in zip(scope.gaps, places, strict=True)
        if place == phase
        and gap.kind is Kind.EXTEND
        and gap.stone not in ready
        and gap.stone not in scope.trainers
    )
    if stones:
        yield Alert(AlertCode.TEAMS_NOT_READY, problem.phases[phase].code, stones)


def _are_trained_before(problem: Problem, places: Places, phase: int) -> bool:
    trainers = (i for i, stone in enumerate(problem.stones) if stone in problem.scope.trainers)
    return any((place := places[i]) is not None and place < phase for i in trainers)
