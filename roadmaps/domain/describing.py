"""Places told as a plan: what stands where, why, what it is worth and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from roadmaps.domain.alerts import find_alerts, find_optional
from roadmaps.domain.balance import could_do, find_idle
from roadmaps.domain.fact_alerts import find_fact_alerts
from roadmaps.domain.facts import Facts
from roadmaps.domain.plans import HeldStone, IdlePair, PhaseLoad, PlacedStone, Plan
from roadmaps.domain.problem import DAY, POINT, Places, Problem
from roadmaps.domain.reasons import find_reasons, holding
from roadmaps.domain.solving import Settled


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether places are proved best, and the benefit that none can exceed (None: not known)."""

    proved: bool
    bound: int | None


NOT_PROVED: Final = Proof(proved=False, bound=None)


def describe_places(
    problem: Problem, places: Places, settled: Settled, proof: Proof, facts: Facts
) -> Plan:
    """Places told as a plan: reasons, loads, idle pairs, alerts, share (method E3)."""
    taken_out = frozenset(stone for stone, place in settled.fixed.items() if place is None)
    benefit, ceiling = problem.benefit(places), sum(problem.weights) * problem.horizon
    most = ceiling if proof.bound is None else min(proof.bound, ceiling)
    return Plan(
        placements=_placements(problem, places, settled),
        loads=tuple(_loads(problem, places)),
        idle=tuple(
            _idle_pair(problem, places, pair, taken_out)
            for pair in find_idle(problem, places, taken_out)
        ),
        alerts=(
            *find_alerts(problem, places, taken_out),
            *find_fact_alerts(problem, places, facts),
        ),
        benefit=benefit / POINT,
        ceiling=ceiling / POINT,
        share=benefit / ceiling if ceiling else 0.0,
        effort=problem.effort(places) / DAY,
        proved=proof.proved,
        bound_gap=max(0.0, (most - benefit) / most) if most else 0.0,
        indicative=problem.scope.indicative,
        standings=problem.stages,
    )


def _placements(problem: Problem, places: Places, settled: Settled) -> tuple[PlacedStone, ...]:
    fixed, excluded = settled.fixed, settled.excluded
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


def _loads(problem: Problem, places: Places) -> Iterator[PhaseLoad]:
    for index, phase in enumerate(problem.phases):
        inside = [stone for stone, place in enumerate(places) if place == index]
        used = sum(problem.efforts[stone] for stone in inside)
        on_top = used - sum(problem.loads[stone] for stone in inside)
        capacity = problem.capacities[index]
        yield PhaseLoad(phase.code, used / DAY, capacity / DAY, on_top / DAY)


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
