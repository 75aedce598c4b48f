"""Blocks that rest, told shortly: where, and what holds them most (method E3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from roadmaps.domain.plans import IdlePair, Reason

FEW: Final = 3
"""Up to so many resting blocks are told at once; a page folds more of them away."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The phases in which a block rests, in order. `stone` and `reason` are an example of the rule
    that holds most of its work there; None where nothing is held."""

    block: str
    phases: tuple[str, ...]
    stone: str | None
    reason: Reason | None


def find_rests(idle: Iterable[IdlePair]) -> tuple[Rest, ...]:
    """Idle pairs (rule R3, method E3) by block, in the order they come: one entry a block."""
    pairs: dict[str, list[IdlePair]] = {}
    for pair in idle:
        pairs.setdefault(pair.block, []).append(pair)
    return tuple(_find_rest(block, own) for block, own in pairs.items())


def _find_rest(block: str, pairs: list[IdlePair]) -> Rest:
    phases = tuple(dict.fromkeys(pair.phase for pair in pairs))
    told = [(h.stone, reason) for pair in pairs for h in pair.held for reason in h.reasons]
    rules = Counter(reason.rule for _, reason in told)
    # The rule that holds most; of its reasons, and of rules that hold alike, the first.
    stone, reason = max(told, key=lambda one: rules[one[1].rule], default=(None, None))
    return Rest(block, phases, stone, reason)
