"""What the wall draws: views of one stone, wishes of a room, its opinions."""

from dataclasses import dataclass
from typing import Final

from assessments.domain.disclosure import coarsen
from assessments.domain.maturity_model import MaturityModel
from assessments.domain.spread import ItemSpread, Spread
from assessments.figures.palette import stage_intensity
from assessments.figures.spread import WIDTH, DifferingRow, differing_rows
from roadmaps.domain.room.ambitions import AmbitionSpread

LEAST: Final = 3
"""Width of the bar of a stage that somebody wants, in the units of the drawing."""


def stone_row(item: ItemSpread, maturity_model: MaturityModel) -> DifferingRow:
    """Bars and camps of one stone."""
    return differing_rows(Spread(items=(item,)), maturity_model)[0]


@dataclass(frozen=True, slots=True)
class WishBar:
    """A stage and how many want it: None where the room is small; `width` of its bar."""

    stage: int
    count: int | None
    width: float
    intensity: int
    is_middle: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """Wishes for one horizon. `is_coarse`: fewer than ten people, of whom the middle alone is told
    and whether wishes lie close together."""

    spread: AmbitionSpread
    bars: tuple[WishBar, ...]
    is_coarse: bool


def wishes_of(spread: AmbitionSpread, min_group_size: int) -> Wishes:
    """How wishes for one horizon are drawn: the first stage first."""
    is_coarse = coarsen(spread.people, min_group_size)
    most, last = max(spread.stages), len(spread.stages)
    bars = tuple(
        WishBar(
            stage,
            None if is_coarse else count,
            _width(stage == spread.median, 1) if is_coarse else _width(count, most),
            stage_intensity(stage, last),
            stage == spread.median,
        )
        for stage, count in enumerate(spread.stages, start=1)
    )
    return Wishes(spread, bars, is_coarse)


def _width(count: float, most: int) -> float:
    return round(max(count * WIDTH / most, LEAST), 1) if count else 0
