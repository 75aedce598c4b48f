"""How long the best plan takes at 20, 60, 120 and 500 stones, and how far off it may be."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from benchmarks.timing import Line
from roadmaps.domain.gaps import find_scope
from roadmaps.domain.planning import plan, propose_capacities
from roadmaps.domain.plans import Plan, PlanSettings
from roadmaps.domain.scopes import Scope
from roadmaps.domain.targets import Intention, Target
from roadmaps.domain.values import StoneValue, ValueState

COURSE_YEARS: Final = 5
SEEDS: Final = 4
WAITED: Final = 15.0
"""Seconds that a person waits for a plan, however many stones it has."""
PROMISED: Final = {20: 2.0, 60: 2.0, 120: WAITED, 500: WAITED + 1}
"""Seconds promised by number of stones; the shipped model has 63. One second for what is not
solving."""
PEOPLE: Final = (1.0, 0.5)
"""What the form offers, and half of it: people are scarce."""


def measure_plans(maturity_model: MaturityModel) -> Iterator[Line]:
    """A line for each size and each number of people: the slowest of several random states."""
    warm = make_scope(maturity_model, min(PROMISED), SEEDS)
    plan(warm, maturity_model.phases, propose_capacities(warm, maturity_model.phases))
    for stones, promised in PROMISED.items():
        for people in PEOPLE:
            yield _measure(maturity_model, stones, people, promised)


def _measure(maturity_model: MaturityModel, stones: int, people: float, promised: float) -> Line:
    seconds, plans = [], []
    for seed in range(SEEDS):
        scope = make_scope(maturity_model, stones, seed)
        offered = propose_capacities(scope, maturity_model.phases)
        capacities = [people * days for days in offered]
        asked = PlanSettings(time_limit=WAITED)
        begin = time.perf_counter()
        plans.append(plan(scope, maturity_model.phases, capacities, asked))
        seconds.append(time.perf_counter() - begin)
    return Line(_say(stones, people, plans), max(seconds), promised, SEEDS)


def _say(stones: int, people: float, plans: list[Plan]) -> str:
    proved, gap = sum(each.proved for each in plans), max(each.bound_gap for each in plans)
    said = f"plan of {stones} stones, {people:.0%} of the people, slowest"
    return f"{said}; {proved} of {len(plans)} proved, gap {gap:.2%}"


def make_scope(maturity_model: MaturityModel, stones: int, seed: int) -> Scope:
    """So many stones of the model, or of copies of it, under the last stage: a random state."""
    dice = random.Random(seed)
    larger = multiply(maturity_model, stones)
    chosen = set(dice.sample([stone.code for stone in larger.stones], stones))
    values = {
        stone.code: StoneValue(
            ValueState.VALUE, dice.uniform(0, 55) if stone.code in chosen else 100.0
        )
        for stone in larger.stones
    }
    last = len(larger.stages)
    targets = [Target(block, COURSE_YEARS, last, Intention.ADVANCE) for block in larger.blocks]
    return find_scope(larger, values, targets, organisation_stage=1, block_scores={})


def multiply(maturity_model: MaturityModel, stones: int) -> MaturityModel:
    """The model with every stone beyond the first stage as often as makes so many, each needing
    those of its own copy."""
    single = {stone.code for stone in maturity_model.stones if stone.stage == 1}
    many = [stone for stone in maturity_model.stones if stone.code not in single]
    copies = range(1, 1 + max(0, -(-(stones - len(maturity_model.stones)) // len(many))))
    more = tuple(
        replace(
            stone,
            code=f"{stone.code}-{copy}",
            prerequisites=tuple(
                need if need in single else f"{need}-{copy}" for need in stone.prerequisites
            ),
        )
        for copy in copies
        for stone in many
    )
    return replace(maturity_model, stones=maturity_model.stones + more)
