"""A report as things to see: its blocks in short."""

from dataclasses import dataclass, replace
from typing import Final

from assessments import figures
from assessments.domain.scorecard import BlockResult, Scorecard
from assessments.figures.ladder import Step
from roadmaps.domain.report import Report

SANS: Final = "Source Sans 3"
SHOWN: Final = 4
"""Stones that a block shows of those in place; the others are counted."""


@dataclass(frozen=True, slots=True)
class BlockSection:
    """A block in short: the strongest stones in place, `more` of them, what could come next."""

    result: BlockResult
    in_place: tuple[Step, ...]
    more: int
    next_steps: tuple[Step, ...]


def block_sections(report: Report) -> tuple[BlockSection, ...]:
    """All blocks in the model's order."""
    return tuple(_section(report, result) for result in report.scorecard.blocks)


def _section(report: Report, result: BlockResult) -> BlockSection:
    scorecard, maturity_model = report.scorecard, report.maturity_model
    rungs = figures.climb(scorecard, maturity_model, result.block)
    steps = [step for rung in rungs for step in rung.steps]
    standing = [step for step in steps if step.is_acquired and step.result.score is not None]
    standing.sort(key=lambda step: -(step.result.score or 0))
    return BlockSection(
        result, tuple(standing[:SHOWN]), len(standing[SHOWN:]), figures.next_steps(rungs, result)
    )


def draw_radar(
    scorecard: Scorecard,
    block_names: dict[str, str],
    title: str,
    accent: str = figures.PAPER.accent,
) -> str:
    """The radar for paper as an SVG element; empty where there are too few blocks."""
    palette = replace(figures.PAPER, accent=accent)
    drawing = figures.draw(scorecard, tuple(block_names.items()), title, palette)
    # On paper, the extended letters are a family of their own (static/css/sheets.css).
    return drawing.svg.replace(SANS, f"{SANS}, {SANS} Extended", 1) if drawing else ""
