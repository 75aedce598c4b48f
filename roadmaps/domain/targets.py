"""What an organisation wants of each block, at which horizon (method E1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from assessments.domain.maturity_model import MaturityModel

MONTHS_PER_YEAR: Final = 12
REALISM_YEARS: Final = 2
"""The realism hint reads the targets within this many years."""
REALISM_SHARE: Final = 0.5
"""It shows when more than this share of blocks asks more than one stage."""


class Intention(StrEnum):
    """What a block is to do until the horizon."""

    ADVANCE = "advance"
    HOLD = "hold"
    SCALE_BACK = "scale_back"


@dataclass(frozen=True, slots=True)
class Target:
    """The stage (number from 1) wanted of a block within `years`, and the intention behind it.

    `consolidate` asks of a block that holds that its first stage be at least started.
    """

    block: str
    years: int
    stage: int
    intention: Intention
    reason: str = ""
    consolidate: bool = False


class TargetProblemCode(StrEnum):
    """Why a set of targets cannot be used."""

    MISSING_BLOCK = "missing_block"
    UNKNOWN_BLOCK = "unknown_block"
    UNKNOWN_HORIZON = "unknown_horizon"
    STAGE_OUT_OF_RANGE = "stage_out_of_range"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class TargetProblem:
    """A fact about targets that stops them; `other_*` is the nearer horizon that it contradicts."""

    code: TargetProblemCode
    block: str
    years: int | None = None
    stage: int | None = None
    other_years: int | None = None
    other_stage: int | None = None


@dataclass(frozen=True, slots=True)
class RealismHint:
    """`blocks` of `asked` ask more than one stage within `years`: a hint, never a refusal."""

    years: int
    blocks: tuple[str, ...]
    asked: int


def default_targets(
    maturity_model: MaturityModel, stages: Mapping[str, int | None], years: int | None = None
) -> tuple[Target, ...]:
    """Targets of blocks that nobody touched: hold at the present stage (method E1).

    `stages` holds the present stage number per block; None (nothing known) reads as the first.
    """
    horizon = driving_horizon(maturity_model) if years is None else years
    return tuple(
        Target(block, horizon, stages.get(block) or 1, Intention.HOLD)
        for block in maturity_model.blocks
    )


def carry_targets(
    maturity_model: MaturityModel, targets: Iterable[Target], stages: Mapping[str, int | None]
) -> tuple[Target, ...]:
    """Targets of an earlier wave as a start for a new one (method E1); none where they contradict.

    `stages` holds the present stage number per block (None reads as the first). What is reached by
    now, and what was to hold, holds at the present stage; what is still ahead stays a target.
    """
    last = len(maturity_model.stages)
    known = {(block, years) for block in maturity_model.blocks for years in maturity_model.horizons}
    carried = tuple(
        _carry(target, stages.get(target.block) or 1)
        for target in targets
        if (target.block, target.years) in known and target.stage <= last
    )
    return () if check_targets(maturity_model, carried) else carried


def _carry(target: Target, today: int) -> Target:
    is_ahead = target.intention is Intention.ADVANCE and target.stage > today
    is_above = target.intention is Intention.SCALE_BACK and target.stage < today
    if is_ahead or is_above:
        return target
    return replace(target, stage=today, intention=Intention.HOLD)


def course_years(maturity_model: MaturityModel) -> int:
    """Years that the course covers: `planning.course_months` in whole years, 5 by default."""
    return maturity_model.planning.course_months // MONTHS_PER_YEAR


def driving_horizon(maturity_model: MaturityModel) -> int:
    """Years of the horizon that drives the plan: the nearest to the course, of two equally near the
    shorter (E2)."""
    course = course_years(maturity_model)
    return min(maturity_model.horizons, key=lambda years: (abs(years - course), years))


def check_targets(
    maturity_model: MaturityModel, targets: Sequence[Target]
) -> tuple[TargetProblem, ...]:
    """All that stops these targets, empty when they may be used (method E1).

    Every block needs a target; stages run from 1 to the model's last; a farther horizon may not ask
    less than a nearer one unless it scales back.
    """
    given = {target.block for target in targets}
    missing = (
        TargetProblem(TargetProblemCode.MISSING_BLOCK, block)
        for block in maturity_model.blocks
        if block not in given
    )
    single = (problem for target in targets for problem in _own_problems(maturity_model, target))
    return (*missing, *single, *_pair_problems(targets))


def driving_targets(maturity_model: MaturityModel, targets: Iterable[Target]) -> tuple[Target, ...]:
    """The target that drives the plan, one per block that has any, in the model's order (E2).

    It is the one of the horizon that the course covers; failing that, of the nearest horizon given
    (of two equally near, the shorter).
    """
    course = course_years(maturity_model)
    chosen: dict[str, Target] = {}
    for target in sorted(targets, key=lambda t: (abs(t.years - course), t.years)):
        chosen.setdefault(target.block, target)
    return tuple(chosen[block] for block in maturity_model.blocks if block in chosen)


def find_realism_hint(
    targets: Iterable[Target], stages: Mapping[str, int | None]
) -> RealismHint | None:
    """The hint of method E1: more than one stage within two years for over half of the blocks.

    `stages` holds the present stage number per block; None when there is nothing to say.
    """
    near = [target for target in targets if target.years <= REALISM_YEARS]
    asked = {target.block for target in near}
    steep = {target.block for target in near if is_steep(target, stages.get(target.block))}
    if len(steep) <= REALISM_SHARE * len(stages):
        return None
    return RealismHint(REALISM_YEARS, tuple(b for b in stages if b in steep), len(asked))


def is_steep(target: Target, today: int | None) -> bool:
    """Whether a target asks more than one stage within two years, from the stage of `today` (None:
    the first)."""
    is_near = target.years <= REALISM_YEARS and target.intention is Intention.ADVANCE
    return is_near and target.stage - (today or 1) > 1


def _own_problems(maturity_model: MaturityModel, target: Target) -> Iterable[TargetProblem]:
    facts = (target.block, target.years, target.stage)
    if target.block not in maturity_model.blocks:
        yield TargetProblem(TargetProblemCode.UNKNOWN_BLOCK, *facts)
    if target.years not in maturity_model.horizons:
        yield TargetProblem(TargetProblemCode.UNKNOWN_HORIZON, *facts)
    if not 1 <= target.stage <= len(maturity_model.stages):
        yield TargetProblem(TargetProblemCode.STAGE_OUT_OF_RANGE, *facts)


def _pair_problems(targets: Sequence[Target]) -> Iterable[TargetProblem]:
    ordered = sorted(targets, key=lambda target: (target.block, target.years))
    for near, far in pairwise(ordered):
        facts = (far.block, far.years, far.stage, near.years, near.stage)
        if near.block != far.block:
            continue
        if near.years == far.years:
            yield TargetProblem(TargetProblemCode.DUPLICATE, *facts)
        elif far.stage < near.stage and far.intention is not Intention.SCALE_BACK:
            yield TargetProblem(TargetProblemCode.CONTRADICTION, *facts)
