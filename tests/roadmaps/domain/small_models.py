"""Small plans that nobody has thought of, each from a seed: up to six stones in three blocks, with
people's locks, exclusions, waivers and settings."""

import random
from collections.abc import Sequence
from typing import Any

from roadmaps.domain.plans import LATER, WAIVABLE, Balance, PlanSettings, Waiver
from roadmaps.domain.scopes import Gap, Scope
from tests.roadmaps.domain.cases import PHASES, gap, scope_with

STONES = ("A-1", "A-2", "B-1", "B-2", "C-1", "C-2")
CODES = tuple(phase.code for phase in PHASES)


def make_scope(dice: random.Random, stones: Sequence[str] = STONES) -> Scope:
    """Stones that need some of those before them; in a third of the scopes all weigh the same, so
    that ties abound."""
    gaps: list[Gap] = []
    alike = {"impact": 3, "gap": 50.0, "effort": 30.0} if dice.random() < 0.3 else {}
    for stone in stones[: dice.randint(2, len(stones))]:
        stage = dice.randint(1, 4)
        before = [other.stone for other in gaps if other.stage <= stage]
        fields = {
            "stage": stage,
            "impact": dice.randint(1, 5),
            "gap": dice.randint(1, 650) / 10,
            "value": float(dice.choice([0, 40, 52])),
            "effort": dice.choice([3.75, 7.5, 15.0, 22.5, 45.0, 60.0]),
            "months": dice.choice([1, 3, 6, 12]),
            "needs": tuple(dice.sample(before, min(len(before), dice.choice([0, 1, 2])))),
            "is_gate": stage == 2 and dice.random() < 0.6,
        }
        gaps.append(gap(stone, **(fields | alike)))
    return scope_with(gaps, dice.randint(1, 4))


def make_edits(dice: random.Random, scope: Scope, codes: Sequence[str] = CODES) -> dict[str, Any]:
    """What people settled about the stones of a scope, and how they set the rules."""
    stones = [each.stone for each in scope.gaps]
    locked = dice.sample(stones, dice.choice([0, 0, 1, 2]))
    free = [stone for stone in stones if stone not in locked]
    return {
        "settings": PlanSettings(
            balance=dice.choice(list(Balance)),
            stage_limit=dice.random() < 0.8,
            gate=dice.random() < 0.8,
            block_share=dice.random() < 0.6,
        ),
        "locks": {stone: dice.choice((*codes, LATER)) for stone in locked},
        "exclusions": tuple(dice.sample(free, min(len(free), dice.choice([0, 0, 1])))),
        "waivers": tuple(
            Waiver(dice.choice(WAIVABLE), dice.choice(stones), "because")
            for _ in range(dice.choice([0, 1, 2, 3]))
        ),
    }


def make_capacities(dice: random.Random, count: int = len(PHASES)) -> tuple[float, ...]:
    """Person-days of each phase, scarce or ample."""
    return tuple(float(dice.choice([0, 15, 60, 100.5, 240])) for _ in range(count))
