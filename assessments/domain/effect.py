"""What another yardstick makes of the same answers: two scorecards side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.domain.scorecard import BlockResult, ConditionState, Scorecard


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure by the one version and the other; None where a version has nothing to say."""

    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """After less before; None unless both are there."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class BlockEffect:
    """A block by code: score (0–100) and stage number in both."""

    block: str
    score: Pair
    stage: Pair

    @property
    def moves(self) -> bool:
        """Whether the stage is another one."""
        return self.stage.before != self.stage.after


@dataclass(frozen=True, slots=True)
class StoneEffect:
    """A stone whose score differs, or that only one of the versions gives a score."""

    stone: str
    score: Pair


@dataclass(frozen=True, slots=True)
class ConditionEffect:
    """A condition of the crossing; None where a version does not have it."""

    condition: str
    before: ConditionState | None
    after: ConditionState | None


@dataclass(frozen=True, slots=True)
class Effect:
    """Two scorecards of the same answers. Stages are numbers, scores 0–100."""

    stage: Pair
    mean_score: Pair
    balance: Pair
    blocks: tuple[BlockEffect, ...]
    conditions: tuple[ConditionEffect, ...]
    crossing_before: bool
    crossing_after: bool
    stones: tuple[StoneEffect, ...]


def compare_scorecards(before: Scorecard, after: Scorecard) -> Effect:
    """The differences between two published scorecards; parts meet by their codes.

    Nothing is computed beyond differences of figures that both may show (method D9).
    """
    one, other = before.organisation, after.organisation
    return Effect(
        stage=Pair(one.stage, other.stage),
        mean_score=Pair(one.mean_score, other.mean_score),
        balance=Pair(one.balance_index, other.balance_index),
        blocks=_compare_blocks(before, after),
        conditions=_compare_conditions(before, after),
        crossing_before=before.gate.is_open,
        crossing_after=after.gate.is_open,
        stones=_compare_stones(before, after),
    )


def _all_codes(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *after)))


def _compare_blocks(before: Scorecard, after: Scorecard) -> tuple[BlockEffect, ...]:
    old = {block.block: block for block in before.blocks}
    new = {block.block: block for block in after.blocks}
    return tuple(_pair(code, old.get(code), new.get(code)) for code in _all_codes(old, new))


def _pair(code: str, old: BlockResult | None, new: BlockResult | None) -> BlockEffect:
    return BlockEffect(
        code,
        Pair(old.score if old else None, new.score if new else None),
        Pair(old.stage if old else None, new.stage if new else None),
    )


def _compare_conditions(before: Scorecard, after: Scorecard) -> tuple[ConditionEffect, ...]:
    old = {condition.condition: condition.state for condition in before.gate.conditions}
    new = {condition.condition: condition.state for condition in after.gate.conditions}
    return tuple(
        ConditionEffect(code, old.get(code), new.get(code)) for code in _all_codes(old, new)
    )


def _compare_stones(before: Scorecard, after: Scorecard) -> tuple[StoneEffect, ...]:
    old = {stone.stone: stone.score for stone in before.stones}
    new = {stone.stone: stone.score for stone in after.stones}
    return tuple(
        StoneEffect(code, Pair(old.get(code), new.get(code)))
        for code in _all_codes(old, new)
        if old.get(code) != new.get(code)
    )
