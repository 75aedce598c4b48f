"""A scorecard as things to see: plotly figures, and the rows of tables and drawings."""

from assessments.figures.crossing import conditions, crossing, unplaced
from assessments.figures.drawing import Drawing, draw
from assessments.figures.heatmap import heatmap, heatmap_legend
from assessments.figures.ladder import climb, needed_elsewhere, next_steps, separation_of
from assessments.figures.palette import PAPER, SCREEN, Palette, stage_intensity
from assessments.figures.positions import position_rows
from assessments.figures.radar import radar
from assessments.figures.reach import Reach, reach_of, reaches
from assessments.figures.spread import (
    cut_rows,
    differing_rows,
    gap_rows,
    shown_cells,
    unseen_blocks,
    unseen_items,
)
from assessments.figures.strengths import strongest_blocks, strongest_stones

__all__ = [
    "PAPER",
    "SCREEN",
    "Drawing",
    "Palette",
    "Reach",
    "climb",
    "conditions",
    "crossing",
    "cut_rows",
    "differing_rows",
    "draw",
    "gap_rows",
    "heatmap",
    "heatmap_legend",
    "needed_elsewhere",
    "next_steps",
    "position_rows",
    "radar",
    "reach_of",
    "reaches",
    "separation_of",
    "shown_cells",
    "stage_intensity",
    "strongest_blocks",
    "strongest_stones",
    "unplaced",
    "unseen_blocks",
    "unseen_items",
]
