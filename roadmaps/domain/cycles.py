"""Crawl, walk and run more than once: further phases, and the plan cycle after cycle (E3)."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor
from typing import Final

from assessments.domain.maturity_model import Phase
from roadmaps.domain.describing import Proof, describe_places
from roadmaps.domain.facts import NOTHING_SAID, Facts
from roadmaps.domain.plans import Plan, PlanSettings, Waiver
from roadmaps.domain.problem import Places, pose
from roadmaps.domain.scopes import Scope
from roadmaps.domain.solving import Found, find_places, settle

SHORTEST: Final = 3
"""A further cycle is offered while it has at least a third of the months of the first one."""

StageAfter = Callable[[frozenset[str]], int]
"""The organisation's stage (a number) once these stones are delivered."""


def most_cycles(phases: Sequence[Phase], course_months: int) -> int:
    """How many cycles to offer until the course horizon, at least one (method E3).

    `phases` are the model's. With 36 months in phases and a course of 60: three.
    """
    first, left = phases[-1].end_month, course_months - phases[-1].end_month
    return 1 + max(0, min(SHORTEST * left // first, left // len(phases)))


def propose_phases(
    phases: Sequence[Phase], course_months: int, cycles: int = 1
) -> tuple[Phase, ...]:
    """The model's phases, then those of further cycles up to the course horizon (method E3).

    Further cycles share the months left in the proportions of the first, in whole months, at least
    one a phase; codes get the number of their cycle: crawl-2. ValueError when months do not
    suffice or `cycles` is under 1.
    """
    if cycles < 1:
        raise ValueError("a plan has at least one cycle")
    start, count = phases[-1].end_month, len(phases) * (cycles - 1)
    left = max(0, course_months - start)
    if left < count:
        raise ValueError(f"{left} months are left for {count} more phases")
    whole = start * (cycles - 1)
    row, codes, begins = list(phases), {phase.code for phase in phases}, start
    for number, phase in enumerate(list(phases) * (cycles - 1), start=1):
        cycle = 1 + (number - 1) // len(phases)
        share = (start * (cycle - 1) + phase.end_month) / whole
        ends = max(
            begins + 1, min(start + floor(left * share + 0.5), course_months - count + number)
        )
        row.append(Phase(_free_code(f"{phase.code}-{cycle + 1}", codes), begins, ends))
        codes.add(row[-1].code)
        begins = ends
    return tuple(row)


def _free_code(code: str, taken: set[str]) -> str:
    """The code, or one like it where a model has a phase of that name."""
    return code if code not in taken else _free_code(f"{code}-", taken)


def find_origins(
    model_phases: Sequence[Phase], phases: Sequence[Phase]
) -> dict[str, tuple[str, int]]:
    """For each phase code the code of the model's phase that it repeats, and its cycle from 1."""
    each = len(model_phases)
    return {
        phase.code: (model_phases[index % each].code, 1 + index // each)
        for index, phase in enumerate(phases)
    }


def plan_cycles(
    scope: Scope,
    phases: Sequence[Phase],
    capacities: Sequence[float],
    settings: PlanSettings,
    *,
    stage_after: StageAfter,
    locks: Mapping[str, str] | None = None,
    exclusions: Iterable[str] = (),
    waivers: Iterable[Waiver] = (),
    facts: Facts = NOTHING_SAID,
) -> Plan:
    """The best plan of each cycle of `settings.cycle_phases` phases, one after the other (E3).

    Each cycle is proved with what the ones before placed, and with the stage limits of the stage
    that these bring the organisation to (`stage_after`). All count towards the same horizon. Locks
    into later cycles are kept room for. With one cycle this is `plan`. Raises as `plan` does.
    """
    problem = pose(scope, phases, capacities, settings, waivers=waivers)
    settled = settle(problem, locks or {}, exclusions)
    deadline = time.monotonic() + settings.time_limit
    fixed, standings = dict(settled.fixed), [scope.organisation_stage]
    found: list[Found] = []
    for number, window in enumerate(problem.cycles):
        if number:
            standings.append(stage_after(_delivered(problem.stones, found[-1].places, window)))
        rest = len(problem.cycles) - number
        # Of cycles to come nothing is known yet: a lock into them shall not fail for their limits.
        ahead = [scope.last_stage] * (rest - 1)
        now = replace(problem, standings=(*standings, *ahead))
        found.append(find_places(now, fixed, (deadline - time.monotonic()) / rest, window))
        fixed |= {i: place for i, place in enumerate(found[-1].places) if place in window}
    whole = replace(problem, standings=tuple(standings))
    places = tuple(fixed.get(stone) for stone in range(len(problem.stones)))
    return describe_places(whole, places, settled, _proof(found), facts)


def _delivered(stones: Sequence[str], places: Places, window: range) -> frozenset[str]:
    """Stones that stand before a cycle."""
    placed = zip(stones, places, strict=True)
    return frozenset(s for s, place in placed if place is not None and place < window.start)


def _proof(found: Sequence[Found]) -> Proof:
    """Proved when each cycle is; the bound is what each could have brought, added up."""
    bounds = [each.bound for each in found if each.bound is not None]
    bound = sum(bounds) if len(bounds) == len(found) else None
    return Proof(all(each.proved for each in found), bound)
