"""One block as a ladder: its stones by stage, what holds and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessments.domain.blocks import last_stage
from assessments.domain.maturity_model import MaturityModel, Stone
from assessments.domain.scorecard import BlockResult, Scorecard, StageReading, StoneResult, Unseen
from assessments.figures.palette import stage_intensity

NEXT_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """A stone at the other end of a prerequisite; `is_acquired` is None where it has no score.

    One that does not apply holds nobody up: it counts as acquired.
    """

    stone: str
    block: str
    is_acquired: bool | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A stone of the block with what it needs and what needs it."""

    stone: str
    result: StoneResult
    is_acquired: bool | None
    needs: tuple[Tie, ...]
    unlocks: tuple[Tie, ...]

    @property
    def can_start(self) -> bool:
        """Whether everything that it needs is acquired."""
        return all(tie.is_acquired for tie in self.needs)


@dataclass(frozen=True, slots=True)
class Rung:
    """A stage of the block: how far it is, its colour (a step 0–5), its tests, its stones."""

    reading: StageReading
    intensity: int
    threshold: float
    own_floor: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class BlockSeparation:
    """What separates a block from `stage`: points that the two tests of it miss, 0 when passed.

    With the quick form only the score counts, against the band that starts at `threshold`.
    """

    stage: int
    value: float | None
    threshold: float
    missing: float
    own: float | None = None
    own_floor: float | None = None
    own_missing: float = 0.0


def climb(scorecard: Scorecard, maturity_model: MaturityModel, block: str) -> tuple[Rung, ...]:
    """The stages of a block from the first to the last, with their stones (method D3)."""
    result = next(entry for entry in scorecard.blocks if entry.block == block)
    scores = {entry.stone: entry for entry in scorecard.stones}
    stages = {stage.number: stage for stage in maturity_model.stages}
    return tuple(
        Rung(
            reading,
            stage_intensity(reading.stage, len(stages)),
            stages[reading.stage].threshold,
            stages[reading.stage].own_floor,
            tuple(
                _step(stone, maturity_model, scores)
                for stone in maturity_model.stones_of(block)
                if stone.stage == reading.stage
            ),
        )
        for reading in result.readings
    )


def _step(stone: Stone, maturity_model: MaturityModel, scores: dict[str, StoneResult]) -> Step:
    needed_by = [other for other in maturity_model.stones if stone.code in other.prerequisites]
    needs = [maturity_model.stone_by_code[code] for code in stone.prerequisites]
    result = scores.get(stone.code) or _not_asked(stone.code)
    return Step(
        stone.code,
        result,
        _is_acquired(maturity_model, result),
        needs=_ties(needs, maturity_model, scores),
        unlocks=_ties(needed_by, maturity_model, scores),
    )


def _ties(
    stones: Sequence[Stone], maturity_model: MaturityModel, scores: dict[str, StoneResult]
) -> tuple[Tie, ...]:
    return tuple(
        Tie(
            stone.code,
            stone.block,
            _is_acquired(maturity_model, result),
            applies=result is None or result.unseen is not Unseen.NOT_APPLICABLE,
        )
        for stone, result in ((stone, scores.get(stone.code)) for stone in stones)
    )


def _is_acquired(maturity_model: MaturityModel, result: StoneResult | None) -> bool | None:
    # What does not apply holds nobody up (method E2).
    if result is not None and result.unseen is Unseen.NOT_APPLICABLE:
        return True
    if result is None or result.score is None:
        return None
    return result.score >= maturity_model.scoring.prerequisite_satisfied


def _not_asked(code: str) -> StoneResult:
    return StoneResult(code, None, None, None, None, None, Unseen.NOT_ASKED)


def next_steps(rungs: Sequence[Rung], block: BlockResult) -> tuple[Step, ...]:
    """Up to three stones that could come next, from the lowest stage on, ready ones first."""
    reach = (block.stage or 0) + 1
    waiting = [
        (rung.reading.stage, not step.can_start, step)
        for rung in rungs
        for step in rung.steps
        if rung.reading.stage <= reach and step.is_acquired is False
    ]
    waiting.sort(key=lambda entry: entry[:2])
    return tuple(step for _stage, _waits, step in waiting[:NEXT_STEPS])


def needed_elsewhere(steps: Sequence[Step], block: str) -> tuple[Tie, ...]:
    """What `steps` of a block need from other blocks and is not acquired there, each once."""
    ties = {
        tie.stone: tie
        for step in steps
        for tie in step.needs
        if tie.block != block and not tie.is_acquired
    }
    return tuple(ties.values())


def separation_of(
    block: BlockResult, rungs: Sequence[Rung], maturity_model: MaturityModel
) -> BlockSeparation | None:
    """What separates a block from its next stage; None at the last one or without a stage."""
    if block.stage is None or block.stage >= last_stage(
        maturity_model, indicative=block.indicative
    ):
        return None
    rung = rungs[block.stage]
    if block.indicative:
        start = maturity_model.scoring.quick_bands[block.stage - 1]
        return BlockSeparation(
            block.stage + 1, block.score, start, max(0.0, start - (block.score or 0))
        )
    reading = rung.reading
    return BlockSeparation(
        reading.stage,
        reading.cumulative,
        rung.threshold,
        max(0.0, rung.threshold - (reading.cumulative or 0)),
        reading.own,
        rung.own_floor,
        max(0.0, rung.own_floor - (reading.own or 0)) if rung.steps else 0.0,
    )
