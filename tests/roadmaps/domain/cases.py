"""Scopes for the planner's tests, and the best plan found by trying everything."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

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
