"""A report as things to see: its blocks in short."""

from dataclasses import dataclass
from typing import Final

from assessments import figures
from assessments.domain.scorecard import BlockResult
from assessments.figures.ladder import Step
from assessments.figures.reach import Reach
from roadmaps.domain.report import Report

SHOWN: Final = 3
"""Stones that a block shows of those in place; the others are counted."""


@dataclass(frozen=True, slots=True)
class BlockSection:
    """A block in short: how sure its score is (None: nothing to say), the colour step 0–5 of its
    stage, the strongest stones in place, `more` of them, what could come next."""

    result: BlockResult
    reach: Reach | None
    intensity: int
    in_place: tuple[Step, ...]
    more: int
    next_steps: tuple[Step, ...]


def block_sections(report: Report) -> tuple[BlockSection, ...]:
    """All blocks in the model's order."""
    reaches = figures.reaches(report.scorecard)
    return tuple(
        _section(report, result, reaches.get(result.block)) for result in report.scorecard.blocks
    )


def _section(report: Report, result: BlockResult, reach: Reach | None) -> BlockSection:
    scorecard, maturity_model = report.scorecard, report.maturity_model
    rungs = figures.climb(scorecard, maturity_model, result.block)
    steps = [step for rung in rungs for step in rung.steps]
    standing = [step for step in steps if step.is_acquired and step.result.score is not None]
    standing.sort(key=lambda step: -(step.result.score or 0))
    return BlockSection(
        result,
        reach,
        figures.stage_intensity(result.stage or 1, len(maturity_model.stages)),
        tuple(standing[:SHOWN]),
        len(standing[SHOWN:]),
        figures.next_steps(rungs, result)[:SHOWN],
    )
