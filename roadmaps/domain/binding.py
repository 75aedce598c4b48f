"""The reasons of a stone told shortly: the one that binds most, and alike ones as one (E3)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from roadmaps.domain.plans import Position, Reason, Rule

ORDER: Final = (
    Rule.EXCLUDED,
    Rule.LOCKED,
    Rule.PREREQUISITE,
    Rule.GATE,
    Rule.CHAIN,
    Rule.STAGE_LIMIT,
    Rule.CAPACITY,
    Rule.SHARE,
    Rule.BALANCE,
    Rule.WAIVED,
)
"""Whose word weighs most: a person's; then what order, stages and people allow; then balance."""


def binding(reasons: Sequence[Reason], phase: Position) -> Reason | None:
    """Of the reasons of a stone that stands in `phase` (None: later), the one that binds most.

    A person's wish comes first; then what the stone waits for in its own phase; then a chain, the
    stage limit, capacity and share, which keep it out of the phase before; then balance; then what
    it follows from an earlier phase, which would let it come sooner. None without reasons.
    """

    def rank(reason: Reason) -> tuple[bool, int]:
        follows = reason.rule in (Rule.PREREQUISITE, Rule.GATE) and reason.phase != phase
        return follows or reason.rule is Rule.WAIVED, ORDER.index(reason.rule)

    return min(reasons, key=rank, default=None)


def tell_together(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons, those of one rule and phase about several stones told as one."""
    told: dict[object, Reason] = {}
    for reason in reasons:
        key = (reason.rule, reason.phase, reason.waived)
        if reason.rule in (Rule.PREREQUISITE, Rule.GATE) and key in told:
            told[key] = replace(told[key], stones=told[key].stones + reason.stones)
        else:
            told[key] = reason
    return tuple(told.values())
