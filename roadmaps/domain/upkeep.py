"""What a scope says beside its gaps: what to stop, to look at again, and to expect (method E1)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from assessments.domain.maturity_model import MaturityModel
from assessments.domain.means import mean
from roadmaps.domain.scopes import Gap, Outlook, OutlookStone, StopProposal
from roadmaps.domain.targets import Intention, Target
from roadmaps.domain.values import StoneValue

PROMISE_NOTICE: Final = "promise_ahead"
"""The profile notice whose blocks and difference rule R13 reads."""


def find_outlooks(
    maturity_model: MaturityModel, driving: Iterable[Target], known: Mapping[str, StoneValue]
) -> Iterable[Outlook]:
    """What tells when each block that advances stands at its target (method E2)."""
    for target in driving:
        if target.intention is Intention.ADVANCE:
            yield _outlook(maturity_model, target, known)


def _outlook(
    maturity_model: MaturityModel, target: Target, known: Mapping[str, StoneValue]
) -> Outlook:
    stones = tuple(
        OutlookStone(stone.code, stone.stage, stone.impact, known[stone.code].score)
        for stone in maturity_model.stones_of(target.block)
        if stone.stage <= target.stage
    )
    stages = maturity_model.stages[: target.stage]
    return Outlook(target.block, stones, tuple((s.threshold, s.own_floor) for s in stages))


def find_stops(
    maturity_model: MaturityModel,
    driving: Iterable[Target],
    known: Mapping[str, StoneValue],
    gaps: Sequence[Gap],
) -> Iterable[StopProposal]:
    """Stones above the target, started at least, of the blocks that scale back (method E1)."""
    started = maturity_model.planning.consolidate_threshold
    for target in driving:
        if target.intention is Intention.SCALE_BACK:
            for stone in maturity_model.stones_of(target.block):
                score = known[stone.code].score
                if stone.stage > target.stage and score is not None and score >= started:
                    needed_by = _rest_on(maturity_model, stone.code, gaps)
                    yield StopProposal(stone.code, target.block, score, needed_by)


def _rest_on(maturity_model: MaturityModel, stone: str, gaps: Sequence[Gap]) -> tuple[str, ...]:
    """Stones in scope that need a stone: as a prerequisite, or as a condition of the crossing."""
    gate = maturity_model.gate
    is_gate = gate is not None and stone in maturity_model.gate_stones
    return tuple(
        gap.stone
        for gap in gaps
        if stone in maturity_model.stone_by_code[gap.stone].prerequisites
        or (is_gate and gate is not None and gap.stage > gate.after_stage)
    )


def find_reviews(
    maturity_model: MaturityModel, driving: Iterable[Target], known: Mapping[str, StoneValue]
) -> Iterable[str]:
    """Acquired stones of the blocks that hold: their upkeep is to look at them again (E1)."""
    acquired = maturity_model.scoring.prerequisite_satisfied
    for target in driving:
        if target.intention is Intention.HOLD:
            for stone in maturity_model.stones_of(target.block):
                score = known[stone.code].score
                if score is not None and score >= acquired:
                    yield stone.code


def find_ahead(
    maturity_model: MaturityModel, block_scores: Mapping[str, float | None]
) -> tuple[str, ...]:
    """Blocks whose promise is more points ahead of delivery than the notice allows (R13)."""
    for rule in maturity_model.notices:
        if rule.code == PROMISE_NOTICE and rule.difference is not None:
            left = [block_scores.get(block) for block in rule.left]
            right = [block_scores.get(block) for block in rule.right]
            ahead, behind = mean(left), mean(right)
            if ahead is not None and behind is not None and ahead - behind > rule.difference:
                return rule.left
    return ()
