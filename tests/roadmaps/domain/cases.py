"""Scopes for the planner's tests, and the best plan found by trying everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from assessments.domain.maturity_model import MaturityModel, Phase
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.scopes import Gap, Kind, Scope
from roadmaps.domain.targets import Intention, Target
from roadmaps.domain.values import StoneValue, ValueState
from tests.builders import shipped_maturity_model

CAPACITIES = (100.0, 140.0, 200.0)
PHASES = (Phase("crawl", 0, 6), Phase("walk", 6, 18), Phase("run", 18, 36))
WORKED_SCORES = {
    "VIS-1": 60,
    "VIS-2": 20,
    "VIS-3": 0,
    "VIS-4": 40,
    "VOC-1": 75,
    "VOC-2": 40,
    "VOC-3": 60,
    "VOC-4": 10,
    "VOC-5": 20,
    "VOC-6": 60,
    "IMP-1": 30,
    "IMP-2": 30,
    "IMP-3": 58,
    "IMP-4": 10,
    "IMP-5": 0,
    "IMP-6": 60,
    "EXB-1": 50,
    "EXB-2": 45,
    "EXB-3": 40,
    "EXB-4": 10,
}
WORKED_TARGETS = {"VIS": 2, "VOC": 3, "IMP": 3, "EXB": 2}


@cache
def maturity_model() -> MaturityModel:
    return shipped_maturity_model()


def advance(stages: Mapping[str, int], years: int = 5) -> tuple[Target, ...]:
    return tuple(Target(block, years, s, Intention.ADVANCE) for block, s in stages.items())


def values(scores: Mapping[str, float], otherwise: float = 100.0) -> dict[str, StoneValue]:
    return {
        stone.code: StoneValue(ValueState.VALUE, float(scores.get(stone.code, otherwise)))
        for stone in maturity_model().stones
    }


def scope_of(
    scores: Mapping[str, float],
    targets: Sequence[Target],
    *,
    otherwise: float = 100.0,
    organisation_stage: int | None = 1,
    **more: Any,
) -> Scope:
    return find_scope(
        maturity_model(),
        values(scores, otherwise),
        targets,
        organisation_stage=organisation_stage,
        block_scores=more.pop("block_scores", {}),
        **more,
    )


def worked_scope() -> Scope:
    """The scope of the worked roadmap (method E4)."""
    return scope_of(WORKED_SCORES, advance(WORKED_TARGETS))


def gap(stone: str, **fields: Any) -> Gap:
    """A stone to build: stage 1, impact 3, gap 50, 45 person-days, three months."""
    default = {
        "block": stone.split("-", maxsplit=1)[0],
        "stage": 1,
        "impact": 3,
        "value": 0.0,
        "aim": 50.0,
        "gap": 50.0,
        "kind": Kind.BUILD,
        "effort": 45.0,
        "months": 3,
    }
    return Gap(stone, **(default | fields))


def scope_with(gaps: Sequence[Gap], organisation_stage: int = 1, **fields: Any) -> Scope:
    """A scope of invented stones, in a model of four stages with the chasm behind the second."""
    blocks = tuple(dict.fromkeys(gap.block for gap in gaps))
    numbers = {"last_stage": 4, "gate_after": 2, "gate_minimum": 50.0}
    rules = maturity_model().planning
    return Scope(tuple(gaps), blocks, organisation_stage, rules=rules, **(numbers | fields))


@dataclass(frozen=True)
class Tried:
    """Every placement that keeps the hard rules, best first by the objectives before the ties."""

    places: Any
    idle: Any
    benefit: Any
    effort: Any
    stones: tuple[str, ...]

    def best(self, phases: Sequence[Phase]) -> dict[str, str | None]:
        codes = [phase.code for phase in phases] + [None]
        return {s: codes[p] for s, p in zip(self.stones, self.places[0], strict=True)}


def try_all(scope: Scope, phases: Sequence[Phase], capacities: Sequence[float]) -> Tried:
    """All placements, the rules of method E3 written a second time, from the sentences."""
    gaps, later = scope.gaps, len(phases)
    shape = [later + 1] * len(gaps)
    places = np.indices(shape, dtype=np.int8).reshape(len(gaps), -1).T
    index = {g.stone: i for i, g in enumerate(gaps)}
    needs = _needs(scope, index)
    keep = np.ones(len(places), dtype=bool)
    for stone, before in enumerate(needs):
        for need in before:
            keep &= (places[:, stone] == later) | (places[:, need] <= places[:, stone])
    places = places[keep]
    places = places[_in_time(scope, phases, needs, places)]
    places = places[_in_capacity(scope, capacities, places)]
    horizon = max(60, phases[-1].end_month + 12)
    months = np.array([horizon - phase.end_month for phase in phases] + [0])
    benefit = sum(g.impact * g.gap * months[places[:, i]] for i, g in enumerate(gaps))
    effort = sum(g.effort * (places[:, i] < later) for i, g in enumerate(gaps))
    idle = _idle(scope, later, places)
    benefit, effort = np.round(benefit, 3), np.round(effort, 3)
    ranks = sum((len(gaps) - i) * places[:, i].astype(int) for i in range(len(gaps)))
    by_code = [places[:, i] for i in sorted(range(len(gaps)), key=lambda i: gaps[i].stone)]
    order = np.lexsort((*reversed(by_code), ranks, effort, -benefit, idle))
    names = tuple(index)
    return Tried(places[order], idle[order], benefit[order], effort[order], names)


def _needs(scope: Scope, index: Mapping[str, int]) -> list[set[int]]:
    gate = {index[g.stone] for g in scope.gaps if g.is_gate and g.value < scope.gate_minimum}
    after = scope.gate_after or scope.last_stage
    return [{index[n] for n in g.needs} | (gate if g.stage > after else set()) for g in scope.gaps]


def _limit(scope: Scope, phase: int, later: int) -> int:
    number = phase + 1
    if number == later:
        return scope.last_stage
    return min(scope.last_stage, max(number + 1, scope.organisation_stage + number))


def _in_time(scope: Scope, phases: Sequence[Phase], needs: Sequence[set[int]], places: Any) -> Any:
    """Stage limits, and no chain longer than its phase: ends are counted from the phase's start."""
    lengths = np.array([p.end_month - p.start_month for p in phases] + [10**6])
    limits = np.array([_limit(scope, p, len(phases)) for p in range(len(phases))] + [99])
    ends = np.zeros(places.shape, dtype=int)
    keep = np.ones(len(places), dtype=bool)
    for _ in scope.gaps:  # as many rounds as the longest chain can have links
        for stone, g in enumerate(scope.gaps):
            start = np.zeros(len(places), dtype=int)
            for need in needs[stone]:
                same = places[:, need] == places[:, stone]
                start = np.maximum(start, np.where(same, ends[:, need], 0))
            ends[:, stone] = start + g.months
    for stone, g in enumerate(scope.gaps):
        keep &= ends[:, stone] <= lengths[places[:, stone]]
        keep &= g.stage <= limits[places[:, stone]]
    # What is left for later has no length to keep.
    return keep


def _in_capacity(scope: Scope, capacities: Sequence[float], places: Any) -> Any:
    keep = np.ones(len(places), dtype=bool)
    blocks = dict.fromkeys(g.block for g in scope.gaps)
    for phase, capacity in enumerate(capacities):
        used = {block: np.zeros(len(places)) for block in blocks}
        total = np.zeros(len(places))
        for stone, g in enumerate(scope.gaps):
            days = g.effort * (places[:, stone] == phase)
            total += days
            used[g.block] += 0 if g.is_gate else days
        keep &= total <= capacity + 1e-9
        if len(blocks) > 1:
            for block in blocks:
                keep &= used[block] <= 0.5 * capacity + 1e-9
    return keep


def _idle(scope: Scope, later: int, places: Any) -> Any:
    idle = np.zeros(len(places), dtype=int)
    for phase in range(later):
        limit = _limit(scope, phase, later)
        for block in dict.fromkeys(g.block for g in scope.gaps):
            members = [i for i, g in enumerate(scope.gaps) if g.block == block]
            works = np.any([places[:, i] == phase for i in members], axis=0)
            able = [i for i in members if scope.gaps[i].stage <= limit]
            if able:
                left = np.any([places[:, i] > phase for i in able], axis=0)
                idle += left & ~works
    return idle
